"""Finds rows in the pages of a damaged file that its own tree leads to no more.

Reads the leaf pages of tables as https://sqlite.org/fileformat.html describes them (sections 1.6 and 2.1).
"""

import struct
from collections.abc import Iterator
from pathlib import Path

PAGE = 4096
LEAF = 0x0D
HEAD_OF_PAGE = 8
LONGEST_LOCAL = PAGE - 35
SHORTEST_LOCAL = (PAGE - 12) * 32 // 255 - 23
WHOLE_NUMBERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}  # kind -> bytes
FLOAT, ZERO, ONE, FIRST_BYTES = 7, 8, 9, 12
MOST_PAYLOAD = 1 << 24

Values = tuple[object, ...]


def carve(path: Path) -> Iterator[Values]:
    """Yield the values of every row in a leaf page of ``path``, whichever table it is of."""
    content = path.read_bytes()
    for start in range(PAGE, len(content) - PAGE + 1, PAGE):
        if content[start] != LEAF:
            continue
        page = content[start : start + PAGE]
        (cells,) = struct.unpack_from(">H", page, 3)
        for number in range(min(cells, PAGE // 4)):
            try:
                (at,) = struct.unpack_from(">H", page, HEAD_OF_PAGE + 2 * number)
                yield _values(_payload(content, page, at))
            except (IndexError, ValueError, struct.error):
                continue  # a damaged cell


def _payload(content: bytes, page: bytes, at: int) -> bytes:
    """Return the record of a cell, gathered from its overflow pages."""
    size, at = _varint(page, at)
    _rowid, at = _varint(page, at)
    if size > MOST_PAYLOAD:
        raise ValueError(size)
    local = size
    if size > LONGEST_LOCAL:
        local = SHORTEST_LOCAL + (size - SHORTEST_LOCAL) % (PAGE - 4)
        if local > LONGEST_LOCAL:
            local = SHORTEST_LOCAL
    record = bytearray(page[at : at + local])
    if local < size:
        (following,) = struct.unpack_from(">I", page, at + local)
        while len(record) < size:
            start = (following - 1) * PAGE
            if following < 1 or start + PAGE > len(content):
                raise ValueError(following)
            (following,) = struct.unpack_from(">I", content, start)
            record += content[start + 4 : start + PAGE][: size - len(record)]
    if len(record) != size:
        raise ValueError(size)
    return bytes(record)


def _values(record: bytes) -> Values:
    """Return the values of a record: its head names the kind of each."""
    end, at = _varint(record, 0)
    body = end
    values: list[object] = []
    while at < end:
        kind, at = _varint(record, at)
        size = _size(kind)
        part = record[body : body + size]
        if len(part) != size:
            raise ValueError(kind)
        values.append(_value(kind, part))
        body += size
    return tuple(values)


def _size(kind: int) -> int:
    if kind >= FIRST_BYTES:
        return (kind - FIRST_BYTES) // 2
    return WHOLE_NUMBERS.get(kind, 8 if kind == FLOAT else 0)


def _value(kind: int, part: bytes) -> object:
    if kind >= FIRST_BYTES:
        return part.decode("utf-8", "replace") if kind % 2 else part
    if kind in WHOLE_NUMBERS:
        return int.from_bytes(part, "big", signed=True)
    if kind == FLOAT:
        return struct.unpack(">d", part)[0]
    return {ZERO: 0, ONE: 1}.get(kind)


def _varint(content: bytes, at: int) -> tuple[int, int]:
    """Return a number of 1 to 9 bytes and where it ends."""
    number = 0
    for step in range(8):
        byte = content[at + step]
        number = number << 7 | byte & 0x7F
        if byte < 0x80:  # noqa: PLR2004  the bit that says: more follows
            return number, at + step + 1
    return number << 8 | content[at + 8], at + 9
