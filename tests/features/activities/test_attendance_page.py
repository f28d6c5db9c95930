"""Taking attendance in the real window, by keys and by pressing."""

from datetime import date, datetime, time, timedelta

import pytest
import sqlcipher3.dbapi2 as driver
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from sqlmodel import select

from learnsoc_desktop.core.kedmanee import as_us_keys
from learnsoc_desktop.features.activities.attendance_page import AttendancePage
from learnsoc_desktop.features.activities.count_queries import CountFilter, counts
from learnsoc_desktop.features.activities.heads_page import HeadsPage
from learnsoc_desktop.features.activities.model import Attendance, Mark, MarkSource
from learnsoc_desktop.features.activities.page import ActivitiesPage
from learnsoc_desktop.features.activities.report import attendance_sheet
from learnsoc_desktop.features.activities.roll_page import RollPage
from learnsoc_desktop.features.activities.roll_paint_widget import link_cell, mark_cells
from learnsoc_desktop.features.activities.service import (
    cancel_session,
    mark_attendance,
    set_head_counts,
)
from learnsoc_desktop.features.activities.sheet_queries import roll
from learnsoc_desktop.features.people.model import Sex
from learnsoc_desktop.ui.print_page import PrintPage
from learnsoc_desktop.ui.theme import set_theme
from tests.features.activities.pages_kit import (
    CONTROL,
    MORNING,
    TODAY,
    add_course,
    add_people,
    digit,
    key,
    keys,
    many,
    opened,
    set_clock,
    settle,
    type_text,
)

ENTER, ESC, F2, F5 = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_F2, Qt.Key.Key_F5
THAI_LETTERS = 'ๅ/-ภถุึคตจขฝใ๐"ฎฑธํ๊ณฯญฤฆฏโฌ็๋ษศ()ฉฮฺ์?'  # of the keys of a code


class Sheet:
    """An open attendance sheet."""

    def __init__(self, database, window, context, session_id):
        self.database, self.window, self.context, self.id = database, window, context, session_id

    @property
    def page(self) -> AttendancePage:
        page = self.window.current()
        assert isinstance(page, AttendancePage)
        return page

    def rows(self):
        with self.database.reading() as session:
            return roll(session, self.id).rows

    def marks(self):
        return [row.mark for row in self.rows()]

    def said(self) -> str:
        return self.page.saved.words.text()

    def at(self) -> int:
        return self.page.view.currentIndex().row()

    def press(self, row: int, place: QPoint, qtbot) -> None:
        view = self.page.view
        view.scrollTo(view.roll.index(row))
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)

    def press_mark(self, row: int, number: int, qtbot) -> None:
        view = self.page.view
        view.scrollTo(view.roll.index(row))
        cell = mark_cells(view.visualRect(view.roll.index(row)))[number]
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=cell.center().toPoint())


@pytest.fixture
def take(database, monkeypatch, qtbot):
    """Return a function that opens the sheet of a new course with these people."""
    set_clock(monkeypatch, MORNING)
    stack = []

    def begin(people=3, *days, size=(1366, 768), **how):
        listed = many(people) if isinstance(people, int) else people
        ids = add_people(database, listed) if listed else []
        _activity, sessions = add_course(database, ids, *days, **how)
        manager = opened(database, size)
        window, context = manager.__enter__()
        stack.append(manager)
        window.open("activities", attendance=str(sessions[0]))
        settle()
        return Sheet(database, window, context, sessions[0])

    yield begin
    for manager in stack:
        manager.__exit__(None, None, None)


@pytest.mark.parametrize("thai", [False, True], ids=["latin", "kedmanee"])
def test_that_forty_people_are_marked_by_keys_alone(take, thai):
    sheet = take(40)
    typed = [(1, 2, 3, 4, 0)[n % 5] for n in range(40)]
    for number in typed:
        digit(sheet.window, number, thai=thai)
    wanted = {1: Mark.PRESENT, 2: Mark.LATE, 3: Mark.LEAVE, 4: Mark.LEFT_EARLY, 0: Mark.ABSENT}
    assert sheet.marks() == [wanted[number] for number in typed]
    assert sheet.page.side.tally.accessibleName().startswith("40 of 40 people")
    assert "เล่น40: Absent" in sheet.said()
    key(sheet.window, Qt.Key.Key_S, held=CONTROL)
    assert isinstance(sheet.window.current(), ActivitiesPage)
    assert "24 people came." in sheet.window.messages.text()


def test_that_arrows_go_back_and_a_mark_can_be_changed(take):
    sheet = take(3)
    digit(sheet.window, 1)
    assert sheet.at() == 1
    keys(sheet.window, Qt.Key.Key_Up)
    digit(sheet.window, 0)
    keys(sheet.window, Qt.Key.Key_End)
    assert sheet.at() == 2
    digit(sheet.window, 2)
    assert sheet.marks() == [Mark.ABSENT, None, Mark.LATE]
    keys(sheet.window, ENTER)
    assert sheet.at() == 1


def test_that_enter_leads_from_the_last_mark_to_the_end(take):
    sheet = take(2)
    digit(sheet.window, 1)
    digit(sheet.window, 1)
    keys(sheet.window, ENTER)
    assert sheet.page.side.done.hasFocus()
    keys(sheet.window, ENTER)
    assert isinstance(sheet.window.current(), ActivitiesPage)
    assert "The sheet is complete." in sheet.window.messages.text()
    assert sheet.window.messages.act.text() == "Summary on paper"


def test_that_an_unfinished_sheet_is_told_and_kept(take):
    sheet = take(2)
    digit(sheet.window, 1)
    key(sheet.window, Qt.Key.Key_S, held=CONTROL)
    assert "1 person came. 1 has no mark yet." in sheet.window.messages.text()


def test_that_the_rest_came_never_changes_a_mark(take):
    sheet = take(5)
    digit(sheet.window, 0)
    digit(sheet.window, 2)
    keys(sheet.window, F5)
    assert sheet.marks() == [Mark.ABSENT, Mark.LATE, *[Mark.PRESENT] * 3]
    assert sheet.said() == "Saved: 3 people marked present"
    assert not sheet.page.side.rest.isEnabled()
    assert sheet.page.view.hasFocus()
    sheet.page.mark_rest()
    assert sheet.said() == "Saved: everybody had a mark already"


def test_that_a_press_on_a_mark_gives_it(take, qtbot):
    sheet = take(3)
    sheet.press_mark(2, 4, qtbot)
    sheet.press_mark(0, 1, qtbot)
    assert sheet.marks() == [Mark.LATE, None, Mark.ABSENT]


def test_that_every_mark_is_in_the_file_at_once(take):
    sheet = take(3)
    other = driver.connect(f"file:{sheet.database.path}?mode=ro", uri=True)
    for count, number in enumerate((1, 2, 0), start=1):
        digit(sheet.window, number)
        (found,) = other.execute(
            "SELECT count(*) FROM attendance WHERE deleted_at IS NULL"
        ).fetchone()
        assert found == count
    other.close()


def test_that_undo_and_redo_name_what_they_did_and_go_there(take):
    sheet = take(4)
    for _person in range(3):
        digit(sheet.window, 1)
    key(sheet.window, Qt.Key.Key_Z, held=CONTROL)
    assert sheet.marks() == [Mark.PRESENT, Mark.PRESENT, None, None]
    assert (sheet.said(), sheet.at()) == ("Taken back: เล่น3: Present", 2)
    key(sheet.window, Qt.Key.Key_Y, held=CONTROL)
    assert sheet.marks()[2] is Mark.PRESENT
    assert sheet.said() == "Saved: เล่น3: Present"


def test_that_one_bar_tells_what_was_taken_back(take):
    sheet = take(2)
    digit(sheet.window, 1)
    for code in (Qt.Key.Key_Z, Qt.Key.Key_Y):
        key(sheet.window, code, held=CONTROL)
        assert sheet.page.saved.isVisible()
        assert not sheet.window.saved.isVisible()


def test_that_a_mark_can_be_taken_away(take):
    sheet = take(2)
    digit(sheet.window, 1)
    keys(sheet.window, Qt.Key.Key_Up, Qt.Key.Key_Delete)
    assert sheet.marks() == [None, None]
    assert sheet.said() == "Saved: Mark of เล่น1 taken away"


# --- Who left early --------------------------------------------------------------------------------


def hours(sheet):
    year = CountFilter(date(2026, 10, 1), date(2027, 9, 30))
    with sheet.database.reading() as session:
        return {person.minutes for person in counts(session, year).people}


def test_that_who_left_early_left_now_and_at_another_time_when_typed(take, qtbot):
    sheet = take(2)
    digit(sheet.window, 4)
    assert sheet.rows()[0].left_at == time(10, 0)
    assert hours(sheet) == {60}
    saved = sheet.page.saved
    assert saved.clock.text() == "Change the time"
    qtbot.mouseClick(saved.clock, Qt.MouseButton.LeftButton)
    assert saved.time.line.hasFocus()
    type_text(sheet.window, "ๅๅใ/จ")  # 11.20 on the Thai layout
    keys(sheet.window, ENTER)
    assert sheet.rows()[0].left_at == time(11, 20)
    assert hours(sheet) == {140}
    assert "11.20" in sheet.said()
    assert sheet.page.view.hasFocus()


def test_that_a_time_that_is_none_is_refused_in_words(take):
    sheet = take(1)
    digit(sheet.window, 4)
    digit(sheet.window, 4)  # pressed again: at what time?
    saved = sheet.page.saved
    assert saved.words.text() == "When did เล่น1 leave?"
    type_text(sheet.window, "25.99")
    keys(sheet.window, ENTER)
    assert saved.more.isVisible()
    assert "25.99" in saved.more.text()
    assert saved.time.line.hasFocus()
    saved.time.line.clear()
    keys(sheet.window, ENTER)
    assert saved.more.text() == "Type the time, as 11.20."
    type_text(sheet.window, "13.00")
    keys(sheet.window, ENTER)
    assert "From 09.00 น. to 12.00 น.: only then" in sheet.window.messages.text()
    assert sheet.rows()[0].left_at == time(10, 0)
    keys(sheet.window, ESC)
    assert sheet.page.view.hasFocus()
    assert not saved.asks()


def test_that_outside_the_session_nobody_takes_the_time_of_the_clock(take):
    sheet = take(1, starts=time(13), ends=time(15))
    digit(sheet.window, 4)
    assert sheet.rows()[0].left_at is None
    assert sheet.page.saved.clock.text() == "Put in the time"
    assert sheet.marks() == [Mark.LEFT_EARLY]


# --- Walk-ins --------------------------------------------------------------------------------------


def test_that_a_walk_in_is_written_down_by_keys(take):
    sheet = take(2)
    keys(sheet.window, F2)
    type_text(sheet.window, "ติ๋ม")
    keys(sheet.window, ENTER)
    assert sheet.page.walk_in.add.text() == "Add, sex not stated  Enter"
    digit(sheet.window, 1, thai=True)  # the first of the two
    keys(sheet.window, ENTER)
    row = sheet.rows()[-1]
    assert (row.name, row.sex, row.mark, row.walk_in) == ("ติ๋ม", Sex.FEMALE, Mark.PRESENT, True)
    assert sheet.said() == "Saved: Walk-in: ติ๋ม"
    assert sheet.page.walk_in.name.hasFocus()
    type_text(sheet.window, "ลุงมา")  # the word tells the sex
    assert sheet.page.walk_in.sex.value() is Sex.MALE
    keys(sheet.window, ENTER)
    assert sheet.rows()[-1].sex is Sex.MALE
    type_text(sheet.window, "แม่น")  # a man's nickname is no mother
    assert sheet.page.walk_in.sex.value() is None
    keys(sheet.window, ENTER)
    key(sheet.window.focusWidget(), ord("M"), "m")
    keys(sheet.window, ENTER)
    assert sheet.rows()[-1].sex is Sex.MALE
    assert sheet.page.side.tally._walk_ins == 3


def test_that_a_sex_nobody_stated_is_not_asked_for_twice(take):
    sheet = take(1)
    keys(sheet.window, F2)
    type_text(sheet.window, "พร")
    keys(sheet.window, ENTER, ENTER)
    assert sheet.rows()[-1].sex is Sex.UNSPECIFIED
    keys(sheet.window, ENTER)  # nothing typed: back to the roll
    assert sheet.page.view.hasFocus()


def test_that_esc_empties_the_row_of_walk_ins_and_stays(take):
    sheet = take(1)
    keys(sheet.window, F2)
    type_text(sheet.window, "พร")
    keys(sheet.window, ESC)
    assert sheet.page.walk_in.typed == ""
    assert sheet.page.view.hasFocus()
    assert len(sheet.rows()) == 1


def test_that_leaving_loses_nothing_that_is_typed_and_never_asks(take):
    sheet = take(1)
    keys(sheet.window, F2)
    type_text(sheet.window, "ป้าแดง")
    sheet.page.side.heads.number.setFocus()
    type_text(sheet.window, "7")
    assert sheet.window.close()
    with sheet.database.reading() as session:
        kept = roll(session, sheet.id)
    assert kept.rows[-1].name == "ป้าแดง"
    assert kept.heads_counted == 7


def test_that_a_walk_in_without_a_name_is_no_walk_in(take, qtbot):
    sheet = take(1)
    qtbot.mouseClick(sheet.page.walk_in.add, Qt.MouseButton.LeftButton)
    assert sheet.page.walk_in.name.hasFocus()
    assert len(sheet.rows()) == 1


def test_that_del_takes_a_walk_in_off_the_sheet(take):
    sheet = take(1)
    keys(sheet.window, F2)
    type_text(sheet.window, "ป้าแดง")
    keys(sheet.window, ENTER, ESC, Qt.Key.Key_End, Qt.Key.Key_Delete)
    assert len(sheet.rows()) == 1
    assert sheet.said() == "Saved: ป้าแดง taken off the sheet"


def test_that_a_walk_in_can_be_marked_otherwise(take):
    sheet = take(1)
    keys(sheet.window, F2)
    type_text(sheet.window, "ป้าแดง")
    keys(sheet.window, ENTER, ESC, Qt.Key.Key_End)
    digit(sheet.window, 2)
    assert sheet.rows()[-1].mark is Mark.LATE


# --- Heads -----------------------------------------------------------------------------------------


def test_that_heads_agree_or_are_told_in_words(take, qtbot):
    sheet = take(3)
    digit(sheet.window, 1)
    digit(sheet.window, 2)
    keys(sheet.window, Qt.Key.Key_F6)
    digit(sheet.window, 2, thai=True)
    keys(sheet.window, ENTER)
    heads = sheet.page.side.heads
    assert heads.answer.text() == "Agrees: 1 present + 1 late"
    assert sheet.page.sheet.heads_counted == 2
    assert sheet.page.view.hasFocus()
    plus = heads.findChildren(type(sheet.page.side.done))[1]
    qtbot.mouseClick(plus, Qt.MouseButton.LeftButton)
    assert heads.answer.text() == "1 more in the room: look at the open rows."
    sheet.page.view.setFocus()
    digit(sheet.window, 1)
    assert heads.answer.text() == "Agrees: 2 present + 1 late"


def test_that_heads_without_names_are_in_the_room_too(take):
    sheet = take(1)
    sheet.context.commands.run(lambda uow: set_head_counts(uow, sheet.id, {(Sex.MALE, "60+"): 4}))
    digit(sheet.window, 1)
    keys(sheet.window, Qt.Key.Key_F6)
    digit(sheet.window, 5)
    keys(sheet.window, ENTER)
    assert sheet.page.side.heads.answer.text() == "Agrees: 1 present + 4 without names"
    assert sheet.page.side.nameless.text() == "Heads without names: 4  F7"


# --- Who is who ------------------------------------------------------------------------------------


def test_that_people_of_one_name_are_told_apart_on_the_screen(take):
    twins = [
        ("สมชาย", "ใจดี", "ชาย", Sex.MALE),
        ("สมชาย", "ใจงาม", "ชาย", Sex.MALE),
        ("ทอง", "มีสุข", "ทอง", Sex.MALE),
    ]
    sheet = take(twins)
    first, second, other = sheet.rows()
    assert (first.apart, second.apart, other.apart) == ("สมชาย ใจดี", "สมชาย ใจงาม", "")
    view = sheet.page.view
    view.setCurrentIndex(view.roll.index(2))
    picture = view.viewport().grab().toImage()

    def name_of(number):
        rect = view.visualRect(view.roll.index(number))
        left = rect.x() + 60
        return picture.copy(
            left, rect.y() + 1, int(mark_cells(rect)[0].x()) - left, rect.height() - 2
        )

    assert name_of(0) != name_of(1)
    digit_row = view.roll.index(0)
    assert "สมชาย ใจดี" in digit_row.data(Qt.ItemDataRole.AccessibleTextRole)
    keys(sheet.window, Qt.Key.Key_Home)
    digit(sheet.window, 1)
    assert sheet.said() == "Saved: ชาย (สมชาย ใจดี): Present"


def test_that_the_model_keeps_to_the_rules_of_models(take):
    sheet = take(3)
    model = sheet.page.view.roll
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    digit(sheet.window, 1)
    keys(sheet.window, F2)
    type_text(sheet.window, "ป้าแดง")
    keys(sheet.window, ENTER)
    assert model.rowCount() == 4


# --- Other sheets ----------------------------------------------------------------------------------


def test_that_a_cancelled_session_says_so_and_can_be_held_after_all(take, qtbot):
    sheet = take(1)
    sheet.context.commands.run(lambda uow: cancel_session(uow, sheet.id, "ฝนตก"))
    note = sheet.page.cancelled
    assert "cancelled (ฝนตก)" in note.words.text()
    assert note.isVisible()
    digit(sheet.window, 1)
    assert "nobody can be marked" in sheet.window.messages.text()
    assert sheet.marks() == [None]
    qtbot.mouseClick(note.again, Qt.MouseButton.LeftButton)
    assert note.isHidden()
    sheet.page.view.setFocus()
    digit(sheet.window, 1)
    assert sheet.marks() == [Mark.PRESENT]


def test_that_an_empty_roll_says_what_can_be_done(take, qtbot):
    sheet = take(0)
    page = sheet.page
    assert page.empty.isVisible()
    assert page.walk_in.name.hasFocus()
    qtbot.mouseClick(page.empty.names, Qt.MouseButton.LeftButton)
    assert isinstance(sheet.window.current(), RollPage)
    keys(sheet.window, ESC)
    qtbot.mouseClick(page.empty.heads, Qt.MouseButton.LeftButton)
    assert isinstance(sheet.window.current(), HeadsPage)
    keys(sheet.window, ESC)
    keys(sheet.window, F2)
    type_text(sheet.window, "ป้าแดง")
    keys(sheet.window, ENTER)
    assert page.view.isVisible()
    assert page.empty.isHidden()


def test_that_f12_shows_the_sheet_with_its_marks(take):
    sheet = take(2)
    digit(sheet.window, 1)
    keys(sheet.window, Qt.Key.Key_F12)
    page = sheet.window.current()
    assert isinstance(page, PrintPage)
    texts = [str(cell) for row in page._report.tables()[0].rows for cell in row.cells]
    assert "ชื่อ1 สกุล1" in texts


@pytest.mark.parametrize("step", [0, 1, 2])
@pytest.mark.parametrize("size", [(1366, 690), (1024, 700)])
def test_that_nothing_of_a_row_is_lost_in_small_windows(take, size, step):
    sheet = take(8, size=size)
    set_theme("light", step)
    settle()
    view = sheet.page.view
    assert (sheet.window.width(), sheet.window.height()) == size
    rect = view.visualRect(view.currentIndex())
    cells = mark_cells(rect)
    assert rect.x() <= cells[0].x()
    assert cells[-1].right() <= rect.right() + 1, (rect, cells)
    beside = cells[0].x() - rect.x()
    below = cells[0].y() - rect.y()
    assert beside >= 200 or below >= 40  # the name stands beside the marks or above them
    assert sheet.page.side.done.isVisible()
    assert not view.grab().isNull()


# --- From paper ------------------------------------------------------------------------------------


def sources(sheet):
    with sheet.database.reading() as session:
        return set(session.exec(select(Attendance.source)))


def test_that_a_sheet_is_found_by_its_letters_and_its_marks_come_from_paper(take):
    sheet = take(2, TODAY - timedelta(days=7))
    number = sheet.page.sheet.sheet
    keys(sheet.window, ESC)
    key(sheet.window, Qt.Key.Key_L, held=CONTROL)
    card = sheet.window.current()._sheet_card
    assert card.field.hasFocus()
    for letter in number.lower():
        type_text(sheet.window, letter)
    assert card.field.text() == number
    assert card.answer.text().startswith("แปรรูปกล้วย")
    keys(sheet.window, ENTER)
    settle()
    assert f"typed from paper sheet {number}" in sheet.page.subtitle()
    digit(sheet.window, 2)
    keys(sheet.window, F5)
    assert sources(sheet) == {MarkSource.PAPER}


def test_that_ctrl_k_finds_a_sheet_on_the_thai_layout_too(take):
    sheet = take(1, TODAY - timedelta(days=7))
    number = sheet.page.sheet.sheet
    keys(sheet.window, ESC)
    thai = dict(zip("abcdefghijklmnopqrstuvwxyz", "ฟิแกำดเ้ร่าสทืนยๆพหะีอไปัผ", strict=True))
    key(sheet.window, Qt.Key.Key_K, held=CONTROL)
    type_text(sheet.window, "".join(thai[letter] for letter in number.lower()))
    keys(sheet.window, ENTER)
    settle()
    digit(sheet.window, 1)
    assert sheet.marks() == [Mark.PRESENT]
    assert sources(sheet) == {MarkSource.PAPER}


@pytest.mark.parametrize("thai", [False, True], ids=["latin", "kedmanee"])
def test_that_a_reader_held_over_the_code_of_a_paper_opens_its_sheet(take, thai):
    week = timedelta(days=7)
    sheet = take(2, TODAY - 2 * week, TODAY - week)
    for mark in (1, 1):
        digit(sheet.window, mark)
    keys(sheet.window, ESC)
    with sheet.database.reading() as session:
        paper = attendance_sheet(session, day=(TODAY - 2 * week).isoformat())
    code = f"{paper.code}/1-1"
    key(sheet.window, Qt.Key.Key_L, held=CONTROL)
    card = sheet.window.current()._sheet_card
    type_text(sheet.window, as_thai_keys(code) if thai else code)
    keys(sheet.window, ENTER)
    settle()
    assert sheet.page.sheet.session.held_on == TODAY - week  # the other one is filled
    assert card.isHidden()
    keys(sheet.window, ESC)
    key(sheet.window, Qt.Key.Key_L, held=CONTROL)
    type_text(sheet.window, "LS1/ATT/QQQQQQQQ/1-1")
    assert card.answer.text() == "There is no sheet of this number in this centre."


def as_thai_keys(text: str) -> str:
    """Return what a reader that presses the keys of ``text`` types while the Thai layout is on."""
    thai = {as_us_keys(letter): letter for letter in THAI_LETTERS}
    return "".join(thai[letter] for letter in text)


def test_that_a_number_of_no_sheet_is_said(take):
    sheet = take(1)
    keys(sheet.window, ESC)
    key(sheet.window, Qt.Key.Key_L, held=CONTROL)
    card = sheet.window.current()._sheet_card
    type_text(sheet.window, "QQQQQQQQ")
    assert card.answer.text() == "There is no sheet of this number in this centre."
    assert not card.go.isEnabled()
    keys(sheet.window, ENTER)
    assert isinstance(sheet.window.current(), ActivitiesPage)
    keys(sheet.window, ESC)
    assert card.isHidden()


def test_that_todays_sheet_by_its_number_is_still_taken_on_the_screen(take):
    sheet = take(1)
    number = sheet.page.sheet.sheet
    keys(sheet.window, ESC)
    key(sheet.window, Qt.Key.Key_L, held=CONTROL)
    type_text(sheet.window, number)
    keys(sheet.window, ENTER)
    settle()
    digit(sheet.window, 1)
    assert sources(sheet) == {MarkSource.SCREEN}


def test_that_what_was_marked_before_is_gone_on_with(take):
    sheet = take(3)
    first = sheet.rows()[0].person_id
    sheet.context.commands.run(lambda uow: mark_attendance(uow, sheet.id, {first: Mark.PRESENT}))
    keys(sheet.window, ESC)
    sheet.window.open("activities", attendance=str(sheet.id))
    settle()
    assert sheet.at() == 1
    assert sheet.page.view.hasFocus()


def test_that_the_button_of_a_walk_in_is_there_to_be_pressed(take, qtbot):
    sheet = take(1)
    keys(sheet.window, F2)
    type_text(sheet.window, "ป้าแดง")
    keys(sheet.window, ENTER, ESC)
    view = sheet.page.view
    index = view.roll.index(1)
    view.scrollTo(index)
    QApplication.processEvents()
    rect = view.visualRect(index)
    cell = link_cell(rect, mark_cells(rect)[0].x(), sheet.page.sheet.rows[1])
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=cell.center().toPoint())
    assert sheet.window.current().title() == "Who is ป้าแดง?"


def test_that_the_day_of_tomorrow_is_another_day(monkeypatch, take):
    sheet = take(1)
    set_clock(monkeypatch, datetime.combine(TODAY + timedelta(days=1), time(10)).astimezone())
    digit(sheet.window, 4)
    assert sheet.rows()[0].left_at is None
