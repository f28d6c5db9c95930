"""Who is asked for in the registry: rows from memory, and the numbers on the chips."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal
from sqlmodel import Session, col

from learnsoc_desktop.core.changes import ChangeSet
from learnsoc_desktop.core.fields import FieldSpec
from learnsoc_desktop.data.instant_list import InstantList, ListFilter
from learnsoc_desktop.data.list_result import Found as Hits
from learnsoc_desktop.data.list_result import Rows
from learnsoc_desktop.features.people.custom_queries import own_specs, shown_values
from learnsoc_desktop.features.people.list_columns_widget import ORDERS
from learnsoc_desktop.features.people.list_custom_widget import own_filters, own_orders
from learnsoc_desktop.features.people.list_filters_widget import OWN_KEY, FilterChoice
from learnsoc_desktop.features.people.model import Person
from learnsoc_desktop.features.people.queries import (
    PersonRow,
    name_left,
    person_rows,
    without_title,
)
from learnsoc_desktop.ui.list_page import Asked, Found

COUNT_AFTER = 120  # milliseconds after the last letter

Ask = Callable[[Callable[[Session], Any]], Any]


WATCHES = frozenset(
    [
        "Person",
        "PersonGroup",
        "PersonRole",
        "OwnGroup",
        "Village",
        "Code",
        "ParkedRow",
        "CustomField",
        "CustomValue",
    ]
)


class PeopleFinder(QObject):
    """Answers what the registry asks for; ``ask`` runs a query (``Commands.query``).

    Signals:
        filled: Answers come from memory from now on.
        counted: There are new numbers for the chips (rows that each would leave, by its key).
    """

    filled = Signal()
    counted = Signal(object)

    def __init__(self, ask: Ask, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ask = ask
        self._list = InstantList(Person, col(Person.merged_into).is_(None))
        self._asked = Asked()
        self._counts: Mapping[str, int] = {}
        self._filling = False
        self._shown: Found | None = None
        self._awaited: Sequence[ListFilter] = ()  # filters whose rows are being asked for
        self.choices: Sequence[FilterChoice] = ()
        self.own: tuple[FieldSpec, ...] = ()  # the fields of the centre's own
        self._orders = ORDERS
        self._idle, self._counting = QTimer(self), QTimer(self)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._step)
        self._counting.setSingleShot(True)
        self._counting.setInterval(COUNT_AFTER)
        self._counting.timeout.connect(self._count)

    @property
    def ready(self) -> bool:
        """Whether answers come from memory, and nothing is left to be read into it."""
        return self._list.ready and not self._idle.isActive()

    @property
    def watches(self) -> frozenset[str]:
        """The entities besides persons that the filters depend on."""
        conditions = (choice.condition for choice in self.choices)
        return frozenset().union(*(one.watches for one in conditions if one is not None))

    def changed(self, changes: ChangeSet) -> None:
        """Take note of a write."""
        self._list.changed(changes)

    def everybody(self) -> int:
        """Return how many people there are."""
        count: int = self._ask(lambda session: self._list.query(session).count)
        return count

    def learn_fields(self) -> bool:
        """Read what fields the centre has of its own; return whether they are others than before."""
        own: tuple[FieldSpec, ...] = self._ask(own_specs)
        other = own != self.own
        self.own, self._orders = own, {**ORDERS, **own_orders(own)}
        return other

    def keys(self) -> Sequence[str]:
        """Return the keys of the filters there are."""
        return [choice.chip.key for choice in self.choices]

    def add_own_choices(self) -> None:
        """Let the fields of the centre's own narrow the list too."""
        if self.own:
            more = self._ask(lambda session: list(own_filters(session, self.own)))
            self.choices = [*self.choices, *more]

    def found(self, asked: Asked, today: date) -> Found:
        """Return the rows that are asked for; the old numbers stand on the chips until new ones come.

        In a long list a filter nobody asked for yet takes longer than a person should wait: the old rows stay
        until ``filled`` tells that the new ones are there.
        """
        self._asked = asked
        self._counting.start()
        conditions = self._conditions(asked)
        waits = self._shown is not None and not self._list.answers(conditions)
        self._awaited = conditions if waits else ()
        if waits or not self._list.ready:
            self._filling = True
            self._idle.start()
        if waits and self._shown is not None:
            return self._shown
        hits = self._hits(asked)
        rows: Rows[PersonRow] = Rows(
            self._ask, hits, lambda session, ids: self._rows(session, ids, today)
        )
        # Counting everybody takes a query of its own while the list is still answered from the file.
        total = self.everybody() if self._list.ready or not hits.count else hits.count
        self._shown = Found(rows, self._counts, total)
        return self._shown

    def ids(self, asked: Asked) -> Sequence[UUID]:
        """Return everybody who is asked for, in the order of the list."""
        hits = self._hits(asked)
        ids: Sequence[UUID] = self._ask(lambda session: hits.window(session, 0, hits.count))
        return ids

    @staticmethod
    def group_shown(asked: Asked) -> UUID | None:
        """Return the group made by hand to which the list is narrowed."""
        keys = (key for key in asked.filters if key.startswith(OWN_KEY))
        return next((UUID(key.removeprefix(OWN_KEY)) for key in keys), None)

    def counts(self, asked: Asked) -> Mapping[str, int]:
        """Return how many rows each chip would leave, those of its own group put aside."""
        chips = [choice for choice in self.choices if choice.chip.chip]
        result: dict[str, int] = {}
        for group in dict.fromkeys(choice.chip.group for choice in chips):
            others = self._conditions(asked, leaving=group)
            mine = [choice for choice in chips if choice.chip.group == group]
            result |= self._ask(partial(self._counted, asked.text, others, mine))
        return result

    def _rows(self, session: Session, ids: Sequence[UUID], today: date) -> Sequence[PersonRow]:
        """Return rows with what the fields of the centre's own hold, by one query for all of them."""
        rows = person_rows(session, ids, today)
        held = shown_values(session, ids, self.own) if self.own else {}
        return [
            replace(row, values={**row.values, **held[row.id]}) if row.id in held else row
            for row in rows
        ]

    def _step(self) -> None:
        """Do a slice of the work that makes answers instant, while nothing else is to do."""
        done = self._read_on()
        if done:
            self._idle.stop()
        if self._filling and (done or (self._awaited and self._list.answers(self._awaited))):
            self._filling = False
            self.filled.emit()
        elif done:
            self._count()

    def _read_on(self) -> bool:
        """Read a slice of the rows and of the filters with a number; True when all of it is known."""
        chips = [choice.condition for choice in self.choices if choice.chip.chip]
        known = [*self._awaited, *(condition for condition in chips if condition is not None)]
        done: bool = self._ask(lambda session: self._list.step(session, known))
        return done

    def _count(self) -> None:
        """Count after the rows were shown, so that typing never waits for it."""
        if not self._list.ready:
            return
        if (
            not self._read_on()
        ):  # a write changed whom a filter takes: ask anew while nothing else is to do
            self._idle.start()
            return
        self._counts = self.counts(self._asked)
        self.counted.emit(self._counts)

    def _counted(
        self,
        text: str,
        others: Sequence[ListFilter],
        chips: Sequence[FilterChoice],
        session: Session,
    ) -> Mapping[str, int]:
        text = self._sought(session, text)
        real = {choice.chip.key: choice.condition for choice in chips if choice.condition}
        numbers = self._list.counts(session, text, others, list(real.values()))
        result = dict(zip(real, numbers, strict=True))
        for choice in chips:
            if choice.condition is None:
                result[choice.chip.key] = self._list.query(session, text, others).count
        return result

    def _hits(self, asked: Asked) -> Hits:
        conditions = self._conditions(asked)
        order = self._orders.get(asked.sort)

        def ask(session: Session) -> Hits:
            text = self._sought(session, asked.text)
            hits = self._list.query(session, text, conditions, order, descending=asked.descending)
            if hits.count or not text or self._list.query(session, text).count:
                return hits
            left = name_left(session, text)  # nobody is called so any more: somebody was
            down = asked.descending
            return (
                self._list.query(session, left, conditions, order, descending=down)
                if left
                else hits
            )

        hits: Hits = self._ask(ask)
        return hits

    def _sought(self, session: Session, text: str) -> str:
        """Return what is looked for: a name typed with its title finds nobody as it is."""
        bare = without_title(text)
        return bare if bare and not self._list.query(session, text).count else text

    def _conditions(self, asked: Asked, leaving: str = "") -> list[ListFilter]:
        return [
            choice.condition
            for choice in self.choices
            if choice.condition is not None
            and choice.chip.key in asked.filters
            and not (leaving and choice.chip.group == leaving)
        ]
