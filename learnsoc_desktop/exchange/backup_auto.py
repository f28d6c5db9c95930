"""When the program makes backups by itself: at close, after half an hour with changes, before an import.

Plain functions that open nothing but the centre they back up: for any thread, or the child process.
"""

from datetime import datetime, timedelta

from learnsoc_desktop.core.progress import Progress
from learnsoc_desktop.data.entity import utc_now
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.exchange.backup import fingerprint, make_backup
from learnsoc_desktop.exchange.backup_manifest import Backup, Why, latest
from learnsoc_desktop.exchange.backup_thin import thin_if_possible

EVERY = timedelta(minutes=30)


def back_up(
    folder: CentreFolder,
    why: Why,
    *,
    now: datetime | None = None,
    progress: Progress | None = None,
) -> Backup:
    """Make a verified backup and thin the old ones."""
    made = make_backup(folder, why, now=now, progress=progress)
    thin_if_possible(folder.backups, now=now)
    return made


def back_up_if_changed(
    folder: CentreFolder,
    why: Why,
    *,
    now: datetime | None = None,
    progress: Progress | None = None,
) -> Backup | None:
    """Back up at close, before an import or a merge; None when the last backup still holds everything."""
    if changed_since(folder, latest(folder)):
        return back_up(folder, why, now=now, progress=progress)
    return None


def back_up_if_due(
    folder: CentreFolder, *, now: datetime | None = None, progress: Progress | None = None
) -> Backup | None:
    """Back up an open centre when it is time; None when it is not."""
    now, last = now or utc_now(), latest(folder)
    if due(now, last.when if last else None, changed=changed_since(folder, last)):
        return back_up(folder, Why.TIMER, now=now, progress=progress)
    return None


def due(now: datetime, last: datetime | None, *, changed: bool) -> bool:
    """Return whether it is time for the next backup of an open centre: something changed 30 minutes ago.

    A last backup in the future (the clock was wrong) counts as none.
    """
    return changed and (last is None or not last <= now < last + EVERY)


def changed_since(folder: CentreFolder, last: Backup | None) -> bool:
    """Return whether the centre's file was written after ``last`` was begun; nothing is opened."""
    return last is None or not last.source or last.source != fingerprint(folder)
