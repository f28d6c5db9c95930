"""A day's work at a centre by the application's own commands, and a mark of what its file holds."""

import hashlib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import UUID

from sqlmodel import Session, col, select

from learnsoc_desktop.data.database import Database, LongWrite
from learnsoc_desktop.exchange.importing import parse_file
from learnsoc_desktop.features.activities.model import ActivityDetails, Mark, SessionDetails
from learnsoc_desktop.features.activities.queries import session_rows
from learnsoc_desktop.features.activities.service import enrol, mark_attendance, plan_activity
from learnsoc_desktop.features.centre.batch_service import imports, undo_import
from learnsoc_desktop.features.people.import_fields import import_plan
from learnsoc_desktop.features.people.importer import WATCHES, stage_people, write_people
from learnsoc_desktop.features.people.model import Person, PersonDetails, Sex
from learnsoc_desktop.features.people.service import change_person, delete_person, register_person

TODAY = date(2026, 11, 22)
LONG_NOTE = "จดไว้ " * 150
LEARNERS = 12

Saved = Callable[[Database], None]


def state_of(session: Session) -> str:
    """Return a mark of all rows of all tables, also of the search index; equal only for the same content."""
    digest = hashlib.blake2b(digest_size=16)
    connection = session.connection()
    tables = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        " AND name NOT LIKE 'sqlite%' ORDER BY name"
    )
    for name in tables.scalars().all():
        rows = connection.exec_driver_sql(f'SELECT * FROM "{name}"')
        digest.update(repr((name, [tuple(row) for row in rows])).encode())
    return digest.hexdigest()


def state_now(database: Database) -> str:
    """Return the mark of what an open file holds."""
    with database.reading() as session:
        return state_of(session)


def people_file(path: Path, count: int, first: int = 0) -> Path:
    """Write a list of so many people to take in; ``first`` is the number of the first, others are others."""
    heads = "ชื่อ-สกุล,วันเกิด,โทร,กลุ่มเป้าหมาย"
    rows = [
        f"นายคนที่{number} ใจดี,{2480 + number % 60},08{number:08d},ผู้สูงอายุ"
        for number in range(first, first + count)
    ]
    path.write_text("\n".join((heads, *rows)), encoding="utf-8")
    return path


def take_in(database: Database, file: Path) -> None:
    """Take in a list of people as the window does, but in one process."""
    with database.reading() as session:
        parsed = parse_file(str(file), import_plan(session, TODAY))
    database.write_long(
        LongWrite(
            lambda stage: stage_people(str(database.path), str(stage), parsed, TODAY),
            write_people,
            WATCHES,
        ),
        "Import",
    )


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
        saved(database)
        for person, mark in zip(people, [*Mark, *Mark, *Mark], strict=False):
            with database.writing("Mark") as uow:
                mark_attendance(uow, meeting, {person: mark})
            saved(database)
        for action in (database.undo, database.undo, database.redo):
            action()
            saved(database)
    with Database(path) as database:
        for person in people[:4]:
            with database.writing("Change") as uow:
                change_person(uow, person, _details(f"ใหม่ {person}"), today=TODAY)
            saved(database)
        for number in range(4):
            _register(database, f"มาใหม่ {number}")
            saved(database)
        take_in(database, file)
        saved(database)
        with database.writing("Mark") as uow:
            mark_attendance(uow, meeting, dict.fromkeys(people, Mark.PRESENT))
        saved(database)
        with database.reading() as session:
            (batch,) = imports(session)
        with database.writing() as uow:
            undo_import(uow, batch.id)
        saved(database)
        with database.writing("Delete") as uow:
            delete_person(uow, people[0])
        saved(database)


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
