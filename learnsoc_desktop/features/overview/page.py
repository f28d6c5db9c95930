"""Today: the day's sessions with one big button, what waits, and what the quarter has reached."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QLayout, QVBoxLayout, QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.calendar_years import fiscal_year_of, quarter_of
from learnsoc_desktop.core.feature import TodoLine
from learnsoc_desktop.core.i18n import N_, _, ngettext
from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.data.entity import utc_now
from learnsoc_desktop.features.activities.queries import SessionRow
from learnsoc_desktop.features.overview.figures_widget import Figures
from learnsoc_desktop.features.overview.first_steps_widget import FirstSteps, StepActs
from learnsoc_desktop.features.overview.queries import (
    Beginnings,
    Day,
    QuarterFigures,
    beginnings,
    day,
    quarter_figures,
)
from learnsoc_desktop.features.overview.today_widget import (
    ComingLine,
    SessionLine,
    WaitingLine,
    waits,
)
from learnsoc_desktop.ui.buttons import button
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.layout import clear, column, hosted, panel, row, scroll
from learnsoc_desktop.ui.page import Page, PageAction
from learnsoc_desktop.ui.safety_card import SafetyCard
from learnsoc_desktop.ui.text import Remark, Rule, Text
from learnsoc_desktop.ui.theme import theme

if TYPE_CHECKING:
    from learnsoc_desktop.features.overview.months_widget import MonthsChart

MORNING_ENDS, AFTERNOON_ENDS = 12, 17
ONE_COLUMN = (
    740  # pixels of the page at the first text size: below it everything stands in one column
)
LOOK_AGAIN = 20_000  # milliseconds: the clock goes on while the page is shown
URGENT = ("bad", "late", "")  # tones of what waits, the most urgent first


class TodayPage(Page):
    """The page the program opens on."""

    watches = frozenset(
        {"Activity", "ActivitySession", "Attendance", "Enrolment", "HeadCount", "Person"}
    )
    help_lines: ClassVar[Sequence[str]] = (
        N_("Press the big button to take attendance of the session that is on."),
        N_("On the right stands what waits; press a line to go there."),
        N_("Everything you do is saved at once, so you may close the program at any time."),
    )
    keys: ClassVar[Sequence[tuple[str, str]]] = ((N_("Enter"), N_("take attendance")),)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._sessions, self._waiting, self._coming = (column(gap=0) for _place in range(3))
        self.figures = Figures()
        self._shown: object = None
        self._quarter = Text("", "lead")
        self.months: MonthsChart | None = None  # until anybody came
        self._below = column(gap=0)
        self._figures_panel = panel(
            self._padded(column(self._quarter, self.figures, self._below, gap=4))
        )
        self._main = column(panel(self._padded(self._sessions)), self._figures_panel, None, gap=16)
        waiting, coming = panel(self._padded(self._waiting)), panel(self._padded(self._coming))
        self._side_panels = (waiting, coming)
        self._side = column(waiting, coming, SafetyCard(context), None, gap=16)
        self._columns = row((self._main, 63), (self._side, 37), gap=16)
        inside = hosted(column(self._columns, None, gap=16, margins=(24, 4, 24, 16)))
        self.setLayout(column(scroll(inside), gap=0))
        self._clock = QTimer(self)
        self._clock.setInterval(LOOK_AGAIN)
        self._clock.timeout.connect(self.look_at_clock)
        self._clock.start()

    def title(self) -> str:
        """Greet by the time of day."""
        hour = self._now().hour
        if hour < MORNING_ENDS:
            return _("Good morning")
        return _("Good afternoon") if hour < AFTERNOON_ENDS else _("Good evening")

    def subtitle(self) -> str:
        """Return the date in words with its fiscal year and quarter."""
        today = self._now().date()
        return _("{date} · {year}, quarter {quarter}").format(
            date=formats.date_full(today),
            year=fiscal_year_of(today).title(),
            quarter=formats.numerals(str(quarter_of(today))),
        )

    def page_actions(self) -> Sequence[PageAction]:
        """Return what can be done from here."""
        on = not self.commands.read_only
        return (
            PageAction(_("Plan an activity"), "calendar-plus", self.plan, "Ctrl+N", "button", on),
        )

    def refresh(self) -> None:
        """Read the day again; the keys stay where they were."""
        now = self._now()
        focused = self._focused()
        begun = self.commands.query(beginnings)
        today = self.commands.query(lambda session: day(session, now))
        self._shown = self._state(today, now)
        self._show_sessions(today, begun, now)
        self._show_coming(today.coming)
        self._figures_panel.setVisible(begun.begun)
        for side in self._side_panels:
            side.setVisible(begun.begun)
        if main := self._main_button():
            self.setFocusProxy(main)  # Enter presses it when the page is come back to
        QTimer.singleShot(0, self, partial(self._give_focus, focused))
        if begun.begun:
            self.later(self._count)

    def look_at_clock(self) -> None:
        """Show the day again when the clock has changed what is said of it."""
        now = self._now()
        if self.isVisible() and self._state(self._day(now), now) != self._shown:
            self.make_stale()

    def plan(self) -> None:
        """Plan an activity."""
        self.context.open("activities", new=True)

    def take_attendance(self, session_id: object) -> None:
        """Open the attendance sheet of a session."""
        self.context.open("activities", attendance=session_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand in one column where there is no room for two."""
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        narrow = self.width() < theme().px(ONE_COLUMN)
        self._columns.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        # in one column what waits comes before the figures
        (self._side if narrow else self._main).insertWidget(1 + narrow, self._figures_panel)

    def _count(self) -> None:
        """Count what waits, and the figures of the quarter."""
        focused, today = self._focused(), self._now().date()
        self._show_waiting(self._todos())
        quarter = self.commands.query(lambda session: quarter_figures(session, today))
        self.figures.show_figures(quarter)
        self._quarter.set_text(
            _("Quarter {quarter} so far").format(quarter=formats.numerals(str(quarter.quarter)))
        )
        QTimer.singleShot(0, self, partial(self._give_focus, focused))
        self.later(partial(self._show_months, quarter))

    def _show_months(self, quarter: QuarterFigures) -> None:
        """Draw the months of the year; what draws them is loaded once there are any."""
        known = any(count is not None for _first, count in quarter.months)
        if known and self.months is None:
            from learnsoc_desktop.features.overview.months_widget import (  # noqa: PLC0415  70 ms
                MonthsChart,
            )

            self.months = MonthsChart()
            self._below.addWidget(self.months)
        if self.months is not None:
            self.months.setVisible(known)
            self.months.show_figures(quarter)

    def _now(self) -> datetime:
        return utc_now().astimezone()

    def _day(self, now: datetime) -> Day:
        return self.commands.query(lambda session: day(session, now))

    def _state(self, today: Day, now: datetime) -> object:
        return today, self.title(), [waits(session, now) for session in today.sessions]

    def _todos(self) -> Sequence[TodoLine]:
        queries = [resolve(todo.query) for todo in self.context.contributions.todos]
        lines = self.commands.query(lambda s: [line for query in queries for line in query(s)])
        return sorted(lines, key=lambda line: URGENT.index(line.tone))

    def _padded(self, layout: QLayout) -> QVBoxLayout:
        return column(layout, gap=0, margins=(20, 8, 20, 10))

    def _head(self, text: str, note: str = "") -> QWidget:
        line = row(Text(text, "lead"), Text(note, "body", "ink_soft"), None, gap=12)
        widget = hosted(line)
        widget.setMinimumHeight(theme().px(44))
        return widget

    def _focused(self) -> str | None:
        """Return what the button with the keys says; None when the keys are elsewhere."""
        focused = self.window().focusWidget()
        nowhere = focused is None or focused in {self, self.window()} or not focused.isVisible()
        if focused is None or nowhere:
            return ""
        inside = isinstance(focused, QAbstractButton) and self.isAncestorOf(focused)
        return _words(focused) if inside else None

    def _main_button(self) -> QAbstractButton | None:
        buttons = self.findChildren(QAbstractButton)
        return next((one for one in buttons if one.property("kind") == "primary"), None)

    def _give_focus(self, words: str | None) -> None:
        """Give the keys back, once what was built is shown and what was there is gone."""
        if words is None:
            return
        buttons = [one for one in self.findChildren(QAbstractButton) if one.isVisible()]
        same = [one for one in buttons if words and _words(one) == words]
        first = [one for one in buttons if one.property("kind") == "primary"]
        for target in (*same, *first, *buttons)[:1]:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_sessions(self, today: Day, begun: Beginnings, now: datetime) -> None:
        clear(self._sessions)
        if not begun.begun:
            self._sessions.addWidget(FirstSteps(begun, self._steps()))
            return
        count = len(today.sessions)
        note = ngettext("{count} session", "{count} sessions", count).format(
            count=formats.number(count)
        )
        self._sessions.addWidget(self._head(_("Today's sessions"), note if count else ""))
        for number, session in enumerate(today.sessions):
            if number:
                self._sessions.addWidget(Rule())
            main = today.first is not None and session.id == today.first.id
            line = SessionLine(session, main=main, now=now, writes=not self.commands.read_only)
            line.asked.connect(self.take_attendance)
            self._sessions.addWidget(line)
        if not today.sessions:
            remark = Remark("calendar-days", _("No session today."), "ink_soft", "body")
            plan = button(_("Plan an activity"), "primary", "calendar-plus", then=self.plan)
            self._sessions.addWidget(remark)
            self._sessions.addSpacing(8)
            plan.setEnabled(not self.commands.read_only)
            self._sessions.addWidget(plan, 0, Qt.AlignmentFlag.AlignLeft)
            self._sessions.addSpacing(8)

    def _steps(self) -> StepActs:
        context = self.context
        return StepActs(
            add_person=lambda: context.open("people", new=True),
            take_in=lambda: context.open("people", take_in=True),
            plan=self.plan,
            blank_sheet=lambda: context.open("reports", report="attendance-sheet", form="blank"),
        )

    def _show_coming(self, coming: Sequence[SessionRow]) -> None:
        clear(self._coming)
        self._coming.addWidget(self._head(_("Coming up")))
        for session in coming:
            self._coming.addWidget(Rule())
            line = ComingLine(session)
            line.clicked.connect(
                lambda _on=False, i=session.activity_id: self.context.open(
                    "activities", record_id=str(i)
                )
            )
            self._coming.addWidget(line)
        if not coming:
            nothing = _("Nothing is planned for the next two weeks.")
            self._coming.addWidget(Remark("calendar-days", nothing, role="body"))

    def _show_waiting(self, lines: Sequence[TodoLine]) -> None:
        clear(self._waiting)
        count = ngettext("{count} thing waits", "{count} things wait", len(lines))
        self._waiting.addWidget(
            self._head(count.format(count=formats.number(len(lines))) if lines else _("Waiting"))
        )
        for line in lines:
            self._waiting.addWidget(Rule())
            widget = WaitingLine(line)
            if line.link:
                place, args = line.link
                widget.clicked.connect(lambda _on=False, p=place, a=args: self.context.open(p, **a))
            self._waiting.addWidget(widget)
        if not lines:
            self._waiting.addWidget(
                Remark("circle-check", _("Nothing waits. All sheets are filled."), "good", "body")
            )


def _words(widget: QWidget) -> str:
    assert isinstance(widget, QAbstractButton)
    return f"{widget.text()} {widget.accessibleDescription()}"
