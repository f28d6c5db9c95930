"""What is different between a paper that was kept and the same paper made now: in words and as rows."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.fields import Kind
from learnsoc_desktop.core.formats import Style
from learnsoc_desktop.core.i18n import _, ngettext
from learnsoc_desktop.core.thai import ZERO_WIDTH_SPACE
from learnsoc_desktop.reporting.content import Content
from learnsoc_desktop.reporting.document import Cell, Column, Figure, Row, Table
from learnsoc_desktop.reporting.written import cell_text, number_text

TOLD = 3  # differences that a sentence names
RUNNING = "no"  # key of the column that only counts the rows


class What(StrEnum):
    """What became of a figure, a cell or a row."""

    CHANGED = "changed"
    ADDED = "added"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference, in texts: where it is, what stood there, what stands there now."""

    what: What
    table: str  # empty for a figure
    row: str  # of a figure its title
    column: str = ""  # empty for a whole row
    before: str = ""
    now: str = ""

    @property
    def place(self) -> str:
        """Where it is, in one line."""
        return " · ".join(part for part in (self.table, self.row, self.column) if part)


def compared(kept: Content, now: Content, style: Style) -> list[Difference]:
    """Return every difference from ``kept`` to ``now``, figures first, in the order of the paper.

    Columns that only one of them has are left out: another version of the paper shows others.
    """
    found = list(_figures(kept.figures, now.figures, style))
    before = {_table_key(table, n): table for n, table in enumerate(kept.tables)}
    for number, table in enumerate(now.tables):
        old = before.get(_table_key(table, number))
        if old is not None:
            found += _rows(old, table, style)
    return found


def in_words(differences: Sequence[Difference]) -> str:
    """Return the differences in a sentence or two: the first by name, the others counted."""
    if not differences:
        return _("Nothing in it has changed since then.")
    changed = [each for each in differences if each.what is What.CHANGED]
    counts = Counter(each.what for each in differences)
    told = changed[:TOLD]
    parts = [
        _("{place} {before} → {now}").format(
            place=each.place, before=each.before or "–", now=each.now or "–"
        )
        for each in told
    ]
    rest = len(changed) - len(told)
    if rest:
        text = ngettext("{count} more figure changed", "{count} more figures changed", rest)
        parts.append(text.format(count=formats.number(rest)))
    if added := counts[What.ADDED]:
        text = ngettext("{count} row more", "{count} rows more", added)
        parts.append(text.format(count=formats.number(added)))
    if gone := counts[What.GONE]:
        text = ngettext("{count} row less", "{count} rows less", gone)
        parts.append(text.format(count=formats.number(gone)))
    return _("Changed since then: {what}.").format(what="; ".join(parts))


def _figures(kept: Sequence[Figure], now: Sequence[Figure], style: Style) -> Iterator[Difference]:
    before = {figure.key or figure.title: figure for figure in kept}
    for figure in now:
        old = before.get(figure.key or figure.title)
        if old is None or _same(old.value, figure.value):
            continue
        texts = (_figure_text(each, figure.places, style) for each in (old.value, figure.value))
        yield Difference(What.CHANGED, "", figure.title, "", *texts)


def _figure_text(value: float | Decimal | None, places: int, style: Style) -> str:
    return (
        ""
        if value is None
        else number_text(value, Column("", kind=Kind.NUMBER, places=places), style)
    )


def _table_key(table: Table, number: int) -> str:
    return table.key or str(number)


def _rows(kept: Table, now: Table, style: Style) -> Iterator[Difference]:
    name = now.name
    old_rows, new_rows = _keyed(kept), _keyed(now)
    places = {column.key: n for n, column in enumerate(kept.columns) if column.key}
    pairs = [
        (n, places[column.key], column)
        for n, column in enumerate(now.columns)
        if column.key in places and column.key != RUNNING
    ]
    for key, row in new_rows.items():
        old = old_rows.get(key)
        if old is None:
            yield Difference(What.ADDED, name, row_title(row, now.columns, style))
            continue
        for at, was, column in pairs:
            one, other = _at(old, was), _at(row, at)
            if not _same(one, other):
                title = row_title(row, now.columns, style)
                texts = (_text(one, column, style), _text(other, column, style))
                yield Difference(What.CHANGED, name, title, column.head, *texts)
    for key, row in old_rows.items():
        if key not in new_rows:
            yield Difference(What.GONE, name, row_title(row, kept.columns, style))


def _keyed(table: Table) -> Mapping[str, Row]:
    """Return the rows by what tells them apart: their key, else their words, else their place."""
    found: dict[str, Row] = {}
    seen: Counter[str] = Counter()
    for row in table.rows:
        words = next((cell for cell in row.cells if isinstance(cell, str) and cell.strip()), "")
        key = row.key or f"{row.role.value} {words}"
        seen[key] += 1
        found[key if seen[key] == 1 else f"{key} {seen[key]}"] = row
    return found


def row_title(row: Row, columns: Sequence[Column], style: Style) -> str:
    """Return what a row is called: its name, else its first words, else its first cell."""
    cells = list(zip(columns, row.cells, strict=False))
    texts = [(column, cell) for column, cell in cells if isinstance(cell, str) and cell.strip()]
    named = [pair for pair in texts if pair[0].key in {"name", "first_name"}]
    for column, cell in (*named, *texts, *cells[:1]):
        return _text(cell, column, style)
    return ""


def _at(row: Row, place: int) -> Cell:
    return row.cells[place] if place < len(row.cells) else None


def _same(one: Cell, other: Cell) -> bool:
    return one == other or _plain(one) == _plain(other)


def _plain(value: Cell) -> object:
    """Return a value so that the same is equal, whichever way it was kept."""
    if isinstance(value, bool) or value is None or value == "":
        return value or None
    if isinstance(value, int | float | Decimal):
        return Decimal(str(value)).normalize()
    return value.replace(ZERO_WIDTH_SPACE, "") if isinstance(value, str) else value


def _text(value: Cell, column: Column, style: Style) -> str:
    return "" if value is None else cell_text(value, column, style)
