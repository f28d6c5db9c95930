"""The parts of a long form, each with its state in words."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.ui.dressed import Dressed
from learnsoc_desktop.ui.form import GroupState
from learnsoc_desktop.ui.layout import clear, column
from learnsoc_desktop.ui.paint import draw, draw_icon, fill, middle
from learnsoc_desktop.ui.theme import CONTROL, theme

BAR = 4  # pixels, before the part the cursor is in


class PartButton(Dressed, QAbstractButton):
    """One part: its name, and below how far it is."""

    def __init__(self, state: GroupState) -> None:
        super().__init__()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes through the fields
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.here = False
        self.show_state(state)

    def show_state(self, state: GroupState) -> None:
        """Show another state."""
        self._icon, self._word, self._tone = words_of(state)
        self.setText(state.title)
        self.setAccessibleDescription(self._word)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size it wants."""
        return QSize(theme().px(160), theme().px(58))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        t, painter = theme(), QPainter(self)
        box = QRectF(self.rect()).adjusted(0, 1, 0, -1)
        if self.here or self.underMouse():
            fill(painter, box, "primary_soft" if self.here else "sunken", CONTROL)
        if self.here:
            fill(painter, QRectF(0, box.y() + 6, BAR, box.height() - 12), "primary", 2)
        room = self.width() - t.px(20)
        role = "strong" if self.here else "body"
        draw(painter, t.px(12), t.px(25), self.text(), role, room=room)
        side = t.px(16)
        draw_icon(painter, self._icon, self._tone, t.px(12), t.px(34), side)
        base = middle(t.px(28), t.px(28), "small")
        draw(painter, t.px(34), base, self._word, "small", self._tone, room=room - t.px(22))


def words_of(state: GroupState) -> tuple[str, str, str]:
    """Return icon, words and tone of how far a part is."""
    if state.faults:
        return "circle-alert", _("look here"), "bad"
    if state.doubts:
        return "circle-alert", _("a doubt"), "late"
    if len(state.missing) == 1:
        return "circle-dashed", _("lacks: {field}").format(field=state.missing[0].title), "late"
    if state.missing:
        count = formats.number(len(state.missing))
        return "circle-dashed", _("lacks {count}").format(count=count), "late"
    if state.filled:
        return "circle-check", _("complete"), "good"
    return "circle-dashed", _("not filled yet"), "ink_soft"


class PartList(QWidget):
    """All parts of a form.

    Signals:
        chosen: The number of the part that was pressed, from 0.
    """

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._buttons: list[PartButton] = []
        self._inner = column(gap=2)
        self.setLayout(self._inner)

    def show_parts(self, states: Sequence[GroupState]) -> None:
        """Show how far each part is."""
        if len(states) != len(self._buttons):
            clear(self._inner)
            self._buttons = [PartButton(state) for state in states]
            for number, each in enumerate(self._buttons):
                each.clicked.connect(lambda _on=False, n=number: self.chosen.emit(n))
                self._inner.addWidget(each)
            self._inner.addStretch(1)
        for each, state in zip(self._buttons, states, strict=True):
            each.show_state(state)

    def mark(self, number: int) -> None:
        """Mark the part in which the cursor is; a number below 0 leaves the mark where it is."""
        if not 0 <= number < len(self._buttons):
            return
        for at, each in enumerate(self._buttons):
            if each.here != (at == number):
                each.here = at == number
                each.update()
