"""The registry by keys: several people selected, changed, grouped; lists kept under a name; wishes."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget

from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.entity import local_today
from learnsoc_desktop.features.centre.code_lists import code_id
from learnsoc_desktop.features.people import bulk_page
from learnsoc_desktop.features.people.bulk_page import BulkPage
from learnsoc_desktop.features.people.bulk_queries import BulkField
from learnsoc_desktop.features.people.model import PersonStatus
from learnsoc_desktop.features.people.more_queries import status_changes
from learnsoc_desktop.features.people.name_page import NamePage
from learnsoc_desktop.features.people.own_group_model import OwnGroupDetails
from learnsoc_desktop.features.people.own_group_queries import own_group_counts, own_groups
from learnsoc_desktop.features.people.own_group_service import add_own_group
from learnsoc_desktop.features.people.page import PeoplePage
from learnsoc_desktop.features.people.path_model import WantDetails
from learnsoc_desktop.features.people.path_service import add_note
from learnsoc_desktop.features.people.queries import person_details
from learnsoc_desktop.features.people.wants_page import WantsPage
from tests.features.people.builders import add
from tests.features.people.window import CONTROL, SHIFT, cells, focused, key, type_text

OLDER = code_id("target_group", "older")
NAMES = ("กานดา", "ขวัญใจ", "คำแก้ว", "จันทร์")


@pytest.fixture
def people(database: Database) -> list[UUID]:
    return [add(database, first_name=name, last_name="", nickname="") for name in NAMES]


@pytest.fixture
def page(qtbot: Any, people: list[UUID], opened: Any) -> PeoplePage:
    page = opened[0].current()
    assert isinstance(page, PeoplePage)
    assert len(people) == len(NAMES)
    qtbot.waitUntil(lambda: page.finder.ready)
    page.table.setFocus()
    return page


def menu_item(menu: QMenu, text: str) -> Any:
    return next(each for each in menu.actions() if each.text().partition("\t")[0] == text)


def open_menu() -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def now(qtbot: Any, window: Any, kind: type) -> Any:
    qtbot.waitUntil(lambda: isinstance(window.current(), kind))
    return window.current()


def stored(opened: Any, people: Sequence[UUID]) -> list[PersonStatus]:
    query = opened[1].commands.query
    return [query(lambda session, one=one: person_details(session, one)).status for one in people]


def test_that_shift_and_ctrl_select_and_the_foot_tells_how_many(page: PeoplePage) -> None:
    key(Qt.Key.Key_Down, SHIFT)
    key(Qt.Key.Key_Down, SHIFT)
    assert page.marked.count() == 3
    assert page.foot.words.text().startswith("3 selected")
    key(Qt.Key.Key_A, CONTROL)
    assert page.marked.count() == len(NAMES)
    key(Qt.Key.Key_Home)
    assert page.marked.count() == 1
    assert "selected" not in page.foot.words.text()


def test_that_the_numbers_of_groups_come_when_they_are_counted(
    page: PeoplePage, people: list[UUID], opened: Any, qtbot: Any
) -> None:
    jobs = opened[1].desk.jobs
    details = OwnGroupDetails(name="วงร้องเพลง")
    opened[1].commands.run(lambda uow: add_own_group(uow, details, people[:2]))
    menu = page.marked.group_menu(page)
    action = menu.actions()[0]
    assert action.text() == "วงร้องเพลง"  # the menu does not wait for the number
    qtbot.waitUntil(lambda: action.text() == "วงร้องเพลง 2")
    gone, ended = page.marked.group_menu(page), []
    gone.destroyed.connect(lambda: ended.append(True))
    gone.deleteLater()
    qtbot.waitUntil(lambda: bool(ended) and not jobs.running)  # nothing is written into it


def test_that_a_field_of_several_changes_after_a_look_and_one_undo_takes_it_back(
    page: PeoplePage, people: list[UUID], opened: Any, qtbot: Any
) -> None:
    key(Qt.Key.Key_Down, SHIFT)
    key(Qt.Key.Key_E, CONTROL)
    task = now(qtbot, opened[0], BulkPage)
    choose(task, BulkField.STATUS, PersonStatus.LEFT)
    assert list(cells(task.table, "name")) == list(NAMES[:2])
    assert list(cells(task.table, "before")) == [PersonStatus.ACTIVE.label] * 2
    assert list(cells(task.table, "after")) == [PersonStatus.LEFT.label] * 2
    assert stored(opened, people)[0] is PersonStatus.ACTIVE  # nothing is written yet
    key(Qt.Key.Key_S, CONTROL)
    now(qtbot, opened[0], PeoplePage)
    left, active = PersonStatus.LEFT, PersonStatus.ACTIVE
    assert stored(opened, people) == [left, left, active, active]
    key(Qt.Key.Key_Z, CONTROL)
    assert stored(opened, people) == [active] * len(NAMES)


def test_that_a_status_is_asked_since_when_and_why(
    page: PeoplePage, people: list[UUID], opened: Any, qtbot: Any
) -> None:
    key(Qt.Key.Key_Down, SHIFT)
    page.marked.change()
    task = now(qtbot, opened[0], BulkPage)
    choose(task, BulkField.STATUS, PersonStatus.MOVED)
    assert task.to is not None
    assert task.to.values()["since"] == local_today()
    pick(task.to, "since", local_today() + timedelta(1))
    assert "still to come" in shown_text(task.to)
    assert [action.enabled for action in task.page_actions()] == [False]
    pick(task.to, "since", date(2026, 5, 1))
    task.to.go_to("reason")
    type_text("work in town")
    key(Qt.Key.Key_S, CONTROL)
    now(qtbot, opened[0], PeoplePage)
    told = opened[1].commands.query(lambda session: status_changes(session, people[1]))
    assert [(one.status, one.since, one.reason) for one in told] == [
        (PersonStatus.MOVED, date(2026, 5, 1), "work in town")
    ]
    key(Qt.Key.Key_Down, SHIFT)
    page.marked.change()
    task = now(qtbot, opened[0], BulkPage)
    choose(task, BulkField.VILLAGE, None)
    assert task.to is not None
    assert set(task.to.values()) == {bulk_page.VALUE}


def shown_text(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_that_who_is_left_out_stands_there_with_the_reason(
    page: PeoplePage, opened: Any, qtbot: Any
) -> None:
    key(Qt.Key.Key_A, CONTROL)
    page.marked.change()
    task = now(qtbot, opened[0], BulkPage)
    choose(task, BulkField.STATUS, PersonStatus.ACTIVE)
    assert list(cells(task.table, "note")) == ["not changed: is so already"] * len(NAMES)
    assert [action.enabled for action in task.page_actions()] == [False]


def test_that_many_are_looked_at_beside_the_window_and_changed(
    page: PeoplePage, people: list[UUID], opened: Any, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk_page, "SOON", 1)
    key(Qt.Key.Key_A, CONTROL)
    page.marked.change()
    task = now(qtbot, opened[0], BulkPage)
    choose(task, BulkField.STATUS, PersonStatus.MOVED)
    qtbot.waitUntil(lambda: task.table.records.rowCount() == len(NAMES), timeout=15000)
    task.change()
    moved = PersonStatus.MOVED
    qtbot.waitUntil(lambda: stored(opened, people) == [moved] * len(NAMES), timeout=15000)


def choose(task: BulkPage, field: BulkField, value: object) -> None:
    """Choose a field and a value in the editors, as a person's choice reaches the page."""
    pick(task.what, bulk_page.FIELD, field)
    assert task.to is not None
    pick(task.to, bulk_page.VALUE, value)


def pick(form: Any, name: str, value: object) -> None:
    form.set_value({name: value})
    form.changed.emit(name)
    QApplication.processEvents()


def test_that_those_selected_become_a_group_and_the_list_narrows_to_it(
    page: PeoplePage, opened: Any, qtbot: Any
) -> None:
    key(Qt.Key.Key_Down, SHIFT)
    key(Qt.Key.Key_G, CONTROL)
    menu = open_menu()
    menu_item(menu, "New group…").trigger()
    menu.close()
    now(qtbot, opened[0], NamePage)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    type_text("วงร้องเพลง")
    key(Qt.Key.Key_S, CONTROL)
    now(qtbot, opened[0], PeoplePage)
    (group,) = opened[1].commands.query(own_groups)
    assert (group.name, opened[1].commands.query(own_group_counts)) == ("วงร้องเพลง", {group.id: 2})
    page.filter_bar.toggle(f"own-{group.id}")
    assert list(cells(page.table, "name")) == list(NAMES[:2])
    page.table.setFocus()
    key(Qt.Key.Key_Home)
    menu_item(page.marked.menu(page), "Take 1 person out of “วงร้องเพลง”").trigger()
    assert list(cells(page.table, "name")) == [NAMES[1]]
    menu_item(page.marked.menu(page), "Remove the group “วงร้องเพลง”").trigger()
    qtbot.waitUntil(lambda: page.table.records.rowCount() == len(NAMES))


def test_that_a_list_is_kept_and_comes_back(page: PeoplePage, opened: Any, qtbot: Any) -> None:
    page.search.setText("ข")
    page.filter_bar.set_active({"role-all"})
    key(Qt.Key.Key_B, CONTROL)
    menu = open_menu()
    menu_item(menu, "Save this list…").trigger()
    menu.close()
    now(qtbot, opened[0], NamePage)
    type_text("ชื่อมี ข")
    key(Qt.Key.Key_S, CONTROL)
    now(qtbot, opened[0], PeoplePage)
    page.clear_filters()
    assert page.table.records.rowCount() == len(NAMES)
    menu_item(page.lists.menu_of_lists(), "ชื่อมี ข").trigger()
    assert (page.search.text(), page.filter_bar.active()) == ("ข", {"role-all"})
    menu = page.lists.menu_of_lists()
    assert menu_item(menu, "ชื่อมี ข").isChecked()
    menu_item(menu, "Remove “ชื่อมี ข”").trigger()
    shown = [each.text() for each in page.lists.menu_of_lists().actions()]
    assert shown == ["Save this list…"]


def test_that_del_throws_away_all_who_are_selected(page: PeoplePage) -> None:
    key(Qt.Key.Key_Down, SHIFT)
    key(Qt.Key.Key_Delete)
    assert list(cells(page.table, "name")) == list(NAMES[2:])
    key(Qt.Key.Key_Z, CONTROL)
    assert list(cells(page.table, "name")) == list(NAMES)


def test_that_those_who_want_the_same_become_a_group(
    page: PeoplePage, people: list[UUID], opened: Any, qtbot: Any
) -> None:
    for person in people[:3]:
        wish = WantDetails(what="การทอผ้า")
        opened[1].commands.run(lambda uow, one=person, wish=wish: add_note(uow, one, wish))
    page.open(wants=True)
    task = now(qtbot, opened[0], WantsPage)
    qtbot.waitUntil(lambda: list(cells(task.table, "people")) == ["3"])
    task.table.setFocus()
    key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.focusWidget() in task.wishers)
    assert focused().text() == NAMES[0]
    key(Qt.Key.Key_G, CONTROL)
    now(qtbot, opened[0], NamePage)
    key(Qt.Key.Key_S, CONTROL)
    now(qtbot, opened[0], WantsPage)
    (group,) = opened[1].commands.query(own_groups)
    assert group.name == "การทอผ้า No village noted"
    assert opened[1].commands.query(own_group_counts) == {group.id: 3}
