"""Placed glyphs to the text operators of a PDF page."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from learnsoc_desktop.reporting.complex_text import BLANK, hexed
from learnsoc_desktop.reporting.shaping import Glyph

_UNSEEN = 0.0005  # thousandths of the size
_FAR = 90  # thousandths of the size
_STEP = 90  # thousandths of the size; half a blank is 115


def number(value: float) -> str:
    """Return ``value`` as PDF writes it, to a thousandth."""
    text = f"{value:.3f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


class Part(NamedTuple):
    """A part of a line: plain glyphs, or a span of pieces that stand for one text."""

    font: str  # it begins with
    last_font: str
    body: str  # of plain glyphs strings and moves of a TJ array, of a span operators
    text: str  # in hexadecimal figures, of a span and of blanks alone
    plain: bool


def line(parts: Iterable[Part], size: float) -> str:
    """Return the operators of a line. Plain neighbours become one string: readers keep it together."""
    out: list[str] = []
    font, array = "", list[str]()
    for part in _without_lone_blanks(parts):
        if array and (not part.plain or part.font != font):
            out.append(f"[{' '.join(array)}] TJ")
            array = []
        if part.font != font:
            out.append(f"{part.font} {number(size)} Tf")
        font = part.last_font
        if part.plain:
            array.append(part.body)
        else:
            out.append(f"/Span <</ActualText <FEFF{part.text}>>> BDC {part.body} EMC")
    if array:
        out.append(f"[{' '.join(array)}] TJ")
    return " ".join(out)


def _without_lone_blanks(parts: Iterable[Part]) -> list[Part]:
    """Return the parts with blanks between two spans in the second: readers lose blanks by themselves."""
    found: list[Part] = []
    for part in parts:
        blanks = found[-1] if len(found) > 1 and found[-1].plain and not found[-2].plain else None
        if part.plain or not blanks or not blanks.text or blanks.font != part.font:
            found.append(part)
            continue
        body = f"[{blanks.body}] TJ {part.body}"
        if part.body.startswith("["):
            body = f"[{blanks.body} {part.body[1:]}"
        found[-1] = part._replace(body=body, text=blanks.text + part.text)
    return found


def parts_of(glyphs: Sequence[Glyph], size: float) -> list[Part]:
    """Return glyphs as parts; clusters of other than a glyph a letter carry their own text."""
    if not any(glyph.y or glyph.x < -_FAR or len(glyph.text) != 1 for glyph in glyphs):
        return list(_plain(glyphs))
    found: list[Part] = []
    plain: list[Glyph] = []
    for cluster in clusters(glyphs):
        if any(glyph.y or len(glyph.text) != 1 or glyph.x < -_FAR for glyph in cluster):
            found += _plain(plain)
            plain = []
            found.append(_span(cluster, size))
        else:
            plain += cluster
    found += _plain(plain)
    return found


def clusters(glyphs: Sequence[Glyph]) -> Iterator[Sequence[Glyph]]:
    """Yield letters with their marks."""
    start = 0
    for end in range(1, len(glyphs) + 1):
        if end == len(glyphs) or glyphs[end].base:
            yield glyphs[start:end]
            start = end


def _plain(glyphs: Sequence[Glyph]) -> Iterator[Part]:
    """Yield glyphs on the baseline, a part for each embedded font."""
    start = 0
    for end in range(1, len(glyphs) + 1):
        if end == len(glyphs) or glyphs[end].code.font != glyphs[start].code.font:
            font = glyphs[start].code.font
            text = "".join([glyph.text for glyph in glyphs[start:end]])
            text = "" if text.strip(" ") else hexed(text)
            yield Part(font, font, _array(glyphs[start:end]), text, plain=True)
            start = end


def move(font: str, width: float) -> Part:
    """Return a move to the right, in thousandths of the size, that is no text."""
    return Part(font, font, " ".join(_moves(-width)), "", plain=True)


def whole(glyphs: Sequence[Glyph], text: str, size: float) -> Part:
    """Return glyphs that are copied as ``text`` as one."""
    return _span(glyphs, size, text)


def _span(glyphs: Sequence[Glyph], size: float, whole_text: str = "") -> Part:
    """Return glyphs under one text, raised ones each by themselves."""
    text = hexed(whole_text or "".join(glyph.text for glyph in glyphs))
    out: list[str] = []
    first = font = glyphs[0].code.font
    rise, start = 0.0, 0
    for end in range(1, len(glyphs) + 1):
        here = glyphs[start]
        if end < len(glyphs) and (glyphs[end].code.font, glyphs[end].y) == (here.code.font, here.y):
            continue
        if here.code.font != font:
            font = here.code.font
            out.append(f"{font} {number(size)} Tf")
        if here.y != rise:
            rise = here.y
            out.append(f"{number(rise * size / 1000)} Ts")
        array = _array(glyphs[start:end])
        if not whole_text:
            array = _kept_in_place(glyphs[start:end], array)
        out.append(f"[{array}] TJ")
        start = end
    if rise:
        out.append("0 Ts")
    return Part(first, font, " ".join(out), text, plain=False)


def _kept_in_place(glyphs: Sequence[Glyph], array: str) -> str:
    """Return the array of a piece of a cluster, where needed with a blank glyph that has no text.

    Readers sort the pieces of a line by where each begins, and see a blank where a piece ends far
    before the next. So a blank begins before a mark that lies right of its cluster, or ends with the
    cluster after a mark that lies far back. It neither draws nor moves anything.
    """
    first, last = glyphs[0], glyphs[-1]
    blank = f"{number(first.code.blank)} <{BLANK:02X}>"
    if first.y and first.x > 0:
        return f"{blank} {array}"
    return f"{array} {blank}" if last.x < -_FAR else array


def _array(glyphs: Sequence[Glyph]) -> str:
    """Return strings and moves of a TJ array, which ends where the next glyph begins.

    It must end there, because readers sort pieces of a line by where each begins.
    """
    out: list[str] = []
    together: list[str] = []
    gap = 0.0
    for code, _text, advance, x, _y, _base in glyphs:
        gap -= x
        if not -_UNSEEN < gap < _UNSEEN:
            if together:
                out.append(f"<{''.join(together)}>")
                together = []
            out += _moves(gap)
        together.append(code.byte)
        gap = code.width - advance + x
    out.append(f"<{''.join(together)}>")
    if not -_UNSEEN < gap < _UNSEEN:
        out += _moves(gap)
    return " ".join(out)


def _moves(back: float) -> Iterator[str]:
    """Yield moves of the pen; a long way to the right in steps, which no reader takes for a blank."""
    while back < -_STEP:
        yield f"-{_STEP}"
        back += _STEP
    yield number(back)
