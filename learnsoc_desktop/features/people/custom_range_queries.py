"""Ranges of numbers and days in the fields of the centre's own: what narrows a list says it in its key.

So a saved list, a link and the list on show mean the same by one text: ``own_<field>-in-5~10``. An end that is left
out is open.
"""

import re
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement
from sqlmodel import col, exists

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.fields import FieldSpec, Kind
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.data.entity import alive
from learnsoc_desktop.data.list_filter import Ends
from learnsoc_desktop.features.people.custom_model import CustomValue
from learnsoc_desktop.features.people.custom_queries import PREFIX, field_id_of
from learnsoc_desktop.features.people.model import Person

ASK = "-in"  # behind the name of a field: the filter that asks for a range first
KEY = re.compile(rf"({PREFIX}[0-9a-f]{{32}}){ASK}-([-\d]*)~([-\d]*)")
KINDS = frozenset({Kind.NUMBER, Kind.DATE})

End = int | date | None


class OwnRange(NamedTuple):
    """A field, named as among all fields of a person, and the ends that belong to the range."""

    name: str
    low: End
    high: End

    @property
    def key(self) -> str:
        """The range as one text."""
        ends = ["" if end is None else str(end) for end in (self.low, self.high)]
        return f"{self.name}{ASK}-{'~'.join(ends)}"

    @property
    def ends(self) -> Ends:
        """The ends as ``span_facet`` tells values."""
        ends = (end.isoformat() if isinstance(end, date) else end for end in (self.low, self.high))
        return Ends(*ends)

    @property
    def condition(self) -> ColumnElement[bool]:
        """The SQL condition on ``Person`` that the field holds something of the range."""
        end = self.low if self.low is not None else self.high
        held = col(CustomValue.day) if isinstance(end, date) else col(CustomValue.number)
        row = exists().where(
            col(CustomValue.person_id) == Person.id,
            col(CustomValue.field_id) == field_id_of(self.name),
            alive(CustomValue),
        )
        if self.low is not None:
            row = row.where(held >= self.low)
        return row if self.high is None else row.where(held <= self.high)

    def text(self, spec: FieldSpec) -> str:
        """Return the range in words; ``spec`` is the field's."""
        low, high = (_shown(end) for end in (self.low, self.high))
        if self.low is None:
            words = _("{field}: up to {high}")
        elif self.high is None:
            words = _("{field}: from {low}")
        elif self.low == self.high:
            words = _("{field}: {low}")
        else:
            words = _("{field}: {low} to {high}")
        return words.format(field=spec.title, low=low, high=high)


def range_in(key: str, spec: FieldSpec) -> OwnRange | None:
    """Return the range of a field that a key means; None when it means something else, or no range of its kind."""
    found = KEY.fullmatch(key)
    if found is None or found[1] != spec.name or spec.kind not in KINDS:
        return None
    read = date.fromisoformat if spec.kind is Kind.DATE else int
    try:
        low, high = (read(text) if text else None for text in found.group(2, 3))
    except ValueError:
        return None
    return None if low is None and high is None else OwnRange(spec.name, low, high)


def asks_range(key: str) -> str:
    """Return the name of the field whose range a filter asks for first; empty for every other filter."""
    return key.removesuffix(ASK) if key.startswith(PREFIX) and key.endswith(ASK) else ""


def _shown(end: End) -> str:
    if isinstance(end, date):
        return formats.date_brief(end)
    return "" if end is None else formats.number(end)
