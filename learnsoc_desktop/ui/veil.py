"""A card over the page: the palette and the help. The page stays readable behind it."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from learnsoc_desktop.ui.dressed import Dressed
from learnsoc_desktop.ui.layout import column, panel, row
from learnsoc_desktop.ui.theme import theme

TOP = 84  # distance of the card from the top of the window
WIDE, WIDEST = 720, 900


class Veil(Dressed, QWidget):
    """One flat layer over the whole window with a card on it; Esc or a press beside it closes it.

    A subclass puts its layout into ``card``.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._over = window
        self._came_from: QWidget | None = None
        self.card: QFrame = panel()
        policy = QSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum)
        self.card.setSizePolicy(policy)
        self.setLayout(column(row(None, self.card, None), None, gap=0))
        window.installEventFilter(self)
        self.hide()

    def dress(self) -> None:
        """Give the card its width."""
        t = theme()
        room = self._over.width() - 48
        self.card.setFixedWidth(min(t.px(WIDE), WIDEST, max(room, 320)))
        layout = self.layout()
        if layout is not None:
            high = self._over.height()
            layout.setContentsMargins(0, min(t.px(TOP), high // 8), 0, 20)

    def lay(self, focus: QWidget) -> None:
        """Lay it over the window and give ``focus`` the keys."""
        if not self.isVisible():
            self._came_from = self.window().focusWidget()
        self.setGeometry(self._over.rect())
        self.dress()
        self.raise_()
        self.show()
        focus.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def lift(self) -> None:
        """Take it away; the keys go back to where they were."""
        self.hide()
        if self._came_from is not None and self._came_from.isVisible():
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        self._came_from = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._over.rect())
            self.dress()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc; no other key reaches the page behind."""
        if event.key() == Qt.Key.Key_Escape:
            self.lift()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close on a press beside the card."""
        if not self.card.geometry().contains(event.position().toPoint()):
            self.lift()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001  Qt's own signature
        """Keep Tab inside the card."""
        inside = [
            widget
            for widget in self.card.findChildren(QWidget)
            if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        if not inside:
            return True
        focused = self.window().focusWidget()
        at = inside.index(focused) if focused in inside else -1
        step = 1 if next else -1
        inside[(at + step) % len(inside)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        QPainter(self).fillRect(self.rect(), theme().colour("veil"))
