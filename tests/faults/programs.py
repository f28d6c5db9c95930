"""Programs that are killed: what they do, and how a test starts and stops them.

They are forked from one server that has everything imported, so that a start costs some milliseconds; where
there is no fork, each is started anew and there are fewer of them.
"""

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Event

from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.core.progress import NoProgress
from learnsoc_desktop.data import database as opening
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.disks import Disk
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.exchange import backup as making
from learnsoc_desktop.exchange.backup_auto import back_up
from learnsoc_desktop.exchange.backup_check import check
from learnsoc_desktop.exchange.backup_copies import copy_to
from learnsoc_desktop.exchange.backup_manifest import Why
from learnsoc_desktop.exchange.backup_restore import restore
from learnsoc_desktop.features.centre.references import load_models
from learnsoc_desktop.features.people.model import Person

FORKS = sys.platform != "win32"
LONG = os.environ.get("LEARNSOC_FAULTS") == "long"
ROUNDS = (500 if LONG else 50) if FORKS else 5
NOBODY = 65534
PATIENCE = 20  # seconds for an answer
FILE_EVENTS = {"open", "os.rename", "os.remove", "os.mkdir", "shutil.copyfile", "os.truncate"}

_context = multiprocessing.get_context("forkserver" if FORKS else "spawn")
if FORKS:
    _context.set_forkserver_preload([__name__])


class Program:
    """A process that runs one of the functions below, and what it has said."""

    def __init__(self, run: Callable[..., None], *arguments: object) -> None:
        self._ear, mouth = _context.Pipe(duplex=False)
        self._process = _context.Process(target=run, args=(mouth, *arguments), daemon=True)
        self._process.start()
        mouth.close()
        self.said: list[object] = []

    def hear(self, sayings: int) -> bool:
        """Wait until it has said so much in all; False when it ended before."""
        while len(self.said) < sayings:
            assert self._ear.poll(PATIENCE), "no answer"
            try:
                self.said.append(self._ear.recv())
            except EOFError:
                return False
        return True

    def hear_out(self) -> list[object]:
        """Wait for its end; return all it said."""
        self.hear(sys.maxsize)
        self._process.join(PATIENCE)
        return self.said

    def kill(self) -> list[object]:
        """Kill it as a power cut would; return all it said before."""
        self._process.kill()
        return self.hear_out()

    @property
    def code(self) -> int | None:
        """How it ended; negative for the signal that killed it."""
        return self._process.exitcode

    def close(self) -> None:
        """Stop it in any case."""
        self._process.kill()
        self._process.join()
        self._process.close()
        self._ear.close()


@contextmanager
def program(run: Callable[..., None], *arguments: object) -> Iterator[Program]:
    """Yield a running program."""
    started = Program(run, *arguments)
    try:
        yield started
    finally:
        started.close()


def write_pairs(mouth: Connection, path: Path, disk: Disk = Disk.FIXED) -> None:
    """Write two people at a time for ever, and say their ids when the database said it is saved."""
    opening.kind_of_disk = lambda _path: disk
    with Database(path) as database:
        while True:
            with database.writing("Add") as uow:
                pair = [Person(first_name="ก"), Person(first_name="ข", notes="x" * 900)]
                uow.add_all(pair)
            mouth.send([person.id.hex for person in pair])


def write_numbers(mouth: Connection, path: Path, last: int) -> None:
    """Write people named 1, 2, 3 … one a commit, and say each number when it is saved."""
    with Database(path) as database:
        for number in range(1, last + 1):
            with database.writing("Add") as uow:
                uow.add(Person(first_name=str(number), notes="x" * 900))
            mouth.send(number)


def kill_at(step: int) -> None:
    """Let this process be killed before the ``step``-th time it touches a file; 0 is never."""
    steps = count(1)

    def watch(event: str, _arguments: object) -> None:
        if event in FILE_EVENTS and next(steps) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


def back_up_and_die(mouth: Connection, root: Path, step: int) -> None:
    """Make a backup; be killed at the given step."""
    making.PAGES = 8
    kill_at(step)
    mouth.send(back_up(CentreFolder(root), Why.TIMER).path.name)


def copy_and_die(mouth: Connection, root: Path, stick: Path, step: int) -> None:
    """Copy to another disk; be killed at the given step."""
    kill_at(step)
    mouth.send(copy_to(CentreFolder(root), stick).path.name)


def restore_and_die(mouth: Connection, root: Path, file: Path, step: int) -> None:
    """Take a backup back; be killed at the given step."""
    kill_at(step)
    restore(CentreFolder(root), file)
    mouth.send("done")


class DyingProgress(NoProgress):
    """Lets the process be killed at a step of a copy."""

    def __init__(self, step: int) -> None:
        self._left = step

    def step(self, _done: int, _total: int, _text: str = "") -> None:
        """Count down."""
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def back_up_and_die_copying(_mouth: Connection, root: Path, step: int) -> None:
    """Make a backup; be killed between two steps of copying pages."""
    making.PAGES = 4
    making.make_backup(CentreFolder(root), Why.TIMER, progress=DyingProgress(step))


def back_up_without_room(mouth: Connection, root: Path, sizes: list[int]) -> None:
    """Make a backup while no file may become longer than so many bytes; say each time what came of it."""
    import resource  # noqa: PLC0415  not on Windows

    _soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    for size in sizes:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
        try:
            back_up(CentreFolder(root), Why.ASKED)
            mouth.send("made")
        except AppError as error:
            mouth.send(type(error).__name__)


def use_without_rights(mouth: Connection, root: Path, backup: Path) -> None:
    """Do everything as somebody who may only read; say what came of it."""
    if os.geteuid() == 0:
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    load_models()
    folder = CentreFolder(root)

    def people() -> object:
        with Database(folder.database, read_only=True) as database, database.reading() as session:
            return session.connection().exec_driver_sql("SELECT count(*) FROM person").scalar_one()

    def write() -> object:
        with Database(folder.database) as database, database.writing() as uow:
            uow.add(Person(first_name="ก"))

    for act in (
        people,
        write,
        lambda: back_up(folder, Why.ASKED),
        lambda: restore(folder, backup),
        lambda: [finding.kind.value for finding in check(folder).findings],
    ):
        try:
            mouth.send(act())
        except AppError as error:
            mouth.send(type(error).__name__)


def write_without_room(mouth: Connection, path: Path, sizes: list[int]) -> None:
    """Write a person while no file may become longer than so many bytes; say each time what came of it."""
    import resource  # noqa: PLC0415  not on Windows

    _soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with Database(path) as database:
        for size in sizes:
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
            try:
                with database.writing("Add") as uow:
                    uow.add(Person(first_name="ก", notes="x" * 3000))
                mouth.send("written")
            except AppError as error:
                mouth.send(type(error).__name__)
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


def open_and_hold(mouth: Connection, path: Path) -> None:
    """Open a centre for writing and keep it; say whether that could be done."""
    try:
        with Database(path) as database, database.writing() as uow:
            uow.add(Person(first_name="ก"))
            mouth.send("")
            Event().wait()
    except AppError as error:
        mouth.send(type(error).__name__)
