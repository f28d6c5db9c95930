"""Values that nobody wrote: found by what a verified backup holds, and given back."""

from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2
from sqlmodel import col, select

from learnsoc_desktop.data.altered import altered_rows, put_right
from learnsoc_desktop.data.check import check_centre
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.errors import DamagedFile, DamagedValue
from learnsoc_desktop.data.findings import Kind
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.exchange.backup import make_backup
from learnsoc_desktop.exchange.backup_check import check
from learnsoc_desktop.exchange.backup_compare import altered_since_backup
from learnsoc_desktop.exchange.backup_manifest import Why
from learnsoc_desktop.exchange.backup_restore import restore
from learnsoc_desktop.features.people.model import Person
from learnsoc_desktop.features.people.queries import persons_find
from tests.faults.work import LEARNERS, people_file, work_a_day

BEFORE = datetime(2026, 11, 20, tzinfo=UTC)


def turn(folder: CentreFolder, column: str, value: object, first: int = 1) -> None:
    """Change a value as a disk does: behind everybody's back."""
    with closing(dbapi2.connect(folder.database)) as driver, driver:
        driver.execute(f"UPDATE person SET {column} = ? WHERE rowid = ?", (value, first))


def notes_in(folder: CentreFolder) -> set[str]:
    with Database(folder.database) as database, database.reading() as session:
        return set(session.exec(select(Person.notes)).all())


def test_that_a_value_a_disk_changed_is_found_and_put_right(filled: CentreFolder) -> None:
    make_backup(filled, Why.CLOSE)
    before = notes_in(filled)
    turn(filled, "notes", "จกไว้")
    assert check_centre(filled).sound  # nobody sees it by the file alone
    (found,) = check(filled).findings
    assert found.kind is Kind.ALTERED
    assert found.detail.startswith("person ")
    assert ": notes (not as in " in found.detail
    differing = altered_since_backup(filled)
    assert differing is not None
    assert differing.values == 1
    with Database(filled.database) as database:
        with database.writing("Put right") as uow:
            assert put_right(uow, differing.backup.path, differing.rows) == 1
        assert altered_since_backup(filled) is None
    assert notes_in(filled) == before
    assert check(filled).sound


def test_that_a_name_that_is_put_right_is_found_again(filled: CentreFolder) -> None:
    made = make_backup(filled, Why.CLOSE)
    turn(filled, "first_name", "ผู้เรียม 0")
    turn(filled, "search_text", "x")
    rows = altered_rows(filled.database, made.path)
    with Database(filled.database) as database:
        with database.writing("Put right") as uow:
            put_right(uow, made.path, rows)
        with database.reading() as session:
            assert len(persons_find(session, "ผู้เรียน")) == LEARNERS
        database.undo()
        with database.reading() as session:
            assert "ผู้เรียม 0" in session.exec(select(Person.first_name)).all()


def test_that_one_bit_of_a_moment_is_found_and_a_later_moment_is_not(filled: CentreFolder) -> None:
    make_backup(filled, Why.CLOSE)
    with closing(dbapi2.connect(filled.database)) as driver, driver:
        driver.execute("UPDATE person SET updated_at = '2026-01-05 10:00:00.000000'")
    assert check(filled).sound
    make_backup(filled, Why.CLOSE)
    turn(filled, "updated_at", "2026-01-05 10:00:00.000001")
    (found,) = check(filled).findings
    assert found.kind is Kind.ALTERED
    turn(filled, "updated_at", "2026-01-05!10:00:00.000000")
    assert Kind.DAMAGED in {each.kind for each in check(filled).findings}


def test_that_a_bit_that_turned_in_the_search_index_is_found(filled: CentreFolder) -> None:
    with closing(dbapi2.connect(filled.database)) as driver, driver:
        driver.execute("INSERT INTO search_index (rowid, found) VALUES (987654, 'xyzzy')")
    assert [each.kind for each in check(filled).findings] == [Kind.SEARCH]


def test_that_no_work_of_a_day_looks_like_a_failing_disk(
    filled: CentreFolder, tmp_path: Path
) -> None:
    first = make_backup(filled, Why.CLOSE)
    work_a_day(filled.database, people_file(tmp_path / "people.csv", 20), lambda: None)
    last = make_backup(filled, Why.CLOSE)
    for backup in (first, last):
        assert altered_rows(filled.database, backup.path) == []
    restore(filled, first.path)
    assert altered_rows(filled.database, last.path) == []
    assert check(filled).sound


def test_that_what_changed_before_the_last_backup_is_told_by_the_oldest(
    filled: CentreFolder,
) -> None:
    oldest = make_backup(filled, Why.CLOSE, now=BEFORE)
    turn(filled, "notes", "จกไว้")
    make_backup(filled, Why.CLOSE)
    differing = altered_since_backup(filled)
    assert differing is not None
    assert differing.backup.path == oldest.path
    assert [each.kind for each in check(filled).findings] == [Kind.ALTERED]


def test_that_a_backup_that_changed_itself_accuses_nobody(filled: CentreFolder) -> None:
    made = make_backup(filled, Why.CLOSE)
    content = made.path.read_bytes()
    assert b"0812342214" in content
    made.path.write_bytes(content.replace(b"0812342214", b"0812342215"))
    assert altered_rows(filled.database, made.path) != []
    assert altered_since_backup(filled) is None
    assert [each.kind for each in check(filled).findings] == [Kind.CHANGED]


@pytest.mark.parametrize(
    ("column", "value"),
    [("updated_at", "2026-1y-22 08:00:00"), ("sex", "femalf"), ("merged_into", "no id")],
)
def test_that_a_value_of_no_kind_ends_in_a_sentence(
    filled: CentreFolder, column: str, value: str
) -> None:
    turn(filled, column, value)
    told: list[DamagedFile] = []
    with Database(filled.database) as database:
        database.on_damage = told.append
        for _time in range(2):
            with pytest.raises(DamagedValue), database.reading() as session:
                session.exec(select(Person)).all()
        with database.writing("Add") as uow:  # the rest of the file is well
            uow.add(Person(first_name="ก"))
    assert [type(error) for error in told] == [DamagedValue] * 2


def test_that_a_mistake_in_a_query_stays_a_mistake(filled: CentreFolder) -> None:
    with Database(filled.database) as database:
        with pytest.raises(ValueError, match="isoformat"), database.reading():
            date.fromisoformat("x")
        with pytest.raises(LookupError), database.reading() as session:
            {}[session.exec(select(col(Person.first_name))).first()]
        assert not database.read_only


def test_that_nothing_is_written_into_a_file_that_is_damaged_inside(filled: CentreFolder) -> None:
    content = bytearray(filled.database.read_bytes())
    with closing(dbapi2.connect(filled.database)) as driver:
        query = "SELECT rootpage FROM sqlite_master WHERE name = 'village'"
        (page,) = driver.execute(query).fetchone()
    size = 4096
    content[(page - 1) * size : page * size] = b"\xff" * size
    filled.database.write_bytes(content)
    told: list[DamagedFile] = []
    with Database(filled.database) as database:
        database.on_damage = told.append
        with pytest.raises(DamagedFile), database.reading() as session:
            session.connection().exec_driver_sql("SELECT * FROM village").all()
        assert len(told) == 1
        with pytest.raises(DamagedFile), database.writing("Add") as uow:
            uow.add(Person(first_name="ก"))
        with database.reading() as session:
            assert len(session.exec(select(Person.id)).all()) == LEARNERS
