"""Drafts of plans, sessions and sheets: gone when saved, kept when that cannot be, left alone until answered."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from learnsoc_desktop.core.paths import user_folder
from learnsoc_desktop.features.activities.edit_page import ActivityEditPage
from learnsoc_desktop.features.activities.session_page import SessionPage
from tests.features.activities.pages_kit import (
    CONTROL,
    add_course,
    add_people,
    key,
    keys,
    many,
    opened,
    settle,
    type_text,
)

ESC, ENTER = Qt.Key.Key_Escape, Qt.Key.Key_Return


def drafts(kind: str) -> list[Path]:
    return sorted((user_folder() / "drafts").glob(f"{kind}-*.json"))


@pytest.fixture
def shown(qtbot, database):
    activity, sessions = add_course(database, add_people(database, many(2)))
    with opened(database) as (window, context):
        yield window, context, activity, sessions[0]


def opens(context, page):
    context.open_task(page)
    settle()
    return page


def begin_plan(window, context, name="ทำขนม"):
    page = opens(context, ActivityEditPage(context))
    page.form.editor("name").line.setFocus()
    type_text(window, name)
    page.drafts.keep()
    return page


def test_that_a_plan_that_is_saved_leaves_no_draft(shown):
    window, context, _activity, _session = shown
    begin_plan(window, context)
    assert len(drafts("activity")) == 1
    key(window, Qt.Key.Key_S, held=CONTROL)
    settle()
    assert drafts("activity") == []


def test_that_a_plan_keeps_its_times_and_weekdays(shown):
    window, context, _activity, _session = shown
    page = opens(context, ActivityEditPage(context))
    days = [(number + 1) % 7 for number, chip in enumerate(page.days) if chip.isChecked()]
    page.form.editor("name").line.setFocus()
    type_text(window, "ทำขนม")
    page.days[days[0]].click()
    page.drafts.keep()
    chosen = [chip.isChecked() for chip in page.days]
    page.deleteLater()
    again = opens(context, ActivityEditPage(context))
    assert not any(action.enabled for action in again.page_actions())
    keys(window, ENTER)
    assert again.form.values()["name"] == "ทำขนม"
    assert [chip.isChecked() for chip in again.days] == chosen
    assert again.form.editor("name").line.hasFocus()
    assert again.page_actions()[0].enabled


def test_that_a_draft_that_is_not_answered_stays(shown):
    window, context, _activity, _session = shown
    page = begin_plan(window, context)
    context.desk.shell.stack._tasks.remove(page)
    page.deleteLater()
    again = opens(context, ActivityEditPage(context))
    assert again.drafts.offered is not None
    keys(window, ESC)
    settle()
    assert window.current() is not again
    assert len(drafts("activity")) == 1


def test_that_a_change_that_cannot_be_saved_is_left_as_a_draft(shown):
    window, context, activity, _session = shown
    page = opens(context, ActivityEditPage(context, activity))
    page.form.editor("name").line.setFocus()
    page.form.editor("name").line.selectAll()
    keys(window, Qt.Key.Key_Delete, ESC)
    settle()
    assert window.current() is page
    assert window.messages.act.text() == "Leave it as a draft"
    window.messages.act.click()
    settle()
    assert window.current() is not page
    assert [str(activity) in path.name for path in drafts("activity")] == [True]
    again = opens(context, ActivityEditPage(context, activity))
    assert "not saved" in again.drafts.view.offer.findChildren(type(again.told.words))[0].text()
    again.drafts.view.offer.anew.click()
    assert again.form.values()["name"] == "แปรรูปกล้วย"
    assert not again.form.dirty


def test_that_a_session_that_is_saved_leaves_no_draft(shown):
    window, context, activity, session = shown
    page = opens(context, SessionPage(context, activity, session))
    page.form.editor("topic").line.setFocus()
    type_text(window, "ปอกกล้วย")
    page.drafts.keep()
    assert len(drafts("session")) == 1
    keys(window, ESC)
    settle()
    assert drafts("session") == []


def test_that_typing_anew_on_a_sheet_takes_the_place_of_what_was_offered(shown):
    window, _context, _activity, session = shown
    window.open("activities", attendance=str(session))
    settle()
    page = window.current()
    page.walk_in.name.setFocus()
    type_text(window, "ป้าแดง")
    page.drafts.keep()
    window.stack._tasks.remove(page)
    page.deleteLater()
    window.open("activities", attendance=str(session))
    settle()
    page = window.current()
    assert "ป้าแดง" in window.messages.text()
    page.drafts.keep()
    assert len(drafts("sheet")) == 1
    page.walk_in.name.setFocus()
    type_text(window, "ลุงดำ")
    page.drafts.keep()
    assert "ลุงดำ" in drafts("sheet")[0].read_text("utf-8")
    keys(window, ENTER, ENTER)
    page.drafts.keep()
    assert drafts("sheet") == []


def test_that_a_walk_in_that_is_taken_up_keeps_its_sex(shown):
    window, _context, _activity, session = shown
    window.open("activities", attendance=str(session))
    settle()
    page = window.current()
    page.walk_in.name.setFocus()
    type_text(window, "ป้าแดง")
    sex = page.walk_in.sex.value()
    page.drafts.keep()
    window.stack._tasks.remove(page)
    page.deleteLater()
    window.open("activities", attendance=str(session))
    settle()
    page = window.current()
    window.messages.act.click()
    assert page.walk_in.typed == "ป้าแดง"
    assert page.walk_in.sex.value() is sex
    assert page.walk_in.name.hasFocus()


def test_that_a_reader_keeps_no_draft(database, shown):
    window, _context, _activity, session = shown
    database.read_only = True
    try:
        window.open("activities", attendance=str(session))
        settle()
        page = window.current()
        page.walk_in.name.setText("ป้าแดง")
        page.drafts.keep()
        assert drafts("sheet") == []
        page.walk_in.forget()
    finally:
        database.read_only = False
