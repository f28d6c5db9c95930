"""The centre's file: settings, faults, one writer."""

import shutil
import struct
import threading
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlcipher3 import dbapi2
from sqlmodel import Session, select

from learnsoc_desktop.core.errors import AppError, DatabaseBusy, ReadOnlyCentre
from learnsoc_desktop.data import startup
from learnsoc_desktop.data.connection import APPLICATION_ID, open_file
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.disks import Disk, kind_of_disk
from learnsoc_desktop.data.errors import (
    CentreExists,
    CentreMissing,
    DamagedFile,
    EmptyFile,
    NewerCentre,
    NoRoom,
    NotACentre,
)
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.features.people.model import Person

SETTINGS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "busy_timeout": 5000,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "secure_delete": 1,
    "mmap_size": 0,
    "temp_store": 2,
    "recursive_triggers": 0,
    "journal_size_limit": 64 * 1024 * 1024,
}


def names(session: Session) -> list[str]:
    return sorted(session.exec(select(Person.first_name)).all())


def setting(session: Session, name: str) -> object:
    return session.execute(text(f"PRAGMA {name}")).scalar()


def test_that_what_was_written_is_read_back(database: Database) -> None:
    with database.writing("Add") as uow:
        uow.add(Person(first_name="สมชาย"))
    with database.reading() as session:
        assert names(session) == ["สมชาย"]


def test_that_every_connection_has_our_settings(database: Database) -> None:
    with database.writing() as uow:
        assert {name: setting(uow.session, name) for name in SETTINGS} == SETTINGS
        assert setting(uow.session, "query_only") == 0
    with database.reading() as first, database.reading() as second:
        for session in (first, second):
            assert {name: setting(session, name) for name in SETTINGS} == SETTINGS
            assert setting(session, "query_only") == 1


def test_that_a_stick_gets_a_journal_that_needs_no_shared_memory(centre: CentreFolder) -> None:
    connection = open_file(centre.database, "rw", Disk.REMOVABLE)
    try:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("truncate",)
        assert connection.execute("PRAGMA synchronous").fetchone() == (3,)
    finally:
        connection.close()


def test_that_a_reader_cannot_write(database: Database) -> None:
    def write() -> None:
        with database.reading() as session:
            session.add(Person(first_name="ก"))
            session.commit()

    with pytest.raises(ReadOnlyCentre):
        write()


def test_that_a_failed_command_leaves_nothing(database: Database) -> None:
    def fail() -> None:
        with database.writing("Add") as uow:
            uow.add(Person(first_name="ก"))
            uow.session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with database.reading() as session:
        assert names(session) == []
    assert database.undo_title == ""
    with database.writing("Again") as uow:
        uow.add(Person(first_name="ข"))
    assert database.undo_title == "Again"


def test_that_readers_see_one_state_while_a_writer_commits(database: Database) -> None:
    with database.reading() as session:
        assert names(session) == []
        with database.writing() as uow:
            uow.add(Person(first_name="ก"))
        assert names(session) == []
    with database.reading() as session:
        assert names(session) == ["ก"]


def test_that_a_second_program_may_read_but_not_write(database: Database) -> None:
    with database.writing() as uow:
        uow.add(Person(first_name="ก"))
    with pytest.raises(DatabaseBusy):
        Database(database.path)
    with Database(database.path, read_only=True) as second:
        with second.reading() as session:
            assert names(session) == ["ก"]
        with pytest.raises(ReadOnlyCentre), second.writing():
            pass


def test_that_the_file_can_be_written_again_after_it_was_closed(centre: CentreFolder) -> None:
    for name in ("ก", "ข"):
        with Database(centre.database) as database, database.writing() as uow:
            uow.add(Person(first_name=name))
    with Database(centre.database) as database, database.reading() as session:
        assert names(session) == ["ก", "ข"]


def test_that_closing_leaves_one_whole_file(centre: CentreFolder, tmp_path: Path) -> None:
    with Database(centre.database) as database, database.writing() as uow:
        uow.add(Person(first_name="ก"))
    copy = tmp_path / "copy.db"
    shutil.copy(centre.database, copy)
    with Database(copy) as database, database.reading() as session:
        assert names(session) == ["ก"]


def test_that_a_writer_waits_for_the_writer_of_another_thread(database: Database) -> None:
    inside, done = threading.Event(), threading.Event()

    def other() -> None:
        with database.writing("Other") as uow:
            inside.set()
            uow.add(Person(first_name="ก"))
            assert done.wait(10)

    thread = threading.Thread(target=other)
    thread.start()
    assert inside.wait(10)
    threading.Timer(0.05, done.set).start()
    with database.writing("Mine") as uow:
        uow.add(Person(first_name="ข"))
    thread.join()
    with database.reading() as session:
        assert names(session) == ["ก", "ข"]
    assert database.undo_title == "Mine"


def test_that_a_unit_of_work_inside_another_is_a_bug(database: Database) -> None:
    with pytest.raises(RuntimeError), database.writing(), database.writing():
        pass


def test_that_another_programs_lock_is_told_in_plain_words(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("learnsoc_desktop.data.connection.BUSY_MS", 10)
    other = dbapi2.connect(str(database.path), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(DatabaseBusy), database.writing() as uow:
            uow.add(Person(first_name="ก"))
    finally:
        other.close()
    with database.writing() as uow:
        uow.add(Person(first_name="ข"))


def test_that_a_full_disk_is_told_and_changes_nothing(database: Database) -> None:
    with database.writing() as uow:
        uow.add(Person(first_name="ก"))
        pages = setting(uow.session, "page_count")
        setting(uow.session, f"max_page_count={pages}")
    with pytest.raises(NoRoom), database.writing("Many") as uow:
        uow.insert_many(Person, [{"first_name": "ข", "notes": "x" * 2000}] * 500)
    with database.reading() as session:
        assert names(session) == ["ก"]
    with database.writing() as uow:
        setting(uow.session, "max_page_count=1000000")
        uow.add(Person(first_name="ค"))
    with database.reading() as session:
        assert names(session) == ["ก", "ค"]


def test_that_damage_is_told(centre: CentreFolder) -> None:
    content = bytearray(centre.database.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    centre.database.write_bytes(bytes(content))
    with (
        Database(centre.database, read_only=True) as database,
        pytest.raises(DamagedFile),
        database.reading() as session,
    ):
        names(session)


def test_that_a_new_file_is_marked_as_ours(centre: CentreFolder) -> None:
    with Database(centre.database, read_only=True) as database, database.reading() as session:
        assert setting(session, "application_id") == APPLICATION_ID
        assert setting(session, "user_version") == startup.version_of(centre.database)
        assert setting(session, "integrity_check") == "ok"


def test_that_a_new_centre_never_replaces_a_file(centre: CentreFolder) -> None:
    before = centre.database.read_bytes()
    with pytest.raises(CentreExists):
        Database.create(centre.database)
    assert centre.database.read_bytes() == before


def test_that_opening_never_makes_a_file(tmp_path: Path) -> None:
    with pytest.raises(CentreMissing):
        Database(tmp_path / "centre.db")
    assert list(tmp_path.glob("centre*")) == []


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", EmptyFile),
        (b"\0" * 8192, EmptyFile),
        (b"S", NotACentre),
        (b"PK\x03\x04" + b"x" * 500, NotACentre),
        (b"SQLite format 3\0" + b"\0" * 20, NotACentre),
    ],
)
def test_that_what_is_no_centre_is_refused_and_left_alone(
    centre: CentreFolder, content: bytes, refusal: type[AppError]
) -> None:
    centre.database.write_bytes(content)
    with pytest.raises(refusal) as caught:
        Database(centre.database)
    assert "centre" in str(caught.value)
    assert caught.value.advice
    assert centre.database.read_bytes() == content


def test_that_another_programs_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "centre.db"
    other = dbapi2.connect(str(path))
    other.execute("CREATE TABLE person (id)")
    other.close()
    with pytest.raises(NotACentre):
        Database(path)


@pytest.mark.parametrize(("version", "refusal"), [(999, NewerCentre), (0, NotACentre)])
def test_that_a_file_of_another_version_is_refused(
    centre: CentreFolder, version: int, refusal: type[AppError]
) -> None:
    content = bytearray(centre.database.read_bytes())
    struct.pack_into(">I", content, 60, version)
    centre.database.write_bytes(content)
    for read_only in (True, False):
        with pytest.raises(refusal):
            Database(centre.database, read_only=read_only)


@pytest.mark.parametrize("name", ["ศูนย์ฯ บ้านสวน", "a b?c=d#e%41&mode=memory", "e\u0301🙂"])
def test_that_any_folder_name_will_do(centre: CentreFolder, tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    shutil.copy(centre.database, folder)
    with Database(folder / "centre.db") as database:
        with database.writing() as uow:
            uow.add(Person(first_name="ก"))
        with database.reading() as session:
            assert names(session) == ["ก"]
        assert {path.name for path in folder.iterdir()} >= {"centre.db", "centre.db-wal"}


def test_that_a_copy_in_a_folder_that_cannot_be_written_is_read(
    centre: CentreFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    with Database(centre.database, read_only=True) as database, database.reading() as session:
        assert names(session) == []
    assert not list(centre.root.glob("centre.db-*"))


def test_that_the_kind_of_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert kind_of_disk(tmp_path) is Disk.FIXED
    assert kind_of_disk(tmp_path / "not there") is Disk.FIXED
    device = tmp_path.stat().st_dev
    line = f"1 1 {device >> 8}:{device & 255} / / rw - {{}} x rw\n"
    for system, disk in {
        "cifs": Disk.NETWORK,
        "nfs4": Disk.NETWORK,
        "exfat": Disk.REMOVABLE,
    }.items():
        monkeypatch.setattr(Path, "read_text", lambda *_, s=system: line.format(s))
        assert kind_of_disk(tmp_path) is disk
