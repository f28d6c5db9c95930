"""The lines of Today: a session, a coming session, something that waits, a figure."""

from datetime import datetime, time

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.feature import TodoLine
from learnsoc_desktop.core.i18n import _, ngettext
from learnsoc_desktop.features.activities.queries import SessionRow
from learnsoc_desktop.ui.buttons import Button, ByEnter, button
from learnsoc_desktop.ui.dressed import Dressed, Fitted
from learnsoc_desktop.ui.layout import column, row
from learnsoc_desktop.ui.paint import draw, draw_icon, fill, middle, width
from learnsoc_desktop.ui.text import Note, Text
from learnsoc_desktop.ui.theme import theme

PROGRAMMES = {"QL": 0, "SD": 1, "LL": 2}  # qualification, self-development, lifelong; others last
SOON = 90  # minutes: only what begins within them is said to begin "in …"
ROOMY = 560  # pixels of a line at the first text size: below it the time stands under the name
TONES = {"bad": "circle-alert", "late": "clock"}


class SessionLine(Fitted, QWidget):
    """A session of today with its button; the one that is on has the big one.

    Where room is short the time goes into the line under the name. What cannot be written (not ``writes``)
    is only looked at.

    Signals:
        asked: Attendance of this session (its id) was asked for.
    """

    asked = Signal(object)

    def __init__(
        self, session: SessionRow, *, main: bool, now: datetime, writes: bool = True
    ) -> None:
        super().__init__()
        self.session = session
        self._when = formats.time_range(session.starts, session.ends) if session.starts else ""
        self._waits = waits(session, now)
        times = column(
            Text(self._when, "strong"), Text(self._waits, "small_strong", "primary"), None, gap=0
        )
        self._details = Text("", "small", "ink_soft")
        title = Text(session.activity, "lead" if main else "strong")
        words = column(title, self._details, gap=0)
        self._time_box = QWidget()
        self._time_box.setLayout(times)
        self.button: Button | None = None
        if session.cancelled:
            act: QWidget = Note("circle-x", _("cancelled"), "bad")
        else:
            act = self.button = self._button(session, main=main and writes, writes=writes)
        line = row(self._time_box, Bar(session.programme_key), 4, (words, 1), act, gap=12)
        line.setContentsMargins(0, 10, 0, 10)
        self.setLayout(line)
        self.fit()

    def fit(self) -> None:
        """Put the time where there is room for it."""
        t = theme()
        self._time_box.setFixedWidth(t.px(124))
        roomy = self.width() >= t.px(ROOMY)
        self._time_box.setVisible(roomy)
        parts = [] if roomy else [self._when, self._waits]
        parts += _details(self.session)
        self._details.set_text(" · ".join(part for part in parts if part))

    def _button(self, session: SessionRow, *, main: bool, writes: bool) -> Button:
        if session.filled or not writes:
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


def waits(session: SessionRow, now: datetime) -> str:
    """Return "now", or in how many minutes a session begins when that is soon."""
    if not session.starts or session.cancelled:
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


def _details(session: SessionRow) -> list[str]:
    """Return what is said of a session, the most wanted first: the end may be cut."""
    number = ""
    if session.number:
        number = _("session {number}/{of}").format(
            number=formats.numerals(str(session.number)), of=formats.numerals(str(session.of))
        )
    people = ""
    if session.enrolled and session.marked:
        people = _("{marked} of {enrolled} marked").format(
            marked=formats.number(session.marked), enrolled=formats.number(session.enrolled)
        )
    elif session.enrolled:
        people = ngettext("{count} person", "{count} people", session.enrolled).format(
            count=formats.number(session.enrolled)
        )
    return [number, people, session.venue, session.topic]


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


def programme_colour(key: str) -> str:
    """Return the colour of a programme by its key, in the theme in force."""
    return theme().c.programme[PROGRAMMES.get(key[:2], -1)]


class _Line(ByEnter, Dressed, QAbstractButton):
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
    """Something that waits: what, and how late it is; one below the other where room is short."""

    def __init__(self, line: TodoLine) -> None:
        super().__init__(line.text, 58)
        self._line = line
        self.setAccessibleDescription(line.note)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        t, painter, line = theme(), QPainter(self), self._line
        self.ground(painter)
        side, high = t.px(20), self.height()
        draw_icon(painter, line.icon, "ink_soft", 2, (high - side) / 2, side)
        tone = line.tone or "ink_soft"
        sign, mark = TONES.get(line.tone, ""), t.px(16)
        note = width(line.note, "small_strong") + (t.px(22) if sign else 0)
        left, right = t.px(34), self.width() - t.px(28)
        beside = width(line.text) + t.px(16) + note <= right - left
        if beside:
            draw(painter, left, middle(0, high), line.text)
            base, x = middle(0, high, "small_strong"), right - note
        else:
            draw(painter, left, t.px(25), line.text, room=right - left)
            base, x = t.px(47), left
        if sign:
            draw_icon(painter, sign, tone, x, base - t.px(5) - mark / 2, mark)
            x += t.px(22)
        draw(painter, x, base, line.note, "small_strong", tone, room=right - x + 1)


class ComingLine(_Line):
    """A session of one of the next days: what, and under it when and where."""

    def __init__(self, session: SessionRow) -> None:
        super().__init__(session.activity, 58)
        self._session = session
        self.setAccessibleDescription(formats.date_full(session.held_on))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        t, painter, session = theme(), QPainter(self), self._session
        self.ground(painter)
        bar = QRectF(2, t.px(9), 4, self.height() - t.px(18))
        fill(painter, bar, programme_colour(session.programme_key), 2)
        left, right = t.px(18), self.width() - t.px(28)
        draw(painter, left, t.px(25), session.activity, room=right - left)
        weekday = formats.weekday_name(session.held_on, short=True)
        clock = formats.time_range(session.starts, session.ends) if session.starts else ""
        when = f"{weekday} {formats.date_brief(session.held_on)}"
        text = " · ".join(part for part in (when, clock, session.venue) if part)
        draw(painter, left, t.px(47), text, "small", "ink_soft", room=right - left)
