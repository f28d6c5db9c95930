"""Bars side by side or in one, upright or lying, and back to back."""

from collections.abc import Sequence

from learnsoc_desktop.core import formats
from learnsoc_desktop.reporting.charts.hand import AIR, STEP, Hand, size_of
from learnsoc_desktop.reporting.charts.kinds import (
    BarChart,
    Pyramid,
    Series,
    StackedBars,
    Value,
    known,
)
from learnsoc_desktop.reporting.charts.scene import MARKS, Scene, box
from learnsoc_desktop.reporting.document import Align

THICK = 4.2  # of a lying bar
THIN = 3.8  # of one of several
ROW_GAP = 1.6
LABELS = 0.36  # of the width that labels beside bars may take
LABEL_LINES = 2
WIDEST = 14.0  # of an upright bar
COLUMN_GAP = 1.6
BAND = 5.4  # of a row of a pyramid


def value_at(series: Series, at: int) -> Value:
    """Return a number of a series; what is missing at its end is not known."""
    return known(series.values[at]) if at < len(series.values) else None


def bar_chart(hand: Hand, chart: BarChart) -> Scene:
    """Draw a bar a number."""
    hand.head(chart.about, chart.series)
    if chart.upright and _stand(hand, chart):
        return _upright(hand, chart)
    return _lying(hand, chart)


def _stand(hand: Hand, chart: BarChart) -> bool:
    """Return True when each label and each number has room over its column."""
    pitch = hand.width / max(1, len(chart.labels))
    each = (pitch - COLUMN_GAP) / max(1, len(chart.series))
    places = chart.about.places
    texts = [hand.number(v, places) for series in chart.series for v in series.values]
    labels = [line for label in chart.labels for line in hand.lines(label, 1e6)]
    return all(hand.wide(text) <= each + COLUMN_GAP - 0.4 for text in texts) and all(
        hand.wide(label) <= pitch - 0.6 for label in labels
    )


def _upright(hand: Hand, chart: BarChart) -> Scene:
    values = [value_at(s, at) for s in chart.series for at in range(len(chart.labels))]
    low = min(0.0, *map(size_of, values), 0.0)
    high = max(0.0, *map(size_of, values), 0.0)
    top = hand.y + STEP
    below = STEP if low < 0 else 0.0
    unit = (chart.height - STEP - below) / ((high - low) or 1.0)
    zero = top + high * unit
    pitch = hand.width / max(1, len(chart.labels))
    wide = min(WIDEST, (pitch - COLUMN_GAP) / max(1, len(chart.series)))
    for at, label in enumerate(chart.labels):
        middle = (at + 0.5) * pitch
        left = middle - wide * len(chart.series) / 2
        for number, series in enumerate(chart.series):
            value = value_at(series, at)
            long = size_of(value) * unit
            x = left + number * wide
            if long:
                hand.scene.mark(box(x + 0.2, zero, wide - 0.4, -long), number)
            base = zero - long - 1.0 if long >= 0 else zero - long + 3.4
            text = hand.number(value, chart.about.places)
            colour = "soft" if value is None else "ink"
            hand.text(x + wide / 2, base, text, Align.CENTRE, colour=colour)
        foot = hand.y + chart.height + 4.2
        hand.text(middle, foot, hand.lines(label, pitch)[0], Align.CENTRE)
    hand.scene.strokes([[(0, zero), (hand.width, zero)]])
    hand.y += chart.height + STEP
    return hand.done(2.0)


def _lying(hand: Hand, chart: BarChart) -> Scene:
    places = chart.about.places
    labels = _labels(hand, chart.labels)
    texts = [
        [hand.number(value_at(s, at), places) for s in chart.series]
        for at in range(len(chart.labels))
    ]
    values = [value_at(s, at) for s in chart.series for at in range(len(chart.labels))]
    left, right = _sides(hand, labels, [text for row in texts for text in row], values)
    low, high = min(0.0, *map(size_of, values), 0.0), max(0.0, *map(size_of, values), 0.0)
    unit = (right - left) / ((high - low) or 1.0)
    zero = left - low * unit
    edge = max((hand.wide(line) for lines in labels for line in lines), default=0.0)
    thick = THICK if len(chart.series) == 1 else THIN
    axis = hand.y
    for at, lines in enumerate(labels):
        high_row = max(len(lines) * STEP, thick * len(chart.series)) + ROW_GAP
        hand.beside(edge, hand.y + high_row / 2, lines, Align.RIGHT)
        y = hand.y + (high_row - thick * len(chart.series)) / 2
        for number, series in enumerate(chart.series):
            value = value_at(series, at)
            long = size_of(value) * unit
            if long:
                hand.scene.mark(box(zero, y + 0.4, long, thick - 0.8), number)
            side = Align.LEFT if long >= 0 else Align.RIGHT
            x = zero + long + (AIR if long >= 0 else -AIR)
            colour = "soft" if value is None else "ink"
            hand.text(x, y + thick / 2 + 1.05, texts[at][number], side, colour=colour)
            y += thick
        hand.y += high_row
    hand.scene.strokes([[(zero, axis), (zero, hand.y)]])
    return hand.done()


def _labels(hand: Hand, labels: Sequence[str]) -> list[list[str]]:
    return [hand.lines(label, hand.width * LABELS, LABEL_LINES) for label in labels]


def _sides(
    hand: Hand, labels: Sequence[Sequence[str]], texts: Sequence[str], values: Sequence[Value]
) -> tuple[float, float]:
    """Return where bars begin and end: beside the labels, with room for numbers at both ends."""
    edge = max((hand.wide(line) for lines in labels for line in lines), default=0.0) + AIR
    wide = max(map(hand.wide, texts), default=0.0) + AIR + 0.4
    below = any(size_of(value) < 0 for value in values)
    return edge + (wide if below else 0.0), max(edge + wide + 4.0, hand.width - wide)


def stacked_bars(hand: Hand, chart: StackedBars) -> Scene:
    """Draw a bar a label, a piece a series; numbers stand in the pieces where all have room.

    Where one has none, all stand after the sum, in the order of the key. Numbers below nought run the
    other way.
    """
    hand.head(chart.about, chart.series)
    places = chart.about.places
    labels = _labels(hand, chart.labels)
    rows = [[value_at(s, at) for s in chart.series] for at in range(len(chart.labels))]
    sums = [hand.number(_sum(row), places) for row in rows]
    lists = [_listed(hand, row, places) for row in rows]
    reach = [
        (sum(min(0.0, size_of(v)) for v in r), sum(max(0.0, size_of(v)) for v in r)) for r in rows
    ]
    low, high = min((r[0] for r in reach), default=0.0), max((r[1] for r in reach), default=0.0)
    ends = [f"{total} {parts}" for total, parts in zip(sums, lists, strict=True)]
    left, right = _sides(hand, labels, sums, [low])
    unit = (right - left) / ((high - low) or 1.0)
    inside = [_inside(hand, row, unit, places) for row in rows]
    if not all(inside):  # the bars get shorter, so that what stands behind them has room
        wide = max(map(hand.wide, ends)) + 2 * AIR
        right = max(left + hand.width * 0.2, min(right, hand.width - wide))
        unit = (right - left) / ((high - low) or 1.0)
        inside = [_inside(hand, row, unit, places) for row in rows]
    zero = left - low * unit
    edge = max((hand.wide(line) for lines in labels for line in lines), default=0.0)
    axis = hand.y
    for at, (lines, row) in enumerate(zip(labels, rows, strict=True)):
        high_row = max(len(lines) * STEP, THICK + 0.6) + ROW_GAP
        middle = hand.y + high_row / 2
        hand.beside(edge, middle, lines, Align.RIGHT)
        _pieces(hand, row, (zero, middle), unit, places if inside[at] else None)
        end = zero + reach[at][1] * unit + AIR
        text = sums[at] if inside[at] else ends[at]
        fitted = hand.lines(text, max(hand.width - end, hand.wide(sums[at])))
        hand.text(end, middle + 1.05, fitted[0])
        hand.y += high_row
    hand.scene.strokes([[(zero, axis), (zero, hand.y)]])
    return hand.done()


def _sum(row: Sequence[Value]) -> Value:
    """Return the sum of what is known; None when nothing is."""
    found = [value for value in row if value is not None]
    if not found:
        return None
    return sum(found) if all(isinstance(value, int) for value in found) else sum(map(float, found))


def _listed(hand: Hand, row: Sequence[Value], places: int) -> str:
    return "(" + " + ".join(hand.number(value, places) for value in row) + ")"


def _inside(hand: Hand, row: Sequence[Value], unit: float, places: int) -> bool:
    """Return True when each number has room in its piece; nought has no piece and needs none."""
    return all(
        value is not None
        and (not value or hand.wide(hand.number(value, places)) + 1.6 < abs(size_of(value)) * unit)
        for value in row
    )


def _pieces(
    hand: Hand, row: Sequence[Value], at: tuple[float, float], unit: float, places: int | None
) -> None:
    (plus, middle), minus = at, at[0]
    for number, value in enumerate(row):
        long = size_of(value) * unit
        if not long:
            continue
        begin = plus if long > 0 else minus
        hand.scene.mark(box(begin, middle - THICK / 2, long, THICK), number)
        if places is not None:
            ground = MARKS[number % len(MARKS)].ground
            text = hand.number(value, places)
            hand.plated(begin + long / 2, middle + 1.05, text, ground)
        plus, minus = (plus + long, minus) if long > 0 else (plus, minus + long)


def pyramid(hand: Hand, chart: Pyramid) -> Scene:
    """Draw two series back to back, the first label at the foot, the labels in the middle."""
    about, count = chart.about, len(chart.labels)
    hand.head(about)
    texts = [
        [hand.number(value_at(side, at), about.places) for at in range(count)]
        for side in chart.series
    ]
    labels = [hand.lines(label, hand.width * LABELS)[0] for label in chart.labels]
    gap = max(map(hand.wide, labels), default=0.0) + 2 * AIR
    wide = max((hand.wide(text) for side in texts for text in side), default=0.0) + AIR + 0.4
    most = max((abs(size_of(v)) for s in chart.series for v in s.values), default=0.0) or 1.0
    centre = hand.width / 2
    unit = max(4.0, centre - gap / 2 - wide) / most
    ways = ((-1, Align.RIGHT), (1, Align.LEFT))
    for number, (series, (way, align)) in enumerate(zip(chart.series, ways, strict=True)):
        total = formats.number(
            _sum([known(v) for v in series.values]), about.places, style=hand.style
        )
        room = centre - gap / 2 - 8.0
        (title,) = hand.lines(f"{series.title}  {total}", room)
        x = centre + way * gap / 2
        hand.sign(x + (0 if way > 0 else -5.0), hand.y + 1.2, number)
        hand.text(x + way * (5.0 + AIR), hand.y + 3.6, title, align, bold=True)
    hand.y += STEP + 2.0
    top = hand.y
    for at in reversed(range(count)):
        middle = hand.y + BAND / 2
        hand.text(centre, middle + 1.05, labels[at], Align.CENTRE)
        for number, (series, (way, align)) in enumerate(zip(chart.series, ways, strict=True)):
            value = value_at(series, at)
            long = abs(size_of(value)) * unit
            x = centre + way * gap / 2
            if long:
                hand.scene.mark(box(x, middle - 2.1, way * long, 4.2), number)
            colour = "soft" if value is None else "ink"
            hand.text(
                x + way * (long + AIR), middle + 1.05, texts[number][at], align, colour=colour
            )
        hand.y += BAND
    sides = [centre + way * gap / 2 for way, _align in ways]
    hand.scene.strokes([[(x, top), (x, hand.y)] for x in sides])
    return hand.done()
