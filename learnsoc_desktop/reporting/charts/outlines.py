"""Text as outlines: set by HarfBuzz with the faces of the paper, for pictures on the screen.

Outlines look the same everywhere, also where Qt knows no Thai face, and keep stacked marks in place,
which the SVG text of Qt does not promise. ReportLab is not loaded: the window needs nothing of it.
"""

import unicodedata
from collections.abc import Sequence
from functools import cache

import uharfbuzz

from learnsoc_desktop.core.paths import resource
from learnsoc_desktop.core.thai import ZERO_WIDTH_SPACE, normalise
from learnsoc_desktop.reporting.measures import POINT, TH

FACES = {False: "Sarabun_400Regular.ttf", True: "Sarabun_700Bold.ttf"}
UPEM = 1000
CACHED = 2_000  # texts whose glyphs are kept
_BREAKS = {ord(ZERO_WIDTH_SPACE): None}

Placed = tuple[int, float, float]  # glyph, x, y


class Outlines:
    """Measures and outlines text; sizes are those of TH SarabunPSK."""

    def __init__(self) -> None:
        self._fonts = {bold: _opened(file) for bold, file in FACES.items()}
        self._covers = {bold: font.face.unicodes for bold, font in self._fonts.items()}
        self._set: dict[tuple[str, bool], tuple[list[Placed], float]] = {}
        self._glyphs: dict[tuple[int, bool], Sequence[tuple[str, Sequence[float]]]] = {}

    def wide(self, text: str, size: float, *, bold: bool = False) -> float:
        """Return how wide one line of ``text`` is, in millimetres."""
        return self._placed(text, bold)[1] * size * TH / UPEM * POINT

    def pieces(self, text: str) -> Sequence[str]:
        """Return ``text`` cut at blanks and where translated texts may break."""
        parts = text.replace(" ", f" {ZERO_WIDTH_SPACE}").split(ZERO_WIDTH_SPACE)
        return [part for part in parts if part]

    def path(self, text: str, *, bold: bool = False) -> str:
        """Return the outlines as the data of an SVG path, in units of the face, y upwards."""
        out: list[str] = []
        for glyph, x, y in self._placed(text, bold)[0]:
            for command, numbers in self._glyph(glyph, bold):
                places = (f"{number + (y if at % 2 else x):g}" for at, number in enumerate(numbers))
                out.append(command + " ".join(places))
        return "".join(out)

    def _placed(self, text: str, bold: bool) -> tuple[list[Placed], float]:  # noqa: FBT001
        key = (text, bold)
        found = self._set.get(key)
        if found is None:
            if len(self._set) >= CACHED:
                self._set.clear()
            found = self._set[key] = self._shaped(text, bold)
        return found

    def _shaped(self, text: str, bold: bool) -> tuple[list[Placed], float]:  # noqa: FBT001
        printable = self._printable(text, bold)
        if not printable:
            return [], 0.0
        buffer = uharfbuzz.Buffer()
        buffer.add_str(printable)
        buffer.direction = "ltr"
        buffer.language = "th"
        buffer.guess_segment_properties()
        plain = text.isascii()  # as on paper: no kerning of figures and Latin letters
        uharfbuzz.shape(self._fonts[bold], buffer, {"kern": not plain, "liga": not plain})
        found: list[Placed] = []
        pen = 0.0
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            found.append((info.codepoint, pen + place.x_offset, float(place.y_offset)))
            pen += place.x_advance
        return found, pen

    def _printable(self, text: str, bold: bool) -> str:  # noqa: FBT001
        """Return ``text`` with "?" for what the face has not, as on paper, and no signs it has not."""
        text = normalise(text.translate(_BREAKS)) if not text.isascii() else text
        covers, out = self._covers[bold], ""
        for char in text:
            if ord(char) in covers:
                out += char
            elif unicodedata.category(char)[0] not in "CMS":
                out += "?"
        return out

    def _glyph(self, glyph: int, bold: bool) -> Sequence[tuple[str, Sequence[float]]]:  # noqa: FBT001
        key = (glyph, bold)
        found = self._glyphs.get(key)
        if found is None:
            pen = _Pen()
            self._fonts[bold].draw_glyph_with_pen(glyph, pen)
            found = self._glyphs[key] = pen.commands
        return found


class _Pen:
    """Takes the outline of a glyph down as commands of an SVG path; the names are those of fontTools."""

    def __init__(self) -> None:
        self.commands: list[tuple[str, Sequence[float]]] = []

    def moveTo(self, to: tuple[float, float]) -> None:  # noqa: N802
        """Begin an outline."""
        self.commands.append(("M", to))

    def lineTo(self, to: tuple[float, float]) -> None:  # noqa: N802
        """Draw a line."""
        self.commands.append(("L", to))

    def qCurveTo(self, bend: tuple[float, float], to: tuple[float, float]) -> None:  # noqa: N802
        """Draw a quadratic curve."""
        self.commands.append(("Q", (*bend, *to)))

    def curveTo(  # noqa: N802
        self, first: tuple[float, float], second: tuple[float, float], to: tuple[float, float]
    ) -> None:
        """Draw a cubic curve."""
        self.commands.append(("C", (*first, *second, *to)))

    def closePath(self) -> None:  # noqa: N802
        """End an outline."""
        self.commands.append(("Z", ()))


def _opened(file: str) -> uharfbuzz.Font:
    blob = uharfbuzz.Blob.from_file_path(str(resource("fonts", "sarabun", file)))
    return uharfbuzz.Font(uharfbuzz.Face(blob))


@cache
def outlines() -> Outlines:
    """Return the outlines of this process: the faces are opened once."""
    return Outlines()
