"""The learning path of a person: years of events, goals, wishes, skills over time."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TypeVar
from uuid import UUID

from sqlmodel import Session, SQLModel, col, select

from learnsoc_desktop.core.calendar_years import fiscal_year_of
from learnsoc_desktop.core.feature import TAUGHT, Event, learned_hours
from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.data.entity import Entity, alive
from learnsoc_desktop.features.people.errors import NoteNotFound
from learnsoc_desktop.features.people.path_model import (
    GoalDetails,
    LearningGoal,
    LearningLog,
    LogDetails,
    Skill,
    SkillMark,
    Want,
    WantDetails,
)
from learnsoc_desktop.features.people.queries import is_record_of, records_of_all

OWN, REACHED = "own", "reached"  # kinds of the events of this module

Notes = LearningGoal | LearningLog | Want
N = TypeVar("N", bound=Entity)
NOTES: Mapping[type[SQLModel], type[Notes]] = {
    GoalDetails: LearningGoal,
    LogDetails: LearningLog,
    WantDetails: Want,
}


@dataclass(frozen=True, slots=True)
class PathYear:
    """A fiscal year of a path (B.E.), its events newest first."""

    year: int
    events: tuple[Event, ...]

    @property
    def hours(self) -> float:
        """Hours of what was learned, as far as they are known."""
        return learned_hours(self.events)


@dataclass(frozen=True, slots=True)
class PathNotes:
    """What a person planned, wished, noted and said of the five skills (by day, newest first)."""

    goals: tuple[LearningGoal, ...]
    wants: tuple[Want, ...]
    log: tuple[LearningLog, ...]
    skills: tuple[tuple[date, Mapping[Skill, int]], ...]


def path_events(session: Session, person_id: UUID) -> Sequence[Event]:
    """Return what a person learned by oneself, and the goals that were reached."""
    log = _of(session, LearningLog, person_id)
    return _events(log, _of(session, LearningGoal, person_id))


def events_of_people(session: Session, people: Collection[UUID]) -> Mapping[UUID, Sequence[Event]]:
    """Return the same of several persons."""
    records = records_of_all(session, people)
    log = _of_people(session, LearningLog, records)
    goals = _of_people(session, LearningGoal, records)
    return {person: _events(log[person], goals[person]) for person in people}


def _events(log: Sequence[LearningLog], goals: Sequence[LearningGoal]) -> Sequence[Event]:
    events = [
        Event(
            datetime.combine(entry.learned_on, time()),
            OWN,
            entry.what,
            " · ".join(part for part in (entry.place, entry.used_for) if part),
            None if entry.minutes is None else entry.minutes / 60,
        )
        for entry in log
    ]
    events += [
        Event(datetime.combine(goal.done_on, time()), REACHED, goal.goal, goal.why)
        for goal in goals
        if goal.done_on is not None
    ]
    return events


def contributed_events(
    session: Session, people: Collection[UUID]
) -> Mapping[UUID, Sequence[Event]]:
    """Return everything that features know of these persons, those that build on this one too."""
    found: dict[UUID, list[Event]] = {person: [] for person in people}
    for feature in resolve("learnsoc_desktop.features:FEATURES"):
        for timeline in feature.timelines:
            if timeline.subject == "Person":
                for person, events in resolve(timeline.many)(session, people).items():
                    found[person] += events
    return found


def goal_title(goal: LearningGoal) -> str:
    """Return what the trash calls a goal."""
    return goal.goal


def note_title(note: LearningLog | Want) -> str:
    """Return what the trash calls a wish or a line of the log."""
    return note.what


def by_years(events: Sequence[Event]) -> Sequence[PathYear]:
    """Return events by fiscal year, both newest first."""
    years: defaultdict[int, list[Event]] = defaultdict(list)
    for event in sorted(events, key=lambda each: each.when, reverse=True):
        years[fiscal_year_of(event.when.date()).number].append(event)
    return [PathYear(year, tuple(years[year])) for year in sorted(years, reverse=True)]


def giver_since(events: Sequence[Event]) -> date | None:
    """Return the day on which a person first taught; None while a learner only."""
    return min((event.when.date() for event in events if event.kind == TAUGHT), default=None)


def path_notes(session: Session, person_id: UUID) -> PathNotes:
    """Return everything of a path that is no event: open goals first, wishes by their rank."""
    return _noted(
        _of(session, LearningGoal, person_id),
        _of(session, Want, person_id),
        _of(session, LearningLog, person_id),
        _of(session, SkillMark, person_id),
    )


def notes_of_people(session: Session, people: Collection[UUID]) -> Mapping[UUID, PathNotes]:
    """Return the same of several persons."""
    records = records_of_all(session, people)
    goals = _of_people(session, LearningGoal, records)
    wants = _of_people(session, Want, records)
    log = _of_people(session, LearningLog, records)
    marks = _of_people(session, SkillMark, records)
    return {
        person: _noted(goals[person], wants[person], log[person], marks[person])
        for person in people
    }


def _noted(
    goals: Sequence[LearningGoal],
    wants: Sequence[Want],
    log: Sequence[LearningLog],
    marks: Sequence[SkillMark],
) -> PathNotes:
    return PathNotes(
        tuple(
            sorted(
                goals,
                key=lambda goal: (
                    goal.done_on is not None,
                    goal.by_when or date.max,
                    goal.created_at,
                ),
            )
        ),
        tuple(
            sorted(
                wants,
                key=lambda want: (want.met_on is not None, want.rank or 100, want.created_at),
            )
        ),
        tuple(sorted(log, key=lambda entry: entry.learned_on, reverse=True)),
        _skills(marks),
    )


def note_or_refuse(session: Session, kind: type[N], note_id: UUID) -> N:
    """Return a goal, a wish or a line of the log that is not in the trash, or raise NoteNotFound."""
    note = session.get(kind, note_id)
    if note is None or note.deleted_at is not None:
        raise NoteNotFound
    return note


def _skills(marks: Sequence[SkillMark]) -> tuple[tuple[date, Mapping[Skill, int]], ...]:
    days: defaultdict[date, dict[Skill, int]] = defaultdict(dict)
    for mark in marks:
        days[mark.marked_on][mark.skill] = mark.level
    return tuple((day, days[day]) for day in sorted(days, reverse=True))


E = TypeVar("E", LearningGoal, LearningLog, Want, SkillMark)


def _of(session: Session, kind: type[E], person_id: UUID) -> Sequence[E]:
    """Return the living rows of a person and of the records merged into it."""
    assert issubclass(kind, Entity)
    query = select(kind).where(is_record_of(kind.person_id, person_id), alive(kind))
    return session.exec(query).all()


def _of_people(
    session: Session, kind: type[E], records: Mapping[UUID, UUID]
) -> Mapping[UUID, Sequence[E]]:
    """Return the living rows of several persons; ``records`` are theirs, by the person each stands for."""
    assert issubclass(kind, Entity)
    found: defaultdict[UUID, list[E]] = defaultdict(list)
    query = select(kind).where(col(kind.person_id).in_(records), alive(kind))
    for row in session.exec(query):
        found[records[row.person_id]].append(row)
    return found
