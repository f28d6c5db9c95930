"""How a line of the roll looks: who it is on the left, the five marks on the right."""

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QPainter

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.features.activities.model import Mark
from learnsoc_desktop.features.activities.sheet_queries import RollRow
from learnsoc_desktop.ui.paint import (
    avatar,
    draw,
    draw_icon,
    fill,
    initial,
    middle,
    pill,
    pill_width,
    rule,
    width,
)
from learnsoc_desktop.ui.theme import CONTROL, theme

# The mark of each digit key, in the order the buttons stand: the one that harms stands apart, as 0 does.
KEYS: tuple[tuple[int, Mark], ...] = (
    (1, Mark.PRESENT),
    (2, Mark.LATE),
    (3, Mark.LEAVE),
    (4, Mark.LEFT_EARLY),
    (0, Mark.ABSENT),
)
SIGNS: dict[Mark, tuple[str, str]] = {
    Mark.PRESENT: ("check", "good"),
    Mark.LATE: ("clock", "late"),
    Mark.LEAVE: ("flag", "leave"),
    Mark.LEFT_EARLY: ("log-out", "early"),
    Mark.ABSENT: ("x", "bad"),
}
HELP_KEYS: tuple[tuple[str, str], ...] = (
    ("1", N_("present")),
    ("2", N_("late")),
    ("3", N_("on leave")),
    ("4", N_("left early")),
    ("0", N_("absent")),
)
WIDE, LEAST_WIDE = (
    84,
    64,
)  # of a button at the first text size and above; a longer word makes it wider
HIGH = 48
APART = 18
CAP, CAP_SMALL = 31, 15  # room of the key before the word
NARROW = 760  # pixels of a row: below them the marks take less room
ROW, STACKED = 66, 98  # heights of a row; in the second the marks stand under the name
LEAST_NAME = 170  # width of a name beside the marks; with less the marks go below it
WHOLE_NAME = 210  # width below which the picture gives way to the name
NUMBER = 42  # width of the number at the left
LINK = "F3"


def paint_row(
    painter: QPainter,
    rect: QRect,
    number: int,
    row: RollRow,
    *,
    here: bool,
    focused: bool,
    pointer: QPointF,
) -> None:
    """Paint one line; ``number`` counts from 1, ``pointer`` is where the mouse is in the view."""
    t = theme()
    painter.fillRect(rect, t.colour("primary_soft" if here else "surface"))
    rule(painter, rect.left(), rect.right() + 1, rect.bottom())
    if here:
        ring = "focus" if focused else "edge"
        fill(painter, QRectF(rect).adjusted(1, 0, -1, -1), "", CONTROL, ring, 3)
    cells = mark_cells(rect)
    link = link_cell(rect, cells[0].x(), row)
    below = _stacked(rect.width())
    end = float(rect.right() - theme().px(10)) if below else cells[0].x()
    end = link.x() if link is not None else end
    if below:
        _paint_person_above(painter, rect, end, number, row)
    else:
        _paint_person(painter, rect, end, number, row)
    if link is not None:
        _paint_link(painter, link, hover=link.contains(pointer))
    for cell, (digit, mark) in zip(cells, KEYS, strict=True):
        _paint_mark(painter, cell, digit, mark, row.mark, hover=cell.contains(pointer))


def row_height(wide: int) -> int:
    """Return how high a row of this width is."""
    return theme().px(STACKED if _stacked(wide) else ROW)


def mark_cells(rect: QRect) -> list[QRectF]:
    """Return the five buttons of a row, at its right; each as wide as its word needs."""
    t = theme()
    tight, below = _tight(rect.width()), _stacked(rect.width())
    high, gap = t.px(HIGH), t.px(4 if tight else 6)
    wide: list[float] = [*_mark_widths(tight=tight)]
    apart = t.px(APART / 2 if tight else APART)
    room = rect.width() - 2 * t.px(8) - 3 * gap - apart
    if sum(wide) > room:  # words longer than any of ours: all give way alike
        wide = [each * room / sum(wide) for each in wide]
    left = rect.right() - t.px(14) - sum(wide) - 3 * gap - apart
    if below:
        left = max(min(left, rect.x() + 12 + t.px(NUMBER)), rect.x() + t.px(8))
    top = rect.y() + (rect.height() - high - t.px(6) if below else (rect.height() - high) / 2)
    places = []
    for number, each in enumerate(wide):
        places.append(QRectF(left, top, each, high))
        left += each + (apart if number == len(wide) - 2 else gap)
    return places


def _mark_widths(*, tight: bool) -> list[int]:
    t = theme()
    cap = t.px(CAP_SMALL if tight else CAP)
    least = t.px(LEAST_WIDE if tight else WIDE)
    inside = t.px(12 if tight else 22)
    return [max(least, round(width(mark.label, "lead") + cap + inside)) for _d, mark in KEYS]


def _tight(wide: int) -> bool:
    """Return True where the marks must leave room for the names: large text, or a narrow window."""
    return theme().step > 0 or wide < NARROW


def _stacked(wide: int) -> bool:
    """Return True where a name has no room beside the marks."""
    t = theme()
    marks = sum(_mark_widths(tight=_tight(wide))) + t.px(14 + 12 + APART / 2)
    return wide - marks - 12 - t.px(NUMBER) < t.px(LEAST_NAME)


def link_cell(rect: QRect, end: float, row: RollRow) -> QRectF | None:
    """Return the button that asks who a walk-in was, left of ``end``; None for everybody else."""
    if not row.walk_in or row.person_id is not None:
        return None
    t = theme()
    tight, high = _tight(rect.width()), t.px(36)
    wide = high if tight else round(width(_link_text(), "body") + t.px(46))
    if _stacked(rect.width()):
        return QRectF(rect.right() - t.px(14) - wide, rect.y() + t.px(4), wide, high)
    return QRectF(end - t.px(14) - wide, rect.y() + (rect.height() - high) / 2, wide, high)


def _link_text() -> str:
    return _("Who is it?") + f"  {LINK}"


def _paint_link(painter: QPainter, cell: QRectF, *, hover: bool) -> None:
    t = theme()
    fill(painter, cell, "sunken" if hover else "surface", CONTROL, "edge", 1)
    side = t.px(18)
    inset = t.px(9)
    draw_icon(painter, "link", "primary", cell.x() + inset, cell.center().y() - side / 2, side)
    if cell.width() > t.px(40):
        left = cell.x() + t.px(34)
        draw(painter, left, middle(cell.y(), cell.height()), _link_text(), "body", "primary")


def _paint_number(painter: QPainter, rect: QRect, high: float, number: int, row: RollRow) -> None:
    t, y = theme(), rect.y()
    if row.walk_in:
        side = t.px(20)
        left = rect.x() + 12 + t.px(8)
        draw_icon(painter, "user-plus", "ink_soft", left, y + (high - side) / 2, side)
        return
    text, room = formats.numerals(str(number)), t.px(28)
    base = middle(y, high)
    draw(painter, rect.x() + 12, base, text, "body", "ink_soft", room=room, align="right")


def _paint_person(painter: QPainter, rect: QRect, end: float, number: int, row: RollRow) -> None:
    t, y, high = theme(), rect.y(), rect.height()
    _paint_number(painter, rect, high, number, row)
    x: float = rect.x() + 12 + t.px(NUMBER)
    side = t.px(44)
    if end - x - side - 14 > t.px(WHOLE_NAME):  # the name needs the room more than the letter
        avatar(painter, x, y + (high - side) / 2, side, initial(row.nickname or row.name))
        x += side + 14
    room = end - x - t.px(10)
    used = draw(painter, x, y + t.px(28), row.nickname, "big", room=room)
    beside = _paint_beside(painter, rect, x, used, room, row)
    _paint_under(painter, x, y + t.px(52), room, row, village=not beside)


def _paint_person_above(
    painter: QPainter, rect: QRect, end: float, number: int, row: RollRow
) -> None:
    """Paint who it is in one line above the marks."""
    t = theme()
    base = rect.y() + t.px(30)
    _paint_number(painter, rect, t.px(44), number, row)
    x: float = rect.x() + 12 + t.px(NUMBER)
    x += draw(painter, x, base, row.nickname, "big", room=end - x) + t.px(10)
    note, tone = _pill_of(row)
    if note and pill_width(note) < end - x:
        x += pill(painter, x, rect.y() + t.px(9), note, tone) + t.px(10)
    if end - x > t.px(24):
        _paint_under(painter, x, base, end - x, row, village=True)


def _paint_beside(
    painter: QPainter, rect: QRect, x: float, used: float, room: float, row: RollRow
) -> bool:
    """Paint the pill or the village beside the nickname; return True when the village stands there."""
    t = theme()
    note, tone = _pill_of(row)
    after, left = x + used + t.px(10), room - used - t.px(10)
    if note and pill_width(note) < left:
        pill(painter, after, rect.y() + t.px(7), note, tone)
        return False
    tells = row.twin and row.apart == row.village
    moves = t.step or tells or not _goes_under(row, room)
    if not note and row.village and moves and left > t.px(24):
        # same nicknames are told apart by the village, which then stands beside them
        role, ink = ("strong", "primary") if tells else ("body", "ink_soft")
        draw(painter, after, rect.y() + t.px(28), row.village, role, ink, room=left)
        return True
    return False


def _goes_under(row: RollRow, room: float) -> bool:
    """Return whether name and village both stand whole in the line under the nickname."""
    return width(f"{row.name} · {row.village}", "body") <= room


def _paint_under(
    painter: QPainter, x: float, base: float, room: float, row: RollRow, *, village: bool
) -> None:
    """Paint the line under the nickname; what alone tells it from another stands out in it."""
    if row.walk_in and row.person_id is None:
        text = _("{sex} · not on the roll").format(sex=row.sex.label)
        draw(painter, x, base, text, "body", "ink_soft", room=room)
        return
    parts = [(row.name, "body", "ink_soft")]
    if row.twin and row.apart not in {"", row.village}:
        told = (row.apart, "strong", "primary")
        parts = [told] if row.apart == row.name else [told, *parts]
    if village and row.village and row.name != row.village:
        parts.append((row.village, "body", "ink_soft"))
    end = x + room
    for number, (text, role, ink) in enumerate(part for part in parts if part[0]):
        if number:
            x += draw(painter, x, base, " · ", "body", "ink_soft")
        if end - x < theme().px(24):
            return
        x += draw(painter, x, base, text, role, ink, room=end - x)


def _pill_of(row: RollRow) -> tuple[str, str]:
    if row.mark is Mark.LEFT_EARLY and row.left_at:
        return _("left {time}").format(time=formats.time_of_day(row.left_at)), "early"
    if row.walk_in:
        return _("walk-in"), "ink_soft"
    return "", ""


def _paint_mark(
    painter: QPainter,
    cell: QRectF,
    digit: int,
    mark: Mark,
    given: Mark | None,
    *,
    hover: bool,
) -> None:
    t, word = theme(), mark.label
    sign, tone = SIGNS[mark]
    middle_y = cell.center().y()
    if given is mark:
        fill(painter, cell, tone, CONTROL)
        side = t.px(22)
        room = min(t.px(28), cell.width() - width(word, "lead") - t.px(6))
        left = cell.x() + (cell.width() - room - width(word, "lead")) / 2
        if room >= side:
            draw_icon(painter, sign, "surface", left, middle_y - side / 2, side)
        else:
            left, room = cell.x() + (cell.width() - width(word, "lead")) / 2, 0
        base, end = middle(cell.y(), cell.height(), "lead"), cell.right() - 2
        left = max(left, cell.x() + 2)
        draw(painter, left + room, base, word, "lead", "surface", room=end - left - room)
        return
    waiting = given is None
    back = "sunken" if hover else "surface"
    fill(painter, cell, back, CONTROL, "edge" if waiting or hover else "line", 1)
    fits = width(word, "lead") + t.px(CAP_SMALL) <= cell.width() - 4
    ink, role = "ink" if waiting else "ink_soft", "lead" if waiting and fits else "body"
    tight = cell.width() < width(word, "lead") + t.px(CAP + 12)
    cap_room = t.px(CAP_SMALL if tight or t.step else CAP)
    left = cell.x() + (cell.width() - cap_room - width(word, role)) / 2
    small = middle(cell.y(), cell.height(), "small_strong")
    if cap_room < t.px(CAP):  # large text: the key stands without its cap
        draw(painter, left, small, str(digit), "small_strong", "ink_soft")
    else:
        cap = QRectF(left, middle_y - t.px(12), t.px(24), t.px(24))
        fill(painter, cap, "sunken" if not hover else "surface", 4)
        room = cap.width()
        draw(painter, cap.x(), small, str(digit), "small_strong", ink, room=room, align="centre")
    base, left = middle(cell.y(), cell.height(), role), max(left, cell.x() + 2)
    room = cell.right() - 2 - left - cap_room
    draw(painter, left + cap_room, base, word, role, ink, room=room)
