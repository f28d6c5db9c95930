"""Questions about activities, sessions and the roll of a session."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func
from sqlalchemy import select as wide_select  # SQLModel types four columns at most
from sqlmodel import Session, and_, col, select

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


def _enrolled_count() -> Select[tuple[UUID, int]]:
    return (
        select(Enrolment.activity_id, func.count().label("enrolled"))  # type: ignore[return-value]
        .where(enrolled_condition())
        .group_by(col(Enrolment.activity_id))
    )


def activity_rows(
    session: Session,
    start: date | None = None,
    end: date | None = None,
    text: str = "",
    statuses: Sequence[ActivityStatus] = (),
) -> Sequence[ActivityRow]:
    """Return the activities that touch the days ``start`` … ``end`` and hold ``text``, newest first."""
    enrolled = _enrolled_count().subquery()
    has_mark = (
        select(Attendance.id)
        .where(alive(Attendance), Attendance.session_id == ActivitySession.id)
        .exists()
    ) | (
        select(HeadCount.id)
        .where(alive(HeadCount), HeadCount.session_id == ActivitySession.id)
        .exists()
    )
    held = (
        select(
            ActivitySession.activity_id,
            func.count().label("sessions"),
            func.count().filter(has_mark).label("filled"),
        )
        .where(alive(ActivitySession), col(ActivitySession.cancelled).is_(False))
        .group_by(col(ActivitySession.activity_id))
        .subquery()
    )
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
            found.id,
            found.name,
            code.text if code else "",
            code.key if code else "",
            found.status,
            found.starts_on,
            found.ends_on,
            found.venue,
            count or 0,
            sessions or 0,
            filled or 0,
            found.target_people,
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


def session_rows(
    session: Session,
    *,
    start: date | None = None,
    end: date | None = None,
    activity_id: UUID | None = None,
    session_id: UUID | None = None,
) -> Sequence[SessionRow]:
    """Return the sessions of the days ``start`` … ``end``, of one activity, or just one, in time order."""
    running = and_(alive(ActivitySession), col(ActivitySession.cancelled).is_(False))
    order = (col(ActivitySession.held_on), col(ActivitySession.starts), col(ActivitySession.id))
    numbered = (
        select(
            ActivitySession.id,
            func.row_number()
            .over(partition_by=col(ActivitySession.activity_id), order_by=order)
            .label("number"),
            func.count().over(partition_by=col(ActivitySession.activity_id)).label("of"),
        )
        .where(running)
        .subquery()
    )
    enrolled = _enrolled_count().subquery()
    marked = (
        select(func.count())
        .select_from(Attendance)
        .join(
            Enrolment,
            and_(
                col(Enrolment.person_id) == Attendance.person_id,
                col(Enrolment.activity_id) == ActivitySession.activity_id,
            ),
        )
        .where(alive(Attendance), Attendance.session_id == ActivitySession.id, enrolled_condition())
        .correlate(ActivitySession)
        .scalar_subquery()
    )
    all_marks = (
        select(func.count())
        .select_from(Attendance)
        .where(alive(Attendance), Attendance.session_id == ActivitySession.id)
        .correlate(ActivitySession)
        .scalar_subquery()
    )
    heads = (
        select(func.coalesce(func.sum(HeadCount.heads), 0))
        .where(alive(HeadCount), HeadCount.session_id == ActivitySession.id)
        .correlate(ActivitySession)
        .scalar_subquery()
    )
    query = (
        wide_select(
            ActivitySession,
            Activity,
            col(Code.key),
            numbered.c.number,
            numbered.c.of,
            enrolled.c.enrolled,
            marked,
            all_marks,
            heads,
        )
        .join(Activity, col(Activity.id) == ActivitySession.activity_id)
        .join(Code, col(Code.id) == Activity.programme_id, isouter=True)
        .join(numbered, numbered.c.id == ActivitySession.id, isouter=True)
        .join(enrolled, enrolled.c.activity_id == Activity.id, isouter=True)
        .where(alive(ActivitySession), alive(Activity))
        .order_by(*order)
    )
    if start:
        query = query.where(col(ActivitySession.held_on) >= start)
    if end:
        query = query.where(col(ActivitySession.held_on) <= end)
    if activity_id:
        query = query.where(col(ActivitySession.activity_id) == activity_id)
    if session_id:
        query = query.where(col(ActivitySession.id) == session_id)
    return [
        SessionRow(
            held.id,
            held.activity_id,
            activity.name,
            key or "",
            held.held_on,
            held.starts,
            held.ends,
            held.minutes,
            held.topic,
            held.venue or activity.venue,
            held.cancelled,
            number or 0,
            of or 0,
            count or 0,
            done or 0,
            (marks or 0) - (done or 0),
            int(counted or 0),
        )
        for held, activity, key, number, of, count, done, marks, counted in session.execute(query)
    ]


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
    return session.exec(
        select(Person.id)
        .join(Enrolment, col(Enrolment.person_id) == Person.id)
        .where(Enrolment.activity_id == activity_id, enrolled_condition(), alive(Person))
        .order_by(col(Enrolment.roll_no), col(Person.sort_key), col(Person.id))
    ).all()
