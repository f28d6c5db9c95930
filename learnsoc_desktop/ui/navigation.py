"""The places on the left: the sign of the program, the places, the text size, the safety light."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout, QWidget

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.ui.context import NOT_COPIED, Safety
from learnsoc_desktop.ui.dressed import Dressed
from learnsoc_desktop.ui.layout import clear, column
from learnsoc_desktop.ui.paint import draw, draw_icon, fill, lozenge, middle
from learnsoc_desktop.ui.text import tip
from learnsoc_desktop.ui.theme import CONTROL, theme

if TYPE_CHECKING:
    from learnsoc_desktop.core.feature import Place

WIDE, NARROW, WIDEST = 196, 104, 240
FOOT = 100  # places from this order on stand at the foot
LEAST_ROW = 40
# The department's own initials.
INITIALS = (
    ("ศูนย์ส่งเสริมการเรียนรู้ระดับ", "สกร."),
    ("ศูนย์การเรียนรู้ระดับ", "ศกร."),
    ("ศูนย์การเรียนรู้ชุมชน", "ศรช."),
)
SIGNS = {
    "good": "shield-check",
    "late": "clock",
    "bad": "triangle-alert",
    "ink": "shield-check",
}


def short_name(name: str) -> str:
    """Return the name of a centre as it is said: the long first word by its usual initials."""
    for long, initials in INITIALS:
        if name.startswith(long):
            return initials + name.removeprefix(long)
    return name


class NavButton(Dressed, QAbstractButton):
    """A named place. Wide: icon and word in a line; narrow: icon above word."""

    def __init__(self, icon: str, text: str, *, marks: bool = True) -> None:
        super().__init__()
        self._icon, self._narrow = icon, False
        self.setText(text)
        self.setCheckable(marks)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.dress()

    def set_narrow(self, *, narrow: bool) -> None:
        """Stand in a narrow column."""
        self._narrow = narrow
        self.dress()
        self.updateGeometry()

    def nextCheckState(self) -> None:
        """Stay as it is: the window says which place is shown."""

    def dress(self) -> None:
        """Take the height from the theme."""
        self.setMinimumHeight(50 if self._narrow else LEAST_ROW)
        self.setMaximumHeight(self.sizeHint().height())

    def sizeHint(self) -> QSize:
        """Return the size it wants."""
        return QSize(60, theme().px(58 if self._narrow else 44))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        t, painter = theme(), QPainter(self)
        wide, high = self.width(), self.height()
        here = self.isChecked()
        if here or self.underMouse():
            back = "nav_selected" if here else "nav_hover"
            fill(painter, QRectF(6, 2, wide - 12, high - 4), back, CONTROL)
        if here:
            fill(painter, QRectF(6, 8, 4, high - 16), "nav_mark", 2)
        if self.hasFocus():
            ring = QRectF(5, 1, wide - 10, high - 2)
            fill(painter, ring, "", CONTROL, "nav_mark", 2)
        ink = "nav_strong" if here else "nav_ink"
        side = t.px(20)
        if self._narrow:
            draw_icon(painter, self._icon, ink, (wide - side) / 2, t.px(8), side)
            base = high - t.px(14)
            draw(painter, 4, base, self.text(), "small", ink, room=wide - 8, align="centre")
            return
        role = "strong" if here else "body"
        draw_icon(painter, self._icon, ink, 20, (high - side) / 2, side)
        left = 32 + side
        draw(painter, left, middle(0, high, role), self.text(), role, ink, room=wide - left - 8)


class Mark(Dressed, QWidget):
    """The sign of the program and the name of the centre."""

    def __init__(self) -> None:
        super().__init__()
        self._narrow, self.shown_name = False, ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_narrow(self, *, narrow: bool) -> None:
        """Show the sign alone."""
        self._narrow = narrow
        self.update()

    def set_name(self, name: str) -> None:
        """Show the name of the centre."""
        self.shown_name = short_name(name)
        self.setAccessibleName(name)
        self.setToolTip(tip(name))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size it wants."""
        return QSize(60, theme().px(64))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        t, painter = theme(), QPainter(self)
        side = t.px(32)
        x = (self.width() - side) / 2 if self._narrow else 18
        at = QPointF(x + side / 2, t.px(32))
        lozenge(painter, at, side / 2, 1.0, thread="nav_mark", edge="nav_mark", back="nav")
        if self._narrow:
            return
        left = x + side + 10
        room = self.width() - left - 6
        base = t.px(30) if self.shown_name else middle(0, self.height(), "lead")
        draw(painter, left, base, "LearnSoc", "lead", "nav_strong", room=room)
        draw(painter, left, t.px(50), self.shown_name, "small", "nav_ink", room=room)


class SafetyLight(Dressed, QAbstractButton):
    """Says in words when the data were last copied; the sign changes with the state."""

    def __init__(self) -> None:
        super().__init__()
        self._narrow = False
        self.safety = NOT_COPIED
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_safety(NOT_COPIED)

    def set_safety(self, safety: Safety) -> None:
        """Show another state; without a place to open it is no button."""
        self.safety = safety
        self.setText(_(safety.word))
        told = "\n".join(safety.proofs) or _(safety.detail)
        self.setAccessibleDescription(told)
        self.setToolTip(told)
        pressed = bool(safety.place)
        policy = Qt.FocusPolicy.StrongFocus if pressed else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(policy)
        shape = Qt.CursorShape.PointingHandCursor if pressed else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        self.update()

    def set_narrow(self, *, narrow: bool) -> None:
        """Show the sign above the word."""
        self._narrow = narrow
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size it wants."""
        return QSize(60, theme().px(64))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        t, painter = theme(), QPainter(self)
        tone, sign = f"nav_{self.safety.tone}", SIGNS[self.safety.tone]
        painter.setPen(QPen(t.colour("nav_hover"), 1))
        painter.drawLine(12, 0, self.width() - 12, 0)
        if self.safety.place and self.underMouse():
            inside = QRectF(6, 4, self.width() - 12, self.height() - 8)
            fill(painter, inside, "nav_hover", CONTROL)
        if self.hasFocus():
            ring = QRectF(5, 3, self.width() - 10, self.height() - 6)
            fill(painter, ring, "", CONTROL, "nav_mark", 2)
        if self._narrow:
            side, wide = t.px(22), self.width()
            draw_icon(painter, sign, tone, (wide - side) / 2, t.px(10), side)
            room = wide - 8
            word = self.text()
            draw(painter, 4, t.px(52), word, "small", "nav_ink", room=room, align="centre")
            return
        left = 18 + t.px(34)
        room = self.width() - left - 8
        draw_icon(painter, sign, tone, 18, t.px(20), t.px(24))
        draw(painter, left, t.px(28), self.text(), "strong", "nav_strong", room=room)
        draw(painter, left, t.px(50), _(self.safety.detail), "small", "nav_ink", room=room)


class Navigation(QFrame):
    """All places of the open centre.

    Signals:
        asked: The key of a place that was pressed.
        safety_asked: The safety light was pressed (Safety).
        size_asked: The button of the text size was pressed.
    """

    asked = Signal(str)
    safety_asked = Signal(object)
    size_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("panel", "nav")
        self._narrow = False
        self._buttons: dict[str, NavButton] = {}
        self.mark, self.light = Mark(), SafetyLight()
        self.text_size = NavButton("a-large-small", _("Text size"), marks=False)
        self.text_size.clicked.connect(self.size_asked)
        self.light.clicked.connect(self._open_light)
        self._upper, self._lower = QVBoxLayout(), QVBoxLayout()
        for part in (self._upper, self._lower):
            part.setSpacing(0)
        whole = column(self.mark, self._upper, None, self._lower, self.text_size, 4, self.light)
        whole.setSpacing(0)
        self.setLayout(whole)
        self.set_narrow(narrow=False)

    def set_places(self, places: Sequence[Place]) -> None:
        """Show these places."""
        clear(self._upper)
        clear(self._lower)
        self._buttons = {}
        for place in places:
            button = self._buttons[place.key] = NavButton(place.icon, _(place.title))
            button.set_narrow(narrow=self._narrow)
            button.clicked.connect(partial(self.asked.emit, place.key))
            (self._lower if place.order >= FOOT else self._upper).addWidget(button)

    def set_current(self, key: str) -> None:
        """Mark the place that is shown."""
        for name, button in self._buttons.items():
            button.setChecked(name == key)

    def set_narrow(self, *, narrow: bool) -> None:
        """Stand with the icons above the words, or beside them."""
        t = theme()
        self._narrow = narrow
        self.setFixedWidth(t.px(NARROW) if narrow else min(t.px(WIDE), WIDEST))
        self.mark.set_narrow(narrow=narrow)
        self.light.set_narrow(narrow=narrow)
        for button in (self.text_size, *self._buttons.values()):
            button.set_narrow(narrow=narrow)

    def set_safety(self, safety: Safety) -> None:
        """Change the safety light."""
        self.light.set_safety(safety)

    def _open_light(self) -> None:
        if self.light.safety.place:
            self.safety_asked.emit(self.light.safety)
