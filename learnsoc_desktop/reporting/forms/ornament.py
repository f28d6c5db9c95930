"""A band of stepped lozenges, counted as threads of khit weaving are: "1" is a thread that shows."""

from learnsoc_desktop.reporting.drawing import Surface
from learnsoc_desktop.reporting.measures import Colour

THREADS = 13  # of a lozenge, each way
THREAD = 0.62  # mm
SIDE = THREADS * THREAD
PITCH = (THREADS - 1) * THREAD  # two lozenges share the thread between them
_HALF = THREADS // 2


def _lozenge(i: int, j: int) -> bool:
    far = abs(i - _HALF) + abs(j - _HALF)
    return far in {0, 1, 3, 6} or far >= 10  # noqa: PLR2004  rings of threads


def _star(i: int, j: int) -> bool:
    a, b = sorted((abs(i - _HALF), abs(j - _HALF)))
    return (
        a + b in {6, 11}
        or (a == b and a in {1, 2, 4, 5})
        or (a == 0 and b in {0, 2, 3, 4})
        or (b == _HALF and a in {4, 5, 6})
    )


LOZENGE = tuple("".join("01"[_lozenge(i, j)] for i in range(THREADS)) for j in range(THREADS))
STAR = tuple("".join("01"[_star(i, j)] for i in range(THREADS)) for j in range(THREADS))


def band(surface: Surface, x1: float, x2: float, y: float, colour: Colour) -> None:
    """Draw a lying band of whole lozenges in the middle between ``x1`` and ``x2``, between two rules."""
    begin, end = row(surface, x1, x2, y, colour)
    for at in (y - 1.4, y + SIDE + 1.4):
        surface.line(begin, at, end, at, 0.8, colour)


def row(surface: Surface, x1: float, x2: float, y: float, colour: Colour) -> tuple[float, float]:
    """Draw lozenges side by side; return where they begin and end."""
    places = _places(x1, x2)
    for x in places:
        surface.pattern(LOZENGE, x, y, THREAD, colour)
    return places[0], places[-1] + SIDE


def stack(surface: Surface, x: float, y1: float, y2: float, colour: Colour) -> None:
    """Draw lozenges under each other."""
    for y in _places(y1, y2):
        surface.pattern(LOZENGE, x, y, THREAD, colour)


def _places(first: float, last: float) -> list[float]:
    """Return where as many lozenges begin as go between two places, in the middle of them."""
    count = max(1, int((last - first - THREAD) / PITCH + 0.01))
    begin = (first + last - count * PITCH - THREAD) / 2
    return [begin + number * PITCH for number in range(count)]
