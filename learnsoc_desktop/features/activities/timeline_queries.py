"""What activities tell others: a person's attendance, and the sheets that wait on Today."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlmodel import Session, col

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.feature import TAUGHT, Event, TodoLine
from learnsoc_desktop.core.i18n import _, ngettext
from learnsoc_desktop.data.entity import local_today
from learnsoc_desktop.features.activities.count_queries import counted_session, named_marks
from learnsoc_desktop.features.activities.model import Activity, ActivitySession, Attendance
from learnsoc_desktop.features.activities.queries import unfilled_sessions
from learnsoc_desktop.features.people.queries import is_record_of, records_of_all

LOOK_BACK = timedelta(days=90)  # older sheets are not asked for any more
LATE_AFTER = 2  # days


def person_events(session: Session, person_id: UUID) -> Sequence[Event]:
    """Return the activities a person came to and those the person taught, one event an activity."""
    learned = _learned(session, is_record_of(Attendance.person_id, person_id))
    taught = _taught(session, is_record_of(Activity.lecturer_id, person_id))
    return [event for _person, event in (*learned, *taught)]


def events_of_people(session: Session, people: Collection[UUID]) -> Mapping[UUID, Sequence[Event]]:
    """Return the same of several persons."""
    records = records_of_all(session, people)
    found: defaultdict[UUID, list[Event]] = defaultdict(list)
    for person, event in _learned(session, col(Attendance.person_id).in_(records)):
        found[person].append(event)
    for record, event in _taught(session, col(Activity.lecturer_id).in_(records)):
        found[records[record]].append(event)
    return found


def _learned(session: Session, whose: ColumnElement[bool]) -> Iterator[tuple[UUID, Event]]:
    """Yield the activities persons came to, each with the person."""
    marks = named_marks().where(whose).subquery()
    query = (
        select(
            col(Activity.id),
            col(Activity.name),
            func.count(),
            func.sum(marks.c.minutes),
            func.max(ActivitySession.held_on),
            marks.c.person,
        )
        .select_from(marks)
        .join(ActivitySession, col(ActivitySession.id) == marks.c.session)
        .join(Activity, col(Activity.id) == ActivitySession.activity_id)
        .group_by(marks.c.person, col(Activity.id))
        .order_by(func.max(ActivitySession.held_on).desc(), col(Activity.id))
    )
    for *row, person in session.execute(query):
        yield person, _event("activity", *row)


def _taught(session: Session, whose: ColumnElement[bool]) -> Iterator[tuple[UUID, Event]]:
    """Yield the activities that were taught, each with the record of who taught."""
    query = (
        select(
            col(Activity.id),
            col(Activity.name),
            func.count(),
            func.sum(ActivitySession.minutes),
            func.max(ActivitySession.held_on),
            col(Activity.lecturer_id),
        )
        .select_from(ActivitySession)
        .join(Activity, col(Activity.id) == ActivitySession.activity_id)
        .where(counted_session(), whose, col(ActivitySession.held_on) <= local_today())
        .group_by(col(Activity.id))
        .order_by(func.max(ActivitySession.held_on).desc(), col(Activity.id))
    )
    for *row, record in session.execute(query):
        yield record, _event(TAUGHT, *row)


def _event(
    kind: str, activity_id: UUID, name: str, times: int, minutes: int | None, last: date
) -> Event:
    said = ngettext("{count} session · {hours} hours", "{count} sessions · {hours} hours", times)
    said = said.format(count=formats.number(times), hours=formats.hours(minutes or 0))
    return Event(
        datetime.combine(last, time()),
        kind,
        name,
        _("taught: {what}").format(what=said) if kind == TAUGHT else said,
        (minutes or 0) / 60,
        ("activities", activity_id),
    )


def sheets_to_fill(session: Session) -> Sequence[TodoLine]:
    """Return one line about the sheets of past sessions that are not filled; nothing when all are."""
    today = local_today()
    waiting = unfilled_sessions(session, today, today - LOOK_BACK)
    if not waiting:
        return []
    late = (today - waiting[0].held_on).days
    return [
        TodoLine(
            "calendar-x",
            ngettext("{count} sheet not filled", "{count} sheets not filled", len(waiting)).format(
                count=formats.number(len(waiting))
            ),
            ngettext("{count} day late", "{count} days late", late).format(
                count=formats.number(late)
            ),
            "bad" if late > LATE_AFTER else "late",
            ("activities", {"filters": ["all-years", "unfilled"]}),
        )
    ]
