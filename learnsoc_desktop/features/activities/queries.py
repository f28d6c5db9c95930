"""Questions about activities, sessions and the roll of a session."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func
from sqlalchemy import select as wide_select  # SQLModel types four columns at most
from sqlalchemy.orm import aliased
from sqlmodel import Session, and_, col, select
from sqlmodel.sql.expression import SelectOfScalar

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.feature import Hit
from learnsoc_desktop.core.thai import fold
from learnsoc_desktop.data.entity import alive
from learnsoc_desktop.data.search import find
from learnsoc_desktop.features.activities.errors import (
    ActivityNotFound,
    SessionNotFound,
)
from learnsoc_desktop.features.activities.model import (
    Activity,
    ActivitySession,
    ActivityStatus,
    Attendance,
    Enrolment,
    EnrolmentStatus,
    HeadCount,
)
from learnsoc_desktop.features.centre.model import Code
from learnsoc_desktop.features.people.model import Person
from learnsoc_desktop.features.people.queries import surviving_id

IN_TIME = (col(ActivitySession.held_on), col(ActivitySession.starts), col(ActivitySession.id))


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """An activity as the list shows it. ``sessions`` leaves out the cancelled ones."""

    id: UUID
    name: str
    programme: str
    programme_key: str
    status: ActivityStatus
    starts_on: date
    ends_on: date | None
    venue: str
    enrolled: int
    sessions: int
    filled: int  # sessions with at least one mark or head
    target_people: int | None


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session as Today, the sheet list and a report show it.

    ``number`` counts the sessions of the activity in order of date, from 1, of ``of``; both leave out the
    cancelled ones. ``marked`` counts the enrolled persons who have a mark; ``walk_ins`` are other marks,
    ``heads`` those counted without names.
    """

    id: UUID
    activity_id: UUID
    activity: str
    programme_key: str
    held_on: date
    starts: time | None
    ends: time | None
    minutes: int
    topic: str
    venue: str
    cancelled: bool
    number: int
    of: int
    enrolled: int
    marked: int
    walk_ins: int = 0
    heads: int = 0

    @property
    def filled(self) -> bool:
        """True when everybody on the roll has a mark; without a roll, when anybody was counted."""
        if self.enrolled:
            return self.marked >= self.enrolled
        return bool(self.walk_ins or self.heads)


def activity_or_refuse(session: Session, activity_id: UUID) -> Activity:
    """Return the activity, or raise ActivityNotFound."""
    found = session.get(Activity, activity_id)
    if found is None or found.deleted_at is not None:
        raise ActivityNotFound
    return found


def session_or_refuse(session: Session, session_id: UUID) -> ActivitySession:
    """Return the session, or raise SessionNotFound."""
    found = session.get(ActivitySession, session_id)
    if found is None or found.deleted_at is not None:
        raise SessionNotFound
    return found


def enrolled_condition() -> ColumnElement[bool]:
    """Return the condition that an enrolment puts its person on the roll."""
    return and_(
        alive(Enrolment),
        col(Enrolment.status).in_((EnrolmentStatus.ENROLLED, EnrolmentStatus.APPLIED)),
    )


def on_roll(activity_id: UUID | None = None) -> Select[tuple[UUID, UUID, int]]:
    """Return who is on the roll of activities, or of one: activity, person (survivor), roll number.

    A person of two records stands there once, in the place of the first.
    """
    query = (
        select(
            Enrolment.activity_id,
            surviving_id().label("person_id"),
            func.min(Enrolment.roll_no).label("roll_no"),
        )
        .join(Person, col(Person.id) == Enrolment.person_id)
        .where(enrolled_condition())
        .group_by(col(Enrolment.activity_id), surviving_id())
    )
    if activity_id is not None:
        query = query.where(Enrolment.activity_id == activity_id)
    return query  # type: ignore[return-value]


def _enrolled_count() -> Select[tuple[UUID, int]]:
    people = func.count(func.distinct(surviving_id()))
    return (
        select(Enrolment.activity_id, people.label("enrolled"))  # type: ignore[return-value]
        .join(Person, col(Person.id) == Enrolment.person_id)
        .where(enrolled_condition())
        .group_by(col(Enrolment.activity_id))
    )


def _held_count() -> Select[tuple[UUID, int, int]]:
    """Return how many sessions each activity has, and how many of them have a mark or a head."""
    mark = select(Attendance.id).where(
        alive(Attendance), Attendance.session_id == ActivitySession.id
    )
    head = select(HeadCount.id).where(alive(HeadCount), HeadCount.session_id == ActivitySession.id)
    return (
        select(  # type: ignore[return-value]
            ActivitySession.activity_id,
            func.count().label("sessions"),
            func.count().filter(mark.exists() | head.exists()).label("filled"),
        )
        .where(alive(ActivitySession), col(ActivitySession.cancelled).is_(False))
        .group_by(col(ActivitySession.activity_id))
    )


def activity_rows(
    session: Session,
    start: date | None = None,
    end: date | None = None,
    text: str = "",
    statuses: Sequence[ActivityStatus] = (),
) -> Sequence[ActivityRow]:
    """Return the activities that touch the days ``start`` … ``end`` and hold ``text``, newest first."""
    enrolled, held = _enrolled_count().subquery(), _held_count().subquery()
    query = (
        wide_select(Activity, Code, enrolled.c.enrolled, held.c.sessions, held.c.filled)
        .join(Code, col(Code.id) == Activity.programme_id, isouter=True)
        .join(enrolled, enrolled.c.activity_id == Activity.id, isouter=True)
        .join(held, held.c.activity_id == Activity.id, isouter=True)
        .where(alive(Activity))
        .order_by(col(Activity.starts_on).desc(), col(Activity.sort_key))
    )
    if end:
        query = query.where(col(Activity.starts_on) <= end)
    if start:
        query = query.where(func.coalesce(Activity.ends_on, Activity.starts_on) >= start)
    if statuses:
        query = query.where(col(Activity.status).in_(statuses))
    for word in fold(text).split():
        query = query.where(col(Activity.search_text).contains(word, autoescape=True))
    return [
        ActivityRow(
            id=found.id,
            name=found.name,
            programme=code.text if code else "",
            programme_key=code.key if code else "",
            status=found.status,
            starts_on=found.starts_on,
            ends_on=found.ends_on,
            venue=found.venue,
            enrolled=count or 0,
            sessions=sessions or 0,
            filled=filled or 0,
            target_people=found.target_people,
        )
        for found, code, count, sessions, filled in session.execute(query)
    ]


def count_activities(session: Session) -> int:
    """Return how many activities there are in all."""
    return session.exec(select(func.count()).select_from(Activity).where(alive(Activity))).one()


def is_session(session: Session, record_id: UUID) -> bool:
    """Return whether an id is that of a session that is there."""
    found = session.get(ActivitySession, record_id)
    return found is not None and found.deleted_at is None


def activities_find(session: Session, text: str, limit: int = 20) -> Sequence[Hit]:
    """Return the activities that hold ``text``, for the search over everything."""
    ids = find(session, Activity, text, limit)
    found = {a.id: a for a in session.exec(select(Activity).where(col(Activity.id).in_(ids)))}
    return [
        Hit("activity", str(i), found[i].name, formats.date_medium(found[i].starts_on))
        for i in ids
        if i in found
    ]


def _numbered() -> Select[tuple[UUID, int, int]]:
    """Return for each session that is held its number among those of its activity, and how many there are."""
    of_activity = col(ActivitySession.activity_id)
    number = func.row_number().over(partition_by=of_activity, order_by=IN_TIME)
    return select(  # type: ignore[return-value]
        ActivitySession.id,
        number.label("number"),
        func.count().over(partition_by=of_activity).label("of"),
    ).where(alive(ActivitySession), col(ActivitySession.cancelled).is_(False))


def _all_marks() -> SelectOfScalar[int]:
    """Return of how many a session has a mark: persons, and walk-ins without one."""
    who = func.coalesce(Person.merged_into, Attendance.person_id, Attendance.id)
    return (
        select(func.count(func.distinct(who)))
        .select_from(Attendance)
        .join(Person, col(Person.id) == Attendance.person_id, isouter=True)
        .where(alive(Attendance), Attendance.session_id == ActivitySession.id)
        .correlate(ActivitySession)
    )


def _marks_of_roll() -> SelectOfScalar[int]:
    """Return of how many persons who are on the roll of its activity a session has a mark."""
    enrolled = aliased(Person)
    roll = (
        select(surviving_id(enrolled))
        .select_from(Enrolment)
        .join(enrolled, col(enrolled.id) == Enrolment.person_id)
        .where(enrolled_condition(), Enrolment.activity_id == ActivitySession.activity_id)
        .correlate(ActivitySession)
    )
    return _all_marks().where(surviving_id().in_(roll))


def _heads() -> SelectOfScalar[int]:
    """Return how many heads were counted without names in a session."""
    return (
        select(func.coalesce(func.sum(HeadCount.heads), 0))
        .where(alive(HeadCount), HeadCount.session_id == ActivitySession.id)
        .correlate(ActivitySession)
    )


def session_rows(
    session: Session,
    *,
    start: date | None = None,
    end: date | None = None,
    activity_id: UUID | None = None,
    session_id: UUID | None = None,
) -> Sequence[SessionRow]:
    """Return the sessions of the days ``start`` … ``end``, of one activity, or just one, in time order."""
    numbered, enrolled = _numbered().subquery(), _enrolled_count().subquery()
    query = (
        wide_select(
            ActivitySession,
            Activity,
            col(Code.key),
            numbered.c.number,
            numbered.c.of,
            enrolled.c.enrolled,
            _marks_of_roll().scalar_subquery(),
            _all_marks().scalar_subquery(),
            _heads().scalar_subquery(),
        )
        .join(Activity, col(Activity.id) == ActivitySession.activity_id)
        .join(Code, col(Code.id) == Activity.programme_id, isouter=True)
        .join(numbered, numbered.c.id == ActivitySession.id, isouter=True)
        .join(enrolled, enrolled.c.activity_id == Activity.id, isouter=True)
        .where(alive(ActivitySession), alive(Activity))
        .order_by(*IN_TIME)
    )
    if start:
        query = query.where(col(ActivitySession.held_on) >= start)
    if end:
        query = query.where(col(ActivitySession.held_on) <= end)
    if activity_id:
        query = query.where(col(ActivitySession.activity_id) == activity_id)
    if session_id:
        query = query.where(col(ActivitySession.id) == session_id)
    return [_session_row(*found) for found in session.execute(query)]


def _session_row(
    held: ActivitySession,
    activity: Activity,
    programme_key: str | None,
    number: int | None,
    of: int | None,
    enrolled: int | None,
    marked: int,
    marks: int,
    heads: int,
) -> SessionRow:
    return SessionRow(
        id=held.id,
        activity_id=held.activity_id,
        activity=activity.name,
        programme_key=programme_key or "",
        held_on=held.held_on,
        starts=held.starts,
        ends=held.ends,
        minutes=held.minutes,
        topic=held.topic,
        venue=held.venue or activity.venue,
        cancelled=held.cancelled,
        number=number or 0,
        of=of or 0,
        enrolled=enrolled or 0,
        marked=marked,
        walk_ins=marks - marked,
        heads=int(heads),
    )


def session_row(session: Session, session_id: UUID) -> SessionRow:
    """Return one session, or raise SessionNotFound."""
    found = session_rows(session, session_id=session_id)
    if not found:
        raise SessionNotFound
    return found[0]


def unfilled_sessions(session: Session, today: date, since: date) -> Sequence[SessionRow]:
    """Return the sessions from ``since`` until yesterday whose sheet is not filled, oldest first.

    Nobody is asked for those of an activity that is a draft or was cancelled.
    """
    off = (ActivityStatus.DRAFT, ActivityStatus.CANCELLED)
    idle = set(session.exec(select(Activity.id).where(col(Activity.status).in_(off))))
    return [
        row
        for row in session_rows(session, start=since, end=today)
        if not (row.cancelled or row.filled or row.activity_id in idle) and row.held_on < today
    ]


def enrolled_people(session: Session, activity_id: UUID) -> Sequence[UUID]:
    """Return who is on the roll of an activity, in roll order."""
    roll = on_roll(activity_id).subquery()
    return session.exec(
        select(Person.id)
        .join(roll, roll.c.person_id == Person.id)
        .where(alive(Person))
        .order_by(roll.c.roll_no, col(Person.sort_key), col(Person.id))
    ).all()
