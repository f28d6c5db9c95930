"""What is looked at before a centre's file is opened; each check is a function of its own."""

import os
import struct
from pathlib import Path

from sqlcipher3 import dbapi2

from learnsoc_desktop.data import migrate
from learnsoc_desktop.data.connection import (
    APPLICATION_ID,
    open_file,
    plain_errors,
    read_errors,
)
from learnsoc_desktop.data.disks import Disk
from learnsoc_desktop.data.errors import (
    CentreMissing,
    EmptyFile,
    NewerCentre,
    NotACentre,
    OlderCentre,
)

HEAD = 100  # bytes of SQLite's file head
MAGIC = b"SQLite format 3\0"
APPLICATION_ID_AT = 68


def examine(path: Path, *, read_only: bool) -> str:
    """Refuse what is not a centre of ours; return the mode to open it with."""
    refuse_foreign(path)
    mode = mode_for(path, read_only=read_only)
    refuse_other_version(path, mode)
    return mode


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


def mode_for(path: Path, *, read_only: bool) -> str:
    """Return rw, ro, or immutable: a file in a folder that cannot be written has no shared memory."""
    if not read_only:
        return "rw"
    log = path.with_name(f"{path.name}-wal")
    if not os.access(path.parent, os.W_OK) and not log.exists():
        return "immutable"
    return "ro"


def refuse_other_version(path: Path, mode: str) -> None:
    """Refuse a file of a newer or an older program."""
    version = version_of(path, mode)
    if version > migrate.SCHEMA:
        raise NewerCentre(place=path)
    if version < migrate.SCHEMA:
        raise OlderCentre(place=path)


def version_of(path: Path, mode: str = "ro") -> int:
    """Return the number of the file's schema."""
    with plain_errors(path):
        connection = open_file(path, mode, Disk.FIXED) if mode != "rw" else _open_plain(path)
        try:
            return int(connection.execute("PRAGMA user_version").fetchone()[0])
        finally:
            connection.close()


def _open_plain(path: Path) -> dbapi2.Connection:
    """Open without choosing a journal: that is decided once, by who opens for good."""
    return open_file(path, "ro", Disk.FIXED)
