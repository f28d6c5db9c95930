"""A disk that is full or fails at the n-th write: a sentence, nothing changed, and work goes on when it can.

Every place where a unit of work touches the disk is tried. The disk stays full until there is room again; a
failure comes once.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import apsw
import pytest
from sqlmodel import select

from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.data.check import check_centre
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.disks import Disk
from learnsoc_desktop.data.errors import DiskFails, NoRoom
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.features.people.model import Person, PersonDetails, Sex
from learnsoc_desktop.features.people.service import register_person
from tests.faults.conftest import Figure
from tests.faults.disk import Event, watched_disk
from tests.faults.programs import FORKS, LONG, program, write_without_room
from tests.faults.work import LEARNERS, LONG_NOTE, TODAY, people_file, state_now, take_in

DISKS = pytest.mark.parametrize("disk", [Disk.FIXED, Disk.REMOVABLE], ids=["wal", "journal"])
FAULTS = [
    *(
        (disk, fault)
        for disk in (Disk.FIXED, Disk.REMOVABLE)
        for fault in ("full", "write fails", "sync fails", "read fails")
    ),
    (Disk.REMOVABLE, "truncate fails"),  # a log is cut only when it is closed
]
IMPORTED = 10  # people a file
IMPORT_EVERY = 1 if LONG else 31  # places


class Weak:
    """A disk that fails at one place."""

    def __init__(self, fault: str, disk: Disk) -> None:
        self._disk = disk
        self._kind = "write" if fault == "full" else fault.split(maxsplit=1)[0]
        self._code = {
            "full": apsw.SQLITE_FULL,
            "write fails": apsw.SQLITE_IOERR_WRITE,
            "sync fails": apsw.SQLITE_IOERR_FSYNC,
            "truncate fails": apsw.SQLITE_IOERR_TRUNCATE,
            "read fails": apsw.SQLITE_IOERR_READ,
        }[fault]
        self._stays = fault == "full"
        self.means = NoRoom if fault == "full" else DiskFails
        self._certain = fault != "sync fails"
        self._taking_in = False
        self._steps: Iterator[int] = iter(())
        self._fails_at = 0
        self.failed = False

    @property
    def certain(self) -> bool:
        """Whether nothing of what failed was kept.

        A log is taken into the file after a commit. What fails there SQLite itself passes over, since the log has
        everything; apsw hands it on as if the commit had failed.
        """
        return self._certain and not self._taking_in

    def watch(self, event: Event) -> None:
        """Refuse what comes at the place."""
        if event.kind != self._kind or not self._fails_at:
            return
        step = next(self._steps)
        if step == self._fails_at or (self._stays and step > self._fails_at):
            self.failed = True
            self._taking_in = self._disk is Disk.FIXED and not event.file.endswith("-wal")
            raise apsw.exception_for(self._code)

    @contextmanager
    def failing_at(self, step: int) -> Iterator[None]:
        """Fail at this step of the block."""
        self._steps, self._fails_at, self.failed = count(1), step, False
        try:
            yield
        finally:
            self._fails_at = 0


def register(database: Database, name: str) -> None:
    with database.writing("Register") as uow:
        register_person(
            uow,
            PersonDetails(first_name=name, sex=Sex.FEMALE, phone="0812342214", notes=LONG_NOTE),
            today=TODAY,
        )


def places_tried(
    database: Database, weak: Weak, act: Callable[[int], None], every: int = 1
) -> Iterator[int]:
    """Do ``act`` with a fault at each place; yield the number of each that was met, until none is."""
    for step in count(1, every):
        before = state_now(database)
        with weak.failing_at(step):
            try:
                act(step)
            except AppError as error:
                refused = error
            else:
                refused = None
        if not weak.failed:
            assert refused is None
            return
        assert type(refused) is weak.means
        kept = state_now(database) != before
        assert not (kept and weak.certain)
        yield step
        if not kept:
            act(step)
            assert state_now(database) != before


@pytest.mark.parametrize(("disk", "fault"), FAULTS)
def test_that_a_write_that_fails_anywhere_changes_nothing_and_the_next_goes_on(
    filled: CentreFolder, disk: Disk, fault: str, figure: Figure
) -> None:
    weak = Weak(fault, disk)
    # A small cache, so that the write also reaches the disk, and reads from it, before its end.
    with watched_disk(weak.watch, disk, cache_size=10), Database(filled.database) as database:
        register(database, "ก่อน")
        tried = len(list(places_tried(database, weak, lambda step: register(database, str(step)))))
        after = state_now(database)
    figure(f"disk, {disk.value}, {fault}", changed=0, of=tried)
    assert tried
    with Database(filled.database) as database:
        assert state_now(database) == after
    assert check_centre(filled).sound


@DISKS
@pytest.mark.parametrize("fault", ["full", "write fails"])
def test_that_an_import_that_fails_anywhere_is_not_there(
    filled: CentreFolder, tmp_path: Path, disk: Disk, fault: str, figure: Figure
) -> None:
    weak = Weak(fault, disk)

    def act(step: int) -> None:
        take_in(database, people_file(tmp_path / "people.csv", IMPORTED, step * IMPORTED))

    with watched_disk(weak.watch, disk, cache_size=10), Database(filled.database) as database:
        register(database, "ก่อน")
        tried = len(list(places_tried(database, weak, act, IMPORT_EVERY)))
    figure(f"disk, {disk.value}, {fault}, import", changed=0, of=tried)
    assert tried
    assert check_centre(filled).sound


@DISKS
@pytest.mark.parametrize("fault", ["full", "write fails", "sync fails"])
def test_that_a_centre_can_be_closed_on_a_disk_that_takes_nothing(
    filled: CentreFolder, disk: Disk, fault: str
) -> None:
    weak = Weak(fault, disk)
    with watched_disk(weak.watch, disk):
        for step in count(1):
            database = Database(filled.database)
            register(database, str(step))
            saved = state_now(database)
            with weak.failing_at(step):
                database.close()
            with Database(filled.database) as again:
                assert state_now(again) == saved
            if not weak.failed:
                break
    assert check_centre(filled).sound


def test_that_a_file_that_may_not_grow_takes_no_half_writes(filled: CentreFolder) -> None:
    if not FORKS:
        return  # no such limit there
    grown = [*range(0, 900_000, 1_000 if LONG else 30_000)]
    with program(write_without_room, filled.database, grown) as running:
        said = running.hear_out()
    assert said[0] == "DiskFails"
    assert set(said) == {"DiskFails", "written"}
    with Database(filled.database) as database, database.reading() as session:
        assert len(session.exec(select(Person.id)).all()) == LEARNERS + said.count("written")
    assert check_centre(filled).sound
