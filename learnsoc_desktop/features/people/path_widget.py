"""The parts of the page of a learning path: years on a thread, goals, wishes, skills and log."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.feature import Event
from learnsoc_desktop.core.i18n import _, ngettext
from learnsoc_desktop.features.people.card_widget import PathLine
from learnsoc_desktop.features.people.note_lines_widget import NoteLines
from learnsoc_desktop.features.people.path_model import (
    GoalDetails,
    LogDetails,
    Skill,
    WantDetails,
)
from learnsoc_desktop.features.people.path_queries import PathNotes, PathYear
from learnsoc_desktop.reporting.charts.kinds import About, Radar, Series
from learnsoc_desktop.ui.buttons import Button, button
from learnsoc_desktop.ui.chart_view import ChartView
from learnsoc_desktop.ui.layout import clear, column, row
from learnsoc_desktop.ui.text import Remark, Text

LOG_SHOWN = 5
DAYS_SHOWN = 3  # of the skills: today beside the beginning and one between


def year_text(year: PathYear) -> str:
    """Return a fiscal year in one line: how much there was."""
    count = ngettext("{count} entry", "{count} entries", len(year.events))
    parts = [
        _("Fiscal year {year}").format(year=formats.year(year.year - 543)),
        count.format(count=formats.number(len(year.events))),
    ]
    if year.hours:
        hours = formats.hours(round(year.hours * 60))
        parts.append(_("{hours} hours").format(hours=hours))
    return " · ".join(parts)


def skills_chart(days: Sequence[tuple[date, dict[Skill, int]]]) -> Radar:
    """Return the skills of the newest, a middle and the first day as a radar of 1 to 5."""
    chosen = [days[0], days[len(days) // 2], days[-1]][:DAYS_SHOWN]
    series = {
        day: Series(formats.date_brief(day), tuple(levels.get(skill) for skill in Skill))
        for day, levels in chosen
    }
    return Radar(
        tuple(skill.label for skill in Skill), tuple(series.values()), About(places=0), most=5
    )


class YearsView(QWidget):
    """Years of a path; the newest is open, a press opens or closes another.

    Signals:
        event_chosen: An event that leads somewhere was pressed.
    """

    event_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._inner = column(gap=0)
        self.setLayout(self._inner)
        self._open: set[int] = set()
        self._years: Sequence[PathYear] = ()
        self.heads: dict[int, Button] = {}

    def show_years(self, years: Sequence[PathYear]) -> None:
        """Show these years."""
        if years and not self._years:
            self._open = {years[0].year}
        self._years = years
        self._fill()

    def _fill(self) -> None:
        clear(self._inner)
        self.heads = {}
        if not self._years:
            text = _("Nothing yet. Attendance appears here by itself.")
            self._inner.addWidget(Remark("info", text, "ink_soft", "body"))
        for year in self._years:
            is_open = year.year in self._open
            icon = "chevron-down" if is_open else "chevron-right"
            head = button(year_text(year), "quiet", icon, then=partial(self._turn, year.year))
            self.heads[year.year] = head
            self._inner.addLayout(row(head, None, gap=0))
            if is_open:
                self._show_events(year.events)
        self._inner.addStretch(1)

    def _show_events(self, events: Sequence[Event]) -> None:
        for place, event in enumerate(events):
            line = PathLine(event, 0, first=not place, last=place == len(events) - 1)
            line.clicked.connect(partial(self.event_chosen.emit, event))
            self._inner.addWidget(line)

    def _turn(self, year: int) -> None:
        self._open ^= {year}
        self._fill()
        self.heads[year].setFocus()


class NotesView(NoteLines):
    """Goals, wishes, skills and log, each with its way to add one.

    Signals:
        skills_asked: The five skills are to be asked for.
    """

    skills_asked = Signal()

    def __init__(self, *, writes: bool) -> None:
        super().__init__(writes=writes)
        self.chart = ChartView()

    def show_notes(self, notes: PathNotes) -> None:
        """Show what is noted."""
        self.chart.setParent(None)
        clear(self.inner)
        self.head(_("Goals"), _("Add a goal"), GoalDetails)
        for goal in notes.goals:
            reached = goal.done_on is not None
            when = goal.done_on or goal.by_when
            words = _("reached {date}") if reached else _("by {date}")
            under = words.format(date=formats.date_brief(when)) if when else goal.why
            icon = "circle-check" if reached else "circle-dashed"
            self.line(icon, goal.goal, under, GoalDetails, goal.id)
        self.none(notes.goals, _("What does the person want to reach?"))
        self.head(_("Wishes and gifts"), _("Add a wish"), WantDetails)
        for want in notes.wants:
            met = _("met") if want.met_on else ""
            under = " · ".join(part for part in (want.kind.label, met) if part)
            icon = "circle-check" if want.met_on else "star"
            self.line(icon, want.what, under, WantDetails, want.id)
        self.none(notes.wants, _("What would the person like to learn?"))
        self._skills(notes)
        self.head(_("Own learning log"), _("Add a line"), LogDetails)
        for entry in notes.log[:LOG_SHOWN]:
            hours = formats.hours(entry.minutes) if entry.minutes else ""
            parts = (
                formats.date_brief(entry.learned_on),
                entry.place,
                _("{hours} hours").format(hours=hours) if hours else "",
            )
            under = " · ".join(part for part in parts if part)
            self.line("book-open", entry.what, under, LogDetails, entry.id)
        self.none(notes.log, _("What was learned outside the activities?"))
        self.inner.addStretch(1)

    def _skills(self, notes: PathNotes) -> None:
        ask = button(_("Ask again"), "quiet", "pencil", then=self.skills_asked.emit)
        if not notes.skills:
            ask.setText(_("Ask"))
        ask.setEnabled(self.writes)
        self.adders[Skill] = ask
        self.inner.addSpacing(8)
        self.inner.addLayout(row(Text(_("Five skills of learning"), "lead"), None, ask, gap=8))
        if notes.skills:
            chart = skills_chart([(day, dict(levels)) for day, levels in notes.skills])
            self.chart = ChartView(chart, _("Five skills of learning"))
            self.inner.addWidget(self.chart)
        self.none(notes.skills, _("How does the person see these skills?"))
