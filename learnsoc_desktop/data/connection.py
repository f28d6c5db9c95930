"""Connections to the centre's file: how they are opened and set, and what their errors mean."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, Pool, create_engine, event
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlcipher3 import dbapi2

from learnsoc_desktop.core.errors import AppError, DatabaseBusy
from learnsoc_desktop.data.disks import Disk
from learnsoc_desktop.data.errors import (
    CannotRead,
    DamagedFile,
    DiskFails,
    FileReadOnly,
    NoRoom,
)

APPLICATION_ID = 0x4C534F43  # "LSOC", so that other programs can tell whose file it is
OLDEST_SQLITE = (3, 51, 3)  # earlier ones may damage a file in WAL mode
BUSY_MS = 5000
READER_CACHE_KB = 2000  # the system's own cache stands behind it
JOURNAL_LIMIT = 64 * 1024 * 1024  # bytes the journal may keep after a commit

# Low byte of SQLite's result code -> what it means to a person.
BUSY, LOCKED, READ_ONLY, IO_ERROR, CORRUPT, FULL, CANNOT_OPEN, NOT_A_DB = (
    5,
    6,
    8,
    10,
    11,
    13,
    14,
    26,
)
MEANING: dict[int, type[AppError]] = {
    BUSY: DatabaseBusy,
    LOCKED: DatabaseBusy,
    READ_ONLY: FileReadOnly,
    IO_ERROR: DiskFails,
    FULL: NoRoom,
    CORRUPT: DamagedFile,
    NOT_A_DB: DamagedFile,
    CANNOT_OPEN: CannotRead,
}
# What the driver raises; its own message may hold letters of a damaged file that are none.
DRIVER_ERRORS = (dbapi2.Error, UnicodeDecodeError)
NO_TEXT = "Could not decode to UTF-8"  # said by the driver itself, without a code

if tuple(int(part) for part in dbapi2.sqlite_version.split(".")) < OLDEST_SQLITE:
    raise ImportError(f"SQLite {dbapi2.sqlite_version} is too old: it can damage files")


def uri_of(path: Path, mode: str) -> str:
    """Return the URI that opens ``path``; ``mode`` is rw, rwc, ro or immutable.

    Only rwc makes a file; with rw a missing file is an error, never a new empty one.
    """
    plain = path.absolute().as_posix()
    plain = plain if plain.startswith("/") else f"/{plain}"  # C:/… on Windows
    options = "mode=ro&immutable=1" if mode == "immutable" else f"mode={mode}"
    return f"file://{quote(plain)}?{options}"


def open_file(path: Path, mode: str, disk: Disk = Disk.FIXED) -> dbapi2.Connection:
    """Open ``path`` with all our settings; every connection of the program is made here."""
    connection = dbapi2.connect(
        uri_of(path, mode),
        uri=True,
        isolation_level=None,  # we say BEGIN ourselves, so that DDL rolls back too
        check_same_thread=False,  # the writer serves the window and one worker, never at once
        timeout=BUSY_MS / 1000,
    )
    try:
        for pragma in pragmas(mode, disk):
            connection.execute(f"PRAGMA {pragma}").close()
    except dbapi2.Error:
        connection.close()
        raise
    return connection


def pragmas(mode: str, disk: Disk) -> Iterator[str]:
    """Yield the settings of a connection; the reasons stand in the design (storage)."""
    yield f"busy_timeout={BUSY_MS}"
    yield "trusted_schema=OFF"
    yield "cell_size_check=ON"
    yield "mmap_size=0"
    yield "temp_store=MEMORY"
    yield "recursive_triggers=OFF"
    yield "foreign_keys=ON"
    yield "secure_delete=ON"
    yield f"journal_size_limit={JOURNAL_LIMIT}"
    if mode in {"ro", "immutable"}:
        yield "query_only=ON"
        return
    fixed = disk is Disk.FIXED
    yield f"journal_mode={'WAL' if fixed else 'TRUNCATE'}"
    yield f"synchronous={'FULL' if fixed else 'EXTRA'}"
    yield "wal_autocheckpoint=1000"
    if sys.platform == "darwin":
        yield "fullfsync=ON"
        yield "checkpoint_fullfsync=ON"


def engine_of(
    path: Path, mode: str, disk: Disk, pool: type[Pool], *, writes: bool, **options: object
) -> Engine:
    """Return an engine on ``path`` whose transactions begin as we say.

    ``writes`` takes the write lock at once (a transaction that reads first and writes later is refused
    without waiting), otherwise the connection refuses to write at all.
    """

    def connect() -> dbapi2.Connection:
        connection = open_file(path, mode, disk)
        if not writes:
            connection.execute("PRAGMA query_only=ON").close()
            connection.execute(f"PRAGMA cache_size=-{READER_CACHE_KB}").close()
        return connection

    engine = create_engine("sqlite://", module=dbapi2, creator=connect, poolclass=pool, **options)

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def driver_of(connection: Connection) -> dbapi2.Connection:
    """Return the driver's own connection, for the many small questions of each write."""
    driver = connection.connection.driver_connection
    assert driver is not None
    return driver


@contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """Turn the driver's expected errors into ours; anything else is a bug and passes."""
    try:
        yield
    except DBAPIError as error:
        meaning = meaning_of(error.orig)
        if meaning is None:
            raise
        raise meaning(place=path, name=path.name) from error
    except DRIVER_ERRORS as error:
        meaning = meaning_of(error)
        if meaning is None:
            raise
        raise meaning(place=path, name=path.name) from error


def meaning_of(error: BaseException | None) -> type[AppError] | None:
    """Return our error for one of the driver, or None when it is not an expected one."""
    if isinstance(error, UnicodeDecodeError) or str(error).startswith(NO_TEXT):
        return DamagedFile
    return MEANING.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)


def from_sql(error: BaseException) -> bool:
    """Return whether an error came out of SQLAlchemy while it read a value, and is none of its own."""
    trace = error.__traceback__
    names = set()
    while trace is not None:
        names.add(trace.tb_frame.f_globals.get("__name__", "").partition(".")[0])
        trace = trace.tb_next
    return "sqlalchemy" in names and not isinstance(error, SQLAlchemyError)


@contextmanager
def read_errors(path: Path) -> Iterator[None]:
    """Turn the system's refusal to read a file into words for people."""
    try:
        yield
    except OSError as error:
        raise CannotRead(place=path) from error
