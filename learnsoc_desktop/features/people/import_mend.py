"""Quick ways out of a fault in a file: leave the cell out, or take the part of a date that is sure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from learnsoc_desktop.core.errors import AppError, Fault
from learnsoc_desktop.core.formats import DateRefused
from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.core.partial_date import is_short_year, parse_typed
from learnsoc_desktop.exchange.cells import Cell, Table
from learnsoc_desktop.exchange.importing import Fate, ParsedFile, ParsedRow
from learnsoc_desktop.features.people.import_look import Preview, birth_text, is_kept
from learnsoc_desktop.features.people.import_plan import PlannedRow
from learnsoc_desktop.features.people.rules import FIELDS

# Without them nobody knows who is meant: leaving them out helps nobody.
NOT_LEFT_OUT = frozenset({"id", "first_name", "full_name"})

# Said once for a whole file of an old program, whose every second row has such a year.
SHORT_YEAR = N_("Years of two figures are read as years gone by. Under each cell stands the date.")

Place = tuple[int, str]  # row number and head of a column


@dataclass(frozen=True, slots=True)
class Mend:
    """What is taken instead of what a cell says: nothing, or a value. ``said`` goes into the notes."""

    place: Place
    title: str  # of the button
    value: Any = None
    said: str = ""

    @property
    def leaves_out(self) -> bool:
        """True when the cell is left out altogether."""
        return self.value is None


@dataclass(frozen=True, slots=True)
class Item:
    """A fault, the numbers of the rows that have it, its column in words, and the quickest way out."""

    fault: Fault
    rows: tuple[int, ...]
    column: str = ""
    mend: Mend | None = None


def way_out(shown: Preview, line: PlannedRow, fault: Fault, today: date) -> Mend | None:
    """Return the quickest way to take a row in spite of a fault; None when there is none."""
    heads = shown.parsed.matching.heads
    if not fault.refuses or fault.column not in heads:
        return None
    at = heads.index(fault.column)
    name, raw = shown.parsed.matching.fields[at], shown.raw(line.number, at)
    if not raw or not name or name in NOT_LEFT_OUT:
        return None
    place = (line.number, fault.column)
    sure = _sure_part(raw, today) if name == "born" else ""
    if sure:
        return Mend(place, _("Take only {part}").format(part=birth_text(sure)), sure)
    return Mend(place, _("Leave the cell out"), None, raw)


def to_look_at(shown: Preview, today: date) -> Sequence[Item]:
    """Return what a person should look at: refused rows first, equal doubts of many rows as one item."""
    alone = [Item(fault, (fault.row,), _title(fault.column)) for fault in shown.plan.whole]
    doubts: dict[tuple[str, str], list[Fault]] = {}
    for line in shown.plan.rows:
        for fault in line.faults:
            if fault.refuses:
                way = way_out(shown, line, fault, today)
                alone.append(Item(fault, (line.number,), _title(fault.column), way))
            else:
                said = SHORT_YEAR if is_short_year(fault.text) else fault.text
                doubts.setdefault((fault.column, said), []).append(fault)
    told = [
        Item(
            faults[0] if len(faults) == 1 else replace(faults[0], text=_(text)),
            tuple(fault.row for fault in faults),
            _title(column),
        )
        for (column, text), faults in doubts.items()
    ]
    return [*sorted(alone, key=lambda item: not item.fault.refuses), *told]


def mended(file: ParsedFile, mends: Mapping[Place, Mend]) -> ParsedFile:
    """Return ``file`` with these cells left out or taken otherwise; their faults are gone."""
    if not mends:
        return file
    by_row: dict[int, list[Mend]] = {}
    for mend in mends.values():
        by_row.setdefault(mend.place[0], []).append(mend)
    fields = dict(zip(file.matching.heads, file.matching.fields, strict=True))
    rows = tuple(
        _mended_row(row, by_row[row.number], fields) if row.number in by_row else row
        for row in file.rows
    )
    faults = tuple(each for each in file.faults if (each.row, each.column) not in mends)
    return replace(file, rows=rows, faults=faults)


def refused_rows(shown: Preview) -> Table:
    """Return the rows that cannot be taken as they stand in the file, and what is wrong with each."""
    heads = shown.parsed.matching.heads
    rows: list[tuple[Cell, ...]] = []
    for line in shown.plan.rows:
        if line.fate is Fate.REFUSED:
            cells = shown.cells.get(line.number, ())[: len(heads)]
            blank = (None,) * (len(heads) - len(cells))
            wrong = "; ".join(
                f"{fault.column}: {fault.text}" if fault.column else fault.text
                for fault in line.faults
                if fault.refuses
            )
            rows.append((*cells, *blank, wrong))
    return Table((*heads, _("What is wrong")), rows, _("Refused rows"))


def _title(column: str) -> str:
    """Return what a column is called: its head, or a field that has no column in the file."""
    return FIELDS[column].title if column in FIELDS else column


def _mended_row(row: ParsedRow, mends: Sequence[Mend], fields: Mapping[str, str]) -> ParsedRow:
    values, unknown = dict(row.values), dict(row.unknown)
    for mend in mends:
        name = fields.get(mend.place[1], "")
        values.pop(name, None)
        if mend.value is not None:
            values[name] = mend.value
        elif is_kept(name):
            unknown[name] = (mend.said,)  # words that nobody understood go into the notes
    left = {mend.place[1] for mend in mends}
    faults = tuple(each for each in row.faults if each.column not in left)
    return replace(row, values=values, faults=faults, unknown=unknown)


def _sure_part(text: str, today: date) -> str:
    """Return the stored form of the part of a date that can be read, empty for none."""
    try:
        parse_typed(text, today)
    except DateRefused as refused:
        return refused.salvage
    except AppError:
        return ""
    return ""
