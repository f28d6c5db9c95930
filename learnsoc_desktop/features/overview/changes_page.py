"""What changed since a paper was handed in: a sentence, and a row a difference."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import N_, _, ngettext
from learnsoc_desktop.core.thai import fold
from learnsoc_desktop.features.centre.paper_queries import SnapshotRow
from learnsoc_desktop.features.centre.papers import handed_in_text
from learnsoc_desktop.features.overview.changes_report import changes_report
from learnsoc_desktop.reporting.changes import Difference, What
from learnsoc_desktop.reporting.document import Report
from learnsoc_desktop.ui.columns import Column, Sign
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.list_page import Asked, Found, ListPage
from learnsoc_desktop.ui.record_table import SequenceSource
from learnsoc_desktop.ui.table_states import Empty
from learnsoc_desktop.ui.task_page import TaskPage

SIGNS = {
    What.CHANGED: (N_("changed"), Sign("pencil", "late")),
    What.ADDED: (N_("added"), Sign("plus", "good")),
    What.GONE: (N_("gone"), Sign("minus", "bad")),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One difference and its place in the list."""

    id: int
    found: Difference


class ChangesPage(ListPage, TaskPage):
    """The paper as it was handed in, beside the same paper of now."""

    name = "changes since handed in"
    search_hint = N_("Find a figure or a row")
    usual_order = N_("in the order of the paper")
    help_lines: ClassVar[Sequence[str]] = (
        N_("Each row is a figure that is another one now, or a row that came or went."),
        N_("The paper that was handed in stays as it was; only the data have changed."),
        N_("Print the list with F12 when the office wants to know."),
    )

    def __init__(
        self,
        context: Context,
        row: SnapshotRow,
        differences: Sequence[Difference],
        parent: QWidget | None = None,
    ) -> None:
        self.row = row
        self._lines = [Line(number, each) for number, each in enumerate(differences)]
        super().__init__(context, parent)

    def title(self) -> str:
        """Say what this is."""
        return _("What changed since it was handed in")

    def subtitle(self) -> str:
        """Name the paper."""
        return f"{self.row.title} · {handed_in_text(self.row)}"

    def printable(self) -> Report:
        """Return the list as a paper."""
        differences = [line.found for line in self._lines]
        return self.commands.query(lambda session: changes_report(session, self.row, differences))

    def columns(self) -> Sequence[Column[Any]]:
        """Return the columns."""
        return (
            Column("place", N_("Where"), lambda line: line.found.place, 320, stretch=True),
            Column(
                "what",
                N_("What became of it"),
                lambda line: _(SIGNS[line.found.what][0]),
                130,
                sign=lambda line: SIGNS[line.found.what][1],
            ),
            Column("before", N_("Handed in"), lambda line: line.found.before, 150, right=True),
            Column("now", N_("Now"), lambda line: line.found.now, 150, right=True),
        )

    def rows_for(self, asked: Asked) -> Found:
        """Return the differences that hold the text."""
        wanted = fold(asked.text)
        rows = [line for line in self._lines if wanted in fold(line.found.place)]
        return Found(SequenceSource(rows), total=len(self._lines))

    def key_of(self, record_id: str) -> int:
        """Return the number of a line."""
        return int(record_id)

    def count_text(self, count: int) -> str:
        """Return how many differences there are."""
        text = ngettext("{count} difference", "{count} differences", count)
        return text.format(count=formats.number(count))

    def empty(self) -> Empty:
        """Return what is said when nothing changed."""
        return Empty(
            _("Nothing in it has changed"), _("The paper would say the same figures today")
        )
