"""Rows of a worksheet in the plain form in which spreadsheet programs write them, found by their pattern.

A parser calls a function for each element: a million calls for a list of ten thousand people. Here a whole
row is matched at once. What has any other form (rich text, comments, prefixes, attributes in another order)
is not taken; the parser reads it then.
"""

import re
from collections.abc import Iterable, Iterator
from typing import IO

PIECE = 1 << 19
LONGEST = 8 * PIECE  # bytes without the end of a row; from there on the parser reads
_BEGIN, _END, _ROW_END = b"<sheetData>", b"</sheetData>", b"</row>"
_OTHER_ENCODING = re.compile(rb"""<\?xml[^>]*encoding=["'](?!utf-8["'])""", re.IGNORECASE)
_ROW = re.compile(r'<row((?: [\w:]+="[^"<&]*")*)(/?)>')
_NUMBER, _HIDDEN = re.compile(' r="([^"]*)"'), re.compile(r' hidden="(?:1|true)"')
_CELL = re.compile(
    r'<c r="([A-Z]{1,3})\d+"(?: s="(\d+)")?(?: t="([A-Za-z]+)")?'
    r"(?:/>|>(?:(<f(?: [^<>]*)?(?:/>|>[^<]*</f>))?(?:<v>([^<]*)</v>|<v/>)?"
    r'|<is><t(?: xml:space="preserve")?>([^<]*)</t></is>)</c>)'
)
_GROUPS = _CELL.groups + 1
# What XML has no letter for, and "\r", of which a parser makes "\n".
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n")
_NO_LETTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NO_LETTERS = ("\ufffe".encode(), "\uffff".encode())
_REFERENCE = re.compile(r"&(?:#(\d+)|#x([0-9A-Fa-f]+)|(amp|lt|gt|quot|apos));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}

# Number (0 when it is not said), whether it is hidden, and of each cell: letters of the column, style, kind,
# formula, value, text of its own.
Found = str | None
PlainCell = tuple[str, Found, Found, Found, Found, Found]
PlainRow = tuple[int, bool, Iterable[PlainCell]]


def sheet_pieces(part: IO[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Yield a worksheet part piece by piece, and whether a piece is nothing but whole rows."""
    head = b""
    while _BEGIN not in head and len(head) < LONGEST and (data := part.read(PIECE)):
        head += data
    head, begin, waiting = head.partition(_BEGIN)
    yield head + begin, False
    rows = bool(begin) and not _OTHER_ENCODING.search(head)
    while rows:
        cut = waiting.rfind(_ROW_END) + len(_ROW_END)
        if cut >= len(_ROW_END):
            yield waiting[:cut], True
            waiting = waiting[cut:]
        data = part.read(PIECE)
        rows = bool(data) and _END not in waiting and len(waiting) < LONGEST
        waiting += data
    yield waiting, False
    while data := part.read(PIECE):
        yield data, False


def plain_rows(piece: bytes) -> list[PlainRow] | None:
    """Return the rows of a piece; None when some of it has another form, or is no XML."""
    if len(piece.translate(None, _CONTROLS)) < len(piece) or any(x in piece for x in _NO_LETTERS):
        return None
    try:
        text = piece.decode()
    except UnicodeDecodeError:
        return None
    if "&" in text and len(_REFERENCE.findall(text)) != text.count("&"):
        return None
    rows: list[PlainRow] = []
    at = 0
    while match := _ROW.match(text, at):
        attributes, empty = match.groups()
        begin = match.end()
        end = begin if empty else text.find("</row>", begin)
        parts: list[str] = _CELL.split(text[begin:end])
        if end < 0 or any(parts[::_GROUPS]):  # what stands between the cells
            return None
        at = end if empty else end + len(_ROW_END)
        number = _NUMBER.search(attributes)
        if number and not number[1].isdecimal():
            return None
        hidden = _HIDDEN.search(attributes) is not None
        cells = zip(*(parts[group::_GROUPS] for group in range(1, _GROUPS)), strict=True)
        rows.append((int(number[1]) if number else 0, hidden, cells))
    return rows if at == len(text) else None


def unquoted(text: str) -> str:
    """Return ``text`` with the letters that references stand for. Raises ValueError for one that XML has not."""
    return _REFERENCE.sub(_letter, text) if "&" in text else text


def _letter(match: re.Match[str]) -> str:
    decimal, hexadecimal, name = match.groups()
    if name:
        return _NAMED[name]
    letter = chr(int(decimal or hexadecimal, 10 if decimal else 16))
    if _NO_LETTER.match(letter):
        raise ValueError(letter)
    return letter
