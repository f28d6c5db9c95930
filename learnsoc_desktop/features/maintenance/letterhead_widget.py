"""The head of a paper as it will be printed, drawn while its words are typed."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.calendar_years import fiscal_year_of
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.data.entity import local_today
from learnsoc_desktop.ui.dressed import Dressed
from learnsoc_desktop.ui.paint import draw, fill, lines, rule
from learnsoc_desktop.ui.theme import theme

# Paper is black on white in every theme.
WHITE, INK, GREY, HAIR = "#FFFFFF", "#111111", "#444444", "#B4B4B4"
EDGE = 20  # margin of the drawn sheet
RING = 60  # side of the emblem
BLOCK, ROOMY = 86, 440  # height of a signature; height of a sheet that holds two rows of them
CHAIN_LINES = 2  # organisations on the first line of the head, the rest on the second
DOTS = "." * 34


class Letterhead(Dressed, QWidget):
    """The upper part of a paper: emblem, organisations, title, and who signs under it.

    The lines are set as the printed head sets them: the first two organisations on one line, the
    others under it. An emblem that is not there yet is a dashed ring, which is never printed.
    """

    def __init__(self, style: formats.Style) -> None:
        super().__init__()
        self._style = style
        self._chain: Sequence[str] = ()
        self._signers: Sequence[tuple[str, str]] = ()
        self._emblem = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_head(self, chain: Sequence[str], signers: Sequence[tuple[str, str]]) -> None:
        """Show these organisations, the centre first, and who signs (names and positions)."""
        self._chain = tuple(chain)
        self._signers = tuple(signers)
        said = ", ".join([*self._chain, *(" ".join(each) for each in self._signers)])
        self.setAccessibleName(_("Head of the paper: {words}").format(words=said))
        self.update()

    def set_emblem(self, data: bytes) -> None:
        """Show the picture of the emblem; empty data shows where it will stand."""
        self._emblem = QImage.fromData(data)
        self.update()

    def set_style(self, style: formats.Style) -> None:
        """Write years in other digits."""
        self._style = style
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size it wants."""
        return QSize(theme().px(360), theme().px(420))

    def minimumSizeHint(self) -> QSize:
        """Return the least size it can be read in."""
        return QSize(theme().px(220), theme().px(250))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        painter = QPainter(self)
        fill(painter, QRectF(self.rect()), WHITE, 2, HAIR)
        self._draw_emblem(painter)
        base = self._draw_chain(painter)
        foot = self._draw_signers(painter)
        self._draw_rows(painter, base, foot)

    def _draw_emblem(self, painter: QPainter) -> None:
        side = theme().px(RING)
        if not self._emblem.isNull():
            ratio = self.devicePixelRatioF()
            edge = round(side * ratio)
            image = self._emblem.scaled(
                edge,
                edge,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            image.setDevicePixelRatio(ratio)
            painter.drawImage(QPointF(EDGE, EDGE), image)
            return
        painter.setPen(QPen(QColor(HAIR), 1.5, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF(EDGE, EDGE, side, side))
        base = EDGE + side / 2 + 5
        draw(painter, EDGE, base, _("emblem"), "small", GREY, room=side, align="centre")

    def _draw_chain(self, painter: QPainter) -> float:
        """Draw the organisations, the title and the period; return the base of the last line."""
        t = theme()
        side = t.px(RING) + 8
        left, room = EDGE + side, self.width() - 2 * (EDGE + side)
        if room < t.px(200):  # a narrow sheet: under the emblem
            left, room = EDGE, self.width() - 2 * EDGE
            base = EDGE + t.px(RING)
        else:
            base = EDGE - t.px(2)
        for part in (self._chain[:CHAIN_LINES], self._chain[CHAIN_LINES:]):
            for line in lines("  ·  ".join(part), "small", room) if part else ():
                base += t.line("small")
                draw(painter, left, base, line.strip(), "small", GREY, room=room, align="centre")
        room = self.width() - 2 * EDGE
        base += t.px(34)
        title = _("Learner registry")
        draw(painter, EDGE, base, title, "lead", INK, room=room, align="centre")
        base += t.px(27)
        year = fiscal_year_of(local_today()).title(style=self._style)
        draw(painter, EDGE, base, year, "body", INK, room=room, align="centre")
        return base

    def _draw_signers(self, painter: QPainter) -> float:
        """Draw the blocks at the foot; return where they begin."""
        t = theme()
        room = (self.width() - 2 * EDGE) / 2
        high = t.px(BLOCK)
        most = 2 if self.height() < t.px(ROOMY) else 4
        people = self._signers[:most] or (("", ""),)
        top = self.height() - high * ceil(len(people) / 2) - t.px(10)
        for number, (name, position) in enumerate(people):
            left = EDGE + (room * (number % 2) if len(people) > 1 else room)
            base = top + high * (number // 2) + t.px(22)
            for text in (DOTS, f"({name})" if name else f"({DOTS[:26]})", position):
                draw(painter, left, base, text, "small", INK, room=room, align="centre")
                base += t.px(24)
        return float(top)

    def _draw_rows(self, painter: QPainter, base: float, foot: float) -> None:
        """Draw the empty lines of the table between head and foot."""
        step = theme().px(22)
        y = base + theme().px(20)
        while y < foot:
            rule(painter, EDGE, self.width() - EDGE, round(y), HAIR)
            y += step
