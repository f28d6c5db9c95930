"""The centre's file: opened, read and written; one writer at a time."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import QueuePool, StaticPool, text
from sqlcipher3 import dbapi2
from sqlmodel import Session, SQLModel

from learnsoc_desktop.core.errors import DatabaseBusy, ReadOnlyCentre
from learnsoc_desktop.core.files import replacing
from learnsoc_desktop.data import keys, migrate, notes, search, startup
from learnsoc_desktop.data import undo as undo_module
from learnsoc_desktop.data.connection import (
    APPLICATION_ID,
    engine_of,
    open_file,
    plain_errors,
)
from learnsoc_desktop.data.disks import Disk, kind_of_disk
from learnsoc_desktop.data.errors import CentreExists
from learnsoc_desktop.data.filelock import FileLock
from learnsoc_desktop.data.notes import Span
from learnsoc_desktop.data.undo import Step, Steps, Undone
from learnsoc_desktop.data.uow import UnitOfWork

READERS = 3  # pooled connections: the window, the worker thread, one to spare
WAIT_SECONDS = 5.0  # for another thread's write


class Database:
    """One centre's file. Any thread may read; writing threads wait for each other.

    Opened for writing it holds the file's lock: a second program may then only read.
    """

    def __init__(
        self,
        path: Path,
        *,
        read_only: bool = False,
        backup: Callable[[Path], object] = migrate.verified_copy,
    ) -> None:
        """Open the file at ``path``; ``backup`` is called before a file of an older program is changed."""
        self.path = path
        self.read_only = read_only
        startup.refuse_foreign(path)
        self._lock = None if read_only else FileLock(path)
        try:
            mode = startup.mode_for(path, read_only=read_only)
            disk = Disk.FIXED if read_only else kind_of_disk(path)
            version = startup.version_of(path)
            startup.refuse_version(path, version, read_only=read_only)
            if version < migrate.SCHEMA:
                migrate.upgrade(path, version, disk, backup)
        except BaseException:
            self._let_go()
            raise
        self._readers = engine_of(
            path, mode, disk, QueuePool, writes=False, pool_size=READERS, max_overflow=READERS
        )
        self._writer = None if read_only else engine_of(path, mode, disk, StaticPool, writes=True)
        self._writing = threading.Lock()
        self._writes_in = 0  # the thread that writes now
        self._steps = Steps()
        self._columns: dict[str, tuple[str, ...]] = {}
        self._wired = 0  # tables declared when the triggers were made
        self._noted: set[str] = set()  # tables that notes were made of
        self._forgotten = 0  # up to which note all are gone

    @classmethod
    def create(cls, path: Path) -> Self:
        """Make the file of a new centre with all tables declared by now, and open it.

        The caller imports the models of every feature first. The file appears whole or not at all.
        """
        if path.exists():
            raise CentreExists(place=path)
        with plain_errors(path), replacing(path) as part:
            _make_file(part)
        return cls(path)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Self:
        """Open a centre's file that is there; never makes one."""
        return cls(path, read_only=read_only)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Yield a session for queries on one state of the file; nothing is kept after the block."""
        with plain_errors(self.path), Session(self._readers, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def writing(self, title: str = "") -> Iterator[UnitOfWork]:
        """Yield a unit of work; commit on success, roll back on any error.

        With a ``title`` the write becomes a step that can be undone.
        """
        with self._write_session() as session:
            uow = UnitOfWork(session)
            yield uow
            span = uow.finish()
            session.commit()
            self._keep_step(title, span)

    def undo(self) -> Undone:
        """Take the newest step back."""
        return self._take_back(undo=True)

    def redo(self) -> Undone:
        """Do again what was undone last."""
        return self._take_back(undo=False)

    @property
    def undo_title(self) -> str:
        """The title of the step that ``undo`` takes back; empty when there is none."""
        return self._steps.undo[-1].title if self._steps.undo else ""

    @property
    def redo_title(self) -> str:
        """The title of the step that ``redo`` does again; empty when there is none."""
        return self._steps.redo[-1].title if self._steps.redo else ""

    def close(self) -> None:
        """Bring everything into the one file, let go of it and of its lock."""
        self._readers.dispose()
        if self._writer is not None:
            if self._wired:
                with plain_errors(self.path), self._driver() as driver:
                    driver.execute("PRAGMA optimize").close()
                    driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
            self._writer.dispose()
        self._let_go()

    def _let_go(self) -> None:
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _take_back(self, *, undo: bool) -> Undone:
        source, target = (
            (self._steps.undo, self._steps.redo) if undo else (self._steps.redo, self._steps.undo)
        )
        with self._write_session() as session:
            step = undo_module.newest(source)
            uow = UnitOfWork(session)
            undo_module.take_back(session.connection(), step, self._columns)
            span = uow.finish()
            session.commit()
            source.pop()
            target.append(Step(step.title, span))
            return Undone(step.title, uow.changes)

    @contextmanager
    def _write_session(self) -> Iterator[Session]:
        """Yield a session in a write transaction that is rolled back unless it was committed."""
        if self._writer is None:
            raise ReadOnlyCentre
        if self._writes_in == threading.get_ident():
            raise RuntimeError("a unit of work is open in this thread")
        if not self._writing.acquire(timeout=WAIT_SECONDS):
            raise DatabaseBusy
        self._writes_in = threading.get_ident()
        try:
            with plain_errors(self.path), Session(self._writer, expire_on_commit=False) as session:
                self._wire()
                yield session
        finally:
            self._writes_in = 0
            self._writing.release()

    def _wire(self) -> None:
        """Make the triggers on the writing connection, again when more classes are declared."""
        assert self._writer is not None
        declared = len(SQLModel.metadata.tables)
        if declared == self._wired:
            return
        with self._driver() as driver:
            if not self._columns:
                self._columns = notes.columns_of(driver)
            notes.wire(driver, self._columns)
        with self._writer.begin() as connection:
            keys.refresh(connection)
        self._wired = declared

    @contextmanager
    def _driver(self) -> Iterator[dbapi2.Connection]:
        """Yield the writing connection itself, outside a transaction."""
        assert self._writer is not None
        fairy = self._writer.raw_connection()
        try:
            yield fairy.driver_connection
        finally:
            fairy.close()

    def _keep_step(self, title: str, span: Span) -> None:
        """Make a step of what was just committed; drop the notes that no step needs any more."""
        if not span.size:
            return
        self._noted.update(span.tables)
        if title:
            self._steps.push(Step(title, span))
        self._steps.trim()
        up_to = self._steps.needed_after(span.last)
        with self._driver() as driver:
            if up_to == span.last or up_to > self._forgotten:
                notes.forget(driver, up_to, self._noted)
                self._forgotten = (
                    0 if up_to == span.last else up_to
                )  # without notes they count anew
            elif not title:
                notes.mark_as_no_step(driver, span)


def _make_file(path: Path) -> None:
    """Write an empty centre: tables, search index, marks of whose file it is."""
    connection = open_file(path, "rwc")
    connection.close()
    engine = engine_of(path, "rw", Disk.FIXED, StaticPool, writes=True)
    try:
        with engine.begin() as connection:
            SQLModel.metadata.create_all(connection, checkfirst=False)
            search.make_tables(connection)
            connection.execute(text(f"PRAGMA application_id={APPLICATION_ID}"))
            connection.execute(text(f"PRAGMA user_version={migrate.SCHEMA}"))
    finally:
        engine.dispose()  # the last connection brings the log into the file
