"""The page of a list: search as you type, chips as filters, rows, and what can be done with them."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from learnsoc_desktop.core.i18n import N_, _, ngettext
from learnsoc_desktop.ui.columns import Column
from learnsoc_desktop.ui.filters import Filter, FilterBar
from learnsoc_desktop.ui.keys import shortcut
from learnsoc_desktop.ui.layout import column, hosted, panel, row
from learnsoc_desktop.ui.list_foot import FootItem, ListFoot
from learnsoc_desktop.ui.list_tools import ListTools
from learnsoc_desktop.ui.page import Page, PageAction
from learnsoc_desktop.ui.record_table import RowSource, SequenceSource
from learnsoc_desktop.ui.search_field import SearchField
from learnsoc_desktop.ui.table_states import Empty, ListBody
from learnsoc_desktop.ui.table_view import RecordView

if TYPE_CHECKING:
    from learnsoc_desktop.ui.context import Context


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: a text, keys of filters, the column to sort by ("" is the usual order)."""

    text: str = ""
    filters: frozenset[str] = frozenset()
    sort: str = ""
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """The rows, how many each filter would leave, and how many there are without any filter."""

    source: RowSource[Any]
    counts: Mapping[str, int] = field(default_factory=dict)
    total: int | None = None


class ListPage(Page):
    """A list of records. A subclass says its columns, filters and how rows are found.

    Queries run on every key press, so ``rows_for`` answers within a frame (16 ms).
    """

    name: ClassVar[str] = ""  # the choice of columns is remembered under it
    search_hint: ClassVar[str] = N_("Find in this list")
    usual_order: ClassVar[str] = N_("in alphabetical order")
    row_key: ClassVar[Callable[[Any], Hashable]] = attrgetter("id")
    list_keys: ClassVar[Sequence[tuple[str, str]]] = (
        ("Ctrl+F", N_("Find in this list")),
        ("↑ ↓  Home End", N_("Walk through the rows")),
        ("Enter", N_("Open the row")),
        ("Ctrl+C  Ctrl+Shift+C", N_("Copy the row, the whole table")),
        ("Shift+F10", N_("What can be done: order, columns, copying")),
    )
    keys: ClassVar[Sequence[tuple[str, str]]] = list_keys

    def __init__(self, context: "Context", parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._asked: Asked | None = None
        self._filters: Sequence[Filter] | None = None
        self._foot_told: Sequence[tuple[str, bool]] | None = None
        self.search = SearchField(_(self.search_hint))
        self.filter_bar = FilterBar()
        self.table = RecordView((), key=type(self).row_key, pictures=self.picture)
        self.table.setAccessibleName(self.title())
        self.tools = ListTools(self)
        self.body = ListBody(self.table)
        self.foot = ListFoot()
        self._head = hosted(
            row((self.filter_bar, 1), *self.head_parts(), gap=4, margins=(14, 12, 14, 12))
        )
        self._head.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        parts = column(self._head, (self.body, 1), self.foot, gap=0, margins=(1, 1, 1, 1))
        self.list_panel = panel(parts)
        self.lay_out()
        self._connect()

    # --- What a subclass says ----------------------------------------------------------------------

    def columns(self) -> Sequence[Column[Any]]:
        """Return all columns a person may choose from, the name first."""
        raise NotImplementedError

    def rows_for(self, asked: Asked) -> Found:
        """Return what is asked for."""
        raise NotImplementedError

    def filters(self) -> Sequence[Filter]:
        """Return the filters."""
        return ()

    def empty(self) -> Empty:
        """Return what an empty place says."""
        return Empty(_("Nothing here yet"))

    def head_parts(self) -> Sequence[QWidget]:
        """Return what stands behind the chips; called once, before anything else."""
        return ()

    def foot_text(self, count: int) -> str:
        """Return what the foot says of ``count`` rows: how many, in which order."""
        order = self.tools.order_text() or _(self.usual_order)
        return _("{count}, {order}").format(count=self.count_text(count), order=order)

    def count_text(self, count: int) -> str:
        """Return how many rows there are, with their unit."""
        return ngettext("{count} row", "{count} rows", count).format(count=count)

    def foot_actions(self) -> Sequence[PageAction]:
        """Return what can be done with the whole list: print, export."""
        return ()

    def foot_items(self) -> Sequence[FootItem]:
        """Return the buttons of the foot: those of this list, then those of every list."""
        return (*map(_foot_item, self.foot_actions()), *self.tools.foot_items())

    def row_actions(self, row: Any) -> Sequence[PageAction]:  # noqa: ANN401  a row of this list
        """Return what can be done with a row, for its menu."""
        del row
        return ()

    def open_row(self, row: Any) -> None:  # noqa: ANN401  a row of this list
        """Open a row: Enter or a double click."""

    def row_chosen(self, row: Any) -> None:  # noqa: ANN401  a row of this list, or None
        """Take note that another row is the current one."""

    def picture(self, sha256: str) -> bytes:
        """Return a picture that stands before a name."""
        del sha256
        return b""

    def key_of(self, record_id: str) -> Hashable:
        """Return the key of a row from an id as links carry it."""
        return UUID(record_id)

    # --- What the window and others ask -------------------------------------------------------------

    def header_field(self) -> QWidget:
        """Return the search field."""
        return self.search

    def first_focus(self) -> QWidget:
        """Return the search field; in an empty list there is nothing to search, but a first thing to do."""
        empty = self.body.empty_state if self.calls else None
        usable = (made for made in empty.buttons if made.isEnabled()) if empty else iter(())
        return next(usable, self.search)

    def lay_out(self) -> None:
        """Put the list on the page."""
        self.setLayout(column((self.list_panel, 1), gap=0, margins=(24, 0, 24, 16)))

    def refresh(self) -> None:
        """Read again everything that is shown."""
        if self._asked is None:
            self.tools.set_columns(self.columns())
        told = [(action.title, action.enabled) for action in self.foot_actions()]
        if told != self._foot_told:
            self._foot_told = told
            self.foot.set_items(self.foot_items())
        self.show_filters(self.filters())
        self.reload()

    def show_filters(self, filters: Sequence[Filter]) -> None:
        """Offer these filters; the rows stay until the list is read again."""
        if filters != self._filters:
            self._filters = filters
            self.filter_bar.set_filters(filters)
            self._head.setVisible(bool(filters))

    def open(self, **args: object) -> None:
        """Show a record (``record_id``), or the rows of filters (``filters``) and a ``text``."""
        self._refresh_if_stale()
        if "filters" in args or "text" in args:
            self.search.blockSignals(True)  # noqa: FBT003  one reading for both
            self.search.setText(str(args.get("text", "")))
            self.search.blockSignals(False)  # noqa: FBT003
            wanted = args.get("filters", ())
            self.filter_bar.set_active(wanted if isinstance(wanted, (list, tuple, set)) else ())
        if "record_id" in args:
            key = self.key_of(str(args["record_id"]))
            if not self.table.choose(key):
                self.clear_filters()
                self.table.choose(key)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def asked(self) -> Asked:
        """Return what is asked for now."""
        records = self.table.records
        return Asked(
            self.search.text().strip(),
            self.filter_bar.active(),
            records.sorted_by,
            records.descending,
        )

    def reload(self) -> None:
        """Find the rows again and show them."""
        asked = self.asked()
        found = self.rows_for(asked)
        searched = bool(asked.text) and (self._asked is None or self._asked.text != asked.text)
        self._asked = asked
        source = found.source
        if isinstance(source, SequenceSource):
            source = SequenceSource(source.rows, type(self).row_key)
        self.table.set_source(source, from_top=searched)
        self.filter_bar.set_counts(found.counts)
        self._show_state(asked, found)

    def clear_filters(self) -> None:
        """Show everything again."""
        self.search.blockSignals(True)  # noqa: FBT003  one reading for both
        self.search.clear()
        self.search.blockSignals(False)  # noqa: FBT003
        self.filter_bar.clear()

    def _show_state(self, asked: Asked, found: Found) -> None:
        count = found.source.count()
        narrowed = bool(asked.text) or not self.filter_bar.is_default()
        total = found.total if found.total is not None else count
        self.calls = False
        if count:
            self.body.show_rows()
        elif total or narrowed:
            self.body.show_nothing(asked.text, self.filter_bar.texts())
        else:
            empty = self.empty()
            self.calls = bool(empty.actions)
            self.body.show_empty(empty)
        nothing = not count and not total and not narrowed
        self._head.setVisible(bool(self._filters) and not nothing)
        self.foot.setVisible(not nothing)
        self.foot.set_words(self.foot_text(count))

    def _connect(self) -> None:
        self.search.textChanged.connect(self.reload)
        self.search.into_list.connect(self._into_list)
        self.filter_bar.changed.connect(self.reload)
        self.body.cleared.connect(self.clear_filters)
        self.table.chosen.connect(self.row_chosen)
        self.table.opened.connect(self.open_row)
        self.table.typed.connect(self._search_for)
        self.table.sort_asked.connect(lambda _key, _down: self.reload())
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._open_menu)
        shortcut(self, "Ctrl+F", self._find)

    def _find(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _into_list(self) -> None:
        if self.table.records.rowCount():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _search_for(self, text: str) -> None:
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.setText(text)

    def _open_menu(self, at: QPoint) -> None:
        menu = self.tools.menu(self.row_actions(self.table.current_row()))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.table.viewport().mapToGlobal(at))


def _foot_item(action: PageAction) -> FootItem:
    return FootItem(action.title, action.icon, action.run, key=action.key, enabled=action.enabled)
