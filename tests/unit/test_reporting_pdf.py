"""Where things stand on the pages of a paper."""

import dataclasses
import io
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from learnsoc_desktop.core.errors import Cancelled
from learnsoc_desktop.core.fields import Kind
from learnsoc_desktop.core.files import FolderMissing
from learnsoc_desktop.core.worker import Worker
from learnsoc_desktop.reporting.document import (
    Bar,
    Bars,
    Beside,
    Block,
    Column,
    Field,
    Fields,
    Figure,
    Figures,
    Head,
    Heading,
    Note,
    PageBreak,
    PageKind,
    Paragraph,
    Parts,
    Report,
    Role,
    Row,
    Signature,
    Signatures,
    Space,
    Table,
    Ticks,
    Together,
)
from learnsoc_desktop.reporting.furniture import CODE_TOP
from learnsoc_desktop.reporting.measures import BOX
from learnsoc_desktop.reporting.pdf import Printed, write_pdf
from learnsoc_desktop.reporting.qr import QUIET, SIDE, squares

HEAD = Head(("ศูนย์ ก", "อำเภอ ข", "จังหวัด ค", "กรม ง"))
COLUMNS = (Column("ที่", 12), Column("ชื่อ – สกุล"), Column("คน", 20, kind=Kind.NUMBER))
SIGNED = Signatures((Signature("ผู้รายงาน", "นางสาวปิยะนุช แก้วสว่าง", "ครู"), Signature("ผู้ตรวจ")))
LONG = "ศูนย์การเรียนรู้ระดับตำบลจัดการศึกษาต่อเนื่องตามความต้องการของชุมชน " * 12


def _rows(count: int) -> tuple[Row, ...]:
    return tuple(Row((n, f"นางสาวสมใจ ใจดี {n}", n)) for n in range(1, count + 1))


def _table(count: int) -> Table:
    return Table(COLUMNS, (*_rows(count), Row(("", "รวมทั้งสิ้น", count), Role.TOTAL)))


def _report(*blocks: Block, page: PageKind = PageKind.REPORT) -> Report:
    return Report(
        "roll",
        "ทะเบียนผู้เรียน",
        HEAD,
        blocks,
        period="ปีงบประมาณ 2570",
        filter="ทุกคน",
        page=page,
        as_of=datetime(2026, 11, 22, 16, 30),  # noqa: DTZ001
        counted="41 คน",
        sheet_no="ทบ 0031",
        digits="arabic",
        calendar="be",
    )


def _made(report: Report, folder: Path) -> tuple[Printed, list[str]]:
    path = folder / "paper.pdf"
    printed = write_pdf(report, path)
    document = pypdfium2.PdfDocument(path)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    assert printed.pages == len(texts)
    return printed, texts


def _sizes(path: Path) -> Sequence[tuple[int, int]]:
    document = pypdfium2.PdfDocument(path)
    sizes = [
        tuple(round(side / 72 * 25.4) for side in document.get_page_size(page))
        for page in range(len(document))
    ]
    document.close()
    return sizes


def test_that_the_first_page_says_who_what_and_from_when(tmp_path: Path) -> None:
    _printed, (text,) = _made(_report(_table(3)), tmp_path)
    for part in (*HEAD.chain, "ทะเบียนผู้เรียน", "ปีงบประมาณ 2570 ทุกคน", "ทบ 0031", "41 คน"):
        assert part in text
    assert "22 Nov 2569 16:30" in text
    assert "1/1" in text


def test_that_a_sample_says_so_on_every_page(tmp_path: Path) -> None:
    report = dataclasses.replace(_report(_table(120)), sample=True)
    _printed, texts = _made(report, tmp_path)
    assert len(texts) > 2
    assert all(report.words.sample in text for text in texts)


def test_that_heads_are_repeated_and_pages_counted(tmp_path: Path) -> None:
    _printed, texts = _made(_report(_table(120)), tmp_path)
    for number, text in enumerate(texts, start=1):
        assert "ชื่อ – สกุล" in text
        assert f"{number}/{len(texts)}" in text
    assert "ทุกคน" not in texts[1]
    assert "ศูนย์ ก" in texts[1]


def test_that_no_row_is_lost_or_printed_twice(tmp_path: Path) -> None:
    _printed, texts = _made(_report(_table(200)), tmp_path)
    whole = "\n".join(texts)
    assert all(whole.count(f"ใจดี {n}\r\n") + whole.count(f"ใจดี {n} ") == 1 for n in range(1, 201))


@pytest.mark.parametrize("count", range(25, 108, 2))
def test_that_sums_and_signatures_never_stand_alone(tmp_path: Path, count: int) -> None:
    _printed, texts = _made(_report(_table(count), SIGNED), tmp_path)
    last = texts[-1]
    assert "รวมทั้งสิ้น" in last
    assert "ผู้ตรวจ" in last
    assert f"ใจดี {count}" in last
    assert f"ใจดี {count - 1}" in last


@pytest.mark.parametrize("count", range(40, 52))
def test_that_rows_stay_with_the_sums_beside_the_signatures(tmp_path: Path, count: int) -> None:
    sums = Table((Column("สถานะ"), Column("รวม", 20)), (Row(("รวมทั้งสิ้น", count), Role.TOTAL),))
    rows = Table(COLUMNS, _rows(count))
    _printed, texts = _made(_report(rows, Space(2), Beside(sums, SIGNED)), tmp_path)
    for words in ("รวมทั้งสิ้น", "ผู้ตรวจ", f"ใจดี {count}", f"ใจดี {count - 1}"):
        assert words in texts[-1]


@pytest.mark.parametrize("height", range(150, 235, 5))
def test_that_a_heading_stays_with_its_table(tmp_path: Path, height: int) -> None:
    blocks = (Space(height), Heading("หัวเรื่อง", 1), _table(30))
    _printed, texts = _made(_report(*blocks), tmp_path)
    page = next(text for text in texts if "หัวเรื่อง" in text)
    assert "ใจดี 2" in page


@pytest.mark.parametrize("height", range(120, 230, 5))
def test_that_a_paragraph_leaves_no_line_alone(tmp_path: Path, height: int) -> None:
    _printed, texts = _made(_report(Space(height), Paragraph(LONG)), tmp_path)
    whole = "".join(LONG.split())
    lines = [["".join(line.split()) for line in text.splitlines()] for text in texts]
    parts = [[line for line in page if line in whole and len(line) > 10] for page in lines]
    assert "".join("".join(page) for page in parts) == whole
    assert all(len(page) != 1 for page in parts)


def test_that_a_summary_goes_on_one_page(tmp_path: Path) -> None:
    blocks = (
        Figures((Figure("คน", 513, 471), Figure("ครั้ง", 2296, 1998)), "ปีก่อน"),
        Heading("คน", 1),
        _table(14),
        Heading("ครั้ง", 2),
        Beside(_table(8), Bars(tuple(Bar(f"{n}", n, n + 1) for n in range(8)), "2569", "2568")),
        Paragraph(LONG[:400]),
        Note("วิธีนับ"),
        dataclasses.replace(SIGNED, at_foot=True),
    )
    printed, _texts = _made(_report(*blocks, page=PageKind.SUMMARY), tmp_path)
    assert printed.pages == 1


def test_that_a_table_too_wide_for_an_upright_page_lies_across(tmp_path: Path) -> None:
    wide = Table(tuple(Column(f"คอลัมน์ {n}", 30) for n in range(8)), ())
    _made(_report(wide), tmp_path)
    assert _sizes(tmp_path / "paper.pdf") == [(297, 210)]
    _made(_report(_table(2)), tmp_path)
    assert _sizes(tmp_path / "paper.pdf") == [(210, 297)]


def test_that_a_paper_can_be_f4(tmp_path: Path) -> None:
    write_pdf(_report(_table(2)), tmp_path / "paper.pdf", paper="F4")
    assert _sizes(tmp_path / "paper.pdf") == [(216, 330)]


def test_that_a_page_break_begins_a_page(tmp_path: Path) -> None:
    blocks = (Paragraph("หนึ่ง"), PageBreak(), PageBreak(), Paragraph("สอง"))
    _printed, texts = _made(_report(*blocks), tmp_path)
    assert ["หนึ่ง" in text for text in texts] == [True, False]


def test_that_blocks_together_stand_on_one_page(tmp_path: Path) -> None:
    block = Together((Heading("ก"), Paragraph("ข"), _table(10), SIGNED))
    _printed, texts = _made(_report(Space(180), block), tmp_path)
    assert len(texts) == 2
    assert "ใจดี 1" not in texts[0]


def _sheet(*, filled: bool) -> Report:
    columns = (
        Column("ที่", 9),
        Column("ชื่อ", 48),
        Column("ลายมือชื่อ", 35, group="จันทร์", boxes=("ช", "บ"), key="d1"),
        Column("ลายมือชื่อ", 35, group="อังคาร", boxes=("",), key="d2"),
    )
    ticks = (Ticks(("/", "ล")), Ticks(("/",))) if filled else (Ticks(), Ticks())
    rows = [Row((n, f"นางสาวสมใจ {n}", *ticks), key=f"p{n}") for n in range(1, 21)]
    rows.append(Row(("", "รวม", Parts((("เช้า", 3), ("บ่าย", None))), None), Role.TOTAL))
    rows.append(Row(("", "ลา / ขาด", None, None)))
    table = Table(columns, tuple(rows), row_height=9, blank_rows=3, blank_from=21)
    fields = Fields(((Field("หลักสูตร", "ทอผ้า"), Field("วิทยากร")), (Field("", "กา / ในช่อง"),)))
    report = _report(table, SIGNED, page=PageKind.SHEET)
    return dataclasses.replace(report, fields=fields)


def test_that_a_sheet_keeps_the_place_of_each_box(tmp_path: Path) -> None:
    printed, texts = _made(_sheet(filled=True), tmp_path)
    assert len(printed.boxes) == 23 * 3
    assert {box.page for box in printed.boxes} == set(range(1, len(texts) + 1))
    keys = {(box.row, box.column, box.number) for box in printed.boxes}
    assert ("p20", "d1", 1) in keys
    assert ("blank-3", "d2", 0) in keys
    assert all("หลักสูตร" in text for text in texts)
    assert texts[-1].index("23") < texts[-1].index("รวม") < texts[-1].index("ลา / ขาด")


def test_that_boxes_lie_where_the_sheet_says(tmp_path: Path) -> None:
    printed, _texts = _made(_sheet(filled=False), tmp_path)
    dots = 300 / 25.4
    document = pypdfium2.PdfDocument(tmp_path / "paper.pdf")
    for number in range(printed.pages):
        image = document[number].render(scale=300 / 72).to_pil().convert("L")
        for box in printed.boxes:
            if box.page == number + 1:
                assert _is_box(image, box.x * dots, box.y * dots, BOX * dots)
    document.close()


def _is_box(image: Image.Image, x: float, y: float, side: float) -> bool:
    """Return True for a white square in a dark frame."""
    middle = side / 2
    inside = image.getpixel((round(x + middle), round(y + middle)))
    frame = [
        min(image.getpixel((round(x + dx + shift), round(y + dy + shift))) for shift in (-1, 0, 1))
        for dx, dy in ((0, middle), (side, middle), (middle, 0), (middle, side))
    ]
    return inside == 255 and all(dark < 100 for dark in frame)


def test_that_corner_marks_stand_on_every_sheet(tmp_path: Path) -> None:
    printed, _texts = _made(_sheet(filled=False), tmp_path)
    document = pypdfium2.PdfDocument(tmp_path / "paper.pdf")
    for number in range(printed.pages):
        image = document[number].render(scale=100 / 72).to_pil().convert("L")
        for x in (9, 288):
            for y in (9, 201):
                assert image.getpixel((round(x / 25.4 * 100), round(y / 25.4 * 100))) < 30
    document.close()


def _dark(image: Image.Image, rows: tuple[str, ...], left: float, dots: float) -> tuple[str, ...]:
    """Return the squares of a code as they stand in a picture."""
    step = SIDE / len(rows)

    def dark(row: int, at: int) -> str:
        x, y = left + (at + 0.5) * step, CODE_TOP + (row + 0.5) * step
        return "01"[image.getpixel((round(x * dots), round(y * dots))) < 128]

    return tuple("".join(dark(row, at) for at in range(len(rows))) for row in range(len(rows)))


def test_that_the_code_of_a_sheet_names_its_page(tmp_path: Path) -> None:
    sheet = dataclasses.replace(_sheet(filled=False), code="LS1/ATT/ZXTSXPER.CNMXNCWW")
    _printed, texts = _made(sheet, tmp_path)
    dots, left = 200 / 25.4, 297 - 14 - 2 - SIDE
    document = pypdfium2.PdfDocument(tmp_path / "paper.pdf")
    for number in range(len(texts)):
        image = document[number].render(scale=200 / 72).to_pil().convert("L")
        rows = squares(f"LS1/ATT/ZXTSXPER.CNMXNCWW/{number + 1}-{len(texts)}")
        assert _dark(image, rows, left, dots) == rows
        around = (left - QUIET + 0.2, CODE_TOP - QUIET + 0.2)
        box = (*around, left + SIDE + QUIET - 1, CODE_TOP + SIDE + 0.9)
        edge = image.crop(tuple(round(place * dots) for place in box))
        inner = round((QUIET - 0.4) * dots)
        assert edge.crop((0, 0, edge.width, inner)).getextrema() == (255, 255)
        assert edge.crop((0, 0, inner, edge.height)).getextrema() == (255, 255)
    document.close()


def test_that_a_code_has_its_three_corners() -> None:
    rows = squares("LS1/ATT/ZXTSXPER/1-2")
    assert len(rows) == 21 == len(rows[0])
    for top in (rows[:7], rows[-7:]):
        assert [row[:7] for row in top] == [
            "1111111",
            "1000001",
            *["1011101"] * 3,
            "1000001",
            "1111111",
        ]
    assert [row[-7:] for row in rows[:2]] == ["1111111", "1000001"]


def test_that_the_same_report_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.pdf", "two.pdf"):
        write_pdf(_report(_table(40), SIGNED), tmp_path / name)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_that_fifty_pages_are_not_large(tmp_path: Path) -> None:
    printed, _texts = _made(_report(_table(2000)), tmp_path)
    assert printed.pages >= 50
    assert (tmp_path / "paper.pdf").stat().st_size < 2_000_000


def test_that_fifty_pages_of_running_text_are_not_large(tmp_path: Path) -> None:
    text = "ศูนย์การเรียนรู้ระดับตำบลจัดการศึกษาต่อเนื่องตามความต้องการของชุมชน ร่วมกับผู้นำท้องถิ่น " * 4
    paragraphs = [Paragraph(f"{number} {text}", indent=25) for number in range(500)]
    printed, _texts = _made(_report(*paragraphs), tmp_path)
    assert printed.pages >= 50
    assert (tmp_path / "paper.pdf").stat().st_size < 2_000_000


def test_that_an_emblem_stands_in_the_head(tmp_path: Path) -> None:
    file = io.BytesIO()
    Image.new("RGBA", (60, 60), (0, 0, 0, 255)).save(file, "PNG")
    report = dataclasses.replace(_report(_table(2)), head=Head(HEAD.chain, file.getvalue()))
    _made(report, tmp_path)
    document = pypdfium2.PdfDocument(tmp_path / "paper.pdf")
    image = document[0].render(scale=1).to_pil().convert("L")
    assert image.getpixel((round(33 / 25.4 * 72), round(22 / 25.4 * 72))) < 30
    document.close()


def test_that_a_paper_is_made_in_the_child_process(tmp_path: Path) -> None:
    worker = Worker()
    try:
        printed = worker.call(write_pdf, _report(_table(30)), tmp_path / "paper.pdf")
    finally:
        worker.close()
    assert isinstance(printed, Printed)
    assert (tmp_path / "paper.pdf").read_bytes().startswith(b"%PDF")


class _Impatient:
    def step(self, done: int, total: int, text: str = "") -> None:
        assert 0 <= done <= total, text
        raise Cancelled


def test_that_a_stopped_paper_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        write_pdf(_report(_table(100)), tmp_path / "paper.pdf", _Impatient())
    assert not list(tmp_path.glob("*.pdf"))


def test_that_a_missing_folder_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(FolderMissing):
        write_pdf(_report(), tmp_path / "no" / "paper.pdf")


def test_that_a_report_of_nothing_is_a_page(tmp_path: Path) -> None:
    printed = write_pdf(Report("a", "", Head(), ()), tmp_path / "paper.pdf")
    assert printed.pages == 1
    blocks = (Table((), ()), Figures(()), Bars(()), Fields(()), Signatures(()), Together(()))
    assert write_pdf(_report(*blocks), tmp_path / "paper.pdf").pages == 1
