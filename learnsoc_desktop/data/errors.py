"""Errors of the centre's file that a person can act on."""

from collections.abc import Sequence
from datetime import datetime

from learnsoc_desktop.core.errors import AppError, DatabaseBusy, ReadOnlyCentre
from learnsoc_desktop.core.files import DiskFull
from learnsoc_desktop.core.i18n import N_


class CentreMissing(AppError):
    """The folder holds no centre."""

    message = N_("There is no centre in “{place}”.")
    hint = N_("Choose the folder that holds the file “centre.db”.")


class CentreExists(AppError):
    """A new centre was asked for where there is one."""

    message = N_("There is a centre in “{place}” already.")
    hint = N_("Open it, or choose an empty folder.")


class EmptyFile(AppError):
    """The file is there but holds nothing: it was lost, it is not a new centre."""

    message = N_("The centre's file “{place}” is empty. Its data was lost by the disk or a copy.")
    hint = N_("Restore the last backup.")


class NotACentre(AppError):
    """The file is something else."""

    message = N_("“{place}” is not the file of a centre.")
    hint = N_("Choose the folder that holds the file “centre.db”.")


class NewerCentre(AppError):
    """The file was written by a newer program."""

    message = N_("This centre was used with a newer version of the program.")
    hint = N_("Install the new version on this computer, then open it again.")


class OlderCentre(AppError):
    """The file was written by an older program and has to be brought up to date first."""

    message = N_("This centre was made with an older version of the program.")
    hint = N_("Open it for writing once: a backup is made, then it is brought up to date.")


class DamagedFile(AppError):
    """What is read from the file makes no sense."""

    message = N_("The centre's file is damaged.")
    hint = N_("Do not write on. Restore the last backup.")


class DamagedValue(DamagedFile):
    """A value is none of its kind any more, like a date in which a bit turned; the file is well otherwise."""

    message = N_("A value in the centre's file makes no sense: the disk changed it.")
    hint = N_("The line above the page says what can be done.")


class FileReadOnly(ReadOnlyCentre):
    """The system lets nobody write the file."""

    message = N_("The centre's file may not be written.")
    hint = N_("Allow writing in the properties of the file, or copy the folder to another place.")


class OtherLog(AppError):
    """A journal beside the file belongs to another file; taken in, it would spoil this one."""

    message = N_("“{name}” lies beside the centre's file but belongs to another one.")
    hint = N_("It is put away, not deleted; then the centre opens as it was.")


class OpenElsewhere(DatabaseBusy):
    """The centre is open for writing; the parameters ``host`` and ``since`` (UTC) tell where and since when."""

    def __init__(self, **params: object) -> None:
        super().__init__(**params)
        since = params.get("since")
        if isinstance(since, datetime):
            from learnsoc_desktop.core import formats  # noqa: PLC0415  only to tell it

            self.params = {**params, "when": formats.moment(since.astimezone())}


class OpenTwice(OpenElsewhere):
    """Another program of this computer, or another person's session, has it open."""

    message = N_("This centre is already open on this computer, since {when}.")
    hint = N_("Close it there, or open it here for reading only.")


class OpenOnOtherHost(OpenElsewhere):
    """Another computer has it open, or had when it ended badly or its stick was pulled out."""

    message = N_("This centre is open on the computer “{host}”, since {when}.")
    hint = N_("Close it there, or open it here for reading only.")


class NoRoom(DiskFull):
    """There is no room, or the disk refuses to write."""

    message = N_("The disk is full or cannot be written. Nothing was changed.")
    hint = N_("Make room on the disk, then try again.")


class DiskFails(NoRoom):
    """The disk did not do what it was told; whether it kept the last write is not certain.

    SQLite says the same of a disk that is broken, one that a limit of the system makes full, and one that was
    pulled out.
    """

    message = N_("The disk could not be read or written, or is full.")
    hint = N_(
        "Look whether your last change is there. If this comes again, make a backup on another disk."
    )


class CannotRead(AppError):
    """The system refuses to let us read or write the file."""

    message = N_("“{place}” cannot be opened.")
    hint = N_("Ask the owner of the computer for the right to open it, or copy the folder.")


class BlobMissing(AppError):
    """A file that belongs to a record is not in the folder of files, or is not what it was."""

    message = N_("A file that belongs to this record is missing or damaged.")
    hint = N_("Restore it from a backup, or attach it again.")


class BackupFirst(AppError):
    """A file is not changed before a copy of it was made and checked."""

    message = N_("No backup could be made, so the centre was left as it is.")
    hint = N_("Make room on the disk, then try again.")


class NothingToUndo(AppError):
    """There is no step to take back (or to do again)."""

    message = N_("There is nothing to undo.")


class ChangedSince(AppError):
    """Rows are no longer as the step left them; ``rows`` names them as (entity, id)."""

    message = N_("“{title}” cannot be undone: {count} of its records were changed later.")
    hint = N_("Undo the later changes first, or correct the records by hand.")

    def __init__(self, rows: Sequence[tuple[str, str]], **params: object) -> None:
        super().__init__(**params)
        self.rows = tuple(rows)
