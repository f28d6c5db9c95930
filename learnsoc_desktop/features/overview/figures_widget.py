"""The figures of a quarter: big numbers with their units, side by side or two by two."""

from dataclasses import dataclass
from math import ceil

from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.features.overview.queries import QuarterFigures
from learnsoc_desktop.ui.dressed import Dressed
from learnsoc_desktop.ui.layout import column, row
from learnsoc_desktop.ui.paint import width
from learnsoc_desktop.ui.text import Text
from learnsoc_desktop.ui.theme import theme

GAP = 24
UNIT_GAP = 8  # between a number and its unit


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit and what it counts; None is no data, which is never 0."""

    title: str
    value: int | None
    unit: str


class FigureBlock(QWidget):
    """One big number."""

    def __init__(self, amount: Amount) -> None:
        super().__init__()
        shown = "–" if amount.value is None else formats.number(amount.value)
        self.number = Text(shown, "figure")
        self.number.setAccessibleName(f"{amount.title}: {shown} {amount.unit}")
        self.unit = Text("" if amount.value is None else amount.unit, "body", "ink_soft")
        self.title = Text(amount.title, "small_strong", "ink_soft")
        line = row(self.number, self.unit, None, gap=UNIT_GAP)
        self.setLayout(column(self.title, line, gap=0))

    @property
    def needs(self) -> int:
        """Pixels its title and its number with the unit stand in whole, at the size of text now."""
        numbered = width(self.number.text(), "figure") + UNIT_GAP + width(self.unit.text())
        return ceil(max(width(self.title.text(), "small_strong"), numbered)) + 4


class Figures(Dressed, QWidget):
    """The blocks; a thin line between two in a line."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[FigureBlock] = []
        self._across = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_figures(self, figures: QuarterFigures) -> None:
        """Show other figures."""
        for block in self.blocks:
            block.hide()
            block.deleteLater()
        held = bool(figures.sessions)
        amounts = (
            Amount(_("People, each once"), figures.people if held else None, _("people")),
            Amount(
                _("Participations"), figures.participations if held else None, _("participations")
            ),
            Amount(_("Activities held"), figures.activities if held else None, _("activities")),
            Amount(_("Sessions held"), figures.sessions if held else None, _("sessions")),
        )
        self.blocks = [FigureBlock(amount) for amount in amounts]
        self._across = 0
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand two by two where four have no room."""
        super().resizeEvent(event)
        self._arrange()

    def dress(self) -> None:
        """Take the room of another text size."""
        self._across = 0
        self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the lines between them."""
        painter, t = QPainter(self), theme()
        for block in self.blocks:
            if block.x() > 0:
                x = block.x() - GAP // 2
                painter.fillRect(x, block.y() + 2, 1, block.height() - 4, t.colour("line"))

    def _arrange(self) -> None:
        if not self.blocks:
            return
        needs = [block.needs for block in self.blocks]
        across = 4 if sum(needs) + 3 * GAP <= self.width() else 2
        if across == self._across:
            return
        self._across = across
        for place, block in enumerate(self.blocks):
            self._grid.addWidget(block, place // across, place % across)
            block.show()
        for place in range(4):  # the room is shared as it is needed: a long unit gets more of it
            wide = max(needs[place::across]) if place < across else 0
            self._grid.setColumnStretch(place, wide)
