"""Why a file that comes in cannot be taken as a table."""

from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.core.i18n import N_

SAVE_AGAIN = N_("Open it in a spreadsheet program and save it as XLSX, then try again.")
SAVE_UNICODE = N_("Save it as XLSX or as “CSV UTF-8”, then try again.")
LESS = N_("Take out what is not needed, or divide it into several files.")


class FileUnreadable(AppError):
    """The file cannot be read; the base of everything that is wrong with a whole file."""

    message = N_("“{name}” cannot be read.")
    hint = SAVE_AGAIN


class FileMissing(FileUnreadable):
    """No such file, or a folder."""

    message = N_("“{name}” is not there.")
    hint = N_("Look where the file is and choose it again.")


class FileForbidden(FileUnreadable):
    """The system does not let us read it, or another program holds it."""

    message = N_("“{name}” may not be opened.")
    hint = N_("Close it in other programs, or copy it to another folder.")


class EmptyFile(FileUnreadable):
    """Nothing is in the file, or nothing but empty cells."""

    message = N_("“{name}” is empty.")
    hint = N_("Choose a file that holds a table with one row of headings.")


class NotATable(FileUnreadable):
    """The file is something else, whatever it is called; ``what`` says what."""

    message = N_("“{name}” is not a table but {what}.")


class DamagedFile(FileUnreadable):
    """The file breaks off or contradicts itself."""

    message = N_("“{name}” is damaged or was not copied completely.")
    hint = N_("Copy it again from where it came from, or open it and save it as XLSX.")


class ProtectedFile(FileUnreadable):
    """The file is encrypted."""

    message = N_("“{name}” is protected by a password.")
    hint = N_("Open it in a spreadsheet program, save it without a password, then try again.")


class UnknownLetters(FileUnreadable):
    """The bytes are neither UTF-8 nor UTF-16 nor Thai Windows-874."""

    message = N_("The letters of “{name}” cannot be read.")
    hint = SAVE_UNICODE


class MixedLetters(FileUnreadable):
    """Some lines are UTF-8 and some are not."""

    message = N_("Row {row} of “{name}” is not written in the same kind of letters as the others.")
    hint = SAVE_UNICODE


class BrokenQuotes(FileUnreadable):
    """A quotation mark is not closed, or stands in the middle of a quoted cell."""

    message = N_("Row {row} of “{name}”: a quotation mark is missing or stands in the wrong place.")
    hint = SAVE_AGAIN


class CellTooLong(FileUnreadable):
    """A cell holds more than a spreadsheet can."""

    message = N_("Row {row} of “{name}” holds a text of more than {limit:,} letters.")
    hint = N_("Shorten it, or look whether a quotation mark is missing.")


class HugeText(CellTooLong):
    """The same, noticed before the rows are counted."""

    message = N_("“{name}” holds a text of more than {limit:,} letters.")


class TooManyRows(FileUnreadable):
    """More rows than we take at once."""

    message = N_("“{name}” has more than {limit:,} rows.")
    hint = LESS


class TooManyColumns(FileUnreadable):
    """More columns than any register has."""

    message = N_("“{name}” has more than {limit:,} columns (something stands in row {row}).")
    hint = N_("Delete what stands far to the right, then save it again.")


class TooManyCells(FileUnreadable):
    """More cells than the memory of a small machine holds."""

    message = N_("“{name}” has more than {limit:,} cells.")
    hint = LESS


class TooLarge(FileUnreadable):
    """The file, or what it unpacks to, is larger than any register."""

    message = N_("“{name}” is too large: more than {limit} MB.")
    hint = LESS


class SheetMissing(FileUnreadable):
    """The sheet that was asked for is not in the file."""

    message = N_("“{name}” has no sheet called “{sheet}”.")
    hint = N_("Choose one of its sheets.")
