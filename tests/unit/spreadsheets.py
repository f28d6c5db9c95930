"""Makers of spreadsheet files, good and bad, for the tests of reading."""

import struct
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

SECTOR = 512
NO_SECTOR, END_OF_CHAIN, FAT_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SHEET = "xl/worksheets/sheet1.xml"
SHEET_START = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
)


def xlsx(path: Path, rows: Sequence[Sequence[Any]], **options: Any) -> Path:
    """Write ``rows`` as Excel does: shared texts, numbers as numbers."""
    book = xlsxwriter.Workbook(path, options)
    fill(book.add_worksheet(), rows)
    book.close()
    return path


def fill(sheet: Any, rows: Sequence[Sequence[Any]]) -> None:
    """Write ``rows`` into a sheet, texts as texts."""
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(number, column, cell)
            elif cell is not None:
                sheet.write(number, column, cell)


def changed_parts(path: Path, parts: Mapping[str, bytes | None]) -> Path:
    """Replace parts of a packed file (None takes one out, a new name adds one)."""
    with zipfile.ZipFile(path) as archive:
        old = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (old | dict(parts)).items():
            if data is not None:
                archive.writestr(name, data)
    return path


def sheet_of(path: Path, cells: str, *, after: str = "", start: str = SHEET_START) -> Path:
    """Write a workbook whose only sheet has ``cells`` as the XML of its rows."""
    xlsx(path, [["x"]])
    text = f"{start}<sheetData>{cells}</sheetData>{after}</worksheet>"
    return changed_parts(path, {SHEET: text.encode()})


def ole(streams: Mapping[str, bytes]) -> bytes:
    """Return a compound file (the container of XLS) that holds ``streams``, each of 4,096 bytes or more."""
    data, fat, entries = (
        b"",
        [FAT_SECTOR, END_OF_CHAIN],
        [_entry("Root Entry", 5, END_OF_CHAIN, 0, 1)],
    )
    for place, (name, stream) in enumerate(streams.items(), 1):
        stream = stream.ljust(4096, b"\0")  # noqa: PLW2901  smaller ones live elsewhere
        stream += b"\0" * (-len(stream) % SECTOR)  # noqa: PLW2901
        first, count = len(fat), len(stream) // SECTOR
        fat += [*range(first + 1, first + count), END_OF_CHAIN]
        right = place + 1 if place < len(streams) else NO_SECTOR
        entries.append(_entry(name, 2, first, len(stream), NO_SECTOR, right))
        data += stream
    assert len(fat) <= SECTOR // 4
    assert len(entries) <= SECTOR // 128
    fat += [NO_SECTOR] * (SECTOR // 4 - len(fat))
    directory = b"".join(entries).ljust(SECTOR, b"\0")
    head = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        *(0x3E, 3, 0xFFFE, 9, 6),
        *(0, 1, 1, 0, 4096, END_OF_CHAIN, 0, END_OF_CHAIN, 0),
    )
    head += struct.pack("<109I", 0, *[NO_SECTOR] * 108)
    return head + struct.pack("<128I", *fat) + directory + data


def _entry(
    name: str, kind: int, first: int, size: int, child: int, right: int = NO_SECTOR
) -> bytes:
    encoded = (name + "\0").encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16xI8x8xIQ",
        *(encoded, len(encoded), kind, 1, NO_SECTOR, right, child, 0, first, size),
    )


def xls(
    rows: Sequence[Sequence[Any]],
    *,
    name: str = "Sheet1",
    hidden: bool = False,
    locked: bool = False,
) -> bytes:
    """Return an XLS file (BIFF8). Texts, numbers, booleans; ``("date", n)`` and ``("error", n)`` too."""
    start = _record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0))
    if locked:
        start += _record(0x002F, struct.pack("<HHH", 1, 1, 1) + bytes(48))
    start += _record(0x0022, struct.pack("<H", 0))
    for number_format in (0, 14):  # general, a date
        start += _record(0x00E0, struct.pack("<HHH14x", 0, number_format, 0))
    title = name.encode("utf-16-le")
    sheet_at = len(start) + 4 + 8 + len(title) + 4
    start += _record(0x0085, struct.pack("<IBBBB", sheet_at, hidden, 0, len(name), 1) + title)
    start += _record(0x000A, b"")
    page = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x10, 0, 0, 0, 0))
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            page += _cell(row, column, cell)
    return ole({"Workbook": start + page + _record(0x000A, b"")})


def _cell(row: int, column: int, cell: Any) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    match cell:
        case None:
            return b""
        case bool():
            return _record(0x0205, place + bytes([cell, 0]))
        case ("error", code):
            return _record(0x0205, place + bytes([code, 1]))
        case ("date", number):
            return _record(0x0203, struct.pack("<HHHd", row, column, 1, number))
        case int() | float():
            return _record(0x0203, place + struct.pack("<d", cell))
        case _:
            text = cell.encode("utf-16-le")
            return _record(0x0204, place + struct.pack("<HB", len(cell), 1) + text)


def _record(code: int, data: bytes) -> bytes:
    return struct.pack("<HH", code, len(data)) + data


def zip_of(parts: Mapping[str, bytes]) -> bytes:
    """Return a packed file of ``parts``."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()
