"""A journal of another file beside a centre: refused before SQLite takes it in; our own is taken in."""

import shutil
from pathlib import Path

import pytest
from sqlmodel import select

from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.disks import Disk
from learnsoc_desktop.data.errors import OtherLog
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.exchange.backup_restore import put_journals_away
from learnsoc_desktop.features.people.model import Person
from tests.faults.disk import Event, on_disk, watched_disk
from tests.faults.programs import program, write_numbers, write_pairs

MANY = 50


@pytest.fixture
def filled(centre: CentreFolder) -> CentreFolder:
    with Database(centre.database) as database, database.writing() as uow:
        uow.insert_many(Person, [{"first_name": str(number)} for number in range(MANY)])
    return centre


@pytest.fixture
def other(tmp_path: Path, empty_centre: bytes) -> CentreFolder:
    folder = CentreFolder(tmp_path / "other")
    folder.prepare()
    folder.database.write_bytes(empty_centre)
    return folder


def set_of(folder: CentreFolder) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes()
        for path in folder.root.glob("centre.db*")
        if path.suffix not in {".lock", ".db-shm"}
    }


@pytest.mark.parametrize("read_only", [False, True])
def test_that_a_log_of_another_centre_is_refused_and_nothing_is_changed(
    filled: CentreFolder, other: CentreFolder, *, read_only: bool
) -> None:
    with program(write_numbers, other.database, 60) as running:
        running.hear(MANY)
        running.kill()
    shutil.copyfile(other.root / "centre.db-wal", filled.root / "centre.db-wal")
    before = set_of(filled)
    with pytest.raises(OtherLog, match=r"centre\.db-wal"):
        Database(filled.database, read_only=read_only)
    assert set_of(filled) == before
    aside = put_journals_away(filled)
    assert aside is not None
    assert {path.name: path.read_bytes() for path in aside.iterdir()} == before
    with Database(filled.database) as database, database.reading() as session:
        assert len(session.exec(select(Person.id)).all()) == MANY


def test_that_the_log_of_a_killed_program_is_taken_in(filled: CentreFolder) -> None:
    with program(write_numbers, filled.database, 60) as running:
        running.hear(9)
        running.kill()
    with Database(filled.database) as database, database.reading() as session:
        assert len(session.exec(select(Person.id)).all()) >= MANY + 9


def test_that_the_journal_of_a_killed_program_on_a_stick_is_taken_back(
    filled: CentreFolder,
) -> None:
    with program(write_pairs, filled.database, Disk.REMOVABLE) as running:
        running.hear(9)
        running.kill()
    with Database(filled.database) as database, database.reading() as session:
        assert len(session.exec(select(Person.id)).all()) >= MANY + 18


def big_write_killed(folder: CentreFolder, count: int) -> dict[str, bytes]:
    """Return the set of files of a stick whose program is killed just before a big write is kept."""
    journal = "centre.db-journal"
    left = {journal: b""}

    def watch(event: Event) -> None:
        if event == Event("truncate", journal):  # that keeps the write
            now = set_of(folder)
            if len(now[journal]) > len(left[journal]):
                left.update(now)

    rows = [{"first_name": str(number)} for number in range(count)]
    with (
        watched_disk(watch, Disk.REMOVABLE),
        Database(folder.database) as database,
        database.writing() as uow,
    ):
        uow.insert_many(Person, rows)
    return left


def put(files: dict[str, bytes], folder: CentreFolder) -> None:
    for name, content in files.items():
        (folder.root / name).write_bytes(content)


def test_that_the_journal_of_a_big_write_that_was_not_kept_is_taken_back(
    filled: CentreFolder,
) -> None:
    put(big_write_killed(filled, 10 * MANY), filled)
    with (
        on_disk(Disk.REMOVABLE),
        Database(filled.database) as database,
        database.reading() as session,
    ):
        assert len(session.exec(select(Person.id)).all()) == MANY


def test_that_a_journal_of_another_centre_is_refused(
    filled: CentreFolder, other: CentreFolder
) -> None:
    files = big_write_killed(other, 3)
    put({"centre.db-journal": files["centre.db-journal"]}, filled)
    before = set_of(filled)
    with on_disk(Disk.REMOVABLE), pytest.raises(OtherLog, match=r"centre\.db-journal"):
        Database(filled.database)
    assert set_of(filled) == before
