"""A paper as it will come out of the printer, and the ways to hand it on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.reporting.written import missing_text
from learnsoc_desktop.ui.buttons import button
from learnsoc_desktop.ui.keys import shortcut
from learnsoc_desktop.ui.layout import column, hosted, row
from learnsoc_desktop.ui.page_bar import PageBar
from learnsoc_desktop.ui.page_search import PageSearch
from learnsoc_desktop.ui.paper_files import WRITERS, ask_file
from learnsoc_desktop.ui.paper_making import PaperMaking
from learnsoc_desktop.ui.pdf_pages import PdfPages
from learnsoc_desktop.ui.text import Remark, Text

if TYPE_CHECKING:
    from pathlib import Path

    from sqlmodel import Session

    from learnsoc_desktop.core.errors import AppError
    from learnsoc_desktop.reporting.document import Report
    from learnsoc_desktop.ui.context import Act, Context
    from learnsoc_desktop.ui.printing import PrintJob

T = TypeVar("T")
WRITE = "learnsoc_desktop.ui.paper_files:write_file"


class Preview(QWidget):
    """Shows the pages of a report; prints them, writes them to files.

    Signals:
        read: What ``ask`` asked for was read; its pages are being made.
        made: The pages are shown (bytes of the PDF).
        refused: There are no pages, and why is said in their place (AppError).
        again_asked: The report is to be read again and its pages made.
    """

    read = Signal(object)
    made = Signal(object)
    refused = Signal(object)
    again_asked = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._report: Report | None = None
        self._content = b""
        self._name = ""  # of the files it is saved to
        self._printing: PrintJob | None = None
        self.after_print: Act | None = None  # offered when the pages went to the printer
        self.making = PaperMaking(context.commands)
        self.making.read.connect(self.read)
        self.making.begun.connect(self._begin)
        self.making.advanced.connect(self._advance)
        self.making.made.connect(self._take)
        self.making.refused.connect(self.refuse)
        self.pages = PdfPages()
        self.pages.setAccessibleName(_("Pages as they will be printed"))
        self.bar = PageBar(self.pages)
        self.bar.stop_asked.connect(self._stop)
        self.bar.search_asked.connect(self.begin_search)
        self.search = PageSearch(self.pages)
        self.search.closed.connect(self._end_search)
        self.search.hide()
        shortcut(self, "Ctrl+Shift+F", self.begin_search)
        self.message = Text("", "body", "ink_soft", wrap=True, align="centre")
        self.again = button(_("Try again"), "", "refresh-cw", then=self.again_asked.emit)
        self.missing = Remark("triangle-alert", "", "late")
        self.missing.hide()
        self._either = QStackedLayout()
        whole = column(self.bar, self.search, self.missing, gap=4)
        whole.addLayout(self._either, 1)
        self.setLayout(whole)
        # Not before: a widget put into a stack without a parent is shown as a window of its own.
        again = row(None, self.again, None)
        self._either.addWidget(hosted(column(None, self.message, again, None, gap=12)))
        self.again.hide()
        self._either.addWidget(self.pages)

    @property
    def ready(self) -> bool:
        """True when the pages of the report are shown."""
        return bool(self._content)

    @property
    def content(self) -> bytes:
        """The PDF that is shown; empty while there is none."""
        return self._content

    def show_pdf(self, content: bytes, name: str) -> None:
        """Show a PDF that was made before; ``name`` is offered when it is saved."""
        self.leave()
        self._name = name
        self._take(content, ())

    def set_report(self, report: Report | None) -> None:
        """Show another report, or none; the old pages stay until the new ones are made."""
        self._expect(report)
        if report is None:
            self.say("")
        else:
            self.making.make(report, self._context.settings.paper)

    def ask(self, question: Callable[[Session], T], report_of: Callable[[T], Report]) -> None:
        """Read a report off the main thread and show it; ``read`` hands over what was read."""

        def found(what: T) -> Report:
            report = report_of(what)
            self._report, self._name = report, report.title
            return report

        self._expect(None)
        self.making.ask(question, found, self._context.settings.paper)

    def _expect(self, report: Report | None) -> None:
        self._report, self._content = report, b""
        self._name = report.title if report is not None else ""
        self.making.leave()
        self.bar.do("")
        if not self.pages.count:
            self.say(_("The pages are being made…"))

    def refuse(self, error: AppError) -> None:
        """Say why there are no pages and what to do, with a way to try again."""
        self.making.leave()
        self._report, self._content = None, b""
        self.say(f"{error}\n{error.advice}".strip())
        self.again.show()
        self.refused.emit(error)

    def say(self, text: str) -> None:
        """Show a sentence instead of pages."""
        self.again.hide()
        self.missing.hide()
        self.pages.forget()
        self.message.set_text(text)
        self._either.setCurrentIndex(0)
        self.bar.unfinished = False
        self.bar.do("")

    def begin_search(self) -> None:
        """Show the search; the keys go to its field."""
        if self.ready:
            self.search.show()
            self.search.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.search.field.selectAll()

    def print_pages(self) -> None:
        """Ask for a printer and print."""
        from learnsoc_desktop.ui import printing  # noqa: PLC0415  it takes a second to import

        if not self.ready or self._printing is not None:
            return
        settings = self._context.settings
        try:
            printer = printing.ask_printer(self, settings, self.pages.count)
        except printing.NoPrinter as error:
            self._context.fail(error)
            return
        if printer is None:
            return
        chosen = printer.printerName()
        self._context.desk.change_settings(printer=chosen, printing=printing.kept(printer))
        self._printing = job = printing.PrintJob(self._content, printer, self)
        job.advanced.connect(self._tell_printing)
        job.ended.connect(self._printed)
        job.start()

    def save_pdf(self) -> None:
        """Ask for a file and write the PDF."""
        self._save(".pdf", _("PDF file"))

    def save_table(self, ending: str) -> None:
        """Ask for a file and write the tables: ``ending`` is ".xlsx" or ".csv"."""
        self._save(ending, _("Table"))

    def keep_focus(self) -> None:
        """Give the pages the keys."""
        self.pages.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Stop what is being made: nobody will look at it any more."""
        self.making.leave()
        self._report = None

    def _begin(self, first: bytes) -> None:
        """Show the first page; how many there are is not known yet."""
        self.bar.unfinished = True
        self.missing.hide()
        self._show(first)

    def _advance(self, done: int, total: int) -> None:
        if self.bar.unfinished and total:
            self.bar.do(_("{percent} %").format(percent=done * 100 // total))

    def _take(self, content: bytes, missing: tuple[str, ...]) -> None:
        self._content = content
        self.missing.set_remark("triangle-alert", missing_text(missing), "late")
        self.missing.setVisible(bool(missing))
        self.bar.unfinished = False
        self.bar.do("")
        self._show(content)
        self.search.begin()
        self.made.emit(content)

    def _show(self, content: bytes) -> None:
        at = self.pages.verticalScrollBar().value()
        self._either.setCurrentIndex(1)
        self.pages.set_pdf(content)
        self.pages.verticalScrollBar().setValue(at)

    def _end_search(self) -> None:
        self.search.hide()
        self.keep_focus()

    def _stop(self) -> None:
        if self._printing is not None:
            self._printing.stop()
        else:
            self.making.stop()

    def _save(self, ending: str, kind: str) -> None:
        path = ask_file(self, self._name, ending, kind) if self.ready else None
        if path is None:
            return
        table = ending in WRITERS
        args: tuple[object, ...] = (self._report, path) if table else (str(path), self._content)
        self._context.commands.compute(
            _("Saving the file"), WRITERS.get(ending, WRITE), args, lambda _done: self._saved(path)
        )

    def _saved(self, path: Path) -> None:
        self._context.notify(_("Saved"), more=path.name)

    def _tell_printing(self, done: int, total: int) -> None:
        text = _("Printing page {number} of {count}").format(number=done + 1, count=total)
        self.bar.do(text if done < total else "")

    def _printed(self, error: AppError | None) -> None:
        self._printing = None
        self.bar.do("")
        if error is None:
            self._context.notify(_("Sent to the printer"), act=self.after_print)
        else:
            self._context.fail(error)
