"""Case 61: papers that lack letters, typefaces, or an end; papers that are programs."""

from datetime import datetime
from pathlib import Path

import pypdfium2
import pytest

from learnsoc_desktop.core.paths import resource
from learnsoc_desktop.reporting.document import Head, PageBreak, Paragraph, Report
from learnsoc_desktop.reporting.pdf import Printed, write_pdf
from tests.faults.cases.registry import THAI, Registry, digest, line, table
from tests.faults.programs import LONG

PAGES = 5_000 if LONG else 250
FACE = "Sarabun_500Medium.ttf"


def text_of(path: Path) -> str:
    """Return the text of all pages."""
    with pypdfium2.PdfDocument(path) as paper:
        return "\n".join(page.get_textpage().get_text_range() for page in paper)


def test_case_61_letters_no_typeface_has_are_named(registry: Registry, tmp_path: Path) -> None:
    name, paper = "สมชาย😀日", tmp_path / "roll.pdf"
    registry.takes(table(line(name)), name)
    before = digest(registry.folder)
    made = registry.run("report", "learner-roll", "-o", paper)
    assert (made.code, made.err) == (
        0,
        ["These letters cannot be printed: 日 😀. “?” or nothing stands in their place."],
    )
    assert "😀" not in text_of(paper)
    (said,) = registry.run("report", "learner-roll", "-o", paper, language="th").err
    assert THAI.search(said)
    assert digest(registry.folder) == before


def test_case_61_marks_over_marks_are_printed_as_they_are(
    registry: Registry, tmp_path: Path
) -> None:
    names = ["ที่นี้ปู่กู้", "ฎุฐู", "น้ำ", "ป่า"]
    registry.takes(table(*(line(name) for name in names)), *names)
    before, paper = digest(registry.folder), tmp_path / "roll.pdf"
    made = registry.run("report", "learner-roll", "-o", paper)
    assert (made.code, made.err) == (0, [])
    assert all(name in text_of(paper) for name in names)
    assert digest(registry.folder) == before


@pytest.mark.parametrize("size", [-1, 0, 1_000, 30_000])
def test_case_61_a_typeface_that_is_missing_or_damaged_is_named(
    registry: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    before, paper = digest(registry.folder), tmp_path / "roll.pdf"
    for path in resource("fonts", "sarabun").glob("*.ttf"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / FACE).unlink()
    if size >= 0:
        (tmp_path / FACE).write_bytes(resource("fonts", "sarabun", FACE).read_bytes()[:size])
    monkeypatch.setattr(
        "learnsoc_desktop.reporting.typefaces.resource", lambda *parts: tmp_path / parts[-1]
    )
    refused = registry.run("report", "learner-roll", "-o", paper)
    assert refused.code == 1
    (said,) = refused.err
    assert said.startswith(f"The typeface “{FACE}” of the program is missing or damaged. Install")
    (said,) = registry.run("report", "learner-roll", "-o", paper, language="th").err
    assert THAI.search(said)
    assert not paper.exists()
    assert digest(registry.folder) == before


def test_case_61_thousands_of_pages_are_made_in_the_child(
    registry: Registry, tmp_path: Path
) -> None:
    blocks = [part for at in range(PAGES) for part in (Paragraph(f"หน้า {at}"), PageBreak())]
    head = Head(("ศูนย์ ก",))
    report = Report("roll", "ทะเบียน", head, tuple(blocks[:-1]), as_of=datetime(2026, 11, 22))  # noqa: DTZ001
    before = digest(registry.folder)
    printed = registry.worker.call(write_pdf, report, tmp_path / "long.pdf")
    assert isinstance(printed, Printed)
    assert printed.pages == PAGES
    with pypdfium2.PdfDocument(tmp_path / "long.pdf") as paper:
        assert len(paper) == PAGES
    assert digest(registry.folder) == before


def test_case_61_a_paper_with_a_program_in_it_is_no_table(registry: Registry) -> None:
    paper = b"%PDF-1.7\n1 0 obj <</OpenAction <</S /JavaScript /JS (app.alert(1))>>>> endobj"
    registry.refuses(paper, "“people.csv” is not a table but a PDF.")
    registry.refuses(paper, "“people.pdf” is not a table but a PDF.", name="people.pdf")
