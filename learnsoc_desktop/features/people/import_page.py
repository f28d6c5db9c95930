"""Taking in a file of people: everything is looked at before anything is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.core.i18n import N_, _, ngettext
from learnsoc_desktop.core.progress import Progress
from learnsoc_desktop.data.entity import utc_now
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.exchange.importing import ImportPlan, ImportResult
from learnsoc_desktop.features.people.export_page import ask_template, template, write_file
from learnsoc_desktop.features.people.import_fields import import_plan
from learnsoc_desktop.features.people.import_look import LookedAt, Preview, preview
from learnsoc_desktop.features.people.import_mend import Mend, Place, mended, refused_rows
from learnsoc_desktop.features.people.import_paste import forget_pasted, keep_pasted
from learnsoc_desktop.features.people.import_view_widget import ImportView
from learnsoc_desktop.features.people.importer import import_people
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.jobs import Job
from learnsoc_desktop.ui.layout import column
from learnsoc_desktop.ui.page import PageAction
from learnsoc_desktop.ui.table_states import Empty, Example
from learnsoc_desktop.ui.task_page import TaskPage

READER = "learnsoc_desktop.features.people.import_look:look_at"
ENDINGS = (".xlsx", ".xlsm", ".xls", ".csv", ".txt", ".tsv")
READABLE = " ".join(f"*{ending}" for ending in ENDINGS)


class ImportPage(TaskPage):
    """Choose, drop or paste a table, see what each row would do, take the rows that can be taken."""

    tells_undo = True  # what was taken in is told with its counts
    help_lines: ClassVar[Sequence[str]] = (
        N_("Choose, drop or paste a table of Excel or CSV; nothing is stored while you look."),
        N_("Every fault stands on the right, with the quickest way to take the row all the same."),
        N_("Above each column stands what it is taken as; the whole file can be taken back later."),
    )
    keys: ClassVar[Sequence[tuple[str, str]]] = (
        ("Ctrl+O", N_("choose a file")),
        ("Ctrl+V", N_("paste a table")),
        ("Ctrl+Enter", N_("take the rows")),
        ("F8", N_("next fault")),
    )

    def __init__(
        self, context: Context, path: Path | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, parent)
        self._path = path
        self._looked: LookedAt | None = None
        self._mends: dict[Place, Mend] = {}
        self._job: Job | None = None
        self._turn = 0  # counts the readings
        self._gone = False
        self.preview: Preview | None = None
        self.view = ImportView(self._begin_with())
        self.setLayout(column(self.view, gap=0))
        self.setAcceptDrops(True)
        self.view.matched.connect(self._match)
        self.view.sheet_chosen.connect(lambda name: self._read(sheet=name))
        self.view.mended.connect(self._mend)
        self.view.put_back.connect(self._put_back)
        self.view.keep_asked.connect(self.keep_refused)
        self.left.connect(self._leave)
        QTimer.singleShot(0, self, self._begin)

    # --- What the window asks ----------------------------------------------------------------------

    def title(self) -> str:
        """Say what is done here."""
        return _("Take in people: look first")

    def subtitle(self) -> str:
        """Name the file and its rows."""
        if self.preview is None:
            return _("Excel or CSV; nothing is stored while you look")
        parsed = self.preview.parsed
        count = len(parsed.rows)
        rows = ngettext("{count} row", "{count} rows", count).format(count=formats.number(count))
        sheet = _("sheet “{name}”").format(name=parsed.sheet) if parsed.sheet else ""
        parts = (parsed.name, sheet, rows, _("nothing stored yet"))
        return " · ".join(part for part in parts if part)

    def page_actions(self) -> Sequence[PageAction]:
        """Return the ways on."""
        choose = PageAction(_("Choose a file"), "folder-open", self.choose, "Ctrl+O")
        paste = PageAction(_("Paste a table"), "clipboard-paste", self.paste, "Ctrl+V")
        if self.preview is None:
            return (choose, paste)
        count = self._good()
        text = ngettext("Take {count} row", "Take {count} rows", count)
        return (
            PageAction(
                text.format(count=formats.number(count)) if count else _("Nothing to take"),
                "check-check",
                self.take,
                "Ctrl+Return",
                "primary",
                enabled=bool(count) and self._job is None,
            ),
            choose._replace(shown="button", title=_("Another file")),
            paste,
            PageAction(_("Next fault"), "arrow-down", self.view.faults.go_on, "F8"),
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let a file be dropped."""
        if dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at the file that was dropped."""
        path = dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.look_at(path)

    # --- What a person does ------------------------------------------------------------------------

    def choose(self) -> None:
        """Ask for a file and look at it."""
        filters = f"{_('Tables')} ({READABLE})"
        chosen, _filter = QFileDialog.getOpenFileName(
            self, _("Choose a file of people"), "", filters
        )
        if chosen:
            self.look_at(Path(chosen))

    def paste(self) -> None:
        """Look at the table, or the file, on the clipboard."""
        mime = QGuiApplication.clipboard().mimeData()
        path = dropped_file(mime)
        text = mime.text()
        if path is not None:
            self.look_at(path)
        else:
            self.commands.ask(
                _("Reading the file"), lambda _session: keep_pasted(text), self.look_at
            )

    @property
    def writing(self) -> bool:
        """True while the rows are being stored."""
        return self._job is not None and self._job.writes

    def look_at(self, path: Path) -> None:
        """Read a file in the child process and show what it would do."""
        if not self._gone:
            self._read(path)

    def take(self) -> None:
        """Store the rows that can be taken, all in one step."""
        if self.preview is None or not self._good() or self._job is not None:
            return
        parsed, today = self.preview.parsed, self._today()

        def command(uow: UnitOfWork, progress: Progress) -> ImportResult:
            return import_people(uow, parsed, today=today, take_good_rows=True, progress=progress)

        title = _("Taken in: {name}").format(name=parsed.name)
        self._job = self.commands.start(
            _("Taking in the file"),
            command,
            self._taken,
            step=title,
            otherwise=partial(self._failed, self._turn),
        )
        self.header_changed.emit()

    def keep_refused(self) -> None:
        """Write the refused rows to a file with what is wrong, so that they can be mended and taken."""
        if self.preview is None:
            return
        name = f"{Path(self.preview.parsed.name).stem}-{_('refused')}.xlsx"
        chosen, _filter = QFileDialog.getSaveFileName(
            self, _("Keep the refused rows as a file"), name, f"{_('Excel file')} (*.xlsx)"
        )
        if chosen:
            path = Path(chosen)
            path = path if path.suffix else path.with_suffix(".xlsx")
            write_file(self.context, refused_rows(self.preview), path)

    def keep_template(self) -> None:
        """Write an empty table with the headings that are known."""
        path = ask_template(self)
        if path is not None:
            write_file(self.context, template(), path)

    # --- Reading and comparing ---------------------------------------------------------------------

    def _begin(self) -> None:
        if self._path is not None:
            self._read(self._path)
        elif self.preview is None:
            self.view.begin()

    def _read(
        self,
        path: Path | None = None,
        *,
        columns: Mapping[int, str] | None = None,
        sheet: str = "",
    ) -> None:
        """Read a file in the child process; the one that is shown stays until the new one is read."""
        wanted = path or self._path
        if wanted is None or self.writing:
            return
        if self._job is not None:
            self._job.cancel()
        self._turn += 1
        today = self._today()
        plan: ImportPlan = self.commands.query(lambda session: import_plan(session, today))
        plan = replace(plan, columns=columns, sheet=sheet)
        self._job = self.commands.compute(
            _("Reading the file"),
            READER,
            (str(wanted), plan),
            lambda looked: self._compare(looked, {}, wanted),
            otherwise=partial(self._failed, self._turn),
        )

    def _compare(self, looked: LookedAt, mends: Mapping[Place, Mend], path: Path) -> None:
        """Compare a file with the registry, some of its cells left out."""
        if self._gone:
            return
        today = self._today()
        again = replace(looked, parsed=mended(looked.parsed, mends))
        left_out = frozenset(place for place, mend in mends.items() if mend.leaves_out)
        self._job = self.commands.ask(
            _("Comparing with the registry"),
            lambda session: preview(session, again, today, left_out),
            lambda shown: self._show(looked, mends, path, shown),
            otherwise=partial(self._failed, self._turn),
        )

    def _show(
        self, looked: LookedAt, mends: Mapping[Place, Mend], path: Path, shown: Preview
    ) -> None:
        self._job = None
        if self._gone:
            return
        if self._path is not None and self._path != path:
            forget_pasted(self._path)
        self._path, self._looked, self._mends, self.preview = path, looked, dict(mends), shown
        self.view.show_preview(shown, self._today(), len(mends))
        self.header_changed.emit()

    def _failed(self, turn: int, error: AppError) -> None:
        """Say what went wrong; what is shown stays. A reading that a newer one stopped says nothing."""
        if turn != self._turn:
            return
        self._job = None
        if not self._gone:
            self.header_changed.emit()
            self.context.fail(error)

    def _match(self, columns: Mapping[int, str]) -> None:
        sheet = self.preview.parsed.sheet if self.preview is not None else ""
        self._read(columns=columns, sheet=sheet)

    def _mend(self, mends: Sequence[Mend]) -> None:
        if self._looked is not None and self._path is not None and self._job is None:
            taken = {**self._mends, **{mend.place: mend for mend in mends}}
            self._compare(self._looked, taken, self._path)

    def _put_back(self) -> None:
        if self._looked is not None and self._path is not None and self._job is None:
            self._compare(self._looked, {}, self._path)

    def _taken(self, result: ImportResult) -> None:
        self._job = None
        if not self._gone:
            self.close_task()
        text = _("{added} added, {changed} changed, {same} as before, {refused} left out").format(
            added=formats.number(result.added),
            changed=formats.number(result.changed),
            same=formats.number(result.same),
            refused=formats.number(result.refused),
        )
        self.context.notify(text, undo=True)

    def _leave(self) -> None:
        """Stop what reads; what writes goes on to its end."""
        self._gone = True
        if self._job is not None and not self._job.writes:
            self._job.cancel()
        if self._path is not None:
            forget_pasted(self._path)

    def _begin_with(self) -> Empty:
        return Empty(
            _("Drop a file here"),
            _("Excel or CSV, also an old one in Thai letters; nothing is stored while you look."),
            (
                Example("user", _("name"), _("one column or three")),
                Example("calendar", _("date of birth"), _("22/11/2506, 1963, Mar 06")),
                Example("map-pin", _("village"), _("number or name")),
            ),
            (
                PageAction(_("Choose a file"), "folder-open", self.choose),
                PageAction(_("Paste a table  Ctrl+V"), "clipboard-paste", self.paste),
                PageAction(_("Empty table to fill in"), "file-spreadsheet", self.keep_template),
            ),
        )

    def _good(self) -> int:
        if self.preview is None:
            return 0
        result = self.preview.plan.result
        return result.added + result.changed

    def _today(self) -> date:
        return utc_now().astimezone().date()


def dropped_file(mime: QMimeData) -> Path | None:
    """Return the first file of what is dragged or pasted when it may hold a table."""
    for url in mime.urls() if mime.hasUrls() else ():
        path = Path(url.toLocalFile())
        if url.isLocalFile() and path.suffix.lower() in ENDINGS:
            return path
    return None
