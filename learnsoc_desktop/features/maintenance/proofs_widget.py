"""The two proofs that nothing can be lost: the last verified backup, and the last copy on another disk."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from learnsoc_desktop.ui.dressed import Dressed
from learnsoc_desktop.ui.paint import draw, draw_icon, fill, lines
from learnsoc_desktop.ui.theme import theme

ROUND, SIGN = 52, 26
HIGH = 100


class Proof(Dressed, QWidget):
    """One proof: what it is about, when it was given, and what it means, beside a sign in its tone."""

    def __init__(self, head: str) -> None:
        super().__init__()
        self._head, self._icon, self._tone, self._when, self._means = head, "clock", "ink", "", ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def tell(self, icon: str, tone: str, when: str, means: str) -> None:
        """Say it: ``tone`` good, late, bad, or ink while nobody knows."""
        self._icon, self._tone, self._when, self._means = icon, tone, when, means
        self.setAccessibleName(f"{self._head}: {when}")
        self.setAccessibleDescription(means)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Return True: what it means may take a second line."""
        return True

    def heightForWidth(self, wide: int) -> int:
        """Return the height its lines need in this width."""
        more = len(lines(self._means, "body", wide - self._left())) - 1
        return theme().px(HIGH) + max(more, 0) * theme().line("body")

    def sizeHint(self) -> QSize:
        """Return the size it wants."""
        return QSize(theme().px(320), theme().px(HIGH))

    def minimumSizeHint(self) -> QSize:
        """Return the least size it can be read in."""
        return QSize(theme().px(200), theme().px(HIGH))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        t, painter = theme(), QPainter(self)
        side, sign = t.px(ROUND), t.px(SIGN)
        soft = "sunken" if self._tone == "ink" else f"{self._tone}_soft"
        fill(painter, QRectF(0, t.px(14), side, side), soft, side / 2)
        inset = (side - sign) / 2
        draw_icon(painter, self._icon, self._tone, inset, t.px(14) + inset, sign)
        left, room = self._left(), self._room()
        draw(painter, left, t.px(26), self._head, "body", "ink_soft", room=room)
        draw(painter, left, t.px(57), self._when, "big", self._tone, room=room)
        for number, line in enumerate(lines(self._means, "body", room)):
            draw(painter, left, t.px(85) + number * t.line("body"), line, "body", room=room)

    def _left(self) -> int:
        return theme().px(ROUND) + theme().px(16)

    def _room(self) -> int:
        return self.width() - self._left()
