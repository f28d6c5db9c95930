"""A program that is killed at any moment loses nothing it said was saved, and leaves nothing by half."""

import random
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from uuid import UUID

import pytest
from sqlmodel import select

from learnsoc_desktop.data.check import check_centre
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.disks import Disk
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.exchange.backup import make_backup
from learnsoc_desktop.exchange.backup_copies import copies_of
from learnsoc_desktop.exchange.backup_manifest import ENDING, Backup, Why, backups_in
from learnsoc_desktop.exchange.backup_verify import reading, verify_backup
from learnsoc_desktop.features.centre.kept_model import Attachment
from learnsoc_desktop.features.people.model import Person
from tests.faults.conftest import Figure
from tests.faults.programs import (
    FORKS,
    ROUNDS,
    back_up_and_die,
    back_up_and_die_copying,
    copy_and_die,
    program,
    restore_and_die,
    write_numbers,
    write_pairs,
)

EVERY = 1 if FORKS else 6  # which steps are tried


def people(folder: CentreFolder) -> list[str]:
    with Database(folder.database) as database, database.reading() as session:
        return sorted(session.exec(select(Person.first_name)).all())


@pytest.fixture
def saved(centre: CentreFolder) -> tuple[CentreFolder, Backup]:
    """Return a centre of two people and a picture, and a backup of when there was one."""
    sha256 = centre.write_blob(b"picture")
    with Database(centre.database) as database:
        with database.writing() as uow:
            uow.add(Person(first_name="ก"))
            uow.add(Attachment(sha256=sha256, size=7, media_type="image/png", name="รูป"))
        backup = make_backup(centre, Why.ASKED)
        with database.writing() as uow:
            uow.add(Person(first_name="ข"))
    return centre, backup


@pytest.mark.parametrize(
    ("disk", "rounds"),
    [(Disk.FIXED, ROUNDS), (Disk.REMOVABLE, ROUNDS // 5)],
    ids=["log", "journal"],
)
def test_that_a_killed_program_loses_nothing_it_said_was_saved(
    centre: CentreFolder, disk: Disk, rounds: int, figure: Figure
) -> None:
    dice = random.Random(9)
    saved: set[UUID] = set()
    for _ in range(rounds):
        with program(write_pairs, centre.database, disk) as running:
            running.hear(dice.randrange(1, 12))
            saved |= {UUID(one) for pair in running.kill() for one in pair}
        with Database(centre.database) as database, database.reading() as session:
            there = set(session.exec(select(Person.id)).all())
        assert there >= saved
        assert len(there) % 2 == 0  # a unit of work is there whole or not at all
        saved = there
    assert check_centre(centre).sound
    assert len(saved) > rounds
    figure(f"killed while saving, {disk.value} disk", lost=0, corrupt=0, half=0, of=rounds)


def _killed_at_every_step(
    place: Path, run, *arguments: object, every: int = EVERY
) -> Iterator[int]:
    """Run a program again and again, killed one step later each time, until it comes to its end.

    Whatever is in ``place`` is as it was before each run.
    """
    kept = shutil.copytree(place, place.with_name("kept"))
    for step in count(1, every):
        if step > 1:
            shutil.rmtree(place)
            shutil.copytree(kept, place)
        with program(run, *arguments, step) as running:
            done = running.hear_out()
        yield step
        if done:
            return
        assert running.said == []


def test_that_a_backup_is_there_whole_or_not_at_all(
    saved: tuple[CentreFolder, Backup], figure: Figure
) -> None:
    folder, first = saved
    steps = 0
    for step in _killed_at_every_step(folder.root, back_up_and_die, folder.root):
        steps = step
        there = backups_in(folder.backups)
        assert first in there
        assert set(folder.backups.glob(f"*{ENDING}")) == {each.path for each in there}
        assert all(each.verified and verify_backup(each).sound for each in there)
    assert steps > 15
    assert people(folder) == ["ก", "ข"]
    figure("killed while backing up", half=0, of=steps)


def test_that_a_backup_killed_while_copying_is_none(saved: tuple[CentreFolder, Backup]) -> None:
    folder, first = saved
    for step in range(1, 16, 2 * EVERY):
        with program(back_up_and_die_copying, folder.root, step) as running:
            running.hear_out()
        assert backups_in(folder.backups) == [first]
    assert check_centre(folder).sound


def test_that_a_copy_on_a_stick_is_there_whole_or_not_at_all(
    saved: tuple[CentreFolder, Backup], tmp_path: Path
) -> None:
    folder, _backup = saved
    stick = tmp_path / "both" / "stick"
    stick.mkdir(parents=True)
    folder = CentreFolder(folder.root.rename(stick.parent / "centre"))
    target = stick / f"learnsoc-{folder.root.name}"
    for _ in _killed_at_every_step(stick.parent, copy_and_die, folder.root, stick):
        assert all(verify_backup(each).sound for each in backups_in(target))
        assert len(copies_of(folder)) <= len(backups_in(target))
    assert copies_of(folder)
    assert check_centre(folder).sound


@pytest.mark.parametrize("state", ["closed", "killed", "broken", "none"])
def test_that_a_killed_restore_leaves_before_or_after(
    saved: tuple[CentreFolder, Backup], state: str, tmp_path: Path, figure: Figure
) -> None:
    folder, backup = saved
    if state == "killed":
        with program(write_numbers, folder.database, 10**9) as running:
            running.hear(3)
            running.kill()
        before = people(CentreFolder(shutil.copytree(folder.root, tmp_path / "look")))
        assert len(before) >= 5
    elif state == "broken":
        folder.database.write_bytes(folder.database.read_bytes()[:5000])
        before = []
    elif state == "none":
        folder.database.unlink()
        before = []
    else:
        before = ["ก", "ข"]
    seen = set()
    steps = 0
    for step in _killed_at_every_step(folder.root, restore_and_die, folder.root, backup.path):
        steps = step
        if state in {"broken", "none"} and not _opens(folder):
            seen.add("before")
        else:
            found = people(folder)
            assert found in (before, ["ก"])
            seen.add("before" if found == before else "after")
            assert not check_centre(folder).findings
    assert seen == {"before", "after"}
    assert steps > 10
    figure(f"killed while restoring, before {state}", half=0, of=steps)


def _opens(folder: CentreFolder) -> bool:
    return folder.has_centre() and check_centre(folder).sound


def test_that_a_backup_under_load_is_what_was_saved_up_to_a_moment(centre: CentreFolder) -> None:
    last = 10**9
    with program(write_numbers, centre.database, last) as running:
        running.hear(5)
        for _ in range(5):
            saved = len(running.said)
            made = make_backup(centre, Why.TIMER)
            with reading(made.path) as copy:
                rows = copy.execute("SELECT first_name FROM person").fetchall()
            numbers = sorted(int(name) for (name,) in rows)
            assert numbers == list(range(1, len(numbers) + 1))
            assert len(numbers) >= saved
            assert made.counts["person"] == len(numbers)
            running.hear(len(running.said) + 5)
        running.kill()
    assert len(people(centre)) >= len(running.said)
    assert check_centre(centre).sound
