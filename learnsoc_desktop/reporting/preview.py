"""Pages of a PDF file as pictures: to look at on the screen, to send to a printer, to search.

PDFium is used by one thread at a time; every call here waits for its turn.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
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
    """An open PDF file. Close it, or use it in a ``with`` statement: the file is held until then.

    Raises NotAPaper when the file cannot be read.
    """

    def __init__(self, path: Path) -> None:
        with _TURN:
            try:
                # From memory, so that the file can be written again while it is shown.
                self._document = pypdfium2.PdfDocument(path.read_bytes())
            except (OSError, pypdfium2.PdfiumError) as error:
                raise NotAPaper(name=path.name) from error
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
        """Return where ``text`` stands, in reading order; letter case makes no difference."""
        found: list[Found] = []
        if text.strip():
            for page in range(self.pages):
                with _TURN:
                    found += self._search_page(page, text)
        return found

    def _search_page(self, page: int, text: str) -> list[Found]:
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
            found.append(Found(page, tuple(boxes)))
        opened.close()
        return found
