"""Pages of a PDF file as pictures: to look at on the screen, to send to a printer, to search.

PDFium is used by one thread at a time; every call here waits for its turn.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Self

import pypdfium2
from PIL.Image import Image

from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.core.i18n import N_
from learnsoc_desktop.reporting.measures import POINT

PRINTER_DPI = 300  # more makes a page of a hundred megabytes and looks no better
POINTS_AN_INCH = 72
ARABIC, THAI = "0123456789", "๐๑๒๓๔๕๖๗๘๙"
TO_THAI, TO_ARABIC = str.maketrans(ARABIC, THAI), str.maketrans(THAI, ARABIC)
_TURN = RLock()


class NotAPaper(AppError):
    """The file is no PDF that can be shown."""

    message = N_("“{name}” cannot be shown.")
    hint = N_("Make the paper again.")


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn page: rows of red, green, blue, ``stride`` bytes from row to row."""

    width: int
    height: int
    stride: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Found:
    """A place where a searched text stands: page from 0, boxes in points from the top left."""

    page: int
    boxes: tuple[tuple[float, float, float, float], ...]  # x, y, width, height


class Preview:
    """An open PDF: a file, or its bytes. Close it, or use it in a ``with`` statement.

    Raises NotAPaper when it cannot be read.
    """

    def __init__(self, source: Path | bytes) -> None:
        with _TURN:
            try:
                # From memory, so that the file can be written again while it is shown.
                content = source if isinstance(source, bytes) else source.read_bytes()
                self._document = pypdfium2.PdfDocument(content)
            except (OSError, pypdfium2.PdfiumError) as error:
                raise NotAPaper(name=source.name if isinstance(source, Path) else "PDF") from error
            self.pages: int = len(self._document)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the file go."""
        with _TURN:
            self._document.close()

    def size(self, page: int) -> tuple[float, float]:
        """Return width and height of a page in millimetres; pages count from 0."""
        with _TURN:
            width, height = self._document.get_page_size(page)
        return width * POINT, height * POINT

    def picture(self, page: int, dpi: float = 96.0) -> Picture:
        """Return a page as colours. ``dpi`` above 300 is taken as 300."""
        with _TURN:
            image = self._image(page, dpi)
        return Picture(image.width, image.height, image.width * 3, image.tobytes())

    def points(self, page: int) -> tuple[float, float]:
        """Return width and height of a page in points, as it is drawn; pages count from 0."""
        with _TURN:
            width, height = self._document.get_page_size(page)
        return width, height

    def strip(self, page: int, scale: float, first: int, last: int) -> Picture:
        """Return the pixel rows ``first`` to ``last`` (not in) of a page drawn ``scale`` pixels a point.

        A page that is drawn large would take tens of megabytes in one piece.
        """
        with _TURN:
            opened = self._document[page]
            high = ceil(opened.get_height() * scale)
            under, over = max(0, high - last), first
            # pdfium rounds what is cut off up to whole pixels: a quarter less is never one too many
            cut = [max(0.0, edge - 0.25) / scale for edge in (under, over)]
            bitmap = opened.render(scale=scale, crop=(0, cut[0], 0, cut[1]), rev_byteorder=True)
            image = bitmap.to_pil().convert("RGB")
            bitmap.close()
            opened.close()
        return Picture(image.width, image.height, image.width * 3, image.tobytes())

    def png(self, page: int, dpi: float = 96.0) -> bytes:
        """Return a page as a PNG file."""
        with _TURN:
            image = self._image(page, dpi)
        file = io.BytesIO()
        image.save(file, "PNG")
        return file.getvalue()

    def _image(self, page: int, dpi: float) -> Image:
        opened = self._document[page]
        scale = min(dpi, PRINTER_DPI) / POINTS_AN_INCH
        bitmap = opened.render(scale=scale, rev_byteorder=True)
        image: Image = bitmap.to_pil().convert("RGB")
        bitmap.close()
        opened.close()
        return image

    def text(self, page: int) -> str:
        """Return the text of a page, as copying from it gives it."""
        with _TURN:
            opened = self._document[page]
            found: str = opened.get_textpage().get_text_range()
            opened.close()
        return found

    def search(self, text: str) -> Sequence[Found]:
        """Return where ``text`` stands on all pages, in reading order."""
        return [found for page in range(self.pages) for found in self.search_page(page, text)]

    def search_page(self, page: int, text: str) -> Sequence[Found]:
        """Return where ``text`` stands on a page, in reading order.

        Letter case makes no difference, nor whether digits are Thai or Arabic.
        """
        if not text.strip():
            return []
        with _TURN:
            found = {place: hit for way in _ways(text) for place, hit in self._found(page, way)}
        return [found[place] for place in sorted(found)]

    def _found(self, page: int, text: str) -> list[tuple[int, Found]]:
        """Return the places of a text by the number of their first letter."""
        opened = self._document[page]
        height = opened.get_height()
        reader = opened.get_textpage()
        searcher = reader.search(text)
        found = []
        while (hit := searcher.get_next()) is not None:
            start, count = hit
            boxes = []
            for number in range(reader.count_rects(start, count)):
                left, bottom, right, top = reader.get_rect(number)
                boxes.append((left, height - top, right - left, top - bottom))
            found.append((start, Found(page, tuple(boxes))))
        reader.close()
        opened.close()
        return found


def _ways(text: str) -> set[str]:
    """Return the ways a paper may write ``text``."""
    return {text, text.translate(TO_THAI), text.translate(TO_ARABIC)}
