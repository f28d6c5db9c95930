"""Two records of one person in activities: on the roll once, one mark a session, counted once everywhere."""

from datetime import date, time
from uuid import UUID

import pytest
from sqlmodel import select

from learnsoc_desktop.data.database import Database
from learnsoc_desktop.features.activities.count_queries import CountFilter, counts, register
from learnsoc_desktop.features.activities.errors import AlreadyOnSheet
from learnsoc_desktop.features.activities.exporter import attendance_table
from learnsoc_desktop.features.activities.mark_queries import weight
from learnsoc_desktop.features.activities.model import Attendance, Enrolment, Mark
from learnsoc_desktop.features.activities.queries import (
    activity_rows,
    enrolled_people,
    session_row,
)
from learnsoc_desktop.features.activities.roll_queries import enrolled_rows, people_like
from learnsoc_desktop.features.activities.service import (
    add_walk_in,
    change_mark,
    clear_mark,
    enrol,
    link_walk_in,
    mark_attendance,
    mark_rest,
    withdraw,
)
from learnsoc_desktop.features.activities.sheet_queries import roll
from learnsoc_desktop.features.activities.summary_report import activity_summary
from learnsoc_desktop.features.activities.timeline_queries import events_of_people, person_events
from learnsoc_desktop.features.people.merge_service import merge_people, unmerge_person
from tests.features.activities.conftest import Course

WHOLE = CountFilter(date(2026, 10, 1), date(2027, 9, 30))


@pytest.fixture
def merged(database: Database, course: Course) -> Course:
    """Let แดง be the same person as สมชาย; บุญเรือน is somebody else. All three stand on the roll."""
    with database.writing() as uow:
        merge_people(uow, course.people[0], course.people[2])
    return course


def lines(database: Database, session_id: UUID) -> dict[UUID | None, Mark | None]:
    with database.reading() as session:
        return {row.person_id: row.mark for row in roll(session, session_id).rows}


def give(database: Database, course: Course, at: int, kept: Mark, other: Mark) -> None:
    """Mark both records in a session before they are merged."""
    with database.writing() as uow:
        mark_attendance(uow, course.sessions[at], {course.people[0]: kept, course.people[2]: other})


def merge(database: Database, course: Course) -> None:
    with database.writing() as uow:
        merge_people(uow, course.people[0], course.people[2])


@pytest.mark.parametrize(
    ("more", "less"),
    [
        ((Mark.PRESENT, 180), (Mark.ABSENT, 180)),
        ((Mark.LEFT_EARLY, 20), (Mark.LEAVE, 180)),
        ((Mark.LATE, 180), (Mark.LEFT_EARLY, 90)),
        ((Mark.PRESENT, 180), (Mark.LATE, 180)),
        ((Mark.LATE, 180), (Mark.LEFT_EARLY, 180)),
        ((Mark.LEAVE, 0), (Mark.ABSENT, 180)),
    ],
    ids=str,
)
def test_that_the_mark_that_says_more_counts(
    more: tuple[Mark, int], less: tuple[Mark, int]
) -> None:
    assert weight(*more) > weight(*less)


def test_that_a_person_of_two_records_stands_on_the_roll_once(
    database: Database, merged: Course
) -> None:
    kept, other, _gone = merged.people
    with database.reading() as session:
        assert enrolled_people(session, merged.activity) == [kept, other]
        assert [row.person_id for row in enrolled_rows(session, merged.activity)] == [kept, other]
        assert activity_rows(session)[0].enrolled == 2
        assert session_row(session, merged.sessions[0]).enrolled == 2
    assert list(lines(database, merged.sessions[0])) == [kept, other]


def test_that_two_marks_of_a_session_count_once_and_the_greater_one(
    database: Database, course: Course
) -> None:
    kept = course.people[0]
    give(database, course, 0, Mark.ABSENT, Mark.LATE)
    give(database, course, 1, Mark.LATE, Mark.PRESENT)
    merge(database, course)
    assert lines(database, course.sessions[0])[kept] is Mark.LATE
    assert lines(database, course.sessions[1])[kept] is Mark.PRESENT
    with database.reading() as session:
        found = counts(session, WHOLE)
        assert {p.person_id: (p.times, p.minutes) for p in found.people} == {kept: (2, 360)}
        marks = register(session, course.activity)
        assert marks.marks[kept, course.sessions[0]].mark is Mark.LATE
        assert marks.rate(kept).by_hours == 1.0
        row = session_row(session, course.sessions[0])
        assert (row.marked, row.walk_ins) == (1, 0)
        (event,) = person_events(session, kept)
        assert events_of_people(session, [course.people[1], kept]) == {kept: [event]}
        assert (event.hours, event.detail) == (6.0, "2 sessions · 6 hours")
        table = attendance_table(session)
    at = {name: n for n, name in enumerate(table.heads)}
    assert [(row[at["person_id"]], row[at["mark"]]) for row in table.rows] == [
        (str(kept), "late"),
        (str(kept), "present"),
    ]


def test_that_nothing_moves_and_both_have_their_marks_after_a_parting(
    database: Database, course: Course
) -> None:
    give(database, course, 0, Mark.ABSENT, Mark.LATE)
    merge(database, course)
    with database.reading() as session:
        people = set(session.exec(select(Attendance.person_id)))
        assert people == {course.people[0], course.people[2]}
        assert len(session.exec(select(Enrolment)).all()) == 3
    with database.writing() as uow:
        mark_attendance(uow, course.sessions[1], {course.people[0]: Mark.PRESENT})
        unmerge_person(uow, course.people[2])
    first, second = (lines(database, each) for each in course.sessions)
    assert (first[course.people[0]], first[course.people[2]]) == (Mark.ABSENT, Mark.LATE)
    assert (second[course.people[0]], second[course.people[2]]) == (Mark.PRESENT, None)


def test_that_a_new_mark_stands_whatever_the_records_said(
    database: Database, course: Course
) -> None:
    kept = course.people[0]
    give(database, course, 0, Mark.LATE, Mark.PRESENT)
    merge(database, course)
    with database.writing() as uow:
        mark_attendance(uow, course.sessions[0], {kept: Mark.ABSENT})
    assert lines(database, course.sessions[0])[kept] is Mark.ABSENT
    with database.reading() as session:
        assert counts(session, WHOLE).participations == 0


def test_that_a_mark_of_the_record_that_went_is_one_of_the_person(
    database: Database, merged: Course
) -> None:
    kept, _other, gone = merged.people
    with database.writing() as uow:
        mark_attendance(uow, merged.sessions[0], {gone: Mark.PRESENT})
    assert lines(database, merged.sessions[0])[kept] is Mark.PRESENT
    with database.reading() as session:
        assert set(session.exec(select(Attendance.person_id))) == {kept}


def test_that_a_mark_is_changed_and_cleared_on_both_records(
    database: Database, course: Course
) -> None:
    kept = course.people[0]
    give(database, course, 0, Mark.LATE, Mark.PRESENT)
    merge(database, course)

    def shown() -> UUID:
        with database.reading() as session:
            rows = roll(session, course.sessions[0]).rows
            found = next(row.attendance_id for row in rows if row.person_id == kept)
            assert found is not None
            return found

    with database.writing() as uow:
        change_mark(uow, shown(), Mark.LEFT_EARLY, time(10))
    assert lines(database, course.sessions[0])[kept] is Mark.LEFT_EARLY
    with database.writing() as uow:
        clear_mark(uow, shown())
    assert lines(database, course.sessions[0])[kept] is None


def test_that_the_rest_are_those_without_a_mark_by_any_record(
    database: Database, course: Course
) -> None:
    with database.writing() as uow:
        mark_attendance(uow, course.sessions[0], {course.people[2]: Mark.ABSENT})
    merge(database, course)
    with database.writing() as uow:
        assert mark_rest(uow, course.sessions[0]) == 1
    assert lines(database, course.sessions[0])[course.people[0]] is Mark.ABSENT
    with database.reading() as session:
        assert session_row(session, course.sessions[0]).filled


def test_that_nobody_comes_on_the_roll_twice_and_goes_whole(
    database: Database, merged: Course
) -> None:
    kept, other, gone = merged.people
    with database.writing() as uow:
        assert enrol(uow, merged.activity, [kept, gone]) == 0
        withdraw(uow, merged.activity, kept)
    assert list(lines(database, merged.sessions[0])) == [other]
    with database.writing() as uow:
        assert enrol(uow, merged.activity, [gone]) == 1
    assert list(lines(database, merged.sessions[0])) == [other, kept]


def test_that_a_walk_in_is_not_linked_to_who_is_marked_by_another_record(
    database: Database, course: Course
) -> None:
    with database.writing() as uow:
        mark_attendance(uow, course.sessions[0], {course.people[2]: Mark.PRESENT})
        walk_in = add_walk_in(uow, course.sessions[0], "ชาย")
    merge(database, course)
    with pytest.raises(AlreadyOnSheet), database.writing() as uow:
        link_walk_in(uow, walk_in, course.people[0])
    with database.writing() as uow:
        other = add_walk_in(uow, course.sessions[1], "แดง")
        link_walk_in(uow, other, course.people[2])
    assert lines(database, course.sessions[1])[course.people[0]] is Mark.PRESENT


def test_that_a_name_that_went_means_who_is_left(database: Database, merged: Course) -> None:
    with database.reading() as session:
        found = people_like(session, "แดง", 5)
    assert [match.person_id for match in found] == [merged.people[0]]


def test_that_papers_name_and_count_the_person_once(database: Database, course: Course) -> None:
    give(database, course, 0, Mark.ABSENT, Mark.LATE)
    merge(database, course)
    with database.reading() as session:
        report = activity_summary(session, activity=str(course.activity))
    (people,) = [block for block in report.blocks if getattr(block, "name", "") == "People"]
    assert [row.cells[1:3] for row in people.rows] == [("สมชาย", "1/1"), ("บุญเรือน", "0/1")]
