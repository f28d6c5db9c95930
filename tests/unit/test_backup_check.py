"""A check finds what is wrong inside a centre, and says it in words."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from learnsoc_desktop.data.connection import open_file
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.disks import Disk
from learnsoc_desktop.data.findings import SENTENCES, Finding, Kind, Part
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.exchange.backup import make_backup
from learnsoc_desktop.exchange.backup_check import check
from learnsoc_desktop.exchange.backup_manifest import Why
from learnsoc_desktop.features.centre.model import Village
from learnsoc_desktop.features.people.model import Person


@pytest.fixture
def full(centre: CentreFolder) -> CentreFolder:
    with Database(centre.database) as database, database.writing() as uow:
        (village,) = uow.insert_many(Village, [{"name": "บ้านนา", "moo": 3}])
        uow.insert_many(Person, [{"first_name": "ก", "village_id": village}] * 5)
    return centre


@contextmanager
def inside(folder: CentreFolder) -> Iterator[dbapi2.Connection]:
    """Yield a connection that may do what the program never does."""
    with closing(open_file(folder.database, "rw", Disk.REMOVABLE)) as connection:
        connection.execute("PRAGMA foreign_keys=OFF").close()
        yield connection


def found(folder: CentreFolder) -> list[tuple[Kind, str]]:
    return [(each.kind, each.detail) for each in check(folder).findings]


def test_that_a_sound_centre_has_every_part_looked_at(full: CentreFolder) -> None:
    make_backup(full, Why.ASKED)
    checked = check(full)
    assert checked.sound
    assert {each.part for each in checked.looked} == set(Part)


def test_that_a_centre_in_use_is_checked_with_what_was_just_saved(full: CentreFolder) -> None:
    with Database(full.database) as database:
        with database.writing() as uow:
            uow.add(Person(first_name="ข"))
        checked = check(full)
    assert checked.sound
    counted = next(each.detail for each in checked.looked if each.part is Part.COUNTS)
    assert int(counted.split()[0]) >= 7


def test_that_rows_search_does_not_know_are_found(full: CentreFolder) -> None:
    with inside(full) as connection:
        connection.execute("DELETE FROM search_doc WHERE tbl = 'person' AND docid % 2 = 0").close()
    ((kind, detail),) = found(full)
    assert kind is Kind.SEARCH
    assert detail.startswith("person: ")


def test_that_links_to_nothing_are_found(full: CentreFolder) -> None:
    with inside(full) as connection:
        connection.execute("DELETE FROM village").close()
    assert {kind for kind, _detail in found(full)} == {Kind.LINKS, Kind.SEARCH}
    assert found(full)[0][1].endswith("village missing")


def test_that_an_index_that_lost_rows_is_found(full: CentreFolder) -> None:
    with inside(full) as connection:
        connection.execute("PRAGMA writable_schema=ON").close()
        connection.execute("DELETE FROM sqlite_master WHERE name = 'ix_person_sort_key'").close()
    assert Kind.DAMAGED in {kind for kind, _detail in found(full)}


def test_that_a_file_of_a_newer_program_is_told(full: CentreFolder) -> None:
    with inside(full) as connection:
        connection.execute("PRAGMA user_version=99").close()
    assert found(full) == [(Kind.NEWER, "version 99")]


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"", Kind.EMPTY), (b"\0" * 9000, Kind.EMPTY), (b"PK\3\4" * 999, Kind.FOREIGN)],
)
def test_that_what_is_no_centre_is_told(centre: CentreFolder, content: bytes, kind: Kind) -> None:
    centre.database.write_bytes(content)
    assert found(centre) == [(kind, "")]
    assert centre.database.read_bytes() == content


def test_that_another_sqlite_file_is_told(tmp_path: Path) -> None:
    folder = CentreFolder(tmp_path)
    with closing(dbapi2.connect(str(folder.database))) as connection:
        connection.execute("CREATE TABLE t (x)").close()
        connection.commit()
    assert found(folder) == [(Kind.FOREIGN, "application id 0x0")]


def test_that_a_manifest_that_makes_no_sense_is_found(full: CentreFolder) -> None:
    made = make_backup(full, Why.ASKED)
    made.manifest.write_text("{", "utf-8")
    assert found(full) == [(Kind.CHANGED, "makes no sense")]


def test_that_every_finding_has_a_sentence_that_names_the_place() -> None:
    assert set(SENTENCES) == set(Kind)
    assert all("centre.db" in Finding(kind, "centre.db").text for kind in Kind)
