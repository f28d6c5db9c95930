"""Line icons, drawn from SVG once per colour, size and screen."""

from functools import lru_cache
from math import ceil

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from learnsoc_desktop.core.paths import resource
from learnsoc_desktop.ui.theme import theme


@lru_cache(maxsize=256)
def _svg(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def _pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    pixmap = QPixmap(ceil(size * ratio), ceil(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    source = QByteArray(_svg(name).replace("currentColor", colour).encode())
    QSvgRenderer(source).render(painter, QRectF(0, 0, size * ratio, size * ratio))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def icon_pixmap(name: str, colour: str = "ink", size: int = 20, ratio: float = 1.0) -> QPixmap:
    """Return an icon in one colour; ``size`` in logical pixels as ``theme().px`` gives them."""
    return _pixmap(name, theme().colour(colour).name(), size, ratio)


def icon(name: str, colour: str = "ink_soft", size: int = 20, *, gap: int = 0) -> QIcon:
    """Return an icon for a Qt control; ``gap`` leaves room between it and the words.

    The disabled picture is the same: Qt would grey it by itself and lose a white one. A control
    that is switched off asks for the icon in the colour "edge".
    """
    ratio = _app().devicePixelRatio()  # of the sharpest screen
    pixmap = icon_pixmap(name, colour, size, ratio)
    if gap:
        wide = QPixmap(round((size + gap) * ratio), round(size * ratio))
        wide.fill(Qt.GlobalColor.transparent)
        wide.setDevicePixelRatio(ratio)
        painter = QPainter(wide)
        painter.drawPixmap(0, 0, pixmap)
        painter.end()
        pixmap = wide
    result = QIcon(pixmap)
    result.addPixmap(pixmap, QIcon.Mode.Disabled)
    return result


def _app() -> QGuiApplication:
    app = QGuiApplication.instance()
    assert isinstance(app, QGuiApplication)
    return app


def window_icon() -> QIcon:
    """Return the sign of the program for the task bar."""
    result = QIcon()
    for size in (32, 128):
        result.addPixmap(_pixmap("learnsoc", "#000000", size, 1.0))
    return result


def draw_icon(
    painter: QPainter, name: str, colour: str, x: float, y: float, size: int = 20
) -> None:
    """Paint an icon; ``colour`` is a token of the theme, ``size`` in logical pixels."""
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(QPointF(x, y), icon_pixmap(name, colour, size, ratio))
