"""A chart on the screen: sharp at every size, in light and dark, told in words to screen readers."""

from collections.abc import Mapping
from math import ceil

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from learnsoc_desktop.core.formats import current_style
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.core.thai import ZERO_WIDTH_SPACE
from learnsoc_desktop.reporting.charts.drawing import drawn
from learnsoc_desktop.reporting.charts.kinds import Chart
from learnsoc_desktop.reporting.charts.outlines import outlines
from learnsoc_desktop.reporting.charts.scene import MARKS
from learnsoc_desktop.reporting.charts.svg import svg
from learnsoc_desktop.reporting.charts.tables import chart_table, in_words
from learnsoc_desktop.reporting.written import cell_text
from learnsoc_desktop.ui.copying import copy_picture, copy_text
from learnsoc_desktop.ui.dressed import Dressed
from learnsoc_desktop.ui.keys import shortcut
from learnsoc_desktop.ui.paint import fill
from learnsoc_desktop.ui.theme import Theme, theme

MILLIMETRE = 4.9  # pixels at the first text size: labels of 12.5 TH points are 14.7 pixels high
LEAST = 60.0  # mm: a narrower chart is shown smaller
SHARP = 3  # times the first text size: a copied picture
EDGE = 16  # pixels around a copied picture
PAD = 3  # pixels beside a chart, for the ring of the keys


def colours(t: Theme) -> Mapping[str, str]:
    """Return the colours of a scene in a theme; hatches tell series apart without them."""
    c = t.c
    named = {"ink": c.ink, "soft": c.ink_soft, "rule": c.line, "ground": c.surface}
    marks = {f"mark{at}": c.programme[at % len(c.programme)] for at in range(len(MARKS))}
    return {**named, **marks, "pale2": c.programme_soft[2], "pale4": c.programme_soft[4]}


class ChartView(Dressed, QWidget):
    """Shows one chart as wide as the widget; its height follows.

    Ctrl+C copies it as a picture, black on white in every theme; the menu copies its numbers too.
    """

    def __init__(self, chart: Chart | None = None, name: str = "") -> None:
        super().__init__()
        self.chart: Chart | None = None
        self._drawn: tuple[object, QSvgRenderer, QSize] | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        shortcut(self, "Ctrl+C", self.copy, scope=Qt.ShortcutContext.WidgetShortcut)
        if chart is not None:
            self.set_chart(chart, name)

    def set_chart(self, chart: Chart, name: str = "") -> None:
        """Show another chart; ``name`` says what it is about where it has no title of its own."""
        self.chart, self._drawn = chart, None
        self.setAccessibleName((name or chart.about.title).replace(ZERO_WIDTH_SPACE, ""))
        self.setAccessibleDescription(in_words(chart, current_style()))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Return True: a chart is laid out anew for each width."""
        return True

    def heightForWidth(self, room: int) -> int:
        """Return how high it is in this width."""
        if self.chart is None:
            return 0
        return ceil(self._place(room).height()) + PAD

    def sizeHint(self) -> QSize:
        """Return the size it wants: the height of the width it has got."""
        wide = theme().px(320)
        return QSize(wide, self.heightForWidth(max(self.width(), theme().px(200))))

    def minimumSizeHint(self) -> QSize:
        """Return the least size it can be read in."""
        return QSize(theme().px(160), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height of another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def dress(self) -> None:
        """Take another size of the text, and other colours."""
        self._drawn = None

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        if self.chart is None:
            return
        painter = QPainter(self)
        self._shown(self.width())[0].render(painter, self._place(self.width()))
        if self.hasFocus():
            fill(painter, QRectF(self.rect()), "", 6, "focus", 2)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to take it elsewhere."""
        if self.chart is None:
            return
        menu = QMenu(self)
        menu.addAction(_("Copy as a picture"), self.copy)
        menu.addAction(_("Copy the numbers"), self.copy_numbers)
        menu.exec(event.globalPos())

    def copy(self) -> None:
        """Put the chart on the clipboard as a picture."""
        if self.chart is not None:
            copy_picture(self.picture())

    def copy_numbers(self) -> None:
        """Put the numbers on the clipboard, as spreadsheets paste them."""
        if self.chart is None:
            return
        table, style = chart_table(self.chart), current_style()
        lines = ["\t".join(column.head for column in table.columns)]
        for row in table.rows:
            cells = zip(table.columns, row.cells, strict=False)
            lines.append("\t".join(cell_text(value, column, style) for column, value in cells))
        copy_text("\n".join(lines).replace(ZERO_WIDTH_SPACE, "") + "\n")

    def picture(self) -> QImage:
        """Return the chart as it is shown, but light and sharp, with its name over it."""
        assert self.chart is not None
        wide = max(LEAST, self.width() / (MILLIMETRE * theme().scale))
        renderer, size = self._rendered(wide, Theme(), MILLIMETRE * SHARP)
        edge = EDGE * SHARP
        around = QSize(size.width() + 2 * edge, size.height() + 2 * edge)
        image = QImage(around, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        renderer.render(painter, QRectF(edge, edge, size.width(), size.height()))
        painter.end()
        return image

    def _place(self, room: int) -> QRectF:
        """Return where the picture stands in a width; smaller where it has no room."""
        size = self._shown(room)[1]
        part = min(1.0, max(room - 2 * PAD, 1) / size.width())
        return QRectF(PAD, PAD / 2, size.width() * part, size.height() * part)

    def _shown(self, room: int) -> tuple[QSvgRenderer, QSize]:
        """Return the picture for a width at the size of text now; drawn once."""
        t = theme()
        wide = max(LEAST, (room - 2 * PAD) / (MILLIMETRE * t.scale))
        key = (wide, t.dark, t.step)
        if self._drawn is None or self._drawn[0] != key:
            self._drawn = (key, *self._rendered(wide, t, MILLIMETRE * t.scale))
        return self._drawn[1:]

    def _rendered(self, wide: float, t: Theme, unit: float) -> tuple[QSvgRenderer, QSize]:
        assert self.chart is not None
        scene = drawn(self.chart, wide, outlines(), current_style())
        picture = svg(scene, outlines(), colours(t))
        size = QSize(round(scene.width * unit), round(scene.height * unit))
        return QSvgRenderer(QByteArray(picture.encode())), size
