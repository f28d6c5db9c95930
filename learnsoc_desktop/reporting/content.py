"""What a paper says in figures, apart from how: kept beside a paper that was handed in, compared later.

The JSON is stable: the same figures give the same text. Cells that JSON has no word for carry one, so that
they come back typed.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.core.fields import Kind
from learnsoc_desktop.core.i18n import N_
from learnsoc_desktop.reporting.document import (
    Cell,
    Column,
    Figure,
    Figures,
    Parts,
    Report,
    Role,
    Row,
    Table,
    Ticks,
    walk,
)

ROW_NAMES = ("id", "session", "person_id")  # heads that tell rows of a file apart
FORM = 1  # of the JSON; a later form must be read by a newer program
# Cells JSON has no word for: their word, what they are, how they are written and read. A moment is a date too.
WORDS: Mapping[str, tuple[type, Callable[[Any], object], Callable[[Any], Cell]]] = {
    "number": (Decimal, str, Decimal),
    "moment": (datetime, datetime.isoformat, datetime.fromisoformat),
    "date": (date, date.isoformat, date.fromisoformat),
    "time": (time, time.isoformat, time.fromisoformat),
    "ticks": (Ticks, lambda cell: list(cell.marks), lambda marks: Ticks(tuple(marks))),
    "parts": (
        Parts,
        lambda cell: [list(item) for item in cell.items],
        lambda items: Parts(tuple((label, value) for label, value in items)),
    ),
}


class ContentNotRead(AppError):
    """What was kept of a paper cannot be understood."""

    message = N_("What was kept of this paper cannot be read.")
    hint = N_(
        "It was written by a newer program, or is damaged. The paper itself can still be opened."
    )


@dataclass(frozen=True, slots=True)
class Content:
    """The figures and tables of a paper in reading order, and the language they are told in."""

    language: str
    figures: tuple[Figure, ...]
    tables: tuple[Table, ...]


def content_of(report: Report) -> Content:
    """Return what ``report`` says in figures."""
    blocks = (block for block in walk(report.blocks) if isinstance(block, Figures))
    figures = tuple(figure for block in blocks for figure in block.items)
    return Content(report.words.language, figures, tuple(report.tables()))


def to_json(content: Content) -> str:
    """Return ``content`` as JSON, the same text for the same content."""
    whole = {
        "form": FORM,
        "language": content.language,
        "figures": [
            {
                "key": each.key,
                "title": each.title,
                "places": each.places,
                "value": _cell(each.value),
            }
            for each in content.figures
        ],
        "tables": [
            {
                "key": table.key,
                "name": table.name,
                "columns": [_column(column) for column in table.columns],
                "rows": [
                    {"key": row.key, "role": row.role.value, "cells": [_cell(c) for c in row.cells]}
                    for row in table.rows
                ],
            }
            for table in content.tables
        ],
    }
    return json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(text: str) -> Content:
    """Return the content that ``to_json`` wrote. Raises ContentNotRead."""
    try:
        whole = json.loads(text)
        if whole["form"] > FORM:
            raise ContentNotRead
        figures = tuple(
            Figure(each["title"], _number(each["value"]), places=each["places"], key=each["key"])
            for each in whole["figures"]
        )
        tables = tuple(_table(each) for each in whole["tables"])
        return Content(whole["language"], figures, tables)
    except (ValueError, KeyError, TypeError, ArithmeticError) as error:  # whatever JSON may hold
        raise ContentNotRead from error


def table_content(name: str, heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Content:
    """Return the content of a file of records: field names as heads, a row named by ids where it has any."""
    columns = tuple(Column(head, key=head) for head in heads)
    named = [heads.index(head) for head in ROW_NAMES if head in heads]
    made = tuple(
        Row(tuple(cells), key=" ".join(str(cells[at] or "") for at in named)) for cells in rows
    )
    return Content("", (), (Table(columns, made, name=name, key=name),))


def _column(column: Column) -> dict[str, object]:
    return {
        "key": column.key,
        "title": column.title,
        "group": column.group,
        "kind": column.kind.value,
        "places": column.places,
        "signed": column.signed,
        "verbatim": column.verbatim,
    }


def _table(stored: Any) -> Table:  # noqa: ANN401  JSON
    columns = tuple(Column(**{**each, "kind": Kind(each["kind"])}) for each in stored["columns"])
    rows = tuple(
        Row(tuple(_typed(cell) for cell in each["cells"]), Role(each["role"]), each["key"])
        for each in stored["rows"]
    )
    return Table(columns, rows, name=stored["name"], key=stored["key"])


def _cell(value: Cell) -> object:
    for word, (kind, write, _read) in WORDS.items():
        if isinstance(value, kind):
            return {word: write(value)}
    return value


def _typed(stored: Any) -> Cell:  # noqa: ANN401  JSON
    if not isinstance(stored, dict):
        return _plain(stored)
    ((word, value),) = stored.items()
    _kind, _write, read = WORDS[word]
    cell: Cell = read(value)
    return cell


def _plain(stored: Any) -> str | int | float | None:  # noqa: ANN401  JSON
    if stored is None or isinstance(stored, str | int | float):
        return stored
    raise ValueError(stored)


def _number(stored: Any) -> int | float | Decimal | None:  # noqa: ANN401  JSON
    value = _typed(stored)
    if value is None or isinstance(value, int | float | Decimal):
        return value
    raise ValueError(stored)
