"""Whom the registry asks somebody to look at, and why it stops asking."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlmodel import col, select

from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.features.centre.model import LegalBasis
from learnsoc_desktop.features.centre.service import profile_of
from learnsoc_desktop.features.people.consent_fields import SigningDetails
from learnsoc_desktop.features.people.consent_model import Answer, Purpose
from learnsoc_desktop.features.people.consent_service import record_consent
from learnsoc_desktop.features.people.feature import PEOPLE
from learnsoc_desktop.features.people.merge_service import merge_people
from learnsoc_desktop.features.people.model import IdType, Person, PersonStatus
from learnsoc_desktop.features.people.queries import listed
from tests.features.people.builders import GOOD_ID, TODAY, add

CONDITIONS = {one.key: one.condition for one in PEOPLE.narrowings}
YEAR = timedelta(days=365)


def narrowed(database: Database, key: str, today: date = TODAY) -> set[UUID]:
    condition = resolve(CONDITIONS[key])(today)
    with database.reading() as session:
        return set(session.exec(select(col(Person.id)).where(listed(), condition)))


def say(
    database: Database, person: UUID, purpose: Purpose, answer: Answer, **signing: object
) -> None:
    details = SigningDetails.model_validate({"given_on": TODAY - YEAR, **signing})
    with database.writing() as uow:
        record_consent(uow, person, details, {purpose: answer}, today=TODAY)


@pytest.mark.parametrize("key", CONDITIONS)
def test_that_nobody_is_asked_after_who_left_the_area_or_died(database: Database, key: str) -> None:
    about = {"born": f"{TODAY.year - 15}-{TODAY:%m-%d}", "title": "ด.ช."}
    here = add(database, **about)
    for status in set(PersonStatus) - {PersonStatus.ACTIVE}:
        add(database, status=status, **about)
    assert narrowed(database, key) == {here}


def test_that_an_id_number_is_missed_unless_there_is_none(database: Database) -> None:
    add(database, id_number=GOOD_ID)
    add(database, id_type=IdType.NONE)
    missing = add(database)
    assert narrowed(database, "id-missing") == {missing}


def test_that_a_birthday_is_of_the_month_whatever_the_year(database: Database) -> None:
    for born in ("1963", "1963~", "1963-10-30", "1963-01-11", ""):
        add(database, born=born)
    known = {add(database, born=born) for born in ("1963-11", "2001-11-01", "1950-11-30")}
    assert narrowed(database, "birthday", date(2026, 11, 1)) == known
    assert len(narrowed(database, "birthday", date(2026, 10, 31))) == 1


def test_that_an_answer_to_what_the_task_does_not_carry_is_wanted(database: Database) -> None:
    asked, refused, passed_on = (add(database) for _ in range(3))
    say(database, asked, Purpose.CONTACT, Answer.YES)
    say(database, refused, Purpose.PHOTO_REPORT, Answer.NO)
    say(database, passed_on, Purpose.SHARE_DISTRICT, Answer.YES)
    assert narrowed(database, "consent-missing") == {passed_on}


def test_that_where_all_rests_on_consent_the_registry_must_be_asked_for(
    database: Database,
) -> None:
    asked, other = add(database), add(database)
    say(database, asked, Purpose.REGISTRY, Answer.YES)
    say(database, other, Purpose.CONTACT, Answer.YES)
    with database.writing() as uow:
        profile_of(uow).legal_basis = LegalBasis.CONSENT
    assert narrowed(database, "consent-missing") == {other}


def test_that_a_consent_whose_time_is_over_is_missing_again(database: Database) -> None:
    ended, renewed, shortened = (add(database) for _ in range(3))
    over = TODAY - timedelta(days=1)
    say(database, ended, Purpose.CONTACT, Answer.YES, ends_on=over)
    say(database, renewed, Purpose.CONTACT, Answer.YES, ends_on=over)
    say(database, renewed, Purpose.CONTACT, Answer.YES, given_on=TODAY)
    say(database, shortened, Purpose.CONTACT, Answer.YES)
    say(database, shortened, Purpose.CONTACT, Answer.YES, given_on=over, ends_on=over)
    assert narrowed(database, "consent-missing") == {ended, shortened}
    assert narrowed(database, "consent-missing", over) == set()


def test_that_an_answer_of_a_merged_record_counts_for_who_is_left(database: Database) -> None:
    kept, other = add(database), add(database, first_name="สมหมาย")
    say(database, other, Purpose.CONTACT, Answer.YES)
    assert narrowed(database, "consent-missing") == {kept}
    with database.writing() as uow:
        merge_people(uow, kept, other)
    assert narrowed(database, "consent-missing") == set()
