"""What a form needs to measure and to draw: the faces, the digits and the fixed words of one paper."""

from collections.abc import Sequence
from dataclasses import dataclass

from learnsoc_desktop.core.formats import Style
from learnsoc_desktop.reporting.document import Align, Head, Words
from learnsoc_desktop.reporting.drawing import Surface
from learnsoc_desktop.reporting.lines import wrap
from learnsoc_desktop.reporting.measures import INK, LEADING, POINT, TH, Colour
from learnsoc_desktop.reporting.typesetter import Typesetter, Weight
from learnsoc_desktop.reporting.written import text_of

LOWERED = 0.64  # of the leading: the baseline under the top of its line


@dataclass(frozen=True, slots=True)
class Setting:
    """One paper's faces, digits, words and head."""

    typesetter: Typesetter
    style: Style
    words: Words
    head: Head
    sample: bool = False

    def said(self, text: str) -> str:
        """Return ``text`` in the digits of the paper."""
        return text_of(text, self.style)

    def wide(self, text: str, size: float, weight: Weight = Weight.REGULAR) -> float:
        """Return the width of ``text``, which is in the digits of the paper already."""
        return self.typesetter.advance(text, weight) * size * TH / 1000 * POINT

    def lines(
        self, text: str, size: float, room: float, weight: Weight = Weight.REGULAR
    ) -> list[str]:
        """Return ``text`` in lines as wide as ``room``; none for an empty text."""
        if not text:
            return []
        said = self.said(text)
        return [
            line.text for line in wrap(said, room, lambda piece: self.wide(piece, size, weight))
        ]

    def balanced(
        self, text: str, size: float, room: float, weight: Weight = Weight.REGULAR
    ) -> list[str]:
        """Return as few lines as ``lines`` does, but of about one length: how titles look best."""
        lines = self.lines(text, size, room, weight)
        low, high = 0.0, room
        while len(lines) > 1 and high - low > 1.0:
            middle = (low + high) / 2
            found = self.lines(text, size, middle, weight)
            if len(found) <= len(lines):
                lines, high = found, middle
            else:
                low = middle
        return lines

    def column(
        self,
        surface: Surface,
        place: tuple[float, float],
        lines: Sequence[str],
        size: float,
        step: float,
        weight: Weight = Weight.REGULAR,
        align: Align = Align.CENTRE,
        colour: Colour = INK,
    ) -> float:
        """Write lines under each other, the first on the baseline ``place``; return the next one."""
        x, y = place
        for line in lines:
            surface.text(x, y, line, size, weight, align, colour)
            y += step
        return y


def step_of(size: float, leading: float = LEADING) -> float:
    """Return the leading of a size of type."""
    return size * TH * leading * POINT
