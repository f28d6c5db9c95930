"""Which values of a centre nobody wrote: what the verified backups tell that lie beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from learnsoc_desktop.data.altered import Altered, altered_rows
from learnsoc_desktop.data.check import sha256_of
from learnsoc_desktop.data.connection import DRIVER_ERRORS
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.exchange.backup_manifest import Backup, backups_in


@dataclass(frozen=True, slots=True)
class Differing:
    """Rows that nobody wrote since a backup, which holds what they were."""

    backup: Backup
    rows: tuple[Altered, ...]

    @property
    def values(self) -> int:
        """How many values differ."""
        return sum(len(row.columns) for row in self.rows)


def altered_since_backup(folder: CentreFolder) -> Differing | None:
    """Compare an open centre with its newest and its oldest verified backup; None when nothing differs.

    The newest knows the rows of the last days. What the disk changed before it was made is in it too; the oldest
    tells that of the rows it has. For a helper thread; raises what the driver and the disk raise.
    """
    verified = [each for each in backups_in(folder.backups) if each.verified]
    for backup in _newest_and_oldest(verified):
        try:
            rows = altered_rows(folder.database, backup.path)
        except DRIVER_ERRORS:
            continue  # the backup itself is damaged: the check of everything tells it
        if rows and backup.sha256 == sha256_of(backup.path):
            return Differing(backup, tuple(rows))
    return None


def _newest_and_oldest(backups: Sequence[Backup]) -> Sequence[Backup]:
    return backups if len(backups) <= 1 else (backups[-1], backups[0])
