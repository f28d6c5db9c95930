"""Each layout against its kept text and picture; its words are found by both readers of PDF."""

from pathlib import Path

import pypdf
import pypdfium2
import pytest
from PIL import Image

from learnsoc_desktop.core import i18n, paths
from learnsoc_desktop.core.formats import Style, set_style
from learnsoc_desktop.reporting.document import Report
from learnsoc_desktop.reporting.pdf import write_pdf
from tests.references.kept_files import MEAN, MOST, differences, same_text
from tests.references.layouts import LAYOUTS

DPI = 50
WORDLESS = "…. []/()"  # what stands in the text for lines to write on and boxes

layouts = pytest.mark.parametrize("name", LAYOUTS)


@pytest.fixture
def report(name: str) -> Report:
    i18n.set_language("th", paths.catalogues())
    set_style(Style("be", "thai", "th"))
    return LAYOUTS[name]()


@pytest.fixture
def drawn(report: Report, tmp_path: Path) -> Path:
    path = tmp_path / "paper.pdf"
    assert write_pdf(report, path).missing == ()
    return path


def solid(text: str) -> str:
    return "".join(text.split())


def phrases(report: Report) -> set[str]:
    """Return what is written together: cells, values, paragraphs; the head of a page stands on some only."""
    about = {*report.head.chain, report.title}
    lines = (line for line in report.text().splitlines() if line not in about)
    signed = report.words.signed + " ……"  # role, name and position stand on three lines
    lines = (line.removeprefix(signed).replace(" (", "   ").replace(") ", "   ") for line in lines)
    cells = (cell for line in lines for cell in line.replace(" | ", "   ").split("   "))
    found = {solid(cell.strip(WORDLESS)) for cell in cells}
    for column in (column for table in report.tables() for column in table.columns):
        found.discard(solid(column.head))
        found |= {solid(column.title), solid(column.group)}
    return found - {""}


@layouts
def test_that_a_layout_says_what_was_kept(name: str, report: Report) -> None:
    assert report.text() == same_text(f"layout-{name}", report.text())


@layouts
def test_that_a_layout_looks_as_what_was_kept(name: str, drawn: Path) -> None:
    document = pypdfium2.PdfDocument(drawn)
    pages = [page.render(scale=DPI / 72).to_pil().convert("L") for page in document]
    document.close()
    whole = Image.new("L", (sum(page.width for page in pages), pages[0].height), 255)
    left = 0
    for page in pages:
        whole.paste(page, (left, 0))
        left += page.width
    most, mean = differences(f"layout-{name}", whole)
    assert most <= MOST
    assert mean <= MEAN


@layouts
def test_that_both_readers_find_every_word_of_a_layout(report: Report, drawn: Path) -> None:
    document = pypdfium2.PdfDocument(drawn)
    one = solid("".join(page.get_textpage().get_text_range() for page in document))
    document.close()
    other = solid("".join(page.extract_text() for page in pypdf.PdfReader(drawn).pages))
    wanted = phrases(report)
    assert [text for text in sorted(wanted) if text not in one] == []
    assert [text for text in sorted(wanted) if text not in other] == []
    assert sorted(one) == sorted(other)
