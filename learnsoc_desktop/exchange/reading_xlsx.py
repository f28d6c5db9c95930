"""Reading XLSX and XLSM: openpyxl for the workbook and its styles, expat for texts and cells."""

import struct
import warnings
from collections.abc import Sequence
from datetime import datetime
from typing import IO, Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from openpyxl.packaging.manifest import Manifest
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.datetime import MAC_EPOCH, from_excel
from openpyxl.xml.constants import SHARED_STRINGS

from learnsoc_desktop.core.i18n import _, ngettext
from learnsoc_desktop.exchange.cells import (
    LIMITS,
    Cell,
    Limits,
    SourceRow,
    SourceTable,
    column_letters,
)
from learnsoc_desktop.exchange.errors import DamagedFile, EmptyFile, NotATable, SheetMissing
from learnsoc_desktop.exchange.sheet_xml import SheetContent, read_sheet, read_texts
from learnsoc_desktop.exchange.source import table_of
from learnsoc_desktop.exchange.workbooks import is_day, listed, notes_of_sheets, plain_date
from learnsoc_desktop.exchange.zip_check import open_zip

# What a damaged or hostile workbook makes openpyxl raise.
_BROKEN = (
    ArithmeticError,
    AttributeError,
    BadZipFile,
    EOFError,
    LookupError,
    OSError,
    ParseError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
)


def read_xlsx(file: IO[bytes], name: str, sheet: str = "", limits: Limits = LIMITS) -> SourceTable:
    """Return ``sheet`` of the workbook, or its first visible sheet that holds something.

    Values are what the spreadsheet last worked out; formulas, macros and links are never run. Raises
    a FileUnreadable.
    """
    with open_zip(file, name, limits) as archive:
        _refuse_other_packages(archive.namelist(), name)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of parts we do not use
                book = _Book(file, name)
        except _BROKEN as error:
            raise DamagedFile(name=name) from error
        return book.read(sheet, limits)


class _Book:
    """An open workbook: its sheets, texts and date formats."""

    def __init__(self, file: Any, name: str) -> None:  # noqa: ANN401
        self._name = name
        self._reader = reader = ExcelReader(file, read_only=True, data_only=True, keep_links=False)
        reader.read_manifest()
        reader.read_workbook()
        apply_stylesheet(reader.archive, reader.wb)
        self._sheets = [
            (sheet.name, relation.target, sheet.state == "visible")
            for sheet, relation in reader.parser.find_sheets()
            if relation.Type.endswith("/worksheet") and relation.target in reader.valid_files
        ]
        self._starts_1904 = reader.wb.epoch == MAC_EPOCH
        self._texts = self._shared_texts(reader.package)
        self._date_styles = {
            str(index): "time" if index in reader.wb._timedelta_formats else "date"  # noqa: SLF001
            for index in reader.wb._date_formats | reader.wb._timedelta_formats  # noqa: SLF001
        }

    def read(self, wanted: str, limits: Limits) -> SourceTable:
        """Return the wanted sheet, or the first that holds something."""
        if wanted and all(wanted != title for title, _path, _shown in self._sheets):
            raise SheetMissing(name=self._name, sheet=wanted)
        shown = [entry for entry in self._sheets if entry[2]]
        for title, path, _shown in self._sheets if wanted else shown or self._sheets:
            if wanted not in {"", title}:
                continue
            with self._reader.archive.open(path) as part:
                content = read_sheet(
                    part, self._texts, self._date_styles, self._date, self._name, limits
                )
            if content.rows or wanted:
                return self._table(title, content)
        raise EmptyFile(name=self._name)

    def _table(self, title: str, content: SheetContent) -> SourceTable:
        notes = list(_notes(content))
        titles = [each for each, _path, shown in self._sheets if shown]
        notes += notes_of_sheets(title, titles)
        hidden = len(self._sheets) - len(titles)
        if hidden:
            notes.append(
                ngettext(
                    "{count} hidden sheet is not read.",
                    "{count} hidden sheets are not read.",
                    hidden,
                ).format(count=hidden)
            )
        return table_of(
            _filled(content),
            self._name,
            sheet=title,
            sheets=titles,
            starts_1904=self._starts_1904,
            notes=notes,
        )

    def _shared_texts(self, package: Manifest) -> list[str]:
        place = package.find(SHARED_STRINGS)
        if place is None:
            return []
        with self._reader.archive.open(place.PartName[1:]) as part:
            return read_texts(part, self._name)

    def _date(self, number: float, kind: str) -> Cell:
        """Return a day number as a date; one that no calendar has stays a number."""
        epoch = self._reader.wb.epoch
        if not is_day(number, starts_1904=self._starts_1904):
            return number
        try:
            value: Cell = from_excel(number, epoch, timedelta=kind == "time")
        except (OverflowError, ValueError):
            return number
        return plain_date(value) if isinstance(value, datetime) else value


def _notes(content: SheetContent) -> Sequence[str]:
    """Say what a person who only looks at the sheet would not expect."""
    notes = []
    if content.hidden_rows:
        notes.append(
            ngettext(
                "{count} hidden row is read too.",
                "{count} hidden rows are read too.",
                content.hidden_rows,
            ).format(count=content.hidden_rows)
        )
    if content.hidden_columns:
        notes.append(_("Hidden columns are read too."))
    if content.merged:
        notes.append(
            _(
                "Merged cells: a value that spans several rows counts for each of them ({cells})."
            ).format(cells=listed(content.merged))
        )
    if content.without_result:
        notes.append(
            _("Formulas that were never worked out are read as empty: {cells}.").format(
                cells=listed([_cell_name(place) for place in content.without_result])
            )
        )
    return notes


def _filled(content: SheetContent) -> list[SourceRow]:
    """Return the rows with values that span several rows of one column written into each of them."""
    rows = {row.number: list(row.cells) for row in content.rows}
    for reference in content.merged:
        try:
            left, top, right, bottom = range_boundaries(reference)
        except (ValueError, TypeError):
            continue
        above = rows.get(top, [])
        if left != right or top == bottom or len(above) < left:
            continue
        for number in range(top + 1, min(bottom, top + len(rows)) + 1):
            cells = rows.get(number)
            if cells is not None:
                cells.extend([None] * (left - len(cells)))
                cells[left - 1] = above[left - 1]
    return [SourceRow(number, tuple(cells)) for number, cells in rows.items()]


def _cell_name(place: str) -> str:
    column, _colon, row = place.partition(":")
    return f"{column_letters(int(column))}{row}"


def _refuse_other_packages(entries: Sequence[str], name: str) -> None:
    """Tell a document, a drawing or plain packed files from a workbook."""
    if any(entry.startswith("xl/") for entry in entries) or "[Content_Types].xml" in entries:
        if any(entry.startswith("word/") for entry in entries):
            raise NotATable(name=name, what=_("a text document"))
        if any(entry.endswith(".bin") and "workbook" in entry for entry in entries):
            raise NotATable(name=name, what=_("a binary workbook (XLSB)"))
        return
    if "mimetype" in entries and "content.xml" in entries:
        raise NotATable(name=name, what=_("an OpenDocument file"))
    raise NotATable(name=name, what=_("a packed file (ZIP)"))
