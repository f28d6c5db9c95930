"""What a backup says about itself: its name and the manifest beside it.

DIR/backups/20261122-083015-123-close.db    a whole copy of the centre's file
DIR/backups/20261122-083015-123-close.json  its manifest: size, hash, counts of rows, why, when, verified
DIR/backups/blobs/ab/<sha256>               the files that records name, once for all backups

Names are in UTC, so that they sort by time.
"""

import json
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from learnsoc_desktop.core.files import replacing
from learnsoc_desktop.data.connection import read_errors
from learnsoc_desktop.data.folder import CentreFolder

FORMAT = 1  # of the manifest
ENDING, MANIFEST = ".db", ".json"
STAMP = "%Y%m%d-%H%M%S"


class Why(StrEnum):
    """Why a backup was made; a part of its name."""

    CLOSE = "close"
    TIMER = "timer"
    ASKED = "asked"
    BEFORE_UPDATE = "before-update"
    BEFORE_IMPORT = "before-import"
    BEFORE_MERGE = "before-merge"
    BEFORE_RESTORE = "before-restore"
    COPY = "copy"  # on another disk


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup and its manifest. ``number`` counts up, also when the clock of the computer goes back."""

    path: Path
    number: int
    why: Why
    when: datetime
    size: int = 0
    sha256: str = ""
    schema: int = 0
    program: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    blobs: int = 0  # files that its records name
    blob_bytes: int = 0
    missing: tuple[str, ...] = ()  # of them, what the centre itself lacked
    source: tuple[int, ...] = ()  # what tells whether the centre's file changed since
    verified: datetime | None = None

    @property
    def folder(self) -> Path:
        """The folder of the files that its records name."""
        return self.path.parent / "blobs"

    @property
    def manifest(self) -> Path:
        """The file that says what the backup holds."""
        return self.path.with_suffix(MANIFEST)


def new_backup(place: Path, why: Why, now: datetime) -> Backup:
    """Return a backup that is not made yet, under a name that nothing has."""
    known = backups_in(place)
    number = known[-1].number + 1 if known else 1
    moment = now
    while any(place.glob(f"{stamp(moment)}-*")):
        moment += timedelta(milliseconds=1)
    return Backup(place / f"{stamp(moment)}-{why}{ENDING}", number, why, now)


def stamp(when: datetime) -> str:
    """Return a moment as the names of files hold it: UTC, to the millisecond."""
    moment = when.astimezone(UTC)
    return f"{moment.strftime(STAMP)}-{moment.microsecond // 1000:03}"


def backups_in(place: Path) -> list[Backup]:
    """Return the backups of a folder in the order they were made; what has no manifest is no backup."""
    if not place.is_dir():
        return []
    with read_errors(place):
        found = [read_manifest(path) for path in sorted(place.glob(f"*{ENDING}"))]
    return sorted((each for each in found if each), key=lambda each: (each.number, each.path.name))


def latest(folder: CentreFolder) -> Backup | None:
    """Return the last backup in the centre's folder."""
    made = backups_in(folder.backups)
    return made[-1] if made else None


def read_manifest(path: Path) -> Backup | None:
    """Return the backup whose file is ``path``; None when its manifest is missing or makes no sense."""
    try:
        said = json.loads(path.with_suffix(MANIFEST).read_text("utf-8"))
        if said.pop("format") != FORMAT:
            return None
        known = {each.name for each in fields(Backup)} - {"path"}
        verified = said.get("verified")
        return Backup(
            path,
            **{name: value for name, value in said.items() if name in known}
            | {
                "why": Why(said["why"]),
                "when": datetime.fromisoformat(said["when"]),
                "counts": {str(name): int(count) for name, count in said["counts"].items()},
                "missing": tuple(said["missing"]),
                "source": tuple(said["source"]),
                "verified": datetime.fromisoformat(verified) if verified else None,
            },
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def write_manifest(backup: Backup) -> None:
    """Write what the backup holds beside it, whole or not at all."""
    said = asdict(backup) | {
        "format": FORMAT,
        "when": backup.when.isoformat(),
        "verified": backup.verified and backup.verified.isoformat(),
    }
    del said["path"]
    with replacing(backup.manifest) as part:
        part.write_text(json.dumps(said, ensure_ascii=False, indent=1), "utf-8")
