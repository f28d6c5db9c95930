"""Backups of a centre: made while it is open; each appears under its name only when it was verified."""

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlcipher3 import dbapi2

from learnsoc_desktop import __version__
from learnsoc_desktop.core.errors import AppError, DatabaseBusy
from learnsoc_desktop.core.files import replacing
from learnsoc_desktop.core.progress import NoProgress, Progress
from learnsoc_desktop.data import contents
from learnsoc_desktop.data.check import LOG, sha256_of, side_file
from learnsoc_desktop.data.connection import BUSY, LOCKED, open_file, plain_errors
from learnsoc_desktop.data.disks import Disk
from learnsoc_desktop.data.entity import utc_now
from learnsoc_desktop.data.errors import BackupFirst, CentreMissing, DamagedFile, NoRoom
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.data.startup import open_settled
from learnsoc_desktop.exchange.backup_files import copy_blob
from learnsoc_desktop.exchange.backup_manifest import Backup, Why, new_backup, write_manifest
from learnsoc_desktop.exchange.backup_verify import check_copy, reading, refuse_unless_sound

PAGES = 500  # copied at a time: 2 MB, after which others have their turn
MOST_RESTARTS = 5  # of a copy that others write into
MOST_WAITS = 40  # of a quarter of a second each
WORDS: Mapping[str, type[AppError]] = {
    "disk I/O error": NoRoom,
    "database or disk is full": NoRoom,
    "database disk image is malformed": DamagedFile,
    "file is not a database": DamagedFile,
}
FORMAT_AT, WITHOUT_LOG = 18, b"\x01\x01"  # of the file's head: a copy needs no log beside it


def make_backup(
    folder: CentreFolder,
    why: Why,
    *,
    now: datetime | None = None,
    progress: Progress | None = None,
) -> Backup:
    """Copy the centre into its folder of backups, verify the copy and return it.

    Works while the centre is open here and elsewhere, on any thread or process: the copy is one state of the
    file, between two commits. Raises CentreMissing, BackupRefused, DatabaseBusy and what a full disk gives.
    """
    if not folder.database.is_file():
        raise CentreMissing(place=folder.root)
    folder.prepare()
    backup = new_backup(folder.backups, why, now or utc_now())
    source = fingerprint(folder)
    with plain_errors(backup.path), replacing(backup.path) as part:
        part.touch()  # a folder that cannot be written is told before SQLite meets it
        counts = copy_pages(folder.database, part, progress or NoProgress())
        backup = replace(described(backup, part, counts), source=source)
        backup = keep_blobs(folder, backup, part)
        refuse_unless_sound(backup, check_copy(part, backup, folder.blobs))
        backup = replace(backup, verified=now or utc_now())
        write_manifest(backup)
    return backup


def before_update(path: Path) -> Backup:
    """Make the backup that goes before a change of the schema (``Database(backup=...)``)."""
    try:
        return make_backup(CentreFolder(path.parent), Why.BEFORE_UPDATE)
    except AppError as error:
        raise BackupFirst from error


def fingerprint(folder: CentreFolder) -> tuple[int, ...]:
    """Return what changes with every write: length and time of the file, length of its log."""
    seen = folder.database.stat()
    log = side_file(folder.database, LOG)
    return seen.st_size, seen.st_mtime_ns, log.stat().st_size if log.is_file() else 0


def described(backup: Backup, part: Path, counts: dict[str, int] | None) -> Backup:
    """Return the backup with what its file ``part`` says about itself."""
    with reading(part) as copy:
        return replace(
            backup,
            size=part.stat().st_size,
            sha256=sha256_of(part),
            schema=contents.schema_of(copy),
            counts=contents.counts_of(copy) if counts is None else counts,
            program=__version__,
        )


def copy_pages(path: Path, part: Path, progress: Progress) -> dict[str, int] | None:
    """Copy the open file ``path`` into ``part`` in steps; return the counts of rows it had, if they are sure.

    With a log, the copy is the state at its beginning, whatever is written meanwhile. Without one (sticks),
    a write begins the copy anew: holding the file would stop the people who type.
    """
    waits = restarts = 0
    least = 0

    def step(status: int, remaining: int, total: int) -> None:
        nonlocal waits, restarts, least
        waits = waits + 1 if status in {BUSY, LOCKED} else 0
        restarts += bool(least) and remaining > least
        least = remaining
        if waits > MOST_WAITS or restarts > MOST_RESTARTS:
            raise DatabaseBusy
        progress.step(total - remaining, total)

    with closing(open_settled(path)) as source, closing(_open_part(part)) as target:
        logged = source.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        counts = None
        if logged:
            source.execute("BEGIN").close()
            counts = contents.counts_of(source)
        with _words_told(path):
            source.backup(target, pages=PAGES, progress=step)
        if logged:
            source.execute("COMMIT").close()
    with part.open("rb+") as file:
        file.seek(FORMAT_AT)
        file.write(WITHOUT_LOG)
    return counts


def keep_blobs(folder: CentreFolder, backup: Backup, part: Path) -> Backup:
    """Copy the files that the copy's records name, once, beside the backups; note what is not there."""
    with reading(part) as copy:
        named = contents.named_blobs(copy)
    missing = tuple(
        sha256
        for sha256 in named
        if not copy_blob(folder.blobs, backup.folder, sha256, named[sha256])
    )
    return replace(backup, blobs=len(named), blob_bytes=sum(named.values()), missing=missing)


@contextmanager
def _words_told(path: Path) -> Iterator[None]:
    """Turn the errors of copying pages into ours: the driver tells them in SQLite's words, without a code."""
    try:
        yield
    except dbapi2.Error as error:
        meaning = WORDS.get(str(error))
        if meaning is None:
            raise
        raise meaning(place=path, name=path.name) from error


def _open_part(part: Path) -> dbapi2.Connection:
    target = open_file(part, "rwc", Disk.REMOVABLE)
    for pragma in ("journal_mode=OFF", "synchronous=OFF"):  # a copy cut short is thrown away
        target.execute(f"PRAGMA {pragma}").close()
    return target
