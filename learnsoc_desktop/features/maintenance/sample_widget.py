"""What the choices of screen and paper look like: a date, a line, a name, a sheet."""

from datetime import time

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.calendar_years import fiscal_year_of
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.core.settings import Settings
from learnsoc_desktop.data.entity import local_today
from learnsoc_desktop.features.maintenance.letterhead_widget import GREY, HAIR, INK, WHITE
from learnsoc_desktop.ui.dressed import Dressed
from learnsoc_desktop.ui.paint import draw, fill, rule
from learnsoc_desktop.ui.theme import CONTROL, theme

SHEETS = {"A4": (210, 297), "F4": (216, 330), "Letter": (216, 279)}  # millimetres
STARTS, ENDS = time(9), time(12)
CAME, OF, PAGES = 29, 40, 3
STACKED = "น้ำผึ้ง ปู่ญี่ปุ่น ผู้ใหญ่กิ๊ฟ"  # marks above marks, as they come in names


class Sample(Dressed, QWidget):
    """Draws both samples; ``refresh`` reads the choices again."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.refresh()

    def lines(self) -> tuple[str, str, str]:
        """Return what the screen shows: a date, a line of figures, names."""
        style = self._settings.style
        came = _("{came} of {all} came").format(
            came=formats.number(CAME, style=style), all=formats.number(OF, style=style)
        )
        return (
            formats.date_full(local_today(), style=style),
            f"{formats.time_range(STARTS, ENDS, style=style)} · {came}",
            STACKED,
        )

    def sheet_lines(self) -> tuple[str, str, str]:
        """Return what the paper shows: title, year, page number."""
        style = self._settings.paper_style
        page = _("Page {number}/{count}").format(number=1, count=PAGES)
        return (
            _("Learner registry"),
            fiscal_year_of(local_today()).title(style=style),
            formats.numerals(page, style=style),
        )

    def refresh(self) -> None:
        """Show the choices of now."""
        said = [*self.lines(), *self.sheet_lines(), self._settings.paper]
        self.setAccessibleName(_("Sample: {words}").format(words=", ".join(said)))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size it wants."""
        return QSize(theme().px(290), theme().px(452))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        t, painter, wide = theme(), QPainter(self), self.width()
        draw(painter, 0, t.px(20), _("On the screen"), "small", "ink_soft", room=wide)
        box = QRectF(0, t.px(32), wide, t.px(120))
        fill(painter, box, "ground", CONTROL, "line")
        for text, role, base in zip(
            self.lines(), ("strong", "body", "lead"), (64, 95, 128), strict=True
        ):
            draw(painter, 14, t.px(base), text, role, room=wide - 28)
        words = _("On paper, {size}").format(size=self._settings.paper)
        draw(painter, 0, t.px(184), words, "small", "ink_soft", room=wide)
        self._sheet(painter, t.px(196), t.px(250))

    def _sheet(self, painter: QPainter, top: float, high: float) -> None:
        """Draw a sheet; the tallest one fills ``high``, the others are as much smaller as they are."""
        t = theme()
        tallest = max(tall for _wide, tall in SHEETS.values())
        across, tall = SHEETS[self._settings.paper]
        scale = high / tallest
        wide, deep = across * scale, tall * scale
        left = (self.width() - wide) / 2
        fill(painter, QRectF(left, top, wide, deep), WHITE, 2, GREY)
        title, year, page = self.sheet_lines()
        draw(painter, left, top + t.px(38), title, "strong", INK, room=wide, align="centre")
        draw(painter, left, top + t.px(64), year, "small", INK, room=wide, align="centre")
        y = top + t.px(90)
        while y < top + deep - t.px(40):
            rule(painter, left + 16, left + wide - 16, round(y), HAIR)
            y += t.px(20)
        foot = top + deep - t.px(16)
        draw(painter, left, foot, page, "small", GREY, room=wide - 16, align="right")
