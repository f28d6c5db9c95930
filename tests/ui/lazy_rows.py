"""A list whose rows are not all at hand."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Generic, TypeVar

Row = TypeVar("Row")


class KeySource(Generic[Row]):
    """Rows read when they are needed, a page at a time, by their keys in the order they are shown.

    ``read(keys)`` returns one row a key in the same order; a row that is gone may be left out.
    """

    def __init__(
        self, keys: Sequence[Hashable], read: Callable[[Sequence[Any]], Sequence[Row]]
    ) -> None:
        self.keys = keys
        self._read = read

    def count(self) -> int:
        """Return how many rows there are."""
        return len(self.keys)

    def fetch(self, start: int, stop: int) -> Sequence[Row]:
        """Return the rows ``start`` to ``stop`` (not included)."""
        return self._read(self.keys[start:stop])

    def position(self, key: Hashable) -> int:
        """Return where the row of this key stands, -1 when it is not there."""
        try:
            return self.keys.index(key)
        except ValueError:
            return -1
