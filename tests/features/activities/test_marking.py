"""Taking attendance: marks, walk-ins, heads, the roll and its sheet number."""

from datetime import UTC, date, datetime, time

import pytest
from sqlmodel import select

from learnsoc_desktop.data import entity
from learnsoc_desktop.features.activities.errors import (
    DatesReversed,
    HeadsNegative,
    NoSuchSheet,
    SessionCancelled,
    TimesReversed,
    WalkInNeedsName,
)
from learnsoc_desktop.features.activities.model import (
    ActivityDetails,
    Enrolment,
    Mark,
    SessionDetails,
)
from learnsoc_desktop.features.activities.queries import session_row, unfilled_sessions
from learnsoc_desktop.features.activities.service import (
    add_session,
    add_walk_in,
    cancel_session,
    clear_mark,
    count_heads,
    enrol,
    mark_attendance,
    mark_rest,
    plan_activity,
    weekly,
    withdraw,
)
from learnsoc_desktop.features.activities.sheet_queries import roll, session_of_sheet, sheet_number


def marks_of(database, session_id):
    with database.reading() as session:
        return [row.mark for row in roll(session, session_id).rows]


def test_that_the_rest_came_never_overwrites_a_mark(database, course):
    with database.writing() as uow:
        mark_attendance(uow, course.sessions[0], {course.people[1]: Mark.ABSENT})
        assert mark_rest(uow, course.sessions[0]) == 2
    assert marks_of(database, course.sessions[0]) == [Mark.PRESENT, Mark.ABSENT, Mark.PRESENT]


def test_that_a_mark_can_be_undone_and_done_again(database, course):
    with database.writing("mark") as uow:
        mark_attendance(uow, course.sessions[0], {course.people[0]: Mark.LATE})
    database.undo()
    assert marks_of(database, course.sessions[0]) == [None, None, None]
    database.redo()
    assert marks_of(database, course.sessions[0])[0] is Mark.LATE


def test_that_a_second_mark_replaces_the_first(database, course):
    with database.writing() as uow:
        mark_attendance(uow, course.sessions[0], {course.people[0]: Mark.LATE})
    with database.writing() as uow:
        mark_attendance(uow, course.sessions[0], {course.people[0]: Mark.PRESENT})
    assert marks_of(database, course.sessions[0])[0] is Mark.PRESENT


def test_that_a_cancelled_session_takes_no_marks(database, course):
    with database.writing() as uow:
        cancel_session(uow, course.sessions[0])
    with pytest.raises(SessionCancelled), database.writing() as uow:
        mark_attendance(uow, course.sessions[0], {course.people[0]: Mark.PRESENT})


def test_that_a_walk_in_stands_after_the_roll_and_goes_when_cleared(database, course):
    with database.writing() as uow:
        walk_in = add_walk_in(uow, course.sessions[0], " น้าติ๋ม ")
    with database.reading() as session:
        last = roll(session, course.sessions[0]).rows[-1]
    assert (last.name, last.walk_in, last.mark) == ("น้าติ๋ม", True, Mark.PRESENT)
    with database.writing() as uow:
        clear_mark(uow, walk_in)
    assert len(marks_of(database, course.sessions[0])) == 3


def test_that_a_walk_in_needs_a_name(database, course):
    with pytest.raises(WalkInNeedsName), database.writing() as uow:
        add_walk_in(uow, course.sessions[0], "  ")


def test_that_heads_are_not_below_nought(database, course):
    with pytest.raises(HeadsNegative), database.writing() as uow:
        count_heads(uow, course.sessions[0], -1)


def test_that_a_sheet_is_found_by_its_number_however_it_is_typed(database, course):
    number = sheet_number(course.sessions[1])
    assert len(number) == 8
    assert number.isalpha()
    typed = f" {number[:4].lower()}-{number[4:].lower()} "
    with database.reading() as session:
        assert session_of_sheet(session, typed) == course.sessions[1]
        with pytest.raises(NoSuchSheet):
            session_of_sheet(session, "AAAAAAAA")


def test_that_enrolling_twice_keeps_the_place_and_coming_back_is_last(database, course):
    with database.writing() as uow:
        assert enrol(uow, course.activity, course.people) == 0
        withdraw(uow, course.activity, course.people[0])
    with database.writing() as uow:
        assert enrol(uow, course.activity, course.people) == 1
    with database.reading() as session:
        people = [row.person_id for row in roll(session, course.sessions[0]).rows]
    assert people == [course.people[1], course.people[2], course.people[0]]


def test_that_the_marks_of_who_withdrew_stay_on_the_roll(database, course):
    with database.writing() as uow:
        mark_attendance(uow, course.sessions[0], {course.people[0]: Mark.PRESENT})
        withdraw(uow, course.activity, course.people[0])
    with database.reading() as session:
        assert roll(session, course.sessions[0]).rows[-1].person_id == course.people[0]
        assert session_row(session, course.sessions[0]).marked == 0


def test_that_sheets_without_all_marks_are_asked_for_until_they_are_filled(database, course):
    today, course_start = date(2026, 11, 10), date(2026, 11, 1)
    with database.reading() as session:
        assert len(unfilled_sessions(session, today, course_start)) == 2
    with database.writing() as uow:
        mark_rest(uow, course.sessions[0])
    with database.reading() as session:
        waiting = unfilled_sessions(session, today, course_start)
    assert [row.id for row in waiting] == [course.sessions[1]]


def test_that_sessions_are_numbered_without_the_cancelled(database, course):
    with database.writing() as uow:
        cancel_session(uow, course.sessions[0])
    with database.reading() as session:
        row = session_row(session, course.sessions[1])
    assert (row.number, row.of) == (1, 1)


def test_that_a_week_plan_takes_only_its_days():
    days = weekly(date(2026, 11, 2), date(2026, 11, 15), (0, 3), time(9), time(12))
    assert [d.held_on.day for d in days] == [2, 5, 9, 12]
    assert {d.minutes for d in days} == {180}


def test_that_reversed_dates_and_times_are_refused(database, course):
    with pytest.raises(DatesReversed), database.writing() as uow:
        plan_activity(
            uow,
            ActivityDetails(name="x", starts_on=date(2026, 2, 2), ends_on=date(2026, 2, 1)),
        )
    with pytest.raises(TimesReversed), database.writing() as uow:
        add_session(
            uow,
            course.activity,
            SessionDetails(held_on=date(2026, 2, 2), starts=time(12), ends=time(9)),
        )


def test_that_somebody_joins_on_the_day_it_is_here(database, course, monkeypatch):
    moment = datetime(2030, 11, 23, 0, 30).astimezone().astimezone(UTC)  # UTC is behind Thailand
    monkeypatch.setattr(entity, "utc_now", lambda: moment)
    with database.writing() as uow:
        activity = plan_activity(uow, ActivityDetails(name="ทอผ้า", starts_on=date(2030, 11, 23)))
        enrol(uow, activity, course.people[:1])
    with database.reading() as session:
        query = select(Enrolment.applied_on).where(Enrolment.activity_id == activity)
        assert session.exec(query).one() == date(2030, 11, 23)
