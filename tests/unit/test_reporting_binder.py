"""Several papers in one file: cover, contents, numbers through all pages, bookmarks."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pypdf
import pypdfium2
import pytest

from learnsoc_desktop.core.errors import Cancelled
from learnsoc_desktop.core.fields import Kind
from learnsoc_desktop.core.files import FolderMissing, replacing_all
from learnsoc_desktop.reporting.binder import Binder, write_binder
from learnsoc_desktop.reporting.document import Column, Head, PageKind, Report, Row, Table
from learnsoc_desktop.reporting.making import make_binder, make_papers
from learnsoc_desktop.reporting.preview import Preview

HEAD = Head(("ศูนย์ ก", "อำเภอ ข"))
COLUMNS = (Column("ที่", 12, kind=Kind.NUMBER), Column("ชื่อ – สกุล"), Column("หมู่บ้าน"))
AS_OF = datetime(2026, 11, 22, 9, 0)  # noqa: DTZ001


def paper(title: str, rows: int, **more: object) -> Report:
    table = Table(
        COLUMNS, tuple(Row((n, f"นางสาวสมใจ ใจดี {n}", "ดอนยาง")) for n in range(1, rows + 1))
    )
    return replace(Report("t", title, HEAD, (table,), as_of=AS_OF, digits="arabic"), **more)


def binder(*papers: Report, title: str = "รวมเอกสาร") -> Binder:
    front = Report("binder", title, HEAD, (), as_of=AS_OF, digits="arabic")
    return Binder(front, papers, ("ปีงบประมาณ 2570",), "รวม 2 ฉบับ")


@pytest.fixture
def made(tmp_path: Path) -> Path:
    path = tmp_path / "binder.pdf"
    papers = (
        paper("ทะเบียนผู้เรียน", 60),
        paper("สรุปกิจกรรม", 3, page=PageKind.SUMMARY),
        paper("บัญชีลงเวลา", 40, page=PageKind.SHEET, digits="thai"),
    )
    write_binder(binder(*papers), path)
    return path


def texts(path: Path) -> list[str]:
    with Preview(path) as shown:
        return [shown.text(number) for number in range(shown.pages)]


def test_that_pages_are_numbered_through_all_papers(made: Path) -> None:
    cover, contents, *pages = texts(made)
    assert "รวมเอกสาร" in cover
    assert "ศูนย์ ก" in cover
    assert "ก" in contents
    for number, text in enumerate(pages, start=1):
        thai = str(number).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
        assert f"{number}/{len(pages)}" in text or f"{thai}/" in text


def test_that_contents_and_bookmarks_name_the_page_where_a_paper_begins(made: Path) -> None:
    contents = texts(made)[1]
    reader = pypdf.PdfReader(made)
    titles = ["ทะเบียนผู้เรียน", "สรุปกิจกรรม", "บัญชีลงเวลา"]
    marks = {mark.title: reader.get_destination_page_number(mark) for mark in reader.outline}
    assert [title for title in marks if title in titles] == titles
    for title in titles:
        line = next(line for line in contents.splitlines() if title in line)
        assert line.rstrip().endswith(str(marks[title] - 1))  # cover and contents are not counted
        assert title in texts(made)[marks[title]]


def test_that_text_is_found_and_every_face_is_embedded_once(made: Path) -> None:
    with Preview(made) as shown:
        assert len(shown.search("สมใจ")) == 103
        assert shown.search("ใจดี ๔๐")  # Thai digits find Arabic ones, and the other way
    names = set()
    for page in pypdf.PdfReader(made).pages:
        for font in page["/Resources"]["/Font"].values():
            names.add((font.get_object()["/BaseFont"], font.indirect_reference.idnum))
    assert len(names) == len({name for name, _number in names})


def test_that_fifty_pages_are_small(tmp_path: Path) -> None:
    path = tmp_path / "binder.pdf"
    write_binder(binder(*(paper(f"ทะเบียน {n}", 380) for n in range(5))), path)
    document = pypdfium2.PdfDocument(path)
    pages = len(document)
    document.close()
    assert pages >= 50
    assert path.stat().st_size < 2 * 2**20


def test_that_papers_of_one_title_are_told_apart_in_the_contents(tmp_path: Path) -> None:
    path = tmp_path / "binder.pdf"
    quarters = (paper("สรุปผล", 3, period=f"ไตรมาส {number}") for number in (1, 2))
    write_binder(binder(*quarters), path)
    assert "สรุปผล ไตรมาส 1" in texts(path)[1]
    assert "สรุปผล ไตรมาส 2" in texts(path)[1]


class Steps:
    def __init__(self, most: int) -> None:
        self.most, self.seen = most, []

    def step(self, done: int, total: int, text: str = "") -> None:
        self.seen.append((done, total, text))
        if done > self.most:
            raise Cancelled


def test_that_a_binder_tells_how_far_it_is_and_leaves_nothing_when_stopped(tmp_path: Path) -> None:
    path = tmp_path / "binder.pdf"
    papers = binder(paper("หนึ่ง", 60), paper("สอง", 60))
    steps = Steps(10**9)
    write_binder(papers, path, steps)
    assert steps.seen[-1][:2] == (2000, 2000)
    assert (2000, 2000, "สอง") in steps.seen
    assert [done for done, _total, _text in steps.seen] == sorted(
        done for done, _total, _text in steps.seen
    )
    path.unlink()
    with pytest.raises(Cancelled):
        write_binder(papers, path, Steps(1000))
    assert not [*tmp_path.glob("*.pdf"), *tmp_path.glob(".*")]


def test_that_many_papers_are_made_in_their_order(tmp_path: Path) -> None:
    missing = make_papers((paper("หนึ่ง", 2), paper("สอง 😀", 2)), str(tmp_path), "A4")
    assert missing == ("😀",)
    assert "หนึ่ง" in texts(tmp_path / "0.pdf")[0]
    assert "สอง" in texts(tmp_path / "1.pdf")[0]
    make_binder(binder(paper("สาม", 2)), str(tmp_path), "A4")
    assert len(texts(tmp_path / "0.pdf")) == 3


def test_that_files_appear_together_or_not_at_all(tmp_path: Path) -> None:
    names = [tmp_path / "a.pdf", tmp_path / "b.pdf"]
    with pytest.raises(FileNotFoundError), replacing_all(names) as parts:
        parts[0].write_bytes(b"a")  # and the second one is never written
    assert not [*tmp_path.glob("*.pdf"), *tmp_path.glob(".*")]
    with replacing_all(names) as parts:
        for part in parts:
            part.write_bytes(b"x")
    assert sorted(tmp_path.glob("*.pdf")) == names
    with pytest.raises(FolderMissing), replacing_all([tmp_path / "no" / "c.pdf"]):
        pass
