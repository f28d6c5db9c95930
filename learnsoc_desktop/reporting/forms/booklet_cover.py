"""The cover of a booklet that is somebody's own: emblem and centre, title, whose it is, photo and code."""

from learnsoc_desktop.reporting.document import Align
from learnsoc_desktop.reporting.drawing import Surface
from learnsoc_desktop.reporting.forms.kinds import BookletCover
from learnsoc_desktop.reporting.forms.ornament import SIDE, band
from learnsoc_desktop.reporting.forms.setting import Setting
from learnsoc_desktop.reporting.measures import GREY, SMALLEST
from learnsoc_desktop.reporting.typesetter import Weight

EMBLEM, EMBLEM_TOP = 22.0, 14.0
CENTRE, OFFICE, TITLE, NAME, NUMBER, LABEL = 17.0, 14.0, 32.0, 24.0, 19.0, 13.5
CENTRE_STEP, OFFICE_STEP, TITLE_STEP, NAME_STEP = 7.4, 6.2, 12.6, 9.4
TITLE_AIR = 9.0  # from a band to what stands between the two
PHOTO = (30.0, 37.5)
PHOTO_AIR = 9.0
CODE, CODE_AIR = 20.0, 6.0
LINE_ROOM = 84.0  # to write a name on
NUMBER_ROOM = 44.0
ISSUED_BASE = 15.0  # above the edge of the page
DARK = 0.23  # of the bands


def draw(setting: Setting, block: BookletCover, surface: Surface, x: float, width: float) -> None:
    """Draw the cover on its page between ``x`` and ``x + width``."""
    middle = x + width / 2
    y = _office(setting, surface, middle, width)
    titles = setting.balanced(block.title, TITLE, width, Weight.BOLD)
    band(surface, x, x + width, y, DARK)
    y += SIDE + TITLE_AIR + TITLE_STEP * 0.62
    y = setting.column(surface, (middle, y), titles, TITLE, TITLE_STEP, Weight.BOLD)
    y += TITLE_AIR - TITLE_STEP * 0.75
    band(surface, x, x + width, y, DARK)
    y += SIDE + PHOTO_AIR
    _photo(setting, block, surface, middle, y)
    y += PHOTO[1] + PHOTO_AIR
    y = _holder(setting, block, surface, middle, y, width)
    _number(setting, block, surface, middle, y)
    base = surface.height - ISSUED_BASE
    issued = setting.said(block.issued)
    surface.text(middle, base, issued, LABEL, align=Align.CENTRE, grey=GREY, room=width)


def _office(setting: Setting, surface: Surface, middle: float, width: float) -> float:
    """Draw the emblem and write the organisations; return where the first band begins."""
    y = EMBLEM_TOP
    if setting.head.emblem:
        surface.picture(setting.head.emblem, middle - EMBLEM / 2, y, EMBLEM, EMBLEM)
        y += EMBLEM
    y += CENTRE_STEP
    for number, name in enumerate(setting.head.chain):
        size, step = (OFFICE, OFFICE_STEP) if number else (CENTRE, CENTRE_STEP)
        weight = Weight.REGULAR if number else Weight.BOLD
        lines = setting.balanced(name, size, width, weight)
        y = setting.column(surface, (middle, y), lines, size, step, weight)
    return y


def _photo(
    setting: Setting, block: BookletCover, surface: Surface, middle: float, y: float
) -> None:
    wide, high = PHOTO
    if block.photo:
        surface.picture(block.photo, middle - wide / 2, y, wide, high)
        return
    surface.dashes(middle - wide / 2, y, wide, high)
    lines = setting.balanced(block.photo_words, SMALLEST, wide - 4, Weight.REGULAR)
    place = (middle, y + high / 2 - 2 * len(lines) + 3)
    setting.column(surface, place, lines, SMALLEST, 5.2, colour=GREY)


def _holder(
    setting: Setting, block: BookletCover, surface: Surface, middle: float, y: float, width: float
) -> float:
    """Write whose booklet it is, or leave a line for it; return the next baseline."""
    label = setting.said(block.labels[0])
    surface.text(middle, y, label, LABEL, align=Align.CENTRE, grey=GREY)
    y += NAME_STEP
    if block.name is None:
        surface.dots(middle - LINE_ROOM / 2, middle + LINE_ROOM / 2, y)
        return y + NAME_STEP
    lines = setting.balanced(block.name, NAME, width, Weight.BOLD)
    return setting.column(surface, (middle, y), lines, NAME, NAME_STEP, Weight.BOLD)


def _number(
    setting: Setting, block: BookletCover, surface: Surface, middle: float, y: float
) -> None:
    """Write the number beside its code; both stand in the middle together."""
    label = setting.said(block.labels[1])
    if not block.code:
        surface.text(middle, y, label, LABEL, align=Align.CENTRE, grey=GREY)
        surface.dots(middle - NUMBER_ROOM / 2, middle + NUMBER_ROOM / 2, y + NAME_STEP)
        return
    wide = max(setting.wide(label, LABEL), setting.wide(block.number, NUMBER, Weight.BOLD))
    left = middle - (CODE + CODE_AIR + wide) / 2
    surface.code(left, y - 3.0, block.code, CODE)
    left += CODE + CODE_AIR
    surface.text(left, y + 3.5, label, LABEL, grey=GREY)
    surface.text(left, y + 3.5 + NAME_STEP, block.number, NUMBER, Weight.BOLD)
