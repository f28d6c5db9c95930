"""Whom somebody should ask after: SQL conditions on persons, contributed to the registry."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, literal, or_
from sqlmodel import col, select

from learnsoc_desktop.data.entity import alive
from learnsoc_desktop.features.activities.count_queries import came_mark, counted_session
from learnsoc_desktop.features.activities.model import (
    Activity,
    ActivitySession,
    Attendance,
    Enrolment,
    EnrolmentStatus,
)
from learnsoc_desktop.features.centre.code_lists import code_id
from learnsoc_desktop.features.people.model import Person
from learnsoc_desktop.features.people.narrowing_queries import (
    in_the_area,
    of_school_age_without_school,
)
from learnsoc_desktop.features.people.queries import is_record_of_row

LONG_AGO = timedelta(days=180)
BASIC_EDUCATION = ("QL-PRI", "QL-LSE", "QL-USE", "QL-PVC")  # programmes that lead to a certificate


def never_came_back(today: date) -> ColumnElement[bool]:
    """Return the SQL condition that a person came to one session, more than ``LONG_AGO`` ago, and to no other.

    Two marks of one session, on records that were merged, are one time.
    """
    once = func.count() == 1
    long_ago = func.max(ActivitySession.held_on) < today - LONG_AGO
    return and_(in_the_area(), _times(func.count()).having(and_(once, long_ago)).exists())


def out_of_school(today: date) -> ColumnElement[bool]:
    """Return the SQL condition that a child of school age learns nowhere that the centre knows of.

    Those enrolled with the centre for basic education or a vocational certificate do learn.
    """
    basic = [code_id("programme", key) for key in BASIC_EDUCATION]
    # Of no person: asked once for a whole list.
    courses = select(Activity.id).where(
        alive(Activity),
        col(Activity.programme_id).in_(basic),
        or_(col(Activity.ends_on).is_(None), col(Activity.ends_on) >= today),
    )
    return and_(of_school_age_without_school(today), ~_enrolled_in(courses))


def never_came(today: date) -> ColumnElement[bool]:
    """Return the SQL condition that a person is enrolled and came to nothing at all.

    Only an activity counts of which a session is past and its sheet filled: before that nobody knows.
    """
    filled = (
        select(Attendance.id)
        .where(alive(Attendance), Attendance.session_id == ActivitySession.id)
        .exists()
    )
    # Of no person: asked once for a whole list.
    held = (
        select(ActivitySession.activity_id)
        .join(Activity, col(Activity.id) == ActivitySession.activity_id)
        .where(counted_session(), col(ActivitySession.held_on) <= today, filled)
    )
    return and_(in_the_area(), _enrolled_in(held), ~_times(literal(1)).exists())


def _enrolled_in(activities: Any) -> ColumnElement[bool]:  # noqa: ANN401  a SELECT of ids
    """Return the SQL condition that the person of an enclosing query is enrolled in one of ``activities``."""
    # Grouped for the same reason as in ``_times``.
    mine = (
        select(Enrolment.activity_id)
        .where(
            is_record_of_row(Enrolment.person_id),
            alive(Enrolment),
            col(Enrolment.status) == EnrolmentStatus.ENROLLED,
        )
        .group_by(col(Enrolment.activity_id))
        .correlate(Person)
        .subquery()
    )
    return select(mine.c.activity_id).where(mine.c.activity_id.in_(activities)).exists()


def _times(of: ColumnElement[int]) -> Any:  # noqa: ANN401  a SELECT
    """Return the SELECT of ``of`` over the sessions to which the person of an enclosing query came."""
    # Grouped by session, so that SQLite begins with the few marks of the person and not with all sessions.
    marks = (
        select(Attendance.session_id)
        .where(is_record_of_row(Attendance.person_id), came_mark())
        .group_by(col(Attendance.session_id))
        .correlate(Person)
        .subquery()
    )
    return (
        select(of)
        .select_from(marks)
        .join(ActivitySession, col(ActivitySession.id) == marks.c.session_id)
        .join(Activity, col(Activity.id) == ActivitySession.activity_id)
        .where(counted_session())
    )
