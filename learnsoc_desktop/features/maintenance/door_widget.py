"""The indigo side of the start page."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from learnsoc_desktop import __version__
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.ui.dressed import Dressed
from learnsoc_desktop.ui.paint import draw, draw_icon, lines, lozenge
from learnsoc_desktop.ui.theme import theme

LEAST, MOST = 250, 380  # width of the door
LEAST_HIGH = 420  # lower, and the promises at its foot would meet its title


class Door(Dressed, QWidget):
    """The indigo side: the sign, what the program is for, what it promises."""

    def __init__(self) -> None:
        super().__init__()
        self._promises = (
            ("hard-drive", _("Your data stay on this computer; no internet is needed")),
            ("circle-check", _("Everything typed is saved at once; a power cut loses nothing")),
        )
        said = [text for _icon, text in self._promises]
        self.setAccessibleName(". ".join(("LearnSoc", self._motto(), *said, self._version())))
        self.setMinimumWidth(LEAST)
        self.setMaximumWidth(MOST)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        t, painter = theme(), QPainter(self)
        wide, high = self.width(), self.height()
        painter.fillRect(self.rect(), t.colour("nav"))
        centre = min(high / 2 - t.px(120), high * 0.3)
        at = QPointF(wide / 2, max(centre, t.px(80)))
        radius = min(t.px(62), wide * 0.22)
        lozenge(painter, at, radius, 1.0, thread="nav_mark", edge="nav_mark", back="nav", gap=9)
        base = at.y() + radius + t.px(58)
        draw(painter, 0, base, "LearnSoc", "figure", "nav_strong", room=wide, align="centre")
        for line in lines(self._motto(), "lead", wide - 32):
            base += t.line("lead") + 4
            draw(painter, 16, base, line.strip(), "lead", "nav_ink", room=wide - 32, align="centre")
        if high >= t.px(LEAST_HIGH):
            self._draw_promises(painter)
        draw(painter, t.px(32), high - t.px(20), self._version(), "small", "nav_ink")

    def _draw_promises(self, painter: QPainter) -> None:
        t = theme()
        left, side = t.px(32), t.px(20)
        room = self.width() - left - t.px(34) - 16
        broken = [(icon, lines(text, "body", room)) for icon, text in self._promises]
        count = sum(len(said) for _icon, said in broken)
        base = self.height() - t.px(66) - count * t.line() - t.px(10)
        for icon, said in broken:
            base += t.px(10)
            draw_icon(painter, icon, "nav_ink", left, base + t.line() - t.px(17), side)
            for line in said:
                base += t.line()
                draw(painter, left + t.px(34), base, line.strip(), "body", "nav_ink", room=room)

    def _motto(self) -> str:
        return _("People, activities and papers of your centre")

    def _version(self) -> str:
        return _("Version {number}").format(number=__version__)
