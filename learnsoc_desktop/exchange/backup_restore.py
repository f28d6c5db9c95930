"""Taking a backup back: the state of before is backed up and set aside, never deleted.

DIR/set-aside/20261122-083015-123/   the centre's file as it was, with the journals that lay beside it

A program that is killed or a power cut in the middle leaves the centre as it was before or as it is after.
"""

import os
import shutil
import tempfile
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlcipher3 import dbapi2

from learnsoc_desktop.core.errors import AppError, Cancelled
from learnsoc_desktop.core.files import DiskFull, replacing, write_errors
from learnsoc_desktop.core.progress import NoProgress, Progress
from learnsoc_desktop.data import contents
from learnsoc_desktop.data.check import (
    SIDE_FILES,
    check_centre,
    left_over,
    sha256_of,
    side_file,
)
from learnsoc_desktop.data.connection import open_file, read_errors
from learnsoc_desktop.data.disks import kind_of_disk
from learnsoc_desktop.data.entity import utc_now
from learnsoc_desktop.data.errors import EmptyFile, NewerCentre, NotACentre
from learnsoc_desktop.data.filelock import FileLock
from learnsoc_desktop.data.findings import Checked, Finding, Kind
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.exchange.backup import make_backup
from learnsoc_desktop.exchange.backup_errors import BackupDamaged, BackupMissing, FolderInUse
from learnsoc_desktop.exchange.backup_files import fetch_blob, intact
from learnsoc_desktop.exchange.backup_manifest import Backup, Why, read_manifest, stamp
from learnsoc_desktop.exchange.backup_verify import blobs_of, check_file, reading

ASIDE = "set-aside"
COPIED, SET_ASIDE, STEPS = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did."""

    file: Path
    before: Backup | None  # of the state before; None when it could not be read
    aside: Path | None  # where the old set of files is; None when there was none
    missing: tuple[str, ...]  # files that records name and nothing had


def restore(
    folder: CentreFolder,
    file: Path,
    *,
    now: datetime | None = None,
    progress: Progress | None = None,
) -> Restored:
    """Put the backup ``file`` in the place of the centre in ``folder`` (which may hold none yet).

    Raises BackupMissing, BackupDamaged, NotACentre, NewerCentre, DatabaseBusy while it is open for writing
    anywhere, and what a full disk gives; then nothing was changed.
    """
    tell, now = progress or NoProgress(), now or utc_now()
    digest = refuse_unfit(file)
    tell.step(0, STEPS)
    folder.prepare()
    lock = FileLock(folder.database)
    try:
        aside = _Aside(folder, now)
        aside.keep_journals()
        before = _backup_before(folder, now, tell)
        with replacing(folder.database) as part:
            shutil.copyfile(file, part)
            if sha256_of(part) != digest:
                raise BackupDamaged(name=file.name)
            with part.open("rb+") as copied:
                os.fsync(copied.fileno())
            tell.step(COPIED, STEPS)
            missing = _bring_blobs_back(folder, file, aside)
            aside.keep_set()
            tell.step(SET_ASIDE, STEPS)
        return Restored(file, before, aside.made, missing)
    finally:
        lock.release()


def put_journals_away(folder: CentreFolder, *, now: datetime | None = None) -> Path | None:
    """Set aside what lies beside the centre's file and belongs to another one; return where it is now.

    Raises DatabaseBusy while the centre is open for writing anywhere.
    """
    lock = FileLock(folder.database)
    try:
        aside = _Aside(folder, now or utc_now())
        aside.keep_journals()
        with write_errors(folder.database):
            for ending in SIDE_FILES:
                side_file(folder.database, ending).unlink(missing_ok=True)
        return aside.made
    finally:
        lock.release()


def rehearse(file: Path) -> Checked:
    """Take a backup back into a temporary folder and check the centre there; nothing else is touched."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        folder = CentreFolder(Path(place))
        done = restore(folder, file)
        checked = check_centre(folder)
    known = read_manifest(file)
    lacking = known.missing if known else ()
    lost = {sha256 for sha256 in done.missing if sha256 not in lacking}
    findings = (
        finding
        for finding in checked.findings
        if finding.kind is not Kind.FILE_MISSING or finding.place in lost
    )
    return Checked(checked.looked, tuple(findings))


def look_into(file: Path) -> Backup:
    """Return what the backup ``file`` holds, also one without a manifest; refuse what is none, as ``restore``."""
    digest = refuse_unfit(file)
    known = read_manifest(file)
    if known is not None:
        return known
    with read_errors(file), reading(file) as copy:
        seen = file.stat()
        named = contents.named_blobs(copy)
        return Backup(
            file,
            0,
            Why.COPY,
            datetime.fromtimestamp(seen.st_mtime, UTC),
            size=seen.st_size,
            sha256=digest,
            schema=contents.schema_of(copy),
            counts=contents.counts_of(copy),
            blobs=len(named),
            blob_bytes=sum(named.values()),
        )


def restore_elsewhere(
    folder: CentreFolder, file: Path, *, progress: Progress | None = None
) -> Restored:
    """Put the backup ``file`` into ``folder``, which holds no centre; refused with FolderInUse."""
    if folder.has_centre():
        raise FolderInUse(place=folder.root)
    return restore(folder, file, progress=progress)


def refuse_unfit(file: Path) -> str:
    """Refuse a file that is no whole backup of ours; return its hash."""
    if not file.is_file():
        raise BackupMissing(name=file.name)
    checked = check_file(file, read_manifest(file))
    kinds = {finding.kind for finding in checked.findings}
    if Kind.FOREIGN in kinds:
        raise NotACentre(place=file)
    if Kind.EMPTY in kinds:
        raise EmptyFile(place=file)
    if Kind.NEWER in kinds:
        raise NewerCentre(place=file)
    beside = tuple(Finding(Kind.LEFT_OVER, each.name) for each in left_over(file))
    if checked.findings or beside:
        raise BackupDamaged(checked.findings + beside, name=file.name)
    with read_errors(file):
        return sha256_of(file)


def _backup_before(folder: CentreFolder, now: datetime, progress: Progress) -> Backup | None:
    """Back up what is there; None when nothing is, or when it is too damaged for it."""
    if not folder.has_centre():
        return None
    try:
        return make_backup(folder, Why.BEFORE_RESTORE, now=now, progress=progress)
    except (Cancelled, DiskFull):
        raise
    except AppError:
        return None


class _Aside:
    """The folder of what was there before, made when something goes into it."""

    def __init__(self, folder: CentreFolder, now: datetime) -> None:
        self._folder = folder
        self._place = folder.root / ASIDE / stamp(now)
        self._kept = False
        self.made: Path | None = None

    def keep(self, path: Path) -> None:
        """Copy ``path``; a file the disk cannot read any more is moved as it is."""
        target = self._make() / path.name
        try:
            with replacing(target) as part, path.open("rb") as old, part.open("wb") as new:
                shutil.copyfileobj(old, new)
        except AppError as error:
            if isinstance(error, DiskFull):
                raise
            with write_errors(target):
                path.replace(target)

    def keep_journals(self) -> None:
        """Keep the whole set where journals lie beside the file: whoever opens it changes them."""
        if beside := left_over(self._folder.database):
            for each in (self._folder.database, *beside):
                if each.is_file():
                    self.keep(each)
            self._kept = True

    def keep_set(self) -> None:
        """Keep the centre's file, and leave it whole without journals, ready to be replaced.

        What journals hold is taken into the file first, so that it is the same state at every moment.
        """
        path = self._folder.database
        if path.is_file() and not self._kept:
            self.keep(path)
        with write_errors(path):
            if path.is_file() and left_over(path):
                _take_in(path)
            for ending in SIDE_FILES:
                side_file(path, ending).unlink(missing_ok=True)

    def _make(self) -> Path:
        if self.made is None:
            place = self._place
            with write_errors(place):
                place.parent.mkdir(exist_ok=True)
                while place.exists():
                    place = place.with_name(f"{place.name}-more")
                place.mkdir()
            self.made = place
        return self.made


def _take_in(path: Path) -> None:
    """Let SQLite take the journals into the file, as the next start would; a damaged set stays as it is."""
    try:
        with closing(open_file(path, "rw", kind_of_disk(path))) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except dbapi2.Error:
        return  # it was copied aside with its journals, and could not be opened before either


def _bring_blobs_back(folder: CentreFolder, file: Path, aside: _Aside) -> tuple[str, ...]:
    """Fetch the files that the backup's records name and the centre lacks; return what nothing has."""
    missing = []
    for sha256 in blobs_of(file):
        here = folder.blob_path(sha256)
        if intact(here, sha256):
            continue
        places = (file.parent / "blobs", folder.backups / "blobs")
        source = next((p for p in places if intact(p / sha256[:2] / sha256, sha256)), None)
        if source is None:
            missing.append(sha256)
            continue
        if here.is_file():
            aside.keep(here)
        fetch_blob(source, folder.blobs, sha256)
    return tuple(missing)
