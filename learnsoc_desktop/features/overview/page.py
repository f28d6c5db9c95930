"""Today: the day's sessions with one big button, what waits, and what the quarter has reached."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.calendar_years import fiscal_year_of, quarter_of
from learnsoc_desktop.core.feature import TodoLine
from learnsoc_desktop.core.i18n import N_, _, ngettext
from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.data.entity import utc_now
from learnsoc_desktop.features.overview.queries import Day, QuarterFigures, day, quarter_figures
from learnsoc_desktop.features.overview.today_widget import (
    ComingLine,
    FigureBlock,
    SessionLine,
    Upright,
    WaitingLine,
)
from learnsoc_desktop.ui.buttons import button
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.layout import clear, column, hosted, panel, row, scroll
from learnsoc_desktop.ui.page import Page, PageAction
from learnsoc_desktop.ui.text import Remark, Rule, Text
from learnsoc_desktop.ui.theme import theme

MORNING_ENDS, AFTERNOON_ENDS = 12, 17


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
        self._figures = row(gap=0)
        left = panel(self._padded(self._sessions))
        coming = panel(self._padded(self._coming))
        right = panel(self._padded(self._waiting))
        figures = panel(self._padded(self._figures))
        main = column(left, coming, None, gap=16)
        side = column(right, None, gap=16)
        inside = hosted(
            column(
                row((main, 63), (side, 37), gap=16),
                figures,
                None,
                gap=16,
                margins=(24, 4, 24, 16),
            )
        )
        self.setLayout(column(scroll(inside), gap=0))

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
        return (
            PageAction(
                _("Plan an activity"),
                "calendar-plus",
                lambda: self.context.open("activities", new=True),
                "Ctrl+N",
                "button",
            ),
        )

    def refresh(self) -> None:
        """Read the day again."""
        now = self._now()
        today = self.commands.query(lambda session: day(session, now))
        self._show_sessions(today)
        self._show_coming(today)
        self._show_waiting(self._todos())
        self._show_figures(
            self.commands.query(lambda session: quarter_figures(session, now.date()))
        )

    def take_attendance(self, session_id: object) -> None:
        """Open the attendance sheet of a session."""
        self.context.open("activities", attendance=session_id)

    def _now(self) -> datetime:
        return utc_now().astimezone()

    def _todos(self) -> Sequence[TodoLine]:
        queries = [resolve(todo.query) for todo in self.context.contributions.todos]
        return self.commands.query(lambda s: [line for query in queries for line in query(s)])

    def _padded(self, layout: QLayout) -> QVBoxLayout:
        return column(layout, gap=0, margins=(20, 10, 20, 12))

    def _head(self, text: str, note: str = "") -> QWidget:
        line = row(Text(text, "lead"), Text(note, "body", "ink_soft"), None, gap=12)
        widget = hosted(line)
        widget.setMinimumHeight(theme().px(44))
        return widget

    def _show_sessions(self, today: Day) -> None:
        clear(self._sessions)
        count = len(today.sessions)
        note = ngettext("{count} session", "{count} sessions", count).format(
            count=formats.number(count)
        )
        self._sessions.addWidget(self._head(_("Today's sessions"), note if count else ""))
        for number, session in enumerate(today.sessions):
            if number:
                self._sessions.addWidget(Rule())
            main = today.first is not None and session.id == today.first.id
            line = SessionLine(session, main=main, now=self._now())
            line.asked.connect(self.take_attendance)
            self._sessions.addWidget(line)
        if not today.sessions:
            self._sessions.addWidget(
                Remark("calendar-days", _("No session today."), "ink_soft", "body")
            )
            self._sessions.addSpacing(8)
            plan = button(
                _("Plan an activity"),
                "primary",
                "calendar-plus",
                then=lambda: self.context.open("activities", new=True),
            )
            self._sessions.addWidget(plan, 0, Qt.AlignmentFlag.AlignLeft)
            self._sessions.addSpacing(8)

    def _show_coming(self, today: Day) -> None:
        clear(self._coming)
        self._coming.addWidget(self._head(_("Coming up")))
        for number, session in enumerate(today.coming):
            if number:
                self._coming.addWidget(Rule())
            line = ComingLine(session)
            line.clicked.connect(
                lambda _on=False, i=session.activity_id: self.context.open(
                    "activities", record_id=str(i)
                )
            )
            self._coming.addWidget(line)
        if not today.coming:
            self._coming.addWidget(
                Remark(
                    "calendar-days", _("Nothing is planned for the next two weeks."), role="body"
                )
            )

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

    def _show_figures(self, figures: QuarterFigures) -> None:
        clear(self._figures)
        blocks = (
            (_("People, each once"), figures.people, _("people")),
            (_("Participations"), figures.participations, _("participations")),
            (_("Activities held"), figures.activities, _("activities")),
            (_("Sessions held"), figures.sessions, _("sessions")),
        )
        for number, (title, value, unit) in enumerate(blocks):
            if number:
                self._figures.addWidget(Upright())
            self._figures.addWidget(
                FigureBlock(
                    title, value, unit, _("quarter {quarter}").format(quarter=figures.quarter)
                ),
                1,
            )
