"""A day of attendance in the real window on the sample centre: now, from paper, and with the power cut."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver
from PySide6.QtCore import Qt
from sqlalchemy import text
from sqlmodel import select

from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.entity import alive
from learnsoc_desktop.features.activities.attendance_page import AttendancePage
from learnsoc_desktop.features.activities.model import ActivityDetails, SessionDetails
from learnsoc_desktop.features.activities.page import ActivitiesPage
from learnsoc_desktop.features.activities.queries import session_rows, unfilled_sessions
from learnsoc_desktop.features.activities.service import enrol, plan_activity
from learnsoc_desktop.features.activities.sheet_queries import sheet_number
from learnsoc_desktop.features.overview.page import TodayPage
from learnsoc_desktop.features.overview.sample import make_sample_centre
from learnsoc_desktop.features.overview.today_widget import SessionLine, WaitingLine
from learnsoc_desktop.features.people.model import Person
from tests.features.activities.pages_kit import (
    CONTROL,
    digit,
    key,
    keys,
    opened,
    set_clock,
    settle,
    type_text,
)

TODAY = date(2026, 11, 22)
FORTY = 40
ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the file of a small sample centre; each test gets a copy."""
    folder = tmp_path_factory.mktemp("sample") / "centre"
    make_sample_centre(folder, people=60, seed=1, today=TODAY)
    return (folder / "centre.db").read_bytes()


@pytest.fixture
def at(sample, tmp_path: Path, monkeypatch, qtbot):
    """Return a function that opens the sample centre at a time of its day."""
    path = tmp_path / "centre" / "centre.db"
    path.parent.mkdir()
    path.write_bytes(sample)
    stack = []

    def begin(clock: time):
        set_clock(monkeypatch, datetime.combine(TODAY, clock).astimezone())
        database = Database(path)
        manager = opened(database)
        window, context = manager.__enter__()
        stack.append((manager, database))
        page = window.current()
        assert isinstance(page, TodayPage)
        qtbot.waitUntil(lambda: bool(page.figures.blocks))
        settle()
        return window, context

    yield begin
    for manager, database in stack:
        manager.__exit__(None, None, None)
        database.close()


def sessions_of_today(context):
    return context.commands.query(lambda session: session_rows(session, start=TODAY, end=TODAY))


@pytest.mark.parametrize(("clock", "number"), [(time(9, 30), 0), (time(13, 10), 1), (time(17), 2)])
def test_that_the_sheet_of_the_session_running_now_is_one_key_away(at, clock, number):
    window, context = at(clock)
    wanted = sessions_of_today(context)[number]
    keys(window, ENTER)
    settle()
    sheet = window.current()
    assert isinstance(sheet, AttendancePage)
    assert sheet.session_id == wanted.id
    assert sheet.view.hasFocus()
    assert sheet.sheet.session.activity in window.header.heading.title


def test_that_a_whole_sheet_is_taken_and_today_knows_it(at):
    window, context = at(time(9, 30))
    session = sessions_of_today(context)[0]
    keys(window, ENTER)
    settle()
    for mark in (1, 2, 3, 4, 0):
        digit(window, mark, thai=True)
    keys(window, Qt.Key.Key_F5, Qt.Key.Key_F2)
    type_text(window, "ป้าติ๋ม")
    keys(window, ENTER, ESC)
    came = session.enrolled - 2 + 1  # one on leave, one absent, one who was not on the roll
    keys(window, Qt.Key.Key_F6)
    for letter in str(came - 1):  # who left early is not in the room any more
        digit(window, int(letter))
    keys(window, ENTER)
    sheet = window.current()
    assert sheet.side.heads.answer.text().startswith("Agrees")
    key(window, Qt.Key.Key_S, held=CONTROL)
    assert f"{came} people came." in window.messages.text()
    key(window, Qt.Key.Key_1, held=CONTROL)
    settle()
    line = next(one for one in window.current().findChildren(SessionLine) if one.isVisible())
    assert line.button.text() == "See the sheet"


def forty_people(context):
    """Plan a meeting of 40 people that runs now, before the others of the day."""

    def plan(uow):
        people = uow.session.exec(select(Person.id).where(alive(Person)).limit(FORTY)).all()
        times = SessionDetails(held_on=TODAY, starts=time(7), ends=time(8, 30), minutes=90)
        details = ActivityDetails(name="ประชุมประชาคม", starts_on=TODAY)
        enrol(uow, plan_activity(uow, details, [times]), people)

    context.commands.run(plan)


@pytest.mark.parametrize("thai", [False, True], ids=["latin", "kedmanee"])
def test_that_forty_people_are_taken_from_today_by_few_keys(at, qtbot, thai):
    window, context = at(time(7, 15))
    forty_people(context)
    qtbot.waitUntil(lambda: f"attendance of {FORTY}" in window.focusWidget().text())
    pressed = 0

    def press(*codes):
        nonlocal pressed
        pressed += len(codes)
        keys(window, *codes)
        settle()

    def type_digits(*numbers):
        nonlocal pressed
        pressed += len(numbers)
        for number in numbers:
            digit(window, number, thai=thai)

    press(ENTER)
    sheet = window.current()
    assert isinstance(sheet, AttendancePage)
    type_digits(1, 1, 2, 3, 1, 4, 0)  # the first seven, then one who is seen in the door
    press(Qt.Key.Key_Up, Qt.Key.Key_Up)
    type_digits(1)  # who had left early is back
    press(Qt.Key.Key_F5)  # the rest came
    came = FORTY - 2
    assert sheet.side.tally.accessibleName().startswith(f"{FORTY} of {FORTY} people")
    press(Qt.Key.Key_F6)
    type_digits(3, 8)
    press(ENTER)
    assert sheet.side.heads.answer.text().startswith("Agrees")
    key(window, Qt.Key.Key_S, held=CONTROL)
    assert f"{came} people came." in window.messages.text()
    assert pressed <= FORTY // 2  # a key a person is the most it ever takes
    rows = sessions_of_today(context)
    assert next(row for row in rows if row.enrolled == FORTY).filled


def test_that_a_power_cut_loses_no_mark(at, tmp_path):
    window, context = at(time(9, 30))
    session = sessions_of_today(context)[0]
    keys(window, ENTER)
    settle()
    for mark in (1, 1, 2):
        digit(window, mark)
    # What lies on the disk now, without the program having a chance to end well.
    for name in ("centre.db", "centre.db-wal"):
        part = context.folder / name
        (tmp_path / name).write_bytes(part.read_bytes() if part.exists() else b"")
    copy = driver.connect(str(tmp_path / "centre.db"))
    query = "SELECT mark FROM attendance WHERE session_id = ? AND deleted_at IS NULL"
    marks = sorted(mark for (mark,) in copy.execute(query, (session.id.hex,)))
    copy.close()
    assert marks == ["late", "present", "present"]


def test_that_a_sheet_from_last_week_is_typed_from_paper(at):
    window, context = at(time(15, 30))

    def waiting():
        return context.commands.query(
            lambda session: unfilled_sessions(session, TODAY, TODAY - timedelta(days=90))
        )

    before = waiting()
    assert before
    sheet_id = before[0].id
    lines = window.current().findChildren(WaitingLine)
    line = next(one for one in lines if one.isVisible() and "sheet" in one.text())
    line.setFocus()
    keys(window, ENTER)
    place = window.current()
    assert isinstance(place, ActivitiesPage)
    assert before[0].activity_id in {row.id for row in place.rows_for(place.asked()).source.rows}
    key(window, Qt.Key.Key_K, held=CONTROL)
    type_text(window, sheet_number(sheet_id).lower())
    keys(window, ENTER)
    settle()
    sheet = window.current()
    assert isinstance(sheet, AttendancePage)
    assert sheet.session_id == sheet_id
    keys(window, Qt.Key.Key_F5)
    key(window, Qt.Key.Key_S, held=CONTROL)
    assert sheet_id not in {row.id for row in waiting()}
    with context.commands.database.reading() as session:
        query = "SELECT DISTINCT source FROM attendance WHERE session_id = :id"
        found = session.connection().execute(text(query), {"id": sheet_id.hex}).scalars().all()
    assert found == ["paper"]
