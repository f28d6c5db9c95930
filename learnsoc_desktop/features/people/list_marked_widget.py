"""What is done with the people who are selected in the registry: change them, group them, throw them away."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import _, ngettext
from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.ui.keys import shortcut
from learnsoc_desktop.ui.list_foot import FootItem
from learnsoc_desktop.ui.page import PageAction

if TYPE_CHECKING:
    from learnsoc_desktop.features.people.own_group_queries import OwnGroupRow
    from learnsoc_desktop.ui.context import Context
    from learnsoc_desktop.ui.table_view import RecordView

HERE = "learnsoc_desktop.features.people"
GROUPS = f"{HERE}.own_group_queries"  # imported when somebody asks for a group
GROUPING = f"{HERE}.own_group_service"


class MarkedPeople:
    """The selected rows of the registry, and the menus of what can be done with them.

    ``found`` tells everybody in the list in its order, ``group_shown`` the group it is narrowed to, ``delete``
    moves who is selected to the trash.
    """

    def __init__(
        self,
        context: Context,
        table: RecordView,
        found: Callable[[], Sequence[UUID]],
        group_shown: Callable[[], UUID | None],
        delete: Callable[[], object],
    ) -> None:
        self._context, self._commands, self._table = context, context.commands, table
        self._found, self._group_shown, self._delete = found, group_shown, delete
        table.allow_many()
        for key, then in (("Ctrl+E", self.change), ("Ctrl+G", self.open_groups)):
            made = shortcut(table, key, then, scope=Qt.ShortcutContext.WidgetShortcut)
            made.setEnabled(not self._commands.read_only)

    def ids(self) -> Sequence[UUID]:
        """Return the selected people in the order of the list."""
        found = self._found()
        return [one for first, end in self._table.marked_spans() for one in found[first:end]]

    def count(self) -> int:
        """Return how many people are selected."""
        return self._table.marked_count()

    def people(self) -> str:
        """Return how many people are selected, in words."""
        return _people(self.count())

    # --- Menus -------------------------------------------------------------------------------------

    def foot_item(self) -> FootItem:
        """Return the button of the foot."""
        return FootItem(_("Selected"), "list-checks", menu=self.menu)

    def row_actions(self) -> Sequence[PageAction]:
        """Return what the menu of a row offers besides."""
        on = not self._commands.read_only
        return (
            PageAction(_("Change a field…"), "pencil", self.change, "Ctrl+E", enabled=on),
            PageAction(
                _("Put into a group…"), "users-round", self.open_groups, "Ctrl+G", enabled=on
            ),
        )

    def menu(self, parent: QWidget) -> QMenu:
        """Return the menu of the selected people, and of the group whose people are shown."""
        menu, on = QMenu(parent), not self._commands.read_only and self.count() > 0
        menu.addAction(_("Select everybody in the list") + "\tCtrl+A", self._table.selectAll)
        menu.addSeparator()
        many = {"people": self.people()}
        change = menu.addAction(_("Change a field of {people}…").format(**many) + "\tCtrl+E")
        change.triggered.connect(lambda _on=False: self.change())
        groups = self.group_menu(menu)
        menu.addMenu(groups)
        gone = menu.addAction(_("Move {people} to the trash").format(**many) + "\tDel")
        gone.triggered.connect(lambda _on=False: self._delete())
        for action in (change, groups.menuAction(), gone):
            action.setEnabled(on)
        self._add_group_shown(menu)
        return menu

    def group_menu(self, parent: QWidget) -> QMenu:
        """Return the menu of groups to put the selected people into."""
        menu = QMenu(_("Put {people} into a group").format(people=self.people()), parent)
        counted = {
            group: menu.addAction(group.name, partial(self.put_in, group))
            for group in self._groups()
        }
        if counted:
            menu.destroyed.connect(lambda _menu=None: counted.clear())
            self._commands.ask(
                _("Counting…"),
                resolve(f"{GROUPS}:own_group_counts"),
                partial(_show_counts, counted),
                quiet=True,
            )
        menu.addSeparator()
        menu.addAction(_("New group…"), self.new_group)
        return menu

    def open_groups(self) -> None:
        """Open the menu of groups under the row the cursor is on."""
        if not self.count():
            return
        table = self._table
        menu = self.group_menu(self._table)
        menu.aboutToHide.connect(menu.deleteLater)
        at = table.visualRect(table.currentIndex()).bottomLeft()
        menu.popup(table.viewport().mapToGlobal(at))

    # --- What is done ------------------------------------------------------------------------------

    def change(self) -> None:
        """Change one field of the selected people, after a look at what would change."""
        if self.count():
            page = resolve(f"{HERE}.bulk_page:BulkPage")
            self._context.open_task(page(self._context, self.ids()))

    def put_in(self, group: OwnGroupRow) -> None:
        """Put the selected people into a group."""
        ids = self.ids()
        said = _("{people} into the group {name}").format(people=self.people(), name=group.name)
        self._commands.run(
            lambda uow: resolve(f"{GROUPING}:put_in")(uow, group.id, ids), title=said
        )

    def new_group(self) -> None:
        """Ask for a name and put the selected people into a new group."""
        ids = self.ids()
        remark = ngettext(
            "{count} person will be in it.", "{count} people will be in it.", len(ids)
        )
        self._ask_name(
            lambda uow, details: resolve(f"{GROUPING}:add_own_group")(uow, details, ids),
            title=_("New group"),
            remark=remark.format(count=formats.number(len(ids))),
            done=_("Made the group {name}"),
        )

    def delete(self) -> None:
        """Move the selected people to the trash, in one step."""
        ids = self.ids()
        delete_people = resolve(f"{HERE}.bulk_service:delete_people")
        said = _("Moved to the trash: {name}").format(name=self.people())
        self._commands.run(lambda uow: delete_people(uow, ids), title=said)

    # --- The group that is shown -------------------------------------------------------------------

    def _add_group_shown(self, menu: QMenu) -> None:
        """Offer what can be done with the group the list is narrowed to."""
        shown = self._group_shown()
        group = next((one for one in self._groups() if one.id == shown), None)
        if group is None:
            return
        menu.addSeparator()
        name = {"name": group.name}
        out = _("Take {people} out of “{name}”").format(people=self.people(), **name)
        on = not self._commands.read_only
        menu.addAction(out, partial(self._take_out, group)).setEnabled(on and self.count() > 0)
        rename = menu.addAction(_("Rename “{name}”…").format(**name), partial(self._rename, group))
        remove = menu.addAction(_("Remove the group “{name}”").format(**name))
        remove.triggered.connect(lambda _on=False: self._remove(group))
        menu.addAction(_("Print the roll of “{name}”").format(**name), partial(self._print, group))
        for action in (rename, remove):
            action.setEnabled(on)

    def _take_out(self, group: OwnGroupRow) -> None:
        ids = self.ids()
        said = _("{people} out of the group {name}").format(people=self.people(), name=group.name)
        self._commands.run(
            lambda uow: resolve(f"{GROUPING}:take_out")(uow, group.id, ids), title=said
        )

    def _rename(self, group: OwnGroupRow) -> None:
        self._ask_name(
            lambda uow, details: resolve(f"{GROUPING}:change_own_group")(uow, group.id, details),
            title=_("Change the group"),
            values={"name": group.name, "purpose": group.purpose},
            done=_("Changed the group {name}"),
        )

    def _remove(self, group: OwnGroupRow) -> None:
        said = _("Moved to the trash: {name}").format(name=group.name)
        self._commands.run(
            lambda uow: resolve(f"{GROUPING}:remove_own_group")(uow, group.id), title=said
        )

    def _print(self, group: OwnGroupRow) -> None:
        about = {"report": "learner-roll", "own_group": str(group.id), "role": "all"}
        self._context.open("reports", **about)

    # --- Inside ------------------------------------------------------------------------------------

    def _ask_name(self, write: Callable[..., object], **about: object) -> None:
        name_page = resolve(f"{HERE}.name_page:NamePage")
        details = resolve(f"{HERE}.own_group_model:OwnGroupDetails")
        self._context.open_task(name_page(self._context, details, write, **about))

    def _groups(self) -> Sequence[OwnGroupRow]:
        groups: Sequence[OwnGroupRow] = self._commands.query(resolve(f"{GROUPS}:own_groups"))
        return groups


def _people(count: int) -> str:
    text = ngettext("{count} person", "{count} people", count)
    return text.format(count=formats.number(count))


def _show_counts(actions: Mapping[OwnGroupRow, QAction], counts: Mapping[UUID, int]) -> None:
    """Say behind each group how many are in it; the menu may be gone by now."""
    for group, action in actions.items():
        action.setText(f"{group.name} {formats.number(counts.get(group.id, 0))}")
