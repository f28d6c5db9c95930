"""Taking in a file that the child process compared: the same as in one process, also beside a mark."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from learnsoc_desktop.core.errors import Cancelled
from learnsoc_desktop.core.progress import NoProgress
from learnsoc_desktop.core.worker import Worker
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.exchange.importing import ParsedFile, parse_file
from learnsoc_desktop.features.centre.batch_service import imports, undo_import
from learnsoc_desktop.features.centre.kept_model import ImportChange
from learnsoc_desktop.features.centre.model import ProfileDetails, Village
from learnsoc_desktop.features.centre.service import create_centre
from learnsoc_desktop.features.people.import_fields import import_plan
from learnsoc_desktop.features.people.importer import import_people, long_import
from learnsoc_desktop.features.people.model import Person, PersonGroup, PersonRole
from learnsoc_desktop.features.people.queries import persons_find
from tests.features.people.builders import TODAY, add

HEADS = "ชื่อ-สกุล,วันเกิด,หมู่,โทร,กลุ่มเป้าหมาย"
OWN = {"id", "batch_id", "person_id", "village_id", "created_at", "updated_at"}


@pytest.fixture
def worker() -> Iterator[Worker]:
    """Give a real child process."""
    worker = Worker()
    yield worker
    worker.close()


def parsed(database: Database, folder: Path, *rows: str) -> ParsedFile:
    path = folder / "people.csv"
    path.write_text("\n".join((HEADS, *rows)) + "\n", encoding="utf-8")
    with database.reading() as session:
        plan = import_plan(session, TODAY)
    return parse_file(str(path), plan)


ROWS = ("นางบุญมี ศรีสุข,22/11/2506,,0811112222,ผู้สูงอายุ", "นายทองดี แก้วใส,2510,3,,", "นาย,32/1/2500,,,")


def stored(session: Session) -> list[dict[str, object]]:
    """Return all rows that an import writes, without ids and times."""
    found: list[dict[str, object]] = []
    for model in (Village, Person, PersonGroup, PersonRole):
        rows = session.exec(select(model)).all()
        said = [
            {"table": model.__name__, **row.model_dump(exclude=OWN)}  # type: ignore[attr-defined]
            for row in rows
        ]
        found += sorted(said, key=str)
    return found


def test_that_the_child_stages_what_one_process_writes(
    database: Database, tmp_path: Path, worker: Worker
) -> None:
    file = parsed(database, tmp_path, *ROWS)
    with create_centre(tmp_path / "other", ProfileDetails(name="ศูนย์")) as near:
        with near.writing() as uow:
            expected = import_people(uow, file, today=TODAY, take_good_rows=True)
        with near.reading() as session:
            written = stored(session)
    long = long_import(worker, database.path, file, today=TODAY, progress=NoProgress())
    result, changes = database.write_long(long, "นำเข้า")
    assert result == expected
    assert changes.touches({"Person", "PersonRole", "Village"})
    with database.reading() as session:
        assert stored(session) == written
        assert persons_find(session, "ทองดี")
        assert len(session.exec(select(ImportChange)).all()) >= len(written)
        (batch,) = imports(session)
    assert (batch.added, batch.refused) == (2, 1)
    with database.writing() as uow:
        undo_import(uow, batch.id)
    with database.reading() as session:
        assert not session.exec(select(Person).where(col(Person.deleted_at).is_(None))).all()


def test_that_known_people_change_and_nobody_is_twice(
    database: Database, tmp_path: Path, worker: Worker
) -> None:
    add(database, first_name="ทองดี", last_name="แก้วใส", born="1967")
    file = parsed(database, tmp_path, "นายทองดี แก้วใส,2510,,0899998888,")
    long = long_import(worker, database.path, file, today=TODAY, progress=NoProgress())
    result, _changes = database.write_long(long)
    assert (result.added, result.changed) == (0, 1)
    with database.reading() as session:
        (person,) = session.exec(select(Person)).all()
    assert person.phone == "0899998888"


def test_that_who_came_meanwhile_is_not_added_twice(
    database: Database, tmp_path: Path, worker: Worker
) -> None:
    file = parsed(database, tmp_path, *ROWS[:1])
    long = long_import(worker, database.path, file, today=TODAY, progress=NoProgress())
    waits, go_on = threading.Event(), threading.Event()
    ended: list[object] = []

    def prepare(stage: Path) -> object:
        ready = long.prepare(stage)
        waits.set()
        assert go_on.wait(30)
        return ready

    def run() -> None:
        ended.append(database.write_long(type(long)(prepare, long.write, long.watches))[0])

    thread = threading.Thread(target=run)
    thread.start()
    assert waits.wait(30)
    add(database, first_name="บุญมี", last_name="ศรีสุข", born="1963-11-22", phone="0811112222")
    go_on.set()
    thread.join(30)
    with database.reading() as session:
        people = session.exec(select(Person)).all()
    assert ended
    assert [person.first_name for person in people] == ["บุญมี"]


def test_that_a_person_stops_it_in_the_child_and_nothing_is_written(
    database: Database, tmp_path: Path, worker: Worker
) -> None:
    class Stopped:
        def step(self, _done: int, _total: int, _text: str = "") -> None:
            raise Cancelled

    file = parsed(database, tmp_path, *ROWS)
    long = long_import(worker, database.path, file, today=TODAY, progress=Stopped())
    with pytest.raises(Cancelled):
        database.write_long(long, progress=Stopped())
    with database.reading() as session:
        assert stored(session) == []
