"""Rows that look like somebody: parked and never dropped, decided by a person, taken back at any time."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import select

from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.entity import alive
from learnsoc_desktop.exchange.importing import Fate
from learnsoc_desktop.features.centre.batch_service import imports
from learnsoc_desktop.features.people.errors import ParkedNotFound, PersonNotFound, SameIdNumber
from learnsoc_desktop.features.people.likeness import Reason
from learnsoc_desktop.features.people.merge_fields import Take
from learnsoc_desktop.features.people.merge_service import merge_people
from learnsoc_desktop.features.people.model import Person, PersonStatus
from learnsoc_desktop.features.people.more_queries import status_changes
from learnsoc_desktop.features.people.parked_importer import take_as_other
from learnsoc_desktop.features.people.parked_model import ParkedRow, ParkedState
from learnsoc_desktop.features.people.parked_queries import (
    parked_comparison,
    parked_lines,
    said_cells,
)
from learnsoc_desktop.features.people.parked_service import (
    reopen_parked,
    take_as_same,
    throw_away,
    undo_file,
)
from learnsoc_desktop.features.people.queries import listed, person_details
from learnsoc_desktop.features.people.service import change_person, delete_person
from tests.features.people.builders import GOOD_ID, OTHER_ID, TODAY, add, details
from tests.features.people.parked_kit import HEADS, looked_at, taken, waiting

KNOWN: Mapping[str, Any] = {"first_name": "สมชาย", "last_name": "แก้วใส", "born": "1963-03-14"}
ALIKE = "สมชาย,แก้วไส,ช,14/3/2506,0899999999,ทำนา"


def everybody(database: Database) -> set[str]:
    with database.reading() as session:
        people = session.exec(select(Person).where(listed()))
        return {f"{person.first_name} {person.last_name}" for person in people}


def of(database: Database, person_id: UUID) -> dict[str, Any]:
    with database.reading() as session:
        return person_details(session, person_id).model_dump()


def parked(database: Database, folder: Path, *rows: str, heads: str = HEADS) -> list[UUID]:
    taken(database, looked_at(database, folder, *rows, heads=heads))
    return [row.id for row in waiting(database)]


def test_that_a_row_that_looks_like_somebody_is_parked(database: Database, tmp_path: Path) -> None:
    known = add(database, **KNOWN)
    shown = looked_at(database, tmp_path, ALIKE, "บุญมี,ศรีสุข,ญ,2510,0811111111,")
    assert [line.fate for line in shown.plan.rows] == [Fate.PARKED, Fate.ADDED]
    result = taken(database, shown)
    assert (result.added, result.parked, result.refused) == (1, 1, 0)
    assert everybody(database) == {"สมชาย แก้วใส", "บุญมี ศรีสุข"}
    (row,) = waiting(database)
    assert (row.row_no, row.name, row.like_id, row.file_name) == (
        2,
        "สมชาย แก้วไส",
        known,
        "people.csv",
    )
    assert row.score > 80
    assert Reason.BIRTH in row.reasons
    with database.reading() as session:
        assert ("อาชีพของแม่", "ทำนา") in said_cells(session, row.id)
        assert imports(session)[0].parked == 1


def test_that_a_person_may_have_such_rows_added(database: Database, tmp_path: Path) -> None:
    add(database, **KNOWN)
    shown = looked_at(database, tmp_path, ALIKE).parking(on=False)
    assert taken(database, shown).added == 1
    assert waiting(database) == []


def test_that_a_row_like_an_earlier_one_is_parked_as_like_who_that_becomes(
    database: Database, tmp_path: Path
) -> None:
    parked(database, tmp_path, "สมชาย,แก้วใส,ช,14/3/2506,0811111111,", ALIKE)
    (row,) = waiting(database)
    assert (row.row_no, row.like) == (3, "สมชาย แก้วใส")
    assert everybody(database) == {"สมชาย แก้วใส"}


def test_that_the_same_row_twice_is_parked_and_not_dropped(
    database: Database, tmp_path: Path
) -> None:
    same = "สมชาย,แก้วใส,ช,14/3/2506,0811111111,"
    result = taken(database, looked_at(database, tmp_path, same, same, same))
    assert (result.added, result.parked, result.refused) == (1, 2, 0)
    assert [row.row_no for row in waiting(database)] == [3, 4]


def test_that_a_row_with_a_fault_of_its_own_stays_refused(
    database: Database, tmp_path: Path
) -> None:
    add(database, **KNOWN)
    shown = looked_at(database, tmp_path, "สมชาย,แก้วไส,ช,32/1/2506,0899999999,")
    assert [line.fate for line in shown.plan.rows] == [Fate.REFUSED]


def test_that_a_row_that_is_somebody_without_doubt_is_not_parked(
    database: Database, tmp_path: Path
) -> None:
    add(database, id_number=GOOD_ID, **KNOWN)
    shown = looked_at(
        database,
        tmp_path,
        f"สมชาย,แก้วไส,ช,14/3/2506,0899999999,{GOOD_ID}",
        heads=HEADS[:-12] + ",เลขบัตร",
    )
    assert [line.fate for line in shown.plan.rows] == [Fate.CHANGED]


def test_that_the_same_person_gets_what_the_record_lacks(
    database: Database, tmp_path: Path
) -> None:
    known = add(database, **KNOWN, nickname="", line_id="")
    (row,) = parked(
        database, tmp_path, "สมชาย,แก้วไส,ช,14/3/2506,0899999999,ชาย", heads=f"{HEADS[:-12]},ชื่อเล่น"
    )
    before = of(database, known)
    with database.writing("same") as uow:
        take_as_same(uow, [row])
    assert of(database, known) == {**before, "nickname": "ชาย"}
    (line,) = all_rows(database)
    assert (line.state, line.person, line.changed) == (ParkedState.SAME, "สมชาย แก้วใส", 1)
    with database.writing("back") as uow:
        reopen_parked(uow, [row])
    assert of(database, known) == before
    assert [each.id for each in waiting(database)] == [row]


def all_rows(database: Database) -> list[Any]:
    with database.reading() as session:
        return list(parked_lines(session))


def test_that_chosen_fields_are_written_over_and_given_back(
    database: Database, tmp_path: Path
) -> None:
    known = add(database, **KNOWN)
    (row,) = parked(database, tmp_path, ALIKE)
    before = of(database, known)
    with database.writing("same") as uow:
        take_as_same(uow, [row], {"first_name": Take.OTHER, "phone": Take.BOTH})
    after = of(database, known)
    assert (after["last_name"], after["phone"]) == ("แก้วไส", "0812342214, 0899999999")
    with database.writing("change") as uow:
        change_person(uow, known, details(**{**after, "last_name": "แก้วดี"}), today=TODAY)
    with database.writing("back") as uow:
        reopen_parked(uow, [row])
    assert of(database, known) == {**before, "last_name": "แก้วดี"}


def test_that_a_status_of_a_row_is_noted_and_taken_back(database: Database, tmp_path: Path) -> None:
    known = add(database, **KNOWN)
    (row,) = parked(
        database, tmp_path, "สมชาย,แก้วไส,ช,14/3/2506,0899999999,moved", heads=f"{HEADS[:-12]},สถานะ"
    )
    with database.writing("same") as uow:
        take_as_same(uow, [row], {"status": Take.OTHER})
    with database.reading() as session:
        (change,) = status_changes(session, known)
    assert (change.before, change.status) == (PersonStatus.ACTIVE, PersonStatus.MOVED)
    with database.writing("back") as uow:
        reopen_parked(uow, [row])
    with database.reading() as session:
        assert status_changes(session, known) == ()
        assert person_details(session, known).status is PersonStatus.ACTIVE


def test_that_two_rows_of_one_person_fill_in_together_and_go_back_together(
    database: Database, tmp_path: Path
) -> None:
    known = add(database, **KNOWN)
    rows = parked(
        database,
        tmp_path,
        "สมชาย,แก้วไส,ช,14/3/2506,0899999999,ชาย,",
        "สมชาย,แก้วใสส,ช,14/3/2506,0899999999,,somchai",
        heads=f"{HEADS[:-12]},ชื่อเล่น,ไลน์",
    )
    before = of(database, known)
    with database.writing("same") as uow:
        take_as_same(uow, rows)
    assert of(database, known) == {**before, "nickname": "ชาย", "line_id": "somchai"}
    with database.writing("back") as uow:
        reopen_parked(uow, rows)
    assert of(database, known) == before


def test_that_another_person_is_added_as_a_file_adds_people(
    database: Database, tmp_path: Path
) -> None:
    add(database, **KNOWN)
    rows = parked(database, tmp_path, ALIKE, "สมชาย,แก้วใส,ช,14/3/2507,0899999998,")
    with database.writing("other") as uow:
        take_as_other(uow, rows, today=TODAY)
    with database.reading() as session:
        people = session.exec(select(Person).where(listed())).all()
        batch = imports(session)[0].id
    assert len({person.learner_code for person in people}) == 3
    assert sum(person.batch_id == batch for person in people) == 2
    assert {row.state for row in all_rows(database)} == {ParkedState.OTHER}
    with database.writing("back") as uow:
        reopen_parked(uow, rows)
    assert everybody(database) == {"สมชาย แก้วใส"}


def test_that_an_id_number_somebody_got_meanwhile_is_refused(
    database: Database, tmp_path: Path
) -> None:
    add(database, **KNOWN)
    rows = parked(
        database,
        tmp_path,
        f"สมชาย,แก้วไส,ช,14/3/2506,0899999999,{OTHER_ID}",
        heads=f"{HEADS[:-12]},เลขบัตร",
    )
    add(database, first_name="ใหม่", id_number=OTHER_ID)
    with pytest.raises(SameIdNumber), database.writing("other") as uow:
        take_as_other(uow, rows, today=TODAY)
    assert len(waiting(database)) == 1


def test_that_what_is_thrown_away_stays_in_the_account(database: Database, tmp_path: Path) -> None:
    add(database, **KNOWN)
    rows = parked(database, tmp_path, ALIKE)
    with database.writing("throw") as uow:
        throw_away(uow, rows)
    assert waiting(database) == []
    assert [row.state for row in all_rows(database)] == [ParkedState.THROWN]
    with pytest.raises(ParkedNotFound), database.writing("again") as uow:
        throw_away(uow, rows)
    with database.writing("back") as uow:
        reopen_parked(uow, rows)
    assert [row.id for row in waiting(database)] == rows


def test_that_undoing_the_import_takes_parked_rows_and_decisions_back(
    database: Database, tmp_path: Path
) -> None:
    known = add(database, **KNOWN)
    before = of(database, known)
    same, other, gone, left = parked(
        database,
        tmp_path,
        *(f"สมชาย,แก้วใส{end},ช,14/3/2506,089999999{n},ชาย" for n, end in enumerate("กขคง")),
        "บุญมี,ศรีสุข,ญ,2510,0811111111,",
        heads=f"{HEADS[:-12]},ชื่อเล่น",
    )
    with database.writing("decide") as uow:
        take_as_same(uow, [same])
        take_as_other(uow, [other], today=TODAY)
        throw_away(uow, [gone])
    assert [row.id for row in waiting(database)] == [left]
    with database.reading() as session:
        batch = imports(session)[0].id
    with database.writing("undo") as uow:
        undo_file(uow, batch)
    assert everybody(database) == {"สมชาย แก้วใส"}
    assert of(database, known) == before
    with database.reading() as session:
        assert session.exec(select(ParkedRow).where(alive(ParkedRow))).all() == []


def test_that_a_row_follows_its_person_through_a_merge(database: Database, tmp_path: Path) -> None:
    known, older = add(database, **KNOWN), add(database, first_name="สมชัย", last_name="แก้วทอง")
    (row,) = parked(database, tmp_path, ALIKE)
    with database.writing("merge") as uow:
        merge_people(uow, older, known, {"first_name": Take.KEPT})
    assert waiting(database)[0].like_id == older
    with database.reading() as session:
        assert parked_comparison(session, row).kept.person_id == older
    with database.writing("same") as uow:
        take_as_same(uow, [row])
    assert all_rows(database)[0].person.startswith("สมชัย")


def test_that_somebody_in_the_trash_is_no_person_to_be(database: Database, tmp_path: Path) -> None:
    known = add(database, **KNOWN)
    rows = parked(database, tmp_path, ALIKE)
    with database.writing("delete") as uow:
        delete_person(uow, known)
    with pytest.raises(PersonNotFound), database.writing("same") as uow:
        take_as_same(uow, rows)
    with database.writing("other") as uow:
        take_as_other(uow, rows, today=TODAY)
    assert everybody(database) == {"สมชาย แก้วไส"}
