"""The title of a child is offered to be changed at fifteen, and changes by a press only."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.entity import local_today
from tests.features.people.builders import add
from tests.features.people.window import CONTROL, cells, click, key


@pytest.fixture
def database(database: Database) -> Database:
    for title, years, name in (("ด.ญ.", 15, "กาน"), ("ด.ช.", 14, "ขวัญ"), ("นาย", 40, "คำ")):
        add(database, title=title, first_name=name, born=f"{local_today().year - years}-01-01")
    return database


def offers(page: Any) -> list[QAbstractButton]:
    every = page.card.findChildren(QAbstractButton)
    return [each for each in every if each.text() == "Change the title to นางสาว"]


def test_that_a_grown_childs_title_changes_by_a_press_and_is_taken_back(
    qtbot: Any, window: Any
) -> None:
    page = window.current()
    qtbot.waitUntil(lambda: page.finder.ready)
    page.filter_bar.toggle("title-outgrown")
    (name,) = cells(page.table, "name")
    assert "กาน" in name
    page.table.setFocus()
    key(Qt.Key.Key_Home)
    page.show_now()
    qtbot.waitUntil(lambda: any(each.isVisible() for each in offers(page)))
    click(offers(page)[0])
    assert list(cells(page.table, "name")) == []
    key(Qt.Key.Key_Z, CONTROL)
    assert list(cells(page.table, "name")) == [name]
