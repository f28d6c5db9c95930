"""What a query of a list found: how many, and windows of them."""

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import compress, islice
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from sqlalchemy import Select
from sqlmodel import Session

from learnsoc_desktop.data.list_index import Hits, ListIndex

Row = TypeVar("Row")
DEEP = 1000  # rows; a window further down works the whole order out


class Found(Protocol):
    """What a query found. A window is read in the same or a later session."""

    @property
    def count(self) -> int:
        """How many rows were found."""

    def window(self, session: Session, start: int, stop: int) -> list[UUID]:
        """Return the ids from number ``start`` up to ``stop``."""

    def position(self, session: Session, row_id: UUID) -> int | None:
        """Return at which number a row stands, or None when it was not found."""


@dataclass(frozen=True, slots=True)
class LateRow:
    """A row that was changed or came after the index was made; it stands before slot ``place``."""

    sort_key: str
    rowid: int
    id: UUID
    text: str
    place: int = 0


class Rows(Generic[Row]):
    """What was found as rows to show; each window is read when it is asked for, in a session of its own."""

    def __init__(
        self,
        ask: Callable[[Callable[[Session], Any]], Any],
        found: Found,
        read: Callable[[Session, Sequence[UUID]], Sequence[Row]],
    ) -> None:
        """``ask`` answers a query (``Commands.query``); ``read`` returns the rows of ids in their order."""
        self._ask = ask
        self._found = found
        self._read = read

    def count(self) -> int:
        """Return how many rows there are."""
        return self._found.count

    def fetch(self, start: int, stop: int) -> Sequence[Row]:
        """Return the rows ``start`` to ``stop`` (not included)."""

        def window(session: Session) -> Sequence[Row]:
            return self._read(session, self._found.window(session, start, stop))

        rows: Sequence[Row] = self._ask(window)
        return rows

    def position(self, key: Hashable) -> int:
        """Return where the row of this id stands, -1 when it is not there."""
        if not isinstance(key, UUID):
            return -1
        at = self._ask(lambda session: self._found.position(session, key))
        return -1 if at is None else int(at)


class InOrder:
    """Hits in Thai order, with late rows at their places between them."""

    def __init__(self, index: ListIndex, hits: Hits, late: Sequence[LateRow]) -> None:
        self._index = index
        self._hits = hits
        self._late = late
        self.count = hits.count + len(late)
        self._places = [
            hits.mask.count(1, 0, row.place) + number for number, row in enumerate(self._late)
        ]

    def window(self, session: Session, start: int, stop: int) -> list[UUID]:
        """Return the ids from number ``start`` up to ``stop``."""
        del session
        first, last = (bisect_left(self._places, number) for number in (start, stop))
        ids = [self._index.id_at(slot) for slot in self._hits.window(start - first, stop - last)]
        for number in range(first, last):
            ids.insert(self._places[number] - start, self._late[number].id)
        return ids

    def position(self, session: Session, row_id: UUID) -> int | None:
        """Return at which number a row stands, or None when it was not found."""
        del session
        for number, row in enumerate(self._late):
            if row.id == row_id:
                return self._places[number]
        for slot in self._index.slots_of(row_id):
            if self._hits.mask[slot]:
                before = self._hits.mask.count(1, 0, slot)
                return before + sum(row.place <= slot for row in self._late)
        return None


class Reordered:
    """Hits in another order.

    ``order`` holds slots, and behind them the numbers of all late rows; ``found`` says which of these
    were found.
    """

    def __init__(
        self,
        index: ListIndex,
        hits: Hits,
        late: Sequence[LateRow],
        found: Sequence[bool],
        order: Sequence[int],
        *,
        descending: bool,
    ) -> None:
        self._index = index
        self._late = late
        self._order = order
        self._descending = descending
        self.count = hits.count + sum(found)
        self._mask = hits.mask + bytes(found)
        self._slots: list[int] | None = None

    def _found(self) -> Iterable[int]:
        order = reversed(self._order) if self._descending else iter(self._order)
        again = reversed(self._order) if self._descending else iter(self._order)
        return compress(order, map(self._mask.__getitem__, again))

    def _all(self) -> list[int]:
        if self._slots is None:
            self._slots = list(self._found())
        return self._slots

    def _id_of(self, slot: int) -> UUID:
        size = self._index.size
        return self._index.id_at(slot) if slot < size else self._late[slot - size].id

    def window(self, session: Session, start: int, stop: int) -> list[UUID]:
        """Return the ids from number ``start`` up to ``stop``."""
        del session
        slots = islice(self._found(), start, stop) if stop <= DEEP else self._all()[start:stop]
        return [self._id_of(slot) for slot in slots]

    def position(self, session: Session, row_id: UUID) -> int | None:
        """Return at which number a row stands, or None when it was not found."""
        del session
        size = self._index.size
        slots = {size + number for number, row in enumerate(self._late) if row.id == row_id}
        slots.update(self._index.slots_of(row_id))
        wanted = {slot for slot in slots if self._mask[slot]}
        return next((n for n, slot in enumerate(self._all()) if slot in wanted), None)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the file answered; windows are asked for one by one."""

    count: int
    _query: Select[tuple[UUID]]

    def window(self, session: Session, start: int, stop: int) -> list[UUID]:
        """Return the ids from number ``start`` up to ``stop``."""
        return list(session.execute(self._query.offset(start).limit(stop - start)).scalars())

    def position(self, session: Session, row_id: UUID) -> int | None:
        """Return at which number a row stands, or None when it was not found."""
        ids = session.execute(self._query).scalars()
        return next((number for number, found in enumerate(ids) if found == row_id), None)
