"""Rows and columns of widgets, scroll areas and panels, without ceremony."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
    QWidgetItem,
)

# A widget, a layout, one of them with its stretch, a distance in pixels, or None: a stretch.
Item = QWidget | QLayout | tuple[QWidget | QLayout, int] | int | None
Margins = tuple[int, int, int, int]  # left, top, right, bottom


def row(*items: Item, gap: int = 8, margins: Margins = (0, 0, 0, 0)) -> QHBoxLayout:
    """Return a layout with ``items`` side by side; an int is a distance, None a stretch."""
    layout = QHBoxLayout()
    _add(layout, items, gap, margins)
    return layout


def column(*items: Item, gap: int = 8, margins: Margins = (0, 0, 0, 0)) -> QVBoxLayout:
    """Return a layout with ``items`` one below the other; an int is a distance, None a stretch."""
    layout = QVBoxLayout()
    _add(layout, items, gap, margins)
    return layout


def _add(layout: QBoxLayout, items: Sequence[Item], gap: int, margins: Margins) -> None:
    layout.setSpacing(gap)
    layout.setContentsMargins(*margins)
    for item in items:
        match item:
            case None:
                layout.addStretch(1)
            case int():
                layout.addSpacing(item)
            case (QWidget() as widget, int(stretch)):
                layout.addWidget(widget, stretch)
            case (QLayout() as inner, int(stretch)):
                layout.addLayout(inner, stretch)
            case QWidget():
                layout.addWidget(item)
            case QLayout():
                layout.addLayout(item)


def hosted(layout: QLayout) -> QWidget:
    """Return a widget that holds ``layout`` and shows no ground of its own."""
    widget = QWidget()
    widget.setObjectName("inside")
    widget.setLayout(layout)
    return widget


def panel(layout: QLayout | None = None, kind: str = "true") -> QFrame:
    """Return a flat panel.

    ``kind`` is "true" (plain), good, late, bad, primary, chosen, popup, sunken, flat or nav.
    """
    frame = QFrame()
    frame.setProperty("panel", kind)
    if layout is not None:
        frame.setLayout(layout)
    return frame


class Scroll(QScrollArea):
    """Scrolls one widget up and down and gives it the height that its wrapped lines need.

    Qt asks a scrolled widget for its least size only, which knows nothing of lines that wrap: in a
    narrow pane they would be squeezed.
    """

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inner)
        self.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        inner.installEventFilter(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the widget into another width."""
        super().resizeEvent(event)
        self.fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the widget again when its content changed."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self.widget():
            self.fit()
        return super().eventFilter(watched, event)

    def fit(self) -> None:
        """Give the widget the height it needs now, without waiting for its layout to ask."""
        inner = self.widget()
        layout = inner.layout() if inner is not None else None
        if inner is None or layout is None or not layout.hasHeightForWidth():
            return
        high = layout.totalHeightForWidth(self.viewport().width())
        if high != inner.minimumHeight():
            inner.setMinimumHeight(high)


def scroll(inner: QWidget | QLayout) -> Scroll:
    """Return an area that scrolls ``inner`` up and down and is as wide as there is room."""
    widget = inner if isinstance(inner, QWidget) else hosted(inner)
    widget.setObjectName("inside")
    return Scroll(widget)


def clear(layout: QLayout) -> None:
    """Take everything out of ``layout``; the widgets in it are deleted."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


class Flow(QLayout):
    """Widgets side by side that go on in the next line when there is no room: rows of chips."""

    def __init__(self, *widgets: QWidget, gap: int = 8) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = gap
        for widget in widgets:
            self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        """Take one more item (called by Qt)."""
        self._items.append(item)

    def insert(self, index: int, widget: QWidget) -> None:
        """Add ``widget`` at a place of the line."""
        self.addChildWidget(widget)
        self._items.insert(index, QWidgetItem(widget))
        self.invalidate()

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item; None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item out; None past the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        """Return True when the height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height its lines need in this width."""
        return self._place(QRect(0, 0, width, 0), apply=False)

    def setGeometry(self, rect: QRect) -> None:
        """Lay the items into this room."""
        super().setGeometry(rect)
        self._place(rect, apply=True)

    def sizeHint(self) -> QSize:
        """Return the size it wants."""
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        wide = sum(size.width() for size in shown) + self._gap * max(len(shown) - 1, 0)
        margins = self.contentsMargins()
        high = max((size.height() for size in shown), default=0)
        return QSize(
            wide + margins.left() + margins.right(), high + margins.top() + margins.bottom()
        )

    def minimumSize(self) -> QSize:
        """Return the room of the widest item."""
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return size

    def expandingDirections(self) -> Qt.Orientation:
        """Say that it never grows by itself."""
        return Qt.Orientation(0)

    def _place(self, rect: QRect, *, apply: bool) -> int:
        """Lay the items into ``rect`` (or only measure) and return the height they take."""
        margins = self.contentsMargins()
        room = rect.adjusted(margins.left(), margins.top(), -margins.right(), -margins.bottom())
        x, y, high = room.x(), room.y(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            if x > room.x() and x + size.width() > room.x() + room.width():
                x, y, high = room.x(), y + high + self._gap, 0
            if apply:
                wide = min(size.width(), room.width())
                item.setGeometry(QRect(QPoint(x, y), QSize(wide, size.height())))
            x += size.width() + self._gap
            high = max(high, size.height())
        return y + high - rect.y() + margins.bottom()
