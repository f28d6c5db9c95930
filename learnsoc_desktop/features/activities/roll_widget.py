"""The roll of a session: big rows with five marks, for keys, mouse and touch."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.features.activities.model import Mark
from learnsoc_desktop.features.activities.sheet_queries import RollRow
from learnsoc_desktop.ui.keys import digit_of
from learnsoc_desktop.ui.paint import (
    avatar,
    draw,
    draw_icon,
    fill,
    initial,
    middle,
    pill,
    pill_width,
    rule,
    width,
)
from learnsoc_desktop.ui.theme import CONTROL, theme

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
ROW = 66

# The mark of each digit key, in the order the buttons stand: the one that harms stands apart, as 0 does.
KEYS: tuple[tuple[int, Mark], ...] = (
    (1, Mark.PRESENT),
    (2, Mark.LATE),
    (3, Mark.LEAVE),
    (4, Mark.LEFT_EARLY),
    (0, Mark.ABSENT),
)
SIGNS: dict[Mark, tuple[str, str]] = {
    Mark.PRESENT: ("check", "good"),
    Mark.LATE: ("clock", "late"),
    Mark.LEAVE: ("flag", "leave"),
    Mark.LEFT_EARLY: ("log-out", "early"),
    Mark.ABSENT: ("x", "bad"),
}
LEAST_WIDE = 64  # of a button; a longer word makes it wider
APART = 18
PAGE_STEP = 6


class RollModel(QAbstractListModel):
    """Shows the frozen rows of a roll."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[RollRow] = ()

    def set_rows(self, rows: Sequence[RollRow]) -> None:
        """Show ``rows``; the view keeps its place while they are as many as before."""
        if len(rows) == len(self.rows):
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
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(index.row() + 1, row)
        return None


def spoken(number: int, row: RollRow) -> str:
    """Return a line in words: number, nickname, name, village, mark."""
    mark = row.mark.label if row.mark else _("no mark yet")
    parts = (str(number), row.nickname, row.name, row.village, mark)
    return ", ".join(dict.fromkeys(part for part in parts if part))


class RollView(QListView):
    """The list: digits mark the current row by the place of the key, arrows move.

    Signals:
        marked: A row (its number from 0) was given a mark.
    """

    marked = Signal(int, object)

    def __init__(self) -> None:
        super().__init__()
        self.roll = RollModel(self)
        self._painter = RowDelegate(self)
        self.setModel(self.roll)
        self.setItemDelegate(self._painter)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Roll"))

    def current(self) -> RollRow | None:
        """Return the row that keys would mark."""
        index = self.currentIndex()
        return index.data(Qt.ItemDataRole.UserRole) if index.isValid() else None

    def go_to(self, number: int) -> None:
        """Make a row the current one and keep two rows of what comes next in sight."""
        if not 0 <= number < self.roll.rowCount():
            return
        self.setCurrentIndex(self.roll.index(number))
        ahead = min(number + 2, self.roll.rowCount() - 1)
        self.scrollTo(self.roll.index(ahead))
        self.scrollTo(self.roll.index(number))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Mark by digit; everything else is the list's own."""
        mark = dict(KEYS).get(-1 if (digit := digit_of(event)) is None else digit)
        index = self.currentIndex()
        if mark is not None and index.isValid():
            self.marked.emit(index.row(), mark)
            return
        super().keyPressEvent(event)


class RowDelegate(QStyledItemDelegate):
    """Paints a row and hears a press on one of its marks."""

    def __init__(self, view: RollView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the size of a row."""
        return QSize(theme().px(400), theme().px(ROW))

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
        for cell, (_digit, mark) in zip(mark_cells(option.rect), KEYS, strict=True):
            if cell.contains(event.position()):
                self._view.marked.emit(index.row(), mark)
                return True
        return False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        t, rect = theme(), option.rect
        row: RollRow = index.data(Qt.ItemDataRole.UserRole)
        here = index.row() == self._view.currentIndex().row()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, t.colour("primary_soft" if here else "surface"))
        rule(painter, rect.left(), rect.right() + 1, rect.bottom())
        if here:
            ring = "focus" if self._view.hasFocus() else "edge"
            fill(painter, QRectF(rect).adjusted(1, 0, -1, -1), "", CONTROL, ring, 3)
        cells = mark_cells(rect)
        _paint_person(painter, rect, cells[0].x(), index.row() + 1, row)
        for cell, (digit, mark) in zip(cells, KEYS, strict=True):
            _paint_mark(painter, cell, digit, mark, row.mark)
        painter.restore()


def mark_cells(rect: QRect) -> list[QRectF]:
    """Return the five buttons of a row, at its right; each as wide as its word needs."""
    t = theme()
    high, gap = t.px(48), t.px(6)
    cap = t.px(31 if not t.step else 15)
    least = t.px(84 if not t.step else LEAST_WIDE)
    wide = [max(least, round(width(mark.label, "lead") + cap + t.px(22))) for _d, mark in KEYS]
    left = rect.right() - t.px(14) - sum(wide) - 3 * gap - t.px(APART)
    places = []
    for number, each in enumerate(wide):
        top = rect.y() + (rect.height() - high) / 2
        places.append(QRectF(left, top, each, high))
        left += each + (t.px(APART) if number == len(wide) - 2 else gap)
    return places


def _paint_person(painter: QPainter, rect: QRect, end: float, number: int, row: RollRow) -> None:
    t, y, high = theme(), rect.y(), rect.height()
    if row.walk_in:
        side = t.px(20)
        x = rect.x() + 12 + t.px(8)
        draw_icon(painter, "user-plus", "ink_soft", x, y + (high - side) / 2, side)
    else:
        draw(
            painter,
            rect.x() + 12,
            middle(y, high),
            formats.numerals(str(number)),
            "body",
            "ink_soft",
            room=t.px(28),
            align="right",
        )
    side, x = t.px(44), rect.x() + 12 + t.px(42)
    avatar(painter, x, y + (high - side) / 2, side, initial(row.nickname or row.name))
    x += side + 14
    room = end - x - 16
    used = draw(painter, x, y + t.px(28), row.nickname, "big", room=room)
    after = x + used + 10
    note, tone = _pill_of(row)
    if note and used + 10 + pill_width(note) < room:
        pill(painter, after, y + t.px(7), note, tone)
    elif (t.step or row.twin) and row.village:
        # same nicknames are told apart by the village, which then stands beside them
        left = room - used - 10
        if left > t.px(24):
            role, ink = ("strong", "primary") if row.twin else ("body", "ink_soft")
            draw(painter, after, y + t.px(28), row.village, role, ink, room=left)
    draw(painter, x, y + t.px(52), _under(row), "body", "ink_soft", room=room)


def _pill_of(row: RollRow) -> tuple[str, str]:
    if row.walk_in:
        return _("walk-in"), "ink_soft"
    if row.mark is Mark.LEFT_EARLY and row.left_at:
        return _("left {time}").format(time=formats.time_of_day(row.left_at)), "early"
    return "", ""


def _under(row: RollRow) -> str:
    if row.walk_in and row.person_id is None:
        return _("{sex} · not on the roll; details can follow").format(sex=row.sex.label)
    parts = (row.name, row.village) if not (theme().step or row.twin) else (row.name,)
    return " · ".join(part for part in parts if part)


def _paint_mark(
    painter: QPainter, cell: QRectF, digit: int, mark: Mark, given: Mark | None
) -> None:
    t, word = theme(), mark.label
    sign, tone = SIGNS[mark]
    if given is mark:
        fill(painter, cell, tone, CONTROL)
        left = cell.x() + (cell.width() - t.px(28) - width(word, "lead")) / 2
        side = t.px(22)
        draw_icon(painter, sign, "surface", left, cell.y() + (cell.height() - side) / 2, side)
        base = middle(cell.y(), cell.height(), "lead")
        draw(painter, left + t.px(28), base, word, "lead", "surface")
        return
    waiting = given is None
    fill(painter, cell, "surface", CONTROL, "edge" if waiting else "line", 1)
    ink, role = ("ink", "lead") if waiting else ("ink_soft", "body")
    base = middle(cell.y(), cell.height(), role)
    key = str(digit)
    cap_room = t.px(15 if t.step else 31)
    left = cell.x() + (cell.width() - cap_room - width(word, role)) / 2
    small = middle(cell.y(), cell.height(), "small_strong")
    if t.step:  # large text: the key stands without its cap
        draw(painter, left, small, key, "small_strong", "ink_soft")
    else:
        cap = QRectF(left, cell.y() + (cell.height() - t.px(24)) / 2, t.px(24), t.px(24))
        fill(painter, cap, "sunken", 4)
        draw(painter, cap.x(), small, key, "small_strong", ink, room=cap.width(), align="centre")
    draw(painter, left + cap_room, base, word, role, ink)


HELP_KEYS: tuple[tuple[str, str], ...] = (
    ("1", N_("present")),
    ("2", N_("late")),
    ("3", N_("on leave")),
    ("4", N_("left early")),
    ("0", N_("absent")),
)
