"""The rows of a file under the fields they go into: nothing to compare across panels.

The head of each column is its name in the file and, below, the field it is taken as. Who a row is and what
becomes of it stay in sight while the cells scroll sideways.
"""

from collections.abc import Mapping, Sequence
from itertools import islice

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QSizePolicy,
    QWidget,
)

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.features.people.import_fields import SPECS
from learnsoc_desktop.features.people.import_look import CellView, Preview
from learnsoc_desktop.features.people.import_paint_widget import (
    CellColumn,
    MatchHead,
    NamesHead,
    TwoLines,
)
from learnsoc_desktop.features.people.import_plan import PlannedRow
from learnsoc_desktop.ui.columns import Column
from learnsoc_desktop.ui.layout import column, row
from learnsoc_desktop.ui.paint import width
from learnsoc_desktop.ui.table_view import RecordView
from learnsoc_desktop.ui.theme import theme

ROW = 58  # height at the first text size: two lines
NAMES, CELL, WIDEST = 246, 128, 240  # widths at the first text size
WIDEST_TOLD = 330  # of a column in which something is said of a cell
SPARE = 104  # of a column that is left out
BOX_ROOM = 62  # around the words of a list
SAID_ROOM, UNDER_ROOM = 44, 24  # beside what a cell says, and what stands below it
MEASURED = 40  # rows


class TallRows(RecordView):
    """A list whose rows hold two lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__((), parent, key=lambda line: line.number)
        self.lines = TwoLines(self)
        self._delegate = self.lines
        self.setItemDelegate(self.lines)

    def dress(self) -> None:
        """Grow with the text."""
        super().dress()
        self.verticalHeader().setDefaultSectionSize(theme().px(ROW))
        self.verticalScrollBar().setSingleStep(theme().px(ROW))


class ImportTable(QWidget):
    """The rows of a file; ``cells`` scroll sideways beside ``names``.

    Signals:
        matched: A person took columns otherwise (field by column, from 0).
    """

    matched = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._fields: tuple[str, ...] = ()
        self._preview: Preview | None = None
        self.names, self.cells = TallRows(), TallRows()
        self.names.setHorizontalHeader(NamesHead(self.names))
        self.head = MatchHead(self.cells)
        self.cells.setHorizontalHeader(self.head)
        self.names.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.names.lines.keys = self.cells
        self.cells.installEventFilter(self)
        self.names.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.cells.setCornerWidget(QWidget())  # else Qt draws an edge of its own there
        self.names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.names.setAccessibleName(_("Rows of the file"))
        self.cells.setAccessibleName(_("Cells of the file"))
        self._under_names = QWidget()  # as high as the bar below the cells
        self._under_names.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        left = column((self.names, 1), self._under_names, gap=0)
        self.setLayout(row(left, (self.cells, 1), gap=0))
        self._connect()
        self._fit()

    def set_preview(self, preview: Preview) -> None:
        """Show another file, or the same one matched otherwise."""
        self._preview = preview
        matching = preview.parsed.matching
        self._fields = matching.fields
        self.names.lines.fate = preview.fate
        self.names.set_columns([_names_column(preview)])
        self.cells.set_columns(
            [
                _cell_column(preview, at, head, bool(name))
                for at, (head, name) in enumerate(zip(matching.heads, matching.fields, strict=True))
            ],
            sideways=True,
        )
        self.head.show_fields(matching.heads, matching.fields, preview.beside)

    def set_rows(self, rows: Sequence[PlannedRow]) -> None:
        """Show these rows of the file."""
        self.names.set_rows(rows)
        self.cells.set_rows(rows)

    def rows(self) -> Sequence[PlannedRow]:
        """Return the rows that are shown."""
        source = self.cells.records.source
        return source.fetch(0, source.count())

    def choose(self, number: int, head: str = "") -> bool:
        """Go to a row, and to the column with this head; return False when the row is not shown."""
        if not self.cells.choose(number):
            return False
        heads = self._preview.parsed.matching.heads if self._preview is not None else ()
        if head in heads:
            index = self.cells.records.index(self.cells.currentIndex().row(), heads.index(head))
            self.cells.scrollTo(index)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Draw the ring around the whole row."""
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.names.viewport().update()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the cells their room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wide = min(theme().px(NAMES), max(self.width() * 2 // 5, 160))
        if self.names.width() != wide:
            self.names.setFixedWidth(wide)
        bar = self.cells.horizontalScrollBar()
        self._under_names.setFixedSize(wide, bar.sizeHint().height() if bar.maximum() else 0)

    def _connect(self) -> None:
        names, cells = self.names.verticalScrollBar(), self.cells.verticalScrollBar()
        names.valueChanged.connect(cells.setValue)
        cells.valueChanged.connect(names.setValue)
        self.cells.horizontalScrollBar().rangeChanged.connect(lambda _low, _high: self._fit())
        self.cells.horizontalScrollBar().valueChanged.connect(lambda _at: self.head.place())
        self.cells.chosen.connect(self._follow)
        self.names.chosen.connect(self._lead)
        self.head.chosen.connect(self._match)

    def _follow(self, line: PlannedRow | None) -> None:
        if line is not None and self.names.current_row() is not line:
            self.names.choose(line.number)

    def _lead(self, line: PlannedRow | None) -> None:
        if line is not None and self.cells.current_row() is not line:
            self.cells.choose(line.number)

    def _match(self, at: int, name: str) -> None:
        """Take a column as a field; the column that was taken so before is left out."""
        fields = {
            column: "" if name and other == name else other
            for column, other in enumerate(self._fields)
        }
        fields[at] = name
        result: Mapping[int, str] = fields
        self.matched.emit(result)


def _names_column(preview: Preview) -> Column[PlannedRow]:
    return Column(
        "name",
        N_("Row"),
        lambda line: _("row {row}: {name}, {fate}").format(
            row=formats.numerals(str(line.number)), name=line.name, fate=preview.fate(line)
        ),
        NAMES,
        stretch=True,
        sortable=False,
    )


def _telling(preview: Preview, head: str) -> Sequence[PlannedRow]:
    """Return the rows a column is measured by: the first ones, and the first with a fault in it."""
    rows = preview.plan.rows
    faulty = (row for row in rows if any(fault.column == head for fault in row.faults))
    return [*rows[:MEASURED], *islice(faulty, MEASURED)]


def _cell_column(preview: Preview, at: int, head: str, matched: bool) -> CellColumn:  # noqa: FBT001
    def view(line: PlannedRow) -> CellView:
        return preview.cell(line, at)

    def text(line: PlannedRow) -> str:
        shown = view(line)
        return "\n".join(part for part in (shown.said, shown.under) if part)

    views = [preview.cell(line, at) for line in _telling(preview, head)]
    said = max((width(each.said) for each in views), default=0) + theme().px(SAID_ROOM)
    under = max((width(each.under, "small") for each in views), default=0)
    longest = max(min(said, theme().px(WIDEST)), under + theme().px(UNDER_ROOM))
    least, most = (CELL, WIDEST_TOLD) if matched else (SPARE, CELL)
    name = preview.parsed.matching.fields[at]
    other = head if name else _("leave out")  # a field of the centre's own is called so
    title = next((spec.title for spec in SPECS if spec.name == name), other)
    wide = max(least, min(round(longest / theme().scale), most))
    wide = max(wide, round(width(title, "strong") / theme().scale) + BOX_ROOM)
    return CellColumn(str(at), head, text, wide, sortable=False, view=view, matched=matched)
