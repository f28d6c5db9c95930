"""A person's picture in a disc."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from learnsoc_desktop.ui.dressed import Dressed
from learnsoc_desktop.ui.paint import avatar, draw_icon, fill, initial
from learnsoc_desktop.ui.table_paint import round_picture
from learnsoc_desktop.ui.theme import theme

SIDE = 64


class Portrait(Dressed, QWidget):
    """A picture in a disc, or the first letter of a name, or an icon when there is no name."""

    def __init__(self, side: int = SIDE) -> None:
        super().__init__()
        self._side, self._image, self._name = side, QImage(), ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_picture(self, data: bytes) -> None:
        """Show a picture; empty data shows the letter again."""
        self._image = QImage.fromData(data)
        self.update()

    def set_name(self, name: str) -> None:
        """Take the letter of this name."""
        self._name = name
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the disc."""
        return QSize(theme().px(self._side), theme().px(self._side))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the disc."""
        painter, side = QPainter(self), theme().px(self._side)
        if not self._image.isNull():
            ratio = self.devicePixelRatioF()
            painter.drawPixmap(0, 0, round_picture(self._image, side, ratio))
        elif self._name:
            avatar(painter, 0, 0, side, initial(self._name))
        else:
            fill(painter, QRectF(0, 0, side, side), "sunken", side / 2, "line")
            at = (side - theme().px(24)) / 2
            draw_icon(painter, "image", "ink_soft", at, at, theme().px(24))
