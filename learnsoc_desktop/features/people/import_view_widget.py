"""How a file of people is shown before it is taken: chips, table, what to look at; or where to begin."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QComboBox, QSizePolicy, QStackedLayout, QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import _, ngettext
from learnsoc_desktop.exchange.importing import Fate
from learnsoc_desktop.features.people.import_look import Preview
from learnsoc_desktop.features.people.import_mend import Item, Mend
from learnsoc_desktop.features.people.import_park_widget import ParkChoice
from learnsoc_desktop.features.people.import_preview_widget import FaultList
from learnsoc_desktop.features.people.import_table_widget import ImportTable
from learnsoc_desktop.features.people.layout_queries import LayoutRow
from learnsoc_desktop.ui.buttons import Button, button
from learnsoc_desktop.ui.dressed import Fitted
from learnsoc_desktop.ui.filters import Filter, FilterBar
from learnsoc_desktop.ui.layout import column, panel, row
from learnsoc_desktop.ui.table_states import Empty, EmptyState
from learnsoc_desktop.ui.text import Remark, Text
from learnsoc_desktop.ui.theme import theme

SIDE, LEAST_SIDE = 320, 250  # widths of what to look at, at the first text size
ALL = "all"


class ImportView(Fitted, QWidget):
    """Shows one file, or where to begin while there is none.

    Signals:
        matched: A person took columns otherwise (field by column, from 0).
        sheet_chosen: Another sheet of the file is to be looked at (its name).
        layout_chosen: Its columns are to be matched by a layout (LayoutRow), or by their heads (None).
        mended: Ways out were taken (a sequence of Mend).
        put_back: All cells are to be taken again as they are in the file.
        keep_asked: The refused rows are to be kept as a file.
    """

    matched = Signal(object)
    sheet_chosen = Signal(str)
    layout_chosen = Signal(object)
    mended = Signal(object)
    put_back = Signal()
    keep_asked = Signal()

    def __init__(self, empty: Empty) -> None:
        super().__init__()
        self._preview: Preview | None = None
        self._mends: Sequence[Mend] = ()
        self.start = EmptyState(empty)
        self.chips, self.table, self.faults = FilterBar(), ImportTable(), FaultList()
        self.told = Remark("shield-check", "", "good", "small")
        self.parks, self.counted = ParkChoice(), Text("", "lead")
        self.layouts = QComboBox()
        self.layouts.setAccessibleName(_("Layout"))
        self.sheets = QComboBox()
        self.sheets.setAccessibleName(_("Sheet"))
        self.leave_all = self._action("", "circle-dashed")
        self.back = self._action("", "rotate-ccw")
        self.keep = self._action(_("Keep the refused rows"), "file-spreadsheet")
        self._either = QStackedLayout(self)
        self._either.addWidget(self._framed(self.start))
        self._either.addWidget(self._laid_out())
        self._connect()

    def show_preview(self, preview: Preview, items: Sequence[Item], mended: int) -> None:
        """Show a file that was compared with the registry, and what to look at.

        ``mended`` of its cells are taken otherwise than it says.
        """
        self._preview = preview
        result = preview.result
        counts = {
            ALL: len(preview.plan.rows),
            Fate.ADDED.value: result.added,
            Fate.CHANGED.value: result.changed,
            Fate.SAME.value: result.same,
            Fate.REFUSED.value: result.refused,
        }
        first = Filter(ALL, _("All rows"), "fate", default=True)
        if preview.alike:
            counts[Fate.PARKED.value] = result.parked
        fates = [fate for fate in Fate if fate is not Fate.PARKED or preview.alike]
        self.chips.set_filters([first, *(Filter(f.value, f.label, "fate") for f in fates)])
        self.parks.show_alike(len(preview.alike), parks=preview.parks)
        self.chips.set_counts(counts)
        self.table.set_preview(preview)
        self._show_rows()
        self._show_sheets()
        self._mends = [
            item.mend for item in items if item.mend is not None and item.mend.leaves_out
        ]
        self._show_items(items)
        self._show_actions(mended, result.refused)
        notes = " ".join(preview.parsed.notes)
        self.told.set_remark(
            "info" if notes else "shield-check",
            notes or _("Nothing is stored yet; the whole file can be taken back later."),
            "late" if notes else "good",
        )
        self._either.setCurrentIndex(1)
        now = QApplication.focusWidget()
        if now is None or not self.isAncestorOf(now) or not now.isVisible():
            self.table.cells.setFocus(Qt.FocusReason.OtherFocusReason)

    def offer_layouts(self, layouts: Sequence[LayoutRow]) -> None:
        """Offer layouts to match the columns by."""
        self.layouts.clear()
        self.layouts.addItem(_("by their heads"), None)
        for each in layouts:
            self.layouts.addItem(each.details.name, each)

    def begin(self) -> None:
        """Show where to begin, ready for a key."""
        self._either.setCurrentIndex(0)
        self.start.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_rows(self) -> None:
        if self._preview is None:
            return
        on = self.chips.active() - {ALL}
        self.table.set_rows(
            [line for line in self._preview.plan.rows if not on or line.fate.value in on]
        )

    def _show_items(self, items: Sequence[Item]) -> None:
        count = len({number for item in items for number in item.rows})
        text = ngettext("{count} row to look at", "{count} rows to look at", count)
        self.counted.set_text(
            text.format(count=formats.number(count)) if count else _("To look at")
        )
        self.faults.show_items(items)

    def _show_actions(self, mended: int, refused: int) -> None:
        several = len(self._mends)
        text = ngettext(
            "Leave out {count} such cell", "Leave out all {count} such cells", several
        ).format(count=formats.number(several))
        self.leave_all.setText(text)
        self.leave_all.setVisible(several > 1)
        text = ngettext("Put {count} cell back", "Put {count} cells back", mended)
        self.back.setText(text.format(count=formats.number(mended)))
        self.back.setVisible(mended > 0)
        self.keep.setVisible(refused > 0)

    def _show_sheets(self) -> None:
        assert self._preview is not None
        names = self._preview.parsed.sheets
        self.sheets.blockSignals(True)  # noqa: FBT003  it is not a person who chooses
        self.sheets.clear()
        self.sheets.addItems(list(names))
        self.sheets.setCurrentText(self._preview.parsed.sheet)
        self.sheets.blockSignals(False)  # noqa: FBT003
        self._sheet_row.setVisible(len(names) > 1)

    def _connect(self) -> None:
        self.chips.changed.connect(self._show_rows)
        self.faults.chosen.connect(self._go_to)
        self.faults.mended.connect(lambda mend: self.mended.emit([mend]))
        self.table.matched.connect(self.matched)
        self.layouts.activated.connect(
            lambda _at: self.layout_chosen.emit(self.layouts.currentData())
        )
        self.sheets.activated.connect(lambda _at: self.sheet_chosen.emit(self.sheets.currentText()))
        self.leave_all.clicked.connect(lambda _on=False: self.mended.emit(self._mends))
        self.back.clicked.connect(lambda _on=False: self.put_back.emit())
        self.keep.clicked.connect(lambda _on=False: self.keep_asked.emit())

    def _go_to(self, number: int, head: str) -> None:
        if not self.table.choose(number, head):
            self.chips.clear()  # the row is put away by a chip
            self.table.choose(number, head)

    def _laid_out(self) -> QWidget:
        self._sheet_row = QWidget()
        self._sheet_row.setLayout(row(Text(_("Sheet"), "small", "ink_soft"), self.sheets, gap=8))
        by = row(Text(_("Columns matched"), "small", "ink_soft"), self.layouts, gap=8)
        foot = row((self.told, 1), by, self._sheet_row, gap=12, margins=(16, 8, 16, 8))
        left = panel(
            column(
                column(self.chips, gap=0, margins=(14, 12, 14, 12)),
                (self.table, 1),
                foot,
                gap=0,
                margins=(1, 1, 1, 1),
            )
        )
        self._right = panel(
            column(
                self.parks,
                self.counted,
                (self.faults, 1),
                self.leave_all,
                self.back,
                self.keep,
                gap=6,
                margins=(16, 10, 16, 14),
            )
        )
        return self._framed(left, self._right)

    def _framed(self, first: QWidget, second: QWidget | None = None) -> QWidget:
        """Return parts side by side with the margins of a page."""
        framed = QWidget()
        framed.setObjectName("inside")
        parts = [(first, 1)] if second is None else [(first, 1), second]
        framed.setLayout(row(*parts, gap=16, margins=(24, 4, 24, 16)))
        return framed

    def _action(self, text: str, icon: str) -> Button:
        made = button(text, "", icon)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return made

    def fit(self) -> None:
        """Give each part its room."""
        t = theme()
        wide = max(LEAST_SIDE, min(t.px(SIDE), self.width() * 3 // 10))
        if hasattr(self, "_right"):
            self._right.setFixedWidth(wide)
