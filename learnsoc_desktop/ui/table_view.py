"""The list itself: rows to walk through by keys, columns that fit the room, ways to copy it."""

from collections.abc import Callable, Hashable, Sequence
from math import ceil
from operator import attrgetter
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from learnsoc_desktop.ui.columns import Column, fitting
from learnsoc_desktop.ui.dressed import Dressed
from learnsoc_desktop.ui.paint import width
from learnsoc_desktop.ui.record_table import Index, RecordTableModel, RowSource
from learnsoc_desktop.ui.table_head import TableHead
from learnsoc_desktop.ui.table_paint import SIDE, Pictures, RowDelegate, no_picture, row_height
from learnsoc_desktop.ui.theme import theme

LEFT_RIGHT = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right})
LEAST = 150  # pixels of the name at the first text size
MEASURED = 24  # rows that decide how wide a column should be
ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class RecordView(Dressed, QTableView):
    """Shows the rows of a source; the chosen row stays chosen when the rows are read again.

    Signals:
        chosen: Another row is the current one (the row, or None).
        opened: Enter or a double click (the row).
        typed: A letter was typed, which the search field takes (the text).
        sort_asked: The rows are to be read again in this order (key of the column, descending).
        marked: Other rows are marked, where several can be.
    """

    marked = Signal()
    chosen = Signal(object)
    opened = Signal(object)
    typed = Signal(str)
    sort_asked = Signal(str, bool)

    def __init__(
        self,
        columns: Sequence[Column[Any]],
        parent: QWidget | None = None,
        *,
        key: Callable[[Any], Hashable] = attrgetter("id"),
        pictures: Pictures = no_picture,
    ) -> None:
        super().__init__(parent)
        self.records: RecordTableModel[Any] = RecordTableModel(columns, self)
        self._key = key
        self._last: Hashable = None
        self._quiet = False
        self._scrolls_sideways = False
        self._measured = False
        self._fitted: object = None  # what the columns were fitted to
        self._delegate = RowDelegate(self, pictures)
        self.setHorizontalHeader(TableHead(self))
        self.setModel(self.records)
        self.setItemDelegate(self._delegate)
        self._set_up()
        self.dress()
        self.records.sort_asked.connect(self.sort_asked)
        self.horizontalHeader().sectionClicked.connect(self._sort_by_section)
        self.doubleClicked.connect(self._open)

    def current_row(self) -> Any:  # noqa: ANN401  a row of any list
        """Return the row the cursor is on, or None."""
        return self.records.row(self.currentIndex().row())

    def allow_many(self) -> None:
        """Let several rows be marked, by Shift, Ctrl and Ctrl+A; the cursor stays on one of them."""
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.selectionModel().selectionChanged.connect(lambda _on, _off: self.marked.emit())

    def marked_spans(self) -> list[tuple[int, int]]:
        """Return the marked rows as spans: first row, and the one behind the last."""
        found = self.selectionModel().selection().toList()
        spans = sorted({(one.top(), one.bottom() + 1) for one in found})
        joined: list[tuple[int, int]] = []
        for first, end in spans:
            if joined and first <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((first, end))
        return joined

    def marked_count(self) -> int:
        """Return how many rows are marked."""
        return sum(end - first for first, end in self.marked_spans())

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show rows that are all at hand."""
        self._replace(lambda: self.records.set_rows(rows, self._key))

    def set_source(self, source: RowSource[Any], *, from_top: bool = False) -> None:
        """Show the rows of a source; ``from_top`` chooses the first one, as a new search does."""
        if from_top:
            self._last = None
            self._quiet = True
            self.setCurrentIndex(QModelIndex())
            self._quiet = False
        self._replace(lambda: self.records.set_source(source))

    def set_columns(self, columns: Sequence[Column[Any]], *, sideways: bool = False) -> None:
        """Show these columns. ``sideways``: the list scrolls, none leaves when room is short."""
        self._scrolls_sideways = sideways
        self._fitted = None
        self._replace(lambda: self.records.set_columns(columns))
        self._fit_columns()

    def shown_columns(self) -> tuple[Column[Any], ...]:
        """Return the columns that are in sight, in their order."""
        return tuple(
            column for at, column in enumerate(self.records.columns) if not self.isColumnHidden(at)
        )

    def choose(self, key: Hashable) -> bool:
        """Go to the row of this key; return False when it is not there."""
        at = self.records.source.position(key)
        if at >= 0:
            self._go(at)
        return at >= 0

    def sort_by(self, key: str, *, descending: bool = False) -> None:
        """Sort by a column, or ask for rows in this order."""
        at = next((at for at, column in enumerate(self.records.columns) if column.key == key), -1)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self._replace(lambda: self.records.sort(at, order))
        self.horizontalHeader().viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk by rows: Home and End are the first and the last row, Enter opens."""
        key, plain = (
            event.key(),
            event.modifiers()
            in {
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            },
        )
        last = self.records.rowCount() - 1
        if plain and key in ENTER:
            self._open(self.currentIndex())
        elif plain and key == Qt.Key.Key_Home and last >= 0:
            self._go(0)
        elif plain and key == Qt.Key.Key_End and last >= 0:
            self._go(last)
        elif plain and key in LEFT_RIGHT:
            bar = self.horizontalScrollBar()
            step = -bar.singleStep() if key == Qt.Key.Key_Left else bar.singleStep()
            bar.setValue(bar.value() + 3 * step)
        elif plain and event.text().isprintable() and event.text() not in {"", " "}:
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which row is under the mouse."""
        self._hover(self.indexAt(event.position().toPoint()).row())
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the row under the mouse."""
        self._hover(-1)
        super().leaveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the columns that fit."""
        super().resizeEvent(event)
        self._fit_columns()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell who listens that another row is the current one."""
        super().currentChanged(current, previous)
        for index in (current, previous):
            self._paint_row(index.row())
        if not self._quiet and current.row() != previous.row():
            self._tell()

    def _set_up(self) -> None:
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(10)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def dress(self) -> None:
        """Grow with the text."""
        self.verticalHeader().setDefaultSectionSize(row_height())
        self.verticalScrollBar().setSingleStep(row_height())
        self._fit_columns()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def _fit_columns(self) -> None:
        t, columns, room = theme(), self.records.columns, self.viewport().width()
        filled = self.records.rowCount() > 0
        asked = (room, t.scale, columns, self._scrolls_sideways, filled)
        if asked == self._fitted:  # a window that opens is laid out many times
            return
        self._fitted = asked
        kept = columns if self._scrolls_sideways else fitting(columns, room, t.scale)
        wide = {column.key: t.px(column.width) for column in kept}
        left = max(0, room - sum(wide.values()))
        self._measured = filled
        for column in kept:  # short words are shown whole before the name takes what is left
            if not column.stretch and not column.quiet:
                more = min(left, max(0, self._natural(column) - wide[column.key]))
                wide[column.key] += more
                left -= more
        stretched = next((column for column in kept if column.stretch), None)
        if stretched is not None:  # the name gives way before the list has to scroll sideways
            least = min(t.px(LEAST), wide[stretched.key])
            missing = max(0, sum(wide.values()) - room)
            wide[stretched.key] = max(least, wide[stretched.key] + left - missing)
        for at, column in enumerate(columns):
            self.setColumnHidden(at, column.key not in wide)
            if column.key in wide:
                self.setColumnWidth(at, wide[column.key])

    def _natural(self, column: Column[Any]) -> int:
        """Return the width at which the head and the first rows of a column are not cut."""
        first = (self.records.row(at) for at in range(min(self.records.rowCount(), MEASURED)))
        texts = [column.text(row) for row in first if row is not None]
        words = max((width(text, "strong") for text in texts), default=0)
        sign = theme().px(24) if column.sign is not None else 0
        return ceil(max(words + sign, width(column.head, "small_strong"))) + 2 * SIDE + 1

    def _replace(self, change: Callable[[], None]) -> None:
        """Change the rows, and go back to the row that was chosen, or to the one in its place."""
        before, at = self._last, max(self.currentIndex().row(), 0)
        height = self.verticalScrollBar().value()
        self._quiet = True
        change()
        count = self.records.rowCount()
        if count and not self._measured:
            self._fit_columns()
        found = self.records.source.position(before) if before is not None else -1
        if count:
            if found == at:  # nothing before it changed, so what is in sight stays
                self.verticalScrollBar().setValue(height)
            self._go(found if found >= 0 else min(at, count - 1))
        self._quiet = False
        self._tell()

    def _go(self, row: int) -> None:
        index = self.records.index(row, self._first_column())
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def _first_column(self) -> int:
        return next(
            (at for at in range(len(self.records.columns)) if not self.isColumnHidden(at)), 0
        )

    def _tell(self) -> None:
        row = self.current_row()
        self._last = None if row is None else self._key(row)
        self.chosen.emit(row)

    def _open(self, index: QModelIndex) -> None:
        row = self.records.row(index.row())
        if row is not None:
            self.opened.emit(row)

    def _sort_by_section(self, section: int) -> None:
        column = self.records.columns[section]
        if column.sortable:
            again = column.key == self.records.sorted_by
            self.sort_by(column.key, descending=again and not self.records.descending)

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered:
            before, self._delegate.hovered = self._delegate.hovered, row
            self._paint_row(before)
            self._paint_row(row)

    def _paint_row(self, row: int) -> None:
        if row >= 0:
            top = self.rowViewportPosition(row)
            self.viewport().update(0, top, self.viewport().width(), self.rowHeight(row))
