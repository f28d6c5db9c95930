"""Booklets: pages in fours, in the order in which sheets are folded, with their text and their faces."""

from dataclasses import replace
from pathlib import Path

import pypdf
import pypdfium2
import pytest

from learnsoc_desktop.reporting.document import (
    Booklet,
    Filling,
    Head,
    PageBreak,
    PageKind,
    Paragraph,
    Report,
)
from learnsoc_desktop.reporting.folding import fold_order
from learnsoc_desktop.reporting.making import beginning
from learnsoc_desktop.reporting.pdf import write_pdf

MM = 72 / 25.4


def booklet(pages: int, holder: str = "นางแก้ว ใจดี") -> Booklet:
    """Return a booklet of so many written pages, ruled ones and a back page."""
    written = [Paragraph(f"หน้าที่ {number} ของ {holder}") for number in range(1, pages + 1)]
    blocks = [block for one in written for block in (one, PageBreak())]
    ruled = Filling((Paragraph("จดด้วยมือ"),), least=1, after=1)
    return Booklet((*blocks, ruled, PageBreak(), Paragraph("ปกหลัง")), holder=holder)


def paper(*booklets: Booklet, **others: object) -> Report:
    report = Report("booklet", "สมุด", Head(("ศกร.ตำบลทดสอบ",)), booklets, page=PageKind.BOOKLET)
    return replace(report, digits="arabic", **others)  # type: ignore[arg-type]


def texts(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    found = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return found


def sizes(path: Path) -> set[tuple[int, int]]:
    document = pypdfium2.PdfDocument(path)
    found = {tuple(round(side / MM) for side in page.get_size()) for page in document}
    document.close()
    return found  # type: ignore[return-value]


def test_that_sheets_are_folded_from_the_outermost_inwards() -> None:
    assert list(fold_order(8)) == [(7, 0), (1, 6), (5, 2), (3, 4)]
    assert list(fold_order(4)) == [(3, 0), (1, 2)]


@pytest.mark.parametrize("count", range(1, 14))
def test_that_each_page_stands_once_and_missing_ones_are_empty_halves(count: int) -> None:
    sides = list(fold_order(count))
    halves = [place for side in sides for place in side]
    assert sorted(place for place in halves if place is not None) == list(range(count))
    assert len(halves) % 4 == 0
    assert len(halves) - count < 4
    for number, (left, right) in enumerate(sides):  # of a front and its back, the same paper
        if number % 2 == 0 and right is not None and right + 1 < count:
            assert sides[number + 1][0] == right + 1
        assert left is None or left % 2 == 1  # pages at the left of an open booklet are even ones


@pytest.mark.parametrize(("written", "pages"), [(1, 4), (2, 4), (3, 8), (6, 8), (7, 12)])
def test_that_a_booklet_is_filled_up_with_ruled_pages_before_its_back(
    tmp_path: Path, written: int, pages: int
) -> None:
    path = tmp_path / "booklet.pdf"
    assert write_pdf(paper(booklet(written)), path).pages == pages
    found = texts(path)
    assert sizes(path) == {(148, 210)}
    assert "หน้าที่ 1" in found[0]
    assert "ปกหลัง" in found[-1]
    assert [number for number, text in enumerate(found) if "จดด้วยมือ" in text] == list(
        range(written, pages - 1)
    )
    assert all(f"Page {number}/{pages}" in found[number - 1] for number in range(2, pages))
    assert "Page 1/" not in found[0]


def test_that_two_pages_stand_on_a_side_with_their_text_for_both_readers(tmp_path: Path) -> None:
    path = tmp_path / "folded.pdf"
    report = paper(booklet(6), folded=True)
    assert write_pdf(report, path).pages == 4
    assert sizes(path) == {(297, 210)}
    other = [page.extract_text() for page in pypdf.PdfReader(path).pages]
    for found in (texts(path), other):
        assert "ปกหลัง" in found[0]
        assert "หน้าที่ 1 ของ" in found[0]
        assert "หน้าที่ 2 ของ" in found[1]
        assert "จดด้วยมือ" in found[1]  # the seventh page, at the right of the second
        assert "หน้าที่ 6 ของ" in found[2]
        assert "หน้าที่ 3 ของ" in found[2]
    faces = {
        font.get_object()["/BaseFont"]
        for page in pypdf.PdfReader(path).pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
    }
    assert all("+" in face for face in faces)  # parts of faces that lie in the file


def test_that_on_a_smaller_sheet_the_pages_are_made_smaller(tmp_path: Path) -> None:
    path = tmp_path / "folded.pdf"
    write_pdf(paper(booklet(1), folded=True), path, paper="Letter")
    assert sizes(path) == {(279, 216)}
    document = pypdfium2.PdfDocument(path)
    page = document[0].get_textpage()
    places = [page.get_charbox(at) for at in range(page.count_chars())]
    document.close()
    assert min(left for left, *_others in places) >= 14 * 279.4 / 296 * MM - 1


def test_that_each_booklet_is_counted_and_folded_by_itself(tmp_path: Path) -> None:
    path = tmp_path / "two.pdf"
    both = (booklet(1, "คนที่หนึ่ง"), booklet(4, "คนที่สอง"))
    assert write_pdf(paper(*both, folded=True), path).pages == 2 + 4
    found = texts(path)
    assert "คนที่หนึ่ง" in found[0]
    assert "คนที่สอง" not in found[0] + found[1]
    assert "คนที่สอง" in found[2]
    assert "Page 2/8" in found[3]


def test_that_of_many_booklets_the_first_is_shown_first() -> None:
    first, second = booklet(1, "คนที่หนึ่ง"), booklet(1, "คนที่สอง")
    start = beginning(paper(first, second))
    assert start is not None
    assert start.blocks == (first,)
    assert beginning(paper(first)) is None


def test_that_a_note_outside_the_booklets_stands_on_the_second_page(tmp_path: Path) -> None:
    path = tmp_path / "noted.pdf"
    report = paper(booklet(2))
    write_pdf(replace(report, blocks=(Paragraph("หมายเหตุของศูนย์"), *report.blocks)), path)
    found = texts(path)
    assert ["หมายเหตุของศูนย์" in text for text in found] == [False, True, False, False]
    assert "หน้าที่ 2" in found[1]
