"""The layouts of tables: those of the program and the centre's own; everybody is written by one of them."""

from collections.abc import Sequence
from typing import Any, ClassVar
from uuid import UUID

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import N_, _, ngettext
from learnsoc_desktop.core.thai import fold
from learnsoc_desktop.data.entity import local_today
from learnsoc_desktop.features.people import import_files_widget as files
from learnsoc_desktop.features.people.layout_edit_page import LayoutEditPage
from learnsoc_desktop.features.people.layout_exporter import layout_table
from learnsoc_desktop.features.people.layout_queries import LayoutRow, layouts
from learnsoc_desktop.features.people.layout_service import bring_back_layouts, remove_layout
from learnsoc_desktop.ui.columns import Column
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.list_page import Asked, Found, ListPage
from learnsoc_desktop.ui.page import PageAction
from learnsoc_desktop.ui.record_table import SequenceSource
from learnsoc_desktop.ui.table_states import Empty
from learnsoc_desktop.ui.task_page import TaskPage


class LayoutsPage(TaskPage, ListPage):
    """Find, make, change and remove layouts, and write a table by one."""

    name = "layouts"
    watches = frozenset({"PeopleLayout"})
    search_hint = N_("Find a layout or a column")
    usual_order = N_("those of the program first")
    help_lines: ClassVar[Sequence[str]] = (
        N_("A layout is a list of columns as somebody wants a table of people."),
        N_("Choose one and write everybody to a file by it; Enter changes its columns."),
        N_("When a file is taken in, a layout says which column is which."),
    )
    keys = (("Ctrl+N", N_("new layout")), *ListPage.list_keys)

    def title(self) -> str:
        """Name the layouts."""
        return _("Layouts of tables")

    def subtitle(self) -> str:
        """Say what they are for."""
        return _("Files to send, and files that came")

    def page_actions(self) -> Sequence[PageAction]:
        """Return what can be done with the chosen layout."""
        row, on = self.table.current_row(), not self.commands.read_only
        there = row is not None
        return (
            PageAction(_("Write to a file"), "file-spreadsheet", self.write, "", "primary", there),
            PageAction(_("New layout"), "plus", self.add, "Ctrl+N", "button", on),
            PageAction(_("Make one like this"), "copy", self.add_like, "", "", there and on),
        )

    def foot_actions(self) -> Sequence[PageAction]:
        """Return what can be done with the list."""
        on = not self.commands.read_only
        title = _("Bring back those of the program")
        return (PageAction(title, "rotate-ccw", self.bring_back, enabled=on),)

    def columns(self) -> Sequence[Column[Any]]:
        """Return the columns of the list."""
        return (
            Column("name", N_("Name of the layout"), lambda row: row.details.name, 260),
            Column(
                "count",
                N_("Columns"),
                lambda row: formats.number(len(row.columns)),
                90,
                right=True,
                order=lambda row: len(row.columns),
            ),
            Column(
                "dates",
                N_("Dates written as"),
                lambda row: row.details.dates.label,
                120,
                quiet=True,
            ),
            Column("heads", N_("Heads of the columns"), _heads, 300, quiet=True, stretch=True),
            Column("from", N_("Comes from"), _origin, 140, quiet=True),
        )

    def rows_for(self, asked: Asked) -> Found:
        """Return the layouts that hold the text in their name or in a head."""
        every, wanted = self.commands.query(layouts), fold(asked.text)
        rows = [row for row in every if wanted in fold(f"{row.details.name} {_heads(row)}")]
        return Found(SequenceSource(rows), total=len(every))

    def count_text(self, count: int) -> str:
        """Return how many layouts there are."""
        text = ngettext("{count} layout", "{count} layouts", count)
        return text.format(count=formats.number(count))

    def empty(self) -> Empty:
        """Say how to begin."""
        return Empty(
            _("There is no layout"),
            _("A layout is a list of columns as somebody wants a table of people."),
            (),
            (PageAction(_("New layout"), "plus", self.add),),
        )

    def row_actions(self, row: Any) -> Sequence[PageAction]:  # noqa: ANN401  a row of this list
        """Return the menu of a row."""
        if row is None:
            return ()
        on = not self.commands.read_only
        return (
            PageAction(_("Write to a file"), "file-spreadsheet", self.write),
            PageAction(_("Change"), "pencil", lambda: self.open_row(row), enabled=on),
            PageAction(_("Make one like this"), "copy", self.add_like, enabled=on),
            PageAction(_("Remove"), "trash-2", self.remove, enabled=on),
        )

    def row_chosen(self, row: Any) -> None:  # noqa: ANN401  a row of this list
        """Let the header follow."""
        del row
        self.header_changed.emit()

    def open_row(self, row: Any) -> None:  # noqa: ANN401  a row of this list
        """Change a layout."""
        self._edit(self.context, layout_id=row.id)

    def add(self) -> None:
        """Make a layout."""
        self._edit(self.context)

    def add_like(self) -> None:
        """Make a layout with the columns of the chosen one."""
        row: LayoutRow | None = self.table.current_row()
        if row is not None:
            self._edit(self.context, like_id=row.id)

    def remove(self) -> None:
        """Remove the chosen layout."""
        row: LayoutRow | None = self.table.current_row()
        if row is not None:
            title = _("Removed: {name}").format(name=row.details.name)
            self.commands.run(lambda uow: remove_layout(uow, row.id), title=title)

    def bring_back(self) -> None:
        """Offer the layouts of the program again."""
        self.commands.run(bring_back_layouts, title=_("Layouts of the program are back"))

    def write(self) -> None:
        """Write everybody to a file by the chosen layout."""
        row: LayoutRow | None = self.table.current_row()
        if row is None:
            return
        path = files.ask_file(self, _("Write everybody by this layout"), row.details.name)
        if path is not None:
            today = local_today()
            self.commands.ask(
                _("Reading the registry"),
                lambda session: layout_table(session, row, today),
                lambda table: files.write_file(self.context, table, path),
            )

    def _edit(
        self, context: Context, layout_id: UUID | None = None, like_id: UUID | None = None
    ) -> None:
        context.open_task(LayoutEditPage(context, layout_id, like_id))


def _heads(row: LayoutRow) -> str:
    return ", ".join(each.head for each in row.columns if each.head)


def _origin(row: LayoutRow) -> str:
    return _("the program") if row.key else _("this centre")
