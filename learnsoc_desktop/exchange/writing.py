"""Writing tables as CSV and XLSX, whole or not at all."""

import csv
import math
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from learnsoc_desktop.core.files import replacing
from learnsoc_desktop.core.progress import NoProgress, Progress
from learnsoc_desktop.exchange.cells import LIMITS, Cell, Table
from learnsoc_desktop.exchange.formula_guard import guarded

WIDEST, NARROWEST = 60, 6  # of a column, in letters
SAMPLE_ROWS = 200  # of which the width of a column is worked out
NUMBER_FORMATS = {
    str: "@",  # or Excel would read a phone number again when its cell is touched
    date: "yyyy-mm-dd",
    datetime: "yyyy-mm-dd hh:mm",
    time: "hh:mm",
    timedelta: "[h]:mm",
}
SHEET_NAME = 31  # letters
STEP = 1_000  # rows between two reports of progress
_SURROGATES = re.compile("[\ud800-\udfff]")
_NOT_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
_WIDTHLESS = re.compile("[ัิ-ฺ็-๎\u200b-\u200f]")
FIRST_DAY = date(1900, 3, 1)  # spreadsheets count the days before it wrongly


def write_table(table: Table, path: Path, progress: Progress | None = None) -> None:
    """Write ``table`` as what the ending of ``path`` says: ``.xlsx``, or CSV."""
    write = write_xlsx if path.suffix.lower() == ".xlsx" else write_csv
    write(table, path, progress)


def write_csv(table: Table, path: Path, progress: Progress | None = None) -> None:
    """Write UTF-8 with the mark that Excel looks for; text can never run as a formula.

    Raises DiskFull, FileNotWritable, FolderMissing.
    """
    progress = progress or NoProgress()
    with (
        replacing(path) as part,
        part.open("w", encoding="utf-8-sig", errors="replace", newline="") as file,
    ):
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow([guarded(head) for head in table.heads])
        for done, row in enumerate(table.rows, 1):
            writer.writerow([_csv_text(cell) for cell in row])
            if done % STEP == 0:
                progress.step(done, len(table.rows))
    progress.step(len(table.rows), len(table.rows))


def write_xlsx(table: Table, path: Path, progress: Progress | None = None) -> None:
    """Write a workbook with one sheet: bold heads that stay in view, text as text, numbers as numbers.

    Raises DiskFull, FileNotWritable, FolderMissing.
    """
    import xlsxwriter  # noqa: PLC0415  only when a workbook is written

    progress = progress or NoProgress()
    with replacing(path) as part:
        packed = (
            BytesIO()
        )  # packed it is small, and a full disk is met by us and not by the library
        book = xlsxwriter.Workbook(packed, {"constant_memory": True})
        _fill(book, table, progress)
        book.close()
        with part.open("wb") as file:
            file.write(packed.getbuffer())
    progress.step(len(table.rows), len(table.rows))


def _fill(book: Any, table: Table, progress: Progress) -> None:  # noqa: ANN401  untyped library
    sheet = book.add_worksheet(sheet_name(table.name))
    head = book.add_format({"bold": True, "bottom": 1, "valign": "top", "text_wrap": True})
    formats = {
        kind: book.add_format({"num_format": code, "valign": "top"})
        for kind, code in NUMBER_FORMATS.items()
    }
    writers = {str: sheet.write_string, bool: sheet.write_boolean}
    writers |= {int: sheet.write_number, float: sheet.write_number}
    for column, width in enumerate(_widths(table)):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 0)
    for column, title in enumerate(table.heads):
        sheet.write_string(0, column, _sheet_text(title), head)
    for number, row in enumerate(table.rows, 1):
        for column, cell in enumerate(row):
            if cell is None or cell == "":
                continue
            plain = _sheet_cell(cell)
            kind = type(plain)
            write = writers.get(kind, sheet.write_datetime)
            write(number, column, plain, formats.get(kind))
        if number % STEP == 0:
            progress.step(number, len(table.rows))
    if table.rows and table.heads:
        sheet.autofilter(0, 0, len(table.rows), len(table.heads) - 1)


def sheet_name(name: str) -> str:
    """Return ``name`` as a spreadsheet accepts it: 31 letters, some signs not at all."""
    name = _NOT_IN_SHEET_NAME.sub(" ", name).strip(" '")[:SHEET_NAME].strip(" '")
    return "Sheet1" if name.lower() in {"", "history"} else name


def _csv_text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return guarded(cell)
    return cell_text(cell)


def cell_text(cell: Cell) -> str:
    """Return what stands in a text file for ``cell``: ISO dates, ``true`` and ``false``, plain numbers."""
    match cell:
        case None:
            text = ""
        case bool():
            text = "true" if cell else "false"
        case datetime():
            text = cell.isoformat(" ", "minutes")
        case date():
            text = cell.isoformat()
        case time():
            text = cell.isoformat("minutes")
        case timedelta():
            text = f"{cell.total_seconds() / 3600:g}"
        case _:
            text = str(cell)
    return text


def _sheet_cell(cell: Cell) -> Cell:
    """Return ``cell`` as a spreadsheet can hold it; what it cannot hold becomes text."""
    if isinstance(cell, str):
        return _sheet_text(str(cell))
    early = isinstance(cell, date) and date(cell.year, cell.month, cell.day) < FIRST_DAY
    odd = isinstance(cell, float) and not math.isfinite(cell)
    long = isinstance(cell, int) and not isinstance(cell, bool) and abs(cell) >= 10**15
    return cell_text(cell) if early or odd or long else cell


def _sheet_text(text: str) -> str:
    text = _SURROGATES.sub("\ufffd", text)
    return text if len(text) <= LIMITS.cell else text[: LIMITS.cell - 1] + "…"


def _widths(table: Table) -> Iterable[int]:
    """Return the width of each column in letters; Thai marks over and under take no room."""
    for column, head in enumerate(table.heads):
        longest = max(
            (_width(row[column]) for row in table.rows[:SAMPLE_ROWS] if column < len(row)),
            default=0,
        )
        yield min(max(longest, _width(head), NARROWEST) + 2, WIDEST)


def _width(cell: Cell) -> int:
    lines: Sequence[str] = _WIDTHLESS.sub("", cell_text(cell)).split("\n")
    return max(map(len, lines))
