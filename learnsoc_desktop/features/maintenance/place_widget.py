"""Where a new centre will be kept, in words, and the button that changes it."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.features.maintenance.folder_service import in_words
from learnsoc_desktop.ui.buttons import button
from learnsoc_desktop.ui.layout import column, row
from learnsoc_desktop.ui.text import Text


class PlaceCard(QFrame):
    """Says the folder.

    Signals:
        asked: Another folder is wanted.
    """

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("panel", "true")
        self.place, self.folder = Text("", "small", "ink_soft"), Text("", "strong")
        change = button(_("Change"), "quiet", "folder-open", then=self.asked.emit)
        change.setAccessibleName(_("Change the folder"))
        line = row((self.folder, 1), change, gap=4)
        self.setLayout(column(self.place, line, gap=0, margins=(16, 6, 8, 6)))

    def show_folder(self, folder: Path) -> None:
        """Say where ``folder`` is and what it is called."""
        self.place.set_text(_("Kept in {place}").format(place=in_words(folder.parent)))
        self.folder.set_text(folder.name)
