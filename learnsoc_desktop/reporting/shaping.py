"""Strings to placed glyphs, by HarfBuzz.

Advances and places are thousandths of the type size.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

import uharfbuzz

from learnsoc_desktop.reporting.complex_text import Code, Face
from learnsoc_desktop.reporting.scripts import PILE

FEATURES = {"kern": True, "liga": True}
SARA_AM = "\u0e33\u0eb3"  # Thai, Lao
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u00a0]")
_LONE = re.compile("[\ud800-\udfff]")


class Glyph(NamedTuple):
    """One placed glyph. ``base`` is True for the one that begins a cluster (letter and its marks)."""

    code: Code
    text: str
    advance: float
    x: float
    y: float
    base: bool


def clean(text: str) -> str:
    """Return ``text`` without what cannot be drawn: controls, invisible marks, piles of marks."""
    if text.isascii() and text.isprintable():
        return text
    text = _INVISIBLE.sub("", _CONTROL.sub(" ", text))
    return PILE.sub(r"\1\2", _LONE.sub("\ufffd", text))


def plain_run(face: Face, text: str) -> list[Glyph]:
    """Return the glyphs of plain ASCII: no kerning, as everywhere else on the page."""
    found = []
    for byte in text.encode():
        code = face.code((face.file.charToGlyph.get(byte, 0), chr(byte)))
        found.append(Glyph(code, chr(byte), code.width, 0.0, 0.0, base=True))
    return found


def shape_run(
    face: Face, text: str, sources: Sequence[str], language: str = "th", *, turned: bool = False
) -> list[Glyph]:
    """Shape text of one face; ``sources`` is what each letter is copied as.

    ``turned`` for text read from right to left: its glyphs come from left to right all the same,
    marks before their letters. Its clusters are words, because its letters join.
    """
    buffer = uharfbuzz.Buffer()
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.add_str(text)
    buffer.direction = "rtl" if turned else "ltr"
    buffer.language = language  # else the one of the computer, and papers would differ
    buffer.guess_segment_properties()
    uharfbuzz.shape(face.hb, buffer, FEATURES)
    drawn = [(info.codepoint, info.cluster) for info in buffer.glyph_infos]
    places = [(place.x_advance, place.x_offset, place.y_offset) for place in buffer.glyph_positions]
    if [cluster for _glyph, cluster in drawn] == list(range(len(text))):
        pieces = [(glyph, sources[cluster]) for glyph, cluster in drawn]  # one glyph a letter
    else:
        pieces = _sources(face, drawn, places, sources)
    result: list[Glyph] = []
    before, scale, code = -1, face.scale, face.code
    after_blank = False
    for piece, (_glyph, cluster), (advance, x, y) in zip(pieces, drawn, places, strict=True):
        if piece[0] < 0:
            continue
        begins = after_blank if turned else advance != 0 and cluster != before
        before, after_blank, base = cluster, piece[1] == " ", begins or not result
        result.append(Glyph(code(piece), piece[1], advance * scale, x * scale, y * scale, base))
    return result


def _sources(
    face: Face,
    drawn: Sequence[tuple[int, int]],
    places: Sequence[tuple[int, int, int]],
    sources: Sequence[str],
) -> list[tuple[int, str]]:
    """Return the glyph to draw and the text it stands for, glyph by glyph; -1 draws none.

    The text of a cluster goes to its last glyph that takes room. For SARA AM HarfBuzz gives NIKHAHIT
    and SARA AA, tone marks between them: one glyph again where NIKHAHIT is not moved, else the text
    goes to SARA AA.
    """
    pieces = [(glyph, "") for glyph, _cluster in drawn]
    starts = sorted({cluster for _glyph, cluster in drawn})
    following = dict(zip(starts, [*starts[1:], len(sources)], strict=True))
    first = 0
    while first < len(drawn):
        cluster = drawn[first][1]
        last = first
        while last + 1 < len(drawn) and drawn[last + 1][1] == cluster:
            last += 1
        count = last - first + 1
        letters = sources[cluster : following[cluster]]
        wide = [i for i in range(first, last + 1) if places[i][0]]
        if letters and letters[-1] in SARA_AM and wide == [last] and count >= len(letters):
            spare = count - len(letters)  # 0 where the face joins NIKHAHIT and tone mark
            for i, letter in enumerate(letters, start=first + spare):
                pieces[i] = (pieces[i][0], letter)
            ring, whole = (face.file.charToGlyph.get(ord(c)) for c in ("\u0e4d", letters[-1]))
            if spare and whole and pieces[first][0] == ring and places[first] == (0, 0, 0):
                pieces[first] = (-1, "")
                pieces[last] = (whole, letters[-1])
            first = last + 1
            continue
        holder = wide[-1] if wide else first
        pieces[holder] = (pieces[holder][0], "".join(letters))
        first = last + 1
    return pieces
