"""Why a centre does not open, in plain words: what happened, what is safe, and the ways out that work."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from pathlib import Path

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.errors import AppError, DatabaseBusy, ReadOnlyCentre
from learnsoc_desktop.core.files import DiskFull, FileNotWritable, FolderMissing
from learnsoc_desktop.core.i18n import N_, _, ngettext
from learnsoc_desktop.core.progress import Progress
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.errors import (
    BackupFirst,
    CannotRead,
    CentreMissing,
    DamagedFile,
    EmptyFile,
    NewerCentre,
    NotACentre,
    OlderCentre,
    OpenOnOtherHost,
    OtherLog,
)
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.exchange.backup_manifest import Backup, backups_in
from learnsoc_desktop.exchange.backup_verify import verify_backup
from learnsoc_desktop.features.maintenance.peek_queries import when_words
from learnsoc_desktop.features.maintenance.safety_queries import holds_words, size_words

MOST_LOOKED_AT = 10  # backups that are read back until a good one is found


class Way(Enum):
    """A way out."""

    RESTORE = auto()
    SALVAGE = auto()
    OTHER_BACKUP = auto()
    READ_ONLY = auto()
    AGAIN = auto()
    HERE = auto()
    PUT_AWAY = auto()
    UP_TO_DATE = auto()
    MAKE_ROOM = auto()
    OTHER_CENTRE = auto()


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found in the folder: the backups, the newest good one, and whether it can be read at all."""

    backups: tuple[Backup, ...] = ()
    best: Backup | None = None
    readable: bool = False
    reserve: bool = False
    size: int = 0


@dataclass(frozen=True, slots=True)
class Words:
    """A way out as it is shown: what it does, what happens then, the words of its button, its icon."""

    icon: str
    title: str
    under: str
    button: str
    doubt: str = ""


BROKEN = (CentreMissing, DamagedFile, EmptyFile, NotACentre)
UNWRITABLE = (CannotRead, FileNotWritable, FolderMissing, ReadOnlyCentre)
TITLES: Sequence[tuple[tuple[type[AppError], ...], str]] = (
    (BROKEN, N_("The centre's file cannot be opened")),
    ((OtherLog,), N_("A foreign file lies beside the centre's file")),
    ((DatabaseBusy,), N_("This centre is open elsewhere")),
    ((NewerCentre,), N_("This centre needs a newer program")),
    ((OlderCentre,), N_("This centre is of an older program")),
    ((DiskFull, BackupFirst), N_("There is no room on the disk")),
    (UNWRITABLE, N_("This folder cannot be written")),
)
WAYS: Sequence[tuple[tuple[type[AppError], ...], tuple[Way, ...]]] = (
    ((EmptyFile, CentreMissing), (Way.RESTORE, Way.OTHER_BACKUP)),
    (BROKEN, (Way.RESTORE, Way.SALVAGE, Way.OTHER_BACKUP, Way.READ_ONLY)),
    ((OtherLog,), (Way.PUT_AWAY, Way.OTHER_BACKUP)),
    ((OpenOnOtherHost,), (Way.READ_ONLY, Way.AGAIN, Way.HERE)),
    ((DatabaseBusy,), (Way.READ_ONLY, Way.AGAIN)),
    ((NewerCentre,), ()),
    ((OlderCentre,), (Way.UP_TO_DATE,)),
    ((DiskFull, BackupFirst), (Way.MAKE_ROOM, Way.AGAIN, Way.READ_ONLY)),
    (UNWRITABLE, (Way.READ_ONLY, Way.AGAIN)),
)
_PLAIN: Mapping[Way, tuple[str, str, str, str]] = {
    Way.SALVAGE: (
        "life-buoy",
        N_("Save what can be read into a new centre"),
        N_("With a list of what could not be read, so that it can be typed again"),
        N_("Save what can be read"),
    ),
    Way.READ_ONLY: (
        "eye",
        N_("Open it for reading only"),
        N_("Look at it and print; nothing in it is changed"),
        N_("Open for reading only"),
    ),
    Way.AGAIN: (
        "refresh-cw",
        N_("Try again"),
        N_("When it is closed there, the stick is plugged in, or there is room again"),
        N_("Try again"),
    ),
    Way.HERE: (
        "door-open",
        N_("It is closed there: open it here"),
        N_("Only when that computer is off, or the program is no longer open on it"),
        N_("Open it here"),
    ),
    Way.PUT_AWAY: (
        "archive",
        N_("Put the foreign file away, then open the centre"),
        N_("It is kept with its date and not deleted"),
        N_("Put it away and open"),
    ),
    Way.UP_TO_DATE: (
        "refresh-cw",
        N_("Bring it up to date and open it"),
        N_("A backup is made and checked first"),
        N_("Bring it up to date"),
    ),
    Way.MAKE_ROOM: (
        "hard-drive",
        N_("Use the room that was kept for this"),
        N_("Enough to export and delete; then make room on the disk"),
        N_("Use it and open"),
    ),
    Way.OTHER_CENTRE: (
        "landmark",
        N_("Open another centre"),
        N_("Goes to the start page; this one stays as it is"),
        N_("Open another centre"),
    ),
}


def concerns(folder: CentreFolder, error: AppError) -> bool:
    """Return whether there is more to say than that the folder holds no centre."""
    return not isinstance(error, CentreMissing) or bool(backups_in(folder.backups))


def look(folder: CentreFolder, error: AppError, progress: Progress) -> Seen:
    """Return what there is in the folder; backups are read back until a good one is found.

    For a helper thread, while the centre is not open.
    """
    try:
        backups = tuple(backups_in(folder.backups))
    except AppError:
        backups = ()
    best = None
    if Way.RESTORE in _ways_for(error):
        for number, backup in enumerate(reversed(backups[-MOST_LOOKED_AT:])):
            progress.step(number, len(backups))
            if verify_backup(backup).sound:
                best = backup
                break
    file = folder.database
    size = file.stat().st_size if file.is_file() else 0
    return Seen(backups, best, _readable(file), folder.reserve.is_file(), size)


def title_of(error: AppError) -> str:
    """Return the title of the page."""
    for kinds, title in TITLES:
        if isinstance(error, kinds):
            return _(title)
    return _("The centre cannot be opened")


def ways_of(error: AppError, seen: Seen) -> list[Way]:
    """Return the ways out that work, the best one first; there is always one."""
    works = {
        Way.RESTORE: seen.best is not None,
        Way.READ_ONLY: seen.readable,
        Way.MAKE_ROOM: seen.reserve,
    }
    return [*(way for way in _ways_for(error) if works.get(way, True)), Way.OTHER_CENTRE]


def words_of(way: Way, seen: Seen, now: datetime) -> Words:
    """Return a way out in words; ``now`` is local."""
    if way is Way.RESTORE and seen.best is not None:
        return backup_words(seen.best, now)
    if way is Way.OTHER_BACKUP:
        count = len(seen.backups)
        under = ngettext(
            "{count} in the centre's folder, and those on a stick",
            "{count} in the centre's folder, and those on a stick",
            count,
        )
        return Words(
            "history",
            _("Choose another backup"),
            under.format(count=formats.number(count)),
            _("Choose"),
        )
    icon, title, under, button = _PLAIN[way]
    return Words(icon, _(title), _(under), _(button))


def backup_words(backup: Backup, now: datetime) -> Words:
    """Return a backup that can be taken back, in words."""
    when = when_words(backup.when.astimezone(), now)
    return Words(
        "rotate-ccw",
        _("Use the backup of {when}").format(when=when),
        _("Read back just now: {what}").format(what=holds_words(backup.counts, backup.blobs)),
        _("Use it and go on"),
        _("What was typed after that may be missing. The old file is put away, not deleted."),
    )


def calm_words(error: AppError, seen: Seen) -> list[str]:
    """Return what is safe."""
    words = [_("Nothing was changed so far.")]
    if isinstance(error, DatabaseBusy):
        return [*words, _("Everything that was saved there is safe.")]
    words.append(_("No file is deleted: the old ones are put away with their date."))
    if seen.backups:
        count = len(seen.backups)
        text = ngettext(
            "{count} backup lies in the folder.", "{count} backups lie in the folder.", count
        )
        words.append(text.format(count=formats.number(count)))
    return [*words, _("Whatever you choose, there is a way back.")]


def code_of(error: AppError, seen: Seen) -> str:
    """Return the line for somebody who repairs it."""
    said = _("For a repairer: {code} · the file has {size}")
    return said.format(code=type(error).__name__, size=size_words(seen.size))


def _ways_for(error: AppError) -> tuple[Way, ...]:
    return next((ways for kinds, ways in WAYS if isinstance(error, kinds)), (Way.AGAIN,))


def _readable(file: Path) -> bool:
    """Return whether the file can be opened for reading only."""
    try:
        with Database(file, read_only=True) as database, database.reading() as session:
            session.connection().exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
    except AppError:
        return False
    return True
