"""Lists under a name: the button behind the chips, its menu, and what the menu does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.ui.buttons import Button

if TYPE_CHECKING:
    from learnsoc_desktop.features.centre.saved_list_queries import ListAsked, SavedListRow
    from learnsoc_desktop.ui.context import Context

PLACE = "people"
LISTS = "learnsoc_desktop.features.centre.saved_list"  # its parts are imported when the menu opens


class SavedLists(Button):
    """Offers the saved lists of the registry and keeps the present one.

    ``asked`` tells what is asked of the list, ``filters`` the keys of all filters in their order, ``show`` asks
    for something else.
    """

    def __init__(
        self,
        context: Context,
        asked: Callable[[], ListAsked],
        filters: Callable[[], Sequence[str]],
        show: Callable[[ListAsked], object],
    ) -> None:
        super().__init__(_("Lists"), "quiet", "bookmark")
        self.setToolTip(_("Saved lists (Ctrl+B)"))
        self._context, self._asked, self._filters, self._show = context, asked, filters, show
        self.clicked.connect(self.open_menu)

    def open_menu(self) -> None:
        """Open the menu under the button."""
        menu = self.menu_of_lists()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def menu_of_lists(self) -> QMenu:
        """Return the menu: every list, then what can be done with the present one."""
        menu, asked = QMenu(self), self._asked()
        saved_lists = resolve(f"{LISTS}_queries:saved_lists")
        rows = self._context.commands.query(lambda session: saved_lists(session, PLACE))
        shown = next((row for row in rows if row.asked == asked), None)
        for row in rows:
            action = menu.addAction(row.name, partial(self._show, row.asked))
            action.setCheckable(True)
            action.setChecked(row is shown)
        if rows:
            menu.addSeparator()
        writes = not self._context.commands.read_only
        save = menu.addAction(_("Save this list…"), self.save)
        save.setEnabled(writes and shown is None)
        if shown is not None:
            rename = menu.addAction(
                _("Rename “{name}”…").format(name=shown.name), partial(self.rename, shown)
            )
            remove = menu.addAction(
                _("Remove “{name}”").format(name=shown.name), partial(self.remove, shown)
            )
            for action in (rename, remove):
                action.setEnabled(writes)
        return menu

    def save(self) -> None:
        """Ask for a name and keep the present list under it."""
        asked = self._asked()
        keys = [key for key in self._filters() if key in asked.filters]
        self._ask_name(
            lambda uow, details: resolve(f"{LISTS}_service:save_list")(
                uow, PLACE, details, keys, asked
            ),
            title=_("Save this list"),
            remark=_(
                "The filters, the words looked for and the order are kept, not the people: the list shows whom "
                "they find on the day. A list of the same name is replaced."
            ),
            done=_("Saved the list {name}"),
        )

    def rename(self, shown: SavedListRow) -> None:
        """Ask for another name."""
        self._ask_name(
            lambda uow, details: resolve(f"{LISTS}_service:rename_list")(uow, shown.id, details),
            title=_("Rename the list"),
            values={"name": shown.name},
            done=_("Renamed the list to {name}"),
        )

    def remove(self, shown: SavedListRow) -> None:
        """Put the saved list into the trash; the step can be undone."""
        said = _("Moved to the trash: {name}").format(name=shown.name)
        self._context.commands.run(
            lambda uow: resolve(f"{LISTS}_service:remove_list")(uow, shown.id), title=said
        )

    def _ask_name(self, write: Callable[..., object], **about: object) -> None:
        name_page = resolve("learnsoc_desktop.features.people.name_page:NamePage")
        details = resolve(f"{LISTS}_model:SavedListDetails")
        self._context.open_task(name_page(self._context, details, write, **about))
