"""Work over time, and the steps of a cycle."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from learnsoc_desktop.core import formats
from learnsoc_desktop.reporting.charts.hand import AIR, BASE, STEP, Hand
from learnsoc_desktop.reporting.charts.kinds import ChartWords, Gantt, State, Step, StepRing, Task
from learnsoc_desktop.reporting.charts.scene import MARKS, Scene, around, box, circle, sector
from learnsoc_desktop.reporting.document import Align
from learnsoc_desktop.reporting.written import text_of

TITLES = 0.34  # of the width that the names of tasks may take
TITLE_LINES = 2
THICK = 4.0
ROW_GAP = 2.2
DONE, REST = 0, 1  # marks
MONTHS = 24  # more are told by their years alone
RING = 21.0  # radius
HOLE = 0.52  # of the radius
RING_GAP = 6.0
LOOKS = {State.WAITING: 5, State.BEGUN: 1, State.DONE: 0, State.REVIEWED: 3}  # marks
STEP_LINES = 2


def gantt(hand: Hand, chart: Gantt) -> Scene:
    """Draw a bar a task over its months; its dates stand beside it."""
    hand.head(chart.about)
    dated = [task for task in chart.tasks if task.start is not None]
    if not dated:
        return hand.nothing(chart.about.words.nothing)
    first = min(task.start for task in dated if task.start)
    last = max(_end(task) for task in dated)
    first, last = first.replace(day=1), last.replace(day=monthrange(last.year, last.month)[1])
    if any(task.done is not None for task in dated):
        hand.key([chart.about.words.done, chart.about.words.left], (DONE, REST))
    titles = [hand.lines(task.title, hand.width * TITLES, TITLE_LINES) for task in chart.tasks]
    left = max(hand.wide(line) for lines in titles for line in lines) + 2 * AIR
    unit = (hand.width - left) / ((last - first).days + 1)
    lines = _months(hand, first, last, left, unit)
    begin = hand.y
    for task, words in zip(chart.tasks, titles, strict=True):
        high = max(len(words), 1) * STEP + ROW_GAP
        hand.beside(0, hand.y + high / 2, words, Align.LEFT)
        dates, middle = _dates(hand, task, chart.about.words), hand.y + high / 2
        if task.start is not None:
            _task(hand, task, task.start, dates, (left, middle, unit, first))
        else:
            x = left + AIR + hand.wide(dates) / 2
            hand.plated(x, middle + 1.05, dates, "ground", "soft")
        hand.y += high
    under = [[(x, begin), (x, hand.y)] for x in lines]
    grid = Scene(0)
    grid.strokes([*under, [(left, begin), (hand.width, begin)]], "rule", 0.35)
    if chart.today and first <= chart.today <= last:
        x = left + ((chart.today - first).days + 0.5) * unit
        grid.strokes([[(x, begin), (x, hand.y)]], "ink", 0.9, (3, 2))
    hand.scene.shapes[:0] = grid.shapes  # under bars and words
    return hand.done()


def _end(task: Task) -> date:
    start = task.start or date.min
    return max(start, task.end or start)


def _dates(hand: Hand, task: Task, words: ChartWords) -> str:
    if task.start is None:
        return text_of(words.undated, hand.style)
    dates = formats.date_range(task.start, _end(task), style=hand.style)
    if task.done is None:
        return dates
    return f"{dates} · {formats.number(min(1, max(0, task.done)) * 100, style=hand.style)}%"


def _months(hand: Hand, first: date, last: date, left: float, unit: float) -> list[float]:
    """Write the years and months over the bars; return where each begins."""
    parts = list(_parts(first, last))
    narrow = min((end - start).days for start, end in parts) * unit
    style, yearly = hand.style, len(parts) > MONTHS
    names = [formats.month_name(start.month, short=True, style=style) for start, _last in parts]
    wide = max(map(hand.wide, names)) + 0.6
    every = 0 if yearly else next((n for n in (1, 2, 3, 6) if n * narrow >= wide), 0)
    places: list[float] = []
    taken = 0.0
    for (start, _end_of_part), name in zip(parts, names, strict=True):
        x = left + (start - first).days * unit
        if start == first or start.month == 1:
            year = formats.year(start.year, style=style)
            if x + 0.6 >= taken:
                hand.text(x + 0.6, hand.y + BASE, year, colour="soft")
                taken = x + hand.wide(year) + 2.0
        if every and (start.month - first.month) % every == 0:
            hand.text(x + 0.6, hand.y + STEP + BASE, name, colour="soft")
        if not yearly or start.month == 1 or start == first:
            places.append(x)
    hand.y += STEP + (STEP if every else 0.0) + 0.8
    return places


def _parts(first: date, last: date) -> Iterator[tuple[date, date]]:
    while first <= last:
        end = first.replace(day=monthrange(first.year, first.month)[1]) + timedelta(1)
        yield first, end
        first = end


def _task(
    hand: Hand, task: Task, start: date, text: str, place: tuple[float, float, float, date]
) -> None:
    left, middle, unit, first = place
    x = left + (start - first).days * unit
    wide = max(0.8, ((_end(task) - start).days + 1) * unit)
    done = min(1.0, max(0.0, task.done or 0.0))
    y = middle - THICK / 2
    if done < 1:
        hand.scene.mark(box(x + wide * done, y, wide * (1 - done), THICK), REST)
    if done:
        hand.scene.mark(box(x, y, wide * done, THICK), DONE)
    room = hand.wide(text)
    if x + wide + AIR + room <= hand.width:
        hand.plated(x + wide + AIR + room / 2, middle + 1.05, text, "ground")
    elif x - AIR - room >= left:
        hand.plated(x - AIR - room / 2, middle + 1.05, text, "ground")
    else:
        at = min(x + wide / 2, hand.width - room / 2 - 0.5)
        hand.plated(max(at, left + room / 2 + 0.5), middle + 1.05, text, "ground")


def step_ring(hand: Hand, chart: StepRing) -> Scene:
    """Draw the steps around, numbered, and beside them what each is and how far it is."""
    hand.head(chart.about)
    if not chart.steps:
        return hand.nothing(chart.about.words.nothing)
    used = [state for state in State if any(step.state is state for step in chart.steps)]
    hand.key([chart.about.words.of(state) for state in used], [LOOKS[state] for state in used])
    radius = min(RING, hand.width * 0.3)
    left = 2 * radius + RING_GAP
    words = [
        _told(hand, number, step, chart.about.words.of(step.state), hand.width - left)
        for number, step in enumerate(chart.steps)
    ]
    high = sum(len(lines) * STEP + 1.0 for lines in words)
    height = max(high, 2 * radius + 2.0)
    centre = (radius, hand.y + height / 2)
    count = len(chart.steps)
    for number, step in enumerate(chart.steps):
        _part(hand, number, step, centre, radius, count)
    done = sum(step.state is State.DONE for step in chart.steps)
    text = f"{formats.number(done, style=hand.style)}/{formats.number(count, style=hand.style)}"
    hand.text(centre[0], centre[1] + 2.2, text, Align.CENTRE, size=22.0, bold=True)
    y = hand.y + (height - high) / 2
    for lines in words:
        for place, line in enumerate(lines):
            indent = hand.wide("88 ") if place else 0.0
            hand.text(left + indent, y + BASE, line)
            y += STEP
        y += 1.0
    hand.y += height
    return hand.done()


def _told(hand: Hand, number: int, step: Step, state: str, room: float) -> list[str]:
    """Return the lines that tell one step: number, title, state."""
    state = " · ".join(part for part in (state, step.note) if part)
    lead = f"{formats.number(number + 1, style=hand.style)} "
    indent = hand.wide("88 ")
    whole = hand.lines(f"{lead}{step.title} – {state}", room - indent, STEP_LINES + 1)
    if len(whole) <= STEP_LINES:
        return whole
    return [
        *hand.lines(f"{lead}{step.title}", room - indent, 1),
        *hand.lines(state, room - indent, 1),
    ]


def _part(
    hand: Hand, number: int, step: Step, centre: tuple[float, float], radius: float, count: int
) -> None:
    start, end = number / count, (number + 1) / count
    inner = radius * HOLE
    look = LOOKS[step.state]
    corners = sector(centre, inner, radius, start, end)
    hand.scene.mark(corners, look)
    hand.scene.strokes([[*corners, corners[0]]], "ground", 1.6)
    narrow = sector(centre, inner + 0.35, radius - 0.35, start + 0.003, end - 0.003)
    hand.scene.strokes([[*narrow, narrow[0]]], MARKS[look].colour, 0.6)
    turn = (start + end) / 2
    middle = around(centre, (inner + radius) / 2, turn)
    ground = MARKS[look].ground
    text = formats.number(number + 1, style=hand.style)
    if hand.wide(text) + 1.2 < (inner + radius) / 2 * 6.28 / count:
        if ground != MARKS[0].ground:
            hand.scene.area(circle(middle, hand.wide("88") / 2 + 0.6), ground)
        ink = "ground" if ground == MARKS[0].ground else "ink"
        hand.text(middle[0], middle[1] + 1.05, text, Align.CENTRE, bold=True, colour=ink)
