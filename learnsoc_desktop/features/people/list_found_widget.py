"""Who is asked for in the registry: rows from memory, and the numbers on the chips."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from sqlmodel import Session, col

from learnsoc_desktop.core.changes import ChangeSet
from learnsoc_desktop.data.instant_list import InstantList, ListFilter
from learnsoc_desktop.data.list_result import Found as Hits
from learnsoc_desktop.data.list_result import Rows
from learnsoc_desktop.features.people.list_columns_widget import ORDERS
from learnsoc_desktop.features.people.list_filters_widget import FilterChoice
from learnsoc_desktop.features.people.model import Person
from learnsoc_desktop.features.people.queries import PersonRow, person_rows
from learnsoc_desktop.ui.list_page import Asked, Found

FIRST_FILTERS = (
    8  # read into memory while nothing else is to do; the others when they are asked for
)

Ask = Callable[[Callable[[Session], Any]], Any]


class PeopleFinder:
    """Answers what the registry asks for; ``ask`` runs a query (``Commands.query``)."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._list = InstantList(Person, col(Person.merged_into).is_(None))
        self.choices: Sequence[FilterChoice] = ()

    @property
    def ready(self) -> bool:
        """Whether answers come from memory."""
        return self._list.ready

    def changed(self, changes: ChangeSet) -> None:
        """Take note of a write."""
        self._list.changed(changes)

    def step(self) -> bool:
        """Do a slice of the work that makes answers instant; True when nothing is left to do."""
        wanted = [choice.condition for choice in self.choices if choice.condition is not None]
        done: bool = self._ask(lambda session: self._list.step(session, wanted[:FIRST_FILTERS]))
        return done

    def everybody(self) -> int:
        """Return how many people there are."""
        count: int = self._ask(lambda session: self._list.query(session).count)
        return count

    def found(self, asked: Asked, today: date, counts: Mapping[str, int]) -> Found:
        """Return the rows that are asked for; ``counts`` stand on the chips until new ones come."""
        hits = self._hits(asked)
        rows: Rows[PersonRow] = Rows(
            self._ask, hits, lambda session, ids: person_rows(session, ids, today)
        )
        # Counting everybody takes a query of its own while the list is still answered from the file.
        total = self.everybody() if self.ready or not hits.count else hits.count
        return Found(rows, counts, total)

    def ids(self, asked: Asked) -> Sequence[UUID]:
        """Return everybody who is asked for, in the order of the list."""
        hits = self._hits(asked)
        ids: Sequence[UUID] = self._ask(lambda session: hits.window(session, 0, hits.count))
        return ids

    def counts(self, asked: Asked) -> Mapping[str, int]:
        """Return how many rows each chip would leave, those of its own group put aside."""
        chips = [choice for choice in self.choices if choice.chip.chip]
        result: dict[str, int] = {}
        for group in dict.fromkeys(choice.chip.group for choice in chips):
            others = self._conditions(asked, leaving=group)
            mine = [choice for choice in chips if choice.chip.group == group]
            result |= self._ask(partial(self._counted, asked.text, others, mine))
        return result

    def _counted(
        self,
        text: str,
        others: Sequence[ListFilter],
        chips: Sequence[FilterChoice],
        session: Session,
    ) -> Mapping[str, int]:
        real = {choice.chip.key: choice.condition for choice in chips if choice.condition}
        numbers = self._list.counts(session, text, others, list(real.values()))
        result = dict(zip(real, numbers, strict=True))
        for choice in chips:
            if choice.condition is None:
                result[choice.chip.key] = self._list.query(session, text, others).count
        return result

    def _hits(self, asked: Asked) -> Hits:
        conditions = self._conditions(asked)
        order = ORDERS.get(asked.sort)
        hits: Hits = self._ask(
            lambda session: self._list.query(
                session, asked.text, conditions, order, descending=asked.descending
            )
        )
        return hits

    def _conditions(self, asked: Asked, leaving: str = "") -> list[ListFilter]:
        return [
            choice.condition
            for choice in self.choices
            if choice.condition is not None
            and choice.chip.key in asked.filters
            and not (leaving and choice.chip.group == leaving)
        ]
