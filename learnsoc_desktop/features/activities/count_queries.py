"""Counting who came: the one place that says what *people* and *participations* are.

* *came*: the marks present, late and left early;
* *participations*: marks that came, of named persons and of walk-ins; two marks of one person in one session
  (after two records were found to be the same person) count once, as ``mark_queries`` says;
* *people*: distinct persons after merging; walk-ins without a person and heads without names stand on lines
  of their own and are never added to people;
* a cancelled or deleted session, and a deleted activity, count nowhere.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func
from sqlmodel import Session, and_, col, select

from learnsoc_desktop.core.ages import UNKNOWN_BAND, age_band
from learnsoc_desktop.data.entity import alive
from learnsoc_desktop.features.activities.mark_queries import weight
from learnsoc_desktop.features.activities.model import (
    CAME,
    Activity,
    ActivitySession,
    Attendance,
    HeadCount,
    Mark,
)
from learnsoc_desktop.features.activities.queries import IN_TIME
from learnsoc_desktop.features.people.model import Person, Sex
from learnsoc_desktop.features.people.name_queries import main_group
from learnsoc_desktop.features.people.queries import surviving_id


class CountFilter(NamedTuple):
    """What is counted: the days ``start`` … ``end`` (both in), and what narrows them."""

    start: date
    end: date
    village_id: UUID | None = None
    programme_id: UUID | None = None
    activity_id: UUID | None = None


class PersonCount(NamedTuple):
    """One person who came at least once. ``band`` is the age band at the last day counted."""

    person_id: UUID
    sex: Sex
    band: str
    group_id: UUID | None
    village_id: UUID | None
    times: int
    minutes: int


class Counts(NamedTuple):
    """Everything a summary says about a period; see the module for what each number means."""

    people: tuple[PersonCount, ...]
    walk_ins: Mapping[Sex, int]
    heads: Mapping[tuple[Sex, str], int]
    activities: int
    sessions: int
    minutes_held: int

    @property
    def named_participations(self) -> int:
        """Participations of persons in the registry."""
        return sum(person.times for person in self.people)

    @property
    def participations(self) -> int:
        """Participations of persons and of walk-ins; heads without names are not among them."""
        return self.named_participations + sum(self.walk_ins.values())

    @property
    def without_birth_date(self) -> int:
        """How many of the people have no known age."""
        return sum(person.band == UNKNOWN_BAND for person in self.people)


class Rate(NamedTuple):
    """Attendance of one person, or of all, in one activity: sessions and minutes, attended of held."""

    sessions: int
    sessions_held: int
    minutes: int
    minutes_held: int

    @property
    def by_sessions(self) -> float | None:
        """Share of the sessions, 0 … 1; None when none was held."""
        return self.sessions / self.sessions_held if self.sessions_held else None

    @property
    def by_hours(self) -> float | None:
        """Share of the hours, 0 … 1; None when none was held."""
        return self.minutes / self.minutes_held if self.minutes_held else None


def counts(session: Session, wanted: CountFilter) -> Counts:
    """Count people, participations, walk-ins, heads, activities, sessions and hours of a period."""
    held = _held_sessions(wanted)
    return Counts(
        people=tuple(_people(session, wanted)),
        walk_ins=_walk_ins(session, wanted),
        heads=_heads(session, wanted),
        activities=session.exec(
            select(func.count(func.distinct(ActivitySession.activity_id))).where(held)
        ).one(),
        sessions=session.exec(select(func.count()).select_from(ActivitySession).where(held)).one(),
        minutes_held=session.exec(
            select(func.coalesce(func.sum(ActivitySession.minutes), 0)).where(held)
        ).one(),
    )


def last_held(session: Session, wanted: CountFilter) -> date | None:
    """Return the last day of the period on which a session was held; None when none was."""
    return session.exec(
        select(func.max(ActivitySession.held_on)).where(_held_sessions(wanted))
    ).one()


def counted_session(wanted: CountFilter | None = None) -> ColumnElement[bool]:
    """Return the condition that a session counts at all; needs Activity joined."""
    condition = and_(
        alive(ActivitySession), col(ActivitySession.cancelled).is_(False), alive(Activity)
    )
    if wanted is None:
        return condition
    condition = and_(
        condition,
        col(ActivitySession.held_on) >= wanted.start,
        col(ActivitySession.held_on) <= wanted.end,
    )
    if wanted.programme_id:
        condition = and_(condition, Activity.programme_id == wanted.programme_id)
    if wanted.activity_id:
        condition = and_(condition, Activity.id == wanted.activity_id)
    return condition


def came_mark() -> ColumnElement[bool]:
    """Return the condition that a mark is there and says that somebody came."""
    return and_(alive(Attendance), col(Attendance.mark).in_(CAME))


def _held_sessions(wanted: CountFilter) -> ColumnElement[bool]:
    """Return the condition of sessions that were held: somebody came, or heads were counted."""
    marks = (
        select(Attendance.id)
        .where(came_mark(), Attendance.session_id == ActivitySession.id)
        .exists()
    )
    heads = (
        select(HeadCount.id)
        .where(
            alive(HeadCount), HeadCount.session_id == ActivitySession.id, col(HeadCount.heads) > 0
        )
        .exists()
    )
    ids = (
        select(ActivitySession.id)
        .join(Activity, col(Activity.id) == ActivitySession.activity_id)
        .where(counted_session(wanted), marks | heads)
    )
    return col(ActivitySession.id).in_(ids)


def named_marks(wanted: CountFilter | None = None) -> Select[tuple[UUID, UUID, int]]:
    """Return the SELECT of a row a person and session: survivor, session, minutes attended."""
    return (
        select(  # type: ignore[return-value]
            surviving_id().label("person"),
            col(Attendance.session_id).label("session"),
            func.max(func.coalesce(Attendance.minutes, ActivitySession.minutes)).label("minutes"),
        )
        .join(Person, col(Person.id) == Attendance.person_id)
        .join(ActivitySession, col(ActivitySession.id) == Attendance.session_id)
        .join(Activity, col(Activity.id) == ActivitySession.activity_id)
        .where(came_mark(), counted_session(wanted))
        .group_by(surviving_id(), col(Attendance.session_id))
    )


def _people(session: Session, wanted: CountFilter) -> Sequence[PersonCount]:
    marks = named_marks(wanted).subquery()
    query = (
        select(Person, main_group(), func.count(), func.sum(marks.c.minutes))
        .select_from(marks)
        .join(Person, col(Person.id) == marks.c.person)
        .group_by(col(Person.id))
        .order_by(col(Person.sort_key), col(Person.id))
    )
    if wanted.village_id:
        query = query.where(Person.village_id == wanted.village_id)
    return [
        PersonCount(
            person.id,
            person.sex,
            age_band(person.born, wanted.end),
            group_id,
            person.village_id,
            times,
            minutes or 0,
        )
        for person, group_id, times, minutes in session.exec(query)
    ]


def _walk_ins(session: Session, wanted: CountFilter) -> Mapping[Sex, int]:
    if wanted.village_id:  # nobody knows where a walk-in lives
        return {}
    query = (
        select(Attendance.walk_in_sex, func.count())
        .join(ActivitySession, col(ActivitySession.id) == Attendance.session_id)
        .join(Activity, col(Activity.id) == ActivitySession.activity_id)
        .where(came_mark(), counted_session(wanted), col(Attendance.person_id).is_(None))
        .group_by(col(Attendance.walk_in_sex))
    )
    return dict(list(session.execute(query)))


def _heads(session: Session, wanted: CountFilter) -> Mapping[tuple[Sex, str], int]:
    if wanted.village_id:
        return {}
    query = (
        select(HeadCount.sex, HeadCount.age_band, func.sum(HeadCount.heads))
        .join(ActivitySession, col(ActivitySession.id) == HeadCount.session_id)
        .join(Activity, col(Activity.id) == ActivitySession.activity_id)
        .where(alive(HeadCount), counted_session(wanted))
        .group_by(col(HeadCount.sex), col(HeadCount.age_band))
    )
    return {(sex, band): int(heads) for sex, band, heads in session.execute(query) if heads}


class MarkCell(NamedTuple):
    """One mark of a register. ``minutes`` is what counts as attended."""

    mark: Mark
    minutes: int


class Register(NamedTuple):
    """All marks of one activity: by person (survivor) and session. Walk-ins are counted by session."""

    sessions: tuple[ActivitySession, ...]  # those that count, in time order
    marks: Mapping[tuple[UUID, UUID], MarkCell]
    walk_ins: Mapping[UUID, int]
    heads: Mapping[UUID, int]

    def held(self) -> tuple[ActivitySession, ...]:
        """Return the sessions in which anybody has a mark or heads were counted."""
        busy = {session_id for _person, session_id in self.marks} | set(self.walk_ins)
        busy |= set(self.heads)
        return tuple(session for session in self.sessions if session.id in busy)

    def rate(self, person_id: UUID) -> Rate:
        """Return how much of what was held one person attended."""
        held = self.held()
        cells = [self.marks.get((person_id, session.id)) for session in held]
        attended = [cell for cell in cells if cell and cell.mark in CAME]
        return Rate(
            len(attended),
            len(held),
            sum(cell.minutes for cell in attended),
            sum(session.minutes for session in held),
        )

    def tally(self, session_id: UUID) -> Counter[Mark]:
        """Return how many of each mark a session has, walk-ins apart."""
        return Counter(
            cell.mark for (_person, session), cell in self.marks.items() if session == session_id
        )


def register(session: Session, activity_id: UUID) -> Register:
    """Return all marks of an activity in four queries."""
    sessions = session.exec(
        select(ActivitySession)
        .join(Activity, col(Activity.id) == ActivitySession.activity_id)
        .where(counted_session(), ActivitySession.activity_id == activity_id)
        .order_by(*IN_TIME)
    ).all()
    ids = [held.id for held in sessions]
    minutes = {held.id: held.minutes for held in sessions}
    marks: dict[tuple[UUID, UUID], MarkCell] = {}
    named = (
        select(surviving_id(), Attendance)
        .join(Person, col(Person.id) == Attendance.person_id)
        .where(alive(Attendance), col(Attendance.session_id).in_(ids))
    )
    for person_id, mark in session.exec(named):
        came = mark.mark in CAME
        attended = mark.minutes if mark.minutes is not None else minutes[mark.session_id]
        cell = MarkCell(mark.mark, attended if came else 0)
        key = (person_id, mark.session_id)
        before = marks.get(key)
        if before is None or weight(cell.mark, cell.minutes) > weight(before.mark, before.minutes):
            marks[key] = cell
    walk_ins = session.exec(
        select(Attendance.session_id, func.count())
        .where(
            came_mark(), col(Attendance.person_id).is_(None), col(Attendance.session_id).in_(ids)
        )
        .group_by(col(Attendance.session_id))
    )
    heads = session.exec(
        select(HeadCount.session_id, func.sum(HeadCount.heads))
        .where(alive(HeadCount), col(HeadCount.session_id).in_(ids))
        .group_by(col(HeadCount.session_id))
    )
    return Register(
        tuple(sessions),
        marks,
        dict(walk_ins.all()),
        {session_id: int(count) for session_id, count in heads if count},
    )
