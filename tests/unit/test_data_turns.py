"""Long writes: they give way to others, begin again, and are kept whole or not at all."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import Session, select

from learnsoc_desktop.core.errors import Cancelled
from learnsoc_desktop.data import database as module
from learnsoc_desktop.data.bulk import ready_rows
from learnsoc_desktop.data.database import Database, LongWrite
from learnsoc_desktop.data.turns import QUIET
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.features.centre.model import Village
from learnsoc_desktop.features.people.model import Person

ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"
PATIENCE = 10.0


class Slow:
    """A long write that stays in its first statement until somebody interrupts it."""

    def __init__(self, database: Database, statement: str = ENDLESS, times: int = 1) -> None:
        self.database = database
        self.statement, self.times = statement, times
        self.prepared, self.begun = 0, 0
        self.writes = threading.Event()

    def prepare(self, _stage: Path) -> int:
        self.prepared += 1
        with self.database.reading() as session:
            return len(names(session))

    def write(self, uow: UnitOfWork, known: int) -> int:
        self.begun += 1
        uow.insert_ready(
            ready_rows(
                uow.session.connection().dialect,
                Person,
                [{"first_name": f"นำเข้า{number}"} for number in range(300)],
            )
        )
        if self.begun <= self.times:
            self.writes.set()
            uow.session.execute(text(self.statement)).scalar()
        return known

    @property
    def long(self) -> LongWrite[int, int]:
        return LongWrite(self.prepare, self.write, frozenset({"Person"}))


def names(session: Session) -> list[str]:
    return list(session.exec(select(Person.first_name)).all())


@contextmanager
def running(action: Callable[[], object]) -> Iterator[list[object]]:
    """Run ``action`` beside the block; give what it returned or raised."""
    ended: list[object] = []

    def run() -> None:
        try:
            ended.append(action())
        except BaseException as error:  # noqa: BLE001  looked at by the test
            ended.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield ended
    finally:
        thread.join(PATIENCE)
        assert not thread.is_alive()


def test_that_a_long_write_gives_way_and_is_kept_whole(database: Database) -> None:
    slow = Slow(database)
    with running(lambda: database.write_long(slow.long, "นำเข้า")) as ended:
        assert slow.writes.wait(PATIENCE)
        assert database.can_write_soon
        with database.writing("หมู่บ้าน") as uow:
            uow.add(Village(name="ดอนยาง"))
        with database.reading() as session:
            assert names(session) == []  # nothing half done is seen
            assert session.exec(select(Village.name)).all() == ["ดอนยาง"]
    (outcome,) = ended
    assert isinstance(outcome, tuple)
    assert outcome[0] == 0
    assert outcome[1].touches({"Person"})
    assert (slow.prepared, slow.begun) == (1, 2)
    with database.reading() as session:
        assert len(names(session)) == 300
    assert database.undo_title == "นำเข้า"
    database.undo()
    assert database.undo_title == "หมู่บ้าน"


def test_that_it_is_prepared_again_when_what_it_watches_changed(database: Database) -> None:
    slow = Slow(database)
    with running(lambda: database.write_long(slow.long)) as ended:
        assert slow.writes.wait(PATIENCE)
        with database.writing() as uow:
            uow.add(Person(first_name="สมชาย"))
    (outcome,) = ended
    assert isinstance(outcome, tuple)
    assert outcome[0] == 1  # it knows the person who came meanwhile
    assert slow.prepared == 2


def test_that_taking_a_step_back_counts_as_a_change(database: Database) -> None:
    with database.writing("Add") as uow:
        uow.add(Person(first_name="สมชาย"))
    slow = Slow(database)
    with running(lambda: database.write_long(slow.long)) as ended:
        assert slow.writes.wait(PATIENCE)
        database.undo()
    assert isinstance(ended[0], tuple)
    assert slow.prepared == 2


def test_that_it_goes_through_when_the_others_never_stop(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.0)
    counted = f"{ENDLESS[: ENDLESS.index(') SELECT')]} WHERE x < 300000) SELECT max(x) FROM n"
    slow = Slow(database, counted)
    with running(lambda: database.write_long(slow.long)) as ended:
        assert slow.writes.wait(PATIENCE)
        with database.writing() as uow:
            uow.add(Village(name="ดอนยาง"))
    assert isinstance(ended[0], tuple)
    assert slow.begun == 1
    with database.reading() as session:
        assert len(names(session)) == 300


def test_that_it_does_not_wait_for_a_pause_for_ever(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.5)
    slow, written = Slow(database), 0
    with running(lambda: database.write_long(slow.long)) as ended:
        assert slow.writes.wait(PATIENCE)
        while not ended:  # no pause between two writes is long enough
            with database.writing() as uow:
                uow.add(Village(name="ดอนยาง"))
            written += 1
    assert isinstance(ended[0], tuple)
    assert (slow.begun, written > 1) == (2, True)


def test_that_a_person_can_stop_it_while_it_waits(database: Database) -> None:
    class Stopped:
        def step(self, _done: int, _total: int, _text: str = "") -> None:
            raise Cancelled

    slow = Slow(database)
    with running(lambda: database.write_long(slow.long, progress=Stopped())) as ended:
        assert slow.writes.wait(PATIENCE)
        with database.writing() as uow:
            uow.add(Village(name="ดอนยาง"))
    assert isinstance(ended[0], Cancelled)
    with database.reading() as session:
        assert names(session) == []


def test_that_a_fault_of_a_long_write_is_no_wish_of_others(database: Database) -> None:
    slow = Slow(database, "SELECT * FROM no_such_table")
    with running(lambda: database.write_long(slow.long)) as ended:
        pass
    assert "no_such_table" in str(ended[0])
    with database.writing() as uow:  # the turn was given back
        uow.add(Village(name="ดอนยาง"))
    with database.reading() as session:
        assert names(session) == []


def test_that_many_writers_beside_it_all_get_their_turn(database: Database) -> None:
    slow, written, pause = Slow(database, times=3), 0, threading.Event()
    with running(lambda: database.write_long(slow.long)) as ended:
        while not ended:
            with database.writing() as uow:
                uow.add(Village(name=f"บ้าน{written}"))
            written += 1
            pause.wait(2 * QUIET)
    assert isinstance(ended[0], tuple)
    assert slow.begun > slow.times
    with database.reading() as session:
        assert len(session.exec(select(Village.name)).all()) == written
        assert len(names(session)) == 300
