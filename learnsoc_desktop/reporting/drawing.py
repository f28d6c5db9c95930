"""One page that is drawn on: lines, boxes and text, in millimetres from the top left corner."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from learnsoc_desktop.core.formats import Style
from learnsoc_desktop.reporting.bidi import TURNED, base_level
from learnsoc_desktop.reporting.document import Align
from learnsoc_desktop.reporting.lines import longest_start
from learnsoc_desktop.reporting.measures import (
    BOX,
    BOX_LINE,
    HAIR,
    HAIRLINE,
    INK,
    MIDDLE,
    NARROWEST,
    POINT,
    SMALLEST,
    TH,
    WHITE,
    Colour,
)
from learnsoc_desktop.reporting.qr import SIDE, runs, squares
from learnsoc_desktop.reporting.typesetter import Typesetter, Weight

NARROWING_STEPS = 50
LETTER_SLACK = 0.06  # of the size: the most that is put after a letter, not seen
SPACE_SLACK = 1.3  # the most that is put into a blank
SPACES_PART = 0.6  # of the slack goes to the blanks first
SEAM = 0.02  # mm by which the squares of a code lie over each other, so that no white shows
LEADER_DROP = 0.9  # a dotted line lies under the baseline, so that no low mark touches it


@dataclass(frozen=True, slots=True)
class BoxPlace:
    """Where a tick box lies on the paper, so that it can be read from a photo later."""

    page: int
    x: float
    y: float
    side: float
    row: str  # key of the row
    column: str  # key of the column
    number: int  # among the boxes of one cell


class Surface:
    """A page. Text stands on its baseline at ``y``; sizes are those of TH SarabunPSK."""

    def __init__(self, typesetter: Typesetter, style: Style, width: float, height: float) -> None:
        self.typesetter = typesetter
        self.style = style
        self.width, self.height = width, height
        self.operators: list[str] = []
        self.boxes: list[BoxPlace] = []
        self.pictures: list[tuple[bytes, float, float, float, float]] = []
        self._fill: Colour = -1.0
        self._stroke: Colour = -1.0
        self._line_width = -1.0
        self._base = -1.0  # of the last text

    def measure(self, text: str, size: float, weight: Weight = Weight.REGULAR) -> float:
        """Return how wide ``text`` is."""
        return self.typesetter.advance(text, weight) * size * TH / 1000 * POINT

    def ruler(self, size: float, weight: Weight = Weight.REGULAR) -> Callable[[str], float]:
        """Return a function that measures text of one size."""
        factor, advance = size * TH / 1000 * POINT, self.typesetter.advance
        return lambda text: advance(text, weight) * factor

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        weight: Weight = Weight.REGULAR,
        align: Align = Align.LEFT,
        grey: Colour = INK,
        room: float | None = None,
    ) -> None:
        """Write one line; narrowed to 82 % and then cut with "…" where it does not go into ``room``."""
        if not text:
            return
        if room is not None:
            text, size = self.fitted(text, size, weight, room)
        beside, self._base = y == self._base, y
        operators = self.typesetter.operators(text, weight, size * TH, beside=beside)
        if align is not Align.LEFT:
            wide = self.typesetter.width(text, weight, size * TH)
            x -= wide * POINT / (2 if align is Align.CENTRE else 1)
        self.fill(grey)
        self._show(x, y, operators)

    def fitted(self, text: str, size: float, weight: Weight, room: float) -> tuple[str, float]:
        """Return ``text`` and its size as they go into ``room``."""
        wide = self.measure(text, size, weight)
        if wide <= room:
            return text, size
        steps = int(max(NARROWEST, room / wide) * NARROWING_STEPS)  # few sizes: each is set anew
        narrowed = size * steps / NARROWING_STEPS
        if wide * narrowed / size <= room:
            return text, narrowed
        size *= NARROWEST
        ruler = self.ruler(size, weight)
        return longest_start(text, room - ruler("…"), ruler).rstrip() + "…", size

    def spread(
        self, x: float, y: float, text: str, slack: float, size: float, weight: Weight
    ) -> None:
        """Write one line of running text, made wider by up to ``slack`` as Thai offices do.

        Blanks take up to 60 % of it, then each letter a little; what is left stays free at the end.
        """
        points = size * TH
        blanks = text.count(" ")
        clusters = self.typesetter.clusters(text, weight) - 1  # words, where letters join
        per_blank = min(SPACE_SLACK, slack * SPACES_PART / blanks) if blanks else 0.0
        rest = max(0.0, slack - per_blank * blanks)
        letter = min(LETTER_SLACK * points, rest / POINT / clusters) if clusters > 0 else 0.0
        self.fill(INK)
        operators = self.typesetter.spread(text, weight, points, letter, per_blank / POINT)
        if TURNED.search(text) and base_level(text):  # what is left stays free where the line ends
            x += max(0.0, rest - letter * clusters * POINT)
        self._show(x, y, operators)

    def _show(self, x: float, y: float, operators: str) -> None:
        self.operators.append(
            f"BT 1 0 0 1 {x / POINT:.2f} {(self.height - y) / POINT:.2f} Tm {operators} ET"
        )

    def fill(self, grey: Colour) -> None:
        """Set the grey or the colour that text and areas are filled with."""
        if grey != self._fill:
            self._fill = grey
            self.operators.append(_coloured(grey, "g", "rg"))

    def pen(self, width: float, grey: Colour) -> None:
        """Set the width (points) and the grey or the colour of lines."""
        if width != self._line_width:
            self._line_width = width
            self.operators.append(f"{width:g} w")
        if grey != self._stroke:
            self._stroke = grey
            self.operators.append(_coloured(grey, "G", "RG"))

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        width: float = HAIRLINE,
        grey: Colour = HAIR,
    ) -> None:
        """Draw a line."""
        self.lines([(x1, y1, x2, y2)], width, grey)

    def lines(
        self,
        lines: list[tuple[float, float, float, float]],
        width: float = HAIRLINE,
        grey: Colour = HAIR,
    ) -> None:
        """Draw many lines of one kind."""
        if not lines:
            return
        self.pen(width, grey)
        top = self.height
        self.operators.append(
            " ".join(
                f"{x1 / POINT:.2f} {(top - y1) / POINT:.2f} m "
                f"{x2 / POINT:.2f} {(top - y2) / POINT:.2f} l"
                for x1, y1, x2, y2 in lines
            )
            + " S"
        )

    def area(self, x: float, y: float, width: float, height: float, grey: Colour) -> None:
        """Fill a box."""
        self.fill(grey)
        self.operators.append(f"{self._box(x, y, width, height)} f")

    def frame(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        line: float = HAIRLINE,
        grey: Colour = HAIR,
    ) -> None:
        """Draw the outline of a box."""
        self.pen(line, grey)
        self.operators.append(f"{self._box(x, y, width, height)} S")

    def _box(self, x: float, y: float, width: float, height: float) -> str:
        return (
            f"{x / POINT:.2f} {(self.height - y - height) / POINT:.2f} "
            f"{width / POINT:.2f} {height / POINT:.2f} re"
        )

    def dots(self, x1: float, x2: float, y: float, pitch: float = 2.3) -> None:
        """Draw a dotted leader for text on the baseline ``y``; ``pitch`` in points."""
        if x2 <= x1:
            return
        place = f"{(self.height - y - LEADER_DROP) / POINT:.2f}"
        self.operators.append(
            f"q 0 G 0.75 w 1 J [0 {pitch:g}] 0 d "
            f"{x1 / POINT:.2f} {place} m {x2 / POINT:.2f} {place} l S Q"
        )

    def tick_box(self, x: float, y: float, mark: str, place: tuple[int, str, str, int]) -> None:
        """Draw a box to tick, with its mark, and note where it lies.

        ``place`` is page, key of the row, key of the column, number in the cell. ``mark`` is "" for
        none, "/" for a stroke, or a letter.
        """
        page, row, column, number = place
        self.boxes.append(BoxPlace(page, round(x, 2), round(y, 2), BOX, row, column, number))
        self.area(x, y, BOX, BOX, WHITE)
        self.frame(x, y, BOX, BOX, BOX_LINE, INK)
        if mark == "/":
            self.line(x + 0.7, y + BOX - 0.6, x + BOX - 0.6, y + 0.6, RULE_OF_TICK, INK)
        elif mark:
            middle = x + BOX / 2
            self.text(
                middle, y + BOX * 0.78, mark, SMALLEST - 2, Weight.MEDIUM, Align.CENTRE, room=BOX
            )

    def code(self, x: float, y: float, text: str, side: float = SIDE) -> None:
        """Draw the QR code of ``text``."""
        rows = squares(text)
        self.pattern(rows, x, y, side / len(rows))

    def pattern(
        self, rows: tuple[str, ...], x: float, y: float, step: float, grey: Colour = INK
    ) -> None:
        """Fill a square ``step`` wide for each "1" of the rows."""
        self.fill(grey)
        place = f"{x / POINT:.2f} {(self.height - y) / POINT:.2f}"
        self.operators.append(f"q 1 0 0 1 {place} cm {_squares(rows, step)} f Q")

    def dashes(self, x: float, y: float, width: float, height: float) -> None:
        """Draw the dashed outline of a place where something is stuck on later."""
        box = self._box(x, y, width, height)
        self.operators.append(f"q {MIDDLE:g} G 0.5 w [2 2] 0 d {box} S Q")

    def picture(self, picture: bytes, x: float, y: float, width: float, height: float) -> None:
        """Place a PNG or JPEG in a box."""
        self.pictures.append((picture, x, y, width, height))


@lru_cache(maxsize=64)
def _squares(rows: tuple[str, ...], step: float) -> str:
    """Return the boxes of a pattern whose left upper corner is the origin."""
    size = step / POINT
    seam = SEAM / POINT
    return " ".join(
        f"{first * size:.2f} {-(row + 1) * size - seam:.2f} {count * size + seam:.2f} {size + seam:.2f} re"
        for row, first, count in runs(rows)
    )


def _coloured(colour: Colour, grey: str, mixed: str) -> str:
    """Return the operator that sets a grey, or a colour of red, green and blue."""
    if isinstance(colour, tuple):
        return " ".join(f"{part:.3f}" for part in colour) + f" {mixed}"
    return f"{colour:g} {grey}"


RULE_OF_TICK = 1.1  # points
