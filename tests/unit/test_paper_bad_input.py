"""What people type, choose and break gives a sound paper or a clear sentence, and never half a file."""

import io
import resource as limits
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from PIL import Image

from learnsoc_desktop.core.errors import AppError, Cancelled
from learnsoc_desktop.core.files import DiskFull
from learnsoc_desktop.core.paths import resource
from learnsoc_desktop.reporting import typefaces
from learnsoc_desktop.reporting.charts.kinds import About, BarChart, Series
from learnsoc_desktop.reporting.complex_text import FaceMissing, PictureUnreadable
from learnsoc_desktop.reporting.document import (
    Bar,
    Bars,
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
    Report,
    Row,
    Signature,
    Signatures,
    Table,
)
from learnsoc_desktop.reporting.pdf import write_pdf
from tests.unit.paper_kit import read_by_pdfium, read_by_pypdf, report_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with nothing in it."""
    made = tmp_path / "papers"
    made.mkdir()
    return made


NAMES = {
    "long Thai": "สมชายกุลวงศ์ไพบูลย์" * 16,
    "long Latin": "Somchai" * 43,
    "long Khmer": "សុខា" * 75,
    "long Burmese": "မောင်" * 60,
    "long Jawi": "محمد" * 75,
    "emoji": "สมชาย 😀👨‍👩‍👧🇹🇭",
    "Thai marks": "ก" + "้" * 300 + "า",
    "Latin marks": "a" + "\u0301" * 300,
    "Lao marks": "ກ" + "່" * 300,
    "Burmese marks": "က" + "ျ" * 300,
    "Jawi marks": "م" + "\u064b" * 300,
    "marks alone": "้" * 300,
    "directions": "\u202eสมชาย\u202c \u2066ใจดี\u2069 \u200fa\u200e",
    "private": "\ue000\uf8ff\U000f0000",
}


@pytest.mark.parametrize("kind", [PageKind.REPORT, PageKind.SHEET, PageKind.SUMMARY])
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_that_any_name_goes_on_a_paper_and_stays_on_it(
    tmp_path: Path, name: str, kind: PageKind
) -> None:
    columns = (Column("ชื่อ", width=40), Column("ที่อยู่", width=40, wrap=True), Column("หมู่"))
    blocks = (
        Heading(name),
        Table(columns, (Row((name, name, "2")), Row(("สมชาย", "บ้านโคก", "3")))),
        Fields(((Field("ชื่อ", name), Field(name, "ก")),)),
        Paragraph(name, indent=25),
        Note(name),
        Bars((Bar(name, 3),)),
        Signatures((Signature("ผู้รายงาน", name, name),)),
    )
    head = Head((name, "อำเภอ", "จังหวัด"))
    report = Report("t", name, head, blocks, period=name, filter=name, page=kind, foot_note=name)
    printed = write_pdf(report, tmp_path / "paper.pdf")
    assert printed.pages >= 1
    assert "สมชาย" in read_by_pdfium(tmp_path / "paper.pdf")
    assert "สมชาย" in read_by_pypdf(tmp_path / "paper.pdf")


@pytest.mark.parametrize("name", ["long Thai", "long Khmer", "long Burmese", "long Latin"])
def test_that_a_long_name_never_leaves_its_cell(tmp_path: Path, name: str) -> None:
    text = NAMES[name]
    columns = (Column("ชื่อ", width=50), Column("ที่อยู่", width=50, wrap=True), Column("ท้าย", width=20))
    report = report_of(Table(columns, (Row(("", text, "")), Row((text, "", "")))))
    write_pdf(report, tmp_path / "paper.pdf")
    ends: list[float] = []

    def visit(text: str, _cm: object, tm: list[float], _font: object, _size: float) -> None:
        if len(text.strip()) > 1:
            ends.append(tm[4])

    pypdf.PdfReader(tmp_path / "paper.pdf").pages[0].extract_text(visitor_text=visit)
    assert ends
    assert max(ends) < 210 / 25.4 * 72


PLACES = "😀🐘🏠🌏🎉🚗🌾🍚🐟🏫🎓🌧🔥🧵🥁🪔🦆📦"


def test_that_letters_no_face_has_are_named_wherever_they_stand(folder: Path) -> None:
    at = iter(PLACES)
    blocks = (
        Heading(f"หัวข้อ {next(at)}"),
        Paragraph(f"ข้อความ {next(at)}"),
        Note(f"หมายเหตุ {next(at)}"),
        Table(
            (Column(f"ชื่อ {next(at)}"), Column("ข")), (Row((f"สมชาย {next(at)}", f"x{next(at)}")),)
        ),
        Fields(((Field(f"ป้าย {next(at)}", f"ค่า {next(at)}"),),)),
        Figures((Figure(f"จำนวน {next(at)}", 12, note=f"หมาย {next(at)}"),)),
        Bars((Bar(f"แท่ง {next(at)}", 3),), title="ปีนี้"),
        BarChart((f"เดือน {next(at)}", "ก"), (Series("ปี", (1, 2)),), About("แผนภูมิ", "คน")),
        Signatures((Signature("ผู้รายงาน", f"สมชาย {next(at)}", f"ครู {next(at)}"),)),
    )
    head = Head((f"ศูนย์ {next(at)}", "อำเภอ"))
    report = Report("t", f"ชื่อ {next(at)}", head, blocks, f"ช่วง {next(at)}", foot_note=next(at))
    printed = write_pdf(report, folder / "paper.pdf")
    assert next(at, "") == ""
    assert printed.missing == tuple(sorted(PLACES))
    read = read_by_pdfium(folder / "paper.pdf")
    assert "สมชาย" in read
    assert not set(read) & set(PLACES)  # a sign is left out, not drawn as a box


def _png() -> bytes:
    file = io.BytesIO()
    Image.effect_noise((200, 200), 80).save(file, "PNG")
    return file.getvalue()


def _jpeg() -> bytes:
    file = io.BytesIO()
    Image.effect_noise((200, 200), 80).save(file, "JPEG")
    return file.getvalue()


@pytest.mark.parametrize(
    "picture",
    [b"no picture", b"%PDF-1.4", _png()[:900], _jpeg()[:900], b"\x89PNG\r\n\x1a\n" + b"\0" * 99],
    ids=["text", "pdf", "half png", "half jpeg", "zeros"],
)
def test_that_a_picture_that_is_none_is_said_in_words(folder: Path, picture: bytes) -> None:
    report = Report("t", "ทดสอบ", Head(("ศูนย์",), picture), (Paragraph("ก"),))
    with pytest.raises(PictureUnreadable) as raised:
        write_pdf(report, folder / "paper.pdf")
    assert isinstance(raised.value, AppError)
    assert not list(folder.iterdir())


@pytest.mark.parametrize("picture", [_png(), _jpeg()], ids=["png", "jpeg"])
def test_that_a_whole_picture_is_printed(folder: Path, picture: bytes) -> None:
    report = Report("t", "ทดสอบ", Head(("ศูนย์",), picture), (Paragraph("ก"),))
    write_pdf(report, folder / "paper.pdf")
    assert len(pypdf.PdfReader(folder / "paper.pdf").pages[0].images) == 1


DAMAGES = {
    "missing": None,
    "empty": b"",
    "another": b"%PDF-1.4 nothing",
    "half": lambda whole: whole[: len(whole) // 2],
    "zeros": lambda whole: whole[:2000] + bytes(len(whole) - 2000),
    "changed": lambda whole: whole[:40_000] + b"\xff" * 500 + whole[40_500:],
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("script", ["sarabun", "lao"])
def test_that_a_missing_or_damaged_typeface_is_said_in_words(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, damage: str, script: str
) -> None:
    def damaged(*parts: str) -> Path:
        whole = resource(*parts)
        if script not in parts:
            return whole
        change = DAMAGES[damage]
        if change is not None:
            content = change if isinstance(change, bytes) else change(whole.read_bytes())
            (tmp_path / parts[-1]).write_bytes(content)
        return tmp_path / parts[-1]

    monkeypatch.setattr(typefaces, "resource", damaged)
    with pytest.raises(FaceMissing) as raised:
        write_pdf(report_of(Paragraph("สมชาย ສົມຊາຍ")), folder / "paper.pdf")
    assert ".ttf" in str(raised.value)
    assert not list(folder.iterdir())


@pytest.fixture
def small_disk() -> Iterator[None]:
    """Let no file grow over 20 kB."""
    before = limits.getrlimit(limits.RLIMIT_FSIZE)
    limits.setrlimit(limits.RLIMIT_FSIZE, (20_000, before[1]))
    yield
    limits.setrlimit(limits.RLIMIT_FSIZE, before)


@pytest.mark.usefixtures("small_disk")
def test_that_a_full_disk_is_said_in_words_and_leaves_what_was_there(folder: Path) -> None:
    path = folder / "paper.pdf"
    path.write_bytes(b"what was handed in")
    with pytest.raises(DiskFull):
        write_pdf(report_of(Paragraph("สมชาย ใจดี" * 20, bold=True)), path)
    assert path.read_bytes() == b"what was handed in"
    assert [file.name for file in folder.iterdir()] == ["paper.pdf"]


class _Stopping:
    """Asks to stop when it was asked ``patience`` times."""

    def __init__(self, patience: int) -> None:
        self.asked = 0
        self.patience = patience

    def step(self, done: int, total: int, text: str = "") -> None:
        assert 0 <= done <= total, text
        self.asked += 1
        if self.asked >= self.patience:
            raise Cancelled


PAGES = 5_000
LONG_PAPERS = {
    "paragraphs": (Paragraph("สมชาย ใจดี"), PageBreak()),
    "rows": (Table((Column("ที่"), Column("ชื่อ")), (Row((1, "สมชาย")),)), PageBreak()),
}


@pytest.mark.parametrize("part", LONG_PAPERS)
@pytest.mark.parametrize("patience", [PAGES // 2, PAGES + PAGES // 2], ids=["drawing", "writing"])
def test_that_a_paper_of_5000_pages_stops_at_the_page_it_is_at(
    folder: Path, part: str, patience: int
) -> None:
    report = report_of(*LONG_PAPERS[part] * PAGES)
    stopping = _Stopping(patience)
    with pytest.raises(Cancelled):
        write_pdf(report, folder / "paper.pdf", stopping)
    assert stopping.asked == patience
    assert not list(folder.iterdir())
