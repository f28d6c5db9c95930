"""Files that were taken in: listed, and taken back as a whole."""

from datetime import date

import pytest
from sqlmodel import select

from learnsoc_desktop.data.entity import alive
from learnsoc_desktop.exchange.importing import parse_file
from learnsoc_desktop.features.people.import_fields import import_plan
from learnsoc_desktop.features.people.importer import import_people
from learnsoc_desktop.features.people.model import Person
from tests.features.maintenance.kit import at_care, cells_of, pressed, rows_of

TODAY = date(2026, 11, 22)
LIST = "ชื่อ,นามสกุล,เพศ,โทรศัพท์\nสมปอง,ทดสอบ,ชาย,0812223333\nบัวผัน,ทดสอบ,หญิง,0812223334\n"


@pytest.fixture
def taken_in(database, tmp_path):
    """Take a file of two people in."""
    path = tmp_path / "รายชื่อ.csv"
    path.write_text(LIST, encoding="utf-8")
    with database.reading() as session:
        plan = import_plan(session, TODAY)
    parsed = parse_file(str(path), plan)
    with database.writing("take in") as uow:
        import_people(uow, parsed, today=TODAY)


def people(database) -> int:
    with database.reading() as session:
        return len(session.exec(select(Person.id).where(alive(Person))).all())


def test_that_no_file_yet_is_said(database, qtbot):
    _window, _context, page = at_care(database, "imports")
    assert page.body.empty_state.accessibleName() == "No file was taken in yet"
    assert not page.page_actions()[0].enabled


def test_that_enter_takes_a_file_back_and_undo_takes_it_in_again(database, qtbot, taken_in):
    _window, context, page = at_care(database, "imports")
    assert rows_of(page) == ["รายชื่อ.csv"]
    assert cells_of(page, "added") == ["2"]
    page.table.setFocus()
    pressed("Return")
    assert people(database) == 0
    assert cells_of(page, "state") == ["taken back"]
    assert not page.page_actions()[0].enabled
    context.commands.undo()
    assert people(database) == 2
    assert cells_of(page, "state") == ["stands"]
