"""The list of activities, planning one, and its sessions, in the real window."""

from datetime import date, time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from sqlmodel import select

from learnsoc_desktop.features.activities.attendance_page import AttendancePage
from learnsoc_desktop.features.activities.card_widget import SessionButton, state_of
from learnsoc_desktop.features.activities.edit_page import ActivityEditPage
from learnsoc_desktop.features.activities.model import (
    Activity,
    ActivitySession,
    ActivityStatus,
    Mark,
)
from learnsoc_desktop.features.activities.page import ActivitiesPage
from learnsoc_desktop.features.activities.queries import (
    enrolled_people,
    session_row,
    session_rows,
)
from learnsoc_desktop.features.activities.roll_page import RollPage
from learnsoc_desktop.features.activities.service import (
    cancel_session,
    mark_attendance,
    set_head_counts,
)
from learnsoc_desktop.features.activities.session_page import SessionPage
from learnsoc_desktop.features.overview.reports_page import ReportsPage
from learnsoc_desktop.features.people.model import Sex
from learnsoc_desktop.ui.buttons import Button
from learnsoc_desktop.ui.print_page import PrintPage
from learnsoc_desktop.ui.table_states import EmptyState
from learnsoc_desktop.ui.theme import set_theme
from tests.features.activities.pages_kit import (
    CONTROL,
    MORNING,
    TODAY,
    add_course,
    add_people,
    key,
    keys,
    many,
    opened,
    set_clock,
    settle,
    type_text,
)

ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape
WEEK = timedelta(days=7)


@pytest.fixture
def show(database, monkeypatch, qapp):
    """Return a function that opens the page, after ``prepare(people)`` has planned what it shows."""
    set_clock(monkeypatch, MORNING)
    stack = []

    def begin(prepare=None, size=(1366, 768)):
        if prepare is not None:
            prepare(add_people(database, many(3)))
        manager = opened(database, size)
        window, context = manager.__enter__()
        stack.append(manager)
        window.open("activities")
        settle()
        page = window.current()
        assert isinstance(page, ActivitiesPage)
        return window, context, page

    yield begin
    for manager in stack:
        manager.__exit__(None, None, None)


@pytest.fixture
def busy(database, show):
    """Open the page on three courses: one that runs, one of last year, one to come."""
    made = {}

    def prepare(people):
        made["runs"] = add_course(database, people, TODAY - WEEK, TODAY, TODAY + WEEK)
        made["old"] = add_course(database, people, date(2026, 2, 2), name="จักสาน")
        made["comes"] = add_course(database, people, date(2027, 1, 4), name="เพาะเห็ด")
        with database.writing() as uow:
            marks = dict.fromkeys(people, Mark.PRESENT)
            mark_attendance(uow, made["runs"][1][0], marks)
            uow.session.get(Activity, made["runs"][0]).status = ActivityStatus.RUNNING

    window, context, page = show(prepare)
    return window, context, page, made


def names(page):
    source = page.rows_for(page.asked()).source
    return [row.name for row in source.rows]


def click(qtbot, widget):
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def chip(page, text):
    return next(one for one in page.filter_bar._chips.values() if one.text().startswith(text))


def shown_buttons(page):
    return [one for one in page.card.findChildren(Button) if one.isVisible()]


def session_buttons(page):
    page.show_now()
    settle()
    return [one for one in page.card.findChildren(SessionButton) if one.isVisibleTo(page)]


# --- The list --------------------------------------------------------------------------------------


def test_that_an_empty_centre_says_what_belongs_here(show, qtbot):
    window, _context, page = show()
    state = next(one for one in page.findChildren(EmptyState) if one.isVisible())
    assert state.accessibleName() == "No activity yet"
    texts = [button.text() for button in state.buttons]
    assert texts == ["Plan an activity", "Blank sheet to print"]
    click(qtbot, state.buttons[0])
    assert isinstance(window.current(), ActivityEditPage)


def test_that_an_empty_centre_prints_a_sheet_to_write_on(show, qtbot):
    window, _context, page = show()
    state = next(one for one in page.findChildren(EmptyState) if one.isVisible())
    click(qtbot, state.buttons[1])
    papers = window.current()
    assert isinstance(papers, ReportsPage)
    assert (papers.spec.key, papers.form.values()["form"]) == ("attendance-sheet", "blank")


def test_that_an_activity_is_shown_in_its_own_year(busy):
    _window, context, page, made = busy
    for name, year in (("runs", "year-0"), ("old", "year-1")):
        context.open("activities", record_id=str(made[name][0]))
        settle()
        assert set(page.asked().filters) == {year}
        assert page.table.current_row().id == made[name][0]


def test_that_the_year_is_chosen_and_what_is_on_stands_first(busy, qtbot):
    _window, _context, page, _made = busy
    assert names(page) == ["แปรรูปกล้วย", "เพาะเห็ด"]
    click(qtbot, chip(page, "Fiscal year 2569"))
    assert names(page) == ["จักสาน"]
    page.search.setFocus()
    type_text(page.window(), "กล้วย")
    assert names(page) == []
    assert page.table.records.rowCount() == 0
    page.clear_filters()
    assert names(page) == ["แปรรูปกล้วย", "เพาะเห็ด"]


def test_that_sheets_not_filled_are_counted_and_filtered(busy, qtbot, database):
    _window, context, page, made = busy
    unfilled = chip(page, "Sheets not filled")
    assert unfilled.text() == "Sheets not filled 0"
    with database.writing() as uow:
        uow.delete(uow.session.get(ActivitySession, made["runs"][1][1]))
    _id, (sheet,) = add_course(
        database, made_people(context, made), TODAY - 2 * WEEK, name="อบรมปุ๋ย"
    )
    page.make_stale()
    assert chip(page, "Sheets not filled").text() == "Sheets not filled 1"
    click(qtbot, chip(page, "Sheets not filled"))
    assert names(page) == ["อบรมปุ๋ย"]
    context.commands.run(lambda uow: set_head_counts(uow, sheet, {(Sex.MALE, ""): 3}))
    assert names(page) == ["อบรมปุ๋ย"]  # a roll is not filled by heads


def made_people(context, made):
    return context.commands.query(lambda session: list(enrolled_people(session, made["runs"][0])))


def test_that_every_status_has_a_sign_and_a_word(busy):
    _window, _context, page, _made = busy
    column = next(one for one in page.columns() if one.key == "status")
    rows = page.rows_for(page.asked()).source.rows
    assert [column.text(row) for row in rows] == ["Running", "Approved"]
    assert {column.sign(row).icon for row in rows} == {"circle-dot", "circle"}


def test_that_the_card_shows_how_each_sheet_stands(busy):
    _window, context, page, made = busy
    words = [one.accessibleName().split(", ")[-1] for one in session_buttons(page)]
    assert words == ["filled", "today", "to come"]
    session_id = made["runs"][1][2]
    context.commands.run(lambda uow: cancel_session(uow, session_id, "ฝน"))
    words = [one.accessibleName().split(", ")[-1] for one in session_buttons(page)]
    assert words == ["filled", "today", "cancelled"]


def test_that_heads_alone_fill_a_sheet_without_a_roll(database, show):
    made = {}

    def prepare(_people):
        made["fair"] = add_course(database, [], TODAY - WEEK, name="งานวัด")

    _window, context, page = show(prepare)
    (before,) = session_buttons(page)
    assert before.accessibleName().endswith("not filled")
    session_id = made["fair"][1][0]
    context.commands.run(lambda uow: set_head_counts(uow, session_id, {(Sex.FEMALE, "60+"): 34}))
    (after,) = session_buttons(page)
    assert after.accessibleName().endswith("34 people")
    row = context.commands.query(lambda session: session_row(session, session_id))
    assert state_of(row, TODAY)[0] == "circle-check"


def test_that_a_session_is_opened_by_its_line_and_todays_by_the_big_button(busy, qtbot):
    window, _context, page, _made = busy
    page.table.setFocus()
    first, _today, coming = session_buttons(page)
    first.setFocus()
    keys(window, ENTER)
    assert isinstance(window.current(), AttendancePage)
    keys(window, ESC)
    click(qtbot, coming)
    assert isinstance(window.current(), SessionPage)
    keys(window, ESC)
    session_buttons(page)
    big = next(one for one in shown_buttons(page) if one.text() == "Take attendance today")
    click(qtbot, big)
    sheet = window.current()
    assert isinstance(sheet, AttendancePage)
    assert sheet.sheet.session.held_on == TODAY


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Roll", RollPage),
        ("Change", ActivityEditPage),
        ("Sheet", ReportsPage),
        ("Summary", ReportsPage),
        ("Add a session", SessionPage),
    ],
)
def test_that_the_buttons_of_the_card_lead_there(busy, qtbot, words, kind):
    window, _context, page, _made = busy
    page.show_now()
    settle()
    button = next(one for one in shown_buttons(page) if one.text() == words)
    click(qtbot, button)
    assert isinstance(window.current(), kind)


def test_that_the_menu_of_a_row_offers_the_same(busy):
    window, context, page, made = busy
    row = page.rows_for(page.asked()).source.rows[0]
    actions = {action.title: action.run for action in page.row_actions(row)}
    assert list(actions) == ["Change", "Roll", "Attendance sheet", "Move to trash"]
    assert page.row_actions(None) == ()
    actions["Move to trash"]()
    assert names(page) == ["เพาะเห็ด"]
    assert window.saved.text() == "Saved Moved to the trash: แปรรูปกล้วย"
    key(window, Qt.Key.Key_Z, held=CONTROL)
    assert names(page) == ["แปรรูปกล้วย", "เพาะเห็ด"]
    assert made["runs"][0] == context.commands.query(
        lambda session: session.exec(select(Activity.id).where(Activity.name == "แปรรูปกล้วย")).one()
    )


def test_that_enter_changes_a_row_and_a_link_finds_it_in_any_year(busy):
    window, _context, page, made = busy
    window.open("activities", record_id=str(made["old"][0]))
    assert page.table.current_row().name == "จักสาน"
    keys(window, ENTER)
    edit = window.current()
    assert isinstance(edit, ActivityEditPage)
    assert edit.form.values()["name"] == "จักสาน"


def test_that_f12_prints_the_rows_that_are_shown(busy):
    window, _context, _page, _made = busy
    keys(window, Qt.Key.Key_F12)
    page = window.current()
    assert isinstance(page, PrintPage)
    (table,) = page._report.tables()
    assert [row.cells[1] for row in table.rows] == ["แปรรูปกล้วย", "เพาะเห็ด"]


@pytest.mark.parametrize("step", [0, 2])
def test_that_the_list_keeps_to_a_small_window(busy, step):
    window, _context, page, _made = busy
    window.resize(1024, 700)
    set_theme("light", step)
    settle()
    assert (window.width(), window.height()) == (1024, 700)
    assert page.table.records.rowCount() == 2
    assert not window.grab().isNull()
    QApplication.processEvents()


# --- Planning --------------------------------------------------------------------------------------


def activities(context):
    return context.commands.query(lambda session: list(session.exec(select(Activity))))


@pytest.fixture
def plan(show):
    window, context, _page = show()
    key(window, Qt.Key.Key_N, held=CONTROL)
    settle()
    edit = window.current()
    assert isinstance(edit, ActivityEditPage)
    return window, context, edit


def test_that_a_name_is_enough_and_the_session_is_made(plan):
    window, context, edit = plan
    assert edit.form.editor("name").focusProxy().hasFocus()
    type_text(window, "แปรรูปกล้วย")
    assert edit.told.text() == "1 session, 3 hours in all: 23 พ.ย. 2569"
    key(window, Qt.Key.Key_S, held=CONTROL)
    (activity,) = activities(context)
    assert (activity.name, activity.starts_on) == ("แปรรูปกล้วย", TODAY)
    rows = context.commands.query(lambda session: session_rows(session, activity_id=activity.id))
    assert [(row.held_on, row.starts, row.minutes) for row in rows] == [(TODAY, time(9), 180)]
    page = window.current()
    assert isinstance(page, ActivitiesPage)
    assert page.table.current_row().id == activity.id
    key(window, Qt.Key.Key_Z, held=CONTROL)
    assert page.table.records.rowCount() == 0


def test_that_weekdays_and_times_make_the_sessions(plan, qtbot):
    window, context, edit = plan
    type_text(window, "แปรรูปกล้วย")
    edit.form.go_to("ends_on")
    type_text(window, "7/12/2569")
    click(qtbot, edit.days[3])
    edit.times.go_to("starts")
    edit.times.editor("starts").line.selectAll()
    type_text(window, "13.00")
    edit.times.go_to("ends")
    edit.times.editor("ends").line.selectAll()
    type_text(window, "15.30")
    assert "5 sessions, 12.5 hours" in edit.told.text()
    key(window, Qt.Key.Key_S, held=CONTROL)
    (activity,) = activities(context)
    rows = context.commands.query(lambda session: session_rows(session, activity_id=activity.id))
    assert [row.held_on.weekday() for row in rows] == [0, 3, 0, 3, 0]
    assert {row.minutes for row in rows} == {150}


def test_that_without_a_name_it_is_refused_beside_the_field(plan):
    window, context, edit = plan
    key(window, Qt.Key.Key_S, held=CONTROL)
    assert list(edit.form.errors()) == ["name"]
    assert not activities(context)
    assert window.current() is edit


def test_that_days_the_wrong_way_round_are_refused_beside_the_field(plan):
    window, context, edit = plan
    type_text(window, "แปรรูปกล้วย")
    edit.form.go_to("ends_on")
    type_text(window, "1/11/2569")
    key(window, Qt.Key.Key_S, held=CONTROL)
    assert edit.form.errors() == {"ends_on": "The last day comes before the first day."}
    assert not activities(context)


def test_that_going_back_saves_what_is_typed(plan):
    window, context, edit = plan
    edit.form.go_to("venue")
    type_text(window, "ศาลา")
    keys(window, ESC)
    assert window.current() is not edit
    (activity,) = activities(context)
    assert (activity.name, activity.status, activity.venue) == (
        "Activity without a name",
        ActivityStatus.DRAFT,
        "ศาลา",
    )


def test_that_going_back_from_an_untouched_form_saves_nothing(plan):
    window, context, _edit = plan
    keys(window, ESC)
    assert not activities(context)


def test_that_what_cannot_be_read_is_said_before_it_is_left(plan, qtbot):
    window, context, edit = plan
    type_text(window, "แปรรูปกล้วย")
    edit.form.go_to("ends_on")
    type_text(window, "32/13/2569")
    window.back()
    assert window.current() is edit
    assert "look at the red field" in window.messages.text()
    click(qtbot, window.messages.act)
    assert window.current() is not edit
    assert not activities(context)


def test_that_an_activity_is_changed(busy):
    window, context, _page, made = busy
    context.open_task(ActivityEditPage(context, made["runs"][0]))
    settle()
    edit = window.current()
    assert edit.title() == "Change the activity"
    edit.form.go_to("venue")
    type_text(window, "ศาลาบ้านดอนยาง")
    keys(window, ESC)
    assert window.saved.text() == "Saved Changed: แปรรูปกล้วย"
    changed = next(one for one in activities(context) if one.id == made["runs"][0])
    assert changed.venue == "ศาลาบ้านดอนยาง"


# --- Sessions --------------------------------------------------------------------------------------


@pytest.fixture
def session_task(busy):
    window, context, page, made = busy

    def begin(session_id=None):
        context.open_task(SessionPage(context, made["runs"][0], session_id))
        settle()
        return window.current()

    return window, context, page, made, begin


def held(context, made):
    rows = context.commands.query(
        lambda session: session_rows(session, activity_id=made["runs"][0])
    )
    return [row.held_on for row in rows if not row.cancelled]


def test_that_a_new_session_comes_a_week_after_the_last(session_task):
    window, context, _page, made, begin = session_task
    task = begin()
    assert (task.title(), task.subtitle()) == ("Add a session", "แปรรูปกล้วย")
    assert "cancelled" not in {spec.name for spec in task.form.specs}  # nobody plans that
    key(window, Qt.Key.Key_S, held=CONTROL)
    assert held(context, made)[-1] == TODAY + 2 * WEEK


def test_that_a_session_is_cancelled_with_its_reason(session_task, qtbot):
    window, context, _page, made, begin = session_task
    session_id = made["runs"][1][2]
    task = begin(session_id)
    task.form.editor("cancelled").set_value(True)
    task.form.go_to("cancel_reason")
    type_text(window, "ฝนตก")
    keys(window, ESC)  # going back saves
    assert held(context, made) == [TODAY - WEEK, TODAY]


def test_that_a_session_that_ends_before_it_begins_is_refused_there(session_task):
    window, _context, _page, made, begin = session_task
    task = begin(made["runs"][1][1])
    task.form.go_to("ends")
    task.form.editor("ends").line.selectAll()
    type_text(window, "08.00")
    key(window, Qt.Key.Key_S, held=CONTROL)
    assert task.form.errors() == {"ends": "The session ends before it begins."}


def test_that_a_session_goes_to_the_trash_and_comes_back(session_task):
    window, context, _page, made, begin = session_task
    task = begin(made["runs"][1][2])
    actions = {action.title: action.run for action in task.page_actions()}
    actions["Move to trash"]()
    assert held(context, made) == [TODAY - WEEK, TODAY]
    key(window, Qt.Key.Key_Z, held=CONTROL)
    assert held(context, made) == [TODAY - WEEK, TODAY, TODAY + WEEK]
