"""From a file to typed rows: the same for every kind of record.

A feature makes an ``ImportPlan`` of its fields and lists, calls ``load`` (the child process reads, matches and
parses), then ``good_rows``, and writes in one transaction. Every fault has its row and column.
"""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from learnsoc_desktop.core.collector import collector_paused
from learnsoc_desktop.core.errors import AppError, Fault, FileRefused
from learnsoc_desktop.core.fields import FieldSpec, LabelledEnum
from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.core.progress import NoProgress, Progress
from learnsoc_desktop.core.worker import Worker
from learnsoc_desktop.exchange.cell_parsing import CellParser, Parsed
from learnsoc_desktop.exchange.cells import LIMITS, Limits, SourceRow, SourceTable
from learnsoc_desktop.exchange.errors import FileUnreadable
from learnsoc_desktop.exchange.matching import (
    Matching,
    Synonyms,
    find_heads,
    find_signature,
    match_heads,
)
from learnsoc_desktop.exchange.tables import read_table
from learnsoc_desktop.exchange.words import WordList

__all__ = [
    "Fate",
    "ImportPlan",
    "ImportResult",
    "Matching",
    "ParsedFile",
    "ParsedRow",
    "Synonyms",
    "WordList",
    "find_heads",
    "good_rows",
    "load",
    "match_heads",
    "parse_file",
    "parse_table",
    "read_rows",
]

STEP = 500  # rows between two reports of progress

Resolvers = Mapping[str, WordList]


class HeadsUnknown(FileUnreadable):
    """No column of the file is one we know."""

    message = N_("“{name}” has no heading that is known here.")
    hint = N_("The first row must name the columns, as: {examples}.")


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What is looked for in a file. Plain data: it travels to the child process.

    ``resolvers`` gives the words of a field: the entries of a code list, or further words of a choice. At least one
    field of each group of ``needed`` must have a column. Words that a list does not know are doubts, and faults
    for the fields in ``strict``. ``columns`` is what a person chose instead: field name by column, from 0.
    ``heads`` says the field of a head beforehand (a layout, a file of the command line), empty to leave it out;
    ``remembered`` does so for whole rows of heads, by their ``signature``.
    """

    specs: Sequence[FieldSpec]
    today: date
    synonyms: Synonyms = field(default_factory=dict)
    resolvers: Resolvers = field(default_factory=dict)
    needed: Sequence[Collection[str]] = ()
    strict: Collection[str] = ()
    sheet: str = ""
    head_row: int | None = None
    columns: Mapping[int, str] | None = None
    heads: Mapping[str, str] = field(default_factory=dict)
    remembered: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ParsedRow:
    """A row of a file with typed values by field name.

    Only fields that have a column are in ``values``; a field whose cell cannot be taken is left out.
    ``unknown`` holds the words that a list does not know.
    """

    number: int
    values: dict[str, Any]
    faults: tuple[Fault, ...] = ()
    unknown: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def refused(self) -> bool:
        """True when a fault keeps the row from being taken."""
        return any(fault.refuses for fault in self.faults)

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel as its fields: what a dataclass does itself takes half as long again."""
        return ParsedRow, (self.number, self.values, self.faults, self.unknown)


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """A file that was read, matched and parsed. ``faults`` holds those of all rows and of the whole file."""

    name: str
    sha256: str
    matching: Matching
    rows: tuple[ParsedRow, ...]
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    encoding: str = ""


class Fate(LabelledEnum):
    """What becomes of a row."""

    ADDED = "added", N_("New")
    CHANGED = "changed", N_("Changes something")
    SAME = "same", N_("As before")
    PARKED = "parked", N_("Looks like somebody")
    REFUSED = "refused", N_("Cannot be taken")


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did, or would do. ``parked`` are rows that wait until a person says who they are."""

    added: int = 0
    changed: int = 0
    same: int = 0
    refused: int = 0
    faults: tuple[Fault, ...] = ()
    parked: int = 0

    @classmethod
    def of(cls, fates: Iterable[Fate], faults: Iterable[Fault]) -> "ImportResult":
        """Return the counts of ``fates``, with every fault."""
        counts = Counter(fates)
        return cls(
            counts[Fate.ADDED],
            counts[Fate.CHANGED],
            counts[Fate.SAME],
            counts[Fate.REFUSED],
            tuple(faults),
            counts[Fate.PARKED],
        )

    def line(self) -> str:
        """Return the line of the command line; the same in every language."""
        return (
            f"added {self.added}, changed {self.changed}, same {self.same}, refused {self.refused}"
        )


def load(
    worker: Worker, path: Path, plan: ImportPlan, progress: Progress | None = None
) -> ParsedFile:
    """Read, match and parse ``path`` in the child process. Raises a FileUnreadable."""
    parsed: ParsedFile = worker.call(
        parse_file, str(path), plan, progress=progress, failure=FileUnreadable(name=path.name)
    )
    return parsed


def parse_file(
    path: str, plan: ImportPlan, progress: Progress | None = None, limits: Limits = LIMITS
) -> ParsedFile:
    """Read, match and parse ``path`` here. Raises a FileUnreadable, HeadsUnknown among them."""
    with collector_paused():
        table = read_table(path, sheet=plan.sheet, limits=limits)
        digest = hashlib.sha256(Path(path).read_bytes()).hexdigest()
        return parse_table(table, plan, digest, progress)


def parse_table(
    table: SourceTable, plan: ImportPlan, sha256: str = "", progress: Progress | None = None
) -> ParsedFile:
    """Match and parse a table that was read. ``sha256`` is that of its file. Raises HeadsUnknown."""
    synonyms = {**plan.synonyms}
    for head, name in plan.heads.items():
        synonyms[name] = (*synonyms.get(name, ()), head)
    table = _headed(table, plan, synonyms)
    matching = match_heads(table.heads, plan.specs, synonyms, table.head_row)
    told = plan.heads or plan.remembered.get(matching.signature, {})
    matching = matching.said(told) if told else matching
    notes = table.notes
    if told and not plan.heads and plan.columns is None:
        notes = (*notes, _("The columns are matched as in the last file with these heads."))
    if plan.columns is not None:
        matching = matching.chosen(plan.columns)
    if not any(matching.fields) and plan.columns is None:
        examples = ", ".join(spec.title for spec in plan.specs[:5])
        raise HeadsUnknown(name=table.name, examples=examples)
    rows, faults = read_rows(
        table,
        matching,
        plan.specs,
        plan.resolvers,
        today=plan.today,
        strict=plan.strict,
        progress=progress,
    )
    missing = _missing(plan, matching)
    return ParsedFile(
        name=table.name,
        sha256=sha256,
        matching=matching,
        rows=tuple(rows),
        faults=(*missing, *faults),
        notes=(*notes, *_column_notes(matching)),
        sheet=table.sheet,
        sheets=table.sheets,
        encoding=table.encoding,
    )


def _headed(table: SourceTable, plan: ImportPlan, synonyms: Synonyms) -> SourceTable:
    """Return the table under its heads: those a person named, those of an earlier file, or the likeliest."""
    if plan.head_row is not None:
        return table.headed(plan.head_row)
    known = None if plan.heads else find_signature(table, plan.remembered.keys())
    return known or find_heads(table, plan.specs, synonyms)


def read_rows(
    table: SourceTable,
    matching: Matching,
    specs: Sequence[FieldSpec],
    resolvers: Resolvers | None = None,
    *,
    today: date,
    strict: Collection[str] = (),
    progress: Progress | None = None,
) -> tuple[list[ParsedRow], list[Fault]]:
    """Return the typed rows of ``table`` and every fault, those of the rows too, in the order of the file.

    Rows whose known columns are all empty are left out: prepared lists number their empty lines.
    """
    progress = progress or NoProgress()
    columns = _columns(table, matching, specs, resolvers or {}, today)
    faults = list(matching.faults)
    rows = []
    for done, source in enumerate(table.rows, 1):
        row = _parsed_row(source, columns, strict)
        if row is not None:
            surplus = _surplus(source, table)
            if surplus:
                row = replace(row, faults=(*row.faults, surplus))
            rows.append(row)
            faults += row.faults
        if done % STEP == 0:
            progress.step(done, len(table.rows))
    progress.step(len(table.rows), len(table.rows))
    return rows, faults


def good_rows(file: ParsedFile, *, take_good_rows: bool) -> list[ParsedRow]:
    """Return the rows to write.

    Raises FileRefused with all faults when something is refused and the person did not say to take the rest, or
    when a column that is needed is missing or claimed twice: then no row is good.
    """
    refused = [fault for fault in file.faults if fault.refuses]
    whole = [fault for fault in refused if fault.row <= file.matching.head_row]
    if refused and (whole or not take_good_rows):
        count = len(file.rows) if whole else sum(1 for row in file.rows if row.refused)
        raise FileRefused(file.faults, name=file.name, count=count)
    return [row for row in file.rows if not row.refused]


_Column = tuple[int, str, str, CellParser]
_EMPTY = (None, "", ())


def _columns(
    table: SourceTable,
    matching: Matching,
    specs: Sequence[FieldSpec],
    resolvers: Resolvers,
    today: date,
) -> list[_Column]:
    """Return index, field, head and reader of each known column, a field's first one."""
    by_name = {spec.name: spec for spec in specs}
    columns: dict[str, _Column] = {}
    for index, name in enumerate(matching.fields):
        if name in by_name and name not in columns:
            parser = CellParser(
                by_name[name],
                words=resolvers.get(name),
                today=today,
                starts_1904=table.starts_1904,
            )
            columns[name] = (index, name, matching.heads[index], parser)
    return list(columns.values())


def _parsed_row(
    source: SourceRow, columns: Sequence[_Column], strict: Collection[str]
) -> ParsedRow | None:
    values: dict[str, Any] = {}
    faults: list[Fault] = []
    unknown: dict[str, tuple[str, ...]] = {}
    cells = source.cells
    width = len(cells)
    filled = False
    for index, name, head, parser in columns:
        cell = cells[index] if index < width else None
        if cell is None:
            values[name] = parser.empty
            continue
        try:
            # Most cells say what others said: asked here, a call less for each of them.
            known = parser.seen.get(cell) if isinstance(cell, str) else None
            parsed = known if isinstance(known, Parsed) else parser.parse(cell)
        except AppError as error:
            faults.append(Fault(source.number, head, f"{error} {error.advice}".strip()))
            filled = True
            continue
        if parsed.known:
            values[name] = value = parsed.value
            filled = filled or value not in _EMPTY
        if parsed.doubts or parsed.unknown:
            filled = True
            refuses = name in strict and bool(parsed.unknown)
            faults += [Fault(source.number, head, doubt, refuses) for doubt in parsed.doubts]
            if parsed.unknown:
                unknown[name] = parsed.unknown
    return ParsedRow(source.number, values, tuple(faults), unknown) if filled else None


def _surplus(source: SourceRow, table: SourceTable) -> Fault | None:
    """Return the fault of a text line with more cells than heads: a separator too many shifts them."""
    if table.encoding and len(source.cells) > len(table.heads):
        text = _("This row has more cells than there are headings.")
        return Fault(source.number, "", text)
    return None


def _missing(plan: ImportPlan, matching: Matching) -> list[Fault]:
    titles = {spec.name: spec.title for spec in plan.specs}
    return [
        Fault(
            matching.head_row,
            "",
            _("There is no column for: {names}.").format(
                names=", ".join(titles.get(name, name) for name in group)
            ),
        )
        for group in plan.needed
        if not any(name in matching.fields for name in group)
    ]


def _column_notes(matching: Matching) -> list[str]:
    if not matching.unknown:
        return []
    return [
        _("These columns are not known here and are left out: {heads}.").format(
            heads=", ".join(matching.unknown)
        )
    ]
