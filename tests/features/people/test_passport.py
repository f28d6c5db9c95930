"""The learning passport: of whom it is, what stands in it, that its sums tally, and how it is folded."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pypdfium2
import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication, QMenu
from sqlalchemy import event as sql_event

from learnsoc_desktop.core.feature import TAUGHT, Event
from learnsoc_desktop.core.formats import Style, set_style
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.features.centre.model import LegalBasis
from learnsoc_desktop.features.centre.pictures import PictureUse, store_picture
from learnsoc_desktop.features.centre.service import profile_of
from learnsoc_desktop.features.people.consent_fields import SigningDetails
from learnsoc_desktop.features.people.consent_model import Answer, Purpose
from learnsoc_desktop.features.people.consent_service import record_consent
from learnsoc_desktop.features.people.errors import PersonNotFound
from learnsoc_desktop.features.people.merge_service import merge_people
from learnsoc_desktop.features.people.own_group_model import OwnGroupDetails
from learnsoc_desktop.features.people.own_group_service import add_own_group
from learnsoc_desktop.features.people.page import PeoplePage
from learnsoc_desktop.features.people.passport_pages_report import MOST_LOG, MOST_NEWEST
from learnsoc_desktop.features.people.passport_report import learning_passports, passport_of
from learnsoc_desktop.features.people.path_model import GoalDetails, LogDetails, Skill, WantDetails
from learnsoc_desktop.features.people.path_queries import (
    contributed_events,
    notes_of_people,
    path_events,
    path_notes,
)
from learnsoc_desktop.features.people.path_service import add_note, mark_skills
from learnsoc_desktop.reporting.adjusting import Adjustment, adjusted
from learnsoc_desktop.reporting.document import Booklet, Report, Role, Table, walk
from learnsoc_desktop.reporting.forms.kinds import BookletCover, Facts
from learnsoc_desktop.reporting.pdf import write_pdf
from learnsoc_desktop.ui.print_page import PrintPage
from tests.features.people.builders import GOOD_ID, TODAY, add
from tests.features.people.window import button, click

MOST_PAGES = 16  # of ten full years


@pytest.fixture(autouse=True)
def english() -> None:
    set_style(Style("be", "arabic", "en"))


@pytest.fixture
def person(database: Database) -> UUID:
    return add(
        database,
        first_name="บุญเรือน",
        last_name="ใจดี",
        nickname="เรือน",
        learner_code="690012",
        id_number=GOOD_ID,
        phone="0898765432",
        house_no="77/7",
        born="1963-03-14",
    )


def happened(count: int, **others: Any) -> list[Event]:
    """Return so many events, one every twelve days, the newest in the middle of a fiscal year."""
    newest = datetime(2027, 3, 1)  # noqa: DTZ001  a person's own day
    return [
        Event(newest - timedelta(days=12 * at), "activity", f"ทอผ้า {at}", "2 times", 1.75)._replace(
            **others
        )
        for at in range(count)
    ]


def made(database: Database, person: UUID, events: Sequence[Event] = (), **how: bool) -> Report:
    with database.reading() as session:
        return passport_of(session, person, [*path_events(session, person), *events], **how)


def table(report: Report, key: str) -> Table:
    return next(each for each in report.tables() if each.key == key)


def total(report: Report, key: str) -> object:
    (row,) = (row for row in table(report, key).rows if row.role is Role.TOTAL)
    return row.cells[-1]


def covers(report: Report) -> list[BookletCover]:
    return [block for block in walk(report.blocks) if isinstance(block, BookletCover)]


def names(report: Report) -> list[str | None]:
    return [cover.name for cover in covers(report)]


def pages(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    found = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return found


def test_that_it_says_who_the_holder_is_and_nothing_that_is_sensitive(
    database: Database, person: UUID, tmp_path: Path
) -> None:
    report = made(database, person)
    (cover,) = covers(report)
    assert (cover.name, cover.number, cover.code) == (
        "บุญเรือน ใจดี",
        "690012",
        "LS1/P/690012",
    )
    assert report.period == cover.name
    write_pdf(report, tmp_path / "passport.pdf")
    said = "".join(pages(tmp_path / "passport.pdf"))
    assert "x-xxxx-xxxx0-70-8" in said
    for kept in (GOOD_ID, "0898765432", "77/7", "2506"):
        assert kept not in said


def test_that_a_photo_stands_on_the_cover_only_where_it_may_be_shown(
    database: Database, centre: CentreFolder
) -> None:
    file = BytesIO()
    Image.new("RGB", (40, 50), (90, 90, 90)).save(file, "PNG")
    with database.writing() as uow:
        kept = store_picture(uow, centre, file.getvalue(), PictureUse.PORTRAIT, "face.png")
        profile_of(uow).legal_basis = LegalBasis.CONSENT
    person = add(database, picture=kept, born="1963")
    assert covers(made(database, person))[0].photo is None
    signing = SigningDetails(given_on=date(2026, 5, 4))
    with database.writing() as uow:
        record_consent(uow, person, signing, {Purpose.REGISTRY: Answer.YES}, today=TODAY)
    assert covers(made(database, person))[0].photo is not None


def test_that_goals_skills_and_wishes_stand_in_it_with_room_for_more(
    database: Database, person: UUID
) -> None:
    with database.writing() as uow:
        details = GoalDetails(
            goal="ขายผ้าได้", why="มีรายได้", steps="ทอ\nถ่ายภาพ", by_when=date(2027, 5, 1)
        )
        add_note(uow, person, details)
        add_note(uow, person, WantDetails(what="ย้อมสี"))
        for year, level in ((2024, 2), (2026, 4)):
            mark_skills(uow, person, dict.fromkeys(Skill, level), on=date(year, 5, 4), today=TODAY)
    report = made(database, person)
    facts = [dict(block.rows) for block in walk(report.blocks) if isinstance(block, Facts)]
    goals = [rows for rows in facts if any(label.startswith("Goal") for label in rows)]
    assert goals[0]["Goal 1"] == "ขายผ้าได้"
    assert (goals[0]["Why"], goals[0]["Steps"], goals[0]["By when"], goals[0]["Reached on"]) == (
        "มีรายได้",
        "ทอ\nถ่ายภาพ",
        "1 May 2570",
        None,
    )
    assert goals[1]["Goal 2"] is None
    levels = table(report, "skills")
    assert [column.title for column in levels.columns[1:3]] == ["4 May 2567", "4 May 2569"]
    assert [row.cells[1:3] for row in levels.rows] == [(2, 4)] * len(Skill)
    wishes = table(report, "wishes")
    assert [row.cells[0] for row in wishes.rows] == ["ย้อมสี"]
    assert wishes.blank_rows > 0


def test_that_sums_of_hours_tally_also_where_not_every_entry_stands(
    database: Database, person: UUID
) -> None:
    with database.writing() as uow:
        for at in range(MOST_LOG + 5):
            day = date(2026, 11, 1) - timedelta(days=30 * at)
            add_note(uow, person, LogDetails(learned_on=day, minutes=50, what=f"อ่าน {at}"))
    newest = datetime(2026, 11, 20)  # noqa: DTZ001  a person's own day
    events = [
        Event(newest - timedelta(hours=at), "activity", f"กิจกรรม {at}", "", 1 / 3)
        for at in range(MOST_NEWEST + 7)
    ]
    events += happened(60, kind=TAUGHT)
    report = made(database, person, events)
    own, activities = 50 * (MOST_LOG + 5), 20 * (MOST_NEWEST + 7)
    assert total(report, "log") == own
    assert total(report, "newest") == activities
    assert total(report, "years") == own + activities  # teaching is no learning
    for key in ("log", "newest", "years"):
        minutes = [row.cells[-1] or 0 for row in table(report, key).rows]
        assert sum(minutes[:-1]) == minutes[-1]  # type: ignore[arg-type]
    assert "and 7 further entries" in str(table(report, "newest").rows[-2].cells)
    assert table(report, "taught").rows


def test_that_ten_years_are_readable_on_a_few_pages(
    database: Database, person: UUID, tmp_path: Path
) -> None:
    report = made(database, person, happened(300))
    count = write_pdf(report, tmp_path / "passport.pdf").pages
    assert count <= MOST_PAGES
    assert count % 4 == 0
    years = [row.cells[0] for row in table(report, "years").rows]
    assert years == [*(f"Fiscal year {year}" for year in range(2570, 2559, -1)), "Sum"]
    assert len(table(report, "newest").rows) == 13 + 1  # each activity of five months, and the sum
    assert "The newest year stands in full" in report.text()


def test_that_a_blank_one_needs_nobody(database: Database, tmp_path: Path) -> None:
    with database.reading() as session:
        report = learning_passports(session, form="blank")
        nobody = learning_passports(session)
    assert names(report) == names(nobody) == [None]
    assert (report.as_of, report.sample) == (None, False)
    write_pdf(report, tmp_path / "blank.pdf")
    said = pages(tmp_path / "blank.pdf")
    assert len(said) % 4 == 0
    assert sum("My learning log" in text for text in said) >= 8


def test_that_folded_sheets_say_how_they_are_printed(
    database: Database, person: UUID, tmp_path: Path
) -> None:
    report = made(database, person, folded=True)
    assert "short edge" in report.filter
    write_pdf(report, tmp_path / "folded.pdf")
    said = pages(tmp_path / "folded.pdf")
    assert len(said) * 2 == write_pdf(made(database, person), tmp_path / "pages.pdf").pages
    assert [report.filter in text for text in said] == [True] + [False] * (len(said) - 1)
    assert "บุญเรือน ใจดี" in said[0]


def test_that_a_version_of_the_centre_changes_title_columns_and_notes(
    database: Database, person: UUID, tmp_path: Path
) -> None:
    change = Adjustment(
        title="สมุดสะสมความรู้", above="รักการเรียนรู้", hidden={"ruled": ["signed"]}, signers=[]
    )
    report, unknown = adjusted(made(database, person), change)
    assert unknown == ()
    assert [column.key for column in table(report, "ruled").columns] == ["day", "what", "hours"]
    write_pdf(report, tmp_path / "version.pdf")
    said = pages(tmp_path / "version.pdf")
    assert "สมุดสะสมความรู้" in said[0]
    assert "รักการเรียนรู้" in said[1]
    assert "About me" in said[1]
    assert "Owner of the book" not in said[1]


def test_that_those_of_a_group_a_code_or_a_village_are_printed(
    database: Database, person: UUID
) -> None:
    other = add(database, first_name="สมชาย", learner_code="690013")
    with database.writing() as uow:
        group = add_own_group(uow, OwnGroupDetails(name="วงร้องเพลง"), [other])
    with database.reading() as session:
        assert names(learning_passports(session, own_group=str(group))) == ["สมชาย"]
        assert names(learning_passports(session, person="690012")) == ["บุญเรือน ใจดี"]
        assert len(names(learning_passports(session, role="all"))) == 2
        with pytest.raises(PersonNotFound):
            learning_passports(session, person="1")
    assert isinstance(made(database, person).blocks[0], Booklet)


def test_that_many_are_read_in_as_many_queries_as_one(database: Database) -> None:
    def asked() -> int:
        statements: list[str] = []

        def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
            statements.append(statement)

        with database.reading() as session:
            engine = session.get_bind()
            sql_event.listen(engine, "before_cursor_execute", note)
            learning_passports(session, role="all")
            sql_event.remove(engine, "before_cursor_execute", note)
        return len(statements)

    add(database, first_name="หนึ่ง")
    one = asked()
    for name in ("สอง", "สาม", "สี่"):
        add(database, first_name=name)
    assert asked() == one > 0


def test_that_what_is_read_of_many_is_what_is_read_of_each(
    database: Database, person: UUID
) -> None:
    other, twin = add(database, first_name="สมชาย"), add(database, first_name="บุญเรือน")
    with database.writing() as uow:
        for one in (person, twin, other):
            add_note(uow, one, LogDetails(learned_on=TODAY, minutes=30, what=f"อ่าน {one}"))
            add_note(uow, one, GoalDetails(goal=f"เป้าหมาย {one}", done_on=TODAY))
    with database.writing() as uow:
        merge_people(uow, person, twin)
    with database.reading() as session:
        events = contributed_events(session, [person, other])
        notes = notes_of_people(session, [person, other])
        for one in (person, other):
            assert set(events[one]) == set(path_events(session, one))
            assert notes[one] == path_notes(session, one)
        assert len(events[person]) == 4


def test_that_it_is_opened_from_the_papers_of_the_card_and_can_be_folded(
    opened: Any, qtbot: Any, person: UUID
) -> None:
    window = opened[0]
    page = window.current()
    assert isinstance(page, PeoplePage)
    qtbot.waitUntil(lambda: page.finder.ready and page.table.current_row() is not None)
    page.show_now()
    for words, folded in (
        ("Learning passport", False),
        ("Learning passport, to be folded", True),
    ):
        QApplication.processEvents()
        click(button(page.card, "Papers"))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        item = next(each for each in menu.actions() if each.text() == words)
        item.trigger()
        menu.close()
        qtbot.waitUntil(lambda: isinstance(window.current(), PrintPage))
        shown = window.current()
        assert shown.title() == "Learning passport"
        assert shown.subtitle().startswith("บุญเรือน ใจดี")
        assert ("short edge" in shown.subtitle()) is folded
        qtbot.waitUntil(lambda shown=shown: shown.preview.ready)
        assert shown.preview.pages.count == (6 if folded else 12)
        window.back()
        qtbot.waitUntil(lambda: window.current() is page)
