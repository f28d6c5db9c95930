"""The search field of a list."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.ui.dressed import Dressed
from learnsoc_desktop.ui.icons import icon
from learnsoc_desktop.ui.keys import asks_for_escape
from learnsoc_desktop.ui.theme import theme

WIDE, NARROW = 330, 150  # logical pixels; the field does not grow with the text
INTO_LIST = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter})


class SearchField(Dressed, QLineEdit):
    """Answers each letter; Down and Enter go into the list, Esc empties it.

    Signals:
        into_list: The cursor should go to the rows.
    """

    into_list = Signal()

    def __init__(self, hint: str) -> None:
        super().__init__()
        self._sign = QAction(self)
        self.addAction(self._sign, QLineEdit.ActionPosition.LeadingPosition)
        self.setClearButtonEnabled(True)
        self.setProperty("kind", "search")
        self.setPlaceholderText(hint)
        self.setAccessibleName(_("Find in this list"))
        self.setToolTip(_("Find in this list (Ctrl+F)"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.installEventFilter(self)
        self.dress()

    def dress(self) -> None:
        """Take the icon from the theme."""
        self._sign.setIcon(icon("search", "ink_soft", theme().px(18)))

    def sizeHint(self) -> QSize:
        """Return the usual width."""
        return QSize(WIDE, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the least width."""
        return QSize(NARROW, super().minimumSizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep Esc while there is something to empty; it leaves the page otherwise."""
        if asks_for_escape(event) and self.text():
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go into the list, or empty the field."""
        if event.key() in INTO_LIST:
            self.into_list.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
