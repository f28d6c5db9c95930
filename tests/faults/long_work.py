"""Long pieces of work that are killed: bringing a file up to date, the index made anew, taking in a list."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple
from unittest.mock import patch

from alembic import op
from sqlalchemy import Column, String
from sqlcipher3 import dbapi2

from learnsoc_desktop.core import thai
from learnsoc_desktop.data import migrate, search
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.exchange.backup_salvage import salvage
from learnsoc_desktop.features.centre.references import load_models
from learnsoc_desktop.features.people.importer import write_people
from learnsoc_desktop.features.people.model import Person
from tests.faults.work import long_take_in

LOOK = 50  # instructions of SQLite between two moments at which it may be killed
BESIDE = 4  # marks that come while a list is taken in


class Work(NamedTuple):
    """A piece of work on a centre's file, and what makes the program do it."""

    run: Callable[[Path], None]
    given: Callable[[], object]


def _rebuild_persons() -> None:
    with op.batch_alter_table("person", recreate="always") as person:
        person.add_column(Column("colour", String(20), nullable=False, server_default=""))
        person.drop_column("line_id")
    op.execute("UPDATE person SET search_text = search_text || ' blue'")


@contextmanager
def next_version() -> Iterator[None]:
    """Let the program be one step ahead of the files there are."""
    number = migrate.SCHEMA + 1
    step = SimpleNamespace(upgrade=_rebuild_persons)
    with (
        patch.dict(sys.modules, {"next_step": step}),
        patch.object(migrate, "SCHEMA", number),
        patch.object(migrate, "steps", lambda: {number: "next_step"}),
    ):
        yield


@contextmanager
def other_keys() -> Iterator[None]:
    """Let the program make sort keys and search texts by other rules."""
    fold = thai.fold
    with (
        patch.object(thai, "KEY_VERSION", thai.KEY_VERSION + 1),
        patch.object(thai, "sort_key", lambda text: f"new {text}"),
        patch.object(thai, "fold", lambda text: f"{fold(text)} new"),
    ):
        yield


@contextmanager
def as_it_is() -> Iterator[None]:
    """Let the program be what it is."""
    yield


def open_and_close(path: Path) -> None:
    """Bring a file of an older program up to date."""
    Database(path).close()


def write_nothing(path: Path) -> None:
    """Begin to write, which makes keys of other rules anew."""
    with Database(path) as database, database.writing():
        pass


def rebuild_index(path: Path) -> None:
    """Make the search index anew."""
    with Database(path) as database, database.writing() as uow:
        connection = uow.session.connection()
        search.rebuild(connection, migrate.findable_tables(connection))


WORKS = {
    "migration": Work(open_and_close, next_version),
    "keys": Work(write_nothing, other_keys),
    "index": Work(rebuild_index, as_it_is),
}


def kill_in_statements(step: int) -> Callable[[], int]:
    """Let this process be killed at the ``step``-th look into what SQLite does (0 is never).

    Return what tells how many looks there were.
    """
    looks = count(1)
    seen = [0]
    connect = dbapi2.connect

    def look() -> int:
        seen[0] = next(looks)
        if seen[0] == step:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0

    def watched(*args, **options):
        connection = connect(*args, **options)
        connection.set_progress_handler(look, LOOK)
        return connection

    dbapi2.connect = watched
    return lambda: seen[0]


def work_and_die(mouth: Connection, path: Path, name: str, step: int) -> None:
    """Do a piece of work; be killed at the given look, or say how many looks there were."""
    looks = kill_in_statements(step)
    work = WORKS[name]
    with work.given():
        work.run(path)
    mouth.send(looks())


def take_in_beside_marks_and_die(mouth: Connection, path: Path, file: Path, step: int) -> None:
    """Take in a list while another thread writes, which the list gives way to and begins again.

    Say the ids of each pair of people the other thread wrote, and at the end how often it began and how many
    looks there were.
    """
    looks = kill_in_statements(step)
    began = threading.Event()
    with Database(path) as database:
        long = long_take_in(database, file)

        tried = 0

        def write(uow, ready):
            nonlocal tried
            tried += 1
            began.set()
            return write_people(uow, ready)

        def beside() -> None:
            began.wait()
            for _ in range(BESIDE):
                pair = [Person(first_name="ก"), Person(first_name="ข")]
                with database.writing("Mark") as uow:
                    uow.add_all(pair)
                mouth.send([person.id.hex for person in pair])

        thread = threading.Thread(target=beside, daemon=True)
        thread.start()
        database.write_long(replace(long, write=write), "Import")
        thread.join()
    mouth.send(tried)
    mouth.send(looks())


def salvage_and_die(mouth: Connection, file: Path, place: Path, step: int) -> None:
    """Save what can be read into a new folder; be killed at the given look."""
    looks = kill_in_statements(step)
    load_models()
    salvage(file, place)
    mouth.send(looks())
