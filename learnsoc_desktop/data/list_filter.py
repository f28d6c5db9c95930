"""Filters of a list in memory: which slots each one takes, asked of the file once, in slices.

A filter by itself is a condition that is asked of every row. Filters that only differ in a value, as those of
the villages, share a ``ListFacet``: one reading of it answers all of them.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, FromClause, Table, select
from sqlmodel import Session

from learnsoc_desktop.core.changes import ChangeSet
from learnsoc_desktop.data.list_index import bits_of

KEPT = 256  # conditions whose slots are kept: 12 kB each for 100,000 rows


class Ends(NamedTuple):
    """A range of values; the ends belong to it, None leaves one open."""

    low: Any = None
    high: Any = None


@dataclass(frozen=True, slots=True, eq=False)
class ListFacet:
    """What rows have of something: no value, one, or several each.

    ``value`` is a column of ``source``, which joins other tables to the list's own (it alone, if not given).
    ``watches`` names the other entities whose change may change the values. Of an ``ordered`` one filters name
    ranges (``Ends``); its values are numbers or texts, never NULL.
    """

    key: str
    value: ColumnElement[Any]
    source: FromClause | None = None
    watches: frozenset[str] = frozenset()
    ordered: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class ListFilter:
    """A condition on the rows of a list. ``key`` tells it from every other one, with its values.

    Conditions on other tables are best written with ``exists()``: they are also asked of single rows.
    ``watches`` names the other entities whose change may change the answer (roles of a person). Where the
    condition means that a facet has ``value`` (``without``: that it has not), ``facet`` names it.
    """

    key: str
    condition: ColumnElement[bool]
    watches: frozenset[str] = frozenset()
    facet: ListFacet | None = None
    value: Hashable = None
    without: bool = False


class FilterSets:
    """The slots that filters take, as bit sets; ``rowids`` tells the row of each slot."""

    def __init__(self, table: Table, rowid: ColumnElement[int], rowids: "array[int]") -> None:
        self._table, self._rowid, self._rowids = table, rowid, rowids
        self._last = max(rowids, default=0)
        self._conditions: dict[str, tuple[ListFilter, int]] = {}
        self._facets: dict[str, tuple[ListFacet, dict[Hashable, int]]] = {}
        self._orders: dict[str, tuple[ListFacet, tuple[list[Any], array[int]]]] = {}
        self._late: dict[str, frozenset[int]] = {}  # rowids of late rows that a filter takes
        self.forget_reading()

    def forget_reading(self) -> None:
        """Begin anew with what is only read in part: rows have changed."""
        self._reading = ""  # key of the condition or facet that is being read, up to rowid _read
        self._read = 0
        self._marks: defaultdict[Hashable, bytearray] = defaultdict(self._no_marks)
        self._pairs: list[tuple[Any, int]] = []  # of an ordered facet: value and rowid

    def changed(self, changes: ChangeSet) -> None:
        """Forget what a write may have changed."""
        for kept in (self._conditions, self._facets, self._orders):
            for key in [key for key, (what, _) in kept.items() if changes.touches(what.watches)]:
                del kept[key]
        self.forget_reading()
        self.forget_late()

    def forget_late(self) -> None:
        """Forget which late rows filters take: there are others now."""
        self._late.clear()

    def knows(self, one: ListFilter) -> bool:
        """Return True when the slots of a filter are at hand."""
        if one.facet is None:
            return one.key in self._conditions
        return one.facet.key in (self._orders if one.facet.ordered else self._facets)

    def read(self, session: Session, one: ListFilter, rows: int) -> None:
        """Ask of the next ``rows`` rows whether a filter takes them."""
        key = one.facet.key if one.facet else one.key
        if self._reading != key:
            self.forget_reading()
            self._reading = key
        end = min(self._read + max(rows, 1), self._last + 1)
        part = self._rowid.between(self._read, end - 1)
        if one.facet is None:
            query = select(self._rowid).select_from(self._table).where(one.condition, part)
            marks = self._marks[None]
            for rowid in session.execute(query).scalars():
                marks[rowid] = 1
        else:
            source = self._table if one.facet.source is None else one.facet.source
            values = select(one.facet.value, self._rowid).select_from(source).where(part)
            if one.facet.ordered:
                self._pairs += [(value, rowid) for value, rowid in session.execute(values)]
            else:
                for value, rowid in session.execute(values):
                    self._marks[value][rowid] = 1
        self._read = end
        if end > self._last:
            self._keep(one)

    def slots(self, session: Session, one: ListFilter) -> int:
        """Return the bit set of the slots a filter takes; it is read to the end if it is not at hand."""
        while not self.knows(one):
            self.read(session, one, self._last + 1)
        if one.facet is None:
            return self._conditions[one.key][1]
        if one.facet.ordered:
            return self._in_range(one, one.facet)
        having = self._facets[one.facet.key][1].get(one.value, 0)
        return having ^ (1 << len(self._rowids)) - 1 if one.without else having

    def late(self, session: Session, one: ListFilter, rowids: list[int]) -> frozenset[int]:
        """Return which of ``rowids``, rows that changed since they were read, a filter takes."""
        if not rowids:
            return frozenset()
        kept = self._late.get(one.key)
        if kept is None:
            query = select(self._rowid).select_from(self._table)
            found = session.execute(query.where(one.condition, self._rowid.in_(rowids))).scalars()
            kept = self._late[one.key] = frozenset(found)
        return kept

    def _keep(self, one: ListFilter) -> None:
        """Keep what was read to the end."""
        bits = {value: self._bits(marks) for value, marks in self._marks.items()}
        if one.facet is None:
            self._keep_condition(one, bits.get(None, 0))
        elif one.facet.ordered:
            pairs = sorted(self._pairs, key=itemgetter(0))
            values, rowids = [pair[0] for pair in pairs], array("q", [pair[1] for pair in pairs])
            self._orders[one.facet.key] = (one.facet, (values, rowids))
        else:
            self._facets[one.facet.key] = (one.facet, bits)
        self.forget_reading()

    def _keep_condition(self, one: ListFilter, bits: int) -> None:
        while len(self._conditions) >= KEPT:
            del self._conditions[next(iter(self._conditions))]
        self._conditions[one.key] = (one, bits)

    def _in_range(self, one: ListFilter, facet: ListFacet) -> int:
        """Return the slots whose values are in the range of a filter; kept, since every key press asks for it."""
        if one.key not in self._conditions:
            values, rowids = self._orders[facet.key][1]
            low, high = one.value if isinstance(one.value, Ends) else Ends(one.value, one.value)
            first = 0 if low is None else bisect_left(values, low)
            last = len(values) if high is None else bisect_right(values, high)
            marks = self._no_marks()
            for rowid in rowids[first:last]:
                marks[rowid] = 1
            self._keep_condition(one, self._bits(marks))
        return self._conditions[one.key][1]

    def _bits(self, marks: bytearray) -> int:
        return bits_of(bytes(map(marks.__getitem__, self._rowids)))

    def _no_marks(self) -> bytearray:
        return bytearray(self._last + 1)
