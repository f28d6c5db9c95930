"""Today, in the real window: one big button, what waits, what to do first."""

from datetime import datetime, time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from learnsoc_desktop.features.activities.attendance_page import AttendancePage
from learnsoc_desktop.features.activities.edit_page import ActivityEditPage
from learnsoc_desktop.features.activities.model import Mark
from learnsoc_desktop.features.activities.page import ActivitiesPage
from learnsoc_desktop.features.activities.service import cancel_session, mark_attendance
from learnsoc_desktop.features.activities.sheet_queries import roll
from learnsoc_desktop.features.overview.first_steps_widget import FirstSteps
from learnsoc_desktop.features.overview.page import TodayPage
from learnsoc_desktop.features.overview.queries import QuarterFigures
from learnsoc_desktop.features.overview.reports_page import ReportsPage
from learnsoc_desktop.features.overview.today_widget import ComingLine, SessionLine, WaitingLine
from learnsoc_desktop.features.people.edit_page import PersonEditPage
from learnsoc_desktop.features.people.import_page import ImportPage
from learnsoc_desktop.features.people.page import PeoplePage
from learnsoc_desktop.ui.paint import width
from learnsoc_desktop.ui.text import Text
from learnsoc_desktop.ui.theme import set_theme
from tests.features.activities.pages_kit import (
    MORNING,
    TODAY,
    add_course,
    add_people,
    keys,
    many,
    opened,
    set_clock,
    settle,
)

ENTER = Qt.Key.Key_Return
AT_NOON = datetime.combine(TODAY, time(12, 35)).astimezone()


class Today:
    def __init__(self, window, context, database):
        self.window, self.context, self.database = window, context, database
        self.page = window.current()
        assert isinstance(self.page, TodayPage)

    def shown(self, kind):
        settle()
        return [one for one in self.page.findChildren(kind) if one.isVisible()]

    def says(self):
        return [text.text() for text in self.shown(Text)]

    def button(self, number):
        return self.shown(SessionLine)[number].button


@pytest.fixture
def today(database, monkeypatch, qtbot):
    """Return a function that opens Today at a moment, after a centre was prepared."""
    stack = []

    def begin(prepare=None, moment=MORNING, size=(1366, 768)):
        set_clock(monkeypatch, moment)
        if prepare is not None:
            prepare(add_people(database, many(3)))
        manager = opened(database, size)
        window, context = manager.__enter__()
        stack.append(manager)
        page = Today(window, context, database)
        qtbot.waitUntil(lambda: bool(page.page.figures.blocks or page.shown(FirstSteps)))
        return page

    yield begin
    for manager in stack:
        manager.__exit__(None, None, None)


@pytest.fixture
def three(database, today):
    """Return Today with three sessions; made are the ids of the sessions."""
    made = []

    def prepare(people):
        for name, starts, ends in (
            ("แปรรูปกล้วย", time(9), time(12)),
            ("ใช้มือถือ", time(13), time(15)),
            ("ทอผ้า", time(16, 30), time(18)),
        ):
            _id, sessions = add_course(
                database,
                people,
                TODAY,
                TODAY + timedelta(days=7),
                name=name,
                starts=starts,
                ends=ends,
            )
            made.append(sessions[0])

    def begin(**how):
        return today(prepare, **how), made

    return begin


def test_that_three_sessions_stand_there_with_one_big_button(three, qtbot):
    page, made = three()
    lines = page.shown(SessionLine)
    assert [line.session.activity for line in lines] == ["แปรรูปกล้วย", "ใช้มือถือ", "ทอผ้า"]
    primary = [line.button for line in lines if line.button.property("kind") == "primary"]
    assert [button.text() for button in primary] == ["Take attendance of 3"]
    assert "now" in page.says()
    assert page.window.header.heading.title == "Good morning"
    qtbot.mouseClick(page.button(1), Qt.MouseButton.LeftButton)
    sheet = page.window.current()
    assert isinstance(sheet, AttendancePage)
    assert sheet.session_id == made[1]


def test_that_enter_takes_attendance_of_the_session_that_is_on(three):
    page, made = three()
    assert page.button(0).hasFocus()
    keys(page.window, ENTER)
    assert page.window.current().session_id == made[0]


def test_that_the_next_session_is_the_big_one_when_none_is_on(three):
    page, _made = three(moment=AT_NOON)
    assert page.button(1).property("kind") == "primary"
    assert "in 25 minutes" in page.says()
    assert page.window.header.heading.title == "Good afternoon"


def test_that_the_clock_goes_on_while_the_page_is_open(three, monkeypatch):
    page, _made = three(moment=AT_NOON)
    keys(page.window, Qt.Key.Key_Tab)
    page.button(2).setFocus()
    set_clock(monkeypatch, AT_NOON + timedelta(minutes=5))
    page.page.look_at_clock()
    assert "in 20 minutes" in page.says()
    assert page.button(2).hasFocus()
    set_clock(monkeypatch, datetime.combine(TODAY, time(18, 30)).astimezone())
    page.page.look_at_clock()
    settle()
    assert page.window.header.heading.title == "Good evening"


def test_that_a_filled_sheet_is_looked_at_and_a_begun_one_says_how_far(three):
    page, made = three()
    with page.database.reading() as session:
        people = [row.person_id for row in roll(session, made[0]).rows]
    page.context.commands.run(
        lambda uow: mark_attendance(uow, made[0], dict.fromkeys(people, Mark.PRESENT))
    )
    page.context.commands.run(lambda uow: mark_attendance(uow, made[1], {people[0]: Mark.PRESENT}))
    assert page.button(0).text() == "See the sheet"
    assert any("1 of 3 marked" in text for text in page.says())


def test_that_a_copy_that_is_only_looked_at_offers_no_attendance(three, monkeypatch):
    page, _made = three()
    monkeypatch.setattr(type(page.context.commands), "read_only", True)
    page.page.refresh()
    words = [line.button.text() for line in page.shown(SessionLine)]
    assert words == ["See the sheet"] * 3
    assert not any(line.button.property("kind") for line in page.shown(SessionLine))
    assert not any(action.enabled for action in page.page.page_actions())


def test_that_a_cancelled_session_says_so(three):
    page, made = three()
    page.context.commands.run(lambda uow: cancel_session(uow, made[2], "ฝน"))
    assert page.shown(SessionLine)[2].button is None


def test_that_what_waits_stands_by_urgency_and_leads_there(database, today, qtbot):
    def prepare(people):
        add_course(database, people, TODAY - timedelta(days=5))

    page = today(prepare)
    lines = page.shown(WaitingLine)
    assert [line.text() for line in lines] == ["1 sheet not filled", "3 incomplete records"]
    assert lines[0].accessibleDescription() == "5 days late"
    assert "No session today." in page.says()
    qtbot.mouseClick(lines[0], Qt.MouseButton.LeftButton)
    place = page.window.current()
    assert isinstance(place, ActivitiesPage)
    assert [row.name for row in place.rows_for(place.asked()).source.rows] == ["แปรรูปกล้วย"]
    page.window.open("today")
    page.shown(WaitingLine)[1].setFocus()
    keys(page.window, ENTER)
    assert isinstance(page.window.current(), PeoplePage)


def test_that_a_sheet_of_last_fiscal_year_is_found_too(database, today, qtbot):
    held = TODAY.replace(month=9, day=25)

    def prepare(people):
        add_course(database, people, held)

    page = today(prepare)
    qtbot.mouseClick(page.shown(WaitingLine)[0], Qt.MouseButton.LeftButton)
    place = page.window.current()
    assert [row.starts_on for row in place.rows_for(place.asked()).source.rows] == [held]


def test_that_coming_sessions_lead_to_their_activity(three):
    page, _made = three()
    first = page.shown(ComingLine)[0]
    assert first.text() == "แปรรูปกล้วย"
    first.setFocus()
    keys(page.window, ENTER)
    place = page.window.current()
    assert isinstance(place, ActivitiesPage)
    assert place.table.current_row().name == "แปรรูปกล้วย"


def test_that_figures_without_data_are_no_noughts(three, qtbot):
    page, made = three()
    settle()
    assert [block.number.text() for block in page.page.figures.blocks] == ["–"] * 4
    with page.database.reading() as session:
        person = roll(session, made[0]).rows[0].person_id
    page.context.commands.run(lambda uow: mark_attendance(uow, made[0], {person: Mark.LATE}))
    blocks = page.page.figures
    qtbot.waitUntil(lambda: [block.number.text() for block in blocks.blocks] == ["1"] * 4)


def test_that_months_are_a_chart_once_anybody_came(three, qtbot):
    page, made = three()
    settle()
    assert page.page.months is None
    with page.database.reading() as session:
        person = roll(session, made[0]).rows[0].person_id
    page.context.commands.run(lambda uow: mark_attendance(uow, made[0], {person: Mark.LATE}))
    qtbot.waitUntil(lambda: page.page.months is not None and page.page.months.isVisible())
    chart = page.page.months
    assert chart.accessibleName() == "Participations by month, Fiscal year 2570"
    told = chart.accessibleDescription().split("; ")
    assert "พ.ย.: Participations 1" in told
    assert told.count("ต.ค.: Participations –") == 1
    qtbot.waitUntil(lambda: chart.height() == chart.heightForWidth(chart.width()))


@pytest.mark.parametrize("size", [(1366, 768), (1024, 700)])
@pytest.mark.parametrize("step", [0, 2])
def test_that_no_unit_of_a_figure_is_cut(three, size, step):
    page, _made = three(size=size)
    set_theme("light", step)
    page.page.figures.show_figures(QuarterFigures(2570, 1, 1234, 12345, 27, 219, ()))
    settle()
    for block in page.page.figures.blocks:
        for text in (block.title, block.number, block.unit):
            assert text.text()
            assert text.width() >= width(text.text(), text.role), text.text()


def test_that_the_safety_light_tells_that_nothing_was_copied(three):
    page, _made = three()
    assert page.window.navigation.light.text() == "Not yet copied"


# --- A new centre ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "kind"),
    [(0, PersonEditPage), (1, ImportPage), (2, ActivityEditPage), (3, ReportsPage)],
)
def test_that_a_new_centre_says_what_to_do_first(today, number, kind):
    page = today()
    (steps,) = page.shown(FirstSteps)
    assert [row.text() for row in steps.rows] == [
        "Add people to the registry",
        "Take people in from a file",
        "Plan an activity",
        "Print a blank attendance sheet",
    ]
    assert steps.rows[0].hasFocus()
    assert not page.shown(WaitingLine)
    steps.rows[number].setFocus()
    keys(page.window, ENTER)
    assert isinstance(page.window.current(), kind)


def test_that_what_is_done_is_ticked_until_both_are_there(database, today):
    page = today()
    people = add_people(database, many(2))
    page.page.make_stale()
    (steps,) = page.shown(FirstSteps)
    assert steps.rows[0].under == "2 people in the registry"
    assert steps.rows[0].icon_name == "circle-check"
    add_course(database, people)
    page.page.make_stale()
    assert not page.shown(FirstSteps)
    assert len(page.shown(SessionLine)) == 1


# --- The room there is -----------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(1366, 690), (1024, 700)])
def test_that_the_main_parts_need_no_scrolling(three, size):
    page, _made = three(size=size)
    settle()
    window = page.window
    assert (window.width(), window.height()) == size
    for part in (*page.shown(SessionLine), *page.shown(ComingLine), *page.shown(WaitingLine)):
        bottom = part.mapTo(window, part.rect().bottomLeft()).y()
        assert bottom <= window.height(), part


@pytest.mark.parametrize("step", [1, 2])
def test_that_large_text_keeps_every_button_whole(three, step):
    page, _made = three(size=(1024, 700))
    set_theme("light", step)
    settle()
    for line in page.shown(SessionLine):
        button: QAbstractButton = line.button
        assert button.width() >= button.sizeHint().width()
        assert line.rect().contains(button.geometry())
