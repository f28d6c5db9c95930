"""Consent: who must sign, which answer holds, and what may be shown."""

from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt

from learnsoc_desktop.data.database import Database
from learnsoc_desktop.features.centre.model import LegalBasis
from learnsoc_desktop.features.centre.service import profile_of
from learnsoc_desktop.features.people import consent_page
from learnsoc_desktop.features.people.consent_fields import SigningDetails
from learnsoc_desktop.features.people.consent_model import Answer, Purpose, Signer
from learnsoc_desktop.features.people.consent_page import ConsentPage
from learnsoc_desktop.features.people.consent_queries import (
    consent_history,
    consent_rows,
    may_show,
    shown_among,
)
from learnsoc_desktop.features.people.consent_report import privacy_notice, privacy_notice_of
from learnsoc_desktop.features.people.consent_rules import usual_signer
from learnsoc_desktop.features.people.consent_service import record_consent, set_consent_text
from learnsoc_desktop.features.people.errors import ConsentRefused
from learnsoc_desktop.features.people.model import Person
from learnsoc_desktop.ui.form_cell import Said
from learnsoc_desktop.ui.text import Remark, Text
from tests.features.people.builders import TODAY, add
from tests.features.people.window import CONTROL, key

DAY = date(2026, 5, 4)


def say(
    database: Database,
    person: UUID,
    answers: dict[Purpose, Answer],
    **signing: object,
) -> None:
    details = SigningDetails.model_validate({"given_on": DAY, **signing})
    with database.writing() as uow:
        record_consent(uow, person, details, answers, today=TODAY)


def shown(database: Database, person: UUID, purpose: Purpose, *more: object) -> bool:
    with database.reading() as session:
        return may_show(session, person, purpose, *more)  # type: ignore[arg-type]


@pytest.fixture
def person(database: Database) -> UUID:
    return add(database, born="1970-01-01")


@pytest.fixture
def child(database: Database) -> UUID:
    return add(database, born="2018")


@pytest.mark.parametrize(
    ("born", "signer"),
    [
        ("", Signer.SELF),
        ("1950~", Signer.SELF),
        ("2006-05-04", Signer.SELF),
        ("2006-05-05", Signer.BOTH),
        ("2016-05-04", Signer.BOTH),
        ("2016-05-05", Signer.GUARDIAN),
        ("2024", Signer.GUARDIAN),
    ],
)
def test_that_age_decides_who_signs(born: str, signer: Signer) -> None:
    assert usual_signer(born, DAY) is signer


def test_that_nothing_may_be_shown_before_somebody_was_asked(
    database: Database, person: UUID
) -> None:
    allowed = {purpose for purpose in Purpose if shown(database, person, purpose)}
    assert allowed == {Purpose.REGISTRY, Purpose.SHARE_DISTRICT}  # the task of a state centre
    with database.writing() as uow:
        profile_of(uow).legal_basis = LegalBasis.CONSENT
    assert not any(shown(database, person, purpose) for purpose in Purpose)


def test_that_the_newest_answer_holds_and_the_older_stay(database: Database, person: UUID) -> None:
    say(database, person, {Purpose.PHOTO_PUBLIC: Answer.YES})
    assert shown(database, person, Purpose.PHOTO_PUBLIC)
    say(database, person, {Purpose.PHOTO_PUBLIC: Answer.NO}, given_on=date(2026, 6, 1))
    assert not shown(database, person, Purpose.PHOTO_PUBLIC)
    say(
        database, person, {Purpose.PHOTO_PUBLIC: Answer.YES}, given_on=date(2026, 5, 20)
    )  # typed later
    assert not shown(database, person, Purpose.PHOTO_PUBLIC)
    with database.reading() as session:
        days = [one.given_on for one in consent_history(session, person)]
    assert days == [date(2026, 6, 1), date(2026, 5, 20), DAY]


def test_that_an_answer_ends_on_its_day(database: Database, person: UUID) -> None:
    say(database, person, {Purpose.CONTACT: Answer.YES}, ends_on=date(2026, 5, 31))
    last, after = date(2026, 5, 31), date(2026, 6, 1)
    assert shown(database, person, Purpose.CONTACT, Answer.YES, last)
    assert not shown(database, person, Purpose.CONTACT, Answer.YES, after)


@pytest.mark.parametrize(
    ("said", "allowed"),
    [
        (Answer.INTERNAL, {Answer.INTERNAL}),
        (Answer.DISTRICT, {Answer.INTERNAL, Answer.DISTRICT}),
        (Answer.PUBLIC, {Answer.INTERNAL, Answer.DISTRICT, Answer.PUBLIC}),
        (Answer.NO, set()),
    ],
)
def test_that_a_directory_goes_as_far_as_was_said(
    database: Database, person: UUID, said: Answer, allowed: set[Answer]
) -> None:
    say(database, person, {Purpose.DIRECTORY: said})
    reaches = (Answer.INTERNAL, Answer.DISTRICT, Answer.PUBLIC)
    assert {a for a in reaches if shown(database, person, Purpose.DIRECTORY, a)} == allowed


def test_that_answers_follow_a_merged_record(database: Database, person: UUID) -> None:
    other = add(database, born="1970-01-01", first_name="อื่น")
    say(database, other, {Purpose.PHOTO_REPORT: Answer.YES})
    with database.writing() as uow:
        merged = uow.session.get(Person, other)
        assert merged is not None
        merged.merged_into = person
    with database.reading() as session:
        assert shown_among(session, (person,), Purpose.PHOTO_REPORT) == {person}


@pytest.mark.parametrize(
    ("signing", "field"),
    [
        (
            {"given_on": date(2030, 1, 1), "signer": Signer.GUARDIAN, "signer_name": "แม่"},
            "given_on",
        ),
        ({"given_on": DAY, "signer": Signer.GUARDIAN}, "signer_name"),
        ({"given_on": DAY, "signer": Signer.SELF}, "signer"),
        (
            {
                "given_on": DAY,
                "signer": Signer.GUARDIAN,
                "signer_name": "แม่",
                "ends_on": date(2026, 5, 3),
            },
            "ends_on",
        ),
    ],
)
def test_that_what_cannot_be_is_refused_and_nothing_written(
    database: Database, child: UUID, signing: dict[str, object], field: str
) -> None:
    with pytest.raises(ConsentRefused) as refused:
        say(database, child, {Purpose.CONTACT: Answer.YES}, **signing)
    assert refused.value.name == field
    with database.reading() as session:
        assert not consent_history(session, child)


def test_that_a_directory_is_not_answered_by_yes(database: Database, person: UUID) -> None:
    with pytest.raises(ConsentRefused):
        say(database, person, {Purpose.DIRECTORY: Answer.YES})


def test_that_answers_keep_the_words_they_were_given_to(database: Database, person: UUID) -> None:
    say(database, person, {Purpose.CONTACT: Answer.YES})
    with database.writing() as uow:
        set_consent_text(uow, Purpose.CONTACT, "ให้โทรหาได้เฉพาะวันเสาร์")
    say(database, person, {Purpose.CONTACT: Answer.YES}, given_on=date(2026, 6, 1))
    with database.reading() as session:
        new, old = consent_history(session, person)
        assert (old.text_id, new.text_id is None) == (None, False)
        assert "ให้โทรหาได้เฉพาะวันเสาร์" in privacy_notice(session).text()


def test_that_the_notice_asks_only_for_what_needs_consent(database: Database, person: UUID) -> None:
    with database.reading() as session:
        (table,) = privacy_notice_of(session, person).tables()
        asked = {row.key for row in table.rows}
    assert asked == {one.value for one in Purpose} - {"registry", "share_district"}


def test_that_answers_are_noted_in_the_window(opened, qtbot, monkeypatch, person) -> None:  # type: ignore[no-untyped-def]
    window, context = opened
    monkeypatch.setattr(consent_page, "local_today", lambda: TODAY)
    page = ConsentPage(context, person)
    context.open_task(page)
    qtbot.waitUntil(page.isVisible)
    for purpose in (Purpose.PHOTO_REPORT, Purpose.CONTACT):
        editor = page.form.editor(purpose.value)
        qtbot.mouseClick(editor.buttons[0], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.form.editor("photo_public").buttons[1], Qt.MouseButton.LeftButton)
    key(Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: window.current() is not page)
    rows = context.commands.query(lambda session: consent_rows(session, person))
    said = {row.purpose: row.answer for row in rows if row.answer}
    assert said == {
        Purpose.PHOTO_REPORT: Answer.YES,
        Purpose.PHOTO_PUBLIC: Answer.NO,
        Purpose.CONTACT: Answer.YES,
    }
    context.commands.undo()
    rows = context.commands.query(lambda session: consent_rows(session, person))
    assert not any(row.answer for row in rows)


def test_that_answers_of_one_paper_stand_under_one_line(opened, qtbot, database, person) -> None:  # type: ignore[no-untyped-def]
    _window, context = opened
    given = {Purpose.PHOTO_REPORT: Answer.YES, Purpose.CONTACT: Answer.NO}
    say(database, person, given)
    page = ConsentPage(context, person)
    context.open_task(page)
    qtbot.waitUntil(page.isVisible)
    lines = [text.text() for text in page.history.findChildren(Text)]
    assert sum("The person" in line for line in lines) == 1
    said = {remark.words.text() for remark in page.history.findChildren(Remark)}
    assert said == {f"{answer.label} · {purpose.label}" for purpose, answer in given.items()}


def test_that_nothing_is_said_beside_the_right_signer(opened, qtbot, person) -> None:  # type: ignore[no-untyped-def]
    _window, context = opened
    page = ConsentPage(context, person)
    context.open_task(page)
    qtbot.waitUntil(page.isVisible)
    cell = page.form.cell("signer")
    assert not [each for each in cell.findChildren(Said) if each.isVisible()]


def test_that_a_childs_answer_waits_for_the_guardians_name(
    opened, qtbot, monkeypatch, child
) -> None:  # type: ignore[no-untyped-def]
    window, context = opened
    monkeypatch.setattr(consent_page, "local_today", lambda: TODAY)
    page = ConsentPage(context, child)
    context.open_task(page)
    qtbot.waitUntil(page.isVisible)
    assert page.form.values()["signer"] is Signer.GUARDIAN
    qtbot.mouseClick(page.form.editor("contact").buttons[0], Qt.MouseButton.LeftButton)
    key(Qt.Key.Key_S, CONTROL)
    assert window.current() is page
    assert "signer_name" in page.form.errors()
