"""How the rows of a file are painted, and the head under which they stand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.fields import FieldSpec
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.exchange.importing import Fate
from learnsoc_desktop.features.people.import_fields import SPECS
from learnsoc_desktop.features.people.import_look import CellView
from learnsoc_desktop.features.people.import_plan import PlannedRow
from learnsoc_desktop.ui.columns import Column
from learnsoc_desktop.ui.paint import draw, draw_icon, fill, middle
from learnsoc_desktop.ui.record_table import RecordTableModel
from learnsoc_desktop.ui.table_head import TableHead
from learnsoc_desktop.ui.table_paint import Index, RowDelegate, draw_bar
from learnsoc_desktop.ui.text import tip
from learnsoc_desktop.ui.theme import CONTROL, theme

HEAD, BOX = 88, 38  # heights at the first text size: the head, the list in it
ICONS = {
    Fate.ADDED: ("plus", "good"),
    Fate.CHANGED: ("pencil", "primary"),
    Fate.SAME: ("check", "ink_soft"),
    Fate.PARKED: ("git-merge", "late"),
    Fate.REFUSED: ("x", "bad"),
}
TONES = {"bad": ("x", 2), "late": ("circle-alert", 1), "primary": ("pencil", 1)}  # sign, edge


@dataclass(frozen=True)
class CellColumn(Column[PlannedRow]):
    """A column of the file; ``view`` says what stands in a cell."""

    view: Callable[[PlannedRow], CellView] = field(default=lambda _line: CellView(""))
    matched: bool = True

    @property
    def head(self) -> str:
        """The head as the file writes it: no word of ours, so it is not translated."""
        return self.title


class FieldBox(QComboBox):
    """Which field a column is taken as; the wheel scrolls the table, not the choice."""

    def __init__(
        self, parent: QWidget, name: str, head: str, beside: Sequence[FieldSpec] = ()
    ) -> None:
        super().__init__(parent)
        self.setFont(theme().font("strong" if name else "body"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.addItem(_("leave out"), "")
        for spec in (*SPECS, *beside):
            self.addItem(spec.title, spec.name)
        self.setCurrentIndex(max(0, self.findData(name)))
        self.setAccessibleName(_("Field for the column {head}").format(head=head or "–"))
        list_view = self.view()
        list_view.setMinimumWidth(list_view.sizeHintForColumn(0) + theme().px(40))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the table."""
        event.ignore()


class TallHead(TableHead):
    """A head of two lines."""

    def sizeHint(self) -> QSize:
        """Return the height of two lines."""
        return QSize(super().sizeHint().width(), theme().px(HEAD))

    def dress(self) -> None:
        """Grow with the text."""
        self.setFixedHeight(theme().px(HEAD))


class MatchHead(TallHead):
    """Names of the file's columns, each over the list of fields it may be taken as.

    Signals:
        chosen: A column was given another field (number of the column from 0, name of the field).
    """

    chosen = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes: list[FieldBox] = []
        self.setSectionsClickable(False)
        self.sectionResized.connect(lambda _at, _before, _now: self.place())

    def show_fields(
        self, heads: Sequence[str], fields: Sequence[str], beside: Sequence[FieldSpec] = ()
    ) -> None:
        """Show which column is which field; ``beside`` are those beside the main record."""
        for old in self.boxes:
            old.hide()
            old.deleteLater()
        self.boxes = []
        for at, (head, name) in enumerate(zip(heads, fields, strict=True)):
            box = FieldBox(self.viewport(), name, head, beside)
            box.activated.connect(lambda _index, at=at, box=box: self._choose(at, box))
            box.show()
            self.boxes.append(box)
        self.place()

    def place(self) -> None:
        """Put each list under its head."""
        t = theme()
        for at, box in enumerate(self.boxes):
            if at < self.count():
                left, wide = self.sectionViewportPosition(at), self.sectionSize(at)
                box.setGeometry(left + 4, t.px(HEAD - BOX - 6), max(wide - 8, 0), t.px(BOX))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        """Draw the name a column has in the file."""
        model = self.model()
        if not isinstance(model, RecordTableModel):
            return
        t = theme()
        painter.fillRect(rect, t.colour("sunken"))
        shown = model.columns[logicalIndex]
        side, left = t.px(16), rect.left() + 8
        high = t.px(HEAD - BOX - 6)
        ink = "ink" if getattr(shown, "matched", True) else "ink_soft"
        draw_icon(painter, "arrow-down", "ink_soft", left, (high - side) / 2, side)
        room = max(rect.right() - left - side - 8, 1)
        draw(
            painter, left + side + 4, middle(0, high, "small"), shown.title, "small", ink, room=room
        )

    def _choose(self, at: int, box: FieldBox) -> None:
        self.chosen.emit(at, str(box.currentData() or ""))


class NamesHead(TallHead):
    """Says what the two lines of the head are."""

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        """Draw the two lines."""
        del logicalIndex
        t = theme()
        painter.fillRect(rect, t.colour("sunken"))
        high = t.px(HEAD - BOX - 6)
        room = rect.width() - 22
        draw(
            painter, 14, middle(0, high, "small"), _("In the file"), "small", "ink_soft", room=room
        )
        base = middle(high, t.px(BOX), "small")
        draw(painter, 14, base, _("Taken as"), "small", "ink_soft", room=room)


class TwoLines(RowDelegate):
    """Draws what a cell says and, below, what is to be said about it; ``fate`` says what becomes of a row."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.fate: Callable[[PlannedRow], str] = lambda line: line.fate.label

    def paint_inside(
        self,
        painter: QPainter,
        rect: QRect,
        row: PlannedRow | None,
        column: Column[PlannedRow],
        *,
        first: bool,
        chosen: bool,
    ) -> None:
        """Draw one cell, or the name of the row."""
        del first
        if row is None:
            return
        if isinstance(column, CellColumn):
            self._cell_view(painter, QRectF(rect), column, column.view(row))
        else:
            self._name(painter, rect, row, chosen=chosen)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Show the whole text of a cell."""
        del option
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return False
        QToolTip.showText(event.globalPos(), tip(str(index.data() or "")), view)
        return True

    def _cell_view(
        self, painter: QPainter, rect: QRectF, shown: CellColumn, view: CellView
    ) -> None:
        t = theme()
        box = rect.adjusted(8, 0, -8, 0)
        ink, under_ink = ("ink" if shown.matched else "ink_soft"), "ink_soft"
        if view.tone:
            icon, pen = TONES[view.tone]
            fill(
                painter,
                rect.adjusted(2, 3, -2, -4),
                f"{view.tone}_soft",
                CONTROL,
                view.tone,
                pen,
            )
            side, under_ink = t.px(16), view.tone
            draw_icon(painter, icon, view.tone, rect.right() - side - 7, rect.y() + t.px(9), side)
            first_room = box.width() - side - 4
        else:
            first_room = box.width()
        if not view.under:
            base = middle(box.y(), box.height(), "body")
            draw(painter, box.x(), base, view.said, "body", ink, room=max(first_room, 1))
            return
        top, high = box.y() + 2, t.px(26)
        draw(
            painter,
            box.x(),
            middle(top, high, "body"),
            view.said,
            "body",
            ink,
            room=max(first_room, 1),
        )
        base = middle(top + high - 2, t.px(26), "small")
        draw(painter, box.x(), base, view.under, "small", under_ink, room=max(box.width(), 1))

    def _name(self, painter: QPainter, rect: QRect, line: PlannedRow, *, chosen: bool) -> None:
        t = theme()
        if chosen:
            draw_bar(painter, rect)
        number = formats.numerals(str(line.number))
        left, top = rect.left() + t.px(54), rect.top() + 2
        base = middle(top, t.px(26), "body")
        draw(
            painter, rect.left() + 8, base, number, "body", "ink_soft", room=t.px(36), align="right"
        )
        room = max(rect.right() - left - 6, 1)
        name = line.name or _("(no name)")
        draw(painter, left, base, name, "strong" if chosen else "body", room=room)
        icon, tone = ICONS[line.fate]
        side, y = t.px(16), top + t.px(24)
        draw_icon(painter, icon, tone, left, y + (t.px(26) - side) / 2, side)
        under = middle(y, t.px(26), "small")
        draw(painter, left + side + 5, under, self.fate(line), "small", tone, room=room - side - 5)
