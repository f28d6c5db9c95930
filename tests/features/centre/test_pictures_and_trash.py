"""Pictures are kept small and without their metadata; the trash gives everything back."""

import io
import struct
import zlib

import pytest
from PIL import Image
from sqlmodel import select

from learnsoc_desktop.core.errors import NotFound
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.features.centre import service
from learnsoc_desktop.features.centre.errors import NotAPicture, PictureTooLarge
from learnsoc_desktop.features.centre.feature import CENTRE
from learnsoc_desktop.features.centre.kept_model import Attachment
from learnsoc_desktop.features.centre.model import SignatoryDetails, VillageDetails
from learnsoc_desktop.features.centre.pictures import (
    PORTRAIT_BYTES,
    PictureUse,
    prepared,
    store_picture,
)
from learnsoc_desktop.features.centre.queries import villages
from learnsoc_desktop.features.centre.trash import restore, trash
from learnsoc_desktop.features.people.feature import PEOPLE
from learnsoc_desktop.features.people.model import Person


def _photo(width: int = 1600, height: int = 1200) -> bytes:
    """Return a noisy JPEG with a place, a camera and an orientation in its metadata."""
    image = Image.effect_noise((width, height), 80).convert("RGB")
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Camera"
    exif.get_ifd(0x8825)[1] = "N"
    file = io.BytesIO()
    image.save(file, "JPEG", exif=exif)
    return file.getvalue()


def test_that_a_portrait_is_small_upright_and_says_nothing_about_its_place() -> None:
    small, media_type = prepared(_photo(), PictureUse.PORTRAIT)
    image = Image.open(io.BytesIO(small))
    assert media_type == "image/jpeg"
    assert len(small) <= PORTRAIT_BYTES
    assert image.size == (360, 480)
    assert not dict(image.getexif())


def test_that_an_emblem_keeps_what_is_transparent() -> None:
    file = io.BytesIO()
    Image.new("RGBA", (900, 900), (0, 0, 0, 0)).save(file, "PNG")
    small, media_type = prepared(file.getvalue(), PictureUse.EMBLEM)
    image = Image.open(io.BytesIO(small))
    assert (media_type, image.size, image.getpixel((0, 0))) == (
        "image/png",
        (600, 600),
        (0, 0, 0, 0),
    )


def test_that_transparent_parts_of_a_portrait_become_white() -> None:
    file = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(file, "PNG")
    small, _media_type = prepared(file.getvalue(), PictureUse.PORTRAIT)
    assert Image.open(io.BytesIO(small)).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"%PDF-1.7", _photo()[:3000]])
def test_that_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(NotAPicture):
        prepared(data, PictureUse.PORTRAIT)


def test_that_a_picture_of_too_many_pixels_is_never_unpacked() -> None:
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    png = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", len(head)) + chunk
    png += struct.pack(">I", zlib.crc32(chunk))
    png += struct.pack(">I", 0) + b"IEND" + struct.pack(">I", zlib.crc32(b"IEND"))
    with pytest.raises(PictureTooLarge):
        prepared(png, PictureUse.PORTRAIT)


def test_that_the_same_picture_is_kept_once(database: Database, centre: CentreFolder) -> None:
    with database.writing() as uow:
        first = store_picture(uow, centre, _photo(), PictureUse.PORTRAIT, "a.jpg")
    with database.writing() as uow:
        again = store_picture(uow, centre, centre.read_blob(first), PictureUse.EMBLEM)
        same = store_picture(uow, centre, centre.read_blob(again), PictureUse.EMBLEM)
    assert again == same != first
    with database.reading() as session:
        kept = session.exec(select(Attachment)).all()
    assert sorted(row.sha256 for row in kept) == sorted({first, again})


def test_that_the_trash_shows_the_latest_first_and_restores(database: Database) -> None:
    kinds = (*CENTRE.trash, *PEOPLE.trash)
    with database.writing() as uow:
        village = service.add_village(uow, VillageDetails(moo=4, name="บ้านไร่"))
        signatory = service.add_signatory(uow, SignatoryDetails(name="ครูแดง", position="ครู"))
        person = Person(title="นาย", first_name="สมชาย", last_name="ใจดี")
        uow.add(person)
    for number, delete in enumerate((service.remove_village, service.remove_signatory)):
        with database.writing() as uow:
            delete(uow, (village, signatory)[number])
    with database.writing() as uow:
        uow.delete(uow.session.get_one(Person, person.id))
    with database.reading() as session:
        rows = trash(session, kinds)
    kind_of = {kind.entity: kind for kind in kinds}
    assert [(row.kind, row.title) for row in rows] == [
        ("Person", "นายสมชาย ใจดี"),
        ("Signatory", "ครูแดง ครู"),
        ("Village", "Moo 4 บ้านไร่"),
    ]
    with database.writing() as uow:
        restore(uow, kind_of[rows[2].entity], rows[2].id)
    with database.reading() as session:
        assert [row.name for row in villages(session)] == ["บ้านไร่"]
        assert len(trash(session, kinds)) == 2
    with pytest.raises(NotFound), database.writing() as uow:
        restore(uow, kind_of[rows[2].entity], rows[1].id)
