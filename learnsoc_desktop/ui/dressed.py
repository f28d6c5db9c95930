"""What every widget of our own shares: it follows the theme while it is shown."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget as Base
else:
    Base = object


class Dressed(Base):
    """Mixed into a widget that measures itself; write ``class Mine(Dressed, QWidget)``."""

    def dress(self) -> None:
        """Take fonts, icons and fixed lengths from the theme again; painting asks it anyway."""

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.dress()
            self.updateGeometry()


class Fitted(Dressed):
    """Mixed into a widget whose parts depend on its width; it may call ``fit`` once they are made."""

    def fit(self) -> None:
        """Give each part its room at this width and text size."""
        raise NotImplementedError

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        self.fit()

    def dress(self) -> None:
        """Follow the text size."""
        self.fit()
