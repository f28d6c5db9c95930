"""Pictures a centre keeps: made small, stripped of where they were taken, stored by their content."""

from __future__ import annotations

import io
import warnings
from enum import Enum
from typing import TYPE_CHECKING

from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.features.centre.attachments import store_file
from learnsoc_desktop.features.centre.errors import NotAPicture, PictureTooLarge

if TYPE_CHECKING:  # Pillow is imported when there is a picture, not with every list of people
    from PIL import Image

PIXELS = 50_000_000  # unpacked at most: 200 MB, a phone's largest picture
PORTRAIT_BYTES = 60 * 1024
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP")
QUALITIES = (85, 75, 65, 55, 45, 35)


class PictureUse(Enum):
    """What a picture is for; decides its longest side, in pixels, and how it is stored."""

    PORTRAIT = 480
    EMBLEM = 600


def store_picture(
    uow: UnitOfWork, folder: CentreFolder, data: bytes, use: PictureUse, name: str = ""
) -> str:
    """Keep the picture ``data`` in the centre's folder; return its hash.

    Raises NotAPicture and PictureTooLarge. The same picture is kept once.
    """
    small, media_type = prepared(data, use)
    return store_file(uow, folder, small, media_type, name)


def prepared(data: bytes, use: PictureUse) -> tuple[bytes, str]:
    """Return a picture as it is stored (bytes, media type), upright and without its metadata.

    A portrait becomes a JPEG of 60 KB at most, an emblem a PNG that keeps what is transparent.
    """
    from PIL import Image, ImageOps  # noqa: PLC0415  see above

    image = _opened(data)
    image = ImageOps.exif_transpose(image)
    image.thumbnail((use.value, use.value), Image.Resampling.LANCZOS)
    if use is PictureUse.EMBLEM:
        return _written(image.convert("RGBA"), "PNG", optimize=True), "image/png"
    flat = Image.new("RGB", image.size, "white")
    clear = image.convert("RGBA")
    flat.paste(clear, mask=clear.getchannel("A"))
    small = b""
    for quality in QUALITIES:
        small = _written(flat, "JPEG", quality=quality, optimize=True)
        if len(small) <= PORTRAIT_BYTES:
            break
    return small, "image/jpeg"


def _opened(data: bytes) -> Image.Image:
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415  see above

    # Pillow's readers raise these four for broken or hostile bytes; the size is known before unpacking
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our limit is lower
            with Image.open(io.BytesIO(data), formats=FORMATS) as probe:
                if probe.width * probe.height > PIXELS:
                    raise PictureTooLarge(limit=PIXELS // 1_000_000)
                probe.verify()
        image = Image.open(io.BytesIO(data), formats=FORMATS)
        image.load()
    except Image.DecompressionBombError as error:
        raise PictureTooLarge(limit=PIXELS // 1_000_000) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise NotAPicture from error
    return image


def _written(image: Image.Image, kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()
