"""People by age and sex: what the pyramid and its table count."""

import pypdfium2
import pytest

from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.entity import local_today
from learnsoc_desktop.features.people.age_report import people_pyramid
from learnsoc_desktop.features.people.model import PersonStatus, Sex
from learnsoc_desktop.reporting.charts.kinds import Pyramid, StackedBars
from learnsoc_desktop.reporting.document import Report, Role
from learnsoc_desktop.reporting.pdf import write_pdf
from tests.features.people.builders import add

BORN_45 = f"{local_today().year - 45}-01-01"
BORN_9 = f"{local_today().year - 9}-01-01"
BORN_99 = f"{local_today().year - 99}-01-01"


def made(database: Database) -> Report:
    with database.reading() as session:
        return people_pyramid(session)


def fill(database: Database) -> None:
    people = (
        (Sex.FEMALE, BORN_45, PersonStatus.ACTIVE),
        (Sex.FEMALE, BORN_45, PersonStatus.ACTIVE),
        (Sex.MALE, BORN_9, PersonStatus.ACTIVE),
        (Sex.MALE, BORN_99, PersonStatus.ACTIVE),
        (Sex.UNSPECIFIED, BORN_9, PersonStatus.ACTIVE),
        (Sex.FEMALE, "", PersonStatus.ACTIVE),
        (Sex.MALE, BORN_45, PersonStatus.DECEASED),
    )
    for number, (sex, born, status) in enumerate(people):
        add(database, first_name=f"ชื่อ{number}", sex=sex, born=born, status=status)


def test_that_a_pyramid_has_those_in_the_area_whose_age_is_known(database: Database) -> None:
    fill(database)
    (pyramid,) = [block for block in made(database).blocks if isinstance(block, Pyramid)]
    men = dict(zip(pyramid.labels, pyramid.left.values, strict=True))
    women = dict(zip(pyramid.labels, pyramid.right.values, strict=True))
    assert {label: count for label, count in men.items() if count} == {"0–9": 1, "80 and over": 1}
    assert {label: count for label, count in women.items() if count} == {"40–49": 2}


def test_that_its_table_has_everybody(database: Database) -> None:
    fill(database)
    (table,) = made(database).tables()
    rows = {row.cells[0]: row.cells[1:5] for row in table.rows}
    assert sum(row.cells[5] for row in table.rows[:-1]) == pytest.approx(100)
    assert rows["0–9"] == (1, None, 1, 2)
    assert rows["Age unknown"] == (None, 1, None, 1)
    (total,) = [row.cells for row in table.rows if row.role is Role.TOTAL]
    assert total == ("Total", 2, 3, 1, 6, "")


def test_that_villages_are_told_by_age(database: Database) -> None:
    fill(database)
    (chart,) = [block for block in made(database).blocks if isinstance(block, StackedBars)]
    assert {series.title: sum(v or 0 for v in series.values) for series in chart.series} == {
        "up to 14 years": 2,
        "15–59": 2,
        "60 and over": 1,
        "Age unknown": 1,
    }


def test_that_it_goes_on_one_page_full_and_empty(database: Database, tmp_path) -> None:
    assert write_pdf(made(database), tmp_path / "empty.pdf").pages == 1
    assert "There are no data." in text_of_page(tmp_path / "empty.pdf")
    fill(database)
    assert write_pdf(made(database), tmp_path / "full.pdf").pages == 1


def text_of_page(path) -> str:

    with pypdfium2.PdfDocument(path) as document:
        return document[0].get_textpage().get_text_range()
