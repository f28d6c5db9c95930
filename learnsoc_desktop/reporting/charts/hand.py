"""What every chart is drawn with: fitted labels, numbers, the key of the series, an even scale."""

from collections.abc import Sequence
from decimal import Decimal
from math import floor, log10

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.formats import Style
from learnsoc_desktop.reporting.charts.kinds import About, Series, Value, known
from learnsoc_desktop.reporting.charts.scene import MARKS, Label, Scene, Setter, box
from learnsoc_desktop.reporting.document import Align
from learnsoc_desktop.reporting.lines import longest_start
from learnsoc_desktop.reporting.written import text_of

SIZE = 12.5  # TH points of all labels
STEP = 4.6  # from baseline to baseline
BASE = 3.4  # baseline of a line under its top: room for two marks over a letter
TITLE = 14.0
TITLE_HIGH = 6.4
SIGN_WIDE, SIGN_HIGH = 5.0, 2.8
KEY_GAP = 5.0
AIR = 1.4  # between a mark and its number


class Hand:
    """Draws the parts of one chart into its scene; ``y`` is where the next part begins."""

    def __init__(self, width: float, setter: Setter, style: Style) -> None:
        self.scene = Scene(width)
        self.setter = setter
        self.style = style
        self.y = 0.0

    @property
    def width(self) -> float:
        """How wide the chart is."""
        return self.scene.width

    def wide(self, text: str, *, bold: bool = False) -> float:
        """Return how wide a label is."""
        return self.setter.wide(text, SIZE, bold=bold)

    def number(self, value: Value, places: int = 0) -> str:
        """Return a number as the paper writes it; "–" when it is not known."""
        return formats.number(known(value), places, style=self.style)

    def text(
        self,
        x: float,
        base: float,
        text: str,
        align: Align = Align.LEFT,
        *,
        size: float = SIZE,
        bold: bool = False,
        colour: str = "ink",
    ) -> None:
        """Write one line, as it is."""
        if text:
            self.scene.shapes.append(Label(x, base, text, size, align, bold, colour))

    def lines(self, text: str, room: float, most: int = 1) -> list[str]:
        """Return ``text`` in up to ``most`` lines no wider than ``room``; what is left over ends in "…".

        No letter is parted from its marks.
        """
        found: list[str] = []
        waiting = [text_of(piece, self.style) for piece in reversed(self.setter.pieces(text))]
        line = ""
        while waiting:
            piece = waiting.pop()
            if self.wide((line + piece).rstrip()) <= room:
                line += piece
            elif line and len(found) < most - 1:
                found.append(line.rstrip())
                line = ""
                waiting.append(piece)
            else:
                cut = longest_start(line + piece, room - self.wide("…"), self.wide)
                return [*found, cut.rstrip() + "…"]
        return [*found, line.rstrip()] if line.strip() or not found else found

    def beside(self, x: float, middle: float, lines: Sequence[str], align: Align) -> None:
        """Write lines so that together they stand around the height ``middle``."""
        base = middle - (len(lines) - 1) * STEP / 2 + 1.05
        for line in lines:
            self.text(x, base, line, align)
            base += STEP

    def head(self, about: About, series: Sequence[Series] = ()) -> None:
        """Write the title, the key of the series when there are several, and the unit at the right."""
        unit = text_of(about.unit, self.style)
        room = self.width
        if about.title:
            cut = self.lines(about.title, (room - self.wide(unit) - KEY_GAP) * SIZE / TITLE)
            self.text(0, self.y + 4.4, cut[0], size=TITLE, bold=True)
        if unit:
            (shown,) = self.lines(about.unit, room)
            self.text(self.width, self.y + 4.4, shown, Align.RIGHT, colour="soft")
        if about.title or unit:
            self.y += TITLE_HIGH
        if len(series) > 1:
            self.key([one.title for one in series])

    def key(self, titles: Sequence[str], signs: Sequence[int] = ()) -> None:
        """Draw a small mark beside each title, in as many lines as they need."""
        x = 0.0
        for number, title in enumerate(titles):
            (text,) = self.lines(title, self.width - SIGN_WIDE - AIR)
            wide = SIGN_WIDE + AIR + self.wide(text)
            if x and x + wide > self.width:
                x = 0.0
                self.y += STEP + 0.6
            self.sign(x, self.y + 1.2, signs[number] if signs else number)
            self.text(x + SIGN_WIDE + AIR, self.y + 3.6, text)
            x += wide + KEY_GAP
        self.y += STEP + 2.0

    def sign(self, x: float, y: float, number: int) -> None:
        """Draw the mark of a series as it stands in a key."""
        self.scene.mark(box(x, y, SIGN_WIDE, SIGN_HIGH), number)

    def plated(self, x: float, base: float, text: str, ground: str, ink: str = "ink") -> None:
        """Write in the middle of a mark, on a plate of its ground, so that no hatch or line hides it."""
        wide = self.wide(text) + 0.8
        self.scene.area(box(x - wide / 2, base - 2.5, wide, 3.2), ground)
        ink = "ground" if ground == MARKS[0].ground else ink
        self.text(x, base, text, Align.CENTRE, colour=ink)

    def nothing(self, words: str) -> Scene:
        """Say that there is nothing to draw."""
        lines = self.lines(words, self.width, 2)
        for line in lines:
            self.text(0, self.y + BASE, line, colour="soft")
            self.y += STEP
        return self.done()

    def done(self, under: float = 1.0) -> Scene:
        """Return the scene, as high as what was drawn."""
        self.scene.height = self.y + under
        return self.scene


def size_of(value: Value) -> float:
    """Return a number as a length; nought when it is not known."""
    return float(known(value) or 0)


def steps(low: float, high: float, most: int = 4) -> list[float]:
    """Return round numbers from ``low`` or under it to ``high`` or over it, evenly apart."""
    reach = (high - low) or abs(high) or 1.0
    rough = reach / most
    power = 10.0 ** floor(log10(rough)) if rough > 0 else 1.0
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough * 0.999)
    first = floor(low / step)
    found = [first * step]
    while len(found) < 2 or (found[-1] < high and len(found) <= most + 2):  # noqa: PLR2004
        found.append((first + len(found)) * step)
    return found


def places_of(level: float) -> int:
    """Return how many decimals a round number needs."""
    exponent = Decimal(str(round(level, 6))).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
