"""Which backups stay: many of today, few of last year, never more room than there is to spare."""

import logging
import shutil
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from sqlcipher3 import dbapi2

from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.core.files import PART_PREFIX, STALE_SECONDS, write_errors
from learnsoc_desktop.data.entity import utc_now
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.exchange.backup_manifest import ENDING, MANIFEST, Backup, backups_in
from learnsoc_desktop.exchange.backup_verify import blobs_of

MOST_BYTES = 2 * 1024**3
SHARE_OF_DISK = 0.2  # of what would be free without any backup
ALWAYS = 3  # verified ones

# How many periods back one backup each is kept, and what tells the period of a moment (UTC).
PERIODS: Sequence[tuple[int, Callable[[datetime], object]]] = (
    (24, lambda when: (when.date(), when.hour)),
    (14, lambda when: when.date()),
    (8, lambda when: when.isocalendar()[:2]),
    (12, lambda when: (when.year, when.month)),
)


def thin(folder: CentreFolder, *, now: datetime | None = None) -> list[Backup]:
    """Remove the backups of a centre that are not needed any more; return them."""
    return thin_place(folder.backups, now=now)


def thin_place(place: Path, *, now: datetime | None = None) -> list[Backup]:
    """Remove the backups in ``place`` that are not needed any more; return them.

    The files that records name go when no backup that is left names them.
    """
    made = backups_in(place)
    gone = surplus(made, most_bytes=allowance(place, made))
    with write_errors(place):
        for each in gone:
            each.path.unlink(missing_ok=True)  # first: what has no file is no backup
            each.manifest.unlink(missing_ok=True)
        _sweep(place, (now or utc_now()) - timedelta(seconds=STALE_SECONDS))
        if gone:
            _drop_blobs(place)
    return gone


def thin_if_possible(place: Path, *, now: datetime | None = None) -> None:
    """Thin after a backup was made; a file that cannot be removed now does not spoil the backup."""
    try:
        thin_place(place, now=now)
    except AppError as error:
        logging.getLogger(__name__).warning("thinning failed: %s", type(error).__name__)


def allowance(place: Path, made: Iterable[Backup]) -> int:
    """Return how many bytes the copies may take: 2 GB, on a small disk a fifth of what is free."""
    free = shutil.disk_usage(place).free + sum(each.size for each in made)
    return min(MOST_BYTES, int(free * SHARE_OF_DISK))


def surplus(made: Sequence[Backup], *, most_bytes: int) -> list[Backup]:
    """Return which of the backups ``made`` (in the order they were made) can go, the oldest first.

    Of each period the last verified one stays; the last three verified ones stay whatever they take.
    """
    verified = [each for each in made if each.verified]
    always = {each.path for each in verified[-ALWAYS:]}
    kept = set(always)
    newest_first = sorted(made, key=lambda each: (bool(each.verified), each.when), reverse=True)
    for periods, period_of in PERIODS:
        seen: dict[object, Backup] = {}
        for each in newest_first:
            seen.setdefault(period_of(each.when), each)
        stay = sorted(seen.values(), key=lambda each: each.when, reverse=True)[:periods]
        kept.update(each.path for each in stay)
    room = most_bytes
    for each in sorted(made, key=lambda each: (each.path not in always, -each.number)):
        if each.path in kept:
            room -= each.size
            if room < 0 and each.path not in always:
                kept.discard(each.path)
    return [each for each in made if each.path not in kept]


def _sweep(place: Path, before: datetime) -> None:
    """Remove manifests whose backup never came to be, and what a killed copy left, after a day."""
    for path in place.iterdir():
        lost = (
            path.suffix == MANIFEST
            and path.name[:1].isdigit()
            and not path.with_suffix(ENDING).is_file()
        )
        if not (lost or path.name.startswith(PART_PREFIX)):
            continue
        if path.stat().st_mtime < before.timestamp():
            path.unlink()


def _drop_blobs(place: Path) -> None:
    """Remove the files that no copy names; none at all while a copy cannot be asked."""
    needed: set[str] = set()
    for path in place.glob(f"*{ENDING}"):
        try:
            needed.update(blobs_of(path))
        except (AppError, dbapi2.Error):
            return
    for path in (place / "blobs").glob("??/*"):
        if not path.name.startswith(PART_PREFIX) and path.name not in needed:
            path.unlink()
