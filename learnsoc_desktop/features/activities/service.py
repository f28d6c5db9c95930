"""Commands on activities, sessions, enrolment and attendance."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time, timedelta
from uuid import UUID

from sqlmodel import select

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.thai import normalise
from learnsoc_desktop.data.entity import local_today, natural_id, utc_now
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.features.activities.errors import (
    AlreadyOnSheet,
    DatesReversed,
    HeadsNegative,
    LeftOutside,
    SessionCancelled,
    TimesReversed,
    WalkInNeedsName,
)
from learnsoc_desktop.features.activities.mark_queries import is_marked, marks_of
from learnsoc_desktop.features.activities.model import (
    Activity,
    ActivityDetails,
    ActivitySession,
    Attendance,
    Enrolment,
    EnrolmentStatus,
    HeadCount,
    Mark,
    MarkSource,
    SessionDetails,
)
from learnsoc_desktop.features.activities.queries import (
    activity_or_refuse,
    enrolled_people,
    session_or_refuse,
)
from learnsoc_desktop.features.activities.sheet_queries import roll
from learnsoc_desktop.features.centre.service import assign
from learnsoc_desktop.features.people.model import Person, Sex
from learnsoc_desktop.features.people.names import person_title
from learnsoc_desktop.features.people.queries import is_record_of, survivor_of, survivors


def plan_activity(
    uow: UnitOfWork, details: ActivityDetails, sessions: Sequence[SessionDetails] = ()
) -> UUID:
    """Add an activity with its first sessions; return its id."""
    _check_dates(details)
    activity = Activity.model_validate(details)
    uow.add(activity)
    for session in sessions:
        add_session(uow, activity.id, session)
    return activity.id


def change_activity(uow: UnitOfWork, activity_id: UUID, details: ActivityDetails) -> None:
    """Replace what was filled in about an activity."""
    _check_dates(details)
    activity = activity_or_refuse(uow.session, activity_id)
    assign(activity, details)


def delete_activity(uow: UnitOfWork, activity_id: UUID) -> None:
    """Put an activity into the trash; its sessions and marks stay with it and come back with it."""
    uow.delete(activity_or_refuse(uow.session, activity_id))


def add_session(uow: UnitOfWork, activity_id: UUID, details: SessionDetails) -> UUID:
    """Add one session to an activity; return its id."""
    activity_or_refuse(uow.session, activity_id)
    _check_times(details)
    session = ActivitySession.model_validate({**details.model_dump(), "activity_id": activity_id})
    uow.add(session)
    return session.id


def change_session(uow: UnitOfWork, session_id: UUID, details: SessionDetails) -> None:
    """Replace what was filled in about a session."""
    _check_times(details)
    session = session_or_refuse(uow.session, session_id)
    assign(session, details)


def cancel_session(uow: UnitOfWork, session_id: UUID, reason: str = "") -> None:
    """Say that a session is not held; its marks stay stored but do not count."""
    session = session_or_refuse(uow.session, session_id)
    session.cancelled = True
    session.cancel_reason = reason


def hold_session(uow: UnitOfWork, session_id: UUID) -> None:
    """Take a cancellation back: the session is held after all, and its marks count again."""
    session = session_or_refuse(uow.session, session_id)
    session.cancelled = False
    session.cancel_reason = ""


def delete_session(uow: UnitOfWork, session_id: UUID) -> None:
    """Put a session into the trash."""
    uow.delete(session_or_refuse(uow.session, session_id))


def weekly(
    first: date, until: date, weekdays: Iterable[int], starts: time, ends: time
) -> list[SessionDetails]:
    """Return a session for each of ``weekdays`` (0 is Monday) from ``first`` until ``until``.

    Raises TimesReversed.
    """
    if ends <= starts:
        raise TimesReversed
    wanted = set(weekdays)
    minutes = _minutes(ends) - _minutes(starts)
    days = (first + timedelta(days=n) for n in range((until - first).days + 1))
    return [
        SessionDetails(held_on=day, starts=starts, ends=ends, minutes=minutes)
        for day in days
        if day.weekday() in wanted
    ]


def enrol(uow: UnitOfWork, activity_id: UUID, people: Sequence[UUID]) -> int:
    """Put ``people`` on the roll in the given order, after those who stand there; return how many are new."""
    activity_or_refuse(uow.session, activity_id)
    stored = uow.session.exec(select(Enrolment).where(Enrolment.activity_id == activity_id)).all()
    by_record = {enrolment.person_id: enrolment for enrolment in stored}
    last = max((enrolment.roll_no for enrolment in stored), default=0)
    there = set(enrolled_people(uow.session, activity_id))
    left = survivors(uow.session, people)
    added = 0
    for person_id in dict.fromkeys(left.get(each, each) for each in people):
        if person_id in there:  # perhaps by another record
            continue
        enrolment = by_record.get(person_id)
        if enrolment is None:
            enrolment = Enrolment(
                id=natural_id("enrolment", activity_id, person_id),
                activity_id=activity_id,
                person_id=person_id,
                applied_on=local_today(),
            )
        elif enrolment.deleted_at is None and enrolment.status != EnrolmentStatus.WITHDRAWN:
            continue
        last += 1
        added += 1
        enrolment.deleted_at = None
        enrolment.status = EnrolmentStatus.ENROLLED
        enrolment.roll_no = last
        uow.add(enrolment)
    return added


def withdraw(uow: UnitOfWork, activity_id: UUID, person_id: UUID) -> None:
    """Take a person off the roll, by all records; the marks already given stay and count."""
    mine = is_record_of(Enrolment.person_id, survivor_of(uow.session, person_id))
    query = select(Enrolment).where(Enrolment.activity_id == activity_id, mine)
    for enrolment in uow.session.exec(query).all():
        enrolment.status = EnrolmentStatus.WITHDRAWN


def mark_attendance(
    uow: UnitOfWork,
    session_id: UUID,
    marks: Mapping[UUID, Mark],
    *,
    left_at: time | None = None,
    source: MarkSource = MarkSource.SCREEN,
) -> None:
    """Set the mark of each person in ``marks``; others keep theirs. ``left_at`` goes with *left early*.

    Who has marks by several records in the session gets it on each, so that none of them says something else.
    """
    held = _markable(uow, session_id)
    left = survivors(uow.session, marks)
    wanted = {left.get(each, each): mark for each, mark in marks.items()}
    stored = marks_of(uow.session, session_id, list(wanted))
    for person_id, mark in wanted.items():
        for attendance in _to_set(session_id, person_id, stored[person_id], mark):
            attendance.deleted_at = None
            attendance.source = source
            _set_mark(attendance, held, mark, left_at)
            uow.add(attendance)


def mark_rest(
    uow: UnitOfWork,
    session_id: UUID,
    mark: Mark = Mark.PRESENT,
    *,
    source: MarkSource = MarkSource.SCREEN,
) -> int:
    """Give ``mark`` to everybody on the roll who has none, never overwriting one; return how many."""
    left = {
        row.person_id: mark
        for row in roll(uow.session, session_id).rows
        if row.person_id and row.mark is None
    }
    mark_attendance(uow, session_id, left, source=source)
    return len(left)


def clear_mark(uow: UnitOfWork, attendance_id: UUID) -> None:
    """Take a mark away again; a walk-in's line goes with it."""
    for attendance in _same_mark(uow, attendance_id):
        uow.delete(attendance)


def change_mark(
    uow: UnitOfWork,
    attendance_id: UUID,
    mark: Mark,
    left_at: time | None = None,
    *,
    source: MarkSource = MarkSource.SCREEN,
) -> None:
    """Change a mark that is there: a walk-in's, or the time somebody left."""
    for attendance in _same_mark(uow, attendance_id):
        held = _markable(uow, attendance.session_id)
        attendance.source = source
        _set_mark(attendance, held, mark, left_at)


def add_walk_in(
    uow: UnitOfWork,
    session_id: UUID,
    name: str,
    sex: Sex = Sex.UNSPECIFIED,
    mark: Mark = Mark.PRESENT,
    *,
    source: MarkSource = MarkSource.SCREEN,
) -> UUID:
    """Mark somebody who is not on the roll by name and sex alone; return the mark's id."""
    _markable(uow, session_id)
    if not name.strip():
        raise WalkInNeedsName
    attendance = Attendance(
        session_id=session_id,
        walk_in_name=normalise(name).strip(),
        walk_in_sex=sex,
        mark=mark,
        source=source,
    )
    uow.add(attendance)
    return attendance.id


def link_walk_in(uow: UnitOfWork, attendance_id: UUID, person_id: UUID) -> None:
    """Say which person a walk-in was; counts then know the person.

    Raises AlreadyOnSheet when the person has a mark in this session already.
    """
    attendance = uow.session.get(Attendance, attendance_id)
    if attendance is None:
        return
    person_id = survivor_of(uow.session, person_id)
    if is_marked(uow.session, attendance.session_id, person_id):
        person = uow.session.get_one(Person, person_id)
        raise AlreadyOnSheet(name=person_title(person))
    attendance.person_id = person_id


def count_heads(uow: UnitOfWork, session_id: UUID, heads: int | None) -> None:
    """Store the answer to "how many heads are in the room?"; None takes it back."""
    if heads is not None and heads < 0:
        raise HeadsNegative
    session_or_refuse(uow.session, session_id).heads_counted = heads


def set_head_counts(
    uow: UnitOfWork, session_id: UUID, heads: Mapping[tuple[Sex, str], int]
) -> None:
    """Store heads by sex and age band; what ``heads`` does not name stays as it is. 0 takes one away."""
    _markable(uow, session_id)
    for (sex, band), count in heads.items():
        if count < 0:
            raise HeadsNegative
        row_id = natural_id("head_count", session_id, sex.value, band)
        row = uow.session.get(HeadCount, row_id)
        if row is None and count:
            uow.add(
                HeadCount(id=row_id, session_id=session_id, sex=sex, age_band=band, heads=count)
            )
        elif row is not None:
            row.heads = count
            if count:
                uow.restore(row)
            else:
                uow.delete(row)


def finish_session(uow: UnitOfWork, session_id: UUID) -> None:
    """Note that the sheet was looked through and is complete."""
    session_or_refuse(uow.session, session_id).finished_at = utc_now()


def _to_set(
    session_id: UUID, person_id: UUID, stored: Sequence[Attendance], mark: Mark
) -> Sequence[Attendance]:
    """Return the marks that a person's new mark is written on: the living ones, else that of the record itself."""
    living = [attendance for attendance in stored if attendance.deleted_at is None]
    own = [attendance for attendance in stored if attendance.person_id == person_id]
    if living or own:
        return living or own
    row_id = natural_id("attendance", session_id, person_id)
    return [Attendance(id=row_id, session_id=session_id, person_id=person_id, mark=mark)]


def _same_mark(uow: UnitOfWork, attendance_id: UUID) -> Sequence[Attendance]:
    """Return a mark, and the others the same person has in that session by other records."""
    attendance = uow.session.get(Attendance, attendance_id)
    if attendance is None or attendance.person_id is None:
        return [] if attendance is None else [attendance]
    person_id = survivor_of(uow.session, attendance.person_id)
    stored = marks_of(uow.session, attendance.session_id, [person_id])[person_id]
    return [each for each in stored if each.deleted_at is None] or [attendance]


def _markable(uow: UnitOfWork, session_id: UUID) -> ActivitySession:
    held = session_or_refuse(uow.session, session_id)
    if held.cancelled:
        raise SessionCancelled
    return held


def _set_mark(
    attendance: Attendance, held: ActivitySession, mark: Mark, left_at: time | None
) -> None:
    """Set a mark; who left early attended from the start until ``left_at``, never more than the session."""
    attendance.mark = mark
    attendance.left_at = left_at if mark is Mark.LEFT_EARLY else None
    attendance.minutes = None
    if attendance.left_at and held.starts:
        ends = held.ends or time.max
        if not held.starts < attendance.left_at <= ends:
            raise LeftOutside(
                starts=formats.time_of_day(held.starts), ends=formats.time_of_day(ends)
            )
        stayed = _minutes(attendance.left_at) - _minutes(held.starts)
        attendance.minutes = max(0, min(stayed, held.minutes))


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _check_dates(details: ActivityDetails) -> None:
    if details.ends_on and details.ends_on < details.starts_on:
        raise DatesReversed


def _check_times(details: SessionDetails) -> None:
    if details.starts and details.ends and details.ends <= details.starts:
        raise TimesReversed
