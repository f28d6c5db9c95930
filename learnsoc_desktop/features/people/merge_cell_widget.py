"""A value one can keep, and what is left: the cells of two records side by side."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from learnsoc_desktop.ui.dressed import Dressed
from learnsoc_desktop.ui.paint import draw, draw_icon, fill, middle, width
from learnsoc_desktop.ui.text import tip
from learnsoc_desktop.ui.theme import CONTROL, theme

HIGH = 40  # at the first text size
TEXT, SIGN = 40, 11  # where the words begin, and the sign before them
WALK = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down})


class MergeCell(Dressed, QAbstractButton):
    """A value of one record. Ticked, filled and framed when it is kept; quiet when there is nothing to choose.

    Letters that differ from the other value are underlined.

    Signals:
        walked: An arrow key was pressed (the key).
    """

    walked = Signal(object)

    def __init__(self, name: str, text: str, *, quiet: bool) -> None:
        super().__init__()
        self._marks: Sequence[tuple[int, int]] = ()
        self.setText(text)
        self.setCheckable(not quiet)
        self.setAccessibleName(f"{name}: {text}")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if quiet else Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, quiet)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if not quiet:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(tip(text))

    def underline(self, marks: Sequence[tuple[int, int]]) -> None:
        """Underline letters (start, end)."""
        self._marks = marks
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size it wants."""
        return QSize(theme().px(160), theme().px(HIGH))

    def minimumSizeHint(self) -> QSize:
        """Return the least size it can be read in."""
        return QSize(theme().px(100), theme().px(HIGH))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk by arrows: the page knows where to."""
        if event.key() in WALK:
            self.walked.emit(event.key())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        t, painter, high = theme(), QPainter(self), self.height()
        left, room = t.px(TEXT), self.width() - t.px(TEXT + 8)
        base = middle(0, high)
        if not self.isCheckable():
            draw(painter, left, base, self.text(), "body", "ink_soft", room=room)
            return
        on, focus = self.isChecked(), self.hasFocus()
        edge = "focus" if focus else "primary" if on else "edge"
        back = "primary_soft" if on else "sunken" if self.underMouse() else "surface"
        fill(painter, QRectF(self.rect()), back, CONTROL, edge, 2 if on or focus else 1)
        side = t.px(20)
        if on:
            draw_icon(painter, "check", "primary", t.px(SIGN), (high - side) / 2, side)
        else:
            ring = t.px(18)
            box = QRectF(t.px(SIGN + 1), (high - ring) / 2, ring, ring)
            fill(painter, box, "", ring / 2, "edge", 1.5)
        role = "strong" if on else "body"
        draw(painter, left, base, self.text(), role, room=room)
        for start, end in self._marks:
            x = left + width(self.text()[:start], role)
            wide = width(self.text()[start:end], role)
            if x + wide <= left + room:
                box = QRectF(x, high - t.px(9), max(wide, t.px(6)), 2)
                painter.fillRect(box, t.colour("late"))


class Outcome(Dressed, QWidget):
    """What is left, in words, with a quiet note behind."""

    def __init__(self, icon: str = "arrow-right") -> None:
        super().__init__()
        self._icon, self._text, self._note = icon, "", ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str, note: str = "") -> None:
        """Say something else."""
        self._text, self._note = text, note
        self.setAccessibleName(f"{text} {note}".strip())
        self.setToolTip(tip(text))
        self.update()

    def text(self) -> str:
        """Return what it says."""
        return self._text

    def sizeHint(self) -> QSize:
        """Return the size it wants."""
        return QSize(theme().px(160), theme().px(HIGH))

    def minimumSizeHint(self) -> QSize:
        """Return the least size it can be read in."""
        return QSize(theme().px(100), theme().px(HIGH))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        t, painter, high = theme(), QPainter(self), self.height()
        side, left = t.px(18), t.px(34)
        if self._icon:
            draw_icon(painter, self._icon, "ink_soft", t.px(4), (high - side) / 2, side)
        room = self.width() - left
        used = draw(painter, left, middle(0, high), self._text, "strong", room=room)
        rest = room - used - t.px(12)
        if self._note and rest > t.px(40):
            base, x = middle(0, high, "small"), left + used + t.px(12)
            draw(painter, x, base, self._note, "small", "ink_soft", room=rest)
