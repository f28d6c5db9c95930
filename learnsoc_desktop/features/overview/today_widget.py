"""The lines of Today: a session, a coming session, something that waits, a figure."""

from datetime import datetime, time

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.feature import TodoLine
from learnsoc_desktop.core.i18n import _, ngettext
from learnsoc_desktop.features.activities.queries import SessionRow
from learnsoc_desktop.ui.buttons import button
from learnsoc_desktop.ui.dressed import Dressed
from learnsoc_desktop.ui.layout import column, row
from learnsoc_desktop.ui.paint import draw, draw_icon, fill, middle, width
from learnsoc_desktop.ui.text import Note, Text
from learnsoc_desktop.ui.theme import theme

PROGRAMMES = {"QL": 0, "SD": 1, "LL": 2}  # qualification, self-development, lifelong; others last
SOON = 180  # minutes: only what begins within them is said to begin "in …"


class SessionLine(QWidget):
    """A session of today with its button; the one that is on has the big one.

    Signals:
        asked: Attendance of this session (its id) was asked for.
    """

    asked = Signal(object)

    def __init__(self, session: SessionRow, *, main: bool, now: datetime) -> None:
        super().__init__()
        when = formats.time_range(session.starts, session.ends) if session.starts else ""
        times = column(Text(when, "strong"), Text(_waits(session, now), "small", "ink_soft"), gap=0)
        words = column(
            Text(session.activity, "lead" if main else "strong"),
            Text(_details(session), "small", "ink_soft"),
            gap=0,
        )
        time_box = QWidget()
        time_box.setLayout(times)
        time_box.setFixedWidth(theme().px(124))
        if session.cancelled:
            act: QWidget = Note("circle-x", _("cancelled"), "bad")
        else:
            act = self._button(session, main=main)
        line = row(time_box, Bar(session.programme_key), 4, (words, 1), act, gap=12)
        line.setContentsMargins(0, 12, 0, 12)
        self.setLayout(line)

    def _button(self, session: SessionRow, *, main: bool) -> QWidget:
        full = bool(session.enrolled) and session.marked >= session.enrolled
        if full:
            text = _("See the sheet")
        elif main and session.enrolled:
            text = ngettext(
                "Take attendance of {count}", "Take attendance of {count}", session.enrolled
            ).format(count=formats.number(session.enrolled))
        else:
            text = _("Take attendance")
        act = button(
            text,
            "primary" if main else "",
            "clipboard-check",
            then=lambda: self.asked.emit(session.id),
            big=main,
        )
        act.setAccessibleDescription(session.activity)
        return act


def _waits(session: SessionRow, now: datetime) -> str:
    if not session.starts:
        return ""
    minutes = _minutes(session.starts) - _minutes(now.time())
    if 0 < minutes <= SOON:
        return ngettext("in {count} minute", "in {count} minutes", minutes).format(
            count=formats.number(minutes)
        )
    if minutes <= 0 and session.ends and now.time() <= session.ends:
        return _("now")
    return ""


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _details(session: SessionRow) -> str:
    parts = [
        _("session {number}/{of}").format(number=session.number, of=session.of)
        if session.number
        else "",
        session.venue,
        session.topic,
    ]
    if session.enrolled and session.marked:
        parts.append(
            _("{marked} of {enrolled} marked").format(
                marked=formats.number(session.marked), enrolled=formats.number(session.enrolled)
            )
        )
    elif session.enrolled:
        parts.append(
            ngettext("{count} person", "{count} people", session.enrolled).format(
                count=formats.number(session.enrolled)
            )
        )
    return " · ".join(part for part in parts if part)


class Bar(Dressed, QWidget):
    """An upright bar in the colour of a programme; the words beside it say the same."""

    def __init__(self, programme_key: str) -> None:
        super().__init__()
        self._key = programme_key
        self.setFixedWidth(4)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        fill(QPainter(self), QRectF(self.rect()), programme_colour(self._key), 2)


class Upright(QWidget):
    """A thin line between two figures."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        QPainter(self).fillRect(self.rect(), theme().colour("line"))


def programme_colour(key: str) -> str:
    """Return the colour of a programme by its key, in the theme in force."""
    return theme().c.programme[PROGRAMMES.get(key[:2], -1)]


class _Line(Dressed, QAbstractButton):
    """A line to press, with an arrow at its end."""

    def __init__(self, text: str, high: int) -> None:
        super().__init__()
        self._high = high
        self.setText(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size it wants."""
        return QSize(theme().px(240), theme().px(self._high))

    def ground(self, painter: QPainter) -> None:
        """Paint what shows hover and focus, and the arrow."""
        t = theme()
        if self.underMouse() or self.hasFocus():
            ring = "focus" if self.hasFocus() else ""
            fill(painter, QRectF(self.rect()), "sunken" if self.underMouse() else "", 6, ring, 2)
        side = t.px(18)
        draw_icon(
            painter,
            "chevron-right",
            "ink_soft",
            self.width() - side - 2,
            (self.height() - side) / 2,
            side,
        )


class WaitingLine(_Line):
    """Something that waits: what, and how late it is."""

    def __init__(self, line: TodoLine) -> None:
        super().__init__(line.text, 58)
        self._line = line
        self.setAccessibleDescription(line.note)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        t, painter, line = theme(), QPainter(self), self._line
        self.ground(painter)
        side, base = t.px(20), middle(0, self.height())
        draw_icon(painter, line.icon, "ink_soft", 2, (self.height() - side) / 2, side)
        tone = line.tone or "ink_soft"
        note = width(line.note, "small_strong")
        right = self.width() - t.px(28) - note
        room = right - t.px(34) - t.px(30)
        draw(painter, t.px(34), base, line.text, room=room)
        small = middle(0, self.height(), "small_strong")
        draw(painter, right, small, line.note, "small_strong", tone)
        if line.tone:
            sign, mark = {"bad": "circle-alert", "late": "clock"}[line.tone], t.px(16)
            draw_icon(painter, sign, tone, right - t.px(22), (self.height() - mark) / 2, mark)


class ComingLine(_Line):
    """A session of one of the next days."""

    def __init__(self, session: SessionRow) -> None:
        super().__init__(session.activity, 46)
        self._session = session
        self.setAccessibleDescription(formats.date_full(session.held_on))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        t, painter, session = theme(), QPainter(self), self._session
        self.ground(painter)
        base = middle(0, self.height())
        weekday = formats.weekday_name(session.held_on, short=True)
        when = f"{weekday} {formats.date_brief(session.held_on)}"
        draw(painter, 2, base, when, "strong", room=t.px(124))
        left = t.px(136)
        fill(
            painter,
            QRectF(left, t.px(10), 4, self.height() - t.px(20)),
            programme_colour(session.programme_key),
            2,
        )
        clock = formats.time_range(session.starts, session.ends) if session.starts else ""
        note = width(clock, "small")
        right = self.width() - t.px(28) - note
        draw(painter, left + 16, base, session.activity, room=right - left - t.px(32))
        draw(painter, right, middle(0, self.height(), "small"), clock, "small", "ink_soft")


class FigureBlock(QWidget):
    """One big number with its unit and what it counts."""

    def __init__(self, title: str, value: int, unit: str, note: str) -> None:
        super().__init__()
        number = Text(formats.number(value), "figure")
        number.setAccessibleName(f"{title}: {formats.number(value)} {unit}")
        inner = column(
            Text(title, "small_strong", "ink_soft"),
            row(number, Text(unit, "body", "ink_soft"), None, gap=8),
            Text(note, "small", "ink_soft"),
            gap=0,
        )
        inner.setContentsMargins(12, 0, 8, 0)
        self.setLayout(inner)
