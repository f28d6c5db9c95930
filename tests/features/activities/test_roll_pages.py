"""Who is on the roll, who a walk-in was, and heads without names, in the real window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from learnsoc_desktop.features.activities.attendance_page import AttendancePage
from learnsoc_desktop.features.activities.heads_page import HeadsPage
from learnsoc_desktop.features.activities.model import Mark
from learnsoc_desktop.features.activities.queries import enrolled_people
from learnsoc_desktop.features.activities.roll_page import RollPage
from learnsoc_desktop.features.activities.service import add_walk_in
from learnsoc_desktop.features.activities.sheet_queries import head_counts, roll
from learnsoc_desktop.features.activities.walk_in_page import WalkInPage
from learnsoc_desktop.features.centre.queries import villages
from learnsoc_desktop.features.people.model import Person, Sex
from tests.features.activities.pages_kit import (
    CONTROL,
    MORNING,
    add_course,
    add_people,
    digit,
    key,
    keys,
    opened,
    set_clock,
    settle,
    type_text,
)

ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape
PEOPLE = [
    ("บุญเรือน", "ฟ้าหลวง", "เรือน", Sex.FEMALE),
    ("สมชาย", "ใจดี", "ชาย", Sex.MALE),
    ("แดง", "มีสุข", "แดง", Sex.FEMALE),
    ("ทองแดง", "ใจงาม", "แดง", Sex.MALE),
]


@pytest.fixture
def centre_with_course(database, monkeypatch, qapp):
    """Return the window, its context, the people and a course with the first two on its roll."""
    set_clock(monkeypatch, MORNING)
    people = add_people(database, PEOPLE)
    activity, sessions = add_course(database, people[:2])
    with opened(database) as (window, context):
        yield window, context, people, activity, sessions[0]


def on_roll(context, activity):
    return list(context.commands.query(lambda session: enrolled_people(session, activity)))


def click(qtbot, widget):
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


# --- The roll --------------------------------------------------------------------------------------


@pytest.fixture
def rolls(centre_with_course):
    window, context, people, activity, _session = centre_with_course
    page = RollPage(context, activity)
    context.open_task(page)
    settle()
    return window, context, page, people, activity


def test_that_somebody_is_found_and_put_on_the_roll_by_keys(rolls):
    window, context, page, people, activity = rolls
    assert page.subtitle() == "2 people on the roll"
    page.finder.setFocus()
    type_text(window, "มีสุข")
    keys(window, ENTER)
    assert on_roll(context, activity) == [*people[:2], people[2]]
    assert page.subtitle() == "3 people on the roll"
    assert page.finder.is_empty()


def test_that_somebody_is_taken_off_by_key_and_comes_back_by_undo(rolls, qtbot):
    window, context, page, people, activity = rolls
    page.table.setFocus()
    keys(window, Qt.Key.Key_Home, Qt.Key.Key_Delete)
    assert on_roll(context, activity) == [people[1]]
    key(window, Qt.Key.Key_Z, held=CONTROL)
    assert on_roll(context, activity) == people[:2]
    page.table.setFocus()
    keys(window, Qt.Key.Key_Home)
    click(qtbot, page.off)
    assert on_roll(context, activity) == [people[1]]


def paste(page, text):
    page.paste.setFocus()
    page.paste.setPlainText(text)
    settle()


def test_that_pasted_names_say_whom_they_mean(rolls):
    _window, _context, page, people, _activity = rolls
    paste(page, "1. แดง มีสุข\n๒) แดง\n- นายใหม่ มาใหม่\n1. แดง มีสุข")
    choices = page.found.choices()
    assert [choice.candidate.typed for choice in choices] == ["แดง มีสุข", "แดง", "นายใหม่ มาใหม่"]
    assert choices[0].person_id == people[2]
    assert {match.person_id for match in choices[1].candidate.matches} == {people[2], people[3]}
    assert (choices[2].person_id, choices[2].sex) == (None, Sex.MALE)
    assert page.take.text() == "Put 3 on the roll"


def test_that_another_person_is_chosen_for_a_name(rolls, qtbot):
    _window, context, page, people, activity = rolls
    paste(page, "แดง")
    (box,) = page.found.findChildren(QComboBox)
    box.setFocus()
    (before,) = page.found.choices()
    keys(page.window(), Qt.Key.Key_Down)
    (after,) = page.found.choices()
    assert {before.person_id, after.person_id} == {people[2], people[3]}
    click(qtbot, page.take)
    assert on_roll(context, activity) == [*people[:2], after.person_id]


def test_that_a_name_can_be_left_out(rolls, qtbot):
    window, context, page, people, activity = rolls
    paste(page, "แดง มีสุข\nคนที่ ไม่มา")
    box = page.found.findChildren(QComboBox)[1]
    box.setFocus()
    keys(window, Qt.Key.Key_End)
    assert box.currentText() == "leave out"
    box.activated.emit(box.currentIndex())
    assert page.take.text() == "Put 1 on the roll"
    click(qtbot, page.take)
    assert on_roll(context, activity) == [*people[:2], people[2]]


def test_that_new_people_ask_for_their_village_beside_its_field(rolls, qtbot):
    window, context, page, people, activity = rolls
    paste(page, "นางใหม่ มาใหม่\nนายเก่า มาก่อน")
    click(qtbot, page.take)
    assert page.village.errors() == {"village": "2 new people need a village."}
    assert page.paste.toPlainText().startswith("นางใหม่")
    assert on_roll(context, activity) == people[:2]
    type_text(window, "ดอนยาง")
    keys(window, ENTER)
    click(qtbot, page.take)
    assert len(on_roll(context, activity)) == 4
    assert page.paste.toPlainText() == ""
    with context.commands.database.reading() as session:
        new = session.get(Person, on_roll(context, activity)[2])
        assert (new.title, new.first_name, new.last_name) == ("นาง", "ใหม่", "มาใหม่")
        assert new.sex is Sex.FEMALE
    key(window, Qt.Key.Key_Z, held=CONTROL)
    assert on_roll(context, activity) == people[:2]


def test_that_a_village_that_is_not_in_the_list_can_be_added_there(rolls, qtbot):
    window, context, page, _people, activity = rolls
    paste(page, "นางใหม่ มาใหม่")
    page.village.go_to("village")
    type_text(window, "บ้านโคกสว่าง")
    assert page.new_village.text() == "Add the village “บ้านโคกสว่าง”"
    click(qtbot, page.new_village)
    names = [row.name for row in context.commands.query(villages)]
    assert "บ้านโคกสว่าง" in names
    assert page.new_village.isHidden()
    click(qtbot, page.take)
    assert len(on_roll(context, activity)) == 3


def test_that_pasted_names_are_not_left_behind_unsaid(rolls, qtbot):
    window, context, page, _people, _activity = rolls
    paste(page, "นางใหม่ มาใหม่")
    window.back()
    assert window.current() is page
    assert window.messages.text() == "The pasted names are not on the roll yet."
    click(qtbot, window.messages.act)
    assert window.current() is not page
    assert context.commands.undo_title == ""


# --- Who a walk-in was -----------------------------------------------------------------------------


@pytest.fixture
def walk_ins(centre_with_course):
    """Return the page that asks who ป้าแดง was, over the sheet."""
    window, context, people, _activity, session_id = centre_with_course
    context.commands.run(lambda uow: add_walk_in(uow, session_id, "ป้าแดง", Sex.FEMALE))
    window.open("activities", attendance=str(session_id))
    settle()
    keys(window, Qt.Key.Key_End, Qt.Key.Key_F3)
    page = window.current()
    assert isinstance(page, WalkInPage)
    settle()
    return window, context, page, people, session_id


def last_row(context, session_id):
    return context.commands.query(lambda session: roll(session, session_id)).rows[-1]


def test_that_the_likely_ones_are_offered_and_one_key_links(walk_ins):
    window, context, page, people, session_id = walk_ins
    assert [offer.text() for offer in page.offers] == ["แดง มีสุข", "ทองแดง ใจงาม"]
    assert "บ้านดอนยาง" in page.offers[0].under
    assert page.offers[0].hasFocus()
    keys(window, ENTER)
    row = last_row(context, session_id)
    assert (row.person_id, row.walk_in, row.mark) == (people[2], True, Mark.PRESENT)
    sheet = window.current()
    assert isinstance(sheet, AttendancePage)
    assert sheet.view.hasFocus()
    key(window, Qt.Key.Key_Z, held=CONTROL)
    assert last_row(context, session_id).person_id is None


def test_that_anybody_of_the_registry_can_be_found(walk_ins):
    window, context, page, people, session_id = walk_ins
    page.finder.setFocus()
    type_text(window, "ใจงาม")
    keys(window, ENTER)
    assert last_row(context, session_id).person_id == people[3]


def test_that_somebody_with_a_mark_on_the_sheet_is_refused(walk_ins):
    window, context, page, _people, session_id = walk_ins
    window.back()
    keys(window, Qt.Key.Key_Home)
    digit(window, 1)
    keys(window, Qt.Key.Key_End, Qt.Key.Key_F3)
    page = window.current()
    page.finder.setFocus()
    type_text(window, "ฟ้าหลวง")
    keys(window, ENTER)
    assert "already has a mark on this sheet" in window.messages.text()
    assert window.current() is page
    assert last_row(context, session_id).person_id is None


def test_that_a_new_person_is_made_of_a_walk_in(walk_ins, qtbot):
    window, context, page, _people, session_id = walk_ins
    assert page.form.values()["nickname"] == "ป้าแดง"
    assert page.form.values()["sex"] is Sex.FEMALE
    click(qtbot, page.make)
    assert "village" in page.form.errors()["phone"]
    page.form.go_to("village_id")
    type_text(window, "ดอนยาง")
    keys(window, ENTER)
    click(qtbot, page.make)
    row = last_row(context, session_id)
    assert row.person_id is not None
    assert (row.nickname, row.village, row.sex) == ("ป้าแดง", "บ้านดอนยาง", Sex.FEMALE)
    assert isinstance(window.current(), AttendancePage)


def test_that_there_is_nothing_to_ask_about_people_of_the_roll(centre_with_course):
    window, _context, _people, _activity, session_id = centre_with_course
    window.open("activities", attendance=str(session_id))
    settle()
    keys(window, Qt.Key.Key_F3)
    assert isinstance(window.current(), AttendancePage)


# --- Heads without names ---------------------------------------------------------------------------


@pytest.fixture
def heads(centre_with_course):
    window, context, _people, _activity, session_id = centre_with_course
    window.open("activities", attendance=str(session_id))
    settle()
    keys(window, Qt.Key.Key_F7)
    settle()
    page = window.current()
    assert isinstance(page, HeadsPage)
    return window, context, page, session_id


def stored(context, session_id):
    return dict(context.commands.query(lambda session: head_counts(session, session_id)))


def test_that_heads_are_typed_down_the_columns_and_add_up(heads):
    window, context, page, session_id = heads
    assert page.grid.field(Sex.FEMALE, "0-5").hasFocus()
    digit(window, 4)
    keys(window, ENTER)
    digit(window, 1, thai=True)
    digit(window, 2, thai=True)
    keys(window, Qt.Key.Key_Down)
    assert stored(context, session_id) == {(Sex.FEMALE, "0-5"): 4, (Sex.FEMALE, "6-14"): 12}
    page.grid.field(Sex.MALE, "6-14").setFocus()
    digit(window, 3)
    keys(window, Qt.Key.Key_Up)
    assert page.grid._rows["6-14"].text() == "15"
    assert page.grid._columns[Sex.FEMALE].text() == "16"
    assert page.grid._columns[Sex.UNSPECIFIED].text() == "–"
    assert page.grid.total.text() == "19"
    key(window, Qt.Key.Key_S, held=CONTROL)
    sheet = window.current()
    assert isinstance(sheet, AttendancePage)
    assert sheet.side.nameless.text() == "Heads without names: 19  F7"


def test_that_what_is_typed_last_is_saved_on_leaving_and_can_be_undone(heads):
    window, context, _page, session_id = heads
    digit(window, 7)
    keys(window, ESC)
    assert stored(context, session_id) == {(Sex.FEMALE, "0-5"): 7}
    key(window, Qt.Key.Key_Z, held=CONTROL)
    assert stored(context, session_id) == {}


def test_that_heads_can_be_taken_away_again(heads):
    window, context, page, session_id = heads
    digit(window, 7)
    keys(window, ENTER)
    field = page.grid.field(Sex.FEMALE, "0-5")
    field.setFocus()
    field.selectAll()
    keys(window, Qt.Key.Key_Delete, ENTER)
    assert stored(context, session_id) == {}
    assert page.grid.total.text() == "0"


def test_that_letters_are_no_heads(heads):
    window, _context, page, _session_id = heads
    type_text(window, "ab")
    assert page.grid.field(Sex.FEMALE, "0-5").text() == ""
