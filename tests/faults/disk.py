"""A disk whose every write is told before it is done, and may be refused: the application runs on it as it is.

The program's driver has no way to put anything between SQLite and the disk. Here ``dbapi2.connect`` gives a
connection of apsw (the same SQLite, built by itself) that behaves as the driver's; all else, the statements,
settings and transactions, is the application's own.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import apsw
from sqlcipher3 import dbapi2

from learnsoc_desktop.data import connection as settings
from learnsoc_desktop.data.disks import Disk

NAME = "watched"
WRITING = ("INSERT", "UPDATE", "DELETE", "WITH")
KINDS_OF_DISK = (
    "learnsoc_desktop.data.database.kind_of_disk",
    "learnsoc_desktop.data.startup.kind_of_disk",
)


class Event(NamedTuple):
    """Something a disk is about to do with a file."""

    kind: str  # create, read, write, sync, truncate, delete; delete! is kept by the disk at once
    file: str  # its name, without the folder
    at: int = 0  # where; for truncate how much is left
    content: bytes = b""


Watch = Callable[[Event], None]


def ignore(_event: Event) -> None:
    """Let everything be done."""


class _Vfs(apsw.VFS):
    """The system's files, told of; one for the whole process."""

    def __init__(self) -> None:
        super().__init__(NAME, "")
        self.watch: Watch = ignore

    def xOpen(self, name, flags):
        return _File(self, name, flags)

    def xDelete(self, name, sync):
        self.watch(Event("delete!" if sync else "delete", Path(name).name))
        super().xDelete(name, sync)


class _File(apsw.VFSFile):
    def __init__(self, vfs: _Vfs, name, flags) -> None:
        path = Path(name.filename() if isinstance(name, apsw.URIFilename) else name or "")
        self._vfs, self._name = vfs, path.name  # a temporary file has none
        if self._name and not path.exists():
            vfs.watch(Event("create", self._name))
        super().__init__("", name, flags)

    def xRead(self, amount, offset):
        if self._name:
            self._vfs.watch(Event("read", self._name, offset))
        return super().xRead(amount, offset)

    def xWrite(self, data, offset):
        if self._name:
            self._vfs.watch(Event("write", self._name, offset, bytes(data)))
        super().xWrite(data, offset)

    def xSync(self, flags):
        if self._name:
            self._vfs.watch(Event("sync", self._name))
        super().xSync(flags)

    def xTruncate(self, newsize):
        if self._name:
            self._vfs.watch(Event("truncate", self._name, newsize))
        super().xTruncate(newsize)


_vfs = _Vfs()


class _Cursor:
    """A cursor as the driver's: all rows are read when it is executed."""

    arraysize = 1

    def __init__(self, connection: "_Connection") -> None:
        self.connection = connection
        self.description = None
        self.rowcount = -1
        self._rows: deque = deque()

    @property
    def lastrowid(self) -> int:
        return self.connection.own.last_insert_rowid()

    def execute(self, sql: str, values: Sequence | dict = ()) -> "_Cursor":
        own = self.connection.own.cursor()
        own.exec_trace = self._describe
        own.convert_binding = _moment
        with _driver_errors():
            self._rows = deque(own.execute(sql, values or None).fetchall())
        writes = sql.lstrip().upper().startswith(WRITING)
        self.rowcount = self.connection.own.changes() if writes else -1
        return self

    def executemany(self, sql: str, many: Iterable[Sequence]) -> "_Cursor":
        count = 0
        for values in many:
            count += self.execute(sql, values).rowcount
        self.rowcount = count
        return self

    def fetchone(self):
        return self._rows.popleft() if self._rows else None

    def fetchmany(self, size: int | None = None) -> list:
        return [self._rows.popleft() for _ in range(min(size or 1, len(self._rows)))]

    def fetchall(self) -> list:
        rows, self._rows = list(self._rows), deque()
        return rows

    def __iter__(self) -> Iterator[tuple]:
        return iter(self.fetchall())

    def close(self) -> None:
        self._rows.clear()

    def _describe(self, cursor: apsw.Cursor, _sql: str, _values: object) -> bool:
        columns = [name for name, _type in cursor.get_description()]
        self.description = tuple((name, *[None] * 6) for name in columns) or None
        return True


class _Connection:
    """A connection as the driver's, on the watched disk."""

    isolation_level = None

    def __init__(self, place: str, timeout: float) -> None:
        flags = apsw.SQLITE_OPEN_URI | apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
        with _driver_errors():
            self.own = apsw.Connection(place, flags=flags, vfs=NAME)
        self.own.set_busy_timeout(int(timeout * 1000))

    def cursor(self, *_factory: object) -> _Cursor:
        return _Cursor(self)

    def execute(self, sql: str, values: Sequence | dict = ()) -> _Cursor:
        return _Cursor(self).execute(sql, values)

    def executemany(self, sql: str, many: Iterable[Sequence]) -> _Cursor:
        return _Cursor(self).executemany(sql, many)

    def commit(self) -> None:
        if self.own.in_transaction:
            self.execute("COMMIT")

    def rollback(self) -> None:
        if self.own.in_transaction:
            self.execute("ROLLBACK")

    def create_function(self, name: str, arguments: int, function: Callable, **_more) -> None:
        self.own.create_scalar_function(name, function, arguments)

    def interrupt(self) -> None:
        self.own.interrupt()

    def close(self) -> None:
        # SQLite goes on when it cannot lock a file it only read; apsw tells of it all the same.
        with suppress(apsw.IOError):
            self.own.close(force=True)


def _moment(_cursor: apsw.Cursor, _number: int, value: datetime) -> str:
    """Store a moment as the driver does."""
    return value.isoformat(" ")


def _connect(database: str, *, timeout: float = 5.0, **_more: object) -> _Connection:
    return _Connection(database, timeout)


@contextmanager
def _driver_errors() -> Iterator[None]:
    """Turn the errors of apsw into those the driver would give."""
    try:
        yield
    except apsw.Error as error:
        constraint = isinstance(error, apsw.ConstraintError)
        said = (dbapi2.IntegrityError if constraint else dbapi2.OperationalError)(str(error))
        said.sqlite_errorcode = error.result  # the driver does not tell more either
        raise said from error


@contextmanager
def watched_disk(
    watch: Watch = ignore, disk: Disk = Disk.FIXED, **changed: object
) -> Iterator[None]:
    """Let the program work on a disk of this kind that tells ``watch`` all it does.

    An apsw.Error that ``watch`` raises is what the disk answers. ``changed`` are pragmas set otherwise than the
    application does.
    """
    own = settings.pragmas

    def pragmas(mode: str, kind: Disk) -> Iterator[str]:
        yield from own(mode, kind)
        if mode not in {"ro", "immutable"}:
            yield from (f"{name}={value}" for name, value in changed.items())

    with ExitStack() as stack:
        stack.enter_context(patch.object(dbapi2, "connect", _connect))
        stack.enter_context(patch.object(settings, "pragmas", pragmas))
        stack.enter_context(on_disk(disk))
        stack.enter_context(patch.object(_vfs, "watch", watch))
        yield


@contextmanager
def on_disk(disk: Disk) -> Iterator[None]:
    """Let the program take every disk for one of this kind."""
    with ExitStack() as stack:
        for name in KINDS_OF_DISK:
            stack.enter_context(patch(name, lambda _path: disk))
        yield
