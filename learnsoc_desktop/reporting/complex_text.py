"""The inside of ReportLab that Thai text needs: embedded faces whose codes have their own text.

ReportLab 5.1 alone prints Thai wrongly. What goes wrong there, and what is done instead:

* strings of tables and of ``drawString`` are never shaped, so that marks hide under others: here
  every string that is not plain ASCII is shaped (``typesetter``);
* glyphs that HarfBuzz puts in place of others have no text, so that search and copy lose tone
  marks: each code of an embedded face has its own text (``Face.code``), and clusters that are not
  one glyph a letter carry ``/ActualText`` (``text_operators``);
* SARA AM comes back from HarfBuzz in two pieces: it stays one glyph (``shaping``);
* the baseline of a raised mark leaks into the next letter: each rise is written where it changes
  (``text_operators``);
* lines of Thai are cut anywhere, or at U+200B, which leaves a gap: ``lines`` cuts between words;
* a HarfBuzz font is made for every word: here one a face, and a string is shaped once a document.

No part of ReportLab is patched. This is the only module that knows its inside, so the version is
pinned. A face belongs to one document: two documents must never share its codes.
"""

import struct
from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import reportlab
import uharfbuzz
from PIL import Image
from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.ttfonts import SUBSETN, TTFError, TTFontFace
from reportlab.pdfgen.canvas import Canvas

from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.core.i18n import N_

PINNED = "5.1.0"
assert reportlab.Version == PINNED, "what is written here was checked against this version only"

rl_config.useA85 = 0  # pages as plain bytes: a fifth smaller, and faster

ASCII = range(32, 127)
BLANK = 1


def hexed(text: str) -> str:
    """Return ``text`` in UTF-16BE as hexadecimal figures, as PDF writes Unicode."""
    return text.encode("utf-16-be").hex().upper()


def to_unicode(name: str, subset: Mapping[int, tuple[int, str]]) -> str:
    """Return the ToUnicode map of one subset (PDF 1.7, 9.10.3): any text a code, also none."""
    lines = [f"<{byte:02X}> <{hexed(text)}>" for byte, (_glyph, text) in sorted(subset.items())]
    parts = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    body = "\n".join(
        f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar" for part in parts
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def\n"
        f"/CMapName /{name} def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<00> <FF>\nendcodespacerange\n{body}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )


class FaceMissing(AppError):
    """A typeface that ships with the program was deleted or damaged."""

    message = N_("The typeface “{name}” of the program is missing or damaged.")
    hint = N_("Install the program again; what the centre keeps stays as it is.")


class PictureUnreadable(AppError):
    """The bytes given as an emblem or a photo are no picture, or only a part of one."""

    message = N_("A picture of this paper cannot be read.")
    hint = N_("Choose the emblem or the photo again.")


class Code(NamedTuple):
    """How a glyph is written in a page: one byte in one embedded font."""

    font: str
    byte: str  # hexadecimal
    width: float  # thousandths of the size the pen moves by itself
    blank: float  # width of BLANK, which every embedded font has: a blank that is no text


class Face:
    """One font file in one document: which codes were used, and what text each code stands for.

    PDF addresses at most 256 glyphs at a time, so a face is embedded in one or more subsets. The first
    holds ASCII at its own places. Raises FaceMissing.
    """

    _dynamicFont = 1  # noqa: N815  how ReportLab knows that a face is embedded when the file is written

    def __init__(self, path: Path, name: str) -> None:
        self.name = name  # of the font in the page: F1
        try:
            self.file = TTFontFace(str(path), validate=1)  # or damage shows at the last page
        except (TTFError, AttributeError, LookupError, ValueError, struct.error) as error:
            raise FaceMissing(name=path.name) from error
        self.hb_face = uharfbuzz.Face(self.file._ttf_data)  # noqa: SLF001
        self.hb = uharfbuzz.Font(self.hb_face)
        self.covers = frozenset(map(chr, self.file.charToGlyph))
        self.fontName = self.file.name.decode()
        self.scale = 1000 / self.file.unitsPerEm
        self.ascii_widths: list[float] = [self.file.getCharWidth(code) for code in range(128)]
        self._widths: dict[int, float] = {}
        self._codes: dict[tuple[int, str], Code] = {}
        self._blank = (self.file.charToGlyph[ord(" ")], "")
        self.blank_width = self.width(self._blank[0])
        self._subsets: list[dict[int, tuple[int, str]]] = [
            {BLANK: self._blank}
        ]  # byte -> glyph, text
        self._next = 127
        for code in ASCII:
            glyph = self.file.charToGlyph.get(code, 0)
            self._subsets[0][code] = (glyph, chr(code))
            self._codes[glyph, chr(code)] = self._made(code, glyph)

    def width(self, glyph: int) -> float:
        """Return the advance the face itself gives to ``glyph``."""
        found = self._widths.get(glyph)
        if found is None:
            found = self._widths[glyph] = self.hb.get_glyph_h_advance(glyph) * self.scale
        return found

    def code(self, key: tuple[int, str]) -> Code:
        """Return the code that draws a glyph and is copied as a text."""
        found = self._codes.get(key)
        if found is None:
            if self._next & 0xFF == 0:
                self._subsets.append({BLANK: self._blank})
                self._next += BLANK + 1  # 0 is "no glyph"
            if self._next & 0xFF == ord(" "):
                self._next += 1  # readers take this byte for the end of a word
            self._subsets[self._next >> 8][self._next & 0xFF] = key
            found = self._codes[key] = self._made(self._next, key[0])
            self._next += 1
        return found

    def _made(self, code: int, glyph: int) -> Code:
        font, byte = f"/{self.name}+{code >> 8}", f"{code & 0xFF:02X}"
        return Code(font, byte, self.width(glyph), self.blank_width)

    def addObjects(self, document: Any) -> None:  # noqa: ANN401, N802  called by ReportLab
        """Embed what was used: one simple TrueType font a subset, each with its text map."""
        for number, subset in enumerate(self._subsets):
            codes = [subset.get(byte, (0, "")) for byte in range(max(subset, default=0) + 1)]
            places = [0xF0000 + number * 256 + byte for byte in range(len(codes))]
            for place, (glyph, _text) in zip(places, codes, strict=True):
                self.file.charToGlyph[place] = glyph
            name = f"{SUBSETN(number).decode()}+{self.fontName}"
            font = pdfdoc.PDFTrueTypeFont()
            font.Name = f"{self.name}+{number}"
            font.BaseFont = name
            font.FirstChar = 0
            font.LastChar = len(codes) - 1
            font.Widths = pdfdoc.PDFArray([round(self.width(glyph), 3) for glyph, _text in codes])
            stream = pdfdoc.PDFStream(content=to_unicode(name, subset))
            stream.filters = [pdfdoc.PDFZCompress]
            font.ToUnicode = document.Reference(stream, f"toUnicode:{name}")
            font.FontDescriptor = self.file.addSubsetObjects(document, name, places)
            document.Reference(font, font.Name)
            document.idToObject["BasicFonts"].dict[font.Name] = font


class OpenedFaces(Protocol):
    """What opens the faces of a document when they are needed."""

    @property
    def opened(self) -> Sequence[Face]:
        """The faces that were needed."""


class PaperCanvas(Canvas):  # type: ignore[misc]  # ReportLab has no types
    """A ReportLab canvas that takes ready operators. The same drawing gives the same bytes."""

    def __init__(self, path: Path, faces: OpenedFaces, language: str) -> None:
        super().__init__(str(path), invariant=1, lang=language, pageCompression=1)
        self._path = path
        self._faces = faces

    def save(self) -> None:
        """Write the file, with the faces that were opened by now."""
        for face in self._faces.opened:
            self._doc.fontMapping[face.fontName] = f"/{face.name}"
            self._doc.delayedFonts.append(face)
        self._path.write_bytes(
            self.getpdfdata()
        )  # ReportLab leaves a file open that it fails to write

    def _make_preamble(self) -> None:
        """Begin pages without naming a font, or Helvetica would stand in every file."""
        self._preamble = ""

    def date(self, moment: datetime) -> None:
        """Say in the file when its data were read, instead of a fixed day."""
        self._doc._timeStamp.YMDhms = moment.timetuple()[:6]  # noqa: SLF001

    def mark(self, title: str, name: str) -> None:
        """Let the page that comes stand in the outline of the file; ``name`` is its own."""
        self.bookmarkPage(name)
        self.addOutlineEntry(title.replace("\u200b", ""), name)
        self.showOutline()

    def draw(self, operators: Sequence[str]) -> None:
        """Add ready operators to the page."""
        self._code.extend(operators)

    def picture(self, picture: bytes, x: float, y: float, width: float, height: float) -> None:
        """Draw PNG or JPEG bytes into a box in points, centred, not stretched.

        Raises PictureUnreadable.
        """
        _look_through(picture)
        self.drawImage(
            ImageReader(BytesIO(picture)),
            x,
            y,
            width,
            height,
            mask="auto",
            preserveAspectRatio=True,
        )


def _look_through(picture: bytes) -> None:
    """Read a picture to its end, small: what is damaged would make a file that readers refuse."""
    try:
        with Image.open(BytesIO(picture), formats=("PNG", "JPEG")) as image:
            image.draft("RGB", (64, 64))
            image.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise PictureUnreadable from error
