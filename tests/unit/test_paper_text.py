"""What is copied or searched out of a paper is what was written, letter by letter."""

import re
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from PIL import ImageChops

from learnsoc_desktop.reporting.document import (
    Align,
    Column,
    Paragraph,
    Row,
    Table,
)
from learnsoc_desktop.reporting.measures import POINT, TH
from learnsoc_desktop.reporting.pdf import write_pdf
from learnsoc_desktop.reporting.typesetter import Weight
from learnsoc_desktop.reporting.written import missing_text
from tests.unit.paper_kit import READERS, lines_read, read_by_pdfium, report_of, write_lines

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
    report = report_of(Paragraph(TEXT), Paragraph(TEXT, align=Align.RIGHT, bold=True), table)
    write_pdf(report, tmp_path / "paper.pdf")
    found = READERS[reader](tmp_path / "paper.pdf")
    assert _squeezed(found).count(_squeezed(TEXT)) == 3
    assert not _private(found)


@pytest.mark.parametrize("weight", Weight)
def test_that_a_line_is_copied_with_its_blanks_and_no_others(
    tmp_path: Path, reader: str, weight: Weight
) -> None:
    path = tmp_path / "lines.pdf"
    write_lines(path, HARD, weight)
    lines = lines_read(path, reader)
    assert lines == HARD


def test_that_a_line_spread_to_its_margin_is_copied_with_its_blanks(
    tmp_path: Path, reader: str
) -> None:
    path = tmp_path / "lines.pdf"
    write_lines(path, HARD, Weight.REGULAR, slack=30.0)
    lines = lines_read(path, reader)
    assert lines == HARD


def test_that_a_letter_no_face_has_is_reported_and_never_drawn_as_a_box(tmp_path: Path) -> None:
    report = report_of(Paragraph("สมชาย😀 日 ศรีสุข"))
    printed = write_pdf(report, tmp_path / "paper.pdf")
    assert printed.missing == ("日", "😀")
    assert "สมชาย 日 ศรีสุข" in read_by_pdfium(tmp_path / "paper.pdf")  # drawn as "?"


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
    printed = write_pdf(report_of(Paragraph(text), table), tmp_path / "paper.pdf")
    assert printed.pages >= 1
    assert read_by_pdfium(tmp_path / "paper.pdf")


def test_that_all_faces_are_embedded_and_no_other_is_named(tmp_path: Path) -> None:
    write_pdf(report_of(Paragraph(TEXT), Paragraph(TEXT, bold=True)), tmp_path / "paper.pdf")
    resources = pypdf.PdfReader(tmp_path / "paper.pdf").pages[0]["/Resources"]
    fonts = [font.get_object() for font in resources["/Font"].values()]
    assert fonts
    for font in fonts:
        assert "Sarabun" in font["/BaseFont"]
        assert "/FontFile2" in font["/FontDescriptor"]
        assert "/ToUnicode" in font


@pytest.mark.parametrize(
    "text",
    [
        TEXT[:60],
        TEXT[90:150].strip(),
        "น้ำใสไหลเย็นน" * 4,
        "ทุกคนมา ณ ศาลา " * 4 + "น",
        "สมชาย محمد بن علي ดีกว่าน",
    ],
    ids=["prose", "names", "no blank", "many blanks", "jawi"],
)
def test_that_spread_lines_end_where_their_room_ends(tmp_path: Path, text: str) -> None:
    slack = 4.0
    typesetter = write_lines(tmp_path / "line.pdf", [text], Weight.REGULAR, slack)
    document = pypdfium2.PdfDocument(tmp_path / "line.pdf")
    image = document[0].render(scale=300 / 72).to_pil().convert("L")
    document.close()
    inked = ImageChops.invert(image).point(lambda value: 255 if value > 100 else 0).getbbox()
    assert inked
    wanted = 20 + typesetter.width(text, Weight.REGULAR, 16 * TH) * POINT + slack
    assert inked[2] / 300 * 25.4 == pytest.approx(wanted, abs=0.4)  # letters have air at their side
