"""Cases 56 to 60: pictures of hostile bytes, and files whose names or kinds are a trap."""

import io
import random
import struct
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from learnsoc_desktop.data.database import Database
from learnsoc_desktop.features.centre.pictures import PORTRAIT_BYTES
from learnsoc_desktop.ui.editors.picture import PictureEditor
from tests.faults.cases.registry import Registry, digest, small_picture
from tests.features.people.window import people_window

NO_PICTURE = "This file is not a picture that can be read. Choose a JPEG or PNG picture."
TOO_MANY = "This picture is too large: more than 50 million pixels. Make it smaller first"
NOT_USED = "“{}” cannot be used as a picture. Choose a JPG or PNG file."
PLACE, SEGMENT = b"GPS 16.4321", 65_500
Choose = Callable[[bytes | Path], str]


def png(width: int, height: int) -> bytes:
    """Return a PNG that is well made as far as its head goes; black and white, a bit a pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    rows = zlib.compressobj(1)
    line = b"\0" * (1 + (width + 7) // 8)
    data = b"".join(rows.compress(line * 100) for _ in range(height // 100)) + rows.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    start = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head)
    return start + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def with_metadata(size: int) -> bytes:
    """Return a JPEG with about ``size`` bytes of metadata that name a place."""
    part = b"Exif\0\0" + PLACE
    one = b"\xff\xe1" + struct.pack(">H", SEGMENT) + part.ljust(SEGMENT - 2, b"x")
    small = small_picture("JPEG")
    return small[:2] + one * (size // SEGMENT) + small[2:]


@pytest.fixture
def editor(registry: Registry, qtbot: Any) -> Iterator[PictureEditor]:
    """Yield the picture of a new person in the real window."""
    del qtbot
    with Database(registry.folder.database) as database, people_window(database) as (window, _):
        window.current().ways.add()
        yield window.current().findChild(PictureEditor)


@pytest.fixture
def choose(registry: Registry, editor: PictureEditor) -> Choose:
    """Return what chooses a file as the picture and returns what is said; empty when it was taken."""

    def choose(content: bytes | Path) -> str:
        path = registry.put(content, "a.jpg")
        window: Any = editor.window()
        window.messages.tell("", "good")
        before = editor.value()
        editor.take_file(path)
        said = f"{editor.fault()} {window.messages.text()}".strip()
        assert bool(said) == (editor.value() == before)
        return said

    return choose


@pytest.fixture
def kept(registry: Registry, editor: PictureEditor) -> Callable[[], bytes]:
    """Return what reads the picture that was kept last."""
    return lambda: registry.folder.read_blob(str(editor.value()))


def test_case_56_a_picture_of_thirty_thousand_pixels_a_side_is_never_unpacked(
    registry: Registry, choose: Choose
) -> None:
    before, huge = digest(registry.folder), png(30_000, 30_000)
    assert len(huge) < 1_000_000
    assert TOO_MANY in choose(huge)
    assert TOO_MANY in choose(png(11_000, 11_000)), "below the limit of Pillow, over ours"
    assert digest(registry.folder) == before


def test_case_57_a_jpeg_that_breaks_off_is_refused(registry: Registry, choose: Choose) -> None:
    before, whole = digest(registry.folder), small_picture("JPEG")
    for size in (3, len(whole) // 3, len(whole) // 2):
        assert NO_PICTURE in choose(whole[:size])
    assert digest(registry.folder) == before


def test_case_57_a_hundred_megabytes_of_metadata_are_refused_unread(
    registry: Registry, choose: Choose, tmp_path: Path
) -> None:
    before, path = digest(registry.folder), tmp_path / "huge.jpg"
    path.write_bytes(with_metadata(100_000_000))
    assert choose(path) == NOT_USED.format("huge.jpg")
    assert digest(registry.folder) == before


def test_case_57_what_metadata_say_of_a_place_is_not_kept(
    choose: Choose, kept: Callable[[], bytes]
) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Camera"
    exif.get_ifd(0x8825)[1] = "N"
    for data in (small_picture("JPEG", exif=exif), with_metadata(5_000_000)):
        assert choose(data) == ""
        assert len(kept()) <= PORTRAIT_BYTES
        assert PLACE not in kept()
        assert not dict(Image.open(io.BytesIO(kept())).getexif())


def test_case_58_kinds_that_can_carry_more_than_a_picture_are_refused(
    registry: Registry, choose: Choose
) -> None:
    before = digest(registry.folder)
    for data in (
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b'<?xml version="1.0"?><!DOCTYPE svg SYSTEM "file:///etc/passwd"><svg/>',
        small_picture("TIFF"),
        small_picture("PDF"),
        small_picture("PPM"),
        b"%PDF-1.7\n1 0 obj <</OpenAction <</S /JavaScript /JS (app.alert(1))>>>> endobj",
        b"MZ\x90\x00" + bytes(500),
    ):
        assert NO_PICTURE in choose(data), data[:20]
    assert digest(registry.folder) == before


def test_case_58_of_ten_thousand_frames_the_first_is_kept(
    choose: Choose, kept: Callable[[], bytes]
) -> None:
    frame = b"\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0"
    start = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff"
    assert choose(start + frame * 10_000 + b";") == ""
    assert Image.open(io.BytesIO(kept())).format == "JPEG"


def test_case_58_bytes_that_turned_give_a_picture_or_a_sentence(choose: Choose) -> None:
    dice = random.Random(58)
    for kind in ("WEBP", "GIF", "PNG", "BMP") * 6:
        whole = small_picture(kind)
        broken = bytearray(whole)
        for _ in range(5):
            broken[dice.randrange(len(broken))] ^= 1 << dice.randrange(8)
        said = choose(bytes(broken[: dice.randrange(20, len(broken))]))
        assert not said or NO_PICTURE in said or TOO_MANY in said
