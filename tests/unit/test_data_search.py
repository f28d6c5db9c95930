"""Finding rows by what was typed."""

import pytest
from sqlalchemy import text
from sqlmodel import col, update

from learnsoc_desktop.core import thai
from learnsoc_desktop.data import search
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.features.centre.model import Village
from learnsoc_desktop.features.people.model import Person

NAMES = [
    ("น้ำฝน", "แก้วมณี"),
    ("นำชัย", "ใจดี"),
    ("สมชาย", "น้ำใส"),
    ("สมหญิง", "ศรีสุข"),
    ("กา", "กลิ่นหอม"),
    ("NULL", "O'Brien"),
    ("50%_off", "a\\b"),
]
HOSTILE = ['"', "*", "NEAR(", "AND", "OR NOT", "found:x", "col:", "-", "^", "{", "'", "\\", "%", "_", "\0",
           '"" OR "', "x" * 10_000, "ก " * 5_000, "\u202e", "\ud7ff", "  "]  # fmt: skip


@pytest.fixture(autouse=True)
def people(database: Database) -> None:
    with database.writing() as uow:
        uow.insert_many(Person, [{"first_name": one, "last_name": two} for one, two in NAMES])


def found(database: Database, typed: str, limit: int = 50) -> list[str]:
    with database.reading() as session:
        ids = search.find(session, Person, typed, limit)
        people = [session.get(Person, one) for one in ids]
        return [person.first_name for person in people if person]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("สมหญิง", ["สมหญิง"]),
        ("หญิง", ["สมหญิง"]),
        ("สม", ["สมชาย", "สมหญิง"]),
        ("น้ำ", ["นำชัย", "น้ำฝน", "สมชาย"]),
        ("น้ำใส สม", ["สมชาย"]),
        ("สม  น้ำ", ["สมชาย"]),
        ("ส", ["สมชาย", "สมหญิง"]),
        ("กา", ["กา"]),
        ("brien", ["NULL"]),
        ("null", ["NULL"]),
        ("0%_o", ["50%_off"]),
        ("%_", ["50%_off"]),
        ("a\\", ["50%_off"]),
        ("ไม่มี", []),
        ("", []),
    ],
)
def test_that_every_word_has_to_match(database: Database, typed: str, names: list[str]) -> None:
    result = found(database, typed)
    assert sorted(result) == sorted(names)


def test_that_what_begins_so_comes_first(database: Database) -> None:
    with database.writing() as uow:
        uow.insert_many(Person, [{"first_name": "ก", "last_name": "สมบัติ"}, {"first_name": "สม"}])
    assert found(database, "สม", 4) == ["สม", "สมชาย", "สมหญิง", "ก"]
    assert found(database, "สม", 1) == ["สม"]


@pytest.mark.parametrize("typed", HOSTILE)
def test_that_hostile_text_is_only_text(database: Database, typed: str) -> None:
    folded = thai.fold(typed)
    with database.writing() as uow:
        uow.add(Person(first_name="คน", last_name=typed[:90]))
    result = found(database, typed)
    if len(folded.split()) == 1 and len(typed) < 90:
        assert "คน" in result
    assert found(database, "สมหญิง") == ["สมหญิง"]


def test_that_the_trash_is_not_found(database: Database) -> None:
    with database.writing("Delete") as uow:
        person = uow.session.get(Person, search.find(uow.session, Person, "สมหญิง", 1)[0])
        assert person is not None
        uow.delete(person)
    assert found(database, "สมหญิง") == []
    database.undo()
    assert found(database, "สมหญิง") == ["สมหญิง"]


def test_that_changed_text_is_found_and_the_old_is_not(database: Database) -> None:
    with database.writing() as uow:
        uow.session.execute(
            update(Person).where(col(Person.first_name) == "สมหญิง").values(first_name="กานดา")
        )
    assert found(database, "สมหญิง") == []
    assert found(database, "กานดา") == ["กานดา"]


def test_that_each_kind_is_found_alone(database: Database) -> None:
    with database.writing() as uow:
        uow.add(Village(name="สมหญิง"))
    with database.reading() as session:
        assert len(search.find(session, Village, "สมหญิง")) == 1
        assert len(search.find(session, Person, "สมหญิง")) == 1


def test_that_the_index_is_made_anew_from_the_rows(database: Database) -> None:
    with database.writing() as uow:
        connection = uow.session.connection()
        connection.execute(text("DELETE FROM search_doc"))
        assert search.rebuild(connection, ["person", "village"]) == len(NAMES)
    assert found(database, "สมหญิง") == ["สมหญิง"]
    with database.writing() as uow:
        uow.add(Person(first_name="สมหญิงใหม่"))
    assert sorted(found(database, "สมหญิง")) == ["สมหญิง", "สมหญิงใหม่"]


def test_that_other_databases_search_by_like(database: Database) -> None:
    condition = search.matches(Person, ["สมหญิง", "ศ"], "postgresql")
    assert "MATCH" not in str(condition)
    assert str(condition).count("LIKE") == 2
