"""A report as XLSX or CSV: each table with its head, numbers and dates as such, codes as text."""

import csv
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.fields import Kind
from learnsoc_desktop.core.files import replacing
from learnsoc_desktop.core.formats import Style
from learnsoc_desktop.core.partial_date import DatePrecision, PartialDate
from learnsoc_desktop.core.progress import NoProgress, Progress
from learnsoc_desktop.reporting.charts.kinds import CHARTS
from learnsoc_desktop.reporting.charts.tables import chart_table
from learnsoc_desktop.reporting.document import (
    Align,
    Cell,
    Column,
    Figures,
    Heading,
    Note,
    Paragraph,
    Parts,
    Report,
    Role,
    Row,
    Table,
    Ticks,
    change,
    walk,
)
from learnsoc_desktop.reporting.written import cell_text

Value = str | int | float | Decimal | date | datetime | time | None

FIRST_DAY = date(1900, 3, 1)  # spreadsheets count a 29 February 1900 that never was
LONGEST_TEXT = 32_767  # letters a spreadsheet keeps in a cell
LONGEST_NAME = 31  # letters of the name of a sheet
MOST_PLACES = 4  # of a number whose column says none
EXACT = 999_999_999_999_999  # a spreadsheet keeps 15 figures of a number
MILLIMETRE = 0.53  # widths of columns: letters a millimetre
STEP = 500  # rows between two signs of progress
_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]|^'|'$")
_UNSAVED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\u200b\ud800-\udfff\ufffe\uffff]")
_FORMULA = re.compile(r"'*(?:[\t\r\n]|\s*[=+\-@\uff0b\uff0d\uff1d\uff20])")


def write_xlsx(report: Report, path: Path, progress: Progress | None = None) -> None:
    """Write the tables of ``report`` as sheets of a workbook, under lines that say what it is.

    Raises DiskFull, FileNotWritable, FolderMissing, and what ``progress`` raises.
    """
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with replacing(path) as part, xlsxwriter.Workbook(str(part), options) as book:
        made = report.as_of.replace(tzinfo=None) if report.as_of else datetime(2000, 1, 1)  # noqa: DTZ001
        book.set_properties({"title": report.title, "author": report.head.centre, "created": made})
        _Workbook(book, report, progress or NoProgress()).write()


def write_csv(report: Report, path: Path, progress: Progress | None = None) -> None:
    """Write the tables of ``report`` under each other, as UTF-8 with the mark that Excel looks for.

    Dates are ISO; text can never run as a formula. Raises as ``write_xlsx`` does.
    """
    progress = progress or NoProgress()
    with replacing(path) as part, part.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        for line in about_lines(report):
            writer.writerow([_guarded(text) for text in line])
        for name, table in named_tables(report):
            writer.writerow([])
            if len(report.tables()) > 1:
                writer.writerow([_guarded(name)])
            writer.writerow([_guarded(column.head) for column in table.columns])
            for done, row in enumerate(table.rows):
                writer.writerow(_csv_row(table, row, report.style))
                if done % STEP == 0:
                    progress.step(done, len(table.rows))
        notes = list(_notes(report))
        if notes:
            writer.writerow([])
            writer.writerows([[_guarded(note)] for note in notes])


def about_lines(report: Report) -> list[tuple[str, ...]]:
    """Return what stands over the tables: who, what, which period and filter, from when."""
    words, style = report.words, report.style
    as_of = formats.moment(report.as_of, style=style) if report.as_of else ""
    lines: list[tuple[str, ...]] = [
        (report.title,),
        (" · ".join(report.head.chain),),
        (report.period,),
        (report.filter,),
    ]
    for row in report.fields.rows if report.fields else ():
        lines += [
            (field.label, cell_text(field.value, field, style))
            for field in row
            if field.label and field.value is not None
        ]
    lines += [
        (words.as_of.format(date=as_of) if as_of else "",),
        (words.counted.format(counted=report.counted) if report.counted else "",),
        (words.sheet_no.format(number=report.sheet_no) if report.sheet_no else "",),
        (words.sample if report.sample else "",),
    ]
    return [line for line in lines if line[-1]]


def named_tables(report: Report) -> Iterator[tuple[str, Table]]:
    """Yield each table with its name: its own, the heading over it, or the report's title."""
    heading = ""
    for block in walk(report.blocks):
        if isinstance(block, Heading):
            heading = block.text
        elif isinstance(block, Table):
            yield block.name or heading or report.title, block
            heading = ""
        elif isinstance(block, Figures):
            yield block.name or report.title, _figures_table(block)
        elif isinstance(block, CHARTS) and not block.about.told:
            yield block.about.title or heading or report.title, chart_table(block)


def sheet_value(value: Cell, column: Column, style: Style) -> Value:
    """Return a cell as a spreadsheet keeps it: money in baht, time in hours, whole dates as dates."""
    if isinstance(value, Parts):
        return _parts_value(value)
    if isinstance(value, Ticks):
        return cell_text(value, column, style)
    if isinstance(value, str):
        partial = column.kind is Kind.PARTIAL_DATE and value
        return _partial_date(value, style) if partial else value
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        if column.kind is Kind.MONEY:
            value = Decimal(value) / 100
        elif column.kind is Kind.MINUTES:
            value = round(float(value) / 60, MOST_PLACES)
    return value


def _partial_date(text: str, style: Style) -> Value:
    found = PartialDate.from_text(text)
    return found.day if found.precision is DatePrecision.DAY else found.short(style=style)


def _parts_value(parts: Parts) -> Value:
    """Return the only value, or every value that is known with its label."""
    if len(parts.items) == 1:
        return parts.items[0][1]
    known = [(label, value) for label, value in parts.items if value is not None]
    return "  ".join(f"{label} {value}".strip() for label, value in known) or None


def _figures_table(block: Figures) -> Table:
    """Return big numbers as a table; a change where there is something to compare with."""
    compared = any(figure.before is not None for figure in block.items)
    columns = [Column(block.name, key="figure"), Column("", kind=Kind.NUMBER, key="value")]
    if compared:
        columns += [
            Column(block.before_title, kind=Kind.NUMBER, key="before"),
            Column("%", kind=Kind.NUMBER, places=1, signed=True, key="change"),
        ]
    rows = []
    for figure in block.items:
        cells: list[Cell] = [figure.title, figure.value]
        if compared:
            cells += [figure.before, change(figure.value, figure.before)]
        rows.append(Row(tuple(cells)))
    return Table(tuple(columns), tuple(rows), name=block.name)


def _notes(report: Report) -> Iterator[str]:
    for block in walk(report.blocks):
        if isinstance(block, Note | Paragraph):
            yield block.text


def _guarded(text: str) -> str:
    """Return ``text`` so that no spreadsheet runs it: an apostrophe before = + - @ and the like."""
    text = _UNSAVED.sub("", text)
    return "'" + text if _FORMULA.match(text) else text


def _csv_row(table: Table, row: Row, style: Style) -> list[str]:
    return [
        _csv_cell(sheet_value(value, column, style), column)
        for column, value in zip(table.columns, row.cells, strict=False)
    ]


def _csv_cell(value: Value, column: Column) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return _guarded(value)
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float | Decimal) and math.isfinite(value):
        return f"{Decimal(str(value)):.{column.places or MOST_PLACES}f}".rstrip("0").rstrip(".")
    return str(value)


class _Workbook:
    """Writes one report into an open workbook."""

    def __init__(self, book: Any, report: Report, progress: Progress) -> None:  # noqa: ANN401
        self.book = book
        self.report = report
        self.progress = progress
        self._formats: dict[tuple[tuple[str, object], ...], Any] = {}
        self._names: set[str] = set()

    def write(self) -> None:
        """Write each table to a sheet of its own."""
        tables = list(named_tables(self.report))
        if not tables:
            tables = [(self.report.title, Table((), ()))]
        notes = list(_notes(self.report))
        for at, (name, table) in enumerate(tables):
            sheet = self.book.add_worksheet(self._name(name))
            row = self._about(sheet)
            row = self._table(sheet, row, table)
            if at == len(tables) - 1:
                for note in notes:
                    row += 1
                    sheet.write_string(row, 0, _text(note), self._format(font_color="#444444"))

    def _name(self, name: str) -> str:
        """Return a name that a sheet may have, different from the others."""
        clean = _NAME.sub(" ", _UNSAVED.sub("", name)).strip() or self.report.key
        for number in range(1, len(self._names) + 2):
            end = f" ({number})" if number > 1 else ""
            found = clean[: LONGEST_NAME - len(end)].strip() + end
            if found.casefold() not in self._names:
                break
        self._names.add(found.casefold())
        return found

    def _format(self, **properties: object) -> Any:  # noqa: ANN401
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(dict(properties))
        return self._formats[key]

    def _about(self, sheet: Any) -> int:  # noqa: ANN401
        row = 0
        for row, line in enumerate(about_lines(self.report)):
            properties: Mapping[str, object] = {"bold": True, "font_size": 14} if row == 0 else {}
            for column, text in enumerate(line):
                sheet.write_string(row, column, _text(text), self._format(**properties))
        return row + 2

    def _table(self, sheet: Any, row: int, table: Table) -> int:  # noqa: ANN401
        head = self._format(bold=True, bg_color="#E9E9E9", border=1, text_wrap=True, valign="top")
        for at, column in enumerate(table.columns):
            sheet.write_string(row, at, _text(column.head), head)
            sheet.set_column(at, at, _width(column, at, table.rows))
        if table.columns:
            sheet.freeze_panes(row + 1, 0)
            sheet.repeat_rows(row)
            sheet.set_landscape()
            sheet.set_paper(9)  # A4
            sheet.fit_to_pages(1, 0)
        for done, line in enumerate(table.rows):
            row += 1
            for at, column in enumerate(table.columns[: len(line.cells)]):
                value = sheet_value(line.cells[at], column, self.report.style)
                self._cell(sheet, row, at, column, value, line.role)
            if done % STEP == 0:
                self.progress.step(done, len(table.rows))
        return row + 1

    def _cell(
        self,
        sheet: Any,  # noqa: ANN401
        row: int,
        at: int,
        column: Column,
        value: Value,
        role: Role,
    ) -> None:
        look: dict[str, object] = {}
        if role is not Role.NORMAL:
            shade = "#E9E9E9" if role is Role.TOTAL else "#F5F5F5"
            look = {"bold": True, "bg_color": shade}
        if value is None or value == "":
            if look:
                sheet.write_blank(row, at, None, self._format(**look))
        elif isinstance(value, datetime):
            plain = value.replace(tzinfo=None)
            shown = self._format(num_format=self._date_format() + " hh:mm", **look)
            sheet.write_datetime(row, at, plain, shown)
        elif isinstance(value, date) and value >= FIRST_DAY:
            shown = self._format(num_format=self._date_format(), **look)
            sheet.write_datetime(row, at, value, shown)
        elif isinstance(value, time):
            sheet.write_datetime(row, at, value, self._format(num_format="hh:mm", **look))
        elif isinstance(value, int | float | Decimal) and -EXACT <= value <= EXACT:
            shown = self._format(num_format=_number_format(column), **look)
            sheet.write_number(row, at, value, shown)
        else:
            if column.place is Align.CENTRE:
                look["align"] = "center"
            text = value if isinstance(value, str) else cell_text(value, column, self.report.style)
            sheet.write_string(row, at, _text(text), self._format(num_format="@", **look))

    def _date_format(self) -> str:
        """Return a format in the calendar of the paper: 107041E is Thai with Buddhist years."""
        return "[$-107041E]d/m/yyyy" if self.report.calendar == "be" else "d/m/yyyy"


def _text(text: str) -> str:
    return _UNSAVED.sub("", text)[:LONGEST_TEXT]


def _number_format(column: Column) -> str:
    if column.kind is Kind.MONEY:
        return "#,##0.00"
    if column.kind is Kind.MINUTES:
        return "#,##0.##"
    if column.kind is Kind.TEXT and not column.places:
        return "0"
    shown = "#,##0" + ("." + "0" * column.places if column.places else "")
    return f"+{shown};\u2212{shown};{shown}" if column.signed else shown


def _width(column: Column, at: int, rows: Sequence[Row]) -> float:
    """Return the width of a column in letters."""
    if column.width:
        return max(6.0, column.width * MILLIMETRE)
    texts = (row.cells[at] for row in rows[:200] if at < len(row.cells))
    longest = max((len(str(text)) for text in texts if text is not None), default=0)
    return float(min(60, max(10, len(column.head), longest) + 2))
