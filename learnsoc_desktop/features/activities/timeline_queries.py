"""What activities tell others: a person's attendance, and the sheets that wait on Today."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from uuid import UUID

from sqlalchemy import func
from sqlmodel import Session, col, select

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.feature import Event, TodoLine
from learnsoc_desktop.core.i18n import ngettext
from learnsoc_desktop.data.entity import local_today
from learnsoc_desktop.features.activities.count_queries import named_marks
from learnsoc_desktop.features.activities.model import Activity, ActivitySession, Attendance
from learnsoc_desktop.features.activities.queries import unfilled_sessions
from learnsoc_desktop.features.people.queries import is_record_of

LOOK_BACK = timedelta(days=90)  # older sheets are not asked for any more
LATE_AFTER = 2  # days


def person_events(session: Session, person_id: UUID) -> Sequence[Event]:
    """Return the activities a person came to, one event an activity, newest first."""
    marks = named_marks().where(is_record_of(Attendance.person_id, person_id)).subquery()
    query = (
        select(
            Activity,
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
    return [
        Event(
            datetime.combine(last, time()),
            "activity",
            activity.name,
            ngettext(
                "{count} session · {hours} hours", "{count} sessions · {hours} hours", times
            ).format(count=formats.number(times), hours=formats.hours(minutes or 0)),
            (minutes or 0) / 60,
            ("activities", activity.id),
        )
        for activity, times, minutes, last in session.exec(query)
    ]


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
