"""Saving what can be read of a damaged file: nothing more is lost than the damage took."""

import csv
import os
import random
import shutil
from contextlib import closing
from pathlib import Path

import pytest
from sqlmodel import select

from learnsoc_desktop.data.check import check_centre
from learnsoc_desktop.data.connection import open_file
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.exchange.backup_errors import BackupMissing, FolderInUse, NothingReadable
from learnsoc_desktop.exchange.backup_salvage import Salvaged, salvage
from learnsoc_desktop.features.centre.kept_model import Attachment
from learnsoc_desktop.features.centre.model import Code, Village
from learnsoc_desktop.features.people.model import Person, PersonRole

PAGE = 4096
PEOPLE = 2000


@pytest.fixture
def full(centre: CentreFolder) -> CentreFolder:
    """Return a centre with many people, each of a village, half of them learners, and a picture."""
    sha256 = centre.write_blob(b"picture")
    with Database(centre.database) as database, database.writing() as uow:
        (village,) = uow.insert_many(Village, [{"name": "บ้านนา", "moo": 3}])
        ids = uow.insert_many(
            Person,
            [
                {"first_name": f"คนที่ {number}", "village_id": village, "notes": "จด" * 40}
                for number in range(PEOPLE)
            ],
        )
        (role,) = uow.insert_many(Code, [{"name": "ผู้เรียน", "list_key": "role"}])
        uow.insert_many(PersonRole, [{"person_id": one, "code_id": role} for one in ids[::2]])
        uow.add(Attachment(sha256=sha256, size=7, media_type="image/png", name="รูป"))
    return centre


@pytest.fixture
def new(tmp_path: Path) -> CentreFolder:
    return CentreFolder(tmp_path / "ใหม่ 🏡")


def names(folder: CentreFolder) -> list[str]:
    with Database(folder.database) as database, database.reading() as session:
        return sorted(session.exec(select(Person.first_name)).all())


def damage(folder: CentreFolder, first: int, content: bytes) -> None:
    with folder.database.open("rb+") as file:
        file.seek(first)
        file.write(content)


def listed(saved: Salvaged) -> list[list[str]]:
    if saved.listing is None:
        return []
    with saved.listing.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))[1:]


def pages_of(folder: CentreFolder, table: str) -> list[int]:
    """Return the pages of a table's leaves, found by what people typed."""
    content = folder.database.read_bytes()
    mark = {"person": "จด".encode() * 40}[table]
    return [
        number
        for number in range(len(content) // PAGE)
        if mark in content[number * PAGE : (number + 1) * PAGE]
    ]


def test_that_a_sound_file_is_saved_whole(full: CentreFolder, new: CentreFolder) -> None:
    before = full.database.read_bytes()
    saved = salvage(full.database, new.root)
    assert (saved.lost, saved.listing, saved.missing) == ({}, None, ())
    assert (saved.rows["person"], saved.rows["person_role"]) == (PEOPLE, PEOPLE // 2)
    assert names(new) == names(full)
    assert check_centre(new).sound
    assert full.database.read_bytes() == before
    with Database(new.database) as database, database.writing("Add") as uow:
        uow.add(Person(first_name="ใหม่"))


def test_that_damaged_pages_cost_only_their_rows(full: CentreFolder, new: CentreFolder) -> None:
    pages = pages_of(full, "person")
    for page in (pages[3], pages[40], pages[41], pages[-2]):
        damage(full, page * PAGE, os.urandom(PAGE))
    before = full.database.read_bytes()
    saved = salvage(full.database, new.root)
    assert saved.rows["person"] > PEOPLE * 0.9
    assert saved.rows["person"] + saved.lost["person"] == PEOPLE
    lines = listed(saved)
    assert (
        len([line for line in lines if line[:1] == ["person"] and len(line[1]) == 32])
        == (saved.lost["person"])
    )
    roles = [line for line in lines if line[0] == "person_role"]
    assert saved.rows["person_role"] + len(roles) == PEOPLE // 2
    assert all("person_id" in line[4] for line in roles)
    assert set(names(new)) <= {f"คนที่ {number}" for number in range(PEOPLE)}
    assert check_centre(new).sound
    assert full.database.read_bytes() == before


def test_that_rows_below_a_damaged_branch_are_found_again(
    full: CentreFolder, new: CentreFolder
) -> None:
    whole = names(full)
    content = full.database.read_bytes()
    with closing(open_file(full.database, "immutable")) as connection:
        query = "SELECT rootpage FROM sqlite_master WHERE name = 'person'"
        (root,) = connection.execute(query).fetchone()
    start = (root - 1) * PAGE
    assert content[start] == 5  # a branch
    damage(full, start, os.urandom(PAGE))
    saved = salvage(full.database, new.root)
    assert saved.lost == {}
    assert names(new) == whole
    lines = listed(saved)
    assert len(lines) == PEOPLE
    assert {(line[0], line[2], line[3]) for line in lines} == {
        ("person", "changed", "found apart, compare it")
    }
    assert check_centre(new).sound


@pytest.mark.parametrize("size", [16, 100, PAGE])
def test_that_a_lost_head_costs_nothing(full: CentreFolder, new: CentreFolder, size: int) -> None:
    whole = names(full)
    damage(full, 0, bytes(size))
    saved = salvage(full.database, new.root)
    assert saved.lost == {}
    assert names(new) == whole
    assert check_centre(new).sound


def test_that_a_cut_file_gives_its_first_part(full: CentreFolder, new: CentreFolder) -> None:
    os.truncate(full.database, full.database.stat().st_size * 2 // 3 // 512 * 512 + 1)
    saved = salvage(full.database, new.root)
    assert 0 < saved.rows["person"] <= PEOPLE
    assert check_centre(new).sound


def test_that_what_a_killed_program_left_is_saved_too(
    full: CentreFolder, new: CentreFolder, tmp_path: Path
) -> None:
    killed = tmp_path / "killed"
    killed.mkdir()
    with Database(full.database) as database:
        with database.writing() as uow:
            uow.add(Person(first_name="ท้ายสุด"))
        for path in full.root.glob("centre.db*"):
            shutil.copyfile(path, killed / path.name)
    before = {path.name: path.read_bytes() for path in killed.iterdir()}
    salvage(killed / "centre.db", new.root)
    assert "ท้ายสุด" in names(new)
    assert {path.name: path.read_bytes() for path in killed.iterdir()} == before


def test_that_pictures_come_along(full: CentreFolder, new: CentreFolder, tmp_path: Path) -> None:
    salvage(full.database, new.root)
    assert len([path for path in new.blobs.rglob("*") if path.is_file()]) == 1
    shutil.rmtree(full.blobs)
    other = CentreFolder(tmp_path / "other")
    assert len(salvage(full.database, other.root).missing) == 1


@pytest.mark.parametrize("content", [b"", b"x", b"%PDF-1.7" * 5000, bytes(20_000)])
def test_that_nothing_readable_leaves_nothing(
    centre: CentreFolder, new: CentreFolder, content: bytes
) -> None:
    centre.database.write_bytes(content)
    with pytest.raises(NothingReadable):
        salvage(centre.database, new.root)
    assert not new.root.exists()
    with pytest.raises(BackupMissing):
        salvage(centre.root / "no.db", new.root)
    with pytest.raises(FolderInUse):
        salvage(centre.database, centre.root)


def test_that_any_damage_gives_a_sound_centre_or_a_refusal(
    full: CentreFolder, tmp_path: Path
) -> None:
    content = full.database.read_bytes()
    dice = random.Random(7)
    kept = []
    for number in range(12):  # where it falls decides how much is left
        damaged = bytearray(content)
        for _ in range(dice.choice((1, 5, 30))):
            start = dice.randrange(0, len(damaged) - 600)
            damaged[start : start + dice.choice((1, 60, 600))] = dice.randbytes(1)
        full.database.write_bytes(damaged)
        new = CentreFolder(tmp_path / str(number))
        try:
            kept.append(salvage(full.database, new.root).rows.get("person", 0))
        except NothingReadable:
            continue
        assert check_centre(new).sound
    assert max(kept) > PEOPLE // 2
