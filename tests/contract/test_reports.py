"""Every report can be made of every centre, with every choice, on every kind of file."""

import csv
from collections.abc import Iterator
from decimal import Decimal

import openpyxl
import pypdfium2
import pytest

from learnsoc_desktop.core.formats import moment
from learnsoc_desktop.core.i18n import _, plain
from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.reporting.document import (
    Cell,
    Figures,
    PageKind,
    Paragraph,
    Report,
    Role,
    Signatures,
    Table,
    walk,
)
from learnsoc_desktop.reporting.forms.kinds import Cards, Certificate, Crest, Labels, Photos
from learnsoc_desktop.reporting.measures import FOOTLESS
from learnsoc_desktop.reporting.pdf import write_pdf
from learnsoc_desktop.reporting.preview import Preview
from learnsoc_desktop.reporting.sheets import write_csv, write_xlsx
from learnsoc_desktop.reporting.written import text_of
from tests.contract.kit import REPORTS, speak

CENTRES = ("empty", "sample")
LANGUAGES = ("th", "en")
MOST = 6  # values of one choice
NUMBERS = (int, float, Decimal)

reports = pytest.mark.parametrize("spec", REPORTS, ids=lambda spec: spec.key)
centres = pytest.mark.parametrize("centre", CENTRES)
languages = pytest.mark.parametrize("language", LANGUAGES)
CHOICES = [
    pytest.param(spec, parameter, id=f"{spec.key}-{parameter.name}")
    for spec in REPORTS
    for parameter in spec.parameters
]


def some(values: list[str]) -> list[str]:
    """Return the first values, and the last."""
    return values if len(values) <= MOST else [*values[: MOST - 1], values[-1]]


def wrong_sums(table: Table) -> Iterator[str]:
    """Yield the columns whose total is not the sum of the rows over it."""
    for at, row in enumerate(table.rows):
        if row.role is not Role.TOTAL:
            continue
        above = [each for each in table.rows[:at] if each.role is Role.NORMAL]
        for place, column in enumerate(table.columns):
            total = row.cells[place] if place < len(row.cells) else None
            parts = [each.cells[place] for each in above if place < len(each.cells)]
            if column.signed or column.places or not is_number(total):  # shares of a hundred
                continue
            if all(part is None or is_number(part) for part in parts):
                found = sum(part for part in parts if part is not None)
                if found != total:
                    yield f"{table.name}, {column.head}: {total} is not {found}"


def is_number(cell: Cell) -> bool:
    return isinstance(cell, NUMBERS) and not isinstance(cell, bool)


def rows_with_something(report: Report) -> int:
    """Return how many rows of the tables tell something beside their first cell."""
    rows = [row for table in report.tables() for row in table.rows if row.role is Role.NORMAL]
    return sum(any(cell not in (None, "", 0) for cell in row.cells[1:]) for row in rows)


def told(report: Report) -> int:
    """Return how many things a form tells: of whom, to whom, by whom."""
    count = 0
    for block in walk(report.blocks):
        match block:
            case Certificate(name=name):
                count += bool(name)
            case Labels(items=items) | Cards(items=items):
                count += len(items)
            case Photos(items=photos):
                count += sum(bool(photo.caption) for photo in photos)
            case Signatures(people=people):
                count += sum(bool(person.name) for person in people)
            case Crest(title=title) | Paragraph(text=title):
                count += report.head.centre in title
    return count


@pytest.fixture
def made(stored, catalogues):
    """Return a function that builds a report of a prepared centre in a language."""

    def build(spec, centre, language, **given):
        speak(language, catalogues)
        with stored[centre].reading() as session:
            return resolve(spec.build)(session, **given)

    return build


@reports
@centres
@languages
def test_that_a_paper_says_its_title_and_the_centre(made, tmp_path, spec, centre, language):
    report = made(spec, centre, language)
    assert report.key == spec.key
    path = tmp_path / "paper.pdf"
    write_pdf(report, path)
    document = pypdfium2.PdfDocument(path)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    assert plain(report.title) in texts[0]
    assert report.head.centre.split()[0] in texts[0]
    assert all(text.strip() for text in texts)


def counts(report: Report) -> bool:
    """Return whether a paper sums up: then it says how many records it was counted from.

    A sheet to be signed is filled by hand: its sums are those of its own rows.
    """
    if report.page is PageKind.SHEET:
        return False
    totals = any(row.role is Role.TOTAL for table in report.tables() for row in table.rows)
    return totals or any(isinstance(block, Figures) for block in walk(report.blocks))


def squeezed(text: str) -> str:
    """Return a text without blanks: lines are broken and filled in many ways."""
    return "".join(plain(text).split())


@reports
@centres
@languages
def test_that_a_paper_tells_what_it_is_about_from_when_and_which_page_of_how_many(
    made, tmp_path, spec, centre, language
):
    report = made(spec, centre, language)
    write_pdf(report, tmp_path / "paper.pdf")
    with Preview(tmp_path / "paper.pdf") as paper:
        texts = [squeezed(paper.text(page)) for page in range(paper.pages)]
    for told in (report.period, report.filter):
        assert squeezed(text_of(told, report.style)) in texts[0]
    if (
        report.page in FOOTLESS
    ):  # letters, certificates, cards: what they say is all that stands there
        return
    if centre == "sample" and spec.parameters:
        assert report.period or report.filter or report.fields
    date = report.foot_note or report.title  # a blank form holds no data
    if report.as_of is not None:
        date = report.words.as_of.format(date=moment(report.as_of, style=report.style))
    assert date
    for number, text in enumerate(texts, start=1):
        where = report.words.page.format(number=number, count=len(texts))
        assert squeezed(text_of(where, report.style)) in text
        assert squeezed(text_of(date, report.style)) in text
        if counts(report):
            assert report.counted
            counted = report.words.counted.format(counted=report.counted)
            assert squeezed(text_of(counted, report.style)) in text


@reports
@centres
@languages
def test_that_its_tables_go_into_files(made, tmp_path, spec, centre, language):
    report = made(spec, centre, language)
    write_xlsx(report, tmp_path / "paper.xlsx")
    write_csv(report, tmp_path / "paper.csv")
    book = openpyxl.load_workbook(tmp_path / "paper.xlsx")
    cells = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    book.close()
    with (tmp_path / "paper.csv").open(encoding="utf-8-sig", newline="") as file:
        written = {cell for line in csv.reader(file) for cell in line}
    for table in report.tables():
        heads = {plain(column.head) for column in table.columns} - {""}
        assert heads <= cells
        assert heads <= written


@reports
def test_that_no_report_of_the_sample_is_empty(made, spec):
    report = made(spec, "sample", "th")
    assert rows_with_something(report) > 0 or (not report.tables() and told(report) > 0)


@reports
@centres
def test_that_sums_tally(made, spec, centre):
    report = made(spec, centre, "en")
    assert [fault for table in report.tables() for fault in wrong_sums(table)] == []


@centres
@pytest.mark.parametrize(("spec", "parameter"), CHOICES)
def test_that_every_choice_makes_a_report_that_tallies(
    made, stored, catalogues, spec, parameter, centre
):
    speak("th", catalogues)
    with stored[centre].reading() as session:
        values = resolve(parameter.choices)(session) if parameter.choices else ()
        first = resolve(parameter.default)(session) if parameter.default else None
    assert all(text for _value, text in values)
    assert first is None or first == "" or first in [value for value, _text in values]
    for value in some([value for value, _text in values]):
        report = made(spec, centre, "th", **{parameter.name: value})
        assert plain(report.title) in report.text()
        assert [fault for table in report.tables() for fault in wrong_sums(table)] == []


@reports
def test_that_a_report_is_told_in_the_persons_language(made, spec):
    thai, english = made(spec, "sample", "th"), made(spec, "sample", "en")
    assert thai.title != english.title
    assert heads(thai).isdisjoint(heads(english) - {"QR"})
    assert plain(_(spec.title))


def heads(report: Report) -> set[str]:
    """Return the words over the columns; figures and dates are the same in every language."""
    told = {plain(column.title) for table in report.tables() for column in table.columns}
    return {text for text in told if any(letter.isalpha() for letter in text)}
