import io
from pathlib import Path

import pytest
from PIL import Image

from learnsoc_desktop.reporting.document import (
    Column,
    Head,
    PageKind,
    Paragraph,
    Report,
    Row,
    Table,
)
from learnsoc_desktop.reporting.pdf import write_pdf
from learnsoc_desktop.reporting.preview import NotAPaper, Preview


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    table = Table((Column("ชื่อ"),), tuple(Row((f"นางสาวสมใจ {n}",)) for n in range(60)))
    report = Report(
        "a", "ทะเบียนผู้เรียน", Head(), (Paragraph("น้ำใสไหลเย็น"), table), page=PageKind.WIDE
    )
    write_pdf(report, tmp_path / "paper.pdf")
    return tmp_path / "paper.pdf"


def test_that_pages_are_counted_and_measured(paper: Path) -> None:
    with Preview(paper) as preview:
        assert preview.pages == 3
        assert preview.size(0) == pytest.approx((297, 210), abs=0.1)


def test_that_a_page_becomes_a_picture(paper: Path) -> None:
    with Preview(paper) as preview:
        picture = preview.picture(0, dpi=50)
        image = Image.open(io.BytesIO(preview.png(0, dpi=50)))
    assert (picture.width, picture.height) == image.size == pytest.approx((585, 414), abs=2)
    assert len(picture.data) == picture.stride * picture.height
    assert picture.data == image.tobytes()
    assert min(picture.data) <= 60
    assert max(picture.data) == 255


def test_that_no_picture_is_finer_than_a_printer_needs(paper: Path) -> None:
    with Preview(paper) as preview:
        assert preview.picture(0, dpi=2400).width == pytest.approx(297 / 25.4 * 300, abs=3)


def test_that_text_is_found_with_its_place(paper: Path) -> None:
    with Preview(paper) as preview:
        (found,) = preview.search("น้ำใส")
        assert found.page == 0
        x, y, width, height = found.boxes[0]
        assert 0 < x < 842
        assert 0 < y < 595
        assert width > 0
        assert height > 0
        assert len(preview.search("สมใจ")) == 60
        assert {hit.page for hit in preview.search("สมใจ")} == {0, 1, 2}
        assert not preview.search("ไม่มี")
        assert not preview.search(" ")
        assert "ทะเบียนผู้เรียน" in preview.text(0)


def test_that_a_paper_can_be_made_again_while_it_is_shown(paper: Path) -> None:
    with Preview(paper) as preview:
        write_pdf(Report("a", "ใหม่", Head(), ()), paper)
        assert preview.pages == 3


@pytest.mark.parametrize("content", [b"", b"not a paper", None])
def test_that_a_file_that_is_no_paper_is_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "x.pdf"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(NotAPaper):
        Preview(path)
