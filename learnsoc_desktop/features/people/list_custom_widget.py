"""The fields of the centre's own in the registry: columns, their orders, and what narrows the list by them."""

from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, not_
from sqlmodel import Session

from learnsoc_desktop.core.fields import FieldSpec, Kind
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.data.instant_list import ListOrder
from learnsoc_desktop.data.list_filter import Ends, ListFacet, ListFilter
from learnsoc_desktop.features.people.custom_queries import (
    PREFIX,
    held_facet,
    held_in,
    holds,
    shown_values,
    span_facet,
    words_of_lists,
)
from learnsoc_desktop.features.people.custom_range_queries import ASK, KINDS, range_in
from learnsoc_desktop.features.people.facet_queries import value_of
from learnsoc_desktop.features.people.list_filters_widget import FilterChoice
from learnsoc_desktop.features.people.queries import PersonRow
from learnsoc_desktop.ui.columns import Column, columns_of
from learnsoc_desktop.ui.field_text import text_of
from learnsoc_desktop.ui.filters import Filter

WATCHES = frozenset({"CustomValue"})
WORDS_TOO = frozenset({"CustomValue", "Code"})
PAGES = 8  # pages of rows whose ids are remembered: more than a table keeps
HELD = 2000  # persons whose values are kept

Ask = Callable[[Callable[[Session], Any]], Any]


class OwnCells:
    """What the fields of the centre's own hold of the rows on show; read for a whole page when one is looked at.

    A list whose columns show none of these fields, as most do, asks nothing for them.
    """

    def __init__(self, ask: Ask, specs: Sequence[FieldSpec]) -> None:
        """``ask`` answers a query (``Commands.query``)."""
        self._ask, self._specs = ask, specs
        self._pages: deque[Collection[UUID]] = deque(maxlen=PAGES)
        self._held: dict[UUID, Mapping[str, Any]] = {}

    def expect(self, ids: Collection[UUID]) -> None:
        """Take note of a page of rows that is read."""
        self._pages.append(ids)

    def value(self, person_id: UUID, name: str) -> Any:  # noqa: ANN401  what a field holds
        """Return what a field holds of a person, choices as their words; None for nothing."""
        if person_id not in self._held:
            self._read(next((ids for ids in self._pages if person_id in ids), (person_id,)))
        return self._held[person_id].get(name)

    def _read(self, ids: Collection[UUID]) -> None:
        found = self._ask(lambda session: shown_values(session, ids, self._specs))
        if len(self._held) > HELD:
            self._held.clear()
        self._held.update({each: found.get(each, {}) for each in ids})


def own_text(spec: FieldSpec, value: Any) -> str:  # noqa: ANN401  what a field holds
    """Return the text of a value as ``shown_values`` gives it: choices are words already."""
    return str(value or "") if spec.kind is Kind.CODE else text_of(spec, value)


def own_columns(
    specs: Sequence[FieldSpec], value: Callable[[UUID, str], Any]
) -> Sequence[Column[PersonRow]]:
    """Return a column for each field; none is shown until a person chooses it.

    ``value`` tells what a field holds of a person (``OwnCells.value``).
    """
    made = columns_of(specs, lambda row, spec: own_text(spec, value(row.id, spec.name)))
    return [replace(column, sortable=True) for column in made]


def own_orders(specs: Sequence[FieldSpec]) -> Mapping[str, ListOrder]:
    """Return the order by each field; who has no value stands last."""
    return {spec.name: _order(spec) for spec in specs}


def own_filters(
    session: Session, specs: Sequence[FieldSpec], ranges: Sequence[str] = ()
) -> Iterator[FilterChoice]:
    """Yield what narrows the list by each field: its words, ``ranges`` (keys), whether it is filled in."""
    words = words_of_lists(session, specs)
    filled_in = held_facet()
    for spec in specs:
        of_words = held_facet(spec.name)
        for word in words.get(spec.name, ()):
            if word.deleted_at is None:
                text = f"{spec.title}: {word.text}"
                holds_it, value = holds(spec.name, word.id), value_of(word.id)
                yield _choice(spec, str(word.id), text, holds_it, of_words, value)
        yield from _of_ranges(spec, ranges)
        filled, field = holds(spec.name), spec.name.removeprefix(PREFIX)
        text = _("{field}: filled in").format(field=spec.title)
        yield _choice(spec, "filled", text, filled, filled_in, field)
        text = _("{field}: empty").format(field=spec.title)
        yield _choice(spec, "empty", text, not_(filled), filled_in, field, without=True)


def _of_ranges(spec: FieldSpec, keys: Sequence[str]) -> Iterator[FilterChoice]:
    """Yield the way to a range of a field, and the ranges among ``keys``."""
    if spec.kind not in KINDS:
        return
    text = _("{field}: from … to …").format(field=spec.title)
    asking = Filter(f"{spec.name}{ASK}", text, spec.name, section=spec.title, chip=False, asks=True)
    # Never on by itself: so that it is read before somebody asks for a range.
    spans = span_facet(spec)
    every = ListFilter(asking.key, holds(spec.name), WATCHES, spans, Ends())
    yield FilterChoice(asking, every)
    for key in dict.fromkeys(keys):
        if found := range_in(key, spec):
            words = found.text(spec)
            chip = Filter(found.key, words, spec.name, section=spec.title, chip=False)
            narrows = ListFilter(chip.key, found.condition, WATCHES, spans, found.ends)
            yield FilterChoice(chip, narrows)


def _choice(
    spec: FieldSpec,
    what: str,
    text: str,
    condition: ColumnElement[bool],
    facet: ListFacet,
    value: str,
    *,
    without: bool = False,
) -> FilterChoice:
    key = f"{spec.name}-{what}"
    chip = Filter(key, text, spec.name, section=spec.title, chip=False)
    narrows = ListFilter(key, condition, facet.watches, facet, value, without)
    return FilterChoice(chip, narrows)


def _order(spec: FieldSpec) -> ListOrder:
    held = held_in(spec)
    if spec.kind is Kind.TEXT:
        return ListOrder(spec.name, (held.is_(None),), WATCHES, words=held)
    return ListOrder(spec.name, (held.is_(None), held), WORDS_TOO)
