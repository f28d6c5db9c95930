"""The cover of a binder: emblem, title and period, a picture between two bands, the whole chain."""

from learnsoc_desktop.reporting.drawing import Surface
from learnsoc_desktop.reporting.forms.kinds import Cover
from learnsoc_desktop.reporting.forms.ornament import SIDE, band
from learnsoc_desktop.reporting.forms.setting import Setting
from learnsoc_desktop.reporting.typesetter import Weight

TITLE, PERIOD, SMALL = 38.0, 32.0, 20.0
CENTRE, OFFICE = 24.0, 19.0
TITLE_STEP, SMALL_STEP, CHAIN_STEP = 14.0, 9.5, 8.0
EMBLEM = 28.0
EMBLEM_TOP, TITLE_BASE = 24.0, 72.0  # from the edge of the page
LAST_BASE = 19.0  # of the chain, above the edge
BAND_AIR = 24.0  # from the band to the first line of the chain
PICTURE_AIR = 12.0
WIDEST, HIGHEST = 126.0, 84.0  # of the picture
DARK = 0.23  # of the bands


def draw(setting: Setting, block: Cover, surface: Surface, x: float, width: float) -> None:
    """Draw the cover on its page between ``x`` and ``x + width``."""
    middle = x + width / 2
    if setting.head.emblem:
        surface.picture(setting.head.emblem, middle - EMBLEM / 2, EMBLEM_TOP, EMBLEM, EMBLEM)
    band_low = _chain(setting, block, surface, middle, width)
    titles = _titles(setting, block, width)
    high = sum(step for _line, _size, _weight, step in titles)
    if block.picture:
        base = TITLE_BASE
        band_high = base + high - TITLE_STEP + 20.0
    else:  # nothing between the bands but the title
        band_high = TITLE_BASE
        base = (band_high + SIDE + band_low) / 2 - high / 2 + TITLE_STEP * 0.72
    for number, (line, size, weight, step) in enumerate(titles):
        base += step if number else 0.0
        setting.column(surface, (middle, base), [line], size, step, weight)
    band(surface, x, x + width, band_high, DARK)
    band(surface, x, x + width, band_low, DARK)
    if block.picture:
        top, bottom = band_high + SIDE + PICTURE_AIR, band_low - PICTURE_AIR
        height = min(HIGHEST, bottom - top)
        wide = min(WIDEST, width)
        place = (middle - wide / 2, (top + bottom - height) / 2)
        surface.picture(block.picture, *place, wide, height)


def _titles(setting: Setting, block: Cover, width: float) -> list[tuple[str, float, Weight, float]]:
    """Return each line with its size, its weight, and the step to it from the line before."""
    found = []
    for number, text in enumerate((block.title, *block.lines)):
        size = (TITLE, PERIOD, SMALL)[min(number, 2)]
        weight = Weight.REGULAR if size == SMALL else Weight.BOLD
        step = SMALL_STEP if size == SMALL else TITLE_STEP
        found += [
            (line, size, weight, step) for line in setting.balanced(text, size, width, weight)
        ]
    return found


def _chain(setting: Setting, block: Cover, surface: Surface, middle: float, width: float) -> float:
    """Write the organisations at the foot; return where the band over them begins."""
    chain = block.chain or setting.head.chain
    lines: list[tuple[str, float, Weight]] = []
    for number, name in enumerate(chain):
        size, weight = (OFFICE, Weight.REGULAR) if number else (CENTRE, Weight.BOLD)
        lines += [(line, size, weight) for line in setting.lines(name, size, width, weight)]
    base = surface.height - LAST_BASE - CHAIN_STEP * (len(lines) - 1)
    first = base
    for line, size, weight in lines:
        setting.column(surface, (middle, base), [line], size, CHAIN_STEP, weight)
        base += CHAIN_STEP
    return first - BAND_AIR
