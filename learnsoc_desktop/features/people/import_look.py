"""A file of persons as a preview shows it: what each cell says, and what becomes of it."""

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlmodel import Session

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.errors import Fault
from learnsoc_desktop.core.fields import FieldSpec, Kind, LabelledEnum
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.core.identity import mask, mask_phone
from learnsoc_desktop.core.partial_date import DatePrecision, PartialDate
from learnsoc_desktop.core.progress import Progress
from learnsoc_desktop.core.thai import fold
from learnsoc_desktop.exchange.cells import Cell
from learnsoc_desktop.exchange.importing import (
    Fate,
    ImportPlan,
    ImportResult,
    ParsedFile,
    ParsedRow,
    parse_table,
)
from learnsoc_desktop.exchange.tables import read_table
from learnsoc_desktop.features.centre.queries import code_texts, village_text, villages
from learnsoc_desktop.features.people.beside_queries import is_beside
from learnsoc_desktop.features.people.custom_queries import own_specs
from learnsoc_desktop.features.people.import_alike import (
    Alike,
    Resemblance,
    find_alike,
    parking,
)
from learnsoc_desktop.features.people.import_plan import (
    PeoplePlan,
    PlannedRow,
    plan_people,
)
from learnsoc_desktop.features.people.more_file_queries import SENSITIVE, read_specs
from learnsoc_desktop.features.people.rules import FIELDS

Cells = Mapping[int, tuple[Cell, ...]]

NOTHING = "–"
# Columns that fill fields of other names.
FILLS: Mapping[str, Sequence[str]] = {
    "full_name": ("title", "first_name", "last_name"),
    "age": ("born",),
    "moo": ("village_id",),
}
SAID_APART = frozenset({Kind.DATE, Kind.PARTIAL_DATE, Kind.CODE, Kind.CODES, Kind.CHOICE})


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A file that was read in the child process: what was understood, and its cells by row number."""

    parsed: ParsedFile
    cells: Cells


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell of the preview: what the file says, and below it what is to be said about it.

    ``tone``: "bad" the row is refused, "late" taken with a doubt, "primary" it changes what is stored, "" fine.
    """

    said: str
    under: str = ""
    tone: str = ""


def look_at(path: str, plan: ImportPlan, progress: Progress | None = None) -> LookedAt:
    """Read and parse a file, and keep what its cells say; called in the child process."""
    table = read_table(path, sheet=plan.sheet)
    sha256 = hashlib.sha256(Path(path).read_bytes()).hexdigest()
    parsed = parse_table(table, plan, sha256, progress)
    wanted = {row.number for row in parsed.rows}
    own = (*table.above, *table.rows)
    return LookedAt(parsed, {row.number: row.cells for row in own if row.number in wanted})


@dataclass(frozen=True)
class Preview:
    """Everything the page shows of one file.

    ``words`` are the texts of codes and villages by id; ``left_out`` are the cells a person left out, by row
    number and head. ``adding`` is what would become of each row if those that look like somebody (``alike``)
    were added; they are parked while ``parks``. ``beside`` are what else a column may be.
    """

    parsed: ParsedFile
    cells: Cells
    adding: PeoplePlan
    words: Mapping[Any, str]
    left_out: Collection[tuple[int, str]] = ()
    alike: Alike = field(default_factory=dict)
    parks: bool = True
    beside: Sequence[FieldSpec] = ()

    @cached_property
    def plan(self) -> PeoplePlan:
        """What becomes of each row; those that look like somebody are parked, or added."""
        return parking(self.adding, self.alike) if self.parks else self.adding

    @cached_property
    def result(self) -> ImportResult:
        """The counts, and every fault in the order of the file."""
        return self.plan.result

    @cached_property
    def _rows(self) -> Mapping[int, ParsedRow]:
        return {row.number: row for row in self.parsed.rows}

    def cell(self, line: PlannedRow, at: int) -> CellView:
        """Return what stands in column ``at`` (from 0) of a row."""
        name, head = self.parsed.matching.fields[at], self.parsed.matching.heads[at]
        raw = self.raw(line.number, at)
        fault = _worst(line.faults, head) if head else None
        if fault is not None:
            shown = raw if fault.refuses else self._masked(line.number, name, raw)
            return CellView(shown or _("(empty)"), fault.text, "bad" if fault.refuses else "late")
        if (line.number, head) in self.left_out:
            kept = _("left out, kept in the notes") if is_kept(name) else _("left out")
            return CellView(raw, kept, "late")
        if not name:
            return CellView(raw or NOTHING)
        before = [self._text(each, line.before[each]) for each in _filled(name, line)]
        said = self._masked(line.number, name, raw) or NOTHING
        if before:
            text = " ".join(part for part in before if part)
            was = _("was {before}").format(before=text) if text else _("was empty")
            return CellView(said, was, "primary")
        if _adds_links(name, line):
            return CellView(said, _("is added"), "primary")
        return CellView(said, self._understood(line, name, raw))

    def fate(self, line: PlannedRow) -> str:
        """Return what becomes of a row, in words."""
        if line.fate is Fate.PARKED:
            return _("looks like {name}").format(name=self.alike[line.number].name)
        return line.fate.label

    def raw(self, number: int, at: int) -> str:
        """Return what the file says in a cell, as text."""
        cells = self.cells.get(number, ())
        return cell_text(cells[at]) if at < len(cells) else ""

    def parking(self, *, on: bool) -> "Preview":
        """Return the same with rows that look like somebody parked, or added."""
        return replace(self, parks=on)

    def saying(self, number: int, like: Resemblance) -> Resemblance:
        """Return whom a row looks like, together with what the row says in the file.

        What is sensitive is left out: a row that waits has no consent.
        """
        heads, fields = self.parsed.matching.heads, self.parsed.matching.fields
        told = (at for at, name in enumerate(fields) if name not in SENSITIVE)
        cells = ((heads[at], self.raw(number, at)) for at in told)
        return replace(like, said=tuple((head, text) for head, text in cells if text))

    def _understood(self, line: PlannedRow, name: str, raw: str) -> str:
        if not raw:
            return ""
        if name in {"moo", "village_id"}:
            text = self.words.get(line.values.get("village_id"), "")
        elif name in FIELDS and FIELDS[name].kind in SAID_APART:
            text = self._text(name, self._value(line.number, name))
        else:
            return ""
        return "" if fold(text) == fold(raw) else text

    def _value(self, number: int, name: str) -> Any:  # noqa: ANN401  what a field holds
        row = self._rows.get(number)
        return row.values.get(name) if row is not None else None

    def _text(self, name: str, value: Any) -> str:  # noqa: ANN401  what a field holds
        if value in (None, "", [], ()):
            return ""
        if isinstance(value, LabelledEnum):
            return value.label
        if isinstance(value, UUID):
            return self.words.get(value, "")
        if isinstance(value, list | tuple):
            texts = (self.words.get(each, "") if isinstance(each, UUID) else each for each in value)
            return " · ".join(texts)
        if isinstance(value, date):
            return formats.date_medium(value)
        return _WRITERS.get(FIELDS[name].kind, str)(value) if name in FIELDS else str(value)

    def _masked(self, number: int, name: str, raw: str) -> str:
        """Return a cell as the screen shows it: of ID numbers and telephones the last digits."""
        if name == "id_number" and raw:
            return mask(raw)
        phone = self._value(number, name) if name == "phone" else ""
        return mask_phone(phone) if phone else raw


def preview(
    session: Session,
    looked: LookedAt,
    today: date,
    left_out: Collection[tuple[int, str]] = (),
    *,
    parks: bool = True,
) -> Preview:
    """Return what a file would do, ready to be shown; nothing is written."""
    plan = plan_people(session, looked.parsed, today)
    words: dict[Any, str] = dict(code_texts(session))
    words |= {row.id: row.text for row in villages(session)}
    words |= {key: village_text(new.moo, new.name) for key, new in plan.villages.items()}
    found = Preview(
        looked.parsed,
        looked.cells,
        plan,
        words,
        left_out,
        parks=parks,
        beside=(*read_specs(), *own_specs(session)),
    )
    alike = find_alike(session, plan)
    return replace(
        found, alike={number: found.saying(number, like) for number, like in alike.items()}
    )


def cell_text(cell: Cell) -> str:
    """Return what a cell of a spreadsheet says, dates as people here write them."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return formats.date_medium(cell.date())
    if isinstance(cell, date):
        return formats.date_medium(cell)
    if isinstance(cell, float):
        return f"{cell:.15g}"
    if isinstance(cell, time | timedelta):
        return str(cell)
    return " ".join(str(cell).split())


def birth_text(stored: str) -> str:
    """Return a date of birth as people write it: "14 มี.ค. 2506", "มี.ค. 2506", "2506"."""
    born = PartialDate.from_text(stored)
    if born.precision is DatePrecision.MONTH:
        return formats.month_year(born.day, short=True)
    return formats.date_medium(born.day) if born.precision is DatePrecision.DAY else born.short()


def is_kept(name: str) -> bool:
    """Return whether a word of this column that is left out goes into the notes."""
    return name in FIELDS or is_beside(name)


def _worst(faults: Sequence[Fault], head: str) -> Fault | None:
    mine = [each for each in faults if each.column == head]
    return next((each for each in mine if each.refuses), mine[0] if mine else None)


def _filled(name: str, line: PlannedRow) -> list[str]:
    """Return the fields that a column changes: its own, or those it stands for."""
    own = [each for each in (name, *FILLS.get(name, ())) if each in line.before]
    if name == "title" and "sex" in line.before and "title" not in line.before:
        return []
    return own


def _adds_links(name: str, line: PlannedRow) -> bool:
    if line.fate is not Fate.CHANGED:
        return False
    return (name == "target_groups" and line.groups is not None) or (
        name == "roles" and line.roles is not None
    )


_WRITERS: Mapping[Kind, Callable[[Any], str]] = {
    Kind.PARTIAL_DATE: birth_text,
    Kind.DATE: formats.date_medium,
    Kind.ID_NUMBER: mask,
    Kind.PHONE: mask_phone,
}
