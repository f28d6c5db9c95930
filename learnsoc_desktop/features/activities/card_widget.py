"""An activity beside the list: its facts, its sessions, and what can be done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import _, ngettext
from learnsoc_desktop.features.activities.queries import ActivityRow, SessionRow
from learnsoc_desktop.ui.buttons import Button, ByEnter, button
from learnsoc_desktop.ui.dressed import Dressed
from learnsoc_desktop.ui.layout import Flow, clear, column, hosted, row, scroll
from learnsoc_desktop.ui.paint import draw, draw_icon, fill, middle, rule, width
from learnsoc_desktop.ui.text import Remark, Text
from learnsoc_desktop.ui.theme import CONTROL, theme


@dataclass(frozen=True, slots=True)
class CardActs:
    """What the card can ask for; each takes the row it is about."""

    attendance: Callable[[SessionRow], object]
    edit: Callable[[ActivityRow], object]
    roll: Callable[[ActivityRow], object]
    add_session: Callable[[ActivityRow], object]
    sheet: Callable[[ActivityRow], object]
    summary: Callable[[ActivityRow], object]


class ActivityCard(QWidget):
    """Shows one activity; empty it says what to do."""

    def __init__(self, acts: CardActs) -> None:
        super().__init__()
        self._acts = acts
        self._inner = column(gap=4, margins=(20, 14, 20, 14))
        self._scroll = scroll(hosted(self._inner))
        self.setLayout(column(self._scroll, gap=0, margins=(1, 1, 1, 1)))

    def show_activity(
        self, activity: ActivityRow | None, sessions: Sequence[SessionRow], today: date
    ) -> None:
        """Show another activity."""
        clear(self._inner)
        if activity is None:
            self._inner.addWidget(Remark("info", _("Choose an activity on the left."), role="body"))
            self._inner.addStretch(1)
            return
        self._inner.addWidget(Text(activity.name, "big", wrap=True))
        self._inner.addWidget(
            Text(activity.programme or _("no programme yet"), "body", "ink_soft", wrap=True)
        )
        for icon, text in _facts(activity, sessions):
            self._inner.addWidget(Remark(icon, text, "ink_soft", "body"))
        self._inner.addSpacing(6)
        self._inner.addLayout(self._buttons(activity))
        self._inner.addSpacing(8)
        for session in sessions:
            if session.held_on == today and not session.cancelled:
                self._inner.addWidget(self._take_button(session))
                self._inner.addSpacing(4)
        self._add_sessions(activity, sessions, today)
        self._inner.addStretch(1)
        self._scroll.fit()

    def _buttons(self, activity: ActivityRow) -> Flow:
        acts = self._acts
        return Flow(
            button(_("Roll"), "", "users", then=lambda: acts.roll(activity)),
            button(_("Change"), "", "pencil", then=lambda: acts.edit(activity)),
            button(_("Sheet"), "", "printer", then=lambda: acts.sheet(activity)),
            button(_("Summary"), "", "file-text", then=lambda: acts.summary(activity)),
        )

    def _take_button(self, session: SessionRow) -> Button:
        take = button(
            _("Take attendance today"),
            "",
            "clipboard-check",
            big=True,
            then=partial(self._acts.attendance, session),
        )
        take.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return take

    def _add_sessions(
        self, activity: ActivityRow, sessions: Sequence[SessionRow], today: date
    ) -> None:
        acts = self._acts
        more = button(_("Add a session"), "quiet", "plus", then=lambda: acts.add_session(activity))
        self._inner.addLayout(row(Text(_("Sessions"), "lead"), None, more, gap=8))
        for session in sessions:
            line = SessionButton(session, today)
            line.clicked.connect(lambda _on=False, s=session: acts.attendance(s))
            self._inner.addWidget(line)
        if not sessions:
            self._inner.addWidget(Remark("calendar-days", _("No session yet."), role="body"))


def _facts(activity: ActivityRow, sessions: Sequence[SessionRow]) -> list[tuple[str, str]]:
    last = activity.ends_on or activity.starts_on
    target = activity.target_people
    people = ngettext("{count} person on the roll", "{count} people on the roll", activity.enrolled)
    people = people.format(count=formats.number(activity.enrolled))
    if target:
        people += " · " + _("target {count}").format(count=formats.number(target))
    minutes = sum(session.minutes for session in sessions if not session.cancelled)
    held = ngettext(
        "{filled} of {count} session filled",
        "{filled} of {count} sessions filled",
        activity.sessions,
    ).format(filled=formats.number(activity.filled), count=formats.number(activity.sessions))
    return [
        ("calendar-days", formats.date_range(activity.starts_on, last)),
        *([("map-pin", activity.venue)] if activity.venue else []),
        ("users", people),
        ("clipboard-check", f"{held} · " + _("{hours} hours").format(hours=formats.hours(minutes))),
    ]


class SessionButton(ByEnter, Dressed, QAbstractButton):
    """A session to press: number, day, time, and how its sheet stands."""

    def __init__(self, session: SessionRow, today: date) -> None:
        super().__init__()
        self._session, self._state = session, state_of(session, today)
        when = formats.date_medium(session.held_on)
        self.setText(when)
        self.setAccessibleName(f"{when}, {self._state[1]}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size it wants."""
        return QSize(theme().px(260), theme().px(44))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        t, painter, high = theme(), QPainter(self), self.height()
        rule(painter, 0, self.width(), high - 1)
        if self.underMouse() or self.hasFocus():
            back = "sunken" if self.underMouse() else ""
            ring = "focus" if self.hasFocus() else ""
            fill(painter, QRectF(self.rect()).adjusted(0, 1, 0, -2), back, CONTROL, ring, 2)
        base, small = middle(0, high), middle(0, high, "small")
        session = self._session
        number = formats.numerals(str(session.number)) if session.number else "–"
        draw(painter, 4, base, number, "body", "ink_soft", room=t.px(24), align="right")
        ink = "edge" if session.cancelled else "ink"
        day = draw(painter, t.px(38), base, formats.date_brief(session.held_on), "body", ink)
        icon, word, tone = self._state
        right = self.width() - 6 - width(word, "small_strong")
        side = t.px(16)
        draw_icon(painter, icon, tone, right - t.px(22), (high - side) / 2, side)
        draw(painter, right, small, word, "small_strong", tone)
        left = max(t.px(134), t.px(38) + day + t.px(8))
        room = right - t.px(28) - left
        for clock in _clocks(session):
            if width(clock, "small") <= room:
                draw(painter, left, small, clock, "small", "ink_soft")
                break


def _clocks(session: SessionRow) -> tuple[str, ...]:
    """Return the times of a session, long and short: what fits whole is shown."""
    if not session.starts:
        return ()
    return formats.time_range(session.starts, session.ends), formats.time_of_day(session.starts)


def state_of(session: SessionRow, today: date) -> tuple[str, str, str]:
    """Return icon, word and tone of how a session's sheet stands."""
    if session.cancelled:
        return "circle-x", _("cancelled"), "bad"
    if session.filled and session.enrolled:
        return "circle-check", _("filled"), "good"
    if session.filled:
        count = session.walk_ins + session.heads
        said = ngettext("{count} person", "{count} people", count)
        return "circle-check", said.format(count=formats.number(count)), "good"
    if session.marked:
        return (
            "circle-dashed",
            _("{count} left").format(count=formats.number(session.enrolled - session.marked)),
            "late",
        )
    return _to_do(session.held_on, today)


def _to_do(held_on: date, today: date) -> tuple[str, str, str]:
    """Return how a sheet stands on which nothing is marked."""
    if held_on < today:
        return "circle-alert", _("not filled"), "late"
    if held_on == today:
        return "clock", _("today"), "primary"
    return "calendar-days", _("to come"), "ink_soft"
