"""Why a backup was not made or not used."""

from collections.abc import Sequence

from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.core.i18n import N_
from learnsoc_desktop.data.findings import Finding


class BackupRefused(AppError):
    """A copy is not as good as it has to be; ``findings`` says why."""

    message = N_("“{name}” was not made: the copy is not as good as the original.")
    hint = N_("Try again, or choose another disk. If it happens again, check the centre.")

    def __init__(self, findings: Sequence[Finding] = (), **params: object) -> None:
        super().__init__(**params)
        self.findings = tuple(findings)


class BackupDamaged(BackupRefused):
    """A backup that is to be taken back is damaged or incomplete."""

    message = N_("“{name}” is damaged or was not copied completely. Nothing was changed.")
    hint = N_("Choose another backup.")


class BackupMissing(AppError):
    """No backup of this name."""

    message = N_("The backup “{name}” is not there.")
    hint = N_("Choose another backup, or put the stick in.")


class InsideCentre(AppError):
    """A copy on another disk was asked for inside the centre's own folder."""

    message = N_("“{place}” is a part of the centre's own folder.")
    hint = N_("Choose a folder on another disk, such as a stick.")


class NothingReadable(AppError):
    """Not one row of a damaged file can be read."""

    message = N_("Nothing can be read from “{name}”.")
    hint = N_("Restore the last backup.")


class FolderInUse(AppError):
    """What is saved from a damaged file goes into a folder of its own."""

    message = N_("There is something in “{place}” already.")
    hint = N_("Choose an empty folder.")
