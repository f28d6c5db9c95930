"""A look at a packed spreadsheet before anything of it is parsed.

A few hundred kilobytes can unpack to gigabytes, or to one text of 400 MB that a parser must hold whole. Here
every XML part is unpacked once in small pieces that are thrown away, so that refusing costs no memory.
"""

import zlib
from typing import IO
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from learnsoc_desktop.exchange.cells import Limits
from learnsoc_desktop.exchange.errors import (
    CellTooLong,
    DamagedFile,
    NotATable,
    ProtectedFile,
    TooLarge,
)

PIECE = 1 << 18
RATIO_FROM = 4_000_000  # unpacked bytes; below, a high ratio is of no consequence
MEGABYTE = 1_000_000
_ENCRYPTED = 0x1
_PARSED = (".xml", ".rels", ".vml")


def open_zip(file: IO[bytes], name: str, limits: Limits) -> ZipFile:
    """Return ``file`` as a zip whose XML parts are known to be harmless in size and kind.

    Raises DamagedFile, ProtectedFile, TooLarge, CellTooLong, NotATable.
    """
    try:
        archive = ZipFile(file)
        entries = archive.infolist()
        if len(entries) > limits.entries:
            raise TooLarge(name=name, limit=limits.unpacked // MEGABYTE)
        left = limits.unpacked
        for entry in entries:
            if entry.flag_bits & _ENCRYPTED:
                raise ProtectedFile(name=name)
            if entry.filename.lower().endswith(_PARSED):
                left -= _unpacked_size(archive, entry, left, name, limits)
    except (BadZipFile, LargeZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise DamagedFile(name=name) from error
    return archive


def _unpacked_size(archive: ZipFile, entry: ZipInfo, left: int, name: str, limits: Limits) -> int:
    """Return the true size of ``entry``, whatever its head says."""
    size = 0
    with archive.open(entry) as part:
        while piece := part.read(PIECE):
            size += len(piece)
            packed_too_well = size > RATIO_FROM and size > entry.compress_size * limits.ratio
            if size > left or packed_too_well:
                raise TooLarge(name=name, limit=limits.unpacked // MEGABYTE)
            if len(piece) == PIECE and b"<" not in piece:
                raise CellTooLong(name=name, row="?", limit=limits.cell)
            if (
                b"<!DOCTYPE" in piece
                or b"<!ENTITY" in piece
                or piece[:2] in {b"\xff\xfe", b"\xfe\xff"}
            ):
                raise NotATable(name=name, what="XML with declarations of its own")
    return size
