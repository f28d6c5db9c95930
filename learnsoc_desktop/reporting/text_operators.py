"""Placed glyphs to the text operators of a PDF page."""

from collections.abc import Iterator, Sequence

from learnsoc_desktop.reporting.complex_text import hexed
from learnsoc_desktop.reporting.shaping import Glyph

_UNSEEN = 0.0005  # thousandths of the size
_STEP = 90  # thousandths of the size; half a blank is 115


def number(value: float) -> str:
    """Return ``value`` as PDF writes it, to a thousandth."""
    text = f"{value:.3f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def clusters(glyphs: Sequence[Glyph]) -> Iterator[Sequence[Glyph]]:
    """Yield letters with their marks."""
    start = 0
    for end in range(1, len(glyphs) + 1):
        if end == len(glyphs) or glyphs[end].base:
            yield glyphs[start:end]
            start = end


class Operators:
    """Writes glyphs as PDF text operators."""

    def __init__(self, size: float) -> None:
        self.size = size
        self.parts: list[str] = []
        self._array: list[str] = []
        self._bytes: list[str] = []
        self._gap = 0.0
        self._font = ""
        self._rise = 0.0

    def write(self, glyphs: Sequence[Glyph]) -> str:
        """Return the operators; clusters of other than a glyph a letter carry their own text.

        A raised mark is a piece of its own. Readers sort pieces by where each begins: when a mark
        begins right of the next cluster, both go under one text.
        """
        waiting: list[Glyph] = []
        over = 0.0  # how far the last mark begins beyond the end of its cluster
        for cluster in clusters(glyphs):
            own = any(glyph.y or len(glyph.text) != 1 for glyph in cluster)
            if waiting and over <= 0:
                self._span(waiting)
                waiting = []
            if own or waiting:
                waiting += cluster
                over -= sum(glyph.advance for glyph in cluster)
                over = max([over, 0.0, *(mark.x for mark in cluster if mark.y)])
            else:
                for glyph in cluster:
                    self._glyph(glyph)
        if waiting:
            self._span(waiting)
        self._flush()
        if self._rise:
            self.parts.append("0 Ts")
        return " ".join(self.parts)

    def _span(self, glyphs: Sequence[Glyph]) -> None:
        self._flush()
        text = hexed("".join(glyph.text for glyph in glyphs))
        self.parts.append(f"/Span <</ActualText <FEFF{text}>>> BDC")
        for glyph in glyphs:
            self._glyph(glyph)
        self._flush()
        self.parts.append("EMC")

    def _glyph(self, glyph: Glyph) -> None:
        font = f"/{glyph.face.name}+{glyph.code >> 8}"
        rise = glyph.y * self.size / 1000
        if font != self._font:
            self._flush()
            self._font = font
            self.parts.append(f"{font} {number(self.size)} Tf")
        if rise != self._rise:
            self._flush()
            self._rise = rise
            self.parts.append(f"{number(rise)} Ts")
        gap = self._gap - glyph.x
        if abs(gap) > _UNSEEN:
            self._close()
            self._move(gap)
        self._bytes.append(f"{glyph.code & 0xFF:02X}")
        self._gap = glyph.width - glyph.advance + glyph.x

    def _move(self, back: float) -> None:
        """Move the pen; a long way to the right in short steps, which no reader takes for a blank."""
        while back < -_STEP:
            self._array.append(f"-{_STEP}")
            back += _STEP
        self._array.append(number(back))

    def _close(self) -> None:
        if self._bytes:
            self._array.append(f"<{''.join(self._bytes)}>")
            self._bytes = []

    def _flush(self) -> None:
        """Write what is open, to the place where the next glyph begins.

        Readers sort pieces of a line by where each begins, so a piece must not begin elsewhere.
        """
        self._close()
        if not self._array:
            return
        if abs(self._gap) > _UNSEEN:
            self._move(self._gap)
        self._gap = 0.0
        if len(self._array) == 1:
            self.parts.append(f"{self._array[0]} Tj")
        else:
            self.parts.append(f"[{' '.join(self._array)}] TJ")
        self._array = []
