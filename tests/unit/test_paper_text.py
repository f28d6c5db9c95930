"""What is copied or searched out of a paper is what was written, letter by letter."""

import re
from collections.abc import Sequence
from pathlib import Path

import pypdf
import pypdfium2
import pytest

from learnsoc_desktop.core.formats import Style
from learnsoc_desktop.reporting.complex_text import PaperCanvas
from learnsoc_desktop.reporting.document import (
    Align,
    Block,
    Column,
    Head,
    Paragraph,
    Report,
    Row,
    Table,
)
from learnsoc_desktop.reporting.drawing import Surface
from learnsoc_desktop.reporting.pdf import open_faces, write_pdf
from learnsoc_desktop.reporting.typesetter import Typesetter, Weight
from learnsoc_desktop.reporting.written import missing_text

TEXT = (
    "ประเทศไทยมีหน่วยราชการหลายแห่งที่ต้องพิมพ์รายงานภาษาไทยให้ถูกต้องตามหลักไวยากรณ์และตัดคำให้เหมาะสม "
    "น้ำใสไหลเย็น (ผู้ใหญ่บ้าน) เดินทางไปที่ว่าการอำเภอเมื่อวันที่ ๒๒ พฤศจิกายน พ.ศ. ๒๕๖๙ ด้วยรถยนต์ Toyota "
    "รุ่นใหม่ๆ ก้ำกึ่ง ปู่ย่า ญาติผู้ใหญ่ ฐานะ กุฏิ์ ปริญญู เกียรติ์ ๑,๒๓๔.๕๐ บาท"
)
# Marks that are raised, lowered, moved to the left over tall letters or to the right, and SARA AM.
HARD = [
    "นางสาวณัฏฐ์ธิดา เกียรติ์สกุลไพบูลย์",
    "ปั๊มน้ำ ฝั่งโขง ฟื้นฟู ป้าปี้ ปิ้งย่าง ฝึ้น ปึ่งชา",
    "กำหนดการ ทำงานประจำ ตำบลคำน้อย จำนวน ก้ำกึ่ง ปำ ฝำ สำคัญ ชำระซ้ำ น้ํา",
    "รุ่นพี่ ย่าม ตั้งใจ ครั้งที่ ๑๒ รวมทั้งสิ้น ฤทธิ์ ศักดิ์สิทธิ์ กุฏิ์แก้ว วีรยุทธ์ ฏุ ฎู ฐุ ญู",
    "พรรษ์ พงษ์ศักดิ์ ก๊วยเตี๋ยว จ๊ะจ๋า เดี๋ยว ซี้ด กี่เพ้า จี้ ยี่ปั๊ว ปริ๊นซ์ สิริกิติ์ x̄",
    r"Latin (brackets) \ back 1,234.50 − AVATo",
]


def _report(*blocks: Block) -> Report:
    return Report("test", "ทดสอบ", Head(), blocks, digits="thai")


def _pdfium(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text


def _pypdf(path: Path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


READERS = {"pdfium": _pdfium, "pypdf": _pypdf}


@pytest.fixture(params=READERS)
def reader(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def _private(text: str) -> list[str]:
    return [c for c in text if c == "\0" or 0xE000 <= ord(c) < 0xF900 or ord(c) >= 0xF0000]


def test_that_a_paragraph_is_copied_exactly_however_it_is_set(tmp_path: Path, reader: str) -> None:
    column = Column("รายการ", width=110, wrap=True)
    table = Table((column,), (Row((TEXT,)),))
    report = _report(Paragraph(TEXT), Paragraph(TEXT, align=Align.RIGHT, bold=True), table)
    write_pdf(report, tmp_path / "paper.pdf")
    found = READERS[reader](tmp_path / "paper.pdf")
    assert _squeezed(found).count(_squeezed(TEXT)) == 3
    assert not _private(found)


@pytest.mark.parametrize("weight", Weight)
def test_that_a_line_is_copied_with_its_blanks_and_no_others(
    tmp_path: Path, reader: str, weight: Weight
) -> None:
    path = tmp_path / "lines.pdf"
    _write_lines(path, HARD, weight)
    lines = [line.strip() for line in READERS[reader](path).splitlines()]
    assert lines == HARD


def test_that_a_line_spread_to_its_margin_is_copied_with_its_blanks(
    tmp_path: Path, reader: str
) -> None:
    path = tmp_path / "lines.pdf"
    _write_lines(path, HARD, Weight.REGULAR, slack=30.0)
    lines = [line.strip() for line in READERS[reader](path).splitlines()]
    assert lines == HARD


def _write_lines(
    path: Path, lines: Sequence[str], weight: Weight, slack: float | None = None
) -> None:
    faces = open_faces()
    typesetter = Typesetter({key: (face,) for key, face in faces.items()})
    surface = Surface(typesetter, Style(), 297, 210)
    for number, line in enumerate(lines, start=1):
        if slack is None:
            surface.text(20, number * 15, line, 16, weight)
        else:
            surface.spread(20, number * 15, line, slack, 16, weight)
    canvas = PaperCanvas(path, list(faces.values()), "th")
    canvas.setPageSize((842, 595))
    canvas.draw(surface.operators)
    canvas.showPage()
    canvas.save()


def test_that_a_letter_no_face_has_is_reported_and_never_drawn_as_a_box(tmp_path: Path) -> None:
    report = _report(Paragraph("สมชาย😀 日 ศรีสุข"))
    printed = write_pdf(report, tmp_path / "paper.pdf")
    assert printed.missing == ("日", "😀")
    assert "สมชาย 日 ศรีสุข" in _pdfium(tmp_path / "paper.pdf")  # drawn as "?"


def test_that_few_of_many_missing_letters_are_named() -> None:
    assert missing_text(()) == ""
    many = missing_text([chr(0x4E00 + number) for number in range(13)])
    assert "一 丁" in many
    assert "… “?”" in many.replace(".", "")


@pytest.mark.parametrize(
    "text",
    ["ก" * 300, "ก" + "้" * 300, "\ud800\x00\u202e\u200b", "a" * 5000, "", "  ", "(\\)", "\n\n"],
    ids=["long", "marks", "invisible", "latin", "empty", "blank", "brackets", "lines"],
)
def test_that_odd_text_does_no_harm(tmp_path: Path, text: str) -> None:
    table = Table((Column("ชื่อ", width=40), Column("ที่อยู่", wrap=True)), (Row((text, text)),))
    printed = write_pdf(_report(Paragraph(text), table), tmp_path / "paper.pdf")
    assert printed.pages >= 1
    assert _pdfium(tmp_path / "paper.pdf")


def test_that_all_faces_are_embedded_and_no_other_is_named(tmp_path: Path) -> None:
    write_pdf(_report(Paragraph(TEXT), Paragraph(TEXT, bold=True)), tmp_path / "paper.pdf")
    resources = pypdf.PdfReader(tmp_path / "paper.pdf").pages[0]["/Resources"]
    fonts = [font.get_object() for font in resources["/Font"].values()]
    assert fonts
    for font in fonts:
        assert "Sarabun" in font["/BaseFont"]
        assert "/FontFile2" in font["/FontDescriptor"]
        assert "/ToUnicode" in font
