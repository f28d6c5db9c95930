"""Reading XLS, the spreadsheets of before 2007, by xlrd."""

import io
import struct
from datetime import datetime

import xlrd
from xlrd.biffh import error_text_from_code
from xlrd.compdoc import CompDocError
from xlrd.xldate import XLDateError, xldate_as_datetime

from learnsoc_desktop.exchange.cells import LIMITS, Cell, Limits, SourceRow, SourceTable
from learnsoc_desktop.exchange.errors import (
    DamagedFile,
    EmptyFile,
    ProtectedFile,
    SheetMissing,
    TooManyColumns,
    TooManyRows,
)
from learnsoc_desktop.exchange.source import table_of
from learnsoc_desktop.exchange.workbooks import is_day, notes_of_sheets, plain_date

_BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    CompDocError,
    EOFError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
    xlrd.XLRDError,
)


def read_xls(data: bytes, name: str, sheet: str = "", limits: Limits = LIMITS) -> SourceTable:
    """Return ``sheet`` of the workbook, or its first visible sheet that holds something."""
    try:
        book = xlrd.open_workbook(
            file_contents=data, logfile=io.StringIO(), on_demand=True, ragged_rows=True
        )
    except _BROKEN as error:
        if "encrypted" in str(error):
            raise ProtectedFile(name=name) from error
        raise DamagedFile(name=name) from error
    titles = book.sheet_names()
    if sheet and sheet not in titles:
        raise SheetMissing(name=name, sheet=sheet)
    for title in [sheet] if sheet else titles:
        try:
            page = book.sheet_by_name(title)
            rows = _rows(page, book.datemode, name, limits) if sheet or not page.visibility else []
        except _BROKEN as error:
            raise DamagedFile(name=name) from error
        if rows:
            return table_of(
                rows,
                name,
                sheet=title,
                sheets=titles,
                starts_1904=bool(book.datemode),
                notes=notes_of_sheets(title, titles),
            )
    raise EmptyFile(name=name)


def _rows(page: xlrd.sheet.Sheet, datemode: int, name: str, limits: Limits) -> list[SourceRow]:
    rows = []
    for index in range(page.nrows):
        cells = [_value(cell, datemode) for cell in page.row(index)]
        while cells and cells[-1] is None:
            cells.pop()
        if len(cells) > limits.columns:
            raise TooManyColumns(name=name, limit=limits.columns, row=index + 1)
        if cells:
            rows.append(SourceRow(index + 1, tuple(cells)))
        if len(rows) > limits.rows + 1:
            raise TooManyRows(name=name, limit=limits.rows)
    return rows


def _value(cell: xlrd.sheet.Cell, datemode: int) -> Cell:
    value = cell.value
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        return int(value) if value.is_integer() else float(value)
    if cell.ctype == xlrd.XL_CELL_DATE:
        return _date(value, datemode)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(error_text_from_code.get(value, "#N/A"))
    return str(value) or None


def _date(value: float, datemode: int) -> Cell:
    """Return a day number as date, moment or time; one that no calendar has stays a number."""
    if not is_day(value, starts_1904=bool(datemode)):
        return value
    try:
        moment: datetime = xldate_as_datetime(value, datemode)
    except (XLDateError, OverflowError, ValueError):
        return value
    return moment.time() if value < 1 else plain_date(moment)
