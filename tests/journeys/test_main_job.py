"""A centre's main job in the real window, by keys: people → activity → roll → attendance → paper."""

from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from learnsoc_desktop.data.database import Database
from learnsoc_desktop.features.activities.attendance_page import AttendancePage
from learnsoc_desktop.features.activities.edit_page import ActivityEditPage
from learnsoc_desktop.features.activities.page import ActivitiesPage
from learnsoc_desktop.features.activities.roll_page import RollPage
from learnsoc_desktop.features.centre.model import ProfileDetails
from learnsoc_desktop.features.centre.service import create_centre
from learnsoc_desktop.features.overview.page import TodayPage
from learnsoc_desktop.features.overview.reports_page import ReportsPage
from learnsoc_desktop.features.people.edit_page import PersonEditPage
from learnsoc_desktop.features.people.page import PeoplePage
from learnsoc_desktop.ui.buttons import Button
from tests.features.activities.pages_kit import (
    CONTROL,
    MORNING,
    digit,
    key,
    keys,
    opened,
    set_clock,
    settle,
    type_text,
)

ENTER, TAB, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Space
PATIENCE = 15_000  # ms: the child process is started for the first paper
PEOPLE = (
    ("บุญเรือน", "ฟ้าหลวงคำ", "เรือน", 0, "0812345671"),
    ("สมชาย", "ใจดี", "ชาย", 1, "0812345672"),
    ("กุหลาบ", "ปู่ญี่ปุ่น", "ติ๋ม", 0, "0812345673"),
)


@pytest.fixture
def journey(tmp_path: Path, monkeypatch, qtbot):
    """Give the window on a centre of which only the name is known."""
    set_clock(monkeypatch, MORNING)
    create_centre(tmp_path / "centre", ProfileDetails(name="ศูนย์การเรียนรู้ระดับตำบลนาคำ")).close()
    with (
        Database(tmp_path / "centre" / "centre.db") as database,
        opened(database) as (window, context),
    ):
        settle()
        yield window, context


def walk_to(window, wanted):
    """Press Tab until the keys are where they are wanted."""
    for _step in range(80):
        if window.focusWidget() is wanted or wanted.hasFocus():
            return
        keys(window, TAB)
    raise AssertionError(wanted)


def walk_to_field(window, page, name):
    editor = page.form.main.editor(name)
    walk_to(window, editor.focusProxy() or editor)


def add_three_people(window):
    page = window.current()
    assert isinstance(page, PersonEditPage)
    settle()
    for number, (first, last, nick, sex, phone) in enumerate(PEOPLE):
        for name, text in (("first_name", first), ("last_name", last), ("nickname", nick)):
            walk_to_field(window, page, name)
            type_text(window, text)
        walk_to_field(window, page, "sex")
        keys(window, SPACE) if sex == 0 else keys(window, Qt.Key.Key_Right)
        walk_to_field(window, page, "phone")
        for letter in phone:
            digit(window, int(letter), thai=True)  # the Thai layout is on
        last_one = number == len(PEOPLE) - 1
        key(window, Qt.Key.Key_S if last_one else Qt.Key.Key_Return, held=CONTROL)


def focused_words(window):
    focused = window.focusWidget()
    return focused.text() if isinstance(focused, Button) else ""


def save_pdf(page, target, monkeypatch, qtbot):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    qtbot.waitUntil(lambda: page.preview.ready, timeout=PATIENCE)
    page.savers.pdf.setFocus()
    keys(page.window(), ENTER)
    qtbot.waitUntil(lambda: target.name in page.window().messages.text(), timeout=PATIENCE)
    pages = pypdf.PdfReader(target).pages
    return "\n".join(page.extract_text() for page in pages)


def test_that_the_main_job_is_done_by_keys_on_a_new_centre(journey, tmp_path, monkeypatch, qtbot):
    window, context = journey
    assert isinstance(window.current(), TodayPage)

    # Three people, from what Today says to do first.
    keys(window, ENTER)
    add_three_people(window)
    registry = window.current()
    assert isinstance(registry, PeoplePage)
    qtbot.waitUntil(lambda: registry.table.records.rowCount() == len(PEOPLE))

    # An activity of today with its roll.
    key(window, Qt.Key.Key_1, held=CONTROL)
    key(window, Qt.Key.Key_N, held=CONTROL)
    settle()
    assert isinstance(window.current(), ActivityEditPage)
    type_text(window, "แปรรูปกล้วยเพื่อขาย")
    key(window, Qt.Key.Key_S, held=CONTROL)
    place = window.current()
    assert isinstance(place, ActivitiesPage)
    place.show_now()
    settle()
    roll_button = next(
        one for one in place.card.findChildren(Button) if one.text() == "Roll" and one.isVisible()
    )
    walk_to(window, roll_button)
    keys(window, ENTER)
    settle()
    roll_page = window.current()
    assert isinstance(roll_page, RollPage)
    walk_to(window, roll_page.finder.focusProxy())
    for first, _last, _nick, _sex, _phone in PEOPLE:
        type_text(window, first)
        keys(window, ENTER)
    assert roll_page.subtitle() == "3 people on the roll"
    key(window, Qt.Key.Key_S, held=CONTROL)

    # Attendance, from Today: Enter presses the one big button.
    key(window, Qt.Key.Key_1, held=CONTROL)
    qtbot.waitUntil(lambda: "Take attendance of 3" in focused_words(window))
    keys(window, ENTER)
    settle()
    sheet = window.current()
    assert isinstance(sheet, AttendancePage)
    number = sheet.sheet.sheet
    for mark in (1, 2, 0):
        digit(window, mark)
    keys(window, ENTER, ENTER)
    assert "The sheet is complete. 2 people came." in window.messages.text()

    # The summary, and the sheet with its marks, as PDF.
    window.messages.act.click()
    papers = window.current()
    assert isinstance(papers, ReportsPage)
    summary = save_pdf(papers, tmp_path / "summary.pdf", monkeypatch, qtbot)
    assert "แปรรูปกล้วยเพื่อขาย" in summary
    assert "ศูนย์การเรียนรู้ระดับตำบลนาคำ" in summary
    for first, last, *_rest in PEOPLE:
        assert f"{first} {last}" in summary
    window.open("reports", report="attendance-sheet", form="filled")
    text = save_pdf(papers, tmp_path / "sheet.pdf", monkeypatch, qtbot)
    assert number in text
    for first, last, *_rest in PEOPLE:
        assert f"{first} {last}" in text
    context.desk.jobs.wait()
