"""The registry in the real window: found as one types, filtered, sorted, copied, printed, deleted."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from sqlmodel import select

from learnsoc_desktop.core.changes import ChangeSet
from learnsoc_desktop.data import instant_list
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.features.centre.code_lists import code_id
from learnsoc_desktop.features.people import queries
from learnsoc_desktop.features.people.import_page import ImportPage
from learnsoc_desktop.features.people.model import Person, PersonStatus
from learnsoc_desktop.features.people.more_model import NameDetails
from learnsoc_desktop.features.people.more_service import add_entry
from learnsoc_desktop.features.people.page import PeoplePage
from learnsoc_desktop.features.people.service import register_person
from learnsoc_desktop.ui.print_page import PrintPage
from learnsoc_desktop.ui.text import Text
from tests.features.people.builders import TODAY, add, details
from tests.features.people.window import (
    CONTROL,
    ENTER,
    SHIFT,
    button,
    cells,
    click,
    focused,
    key,
    type_text,
)

INSTRUCTOR, LEARNER = code_id("role", "instructor"), code_id("role", "learner")
FARMER = code_id("target_group", "farmer")


@pytest.fixture
def database(database: Database) -> Database:
    add(database, title="นาย", first_name="เก่ง", last_name="น้ำซับ", nickname="ไก่", born="1950")
    add(
        database,
        title="นาง",
        first_name="กล้า",
        last_name="ฟ้าหลวงคำ",
        nickname="แดง",
        born="1990-03",
    )
    add(
        database,
        title="นาย",
        first_name="แดง",
        last_name="ปู่ญี่ปุ่น",
        nickname="กบ",
        roles=[INSTRUCTOR],
        born="2000-01-02",
    )
    add(
        database,
        title="นาง",
        first_name="บุญเรือน",
        last_name="ใจดี",
        nickname="",
        roles=[LEARNER, INSTRUCTOR],
        target_groups=[FARMER],
    )
    return database


@pytest.fixture
def opened(qtbot: Any, opened: Any) -> Any:
    qtbot.waitUntil(lambda: opened[0].current().finder.ready)
    return opened


@pytest.fixture
def page(window: Any) -> PeoplePage:
    page = window.current()
    assert isinstance(page, PeoplePage)
    return page


def names(page: PeoplePage) -> list[str]:
    return list(cells(page.table, "name"))


def chip_texts(page: PeoplePage) -> list[str]:
    return [page.filter_bar.chip(choice.chip.key).text() for choice in page.finder.choices[:3]]


def test_that_it_opens_on_learners_in_thai_order(page: PeoplePage, window: Any) -> None:
    assert names(page) == ["นางกล้า ฟ้าหลวงคำ", "นายเก่ง น้ำซับ", "นางบุญเรือน ใจดี"]
    assert page.filter_bar.chip("role-learner").isChecked()
    assert page.foot.words.text() == "3 people, in alphabetical order"
    assert window.header.heading.under.startswith("4 people")


def test_that_chips_tell_how_many_each_would_leave(page: PeoplePage, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: "3" in page.filter_bar.chip("role-learner").text())
    assert chip_texts(page) == ["Learner 3", "Everybody 4", "Instructor 2"]
    assert page.filter_bar.chip("older").text() == "60 and older 1"
    page.search.setFocus()
    type_text("แดง")
    qtbot.waitUntil(lambda: "1" in page.filter_bar.chip("role-learner").text())
    assert chip_texts(page) == ["Learner 1", "Everybody 2", "Instructor 1"]


def test_that_another_role_is_one_chip_away(page: PeoplePage) -> None:
    click(page.filter_bar.chip("role-instructor"))
    assert names(page) == ["นายแดง ปู่ญี่ปุ่น", "นางบุญเรือน ใจดี"]
    click(page.filter_bar.chip("role-all"))
    assert len(names(page)) == 4
    click(page.filter_bar.chip("role-all"))  # off again: learners, as from the start
    assert len(names(page)) == 3


def test_that_each_letter_narrows_the_list_and_esc_gives_it_back(page: PeoplePage) -> None:
    key(Qt.Key.Key_F, CONTROL)
    assert focused() is page.search
    type_text("น้ำ")
    assert names(page) == ["นายเก่ง น้ำซับ"]
    key(Qt.Key.Key_Escape)
    assert len(names(page)) == 3


def test_that_tone_marks_need_not_be_typed(page: PeoplePage) -> None:
    page.search.setFocus()
    type_text("เกง")
    assert names(page) == ["นายเก่ง น้ำซับ"]


def test_that_nothing_found_says_so_and_how_to_go_on(page: PeoplePage) -> None:
    page.search.setFocus()
    type_text("ไม่มีใคร")
    assert names(page) == []
    words = [each.text() for each in page.body.findChildren(Text) if each.isVisible()]
    assert any("ไม่มีใคร" in text for text in words)
    click(button(page.body, "Show everything"))
    assert len(names(page)) == 3


def test_that_letters_typed_in_the_list_go_to_the_search(page: PeoplePage) -> None:
    page.table.setFocus()
    type_text("บุญ")
    assert focused() is page.search
    assert names(page) == ["นางบุญเรือน ใจดี"]


def test_that_a_head_sorts_words_as_thais_do_and_blanks_last(page: PeoplePage) -> None:
    head = page.table.horizontalHeader()
    at = next(n for n, each in enumerate(page.table.records.columns) if each.key == "nickname")
    place = QPoint(head.sectionViewportPosition(at) + 10, 10)
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert list(cells(page.table, "nickname")) == ["ไก่", "แดง", ""]
    assert page.foot.words.text() == "3 people, by Nickname"
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert list(cells(page.table, "nickname")) == ["", "แดง", "ไก่"]


def test_that_every_sortable_column_has_an_order(page: PeoplePage) -> None:
    every = {column.key: column for column in page.columns()}
    for name in every:
        if not page.tools.shown(name):
            page.tools.toggle_column(name)
    for name, column in every.items():
        if column.sortable:
            page.tools._sort(name, descending=False)
            assert len(names(page)) == 3, name


def test_that_a_column_is_added_by_its_menu_and_remembered(page: PeoplePage, opened: Any) -> None:
    menu = page.tools.column_menu(page)
    action = next(each for each in menu.actions() if each.text() == "Occupation")
    action.trigger()
    assert "occupation_id" in [column.key for column in page.table.shown_columns()]
    assert "occupation_id" in opened[1].settings.columns["people"]


def test_that_rows_are_copied_for_a_spreadsheet(page: PeoplePage) -> None:
    page.table.setFocus()
    key(Qt.Key.Key_C, CONTROL | SHIFT)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:2] == ["Name", "Nickname"]
    assert [line.split("\t")[0] for line in lines[1:]] == names(page)


def test_that_f12_prints_the_roll_of_who_is_shown(page: PeoplePage, window: Any) -> None:
    click(page.filter_bar.chip("role-all"))
    page.search.setFocus()
    type_text("แดง")
    page.tools._sort("nickname", descending=False)
    expected = names(page)
    key(Qt.Key.Key_F12)
    paper = window.current()
    assert isinstance(paper, PrintPage)
    report = paper._report
    rows = [row for row in report.tables()[0].rows if row.key]
    assert [row.cells[3] for row in rows] == expected == ["นายแดง ปู่ญี่ปุ่น", "นางกล้า ฟ้าหลวงคำ"]
    assert report.filter == "Everybody · found by “แดง” · by Nickname"


def test_that_del_moves_to_the_trash_and_undo_brings_back(
    page: PeoplePage, window: Any, database: Database
) -> None:
    page.table.setFocus()
    key(Qt.Key.Key_Down)
    assert page.table.current_row().name == "นายเก่ง น้ำซับ"
    key(Qt.Key.Key_Delete)
    assert names(page) == ["นางกล้า ฟ้าหลวงคำ", "นางบุญเรือน ใจดี"]
    assert window.saved.text() == "Saved Moved to the trash: นายเก่ง น้ำซับ"
    key(Qt.Key.Key_Z, CONTROL)
    assert "นายเก่ง น้ำซับ" in names(page)
    with database.reading() as session:
        found = queries.persons_find(session, "เก่ง")
        person = session.get_one(Person, UUID(found[0].id))
        assert person.deleted_at is None


def test_that_enter_opens_the_record_and_back_returns_to_the_row(
    page: PeoplePage, window: Any
) -> None:
    page.table.setFocus()
    key(Qt.Key.Key_End)
    key(ENTER)
    assert window.header.heading.title == "นางบุญเรือน ใจดี"
    key(Qt.Key.Key_Escape)
    assert window.current() is page
    assert page.table.current_row().name == "นางบุญเรือน ใจดี"


def test_that_the_card_tells_who_it_is_and_what_is_missing(page: PeoplePage, qtbot: Any) -> None:
    page.table.setFocus()
    key(Qt.Key.Key_End)
    page.show_now()

    def words() -> list[str]:
        return [each.text() for each in page.card.findChildren(Text) if each.isVisible()]

    qtbot.waitUntil(lambda: "นางบุญเรือน ใจดี" in words())
    assert any("Date of birth" in text for text in words())
    assert any("Attendance appears here by itself" in text for text in words())


def test_that_a_link_opens_somebody_of_any_role(page: PeoplePage, opened: Any) -> None:
    with opened[1].commands.database.reading() as session:
        hit = queries.persons_find(session, "ปู่ญี่ปุ่น")[0]
    opened[1].open("people", record_id=hit.id)
    assert page.table.current_row().name == "นายแดง ปู่ญี่ปุ่น"
    assert page.filter_bar.chip("role-all").isChecked()


def test_that_a_dropped_file_is_looked_at(page: PeoplePage, window: Any, tmp_path: Any) -> None:
    path = tmp_path / "people.csv"
    path.write_text("ชื่อ\nสมชาย\n", encoding="utf-8")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    drop = QDropEvent(
        QPointF(50, 50),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.dropEvent(drop)
    assert isinstance(window.current(), ImportPage)


def test_that_a_new_person_appears_at_once_in_order(page: PeoplePage, opened: Any) -> None:
    new = details(first_name="กก", last_name="")
    opened[1].commands.run(lambda uow: register_person(uow, new, today=TODAY))
    assert names(page)[0] == "กก"


def test_that_a_status_filter_of_the_menu_becomes_a_chip(page: PeoplePage, opened: Any) -> None:
    menu = page.filter_bar.menu()
    sections = {each.text(): each.menu() for each in menu.actions() if each.menu()}
    assert [*sections][-1] == "Status"  # the many stand in menus of their own
    moved = PersonStatus.MOVED.label
    next(each for each in sections["Status"].actions() if each.text() == moved).trigger()
    assert names(page) == []
    assert page.filter_bar.chip("status-moved").isVisible()


def test_that_a_filter_of_a_long_list_is_asked_while_the_window_goes_on(
    page: PeoplePage, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(instant_list, "AT_ONCE", 0)
    before = names(page)
    page.finder.changed(ChangeSet({"PersonRole": frozenset({uuid4()})}))  # the roles are read anew
    click(page.filter_bar.chip("role-instructor"))
    assert names(page) == before  # nothing was asked for all of the list at once
    qtbot.waitUntil(lambda: names(page) == ["นายแดง ปู่ญี่ปุ่น", "นางบุญเรือน ใจดี"])


def test_that_a_former_name_finds_who_bore_it(
    page: PeoplePage, database: Database, opened: Any
) -> None:
    with database.reading() as session:
        query = select(Person.id).where(Person.first_name == "กล้า")
        person = session.exec(query).one()
    opened[1].commands.run(
        lambda uow: add_entry(uow, person, NameDetails(name="กล้า เดิมทอง"), today=TODAY), title="x"
    )
    page.search.setFocus()
    type_text("เดิมทอง")
    assert names(page) == ["นางกล้า ฟ้าหลวงคำ"]
    click(page.filter_bar.chip("role-instructor"))
    assert names(page) == []


def test_that_a_link_to_a_list_that_acts_finds_it_before_it_was_read(
    database: Database, window: Any, opened: Any
) -> None:
    context = opened[1]
    page = PeoplePage(context)
    page.open(filters=["title-outgrown"])
    assert page.asked().filters >= {"title-outgrown"}
    page.deleteLater()
