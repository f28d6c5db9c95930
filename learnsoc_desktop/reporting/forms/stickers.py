"""Sheets that are cut up: learners' cards with cut marks, and stickers."""

from collections.abc import Iterator

from learnsoc_desktop.reporting.document import Align, Block, PageBreak
from learnsoc_desktop.reporting.drawing import Surface
from learnsoc_desktop.reporting.forms.kinds import Card, Cards, Labels
from learnsoc_desktop.reporting.forms.setting import Setting
from learnsoc_desktop.reporting.measures import GREY, HAIR, INK, SHADE
from learnsoc_desktop.reporting.typesetter import Weight

WIDTH, HEIGHT, GAP = 85.6, 54.0, 6.0  # of a card, and between two
ACROSS, DOWN = 2, 4
MARK, MARK_AIR, MARK_LINE = 4.0, 2.0, 0.4
PHOTO = (20.0, 25.0)
CODE = 19.0
LARGE, PLAIN, LEAST = 20.0, 15.0, 0.62
NOTE_ROOM = 12.0  # at the foot, for the note
LINE = 0.62  # from line to line of a sticker, in millimetres a point of size


def card_pages(block: Cards) -> list[Block]:
    """Return one block a page, with breaks between."""
    step = ACROSS * DOWN
    pages: list[Block] = []
    for at in range(0, max(1, len(block.items)), step):
        items = block.items[at : at + step]
        pages += [Cards(items, block.title, block.labels, block.note), PageBreak()]
    return pages[:-1]


def draw_cards(setting: Setting, block: Cards, surface: Surface, _x: float, _width: float) -> None:
    """Draw the cards of a page, the marks to cut along, and the note at the foot."""
    left = (surface.width - ACROSS * WIDTH - (ACROSS - 1) * GAP) / 2
    top = (surface.height - DOWN * HEIGHT - (DOWN - 1) * GAP) / 2 - 2
    for number, card in enumerate(block.items):
        x = left + number % ACROSS * (WIDTH + GAP)
        y = top + number // ACROSS * (HEIGHT + GAP)
        _card(setting, block, card, surface, x, y)
    xs = [left + column * (WIDTH + GAP) + side for column in range(ACROSS) for side in (0, WIDTH)]
    ys = [top + line * (HEIGHT + GAP) + side for line in range(DOWN) for side in (0, HEIGHT)]
    near, far = MARK_AIR, MARK_AIR + MARK
    marks = [(x, at - far, x, at - near) for x in xs for at in (ys[0],)]
    marks += [(x, ys[-1] + near, x, ys[-1] + far) for x in xs]
    marks += [(xs[0] - far, y, xs[0] - near, y) for y in ys]
    marks += [(xs[-1] + near, y, xs[-1] + far, y) for y in ys]
    surface.lines(marks, MARK_LINE, INK)
    _note(setting, block.note, surface)


def _card(setting: Setting, block: Cards, card: Card, surface: Surface, x: float, y: float) -> None:
    centre, *above = setting.head.chain or ("",)
    over_number, under_sign, found = block.labels
    surface.area(x, y, WIDTH, 10.4, SHADE)
    surface.frame(x, y, WIDTH, HEIGHT, MARK_LINE, HAIR)
    surface.line(x, y + 10.4, x + WIDTH, y + 10.4, 0.8, INK)
    title = setting.wide(block.title, 14, Weight.BOLD)
    room = WIDTH - 11 - title
    surface.text(x + 4, y + 4.7, setting.said(centre), 13, Weight.BOLD, room=room)
    surface.text(x + 4, y + 8.9, setting.said("".join(above[:1])), 10.5, grey=GREY, room=room)
    surface.text(x + WIDTH - 4, y + 6.8, block.title, 14, Weight.BOLD, Align.RIGHT)
    if card.photo:
        surface.picture(card.photo, x + 4, y + 13.4, *PHOTO)
    else:  # a card without a photo is cut, then one is stuck on
        surface.dashes(x + 4, y + 13.4, *PHOTO)
    at, room = x + 27.5, WIDTH - 31
    surface.text(at, y + 18, setting.said(card.first), 18, Weight.BOLD, room=room)
    surface.text(at, y + 24.6, setting.said(card.last), 18, Weight.BOLD, room=room)
    room = WIDTH - 31 - CODE - 2
    surface.text(at, y + 30.6, over_number, 11.5, grey=GREY, room=room)
    surface.text(at, y + 36.8, card.number, 19, Weight.BOLD, room=room)
    surface.text(at, y + 42.2, setting.said(card.until), 11.5, grey=GREY, room=room)
    if card.code:
        surface.code(x + WIDTH - 4 - CODE, y + 27.5, card.code, CODE)
    surface.dots(x + 4, x + 24, y + 47.3, 2)
    middle = x + 4 + PHOTO[0] / 2
    surface.text(middle, y + 51.4, under_sign, 10.5, align=Align.CENTRE, grey=GREY, room=23)
    end = x + WIDTH - 4
    surface.text(end, y + 51.4, setting.said(found), 9.5, align=Align.RIGHT, grey=GREY, room=54)


def _note(setting: Setting, text: str, surface: Surface) -> None:
    """Write what stands at the foot of a page."""
    note = setting.said(text)
    middle, room = surface.width / 2, surface.width - 20
    surface.text(middle, surface.height - 7.5, note, 11.5, align=Align.CENTRE, grey=GREY, room=room)


def label_pages(block: Labels) -> list[Block]:
    """Return one block a page, with breaks between; the first begins after those used up."""
    step = max(1, block.size.columns * block.size.rows)
    skip = block.skip % step
    rows = [*[()] * skip, *block.items]
    pages: list[Block] = []
    for at in range(0, max(1, len(rows)), step):
        items = tuple(rows[at : at + step])
        pages += [Labels(items, block.size, outlined=block.outlined, note=block.note), PageBreak()]
    return pages[:-1]


def draw_labels(
    setting: Setting, block: Labels, surface: Surface, _x: float, _width: float
) -> None:
    """Draw the stickers of a page."""
    size = block.size
    for number, lines in enumerate(block.items):
        x = size.left + number % size.columns * (size.width + size.across)
        y = size.top + number // size.columns * (size.height + size.down)
        if block.outlined and lines:
            surface.frame(x, y, size.width, size.height)
        _label(setting, lines, surface, (x, y), (size.width, size.height))
    if size.top + size.rows * (size.height + size.down) <= surface.height - NOTE_ROOM:
        _note(setting, block.note, surface)


def _label(
    setting: Setting,
    texts: tuple[str, ...],
    surface: Surface,
    place: tuple[float, float],
    size: tuple[float, float],
) -> None:
    """Write the lines in the middle of a sticker, as large as they go in."""
    (x, y), (width, height) = place, size
    room = width - 5
    for scale in _scales():
        lines = [
            (line, (PLAIN if number else LARGE) * scale, Weight.REGULAR if number else Weight.BOLD)
            for number, text in enumerate(texts)
            for line in _broken(setting, text, (PLAIN if number else LARGE) * scale, room, number)
        ]
        high = sum(size * LINE * 0.68 for _line, size, _weight in lines)
        if high <= height - 3:
            break
    base = y + (height - high) / 2
    for line, at_size, weight in lines:
        base += at_size * LINE * 0.68
        up = at_size * LINE * 0.68 * 0.3
        surface.text(x + width / 2, base - up, line, at_size, weight, Align.CENTRE, room=room)


def _scales() -> Iterator[float]:
    scale = 1.0
    while scale > LEAST:
        yield scale
        scale -= 0.06


def _broken(setting: Setting, text: str, size: float, room: float, number: int) -> list[str]:
    weight = Weight.REGULAR if number else Weight.BOLD
    return setting.balanced(text, size, room, weight)
