"""What is looked at before a centre's file is opened; each check is a function of its own."""

import os
import shutil
import struct
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from sqlcipher3 import dbapi2

from learnsoc_desktop.data import contents, migrate
from learnsoc_desktop.data.connection import (
    APPLICATION_ID,
    DRIVER_ERRORS,
    meaning_of,
    open_file,
    plain_errors,
    read_errors,
)
from learnsoc_desktop.data.disks import Disk, kind_of_disk
from learnsoc_desktop.data.errors import (
    CentreMissing,
    DamagedFile,
    EmptyFile,
    NewerCentre,
    NotACentre,
    OlderCentre,
    OtherLog,
)

HEAD = 100  # bytes of SQLite's file head
MAGIC = b"SQLite format 3\0"
APPLICATION_ID_AT = 68
PAGE_SIZE_AT, CHANGES_AT, PAGES_AT, VALID_FOR_AT = 16, 24, 28, 92
LARGEST_PAGE = 65536
WRITE_VERSION_AT, WITH_LOG = 18, 2
LOG, JOURNAL = "-wal", "-journal"
AT_ONCE = 8 * 1024 * 1024  # bytes of a file that is looked at inside before it is opened
SAMPLE = 100  # rows a table that tell whether a journal belongs to the file


def refuse_foreign(path: Path) -> None:
    """Refuse a missing, empty or foreign file by its head; nothing is opened by SQLite yet."""
    if not path.is_file():
        raise CentreMissing(place=path.parent)
    with read_errors(path):
        head = _head_of(path)
    if not head.strip(b"\0"):
        raise EmptyFile(place=path)
    if len(head) < HEAD or not head.startswith(MAGIC):
        raise NotACentre(place=path)
    if struct.unpack_from(">I", head, APPLICATION_ID_AT)[0] != APPLICATION_ID:
        raise NotACentre(place=path)
    if bytes_missing(path, head):
        raise DamagedFile(place=path)


def bytes_missing(path: Path, head: bytes) -> int:
    """Return how many bytes a file lacks by its own head; SQLite does not miss the end of the last page.

    0 while a journal lies beside it (the rest may stand there), or when an old program left it unsaid.
    """
    if any(holds_something(path, ending) for ending in (LOG, JOURNAL)):
        return 0
    size = path.stat().st_size
    page = int(struct.unpack_from(">H", head, PAGE_SIZE_AT)[0])
    page = LARGEST_PAGE if page == 1 else max(page, 1)
    pages, changes, valid_for = (
        int(struct.unpack_from(">I", head, at)[0]) for at in (PAGES_AT, CHANGES_AT, VALID_FOR_AT)
    )
    told = pages * page if changes == valid_for else 0
    return max(told - size, -size % page)


def holds_something(path: Path, ending: str) -> bool:
    """Return whether a journal with this ending lies beside ``path`` and is not empty."""
    beside = path.with_name(path.name + ending)
    return beside.is_file() and beside.stat().st_size > 0


def refuse_other_journal(path: Path) -> None:
    """Refuse a journal, left beside a file that nobody has open, which belongs to another file.

    SQLite would take it in without a word: most of what the file holds would be gone. Nothing is changed by the
    look.
    """
    for ending in (LOG, JOURNAL):
        if holds_something(path, ending) and _spoils(path, ending):
            raise OtherLog(place=path, name=path.name + ending)


def _spoils(path: Path, ending: str) -> bool:
    """Return whether a journal makes a sound file worse.

    Our rows are hardly ever removed. So with a log of its own, which adds to it, a file keeps its rows; and the
    state to which a rollback journal takes it back has no rows that the file lacks.
    """
    if ending == JOURNAL and not _sound_alone(path):
        return False  # killed in the middle of a write: the journal is what mends it
    try:
        with closing(open_file(path, "immutable")) as alone, _together(path, ending) as after:
            if ending == LOG:
                return _loses_most(alone, after.connection)
            return not _is_next(after.file, path) or _loses_most(after.connection, alone)
    except DRIVER_ERRORS as error:
        # A file cut off while its log was taken in is mended by the log.
        return meaning_of(error) in {None, DamagedFile} and _sound_alone(path)


def _loses_most(older: dbapi2.Connection, newer: dbapi2.Connection) -> bool:
    """Return whether most of the rows made here that the older state holds are not in the newer one."""
    before = {
        table: contents.own_ids_of(older, table, SAMPLE) for table in contents.tables_of(older)
    }
    known = set(contents.tables_of(newer))
    kept = sum(
        len(ids & contents.ids_among(newer, table, ids))
        for table, ids in before.items()
        if ids and table in known
    )
    return kept * 2 < sum(map(len, before.values()))


def _is_next(older: Path, newer: Path) -> bool:
    """Return whether at most one transaction lies between two states of a file."""
    first, second = (
        int(struct.unpack_from(">I", _head_of(file), CHANGES_AT)[0]) for file in (older, newer)
    )
    return second - first in {0, 1}


def _head_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(HEAD)


def _sound_alone(path: Path) -> bool:
    """Return whether the file is sound as it lies, without its journals."""
    try:
        with closing(open_file(path, "immutable")) as alone:
            return bool(alone.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    except DRIVER_ERRORS:
        return False


class _Together(NamedTuple):
    """A file with its journal taken in."""

    connection: dbapi2.Connection
    file: Path


@contextmanager
def _together(path: Path, ending: str) -> Iterator[_Together]:
    """Give the file with its journal taken in; the files stay as they are."""
    if ending == LOG:
        with closing(open_file(path, "ro")) as connection:
            yield _Together(connection, path)
        return
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / path.name
        for each in (path, path.with_name(path.name + ending)):
            shutil.copyfile(each, copy.with_name(each.name))
        written_with_log = _head_of(copy)[WRITE_VERSION_AT] == WITH_LOG
        disk = Disk.FIXED if written_with_log else Disk.REMOVABLE  # another would change the file
        with closing(open_file(copy, "rw", disk)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchall()  # takes it in
            yield _Together(connection, copy)


def mode_for(path: Path, *, read_only: bool) -> str:
    """Return rw, ro, or immutable: a file in a folder that cannot be written has no shared memory."""
    if not read_only:
        return "rw"
    log = path.with_name(f"{path.name}-wal")
    if not os.access(path.parent, os.W_OK) and not log.exists():
        return "immutable"
    return "ro"


def refuse_version(path: Path, version: int, *, read_only: bool) -> None:
    """Refuse a file of a newer program; one of an older program too, when it may not be changed."""
    if version > migrate.SCHEMA:
        raise NewerCentre(place=path)
    if version < 1:
        raise NotACentre(place=path)
    if version < migrate.SCHEMA and read_only:
        raise OlderCentre(place=path)


def open_settled(path: Path) -> dbapi2.Connection:
    """Open a file for reading; what a killed program left half written in a rollback journal is taken back.

    SQLite refuses to read such a file on a connection that may not write.
    """
    mode = mode_for(path, read_only=True)
    journal = path.with_name(f"{path.name}-journal")
    if mode == "ro" and journal.is_file() and journal.stat().st_size:
        with closing(open_file(path, "rw", kind_of_disk(path))) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
    return open_file(path, mode)


def refuse_damaged(path: Path) -> None:
    """Refuse a small file that is damaged inside; a large one is looked at while it is open."""
    if path.stat().st_size <= AT_ONCE and not sound(path):
        raise DamagedFile(place=path)


def version_of(path: Path, *, written: bool = False) -> int:
    """Return the number of the file's schema; refuse one to be ``written`` that is not as it was declared."""
    with plain_errors(path), closing(open_settled(path)) as connection:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if written and version == migrate.SCHEMA and not contents.is_as_declared(connection):
            raise DamagedFile(place=path)
        return version


def sound(path: Path) -> bool:
    """Return whether SQLite finds nothing wrong in the file: each page is read once (1 s for 100 MB)."""
    with plain_errors(path), closing(open_settled(path)) as connection:
        return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")


def faults_of(path: Path, *, thorough: bool = False) -> list[str]:
    """Return what SQLite finds wrong in the file, at most 100 lines; empty when it is sound.

    The quick check reads each page once (2 s for 200 MB); the thorough one compares the indexes too.
    """
    check = "integrity_check" if thorough else "quick_check"
    with plain_errors(path):
        connection = open_file(path, mode_for(path, read_only=True))
        try:
            lines = [str(line) for (line,) in connection.execute(f"PRAGMA {check}").fetchall()]
            wanting = connection.execute("PRAGMA foreign_key_check").fetchall()
        finally:
            connection.close()
    lines += [f"{table} {row}: {parent} missing" for table, row, parent, _key in wanting[:100]]
    return [line for line in lines if line != "ok"]
