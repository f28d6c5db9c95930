"""What becomes of the rows of a file that look like somebody: parked, or added at once."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import _, ngettext
from learnsoc_desktop.ui.buttons import Choices
from learnsoc_desktop.ui.layout import column
from learnsoc_desktop.ui.text import Remark, Rule


class ParkChoice(QWidget):
    """Stands above what to look at while a file has such rows.

    Signals:
        chosen: They are to be parked (True), or added (False).
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.said = Remark("git-merge", "", "late", "strong", ink="ink")
        self.choices = Choices(((True, _("Park them")), (False, _("Add them"))), value=True)
        self.choices.chosen.connect(self.chosen)
        self.told = Remark("info", "", role="small")
        self.setLayout(column(self.said, self.choices, self.told, Rule(), gap=6))
        self.hide()

    def show_alike(self, count: int, *, parks: bool) -> None:
        """Say how many rows look like somebody, and what is done with them."""
        self.setVisible(count > 0)
        text = ngettext("{count} row looks like somebody", "{count} rows look like somebody", count)
        self.said.set_remark("git-merge", text.format(count=formats.number(count)), "late", "ink")
        self.choices.set_value(parks)
        told = (
            _("Parked rows wait until you say who they are; nothing is lost.")
            if parks
            else _("Each becomes a person of its own, perhaps there twice.")
        )
        self.told.set_remark("info", told, "ink_soft")
