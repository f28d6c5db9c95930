"""Looks at everything of a centre: its file, the files of its records, its backups. Changes nothing."""

from learnsoc_desktop.core.progress import NoProgress, Progress
from learnsoc_desktop.data.check import check_centre
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
    for number, path in enumerate(copies):
        tell.step(number, len(copies), path.name)
        found = verify_backup(known[path]) if path in known else check_file(path)
        checked += Checked(
            (Looked(Part.BACKUP, path.name, "" if found.sound else "not good"),),
            found.findings,
        )
        if path.with_suffix(".json").is_file() and read_manifest(path) is None:
            lost = Finding(Kind.CHANGED, path.with_suffix(".json").name, "makes no sense")
            checked += Checked((), (lost,))
    return checked
