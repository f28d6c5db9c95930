"""Drawn pages of a PDF, in strips, so that a page drawn large takes little memory."""

from collections import OrderedDict
from collections.abc import Iterator
from math import ceil

from PySide6.QtGui import QImage

from learnsoc_desktop.reporting.preview import Preview

STRIP = 480  # pixel rows
HELD = 12 * 2**20  # bytes of drawn strips; what is in sight stays, however large


class PageImages:
    """Strips of pages, drawn when they are wanted and kept as long as there is room."""

    def __init__(self, paper: Preview) -> None:
        self._paper = paper
        self._held: OrderedDict[tuple[int, float, int], QImage] = OrderedDict()
        self._bytes = 0

    @property
    def held(self) -> int:
        """How many bytes the kept strips take."""
        return self._bytes

    def rows(self, page: int, scale: float) -> Iterator[tuple[int, int]]:
        """Yield the first and the last pixel row (not in) of each strip of a page."""
        high = ceil(self._paper.points(page)[1] * scale)
        for first in range(0, high, STRIP):
            yield first, min(first + STRIP, high)

    def strip(self, page: int, scale: float, rows: tuple[int, int]) -> QImage:
        """Return one strip of a page drawn ``scale`` pixels a point."""
        key = (page, scale, rows[0])
        image = self._held.get(key)
        if image is None:
            image = page_strip(self._paper, page, scale, rows)
            self._held[key] = image
            self._bytes += image.sizeInBytes()
            while self._bytes > HELD and len(self._held) > 1:
                _key, oldest = self._held.popitem(last=False)
                self._bytes -= oldest.sizeInBytes()
        self._held.move_to_end(key)
        return image


def page_strip(paper: Preview, page: int, scale: float, rows: tuple[int, int]) -> QImage:
    """Return pixel rows of a page as a picture."""
    drawn = paper.strip(page, scale, *rows)
    image = QImage(drawn.data, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGB888)
    return image.copy()  # the bytes are let go
