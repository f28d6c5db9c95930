"""What *people* and *participations* are, counted the same everywhere."""

from datetime import date, time

from learnsoc_desktop.core.ages import age_band
from learnsoc_desktop.core.calendar_years import FiscalYear
from learnsoc_desktop.features.activities.count_queries import (
    CountFilter,
    counts,
    register,
)
from learnsoc_desktop.features.activities.model import ActivitySession, Mark
from learnsoc_desktop.features.activities.month_queries import participations_by_month
from learnsoc_desktop.features.activities.service import (
    add_walk_in,
    cancel_session,
    delete_activity,
    link_walk_in,
    mark_attendance,
    set_head_counts,
)
from learnsoc_desktop.features.people.model import Person, Sex

WHOLE = CountFilter(date(2026, 10, 1), date(2027, 9, 30))


def count(database, wanted=WHOLE):
    with database.reading() as session:
        return counts(session, wanted)


def test_that_came_is_present_late_and_left_early(database, course):
    first, second, third = course.people
    with database.writing() as uow:
        mark_attendance(
            uow, course.sessions[0], {first: Mark.PRESENT, second: Mark.LEAVE, third: Mark.ABSENT}
        )
        mark_attendance(uow, course.sessions[1], {first: Mark.LATE, second: Mark.LEFT_EARLY})
    found = count(database)
    assert {p.person_id: p.times for p in found.people} == {first: 2, second: 1}
    assert (found.participations, found.activities, found.sessions) == (3, 1, 2)


def test_that_walk_ins_are_participations_but_not_people(database, course):
    with database.writing() as uow:
        add_walk_in(uow, course.sessions[0], "น้าติ๋ม", Sex.FEMALE)
    found = count(database)
    assert (len(found.people), found.participations) == (0, 1)
    assert found.walk_ins == {Sex.FEMALE: 1}


def test_that_a_walk_in_who_is_known_later_is_a_person(database, course):
    with database.writing() as uow:
        link_walk_in(uow, add_walk_in(uow, course.sessions[0], "ชาย", Sex.MALE), course.people[0])
    found = count(database)
    assert (len(found.people), found.participations, found.walk_ins) == (1, 1, {})


def test_that_heads_stand_on_a_line_of_their_own(database, course):
    with database.writing() as uow:
        set_head_counts(uow, course.sessions[0], {(Sex.MALE, "60+"): 30})
    found = count(database)
    assert (len(found.people), found.participations) == (0, 0)
    assert found.heads == {(Sex.MALE, "60+"): 30}
    assert found.sessions == 1


def test_that_two_records_of_one_person_count_once(database, course):
    first, second, _third = course.people
    with database.writing() as uow:
        mark_attendance(uow, course.sessions[0], {first: Mark.PRESENT, second: Mark.PRESENT})
        mark_attendance(uow, course.sessions[1], {second: Mark.PRESENT})
        uow.session.get(Person, second).merged_into = first
    found = count(database)
    assert {p.person_id: p.times for p in found.people} == {first: 2}
    assert found.participations == 2


def test_that_cancelled_sessions_and_deleted_activities_do_not_count(database, course):
    with database.writing() as uow:
        for session in course.sessions:
            mark_attendance(uow, session, {course.people[0]: Mark.PRESENT})
        cancel_session(uow, course.sessions[0], "ฝนตก")
    assert count(database).participations == 1
    with database.writing() as uow:
        delete_activity(uow, course.activity)
    assert count(database).participations == 0


def test_that_only_the_days_asked_for_count(database, course):
    with database.writing() as uow:
        for session in course.sessions:
            mark_attendance(uow, session, {course.people[0]: Mark.PRESENT})
    assert count(database, CountFilter(date(2026, 11, 3), date(2026, 11, 9))).participations == 1


def test_that_hours_of_who_left_early_end_when_they_left(database, course):
    with database.writing() as uow:
        mark_attendance(
            uow, course.sessions[0], {course.people[0]: Mark.LEFT_EARLY}, left_at=time(10, 20)
        )
    assert count(database).people[0].minutes == 80


def test_that_the_rate_is_out_of_what_was_held(database, course):
    with database.writing() as uow:
        mark_attendance(
            uow, course.sessions[0], {course.people[0]: Mark.LEFT_EARLY}, left_at=time(10, 30)
        )
    with database.reading() as session:
        marks = register(session, course.activity)
    rate = marks.rate(course.people[0])
    assert (rate.sessions, rate.sessions_held, rate.by_sessions, rate.by_hours) == (1, 1, 1.0, 0.5)
    assert marks.rate(course.people[1]).by_hours == 0


def test_that_a_rate_of_nothing_held_is_no_number(database, course):
    with database.reading() as session:
        rate = register(session, course.activity).rate(course.people[0])
    assert rate.by_hours is None
    assert rate.by_sessions is None


def test_that_ages_fall_into_bands_and_unknown_ones_into_none():
    day = date(2026, 9, 30)
    assert [age_band(born, day) for born in ("2026", "2011-09-30", "2011-10-01", "1966~", "")] == [
        "0-5",
        "15-24",
        "6-14",
        "60+",
        "",
    ]


def test_that_months_add_up_to_the_period_and_an_empty_one_is_not_known(database, course):
    first, second, _third = course.people
    with database.writing() as uow:
        mark_attendance(uow, course.sessions[0], {first: Mark.PRESENT, second: Mark.ABSENT})
        mark_attendance(uow, course.sessions[1], {first: Mark.LATE, second: Mark.LEFT_EARLY})
        add_walk_in(uow, course.sessions[0], "น้าติ๋ม", Sex.FEMALE)
        uow.session.get(Person, second).merged_into = first
        months = [month.start for month in FiscalYear(2570).months()]
    with database.reading() as session:
        found = participations_by_month(session, WHOLE, months)
        held = {date(day.year, day.month, 1) for day in days_of(session, course)}
    assert sum(number or 0 for number in found) == count(database).participations == 3
    assert {month for month, number in zip(months, found, strict=True) if number} == held
    assert 0 not in found


def days_of(session, course):
    return [session.get(ActivitySession, course.sessions[at]).held_on for at in (0, 1)]
