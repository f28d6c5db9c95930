"""The forms of an office: what stands where, and what is said on them."""

import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from learnsoc_desktop.reporting.document import (
    Block,
    Edges,
    Head,
    PageKind,
    Paragraph,
    Report,
    Words,
)
from learnsoc_desktop.reporting.forms.kinds import Contents, Cover, Entry
from learnsoc_desktop.reporting.measures import MARGINS, margins_of
from learnsoc_desktop.reporting.pdf import write_pdf
from learnsoc_desktop.reporting.written import front_number

CHAIN = ("ศูนย์ ก", "อำเภอ ข", "จังหวัด ค", "กรม ง")
THAI = replace(Words(), language="th")
LONG = "การส่งเสริมการเรียนรู้ตลอดชีวิตเพื่อพัฒนาสังคมแห่งการเรียนรู้ของชุมชน " * 3


def paper(*blocks: Block, page: PageKind, **others: object) -> Report:
    report = Report(
        "form", "แบบ", Head(CHAIN), blocks, page=page, digits="thai", calendar="be", words=THAI
    )
    return replace(report, **others)  # type: ignore[arg-type]


def picture(width: int = 60, height: int = 40) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, height), (0, 0, 0)).save(file, "PNG")
    return file.getvalue()


def made(report: Report, folder: Path) -> Sequence[str]:
    """Return the text of each page."""
    write_pdf(report, folder / "paper.pdf")
    document = pypdfium2.PdfDocument(folder / "paper.pdf")
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return texts


def dark(folder: Path, box: tuple[float, float, float, float], page: int = 0) -> float:
    """Return how much of a box (left, top, right, bottom in mm) of a page is dark, 0 to 1."""
    document = pypdfium2.PdfDocument(folder / "paper.pdf")
    image = document[page].render(scale=2).to_pil().convert("L")
    document.close()
    dots = 2 * 72 / 25.4
    part = image.crop(tuple(round(place * dots) for place in box))
    seen = part.histogram()
    return sum(seen[:128]) / sum(seen)


def test_that_a_cover_says_title_period_and_the_whole_chain(tmp_path: Path) -> None:
    cover = Cover("รายงานประจำปี", ("ปีงบประมาณ 2569", "(1 ตุลาคม 2568)"))
    (text,) = made(paper(cover, page=PageKind.COVER, sample=True), tmp_path)
    for words in ("รายงานประจำปี", "ปีงบประมาณ ๒๕๖๙", "(๑ ตุลาคม ๒๕๖๘)", *CHAIN):
        assert words in text
    assert "แบบ" not in text  # the title of the report stands on no cover by itself


def test_that_a_cover_without_pictures_leaves_no_empty_frame(tmp_path: Path) -> None:
    made(paper(Cover("รายงาน"), page=PageKind.COVER), tmp_path)
    assert dark(tmp_path, (70, 20, 150, 60)) == 0
    assert dark(tmp_path, (40, 100, 180, 130)) == 0
    made(paper(Cover("รายงาน", picture=picture()), page=PageKind.COVER), tmp_path)
    assert dark(tmp_path, (70, 140, 150, 180)) == 1


def test_that_a_long_title_of_a_cover_is_whole(tmp_path: Path) -> None:
    cover = Cover(LONG.strip(), ("ปี 2569",), picture())
    texts = made(paper(cover, page=PageKind.COVER), tmp_path)
    assert len(texts) == 1
    assert "".join(LONG.split()) in "".join(texts[0].split())


def test_that_contents_are_numbered_by_letters_and_flow_over_pages(tmp_path: Path) -> None:
    entries = tuple(Entry(f"เรื่อง {n}", n, n % 3) for n in range(1, 61))
    contents = Contents(entries, "สารบัญ", "หน้า", note="รวม 60 เรื่อง")
    texts = made(paper(contents, page=PageKind.FRONT, first_page=2), tmp_path)
    assert [text.split()[-1] for text in texts] == ["ข", "ค", "ง"]
    assert "สารบัญ" in texts[0]
    assert "รวม ๖๐ เรื่อง" in texts[-1]
    assert "เรื่อง ๖๐" in texts[-1]


@pytest.mark.parametrize(
    ("number", "thai", "roman"),
    [(1, "ก", "i"), (3, "ค", "iii"), (4, "ง", "iv"), (42, "กก", "xlii")],
)
def test_that_front_pages_have_letters(number: int, thai: str, roman: str) -> None:
    assert (front_number(number, "th"), front_number(number, "en")) == (thai, roman)


def test_that_a_paper_in_a_binder_counts_the_pages_of_the_binder(tmp_path: Path) -> None:
    report = paper(Paragraph("หนึ่ง"), page=PageKind.REPORT, first_page=12, pages=154)
    assert "๑๒/๑๕๔" in made(report, tmp_path)[0]
    assert "๑๒/๑๕๔" in made(replace(report, page=PageKind.LETTER), tmp_path)[0]
    assert "/" not in made(replace(report, page=PageKind.LETTER, pages=0), tmp_path)[0]


def test_that_a_paper_may_set_its_own_edges_and_size(tmp_path: Path) -> None:
    report = paper(Paragraph("หนึ่ง"), page=PageKind.LETTER, margins=Edges(left=60), size="F4")
    made(report, tmp_path)
    assert dark(tmp_path, (20, 20, 59, 60)) == 0
    assert dark(tmp_path, (60, 20, 90, 40)) > 0
    document = pypdfium2.PdfDocument(tmp_path / "paper.pdf")
    assert round(document.get_page_size(0)[1] / 72 * 25.4) == 330
    document.close()


def test_that_edges_keep_what_old_printers_print() -> None:
    margins = margins_of(PageKind.REPORT, Edges(0, 1, 2, 3))
    assert (margins.left, margins.right, margins.top, margins.bottom) == (7, 7, 7, 14)
    assert margins_of(PageKind.LETTER, None) == MARGINS[PageKind.LETTER]
