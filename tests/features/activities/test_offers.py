"""Tasks in the palette (Ctrl+K): attendance, a new activity, people."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from learnsoc_desktop.features.activities.attendance_page import AttendancePage
from learnsoc_desktop.features.activities.edit_page import ActivityEditPage
from learnsoc_desktop.features.activities.page import ActivitiesPage
from learnsoc_desktop.features.overview.reports_page import ReportsPage
from learnsoc_desktop.features.people.edit_page import PersonEditPage
from learnsoc_desktop.features.people.import_page import ImportPage
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


@pytest.fixture
def window(database, monkeypatch, qtbot):
    set_clock(monkeypatch, MORNING)
    with opened(database) as (window, _context):
        yield window


def do(window, words):
    """Type into the palette and press Enter on the first line that says the words."""
    key(window.focusWidget() or window, Qt.Key.Key_K, held=CONTROL)
    type_text(window, words)
    keys(window, Qt.Key.Key_Return)
    settle()
    return window.current()


@pytest.mark.parametrize(
    ("words", "page"),
    [
        ("plan an", ActivityEditPage),
        ("new activity", ActivityEditPage),
        ("add somebody", PersonEditPage),
        ("import people", ImportPage),
        ("blank sheet", ReportsPage),
    ],
)
def test_that_a_task_is_begun_by_its_words(window, words, page):
    assert isinstance(do(window, words), page)


def test_that_attendance_is_taken_of_the_session_that_is_on(database, window):
    _id, sessions = add_course(database, add_people(database, many(2)), TODAY)
    sheet = do(window, "take attendance")
    assert isinstance(sheet, AttendancePage)
    assert sheet.session_id == sessions[0]


def test_that_a_day_without_a_session_says_where_to_go(database, window):
    add_course(database, add_people(database, many(2)), TODAY - timedelta(days=1))
    assert isinstance(do(window, "take attendance"), ActivitiesPage)
    assert "There is no session today" in window.messages.text()
