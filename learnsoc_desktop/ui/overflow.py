"""A line of things to press of which some go into a menu when there is no room."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from learnsoc_desktop.ui.dressed import Dressed
from learnsoc_desktop.ui.theme import theme

Keep = Callable[[QWidget], bool]


def keep_none(_widget: QWidget) -> bool:
    """Let anything leave the line."""
    return False


class OverflowRow(Dressed, QWidget):
    """Places its items itself: ``lead`` takes what is left over, ``more`` opens what is hidden."""

    def __init__(
        self, more: QWidget, lead: QWidget | None = None, *, gap: int = 8, to_right: bool = False
    ) -> None:
        super().__init__()
        self._more, self._lead, self._gap, self._to_right = more, lead, gap, to_right
        self._items: list[QWidget] = []
        self._keep: Keep = keep_none
        self._always = False
        for widget in (more, lead):
            if widget is not None:
                widget.setParent(self)
                widget.installEventFilter(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_items(
        self, items: Sequence[QWidget], keep: Keep = keep_none, *, always_more: bool = False
    ) -> None:
        """Show ``items``; those that ``keep`` names never leave. The button may always be there."""
        for old in self._items:
            if old not in items:
                old.hide()
        self._items, self._keep, self._always = list(items), keep, always_more
        before: QWidget | None = self._lead
        for item in (*self._items, self._more):
            item.setParent(self)
            item.installEventFilter(self)
            if before is not None:
                QWidget.setTabOrder(before, item)
            before = item
        self.arrange()

    def hidden_items(self) -> list[QWidget]:
        """Return what is in the menu."""
        return [item for item in self._items if not item.isVisibleTo(self)]

    def sizeHint(self) -> QSize:
        """Return the width of everything."""
        items = [self._lead, *self._items]
        wide = sum(item.sizeHint().width() + self._gap for item in items if item is not None)
        return QSize(wide, self._height())

    def minimumSizeHint(self) -> QSize:
        """Return little: what has no room goes into the menu."""
        return QSize(theme().px(120), self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the items side by side."""
        super().resizeEvent(event)
        self.arrange()

    def dress(self) -> None:
        """Set the items side by side for another text size."""
        self.arrange()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Make room when an item changes its words."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.arrange()
        return super().eventFilter(watched, event)  # type: ignore[arg-type]

    def arrange(self) -> None:
        """Decide what is shown and place it."""
        shown = self._shown()
        for item in self._items:
            item.setVisible(item in shown)
        more = self._always or len(shown) < len(self._items)
        self._more.setVisible(more)
        line = [*shown, self._more] if more else list(shown)
        wide = sum(item.sizeHint().width() for item in line) + self._gap * max(len(line) - 1, 0)
        x, high = 0, self.height()
        if self._lead is not None:
            room = max(0, self.width() - wide - self._gap)
            tall = self._lead.sizeHint().height()
            self._lead.setGeometry(QRect(0, (high - tall) // 2, room, tall))
            x = self.width() - wide
        elif self._to_right:
            x = self.width() - wide
        for item in line:
            size = item.sizeHint()
            item.setGeometry(QRect(x, (high - size.height()) // 2, size.width(), size.height()))
            x += size.width() + self._gap

    def _shown(self) -> list[QWidget]:
        room = self.width()
        if self._lead is not None:
            room -= min(self._lead.sizeHint().width(), theme().px(220)) + self._gap
        widths = {item: item.sizeHint().width() + self._gap for item in self._items}
        if not self._always and sum(widths.values()) - self._gap <= room:
            return list(self._items)
        room -= self._more.sizeHint().width()
        kept = {item for item in self._items if self._keep(item)}
        room -= sum(widths[item] for item in kept)
        for item in self._items:
            if item not in kept:
                if widths[item] > room:
                    break
                room -= widths[item]
                kept.add(item)
        return [item for item in self._items if item in kept]

    def _height(self) -> int:
        items = (self._lead, self._more, *self._items)
        return max(item.sizeHint().height() for item in items if item is not None)
