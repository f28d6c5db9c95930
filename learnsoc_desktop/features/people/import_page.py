"""Taking in a file of people: everything is looked at before anything is stored."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtWidgets import QFileDialog, QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import N_, _, ngettext
from learnsoc_desktop.core.progress import Progress
from learnsoc_desktop.data.entity import utc_now
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.exchange.importing import ImportPlan, ImportResult, ParsedFile
from learnsoc_desktop.exchange.tables import Table
from learnsoc_desktop.features.people.import_fields import import_plan
from learnsoc_desktop.features.people.import_plan import Fate, PeoplePlan, PlannedRow, plan_people
from learnsoc_desktop.features.people.import_preview_widget import (
    FaultList,
    MatchingForm,
    preview_columns,
)
from learnsoc_desktop.features.people.importer import import_people
from learnsoc_desktop.ui.buttons import button
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.filters import Filter, FilterBar
from learnsoc_desktop.ui.layout import column, panel, row
from learnsoc_desktop.ui.page import PageAction
from learnsoc_desktop.ui.table_view import RecordView
from learnsoc_desktop.ui.task_page import TaskPage
from learnsoc_desktop.ui.text import Remark, Text
from learnsoc_desktop.ui.theme import theme

SIDE = 330
PARSER = "learnsoc_desktop.exchange.importing:parse_file"
ENDINGS = (".xlsx", ".xlsm", ".xls", ".csv", ".txt", ".tsv")
READABLE = "*.xlsx *.xls *.csv *.txt"
FILTERS = {
    "added": (Fate.ADDED, "plus"),
    "changed": (Fate.CHANGED, "pencil"),
    "same": (Fate.SAME, "check"),
    "refused": (Fate.REFUSED, "x"),
}


class ImportPage(TaskPage):
    """Choose a file, see what each row would do, take the rows that can be taken."""

    help_lines: ClassVar[Sequence[str]] = (
        N_("Choose a file of Excel or CSV; nothing is stored while you look."),
        N_(
            "Every fault stands on the right by row and column; other rows can be taken all the same."
        ),
        N_("The whole file can be taken back with Ctrl+Z, tomorrow too."),
    )
    keys: ClassVar[Sequence[tuple[str, str]]] = (
        ("Ctrl+O", N_("choose a file")),
        ("Ctrl+Enter", N_("take the rows")),
        ("F8", N_("next fault")),
    )

    def __init__(
        self, context: Context, path: Path | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, parent)
        self._path = path
        self._parsed: ParsedFile | None = None
        self._plan: PeoplePlan | None = None
        self._columns: Mapping[int, str] | None = None
        self.chips = FilterBar()
        self.chips.changed.connect(self._show_rows)
        self.table = RecordView((), key=lambda line: line.number)
        self.table.setAccessibleName(_("Rows of the file"))
        self.told = Remark("info", _("Choose a file of people."), "ink_soft", "body")
        self.faults = FaultList()
        self.faults.chosen.connect(self.table.choose)
        self.matching = MatchingForm()
        self.matching.changed.connect(self._match_again)
        keep = button(
            _("Keep the list of faults as a file"), "", "file-spreadsheet", then=self.keep_faults
        )
        self.keep = keep
        left = panel(
            column(
                column(self.chips, gap=0, margins=(14, 12, 14, 12)),
                (self.table, 1),
                column(self.told, gap=0, margins=(16, 8, 16, 10)),
                gap=0,
                margins=(1, 1, 1, 1),
            )
        )
        right = panel(
            column(
                Text(_("To look at"), "lead"),
                (self.faults, 3),
                Text(_("Columns of the file"), "lead"),
                (self.matching, 2),
                keep,
                gap=6,
                margins=(16, 12, 16, 14),
            )
        )
        right.setFixedWidth(theme().px(SIDE))
        self.setLayout(row((left, 1), right, gap=16, margins=(24, 4, 24, 16)))
        keep.setEnabled(False)
        QTimer.singleShot(0, self, self._begin)

    def title(self) -> str:
        """Say what is done here."""
        return _("Take in people: look first")

    def subtitle(self) -> str:
        """Name the file and its rows."""
        if self._parsed is None:
            return _("Excel or CSV; nothing is stored while you look")
        count = len(self._parsed.rows)
        rows = ngettext("{count} row", "{count} rows", count).format(count=formats.number(count))
        sheet = _("sheet “{name}”").format(name=self._parsed.sheet) if self._parsed.sheet else ""
        parts = (self._parsed.name, sheet, rows, _("nothing stored yet"))
        return " · ".join(part for part in parts if part)

    def page_actions(self) -> Sequence[PageAction]:
        """Return the ways on."""
        count = self._good()
        text = ngettext("Take {count} row", "Take {count} rows", count)
        return (
            PageAction(
                text.format(count=formats.number(count)) if count else _("Take the rows"),
                "check-check",
                self.take,
                "Ctrl+Return",
                "primary",
                enabled=bool(count),
            ),
            PageAction(_("Choose a file"), "folder-open", self.choose, "Ctrl+O", "button"),
            PageAction(_("Next fault"), "arrow-down", self.faults.go_on, "F8"),
        )

    def choose(self) -> None:
        """Ask for a file and look at it."""
        filters = f"{_('Tables')} ({READABLE})"
        chosen, _filter = QFileDialog.getOpenFileName(
            self, _("Choose a file of people"), "", filters
        )
        if chosen:
            self.look_at(Path(chosen))

    def look_at(self, path: Path) -> None:
        """Read a file in the child process and show what it would do."""
        self._path, self._columns = path, None
        self._read()

    def take(self) -> None:
        """Store the rows that can be taken, all in one step."""
        parsed = self._parsed
        if parsed is None or not self._good():
            return
        today = self._today()

        def command(uow: UnitOfWork, progress: Progress) -> ImportResult:
            del progress
            return import_people(uow, parsed, today=today, take_good_rows=True)

        title = _("Taken in: {name}").format(name=parsed.name)
        self.commands.start(_("Taking in the file"), command, self._taken, step=title)

    def keep_faults(self) -> None:
        """Write the faults to a file, so that the owner of the list can mend them."""
        if self._plan is None or self._parsed is None:
            return
        chosen, _filter = QFileDialog.getSaveFileName(
            self,
            _("Keep the list of faults"),
            f"{Path(self._parsed.name).stem}-faults.xlsx",
            "*.xlsx",
        )
        if not chosen:
            return
        table = Table(
            (_("Row"), _("Column"), _("What is wrong")),
            [(fault.row, fault.column, fault.text) for fault in self._plan.result.faults],
            _("Faults"),
        )
        path = Path(chosen)
        self.commands.compute(
            _("Writing the file"),
            "learnsoc_desktop.exchange.tables:write_table",
            (table, path),
            lambda _done: self.context.notify(_("Saved"), more=path.name),
        )

    def _begin(self) -> None:
        if self._path is not None:
            self._read()

    def _read(self) -> None:
        path = self._path
        if path is None:
            return
        today = self._today()
        plan: ImportPlan = self.commands.query(lambda session: import_plan(session, today))
        if self._columns is not None:
            plan = _with_columns(plan, self._columns)
        self.told.set_remark("hourglass", _("The file is being read…"), "ink_soft")
        self.commands.compute(_("Reading the file"), PARSER, (str(path), plan), self._look)

    def _look(self, parsed: ParsedFile) -> None:
        today = self._today()
        self._parsed = parsed
        self.commands.ask(
            _("Comparing with the registry"),
            lambda session: plan_people(session, parsed, today),
            self._show,
        )

    def _show(self, plan: PeoplePlan) -> None:
        self._plan = plan
        assert self._parsed is not None
        result = plan.result
        counts = {
            "added": result.added,
            "changed": result.changed,
            "same": result.same,
            "refused": result.refused,
        }
        self.chips.set_filters(
            [Filter(key, fate.label, "fate") for key, (fate, _icon) in FILTERS.items()]
        )
        self.chips.set_counts(counts)
        self.table.set_columns(preview_columns(self._parsed.matching, plan))
        self.faults.show_faults(result.faults)
        self.matching.show_matching(self._parsed.matching)
        self.keep.setEnabled(bool(result.faults))
        notes = " ".join(self._parsed.notes)
        self.told.set_remark(
            "shield-check",
            notes or _("Nothing is stored yet; the whole file can be taken back later."),
            "late" if notes else "good",
        )
        self._show_rows()
        self.header_changed.emit()

    def _show_rows(self) -> None:
        if self._plan is None:
            return
        wanted = {FILTERS[key][0] for key in self.chips.active()}
        rows: Sequence[PlannedRow] = [
            each for each in self._plan.rows if not wanted or each.fate in wanted
        ]
        self.table.set_rows(rows)

    def _match_again(self) -> None:
        self._columns = self.matching.columns()
        self._read()

    def _taken(self, result: ImportResult) -> None:
        self.close_task()
        text = _("{added} added, {changed} changed, {same} as before, {refused} left out").format(
            added=formats.number(result.added),
            changed=formats.number(result.changed),
            same=formats.number(result.same),
            refused=formats.number(result.refused),
        )
        self.context.notify(text, undo=True)

    def _good(self) -> int:
        if self._plan is None:
            return 0
        return sum(each.fate in {Fate.ADDED, Fate.CHANGED} for each in self._plan.rows)

    def _today(self) -> date:
        return utc_now().astimezone().date()


def _with_columns(plan: ImportPlan, columns: Mapping[int, str]) -> ImportPlan:
    parts: dict[str, Any] = {name: getattr(plan, name) for name in ImportPlan.__slots__}
    return ImportPlan(**{**parts, "columns": columns})


def dropped_file(mime: QMimeData) -> Path | None:
    """Return the first file of what is dragged or pasted when it may hold a table."""
    for url in mime.urls() if mime.hasUrls() else ():
        path = Path(url.toLocalFile())
        if url.isLocalFile() and path.suffix.lower() in ENDINGS:
            return path
    return None
