"""The learning path of a person on one page: what was done, year by year, and what is wanted next."""

from collections.abc import Sequence
from typing import ClassVar
from uuid import UUID

from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.feature import Event, learned_hours
from learnsoc_desktop.core.i18n import N_, _, ngettext
from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.features.people.names import shown_name
from learnsoc_desktop.features.people.note_edit_page import NoteEditPage
from learnsoc_desktop.features.people.path_queries import by_years, giver_since, path_notes
from learnsoc_desktop.features.people.path_report import path_paper
from learnsoc_desktop.features.people.path_service import NoteDetails
from learnsoc_desktop.features.people.path_widget import NotesView, YearsView
from learnsoc_desktop.features.people.queries import person_or_refuse
from learnsoc_desktop.features.people.skills_page import SkillsPage
from learnsoc_desktop.reporting.document import Report
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.dressed import Fitted
from learnsoc_desktop.ui.layout import column, hosted, panel, row, scroll
from learnsoc_desktop.ui.task_page import TaskPage
from learnsoc_desktop.ui.theme import theme

SUBJECT = "Person"
SIDE, MOST_SIDE = 470, 0.46  # pixels at the first text size; share of the page


def open_path(context: Context, person_id: UUID) -> None:
    """Show the learning path of a person."""
    context.open_task(LearningPathPage(context, person_id))


def known_events(context: Context, person_id: UUID) -> Sequence[Event]:
    """Return everything that features know of a person."""
    queries = [resolve(one.query) for one in context.contributions.timelines(SUBJECT)]
    events: Sequence[Event] = context.commands.query(
        lambda session: [event for query in queries for event in query(session, person_id)]
    )
    return events


class LearningPathPage(Fitted, TaskPage):
    """Years on the left, newest open; goals, wishes, skills and log on the right."""

    watches = frozenset(
        {
            *("Activity", "ActivitySession", "Attendance", "LearningGoal", "LearningLog"),
            *("Person", "SkillMark", "Want"),
        }
    )
    help_lines: ClassVar[Sequence[str]] = (
        N_("On the left is what was done, from every programme; press a year to open it."),
        N_("On the right: goals, wishes, the five skills and what was learned elsewhere."),
        N_("F12 prints the path on two pages at the most."),
    )
    keys: ClassVar[Sequence[tuple[str, str]]] = (
        ("Tab", N_("next part")),
        ("F12", N_("print")),
    )

    def __init__(self, context: Context, person_id: UUID, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.person_id = person_id
        self._name, self._about = "", ""
        self.years = YearsView()
        self.notes = NotesView(writes=not self.commands.read_only)
        self.years.event_chosen.connect(self._open_event)
        self.notes.note_asked.connect(self._edit_note)
        self.notes.skills_asked.connect(self._ask_skills)
        left = column(self.years, gap=0, margins=(18, 12, 18, 14))
        right = column(self.notes, gap=0, margins=(18, 4, 18, 14))
        whole = panel(column((scroll(hosted(left)), 1), margins=(1, 1, 1, 1)))
        self._right = panel(column((scroll(hosted(right)), 1), margins=(1, 1, 1, 1)))
        self.setLayout(row((whole, 1), self._right, gap=16, margins=(24, 4, 24, 16)))

    def title(self) -> str:
        """Name the person."""
        return _("Learning path of {name}").format(name=self._name)

    def subtitle(self) -> str:
        """Say how much there is."""
        return self._about

    def refresh(self) -> None:
        """Read the path again."""
        person_id = self.person_id
        person = self.commands.query(lambda session: person_or_refuse(session, person_id))
        self._name = shown_name(person.title, person.first_name, person.last_name, person.nickname)
        events = self.events()
        self._about = _summary(events)
        self.years.show_years(by_years(events))
        self.notes.show_notes(self.commands.query(lambda session: path_notes(session, person_id)))
        self.header_changed.emit()

    def events(self) -> Sequence[Event]:
        """Return everything that features know of the person."""
        return known_events(self.context, self.person_id)

    def printable(self) -> Report:
        """Return the path as a paper."""
        person_id, events = self.person_id, self.events()
        return self.commands.query(lambda session: path_paper(session, person_id, events))

    def fit(self) -> None:
        """Leave both sides room."""
        self._right.setFixedWidth(min(theme().px(SIDE), round(self.width() * MOST_SIDE)))

    def _open_event(self, event: Event) -> None:
        if event.link is not None:
            place, record_id = event.link
            self.context.open(place, record_id=str(record_id))

    def _edit_note(self, kind: type[NoteDetails], note_id: UUID | None) -> None:
        self.context.open_task(NoteEditPage(self.context, kind, self.person_id, note_id))

    def _ask_skills(self) -> None:
        self.context.open_task(SkillsPage(self.context, self.person_id))


def _summary(events: Sequence[Event]) -> str:
    """Return how much was learned, since when, and since when the person teaches."""
    if not events:
        return _("Nothing yet")
    count = ngettext("{count} entry", "{count} entries", len(events))
    hours = formats.hours(round(60 * learned_hours(events)))
    first = min(event.when for event in events).date()
    parts = [
        count.format(count=formats.number(len(events))),
        _("{hours} hours").format(hours=hours),
        _("since {date}").format(date=formats.date_brief(first)),
    ]
    taught = giver_since(events)
    if taught is not None:
        parts.append(_("teaches since {date}").format(date=formats.date_brief(taught)))
    return " · ".join(parts)
