"""What is looked at while a centre is open: the room on its disk, its file inside, its search index."""

from contextlib import closing
from dataclasses import dataclass

from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.data import altered, search
from learnsoc_desktop.data.connection import open_file, plain_errors
from learnsoc_desktop.data.disks import free_bytes
from learnsoc_desktop.data.errors import DamagedFile
from learnsoc_desktop.data.folder import RESERVE_BYTES, CentreFolder
from learnsoc_desktop.data.migrate import findable_tables
from learnsoc_desktop.data.search_check import unfound_rows
from learnsoc_desktop.data.startup import sound
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.exchange.backup_compare import Differing, altered_since_backup

LEAST_FREE = 500 * 1024 * 1024  # bytes; with less a person is warned


@dataclass(frozen=True, slots=True)
class Inside:
    """What the file is like inside: damaged, so many rows that search does not find, values nobody wrote."""

    damaged: bool
    unfound: int = 0
    altered: Differing | None = None


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
    """Let SQLite look at every page, count what search does not find, and compare with the backups.

    For a helper thread: 1 s for 100 MB, all of it SQLite's own work.
    """
    path = folder.database
    try:
        if not sound(path):
            return Inside(damaged=True)
        with plain_errors(path), closing(open_file(path, "ro")) as connection:
            unfound = sum(count for _name, count in unfound_rows(connection))
        return Inside(damaged=False, unfound=unfound, altered=_altered(folder))
    except DamagedFile:
        return Inside(damaged=True)


def _altered(folder: CentreFolder) -> Differing | None:
    try:
        return altered_since_backup(folder)
    except (AppError, OSError):
        return None  # the folder of backups cannot be read now: the page of the copies tells it


def put_right(uow: UnitOfWork, differing: Differing) -> int:
    """Give the values back that a backup holds and nobody changed since; return how many."""
    return altered.put_right(uow, differing.backup.path, differing.rows)


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
