"""The unit of work: stamps, keys, change sets."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select, update

from learnsoc_desktop.core import thai
from learnsoc_desktop.core.changes import ChangeSet
from learnsoc_desktop.data import keys
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.entity import alive
from learnsoc_desktop.data.notes import MANY
from learnsoc_desktop.features.centre.model import Code, Village
from learnsoc_desktop.features.people.model import Person, PersonStatus, Sex

EARLY = datetime(2026, 1, 1, 8, 0, tzinfo=UTC)
LATE = datetime(2026, 1, 2, 8, 0, tzinfo=UTC)


def set_clock(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    for module in ("entity", "bulk", "uow", "undo", "batches"):
        monkeypatch.setattr(f"learnsoc_desktop.data.{module}.utc_now", lambda: moment)


def persons(session: Session) -> list[Person]:
    return list(session.exec(select(Person).order_by(Person.sort_key)).all())


def add(database: Database, *people: Person) -> list[UUID]:
    with database.writing("Add") as uow:
        uow.add_all(people)
    return [person.id for person in people]


def test_that_an_orm_write_gets_its_keys(database: Database) -> None:
    add(database, Person(first_name="เกษม", last_name="ดี", phone="081-234"))
    with database.writing() as uow:
        person = persons(uow.session)[0]
        assert person.sort_key == thai.sort_key("เกษม ดี")
        assert person.search_text == thai.fold("เกษม ดี 081-234")
        person.first_name = "แก้ว"
    with database.reading() as session:
        assert persons(session)[0].search_text == thai.fold("แก้ว ดี 081-234")
        assert persons(session)[0].sort_key == thai.sort_key("แก้ว ดี")


def test_that_bulk_rows_are_as_orm_rows(database: Database) -> None:
    with database.writing() as uow:
        uow.add(Person(first_name="ก", sex=Sex.FEMALE, nickname="ไก่"))
        ids = uow.insert_many(Person, [{"first_name": "ก", "sex": Sex.FEMALE, "nickname": "ไก่"}])
    with database.reading() as session:
        one, two = (person.model_dump() for person in persons(session))
    assert ids[0] in {one["id"], two["id"]}
    for name in ("id", "created_at", "updated_at"):
        assert type(one.pop(name)) is type(two.pop(name))
    assert one == two


def test_that_bulk_rows_keep_what_they_bring(database: Database) -> None:
    own = UUID(int=7)
    rows: list[dict[str, object]] = [
        {"id": own, "name": "บ้านสวน", "moo": 3, "created_at": EARLY},
        {"name": "บ้านนา"},
    ]
    with database.writing() as uow:
        ids = uow.insert_many(Village, rows)
    assert ids[0] == own
    with database.reading() as session:
        village = session.get(Village, own)
        assert village is not None
        assert (village.moo, village.created_at) == (3, EARLY)
        other = session.get(Village, ids[1])
        assert other is not None
        assert other.moo is None


def test_that_bulk_updates_keep_keys_right(database: Database) -> None:
    add(database, Person(first_name="ก", last_name="หนึ่ง"), Person(first_name="ข", last_name="สอง"))
    with database.writing() as uow:
        uow.session.execute(update(Person).values(first_name="ไทย"))
        found = uow.session.exec(select(Person.search_text)).all()
        assert set(found) == {thai.fold("ไทย หนึ่ง"), thai.fold("ไทย สอง")}
    with database.reading() as session:
        assert [p.sort_key for p in persons(session)] == [
            thai.sort_key("ไทย สอง"),
            thai.sort_key("ไทย หนึ่ง"),
        ]


def test_that_writes_beside_the_orm_keep_keys_right(database: Database) -> None:
    add(database, Person(first_name="ก"))
    with database.writing() as uow:
        uow.session.connection().execute(text("UPDATE person SET first_name = 'เขียว'"))
    with database.reading() as session:
        assert persons(session)[0].sort_key == thai.sort_key("เขียว")


def test_that_every_write_stamps_the_time(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_clock(monkeypatch, EARLY)
    add(database, Person(first_name="ก"), Person(first_name="ข"))
    set_clock(monkeypatch, LATE)
    with database.writing() as uow:
        persons(uow.session)[0].nickname = "x"
    with database.reading() as session:
        assert [p.updated_at for p in persons(session)] == [LATE, EARLY]
        assert [p.created_at for p in persons(session)] == [EARLY, EARLY]
    with database.writing() as uow:
        uow.session.execute(update(Person).values(status=PersonStatus.MOVED))
    with database.reading() as session:
        assert [p.updated_at for p in persons(session)] == [LATE, LATE]


def test_that_deleting_is_going_to_the_trash(database: Database) -> None:
    add(database, Person(first_name="ก"))
    with database.writing() as uow:
        uow.delete(persons(uow.session)[0])
    with database.reading() as session:
        assert session.exec(select(Person).where(alive(Person))).all() == []
        assert len(persons(session)) == 1
    with database.writing() as uow:
        uow.restore(persons(uow.session)[0])
    with database.reading() as session:
        assert len(session.exec(select(Person).where(alive(Person))).all()) == 1


def test_that_a_row_is_never_removed(database: Database) -> None:
    add(database, Person(first_name="ก"))
    with pytest.raises(IntegrityError, match="never removed"), database.writing() as uow:
        uow.session.delete(persons(uow.session)[0])


def test_that_the_change_set_names_what_was_written(database: Database) -> None:
    (one,) = add(database, Person(first_name="ก"))
    with database.writing() as uow:
        assert not uow.changes
        persons(uow.session)[0].nickname = "x"
        code = Code(list_key="title", name="นาย")
        uow.add(code)
        assert uow.changes == ChangeSet({"Person": frozenset({one}), "Code": frozenset({code.id})})
    assert uow.changes.touches({"Person"})
    with database.writing() as uow:
        uow.session.execute(update(Person).values(nickname="y"))
    assert uow.changes.ids == {"Person": frozenset({one})}


def test_that_a_write_without_a_difference_changes_nothing(database: Database) -> None:
    add(database, Person(first_name="ก"))
    with database.writing("Same") as uow:
        persons(uow.session)[0].first_name = "ก"
    assert not uow.changes
    assert database.undo_title == "Add"


def test_that_many_rows_are_told_as_many(database: Database) -> None:
    with database.writing() as uow:
        uow.insert_many(Village, [{"name": f"บ้าน {number}"} for number in range(MANY + 1)])
    assert uow.changes.ids == {"Village": frozenset()}


def test_that_keys_are_made_anew_when_their_rules_change(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(database, Person(first_name="ก"))
    path = database.path
    database.close()
    monkeypatch.setattr(thai, "KEY_VERSION", thai.KEY_VERSION + 1)
    monkeypatch.setattr(thai, "sort_key", lambda text: f"new {text}")
    with Database(path) as newer:
        with newer.writing() as uow:
            uow.add(Village(name="ข"))
        with newer.reading() as session:
            assert persons(session)[0].sort_key == "new ก"


def test_that_rows_of_a_rolled_back_savepoint_are_not_told(database: Database) -> None:
    with database.writing("Add") as uow:
        uow.add(Person(first_name="ก"))
        inner = uow.session.begin_nested()
        uow.add(Person(first_name="ข"))
        uow.session.flush()
        inner.rollback()
    assert len(uow.changes.ids["Person"]) == 1
    assert keys.entity_name("person") == "Person"
