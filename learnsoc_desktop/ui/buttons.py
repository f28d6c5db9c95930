"""Things to press: buttons, chips, tabs, rows to press."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QPushButton, QSizePolicy, QWidget

from learnsoc_desktop.ui.dressed import Dressed
from learnsoc_desktop.ui.icons import icon
from learnsoc_desktop.ui.layout import Flow
from learnsoc_desktop.ui.paint import draw, draw_icon, fill
from learnsoc_desktop.ui.theme import PANEL, theme

if TYPE_CHECKING:
    Base = QAbstractButton
else:
    Base = object

GAP = 8  # between the icon and the words of a button


class ByEnter(Base):
    """Mixed into a button: Enter presses it as Space does; a chip only changes by Space."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press it."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and not (self.isCheckable() or event.isAutoRepeat()):
            self.click()
        else:
            super().keyPressEvent(event)


class Button(ByEnter, Dressed, QPushButton):
    """A button of the kit.

    ``kind`` is "primary" (one a page), "" (ordinary), "quiet" (in rows), "danger" (takes
    something away), "chip" or "tab"; a button without words needs ``setAccessibleName``.
    """

    def __init__(
        self,
        text: str = "",
        kind: str = "",
        icon: str = "",
        *,
        big: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.icon_name, self._big, self._kind = icon, big, kind
        self.setProperty("kind", kind)
        self.setProperty("big", "true" if big else "false")
        self.setProperty("square", "false" if text else "true")
        self.setText(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.dress()

    def setText(self, text: str) -> None:
        """Show other words; without any it is a square for its icon."""
        super().setText(text.replace("&", "&&"))
        square = "false" if text else "true"
        if self.property("square") != square:
            self.setProperty("square", square)
            self.style().unpolish(self)  # takes the font away too
            self.style().polish(self)
            self.dress()
        self.updateGeometry()

    def text(self) -> str:
        """Return the words."""
        return super().text().replace("&&", "&")

    def set_icon(self, name: str) -> None:
        """Show another icon of the theme."""
        self.icon_name = name
        self.dress()

    def dress(self) -> None:
        """Take fonts, icons and lengths from the theme."""
        t = theme()
        strong = self._kind in {"primary", "tab"}
        self.setFont(t.font("lead" if self._big else "strong" if strong else "body"))
        name = self._icon_shown()
        if not name:
            self.setIcon(QIcon())
            return
        side = t.px(self._side())
        gap = GAP - 4 if self.text() else 0  # Qt itself leaves 4
        self.setIconSize(QSize(side + gap, side))
        ink = self._ink() if self.isEnabled() else "edge"
        self.setIcon(icon(name, ink, side, gap=gap))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme, and being switched off."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self.dress()

    def _icon_shown(self) -> str:
        return self.icon_name

    def _side(self) -> int:
        return 20

    def _ink(self) -> str:
        kinds = {"primary": "on_primary", "quiet": "primary", "danger": "bad"}
        return kinds.get(self._kind, "ink_soft")


class Chip(Button):
    """A filter or a choice; checked it carries a tick."""

    def __init__(self, text: str, icon: str = "", *, checked: bool = False) -> None:
        super().__init__(text, "chip", icon)
        self.setCheckable(True)
        self.toggled.connect(lambda _on: self.dress())
        self.setChecked(checked)

    def _icon_shown(self) -> str:
        return "check" if self.isChecked() else self.icon_name

    def _side(self) -> int:
        return 16

    def _ink(self) -> str:
        return "primary" if self.isChecked() else "ink_soft"


class Choices(QWidget):
    """One of a few, as chips in a line.

    Signals:
        chosen: The value of the chip that was pressed.
    """

    chosen = Signal(object)

    def __init__(self, options: Sequence[tuple[Any, str]], value: object = None) -> None:
        """``options`` are values and their texts."""
        super().__init__()
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._values = [option for option, _text in options]
        flow = Flow()
        flow.setContentsMargins(0, 0, 0, 0)
        for number, (_option, text) in enumerate(options):
            one = Chip(text)
            self._group.addButton(one, number)
            flow.addWidget(one)
        self.setLayout(flow)
        self.set_value(value)
        self._group.idClicked.connect(lambda number: self.chosen.emit(self._values[number]))

    def value(self) -> Any:  # noqa: ANN401  what the options hold
        """Return the value of the checked chip, or None."""
        number = self._group.checkedId()
        return self._values[number] if number >= 0 else None

    def set_value(self, value: object) -> None:
        """Check the chip of ``value``; none when there is no such chip."""
        self._group.setExclusive(False)
        for number, option in enumerate(self._values):
            self._group.button(number).setChecked(option == value)
        self._group.setExclusive(True)


class Big(ByEnter, Dressed, QAbstractButton):
    """A row to press: icon, what it does, what happens then, an arrow."""

    def __init__(self, icon: str, text: str, under: str, *, high: int = 84) -> None:
        super().__init__()
        self.icon_name, self.under, self._high = icon, under, high
        self.setText(text)
        self.setAccessibleDescription(under)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size it wants."""
        return QSize(theme().px(360), theme().px(self._high))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        t, painter, high = theme(), QPainter(self), self.height()
        ring = self.hasFocus()
        back = "line" if self.isDown() else "sunken" if self.underMouse() else "surface"
        whole = QRectF(self.rect())
        fill(painter, whole, back, PANEL, "focus" if ring else "edge", 2 if ring else 1)
        side = t.px(26)
        ink, soft = ("ink", "ink_soft") if self.isEnabled() else ("edge", "edge")
        sign = "primary" if self.isEnabled() else "edge"
        draw_icon(painter, self.icon_name, sign, t.px(20), (high - side) / 2, side)
        left = t.px(64)
        room = self.width() - left - t.px(48)
        draw(painter, left, high / 2 - t.px(7), self.text(), "lead", ink, room=room)
        draw(painter, left, high / 2 + t.px(20), self.under, "body", soft, room=room)
        arrow = t.px(20)
        x = self.width() - t.px(36)
        draw_icon(painter, "chevron-right", soft, x, (high - arrow) / 2, arrow)


def button(
    text: str,
    kind: str = "",
    icon: str = "",
    *,
    then: Callable[[], object] | None = None,
    key: str = "",
    big: bool = False,
) -> Button:
    """Return a button that calls ``then``; ``key`` is written after its words ("Print  F12")."""
    result = Button(f"{text}  {key}" if key else text, kind, icon, big=big)
    if then is not None:
        result.clicked.connect(lambda _on=False: then())
    return result


def icon_button(
    icon: str, name: str, *, kind: str = "", then: Callable[[], object] | None = None
) -> Button:
    """Return a square button with an icon alone; ``name`` is read aloud and shown as a tooltip."""
    result = Button("", kind, icon)
    result.setAccessibleName(name)
    result.setToolTip(name)
    if then is not None:
        result.clicked.connect(lambda _on=False: then())
    return result


def wide(made: Button) -> Button:
    """Return a button that is as wide as there is room."""
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return made
