"""Whom the registry asks somebody to ask after: who came once and no more, and who never came."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import col, select

from learnsoc_desktop.data.database import Database
from learnsoc_desktop.features.activities.model import Activity, ActivityDetails, Mark
from learnsoc_desktop.features.activities.narrowing_queries import (
    LONG_AGO,
    never_came,
    never_came_back,
    out_of_school,
)
from learnsoc_desktop.features.activities.service import (
    cancel_session,
    delete_activity,
    enrol,
    mark_attendance,
    plan_activity,
    withdraw,
)
from learnsoc_desktop.features.centre.code_lists import code_id
from learnsoc_desktop.features.people.merge_service import merge_people
from learnsoc_desktop.features.people.model import Person, PersonStatus
from learnsoc_desktop.features.people.page import PeoplePage
from learnsoc_desktop.features.people.queries import listed
from tests.features.activities.conftest import START, Course
from tests.features.people.builders import add
from tests.features.people.window import cells, click, people_window

LATER = START + LONG_AGO + timedelta(days=1)  # the first session is long ago, the second is not yet


def mark(database: Database, course: Course, at: int, *marks: Mark) -> None:
    """Mark the first persons of the roll in a session."""
    with database.writing() as uow:
        given = dict(zip(course.people, marks, strict=False))
        mark_attendance(uow, course.sessions[at], given)


def away(database: Database, today: date = LATER) -> set[UUID]:
    with database.reading() as session:
        return set(session.exec(select(col(Person.id)).where(listed(), never_came_back(today))))


def unseen(database: Database, today: date = LATER) -> set[UUID]:
    with database.reading() as session:
        return set(session.exec(select(col(Person.id)).where(listed(), never_came(today))))


def test_that_who_came_once_and_long_ago_is_asked_after(database: Database, course: Course) -> None:
    mark(database, course, 0, Mark.PRESENT, Mark.LATE, Mark.ABSENT)
    mark(database, course, 1, Mark.ABSENT, Mark.PRESENT, Mark.LEAVE)
    assert away(database) == {course.people[0]}
    assert away(database, LATER - timedelta(days=1)) == set()  # 180 days are not more than 180


def test_that_a_cancelled_session_is_no_return(database: Database, course: Course) -> None:
    mark(database, course, 0, Mark.PRESENT)
    mark(database, course, 1, Mark.PRESENT)
    assert away(database) == set()
    with database.writing() as uow:
        cancel_session(uow, course.sessions[1])
    assert away(database) == {course.people[0]}


def test_that_two_records_of_a_person_in_one_session_are_one_time(
    database: Database, course: Course
) -> None:
    mark(database, course, 0, Mark.PRESENT, Mark.PRESENT, Mark.PRESENT)
    with database.writing() as uow:
        merge_people(uow, course.people[0], course.people[2])
    assert away(database) == {course.people[0], course.people[1]}
    mark(database, course, 1, Mark.ABSENT, Mark.ABSENT)
    with database.writing() as uow:
        mark_attendance(uow, course.sessions[1], {course.people[0]: Mark.PRESENT})
    assert away(database) == {course.people[1]}


def test_that_who_is_enrolled_and_came_to_nothing_is_asked_after(
    database: Database, course: Course
) -> None:
    assert unseen(database) == set()  # no sheet is filled: nobody knows
    mark(database, course, 0, Mark.PRESENT, Mark.ABSENT)
    assert unseen(database) == set(course.people[1:])
    assert unseen(database, START - timedelta(days=1)) == set()  # before the session was held
    mark(database, course, 1, Mark.ABSENT, Mark.LEFT_EARLY)
    assert unseen(database) == {course.people[2]}
    with database.writing() as uow:
        withdraw(uow, course.activity, course.people[2])
    assert unseen(database) == set()


def test_that_nobody_is_asked_after_for_an_activity_in_the_trash(
    database: Database, course: Course
) -> None:
    mark(database, course, 0, Mark.PRESENT, Mark.ABSENT)
    with database.writing() as uow:
        delete_activity(uow, course.activity)
    assert unseen(database) == away(database) == set()


def test_that_nobody_is_asked_after_who_moved_away(database: Database, course: Course) -> None:
    mark(database, course, 0, Mark.PRESENT, Mark.ABSENT, Mark.PRESENT)
    with database.writing() as uow:
        for person in course.people[:2]:
            uow.session.get_one(Person, person).status = PersonStatus.MOVED
    assert away(database) == {course.people[2]}
    assert unseen(database) == set()


def test_that_the_registry_shows_and_counts_them_and_follows_each_mark(
    qtbot: Any, monkeypatch: pytest.MonkeyPatch, database: Database, course: Course
) -> None:
    monkeypatch.setattr("learnsoc_desktop.features.people.page.local_today", lambda: LATER)
    mark(database, course, 0, Mark.PRESENT, Mark.ABSENT)
    with people_window(database) as (window, context):
        page = window.current()
        assert isinstance(page, PeoplePage)
        qtbot.waitUntil(lambda: page.finder.ready)
        chip = page.filter_bar.chip

        def say(back: int, unseen: int) -> None:
            wanted = [f"Never came back {back}", f"Enrolled, never came {unseen}"]
            keys = ("never-came-back", "never-came")
            qtbot.waitUntil(lambda: [chip(key).text() for key in keys] == wanted)

        say(1, 2)
        page.filter_bar.toggle("never-came")
        assert list(cells(page.table, "name")) == ["แดง", "บุญเรือน"]
        context.commands.run(
            lambda uow: mark_attendance(uow, course.sessions[1], {course.people[1]: Mark.PRESENT})
        )
        assert list(cells(page.table, "name")) == ["แดง"]
        say(0, 1)  # of those who are shown, nobody came at all
        click(chip("never-came"))
        assert len(cells(page.table, "name")) == 3
        say(1, 1)


def outside(database: Database, today: date) -> set[UUID]:
    with database.reading() as session:
        return set(session.exec(select(col(Person.id)).where(listed(), out_of_school(today))))


def test_that_children_of_school_age_are_traced_until_they_are_at_school_or_through(
    database: Database,
) -> None:
    today = date(2026, 11, 22)
    education = {key: code_id("education", key) for key in ("studying", "upper_secondary", "p6")}
    for about in (
        {"born": "2023-11-23"},  # not yet 3
        {"born": "2007-11-22"},  # 19 today
        {"born": ""},
        {"born": "2015", "education_id": education["studying"]},
        {"born": "2009-01", "education_id": education["upper_secondary"]},
        {"born": "2015", "status": PersonStatus.MOVED},
    ):
        add(database, **about)
    traced = {
        add(database, born="2023-11-22"),  # 3 today
        add(database, born="2007-11-23"),  # the last day of 18 years
        add(database, born="2012~", education_id=education["p6"]),
    }
    assert outside(database, today) == traced


def test_that_who_learns_for_a_certificate_here_is_not_traced_while_the_course_runs(
    database: Database,
) -> None:
    today, child = date(2026, 11, 22), add(database, born="2012")
    details = ActivityDetails(name="ม.ต้น", starts_on=today, ends_on=today + timedelta(days=90))
    with database.writing() as uow:
        course = plan_activity(uow, details)
        enrol(uow, course, [child])
    assert outside(database, today) == {child}  # a course of no such programme
    with database.writing() as uow:
        uow.session.get_one(Activity, course).programme_id = code_id("programme", "QL-LSE")
    assert outside(database, today) == set()
    assert outside(database, today + timedelta(days=91)) == {child}
    with database.writing() as uow:
        withdraw(uow, course, child)
    assert outside(database, today) == {child}
