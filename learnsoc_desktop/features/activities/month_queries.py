"""Participations month by month, counted as ``count_queries`` says."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, select

from learnsoc_desktop.features.activities.count_queries import (
    CountFilter,
    came_mark,
    counted_session,
)
from learnsoc_desktop.features.activities.model import Activity, ActivitySession, Attendance
from learnsoc_desktop.features.people.model import Person
from learnsoc_desktop.features.people.queries import surviving_id


def participations_by_month(
    session: Session, wanted: CountFilter, months: Sequence[date]
) -> list[int | None]:
    """Return the participations of each month, given by its first days; None where nobody came.

    A month without any mark may be one that is not typed in yet: it is not known, and not 0.
    """
    came = (came_mark(), counted_session(wanted))
    named = (
        select(col(ActivitySession.held_on))
        .select_from(Attendance)
        .join(Person, col(Person.id) == Attendance.person_id)
        .join(ActivitySession, col(ActivitySession.id) == Attendance.session_id)
        .join(Activity, col(Activity.id) == ActivitySession.activity_id)
        .where(*came)
        .group_by(surviving_id(), col(Attendance.session_id), col(ActivitySession.held_on))
        .subquery()
    )
    of_persons = select(named.c.held_on, func.count()).group_by(named.c.held_on)
    walk_ins = (
        select(col(ActivitySession.held_on), func.count())
        .select_from(Attendance)
        .join(ActivitySession, col(ActivitySession.id) == Attendance.session_id)
        .join(Activity, col(Activity.id) == ActivitySession.activity_id)
        .where(*came, col(Attendance.person_id).is_(None))
        .group_by(col(ActivitySession.held_on))
    )
    found: Counter[tuple[int, int]] = Counter()
    for query in (of_persons, walk_ins):
        for day, count in session.execute(query):
            found[day.year, day.month] += count
    return [found.get((first.year, first.month)) for first in months]
