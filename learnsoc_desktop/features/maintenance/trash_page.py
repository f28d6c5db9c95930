"""Everything that was deleted, newest first; one key brings it back."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import N_, _, ngettext
from learnsoc_desktop.core.thai import fold
from learnsoc_desktop.features.centre.trash import TrashRow, restore, trash
from learnsoc_desktop.features.maintenance.queries import trash_counts
from learnsoc_desktop.features.maintenance.way_back_widget import WayBackPage
from learnsoc_desktop.ui.columns import Column, Sign
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.filters import Filter
from learnsoc_desktop.ui.list_page import Asked, Found, ListPage
from learnsoc_desktop.ui.page import PageAction
from learnsoc_desktop.ui.record_table import SequenceSource
from learnsoc_desktop.ui.table_states import Empty

ALL = "all"


class TrashPage(WayBackPage):
    """The deleted records of every kind."""

    name = "trash"
    search_hint = N_("Find what was deleted")
    usual_order = N_("deleted last first")
    help_lines: ClassVar[Sequence[str]] = (
        N_("Everything that was deleted lies here; nothing leaves by itself."),
        N_("Choose a row and press Enter: it is back where it was."),
        N_("Press a kind above the list to see only that kind."),
    )
    keys = (
        ("Enter", N_("bring the row back")),
        *(pair for pair in ListPage.list_keys if pair[0] != "Enter"),
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self._rows: Sequence[TrashRow] = ()
        self._counts: Mapping[str, int] = {}
        super().__init__(context, parent)
        self.commands.changed.connect(lambda _changes: self.make_stale())

    def title(self) -> str:
        """Return the title of the page."""
        return _("Trash")

    def subtitle(self) -> str:
        """Return the quiet line under the title."""
        return _("Enter brings a row back to where it was")

    def page_actions(self) -> Sequence[PageAction]:
        """Return what can be done here."""
        may = self.table.current_row() is not None and not self.commands.read_only
        back = PageAction(_("Bring back"), "rotate-ccw", self.give_back, "", "primary", may)
        return (back,)

    def filters(self) -> Sequence[Filter]:
        """Return a chip for each kind of which something was deleted."""
        kinds = [
            Filter(kind.entity, _(kind.title), "kind")
            for kind in self.context.contributions.trash
            if self._counts.get(kind.entity)
        ]
        return (
            (Filter(ALL, _("Every kind"), "kind", default=True), *kinds) if len(kinds) > 1 else ()
        )

    def columns(self) -> Sequence[Column[Any]]:
        """Return the columns."""
        return (
            Column("title", N_("What"), lambda r: r.title, 240, stretch=True),
            Column(
                "kind",
                N_("Kind"),
                lambda r: r.kind,
                170,
                sign=lambda r: Sign(r.icon, "ink_soft"),
                leaves=1,
            ),
            Column(
                "when",
                N_("Deleted"),
                lambda r: self.when(r.deleted_at),
                230,
                quiet=True,
                order=lambda r: r.deleted_at,
            ),
        )

    def rows_for(self, asked: Asked) -> Found:
        """Return what holds the text and is of the kind that was pressed."""
        wanted, kinds = fold(asked.text), asked.filters - {ALL}
        rows = [
            row
            for row in self._rows
            if (not kinds or row.entity in kinds) and wanted in fold(f"{row.title} {row.kind}")
        ]
        total = sum(self._counts.values())
        return Found(SequenceSource(rows), {**self._counts, ALL: total}, total)

    def count_text(self, count: int) -> str:
        """Return how many rows there are."""
        text = ngettext("{count} deleted record", "{count} deleted records", count)
        return text.format(count=formats.number(count))

    def empty(self) -> Empty:
        """Return what an empty trash says."""
        return Empty(
            _("The trash is empty"),
            _("What you delete comes here first, and can be brought back"),
        )

    def refresh(self) -> None:
        """Read again what was deleted."""
        kinds = self.context.contributions.trash
        self._rows = self.commands.query(lambda session: trash(session, kinds))
        self._counts = self.commands.query(lambda session: trash_counts(session, kinds))
        super().refresh()

    def give_back(self) -> None:
        """Take the chosen row out of the trash."""
        row: TrashRow | None = self.table.current_row()
        if row is not None:
            said = _("Brought back: {kind} “{title}”").format(kind=row.kind, title=row.title)
            kind = next(
                each for each in self.context.contributions.trash if each.entity == row.entity
            )
            self.commands.run(lambda uow: restore(uow, kind, row.id), title=said)
