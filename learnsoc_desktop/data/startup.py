"""What is looked at before a centre's file is opened; each check is a function of its own."""

import os
import struct
from contextlib import closing
from pathlib import Path

from sqlcipher3 import dbapi2

from learnsoc_desktop.data import migrate
from learnsoc_desktop.data.connection import (
    APPLICATION_ID,
    open_file,
    plain_errors,
    read_errors,
)
from learnsoc_desktop.data.disks import kind_of_disk
from learnsoc_desktop.data.errors import (
    CentreMissing,
    DamagedFile,
    EmptyFile,
    NewerCentre,
    NotACentre,
    OlderCentre,
)

HEAD = 100  # bytes of SQLite's file head
MAGIC = b"SQLite format 3\0"
APPLICATION_ID_AT = 68
PAGE_SIZE_AT, CHANGES_AT, PAGES_AT, VALID_FOR_AT = 16, 24, 28, 92
LARGEST_PAGE = 65536


def refuse_foreign(path: Path) -> None:
    """Refuse a missing, empty or foreign file by its head; nothing is opened by SQLite yet."""
    if not path.is_file():
        raise CentreMissing(place=path.parent)
    with read_errors(path), path.open("rb") as file:
        head = file.read(HEAD)
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
    for ending in ("-wal", "-journal"):
        beside = path.with_name(path.name + ending)
        if beside.is_file() and beside.stat().st_size:
            return 0
    size = path.stat().st_size
    page = int(struct.unpack_from(">H", head, PAGE_SIZE_AT)[0])
    page = LARGEST_PAGE if page == 1 else max(page, 1)
    pages, changes, valid_for = (
        int(struct.unpack_from(">I", head, at)[0]) for at in (PAGES_AT, CHANGES_AT, VALID_FOR_AT)
    )
    told = pages * page if changes == valid_for else 0
    return max(told - size, -size % page)


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


def version_of(path: Path) -> int:
    """Return the number of the file's schema."""
    with plain_errors(path):
        connection = open_settled(path)
        try:
            return int(connection.execute("PRAGMA user_version").fetchone()[0])
        finally:
            connection.close()


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
