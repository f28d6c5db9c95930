"""The papers that were handed in, the latest first; each opens as it was."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtWidgets import QFileDialog, QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import N_, _, ngettext
from learnsoc_desktop.core.thai import fold
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.features.centre.paper_queries import (
    PDF,
    SnapshotRow,
    snapshot_file,
    snapshots,
)
from learnsoc_desktop.features.centre.paper_service import remove_snapshot
from learnsoc_desktop.features.centre.papers import content_now, since
from learnsoc_desktop.features.overview.changes_page import ChangesPage
from learnsoc_desktop.features.overview.hand_in_page import HandInPage
from learnsoc_desktop.features.overview.kept_card_widget import KeptCard
from learnsoc_desktop.features.overview.kept_paper_page import KeptPaperPage
from learnsoc_desktop.features.overview.kept_report import kept_list
from learnsoc_desktop.reporting.changes import Difference
from learnsoc_desktop.reporting.document import Report
from learnsoc_desktop.ui.columns import Column
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.keys import shortcut
from learnsoc_desktop.ui.list_detail_page import ListDetailPage
from learnsoc_desktop.ui.list_page import Asked, Found, ListPage
from learnsoc_desktop.ui.page import PageAction
from learnsoc_desktop.ui.record_table import SequenceSource
from learnsoc_desktop.ui.table_states import Empty
from learnsoc_desktop.ui.task_page import TaskPage


class KeptPage(ListDetailPage, TaskPage):
    """What went to whom, with the very files."""

    name = "handed in"
    watches = frozenset({"Snapshot"})
    search_hint = N_("Find a paper, an office, a year")
    usual_order = N_("handed in last first")
    help_lines: ClassVar[Sequence[str]] = (
        N_("Every paper that was kept as handed in stands here, with the very file."),
        N_("Enter opens it: the pages are as they were, whatever changed in the data since."),
        N_("“What changed since” compares its figures with those of today."),
    )
    keys = (
        *ListPage.list_keys,
        ("F2", N_("correct to whom and when")),
        ("Del", N_("move to the trash")),
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self.stored: Sequence[SnapshotRow] = ()
        super().__init__(context, parent)
        shortcut(self.table, "Del", self._delete)

    def title(self) -> str:
        """Return the title of the page."""
        return _("Papers handed in")

    def subtitle(self) -> str:
        """Return the quiet line under the title."""
        return _("Each as it was, to whom it went and when")

    def page_actions(self) -> Sequence[PageAction]:
        """Return what can be done with the chosen paper."""
        row = self.table.current_row()
        on, may = row is not None, row is not None and not self.commands.read_only
        return (
            PageAction(_("Open"), "eye", self._open, "", "primary", on),
            PageAction(_("What changed since"), "git-merge", self._compare, enabled=on),
            PageAction(_("Correct to whom and when"), "pencil", self._correct, "F2", enabled=may),
            PageAction(_("Delete it"), "trash-2", self._delete, enabled=may),
        )

    def row_actions(self, row: Any) -> Sequence[PageAction]:  # noqa: ANN401  as the kit has it
        """Return the same for the menu of a row."""
        del row
        return self.page_actions()

    def printable(self) -> Report:
        """Return the list as a paper."""
        return self.commands.query(lambda session: kept_list(session, self._found()))

    def columns(self) -> Sequence[Column[Any]]:
        """Return the columns."""
        return (
            Column("title", N_("Title of the paper"), lambda row: row.title, 260, stretch=True),
            Column(
                "on",
                N_("Handed in on"),
                lambda row: formats.date_medium(row.handed_on),
                120,
                order=lambda row: row.handed_on,
            ),
            Column("to", N_("To whom"), lambda row: row.handed_to, 170),
            Column("by", N_("By whom"), lambda row: row.handed_by, 150, quiet=True, shown=False),
            Column("period", N_("About"), lambda row: row.period, 180, quiet=True, shown=False),
            Column("version", N_("Version"), lambda row: row.variant, 120, shown=False),
        )

    def rows_for(self, asked: Asked) -> Found:
        """Return what holds the text."""
        wanted = fold(asked.text)
        rows = [row for row in self.stored if wanted in _words(row)]
        return Found(SequenceSource(rows), total=len(self.stored))

    def count_text(self, count: int) -> str:
        """Return how many papers there are."""
        return ngettext("{count} paper", "{count} papers", count).format(
            count=formats.number(count)
        )

    def empty(self) -> Empty:
        """Return what to do first."""
        return Empty(
            _("Nothing was handed in yet"),
            _("Under Reports, “Hand in…” puts a paper here when it goes out"),
        )

    def refresh(self) -> None:
        """Read the list again."""
        self.stored = self.commands.query(snapshots)
        super().refresh()

    def make_detail(self) -> QWidget:
        """Return the card of the chosen paper."""
        self.card = KeptCard(writes=not self.commands.read_only)
        for each, act in (
            (self.card.open, self._open),
            (self.card.compare, self._compare),
            (self.card.correct, self._correct),
            (self.card.delete, self._delete),
        ):
            each.clicked.connect(partial(_press, act))
        return self.card

    def show_detail(self, row: Any) -> None:  # noqa: ANN401  a row of this list, or None
        """Show a paper on the card."""
        self.card.show_row(row)

    def row_chosen(self, row: Any) -> None:  # noqa: ANN401  a row of this list, or None
        """Let the header know that another paper is chosen."""
        super().row_chosen(row)
        self.header_changed.emit()

    def open_row(self, row: Any) -> None:  # noqa: ANN401  a row of this list
        """Open the paper as it was handed in; a file of records is written where a person says."""
        folder = CentreFolder(self.context.folder)
        self.commands.answer(
            lambda session: snapshot_file(session, folder, row),
            partial(self._show_file, row),
            self.context.fail,
        )

    def _show_file(self, row: SnapshotRow, file: tuple[bytes, str]) -> None:
        data, media_type = file
        if media_type == PDF:
            self.context.open_task(KeptPaperPage(self.context, row, data))
            return
        ending = ".csv" if media_type == "text/csv" else ".xlsx"
        name = f"{row.title}{ending}"
        chosen, _filter = QFileDialog.getSaveFileName(self, _("Save as"), name, f"*{ending}")
        if chosen:
            path = Path(chosen)
            self.commands.compute(
                _("Saving the file"),
                "learnsoc_desktop.ui.preview:write_file",
                (str(path), data),
                lambda _done: self.context.notify(_("Saved"), more=path.name),
            )

    def _open(self) -> None:
        if (row := self.table.current_row()) is not None:
            self.open_row(row)

    def _compare(self) -> None:
        if (row := self.table.current_row()) is None:
            return
        known = self.context.contributions
        self.commands.answer(
            lambda session: since(
                session, row, content_now(session, row, known.reports, known.exchanges)
            ),
            partial(self._show_changes, row),
            self.context.fail,
        )

    def _show_changes(self, row: SnapshotRow, found: tuple[list[Difference], str]) -> None:
        self.context.open_task(ChangesPage(self.context, row, found[0]))

    def _correct(self) -> None:
        if (row := self.table.current_row()) is not None:
            self.context.open_task(HandInPage(self.context, row))

    def _delete(self) -> None:
        if (row := self.table.current_row()) is not None and not self.commands.read_only:
            said = _("Deleted “{name}”").format(name=row.title)
            self.commands.run(lambda uow: remove_snapshot(uow, row.id), title=said)

    def _found(self) -> Sequence[SnapshotRow]:
        wanted = fold(self.search.text())
        return [row for row in self.stored if wanted in _words(row)]


def _words(row: SnapshotRow) -> str:
    return fold(f"{row.title} {row.handed_to} {row.handed_by} {row.period} {row.note}")


def _press(act: Any, _on: bool = False) -> None:  # noqa: ANN401, FBT001, FBT002  a slot
    act()
