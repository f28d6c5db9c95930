"""The learning path: years, goals, wishes, the five skills, and its paper on two pages."""

from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from learnsoc_desktop.core.feature import TAUGHT, Event, learned_hours
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.features.people import skills_page
from learnsoc_desktop.features.people.errors import NoteNotFound, NoteRefused
from learnsoc_desktop.features.people.model import Person
from learnsoc_desktop.features.people.note_edit_page import NoteEditPage
from learnsoc_desktop.features.people.path_model import (
    GoalDetails,
    LogDetails,
    Skill,
    WantDetails,
    WantKind,
)
from learnsoc_desktop.features.people.path_page import LearningPathPage
from learnsoc_desktop.features.people.path_queries import (
    by_years,
    giver_since,
    path_events,
    path_notes,
)
from learnsoc_desktop.features.people.path_report import path_paper
from learnsoc_desktop.features.people.path_service import (
    add_note,
    change_note,
    mark_skills,
    remove_note,
)
from learnsoc_desktop.features.people.skills_page import SkillsPage
from learnsoc_desktop.reporting.pdf import write_pdf
from tests.features.people.builders import TODAY, add
from tests.features.people.window import CONTROL, click, key, type_text


@pytest.fixture
def person(database: Database) -> UUID:
    return add(database, born="1970")


def ten_years(count: int = 300) -> list[Event]:
    """Return ``count`` events of ten years, the newest today."""
    step = timedelta(days=3650 / count)
    newest = datetime(2026, 11, 20)  # noqa: DTZ001  a person's own day
    return [
        Event(newest - at * step, "activity", f"การทอผ้าลายขิดย้อมสีธรรมชาติ {at}", "10 ครั้ง", 3.0)
        for at in range(count)
    ]


def shown_words(page: LearningPathPage) -> list[str]:
    return [each.text() for each in page.findChildren(QAbstractButton) if each.isVisible()]


def test_that_events_stand_in_fiscal_years_newest_first() -> None:
    days = (datetime(2025, 9, 30), datetime(2025, 10, 1), datetime(2026, 9, 30))  # noqa: DTZ001
    years = by_years([Event(day, "activity", "x", hours=1.5) for day in days])
    assert [(year.year, len(year.events), year.hours) for year in years] == [
        (2569, 2, 3.0),
        (2568, 1, 1.5),
    ]


def test_that_teaching_makes_a_giver_and_is_no_learning() -> None:
    first, later = datetime(2024, 5, 1), datetime(2025, 5, 1)  # noqa: DTZ001
    events = [Event(later, TAUGHT, "a", hours=4), Event(first, TAUGHT, "b", hours=4)]
    assert giver_since(events) == date(2024, 5, 1)
    assert learned_hours([*events, Event(first, "activity", "c", hours=2)]) == 2
    assert giver_since([]) is None


def test_that_what_was_learned_alone_and_reached_stands_on_the_path(
    database: Database, person: UUID
) -> None:
    with database.writing() as uow:
        add_note(uow, person, LogDetails(learned_on=TODAY, what="ตอนกิ่ง", minutes=90))
        add_note(uow, person, GoalDetails(goal="อ่านออก", done_on=date(2026, 1, 2)))
        add_note(uow, person, GoalDetails(goal="ยังไม่ถึง"))
    with database.reading() as session:
        events = path_events(session, person)
    assert {(event.title, event.hours) for event in events} == {("ตอนกิ่ง", 1.5), ("อ่านออก", None)}


def test_that_open_goals_and_strong_wishes_come_first(database: Database, person: UUID) -> None:
    with database.writing() as uow:
        add_note(uow, person, GoalDetails(goal="ถึงแล้ว", done_on=TODAY))
        add_note(uow, person, GoalDetails(goal="ปีหน้า", by_when=date(2027, 12, 1)))
        add_note(uow, person, GoalDetails(goal="เดือนหน้า", by_when=date(2026, 12, 1)))
        add_note(uow, person, WantDetails(what="ท้าย", rank=9))
        add_note(uow, person, WantDetails(what="ก่อน", rank=1, kind=WantKind.INTEREST))
    with database.reading() as session:
        notes = path_notes(session, person)
    assert [goal.goal for goal in notes.goals] == ["เดือนหน้า", "ปีหน้า", "ถึงแล้ว"]
    assert [want.what for want in notes.wants] == ["ก่อน", "ท้าย"]


def test_that_notes_of_a_merged_record_are_the_survivors(database: Database, person: UUID) -> None:
    other = add(database, first_name="อื่น")
    with database.writing() as uow:
        add_note(uow, other, WantDetails(what="การทอผ้า"))
        merged = uow.session.get(Person, other)
        assert merged is not None
        merged.merged_into = person
    with database.reading() as session:
        assert [want.what for want in path_notes(session, person).wants] == ["การทอผ้า"]


def test_that_of_one_day_the_last_word_holds(database: Database, person: UUID) -> None:
    for level in (2, 4):
        with database.writing() as uow:
            mark_skills(uow, person, {Skill.SOLVES: level}, on=TODAY, today=TODAY)
    with database.reading() as session:
        assert path_notes(session, person).skills == ((TODAY, {Skill.SOLVES: 4}),)


@pytest.mark.parametrize(("level", "day"), [(0, TODAY), (6, TODAY), (3, date(2027, 1, 1))])
def test_that_a_level_or_day_that_cannot_be_is_refused(
    database: Database, person: UUID, level: int, day: date
) -> None:
    with pytest.raises(NoteRefused), database.writing() as uow:
        mark_skills(uow, person, {Skill.SOLVES: level}, on=day, today=TODAY)


def test_that_a_note_goes_to_the_trash_and_is_then_not_there(
    database: Database, person: UUID
) -> None:
    with database.writing() as uow:
        note = add_note(uow, person, WantDetails(what="  การ  ทอผ้า "))
        change_note(uow, note, WantDetails(what="การสาน"))
        remove_note(uow, WantDetails, note)
    with pytest.raises(NoteNotFound), database.writing() as uow:
        change_note(uow, note, WantDetails(what="อีก"))
    with database.reading() as session:
        assert path_notes(session, person).wants == ()


def test_that_ten_years_take_two_pages_at_the_most(
    database: Database, person: UUID, tmp_path: Path
) -> None:
    with database.writing() as uow:
        for number in range(8):
            add_note(uow, person, GoalDetails(goal=f"เป้าหมายที่ {number}", by_when=TODAY))
            add_note(uow, person, WantDetails(what=f"ความต้องการที่ {number}"))
        for year in range(10):
            day = date(2017 + year, 5, 4)
            mark_skills(uow, person, dict.fromkeys(Skill, 1 + year % 5), on=day, today=TODAY)
    with database.reading() as session:
        report = path_paper(session, person, ten_years())
    assert write_pdf(report, tmp_path / "path.pdf").pages <= 2
    text = report.text()
    assert "การทอผ้าลายขิดย้อมสีธรรมชาติ 0" in text
    assert "2560" in text  # the first year, in one line


def test_that_a_goal_is_added_and_taken_back_in_the_window(opened, qtbot, person) -> None:  # type: ignore[no-untyped-def]
    window, context = opened
    page = LearningPathPage(context, person)
    context.open_task(page)
    qtbot.waitUntil(page.notes.adders[GoalDetails].isVisible)
    click(page.notes.adders[GoalDetails])
    edit = window.current()
    assert isinstance(edit, NoteEditPage)
    qtbot.waitUntil(lambda: edit.isAncestorOf(window.focusWidget()))
    type_text("ทอผ้าได้หนึ่งผืน")
    key(Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: window.current() is page)
    qtbot.waitUntil(lambda: "ทอผ้าได้หนึ่งผืน" in shown_words(page))
    context.commands.undo()
    notes = context.commands.query(lambda session: path_notes(session, person))
    assert notes.goals == ()


def test_that_the_skills_are_asked_for_by_keys(opened, qtbot, monkeypatch, person) -> None:  # type: ignore[no-untyped-def]
    window, context = opened
    monkeypatch.setattr(skills_page, "local_today", lambda: TODAY)
    page = SkillsPage(context, person)
    context.open_task(page)
    first = page.form.editor(Skill.CURIOUS.value)
    qtbot.waitUntil(lambda: first.isAncestorOf(window.focusWidget()))
    for _skill in Skill:
        key(Qt.Key.Key_Down)
        key(Qt.Key.Key_Down)
        key(Qt.Key.Key_Return)
    key(Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: window.current() is not page)
    notes = context.commands.query(lambda session: path_notes(session, person))
    ((day, levels),) = notes.skills
    assert day == TODAY
    assert set(levels) == set(Skill)
