"""The foot of a page that asks for a decision: its buttons, and what can be done about it later."""

from collections.abc import Sequence

from PySide6.QtWidgets import QBoxLayout, QWidget

from learnsoc_desktop.ui.dressed import Fitted
from learnsoc_desktop.ui.layout import column, hosted, row
from learnsoc_desktop.ui.text import Remark
from learnsoc_desktop.ui.theme import theme

LEAST = 260  # pixels at the first text size that a remark between the buttons wants


class DecisionFoot(Fitted, QWidget):
    """Buttons at both ends, a remark between them; where there is no room for it, above them."""

    def __init__(self, left: Sequence[QWidget], right: Sequence[QWidget], remark: str) -> None:
        super().__init__()
        self._buttons = (*left, *right)
        self.remark = Remark("undo-2", remark, "good", ink="ink")
        self._above, self._between = column(gap=0), column(None, gap=0)
        self._held = hosted(self._between)
        self.setLayout(column(self._above, row(*left, (self._held, 1), *right, gap=16), gap=8))
        self._between.addStretch(1)
        self._put(self._between)

    def fit(self) -> None:
        """Put the remark where there is room for it."""
        taken = sum(each.sizeHint().width() + 16 for each in self._buttons)
        tight = self.width() - taken < theme().px(LEAST)
        self._put(self._above if tight else self._between)

    def _put(self, place: QBoxLayout) -> None:
        if place.indexOf(self.remark) >= 0:
            return
        for each in (self._above, self._between):
            each.removeWidget(self.remark)
        place.insertWidget(1 if place is self._between else 0, self.remark)
