"""The learner registry: everybody, found as you type, and the chosen person beside the list."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from sqlmodel import Session, col

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.changes import ChangeSet
from learnsoc_desktop.core.i18n import N_, _, ngettext
from learnsoc_desktop.data.entity import utc_now
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.data.instant_list import InstantList
from learnsoc_desktop.data.list_result import Rows
from learnsoc_desktop.features.centre.queries import codes, villages
from learnsoc_desktop.features.people import service
from learnsoc_desktop.features.people.card_widget import PersonCardView
from learnsoc_desktop.features.people.edit_page import PersonEditPage
from learnsoc_desktop.features.people.export_page import ask_file, export_people
from learnsoc_desktop.features.people.import_page import ImportPage
from learnsoc_desktop.features.people.list_columns_widget import ORDERS, people_columns
from learnsoc_desktop.features.people.list_filters_widget import (
    EVERYBODY_KEY,
    FilterChoice,
    list_filters,
)
from learnsoc_desktop.features.people.model import Person
from learnsoc_desktop.features.people.queries import PersonRow, person_rows
from learnsoc_desktop.features.people.report import learner_roll
from learnsoc_desktop.reporting.document import Report
from learnsoc_desktop.ui.columns import Column
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.filters import Filter
from learnsoc_desktop.ui.list_detail_page import ListDetailPage
from learnsoc_desktop.ui.list_page import Asked, Found, ListPage
from learnsoc_desktop.ui.page import PageAction
from learnsoc_desktop.ui.table_states import Empty, Example


class PeoplePage(ListDetailPage):
    """Find, add and change people; take files of people in and out."""

    name = "people"
    watches = frozenset({"Person", "PersonGroup", "PersonRole", "Village", "Code"})
    search_hint = N_("Name, nickname, phone or ID number")
    help_lines: ClassVar[Sequence[str]] = (
        N_("Type any part of a name, a nickname or a phone number; the list follows each letter."),
        N_("The list opens on learners; the chips show other roles and incomplete records."),
        N_("Enter opens the record; files of people come in and go out at the foot of the list."),
    )
    keys: ClassVar[Sequence[tuple[str, str]]] = (
        ("Ctrl+N", N_("add somebody")),
        *ListPage.list_keys,
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self._instant = InstantList(Person, col(Person.merged_into).is_(None))
        self._choices: Sequence[FilterChoice] = ()
        super().__init__(context, parent)
        self._folder = CentreFolder(context.folder)
        self._idle = QTimer(self)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._step)

    def title(self) -> str:
        """Name the place."""
        return _("Learner registry")

    def subtitle(self) -> str:
        """Say how many people there are."""
        count = self.commands.query(lambda session: self._instant.query(session).count)
        places = len(self.commands.query(villages))
        return " · ".join(
            (
                ngettext("{count} person", "{count} people", count).format(
                    count=formats.number(count)
                ),
                ngettext("{count} village", "{count} villages", places).format(
                    count=formats.number(places)
                ),
            )
        )

    def page_actions(self) -> Sequence[PageAction]:
        """Return what can be done here."""
        return (PageAction(_("Add somebody"), "user-plus", self.add, "Ctrl+N", "primary"),)

    def foot_actions(self) -> Sequence[PageAction]:
        """Return what can be done with the list."""
        return (
            PageAction(_("Take in a file"), "file-down", self.import_file),
            PageAction(_("Export"), "file-spreadsheet", self.export),
        )

    def columns(self) -> Sequence[Column[PersonRow]]:
        """Return the columns of the list."""
        return people_columns()

    def filters(self) -> Sequence[Filter]:
        """Return the roles as chips, and what narrows the list further."""
        self._choices = self.commands.query(
            lambda session: list_filters(
                codes(session, "role"),
                codes(session, "target_group"),
                villages(session),
                self._today(),
            )
        )
        return [choice.chip for choice in self._choices]

    def rows_for(self, asked: Asked) -> Found:
        """Return who is asked for; answered from memory, whatever was typed."""
        return self.commands.query(partial(self._found, asked))

    def empty(self) -> Empty:
        """Say what belongs here."""
        return Empty(
            _("Nobody is in the registry yet"),
            _("A name and a village are enough; the rest can follow."),
            (
                Example("user", "นางบุญเรือน", _("learner")),
                Example("graduation-cap", "ลุงบุญมี", _("instructor")),
                Example("heart", "น้าติ๋ม", _("volunteer")),
            ),
            (
                PageAction(_("Add somebody"), "user-plus", self.add),
                PageAction(_("Take in a file"), "file-down", self.import_file),
                PageAction(_("Blank form to print"), "printer", self._print_blank),
            ),
        )

    def count_text(self, count: int) -> str:
        """Return how many people are shown."""
        return ngettext("{count} person", "{count} people", count).format(
            count=formats.number(count)
        )

    def row_actions(self, row: PersonRow | None) -> Sequence[PageAction]:
        """Return the menu of a row."""
        if row is None:
            return ()
        return (
            PageAction(_("Change"), "pencil", lambda: self.open_row(row)),
            PageAction(_("Move to trash"), "trash-2", lambda: self._delete(row)),
        )

    def open(self, **args: object) -> None:
        """Open a record, a new one (``new``), or the rows of filters."""
        if args.pop("new", False):
            self.add()
            return
        if "record_id" in args:
            args.setdefault("filters", [EVERYBODY_KEY])
        super().open(**args)

    def open_row(self, row: PersonRow) -> None:
        """Change a person."""
        self.context.open_task(PersonEditPage(self.context, row.id))

    def picture(self, sha256: str) -> bytes:
        """Return the picture of a person."""
        path = self._folder.blob_path(sha256)
        return path.read_bytes() if path.is_file() else b""

    def make_detail(self) -> QWidget:
        """Make the card of a person."""
        self.card = PersonCardView(self.context, self.open_row)
        return self.card

    def show_detail(self, row: PersonRow | None) -> None:
        """Show a person beside the list."""
        self.card.show_person(row)

    def printable(self) -> Report:
        """Return the roll of those who are shown: role and village as the chips say."""
        active = self.filter_bar.active()
        chosen = {
            choice.parameter: choice.value for choice in self._choices if choice.chip.key in active
        }
        parameters = {name: value for name, value in chosen.items() if name}
        return self.commands.query(lambda session: learner_roll(session, **parameters))

    def add(self) -> None:
        """Add a person."""
        self.context.open_task(PersonEditPage(self.context))

    def import_file(self) -> None:
        """Take a file of people in."""
        self.context.open_task(ImportPage(self.context))

    def export(self) -> None:
        """Write everybody to a file."""
        path = ask_file(self)
        if path is not None:
            export_people(self.context, path)

    def _on_changed(self, changes: ChangeSet) -> None:
        self._instant.changed(changes)
        super()._on_changed(changes)

    def _found(self, asked: Asked, session: Session) -> Found:
        today = self._today()
        on = [choice for choice in self._choices if choice.chip.key in asked.filters]
        conditions = [choice.condition for choice in on if choice.condition is not None]
        order = ORDERS.get(asked.sort)
        found = self._instant.query(
            session, asked.text, conditions, order, descending=asked.descending
        )
        rows = Rows(self.commands.query, found, lambda s, ids: person_rows(s, ids, today))
        if not self._instant.ready:
            self._idle.start()
            return Found(rows, total=found.count if not asked.text else 1)
        chips = [c for c in self._choices if c.chip.chip and c.condition and not c.chip.group]
        counted = self._instant.counts(
            session, asked.text, conditions, [c.condition for c in chips if c.condition]
        )
        everybody = self._instant.query(session).count
        return Found(
            rows,
            {choice.chip.key: count for choice, count in zip(chips, counted, strict=True)},
            everybody,
        )

    def _step(self) -> None:
        """Fill the index a slice at a time while nothing else is to do."""
        wanted = [choice.condition for choice in self._choices if choice.condition is not None]
        if self.commands.query(lambda session: self._instant.step(session, wanted[:4])):
            self._idle.stop()
            self.reload()

    def _delete(self, row: PersonRow) -> None:
        self.commands.run(
            lambda uow: service.delete_person(uow, row.id),
            title=_("Moved to the trash: {name}").format(name=row.name),
        )

    def _print_blank(self) -> None:
        self.context.open("reports", report="learner-roll", form="blank")

    def _today(self) -> date:
        return utc_now().astimezone().date()

    def key_of(self, record_id: str) -> Any:  # noqa: ANN401  a UUID
        """Return the key of a row from the id a link carries."""
        return UUID(record_id)
