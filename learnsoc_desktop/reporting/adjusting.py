"""A centre's own version of a paper: other words, notes, signatories and columns than the standard.

An ``Adjustment`` is plain data, stored as JSON; ``adjusted`` puts it on a report of any period. Parts are
named by their stable keys. What a version names and a paper does not have is left out and told, so that
a version outlives the paper it was made of.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, NamedTuple

from learnsoc_desktop.reporting.document import (
    Beside,
    Block,
    Cell,
    Heading,
    PageKind,
    Paragraph,
    Report,
    Role,
    Row,
    Signature,
    Signatures,
    Table,
    Together,
    walk,
)
from learnsoc_desktop.reporting.forms.kinds import BookletCover
from learnsoc_desktop.reporting.measures import PAPERS

PERIOD = "{period}"  # in a title: where the period of the paper stands
NOTE_SIZE = 14.0
MOST_SIGNERS = 4
CHOICES: Mapping[str, tuple[str, ...]] = {
    "digits": ("", "arabic", "thai"),
    "calendar": ("", "be", "ce"),
    "paper": ("", *PAPERS),
    "margins": ("", "narrow", "binding"),
}  # "" is always the standard


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What a version changes; everything empty is the standard.

    ``headings`` are texts by the keys of headings. ``hidden`` and ``order`` are keys of columns by the key
    of their table; a column that ``order`` does not name stays after the one it follows in the standard.
    ``signers`` are keys of who signs, in order: None for the standard, empty for nobody.
    """

    title: str = ""
    headings: Mapping[str, str] = field(default_factory=dict)
    above: str = ""  # a note under the title, its lines as they are
    below: str = ""  # a note before those who sign
    hidden: Mapping[str, Sequence[str]] = field(default_factory=dict)
    order: Mapping[str, Sequence[str]] = field(default_factory=dict)
    signers: Sequence[str] | None = None
    logo: bool = True
    digits: str = ""
    calendar: str = ""
    paper: str = ""
    margins: str = ""


STANDARD = Adjustment()


class Adjusted(NamedTuple):
    """A report in a version, and the parts the version names that the report does not have."""

    report: Report
    unknown: tuple[str, ...]


def adjusted(report: Report, change: Adjustment, people: Iterable[Signature] = ()) -> Adjusted:
    """Put ``change`` on ``report``. ``people`` may sign beside those the report names; keys tell them apart."""
    unknown: list[str] = []
    tables = {table.key: table for table in report.tables()}
    headings = headings_of(report)
    unknown += [f"heading {key}" for key in change.headings if key not in headings]
    unknown += [f"table {key}" for key in {**change.hidden, **change.order} if key not in tables]

    title = change.title.replace(PERIOD, report.period)

    def changed(block: Block) -> Block:
        match block:
            case BookletCover() if title:
                return replace(block, title=title)
            case Heading(_text, _number, key) if key and change.headings.get(key):
                return replace(block, text=change.headings[key])
            case Table() if block.key in change.hidden or block.key in change.order:
                return _table(block, change, unknown)
        return block

    blocks = mapped(report.blocks, changed)
    if change.signers is not None:
        signers = _signers(report, change.signers, people, unknown)
        blocks = mapped(blocks, lambda block: _signed(block, signers))
    made = replace(
        report,
        title=title or report.title,
        head=report.head if change.logo else replace(report.head, emblem=None),
        blocks=_with_notes(blocks, _notes(change.above, report), _notes(change.below, report)),
        digits=change.digits or report.digits,
        calendar=change.calendar or report.calendar,
        size=change.paper or report.size,
        margins=change.margins or report.margins,
    )
    return Adjusted(made, tuple(dict.fromkeys(unknown)))


def mapped(blocks: Sequence[Block], change: Callable[[Block], Block]) -> tuple[Block, ...]:
    """Return the blocks with each one changed, those inside others too."""
    made: list[Block] = []
    for block in blocks:
        match block:
            case Together(inner):
                made.append(replace(block, blocks=mapped(inner, change)))
            case Beside(left, right):
                made.append(replace(block, left=change(left), right=change(right)))  # type: ignore[arg-type]
            case _:
                made.append(change(block))
    return tuple(made)


def before_signatures(report: Report, block: Block) -> Report:
    """Return the report with one more block before those who sign, at the end when nobody does."""
    return replace(report, blocks=_with_notes(report.blocks, (), (block,)))


def stored(change: Adjustment) -> str:
    """Return a version as it is stored: JSON of what differs from the standard, always in one order."""
    values = {
        each.name: value
        for each in fields(Adjustment)
        if (value := getattr(change, each.name)) != getattr(STANDARD, each.name)
    }
    return json.dumps(values, ensure_ascii=False, sort_keys=True)


def restored(text: str) -> tuple[Adjustment, tuple[str, ...]]:
    """Return a stored version, and what in it cannot be understood: a newer program may have written it."""
    try:
        values = json.loads(text or "{}")
    except ValueError:
        return STANDARD, (text[:40],)
    if not isinstance(values, dict):
        return STANDARD, (text[:40],)
    good = {name: value for name, value in values.items() if _understood(name, value)}
    return Adjustment(**good), tuple(sorted(values.keys() - good.keys()))


def _understood(name: str, value: Any) -> bool:  # noqa: ANN401  JSON
    match name:
        case "title" | "above" | "below":
            return isinstance(value, str)
        case "headings":
            return isinstance(value, dict) and all(isinstance(text, str) for text in value.values())
        case "hidden" | "order":
            return isinstance(value, dict) and all(map(_texts, value.values()))
        case "signers":
            return _texts(value)
        case "logo":
            return isinstance(value, bool)
    return isinstance(value, str) and value in CHOICES.get(name, ())


def _texts(value: Any) -> bool:  # noqa: ANN401  JSON
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def headings_of(report: Report) -> Mapping[str, str]:
    """Return the texts of the headings that have a key, in reading order."""
    found = (block for block in walk(report.blocks) if isinstance(block, Heading))
    return {block.key: block.text for block in found if block.key}


# --- Columns -------------------------------------------------------------------------------------


def arranged(keys: Sequence[str], order: Sequence[str]) -> list[str]:
    """Return ``keys`` in ``order``; one it does not name stays after the one it follows in ``keys``."""
    made = [key for key in order if key in keys]
    for at, key in enumerate(keys):
        if key not in made:
            before = next((made.index(each) for each in reversed(keys[:at]) if each in made), -1)
            made.insert(before + 1, key)
    return made


def _table(table: Table, change: Adjustment, unknown: list[str]) -> Table:
    keys = [column.key for column in table.columns]
    hidden, order = change.hidden.get(table.key, ()), change.order.get(table.key, ())
    unknown += [f"column {table.key}.{key}" for key in {*hidden, *order} - set(keys)]
    shown = [key for key in arranged(keys, order) if key not in hidden]
    if not shown:  # a table without columns says nothing
        unknown.append(f"table {table.key}")
        shown = keys
    places = [keys.index(key) for key in shown]
    return replace(
        table,
        columns=tuple(table.columns[place] for place in places),
        rows=tuple(_row(row, places) for row in table.rows),
        blank_from=table.blank_from if places[0] == 0 else None,
    )


def _row(row: Row, places: Sequence[int]) -> Row:
    cells: list[Cell] = [row.cells[place] if place < len(row.cells) else None for place in places]
    if row.role is Role.GROUP and row.cells:
        first = row.cells[0]  # it runs across the table
        cells = [first, *(None if cell == first else cell for cell in cells[1:])]
    elif row.role is Role.TOTAL:
        words = next((cell for cell in row.cells if isinstance(cell, str) and cell), "")
        if words and words not in cells:
            at = next((n for n, cell in enumerate(cells) if cell is None or cell == ""), None)
            if at is not None:
                cells[at] = words
    return replace(row, cells=tuple(cells))


# --- Who signs, and notes ------------------------------------------------------------------------


def signers_of(report: Report, people: Iterable[Signature] = ()) -> dict[str, Signature]:
    """Return who may sign by key: those the report names first, then ``people``."""
    blocks = (block for block in walk(report.blocks) if isinstance(block, Signatures))
    found = {person.key: person for block in blocks for person in block.people if person.key}
    return found | {each.key: each for each in people if each.key not in found}


def _signers(
    report: Report, keys: Sequence[str], people: Iterable[Signature], unknown: list[str]
) -> tuple[Signature, ...]:
    known = signers_of(report, people)
    unknown += [f"signatory {key}" for key in keys if key not in known]
    return tuple(known[key] for key in keys if key in known)[:MOST_SIGNERS]


def _signed(block: Block, people: tuple[Signature, ...]) -> Block:
    return replace(block, people=people) if isinstance(block, Signatures) else block


def _notes(text: str, report: Report) -> tuple[Block, ...]:
    size = NOTE_SIZE if report.page in {PageKind.SUMMARY, PageKind.SHEET} else 16.0
    return tuple(Paragraph(line, size=size) for line in text.splitlines() if line.strip())


def _with_notes(
    blocks: Sequence[Block], above: Sequence[Block], below: Sequence[Block]
) -> tuple[Block, ...]:
    at = len(blocks)
    for number, block in enumerate(blocks):
        if _holds_signatures(block):
            at = number
    return (*above, *blocks[:at], *below, *blocks[at:])


def _holds_signatures(block: Block) -> bool:
    return any(isinstance(each, Signatures) for each in walk((block,)))
