"""The two large parts of an XLSX file, read by expat: shared texts, and the cells of one sheet.

openpyxl reads the same at a quarter of the speed and fills every gap up to a stray cell in the last corner
of the sheet; here only cells that hold something are kept, and limits are looked at while reading. Rows as
spreadsheet programs write them are taken by ``sheet_rows``, which calls nothing for each element.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import IO
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType

from learnsoc_desktop.exchange.cells import Cell, Limits, SourceRow
from learnsoc_desktop.exchange.errors import (
    CellTooLong,
    DamagedFile,
    TooManyCells,
    TooManyColumns,
    TooManyRows,
)
from learnsoc_desktop.exchange.sheet_rows import (
    PlainCell,
    PlainRow,
    plain_rows,
    sheet_pieces,
    unquoted,
)

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_YES = frozenset({"1", "true"})
_DIGITS = "0123456789"
EXACT = 1e15  # from here on a spreadsheet has lost digits

DateReader = Callable[[float, str], Cell]


@dataclass(slots=True)
class SheetContent:
    """What one sheet holds, and what a person should know of it."""

    rows: list[SourceRow] = field(default_factory=list)
    hidden_rows: int = 0
    hidden_columns: int = 0
    merged: list[str] = field(default_factory=list)
    without_result: list[str] = field(default_factory=list)  # formulas never worked out


def read_texts(part: IO[bytes], name: str) -> list[str]:
    """Return the shared texts in their order; readings beside the text (``rPh``) are left out."""
    texts: list[str] = []
    pieces: list[str] = []
    parser = _parser()
    aside = 0

    def start(tag: str, _attributes: Mapping[str, str]) -> None:
        nonlocal aside
        if ":" in tag:
            tag = tag.rpartition(":")[2]
        if tag == "t" and not aside:
            parser.CharacterDataHandler = pieces.append
        elif tag == "rPh":
            aside += 1

    def end(tag: str) -> None:
        nonlocal aside
        if ":" in tag:
            tag = tag.rpartition(":")[2]
        if tag == "t":
            parser.CharacterDataHandler = None
        elif tag == "rPh":
            aside -= 1
        elif tag == "si":
            texts.append(unescaped("".join(pieces)))
            pieces.clear()

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    _parse(parser, part, name)
    return texts


def read_sheet(
    part: IO[bytes],
    texts: list[str],
    date_styles: Mapping[str, str],
    read_date: DateReader,
    name: str,
    limits: Limits,
) -> SheetContent:
    """Return the cells of a worksheet part that hold something, row by row.

    ``date_styles`` tells which style numbers show a date, for ``read_date(number, format)``. Raises
    TooManyRows, TooManyColumns, TooManyCells, CellTooLong, DamagedFile.
    """
    reader = _SheetReader(texts, date_styles, read_date, name, limits)
    try:
        for piece, are_rows in sheet_pieces(part):
            rows = plain_rows(piece) if are_rows else None
            if rows is None:
                reader.parser.Parse(piece)
            else:
                reader.take(rows)
        reader.parser.Parse(b"", True)  # noqa: FBT003  the end
    except (ExpatError, LookupError, OverflowError, ValueError) as error:
        raise DamagedFile(name=name) from error
    return reader.content


def unescaped(text: str) -> str:
    """Return ``text`` with the ``_x000D_`` of spreadsheets turned into the letters they stand for."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(_escaped_letter, text)


def _escaped_letter(match: re.Match[str]) -> str:
    code = int(match.group(1), 16)
    return "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)  # noqa: PLR2004  half a letter


class _SheetReader:
    """Handlers of expat for one worksheet; called once for every element, so they do little."""

    __slots__ = (
        "_aside",
        "_cells",
        "_column",
        "_columns",
        "_date_styles",
        "_formula",
        "_kind",
        "_limits",
        "_name",
        "_number",
        "_pieces",
        "_prefix",
        "_read_date",
        "_row",
        "_style",
        "_texts",
        "content",
        "parser",
    )

    def __init__(
        self,
        texts: list[str],
        date_styles: Mapping[str, str],
        read_date: DateReader,
        name: str,
        limits: Limits,
    ) -> None:
        self.content = SheetContent()
        self._texts, self._date_styles, self._read_date = texts, date_styles, read_date
        self._name, self._limits = name, limits
        self._columns: dict[str, int] = {}
        self._row: list[Cell] = []
        self._number = 0
        self._column = -1
        self._kind, self._style, self._formula = "n", "", False
        self._pieces: list[str] = []
        self._aside = 0
        self._cells = 0
        self.parser = _parser()
        self.parser.StartElementHandler = self._first
        self.parser.EndElementHandler = self._end

    def _first(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Learn the prefix of the file's own elements; nearly all files use none."""
        prefix = tag[: -len("worksheet")] if tag.endswith("worksheet") else ""
        self._prefix = len(prefix)
        self.parser.StartElementHandler = self._start
        self._start(tag, attributes)

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self._prefix:
            tag = tag[self._prefix :]
        if tag == "c":
            reference = attributes.get("r")
            if reference is None:
                self._column += 1
            else:
                letters = reference.rstrip(_DIGITS)
                column = self._columns.get(letters)
                if column is None:
                    column = self._columns[letters] = _column_index(letters)
                self._column = column
            self._kind = attributes.get("t", "n")
            self._style = attributes.get("s", "")
            self._formula = False
        elif tag == "v" or (tag == "t" and not self._aside):
            self.parser.CharacterDataHandler = self._pieces.append
        elif tag == "f":
            self._formula = True
        else:
            self._start_rare(tag, attributes)

    def take(self, rows: Iterable[PlainRow]) -> None:
        """Take rows that were found by their plain form."""
        for number, hidden, cells in rows:
            self._begin_row(number or self._number + 1, hidden=hidden)
            self._take_cells(cells)
            if self._row:
                self._end_row()

    def _take_cells(self, cells: Iterable[PlainCell]) -> None:
        columns, row, longest = self._columns, self._row, self._limits.cell
        for letters, style, kind, formula, value, own in cells:
            column = columns.get(letters)
            if column is None:
                column = columns[letters] = _column_index(letters)
            self._column = column
            text = value or own
            if text and kind == "inlineStr" and "&" not in text and "_x" not in text:
                if len(text) > longest:
                    raise CellTooLong(name=self._name, row=self._number, limit=longest)
                if column != len(row):
                    self._skip_to(column)
                row.append(text)
            elif text:
                self._kind, self._style = kind or "n", style or ""
                self._keep(self._value(unquoted(text)))
            elif formula:
                self.content.without_result.append(f"{column}:{self._number}")

    def _begin_row(self, number: int, *, hidden: bool) -> None:
        if number <= self._number:
            raise DamagedFile(name=self._name)
        self._number = number
        self._column = -1
        if hidden:
            self.content.hidden_rows += 1

    def _start_rare(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "row":
            number = int(attributes.get("r") or self._number + 1)
            self._begin_row(number, hidden=attributes.get("hidden") in _YES)
        elif tag == "rPh":
            self._aside += 1
        elif tag == "mergeCell":
            self.content.merged.append(attributes.get("ref", ""))
        elif tag == "col" and attributes.get("hidden") in _YES:
            self.content.hidden_columns += 1

    def _end(self, tag: str) -> None:
        if self._prefix:
            tag = tag[self._prefix :]
        if tag in {"v", "t"}:
            self.parser.CharacterDataHandler = None
        elif tag == "c":
            if self._pieces:
                text = "".join(self._pieces)
                self._pieces.clear()
                self._keep(self._value(text))
            elif self._formula:
                self.content.without_result.append(f"{self._column}:{self._number}")
        elif tag == "row":
            if self._row:
                self._end_row()
        elif tag == "rPh":
            self._aside -= 1

    def _end_row(self) -> None:
        rows, limits, name = self.content.rows, self._limits, self._name
        rows.append(SourceRow(self._number, tuple(self._row)))
        self._cells += len(self._row)
        if len(self._row) > limits.columns:
            raise TooManyColumns(name=name, limit=limits.columns, row=self._number)
        if self._cells > limits.cells:
            raise TooManyCells(name=name, limit=limits.cells)
        if len(rows) > limits.rows + 1:
            raise TooManyRows(name=name, limit=limits.rows)
        self._row.clear()

    def _keep(self, value: Cell) -> None:
        if value is None or value == "":
            return
        row, column = self._row, self._column
        if column != len(row):
            self._skip_to(column)
        row.append(value)

    def _skip_to(self, column: int) -> None:
        """Fill the gap up to ``column`` of this row."""
        if column >= self._limits.columns:
            raise TooManyColumns(name=self._name, limit=self._limits.columns, row=self._number)
        if column < len(self._row):
            raise DamagedFile(name=self._name)
        self._row.extend([None] * (column - len(self._row)))

    def _value(self, text: str) -> Cell:
        kind = self._kind
        if kind == "s":
            text = self._texts[int(text)]
        elif kind == "n":
            return self._number_or_date(text)
        elif kind == "b":
            return text in _YES
        elif kind != "e":
            text = unescaped(text)
        if len(text) > self._limits.cell:
            raise CellTooLong(name=self._name, row=self._number, limit=self._limits.cell)
        return text

    def _number_or_date(self, text: str) -> Cell:
        value = float(text)
        code = self._date_styles.get(self._style)
        if code is not None:
            return self._read_date(value, code)
        return int(value) if value.is_integer() and abs(value) < EXACT else value


def _parser() -> XMLParserType:
    parser = ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = 1 << 16
    parser.StartDoctypeDeclHandler = _refuse_declarations
    return parser


def _refuse_declarations(*_declaration: object) -> None:
    """Entities can stand for gigabytes or for files of this machine; no spreadsheet needs them."""
    raise ValueError


def _parse(parser: XMLParserType, part: IO[bytes], name: str) -> None:
    try:
        parser.ParseFile(part)
    except (ExpatError, LookupError, ValueError) as error:
        raise DamagedFile(name=name) from error


def _column_index(letters: str) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1
