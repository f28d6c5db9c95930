"""Lines of the contents: a title, dots, a page. The contents are cut into lines that flow over pages."""

from learnsoc_desktop.reporting.document import Align
from learnsoc_desktop.reporting.drawing import Surface
from learnsoc_desktop.reporting.forms.kinds import Contents, ContentsHead, ContentsNote, Entry
from learnsoc_desktop.reporting.forms.setting import Setting
from learnsoc_desktop.reporting.measures import GREY
from learnsoc_desktop.reporting.typesetter import Weight

TITLE, PAGE_TITLE, LINE, NOTE = 26.0, 17.0, 16.5, 13.0
STEP, PART_AIR, INSET = 8.0, 2.6, 9.0
HEAD_HEIGHT = 20.5
BASE = 5.5  # of a line under its top
PAGE_ROOM = 11.0  # kept for the number of the page
PITCH = 3.4  # points from dot to dot
PART, PAPER = 1, 2


def parts(block: Contents) -> list[ContentsHead | Entry | ContentsNote]:
    """Return the contents as blocks of one line each."""
    head = ContentsHead(block.title, block.page_title)
    notes = [ContentsNote(block.note)] if block.note else []
    return [head, *block.entries, *notes]


def head_height(_setting: Setting, _block: ContentsHead, _width: float) -> float:
    """Return the height of the title."""
    return HEAD_HEIGHT


def draw_head(
    setting: Setting, block: ContentsHead, surface: Surface, x: float, y: float, width: float
) -> None:
    """Draw the title in the middle, and the word over the page numbers."""
    surface.text(x + width / 2, y + 7, setting.said(block.title), TITLE, Weight.BOLD, Align.CENTRE)
    surface.text(x + width, y + 18, block.page_title, PAGE_TITLE, Weight.BOLD, Align.RIGHT)


def entry_height(setting: Setting, block: Entry, width: float) -> float:
    """Return the height of a line with the air over the title of a part."""
    return (PART_AIR if block.level == PART else 0.0) + STEP * len(_lines(setting, block, width))


def _lines(setting: Setting, block: Entry, width: float) -> list[str]:
    inset = INSET if block.level == PAPER else 0.0
    room = width - inset - PAGE_ROOM - 2 * STEP
    return setting.lines(block.title, LINE, room, _weight(block)) or [""]


def _weight(block: Entry) -> Weight:
    return Weight.BOLD if block.level == PART else Weight.REGULAR


def draw_entry(
    setting: Setting, block: Entry, surface: Surface, x: float, y: float, width: float
) -> None:
    """Draw a title, more lines where it is long, and dots from the last one to its page."""
    weight, right = _weight(block), x + width
    left = x + (INSET if block.level == PAPER else 0.0)
    base = y + BASE + (PART_AIR if block.level == PART else 0.0)
    lines = _lines(setting, block, width)
    setting.column(surface, (left, base), lines, LINE, STEP, weight, Align.LEFT)
    base += STEP * (len(lines) - 1)
    surface.text(right, base, setting.said(str(block.page)), LINE, weight, Align.RIGHT)
    begin = left + setting.wide(lines[-1], LINE, weight) + 2
    surface.dots(begin, right - PAGE_ROOM, base - 0.9, PITCH)


def note_height(setting: Setting, block: ContentsNote, width: float) -> float:
    """Return the height of the note with its rule."""
    return 6.0 + 5.4 * len(setting.lines(block.text, NOTE, width))


def draw_note(
    setting: Setting, block: ContentsNote, surface: Surface, x: float, y: float, width: float
) -> None:
    """Draw a rule and what was put together."""
    surface.line(x, y + 4, x + width, y + 4)
    lines = setting.lines(block.text, NOTE, width)
    setting.column(surface, (x, y + 9.4), lines, NOTE, 5.4, align=Align.LEFT, colour=GREY)
