"""What a committed unit of work touched."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Ids by entity name (``"Person"``); an empty id set means "many rows of it"."""

    ids: Mapping[str, frozenset[UUID]]

    def touches(self, entities: AbstractSet[str]) -> bool:
        """Return True when any of ``entities`` was changed."""
        return not entities.isdisjoint(self.ids)

    def __bool__(self) -> bool:
        return bool(self.ids)
