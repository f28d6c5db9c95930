"""A long piece of work that is killed at any moment is done or was never begun."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from sqlmodel import col, func, select

from learnsoc_desktop.data import startup
from learnsoc_desktop.data.check import check_centre
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.disks import Disk
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.features.centre.model import ImportBatch
from learnsoc_desktop.features.people.model import Person
from learnsoc_desktop.features.people.queries import persons_find
from tests.faults.conftest import Figure
from tests.faults.disk import on_disk
from tests.faults.long_work import (
    BESIDE,
    WORKS,
    salvage_and_die,
    take_in_beside_marks_and_die,
    work_and_die,
)
from tests.faults.power_cut import record_of, write_files
from tests.faults.programs import FORKS, LONG, program
from tests.faults.work import LEARNERS, people_file, state_of_file

KILLS = (100 if LONG else 10) if FORKS else 3
EVERY = 1 if LONG else 9  # writes to the disk
WHEN = "updated_at"  # each run makes it anew
LISTED = 40  # people in the list that is taken in
WORK = pytest.mark.parametrize("name", WORKS)


def moments(looks: int) -> list[int]:
    """Return at which looks it is killed, spread over all of them."""
    return sorted({1 + looks * number // KILLS for number in range(KILLS)})


def fresh(folder: CentreFolder, content: bytes) -> None:
    """Put the file back as it was, and take away what lies beside it."""
    for path in folder.root.glob("centre.db*"):
        path.unlink()
    folder.database.write_bytes(content)


def people_in(folder: CentreFolder) -> int:
    with Database(folder.database) as database, database.reading() as session:
        return len(session.exec(select(Person.id)).all())


@WORK
def test_that_killed_work_is_done_or_was_never_begun(
    filled: CentreFolder, name: str, figure: Figure
) -> None:
    content = filled.database.read_bytes()
    before = state_of_file(filled.database, WHEN)
    fresh(filled, content)
    with program(work_and_die, filled.database, name, 0) as running:
        (looks,) = running.hear_out()
    after = state_of_file(filled.database, WHEN)
    assert looks > 50
    for step in moments(looks):
        fresh(filled, content)
        with program(work_and_die, filled.database, name, step) as running:
            done = running.hear_out()
        state = state_of_file(filled.database, WHEN)
        assert state in ({after} if done else {before, after})
        assert startup.faults_of(filled.database, thorough=True) == []
    figure(f"killed, {name}", half=0, corrupt=0, of=len(moments(looks)))


@WORK
@pytest.mark.parametrize("disk", [Disk.FIXED, Disk.REMOVABLE], ids=["wal", "journal"])
def test_that_work_killed_at_each_write_is_done_or_was_never_begun(
    filled: CentreFolder, tmp_path: Path, name: str, disk: Disk, figure: Figure
) -> None:
    def do(saved: Callable[[], None]) -> None:
        with WORKS[name].given():
            WORKS[name].run(filled.database)
        saved()

    record = record_of(filled, disk, do, cache_size=20)
    assert len(set(record.states)) == 2
    place = tmp_path / "image"
    place.mkdir()
    images = list(record.kills(EVERY))
    assert len(images) > 3
    with on_disk(disk):
        for image in images:
            write_files(image.files, place)
            there = state_of_file(place / "centre.db")
            assert there in record.states[image.said :]
            assert startup.faults_of(place / "centre.db", thorough=True) == []
    figure(f"killed at a write, {name}, {disk.value} disk", half=0, corrupt=0, of=len(images))


def test_that_new_keys_are_found_by(filled: CentreFolder) -> None:
    with WORKS["keys"].given():
        WORKS["keys"].run(filled.database)
        with Database(filled.database) as database, database.reading() as session:
            assert len(persons_find(session, "ผู้เรียน")) == LEARNERS
    assert check_centre(filled).sound


def test_that_a_list_killed_while_it_gives_way_is_there_whole_or_not_at_all(
    filled: CentreFolder, tmp_path: Path, figure: Figure
) -> None:
    content = filled.database.read_bytes()
    file = people_file(tmp_path / "people.csv", LISTED)
    arguments = (take_in_beside_marks_and_die, filled.database, file)
    fresh(filled, content)
    with program(*arguments, 0) as running:
        *_pairs, tries, looks = running.hear_out()
    assert len(running.said) == BESIDE + 2
    assert tries > 1
    for step in moments(looks):
        fresh(filled, content)
        with program(*arguments, step) as running:
            said = running.hear_out()
        saved = {UUID(one) for pair in said if isinstance(pair, list) for one in pair}
        with Database(filled.database) as database, database.reading() as session:
            batches = session.exec(select(func.count(col(ImportBatch.id)))).one()
            there = set(session.exec(select(Person.id)).all())
        others = len(there) - LEARNERS - batches * LISTED
        assert batches in {0, 1}
        assert there >= saved
        assert others % 2 == 0
        assert len(saved) <= others <= len(saved) + 2
        assert check_centre(filled).sound
    figure("killed, import that gives way", lost=0, half=0, of=len(moments(looks)))


def test_that_a_salvage_that_was_killed_leaves_no_empty_centre(
    filled: CentreFolder, tmp_path: Path, figure: Figure
) -> None:
    fresh(filled, filled.database.read_bytes()[:-4096])  # a file cut off
    before = filled.database.read_bytes()
    with program(salvage_and_die, filled.database, tmp_path / "saved", 0) as running:
        (looks,) = running.hear_out()
    whole = people_in(CentreFolder(tmp_path / "saved"))
    assert whole > 1
    steps = moments(looks)
    for step in steps:
        new = CentreFolder(tmp_path / f"saved {step}")
        with program(salvage_and_die, filled.database, new.root, step) as running:
            assert not running.hear_out()
        assert not new.has_centre() or people_in(new) == whole
        assert filled.database.read_bytes() == before
    figure("killed, salvage", half=0, of=len(steps))
