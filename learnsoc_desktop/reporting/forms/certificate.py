"""A certificate: lines in the middle of the page, spread over the height that is left."""

from typing import NamedTuple

from learnsoc_desktop.reporting.document import Align
from learnsoc_desktop.reporting.drawing import Surface
from learnsoc_desktop.reporting.forms.kinds import Certificate
from learnsoc_desktop.reporting.forms.ornament import SIDE, STAR, THREAD, row, stack
from learnsoc_desktop.reporting.forms.setting import Setting
from learnsoc_desktop.reporting.measures import GREY, INK, NARROWEST, POINT, TH, Colour
from learnsoc_desktop.reporting.typesetter import Weight

DEEP: Colour = (0.149, 0.204, 0.353)  # prints as a dark grey
EDGE_X, EDGE_Y = 8.73, 9.87  # so that whole lozenges fill both sides
EMBLEM, EMBLEM_TOP = 18.0, 25.5
GIVER, OFFICE, TITLE, TEXT, NAME, COURSE, DETAIL = 27.0, 17.0, 56.0, 20.0, 38.0, 28.0, 19.0
SIGN, NUMBER, SMALL = 18.0, 14.0, 11.5
TOP, TOP_WITH_EMBLEM = 27.0, 43.5  # where the lines begin
LINES_END = 54.6  # above the edge of the page
SIGN_BASE, NAME_BASE, POSITION_STEP = 38.0, 31.0, 6.4  # above the edge
CODE, CODE_LEFT = 15.0, 30.0
WIDEST = 225.0
FACTORS = (1.0, 0.85, 0.72, 0.6, 0.5)  # of the name and the course, tried until all goes in
SMALLEST = 0.8  # how much closer lines may stand
TALLEST = 1.35  # how much further apart they may stand


class _Line(NamedTuple):
    """A line: its text (None to write on), its look, and the height from the line before it."""

    text: str | None
    size: float
    weight: Weight
    before: float
    colour: Colour = INK


def draw(setting: Setting, block: Certificate, surface: Surface, x: float, width: float) -> None:
    """Draw a certificate on its page between ``x`` and ``x + width``."""
    if block.bordered:
        _border(surface)
    middle = x + width / 2
    emblem = setting.head.emblem
    if emblem:
        surface.picture(emblem, middle - EMBLEM / 2, EMBLEM_TOP, EMBLEM, EMBLEM)
    top = TOP_WITH_EMBLEM if emblem else TOP
    room = surface.height - LINES_END - top
    for factor in FACTORS:
        lines = _lines(setting, block, min(WIDEST, width), factor)
        scale = min(TALLEST, room / sum(line.before for line in lines))
        if scale >= SMALLEST:
            break
    base = top + max(0.0, room - scale * sum(line.before for line in lines)) / 2
    for line in lines:
        base += line.before * scale
        size = line.size * min(1.0, scale * 1.1)
        if line.text is None:
            surface.dots(middle - 75, middle + 75, base)
        else:
            place = (middle, base)
            setting.column(surface, place, [line.text], size, 0, line.weight, colour=line.colour)
    _signer(setting, block, surface, middle, width)
    _number(setting, block, surface, x)


def _lines(setting: Setting, block: Certificate, room: float, factor: float) -> list[_Line]:
    """Return all lines; ``factor`` makes the name and the course smaller."""
    regular, bold = Weight.REGULAR, Weight.BOLD
    giver, *others = block.offices or ("",)
    found: list[_Line] = []

    def add(
        text: str | None, size: float, weight: Weight, before: float, colour: Colour = INK
    ) -> None:
        if text is None:
            found.append(_Line(None, size, weight, before))
            return
        said = setting.said(text)
        wide = setting.wide(said, size, weight)
        if room < wide <= room / NARROWEST:
            size = size * room / wide
            lines = [said]
        else:
            lines = setting.balanced(said, size, room, weight)
        for number, line in enumerate(lines):
            step = size * TH * POINT * 1.55 if number else before
            found.append(_Line(line, size, weight, step, colour))

    add(giver, GIVER, bold, 8.0)
    add("   ".join(others), OFFICE, regular, 7.1)
    add(block.title, TITLE, bold, 20.9, DEEP)
    add(block.opening, TEXT, regular, 11.5)
    add(block.name, NAME * factor, bold, 15.0)
    add(block.deed, TEXT, regular, 12.5)
    add(block.course, COURSE * factor, bold, 10.3)
    for number, text in enumerate(block.details):
        add(text, DETAIL, regular, 8.4 if number else 9.8)
    return found


def _signer(
    setting: Setting, block: Certificate, surface: Surface, middle: float, width: float
) -> None:
    """Draw the line to sign on, the name and the position."""
    base = surface.height - SIGN_BASE
    surface.dots(middle - 34, middle + 34, base)
    base = surface.height - NAME_BASE
    if block.signer:
        setting.column(surface, (middle, base), [f"({block.signer})"], SIGN, 0)
    else:
        surface.text(middle - 35, base, "(", SIGN, align=Align.CENTRE)
        surface.dots(middle - 34, middle + 34, base)
        surface.text(middle + 35, base, ")", SIGN, align=Align.CENTRE)
    place = surface.height - NAME_BASE + POSITION_STEP
    position = setting.said(block.position)
    room = width - 2 * (CODE + 22)
    surface.text(middle, place, position, SIGN, align=Align.CENTRE, room=room)


def _number(setting: Setting, block: Certificate, surface: Surface, x: float) -> None:
    """Draw the code, the number and the page of the register at the lower left."""
    base = surface.height - NAME_BASE + POSITION_STEP
    if block.code:
        surface.code(x, base - 25.4, block.code, CODE)
    surface.text(x, base - 5.2, setting.said(block.number), NUMBER)
    surface.text(x, base, setting.said(block.register), SMALL, grey=GREY, room=62)


def _border(surface: Surface) -> None:
    """Draw lozenges around the page, a star in each corner, and rules outside and inside."""
    left, top = EDGE_X, EDGE_Y
    right, bottom = surface.width - EDGE_X, surface.height - EDGE_Y
    gap = SIDE + 1.2
    for y in (top, bottom - SIDE):
        row(surface, left + gap, right - gap, y, DEEP)
    for x in (left, right - SIDE):
        stack(surface, x, top + gap, bottom - gap, DEEP)
        for y in (top, bottom - SIDE):
            surface.pattern(STAR, x, y, THREAD, DEEP)
    for out, wide in ((1.7, 1.4), (-SIDE - 1.6, 0.6), (-SIDE - 2.8, 1.1)):
        surface.frame(
            left - out, top - out, right - left + 2 * out, bottom - top + 2 * out, wide, DEEP
        )
