"""Places the fields of one part of a form in lines of 12 units."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from learnsoc_desktop.ui.form_cell import FieldCell
from learnsoc_desktop.ui.form_lines import GAP, UNITS

Line = Sequence[tuple[FieldCell, int]]
DOWN = 6  # pixels between two lines


class FieldGrid(QWidget):
    """Lines of fields, each as wide as its units and as high as it must be.

    QGridLayout has no gap between columns in which nothing begins, so that units would differ.
    """

    def __init__(self, cells: Sequence[FieldCell]) -> None:
        super().__init__()
        self._lines: list[Line] = []
        for cell in cells:
            cell.setParent(self)
            cell.installEventFilter(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_lines(self, lines: Sequence[Line], room: int) -> None:
        """Show these lines in ``room`` pixels of width."""
        self._lines = list(lines)
        for line in self._lines:
            for cell, units in line:
                cell.fit(width_of(units, room))
        self._place(room)

    def minimumSizeHint(self) -> QSize:
        """Return no width: the fields share what is there."""
        return QSize(1, self.minimumHeight())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Make room when a field has more or less to say."""
        if event.type() == QEvent.Type.LayoutRequest and isinstance(watched, FieldCell):
            watched.fit(watched.width())
            self._place(self.width())
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        """Measure again: before it is shown nothing has the sizes of its style."""
        super().showEvent(event)
        self.set_lines(self._lines, self.width())

    def _place(self, room: int) -> None:
        y = 0
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for line in self._lines:
            high = max(cell.sizeHint().height() for cell, _units in line)
            at = 0
            for cell, units in line:
                x = width_of(at, room) + (GAP if at else 0)
                wide = (
                    width_of(at + units, room) - x
                )  # rounded once: a line ends where the room does
                if right_to_left:
                    x = room - x - wide
                cell.setGeometry(x, y, wide, cell.sizeHint().height())
                at += units
            y += high + DOWN
        self.setFixedHeight(max(y - DOWN, 0))


def width_of(units: int, room: int) -> int:
    """Return the width of so many units side by side, gaps between them and not around them."""
    if units == 0:
        return 0
    unit = (room - (UNITS - 1) * GAP) / UNITS
    return round(units * unit + (units - 1) * GAP)
