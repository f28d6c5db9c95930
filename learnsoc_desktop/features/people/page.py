"""The learner registry: everybody, found as you type, and the chosen person beside the list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.changes import ChangeSet
from learnsoc_desktop.core.i18n import N_, _, ngettext
from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.data.entity import local_today
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.features.centre.queries import codes, villages
from learnsoc_desktop.features.people import service
from learnsoc_desktop.features.people.card_widget import PersonCardView
from learnsoc_desktop.features.people.import_drop_widget import dropped_file
from learnsoc_desktop.features.people.list_columns_widget import people_columns
from learnsoc_desktop.features.people.list_custom_widget import own_columns
from learnsoc_desktop.features.people.list_filters_widget import (
    EVERYBODY_KEY,
    list_filters,
    nobody_yet,
)
from learnsoc_desktop.features.people.list_found_widget import PeopleFinder
from learnsoc_desktop.features.people.names import person_title
from learnsoc_desktop.features.people.queries import PersonRow, person_or_refuse, survivor_of
from learnsoc_desktop.ui.columns import Column
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.filters import Filter
from learnsoc_desktop.ui.keys import shortcut
from learnsoc_desktop.ui.list_detail_page import ListDetailPage
from learnsoc_desktop.ui.list_page import Asked, Found, ListPage
from learnsoc_desktop.ui.page import PageAction
from learnsoc_desktop.ui.table_states import Empty

if TYPE_CHECKING:  # what the list leads to is imported when somebody goes there
    from learnsoc_desktop.features.people.edit_page import PersonEditPage
    from learnsoc_desktop.reporting.document import Report

HERE = "learnsoc_desktop.features.people"


class PeoplePage(ListDetailPage):
    """Find, add and change people; take files of people in and out."""

    name = "people"
    watches = frozenset(
        {"Person", "PersonGroup", "PersonRole", "Village", "Code", "CustomField", "CustomValue"}
    )
    search_hint = N_("Name, nickname, phone or ID number")
    help_lines: ClassVar[Sequence[str]] = (
        N_("Type any part of a name, a nickname or a phone number; the list follows each letter."),
        N_("The list opens on learners; the chips show other roles and incomplete records."),
        N_("Enter opens the record; files of people come in and go out at the foot of the list."),
    )
    keys: ClassVar[Sequence[tuple[str, str]]] = (
        ("Ctrl+N", N_("add somebody")),
        ("Del", N_("move to the trash")),
        *ListPage.list_keys,
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self.finder = PeopleFinder(context.commands.query)
        super().__init__(context, parent)
        self.finder.setParent(self)
        self.finder.filled.connect(self.reload)
        self.finder.counted.connect(self.filter_bar.set_counts)
        self._folder = CentreFolder(context.folder)
        self.setAcceptDrops(True)
        delete = shortcut(self.table, "Del", self.delete, scope=Qt.ShortcutContext.WidgetShortcut)
        delete.setEnabled(not self.commands.read_only)

    def title(self) -> str:
        """Name the place."""
        return _("Learner registry")

    def subtitle(self) -> str:
        """Say how many people there are."""
        count = self.finder.everybody()
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
        writable = not self.commands.read_only
        return (
            PageAction(
                _("Add somebody"), "user-plus", self.add, "Ctrl+N", "primary", enabled=writable
            ),
            PageAction(_("Take in a file"), "file-down", self.import_file, enabled=writable),
            PageAction(_("Export"), "file-spreadsheet", self.export),
            PageAction(_("Possible duplicates"), "git-merge", self.find_duplicates),
        )

    def foot_actions(self) -> Sequence[PageAction]:
        """Return what can be done with the list."""
        return (
            PageAction(
                _("Take in a file"),
                "file-down",
                self.import_file,
                enabled=not self.commands.read_only,
            ),
            PageAction(_("Export"), "file-spreadsheet", self.export),
            PageAction(_("Possible duplicates"), "git-merge", self.find_duplicates),
        )

    def refresh(self) -> None:
        """Read again everything that is shown; the centre may have other fields than before."""
        if self.finder.learn_fields() and self._asked is not None:
            self.tools.set_columns(self.columns())
        super().refresh()

    def columns(self) -> Sequence[Column[PersonRow]]:
        """Return the columns of the list."""
        return people_columns(own_columns(self.finder.own))

    def filters(self) -> Sequence[Filter]:
        """Return the roles as chips, and what narrows the list further."""
        self.finder.choices = self.commands.query(
            lambda session: list_filters(
                codes(session, "role"),
                codes(session, "target_group"),
                villages(session),
                self._today(),
            )
        )
        self.finder.add_own_choices()
        return [choice.chip for choice in self.finder.choices]

    def rows_for(self, asked: Asked) -> Found:
        """Return who is asked for; answered from memory, whatever was typed."""
        return self.finder.found(asked, self._today())

    def empty(self) -> Empty:
        """Say what belongs here."""
        return nobody_yet(self.add, self.import_file, self._print_blank)

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
            PageAction(
                _("Move to trash"),
                "trash-2",
                self.delete,
                "Del",
                enabled=not self.commands.read_only,
            ),
        )

    def open(self, **args: object) -> None:
        """Open a record, a new one (``new``, with a ``name``), a file to take in, or rows of filters."""
        if args.pop("new", False):
            self.add(str(args.get("name", "")))
            return
        acts = {
            "take_in": self.import_file,
            "export": self.export,
            "duplicates": self.find_duplicates,
        }
        for name, act in acts.items():
            if args.pop(name, False):
                act()
                return
        if "record_id" in args:
            args.setdefault("filters", [EVERYBODY_KEY])
            args["record_id"] = self._left_of(str(args["record_id"]))
        super().open(**args)

    def open_row(self, row: PersonRow) -> None:
        """Change a person."""
        self.context.open_task(self._record(person_id=row.id))

    def picture(self, sha256: str) -> bytes:
        """Return the picture of a person."""
        path = self._folder.blob_path(sha256)
        return path.read_bytes() if path.is_file() else b""

    def make_detail(self) -> QWidget:
        """Make the card of a person."""
        self.card = PersonCardView(self.context, self.open_row, self.delete, self.picture)
        return self.card

    def show_detail(self, row: PersonRow | None) -> None:
        """Show a person beside the list."""
        self.card.show_person(row)

    def printable(self) -> Report:
        """Return the roll of those who are shown, in their order."""
        asked = self.asked()
        words = [one.chip.text for one in self.finder.choices if one.chip.key in asked.filters]
        if asked.text:
            words.append(_("found by “{text}”").format(text=asked.text))
        words.append(self.tools.order_text() or _(self.usual_order))
        ids = self.finder.ids(asked)
        roll_of = resolve(f"{HERE}.report:roll_of")
        roll: Report = self.commands.query(lambda session: roll_of(session, ids, words))
        return roll

    def add(self, name: str = "") -> None:
        """Add a person, whose name may be known already."""
        task = self._record(name=name)
        task.stored.connect(self._show_stored)
        self.context.open_task(task)

    def import_file(self) -> None:
        """Take a file of people in."""
        self._take_in(None)

    def delete(self) -> None:
        """Move the current person to the trash; the step can be undone."""
        row: PersonRow | None = self.table.current_row()
        if row is None or self.commands.read_only:
            return
        self.commands.run(
            lambda uow: service.delete_person(uow, row.id),
            title=_("Moved to the trash: {name}").format(name=row.name),
        )

    def export(self) -> None:
        """Write everybody to a file."""
        path: Path | None = resolve(f"{HERE}.export_page:ask_file")(self)
        if path is not None:
            resolve(f"{HERE}.export_page:export_people")(self.context, path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let a file of people be dropped on the list."""
        if dropped_file(event.mimeData()) is not None and not self.commands.read_only:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at the file that was dropped."""
        path = dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self._take_in(path)

    def find_duplicates(self) -> None:
        """Show the pairs of records that may be one person."""
        self.context.open_task(resolve(f"{HERE}.duplicates_page:DuplicatesPage")(self.context))

    def _left_of(self, record_id: str) -> str:
        """Return who a link means: of a merged record the person that is left, and say so."""
        asked = UUID(record_id)
        left = self.commands.query(lambda session: survivor_of(session, asked))
        if left != asked:
            person = self.commands.query(lambda session: person_or_refuse(session, left))
            text = _("That record was merged with another: this is {name}.")
            self.context.notify(text.format(name=person_title(person)))
        return str(left)

    def _record(self, **about: object) -> PersonEditPage:
        page: PersonEditPage = resolve(f"{HERE}.edit_page:PersonEditPage")(self.context, **about)
        return page

    def _take_in(self, path: Path | None) -> None:
        self.context.open_task(resolve(f"{HERE}.import_page:ImportPage")(self.context, path))

    def _on_changed(self, changes: ChangeSet) -> None:
        self.finder.changed(changes)
        super()._on_changed(changes)

    def _show_stored(self, person_id: UUID) -> None:
        """Go to a person who was just added, where the list shows them."""
        self._refresh_if_stale()
        self.table.choose(person_id)

    def _print_blank(self) -> None:
        self.context.open("reports", report="learner-roll", form="blank")

    def _today(self) -> date:
        return local_today()
