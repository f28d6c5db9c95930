"""Thai on paper looks as Qt draws it on the screen: every mark in its place."""

import io
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QFont, QFontDatabase, QImage, QPainter
from PySide6.QtWidgets import QApplication

from learnsoc_desktop.core.formats import Style
from learnsoc_desktop.core.paths import resource
from learnsoc_desktop.reporting.complex_text import PaperCanvas
from learnsoc_desktop.reporting.document import Align
from learnsoc_desktop.reporting.drawing import Surface
from learnsoc_desktop.reporting.measures import POINT, TH
from learnsoc_desktop.reporting.pdf import open_faces
from learnsoc_desktop.reporting.typesetter import Typesetter, Weight

WORDS = [
    "ที่", "นี้", "น้ำ", "ปู่", "ญู", "ฐุ", "ป่า", "ฝ้า", "ฟ้า", "กำ", "ก้ำ", "เกียรติ์", "ผู้ใหญ่",
    "ฏุ", "ฎู", "ปี่", "ปั๊ม", "ฬุ", "ฝั่ง", "ไม้", "กุฏิ์", "ปริญญู", "น้ํา",
]  # fmt: skip
SIZE = 96
WIDTH, HEIGHT, LEFT, BASE = 700, 260, 40, 150
STRONG = 140  # of 255: more than the edges of two renderers differ by
ALLOWED = 0.02  # of the ink


@pytest.fixture(scope="module")
def qt_words() -> dict[str, Image.Image]:
    """Draw the words as the screen shows them."""
    application = QApplication.instance() or QApplication([])
    assert application
    path = resource("fonts", "sarabun", "Sarabun_400Regular.ttf")
    family = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path)))[0]
    font = QFont(family)
    font.setPixelSize(SIZE)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return {word: _qt_picture(word, font) for word in WORDS}


def _qt_picture(word: str, font: QFont) -> Image.Image:
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


@pytest.fixture(scope="module", params=["left", "right", "spread"])
def paper_words(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Image.Image]:
    """Draw the words on paper, a page each."""
    path = tmp_path_factory.mktemp("words") / "words.pdf"
    faces = open_faces()
    typesetter = Typesetter({weight: (face,) for weight, face in faces.items()})
    canvas = PaperCanvas(path, list(faces.values()), "th")
    for word in WORDS:
        surface = Surface(typesetter, Style(), WIDTH * POINT, HEIGHT * POINT)
        size, x, y = SIZE / TH, LEFT * POINT, BASE * POINT
        if request.param == "left":
            surface.text(x, y, word, size)
        elif request.param == "right":
            surface.text((WIDTH - LEFT) * POINT, y, word, size, align=Align.RIGHT)
        else:
            surface.spread(x, y, word, 0.0, size, Weight.REGULAR)
        canvas.setPageSize((WIDTH, HEIGHT))
        canvas.draw(surface.operators)
        canvas.showPage()
    canvas.save()
    return dict(zip(WORDS, _pdf_pictures(path), strict=True))


def _pdf_pictures(path: Path) -> Iterator[Image.Image]:
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


def _difference(one: Image.Image, other: Image.Image) -> float:
    """Return the strongly differing part of the ink, at the best of the places a pixel or two apart."""
    one, other = _ink(one), _ink(other)
    size = (max(one.width, other.width) + 4, max(one.height, other.height) + 4)
    still = Image.new("L", size)
    still.paste(one, (2, 2))
    ink = sum(one.histogram()[128:])
    best = ink
    for x in range(size[0] - other.width + 1):
        for y in range(size[1] - other.height + 1):
            moved = Image.new("L", size)
            moved.paste(other, (x, y))
            best = min(best, sum(ImageChops.difference(still, moved).histogram()[STRONG:]))
    return best / ink


@pytest.mark.parametrize("word", WORDS)
def test_that_a_word_is_drawn_as_qt_draws_it(
    word: str, qt_words: dict[str, Image.Image], paper_words: dict[str, Image.Image]
) -> None:
    assert _difference(qt_words[word], paper_words[word]) <= ALLOWED
