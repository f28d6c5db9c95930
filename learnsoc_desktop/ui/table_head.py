"""The head of a list: titles, and the arrow of the column the rows are sorted by."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from learnsoc_desktop.ui.dressed import Dressed
from learnsoc_desktop.ui.paint import draw, draw_icon, middle, width
from learnsoc_desktop.ui.record_table import RecordTableModel
from learnsoc_desktop.ui.table_paint import FIRST, HEAD, SIDE
from learnsoc_desktop.ui.theme import theme


class TableHead(Dressed, QHeaderView):
    """Painted by the theme: a style sheet leaves no room for stacked marks beside the arrow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(10)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.dress()

    def sizeHint(self) -> QSize:
        """Return the height of the head at this text size."""
        return QSize(super().sizeHint().width(), theme().px(HEAD))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        """Draw one title."""
        model = self.model()
        if not isinstance(model, RecordTableModel):
            return
        t = theme()
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, t.colour("sunken"))
        column = model.columns[logicalIndex]
        left = FIRST if self.visualIndex(logicalIndex) == 0 else SIDE
        box = QRectF(rect).adjusted(left, 0, -SIDE, 0)
        role, sign = "small", t.px(16)
        if column.key == model.sorted_by:
            role = "small_strong"
            room = box.width() - sign - 4
            used = min(width(column.head, role), room)
            at = box.right() - sign if column.right else box.x() + used + 4
            name = "arrow-down" if model.descending else "arrow-up"
            draw_icon(painter, name, "ink_soft", at, box.y() + (box.height() - sign) / 2, sign)
            box.setRight(box.right() - sign - 4)
        draw(
            painter,
            box.x(),
            middle(box.y(), box.height(), role),
            column.head,
            role,
            "ink_soft",
            room=max(box.width(), 1),
            align="right" if column.right else "left",
        )
        painter.restore()

    def dress(self) -> None:
        """Grow with the text."""
        self.setFixedHeight(theme().px(HEAD))
