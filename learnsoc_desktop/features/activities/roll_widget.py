"""The roll of a session: big rows with five marks, for keys, mouse and touch."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.features.activities.roll_paint_widget import (
    KEYS,
    link_cell,
    mark_cells,
    paint_row,
    row_height,
)
from learnsoc_desktop.features.activities.sheet_queries import RollRow
from learnsoc_desktop.ui.keys import digit_of
from learnsoc_desktop.ui.theme import theme

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
AHEAD = 2  # rows of what comes next that stay in sight
NOWHERE = QPointF(-1, -1)


def key_of(row: RollRow) -> UUID | None:
    """Return what a line is known by while the roll changes: its person, or a walk-in's mark."""
    return row.person_id or row.attendance_id


class RollModel(QAbstractListModel):
    """Shows the frozen rows of a roll."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[RollRow] = ()

    def set_rows(self, rows: Sequence[RollRow]) -> None:
        """Show ``rows``; the view keeps its place while they are the same people."""
        if [key_of(row) for row in rows] == [key_of(row) for row in self.rows]:
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return the row, or what a screen reader says of it."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.nickname
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return spoken(index.row() + 1, row)
        return None


def spoken(number: int, row: RollRow) -> str:
    """Return a line in words: number, nickname, name, village, what tells it apart, mark."""
    mark = row.mark.label if row.mark else _("no mark yet")
    parts = (str(number), row.nickname, row.name, row.village, row.apart, mark)
    return ", ".join(dict.fromkeys(part for part in parts if part))


class RollView(QListView):
    """The list: digits mark the current row by the place of the key, arrows move.

    Signals:
        marked: A row (its number from 0) was given a mark.
        link_asked: The button of a walk-in (its number) was pressed: who was it?
        next_asked: Enter was pressed: on to what is still open.
    """

    marked = Signal(int, object)
    link_asked = Signal(int)
    next_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.roll = RollModel(self)
        self.pointer = NOWHERE
        self._high = 0
        self._painter = RollDelegate(self)
        self.setModel(self.roll)
        self.setItemDelegate(self._painter)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Roll"))

    def show_rows(self, rows: Sequence[RollRow]) -> None:
        """Show other rows; the current one stays the one of the same person."""
        line = self.current()
        self.roll.set_rows(rows)
        if line is not None and not self.currentIndex().isValid():
            self.go_to_line(key_of(line))

    def current(self) -> RollRow | None:
        """Return the row that keys would mark."""
        index = self.currentIndex()
        return index.data(Qt.ItemDataRole.UserRole) if index.isValid() else None

    def go_to_line(self, key: UUID | None) -> None:
        """Make the row of a person or of a walk-in's mark the current one."""
        keys = [key_of(row) for row in self.roll.rows]
        self.go_to(keys.index(key) if key in keys else len(keys) - 1)

    def go_to(self, number: int) -> None:
        """Make a row the current one and keep two rows of what comes next in sight."""
        if not 0 <= number < self.roll.rowCount():
            return
        self.setCurrentIndex(self.roll.index(number))
        self.scrollTo(self.roll.index(min(number + AHEAD, self.roll.rowCount() - 1)))
        self.scrollTo(self.roll.index(number))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Mark by digit, go on by Enter; everything else is the list's own."""
        mark = dict(KEYS).get(-1 if (digit := digit_of(event)) is None else digit)
        index = self.currentIndex()
        if mark is not None and index.isValid():
            self.marked.emit(index.row(), mark)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.next_asked.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure the rows again where another width makes them higher or lower."""
        super().resizeEvent(event)
        high = row_height(self.viewport().width())
        if high != self._high:
            self._high = high
            self.doItemsLayout()
            self.go_to(self.currentIndex().row())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what a press would do here."""
        super().mouseMoveEvent(event)
        self._point_at(event.position())

    def leaveEvent(self, event: QEvent) -> None:
        """Forget where the pointer was."""
        super().leaveEvent(event)
        self._point_at(NOWHERE)

    def _point_at(self, place: QPointF) -> None:
        for each in (self.pointer, place):
            self.viewport().update(self.visualRect(self.indexAt(each.toPoint())))
        self.pointer = place


class RollDelegate(QStyledItemDelegate):
    """Paints a row and hears a press on one of its marks."""

    def __init__(self, view: RollView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the size of a row, which depends on the width of the list."""
        return QSize(theme().px(300), row_height(self._view.viewport().width()))

    def editorEvent(
        self,
        event: QEvent,
        _model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Give the mark whose button was pressed."""
        if event.type() != QEvent.Type.MouseButtonRelease or not isinstance(event, QMouseEvent):
            return False
        place = event.position()
        cells = mark_cells(option.rect)
        for cell, (_digit, mark) in zip(cells, KEYS, strict=True):
            if cell.contains(place):
                self._view.marked.emit(index.row(), mark)
                return True
        row: RollRow = index.data(Qt.ItemDataRole.UserRole)
        link = link_cell(option.rect, cells[0].x(), row)
        if link is not None and link.contains(place):
            self._view.link_asked.emit(index.row())
            return True
        return False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        row: RollRow = index.data(Qt.ItemDataRole.UserRole)
        here = index.row() == self._view.currentIndex().row()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_row(
            painter,
            option.rect,
            index.row() + 1,
            row,
            here=here,
            focused=here and self._view.hasFocus(),
            pointer=self._view.pointer,
        )
        painter.restore()
