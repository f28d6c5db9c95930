"""Taking in a file of people: everything is looked at before anything is stored."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.core.i18n import N_, _, ngettext
from learnsoc_desktop.core.progress import Progress
from learnsoc_desktop.core.worker import Worker
from learnsoc_desktop.data.database import LongWrite
from learnsoc_desktop.data.entity import local_today
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.exchange.backup_auto import back_up_if_changed
from learnsoc_desktop.exchange.backup_manifest import Why
from learnsoc_desktop.exchange.importing import ImportResult
from learnsoc_desktop.features.people.import_drop_widget import ENDINGS, dropped_file
from learnsoc_desktop.features.people.import_files_widget import ask_file, template, write_file
from learnsoc_desktop.features.people.import_look import Preview
from learnsoc_desktop.features.people.import_mend import Item, refused_rows
from learnsoc_desktop.features.people.import_paste import keep_pasted
from learnsoc_desktop.features.people.import_reader_widget import ImportReader
from learnsoc_desktop.features.people.import_view_widget import ImportView
from learnsoc_desktop.features.people.importer import ReadyPeople, long_import
from learnsoc_desktop.features.people.layout_queries import layouts
from learnsoc_desktop.features.people.layout_service import remember_matching
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.layout import column
from learnsoc_desktop.ui.page import PageAction
from learnsoc_desktop.ui.table_states import Empty, Example
from learnsoc_desktop.ui.task_page import TaskPage

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
        self._gone = self._writing = False
        self.reader = ImportReader(self.commands, self)
        self.view = ImportView(self._begin_with())
        self.setLayout(column(self.view, gap=0))
        self.setAcceptDrops(True)
        self.reader.shown.connect(self._show)
        self.reader.failed.connect(self._failed)
        self.view.matched.connect(self.reader.match)
        self.view.offer_layouts(self.commands.query(layouts))
        self.view.layout_chosen.connect(
            lambda layout: self.reader.match_heads(layout.heads if layout else {})
        )
        self.view.sheet_chosen.connect(self.reader.choose_sheet)
        self.view.mended.connect(self.reader.mend)
        self.view.put_back.connect(self.reader.put_back)
        self.view.keep_asked.connect(self.keep_refused)
        self.view.parks.chosen.connect(self.reader.park)
        self.left.connect(self._leave)
        QTimer.singleShot(0, self, self._begin)

    @property
    def preview(self) -> Preview | None:
        """What is shown of a file; None before one was read."""
        return self.reader.preview

    @property
    def busy(self) -> bool:
        """True while a file is read, or its rows are stored."""
        return self._writing or self.reader.busy

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
                enabled=bool(count) and not self._writing,
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
        tables = _("Tables")  # a text inside an f-string is not collected on Python 3.11
        chosen, _filter = QFileDialog.getOpenFileName(
            self, _("Choose a file of people"), "", f"{tables} ({READABLE})"
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

    def look_at(self, path: Path) -> None:
        """Read a file in the child process and show what it would do."""
        if not self._gone and not self._writing:
            self.reader.read(path)

    def take(self) -> None:
        """Store the rows that can be taken, all in one step; a backup of before is made first."""
        if self.preview is None or not self._good() or self.busy:
            return
        parsed, today = self.preview.parsed, self._today()
        alike = self.preview.alike if self.preview.parks else None
        folder = CentreFolder(self.context.folder)

        def take(worker: Worker, progress: Progress) -> LongWrite[ReadyPeople, ImportResult]:
            back_up_if_changed(folder, Why.BEFORE_IMPORT, progress=progress)
            return long_import(
                worker, folder.database, parsed, today=today, progress=progress, alike=alike
            )

        title = _("Taken in: {name}").format(name=parsed.name)
        self._writing = True
        self.commands.start_long(
            _("Taking in the file"), take, self._taken, step=title, otherwise=self._failed
        )
        self.header_changed.emit()

    def keep_refused(self) -> None:
        """Write the refused rows to a file with what is wrong, so that they can be mended and taken."""
        if self.preview is None:
            return
        refused = _("refused")
        name = f"{Path(self.preview.parsed.name).stem}-{refused}"
        path = ask_file(self, _("Keep the refused rows as a file"), name)
        if path is not None:
            write_file(self.context, refused_rows(self.preview), path)

    def keep_template(self) -> None:
        """Write an empty table with the headings that are known."""
        path = ask_file(self, _("Empty table to fill in"), _("People to take in"))
        if path is not None:
            write_file(self.context, template(), path)

    # --- Inside ------------------------------------------------------------------------------------

    def _begin(self) -> None:
        if self._path is not None:
            self.reader.read(self._path)
        elif self.preview is None:
            self.view.begin()

    def _show(self, shown: Preview, items: Sequence[Item]) -> None:
        self.view.show_preview(shown, items, self.reader.mended)
        self.header_changed.emit()

    def _failed(self, error: AppError) -> None:
        """Say what went wrong; what is shown stays."""
        self._writing = False
        if not self._gone:
            self.header_changed.emit()
            self.context.fail(error)

    def _taken(self, result: ImportResult) -> None:
        self._writing = False
        if not self._gone:
            self.close_task()
        if self.reader.told and self.preview is not None:
            matching = self.preview.parsed.matching
            self.commands.run(lambda uow: remember_matching(uow, matching))
        decide = (_("Decide now"), partial(self.context.open, "people", parked=True))
        self.context.notify(told(result), undo=True, act=decide if result.parked else None)

    def _leave(self) -> None:
        """Stop what reads; what writes goes on to its end."""
        self._gone = True
        self.reader.stop()

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
        result = self.preview.result
        return result.added + result.changed + result.parked

    def _today(self) -> date:
        return local_today()


def told(result: ImportResult) -> str:
    """Say what became of the rows; what happened to none is not spoken of."""
    parts = (
        (_("{count} added"), result.added),
        (_("{count} changed"), result.changed),
        (_("{count} as before"), result.same),
        (_("{count} parked"), result.parked),
        (_("{count} left out"), result.refused),
    )
    said = [text.format(count=formats.number(count)) for text, count in parts if count]
    return ", ".join(said) or _("Nothing to take")
