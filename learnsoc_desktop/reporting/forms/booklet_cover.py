"""The cover of a booklet that is somebody's own: emblem and centre, title, whose it is, photo and code."""

from collections.abc import Sequence
from typing import NamedTuple

from learnsoc_desktop.reporting.document import Align
from learnsoc_desktop.reporting.drawing import Surface
from learnsoc_desktop.reporting.forms.kinds import BookletCover
from learnsoc_desktop.reporting.forms.ornament import SIDE, band
from learnsoc_desktop.reporting.forms.setting import Setting
from learnsoc_desktop.reporting.measures import GREY, INK, SMALLEST, Colour
from learnsoc_desktop.reporting.typesetter import Weight

TOP = 13.0  # from the edge of the page
EMBLEM = 20.0
CENTRE, OFFICE, TITLE, NAME, NUMBER, LABEL = 17.0, 14.0, 32.0, 24.0, 19.0, 13.5
CENTRE_STEP, OFFICE_STEP, TITLE_STEP, NAME_STEP, LABEL_STEP = 7.4, 6.2, 12.6, 9.4, 6.0
BASE = 0.72  # of a step, under the top of a line
TITLE_AIR = 5.0  # between a band and the title
BAND_RULE = 1.4  # of a band, beyond its threads
PHOTO_HEIGHT, LEAST_PHOTO, PHOTO_SHAPE = 37.5, 24.0, 0.8  # the last is width by height
CODE, CODE_AIR = 20.0, 6.0
LINE_ROOM, NUMBER_ROOM = 84.0, 44.0  # to write a name, a number on
ISSUED_BASE = 15.0  # above the edge of the page
GAPS = 5  # between the parts
LEAST_GAP, MOST_GAP = 3.5, 8.5
DARK = 0.23  # of the bands


class _Line(NamedTuple):
    """A line in the middle of the page; None is dots to write on."""

    text: str | None
    size: float
    step: float
    weight: Weight = Weight.REGULAR
    colour: Colour = INK


def draw(setting: Setting, block: BookletCover, surface: Surface, x: float, width: float) -> None:
    """Draw the cover on its page between ``x`` and ``x + width``.

    Long names take more lines; then the air between the parts, and the photo after it, take less.
    """
    middle = x + width / 2
    office, titles = _office(setting, width), _titles(setting, block, width)
    holder = _holder(setting, block, width)
    emblem = EMBLEM if setting.head.emblem else 0.0
    number = CODE if block.code else LABEL_STEP + NAME_STEP
    plate = _high(titles) + 2 * (SIDE + TITLE_AIR + BAND_RULE)
    foot = surface.height - ISSUED_BASE - LABEL_STEP
    room = foot - TOP - emblem - _high(office) - plate - _high(holder) - number
    gap = min(MOST_GAP, max(LEAST_GAP, (room - PHOTO_HEIGHT) / GAPS))
    photo = min(PHOTO_HEIGHT, max(LEAST_PHOTO, room - GAPS * gap))
    y = TOP + max(0.0, room - GAPS * gap - photo) / 2
    if setting.head.emblem:
        surface.picture(setting.head.emblem, middle - EMBLEM / 2, y, EMBLEM, EMBLEM)
    y = _lines(surface, middle, y + emblem, office) + gap + BAND_RULE
    band(surface, x, x + width, y, DARK)
    y = _lines(surface, middle, y + SIDE + TITLE_AIR, titles) + TITLE_AIR
    band(surface, x, x + width, y, DARK)
    y += SIDE + BAND_RULE + gap
    _photo(setting, block, surface, (middle, y), photo)
    y = _lines(surface, middle, y + photo + gap, holder) + gap
    _number(setting, block, surface, middle, y)
    issued = _Line(setting.said(block.issued), LABEL, LABEL_STEP, colour=GREY)
    _lines(surface, middle, surface.height - ISSUED_BASE - LABEL_STEP * BASE, [issued])


def _office(setting: Setting, width: float) -> list[_Line]:
    found = []
    for number, name in enumerate(setting.head.chain):
        size, step = (OFFICE, OFFICE_STEP) if number else (CENTRE, CENTRE_STEP)
        weight = Weight.REGULAR if number else Weight.BOLD
        lines = setting.balanced(name, size, width, weight)
        found += [_Line(line, size, step, weight) for line in lines]
    return found


def _titles(setting: Setting, block: BookletCover, width: float) -> list[_Line]:
    lines = setting.balanced(block.title, TITLE, width, Weight.BOLD)
    return [_Line(line, TITLE, TITLE_STEP, Weight.BOLD) for line in lines]


def _holder(setting: Setting, block: BookletCover, width: float) -> list[_Line]:
    """Return whose booklet it is, or a line for it."""
    label = _Line(setting.said(block.labels[0]), LABEL, LABEL_STEP, colour=GREY)
    if block.name is None:
        return [label, _Line(None, LINE_ROOM, NAME_STEP)]
    lines = setting.balanced(block.name, NAME, width, Weight.BOLD)
    return [label, *(_Line(line, NAME, NAME_STEP, Weight.BOLD) for line in lines)]


def _high(lines: Sequence[_Line]) -> float:
    return sum(line.step for line in lines)


def _lines(surface: Surface, middle: float, y: float, lines: Sequence[_Line]) -> float:
    """Write lines under each other; return the y under them."""
    for text, size, step, weight, colour in lines:
        base = y + step * BASE
        if text is None:
            surface.dots(middle - size / 2, middle + size / 2, base)
        else:
            surface.text(middle, base, text, size, weight, Align.CENTRE, colour)
        y += step
    return y


def _photo(
    setting: Setting,
    block: BookletCover,
    surface: Surface,
    place: tuple[float, float],
    height: float,
) -> None:
    """Draw the photo, or the place where one is stuck on."""
    (middle, y), wide = place, height * PHOTO_SHAPE
    if block.photo:
        surface.picture(block.photo, middle - wide / 2, y, wide, height)
        return
    surface.dashes(middle - wide / 2, y, wide, height)
    words = setting.balanced(block.photo_words, SMALLEST, wide - 4)
    lines = [_Line(line, SMALLEST, OFFICE_STEP, colour=GREY) for line in words]
    _lines(surface, middle, y + (height - _high(lines)) / 2, lines)


def _number(
    setting: Setting, block: BookletCover, surface: Surface, middle: float, y: float
) -> None:
    """Write the number beside its code; both stand in the middle together."""
    label = setting.said(block.labels[1])
    if not block.code:
        under = _Line(None, NUMBER_ROOM, NAME_STEP)
        _lines(surface, middle, y, [_Line(label, LABEL, LABEL_STEP, colour=GREY), under])
        return
    wide = max(setting.wide(label, LABEL), setting.wide(block.number, NUMBER, Weight.BOLD))
    left = middle - (CODE + CODE_AIR + wide) / 2
    surface.code(left, y, block.code, CODE)
    left, base = left + CODE + CODE_AIR, y + CODE / 2 - 2.0
    surface.text(left, base, label, LABEL, grey=GREY)
    surface.text(left, base + NAME_STEP - 1.0, block.number, NUMBER, Weight.BOLD)
