"""List pages: search on each letter, chips, columns, copying, states, the pane beside."""

from collections.abc import Hashable
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from learnsoc_desktop.core import settings as stored
from learnsoc_desktop.core.settings import Settings
from learnsoc_desktop.core.thai import fold, sort_key
from learnsoc_desktop.ui.columns import Column, Face, Sign
from learnsoc_desktop.ui.commands import Commands
from learnsoc_desktop.ui.context import Context, Desk
from learnsoc_desktop.ui.contributions import Contributions
from learnsoc_desktop.ui.filters import Filter
from learnsoc_desktop.ui.fonts import load_fonts
from learnsoc_desktop.ui.jobs import JobRunner
from learnsoc_desktop.ui.layout import column
from learnsoc_desktop.ui.list_detail_page import ListDetailPage
from learnsoc_desktop.ui.list_page import Asked, Found
from learnsoc_desktop.ui.page import PageAction
from learnsoc_desktop.ui.record_table import SequenceSource
from learnsoc_desktop.ui.table_states import Empty, Example
from learnsoc_desktop.ui.theme import set_theme
from tests.ui.lazy_rows import KeySource

NAMES = ("บุญเรือน ฟ้าหลวงคำ", "เก่ง น้ำซับ", "แดง ปู่ญี่ปุ่น", "กล้า ผู้ใหญ่กิ๊ฟ", "ไพโรจน์ นาดี")


@dataclass(frozen=True, slots=True)
class Someone:
    id: int
    name: str
    age: int
    complete: bool


PEOPLE = sorted(
    (Someone(at, name, 20 + 10 * at, at % 2 == 0) for at, name in enumerate(NAMES)),
    key=lambda row: sort_key(row.name),
)


class Shell:
    """The window, as far as a list needs one."""

    def __init__(self):
        self.said = []

    def notify(self, text, *_rest):
        self.said.append(text)


class PeoplePage(ListDetailPage):
    """A registry of five people."""

    name = "people"
    people = PEOPLE
    lazily = False

    def title(self):
        return "ทะเบียนผู้เรียน"

    def columns(self):
        return (
            Column("name", "Name", lambda row: row.name, 200, stretch=True, face=face),
            Column("age", "Age", lambda row: str(row.age), 60, right=True, order=lambda r: r.age),
            Column("state", "Record", state, 90, sign=sign, leaves=1),
            Column("no", "No.", lambda row: str(row.id), 70, shown=False, leaves=1),
        )

    def filters(self):
        return (
            Filter("all", "Everybody", group="who", default=True),
            Filter("old", "From 40", group="who"),
            Filter("open", "Incomplete"),
            Filter("name_k", "ก", chip=False, section="First letter"),
        )

    def rows_for(self, asked: Asked):
        rows = [row for row in self.people if fold(asked.text) in fold(row.name)]
        if "old" in asked.filters:
            rows = [row for row in rows if row.age >= 40]
        if "open" in asked.filters:
            rows = [row for row in rows if not row.complete]
        if asked.sort == "age" and self.lazily:
            rows = sorted(rows, key=lambda row: row.age, reverse=asked.descending)
        counts = {"all": len(self.people), "old": sum(row.age >= 40 for row in self.people)}
        by_key: dict[Hashable, Someone] = {row.id: row for row in rows}
        source = SequenceSource(rows)
        if self.lazily:
            source = KeySource(list(by_key), lambda keys: [by_key[key] for key in keys])
        return Found(source, counts, len(self.people))

    def key_of(self, record_id):
        return int(record_id)

    def count_text(self, count):
        return f"{count} people"

    def foot_actions(self):
        return (PageAction("Print", "printer", lambda: self.done.append("printed"), "F12"),)

    def row_actions(self, row):
        return (PageAction(f"Delete {row.name}", "trash-2", lambda: self.done.append(row.id)),)

    def open_row(self, row):
        self.done.append(("opened", row.id))

    def empty(self):
        return Empty(
            "Begin with three people you know",
            "Two minutes each",
            (Example("user", "A learner", "as Boonruean"),),
            (
                PageAction("Add a person", "plus", lambda: self.done.append("add")),
                PageAction("Take in a file", "file-up", lambda: self.done.append("file")),
            ),
        )

    def make_detail(self):
        self.detail = QLabel()
        return self.detail

    def show_detail(self, row):
        self.detail.setText(row.name if row else "")


def face(row):
    return Face(row.name[0])


def state(row):
    return "complete" if row.complete else "2 missing"


def sign(row):
    return Sign("circle-check", "good") if row.complete else Sign("circle-dashed", "late")


@pytest.fixture(autouse=True)
def dressed(qapp):
    load_fonts()
    set_theme("light", 0)
    yield
    set_theme("light", 0)


@pytest.fixture
def shell():
    return Shell()


@pytest.fixture
def context(qapp, database, shell):
    desk = Desk(Settings(), JobRunner())
    desk.shell = shell
    return Context(desk, Commands(database), Contributions())


@pytest.fixture
def window(qtbot):
    window = QWidget()
    window.setLayout(QVBoxLayout())
    window.resize(1120, 700)
    qtbot.addWidget(window)
    return window


@pytest.fixture
def show(qtbot, context, window):
    """Return a function that shows a page and its search field."""

    def show(kind=PeoplePage):
        page = kind.__new__(kind)
        page.done = []
        kind.__init__(page, context)
        window.layout().addLayout(column(page.search, (page, 1)))
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return page

    return show


def type_text(widget, text):
    for letter in text:
        press = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(widget, press)


def shown_names(page):
    records = page.table.records
    return [records.row(at).name.split()[0] for at in range(records.rowCount())]


def test_that_rows_stand_in_thai_order_with_their_number(show):
    page = show()
    assert shown_names(page) == ["กล้า", "เก่ง", "แดง", "บุญเรือน", "ไพโรจน์"]
    assert page.foot.words.text() == "5 people, in alphabetical order"


def test_that_each_letter_is_answered_at_once(show):
    page = show()
    page.search.setFocus()
    type_text(page.search, "ซับ")
    assert shown_names(page) == ["เก่ง"]
    assert page.foot.words.text() == "1 people, in alphabetical order"
    QTest.keyClick(page.search, Qt.Key.Key_Escape)
    assert len(shown_names(page)) == 5


def test_that_a_letter_typed_in_the_list_goes_to_the_search_field(show):
    page = show()
    page.table.setFocus()
    type_text(page.table, "แ")
    assert page.search.hasFocus()
    type_text(page.search, "ดง")
    assert shown_names(page) == ["แดง"]
    QTest.keyClick(page.search, Qt.Key.Key_Down)
    assert page.table.hasFocus()


def test_that_ctrl_f_goes_to_the_search_field(show):
    page = show()
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.search.hasFocus()


def test_that_a_search_chooses_the_first_hit_and_esc_stays_with_it(show):
    page = show()
    type_text(page.search, "แดง")
    assert page.table.current_row().name.startswith("แดง")
    page.search.clear()
    assert page.table.current_row().name.startswith("แดง")


def test_that_chips_filter_and_exclude_each_other_in_their_group(show):
    page = show()
    QTest.mouseClick(page.filter_bar.chip("old"), Qt.MouseButton.LeftButton)
    assert shown_names(page) == ["กล้า", "แดง", "ไพโรจน์"]
    assert page.filter_bar.active() == {"old"}
    QTest.mouseClick(page.filter_bar.chip("open"), Qt.MouseButton.LeftButton)
    assert page.filter_bar.active() == {"old", "open"}
    assert shown_names(page) == ["กล้า"]
    QTest.mouseClick(page.filter_bar.chip("old"), Qt.MouseButton.LeftButton)
    assert page.filter_bar.active() == {"all", "open"}  # the first of its group comes back


def test_that_chips_carry_their_numbers(show):
    page = show()
    assert page.filter_bar.chip("all").text().strip() == "Everybody 5"
    assert page.filter_bar.chip("old").text().strip() == "From 40 3"


def test_that_filters_without_a_chip_stand_in_the_menu_until_they_are_on(show, qtbot):
    page = show()
    menu = page.filter_bar.menu()
    qtbot.addWidget(menu)
    assert [action.text() for action in menu.actions()][:2] == ["First letter", "ก"]
    assert not page.filter_bar.chip("name_k").isVisible()
    menu.actions()[1].trigger()
    assert "name_k" in page.filter_bar.active()
    assert page.filter_bar.chip("name_k").isVisible()


def test_that_chips_without_room_go_into_the_menu(show, window, qtbot):
    page = show()
    window.resize(500, 700)
    qtbot.waitUntil(lambda: not page.filter_bar.chip("open").isVisible())
    menu = page.filter_bar.menu()
    qtbot.addWidget(menu)
    assert "Incomplete" in [action.text() for action in menu.actions()]


def test_that_nothing_found_offers_to_clear_the_filters(show):
    page = show()
    page.filter_bar.toggle("open")
    type_text(page.search, "ซซซ")
    assert page.body.nothing.isVisible()
    assert page.body.nothing.words.text() == "“ซซซ” was not found"
    QTest.mouseClick(page.body.nothing.clear_button, Qt.MouseButton.LeftButton)
    assert len(shown_names(page)) == 5
    assert page.table.isVisible()


def test_that_an_empty_place_says_what_to_do_first(show):
    class Nobody(PeoplePage):
        people = ()

    page = show(Nobody)
    assert page.body.empty_state.isVisible()
    assert not page.foot.isVisible()
    first, second = page.body.empty_state.buttons
    assert (first.property("kind"), second.property("kind")) == ("primary", "")
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    QTest.mouseClick(second, Qt.MouseButton.LeftButton)
    assert page.done == ["add", "file"]


def test_that_an_empty_place_gives_the_keys_to_what_to_do_first(show):
    class Nobody(PeoplePage):
        people = ()

    page = show(Nobody)
    page.first_focus().setFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert page.done == ["add"]
    assert show().first_focus() is not page.first_focus()


def test_that_rows_are_walked_and_opened_by_keys(show):
    page = show()
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_End)
    assert page.table.current_row().name.startswith("ไพโรจน์")
    QTest.keyClick(page.table, Qt.Key.Key_Home)
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert page.done == [("opened", 1)]


def test_that_a_click_on_a_head_sorts_and_another_turns_it_round(show):
    page = show()
    head = page.table.horizontalHeader()
    at = head.sectionViewportPosition(1) + 10
    spot = head.viewport().rect().center()
    spot.setX(at)
    for ages in ([20, 30, 40, 50, 60], [60, 50, 40, 30, 20]):
        QTest.mouseClick(
            head.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot
        )
        rows = [page.table.records.row(number) for number in range(5)]
        assert [row.age for row in rows] == ages
    page.reload()
    assert page.foot.words.text() == "5 people, by Age, last first"


def test_that_rows_read_lazily_are_sorted_by_the_page(show):
    class Lazy(PeoplePage):
        lazily = True

    page = show(Lazy)
    page.table.sort_by("age", descending=True)
    assert [page.table.records.row(at).age for at in range(5)] == [60, 50, 40, 30, 20]


def test_that_columns_are_chosen_and_remembered(show, context, qtbot):
    page = show()
    menu = page.tools.column_menu(page)
    qtbot.addWidget(menu)
    assert [action.text() for action in menu.actions()] == ["Age", "Record", "No."]
    menu.actions()[2].trigger()
    menu.actions()[0].trigger()
    assert [column.key for column in page.table.shown_columns()] == ["name", "state", "no"]
    assert stored.load().columns == {"people": ["name", "state", "no"]}
    again = PeoplePage.__new__(PeoplePage)
    again.done = []
    PeoplePage.__init__(again, context)
    qtbot.addWidget(again)
    again.refresh()
    assert [column.key for column in again.table.records.columns] == ["name", "state", "no"]


def test_that_the_table_is_copied_as_text(show, shell):
    page = show()
    page.table.setFocus()
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(page.table, Qt.Key.Key_C, held)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "Name\tAge\tRecord"
    assert lines[1] == "กล้า ผู้ใหญ่กิ๊ฟ\t50\t2 missing"
    assert len(lines) == 6
    assert shell.said == ["Copied 5 rows"]


def test_that_the_current_row_is_copied(show):
    page = show()
    page.table.choose(2)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "แดง ปู่ญี่ปุ่น\t40\tcomplete\n"


def test_that_the_whole_table_is_copied_as_a_picture(show):
    page = show()
    page.tools.copy_as_picture()
    picture = QGuiApplication.clipboard().image()
    assert picture.width() > 300
    assert picture.height() > 2 * 5 * 38
    assert picture.pixelColor(2, 2) == Qt.GlobalColor.white


def test_that_the_menu_of_a_row_begins_with_what_the_page_can_do(show, qtbot):
    page = show()
    menu = page.tools.menu(page.row_actions(page.table.current_row()))
    qtbot.addWidget(menu)
    menu.actions()[0].trigger()
    assert page.done == [page.table.current_row().id]
    assert [action.text() for action in menu.actions()][2:] == ["Sort by", "Columns", "Copy"]


def test_that_the_pane_shows_the_row_the_cursor_rests_on(show, qtbot):
    page = show()
    assert page.pane_shown()
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: page.detail.text() == "ไพโรจน์ นาดี")


def test_that_the_pane_goes_when_there_is_no_room(show, window, qtbot):
    page = show()
    window.resize(640, 700)
    qtbot.waitUntil(lambda: not page.pane_shown())
    assert len(shown_names(page)) == 5


def test_that_columns_leave_when_the_list_is_narrow(show, window, qtbot):
    page = show()
    window.resize(360, 700)
    qtbot.waitUntil(
        lambda: [column.key for column in page.table.shown_columns()] == ["name", "age"]
    )


def test_that_a_link_opens_a_record_even_behind_a_filter(show):
    page = show()
    page.search.setText("บุญ")
    page.open(record_id="4")
    assert page.table.current_row().id == 4
    assert page.search.text() == ""
    page.open(filters=["open"], text="")
    assert page.filter_bar.active() == {"all", "open"}


def test_that_the_chosen_row_stays_when_the_rows_are_read_again(show):
    page = show()
    page.table.choose(0)
    page.refresh()
    assert page.table.current_row().id == 0


def test_that_a_row_that_is_gone_leaves_the_cursor_in_its_place(show):
    page = show()
    page.table.choose(2)
    page.people = [row for row in PEOPLE if row.id != 2]
    page.refresh()
    assert page.table.current_row().name.startswith("บุญเรือน")


def test_that_the_list_is_a_sound_model_while_it_is_searched(show):
    page = show()
    QAbstractItemModelTester(
        page.table.records, QAbstractItemModelTester.FailureReportingMode.Fatal, page
    )
    for text in ("น", "นา", "", "ก"):
        page.search.setText(text)
        page.table.sort_by("age", descending=bool(text))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("step", [0, 2])
def test_that_a_row_grows_with_the_text(show, scheme, step):
    page = show()
    set_theme(scheme, step)
    QApplication.processEvents()
    assert page.table.rowHeight(0) == (44, 50, 56)[step]
    assert page.table.horizontalHeader().height() == (36, 41, 46)[step]
    assert not page.grab().isNull()
