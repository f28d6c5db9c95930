"""The centre's file: opened, read and written; one writer at a time."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

from sqlalchemy import QueuePool, StaticPool, event, text
from sqlcipher3 import dbapi2
from sqlmodel import Session, SQLModel

from learnsoc_desktop.core.changes import ChangeSet
from learnsoc_desktop.core.errors import AppError, ReadOnlyCentre
from learnsoc_desktop.core.files import replacing
from learnsoc_desktop.core.progress import NoProgress, Progress
from learnsoc_desktop.data import keys, migrate, notes, search, startup, values
from learnsoc_desktop.data import undo as undo_module
from learnsoc_desktop.data.connection import (
    APPLICATION_ID,
    engine_of,
    from_sql,
    open_file,
    plain_errors,
)
from learnsoc_desktop.data.disks import Disk, kind_of_disk
from learnsoc_desktop.data.errors import CentreExists, DamagedFile, DamagedValue, NoRoom
from learnsoc_desktop.data.filelock import FileLock, is_locked
from learnsoc_desktop.data.notes import Span
from learnsoc_desktop.data.staging import attached
from learnsoc_desktop.data.turns import GaveWay, WriteTurns
from learnsoc_desktop.data.undo import Step, Steps, Undone
from learnsoc_desktop.data.uow import UnitOfWork

READERS = 3  # pooled connections: the window, the worker thread, one to spare
PATIENCE = 30.0  # seconds a long write gives way to others; then they wait for it

P = TypeVar("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class LongWrite(Generic[P, T]):
    """A write that takes so long that the others should not wait for it.

    ``prepare`` does outside the transaction what can be done before; rows it made ready may lie in a new file at
    the path it is given (``write_stage``). ``write`` only writes. Both may be called more than once: ``write``
    begins again after it gave way, ``prepare`` when one of the entities named by ``watches`` was written
    meanwhile.
    """

    prepare: Callable[[Path], P]
    write: Callable[[UnitOfWork, P], T]
    watches: frozenset[str]


class Database:
    """One centre's file. Any thread may read; writing threads wait for each other.

    Opened for writing it holds the file's lock: a second program may then only read. Damage that is met while it
    is open is kept in ``damage`` and told to ``on_damage``, on the thread that met it; after damage of the file
    itself nothing more is written.
    """

    def __init__(
        self,
        path: Path,
        *,
        read_only: bool = False,
        backup: Callable[[Path], object] = migrate.verified_copy,
        looks_inside: bool = False,
    ) -> None:
        """Open the file at ``path``; ``backup`` is called before a file of an older program is changed.

        With ``looks_inside`` a small file that is damaged inside is refused, unless it is only read.
        """
        self.path = path
        self.read_only = read_only
        self._refusal: type[AppError] = ReadOnlyCentre
        self.damage: DamagedFile | None = None
        self.on_damage: Callable[[DamagedFile], object] = lambda _error: None
        startup.refuse_foreign(path)
        self._lock = None if read_only else FileLock(path)
        try:
            if not (read_only and is_locked(path)):  # what somebody writes now is no left-over
                startup.refuse_other_journal(path)
            mode = startup.mode_for(path, read_only=read_only)
            disk = Disk.FIXED if read_only else kind_of_disk(path)
            version = startup.version_of(path, written=not read_only)
            startup.refuse_version(path, version, read_only=read_only)
            if looks_inside and not read_only:
                startup.refuse_damaged(path)
            if version < migrate.SCHEMA:
                migrate.upgrade(path, version, disk, backup)
        except BaseException:
            self._let_go()
            raise
        self._readers = engine_of(
            path, mode, disk, QueuePool, writes=False, pool_size=READERS, max_overflow=READERS
        )
        self._writer = None if read_only else engine_of(path, mode, disk, StaticPool, writes=True)
        self._turns = WriteTurns()
        if self._writer is not None:
            event.listen(self._writer, "before_cursor_execute", self._before_statement)
        self._writes: Counter[str] = Counter()  # units of work by the table they wrote
        self._steps = Steps()
        self._columns: dict[str, tuple[str, ...]] = {}
        self._wired_driver: dbapi2.Connection | None = None  # of the writing connection
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
        with self._plain_errors(), Session(self._readers, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def writing(self, title: str = "") -> Iterator[UnitOfWork]:
        """Yield a unit of work; commit on success, roll back on any error.

        With a ``title`` the write becomes a step that can be undone.
        """
        with self._turns.turn(), self._unit_in_turn(title) as uow:
            yield uow

    def write_long(
        self, long: LongWrite[P, T], title: str = "", progress: Progress | None = None
    ) -> tuple[T, ChangeSet]:
        """Write in one transaction that gives way to other writers; return the result and what changed.

        When somebody else wants to write it is rolled back and begun again, so that nobody waits; after
        PATIENCE seconds it goes through. ``progress`` may stop it while it waits.
        """
        end = time.monotonic() + PATIENCE
        progress = progress or NoProgress()
        with TemporaryDirectory(prefix="learnsoc-") as folder:
            made = _Prepared(long, Path(folder) / "stage", self._writes)
            while True:
                gives_way = time.monotonic() < end
                made.renew()
                try:
                    with self._turns.turn(self._interrupt if gives_way else None):
                        if gives_way:
                            made.check()
                        else:
                            made.renew()
                        with self._unit_in_turn(title, made.stage) as uow:
                            result = long.write(uow, made.value)
                except GaveWay:
                    self._turns.wait_for_quiet(end, progress)
                else:
                    return result, uow.changes

    def stop_writing(self) -> None:
        """Refuse every write from now on: what is written into a damaged file may be lost with it."""
        self.read_only, self._refusal = True, DamagedFile

    @property
    def can_write_soon(self) -> bool:
        """Whether a write now would not wait for a long one of another thread."""
        return self._turns.soon

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
        """Bring everything into the one file, let go of it and of its lock.

        Where there is no room for that, what was saved stays in the log beside the file.
        """
        self._readers.dispose()
        try:
            if self._wired and not self.read_only:
                self._settle()
        finally:
            if self._writer is not None:
                self._writer.dispose()
            self._let_go()

    def _settle(self) -> None:
        with suppress(NoRoom), plain_errors(self.path), self._driver() as driver:
            driver.execute("PRAGMA optimize").close()
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()

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
        with self._turns.turn(), self._session_in_turn() as session:
            step = undo_module.newest(source)
            uow = UnitOfWork(session)
            undo_module.take_back(session.connection(), step, self._columns)
            span = uow.finish()
            session.commit()
            self._count(span)
            source.pop()
            target.append(Step(step.title, span))
            return Undone(step.title, uow.changes)

    @contextmanager
    def _unit_in_turn(self, title: str, stage: Path | None = None) -> Iterator[UnitOfWork]:
        with self._session_in_turn(stage) as session:
            uow = UnitOfWork(session)
            yield uow
            span = uow.finish()
            self._turns.hold()
            session.commit()
            self._count(span)
            self._keep_step("" if uow.erases else title, span)
            if uow.erases:
                self._settle()  # the log may hold what was erased

    @contextmanager
    def _session_in_turn(self, stage: Path | None = None) -> Iterator[Session]:
        """Yield a session in a write transaction that is rolled back unless it was committed."""
        if self._writer is None or self.read_only:
            raise self._refusal(place=self.path)
        with self._plain_errors(), ExitStack() as stack:
            self._wire()
            if stage is not None and stage.exists():
                driver = stack.enter_context(self._driver())
                stack.enter_context(attached(driver, stage))
            yield stack.enter_context(Session(self._writer, expire_on_commit=False))

    @contextmanager
    def _plain_errors(self) -> Iterator[None]:
        """Turn expected errors into ours; a value that makes no sense any more is damage and not a bug."""
        try:
            with plain_errors(self.path):
                yield
        except DamagedFile as error:
            if error.params.get("place") == self.path and not isinstance(error, DamagedValue):
                self.stop_writing()
                self._tell_damage(error)
            raise
        except (ValueError, LookupError, TypeError) as error:
            if not (from_sql(error) and self._holds_nonsense()):
                raise
            damaged = DamagedValue(place=self.path)
            self._tell_damage(damaged)
            raise damaged from error

    def _tell_damage(self, error: DamagedFile) -> None:
        self.damage = error
        self.on_damage(error)

    def _holds_nonsense(self) -> bool:
        """Return whether the file holds a value that is none of its column's kind: each is read."""
        with closing(open_file(self.path, "ro")) as connection:
            return next(values.senseless(connection), None) is not None

    def _interrupt(self) -> None:
        """Interrupt the statement that the writing connection runs; called by another thread."""
        if self._wired_driver is not None:
            self._wired_driver.interrupt()

    def _before_statement(self, *_args: Any) -> None:  # noqa: ANN401  what the event tells
        self._turns.check()

    def _count(self, span: Span) -> None:
        self._writes.update(keys.entity_name(table) for table in span.tables)

    def _wire(self) -> None:
        """Make the triggers on the writing connection, again when more classes are declared."""
        assert self._writer is not None
        declared = len(SQLModel.metadata.tables)
        if declared == self._wired:
            return
        with self._driver() as driver:
            self._wired_driver = driver
            if not self._columns:
                self._columns = notes.columns_of(driver)
            notes.wire(driver, self._columns)
        with self._writer.begin() as connection:
            if keys.refresh(connection):
                search.rebuild(connection, migrate.findable_tables(connection))
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


class _Prepared(Generic[P, T]):
    """What a long write prepared, and whether it still holds."""

    value: P

    def __init__(self, long: LongWrite[P, T], stage: Path, writes: Counter[str]) -> None:
        self._long, self.stage, self._writes = long, stage, writes
        self._seen: list[int] | None = None

    def renew(self) -> None:
        """Prepare, if it was not done yet or something watched was written since."""
        now = self._now()
        if now != self._seen:
            self.stage.unlink(missing_ok=True)
            self.value, self._seen = self._long.prepare(self.stage), now

    def check(self) -> None:
        """Raise GaveWay when something watched was written since."""
        if self._now() != self._seen:
            raise GaveWay

    def _now(self) -> list[int]:
        return [self._writes[name] for name in sorted(self._long.watches)]


def _make_file(path: Path) -> None:
    """Write an empty centre: tables, search index, marks of whose file it is."""
    connection = open_file(path, "rwc")
    connection.close()
    engine = engine_of(path, "rw", Disk.FIXED, StaticPool, writes=True)
    try:
        with engine.begin() as connection:
            SQLModel.metadata.create_all(connection, checkfirst=False)
            search.make_tables(connection)
            migrate.mark_shape(connection)
            connection.execute(text(f"PRAGMA application_id={APPLICATION_ID}"))
            connection.execute(text(f"PRAGMA user_version={migrate.SCHEMA}"))
    finally:
        engine.dispose()  # the last connection brings the log into the file
