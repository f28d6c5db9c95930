"""Charts as they are seen: the same ink on paper and on screen, text that is found, grey that tells apart."""

import csv
import io
import re
from itertools import combinations

import openpyxl
import pypdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from learnsoc_desktop.core.formats import Style
from learnsoc_desktop.reporting.charts.outlines import Outlines
from learnsoc_desktop.reporting.charts.paper import GREYS, put
from learnsoc_desktop.reporting.charts.scene import MARKS, Scene, box
from learnsoc_desktop.reporting.charts.svg import svg
from learnsoc_desktop.reporting.complex_text import PaperCanvas
from learnsoc_desktop.reporting.document import Head, Report
from learnsoc_desktop.reporting.drawing import Surface
from learnsoc_desktop.reporting.measures import POINT
from learnsoc_desktop.reporting.sheets import write_csv, write_xlsx
from learnsoc_desktop.reporting.typefaces import Typefaces
from learnsoc_desktop.reporting.typesetter import Typesetter
from tests.unit.chart_kit import KINDS, on_paper, on_screen, printed, texts

DOTS = 8  # pixels a millimetre
COARSE = 6  # pixels whose mean is compared
ALLOWED = 0.06  # of the ink: two renderers smooth edges in their own ways
APART = 25  # of 255: two greys that a person tells apart
EVERY = pytest.mark.parametrize("kind", KINDS)
COLOURS = {name: "#" + f"{round(grey * 255):02x}" * 3 for name, grey in GREYS.items()}


def paper_picture(scene: Scene, path) -> Image.Image:
    """Return a scene as it is printed, in grey."""
    faces = Typefaces()
    typesetter = Typesetter(faces)
    surface = Surface(typesetter, Style(), scene.width, scene.height)
    put(scene, surface, 0, 0)
    canvas = PaperCanvas(path, faces, "th")
    canvas.setPageSize((scene.width / POINT, scene.height / POINT))
    canvas.draw(surface.operators)
    canvas.showPage()
    canvas.save()
    with pypdfium2.PdfDocument(path) as document:
        return document[0].render(scale=DOTS * POINT, grayscale=True).to_pil().convert("L")


def screen_picture(scene: Scene) -> Image.Image:
    """Return a scene as Qt shows its SVG, in the greys of paper."""
    renderer = QSvgRenderer(QByteArray(svg(scene, Outlines(), COLOURS).encode()))
    assert renderer.isValid()
    size = round(scene.width * DOTS), round(scene.height * DOTS)
    image = QImage(*size, QImage.Format.Format_Grayscale8)
    image.fill(QColor("white"))
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return Image.open(io.BytesIO(bytes(buffer.data().data()))).convert("L")


def ink(picture: Image.Image) -> float:
    return ImageStat.Stat(ImageChops.invert(picture)).sum[0]


@EVERY
def test_that_screen_and_paper_have_the_same_ink(kind, tmp_path, qapp):
    paper = paper_picture(on_paper(KINDS[kind], 120), tmp_path / "paper.pdf")
    screen = screen_picture(on_screen(KINDS[kind], 120)).resize(paper.size)
    coarse = [
        picture.resize((picture.width // COARSE, picture.height // COARSE), Image.Resampling.BOX)
        for picture in (paper, screen)
    ]
    difference = ImageStat.Stat(ImageChops.difference(*coarse)).sum[0]
    assert ink(coarse[0]) > 0
    assert difference < ink(coarse[0]) * ALLOWED


@EVERY
@pytest.mark.parametrize("digits", ["arabic", "thai"])
def test_that_every_label_is_found_in_the_paper(kind, digits, tmp_path):
    path = printed(KINDS[kind], tmp_path / "chart.pdf", digits)
    with pypdfium2.PdfDocument(path) as document:
        found = "".join(page.get_textpage().get_text_range() for page in document)
    read = "".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    for text in texts(on_paper(KINDS[kind], 165, Style(digits=digits, language="en"))):
        assert bare(text) in bare(found)
        assert bare(text) in bare(read)


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_that_series_are_told_apart_in_grey(tmp_path):
    scene = Scene(20.0 * len(MARKS), 20.0)
    for number in range(len(MARKS)):
        scene.mark(box(20 * number + 1, 1, 18, 18), number)
    picture = paper_picture(scene, tmp_path / "marks.pdf")
    tiles = [
        picture.crop((20 * DOTS * at + 20, 20, 20 * DOTS * (at + 1) - 20, 20 * DOTS - 20))
        for at in range(len(MARKS))
    ]
    for one, other in combinations(map(look, tiles), 2):
        assert max(abs(a - b) for a, b in zip(one, other, strict=True)) > APART


def look(tile: Image.Image) -> list[float]:
    """Return how grey a tile is, and how much it changes level, upright and along both slopes."""
    moved = [(6, 0), (0, 6), (5, 5), (5, -5)]
    changes = [
        ImageStat.Stat(ImageChops.difference(tile, ImageChops.offset(tile, *by))).mean[0]
        for by in moved
    ]
    return [ImageStat.Stat(tile).mean[0], *changes]


@EVERY
def test_that_a_picture_tells_its_numbers_to_who_cannot_see_it(kind):
    picture = svg(on_screen(KINDS[kind]), Outlines(), COLOURS, "a < b & c", "12; –")
    assert "<title>a &lt; b &amp; c</title><desc>12; –</desc>" in picture
    assert "<text" not in picture


@EVERY
def test_that_files_hold_the_numbers_of_a_chart(kind, tmp_path):
    chart = KINDS[kind]
    report = Report("chart", "แผนภูมิ", Head(("ศูนย์",)), (chart,))
    write_xlsx(report, tmp_path / "chart.xlsx")
    write_csv(report, tmp_path / "chart.csv")
    book = openpyxl.load_workbook(tmp_path / "chart.xlsx")
    assert book.sheetnames == ["การเข้าร่วมรายเดือน"]
    cells = {str(cell.value) for row in book.active.iter_rows() for cell in row}
    book.close()
    with (tmp_path / "chart.csv").open(encoding="utf-8-sig", newline="") as file:
        written = {cell for line in csv.reader(file) for cell in line}
    wanted = {
        "gantt": {"น้ำปู่ที่ญี่ปุ่น", "25"},
        "ring": {"ขั้นที่หนึ่งdone", "1"},
        "upright": {"พ.ย.", "34"},
    }.get(kind, {"พ.ย.", "34", "43"})
    assert wanted <= cells
    assert wanted <= written
    assert all(text in report.text() for text in wanted)


def test_that_letters_no_face_has_are_told_by_a_sign_as_on_paper():
    outlines = Outlines()
    assert outlines.path("漢") == outlines.path("?")
    assert outlines.path("") == ""
    assert outlines.wide("\U0001f600ก", 12) == pytest.approx(outlines.wide("ก", 12))
    assert outlines.wide("น้ำ" + "\u200b" + "ปู่", 12) == pytest.approx(outlines.wide("น้ำปู่", 12))
