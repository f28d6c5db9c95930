"""Several papers in one run: as files of their own in a folder, or together as a binder."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget
from sqlmodel import Session

from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.core.feature import Parameter, ReportSpec
from learnsoc_desktop.core.i18n import N_, _, ngettext
from learnsoc_desktop.features.centre.binders import binder_of, usual_title
from learnsoc_desktop.features.centre.paper_queries import variants
from learnsoc_desktop.features.centre.papers import made_paper, offered
from learnsoc_desktop.features.overview.parameter_cells_widget import TypedCell
from learnsoc_desktop.reporting.adjusting import STANDARD
from learnsoc_desktop.reporting.document import Report
from learnsoc_desktop.reporting.written import missing_text
from learnsoc_desktop.ui.buttons import button, wide
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.jobs import Job
from learnsoc_desktop.ui.layout import column
from learnsoc_desktop.ui.paper_files import ask_file
from learnsoc_desktop.ui.paper_run import Written, run_binder, run_papers
from learnsoc_desktop.ui.text import Text

TITLE = Parameter("binder_title", N_("Title on the cover"), kind="text")
Given = Mapping[str, Mapping[str, str]]  # parameters by the key of a report


class SeveralPapers(QWidget):
    """Says how many papers are ticked, and makes them.

    ``given`` and ``versions`` are asked when a run begins: the parameters and the version of each paper.
    """

    def __init__(
        self,
        context: Context,
        given: Callable[[], Given],
        versions: Callable[[], Mapping[str, UUID]],
    ) -> None:
        super().__init__()
        self._context, self._given, self._versions = context, given, versions
        self._specs: Sequence[ReportSpec] = ()
        self._job: Job | None = None
        self.told = Text("", "small", "ink_soft", wrap=True)
        self.title = TypedCell(TITLE)
        self.title.set_value(usual_title().replace("\u200b", ""), "")
        self.binder = wide(button(_("One binder…"), "primary", "book-open", then=self.make_binder))
        self.single = wide(button(_("One PDF each…"), "", "copy", then=self.make_each))
        self.setLayout(column(self.title, self.told, self.binder, self.single, gap=8))
        self.show_ticked(())

    def show_ticked(self, specs: Sequence[ReportSpec]) -> None:
        """Take note of the papers that are ticked, in the order they were."""
        self._specs = specs
        count = len(specs)
        self.told.set_text(
            ngettext("{count} paper is ticked.", "{count} papers are ticked.", count).format(
                count=count
            )
            if count
            else _("Tick the papers on the left in the order they shall have.")
        )
        self._allow()

    def make_binder(self) -> None:
        """Ask for a file, and put the ticked papers into it."""
        title = self.title.value() or usual_title()
        path = ask_file(self, title, ".pdf", _("PDF file"))
        if path is not None:
            read = self._reader()
            self._start(
                run_binder(
                    self._context,
                    lambda session: binder_of(session, read(session), title),
                    path,
                    self._written,
                    self._refused,
                )
            )

    def make_each(self) -> None:
        """Ask for a folder, and write each ticked paper into it."""
        chosen = QFileDialog.getExistingDirectory(self, _("Folder for the papers"))
        if chosen:
            folder, read = Path(chosen), self._reader()
            self._start(run_papers(self._context, read, folder, self._written, self._refused))

    def _reader(self) -> Callable[[Session], Sequence[Report]]:
        """Return the question for the papers as they are set now."""
        specs, given, versions = tuple(self._specs), self._given(), self._versions()

        def read(session: Session) -> Sequence[Report]:
            reports = []
            for spec in specs:
                rows = variants(session, spec.key) if spec.key in versions else ()
                chosen = versions.get(spec.key)
                change = next((row.change for row in rows if row.id == chosen), STANDARD)
                values = offered(session, spec, given.get(spec.key, {}))
                reports.append(made_paper(session, spec, values, change).report)
            return reports

        return read

    def _start(self, job: Job) -> None:
        self._job = job
        job.ended.connect(self._ended)
        self._allow()

    def _ended(self) -> None:
        self._job = None
        self._allow()

    def _allow(self) -> None:
        for each in (self.binder, self.single):
            each.setEnabled(bool(self._specs) and self._job is None)

    def _written(self, written: Written) -> None:
        count = len(written.paths)
        one = written.paths[0].name
        many = ngettext("{count} paper was saved", "{count} papers were saved", count)
        text = _("Saved as “{name}”.").format(name=one) if count == 1 else many.format(count=count)
        folder = QUrl.fromLocalFile(str(written.paths[0].parent))
        self._context.notify(
            text,
            more=missing_text(written.missing) if written.missing else "",
            tone="late" if written.missing else "good",
            act=(_("Show the folder"), lambda: QDesktopServices.openUrl(folder)),
        )

    def _refused(self, error: AppError) -> None:
        self._context.fail(error)
