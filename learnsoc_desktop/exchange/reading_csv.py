"""Reading CSV and its relatives: any separator, any of the encodings Thai offices write."""

import csv
import io
import re
from collections.abc import Sequence
from itertools import islice

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.exchange.cells import LIMITS, Cell, Limits, SourceRow, SourceTable
from learnsoc_desktop.exchange.errors import (
    BrokenQuotes,
    CellTooLong,
    NotATable,
    TooManyCells,
    TooManyColumns,
    TooManyRows,
)
from learnsoc_desktop.exchange.formula_guard import unguarded
from learnsoc_desktop.exchange.source import table_of
from learnsoc_desktop.exchange.text_encoding import decode

SEPARATORS = ",;\t|"
SAMPLE_ROWS = 30
CONTROL_SHARE = 0.01  # of control codes: more of them and it is no text
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_SEP_LINE = re.compile('"?sep=([,;\t|])"?[ \t]*(?:\r\n|\r|\n|$)', re.IGNORECASE)


def read_csv(data: bytes, name: str, limits: Limits = LIMITS) -> SourceTable:
    """Return the table in ``data``; every cell is text, or None when empty.

    Raises UnknownLetters, MixedLetters, NotATable, EmptyFile, BrokenQuotes, CellTooLong, TooManyRows,
    TooManyColumns, TooManyCells.
    """
    text, encoding = decode(data, name)
    notes = []
    text = text.lstrip("\ufeff").rstrip("\x1a\x00")
    odd = len(_CONTROL.findall(text))
    if odd > max(3, len(text) * CONTROL_SHARE):
        raise NotATable(name=name, what=_("a file of another program"))
    if odd:
        text = _CONTROL.sub("", text)
        notes.append(_("Characters that cannot be shown were left out."))
    told = _SEP_LINE.match(text)
    if told:
        text, separator = text[told.end() :], told.group(1)
    else:
        separator = _separator(text)
    return table_of(_records(text, separator, name, limits), name, encoding=encoding, notes=notes)


def _records(text: str, separator: str, name: str, limits: Limits) -> list[SourceRow]:
    limit_before = csv.field_size_limit(limits.cell)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[SourceRow] = []
    number = filled = 0
    try:
        for number, record in enumerate(reader, 1):
            if len(record) > limits.columns and any(record[limits.columns :]):
                raise TooManyColumns(name=name, limit=limits.columns, row=number)
            cells = _cells(record)
            if cells:
                rows.append(SourceRow(number, cells))
                filled += len(cells)
                if filled > limits.cells:
                    raise TooManyCells(name=name, limit=limits.cells)
                if len(rows) > limits.rows + 1:
                    raise TooManyRows(name=name, limit=limits.rows)
    except csv.Error as error:
        if "field larger" in str(error):
            raise CellTooLong(name=name, row=number + 1, limit=limits.cell) from error
        raise BrokenQuotes(name=name, row=number + 1) from error
    finally:
        csv.field_size_limit(limit_before)
    return rows


def _cells(record: Sequence[str]) -> tuple[Cell, ...]:
    """Return the cells of a record up to the last that holds something."""
    end = len(record)
    while end and not record[end - 1].strip():
        end -= 1
    return tuple([_plain(cell) or None for cell in record[:end]])


def _plain(cell: str) -> str:
    """Return a cell without what keeps a spreadsheet from reading it: our apostrophe, or ``="081…"``."""
    if cell[:2] == '="' and cell[-1] == '"' and len(cell) > 2:  # noqa: PLR2004
        return cell[2:-1]
    return unguarded(cell)


def _separator(text: str) -> str:
    """Return the separator that divides most of the first rows into as many cells as the first."""
    best, best_score = ",", (0, 0)
    head = text[:100_000]
    for separator in SEPARATORS:
        reader = csv.reader(io.StringIO(head, newline=""), delimiter=separator)
        try:
            widths = [len(record) for record in islice(reader, SAMPLE_ROWS) if record]
        except csv.Error:
            continue
        if widths and max(widths) > 1:
            width = max(set(widths), key=widths.count)
            score = (sum(1 for each in widths if each == width and each > 1), width)
            if score > best_score:
                best, best_score = separator, score
    return best
