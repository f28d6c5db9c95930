"""What a drawn chart is made of: filled areas, lines and labels, in millimetres from the top left corner.

Colours are names: "ink", "soft" (quiet text), "rule" (thin lines), "ground" (paper), and ``MARKS`` for
series, each with its hatch. Sizes of text are those of TH SarabunPSK, as on all papers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import cos, pi, sin
from typing import Protocol

from learnsoc_desktop.reporting.document import Align

Point = tuple[float, float]
Segment = tuple[Point, Point]

ROUND = 48  # corners of a circle


@dataclass(frozen=True, slots=True)
class Area:
    """A filled polygon."""

    corners: tuple[Point, ...]
    colour: str


@dataclass(frozen=True, slots=True)
class Strokes:
    """Lines of one colour and width (points); each is drawn through its points."""

    lines: tuple[tuple[Point, ...], ...]
    colour: str = "ink"
    width: float = 0.6
    dash: tuple[float, ...] = ()  # points


@dataclass(frozen=True, slots=True)
class Label:
    """One line of text on its baseline."""

    x: float
    y: float
    text: str
    size: float
    align: Align = Align.LEFT
    bold: bool = False
    colour: str = "ink"


Shape = Area | Strokes | Label


class Setter(Protocol):
    """What sets text: how wide it is, and where a line may end."""

    def wide(self, text: str, size: float, *, bold: bool = False) -> float:
        """Return how wide one line of ``text`` is, in millimetres."""

    def pieces(self, text: str) -> Sequence[str]:
        """Return ``text`` cut where a line may end; blanks stand at the ends of the pieces."""


@dataclass(slots=True)
class Scene:
    """A drawn chart."""

    width: float
    height: float = 0.0
    shapes: list[Shape] = field(default_factory=list)

    def labels(self) -> list[Label]:
        """Return the labels, in the order they were drawn."""
        return [shape for shape in self.shapes if isinstance(shape, Label)]

    def area(self, corners: Sequence[Point], colour: str) -> None:
        """Fill a polygon."""
        self.shapes.append(Area(tuple(corners), colour))

    def strokes(
        self,
        lines: Sequence[Sequence[Point]],
        colour: str = "ink",
        width: float = 0.6,
        dash: tuple[float, ...] = (),
    ) -> None:
        """Draw lines of one kind."""
        if lines:
            self.shapes.append(Strokes(tuple(map(tuple, lines)), colour, width, dash))

    def mark(self, corners: Sequence[Point], number: int) -> None:
        """Fill a polygon as the mark of a series: its ground, its hatch, its outline."""
        look = MARKS[number % len(MARKS)]
        self.area(corners, look.ground)
        for angle in look.angles:
            self.strokes(hatched(corners, angle, look.pitch), look.colour, look.width)
        self.strokes([[*corners, corners[0]]], look.colour, OUTLINE)


OUTLINE = 0.5  # points


@dataclass(frozen=True, slots=True)
class Mark:
    """How the areas of one series look."""

    colour: str  # of outline and hatch
    ground: str
    angles: tuple[float, ...] = ()  # of the hatch, in degrees
    pitch: float = 1.1  # from line to line
    width: float = 0.5  # of a line, in points


MARKS = (
    Mark("mark0", "mark0"),
    Mark("mark1", "ground", (45.0,), 1.1),
    Mark("mark2", "pale2"),
    Mark("mark3", "ground", (0.0, 90.0), 1.2, 0.45),
    Mark("mark4", "pale4", (135.0,), 0.8, 0.6),
    Mark("mark5", "ground"),
)


def box(x: float, y: float, width: float, height: float) -> tuple[Point, ...]:
    """Return the corners of an upright rectangle; a negative side runs the other way."""
    return (x, y), (x + width, y), (x + width, y + height), (x, y + height)


def around(at: Point, radius: float, angle: float) -> Point:
    """Return the point of a circle at ``angle`` (turns, from the top, with the clock)."""
    x, y = at
    return x + radius * sin(2 * pi * angle), y - radius * cos(2 * pi * angle)


def circle(at: Point, radius: float, corners: int = ROUND) -> tuple[Point, ...]:
    """Return a circle, or another regular polygon that stands on its foot."""
    return tuple(around(at, radius, number / corners) for number in range(corners))


def sector(at: Point, inner: float, outer: float, start: float, end: float) -> tuple[Point, ...]:
    """Return a piece of a ring between two angles (turns)."""
    steps = max(2, round((end - start) * ROUND * 2))
    turns = [start + (end - start) * number / steps for number in range(steps + 1)]
    there = [around(at, outer, turn) for turn in turns]
    return (*there, *(around(at, inner, turn) for turn in reversed(turns)))


def hatched(corners: Sequence[Point], degrees: float, pitch: float) -> list[Segment]:
    """Return the parallel lines that fill a polygon (even-odd rule); those of neighbours meet."""
    along, up = cos(degrees * pi / 180), sin(degrees * pi / 180)
    across = [(y * along - x * up) / pitch for x, y in corners]
    first, last = int(min(across) // 1) + 1, int(max(across) // 1)
    found: list[Segment] = []
    for number in range(first, last + 1):
        meets = sorted(_meets(corners, across, number), key=lambda p: p[0] * along + p[1] * up)
        found += zip(meets[::2], meets[1::2], strict=False)
    return [(start, end) for start, end in found if start != end]


def _meets(corners: Sequence[Point], across: Sequence[float], level: float) -> Iterator[Point]:
    for number, (x, y) in enumerate(corners):
        other = (number + 1) % len(corners)
        here, there = across[number], across[other]
        if (here < level) == (there < level):
            continue
        part = (level - here) / (there - here)
        x2, y2 = corners[other]
        yield x + (x2 - x) * part, y + (y2 - y) * part
