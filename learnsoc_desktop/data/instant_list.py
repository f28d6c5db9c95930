"""A list of one kind of record that answers each key press at once, however long it is.

``InstantList`` fills a ``ListIndex`` from the file in slices, keeps it right as rows change, and answers
from the file itself until the index is ready (and on a hub, where no index is made). It holds no session:
every function that reads takes one. A row that changed leaves its slot and stands in a small list of
late rows; when there are too many of these, the index is made anew.
"""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Integer,
    Row,
    Select,
    String,
    func,
    literal_column,
    select,
    type_coerce,
)
from sqlalchemy.orm import Mapped
from sqlmodel import Session

from learnsoc_desktop.core import thai
from learnsoc_desktop.core.changes import ChangeSet
from learnsoc_desktop.core.process_memory import give_back
from learnsoc_desktop.data import search
from learnsoc_desktop.data.entity import Entity, Findable, alive
from learnsoc_desktop.data.keys import table_of
from learnsoc_desktop.data.list_filter import FilterSets, ListFilter
from learnsoc_desktop.data.list_index import Hits, ListIndex
from learnsoc_desktop.data.list_reader import ListReader
from learnsoc_desktop.data.list_result import Asked, Found, InOrder, LateRow, Reordered

LATE_ROWS = 128
SLICE = 500  # rows read at once while the index is filled: about 4 ms
AT_ONCE = (
    8000  # rows of a list short enough to ask a filter for all of them: the slowest take 60 ms
)


@dataclass(frozen=True, slots=True, eq=False)
class ListOrder:
    """Another order than the Thai one; equal rows stand in Thai order.

    ``words`` is a text column whose words sort in Thai order too, after ``columns``. (While the list is still
    answered from the file, by their letters.)
    """

    key: str
    columns: Sequence[ColumnElement[Any] | Mapped[Any]]
    watches: frozenset[str] = frozenset()
    words: ColumnElement[Any] | Mapped[Any] | None = None

    @property
    def all_columns(self) -> tuple[ColumnElement[Any] | Mapped[Any], ...]:
        """The columns with the words behind them."""
        return (*self.columns, *(() if self.words is None else (self.words,)))


class InstantList:
    """All rows of ``model`` (those for which ``base`` holds) that are not in the trash."""

    def __init__(self, model: type[Findable], *base: ColumnElement[bool]) -> None:
        assert issubclass(model, Entity)
        self._model = model
        self._table = table_of(model)
        self._base = (alive(model), *base)
        self._rowid: ColumnElement[int] = literal_column(f'"{self._table.name}".rowid', Integer)
        self._reset()

    def _reset(self) -> None:
        self._index = ListIndex()
        self._rowids = array("q")
        self._reader = ListReader(self._table, self._rowid, self._base)
        self._loaded = False
        self._alive = 0  # bits of the slots whose row did not change
        self._changed: set[UUID] = set()  # rows that changed since the last query
        self._late: list[LateRow] = []
        self._filters = FilterSets(self._table, self._rowid, self._rowids)
        self._orders: dict[str, tuple[ListOrder, list[int]]] = {}

    @property
    def ready(self) -> bool:
        """Whether queries are answered from memory."""
        return self._loaded

    def step(self, session: Session, filters: Sequence[ListFilter] = (), rows: int = SLICE) -> bool:
        """Do a slice of the work (some milliseconds); True when nothing is left to do.

        ``filters`` are those that will be asked for first.
        """
        if session.get_bind().dialect.name != "sqlite":
            return True
        if not self._loaded:
            self._read(session, rows)
            return False
        if not self._index.complete:
            if self._index.build(rows // 4):
                give_back()  # what was read on the way took 20 MB for 100,000 rows
            return False
        missing = next((one for one in filters if not self._filters.knows(one)), None)
        if missing is not None:
            self._filters.read(session, missing, rows * 4)
        return missing is None

    def answers(self, filters: Iterable[ListFilter]) -> bool:
        """Return True when rows of these filters are at hand, or asked for in no time.

        Else ``step`` asks for them in slices, and the window goes on meanwhile.
        """
        short = self._index.size <= AT_ONCE
        return not self._loaded or short or all(map(self._filters.knows, filters))

    def load(self, session: Session) -> None:
        """Do all of the work now: 10,000 rows take about 40 ms."""
        while not self.step(session, rows=20 * SLICE):
            pass

    def changed(self, changes: ChangeSet) -> None:
        """Take note of a write; the rows are read at the next query."""
        self._filters.changed(changes)
        orders = self._orders.items()
        for key in [key for key, (what, _) in orders if changes.touches(what.watches)]:
            del self._orders[key]
        ids = changes.ids.get(self._model.__name__)
        if ids is None:
            return
        self._changed |= ids
        if not ids or len(self._changed) + len(self._late) > LATE_ROWS:
            self._reset()

    def query(
        self,
        session: Session,
        typed: str = "",
        filters: Sequence[ListFilter] = (),
        order: ListOrder | None = None,
        *,
        descending: bool = False,
    ) -> Found:
        """Return the rows in which every word of ``typed`` is found and for which all filters hold."""
        words = search.words_of(typed)
        if words and not self._loaded:
            self._load_rows(session)  # takes no longer than the file's own answer, and only once
        if not self._loaded:
            return self._ask(session, words, filters, order, descending=descending)
        hits, late = self._hits(session, words, filters)
        if order is None and not descending:
            return InOrder(self._index, hits, [row for row in self._late if row.rowid in late])
        found = [row.rowid in late for row in self._late]
        slots = self._ordered(session, order)
        return Reordered(self._index, hits, self._late, found, slots, descending=descending)

    def among(
        self,
        session: Session,
        ids: Sequence[UUID],
        filters: Sequence[ListFilter] = (),
        order: ListOrder | None = None,
        *,
        descending: bool = False,
    ) -> Found:
        """Return those of some rows for which all filters hold, asked of the file."""
        mine = ListFilter("", self._table.c.id.in_(ids))
        return self._ask(session, [], [*filters, mine], order, descending=descending)

    def counts(
        self,
        session: Session,
        typed: str,
        filters: Sequence[ListFilter],
        each: Sequence[ListFilter],
    ) -> list[int]:
        """Return how many rows each of ``each`` alone would leave of ``typed`` and ``filters``."""
        words = search.words_of(typed)
        if not self._loaded:
            return [
                self._ask(session, words, (*filters, one), None, descending=False).count
                for one in each
            ]
        hits, late = self._hits(session, words, filters)
        return [
            (hits.bits & self._filters.slots(session, one)).bit_count()
            + len(late & self._late_filter(session, one))
            for one in each
        ]

    def _hits(
        self, session: Session, words: list[str], filters: Sequence[ListFilter]
    ) -> tuple[Hits, set[int]]:
        """Return the slots that are found, and the rowids of the late rows that are."""
        self._take_in_changes(session)
        among = self._alive
        late = {row.rowid for row in self._late if all(word in row.text for word in words)}
        for one in filters:
            among &= self._filters.slots(session, one)
            late &= self._late_filter(session, one)
        return self._index.find(words, among), late

    def _read(self, session: Session, rows: int) -> None:
        """Read the next rows of the list; put them into the index when it has all."""
        if not self._reader.step(session, rows):
            return
        self._index, self._rowids = self._reader.index, self._reader.rowids
        self._filters = FilterSets(self._table, self._rowid, self._rowids)
        self._alive = self._index.everything
        self._loaded = True
        self._reader = ListReader(self._table, self._rowid, self._base)  # lets go of what it read

    def _load_rows(self, session: Session) -> None:
        """Read what is left to read; what makes queries faster still follows later."""
        while not self._loaded and session.get_bind().dialect.name == "sqlite":
            self._read(session, 20 * SLICE)

    def _rows(self) -> Select[tuple[str, int, str, str]]:
        table = self._table
        return select(
            table.c.sort_key, self._rowid, type_coerce(table.c.id, String), table.c.search_text
        ).where(*self._base)

    def _take_in_changes(self, session: Session) -> None:
        """Move the rows that changed from their slots into the list of late rows."""
        if not self._changed:
            return
        size = self._index.size
        for row_id in self._changed:
            for slot in self._index.slots_of(row_id):
                self._alive &= ~(1 << (size - 1 - slot))
        found = session.execute(self._rows().where(self._table.c.id.in_(self._changed))).all()
        late = [row for row in self._late if row.id not in self._changed]
        for key, rowid, row_id, text in found:
            row = LateRow(key, rowid, UUID(row_id), text)
            late.append(replace(row, place=self._place_of(session, row)))
        self._late = sorted(late, key=lambda row: (row.sort_key, row.rowid))
        self._changed.clear()
        self._filters.forget_late()
        self._orders.clear()

    def _place_of(self, session: Session, row: LateRow) -> int:
        """Return the first slot that stands behind ``row``; only unchanged slots still tell their key."""
        low, high = 0, self._index.size
        while low < high:
            middle = probe = (low + high) // 2
            while probe < high and not self._is_alive(probe):
                probe += 1
            if probe == high:
                high = middle
                continue
            table = self._table
            key = session.execute(
                select(table.c.sort_key).where(self._rowid == self._rowids[probe])
            )
            if (key.scalar_one(), self._rowids[probe]) < (row.sort_key, row.rowid):
                low = probe + 1
            else:
                high = middle
        return low

    def _is_alive(self, slot: int) -> bool:
        return bool(self._alive >> (self._index.size - 1 - slot) & 1)

    def _late_filter(self, session: Session, one: ListFilter) -> frozenset[int]:
        """Return the rowids of the late rows a filter takes."""
        return self._filters.late(session, one, [row.rowid for row in self._late])

    def _ordered(self, session: Session, order: ListOrder | None) -> list[int]:
        """Return all slots (and numbers of late rows after them) in an order, asked once."""
        key = order.key if order else ""
        kept = self._orders.get(key)
        if kept is None:
            size = self._index.size
            numbers = dict(zip(self._rowids, range(size), strict=True))
            numbers.update((row.rowid, size + number) for number, row in enumerate(self._late))
            columns = order.all_columns if order else ()
            query = select(self._rowid, *columns).select_from(self._table).where(*self._base)
            query = query.order_by(*columns, self._table.c.sort_key, self._rowid)
            found: Sequence[Row[Any]] = session.execute(query).all()
            if order is not None and order.words is not None:
                found = sorted(found, key=_by_words)
            slots = [numbers[row[0]] for row in found if row[0] in numbers]
            kept = self._orders[key] = (order or ListOrder("", ()), slots)
        return kept[1]

    def _ask(
        self,
        session: Session,
        words: list[str],
        filters: Iterable[ListFilter],
        order: ListOrder | None,
        *,
        descending: bool,
    ) -> "Asked":
        """Answer from the file."""
        dialect = session.get_bind().dialect.name
        table = self._table
        conditions = [*self._base, *(one.condition for one in filters)]
        if words:
            conditions.append(search.matches(self._model, words, dialect))
        last = self._rowid if dialect == "sqlite" else table.c.id
        columns = [*(order.all_columns if order else ()), table.c.sort_key, last]
        if descending:
            columns = [column.desc() for column in columns]
        query = select(table.c.id).where(*conditions).order_by(*columns)
        count = session.execute(select(func.count()).select_from(table).where(*conditions))
        return Asked(count.scalar_one(), query)


def _by_words(row: Row[Any]) -> tuple[Any, ...]:
    """Return what a row of rowid, columns and words is sorted by."""
    return (*row[1:-1], thai.sort_key(row[-1] or ""))
