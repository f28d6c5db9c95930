"""The history of the status is whole: whatever changes a status keeps when and why, and the newest line holds."""

import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event
from sqlmodel import select

from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.entity import alive, local_today
from learnsoc_desktop.exchange.importing import parse_file
from learnsoc_desktop.features.centre.model import ImportBatch
from learnsoc_desktop.features.centre.trash import restore
from learnsoc_desktop.features.people.bulk_queries import BulkField, LeftOut, Noted, bulk_rows
from learnsoc_desktop.features.people.bulk_service import change_many
from learnsoc_desktop.features.people.errors import RecordRefused
from learnsoc_desktop.features.people.feature import PEOPLE
from learnsoc_desktop.features.people.import_fields import import_plan
from learnsoc_desktop.features.people.importer import import_people
from learnsoc_desktop.features.people.merge_service import merge_people
from learnsoc_desktop.features.people.model import Person, PersonStatus
from learnsoc_desktop.features.people.more_model import StatusChange, StatusDetails
from learnsoc_desktop.features.people.more_queries import status_changes
from learnsoc_desktop.features.people.more_service import add_entry, remove_entry
from learnsoc_desktop.features.people.parked_service import undo_file
from learnsoc_desktop.features.people.queries import person_details
from learnsoc_desktop.features.people.service import change_person
from tests.features.people.builders import TODAY, add

MOVED, LEFT, ACTIVE = PersonStatus.MOVED, PersonStatus.LEFT, PersonStatus.ACTIVE
MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)
CHANGES = next(kind for kind in PEOPLE.trash if kind.entity.endswith(":StatusChange"))


def lines(database: Database, person: UUID) -> list[tuple[PersonStatus, PersonStatus, date, str]]:
    """Return what is noted of a person, newest first: before, after, since when, why."""
    with database.reading() as session:
        changes = status_changes(session, person)
        return [(each.before, each.status, each.since, each.reason) for each in changes]


def status(database: Database, person: UUID) -> PersonStatus:
    with database.reading() as session:
        return person_details(session, person).status


def change(database: Database, people: Sequence[UUID], to: PersonStatus, since: date) -> int:
    with database.writing("many") as uow:
        noted = Noted(since, "ย้ายตามครอบครัว")
        return change_many(uow, people, BulkField.STATUS, to, noted)


def note(database: Database, person: UUID, to: PersonStatus, since: date) -> UUID:
    with database.writing("note") as uow:
        return add_entry(uow, person, StatusDetails(status=to, since=since), today=TODAY)


# --- Many at once ----------------------------------------------------------------------------------


def test_that_each_of_many_gets_a_line_and_one_undo_takes_all_back(database: Database) -> None:
    one, two = add(database), add(database)
    there = add(database, status=MOVED)
    assert change(database, [one, two, there], MOVED, MAY) == 2
    told = [(ACTIVE, MOVED, MAY, "ย้ายตามครอบครัว")]
    assert [lines(database, each) for each in (one, two, there)] == [told, told, []]
    database.undo()
    assert [status(database, each) for each in (one, two)] == [ACTIVE] * 2
    assert lines(database, one) == lines(database, two) == []
    database.redo()
    assert (status(database, one), lines(database, one)) == (MOVED, told)


def test_that_what_is_noted_later_holds_and_nobody_moves_before_the_birth(
    database: Database,
) -> None:
    later, kept, other = add(database), add(database), add(database)
    child = add(database, born="2026")
    note(database, later, LEFT, JUNE)
    note(database, other, LEFT, JUNE)
    with database.writing() as uow:
        merge_people(uow, kept, other)
    with database.reading() as session:
        noted = Noted(date(2025, 5, 1))
        rows = bulk_rows(session, [later, child, kept], BulkField.STATUS, MOVED, noted)
    assert [row.left_out for row in rows] == [LeftOut.LATER, LeftOut.UNBORN, LeftOut.LATER]
    assert change(database, [later, child, kept], MOVED, JUNE) == 3  # of one day the last one holds
    assert status(database, later) is MOVED


def test_that_a_day_to_come_is_refused(database: Database) -> None:
    person = add(database)
    with pytest.raises(RecordRefused) as refused:
        change(database, [person], MOVED, date(local_today().year + 1, 1, 1))
    assert refused.value.name == "since"
    assert (status(database, person), lines(database, person)) == (ACTIVE, [])


def statements(database: Database, work: Callable[[], object]) -> int:
    """Return how many statements ``work`` sends."""
    sent: list[str] = []

    def keep(*args: Any) -> None:
        sent.append(args[2])

    writer = database._writer
    event.listen(writer, "before_cursor_execute", keep)
    work()
    event.remove(writer, "before_cursor_execute", keep)
    return len(sent)


def test_that_ten_thousand_take_no_statement_a_person(database: Database) -> None:
    row = {"first_name": "ก", "phone": "0811111111", "status": ACTIVE}
    with database.writing() as uow:
        people = uow.insert_many(Person, [row] * 10_000)
    begun = time.perf_counter()
    count = statements(database, lambda: change(database, people, MOVED, MAY))
    assert count < 200
    assert time.perf_counter() - begun < 6  # measured: 0.9 s
    assert lines(database, people[-1]) == [(ACTIVE, MOVED, MAY, "ย้ายตามครอบครัว")]


# --- A file ----------------------------------------------------------------------------------------


def take_in(database: Database, path: Path, people: Sequence[UUID], said: str) -> UUID:
    """Take in a file that says the status of people by their record number; return the batch."""
    rows = "".join(f"{person},สมชาย,{said}\n" for person in people)
    path.write_text(f"id,first_name,status\n{rows}", encoding="utf-8")
    with database.reading() as session:
        plan = import_plan(session, TODAY)
    with database.writing("import") as uow:
        import_people(uow, parse_file(str(path), plan), today=TODAY)
    with database.reading() as session:
        batches = session.exec(select(ImportBatch.id).where(alive(ImportBatch))).all()
    return max(batches)


def test_that_a_file_notes_whose_status_it_changes(database: Database, tmp_path: Path) -> None:
    moves, stays = add(database), add(database, status=MOVED)
    batch = take_in(database, tmp_path / "ย้าย.csv", [moves, stays], "moved")
    assert lines(database, moves) == [(ACTIVE, MOVED, TODAY, "From the file ย้าย.csv")]
    assert lines(database, stays) == []
    with database.writing() as uow:
        undo_file(uow, batch)
    assert (status(database, moves), lines(database, moves)) == (ACTIVE, [])


def test_that_who_is_left_when_a_file_is_undone_has_the_status_of_the_lines_left(
    database: Database, tmp_path: Path
) -> None:
    moves = add(database)
    batch = take_in(database, tmp_path / "a.csv", [moves], "moved")
    with database.reading() as session:
        details = person_details(session, moves)
    with database.writing() as uow:
        changed = details.model_copy(update={"nickname": "ชาย"})
        change_person(uow, moves, changed, today=TODAY)
    with database.writing() as uow:
        assert undo_file(uow, batch, leave_changed=True).left
    assert (status(database, moves), lines(database, moves)) == (ACTIVE, [])
    with database.reading() as session:
        assert person_details(session, moves).nickname == "ชาย"


# --- Removed and brought back ----------------------------------------------------------------------


def test_that_a_line_out_of_the_trash_holds_again(database: Database) -> None:
    person = add(database)
    first = note(database, person, LEFT, MAY)
    second = note(database, person, MOVED, JUNE)
    for line, holds in ((first, MOVED), (second, ACTIVE)):
        with database.writing() as uow:
            remove_entry(uow, StatusDetails, line)
        assert status(database, person) is (holds if line == first else LEFT)
    for line, holds in ((first, LEFT), (second, MOVED)):
        with database.writing("back") as uow:
            restore(uow, CHANGES, line)
        assert status(database, person) is holds
    database.undo()
    assert status(database, person) is LEFT


def test_that_a_line_of_a_merged_record_counts_for_who_is_left(database: Database) -> None:
    kept, other = add(database), add(database)
    line = note(database, other, MOVED, MAY)
    with database.writing() as uow:
        remove_entry(uow, StatusDetails, line)
        merge_people(uow, kept, other)
    assert status(database, kept) is ACTIVE
    with database.writing() as uow:
        restore(uow, CHANGES, line)
    assert status(database, kept) is MOVED
    with database.reading() as session:
        assert session.get_one(StatusChange, line).person_id == other
