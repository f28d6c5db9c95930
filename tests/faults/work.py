"""A day's work at a centre by the application's own commands, and a mark of what its file holds."""

import hashlib
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from uuid import UUID

from sqlcipher3 import dbapi2
from sqlmodel import col, select

from learnsoc_desktop.data.connection import driver_of
from learnsoc_desktop.data.database import Database, LongWrite
from learnsoc_desktop.data.startup import open_settled
from learnsoc_desktop.exchange.importing import ImportResult, parse_file
from learnsoc_desktop.features.activities.model import ActivityDetails, Mark, SessionDetails
from learnsoc_desktop.features.activities.queries import session_rows
from learnsoc_desktop.features.activities.service import enrol, mark_attendance, plan_activity
from learnsoc_desktop.features.centre.batch_service import imports, undo_import
from learnsoc_desktop.features.people.import_fields import import_plan
from learnsoc_desktop.features.people.importer import (
    WATCHES,
    ReadyPeople,
    stage_people,
    write_people,
)
from learnsoc_desktop.features.people.model import Person, PersonDetails, Sex
from learnsoc_desktop.features.people.service import change_person, delete_person, register_person

TODAY = date(2026, 11, 22)
LONG_NOTE = "จดไว้ " * 150
LEARNERS = 12

Saved = Callable[[], None]


def state_of(driver: dbapi2.Connection, but: str = "") -> str:
    """Return a mark of all rows of all tables, also of the search index; equal only for the same content.

    ``but`` names a column that is not looked at. In which order rows were written is no content.
    """
    digest = hashlib.blake2b(digest_size=16)
    tables = driver.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        " AND name NOT LIKE 'sqlite%' ORDER BY name"
    ).fetchall()
    for (name,) in tables:
        columns = driver.execute(
            "SELECT group_concat('\"' || name || '\"') FROM pragma_table_info(?) WHERE name != ?",
            (name, but),
        ).fetchone()[0]
        rows = driver.execute(f'SELECT {columns} FROM "{name}"').fetchall()
        digest.update(repr((name, sorted(map(repr, rows)))).encode())
    return digest.hexdigest()


def state_now(database: Database) -> str:
    """Return the mark of what an open file holds."""
    with database.reading() as session:
        return state_of(driver_of(session.connection()))


def state_of_file(path: Path, but: str = "") -> str:
    """Return the mark of what a file holds, of whatever version."""
    with closing(open_settled(path)) as driver:
        return state_of(driver, but)


def people_file(path: Path, count: int, first: int = 0) -> Path:
    """Write a list of so many people to take in; ``first`` is the number of the first, others are others."""
    heads = "ชื่อ-สกุล,วันเกิด,โทร,กลุ่มเป้าหมาย"
    rows = [
        f"นายคนที่{number} ใจดี,{2480 + number % 60},08{number:08d},ผู้สูงอายุ"
        for number in range(first, first + count)
    ]
    path.write_text("\n".join((heads, *rows)), encoding="utf-8")
    return path


def long_take_in(database: Database, file: Path) -> LongWrite[ReadyPeople, ImportResult]:
    """Return what takes in a list of people as the window does, but in one process."""
    with database.reading() as session:
        parsed = parse_file(str(file), import_plan(session, TODAY))
    return LongWrite(
        lambda stage: stage_people(str(database.path), str(stage), parsed, TODAY),
        write_people,
        WATCHES,
    )


def take_in(database: Database, file: Path) -> None:
    """Take in a list of people."""
    database.write_long(long_take_in(database, file), "Import")


def begin(path: Path) -> None:
    """Register the people of a course; the first write of a file also notes what it was made by."""
    with Database(path) as database:
        for number in range(LEARNERS):
            _register(database, f"ผู้เรียน {number}")


def work_a_day(path: Path, file: Path, saved: Saved) -> None:
    """Plan, mark, correct, undo, take in ``file`` and take that back; ``saved`` is told after each write.

    The program is closed and opened again in between.
    """
    with Database(path) as database:
        with database.reading() as session:
            people = list(session.exec(select(Person.id).order_by(col(Person.id))).all())
        meeting = _plan(database, people)
        saved()
        for person, mark in zip(people, [*Mark, *Mark, *Mark], strict=False):
            with database.writing("Mark") as uow:
                mark_attendance(uow, meeting, {person: mark})
            saved()
        for action in (database.undo, database.undo, database.redo):
            action()
            saved()
    with Database(path) as database:
        for person in people[:4]:
            with database.writing("Change") as uow:
                change_person(uow, person, _details(f"ใหม่ {person}"), today=TODAY)
            saved()
        for number in range(4):
            _register(database, f"มาใหม่ {number}")
            saved()
        take_in(database, file)
        saved()
        with database.writing("Mark") as uow:
            mark_attendance(uow, meeting, dict.fromkeys(people, Mark.PRESENT))
        saved()
        with database.reading() as session:
            (batch,) = imports(session)
        with database.writing() as uow:
            undo_import(uow, batch.id)
        saved()
        with database.writing("Delete") as uow:
            delete_person(uow, people[0])
        saved()


def _register(database: Database, name: str) -> UUID:
    with database.writing("Register") as uow:
        return register_person(uow, _details(name), today=TODAY)


def _details(name: str) -> PersonDetails:
    return PersonDetails(first_name=name, sex=Sex.FEMALE, phone="0812342214", notes=LONG_NOTE)


def _plan(database: Database, people: list[UUID]) -> UUID:
    """Plan a course with one meeting; return the meeting."""
    with database.writing("Plan") as uow:
        activity = plan_activity(
            uow,
            ActivityDetails(name="แปรรูปกล้วย", starts_on=TODAY),
            [SessionDetails(held_on=TODAY)],
        )
        enrol(uow, activity, people)
    with database.reading() as session:
        (meeting,) = session_rows(session, activity_id=activity)
    return meeting.id
