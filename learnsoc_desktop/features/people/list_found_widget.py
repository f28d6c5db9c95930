"""Who is asked for in the registry: rows from memory, and the numbers on the chips."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal
from sqlmodel import Session, col

from learnsoc_desktop.core.changes import ChangeSet
from learnsoc_desktop.core.feature import Narrowing
from learnsoc_desktop.core.fields import FieldSpec
from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.data.instant_list import SLICE, InstantList
from learnsoc_desktop.data.list_filter import ListFilter
from learnsoc_desktop.data.list_result import Found as Hits
from learnsoc_desktop.data.list_result import Rows
from learnsoc_desktop.features.centre.queries import codes, villages
from learnsoc_desktop.features.people.list_columns_widget import ORDERS, people_columns
from learnsoc_desktop.features.people.list_filters_widget import (
    OWN_KEY,
    FilterChoice,
    list_filters,
)
from learnsoc_desktop.features.people.model import Person
from learnsoc_desktop.features.people.queries import (
    PersonRow,
    find_ids,
    person_rows,
    without_title,
)
from learnsoc_desktop.ui.columns import Column
from learnsoc_desktop.ui.filters import Filter
from learnsoc_desktop.ui.list_page import Asked, Found

COUNT_AFTER = 120  # milliseconds after the last letter
AWAITED_SLICE = 8 * SLICE  # rows read at once for a filter that somebody waits for: about 20 ms
OTHERS = 100  # persons that are found by a name they do not go by
FURTHER_AFTER = 150  # milliseconds after the first rows
RANGES = 12  # ranges that are remembered
HERE = "learnsoc_desktop.features.people"

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

    What the first rows do not need, the lists that act (``narrowings``), groups made by hand and fields of
    the centre's own, is read once these stand.

    Signals:
        filled: Answers come from memory from now on.
        counted: There are new numbers for the chips (rows that each would leave, by its key).
        learned: There are further filters and columns now.
        extended: There are further filters now, ranges that somebody asked for.
    """

    filled = Signal()
    counted = Signal(object)
    learned = Signal()
    extended = Signal()

    def __init__(
        self, ask: Ask, narrowings: Sequence[Narrowing] = (), parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._ask, self._narrowings = ask, narrowings
        self._list = InstantList(Person, col(Person.merged_into).is_(None))
        self._asked = Asked()
        self._counts: Mapping[str, int] = {}
        self._filling = False
        self._shown: Found | None = None
        self._awaited: Sequence[ListFilter] = ()  # filters whose rows are being asked for
        self.choices: Sequence[FilterChoice] = ()
        self._fixed: Sequence[FilterChoice] = ()  # those that are not of the centre's own fields
        self._own: tuple[FieldSpec, ...] = ()  # the fields of the centre's own
        self._ranges: list[str] = []  # filters of these fields that say a range by their key
        self._cells: Any = None  # what these hold of the rows on show (an OwnCells)
        self._orders = ORDERS
        self._whole = False  # whether all filters and columns are known
        self._idle, self._counting, self._later = QTimer(self), QTimer(self), QTimer(self)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._step)
        self._counting.setSingleShot(True)
        self._counting.setInterval(COUNT_AFTER)
        self._counting.timeout.connect(self._count)
        self._later.setSingleShot(True)
        self._later.setInterval(FURTHER_AFTER)
        self._later.timeout.connect(self.learn)

    @property
    def ready(self) -> bool:
        """Whether answers come from memory, and nothing is left to be read into it."""
        return self._list.ready and self._whole and not self._idle.isActive()

    @property
    def waits(self) -> bool:
        """Whether the rows of a filter are still being asked for, and the old ones stand meanwhile."""
        return bool(self._awaited)

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

    def learn(self) -> None:
        """Let everything narrow the list that can."""
        self._later.stop()
        if not self._whole:
            self._whole = True
            self.learned.emit()

    def learn_keys(self, wanted: object) -> None:
        """Let everything narrow the list when ``wanted``, keys of filters, names one that is not known yet."""
        keys = wanted if isinstance(wanted, (list, tuple, set, frozenset)) else ()
        unknown = set(keys) - set(self.keys())
        if not unknown:
            return
        self._ranges = [*self._ranges, *sorted(unknown)][-RANGES:]
        if self._whole:
            self.choices = [*self._fixed, *self._ask(self._own_choices)]
            self.extended.emit()
        else:
            self.learn()

    def learn_fields(self) -> bool:
        """Read what fields the centre has of its own; return whether they are others than before."""
        if not self._whole:
            return False
        own: tuple[FieldSpec, ...] = self._ask(resolve(f"{HERE}.custom_queries:own_specs"))
        other = own != self._own
        self._own = own
        self._orders = {**ORDERS, **self._of_own("own_orders", own)} if own else ORDERS
        return other

    def columns(self) -> Sequence[Column[PersonRow]]:
        """Return the columns of the list."""
        return people_columns(
            self._of_own("own_columns", self._own, self._value) if self._own else ()
        )

    def learn_choices(self, today: date) -> None:
        """Read what narrows the list; until the first rows stand only what these need."""
        self.choices = self._ask(partial(self._choices, today))

    def chips(self) -> Sequence[Filter]:
        """Return what narrows the list as chips and in the menu."""
        return [choice.chip for choice in self.choices]

    def keys(self) -> Sequence[str]:
        """Return the keys of the filters there are."""
        return [choice.chip.key for choice in self.choices]

    def found(self, asked: Asked, today: date) -> Found:
        """Return the rows that are asked for; the old numbers stand on the chips until new ones come.

        In a long list a filter nobody asked for yet takes longer than a person should wait: the old rows stay
        until ``filled`` tells that the new ones are there.
        """
        self._asked = asked
        self._counting.start()
        if not self._whole:
            self._later.start()
        conditions = self._conditions(asked)
        waits = self._shown is not None and not self._list.answers(conditions)
        self._awaited = conditions if waits else ()
        if waits or not self._list.ready:
            self._filling = True
            self._idle.start()
        if waits and self._shown is not None:
            return self._shown
        hits = self._hits(asked)
        self._cells = self._of_own("OwnCells", self._ask, self._own) if self._own else None
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

    def _choices(self, today: date, session: Session) -> Sequence[FilterChoice]:
        known = codes(session, "role"), codes(session, "target_group"), villages(session)
        if not self._whole:
            return list_filters(*known, today)
        further = (
            *resolve(f"{HERE}.list_further_widget:of_narrowings")(self._narrowings, today),
            *resolve(f"{HERE}.list_further_widget:of_own_groups")(session),
        )
        self._fixed = list_filters(*known, today, further)
        return [*self._fixed, *self._own_choices(session)]

    def _own_choices(self, session: Session) -> Sequence[FilterChoice]:
        """Return what the fields of the centre's own let narrow the list by, ranges asked for among it."""
        if not self._own:
            return ()
        return list(self._of_own("own_filters", session, self._own, self._ranges))

    def _of_own(self, what: str, *args: object) -> Any:  # noqa: ANN401  whatever it returns
        """Call what is imported only where a centre has fields of its own."""
        return resolve(f"{HERE}.list_custom_widget:{what}")(*args)

    def _rows(self, session: Session, ids: Sequence[UUID], today: date) -> Sequence[PersonRow]:
        if self._cells is not None:
            self._cells.expect(ids)
        return person_rows(session, ids, today)

    def _value(self, person_id: UUID, name: str) -> Any:  # noqa: ANN401  as above
        """Return what a field of the centre's own holds of a row on show."""
        return self._cells.value(person_id, name) if self._cells is not None else None

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
        """Read a slice of the rows and of the filters, those with a number first; True when all is known."""
        chips = sorted(self.choices, key=lambda choice: not choice.chip.chip)
        conditions = (choice.condition for choice in chips)
        known = [*self._awaited, *(condition for condition in conditions if condition is not None)]
        rows = AWAITED_SLICE if self._awaited else SLICE
        done: bool = self._ask(lambda session: self._list.step(session, known, rows))
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
            text, down = self._sought(session, asked.text), asked.descending
            hits = self._list.query(session, text, conditions, order, descending=down)
            if hits.count or not text or self._list.query(session, text).count:
                return hits
            # Nobody is called so: somebody was, or is in another script.
            ids = find_ids(session, text, OTHERS)
            return self._list.among(session, ids, conditions, order, descending=down)

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
