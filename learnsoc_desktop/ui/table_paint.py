"""How the rows of a list are drawn: one delegate for all lists, nothing built per cell."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QHelpEvent, QImage, QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from learnsoc_desktop.ui.columns import Column, Face, Sign
from learnsoc_desktop.ui.paint import avatar, draw, draw_icon, fill, middle, pill, rule, width
from learnsoc_desktop.ui.record_table import RecordTableModel
from learnsoc_desktop.ui.text import tip
from learnsoc_desktop.ui.theme import theme

Index = QModelIndex | QPersistentModelIndex
Pictures = Callable[[str], bytes]

ROW, HEAD = 44, 36  # heights at the first text size
FIRST, SIDE = 14, 8  # room before the first column, and around the others
BAR = 4  # of the chosen row


def row_height() -> int:
    """Return the height of a row at this text size."""
    return theme().px(ROW)


def no_picture(_sha256: str) -> bytes:
    """Stand for a list whose rows have no pictures."""
    return b""


class RowDelegate(QStyledItemDelegate):
    """Paints a cell from the frozen row. The size is constant: the view never asks row by row.

    ``pictures`` gives the bytes of a picture by its hash, empty when there is none. ``keys`` is the list
    that has the keys where two lists show the same rows.
    """

    keys: QAbstractItemView | None = None

    def __init__(self, parent: QObject | None = None, pictures: Pictures = no_picture) -> None:
        super().__init__(parent)
        self._portraits = lru_cache(maxsize=128)(self._portrait)
        self._pictures = pictures
        self.hovered = -1

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the constant size of a cell."""
        return QSize(80, row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        model = index.model()
        if not isinstance(model, RecordTableModel):
            return
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        view = self.keys or option.widget
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setClipRect(rect)
        ground = (
            "primary_soft" if chosen else "ground" if index.row() == self.hovered else "surface"
        )
        painter.fillRect(rect, theme().colour(ground))
        rule(painter, rect.left(), rect.right() + 1, rect.bottom())
        row, at = model.row(index.row()), index.column()
        self.paint_inside(painter, rect, row, model.columns[at], first=at == 0, chosen=chosen)
        if isinstance(view, QAbstractItemView) and _has_cursor(view, index):
            ring = theme().colour("focus")  # around the row, not around the cell
            painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 2), ring)
            painter.fillRect(QRect(rect.left(), rect.bottom() - 1, rect.width(), 2), ring)
        painter.restore()

    def paint_inside(
        self,
        painter: QPainter,
        rect: QRect,
        row: Any,  # noqa: ANN401  a row of the list; None while it is fetched
        column: Column[Any],
        *,
        first: bool,
        chosen: bool,
    ) -> None:
        """Draw what stands in a cell, on its ground; ``first`` is the column at the left edge."""
        if chosen and first:
            draw_bar(painter, rect)
        box = _inner(rect, first=first)
        if row is None:
            self._wait(painter, box)
        else:
            self._cell(painter, box, column, row, chosen=chosen)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Show the whole text of a cell that had to be cut."""
        del option
        model = index.model()
        if event.type() != QEvent.Type.ToolTip or not isinstance(model, RecordTableModel):
            return False
        text = str(index.data() or "")
        room = _inner(view.visualRect(_plain(index)), first=index.column() == 0).width()
        cut = width(text) > room - _before(model.columns[index.column()])
        QToolTip.showText(event.globalPos(), tip(text) if cut else "", view)
        return True

    def _cell(
        self, painter: QPainter, box: QRectF, column: Column[Any], row: object, *, chosen: bool
    ) -> None:
        text = column.text(row)
        if column.sign is not None and (sign := column.sign(row)) is not None:
            _draw_sign(painter, box, sign, text)
            return
        if column.face is not None:
            size = theme().px(30)
            self._face(
                painter, box.x(), box.y() + (box.height() - size) / 2, size, column.face(row)
            )
            box = box.adjusted(size + 10, 0, 0, 0)
        t, role = theme(), "strong" if chosen and not column.quiet else "body"
        shown, used = _cut(text, role, max(round(box.width()), 1), t.step)
        left = box.right() - used if column.right else box.x()
        painter.setFont(t.font(role))
        painter.setPen(t.colour("ink_soft" if column.quiet else "ink"))
        painter.drawText(QPointF(left, middle(box.y(), box.height(), role)), shown)

    def _face(self, painter: QPainter, x: float, y: float, size: int, face: Face) -> None:
        if face.picture:
            ratio = painter.device().devicePixelRatioF()
            portrait = self._portraits(face.picture, size, ratio)
            if portrait is not None:
                painter.drawPixmap(round(x), round(y), portrait)
                return
        avatar(painter, x, y, size, face.letter)

    def _portrait(self, sha256: str, size: int, ratio: float) -> QPixmap | None:
        image = QImage.fromData(self._pictures(sha256))
        return None if image.isNull() else round_picture(image, size, ratio)

    def _wait(self, painter: QPainter, box: QRectF) -> None:
        high = theme().px(12)
        bar = QRectF(box.x(), box.y() + (box.height() - high) / 2, box.width() * 0.6, high)
        fill(painter, bar, "sunken", high / 2)


def draw_bar(painter: QPainter, rect: QRect) -> None:
    """Mark the chosen row at its left edge."""
    painter.fillRect(QRect(rect.left(), rect.top(), BAR, rect.height()), theme().colour("primary"))


def round_picture(image: QImage, size: int, ratio: float = 1.0) -> QPixmap:
    """Return the middle of a picture in a disc of ``size`` logical pixels."""
    edge = round(size * ratio)
    scaled = image.scaled(
        edge,
        edge,
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )
    result = QPixmap(edge, edge)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    disc = QPainterPath()
    disc.addEllipse(QRectF(0, 0, edge, edge))
    painter.setClipPath(disc)
    painter.drawImage((edge - scaled.width()) // 2, (edge - scaled.height()) // 2, scaled)
    painter.end()
    result.setDevicePixelRatio(ratio)
    return result


@lru_cache(maxsize=4096)
def _cut(text: str, role: str, room: int, _step: int) -> tuple[str, float]:
    """Return what of ``text`` is shown in ``room`` pixels and its width; the same words come again."""
    metrics = theme().metrics(role)
    used = metrics.horizontalAdvance(text)
    if used <= room:
        return text, used
    text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    return text, metrics.horizontalAdvance(text)


def _draw_sign(painter: QPainter, box: QRectF, sign: Sign, text: str) -> None:
    t = theme()
    role = "small_strong" if sign.strong else "small"
    if sign.pill:
        high = t.px(26)
        pill(painter, box.x(), box.y() + (box.height() - high) / 2, text, sign.tone, sign.icon)
        return
    size = t.px(18)
    draw_icon(painter, sign.icon, sign.tone, box.x(), box.y() + (box.height() - size) / 2, size)
    left = box.x() + t.px(24)
    room = max(box.right() - left, 1)
    draw(painter, left, middle(box.y(), box.height(), role), text, role, sign.tone, room=room)


def _inner(rect: QRect, *, first: bool) -> QRectF:
    left = FIRST if first else SIDE
    return QRectF(rect).adjusted(left, 0, -SIDE, 0)


def _before(column: Column[Any]) -> int:
    """Return how much of a cell stands before its text."""
    if column.face is not None:
        return theme().px(30) + 10
    return theme().px(24) if column.sign is not None else 0


def _has_cursor(view: QAbstractItemView, index: Index) -> bool:
    return view.hasFocus() and view.currentIndex().row() == index.row()


def _plain(index: Index) -> QModelIndex:
    return index.model().index(index.row(), index.column())
