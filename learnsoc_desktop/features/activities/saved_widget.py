"""The bar under the roll: what was saved, and the way back."""

from datetime import time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.ui.buttons import button
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.layout import column, panel, row
from learnsoc_desktop.ui.text import Remark, Text
from learnsoc_desktop.ui.theme import theme


class SavedBar(QWidget):
    """What was saved last, in words, with the way back and, after *left early*, the time.

    Signals:
        left_changed: A row (its number from 0) has another time of leaving.
    """

    left_changed = Signal(int, object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._row: int | None = None
        self.setObjectName("saved")
        self.words = Remark(
            "circle-check", _("Each mark is saved at once."), "good", "lead", ink="ink", wrap=False
        )
        self.more = Text("", "body", "ink_soft")
        self.time = QLineEdit()
        self.time.setFont(theme().font("body"))
        self.time.setFixedWidth(theme().px(84))
        self.time.setAccessibleName(_("Time of leaving"))
        self.time.setPlaceholderText(_("time"))
        self.time.returnPressed.connect(self._take_time)
        self.time.hide()
        self.clock = button(_("Change the time"), "quiet", "clock", then=self._ask_time)
        self.clock.hide()
        back = button(_("Undo"), "", "undo-2", then=context.commands.undo, key="Ctrl+Z")
        inner = panel(
            row(
                self.words,
                (self.more, 1),
                self.time,
                self.clock,
                back,
                gap=12,
                margins=(17, 8, 14, 8),
            ),
            "sunken",
        )
        self.setLayout(column(inner, gap=0))

    def tell(
        self, text: str, more: str = "", number: int | None = None, left_at: time | None = None
    ) -> None:
        """Say what was saved; ``number`` is the row whose time of leaving may be changed."""
        self._row = number
        self.words.set_remark("circle-check", _("Saved: {what}").format(what=text), "good", "ink")
        self.words.updateGeometry()
        self.more.set_text(more)
        self.time.hide()
        self.clock.setVisible(number is not None)
        self.time.setText(formats.time_of_day(left_at) if left_at else "")

    def tell_undone(self, title: str) -> None:
        """Say what was taken back."""
        self.tell(title)
        self.words.set_remark("undo-2", _("Taken back: {what}").format(what=title), "late", "ink")

    def _ask_time(self) -> None:
        self.clock.hide()
        self.time.show()
        self.time.setFocus()
        self.time.selectAll()

    def _take_time(self) -> None:
        text, number = self.time.text(), self._row
        self._context.commands.run(  # what is no time is refused in the message bar
            lambda _uow: formats.parse_time(text), lambda at: self.left_changed.emit(number, at)
        )
