"""Looks at everything of a centre: its file, the files of its records, its backups. Changes nothing."""

from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from learnsoc_desktop.core.progress import NoProgress, Progress
from learnsoc_desktop.data.altered import altered_in
from learnsoc_desktop.data.check import MOST_LINES, check_centre, opened
from learnsoc_desktop.data.connection import DRIVER_ERRORS
from learnsoc_desktop.data.findings import Checked, Finding, Kind, Looked, Part
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.exchange.backup_manifest import ENDING, backups_in, read_manifest
from learnsoc_desktop.exchange.backup_verify import check_file, verify_backup


def check(folder: CentreFolder, progress: Progress | None = None) -> Checked:
    """Return what was looked at and what was found; never in a process that has the centre open."""
    tell = progress or NoProgress()
    copies = sorted(folder.backups.glob(f"*{ENDING}")) if folder.backups.is_dir() else []
    checked = check_centre(folder)
    known = {backup.path: backup for backup in backups_in(folder.backups)}
    sound = []
    for number, path in enumerate(copies):
        tell.step(number, len(copies), path.name)
        found = verify_backup(known[path]) if path in known else check_file(path)
        if path in known and found.sound:
            sound.append(path)
        checked += Checked(
            (Looked(Part.BACKUP, path.name, "" if found.sound else "not good"),),
            found.findings,
        )
        if path.with_suffix(".json").is_file() and read_manifest(path) is None:
            lost = Finding(Kind.CHANGED, path.with_suffix(".json").name, "makes no sense")
            checked += Checked((), (lost,))
    return checked + check_altered(folder, sound[::-1])


def check_altered(folder: CentreFolder, sound: Sequence[Path]) -> Checked:
    """Tell the values that differ from one of the ``sound`` backups though nobody wrote them since."""
    name, found = folder.database.name, dict[str, Finding]()
    try:
        with opened(folder.database) as connection:
            for path in sound:
                for row in altered_in(connection, path):
                    line = f"{row} (not as in {path.name})"
                    found.setdefault(row.row_id, Finding(Kind.ALTERED, name, line))
    except (OSError, *DRIVER_ERRORS):
        return Checked()  # it is told by ``check_centre`` why the file cannot be read
    looked = (Looked(Part.ALTERED, name, f"{len(sound)} backups"),)
    return Checked(looked if sound else (), tuple(islice(found.values(), MOST_LINES)))
