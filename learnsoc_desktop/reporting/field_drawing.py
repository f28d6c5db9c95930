"""Labels and values on dotted leaders, side by side in lines."""

from collections.abc import Sequence

from learnsoc_desktop.core.formats import Style
from learnsoc_desktop.reporting.document import Field, Fields
from learnsoc_desktop.reporting.drawing import Surface
from learnsoc_desktop.reporting.lines import wrap
from learnsoc_desktop.reporting.measures import NARROWEST
from learnsoc_desktop.reporting.table_plan import Planner
from learnsoc_desktop.reporting.typesetter import Weight
from learnsoc_desktop.reporting.written import cell_text, text_of

GAP = 3.0  # between two fields of a line
BASE = 5.0 / 7.0  # of the height of a line, under its top
MOST_LINES = 3
Place = tuple[float, float, float, list[str]]  # left, where the value begins, its end, its lines


class FieldsDrawing:
    """Fields measured for a width."""

    def __init__(self, block: Fields, style: Style, planner: Planner, width: float) -> None:
        self.block = block
        self.style = style
        self.planner = planner
        self.size = block.size * planner.scale
        self.label_size = (block.label_size or block.size) * planner.scale
        self.step = block.step * planner.scale
        self.places = [self._places(row, width) for row in block.rows]

    @property
    def height(self) -> float:
        """Height of all lines."""
        return sum(map(self._row_height, self.places))

    def _row_height(self, places: Sequence[Place]) -> float:
        return self.step * max((len(lines) for *_edges, lines in places), default=1)

    def _places(self, row: Sequence[Field], width: float) -> list[Place]:
        shares = sum(field.share for field in row) or 1.0
        left, places = 0.0, []
        for field in row:
            end = left + (width - GAP * (len(row) - 1)) * field.share / shares
            begin = left
            if field.label:
                label = text_of(field.label, self.style)
                begin = left + self.planner.wide(label, self.label_size, Weight.BOLD) + 3.2
            text = cell_text(field.value, field, self.style, "")
            places.append((left, begin, end, self._value_lines(text, end - begin)))
            left = end + GAP
        return places

    def _value_lines(self, text: str, room: float) -> list[str]:
        """Return a value in one line where it goes in narrowed, else in more lines."""
        if self._wide(text) * NARROWEST <= room:
            return [text]
        lines = [line.text for line in wrap(text, room, self._wide)]
        if len(lines) <= MOST_LINES:
            return lines
        return [*lines[: MOST_LINES - 1], " ".join(lines[MOST_LINES - 1 :])]

    def _wide(self, text: str) -> float:
        return self.planner.wide(text, self.size)

    def draw(self, surface: Surface, x: float, y: float) -> None:
        """Draw the labels, the leaders, and the values on them."""
        for row, places in zip(self.block.rows, self.places, strict=True):
            for field, (left, begin, end, lines) in zip(row, places, strict=True):
                base = y + BASE * self.step
                label = text_of(field.label, self.style)
                surface.text(x + left, base, label, self.label_size, Weight.BOLD)
                for number, line in enumerate(lines):
                    at = base + number * self.step
                    if field.label:
                        surface.dots(x + begin - 2.0, x + end, at)
                    surface.text(x + begin, at, line, self.size, room=end - begin)
            y += self._row_height(places)
