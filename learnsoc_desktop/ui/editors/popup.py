"""A panel that opens under a field, inside the window: no window manager has a say in it."""

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QScrollBar, QWidget

GAP = 2


class Popup(QFrame):
    """Lies over what stands below its field, or above the field when there is more room.

    Signals:
        closed: It went away.
    """

    closed = Signal()

    def __init__(self, anchor: QWidget) -> None:
        super().__init__(anchor.window())
        self.anchor = anchor
        self.setProperty("panel", "popup")
        self.setAutoFillBackground(True)
        self.hide()
        self._followed: list[QScrollBar] = []
        anchor.installEventFilter(self)
        anchor.destroyed.connect(self.deleteLater)

    def wanted(self, room: int) -> QSize:
        """Return the size it would have, when ``room`` pixels of height are there."""
        return self.sizeHint().boundedTo(QSize(16777215, room))

    def open_below(self) -> None:
        """Show it at its field."""
        self.place()
        self.show()
        self.raise_()
        self.window().installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)
        above = self.anchor.parentWidget()
        while above is not None:
            if isinstance(above, QAbstractScrollArea):
                self._followed.append(above.verticalScrollBar())
                self._followed[-1].valueChanged.connect(self.place)
            above = above.parentWidget()

    def place(self, _scrolled: int = 0) -> None:
        """Lay it under the field, or over it, and keep it inside the window."""
        window, anchor = self.anchor.window(), self.anchor
        top_left = anchor.mapTo(window, QPoint(0, 0))
        below = window.height() - top_left.y() - anchor.height() - 2 * GAP
        above = top_left.y() - 2 * GAP
        size = self.wanted(max(below, above))
        under = size.height() <= below or below >= above
        size = size.boundedTo(QSize(window.width() - 2 * GAP, below if under else above))
        y = top_left.y() + anchor.height() + GAP if under else top_left.y() - GAP - size.height()
        x = max(GAP, min(top_left.x(), window.width() - GAP - size.width()))
        self.setGeometry(x, y, size.width(), size.height())

    def close_popup(self) -> None:
        """Take it away."""
        if self.isVisible():
            self.window().removeEventFilter(self)
            app = QApplication.instance()
            if isinstance(app, QApplication):
                app.focusChanged.disconnect(self._focus_moved)
            for bar in self._followed:
                bar.valueChanged.disconnect(self.place)
            self._followed = []
            self.hide()
            self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go away with its field, and when the window changes its size or is pressed elsewhere."""
        if watched is self.anchor:
            if event.type() == QEvent.Type.Hide:
                self.close_popup()
        elif event.type() == QEvent.Type.Resize or (
            isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseButtonPress
            and not self.geometry().contains(event.position().toPoint())
        ):
            self.close_popup()
        return super().eventFilter(watched, event)

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Go away when the keyboard goes elsewhere."""
        if new is not None and new is not self.anchor and not self.isAncestorOf(new):
            self.close_popup()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep presses between its parts to itself."""
        if event.button() == Qt.MouseButton.LeftButton:
            event.accept()
