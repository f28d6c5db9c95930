"""F12: what was shown, as a paper."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.ui.layout import column
from learnsoc_desktop.ui.page import PageAction
from learnsoc_desktop.ui.preview import Preview
from learnsoc_desktop.ui.task_page import TaskPage

if TYPE_CHECKING:
    from learnsoc_desktop.reporting.document import Report
    from learnsoc_desktop.ui.context import Context


class PrintPage(TaskPage):
    """Looks at one report before it is printed or saved."""

    help_lines: ClassVar[Sequence[str]] = (
        N_("These are the pages as the printer will print them."),
        N_("Print them, or save them as a PDF file to send."),
        N_("Excel and CSV hold the tables only, to go on counting."),
    )
    keys: ClassVar[Sequence[tuple[str, str]]] = (
        ("Page Up  Page Down", N_("turn the pages")),
        ("Ctrl+Shift+F", N_("find in the pages")),
        ("Ctrl + −  Ctrl+0", N_("larger, smaller, the whole page")),
        ("F12", N_("print")),
    )

    def __init__(self, context: Context, report: Report) -> None:
        super().__init__(context)
        self._report = report
        self.preview = Preview(context)
        self.preview.made.connect(lambda _content: self.header_changed.emit())
        self.preview.refused.connect(lambda _error: self.header_changed.emit())
        self.preview.again_asked.connect(self.refresh)
        self.left.connect(self.preview.leave)
        self.setLayout(column((self.preview, 1), margins=(24, 0, 24, 16)))

    def title(self) -> str:
        """Return the title of the paper."""
        return self._report.title

    def subtitle(self) -> str:
        """Return its period and filter."""
        return " · ".join(text for text in (self._report.period, self._report.filter) if text)

    def refresh(self) -> None:
        """Make the pages; they show what was seen when F12 was pressed."""
        self.preview.set_report(self._report)
        self.preview.keep_focus()

    def page_actions(self) -> Sequence[PageAction]:
        """Return the ways to hand the paper on."""
        on, preview = self.preview.ready, self.preview
        actions = [
            PageAction(
                _("Print"), "printer", preview.print_pages, "F12", shown="primary", enabled=on
            ),
            PageAction(_("Save as PDF"), "download", preview.save_pdf, shown="button", enabled=on),
        ]
        if self._report.tables():
            for ending, name in ((".xlsx", "Excel"), (".csv", "CSV")):
                save = partial(preview.save_table, ending)
                actions.append(
                    PageAction(name, "file-spreadsheet", save, shown="button", enabled=on)
                )
        return actions
