"""What a person takes the consent back for is hidden at once, and erased for good when that is asked."""

import json
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from sqlalchemy import text
from sqlmodel import select

from learnsoc_desktop.core.drafts import Draft, Shelf
from learnsoc_desktop.data.altered import altered_rows
from learnsoc_desktop.data.batches import keep_as_batch
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.entity import natural_id
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.exchange.importing import ImportResult
from learnsoc_desktop.features.centre.batch_service import batch_of
from learnsoc_desktop.features.centre.code_lists import code_id
from learnsoc_desktop.features.centre.kept_model import ImportChange
from learnsoc_desktop.features.people.consent_fields import SigningDetails, YesOrNo
from learnsoc_desktop.features.people.consent_model import Answer, Purpose
from learnsoc_desktop.features.people.consent_page import ConsentPage
from learnsoc_desktop.features.people.consent_service import record_consent
from learnsoc_desktop.features.people.erase_model import Erasure
from learnsoc_desktop.features.people.erase_page import ErasePage
from learnsoc_desktop.features.people.erase_queries import erasures, sensitive_kept
from learnsoc_desktop.features.people.erase_service import erase_sensitive
from learnsoc_desktop.features.people.errors import ConsentInForce
from learnsoc_desktop.features.people.merge_model import PersonMerge
from learnsoc_desktop.features.people.merge_service import merge_people
from learnsoc_desktop.features.people.more_model import (
    MoreDetails,
    PersonSensitive,
    PersonWord,
    SensitiveDetails,
)
from learnsoc_desktop.features.people.more_queries import more_of, sensitive_of
from learnsoc_desktop.features.people.more_service import save_more, save_sensitive
from learnsoc_desktop.features.people.parked_model import ParkedRow
from learnsoc_desktop.ui.buttons import Button
from tests.features.people.builders import TODAY, add
from tests.features.people.window import CONTROL, key

PLANTED = "ศาสนาต้นไม้ใหญ่", "ชาวเขาเผ่าลับ", "แพ้กุ้งอย่างแรงมาก", "BADGE-771-88"
RELIGION, ETHNICITY, HEALTH, CARD = PLANTED
RAMP = code_id("support", "ramp")
SEEING, HEARING = code_id("disability", "sight"), code_id("disability", "hearing")
SAID = SensitiveDetails(
    religion=RELIGION,
    ethnicity=ETHNICITY,
    health=HEALTH * 30,
    health_until=date(2027, 1, 1),
    disability_card=CARD,
    disabilities=[SEEING],
)


@pytest.fixture
def person(database: Database) -> UUID:
    return add(database)


def answer(database: Database, person_id: UUID, said: Answer, day: int = 1) -> None:
    with database.writing("consent") as uow:
        signing = SigningDetails(given_on=date(2026, 11, day))
        record_consent(uow, person_id, signing, {Purpose.SENSITIVE: said}, today=TODAY)


def say(database: Database, person_id: UUID, details: SensitiveDetails = SAID) -> None:
    with database.writing("said") as uow:
        save_more(uow, person_id, MoreDetails(nationality="ลาว"))
        save_sensitive(uow, person_id, details, today=TODAY)


def erase(database: Database, centre: CentreFolder, person_id: UUID) -> int:
    with database.writing("erase") as uow:
        return erase_sensitive(uow, centre, person_id, today=TODAY)


def traces(database: Database, person_id: UUID) -> set[str]:
    """Return which planted words the file, its log and the notes of undo hold, byte by byte.

    That a word of a list was said is found by the id of the row that says it.
    """
    files = [database.path, *database.path.parent.glob(f"{database.path.name}-*")]
    held = b"".join(file.read_bytes() for file in files)
    with database.writing() as uow:
        query = text("SELECT name FROM sqlite_temp_master WHERE type = 'table'")
        connection = uow.session.connection()
        for name in connection.execute(query).scalars().all():
            rows = connection.execute(text(f'SELECT * FROM temp."{name}"')).all()
            held += repr([tuple(row) for row in rows]).encode()
    words = (*PLANTED, natural_id("person_word", person_id, SEEING).hex)
    return {word for word in words if word.encode() in held}


def row_ids(database: Database, model: Any) -> set[str]:
    with database.reading() as session:
        return {each.hex for each in session.exec(select(model.id)).all()}


def say_and_erase(database: Database, centre: CentreFolder, person: UUID) -> None:
    """Keep sensitive details on a consent, take it back, erase them."""
    answer(database, person, Answer.YES)
    say(database, person)
    answer(database, person, Answer.NO, 2)
    erase(database, centre, person)


def test_that_it_is_hidden_at_once_and_there_until_it_is_erased(
    database: Database, centre: CentreFolder, person: UUID
) -> None:
    answer(database, person, Answer.YES)
    say(database, person)
    with pytest.raises(ConsentInForce):
        erase(database, centre, person)
    answer(database, person, Answer.NO, 2)
    with database.reading() as session:
        assert sensitive_of(session, person, TODAY) is None
        kept = sensitive_kept(session, person)
    assert kept.total == 6
    assert kept.counts["Disability"] == 1


def test_that_no_byte_of_it_is_left(database: Database, centre: CentreFolder, person: UUID) -> None:
    answer(database, person, Answer.YES)
    for number in range(40):  # others, so that pages are split and rows are moved about
        other = add(database)
        answer(database, other, Answer.YES)
        say(database, other, SensitiveDetails(religion="พุทธ" * (1 + number % 9), supports=[RAMP]))
        say(database, person, SAID.model_copy(update={"ethnicity": f"{ETHNICITY}{number}"}))
    say(database, person, SensitiveDetails(religion=RELIGION, disabilities=[HEARING]))
    say(database, person)
    answer(database, person, Answer.NO, 2)
    assert len(traces(database, person)) == len(PLANTED) + 1
    others = row_ids(database, PersonSensitive), row_ids(database, PersonWord)
    assert erase(database, centre, person) == 7  # a word in the trash is one of them
    assert traces(database, person) == set()
    left = row_ids(database, PersonSensitive), row_ids(database, PersonWord)
    assert [len(a) - len(b) for a, b in zip(others, left, strict=True)] == [1, 2]


def test_that_undo_gives_back_what_else_was_written_and_nothing_of_it(
    database: Database, centre: CentreFolder, person: UUID
) -> None:
    say_and_erase(database, centre, person)
    assert database.undo_title == "consent"  # erasing is no step
    database.undo()
    assert database.undo().title == "said"
    assert traces(database, person) == set()
    with database.reading() as session:
        assert sensitive_kept(session, person).total == 0
        assert more_of(session, person).nationality == ""
    database.redo()
    with database.reading() as session:
        assert sensitive_kept(session, person).total == 0
        assert more_of(session, person).nationality == "ลาว"
    say(database, person)  # the consent holds again, since its withdrawal was undone
    with database.reading() as session:
        assert sensitive_of(session, person, TODAY) == SAID
    database.undo()
    with database.reading() as session:
        assert sensitive_kept(session, person).total == 6  # in the trash, until it is erased


def test_that_steps_after_it_are_undone_as_ever(
    database: Database, centre: CentreFolder, person: UUID
) -> None:
    say_and_erase(database, centre, person)
    other = add(database)
    answer(database, other, Answer.YES)
    say(database, other)
    assert [database.undo().title for _each in range(3)] == ["said", "consent", "add"]
    assert database.redo().title == "add"


def test_that_merged_records_are_erased_with_it(
    database: Database, centre: CentreFolder, person: UUID
) -> None:
    other = add(database)
    for each in (person, other):
        answer(database, each, Answer.YES)
        say(database, each)
    with database.writing("merge") as uow:
        merge_people(uow, person, other)
        merge = uow.session.exec(select(PersonMerge)).one()
        merge.overwritten = json.dumps({"religion": ["", RELIGION], "phone": ["1", "2"]})
    answer(database, person, Answer.NO, 2)
    assert erase(database, centre, person) == 12
    assert traces(database, person) == set()
    with database.reading() as session:
        assert json.loads(session.exec(select(PersonMerge)).one().overwritten) == {
            "phone": ["1", "2"]
        }


def test_that_rows_of_files_and_what_files_changed_are_erased_with_it(
    database: Database, centre: CentreFolder, person: UUID
) -> None:
    answer(database, person, Answer.YES)
    say(database, person)
    with database.writing("file") as uow:
        batch = batch_of("people", ("a.csv", "0" * 64), ImportResult(parked=1), uuid4())
        uow.add(batch)
        uow.session.flush()
        parked = ParkedRow(
            batch_id=batch.id,
            row_no=1,
            name="ก",
            details=json.dumps({"first_name": "ก", "ethnicity": ETHNICITY}),
            said=json.dumps([["ชื่อ", "ก"], ["Religion", "อื่น"], ["x", f"นับถือ {RELIGION}"]]),
            like_id=person,
            score=90,
        )
        uow.add(parked)
        row = uow.session.exec(select(PersonSensitive)).one()
        row.religion = f"{RELIGION} "
        uow.session.flush()
        keep_as_batch(uow, ImportChange, batch.id)
    answer(database, person, Answer.NO, 2)
    database._settle()
    backup = centre.root / "before.db"
    backup.write_bytes(database.path.read_bytes())
    erase(database, centre, person)
    assert traces(database, person) == set()
    assert altered_rows(database.path, backup) == []  # what is gone is not offered to be put right
    with database.reading() as session:
        left = session.exec(select(ParkedRow)).one()
        assert json.loads(left.details) == {"first_name": "ก"}
        assert json.loads(left.said) == [["ชื่อ", "ก"]]
        tables = session.exec(select(ImportChange.table_name)).all()
        assert "person_sensitive" not in tables
        assert tables


def test_that_what_was_typed_and_not_saved_goes_too(
    database: Database, centre: CentreFolder, person: UUID, home: Path
) -> None:
    answer(database, person, Answer.YES)
    say(database, person)
    answer(database, person, Answer.NO, 2)
    shelf = Shelf("more", centre.root, person)
    shelf.keep(Draft("ก", {"religion": RELIGION, "nationality": "ลาว"}, {"health_until": "x"}))
    erase(database, centre, person)
    draft = shelf.find()
    assert draft is not None
    assert (draft.values, draft.typed) == ({"nationality": "ลาว"}, {})
    assert not any(RELIGION.encode() in file.read_bytes() for file in home.rglob("*.json"))


def test_that_it_is_kept_that_something_was_erased_and_why_but_not_what(
    database: Database, centre: CentreFolder, person: UUID
) -> None:
    say_and_erase(database, centre, person)
    assert erase(database, centre, person) == 0  # nothing is left, so nothing is noted
    with database.reading() as session:
        (row,) = erasures(session, person)
        erasure = session.exec(select(Erasure)).one()
    assert (row.details, row.erased_on, row.withdrawn) == (6, TODAY, date(2026, 11, 2))
    said = {str(value) for value in erasure.model_dump().values()}
    assert not said & {"religion", "disabilities", *PLANTED}


# --- In the window -------------------------------------------------------------------------------


def shown(page: Any) -> str:
    return " ".join(each.text() for each in page.findChildren(QLabel))


def test_that_a_withdrawal_leads_to_where_it_is_erased(
    opened: Any, qtbot: Any, database: Database, person: UUID
) -> None:
    window, context = opened
    answer(database, person, Answer.YES)
    say(database, person)
    page = ConsentPage(context, person)
    context.open_task(page)
    assert page.kept.isHidden()
    page.form.set_value({Purpose.SENSITIVE.value: YesOrNo.NO})
    page.form.changed.emit(Purpose.SENSITIVE.value)
    key(Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: isinstance(window.current(), ErasePage))
    page = window.current()
    for words in ("taken back on", "Religion", "Disability", "Backups made before"):
        assert words in shown(page)
    assert not any(word in shown(page) for word in PLANTED)  # hidden here too
    (action,) = page.page_actions()
    assert (action.title, action.enabled) == ("Erase 6 values for good", True)
    action.run()
    qtbot.waitUntil(lambda: "No sensitive details are kept" in shown(page), timeout=10_000)
    assert traces(database, person) == set()
    assert "6 values" in shown(page)
    (action,) = page.page_actions()
    assert not action.enabled
    assert database.undo_title != "Erasing…"


def test_that_what_is_kept_without_consent_is_told_beside_the_answers(
    opened: Any, qtbot: Any, database: Database, person: UUID
) -> None:
    window, context = opened
    answer(database, person, Answer.YES)
    say(database, person)
    answer(database, person, Answer.NO, 2)
    page = ConsentPage(context, person)
    context.open_task(page)
    qtbot.waitUntil(page.kept.isVisible)
    page.kept.erase_button.click()
    assert isinstance(window.current(), ErasePage)


def test_that_nothing_is_erased_that_may_be_kept(
    opened: Any, database: Database, person: UUID
) -> None:
    window, context = opened
    answer(database, person, Answer.YES)
    say(database, person)
    context.open_task(ErasePage(context, person))
    page = window.current()
    assert [action.enabled for action in page.page_actions()] == [False]
    assert "note first the withdrawal" in shown(page)
    ways = next(each for each in page.findChildren(Button) if each.text() == "Consent")
    ways.click()
    assert isinstance(window.current(), ConsentPage)
