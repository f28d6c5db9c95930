"""What can be told of centres that are not open: a short look into their files, for the start page."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.core.paths import user_folder
from learnsoc_desktop.data.folder import CentreFolder

NAME = "SELECT name, sample FROM centre_profile WHERE deleted_at IS NULL"
PEOPLE = "SELECT count(*) FROM person WHERE deleted_at IS NULL AND merged_into IS NULL"
A_WEEK = 7


@dataclass(frozen=True, slots=True)
class KnownCentre:
    """A centre that was opened before. ``changed`` is None when its file is not there (any more)."""

    folder: Path
    name: str
    changed: datetime | None  # local time
    people: int | None = None  # None: not looked at, or not readable
    sample: bool = False


def known_centres(folders: Sequence[str]) -> list[KnownCentre]:
    """Return what the folders alone tell, in their order; nothing is opened."""
    return [_seen(Path(folder)) for folder in dict.fromkeys(folders) if folder]


def peek(known: KnownCentre) -> KnownCentre:
    """Return the name of a centre and how many people it has, read from its file.

    Nothing is written, not even beside the file. A file that cannot be read is told as it is known.
    """
    if known.changed is None:
        return known
    try:
        name, sample, people = _read(CentreFolder(known.folder).database)
    except AppError:
        return known
    return KnownCentre(known.folder, name or known.name, known.changed, people, sample)


def is_sample(file: Path) -> bool:
    """Return whether the file is that of a sample centre; False where that cannot be read."""
    try:
        _name, sample, _people = _read(file)
    except AppError:
        return False
    return sample


def when_words(at: datetime, now: datetime) -> str:
    """Return a past moment as people say it: "today 16.40", "yesterday 16.40", "19 Nov 2026"."""
    away = now.date() - at.date()
    clock = formats.time_of_day(at.time())
    if not away:
        return _("today {time}").format(time=clock)
    if away == timedelta(days=1):
        return _("yesterday {time}").format(time=clock)
    if timedelta() < away < timedelta(days=A_WEEK):
        return _("{days} days ago ({date})").format(
            days=formats.number(away.days), date=formats.date_medium(at.date())
        )
    return formats.date_medium(at.date())


def sample_folder() -> Path:
    """Return the folder the sample centres lie in."""
    return user_folder() / "sample"


def _seen(folder: Path) -> KnownCentre:
    sample = folder.is_relative_to(sample_folder())
    return KnownCentre(folder, folder.name, _changed(CentreFolder(folder).database), sample=sample)


def _changed(file: Path) -> datetime | None:
    """Return when the file or its journal was written last; None when there is no file to read."""
    try:
        written = [file.stat().st_mtime]
        journal = file.with_name(f"{file.name}-wal")
        if journal.exists():
            written.append(journal.stat().st_mtime)
    except OSError:
        return None
    return datetime.fromtimestamp(max(written)).astimezone()


def _read(file: Path) -> tuple[str, bool, int]:
    from learnsoc_desktop.data.connection import (  # noqa: PLC0415  the start page is shown before
        open_file,
        plain_errors,
    )
    from learnsoc_desktop.data.startup import refuse_foreign  # noqa: PLC0415  as above

    refuse_foreign(file)
    # Without a journal nobody writes now: read it as it lies, and leave nothing beside it.
    mode = "ro" if file.with_name(f"{file.name}-wal").exists() else "immutable"
    with plain_errors(file), closing(open_file(file, mode)) as connection:
        name, sample = connection.execute(NAME).fetchone() or ("", False)
        (people,) = connection.execute(PEOPLE).fetchone()
    return str(name), bool(sample), int(people)
