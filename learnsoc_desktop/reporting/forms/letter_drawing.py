"""The parts of letters and minutes: crest, rule, names in columns, boxes to tick, lines to write on."""

from learnsoc_desktop.reporting.document import Align
from learnsoc_desktop.reporting.drawing import Surface
from learnsoc_desktop.reporting.forms.kinds import (
    Choices,
    Crest,
    Roster,
    RosterRow,
    Rule,
    WriteLines,
)
from learnsoc_desktop.reporting.forms.setting import LOWERED, Setting, step_of
from learnsoc_desktop.reporting.measures import BOX, INK, NARROWEST, SUM_RULE
from learnsoc_desktop.reporting.typesetter import Weight

BODY = 16.0
STEP = step_of(BODY)
GARUDA_TOP = 15.0  # under the edge of the page
MEMO_GARUDA, LETTER_GARUDA = 15.0, 30.0
MEMO_TITLE, MEMO_BASE, MEMO_HEIGHT = 29.0, 2.5, 8.0  # size; baseline and height under the margin
LETTER_HEIGHT = 22.0
TITLE_STEP = 7.0
RULE_HEIGHT = 4.5
NUMBER_END, NAME_BEGIN = 6.5, 8.5
COLUMN_AIR = 2.0
CHOICE_STEP = 7.0
WRITE_STEP = 8.4


def crest_height(setting: Setting, block: Crest, width: float) -> float:
    """Return the height under the margin."""
    if block.memo:
        return MEMO_HEIGHT
    lines = setting.balanced(block.title, BODY, width, Weight.BOLD)
    return LETTER_HEIGHT + len(lines) * TITLE_STEP


def draw_crest(
    setting: Setting, block: Crest, surface: Surface, x: float, y: float, width: float
) -> None:
    """Draw the garuda and the title."""
    middle = x + width / 2
    if block.memo:
        if block.picture:
            surface.picture(block.picture, x, GARUDA_TOP, MEMO_GARUDA, MEMO_GARUDA)
        setting.column(surface, (middle, y + MEMO_BASE), [block.title], MEMO_TITLE, 0, Weight.BOLD)
        return
    if block.picture:
        left = middle - LETTER_GARUDA / 2
        surface.picture(block.picture, left, GARUDA_TOP, LETTER_GARUDA, LETTER_GARUDA)
    lines = setting.balanced(block.title, BODY, width, Weight.BOLD)
    place = (middle, y + LETTER_HEIGHT + 4.5)
    setting.column(surface, place, lines, BODY, TITLE_STEP, Weight.BOLD)


def rule_height(_setting: Setting, _block: Rule, _width: float) -> float:
    """Return the height of the rule with its air."""
    return RULE_HEIGHT


def draw_rule(
    _setting: Setting, block: Rule, surface: Surface, x: float, y: float, width: float
) -> None:
    """Draw the rule."""
    middle = x + width / 2
    left, right = middle - block.width / 2, middle + block.width / 2
    surface.line(left, y + 1.6, right, y + 1.6, SUM_RULE, INK)


def roster_rows(block: Roster) -> list[RosterRow]:
    """Return a roster as rows, those for handwriting last."""
    rows = [*block.rows, *[()] * block.blank]
    return [
        RosterRow(number, cells, block.shares) for number, cells in enumerate(rows, block.first)
    ]


def _cells(setting: Setting, row: RosterRow, width: float) -> list[tuple[float, list[str], float]]:
    """Return where each cell begins, its lines, and its room: narrowed, else broken into lines."""
    left, total, found = NAME_BEGIN, sum(row.shares) or 1.0, []
    for share, text in zip(row.shares, row.cells, strict=False):
        room = (width - NAME_BEGIN) * share / total - COLUMN_AIR
        said = setting.said(text)
        fits = setting.wide(said, BODY) * NARROWEST <= room
        found.append((left, [said] if fits else setting.lines(said, BODY, room), room))
        left += room + COLUMN_AIR
    return found


def roster_row_height(setting: Setting, row: RosterRow, width: float) -> float:
    """Return the height of a row: of its longest cell, or of a line to write on."""
    if not row.cells:
        return WRITE_STEP
    return STEP * max((len(lines) for _at, lines, _room in _cells(setting, row, width)), default=1)


def draw_roster_row(
    setting: Setting, row: RosterRow, surface: Surface, x: float, y: float, width: float
) -> None:
    """Draw the number and the cells beside it."""
    blank = not row.cells
    base = y + (WRITE_STEP * 0.72 if blank else STEP * LOWERED)
    surface.text(x + NUMBER_END, base, setting.said(f"{row.number}."), BODY, align=Align.RIGHT)
    if blank:
        left, total = x + NAME_BEGIN, sum(row.shares) or 1.0
        for share in row.shares:
            room = (width - NAME_BEGIN) * share / total
            surface.dots(left, left + room - COLUMN_AIR, base)
            left += room
        return
    for at, lines, room in _cells(setting, row, width):
        for number, line in enumerate(lines):
            surface.text(x + at, base + number * STEP, line, BODY, room=room)


def choices_height(_setting: Setting, block: Choices, _width: float) -> float:
    """Return the height of the boxes."""
    return CHOICE_STEP * -(-len(block.items) // block.columns)


def draw_choices(
    setting: Setting, block: Choices, surface: Surface, x: float, y: float, width: float
) -> None:
    """Draw the boxes in columns; the last one ends in a line to write on."""
    part = width / block.columns
    for number, (text, ticked) in enumerate(block.items):
        left = x + number % block.columns * part
        top = y + number // block.columns * CHOICE_STEP
        draw_box(surface, left, top + 1.4, ticked=ticked)
        said = setting.said(text)
        surface.text(left + 5, top + 4.4, said, BODY, room=part - 6)
        if block.write and number == len(block.items) - 1:
            surface.dots(left + 7 + setting.wide(said, BODY), x + width, top + 4.4)


def draw_box(surface: Surface, x: float, y: float, *, ticked: bool) -> None:
    """Draw a box, with a tick or empty."""
    surface.frame(x, y, BOX, BOX, SUM_RULE, INK)
    if ticked:
        surface.line(x + 0.5, y + 1.8, x + 1.4, y + 2.8, 1.3, INK)
        surface.line(x + 1.4, y + 2.8, x + 3.5, y - 0.3, 1.3, INK)


def write_height(_setting: Setting, block: WriteLines, _width: float) -> float:
    """Return the height of the lines."""
    return WRITE_STEP * block.count


def draw_write(
    setting: Setting, block: WriteLines, surface: Surface, x: float, y: float, width: float
) -> None:
    """Draw dotted lines."""
    for number in range(block.count):
        base = y + WRITE_STEP * (number + 0.72)
        left = x + (0.0 if number else block.indent)
        if block.lead and not number:
            weight = Weight.BOLD if block.bold else Weight.REGULAR
            surface.text(left, base, block.lead, BODY, weight)
            left += setting.wide(block.lead, BODY, weight) + COLUMN_AIR
        surface.dots(left, x + width, base)
