"""The page and the card of the rest of a record."""

from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt

from learnsoc_desktop.core.paths import user_folder
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.features.centre.code_lists import code_id
from learnsoc_desktop.features.people.consent_fields import SigningDetails
from learnsoc_desktop.features.people.consent_model import Answer, Purpose
from learnsoc_desktop.features.people.consent_page import ConsentPage
from learnsoc_desktop.features.people.consent_service import record_consent
from learnsoc_desktop.features.people.edit_page import PersonEditPage
from learnsoc_desktop.features.people.model import PersonStatus
from learnsoc_desktop.features.people.more_entry_page import EntryEditPage
from learnsoc_desktop.features.people.more_model import (
    MoreDetails,
    SensitiveDetails,
    StatusDetails,
    TermDetails,
)
from learnsoc_desktop.features.people.more_page import MorePage
from learnsoc_desktop.features.people.more_queries import Record, record_of
from learnsoc_desktop.features.people.more_service import (
    add_entry,
    save_more,
    save_sensitive,
)
from learnsoc_desktop.features.people.more_widget import MorePanel
from learnsoc_desktop.features.people.queries import person_details
from learnsoc_desktop.ui.form_cell import Said
from learnsoc_desktop.ui.text import Remark
from tests.features.people.builders import TODAY, add
from tests.features.people.window import CONTROL, click, key, type_text


@pytest.fixture
def person(database: Database) -> UUID:
    return add(database, born="1970")


def record(context: Any, person_id: UUID) -> Record:
    found: Record = context.commands.query(lambda session: record_of(session, person_id, TODAY))
    return found


def consent(context: Any, person_id: UUID, answer: Answer = Answer.YES, day: int = 1) -> None:
    signing = SigningDetails(given_on=date(2026, 11, day))
    answers = {Purpose.SENSITIVE: answer}
    context.commands.run(
        lambda uow: record_consent(uow, person_id, signing, answers, today=TODAY), title="consent"
    )


def open_page(opened: Any, qtbot: Any, person_id: UUID) -> MorePage:
    _window, context = opened
    page = MorePage(context, person_id)
    context.open_task(page)
    qtbot.waitUntil(lambda: page.form.editor("clergy_id").hasFocus() or page.isVisible())
    return page


def type_into(form: Any, name: str, text: str) -> None:
    form.go_to(name)
    type_text(text)


def drafts() -> list[Path]:
    return sorted((user_folder() / "drafts").glob("more-*.json"))


def said(panel: Any) -> list[str]:
    return [each.words.text() for each in panel.findChildren(Remark)]


def test_that_fields_are_saved_by_keys_and_taken_back(
    opened: Any, qtbot: Any, person: UUID
) -> None:
    window, context = opened
    page = open_page(opened, qtbot, person)
    type_into(page.form, "guardian_name", "นางบุญ")
    key(Qt.Key.Key_S, CONTROL)
    assert window.current() is not page
    assert record(context, person).more.guardian_name == "นางบุญ"
    context.commands.undo()
    assert record(context, person).more == MoreDetails()


def test_that_going_back_saves(opened: Any, qtbot: Any, person: UUID) -> None:
    window, context = opened
    page = open_page(opened, qtbot, person)
    type_into(page.form, "guardian_name", "นางบุญ")
    key(Qt.Key.Key_Escape)
    assert window.current() is not page
    assert record(context, person).more.guardian_name == "นางบุญ"
    assert drafts() == []


def test_that_what_was_typed_before_a_kill_is_offered_again(
    opened: Any, qtbot: Any, person: UUID
) -> None:
    consent(opened[1], person)
    page = open_page(opened, qtbot, person)
    type_into(page.form, "guardian_name", "นางบุญ")
    type_into(page.sensitive.form, "ethnicity", "มอญ")
    qtbot.waitUntil(lambda: len(drafts()) == 1)
    again = MorePage(opened[1], person)
    opened[1].open_task(again)
    click(again.drafts.view.offer.again)
    assert again.form.values()["guardian_name"] == "นางบุญ"
    assert again.sensitive.form.values()["ethnicity"] == "มอญ"
    assert record(opened[1], person).more == MoreDetails()


def test_that_a_guardian_that_cannot_be_is_said_at_the_field(
    opened: Any, qtbot: Any, person: UUID
) -> None:
    window, _context = opened
    page = open_page(opened, qtbot, person)
    page.form.take({"guardian_id": person})
    key(Qt.Key.Key_S, CONTROL)
    assert window.current() is page
    assert page.form.errors() == {"guardian_id": "Nobody is one's own guardian."}


def test_that_a_minor_without_a_guardian_is_asked_for_one(
    opened: Any, qtbot: Any, database: Database
) -> None:
    page = open_page(opened, qtbot, add(database, born="2015"))
    cell = page.form.cell("guardian_id")
    words = [each.text() for each in cell.findChildren(Said) if each.isVisible()]
    assert any("who is the guardian" in each for each in words)
    type_into(page.form, "guardian_name", "ยาย")
    assert not [each for each in cell.findChildren(Said) if each.isVisible()]


def test_that_sensitive_fields_appear_with_the_consent_and_go_with_it(
    opened: Any, qtbot: Any, person: UUID
) -> None:
    window, context = opened
    page = open_page(opened, qtbot, person)
    assert not page.sensitive.form.isVisible()
    page.sensitive.ask_button.setFocus()
    key(Qt.Key.Key_Return)
    asked = window.current()
    assert isinstance(asked, ConsentPage)
    qtbot.waitUntil(asked.isVisible)
    qtbot.mouseClick(asked.form.editor("sensitive").buttons[0], Qt.MouseButton.LeftButton)
    key(Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: window.current() is page)
    qtbot.waitUntil(page.sensitive.form.isVisible)
    type_into(page.sensitive.form, "ethnicity", "มอญ")
    key(Qt.Key.Key_S, CONTROL)
    assert page.sensitive.form.values()["ethnicity"] == "มอญ"
    found = context.commands.query(lambda session: record_of(session, person, date.max))
    assert found.sensitive.ethnicity == "มอญ"


def test_that_the_card_hides_what_has_no_consent_and_says_so(opened: Any, person: UUID) -> None:
    _window, context = opened
    consent(context, person)
    context.commands.run(
        lambda uow: save_sensitive(uow, person, SensitiveDetails(religion="พุทธ"), today=TODAY)
    )
    assert "พุทธ" in said(MorePanel(context, person))
    consent(context, person, Answer.NO, day=2)
    words = said(MorePanel(context, person))
    assert "พุทธ" not in words
    assert any("consent" in each for each in words)


def test_that_the_card_shows_only_what_is_filled(opened: Any, person: UUID) -> None:
    _window, context = opened
    assert len(said(MorePanel(context, person))) == 1  # why nothing sensitive is there
    details = MoreDetails(nationality="ไทย", languages=[code_id("language", "khmer")])
    context.commands.run(lambda uow: save_more(uow, person, details))
    assert said(MorePanel(context, person))[:2] == ["ไทย", "Khmer"]


def test_that_the_way_from_the_record_leads_there(opened: Any, qtbot: Any, person: UUID) -> None:
    window, context = opened
    page = PersonEditPage(context, person)
    context.open_task(page)
    qtbot.waitUntil(lambda: page.isAncestorOf(window.focusWidget()))
    key(Qt.Key.Key_M, CONTROL)
    assert isinstance(window.current(), MorePage)


def test_that_a_status_is_noted_with_its_reason(opened: Any, qtbot: Any, person: UUID) -> None:
    window, context = opened
    page = open_page(opened, qtbot, person)
    qtbot.waitUntil(page.entries.adders[StatusDetails].isVisible)
    click(page.entries.adders[StatusDetails])
    edit = window.current()
    assert isinstance(edit, EntryEditPage)
    qtbot.waitUntil(lambda: edit.isAncestorOf(window.focusWidget()))
    edit.form.take({"status": PersonStatus.MOVED})
    type_into(edit.form, "reason", "ไปทำงาน")
    key(Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: window.current() is page)
    assert record(context, person).changes[0].reason == "ไปทำงาน"
    details = context.commands.query(lambda session: person_details(session, person))
    assert details.status is PersonStatus.MOVED


def test_that_a_term_that_overlaps_is_said_at_its_field(
    opened: Any, qtbot: Any, person: UUID
) -> None:
    window, context = opened
    term = TermDetails(role_id=code_id("role", "committee"), from_on=date(2025, 1, 1))
    context.commands.run(lambda uow: add_entry(uow, person, term, today=TODAY))
    page = EntryEditPage(context, TermDetails, person)
    context.open_task(page)
    qtbot.waitUntil(lambda: page.isAncestorOf(window.focusWidget()))
    page.form.take(term.model_dump())
    key(Qt.Key.Key_S, CONTROL)
    assert window.current() is page
    assert "from_on" in page.form.errors()
