"""What painted widgets and delegates share: text on a baseline, fills, pills, portraits.

Colours are tokens of the theme (``"ink"``) or ``"#RRGGBB"``; lengths are logical pixels.
"""

import re
from functools import lru_cache
from typing import Literal, cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QTextLayout, QTextOption

from learnsoc_desktop.ui.icons import draw_icon
from learnsoc_desktop.ui.theme import TYPE, theme

Align = Literal["left", "centre", "right"]

# An abbreviation at the end of a line whose name would stand on the next one: libthai breaks behind its stop.
TIED = re.compile(r"(?<=\s)[ตอจมถ]\.\s*$")

__all__ = [
    "Align",
    "avatar",
    "draw",
    "draw_icon",
    "fill",
    "lines",
    "lozenge",
    "middle",
    "pill",
    "pill_width",
    "rule",
    "width",
]


def width(text: str, role: str = "body") -> float:
    """Return how wide one line of ``text`` is."""
    return theme().metrics(role).horizontalAdvance(text)


def middle(top: float, height: float, role: str = "body") -> float:
    """Return the baseline that centres a line of Thai, marks and all, in a box."""
    return top + height / 2 + theme().px(TYPE[role][0]) * 0.35


def draw(
    painter: QPainter,
    x: float,
    base: float,
    text: str,
    role: str = "body",
    colour: str = "ink",
    *,
    room: float = 0,
    align: Align = "left",
) -> float:
    """Write one line on a baseline and return its width; ``room`` elides and aligns it."""
    t = theme()
    metrics = t.metrics(role)
    used = metrics.horizontalAdvance(text)
    if room and used > room:
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        used = metrics.horizontalAdvance(text)
    if align == "centre":
        x += (room - used) / 2
    elif align == "right":
        x += room - used
    painter.setFont(t.font(role))
    painter.setPen(t.colour(colour))
    painter.drawText(QPointF(x, base), text)
    return used


def lines(text: str, role: str, room: float) -> list[str]:
    """Break ``text`` into lines no wider than ``room``, where libthai or U+200B allows it."""
    return list(_lines(text, role, room, theme().step))


@lru_cache(2000)  # layouts ask for the height of one paragraph a dozen times before it is painted
def _lines(text: str, role: str, room: float, step: int) -> tuple[str, ...]:
    del step  # the size of the font of the role
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    result = []
    for part in text.split("\n"):
        layout = QTextLayout(part, theme().font(role))
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(room, 1))
            start, end = line.textStart(), line.textStart() + line.textLength()
            tied = TIED.search(part, start, end) if end < len(part) else None
            if tied is not None and tied.start() > start:  # it goes to the next line with its name
                before, _at = cast("tuple[float, int]", line.cursorToX(tied.start()))
                line.setLineWidth(before)
                end = line.textStart() + line.textLength()
            result.append(part[line.textStart() : end].rstrip())  # a blank at the end has no room
        layout.endLayout()
        if not part:
            result.append("")
    return tuple(result)


def fill(
    painter: QPainter,
    rect: QRectF,
    colour: str,
    radius: float = 0,
    edge: str = "",
    pen: float = 1,
) -> None:
    """Fill a rectangle with round corners; an empty ``colour`` leaves it open, ``edge`` frames it."""
    t = theme()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(t.colour(colour) if colour else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(t.colour(edge), pen) if edge else Qt.PenStyle.NoPen)
    inset = pen / 2 if edge else 0
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)


def rule(painter: QPainter, left: float, right: float, y: float, colour: str = "line") -> None:
    """Draw a thin level line."""
    painter.fillRect(QRectF(left, y, right - left, 1), theme().colour(colour))


def pill_width(text: str, icon: str = "", role: str = "small_strong") -> float:
    """Return how wide ``pill`` draws ``text``."""
    t = theme()
    return width(text, role) + t.px(16) + (t.px(21) if icon else 0)


def pill(
    painter: QPainter,
    x: float,
    y: float,
    text: str,
    tone: str = "ink_soft",
    icon: str = "",
    role: str = "small_strong",
) -> float:
    """Draw a small word on its soft ground, 26 px high at the first text size; return its width.

    ``tone`` is good, late, bad, leave, early, primary or ink_soft. A colour is never the only sign:
    give an icon or a word that says it.
    """
    t = theme()
    ink, back = t.tone(tone)
    size, high = t.px(16), t.px(26)
    wide = pill_width(text, icon, role)
    fill(painter, QRectF(x, y, wide, high), back, high / 2)
    left = x + t.px(8)
    if icon:
        draw_icon(painter, icon, ink, left, y + (high - size) / 2, size)
        left += t.px(21)
    draw(painter, left, middle(y, high, role), text, role, ink)
    return wide


def initial(name: str) -> str:
    """Return the letter shown for a person without a picture: a Thai name's first consonant."""
    leading_vowels = "เแโใไ"
    return next((ch for ch in name.strip() if ch not in leading_vowels), "")[:1]


def avatar(painter: QPainter, x: float, y: float, size: float, letter: str) -> None:
    """Draw a disc with a letter for a person without a picture; a colour would mean nothing."""
    t = theme()
    fill(painter, QRectF(x, y, size, size), "sunken", size / 2, "line")
    role = "big" if size > t.px(44) else "strong"
    draw(painter, x, middle(y, size, role), letter, role, "ink_soft", room=size, align="centre")


def _lozenge_path(at: QPointF, radius: float) -> QPainterPath:
    path = QPainterPath(QPointF(at.x(), at.y() - radius))
    for dx, dy in ((radius, 0.0), (0.0, radius), (-radius, 0.0)):
        path.lineTo(at.x() + dx, at.y() + dy)
    path.closeSubpath()
    return path


def lozenge(
    painter: QPainter,
    at: QPointF,
    radius: float,
    done: float,
    *,
    thread: str,
    edge: str,
    back: str,
    gap: int = 5,
) -> None:
    """Draw the woven lozenge: threads fill it from below as the work gets done (0 to 1)."""
    t = theme()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    outer = _lozenge_path(at, radius)
    painter.fillPath(outer, t.colour(back))
    if done > 0:
        painter.save()
        painter.setClipPath(outer)
        painter.setPen(QPen(t.colour(thread), gap * 0.62))
        y, top = at.y() + radius, at.y() + radius - 2 * radius * done
        while y > top:
            painter.drawLine(QPointF(at.x() - radius, y), QPointF(at.x() + radius, y))
            y -= gap
        painter.restore()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(t.colour(edge), 2)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPath(_lozenge_path(at, radius - 1))
    painter.restore()
