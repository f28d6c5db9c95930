"""Lines over labels, and lines around a middle."""

from collections.abc import Iterator, Sequence

from learnsoc_desktop.core import formats
from learnsoc_desktop.reporting.charts.bars import bar_chart, value_at
from learnsoc_desktop.reporting.charts.hand import (
    AIR,
    KEY_GAP,
    SIGN_WIDE,
    STEP,
    Hand,
    places_of,
    size_of,
    steps,
)
from learnsoc_desktop.reporting.charts.kinds import BarChart, LineChart, Radar, Series
from learnsoc_desktop.reporting.charts.scene import (
    MARKS,
    Point,
    Scene,
    around,
    circle,
    hatched,
)
from learnsoc_desktop.reporting.document import Align

DASHES: Sequence[tuple[float, ...]] = ((), (4, 2), (1, 1.6), (6, 1.6, 1, 1.6), (8, 2), (2, 3))
CORNERS = (24, 4, 3, 24, 4, 3)  # of the points of a line; the first three are filled
POINT = 0.95  # radius of a point
LINE = 1.1  # points
FEWEST_AXES = 3  # of a radar; fewer, or too many, are told by bars
RADIUS = 26.0
RINGS = 5
SIDE = 0.28  # of the width that labels beside a radar may take at the least
AXIS_LINES = 2
MANY_AXES = 10  # of a radar; more have one line each
MIDDLE = 0.12  # of the radius: labels so near to the upright axis stand in its middle
MOST_AXES = 16

Room = tuple[float, float, float, float]  # left, top, right, bottom


def line_chart(hand: Hand, chart: LineChart) -> Scene:
    """Draw a line a series; a number stands over or under each point where it has room."""
    hand.head(chart.about)
    _line_key(hand, chart.series)
    values = [size_of(v) for s in chart.series for v in s.values if v is not None]
    levels = steps(min([0.0, *values]), max([0.0, *values]))
    places = max(map(places_of, levels))
    scale = [formats.number(level, places, style=hand.style) for level in levels]
    left = max(map(hand.wide, scale)) + AIR
    top, bottom = hand.y + STEP, hand.y + STEP + chart.height
    unit = (bottom - top) / (levels[-1] - levels[0])
    pitch = (hand.width - left) / max(1, len(chart.labels))
    for level, text in zip(levels, scale, strict=True):
        y = bottom - (level - levels[0]) * unit
        thick = 0.6 if level == 0 else 0.35
        hand.scene.strokes([[(left, y), (hand.width, y)]], "ink" if level == 0 else "rule", thick)
        hand.text(left - AIR, y + 1.05, text, Align.RIGHT, colour="soft")
    taken: list[Room] = []
    lines = [
        [_point(s, at, (left, bottom, pitch, unit, levels[0])) for at in range(len(chart.labels))]
        for s in chart.series
    ]
    for number, points in enumerate(lines):
        _line(hand, points, number)
        taken += [_around(point) for point in points if point]
    for series, points in zip(chart.series, lines, strict=True):
        for at, point in enumerate(points):
            if point is None:
                if len(chart.series) == 1:
                    x = left + (at + 0.5) * pitch
                    hand.text(x, bottom - 1.2, formats.MISSING, Align.CENTRE, colour="soft")
                continue
            text = hand.number(value_at(series, at), chart.about.places)
            _number(hand, text, point, taken)
    _feet(hand, chart.labels, left, bottom, pitch)
    return hand.done(2.0)


def _point(
    series: Series, at: int, place: tuple[float, float, float, float, float]
) -> Point | None:
    left, bottom, pitch, unit, low = place
    value = value_at(series, at)
    if value is None:
        return None
    return left + (at + 0.5) * pitch, bottom - (float(value) - low) * unit


def _around(point: Point, reach: float = POINT) -> Room:
    x, y = point
    return x - reach, y - reach, x + reach, y + reach


def _line(hand: Hand, points: Sequence[Point | None], number: int) -> None:
    look = MARKS[number % len(MARKS)]
    dash = DASHES[number % len(DASHES)]
    hand.scene.strokes(list(_runs(points)), look.colour, LINE, dash)
    for point in points:
        if point is not None:
            _dot(hand, point, number)


def _runs(points: Sequence[Point | None]) -> Iterator[Sequence[Point]]:
    """Yield the pieces of a line between what is not known."""
    run: list[Point] = []
    for point in [*points, None]:
        if point is not None:
            run.append(point)
            continue
        if len(run) > 1:
            yield run
        run = []


def _dot(hand: Hand, point: Point, number: int) -> None:
    """Draw a point; its shape and whether it is filled tell the series."""
    place = number % len(CORNERS)
    corners = circle(point, POINT if CORNERS[place] > 4 else POINT * 1.3, CORNERS[place])  # noqa: PLR2004
    colour = MARKS[number % len(MARKS)].colour
    hand.scene.area(corners, colour if place < len(CORNERS) // 2 else "ground")
    hand.scene.strokes([[*corners, corners[0]]], colour, 0.7)


def _line_key(hand: Hand, series: Sequence[Series]) -> None:
    """Draw the key of lines: the dash and the point of each."""
    if len(series) < 2:  # noqa: PLR2004  one line needs no key
        return
    x = 0.0
    for number, one in enumerate(series):
        (text,) = hand.lines(one.title, hand.width - SIGN_WIDE * 2 - AIR)
        wide = SIGN_WIDE * 2 + AIR + hand.wide(text)
        if x and x + wide > hand.width:
            x = 0.0
            hand.y += STEP + 0.6
        middle = hand.y + 2.6
        ends = [(x, middle), (x + SIGN_WIDE * 2, middle)]
        look = MARKS[number % len(MARKS)]
        hand.scene.strokes([ends], look.colour, LINE, DASHES[number % len(DASHES)])
        _dot(hand, (x + SIGN_WIDE, middle), number)
        hand.text(x + SIGN_WIDE * 2 + AIR, hand.y + 3.6, text)
        x += wide + KEY_GAP
    hand.y += STEP + 1.0


def _number(hand: Hand, text: str, point: Point, taken: list[Room]) -> None:
    """Write a number over its point, else under it; not at all where another stands already."""
    x, y = point
    half = hand.wide(text) / 2 + 0.3
    x = min(max(x, half), hand.width - half)
    for base in (y - 1.9, y + 4.3):
        room = x - half, base - 2.6, x + half, base + 0.5
        if not any(_meet(room, other) for other in taken):
            taken.append(room)
            hand.text(x, base, text, Align.CENTRE)
            return


def _meet(one: Room, other: Room) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _feet(hand: Hand, labels: Sequence[str], left: float, bottom: float, pitch: float) -> None:
    """Write the labels under a plot; each n-th where all have no room."""
    wanted = [hand.lines(label, hand.width * SIDE)[0] for label in labels]
    widest = max(map(hand.wide, wanted), default=0.0) + 1.0
    every = next((n for n in range(1, len(labels)) if n * pitch >= widest), max(1, len(labels)))
    for at, text in enumerate(wanted):
        if at % every == 0:
            half = hand.wide(text) / 2
            middle = min(max(left + (at + 0.5) * pitch, half), hand.width - half)
            hand.text(middle, bottom + 4.6, text, Align.CENTRE)
    hand.y = bottom + STEP


def radar(hand: Hand, chart: Radar) -> Scene:
    """Draw a closed line a series; the numbers stand beside the labels, in the order of the key."""
    count = len(chart.labels)
    if not FEWEST_AXES <= count <= MOST_AXES:
        return bar_chart(hand, BarChart(chart.labels, chart.series, chart.about))
    hand.head(chart.about)
    _line_key(hand, chart.series)
    values = [size_of(v) for s in chart.series for v in s.values if v is not None]
    low, high = min([0.0, *values]), max([chart.most, *values])
    levels = steps(low, high, RINGS)
    radius = min(RADIUS, hand.width * (1 - 2 * SIDE) / 2)
    centre = (hand.width / 2, hand.y + radius + 2 * STEP + 3.4)
    unit = radius / (levels[-1] - levels[0])
    for level in levels[1:]:
        reach = (level - levels[0]) * unit
        ring = [around(centre, reach, n / count) for n in range(count)]
        hand.scene.strokes([[*ring, ring[0]]], "rule", 0.35)
    axes = [[centre, around(centre, radius, n / count)] for n in range(count)]
    hand.scene.strokes(axes, "rule", 0.35)
    for number, series in enumerate(chart.series):
        points = [
            None if value is None else around(centre, (float(value) - levels[0]) * unit, at / count)
            for at, value in enumerate(value_at(series, at) for at in range(count))
        ]
        _closed(hand, points, number)
    x, y = centre
    places = max(map(places_of, levels))
    for level in (levels[0], levels[-1]):
        text = formats.number(level, places, style=hand.style)
        base = y - (level - levels[0]) * unit + (2.4 if level != levels[0] else 0.0)
        hand.plated(x + 1.2 + hand.wide(text) / 2, base + 1.05, text, "ground", "soft")
    _axis_labels(hand, chart, centre, radius)
    hand.y = centre[1] + radius + 2 * STEP + 0.6
    return hand.done()


def _closed(hand: Hand, points: Sequence[Point | None], number: int) -> None:
    """Draw a closed line, the first one over a light hatch; it is open where nothing is known."""
    whole = [point for point in points if point is not None]
    if len(whole) == len(points):
        if number == 0:
            hand.scene.strokes(hatched(whole, 45, 2.2), MARKS[0].colour, 0.3)
        _line(hand, [*points, points[0]], number)
        return
    gap = points.index(None)  # the run begins after what is not known, so that it stays whole
    _line(hand, [*points[gap + 1 :], *points[: gap + 1]], number)


def _axis_labels(hand: Hand, chart: Radar, centre: Point, radius: float) -> None:
    """Write each label with its numbers outside the rim; many labels keep to one line each."""
    count = len(chart.labels)
    for at, label in enumerate(chart.labels):
        x, y = around(centre, radius + 2.4, at / count)
        side = 0 if abs(x - centre[0]) < radius * MIDDLE else (1 if x > centre[0] else -1)
        room = hand.width * 0.5 if side == 0 else (hand.width - x if side > 0 else x)
        places = chart.about.places
        numbers = " · ".join(hand.number(value_at(s, at), places) for s in chart.series)
        if count <= MANY_AXES:
            told = [*hand.lines(label, room, AXIS_LINES), *hand.lines(numbers, room)]
        else:
            (short,) = hand.lines(label, max(8.0, room - hand.wide("  " + numbers)))
            told = [f"{short}  {numbers}"]
        half = (len(told) - 1) * STEP / 2
        if side == 0:
            y += -half - 0.4 if y < centre[1] else half + 1.0
        align = (Align.CENTRE, Align.LEFT, Align.RIGHT)[side]
        hand.beside(x, y, told, align)
