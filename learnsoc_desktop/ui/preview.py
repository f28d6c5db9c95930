"""A paper as it will come out of the printer, and the ways to hand it on."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QStackedLayout, QWidget

from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.reporting.written import missing_text
from learnsoc_desktop.ui.buttons import button, icon_button
from learnsoc_desktop.ui.layout import column, hosted, row
from learnsoc_desktop.ui.pdf_pages import PdfPages
from learnsoc_desktop.ui.text import Remark, Text

if TYPE_CHECKING:
    from learnsoc_desktop.core.progress import Progress
    from learnsoc_desktop.reporting.document import Report
    from learnsoc_desktop.ui.context import Act, Context
    from learnsoc_desktop.ui.jobs import Job

WRITERS = {
    ".xlsx": "learnsoc_desktop.reporting.sheets:write_xlsx",
    ".csv": "learnsoc_desktop.reporting.sheets:write_csv",
}
FORBIDDEN = r'[\\/:*?"<>|\x00-\x1f]+'  # in names of files, on any system


class PagesNotMade(AppError):
    """A fault of the program stopped the making of the pages; the crash dialog tells it too."""

    message = N_("The pages could not be made.")
    hint = N_("Try again. If it stays so, choose another paper or fewer rows.")


def make_pdf(
    report: Report, folder: str, paper: str, progress: Progress | None = None
) -> tuple[bytes, tuple[str, ...]]:
    """Return the PDF of ``report`` and the letters no typeface has; called in the child process."""
    from learnsoc_desktop.reporting.pdf import write_pdf  # noqa: PLC0415  not in the window

    path = Path(folder) / "preview.pdf"
    printed = write_pdf(report, path, progress, paper=paper)
    content = path.read_bytes()
    path.unlink()
    path.parent.rmdir()
    return content, printed.missing


class Preview(QWidget):
    """Shows the pages of a report; prints them, writes them to files.

    Signals:
        made: The pages are shown (bytes of the PDF).
        refused: There are no pages, and why is said in their place (AppError).
        again_asked: The report is to be read again and its pages made.
    """

    made = Signal(object)
    refused = Signal(object)
    again_asked = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._report: Report | None = None
        self._content = b""
        self._name = ""  # of the files it is saved to
        self._job: Job | None = None
        self.after_print: Act | None = None  # offered when the pages went to the printer
        self.pages = PdfPages()
        self.pages.setAccessibleName(_("Pages as they will be printed"))
        self.place = Text("", "body", "ink_soft")
        self.message = Text("", "body", "ink_soft", wrap=True, align="centre")
        self.again = button(_("Try again"), "", "refresh-cw", then=self.again_asked.emit)
        self.smaller = icon_button("minus", _("Smaller"), kind="quiet", then=self._zoom(-1))
        self.larger = icon_button("plus", _("Larger"), kind="quiet", then=self._zoom(1))
        self.fit = Text(_("Fits the width"), "body", "ink_soft")
        self.missing = Remark("triangle-alert", "", "late")
        self.missing.hide()
        self._either = QStackedLayout()
        head = row(self.place, None, self.smaller, self.fit, self.larger, gap=4)
        whole = column(head, self.missing, gap=4)
        whole.addLayout(self._either, 1)
        self.setLayout(whole)
        # Not before: a widget put into a stack without a parent is shown as a window of its own.
        again = row(None, self.again, None)
        self._either.addWidget(hosted(column(None, self.message, again, None, gap=12)))
        self.again.hide()
        self._either.addWidget(self.pages)
        self.pages.moved.connect(self._tell_place)
        self._tell_place()

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
        self._name, self._content = name, content
        self.missing.hide()
        self._either.setCurrentIndex(1)
        self.pages.set_pdf(content)
        self.made.emit(content)

    def set_report(self, report: Report | None) -> None:
        """Show another report, or none; the old pages stay until the new ones are made."""
        self._report, self._content = report, b""
        self._name = report.title if report is not None else ""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        if report is None:
            self.say("")
            return
        if not self.pages.count:
            self.say(_("The pages are being made…"))
        folder = mkdtemp(prefix="learnsoc-")
        job = self._context.commands.compute(
            _("Making the pages"),
            make_pdf,
            (report, folder, self._context.settings.paper),
            partial(self._take, report),
            otherwise=partial(self._refuse_of, report),
            quiet=True,
        )
        job.ended.connect(partial(rmtree, folder, ignore_errors=True))
        job.ended.connect(partial(self._ended, job))
        self._job = job

    def refuse(self, error: AppError) -> None:
        """Say why there are no pages and what to do, with a way to try again."""
        if self._job is not None:
            self._job.cancel()
        self._job, self._report, self._content = None, None, b""
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
        self._tell_place()

    def print_pages(self) -> None:
        """Ask for a printer and print."""
        from learnsoc_desktop.ui.printing import PrintJob, ask_printer  # noqa: PLC0415  a second

        if not self.ready:
            return
        chosen = self._context.settings
        printer = ask_printer(self, chosen.paper, chosen.printer)
        if printer is None:
            return
        self._context.desk.change_settings(printer=printer.printerName())
        job = PrintJob(self._content, printer, self)
        job.ended.connect(self._printed)
        job.start()

    def save_pdf(self) -> None:
        """Ask for a file and write the PDF."""
        path = self._ask_file(".pdf", _("PDF file"))
        if path is not None:
            self._context.commands.compute(
                _("Saving the file"),
                "learnsoc_desktop.ui.preview:write_file",
                (str(path), self._content),
                lambda _done: self._saved(path),
            )

    def save_table(self, ending: str) -> None:
        """Ask for a file and write the tables: ``ending`` is ".xlsx" or ".csv"."""
        path = self._ask_file(ending, _("Table"))
        if path is not None:
            self._context.commands.compute(
                _("Saving the file"),
                WRITERS[ending],
                (self._report, path),
                lambda _done: self._saved(path),
            )

    def _zoom(self, steps: int) -> partial[None]:
        return partial(self.pages.zoom, steps)

    def _take(self, report: Report, made: tuple[bytes, tuple[str, ...]]) -> None:
        if report is not self._report:
            return
        content, missing = made
        self.missing.set_remark("triangle-alert", missing_text(missing), "late")
        self.missing.setVisible(bool(missing))
        self._job, self._content = None, content
        self._either.setCurrentIndex(1)
        self.pages.set_pdf(content)
        self.made.emit(content)

    def _refuse_of(self, report: Report, error: AppError) -> None:
        if report is self._report:
            self.refuse(error)

    def leave(self) -> None:
        """Stop what is being made: nobody will look at it any more."""
        if self._job is not None:
            self._job.cancel()
        self._job = self._report = None

    def _ended(self, job: Job) -> None:
        if job is self._job:  # its own word comes next, if it has one
            QTimer.singleShot(0, self, partial(self._look_after, job))

    def _look_after(self, job: Job) -> None:
        """Tell of a job that ended without a word: a fault, which the crash handler has taken."""
        if job is self._job:
            self.refuse(PagesNotMade())

    def _tell_place(self) -> None:
        count = self.pages.count
        shown = count > 0
        number = self.pages.current + 1
        words = _("Page {number} of {count}").format(number=number, count=count)
        self.place.set_text(words if shown else "")
        for part in (self.smaller, self.larger):
            part.setVisible(shown)
        self.fit.setVisible(shown and self.pages.fits)

    def _ask_file(self, ending: str, kind: str) -> Path | None:
        if not self.ready:
            return None
        name = re.sub(FORBIDDEN, " ", self._name).strip() + ending
        filters = f"{kind} (*{ending})"
        chosen, _filter = QFileDialog.getSaveFileName(self, _("Save as"), name, filters)
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix.lower() == ending else path.with_name(path.name + ending)

    def _saved(self, path: Path) -> None:
        self._context.notify(_("Saved"), more=path.name)

    def _printed(self, done: bool) -> None:  # noqa: FBT001  a slot
        if done:
            self._context.notify(_("Sent to the printer"), act=self.after_print)
        else:
            self._context.notify(_("The printer did not take the pages"), tone="bad")

    def keep_focus(self) -> None:
        """Give the pages the keys."""
        self.pages.setFocus(Qt.FocusReason.OtherFocusReason)


def write_file(path: str, content: bytes) -> None:
    """Write ``content`` whole or not at all; called in the child process."""
    from learnsoc_desktop.core.files import replacing  # noqa: PLC0415  not in the window

    with replacing(Path(path)) as part:
        part.write_bytes(content)
