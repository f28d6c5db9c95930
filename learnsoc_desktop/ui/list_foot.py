"""The foot of a list: how many rows in which order, and what can be done with all of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.ui.buttons import Button, icon_button
from learnsoc_desktop.ui.layout import column
from learnsoc_desktop.ui.overflow import OverflowRow
from learnsoc_desktop.ui.text import Text


@dataclass(frozen=True, slots=True)
class FootItem:
    """A button of the foot: it does something, or opens a menu that ``menu`` makes."""

    text: str  # in the person's language
    icon: str
    run: Callable[[], object] | None = None
    menu: Callable[[QWidget], QMenu] | None = None
    key: str = ""
    enabled: bool = True


class ListFoot(QWidget):
    """A quiet line; buttons that find no room stand in the menu at its end."""

    def __init__(self) -> None:
        super().__init__()
        self.words = Text("", "small", "ink_soft")
        self.more = icon_button("ellipsis", _("More"), kind="quiet", then=self._open_rest)
        self._items: dict[Button, FootItem] = {}
        self._row = OverflowRow(self.more, self.words, gap=4)
        self.setLayout(column(self._row, gap=0, margins=(14, 2, 8, 2)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_words(self, text: str) -> None:
        """Say how many rows there are."""
        if text != self.words.text():
            self.words.set_text(text)
            self._row.arrange()

    def set_items(self, items: Sequence[FootItem]) -> None:
        """Offer these; the first stay longest when room is short."""
        for old in self._items:
            old.hide()
            old.deleteLater()
        self._items = {}
        for item in items:
            text = f"{item.text}  {item.key}" if item.key else item.text
            made = Button(text, "quiet", item.icon)
            made.setEnabled(item.enabled)
            made.clicked.connect(lambda _on=False, item=item, made=made: self._press(item, made))
            self._items[made] = item
        self._row.set_items(list(self._items))

    def button(self, text: str) -> Button:
        """Return the button with these words."""
        return next(made for made, item in self._items.items() if item.text == text)

    def rest(self) -> QMenu:
        """Return the menu of what found no room."""
        menu = QMenu(self)
        for hidden in self._row.hidden_items():
            if not isinstance(hidden, Button):
                continue
            item = self._items[hidden]
            if item.menu is not None:
                inner = item.menu(menu)
                inner.setTitle(item.text)
                menu.addMenu(inner)
            elif item.run is not None:
                run = item.run
                menu.addAction(item.text, partial(_call, run)).setEnabled(item.enabled)
        return menu

    def _press(self, item: FootItem, made: Button) -> None:
        if item.menu is not None:
            pop_up(item.menu(self), made)
        elif item.run is not None:
            item.run()

    def _open_rest(self) -> None:
        pop_up(self.rest(), self.more)


def pop_up(menu: QMenu, beside: QWidget) -> None:
    """Open a menu over a button at the foot of the window; it is gone when it is closed."""
    menu.aboutToHide.connect(menu.deleteLater)
    at = beside.mapToGlobal(beside.rect().topLeft())
    at.setY(at.y() - menu.sizeHint().height())
    menu.popup(at)


def _call(run: Callable[[], object]) -> None:
    run()
