"""What activities tell others: a person's attendance, and the sheets that wait on Today."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import Session, col

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.feature import TAUGHT, Event, TodoLine
from learnsoc_desktop.core.i18n import _, ngettext
from learnsoc_desktop.data.entity import local_today
from learnsoc_desktop.features.activities.count_queries import counted_session, named_marks
from learnsoc_desktop.features.activities.model import Activity, ActivitySession, Attendance
from learnsoc_desktop.features.activities.queries import unfilled_sessions
from learnsoc_desktop.features.people.queries import is_record_of

LOOK_BACK = timedelta(days=90)  # older sheets are not asked for any more
LATE_AFTER = 2  # days


def person_events(session: Session, person_id: UUID) -> Sequence[Event]:
    """Return the activities a person came to and those the person taught, one event an activity."""
    return [*_learned(session, person_id), *_taught(session, person_id)]


def _learned(session: Session, person_id: UUID) -> Sequence[Event]:
    marks = named_marks().where(is_record_of(Attendance.person_id, person_id)).subquery()
    query = (
        select(
            col(Activity.id),
            col(Activity.name),
            func.count(),
            func.sum(marks.c.minutes),
            func.max(ActivitySession.held_on),
        )
        .select_from(marks)
        .join(ActivitySession, col(ActivitySession.id) == marks.c.session)
        .join(Activity, col(Activity.id) == ActivitySession.activity_id)
        .group_by(col(Activity.id))
        .order_by(func.max(ActivitySession.held_on).desc())
    )
    return [_event("activity", *row) for row in session.execute(query)]


def _taught(session: Session, person_id: UUID) -> Sequence[Event]:
    query = (
        select(
            col(Activity.id),
            col(Activity.name),
            func.count(),
            func.sum(ActivitySession.minutes),
            func.max(ActivitySession.held_on),
        )
        .select_from(ActivitySession)
        .join(Activity, col(Activity.id) == ActivitySession.activity_id)
        .where(
            counted_session(),
            is_record_of(Activity.lecturer_id, person_id),
            col(ActivitySession.held_on) <= local_today(),
        )
        .group_by(col(Activity.id))
        .order_by(func.max(ActivitySession.held_on).desc())
    )
    return [_event(TAUGHT, *row) for row in session.execute(query)]


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
