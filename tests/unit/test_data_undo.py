"""Undo and redo of every kind of write; imports that are taken back later."""

import random
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlcipher3 import dbapi2
from sqlmodel import Session, col, insert, select, update

from learnsoc_desktop.data import batches, undo
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.entity import Entity, alive
from learnsoc_desktop.data.errors import ChangedSince, NothingToUndo
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.features.activities.model import Activity
from learnsoc_desktop.features.centre.kept_model import ImportChange
from learnsoc_desktop.features.centre.model import Code, ImportBatch, Village
from learnsoc_desktop.features.people.model import Person, PersonGroup, PersonStatus

BOOKKEEPING = {"created_at", "updated_at", "deleted_at"}
KINDS: tuple[type[Entity], ...] = (Person, Village, PersonGroup, Code)
Snapshot = dict[tuple[str, UUID], dict[str, object]]


def snapshot(database: Database) -> Snapshot:
    """Return everything that is not in the trash."""
    found: Snapshot = {}
    with database.reading() as session:
        for kind in KINDS:
            for row in session.exec(select(kind).where(alive(kind))).all():
                found[kind.__name__, row.id] = row.model_dump(exclude=BOOKKEEPING)
    return found


def index_is_right(database: Database) -> bool:
    """Return whether the index finds each row by its whole text, and holds no row twice."""
    with database.reading() as session:
        rows = session.execute(
            text("SELECT d.docid, e.search_text FROM person e JOIN search_doc d ON d.row_id = e.id")
        ).all()
        for docid, found in rows:
            query = {"query": '"' + found + '"'}
            hits = session.execute(
                text("SELECT rowid FROM search_index WHERE search_index MATCH :query"), query
            ).scalars()
            assert docid in set(hits), found
        return len(rows) == len(session.exec(select(Person)).all())


def person(session: Session, name: str) -> Person:
    return session.exec(select(Person).where(Person.first_name == name)).one()


def start(database: Database) -> None:
    with database.writing() as uow:
        village = Village(name="บ้านสวน", moo=1)
        code = Code(list_key="target_group", name="เกษตรกร")
        people = [
            Person(first_name=name, village_id=village.id) for name in ("สมชาย", "สมหญิง", "ประเสริฐ")
        ]
        uow.add_all([village, code])
        uow.session.flush()
        uow.add_all(people)
        uow.session.flush()
        uow.add(PersonGroup(person_id=people[0].id, code_id=code.id))


def orm_insert(uow: UnitOfWork) -> None:
    uow.add(Person(first_name="กานดา"))


def orm_update(uow: UnitOfWork) -> None:
    one = person(uow.session, "สมชาย")
    one.first_name, one.village_id, one.registered_on = "เกรียงไกร", None, None
    uow.session.flush()
    one.first_name = "แก้ว"


def orm_delete(uow: UnitOfWork) -> None:
    uow.delete(person(uow.session, "สมชาย"))


def core_insert(uow: UnitOfWork) -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    values = {**Village(name="บ้านใหม่").model_dump(), "created_at": moment, "updated_at": moment}
    uow.session.connection().execute(insert(Village).values(**values))


def core_update(uow: UnitOfWork) -> None:
    uow.session.connection().execute(
        text("UPDATE person SET nickname = 'ไก่', phone = NULL || '' WHERE 0")
    )
    uow.session.connection().execute(update(Person.__table__).values(last_name="ใจดี"))  # type: ignore[attr-defined]


def bulk_insert(uow: UnitOfWork) -> None:
    uow.insert_many(Person, [{"first_name": f"คนที่ {number}"} for number in range(50)])


def bulk_update(uow: UnitOfWork) -> None:
    uow.session.execute(update(Person).values(first_name="ทุกคน", status=PersonStatus.MOVED))


def bulk_delete(uow: UnitOfWork) -> None:
    uow.session.execute(update(Person).values(deleted_at=datetime(2026, 1, 1, tzinfo=UTC)))


def many_tables(uow: UnitOfWork) -> None:
    village = Village(name="บ้านกลาง")
    uow.add(village)
    uow.session.flush()
    person(uow.session, "สมหญิง").village_id = village.id
    with uow.session.begin_nested():
        orm_delete(uow)
    inner = uow.session.begin_nested()
    uow.add(Code(list_key="x", name="y"))
    uow.session.flush()
    inner.rollback()
    added = Person(first_name="มาแล้วไป")
    uow.add(added)
    uow.session.flush()
    uow.delete(added)


COMMANDS = [
    orm_insert, orm_update, orm_delete, core_insert, core_update,
    bulk_insert, bulk_update, bulk_delete, many_tables,
]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_that_a_step_is_undone_and_redone(
    database: Database, command: Callable[[UnitOfWork], None]
) -> None:
    start(database)
    before = snapshot(database)
    with database.writing("Step") as uow:
        command(uow)
    after = snapshot(database)
    assert after != before
    for _ in range(2):
        assert database.undo_title == "Step"
        assert database.undo().title == "Step"
        assert snapshot(database) == before
        assert index_is_right(database)
        assert (database.undo_title, database.redo_title) == ("", "Step")
        assert database.redo().changes.ids.keys() == uow.changes.ids.keys()
        assert snapshot(database) == after
        assert index_is_right(database)


def test_that_steps_are_undone_in_turn(database: Database) -> None:
    start(database)
    states = [snapshot(database)]
    commands = [orm_insert, bulk_insert, core_update, many_tables, bulk_update]
    for command in commands:
        with database.writing(command.__name__) as uow:
            command(uow)
        states.append(snapshot(database))
    for _ in range(2):
        for state in reversed(states[:-1]):
            database.undo()
            assert snapshot(database) == state
        for state in states[1:]:
            database.redo()
            assert snapshot(database) == state
    database.undo()
    database.undo()
    with database.writing("New") as uow:
        uow.add(Village(name="บ้านอื่น"))
    assert (database.undo_title, database.redo_title) == ("New", "")
    with pytest.raises(NothingToUndo):
        database.redo()
    database.undo()
    database.undo()
    assert snapshot(database) == states[2]


def test_that_undo_is_a_new_write(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    start(database)
    with database.writing("Step") as uow:
        orm_update(uow)
    late = datetime(2040, 1, 1, tzinfo=UTC)
    monkeypatch.setattr("learnsoc_desktop.data.undo.utc_now", lambda: late)
    undone = database.undo()
    with database.reading() as session:
        one = person(session, "สมชาย")
        assert one.updated_at == late
        assert undone.changes.ids == {"Person": frozenset({one.id})}


def test_that_thirty_steps_are_kept(database: Database) -> None:
    start(database)
    with database.writing() as uow:
        one = person(uow.session, "สมชาย").id
    for number in range(undo.STEPS + 5):
        with database.writing(f"Step {number}") as uow:
            found = uow.session.get(Person, one)
            assert found is not None
            found.nickname = str(number)
    for _ in range(undo.STEPS):
        database.undo()
    assert database.undo_title == ""
    with database.reading() as session:
        found = session.get(Person, one)
        assert found is not None
        assert found.nickname == "4"
    with database.writing() as uow:
        first = uow.session.execute(text("SELECT min(seq) FROM undo_note")).scalar_one()
        oldest = uow.session.execute(text("SELECT min(seq) FROM old_person")).scalar_one()
        assert min(first, oldest) > 5


def test_that_notes_nobody_needs_are_dropped(database: Database) -> None:
    start(database)
    with database.writing() as uow:
        orm_update(uow)
    with database.writing() as uow:
        for table in ("undo_note", "old_person"):
            assert uow.session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() == 0


def test_that_a_large_step_pushes_older_ones_out(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undo, "MOST_NOTES", 40)
    start(database)
    for title, command in (("Small", orm_insert), ("Large", bulk_insert)):
        with database.writing(title) as uow:
            command(uow)
    before = snapshot(database)
    database.undo()
    assert database.undo_title == ""
    database.redo()
    assert snapshot(database) == before


def test_that_a_row_changed_since_is_not_overwritten(database: Database) -> None:
    start(database)
    with database.writing("Step") as uow:
        bulk_update(uow)
    with database.writing() as uow:  # not a step of its own: a background write
        changed = uow.session.exec(select(Person)).first()
        assert changed is not None
        changed.nickname = "ใหม่"
    before = snapshot(database)
    with pytest.raises(ChangedSince) as caught:
        database.undo()
    assert caught.value.rows == (("Person", changed.id.hex),)
    assert "Step" in str(caught.value)
    assert snapshot(database) == before
    assert database.undo_title == "Step"


def test_that_a_row_changed_by_another_program_is_not_overwritten(database: Database) -> None:
    start(database)
    with database.writing("Step") as uow:
        orm_update(uow)
    other = dbapi2.connect(str(database.path))
    other.execute("UPDATE person SET nickname = 'x', updated_at = '2039-01-01 00:00:00.000000'")
    other.commit()
    other.close()
    with pytest.raises(ChangedSince):
        database.undo()


def test_that_nothing_to_undo_is_said(database: Database) -> None:
    with pytest.raises(NothingToUndo):
        database.undo()


def test_that_features_that_come_in_later_are_noted_too(database: Database) -> None:
    start(database)
    with database.writing("Activity") as uow:
        uow.add(Activity(name="ทำขนม", starts_on=datetime(2026, 1, 1, tzinfo=UTC).date()))
    database.undo()
    with database.reading() as session:
        assert session.exec(select(Activity).where(alive(Activity))).all() == []


def take_in(database: Database) -> UUID:
    """Take a file in: a new village, new persons, one changed."""
    with database.writing("Import") as uow:
        batch = ImportBatch(kind="people", file_name="a.csv", sha256="0" * 64)
        uow.add(batch)
        village = Village(name="บ้านไร่")
        uow.add(village)
        uow.session.flush()
        uow.insert_many(
            Person, [{"first_name": f"ใหม่ {n}", "village_id": village.id} for n in range(20)]
        )
        changed = person(uow.session, "สมชาย")
        changed.nickname, changed.village_id = "ชาย", None
        batches.keep_as_batch(uow, ImportChange, batch.id)
    return batch.id


def take_back(database: Database, batch_id: UUID, **options: bool) -> batches.TakenBack:
    with database.writing("Undo the import") as uow:
        return batches.undo_batch(uow, ImportChange, batch_id, "a.csv", **options)


def test_that_an_import_is_undone_after_a_restart(database: Database) -> None:
    start(database)
    before = snapshot(database)
    batch_id = take_in(database)
    after = snapshot(database)
    database.close()
    with Database(database.path) as again:
        assert take_back(again, batch_id) == batches.TakenBack(22)
        assert snapshot(again) == before
        assert index_is_right(again)
        again.undo()
        assert snapshot(again) == after
        again.redo()
        assert snapshot(again) == before


def test_that_an_import_undone_and_redone_can_still_be_undone_later(database: Database) -> None:
    start(database)
    before = snapshot(database)
    batch_id = take_in(database)
    database.undo()
    database.redo()
    take_back(database, batch_id)
    assert snapshot(database) == before


def test_that_rows_changed_since_an_import_are_kept(database: Database) -> None:
    start(database)
    batch_id = take_in(database)
    with database.writing("Edit") as uow:
        person(uow.session, "ใหม่ 3").phone = "081"
        uow.delete(person(uow.session, "ใหม่ 4"))
    before = snapshot(database)
    with pytest.raises(ChangedSince) as caught:
        take_back(database, batch_id)
    assert len(caught.value.rows) == 1
    assert snapshot(database) == before
    taken = take_back(database, batch_id, leave_changed=True)
    assert (taken.count, len(taken.left)) == (20, 1)
    with database.reading() as session:
        left = session.exec(
            select(Person).where(alive(Person), col(Person.first_name).startswith("ใหม่"))
        )
        assert [one.first_name for one in left] == ["ใหม่ 3"]


def test_that_an_unknown_batch_takes_nothing_back(database: Database) -> None:
    assert take_back(database, uuid4()) == batches.TakenBack(0)


def test_that_all_entities_are_noted(database: Database) -> None:
    with database.writing() as uow:
        noted = uow.session.execute(
            text(
                "SELECT name FROM sqlite_temp_master WHERE type = 'trigger' AND name LIKE 'note%update'"
            )
        ).scalars()
        tables = {name.removeprefix("note_").removesuffix("_update") for name in noted}
    stored = {
        kind.__tablename__ for kind in Entity.__subclasses__() if "table" in kind.model_config
    }
    assert stored <= tables
    assert {"person", "attendance", "activity_session", "code"} <= tables
    assert "import_change" not in tables


@pytest.mark.parametrize("seed", range(4))
def test_that_any_walk_through_undo_and_redo_comes_back(database: Database, seed: int) -> None:
    start(database)
    dice = random.Random(seed)
    states, at = [snapshot(database)], 0
    for _ in range(40):
        what = dice.random()
        if what < 0.35 and at:
            database.undo()
            at -= 1
        elif what < 0.6 and at + 1 < len(states):
            database.redo()
            at += 1
        else:
            with database.writing("Step") as uow:
                walk(uow, dice)
            if uow.changes:
                del states[at + 1 :]
                states.append(snapshot(database))
                at += 1
        assert snapshot(database) == states[at]
    assert index_is_right(database)


def walk(uow: UnitOfWork, dice: random.Random) -> None:
    """Write something, by one of all ways."""
    people = uow.session.exec(select(Person)).all()
    one, other = dice.choice(people), dice.choice(people)
    ways: list[Callable[[], object]] = [
        lambda: uow.add(Person(first_name=f"คน {dice.randrange(99)}")),
        lambda: setattr(one, "nickname", f"{dice.randrange(9)}"),
        lambda: setattr(other, "merged_into", dice.choice([None, one.id])),
        lambda: uow.delete(one),
        lambda: uow.restore(other),
        lambda: uow.insert_many(Village, [{"name": "บ้าน", "moo": n} for n in range(3)]),
        lambda: uow.session.execute(update(Person).values(line_id=f"{dice.randrange(9)}")),
    ]
    for way in dice.sample(ways, dice.randint(1, 3)):
        way()
        uow.session.flush()
