"""Files of older programs: copied, brought up to date step by step, or left as they were."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from alembic import op
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Column, StaticPool, String, text
from sqlcipher3 import dbapi2
from sqlmodel import SQLModel, select

from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.data import migrate, search, startup
from learnsoc_desktop.data.connection import APPLICATION_ID, engine_of, open_file
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.disks import Disk
from learnsoc_desktop.data.errors import BackupFirst, OlderCentre
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.features.centre.model import Village
from learnsoc_desktop.features.people.model import Person

RELEASED = range(1, migrate.SCHEMA + 1)


def schema(path: Path) -> dict[str, object]:
    """Return everything the file declares; the order of foreign keys tells nothing."""
    connection = open_file(path, "ro")
    try:
        found: dict[str, object] = {}
        for name, sql in connection.execute(
            "SELECT name, coalesce(sql, '') FROM sqlite_master"
        ).fetchall():
            columns = connection.execute(f"PRAGMA table_xinfo('{name}')").fetchall()
            links = connection.execute(f"PRAGMA foreign_key_list('{name}')").fetchall()
            plain = "" if sql.startswith("CREATE TABLE") else " ".join(sql.split())
            found[name] = (plain, columns, sorted(link[2:] for link in links))
        return found
    finally:
        connection.close()


def released(path: Path, version: int) -> None:
    """Make the file of an earlier release, as its own steps made it."""
    connection = open_file(path, "rwc")
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    connection.close()
    engine = engine_of(path, "rw", Disk.FIXED, StaticPool, writes=True)
    for number in range(1, version + 1):
        step = __import__(migrate.steps()[number], fromlist=["upgrade"])
        migrate.take_step(engine, number, step.upgrade)
    engine.dispose()


def test_that_there_is_a_step_for_each_version() -> None:
    assert sorted(migrate.steps()) == list(RELEASED)


@pytest.mark.parametrize("version", RELEASED)
def test_that_an_upgraded_file_is_as_a_new_one(
    centre: CentreFolder, tmp_path: Path, version: int
) -> None:
    path = tmp_path / "old.db"
    released(path, version)
    Database(path).close()
    assert schema(path) == schema(centre.database)


@pytest.mark.parametrize("version", RELEASED)
def test_that_the_models_are_what_the_file_holds(
    empty_centre: bytes, tmp_path: Path, version: int
) -> None:
    path = tmp_path / "old.db"
    released(path, version)
    Database(path).close()
    engine = engine_of(path, "ro", Disk.FIXED, StaticPool, writes=False)
    with engine.connect() as connection:
        options = {
            "include_name": lambda name, _kind, _parents: not search.is_search_table(name or "")
        }
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, SQLModel.metadata) == []
    engine.dispose()


def rebuild_persons() -> None:
    """Do what SQLite can only do by making the table anew: its triggers and indexes with it."""
    with op.batch_alter_table("person", recreate="always") as person:
        person.add_column(Column("colour", String(20), nullable=False, server_default=""))
        person.drop_column("line_id")
    op.execute("UPDATE person SET search_text = search_text || ' blue'")


@pytest.fixture
def next_step(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], None]], None]:
    """Let the program have one step more than the files have."""

    def give(change: Callable[[], None]) -> None:
        number = migrate.SCHEMA + 1
        monkeypatch.setitem(sys.modules, "next_step", SimpleNamespace(upgrade=change))
        monkeypatch.setattr(migrate, "SCHEMA", number)
        monkeypatch.setattr(migrate, "steps", lambda: {number: "next_step"})

    return give


@pytest.fixture
def old(centre: CentreFolder) -> Path:
    """Return a file with people in it that is one step behind once ``next_step`` was called."""
    with Database(centre.database) as database, database.writing() as uow:
        village = Village(name="บ้านสวน")
        uow.add(village)
        uow.session.flush()
        uow.insert_many(Person, [{"first_name": "สมหญิง", "village_id": village.id}] * 3)
    return centre.database


def test_that_a_step_keeps_rows_and_search_and_comes_after_a_copy(
    old: Path, next_step: Callable[[Callable[[], None]], None]
) -> None:
    version = migrate.SCHEMA
    next_step(rebuild_persons)
    connection = open_file(old, "rw")
    connection.close()
    engine = engine_of(old, "rw", Disk.FIXED, StaticPool, writes=True)
    engine.dispose()
    with pytest.raises(OlderCentre):
        Database(old, read_only=True)
    database = Database(old)
    with database.reading() as session:
        assert (
            session.execute(text("SELECT first_name, colour FROM person")).all()
            == [("สมหญิง", "")] * 3
        )
        assert len(search.find(session, Village, "บ้านสวน")) == 1
        query = text("SELECT count(*) FROM search_index WHERE search_index MATCH 'blue'")
        assert session.execute(query).scalar_one() == 3
        assert session.execute(text("PRAGMA foreign_keys")).scalar_one() == 1
    database.close()
    assert startup.version_of(old) == version + 1
    assert startup.faults_of(old, thorough=True) == []
    (copy,) = (old.parent / "backups").glob("*.db")
    assert startup.version_of(copy) == version
    before = dbapi2.connect(str(copy))
    assert before.execute("SELECT count(*) FROM person").fetchone() == (3,)
    before.close()


def test_that_nothing_is_changed_when_no_copy_can_be_made(
    old: Path, next_step: Callable[[Callable[[], None]], None]
) -> None:
    next_step(rebuild_persons)
    (old.parent / "backups").rmdir()
    (old.parent / "backups").write_bytes(b"")
    before = schema(old)
    with pytest.raises(BackupFirst):
        Database(old)
    assert schema(old) == before
    with pytest.raises(BackupFirst):  # the lock was given back
        Database(old)


def test_that_a_callers_own_backup_is_used(
    old: Path, next_step: Callable[[Callable[[], None]], None]
) -> None:
    next_step(rebuild_persons)
    copied: list[Path] = []
    Database(old, backup=copied.append).close()
    assert copied == [old]
    Database(old, backup=copied.append).close()
    assert copied == [old]


def fail_late() -> None:
    rebuild_persons()
    op.create_table("half", Column("id", String(3)))
    raise ZeroDivisionError


def lose_villages() -> None:
    op.execute("DELETE FROM village")


@pytest.mark.parametrize(
    ("change", "error"), [(fail_late, ZeroDivisionError), (lose_villages, AppError)]
)
def test_that_a_failed_step_leaves_the_file_as_it_was(
    old: Path,
    next_step: Callable[[Callable[[], None]], None],
    change: Callable[[], None],
    error: type[Exception],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = schema(old)
    with monkeypatch.context():
        next_step(change)
        with pytest.raises(error):
            Database(old)
    monkeypatch.undo()
    assert schema(old) == before
    with Database(old) as database, database.reading() as session:
        assert len(session.exec(select(Person)).all()) == 3
        assert len(search.find(session, Person, "สมหญิง")) == 3


def test_that_alembic_is_not_imported_for_a_file_of_today(centre: CentreFolder) -> None:
    code = (
        "import sys; from pathlib import Path; from learnsoc_desktop.data.database import Database;"
        f"Database(Path({str(centre.database)!r})).close(); assert 'alembic' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_that_a_new_centre_has_every_table_whatever_was_imported_before(
    centre: CentreFolder, tmp_path: Path
) -> None:
    code = (
        "from pathlib import Path; from learnsoc_desktop.features.centre.service import *;"
        f"create_centre(Path({str(tmp_path / 'new')!r}), ProfileDetails(name='x')).close()"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
    made = schema(tmp_path / "new" / "centre.db")
    assert {name: made[name] for name in schema(centre.database)} == schema(centre.database)


def test_that_faults_of_a_file_are_told(old: Path) -> None:
    assert startup.faults_of(old) == []
    connection = dbapi2.connect(str(old))
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("DELETE FROM village")
    connection.commit()
    connection.close()
    assert any("village" in line for line in startup.faults_of(old))
