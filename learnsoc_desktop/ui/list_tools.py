"""What every list can do: choose columns, sort by keys, copy as text and as a picture."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from learnsoc_desktop.core.formats import date_medium
from learnsoc_desktop.core.i18n import _, ngettext
from learnsoc_desktop.ui.columns import Column, chosen_keys
from learnsoc_desktop.ui.copying import as_picture, as_text, copy_picture, copy_text, rows_of
from learnsoc_desktop.ui.keys import shortcut
from learnsoc_desktop.ui.list_foot import FootItem
from learnsoc_desktop.ui.menus import StayMenu
from learnsoc_desktop.ui.page import PageAction

if TYPE_CHECKING:
    from learnsoc_desktop.ui.list_page import ListPage


class ListTools:
    """The menus of a list page, and what they do."""

    def __init__(self, page: "ListPage") -> None:
        self._page = page
        self._columns: tuple[Column[Any], ...] = ()
        self._keys: tuple[str, ...] = ()
        table = page.table
        for key, then in (("Ctrl+C", self.copy_row), ("Ctrl+Shift+C", self.copy_table)):
            shortcut(table, key, then, scope=Qt.ShortcutContext.WidgetShortcut)

    # --- Columns -----------------------------------------------------------------------------------

    def set_columns(self, columns: Sequence[Column[Any]]) -> None:
        """Show the columns that were chosen, or those shown from the start."""
        self._columns = tuple(columns)
        page = self._page
        self._keys = chosen_keys(columns, page.context.settings.columns, page.name)
        self._show_columns()

    def shown(self, key: str) -> bool:
        """Return True when a column is chosen."""
        return key in self._keys

    def toggle_column(self, key: str) -> None:
        """Show a column or put it away, and remember it. The first one always stays."""
        if key == self._columns[0].key:
            return
        kept = set(self._keys) ^ {key}
        self._keys = tuple(column.key for column in self._columns if column.key in kept)
        page = self._page
        remembered = dict(page.context.settings.columns)
        remembered[page.name] = list(self._keys)
        page.context.desk.change_settings(columns=remembered)
        self._show_columns()

    def column_menu(self, parent: QWidget) -> QMenu:
        """Return the menu of all columns, ticked when they are shown."""
        menu = StayMenu(parent)
        menu.setTitle(_("Columns"))
        for column in self._columns[1:]:
            action = menu.addAction(column.head)
            action.setCheckable(True)
            action.setChecked(self.shown(column.key))
            action.triggered.connect(lambda _on=False, key=column.key: self.toggle_column(key))
        return menu

    # --- Order -------------------------------------------------------------------------------------

    def order_text(self) -> str:
        """Return in which order the rows are, empty for the usual one."""
        records = self._page.table.records
        column = next((one for one in self._columns if one.key == records.sorted_by), None)
        if column is None:
            return ""
        if records.descending:
            return _("by {column}, last first").format(column=column.head)
        return _("by {column}").format(column=column.head)

    def sort_menu(self, parent: QWidget) -> QMenu:
        """Return the menu of orders."""
        menu = QMenu(_("Sort by"), parent)
        records = self._page.table.records
        for column in records.columns:
            if column.sortable:
                again = column.key == records.sorted_by and not records.descending
                action = menu.addAction(column.head)
                action.setCheckable(True)
                action.setChecked(column.key == records.sorted_by)
                action.triggered.connect(
                    lambda _on=False, key=column.key, again=again: self._sort(key, descending=again)
                )
        return menu

    # --- Copying -----------------------------------------------------------------------------------

    def copy_row(self) -> None:
        """Copy the current row as text."""
        current = self._page.table.current_row()
        if current is not None:
            columns = self._page.table.shown_columns()
            copy_text(as_text(columns, [current]).partition("\n")[2])
            self._tell(_("Copied the row"))

    def copy_table(self) -> None:
        """Copy all rows as text that a spreadsheet takes."""
        source = self._page.table.records.source
        copy_text(as_text(self._page.table.shown_columns(), rows_of(source)))
        count = source.count()
        self._tell(ngettext("Copied {count} row", "Copied {count} rows", count), count)

    def copy_as_picture(self) -> None:
        """Copy the table as a picture with its title, for a chat."""
        page = self._page
        source = page.table.records.source
        today = date_medium(date.today())  # noqa: DTZ011  a person's own day
        under = f"{page.count_text(source.count())} · {today}"
        words = _("The first {count} rows. The whole list can be printed or exported.")
        copy_picture(as_picture(page.table.shown_columns(), source, page.title(), under, words))
        self._tell(_("Copied as a picture"))

    def foot_items(self) -> list[FootItem]:
        """Return the buttons of every list's foot."""
        return [
            FootItem(_("Copy"), "copy", menu=self.copy_menu),
            FootItem(_("Columns"), "columns-3", menu=self.column_menu),
        ]

    def copy_menu(self, parent: QWidget) -> QMenu:
        """Return the menu of ways to copy."""
        menu = QMenu(_("Copy"), parent)
        menu.addAction(_("Copy the row") + "\tCtrl+C", self.copy_row)
        menu.addAction(_("Copy the table as text") + "\tCtrl+Shift+C", self.copy_table)
        menu.addAction(_("Copy the table as a picture"), self.copy_as_picture)
        return menu

    def menu(self, actions: Sequence[PageAction]) -> QMenu:
        """Return the menu of the current row and of the list."""
        menu = QMenu(self._page)
        for action in actions:
            made = menu.addAction(action.title, partial(_call, action))
            made.setEnabled(action.enabled)
            if action.key:
                made.setText(f"{action.title}\t{QKeySequence(action.key).toString()}")
        if actions:
            menu.addSeparator()
        menu.addMenu(self.sort_menu(menu))
        menu.addMenu(self.column_menu(menu))
        menu.addMenu(self.copy_menu(menu))
        return menu

    def _sort(self, key: str, *, descending: bool) -> None:
        self._page.table.sort_by(key, descending=descending)
        self._page.reload()

    def _show_columns(self) -> None:
        shown = [column for column in self._columns if column.key in self._keys]
        usual = tuple(column.key for column in self._columns if column.shown)
        more = bool(set(self._keys) - set(usual))
        self._page.table.set_columns(shown, sideways=more)

    def _tell(self, text: str, count: int = 0) -> None:
        more = _("Paste it with Ctrl+V.")
        self._page.context.notify(text.format(count=count), more=more)


def _call(action: PageAction) -> None:
    action.run()
