"""Parked rows in the real window: looked at, parked or added, decided by keys, and taken back."""

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from sqlmodel import select

from learnsoc_desktop.data.database import Database
from learnsoc_desktop.features.maintenance.imports_page import ImportsPage
from learnsoc_desktop.features.people.import_page import ImportPage
from learnsoc_desktop.features.people.merge_cell_widget import MergeCell
from learnsoc_desktop.features.people.model import Person
from learnsoc_desktop.features.people.page import PeoplePage
from learnsoc_desktop.features.people.parked_page import ParkedPage
from learnsoc_desktop.features.people.parked_row_page import ParkedRowPage
from learnsoc_desktop.features.people.queries import listed, person_details
from tests.features.people.builders import add
from tests.features.people.import_kit import NearWorker, wait_for
from tests.features.people.parked_kit import HEADS, waiting
from tests.features.people.window import CONTROL, ENTER, button, cells, click, focused, key

DEL, N = Qt.Key.Key_Delete, Qt.Key.Key_N
ROWS = (
    "สมชาย,แก้วไส,ช,14/3/2506,0899999999,ทำนา",
    "สมหญิง,ศรีสุก,ญ,2510-05-02,0822222222,",
    "บุญมี,ทองดี,ญ,2530,0811111111,",
)


@pytest.fixture
def people(database: Database) -> dict[str, UUID]:
    return {
        "ชาย": add(
            database,
            first_name="สมชาย",
            last_name="แก้วใส",
            born="1963-03-14",
            phone="",
            line_id="chai",
        ),
        "หญิง": add(database, first_name="สมหญิง", last_name="ศรีสุข", born="1967-05-02", sex="female"),
    }


@pytest.fixture
def looked(qtbot: Any, people: dict[str, UUID], opened: Any, window: Any, tmp_path: Path) -> Any:
    """Look at a file of three rows, of which two look like somebody."""
    opened[1].desk.__dict__["worker"] = NearWorker()
    file = tmp_path / "people.csv"
    file.write_text("\n".join((HEADS, *ROWS)) + "\n", encoding="utf-8")
    click(button(window, "Take in a file"))
    page = window.current()
    assert isinstance(page, ImportPage)
    page.look_at(file)
    wait_for(page, qtbot)
    return page


@pytest.fixture
def page(qtbot: Any, looked: ImportPage, opened: Any, window: Any) -> ParkedPage:
    """Take the file in and press what its message offers."""
    looked.take()
    qtbot.waitUntil(lambda: not opened[1].desk.jobs.running)
    qtbot.waitUntil(lambda: isinstance(window.current(), PeoplePage))
    click(button(window, "Decide now"))
    page = window.current()
    assert isinstance(page, ParkedPage)
    page.table.setFocus()
    return page


def names(database: Database) -> set[str]:
    with database.reading() as session:
        return set(session.exec(select(Person.last_name).where(listed())))


def comparing(window: Any, qtbot: Any) -> ParkedRowPage:
    key(ENTER)
    page = window.current()
    assert isinstance(page, ParkedRowPage)
    qtbot.waitUntil(lambda: isinstance(focused(), MergeCell))
    return page


def test_that_the_preview_says_whom_a_row_looks_like_and_parks_it(looked: ImportPage) -> None:
    table = looked.view.table.names
    told = [str(table.records.index(at, 0).data()) for at in range(3)]
    assert told[0] == "row 2: สมชาย แก้วไส, looks like สมชาย แก้วใส"
    assert looked.view.parks.said.text() == "2 rows look like somebody"
    assert looked.view.chips.chip("parked").text() == "Looks like somebody 2"
    click(button(looked.view.parks, "Add them"))
    assert looked.view.chips.chip("added").text() == "New 3"
    assert "perhaps there twice" in looked.view.parks.told.text()
    click(button(looked.view.parks, "Park them"))
    assert looked.view.chips.chip("added").text() == "New 1"


def test_that_rows_are_added_when_a_person_says_so(
    looked: ImportPage, opened: Any, database: Database, qtbot: Any
) -> None:
    click(button(looked.view.parks, "Add them"))
    looked.take()
    qtbot.waitUntil(lambda: not opened[1].desk.jobs.running)
    assert names(database) == {"แก้วใส", "แก้วไส", "ศรีสุข", "ศรีสุก", "ทองดี"}
    assert waiting(database) == []


def test_that_rows_are_decided_one_by_one_by_keys(
    page: ParkedPage, window: Any, qtbot: Any, database: Database, people: dict[str, UUID]
) -> None:
    assert cells(page.table, "name") == ["สมชาย แก้วไส", "สมหญิง ศรีสุก"]
    one = comparing(window, qtbot)
    assert "อาชีพของแม่: ทำนา" in one.cells.text()
    key(ENTER, CONTROL)
    assert len(waiting(database)) == 1
    assert window.current() is one
    key(N, CONTROL)
    qtbot.waitUntil(lambda: window.current() is page)
    assert waiting(database) == []
    assert names(database) == {"แก้วใส", "ศรีสุข", "ศรีสุก", "ทองดี"}
    with database.reading() as session:
        assert person_details(session, people["ชาย"]).phone == "0899999999"


def test_that_all_shown_are_decided_at_once_and_taken_back(
    page: ParkedPage, window: Any, qtbot: Any, opened: Any, database: Database
) -> None:
    click(page.foot.button("All shown: the same"))
    qtbot.waitUntil(lambda: not opened[1].desk.jobs.running)
    assert waiting(database) == []
    assert names(database) == {"แก้วใส", "ศรีสุข", "ทองดี"}
    page.filter_bar.toggle("same")
    assert len(cells(page.table, "state")) == 2
    assert cells(page.table, "state")[0].startswith("The same person · ")
    page.table.setFocus()
    click(button(window, "Decide again"))
    assert len(waiting(database)) == 1
    opened[1].commands.undo()
    assert waiting(database) == []
    opened[1].commands.undo()
    assert len(waiting(database)) == 2


def test_that_a_row_is_thrown_away_only_by_saying_so(
    page: ParkedPage, window: Any, qtbot: Any, database: Database
) -> None:
    one = comparing(window, qtbot)
    click(button(one, "Later"))
    assert len(waiting(database)) == 2
    key(DEL, CONTROL)
    assert len(waiting(database)) == 1
    assert names(database) == {"แก้วใส", "ศรีสุข", "ทองดี"}


def test_that_the_registry_and_the_files_lead_to_parked_rows(
    page: ParkedPage, window: Any, opened: Any, database: Database
) -> None:
    window.back()
    registry = window.current()
    assert isinstance(registry, PeoplePage)
    click(registry.foot.button("2 parked rows"))
    assert isinstance(window.current(), ParkedPage)
    window.back()
    opened[1].open("care", section="imports")
    files = window.current().current()
    assert isinstance(files, ImportsPage)
    assert cells(files.table, "parked") == ["2"]
    files.table.choose(files.table.records.row(0).id)
    files.show_parked()
    account = window.current()
    assert isinstance(account, ParkedPage)
    assert account.subtitle() == "2 rows to decide · people.csv"
    window.back()
    files.give_back()
    assert waiting(database) == []
    assert names(database) == {"แก้วใส", "ศรีสุข"}
    assert not any(
        each.isVisible() and "parked row" in each.text()
        for each in registry.foot.findChildren(QAbstractButton)
    )
