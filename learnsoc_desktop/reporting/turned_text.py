"""How a line with text read from right to left is written so that readers give it back as it was typed.

A page holds glyphs from left to right, and readers have to find the reading order again. pypdf turns
runs of such letters round as they stand in the page. PDFium puts the letters of a whole line of the
page, all cells of a row together, in order by itself (``CPDF_TextPage::CloseTempLine``); what it makes
of ``/ActualText`` there was found by trying. pypdf does not read ``/ActualText``, so each has its own.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby

_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_WEAK = {"AN", "EN", "NSM", "CS", "ES", "ET", "BN"}
_DIGITS = "0-9\u0660-\u0669\u06f0-\u06f9"
NUMBER = re.compile(f"[{_DIGITS}]+(?:[.,/:\u066b\u066c-][{_DIGITS}]+)*")


def for_pdfium(text: str, *, from_left: bool) -> str:
    """Return the letters PDFium must be given with a part of a line to read ``text``.

    It turns round every stretch of letters of one kind where it stands, and mirrors brackets; in a
    line that it takes to be read from the left it puts the stretches in the other order too.
    """
    found = [
        letters[::-1].translate(_MIRRORED) if kind == "N" else letters[::-1]
        for kind, letters in _stretches(text)
    ]
    return "".join(reversed(found) if from_left else found)


def read_from_left(text: str) -> bool:
    """True when PDFium takes a line to be read from the left: by the number of stretches."""
    kinds = [kind for kind, _letters in _stretches(text)]
    return kinds.count("L") >= kinds.count("R")


def _stretches(text: str) -> Iterator[tuple[str, str]]:
    """Yield letters of one kind that stand together: L, R, W (numbers, marks) or N (blanks, signs)."""
    for kind, letters in groupby(text, _kind):
        yield kind, "".join(letters)


def _kind(char: str) -> str:
    found = unicodedata.bidirectional(char)
    if found in {"L", "R", "AL"}:
        return "L" if found == "L" else "R"
    return "W" if found in _WEAK else "N"
