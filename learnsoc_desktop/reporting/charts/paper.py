"""A drawn chart on a page."""

from collections.abc import Sequence

from learnsoc_desktop.core.thai import ZERO_WIDTH_SPACE
from learnsoc_desktop.reporting.charts.scene import Area, Label, Point, Scene, Strokes
from learnsoc_desktop.reporting.drawing import Surface
from learnsoc_desktop.reporting.lines import pieces
from learnsoc_desktop.reporting.measures import FAINT, GREY, HAIR, INK, POINT, TH, WHITE
from learnsoc_desktop.reporting.typesetter import Typesetter, Weight

GREYS = {
    "ink": INK,
    "soft": GREY,
    "rule": HAIR,
    "ground": WHITE,
    "mark0": GREY,
    "mark1": INK,
    "mark2": GREY,
    "mark3": INK,
    "mark4": GREY,
    "mark5": GREY,
    "pale2": 0.78,
    "pale4": FAINT,
}


class PaperSetter:
    """Text of charts as a page sets it."""

    def __init__(self, typesetter: Typesetter) -> None:
        self.typesetter = typesetter

    def wide(self, text: str, size: float, *, bold: bool = False) -> float:
        """Return how wide one line of ``text`` is, in millimetres."""
        return self.typesetter.advance(text, _weight(bold=bold)) * size * TH / 1000 * POINT

    def pieces(self, text: str) -> Sequence[str]:
        """Return ``text`` cut between words."""
        return pieces(text.replace(ZERO_WIDTH_SPACE, ""))


def put(scene: Scene, surface: Surface, x: float, y: float, scale: float = 1.0) -> None:
    """Draw ``scene`` with its top left corner at ``x``, ``y``."""

    def corner(point: Point) -> str:
        left, top = x + point[0] * scale, y + point[1] * scale
        return f"{left / POINT:.2f} {(surface.height - top) / POINT:.2f}"

    def path(points: Sequence[Point]) -> str:
        first, *rest = map(corner, points)
        return " ".join([f"{first} m", *(f"{each} l" for each in rest)])

    for shape in scene.shapes:
        match shape:
            case Area(corners, colour):
                surface.fill(GREYS[colour])
                surface.operators.append(f"{path(corners)} h f")
            case Strokes(lines, colour, width, dash):
                surface.pen(round(width * scale, 3), GREYS[colour])
                drawn = " ".join(map(path, lines)) + " S"
                pattern = " ".join(f"{length * scale:g}" for length in dash)
                surface.operators.append(f"[{pattern}] 0 d {drawn} [] 0 d" if dash else drawn)
            case Label(left, base, text, size, align, bold, colour):
                place = x + left * scale, y + base * scale
                weight = _weight(bold=bold)
                surface.text(*place, text, size * scale, weight, align, GREYS[colour])


def _weight(*, bold: bool) -> Weight:
    return Weight.BOLD if bold else Weight.REGULAR
