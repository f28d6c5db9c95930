"""The files that were taken in, latest first; each can be taken back as a whole, also much later."""

from collections.abc import Sequence
from typing import Any, ClassVar

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import N_, _, ngettext
from learnsoc_desktop.core.thai import fold
from learnsoc_desktop.features.centre.batch_service import ImportRow, imports
from learnsoc_desktop.features.maintenance.way_back_widget import WayBackPage
from learnsoc_desktop.features.people.parked_service import undo_file
from learnsoc_desktop.ui.columns import Column, Sign
from learnsoc_desktop.ui.list_page import Asked, Found, ListPage
from learnsoc_desktop.ui.page import PageAction
from learnsoc_desktop.ui.record_table import SequenceSource
from learnsoc_desktop.ui.table_states import Empty


class ImportsPage(WayBackPage):
    """What each file did, and the way back."""

    name = "imports"
    watches = frozenset({"ImportBatch"})
    search_hint = N_("Find a file")
    usual_order = N_("latest first")
    help_lines: ClassVar[Sequence[str]] = (
        N_("Every file that was taken in stands here with what it did."),
        N_("Choose one and press Enter: what it added, changed and parked is taken back."),
        N_("Records that were changed since stop it; you are told which."),
    )
    keys = (
        ("Enter", N_("take the file back")),
        *(pair for pair in ListPage.list_keys if pair[0] != "Enter"),
    )

    def title(self) -> str:
        """Return the title of the page."""
        return _("Files taken in")

    def subtitle(self) -> str:
        """Return the quiet line under the title."""
        return _("A file can be taken back as a whole, also after a restart")

    def page_actions(self) -> Sequence[PageAction]:
        """Return what can be done here."""
        row: ImportRow | None = self.table.current_row()
        may = row is not None and row.undone_at is None and not self.commands.read_only
        account = row is not None and row.parked > 0 and row.undone_at is None
        return (
            PageAction(_("Take back"), "undo-2", self.give_back, "", "primary", may),
            PageAction(_("Parked rows"), "hourglass", self.show_parked, "", "button", account),
        )

    def columns(self) -> Sequence[Column[Any]]:
        """Return the columns."""
        return (
            Column("file", N_("File"), lambda row: row.file_name, 220, stretch=True),
            Column(
                "when",
                N_("Taken in"),
                lambda row: self.when(row.when),
                200,
                quiet=True,
                order=lambda row: row.when,
            ),
            _count("added", N_("Added")),
            _count("changed", N_("Changed")),
            _count("same", N_("As before")),
            _count("parked", N_("Parked")),
            _count("refused", N_("Left out")),
            Column(
                "state",
                N_("State"),
                lambda row: _("taken back") if row.undone_at else _("stands"),
                130,
                sign=lambda row: Sign("undo-2", "late") if row.undone_at else Sign("check", "good"),
            ),
        )

    def rows_for(self, asked: Asked) -> Found:
        """Return the files whose name holds the text."""
        everything = self.commands.query(imports)
        wanted = fold(asked.text)
        rows = [row for row in everything if wanted in fold(row.file_name)]
        return Found(SequenceSource(rows), total=len(everything))

    def count_text(self, count: int) -> str:
        """Return how many files there are."""
        return ngettext("{count} file", "{count} files", count).format(count=formats.number(count))

    def empty(self) -> Empty:
        """Return what an empty list says."""
        return Empty(
            _("No file was taken in yet"),
            _("Files of people are taken in at the foot of the learner registry"),
        )

    def show_parked(self) -> None:
        """Show the parked rows of the chosen file, with what became of each."""
        row: ImportRow | None = self.table.current_row()
        if row is not None and row.parked:
            self.context.open("people", parked=row.id)

    def give_back(self) -> None:
        """Put everything back as it was before the chosen file."""
        row: ImportRow | None = self.table.current_row()
        if row is not None and row.undone_at is None:
            self.commands.run(
                lambda uow: undo_file(uow, row.id),
                title=_("Taken back: {what}").format(what=row.file_name),
            )


def _count(key: str, title: str) -> Column[Any]:
    return Column(
        key,
        title,
        lambda row: formats.number(getattr(row, key)),
        84,
        right=True,
        order=lambda row: getattr(row, key),
        leaves=1,
    )
