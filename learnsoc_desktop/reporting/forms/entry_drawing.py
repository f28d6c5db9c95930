"""The parts of a record and of an entry of a directory: head, facts, photos, the note at the end."""

from learnsoc_desktop.reporting.document import Align
from learnsoc_desktop.reporting.drawing import Surface
from learnsoc_desktop.reporting.forms.kinds import EntryHead, Facts, Photo, PhotoRow, Photos, Shaded
from learnsoc_desktop.reporting.forms.letter_drawing import draw_box
from learnsoc_desktop.reporting.forms.setting import LOWERED, Setting, step_of
from learnsoc_desktop.reporting.measures import FAINT, GREY, INK, RULE
from learnsoc_desktop.reporting.typesetter import Weight

KIND, NAME, ABOUT, FACT, SMALL = 14.0, 30.0, 17.0, 15.0, 13.0
NAME_STEP, ABOUT_STEP = 11.0, 7.4
NAME_BASE = 17.0
FACT_STEP = step_of(FACT)
FACT_AIR = 0.7
SHADED_STEP, SHADED_AIR = 7.0, 1.5
PHOTO_GAP = 5.0
CAPTION, CAPTION_STEP = 14.0, 6.0
MOST_CAPTION_LINES = 2


def head_height(setting: Setting, block: EntryHead, width: float) -> float:
    """Return the height of the head."""
    names = setting.lines(block.name, NAME, width, Weight.BOLD)
    abouts = setting.lines(block.about, ABOUT, width)
    return NAME_BASE + NAME_STEP * (max(1, len(names)) - 1) + ABOUT_STEP * len(abouts) + 3.6


def draw_head(
    setting: Setting, block: EntryHead, surface: Surface, x: float, y: float, width: float
) -> None:
    """Draw which directory and which number, a rule, the name, and what it is."""
    right, number = x + width, setting.said(block.number)
    surface.text(right, y + 3, number, KIND, Weight.MEDIUM, Align.RIGHT, GREY)
    room = width - setting.wide(number, KIND, Weight.MEDIUM) - 5
    surface.text(x, y + 3, setting.said(block.kind), KIND, Weight.MEDIUM, grey=GREY, room=room)
    surface.line(x, y + 5.8, right, y + 5.8, RULE, INK)
    names = setting.lines(block.name, NAME, width, Weight.BOLD)
    base = y + NAME_BASE
    setting.column(surface, (x, base), names, NAME, NAME_STEP, Weight.BOLD, Align.LEFT)
    base += NAME_STEP * (max(1, len(names)) - 1) + ABOUT_STEP
    abouts = setting.lines(block.about, ABOUT, width)
    setting.column(surface, (x, base), abouts, ABOUT, ABOUT_STEP, align=Align.LEFT, colour=GREY)


def _fact_rows(
    setting: Setting, block: Facts, width: float
) -> list[tuple[list[str], list[str], bool]]:
    """Return the lines of each label and of each value, and whether it is left to be written."""
    room = width - block.label_width
    return [
        (
            setting.lines(label, FACT, block.label_width - 2, Weight.BOLD) or [""],
            setting.lines(value or "", FACT, room) or [""],
            value is None,
        )
        for label, value in block.rows
    ]


def facts_height(setting: Setting, block: Facts, width: float) -> float:
    """Return the height of all rows."""
    rows = _fact_rows(setting, block, width)
    return sum(max(len(a), len(b)) * FACT_STEP + FACT_AIR for a, b, _open in rows)


def draw_facts(
    setting: Setting, block: Facts, surface: Surface, x: float, y: float, width: float
) -> None:
    """Draw labels in bold, values beside them."""
    at = x + block.label_width
    for labels, values, open_ in _fact_rows(setting, block, width):
        base = y + FACT_STEP * LOWERED
        setting.column(surface, (x, base), labels, FACT, FACT_STEP, Weight.BOLD, Align.LEFT)
        setting.column(surface, (at, base), values, FACT, FACT_STEP, align=Align.LEFT)
        if open_:
            surface.dots(at, x + width, base)
        y += max(len(labels), len(values)) * FACT_STEP + FACT_AIR


def photo_rows(block: Photos) -> list[PhotoRow]:
    """Return photos in rows; those without a picture only where frames are shown."""
    shown = [item for item in block.items if block.frames or item.picture]
    return [
        PhotoRow(tuple(shown[at : at + block.columns]), block.columns, block.height, block.frames)
        for at in range(0, len(shown), block.columns)
    ]


def _captions(setting: Setting, block: PhotoRow, item: Photo, width: float) -> list[str]:
    room = (width - PHOTO_GAP * (block.columns - 1)) / block.columns
    lines = setting.lines(item.caption, CAPTION, room)
    return [*lines[: MOST_CAPTION_LINES - 1], " ".join(lines[MOST_CAPTION_LINES - 1 :])]


def photos_height(setting: Setting, block: PhotoRow, width: float) -> float:
    """Return the height of a row of pictures with what is said under them."""
    lines = max(
        (sum(map(bool, _captions(setting, block, i, width))) for i in block.items), default=0
    )
    if block.frames:
        lines = max(1, lines)
    return block.height + CAPTION_STEP * lines + (1.5 if lines else 0.0)


def draw_photos(
    setting: Setting, block: PhotoRow, surface: Surface, x: float, y: float, width: float
) -> None:
    """Draw pictures side by side, each with its caption; places for them where there are none."""
    part = (width - PHOTO_GAP * (block.columns - 1)) / block.columns
    for number, item in enumerate(block.items):
        left = x + number * (part + PHOTO_GAP)
        if item.picture:
            surface.picture(item.picture, left, y, part, block.height)
        elif block.frames:
            surface.dashes(left, y, part, block.height)
        base = y + block.height + 5.0
        for line in _captions(setting, block, item, width):
            if line:
                middle = left + part / 2
                surface.text(middle, base, line, CAPTION, align=Align.CENTRE, room=part)
            base += CAPTION_STEP
        if block.frames and not item.caption:
            surface.dots(left, left + part, y + block.height + 6.0)


def shaded_height(setting: Setting, block: Shaded, width: float) -> float:
    """Return the height of the note."""
    return SHADED_STEP * len(_shaded(setting, block, width)) + 2 * SHADED_AIR


def _shaded(setting: Setting, block: Shaded, width: float) -> list[str]:
    room = width - 6 - (5 if block.ticked is not None else 0)
    return [line for text in block.lines for line in setting.lines(text, SMALL, room)]


def draw_shaded(
    setting: Setting, block: Shaded, surface: Surface, x: float, y: float, width: float
) -> None:
    """Draw lines on light grey."""
    surface.area(x, y, width, shaded_height(setting, block, width), FAINT)
    left = x + 3
    if block.ticked is not None:
        draw_box(surface, left, y + SHADED_AIR + 1.9, ticked=block.ticked)
        left += 5
    place = (left, y + SHADED_AIR + 4.8)
    lines = _shaded(setting, block, width)
    setting.column(surface, place, lines, SMALL, SHADED_STEP, align=Align.LEFT)
