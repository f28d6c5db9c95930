"""Pairs of bars: this period solid, the one before outlined; no colour is needed."""

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.formats import Style
from learnsoc_desktop.reporting.document import Align, Bars
from learnsoc_desktop.reporting.drawing import Surface
from learnsoc_desktop.reporting.measures import FRAME, GREY, INK, SUM_RULE
from learnsoc_desktop.reporting.written import text_of

TOP, PITCH, SIZE = 6.6, 6.2, 12.0
SOLID, OUTLINED = 2.5, 1.5  # heights
NUMBER_BASE = 3.1  # baseline of a number, under the top of its pair
SIGN_WIDTH, SIGN_HEIGHT = 3.0, 2.4


class BarsDrawing:
    """Bars of one block; ``pitch`` is from pair to pair, ``top`` the room of the key over them."""

    def __init__(self, bars: Bars, style: Style, scale: float = 1.0) -> None:
        self.bars = bars
        self.style = style
        self.scale = scale

    @property
    def height(self) -> float:
        """How high the bars are when they stand alone."""
        return (TOP + PITCH * len(self.bars.items) + 1.0) * self.scale

    def draw(
        self,
        surface: Surface,
        x: float,
        y: float,
        width: float,
        top: float | None = None,
        pitch: float | None = None,
    ) -> None:
        """Draw the key, the axis, and a pair of bars with its number for each item."""
        size = SIZE * self.scale
        top = TOP * self.scale if top is None else top
        pitch = PITCH * self.scale if pitch is None else pitch
        items = [(text_of(bar.label, self.style), bar) for bar in self.bars.items]
        numbers = {
            bar: formats.number(bar.value or None, self.bars.places, style=self.style)
            for _label, bar in items
        }
        labels = max((surface.measure(label, size) for label, _bar in items), default=0.0)
        left = x + min(labels, width * 0.4) + 1.5
        end = max((surface.measure(text, size) for text in numbers.values()), default=0.0) + 2.4
        values = [max(bar.value or 0.0, bar.before or 0.0) for _label, bar in items]
        unit = max(0.0, x + width - end - left) / (max(values, default=0.0) or 1.0)
        self._key(surface, left, x + width, y + top - 4.6 * self.scale, size)
        tall = pitch / PITCH
        for number, (label, bar) in enumerate(items):
            at = y + top + number * pitch
            base = at + 3.9 * tall
            surface.text(
                left - 1.5, base, label, size, align=Align.RIGHT, room=max(5.0, left - x - 1.5)
            )
            if bar.value:
                surface.area(left, at + 0.9 * tall, bar.value * unit, SOLID * tall, GREY)
            if bar.before:
                low = at + 3.4 * tall
                surface.frame(left, low, bar.before * unit, OUTLINED * tall, FRAME, GREY)
            # at the end of its own bar: beside the outlined one it would be read as that one's
            right = left + (bar.value or 0.0) * unit
            surface.text(right + 1.2, at + NUMBER_BASE * tall, numbers[bar], size)
        bottom = y + top + len(items) * pitch
        surface.line(left, y + top, left, bottom, SUM_RULE, INK)

    def _key(self, surface: Surface, x: float, right: float, y: float, size: float) -> None:
        for title, solid in ((self.bars.title, True), (self.bars.before_title, False)):
            if not title:
                continue
            if solid:
                surface.area(x, y, SIGN_WIDTH, SIGN_HEIGHT, GREY)
            else:
                surface.frame(x, y, SIGN_WIDTH, SIGN_HEIGHT, SUM_RULE, GREY)
            text = text_of(title, self.style)
            surface.text(x + 4.5, y + 2.3, text, size)
            x += 4.5 + surface.measure(text, size) + 5.0
        unit = text_of(self.bars.unit, self.style)
        surface.text(right, y + 2.3, unit, size, align=Align.RIGHT, grey=GREY)
