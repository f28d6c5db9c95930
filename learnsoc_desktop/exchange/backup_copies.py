"""Copies on another disk, and how safe a centre is: when it was last backed up, here and elsewhere.

STICK/learnsoc-<folder of the centre>/20261122-083015-123-copy.db   compact, with its manifest and blobs
DIR/backups/copies.json                                             when and where copies were made
"""

import json
import os
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from enum import Enum
from pathlib import Path

from learnsoc_desktop.core.files import replacing, write_errors
from learnsoc_desktop.core.progress import NoProgress, Progress
from learnsoc_desktop.data import contents
from learnsoc_desktop.data.connection import plain_errors
from learnsoc_desktop.data.entity import utc_now
from learnsoc_desktop.data.errors import CentreMissing
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.data.startup import open_settled
from learnsoc_desktop.exchange.backup import described, keep_blobs
from learnsoc_desktop.exchange.backup_errors import InsideCentre
from learnsoc_desktop.exchange.backup_manifest import (
    Backup,
    Why,
    backups_in,
    new_backup,
    write_manifest,
)
from learnsoc_desktop.exchange.backup_thin import thin_if_possible
from learnsoc_desktop.exchange.backup_verify import check_copy, refuse_unless_sound

NOTES = "copies.json"
MOST_NOTES = 50
SAFE_FOR = timedelta(days=7)
WRITTEN, WITH_FILES, STEPS = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that was made on another disk (or, with ``other_disk`` False, elsewhere on this one)."""

    when: datetime
    place: str
    other_disk: bool
    size: int


class Safety(Enum):
    """The safety light."""

    SAFE = "safe"
    DUE = "due"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class SafetyState:
    """How safe a centre is, and the two proofs."""

    safety: Safety
    last_verified: Backup | None
    last_copy: Copy | None


def copy_to(
    folder: CentreFolder,
    place: Path,
    *,
    now: datetime | None = None,
    progress: Progress | None = None,
) -> Backup:
    """Write a compact copy of the centre (nothing deleted is left in it) into ``place``; return it.

    Written beside, put on the disk, read back from it, then renamed; remembered in the centre's folder.
    Raises InsideCentre, BackupRefused and what a full or pulled disk gives.
    """
    now, tell = now or utc_now(), progress or NoProgress()
    if not folder.database.is_file():
        raise CentreMissing(place=folder.root)
    if place.resolve().is_relative_to(folder.root.resolve()):
        raise InsideCentre(place=place)
    target = target_of(folder, place)
    with write_errors(target):
        target.mkdir(exist_ok=True)
    backup = new_backup(target, Why.COPY, now)
    with plain_errors(backup.path), replacing(backup.path) as part:
        part.touch()  # a folder that cannot be written is told before SQLite meets it
        tell.step(0, STEPS)
        backup = described(backup, part, _vacuum_into(folder.database, part))
        tell.step(WRITTEN, STEPS)
        backup = keep_blobs(folder, backup, part)
        tell.step(WITH_FILES, STEPS)
        _forget_cached(part)
        refuse_unless_sound(backup, check_copy(part, backup, folder.blobs))
        backup = replace(backup, verified=now)
        write_manifest(backup)
    thin_if_possible(target, now=now)
    _remember(folder, Copy(now, str(place), _other_disk(folder.root, target), backup.size))
    return backup


def target_of(folder: CentreFolder, place: Path) -> Path:
    """Return the folder that the copies of a centre have in ``place``."""
    return place / f"learnsoc-{folder.root.resolve().name}"


def copies_of(folder: CentreFolder) -> list[Copy]:
    """Return the copies that were remembered, the oldest first."""
    try:
        said = json.loads((folder.backups / NOTES).read_text("utf-8"))
        return [Copy(datetime.fromisoformat(each.pop("when")), **each) for each in said["copies"]]
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return []


def safety_of(folder: CentreFolder, now: datetime) -> SafetyState:
    """Return how safe the centre is: a verified backup and a copy on another disk of the last 7 days.

    Reads small files only. A proof from the future (the clock was wrong) proves nothing.
    """
    verified = [each for each in backups_in(folder.backups) if each.verified and each.when <= now]
    copies = [each for each in copies_of(folder) if each.other_disk and each.when <= now]
    last_verified = max(verified, key=lambda each: each.when, default=None)
    last_copy = max(copies, key=lambda each: each.when, default=None)
    if last_verified is None and last_copy is None:
        return SafetyState(Safety.NEVER, None, None)
    fresh = all(
        each is not None and now - each.when <= SAFE_FOR for each in (last_verified, last_copy)
    )
    return SafetyState(Safety.SAFE if fresh else Safety.DUE, last_verified, last_copy)


def _vacuum_into(path: Path, part: Path) -> dict[str, int] | None:
    """Write the state of the open file ``path`` into ``part``; return the counts of rows it had, if sure."""
    with closing(open_settled(path)) as source:
        source.execute("PRAGMA query_only=OFF").close()  # the copy is written too
        before = contents.counts_of(source)
        source.execute("VACUUM INTO ?", (str(part),)).close()
        after = contents.counts_of(source)
    # somebody wrote meanwhile: then only the copy itself can say what it holds
    return before if before == after else None


def _forget_cached(part: Path) -> None:
    """Put the copy on its disk and let the system forget it, so that reading it back reads the disk."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _other_disk(here: Path, there: Path) -> bool:
    return here.stat().st_dev != there.stat().st_dev


def _remember(folder: CentreFolder, copy: Copy) -> None:
    kept = [*copies_of(folder), copy][-MOST_NOTES:]
    said = {"copies": [asdict(each) | {"when": each.when.isoformat()} for each in kept]}
    folder.prepare()
    with replacing(folder.backups / NOTES) as part:
        part.write_text(json.dumps(said, ensure_ascii=False, indent=1), "utf-8")
