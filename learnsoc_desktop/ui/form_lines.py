"""How the fields of a form stand side by side: shares of a line, and where lines are broken."""

from collections.abc import Mapping, Sequence

from learnsoc_desktop.core.fields import FieldSpec, Kind

UNITS = 12  # columns of the grid a line of fields stands on
GAP = 12
# Least width of the form at the first text size, and how many units a field of a usual share takes.
SHARES: Sequence[tuple[int, Mapping[int, int]]] = (
    (540, {2: 2, 3: 3, 4: 4, 6: 6, 12: 12}),
    (420, {2: 3, 3: 4, 4: 6, 6: 12, 12: 12}),
    (280, {2: 4, 3: 6, 4: 6, 6: 12, 12: 12}),
    (0, {2: 12, 3: 12, 4: 12, 6: 12, 12: 12}),
)
FULL = frozenset({Kind.PARAGRAPH, Kind.PICTURE, Kind.CODES, Kind.PLACE})  # a place: three names
HALF = frozenset({Kind.ID_NUMBER})
FIGURES = frozenset({Kind.NUMBER, Kind.MONEY, Kind.MINUTES, Kind.TIME})
SMALL_WIDTH = 100  # pixels of a column
LONG_TEXT, LINE_TEXT = 110, 160  # letters of a text
SPREAD = 8  # a line that is filled so far is drawn to the right edge


def share_of(spec: FieldSpec) -> int:
    """Return how many of 12 units a field takes in a wide form."""
    if spec.kind in FULL or spec.label.line:
        return 12
    if spec.kind in HALF or spec.label.half:
        return 6
    if spec.kind in FIGURES:
        return 3
    if spec.kind is Kind.TEXT and (spec.max_length or 0) > LONG_TEXT:
        return 12 if (spec.max_length or 0) > LINE_TEXT else 6
    return 2 if spec.label.width <= SMALL_WIDTH and spec.kind is Kind.TEXT else 4


def lines_of(spans: Sequence[int]) -> list[list[int]]:
    """Break fields into lines of 12 units, in their order; return the units of each field.

    A line that is nearly full is drawn out to the right edge, the widest fields first; lines are broken
    so that as few as can be are left short.
    """
    lines = _broken(tuple(spans))
    for line in lines:
        rest = UNITS - sum(line)
        widest = [at for at, span in enumerate(line) if span == max(line)]
        if sum(line) >= SPREAD:
            for unit in range(rest):
                line[widest[unit % len(widest)]] += 1
    return lines


def _broken(spans: tuple[int, ...]) -> list[list[int]]:
    """Return the lines with the fewest short ones, then the fewest lines, then the first ones fullest."""
    best: list[tuple[tuple[int, int, tuple[int, ...]], list[list[int]]]] = [((0, 0, ()), [])]
    for end in range(1, len(spans) + 1):  # best[n] are the lines of the first n fields
        found = []
        for start in range(end - 1, -1, -1):
            line = list(spans[start:end])
            filled = sum(line)
            if filled > UNITS:
                break
            (short, count, rests), before = best[start]
            cost = (short + (filled < SPREAD), count + 1, (*rests, UNITS - filled))
            found.append((cost, [*before, line]))
        best.append(min(found, key=lambda one: one[0]))
    return best[-1][1]
