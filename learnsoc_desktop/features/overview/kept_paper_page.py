"""A paper as it was handed in: the kept file itself, to look at, print again and save."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.features.centre.paper_queries import SnapshotRow
from learnsoc_desktop.features.centre.papers import handed_in_text
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.layout import column
from learnsoc_desktop.ui.page import PageAction
from learnsoc_desktop.ui.preview import Preview
from learnsoc_desktop.ui.task_page import TaskPage


class KeptPaperPage(TaskPage):
    """Shows the PDF that was handed in; its hash was verified when it was read."""

    help_lines: ClassVar[Sequence[str]] = (
        N_("These are the very pages that were handed in, whatever changed in the data since."),
        N_("Print them again, or save them as the same PDF file."),
        N_("To see what the paper would say today, choose it under Reports."),
    )
    keys: ClassVar[Sequence[tuple[str, str]]] = (
        ("Page Up  Page Down", N_("turn the pages")),
        ("F12", N_("print")),
    )

    def __init__(
        self, context: Context, row: SnapshotRow, pdf: bytes, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, parent)
        self._row, self._pdf = row, pdf
        self.preview = Preview(context)
        self.setLayout(column((self.preview, 1), margins=(24, 0, 24, 16)))

    def title(self) -> str:
        """Return the title of the paper."""
        return self._row.title

    def subtitle(self) -> str:
        """Say to whom it went."""
        return handed_in_text(self._row)

    def refresh(self) -> None:
        """Show the pages."""
        self.preview.show_pdf(self._pdf, self._row.title)
        self.preview.keep_focus()

    def page_actions(self) -> Sequence[PageAction]:
        """Return the ways to hand it on again."""
        preview = self.preview
        return (
            PageAction(_("Print"), "printer", preview.print_pages, "F12", shown="primary"),
            PageAction(_("Save as PDF"), "download", preview.save_pdf, shown="button"),
        )
