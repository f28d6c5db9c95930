"""Lines set as a paper sets them: read back by other programs, drawn beside what Qt draws."""

import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdf
import pypdfium2
from PIL import Image, ImageChops
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QFont, QFontDatabase, QImage, QPainter

from learnsoc_desktop.core.formats import Style
from learnsoc_desktop.core.paths import resource
from learnsoc_desktop.reporting.complex_text import PaperCanvas
from learnsoc_desktop.reporting.document import Align, Block, Head, Report
from learnsoc_desktop.reporting.drawing import Surface
from learnsoc_desktop.reporting.measures import POINT, TH
from learnsoc_desktop.reporting.typefaces import Typefaces
from learnsoc_desktop.reporting.typesetter import Typesetter, Weight

SIZE = 96
WIDTH, HEIGHT, LEFT, BASE = 700, 260, 40, 150
STRONG = 140  # of 255: more than the edges of two renderers differ by


def report_of(*blocks: Block) -> Report:
    """Return a paper of Thai digits that holds ``blocks``."""
    return Report("test", "ทดสอบ", Head(), blocks, digits="thai")


def read_by_pdfium(path: Path) -> str:
    """Return the text Chrome copies."""
    document = pypdfium2.PdfDocument(path)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text


def read_by_pypdf(path: Path) -> str:
    """Return the text a reader finds that knows no ActualText."""
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


READERS = {"pdfium": read_by_pdfium, "pypdf": read_by_pypdf}


def lines_read(path: Path, reader: str) -> list[str]:
    """Return the lines of a paper as ``reader`` finds them."""
    return [line.strip() for line in READERS[reader](path).splitlines()]


def write_lines(
    path: Path, lines: Sequence[str], weight: Weight, slack: float | None = None
) -> Typesetter:
    """Write each of ``lines`` on a line of its own, made wider by ``slack`` where it is given."""
    faces = Typefaces()
    typesetter = Typesetter(faces)
    surface = Surface(typesetter, Style(), 297, 210)
    for number, line in enumerate(lines, start=1):
        if slack is None:
            surface.text(20, number * 15, line, 16, weight)
        else:
            surface.spread(20, number * 15, line, slack, 16, weight)
    canvas = PaperCanvas(path, faces, "th")
    canvas.setPageSize((842, 595))
    canvas.draw(surface.operators)
    canvas.showPage()
    canvas.save()
    return typesetter


def qt_font(*places: tuple[str, str]) -> QFont:
    """Return a font of the program's typefaces, given by folder and file; later ones help out."""
    families = []
    for folder, file in places:
        path = str(resource("fonts", folder, file))
        families += QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(path))
    font = QFont(families)
    font.setPixelSize(SIZE)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def qt_picture(word: str, font: QFont) -> Image.Image:
    """Return ``word`` as the screen shows it."""
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_Grayscale8)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.setFont(font)
    painter.drawText(LEFT, BASE, word)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return Image.open(io.BytesIO(bytes(buffer.data().data()))).convert("L")


def paper_pictures(path: Path, words: Sequence[str], way: str = "left") -> dict[str, Image.Image]:
    """Return words as a paper shows them; ``way`` is left, right or spread."""
    faces = Typefaces()
    typesetter = Typesetter(faces)
    canvas = PaperCanvas(path, faces, "th")
    for word in words:
        surface = Surface(typesetter, Style(), WIDTH * POINT, HEIGHT * POINT)
        size, x, y = SIZE / TH, LEFT * POINT, BASE * POINT
        if way == "left":
            surface.text(x, y, word, size)
        elif way == "right":
            surface.text((WIDTH - LEFT) * POINT, y, word, size, align=Align.RIGHT)
        else:
            surface.spread(x, y, word, 0.0, size, Weight.REGULAR)
        canvas.setPageSize((WIDTH, HEIGHT))
        canvas.draw(surface.operators)
        canvas.showPage()
    canvas.save()
    return dict(zip(words, _pages(path), strict=True))


def _pages(path: Path) -> Iterator[Image.Image]:
    document = pypdfium2.PdfDocument(path)
    for page in document:
        yield page.render(scale=1).to_pil().convert("L")
    document.close()


def _ink(image: Image.Image) -> Image.Image:
    """Return the inked part, ink white on black."""
    dark = ImageChops.invert(image)
    box = dark.point(lambda value: 255 if value > 60 else 0).getbbox()
    assert box
    return dark.crop(box)


def difference(one: Image.Image, other: Image.Image) -> float:
    """Return the strongly differing part of the ink, at the best of the places a pixel or two apart."""
    one, other = _ink(one), _ink(other)
    size = (max(one.width, other.width) + 4, max(one.height, other.height) + 4)
    still = Image.new("L", size)
    still.paste(one, (2, 2))
    ink = sum(one.histogram()[128:])
    best = ink
    for x in range(min(size[0] - other.width, 5) + 1):
        for y in range(min(size[1] - other.height, 5) + 1):
            moved = Image.new("L", size)
            moved.paste(other, (x, y))
            best = min(best, sum(ImageChops.difference(still, moved).histogram()[STRONG:]))
    return best / ink
