"""A look at a packed spreadsheet before anything of it is parsed.

A few hundred kilobytes can unpack to gigabytes, or to one text of 400 MB that a parser must hold whole. Here
every XML part is unpacked once in small pieces that are thrown away, so that refusing costs no memory.
"""

import zlib
from typing import IO
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.exchange.cells import Limits
from learnsoc_desktop.exchange.errors import (
    DamagedFile,
    HugeText,
    NotATable,
    ProtectedFile,
    TooLarge,
)

PIECE = 1 << 18
RATIO_FROM = 4_000_000  # unpacked bytes; below, a high ratio is of no consequence
MEGABYTE = 1_000_000
_ENCRYPTED = 0x1
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")  # UTF-16, which no spreadsheet program writes
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
    end = b""
    with archive.open(entry) as part:
        while piece := part.read(PIECE):
            size += len(piece)
            packed_too_well = size > RATIO_FROM and size > entry.compress_size * limits.ratio
            if size > left or packed_too_well:
                raise TooLarge(name=name, limit=limits.unpacked // MEGABYTE)
            if len(piece) == PIECE and b"<" not in piece:
                raise HugeText(name=name, limit=limits.cell)
            declares = any(word in piece or word in end + piece[:10] for word in _DECLARATIONS)
            if declares or (not end and piece.startswith(_WIDE)):
                raise NotATable(name=name, what=_("a file with declarations of its own"))
            end = piece[-10:]
    return size
