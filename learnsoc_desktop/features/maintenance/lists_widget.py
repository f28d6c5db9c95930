"""The lists a centre may edit: as rows on the left, or as one field where there is no room for them."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QComboBox,
    QSizePolicy,
    QWidget,
)

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.features.centre.code_lists import LISTS, CodeList
from learnsoc_desktop.ui.dressed import Dressed
from learnsoc_desktop.ui.layout import column, panel, scroll
from learnsoc_desktop.ui.paint import draw, fill, middle
from learnsoc_desktop.ui.theme import CONTROL, theme

STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ListButton(Dressed, QAbstractButton):
    """One list: its title, and how many words it offers."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.count = ""
        self.setText(title)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_count(self, count: int) -> None:
        """Show how many words it offers."""
        self.count = formats.number(count)
        self.setAccessibleDescription(_("{count} words").format(count=self.count))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size it wants."""
        return QSize(theme().px(120), theme().px(44))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        t, painter = theme(), QPainter(self)
        wide, high, on = self.width(), self.height(), self.isChecked()
        box = QRectF(6, 2, wide - 12, high - 4)
        if on or self.underMouse():
            fill(painter, box, "primary_soft" if on else "sunken", CONTROL)
        if on:
            fill(painter, QRectF(6, 8, 4, high - 16), "primary", 2)
        if self.hasFocus():
            fill(painter, box, "", CONTROL, "focus", 2)
        role = "strong" if on else "body"
        draw(painter, 20, middle(0, high, role), self.text(), role, room=wide - t.px(66))
        base = middle(0, high, "small")
        draw(painter, 0, base, self.count, "small", "ink_soft", room=wide - 18, align="right")


class ListsPanel(QWidget):
    """The lists one below the other; the arrows go from one to the next.

    Signals:
        asked: A list was pressed (its key).
    """

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.buttons = {each.key: ListButton(each.title) for each in LISTS}
        self._group = QButtonGroup(self)
        for key in self.buttons:
            self._connect(key)
        self._inside = column(*self.buttons.values(), None, gap=0, margins=(0, 6, 0, 6))
        frame = panel(column((scroll(self._inside), 1), gap=0, margins=(1, 1, 1, 1)))
        self.setLayout(column(frame, gap=0))
        self.setAccessibleName(_("Lists to choose from"))

    def set_lists(self, lists: Sequence[CodeList]) -> None:
        """Show these lists; they begin with those of the program, which stay."""
        wanted = {each.key: each.title for each in lists}
        for key in [key for key in self.buttons if key not in wanted]:
            gone = self.buttons.pop(key)
            gone.hide()
            gone.deleteLater()
        for place, (key, title) in enumerate(wanted.items()):
            if key not in self.buttons:
                self.buttons[key] = ListButton(title)
                self._connect(key)
            self.buttons[key].setText(title)
            self._inside.insertWidget(place, self.buttons[key])
        self.buttons = {key: self.buttons[key] for key in wanted}

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many words each list offers."""
        for key, made in self.buttons.items():
            made.set_count(counts.get(key, 0))

    def set_current(self, key: str) -> None:
        """Mark the list that is shown; it is the one stop of Tab."""
        for name, made in self.buttons.items():
            made.setChecked(name == key)
            here = name == key
            made.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus)

    def _connect(self, key: str) -> None:
        made = self.buttons[key]
        self._group.addButton(made)
        made.clicked.connect(lambda _on=False: self.asked.emit(key))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next list with the arrows."""
        keys = list(self.buttons)
        here = next((key for key in keys if self.buttons[key].hasFocus()), "")
        step = STEPS.get(Qt.Key(event.key()), 0)
        at = keys.index(here) + step if here else -1
        if step and 0 <= at < len(keys):
            self.buttons[keys[at]].setFocus(Qt.FocusReason.OtherFocusReason)
            self.asked.emit(keys[at])
        else:
            super().keyPressEvent(event)


class ListsField(QComboBox):
    """The same lists where the window is narrow.

    Signals:
        asked: A list was chosen (its key).
    """

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._keys: list[str] = []
        self.set_lists(LISTS)
        self.setAccessibleName(_("Lists to choose from"))
        self.activated.connect(lambda at: self.asked.emit(self._keys[at]))

    def set_lists(self, lists: Sequence[CodeList]) -> None:
        """Offer these lists."""
        self._keys = [each.key for each in lists]
        self.clear()
        self.addItems([each.title for each in lists])

    def set_current(self, key: str) -> None:
        """Show the list that is shown."""
        self.setCurrentIndex(self._keys.index(key))
