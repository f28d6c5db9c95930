"""Tables in and out: one function to read any file, one for each kind of file to write.

Reading and writing are pure functions of a path; the window and the command line run them in the child
process (``read_in_child``), because a file may be hostile and parsing is heavy.
"""

import re
from pathlib import Path
from stat import S_ISREG

from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.core.progress import Progress
from learnsoc_desktop.core.worker import Worker
from learnsoc_desktop.exchange.cells import (
    LIMITS,
    Cell,
    Limits,
    SourceRow,
    SourceTable,
    Table,
    column_letters,
)
from learnsoc_desktop.exchange.errors import (
    FileForbidden,
    FileMissing,
    FileUnreadable,
    NotATable,
    ProtectedFile,
    TooLarge,
)
from learnsoc_desktop.exchange.reading_csv import read_csv
from learnsoc_desktop.exchange.writing import write_csv, write_table, write_xlsx
from learnsoc_desktop.exchange.zip_check import MEGABYTE

__all__ = [
    "LIMITS",
    "Cell",
    "Limits",
    "SourceRow",
    "SourceTable",
    "Table",
    "column_letters",
    "read_in_child",
    "read_table",
    "write_csv",
    "write_table",
    "write_xlsx",
]

_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_WEB_PAGE = re.compile(rb"\s*(?:<!doctype html|<html|<table|<meta|<head|<\?xml)", re.IGNORECASE)
_OTHER_KINDS = (
    (b"%PDF", N_("a PDF")),
    (b"\x1f\x8b", N_("a packed file (GZIP)")),
    (b"Rar!", N_("a packed file (RAR)")),
    (b"7z\xbc\xaf", N_("a packed file (7Z)")),
    (b"\x89PNG", N_("a picture")),
    (b"\xff\xd8\xff", N_("a picture")),
    (b"GIF8", N_("a picture")),
    (b"MZ", N_("a program")),
    (b"\x7fELF", N_("a program")),
    (b"SQLite format 3", N_("a database")),
    (b"{\\rtf", N_("a text document")),
)


def read_table(path: Path | str, *, sheet: str = "", limits: Limits = LIMITS) -> SourceTable:
    """Return the table in a CSV, XLSX, XLSM or XLS file; what it is is told by its content.

    The first row that holds something is taken as the heads (``SourceTable.headed`` changes that). Raises
    a FileUnreadable that says what is wrong and what to do.
    """
    path = Path(path)
    name = path.name
    try:
        status = path.stat()
        if not S_ISREG(status.st_mode):  # a folder, or a device that never ends
            raise FileMissing(name=name)
        if status.st_size > limits.file:
            raise TooLarge(name=name, limit=limits.file // MEGABYTE)
        with path.open("rb") as file:
            start = file.read(4096)
            file.seek(0)
            if start.startswith((_ZIP, _EMPTY_ZIP)):
                # Imported on use: a CSV file does not need openpyxl.
                from learnsoc_desktop.exchange.reading_xlsx import read_xlsx  # noqa: PLC0415

                return read_xlsx(file, name, sheet, limits)
            data = file.read(limits.file + 1)
    except FileNotFoundError as error:
        raise FileMissing(name=name) from error
    except PermissionError as error:
        raise FileForbidden(name=name) from error
    except OSError as error:
        raise FileUnreadable(name=name) from error
    if len(data) > limits.file:  # it grew meanwhile
        raise TooLarge(name=name, limit=limits.file // MEGABYTE)
    if start.startswith(_OLE):
        return _read_ole(data, name, sheet, limits)
    _refuse_other_kinds(start, name)
    return read_csv(data, name, limits)


def _read_ole(data: bytes, name: str, sheet: str, limits: Limits) -> SourceTable:
    """Read the container of XLS files, which also holds encrypted XLSX files and old documents."""
    if _PACKAGE in data:
        raise ProtectedFile(name=name)
    from learnsoc_desktop.exchange.reading_xls import read_xls  # noqa: PLC0415  rare

    return read_xls(data, name, sheet, limits)


def _refuse_other_kinds(start: bytes, name: str) -> None:
    if _WEB_PAGE.match(start.removeprefix(b"\xef\xbb\xbf")):
        raise NotATable(name=name, what=_("a web page"))
    for magic, kind in _OTHER_KINDS:
        if start.startswith(magic):
            raise NotATable(name=name, what=_(kind))


def read_in_child(
    worker: Worker, path: Path, *, sheet: str = "", progress: Progress | None = None
) -> SourceTable:
    """Read ``path`` in the child process, where it can neither hang nor fill the memory."""
    table: SourceTable = worker.call(
        read_table,
        str(path),
        sheet=sheet,
        progress=progress,
        failure=FileUnreadable(name=path.name),
    )
    return table
