"""What is looked at while a centre is open: the room on its disk, its file inside, its search index."""

from contextlib import closing
from dataclasses import dataclass

from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.data import search
from learnsoc_desktop.data.check import unfound_rows
from learnsoc_desktop.data.connection import open_file, plain_errors
from learnsoc_desktop.data.disks import free_bytes
from learnsoc_desktop.data.errors import DamagedFile
from learnsoc_desktop.data.folder import RESERVE_BYTES, CentreFolder
from learnsoc_desktop.data.migrate import findable_tables
from learnsoc_desktop.data.startup import sound
from learnsoc_desktop.data.uow import UnitOfWork

LEAST_FREE = 500 * 1024 * 1024  # bytes; with less a person is warned


@dataclass(frozen=True, slots=True)
class Inside:
    """What the file is like inside: damaged, or so many rows that search does not find."""

    damaged: bool
    unfound: int = 0


def look_at_disk(folder: CentreFolder, *, reserves: bool) -> int | None:
    """Return the bytes that are free on the disk of the centre; None when the system does not tell.

    With ``reserves`` room is set aside for a full disk, where there is enough for it. For a helper thread.
    """
    free = free_bytes(folder.root)
    if reserves and free is not None and free >= LEAST_FREE + RESERVE_BYTES:
        try:
            folder.keep_reserve()
        except AppError:
            return (
                free  # a folder nobody may write, or somebody was faster: there is no reserve then
            )
    return free


def look_inside(folder: CentreFolder) -> Inside:
    """Let SQLite look at every page, and count what search does not find. For a helper thread."""
    path = folder.database
    try:
        if not sound(path):
            return Inside(damaged=True)
        with plain_errors(path), closing(open_file(path, "ro")) as connection:
            return Inside(
                damaged=False, unfound=sum(count for _name, count in unfound_rows(connection))
            )
    except DamagedFile:
        return Inside(damaged=True)


def free_reserve(folder: CentreFolder) -> bool:
    """Give the room back that was kept for a full disk, if it is this disk that is full; False when not."""
    free = free_bytes(folder.root)
    if free is not None and free >= RESERVE_BYTES:
        return False  # another disk is full: that of an export
    return folder.release_reserve()


def mend_search(uow: UnitOfWork) -> int:
    """Make the search index anew; return how many rows it holds."""
    connection = uow.session.connection()
    return search.rebuild(connection, findable_tables(connection))
