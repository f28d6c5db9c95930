"""Broken files: never said to be fine, never taken for a new centre, never changed by a look."""

import os
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2
from sqlmodel import select

from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.data.check import check_centre
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.errors import DamagedFile
from learnsoc_desktop.data.findings import Kind
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.exchange.backup import make_backup
from learnsoc_desktop.exchange.backup_check import check
from learnsoc_desktop.exchange.backup_copies import copy_to
from learnsoc_desktop.exchange.backup_manifest import Backup, Why, backups_in
from learnsoc_desktop.exchange.backup_restore import Restored, restore
from learnsoc_desktop.exchange.backup_salvage import salvage
from learnsoc_desktop.exchange.backup_verify import verify_backup
from learnsoc_desktop.features.people.model import Person
from tests.faults.conftest import Figure
from tests.faults.programs import (
    FORKS,
    LONG,
    back_up_without_room,
    program,
    use_without_rights,
    write_numbers,
)
from tests.faults.work import LEARNERS, state_of_file

FLIPS = 2000 if LONG else 60
SECTOR, PAGE = 512, 4096


def add(folder: CentreFolder, *names: str) -> None:
    with Database(folder.database) as database, database.writing("Add") as uow:
        uow.insert_many(Person, [{"first_name": name} for name in names])


def people(folder: CentreFolder) -> list[str]:
    with Database(folder.database) as database, database.reading() as session:
        return sorted(session.exec(select(Person.first_name)).all())


def everybody(folder: CentreFolder) -> int:
    """Return how many persons there are; each is read whole."""
    with Database(folder.database) as database, database.reading() as session:
        return len(session.exec(select(Person)).all())


def what_is_read(file: Path, whole: str) -> str:
    """Say what comes of reading all of a file that was found sound."""
    try:
        return "unused" if state_of_file(file) == whole else "other_value"
    except dbapi2.Error:
        return "by_reading"


def everything(folder: CentreFolder) -> dict[str, bytes]:
    return {
        path.relative_to(folder.root).as_posix(): path.read_bytes()
        for path in folder.root.rglob("*")
        if path.is_file()
    }


def killed_set(folder: CentreFolder, target: Path) -> CentreFolder:
    """Return a copy of the centre as it is while a program has just written to it."""
    target.mkdir()
    with Database(folder.database) as database:
        with database.writing() as uow:
            uow.add(Person(first_name="ท้ายสุด"))
        for name in ("centre.db", "centre.db-wal"):
            shutil.copyfile(folder.root / name, target / name)
    return CentreFolder(target)


def test_that_a_file_cut_anywhere_is_refused_and_found(centre: CentreFolder) -> None:
    add(centre, "ก")
    whole = centre.database.read_bytes()
    sizes = [0, 1, 99, *range(SECTOR, len(whole), SECTOR), len(whole) - 1]
    assert len(sizes) > 500
    for size in sizes:
        centre.database.write_bytes(whole[:size])
        (found,) = check_centre(centre).findings
        assert found.kind in {Kind.CUT, Kind.EMPTY}, size
        for read_only in (True, False):
            with pytest.raises(AppError):
                Database(centre.database, read_only=read_only).close()
        assert centre.database.read_bytes() == whole[:size]
        if size % PAGE == 0 or size < PAGE:
            with pytest.raises(AppError):
                make_backup(centre, Why.ASKED)
    assert backups_in(centre.backups) == []


def test_that_bits_that_turned_are_found_in_a_backup(centre: CentreFolder) -> None:
    add(centre, *map(str, range(300)))
    made = make_backup(centre, Why.ASKED)
    content = made.path.read_bytes()
    dice = random.Random(5)
    for _ in range(FLIPS):
        damaged = bytearray(content)
        damaged[dice.randrange(len(damaged))] ^= 1 << dice.randrange(8)
        made.path.write_bytes(damaged)
        assert not verify_backup(made).sound
        with pytest.raises(AppError):
            restore(centre, made.path)


def test_that_bits_that_turned_never_make_a_new_centre(
    filled: CentreFolder, figure: Figure
) -> None:
    add(filled, *map(str, range(300)))
    make_backup(filled, Why.CLOSE)
    content, whole = filled.database.read_bytes(), state_of_file(filled.database)
    dice = random.Random(6)
    found: Counter[str] = Counter()
    for _ in range(FLIPS):
        damaged = bytearray(content)
        damaged[dice.randrange(len(damaged))] ^= 1 << dice.randrange(8)
        filled.database.write_bytes(damaged)
        checked = check(filled)
        assert filled.database.read_bytes() == bytes(damaged)
        if not checked.sound:
            found["by_check"] += 1
        else:
            assert everybody(filled) == LEARNERS + 300
            found[what_is_read(filled.database, whole)] += 1
    figure("bits that turned", **found, of=FLIPS)
    assert found["by_check"] > FLIPS // 5


def test_that_a_bit_that_turned_in_the_name_of_a_column_is_told(centre: CentreFolder) -> None:
    content = centre.database.read_bytes()
    turned = content.replace(b"registered_road", b"registered_soad")
    assert turned != content
    centre.database.write_bytes(turned)
    assert [each.kind for each in check(centre).findings] == [Kind.DAMAGED]
    with pytest.raises(DamagedFile):
        Database.open(centre.database)
    assert centre.database.read_bytes() == turned


def test_that_a_log_left_by_a_killed_program_is_told_and_taken_in(
    centre: CentreFolder, tmp_path: Path
) -> None:
    add(centre, *map(str, range(9)))
    killed = killed_set(centre, tmp_path / "killed")
    before = everything(killed)
    assert [each.kind for each in check_centre(killed).findings] == [Kind.LEFT_OVER]
    assert everything(killed) == before
    assert len(people(killed)) == 10
    assert check_centre(killed).sound


def test_that_a_log_of_another_centre_is_told(
    centre: CentreFolder, tmp_path: Path, empty_centre: bytes
) -> None:
    add(centre, *map(str, range(50)))
    other = CentreFolder(tmp_path / "other")
    other.prepare()
    other.database.write_bytes(empty_centre)
    with program(write_numbers, other.database, 60) as running:
        running.hear(50)
        running.kill()
    shutil.copyfile(other.root / "centre.db-wal", centre.root / "centre.db-wal")
    before = everything(centre)
    kinds = {each.kind for each in check_centre(centre).findings}
    assert kinds >= {Kind.LEFT_OVER}
    assert kinds & {Kind.OTHER_LOG, Kind.DAMAGED}
    assert everything(centre) == before
    new = CentreFolder(tmp_path / "new")
    salvage(centre.database, new.root)
    assert people(new) == sorted(map(str, range(50)))


@pytest.mark.parametrize("ending", ["-wal", "-journal", "-shm"])
def test_that_rubbish_beside_a_file_costs_nothing(centre: CentreFolder, ending: str) -> None:
    add(centre, "ก", "ข")
    backup = make_backup(centre, Why.ASKED)
    rubbish = centre.root / f"centre.db{ending}"
    rubbish.write_bytes(os.urandom(20_000))
    before = everything(centre)
    found = [each.kind for each in check_centre(centre).findings]
    assert found == ([] if ending == "-shm" else [Kind.LEFT_OVER])
    assert everything(centre) == before
    restored = restore(centre, backup.path)
    assert people(centre) == ["ก", "ข"]
    assert restored.aside is not None
    rubbish.write_bytes(os.urandom(20_000))
    assert people(centre) == ["ก", "ข"]
    assert check_centre(centre).sound


@pytest.fixture
def open_place(empty_centre: bytes) -> Iterator[CentreFolder]:
    """Return a centre below a folder that everybody may enter."""
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        folder = CentreFolder(Path(place) / "ศูนย์")
        folder.prepare()
        folder.database.write_bytes(empty_centre)
        yield folder
        for path in folder.root.rglob("*"):
            path.chmod(0o755)
        folder.root.chmod(0o755)


def test_that_a_folder_nobody_may_write_is_read_and_checked(open_place: CentreFolder) -> None:
    if not FORKS:
        return  # rights are another matter there
    add(open_place, "ก", "ข")
    backup = make_backup(open_place, Why.ASKED)
    for path in (*open_place.root.rglob("*"), open_place.root):
        path.chmod(0o555 if path.is_dir() else 0o444)
    before = everything(open_place)
    with program(use_without_rights, open_place.root, backup.path) as running:
        said = running.hear_out()
    assert said == [2, "FileNotWritable", "FileNotWritable", "FileNotWritable", []]
    assert everything(open_place) == before


def test_that_a_file_nobody_may_write_is_read_checked_and_backed_up(
    open_place: CentreFolder,
) -> None:
    if not FORKS:
        return  # rights are another matter there
    add(open_place, "ก", "ข")
    backup = make_backup(open_place, Why.ASKED)
    for path in (*open_place.root.rglob("*"), open_place.root):
        path.chmod(0o777 if path.is_dir() else 0o666)
    open_place.database.chmod(0o444)
    before = open_place.database.read_bytes()
    with program(use_without_rights, open_place.root, backup.path) as running:
        said = running.hear_out()
    assert said[:2] == [2, "FileReadOnly"]
    assert isinstance(said[2], Backup)
    assert isinstance(said[3], Restored)  # puts another file in its place, which the folder allows
    assert said[4] == []
    assert said[3].aside is not None
    assert (said[3].aside / "centre.db").read_bytes() == before


@pytest.mark.parametrize(
    "name",
    ["ศูนย์ ทดสอบ", "🏡 กศน", "#1 100% 'a' &;=+", "a b  c", "x" * 120 + "/" + "y" * 120],
    ids=["thai", "emoji", "signs", "spaces", "long"],
)
def test_that_any_path_will_do(tmp_path: Path, empty_centre: bytes, name: str) -> None:
    folder = CentreFolder(tmp_path / name)
    folder.prepare()
    folder.database.write_bytes(empty_centre)
    add(folder, "ก")
    made = make_backup(folder, Why.ASKED)
    stick = tmp_path / f"แฟลช {name[:20]}"
    stick.mkdir()
    copy = copy_to(folder, stick)
    add(folder, "ข")
    assert check(folder).sound
    restore(folder, made.path)
    assert people(folder) == ["ก"]
    restore(folder, copy.path)
    assert people(folder) == ["ก"]
    salvage(folder.database, stick / "ใหม่ 🏡")
    assert people(CentreFolder(stick / "ใหม่ 🏡")) == ["ก"]


def test_that_a_path_too_long_for_the_database_is_told(tmp_path: Path) -> None:
    folder = CentreFolder(tmp_path.joinpath(*["ก" * 60] * 5))
    folder.prepare()
    with pytest.raises(AppError):
        Database.create(folder.database)
    assert not list(folder.root.glob("*.db"))


def test_that_a_backup_without_room_leaves_nothing(centre: CentreFolder) -> None:
    if not FORKS:
        return  # no such limit there
    add(centre, *map(str, range(300)))
    size = centre.database.stat().st_size
    sizes = [*range(0, size, size // 12), 10 * size]
    with program(back_up_without_room, centre.root, sizes) as running:
        said = running.hear_out()
    assert said[-1] == "made"
    assert set(said[:-1]) <= {"NoRoom", "DiskFails", "DiskFull"}
    assert len(backups_in(centre.backups)) == 1
    assert len(list(centre.backups.iterdir())) == 2
    assert len(people(centre)) == 300
