"""The learner registry: everybody, found as you type, and the chosen person beside the list."""

from __future__ import annotations

from collections.abc import Sequence
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
from learnsoc_desktop.features.centre.queries import villages
from learnsoc_desktop.features.people.card_widget import SUBJECT, PersonCardView
from learnsoc_desktop.features.people.import_drop_widget import dropped_file
from learnsoc_desktop.features.people.list_filters_widget import EVERYBODY_KEY, nobody_yet
from learnsoc_desktop.features.people.list_found_widget import WATCHES, PeopleFinder
from learnsoc_desktop.features.people.list_marked_widget import MarkedPeople
from learnsoc_desktop.features.people.list_saved_widget import SavedLists
from learnsoc_desktop.features.people.list_ways_widget import PeopleWays
from learnsoc_desktop.features.people.queries import PersonRow
from learnsoc_desktop.ui.columns import Column
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.filters import Filter
from learnsoc_desktop.ui.keys import shortcut
from learnsoc_desktop.ui.list_detail_page import ListDetailPage
from learnsoc_desktop.ui.list_foot import FootItem
from learnsoc_desktop.ui.list_page import Asked, Found, ListPage
from learnsoc_desktop.ui.page import PageAction
from learnsoc_desktop.ui.table_states import Empty

if TYPE_CHECKING:
    from learnsoc_desktop.features.centre.saved_list_queries import ListAsked
    from learnsoc_desktop.reporting.document import Report

HERE = "learnsoc_desktop.features.people"
LISTS = "learnsoc_desktop.features.centre.saved_list_queries"


class PeoplePage(ListDetailPage):
    """Find, add and change people; take files of people in and out."""

    name = "people"
    watches = WATCHES
    search_hint = N_("Name, nickname, phone or ID number")
    help_lines: ClassVar[Sequence[str]] = (
        N_("Type any part of a name, a nickname or a phone number; the list follows each letter."),
        N_(
            "The list opens on learners; the chips show others, and a list you need again has a name."
        ),
        N_(
            "Shift and Ctrl select several people: change a field of all, or put them into a group."
        ),
    )
    keys: ClassVar[Sequence[tuple[str, str]]] = (
        ("Ctrl+N", N_("add somebody")),
        ("Del", N_("move to the trash")),
        ("Ctrl+A  Ctrl+E", N_("select everybody, change a field of those selected")),
        ("Ctrl+G  Ctrl+B", N_("put into a group, saved lists")),
        *ListPage.list_keys,
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        narrowings = context.contributions.narrowings(SUBJECT)
        self.finder = PeopleFinder(context.commands.query, narrowings)
        self.ways = PeopleWays(self, context, self._show_stored)
        self.lists = SavedLists(context, self._list_asked, self.finder.keys, self.show_list)
        super().__init__(context, parent)
        self.finder.setParent(self)
        self._added: UUID | None = None  # who is to be shown as soon as the list knows them
        self.finder.filled.connect(self._show_filled)
        self.finder.learned.connect(self.refresh)
        self.finder.extended.connect(lambda: self.show_filters(self.finder.chips()))
        self.finder.counted.connect(self.filter_bar.set_counts)
        self.filter_bar.asked.connect(self._ask_range)
        self.marked = MarkedPeople(
            context,
            self.table,
            lambda: self.finder.ids(self.asked()),
            lambda: self.finder.group_shown(self.asked()),
            self.delete,
        )
        self.table.marked.connect(
            lambda: self.foot.set_words(self.foot_text(self.table.records.rowCount()))
        )
        shortcut(self, "Ctrl+B", self.lists.open_menu)
        self._folder = CentreFolder(context.folder)
        self.setAcceptDrops(True)
        delete = shortcut(self.table, "Del", self.delete, scope=Qt.ShortcutContext.WidgetShortcut)
        delete.setEnabled(not self.commands.read_only)

    def title(self) -> str:
        """Name the place."""
        return _("Learner registry")

    def subtitle(self) -> str:
        """Say how many people there are."""
        places = len(self.commands.query(villages))
        text = ngettext("{count} village", "{count} villages", places)
        there = text.format(count=formats.number(places))
        return f"{self.count_text(self.finder.everybody())} · {there}"

    def page_actions(self) -> Sequence[PageAction]:
        """Return what can be done here."""
        return self.ways.of_the_page(writable=not self.commands.read_only)

    def foot_actions(self) -> Sequence[PageAction]:
        """Return what can be done with the list."""
        return self.ways.of_the_list(self.page_actions()[1:])

    def foot_items(self) -> Sequence[FootItem]:
        """Return the menu of those selected, before what can be done with the whole list."""
        return (self.marked.foot_item(), *super().foot_items())

    def head_parts(self) -> Sequence[QWidget]:
        """Return the saved lists, behind the chips."""
        return (self.lists,)

    def foot_text(self, count: int) -> str:
        """Return how many there are, and how many of them are selected."""
        whole, chosen = super().foot_text(count), self.table.marked_count()
        if chosen < 2:  # noqa: PLR2004  the row the cursor is on tells by itself
            return whole
        return _("{selected} selected · {list}").format(selected=formats.number(chosen), list=whole)

    def refresh(self) -> None:
        """Read again everything that is shown; the centre may have other fields than before."""
        if self.finder.learn_fields() and self._asked is not None:
            self.tools.set_columns(self.columns())
        super().refresh()

    def columns(self) -> Sequence[Column[PersonRow]]:
        """Return the columns of the list."""
        return self.finder.columns()

    def filters(self) -> Sequence[Filter]:
        """Return the roles as chips, and what narrows the list further."""
        self.finder.learn_choices(local_today())
        return self.finder.chips()

    def rows_for(self, asked: Asked) -> Found:
        """Return who is asked for; answered from memory, whatever was typed."""
        return self.finder.found(asked, local_today())

    def empty(self) -> Empty:
        """Say what belongs here."""
        return nobody_yet(self.ways.add, self.ways.take_in, self.ways.print_blank)

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
            *self.marked.row_actions(),
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
            self.ways.add(str(args.get("name", "")))
            return
        acts = {
            "take_in": self.ways.take_in,
            "export": self.ways.export,
            "duplicates": self.ways.find_duplicates,
            "wants": self.ways.show_wants,
            "parked": self.ways.show_parked,
            "layouts": self.ways.show_layouts,
        }
        if isinstance(batch := args.get("parked"), UUID):
            self.ways.show_parked(batch)
            return
        act = next((acts[name] for name in acts if args.pop(name, False)), None)
        if act is not None:
            act()
            return
        if "record_id" in args:
            args.setdefault("filters", [EVERYBODY_KEY])
            args["record_id"] = self.ways.left_of(str(args["record_id"]))
        self.finder.learn_keys(args.get("filters", ()))
        super().open(**args)

    def open_row(self, row: PersonRow) -> None:
        """Change a person."""
        self.ways.change(row.id)

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

    def delete(self) -> None:
        """Move the current person, or all who are selected, to the trash; the step can be undone."""
        row: PersonRow | None = self.table.current_row()
        if row is None or self.commands.read_only:
            return
        if self.marked.count() > 1:
            self.marked.delete()
            return
        delete_person = resolve(f"{HERE}.service:delete_person")
        self.commands.run(
            lambda uow: delete_person(uow, row.id),
            title=_("Moved to the trash: {name}").format(name=row.name),
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let a file of people be dropped on the list."""
        if dropped_file(event.mimeData()) is not None and not self.commands.read_only:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at the file that was dropped."""
        path = dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.ways.take_in(path)

    def show_list(self, wanted: ListAsked) -> None:
        """Show what a saved list asks for; say so when one of its filters is gone."""
        self.table.sort_by(wanted.sort, descending=wanted.descending)
        self.open(filters=set(wanted.filters), text=wanted.text)
        if wanted.filters - set(self.finder.keys()):
            self.context.notify(_("A filter of this list is no longer there."))

    def _list_asked(self) -> ListAsked:
        asked = self.asked()
        list_asked: type[ListAsked] = resolve(f"{LISTS}:ListAsked")
        return list_asked(asked.filters, asked.text, asked.sort, asked.descending)

    def _on_changed(self, changes: ChangeSet) -> None:
        self.finder.changed(changes)
        if changes.touches(self.finder.watches):
            self.make_stale()
        else:
            super()._on_changed(changes)

    def _ask_range(self, key: str) -> None:
        """Ask from what to what a field of the centre's own is to be, and narrow the list to it."""
        ask_range = resolve(f"{HERE}.list_range_page:ask_range")
        ask_range(self.context, key, self.filter_bar.active(), self._narrow)

    def _narrow(self, filters: frozenset[str]) -> None:
        self.open(filters=set(filters), text=self.search.text())

    def _show_stored(self, person_id: UUID) -> None:
        """Go to a person who was just added, where the list shows them."""
        self._refresh_if_stale()
        self._added = None if self.table.choose(person_id) else person_id

    def _show_filled(self) -> None:
        """Show the rows that took a moment."""
        self.reload()
        if self._added is not None:
            self.table.choose(self._added)
            self._added = None
