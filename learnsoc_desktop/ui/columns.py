"""Columns of a list: what they show, and which of them a person chose."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from learnsoc_desktop.core.fields import FieldSpec, Kind
from learnsoc_desktop.core.i18n import _

Row = TypeVar("Row")

RIGHT_KINDS = frozenset({Kind.NUMBER, Kind.MONEY, Kind.MINUTES, Kind.TIME})


@dataclass(frozen=True, slots=True)
class Sign:
    """The icon and tone of a cell that tells a state; its word is the text of the column.

    ``tone`` is the name of a colour of the theme: ``good``, ``late``, ``bad``, ``ink_soft`` …
    """

    icon: str
    tone: str
    pill: bool = False  # on a soft ground of its own
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Face:
    """What stands before a name: the first letter, or the picture with this hash."""

    letter: str
    picture: str = ""


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column. It has no ``slots``: a generic dataclass with slots cannot be subscribed.

    ``order`` gives what a row is sorted by when the rows are at hand; without it the text sorts in
    Thai order. ``leaves`` says which column goes first when there is no room: 1 before 2 before 3;
    0 stays.
    """

    key: str
    title: str  # marked with N_()
    text: Callable[[Row], str]
    width: int = 140  # logical pixels at the first text size
    right: bool = False
    quiet: bool = False  # second in rank: softer ink
    stretch: bool = False  # takes what is left over; ``width`` is its least
    shown: bool = True  # until a person chooses otherwise
    sortable: bool = True
    order: Callable[[Row], Any] | None = None
    sign: Callable[[Row], Sign | None] | None = None
    face: Callable[[Row], Face] | None = None
    leaves: int = 0

    @property
    def head(self) -> str:
        """The title in the person's language."""
        return _(self.title)


def columns_of(
    specs: Sequence[FieldSpec], text: Callable[[Any, FieldSpec], str]
) -> tuple[Column[Any], ...]:
    """Return a column for each field that lists may show; ``text(row, spec)`` writes a cell.

    Each is quiet, leaves early when there is no room, and is shown only when its label says so.
    """
    return tuple(
        Column(
            key=spec.name,
            title=spec.label.text,
            text=_cell(spec, text),
            width=spec.label.width,
            right=spec.kind in RIGHT_KINDS,
            quiet=True,
            shown=spec.label.shown,
            leaves=1,
        )
        for spec in specs
        if spec.label.table
    )


def _cell(spec: FieldSpec, text: Callable[[Any, FieldSpec], str]) -> Callable[[Any], str]:
    return lambda row: text(row, spec)


def chosen_keys(
    columns: Sequence[Column[Any]], remembered: Mapping[str, Sequence[str]], name: str
) -> tuple[str, ...]:
    """Return the keys of the columns to show in the list called ``name``, in their order.

    ``remembered`` are the choices of all lists, by name. Keys that are no longer there are left
    out; a list never loses its first column.
    """
    known = {column.key: column for column in columns}
    keys = [key for key in remembered.get(name, ()) if key in known]
    if not keys:
        keys = [column.key for column in columns if column.shown]
    first = columns[0].key
    return tuple(keys) if first in keys else (first, *keys)


def fitting(columns: Sequence[Column[Any]], room: int, scale: float) -> tuple[Column[Any], ...]:
    """Return the columns that stand side by side in ``room`` pixels at this text scale.

    Those that leave first go first, from the right; those that never leave stay even when the room
    is short.
    """
    kept = list(columns)
    leaving = sorted(
        (column for column in reversed(columns) if column.leaves), key=lambda column: column.leaves
    )
    for column in leaving:
        if sum(round(each.width * scale) for each in kept) <= room:
            break
        kept.remove(column)
    return tuple(kept)
