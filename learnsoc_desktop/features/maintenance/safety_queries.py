"""How safe a centre is, in words: the light, its two proofs, why a backup was made, what it holds."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.core.i18n import N_, _, ngettext
from learnsoc_desktop.data.contents import counts_of, named_blobs
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.data.startup import open_settled
from learnsoc_desktop.exchange.backup_copies import (
    SAFE_FOR,
    Safety,
    SafetyState,
    copies_of,
    safety_of,
    target_of,
)
from learnsoc_desktop.exchange.backup_manifest import Backup, Why, backups_in
from learnsoc_desktop.exchange.backup_rehearsal import Rehearsal, last_rehearsal
from learnsoc_desktop.features.maintenance.peek_queries import when_words

KILO = 1024
TONES: Mapping[Safety, str] = {Safety.SAFE: "good", Safety.DUE: "late", Safety.NEVER: "bad"}
WORDS: Mapping[Safety, str] = {
    Safety.SAFE: N_("The data are safe"),
    Safety.DUE: N_("A copy is due"),
    Safety.NEVER: N_("Not yet copied"),
}
REASONS: Mapping[Why, str] = {
    Why.CLOSE: N_("at close"),
    Why.TIMER: N_("after half an hour"),
    Why.ASKED: N_("you asked for it"),
    Why.BEFORE_UPDATE: N_("before an update"),
    Why.BEFORE_IMPORT: N_("before an import"),
    Why.BEFORE_MERGE: N_("before joining data"),
    Why.BEFORE_RESTORE: N_("before going back"),
    Why.COPY: N_("a copy elsewhere"),
}
COUNTED = ("person", "activity", "attendance")  # tables a person knows the numbers of


@dataclass(frozen=True, slots=True)
class LightWords:
    """What the safety light says: its tone, two short lines, and a whole sentence for each proof."""

    tone: str
    word: str
    detail: str
    proofs: tuple[str, str]


def light_words(state: SafetyState, now: datetime) -> LightWords:
    """Return what the safety light says at ``now`` (local time)."""
    backup, copy = state.last_verified, state.last_copy
    backed = ago_words(backup.when.astimezone(), now) if backup else ""
    copied = ago_words(copy.when.astimezone(), now) if copy else ""
    proofs = (
        _("Backed up {when}").format(when=backed) if backed else _("Not backed up yet"),
        _("On another disk {when}").format(when=copied)
        if copied
        else _("On another disk: not yet"),
    )
    if state.safety is Safety.SAFE and backup:
        detail = _("Backed up {when}").format(when=ago_words(backup.when.astimezone(), now))
    elif copy is None:
        detail = _("On this machine only")
    elif now - copy.when > SAFE_FOR:
        detail = _("Copied {when}").format(when=ago_words(copy.when.astimezone(), now))
    elif backup is not None:
        detail = _("Backed up {when}").format(when=ago_words(backup.when.astimezone(), now))
    else:
        detail = proofs[0]
    return LightWords(TONES[state.safety], _(WORDS[state.safety]), detail, proofs)


def ago_words(at: datetime, now: datetime) -> str:
    """Return a past moment in few words: "today 16.40", "12 days ago"."""
    days = (now.date() - at.date()).days
    if days <= 1:
        return when_words(at, now)
    return ngettext("{count} day ago", "{count} days ago", days).format(count=formats.number(days))


def why_words(backup: Backup) -> str:
    """Return why a backup was made."""
    return _(REASONS[backup.why])


def holds_words(counts: Mapping[str, int], pictures: int) -> str:
    """Return what a backup or a centre holds: people, activities, marks, pictures and attachments."""
    people, activities, marks = (counts.get(name, 0) for name in COUNTED)
    parts: tuple[str, ...] = (
        ngettext("{count} person", "{count} people", people).format(count=formats.number(people)),
        ngettext("{count} activity", "{count} activities", activities).format(
            count=formats.number(activities)
        ),
        ngettext("{count} mark", "{count} marks", marks).format(count=formats.number(marks)),
    )
    if pictures:
        text = ngettext("{count} picture", "{count} pictures", pictures)
        parts = (*parts, text.format(count=formats.number(pictures)))
    return " · ".join(parts)


def disk_name(place: str) -> str:
    """Return the name of a stick or folder; of the root of a Windows disk its letter."""
    path = Path(place)
    return path.name or path.drive or place


def size_words(size: int) -> str:
    """Return a number of bytes as people read it: "8.4 MB"."""
    for unit in ("KB", "MB"):
        size_in = size / KILO ** (1 if unit == "KB" else 2)
        if size_in < KILO:
            return f"{formats.number(size_in, 0 if unit == 'KB' else 1)} {unit}"
    return f"{formats.number(size / KILO**3, 1)} GB"


def rehearsal_words(rehearsal: Rehearsal | None, now: datetime) -> tuple[str, str]:
    """Return tone and sentence of the last rehearsal of a restore."""
    if rehearsal is None:
        return "ink_soft", _("Not tried yet: the program does it by itself each month")
    when = when_words(rehearsal.when.astimezone(), now)
    if rehearsal.sound:
        return "good", _("Everything came back, {when}").format(when=when)
    first = rehearsal.findings[0].text
    return "bad", _("Not everything came back, {when}: {found}").format(when=when, found=first)


@dataclass(frozen=True, slots=True)
class BackupRow:
    """A copy of the centre: here, or on another disk, which may not be plugged in (then ``backup`` is None)."""

    id: str
    when: datetime  # local time
    why: str
    place: str  # words for where it is
    here: bool
    size: int
    backup: Backup | None

    @property
    def state(self) -> str:
        """Return "good", "bad" (not verified) or "late" (cannot be looked at now)."""
        if self.backup is None:
            return "late"
        return "good" if self.backup.verified else "bad"


@dataclass(frozen=True, slots=True)
class Copies:
    """Everything the page of the copies shows."""

    rows: tuple[BackupRow, ...]
    state: SafetyState
    rehearsal: Rehearsal | None
    now_holds: Mapping[str, int]  # rows of the centre a table
    now_pictures: int


def copies(folder: CentreFolder, now: datetime) -> Copies:
    """Return every copy that is known, the latest first; folders of other disks are looked into."""
    here = [_row(each, _("this computer"), here=True) for each in backups_in(folder.backups)]
    away: list[BackupRow] = []
    places = {copy.place: copy for copy in copies_of(folder)}  # the last one of each place stays
    for place, last in places.items():
        target = target_of(folder, Path(place))
        try:
            found = backups_in(target)
        except AppError:
            found = []
        if found:
            away += [_row(each, disk_name(place), here=False) for each in found]
        else:
            when = last.when.astimezone()
            words = _(REASONS[Why.COPY])
            name = disk_name(place)
            away.append(
                BackupRow(place, when, words, name, here=False, size=last.size, backup=None)
            )
    rows = sorted((*here, *away), key=lambda each: each.when, reverse=True)
    with closing(open_settled(folder.database)) as connection:
        holds, pictures = counts_of(connection), len(named_blobs(connection))
    return Copies(tuple(rows), safety_of(folder, now), last_rehearsal(folder), holds, pictures)


def _row(backup: Backup, place: str, *, here: bool) -> BackupRow:
    when = backup.when.astimezone()
    return BackupRow(str(backup.path), when, why_words(backup), place, here, backup.size, backup)
