"""Tables as plain data: what goes out, what comes in, and how much of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

Cell = str | int | float | bool | date | datetime | time | timedelta | None


@dataclass(frozen=True, slots=True)
class Limits:
    """The most we take from one file. Sizes in bytes, ``cell`` in characters."""

    rows: int = 200_000
    columns: int = 200
    cells: int = 5_000_000  # that hold something, of one table
    cell: int = 32_767  # what a spreadsheet cell holds
    file: int = 100_000_000
    unpacked: int = 200_000_000
    ratio: int = 100  # unpacked to packed, of one entry
    entries: int = 2_000  # in the zip


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Table:
    """A table to be written: text stays text, numbers stay numbers, dates are written as ISO dates."""

    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    name: str = ""  # of the sheet


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row as it stands in a file. ``number`` is what the spreadsheet shows beside it."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class SourceTable:
    """What a file holds. Rows without any content are left out; ``rows`` stand below the heads."""

    name: str  # of the file
    heads: tuple[str, ...]
    rows: tuple[SourceRow, ...]
    head_row: int = 1
    above: tuple[SourceRow, ...] = ()  # rows over the heads: titles of the paper
    sheet: str = ""
    sheets: tuple[str, ...] = ()  # all sheets that can be chosen
    encoding: str = ""  # of a text file
    starts_1904: bool = False  # day numbers of this file count from 1904
    notes: tuple[str, ...] = ()  # sentences a person should read before taking it in

    def headed(self, number: int) -> "SourceTable":
        """Return the same table with row ``number`` as its heads."""
        own = SourceRow(self.head_row, self.heads)
        everything = sorted((*self.above, own, *self.rows), key=lambda row: row.number)
        heads = next(row for row in everything if row.number == number)
        return replace(
            self,
            head_row=number,
            heads=head_texts(heads.cells),
            above=tuple(row for row in everything if row.number < number),
            rows=tuple(row for row in everything if row.number > number),
        )


def head_texts(cells: Sequence[Cell]) -> tuple[str, ...]:
    """Return a row as heads: text without blanks around, nothing after the last one."""
    texts = ["" if cell is None else str(cell).strip(" \t\r\n\ufeff\u200b") for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)


def column_letters(index: int) -> str:
    """Return what the spreadsheet calls column ``index`` (0 is A)."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
