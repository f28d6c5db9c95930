"""Parts that stand side by side, or one below the other where there is no room."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from learnsoc_desktop.ui.buttons import Button
from learnsoc_desktop.ui.dressed import Fitted

GAP = 8


def turn(layout: QBoxLayout, *, level: bool) -> None:
    """Let a row become a column, or a column a row, and tell what holds it."""
    way = QBoxLayout.Direction.LeftToRight if level else QBoxLayout.Direction.TopToBottom
    if layout.direction() != way:
        layout.setDirection(way)
        layout.update()  # setDirection() alone does not say that the size changed


class Pair(Fitted, QWidget):
    """Buttons that share a line while their words fit."""

    def __init__(self, *buttons: Button) -> None:
        super().__init__()
        self._buttons = buttons
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(GAP)
        for each in buttons:
            each.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._line.addWidget(each, 1)
        self.setLayout(self._line)
        self.fit()

    def minimumSizeHint(self) -> QSize:
        """Return the least size: the buttons below each other."""
        wide = max(each.sizeHint().width() for each in self._buttons)
        return QSize(wide, self._high())

    def sizeHint(self) -> QSize:
        """Return the same: it takes the width it is given."""
        return self.minimumSizeHint()

    def _needs(self) -> int:
        widest = max(each.sizeHint().width() for each in self._buttons)
        return widest * len(self._buttons) + GAP * (len(self._buttons) - 1)

    def _high(self) -> int:
        high = max(each.sizeHint().height() for each in self._buttons)
        lines = 1 if self._needs() <= self.width() else len(self._buttons)
        return high * lines + GAP * (lines - 1)

    def fit(self) -> None:
        """Turn when the words do not fit."""
        turn(self._line, level=self._needs() <= self.width())
        self.setFixedHeight(self._high())
