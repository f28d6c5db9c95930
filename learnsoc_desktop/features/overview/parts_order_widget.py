"""Parts of a paper that are shown or not, one below the other, and moved up and down."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.ui.buttons import Button, icon_button
from learnsoc_desktop.ui.dressed import Fitted
from learnsoc_desktop.ui.layout import column, hosted, row
from learnsoc_desktop.ui.text import Text, tip
from learnsoc_desktop.ui.theme import theme

TICK = 34  # pixels of the box to tick, with what is around it, at the first text size


class PartRow(Fitted, QWidget):
    """One part: shown or not, and its way up and down. Words without room are read in its tooltip."""

    def __init__(self, key: str, text: str, *, shown: bool) -> None:
        super().__init__()
        self.key, self.text = key, text
        self.box = QCheckBox()
        self.box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.box.setFont(theme().font("body"))
        self.box.setToolTip(tip(text))
        self.box.setAccessibleName(text)
        self.box.setChecked(shown)
        self.up = icon_button("arrow-up", _("Move up: {what}").format(what=text), kind="quiet")
        self.down = icon_button(
            "arrow-down", _("Move down: {what}").format(what=text), kind="quiet"
        )
        self.setLayout(row((self.box, 1), self.up, self.down, gap=2))
        self.fit()

    def fit(self) -> None:
        """Cut the words where the buttons begin."""
        ways = sum(each.sizeHint().width() + 2 for each in (self.up, self.down))
        room = self.width() - ways - theme().px(TICK)
        brief = self.box.fontMetrics().elidedText(self.text, Qt.TextElideMode.ElideRight, room)
        self.box.setText(brief.replace("&", "&&"))


class PartsOrder(QWidget):
    """Which parts are shown, in which order. At least one of ``needed`` lists stays shown.

    Signals:
        changed: A part was shown, hidden or moved.
    """

    changed = Signal()

    def __init__(self, title: str, *, needed: bool = False) -> None:
        super().__init__()
        self._needed = needed
        self._rows: list[PartRow] = []
        self._inner = column(gap=0)
        self.setLayout(column(Text(title, "strong"), hosted(self._inner), gap=2))

    def show_parts(self, parts: Sequence[tuple[str, str]], shown: Sequence[str]) -> None:
        """Show ``parts`` (key and text) in this order, those of ``shown`` ticked."""
        for each in self._rows:
            self._inner.removeWidget(each)
            each.hide()
            each.deleteLater()
        self._rows = []
        for key, text in parts:
            line = PartRow(key, text, shown=key in shown)
            line.box.toggled.connect(lambda _on: self._settle())
            line.up.clicked.connect(partial(self._move, line, -1))
            line.down.clicked.connect(partial(self._move, line, 1))
            self._rows.append(line)
            self._inner.addWidget(line)
        self._mark_ends()

    def order(self) -> list[str]:
        """Return the keys of all parts in their order."""
        return [line.key for line in self._rows]

    def shown(self) -> list[str]:
        """Return the keys of the parts that are shown, in order."""
        return [line.key for line in self._rows if line.box.isChecked()]

    def hidden(self) -> list[str]:
        """Return the keys of the parts that are not shown."""
        return [line.key for line in self._rows if not line.box.isChecked()]

    def row(self, key: str) -> PartRow:
        """Return the line of a part."""
        return next(line for line in self._rows if line.key == key)

    def _move(self, line: PartRow, step: int) -> None:
        at = self._rows.index(line)
        to = min(max(at + step, 0), len(self._rows) - 1)
        self._rows.insert(to, self._rows.pop(at))
        self._inner.removeWidget(line)
        self._inner.insertWidget(to, line)
        self._mark_ends()
        pressed: Button = line.up if step < 0 else line.down
        other = line.down if step < 0 else line.up
        (pressed if pressed.isEnabled() else other).setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _settle(self) -> None:
        self._mark_ends()
        self.changed.emit()

    def _mark_ends(self) -> None:
        shown = [line for line in self._rows if line.box.isChecked()]
        for at, line in enumerate(self._rows):
            line.up.setEnabled(at > 0)
            line.down.setEnabled(at < len(self._rows) - 1)
            last = self._needed and shown == [line]  # a table without columns says nothing
            line.box.setEnabled(not last)
