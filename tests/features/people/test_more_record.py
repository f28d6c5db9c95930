"""The rest of a record: guardian, consent gate, history of the status, terms, names, semesters, household."""

from datetime import date
from uuid import UUID

import pytest

from learnsoc_desktop.data.database import Database
from learnsoc_desktop.features.centre.code_lists import code_id
from learnsoc_desktop.features.people.consent_fields import SigningDetails
from learnsoc_desktop.features.people.consent_model import Answer, Purpose
from learnsoc_desktop.features.people.consent_service import record_consent
from learnsoc_desktop.features.people.errors import (
    NoteNotFound,
    RecordRefused,
    SensitiveRefused,
)
from learnsoc_desktop.features.people.merge_service import merge_people, unmerge_person
from learnsoc_desktop.features.people.model import PersonStatus
from learnsoc_desktop.features.people.more_model import (
    Literacy,
    MemberDetails,
    MoreDetails,
    NameDetails,
    NameKind,
    SensitiveDetails,
    StatusDetails,
    StudyDetails,
    TermDetails,
)
from learnsoc_desktop.features.people.more_queries import Record, record_of
from learnsoc_desktop.features.people.more_rules import (
    guardian_doubt,
    guardian_fault,
    needs_guardian,
)
from learnsoc_desktop.features.people.more_service import (
    add_entry,
    change_entry,
    remove_entry,
    save_more,
    save_sensitive,
)
from learnsoc_desktop.features.people.queries import person_details
from learnsoc_desktop.features.people.service import change_person
from tests.features.people.builders import TODAY, add

LAO, KHMER, THAI = (code_id("language", key) for key in ("lao", "khmer", "th"))
COMMITTEE, VOLUNTEER = code_id("role", "committee"), code_id("role", "volunteer")
SIGHT = code_id("disability", "sight")


@pytest.fixture
def person(database: Database) -> UUID:
    return add(database, born="1970")


def record(database: Database, person_id: UUID, today: date = TODAY) -> Record:
    with database.reading() as session:
        return record_of(session, person_id, today)


def note(database: Database, person_id: UUID, details) -> UUID:  # type: ignore[no-untyped-def]
    with database.writing("note") as uow:
        return add_entry(uow, person_id, details, today=TODAY)


def status(database: Database, person_id: UUID) -> PersonStatus:
    with database.reading() as session:
        return person_details(session, person_id).status


def consent(database: Database, person_id: UUID, answer: Answer = Answer.YES, day: int = 1) -> None:
    with database.writing("consent") as uow:
        signing = SigningDetails(given_on=date(2026, 11, day))
        record_consent(uow, person_id, signing, {Purpose.SENSITIVE: answer}, today=TODAY)


# --- The one row -----------------------------------------------------------------------------------


def test_that_fields_and_words_come_back_as_they_were_saved(
    database: Database, person: UUID
) -> None:
    said = MoreDetails(
        clergy_id=code_id("clergy", "monk"),
        nationality=" ลาว ",
        literacy=Literacy.SOME,
        languages=[LAO, THAI],
        welfare=[code_id("welfare", "state_card")],
    )
    with database.writing() as uow:
        save_more(uow, person, said)
    found = record(database, person).more
    assert found == said.model_copy(update={"nationality": "ลาว"})
    with database.writing() as uow:
        save_more(uow, person, said.model_copy(update={"languages": [KHMER], "welfare": []}))
        save_more(uow, person, said.model_copy(update={"languages": [THAI, LAO], "welfare": []}))
    again = record(database, person).more
    assert (again.languages, again.welfare) == ([THAI, LAO], [])


@pytest.mark.parametrize(
    ("born", "needs"), [("2007-11-22", True), ("2006-11-22", False), ("", False)]
)
def test_that_a_minor_needs_a_guardian(born: str, needs: bool) -> None:  # noqa: FBT001
    assert needs_guardian(born, TODAY) is needs


def test_that_a_guardian_is_older_than_the_ward_and_of_age() -> None:
    assert guardian_fault("2015", "1985", oneself=False) is None
    assert guardian_fault("2015", "", oneself=False) is None
    assert guardian_fault("2015", "2016", oneself=False) is not None
    assert guardian_fault("", "", oneself=True) is not None
    assert guardian_doubt("2008", TODAY) != ""
    assert guardian_doubt("1990", TODAY) == guardian_doubt("", TODAY) == ""


def test_that_nobody_is_ones_own_guardian_by_a_merged_record_either(
    database: Database, person: UUID
) -> None:
    twin = add(database, born="1970")
    with database.writing() as uow:
        merge_people(uow, person, twin)
    for one in (person, twin):
        with pytest.raises(RecordRefused), database.writing() as uow:
            save_more(uow, person, MoreDetails(guardian_id=one))


def test_that_a_guardian_of_the_registry_is_called_as_there(
    database: Database, person: UUID
) -> None:
    child = add(database, born="2015", first_name="ต้น")
    with database.writing() as uow:
        save_more(uow, child, MoreDetails(guardian_id=person, guardian_name="อื่น"))
    assert record(database, child).guardian == "สมชาย"


# --- Sensitive -------------------------------------------------------------------------------------


def test_that_sensitive_details_wait_for_a_consent(database: Database, person: UUID) -> None:
    said = SensitiveDetails(religion="พุทธ", disabilities=[SIGHT])
    with pytest.raises(SensitiveRefused), database.writing() as uow:
        save_sensitive(uow, person, said, today=TODAY)
    assert record(database, person).sensitive is None
    consent(database, person)
    with database.writing() as uow:
        save_sensitive(uow, person, said, today=TODAY)
    assert record(database, person).sensitive == said


def test_that_sensitive_details_are_hidden_once_consent_is_withdrawn(
    database: Database, person: UUID
) -> None:
    consent(database, person)
    with database.writing() as uow:
        save_sensitive(uow, person, SensitiveDetails(ethnicity="กะเหรี่ยง"), today=TODAY)
    consent(database, person, Answer.NO, day=2)
    assert record(database, person).sensitive is None
    with pytest.raises(SensitiveRefused), database.writing() as uow:
        save_sensitive(uow, person, SensitiveDetails(), today=TODAY)


def test_that_health_is_kept_for_a_time_only(database: Database, person: UUID) -> None:
    consent(database, person)
    with pytest.raises(RecordRefused), database.writing() as uow:
        save_sensitive(uow, person, SensitiveDetails(health="แพ้กุ้ง"), today=TODAY)
    said = SensitiveDetails(health="แพ้กุ้ง", health_until=date(2026, 12, 1))
    with database.writing() as uow:
        save_sensitive(uow, person, said, today=TODAY)
    assert record(database, person, date(2026, 12, 1)).sensitive == said
    assert record(database, person, date(2026, 12, 2)).sensitive == SensitiveDetails()


# --- Status ----------------------------------------------------------------------------------------


def test_that_the_newest_change_is_what_holds(database: Database, person: UUID) -> None:
    moved = StatusDetails(status=PersonStatus.MOVED, since=date(2026, 5, 1), reason="ไปทำงาน")
    note(database, person, moved)
    assert status(database, person) is PersonStatus.MOVED
    note(database, person, StatusDetails(status=PersonStatus.LEFT, since=date(2025, 1, 1)))
    assert status(database, person) is PersonStatus.MOVED
    changes = record(database, person).changes
    assert [(each.status, each.reason) for each in changes] == [
        (PersonStatus.MOVED, "ไปทำงาน"),
        (PersonStatus.LEFT, ""),
    ]


def test_that_a_change_of_status_is_undone_with_its_history(
    database: Database, person: UUID
) -> None:
    note(database, person, StatusDetails(status=PersonStatus.MOVED, since=TODAY))
    database.undo()
    assert status(database, person) is PersonStatus.ACTIVE
    assert record(database, person).changes == ()
    database.redo()
    assert status(database, person) is PersonStatus.MOVED
    assert len(record(database, person).changes) == 1


def test_that_without_its_newest_change_the_status_before_holds(
    database: Database, person: UUID
) -> None:
    first = note(database, person, StatusDetails(status=PersonStatus.LEFT, since=date(2025, 1, 1)))
    second = note(database, person, StatusDetails(status=PersonStatus.MOVED, since=TODAY))
    for entry, left in ((second, PersonStatus.LEFT), (first, PersonStatus.ACTIVE)):
        with database.writing() as uow:
            remove_entry(uow, StatusDetails, entry)
        assert status(database, person) is left


def test_that_another_status_in_the_form_is_kept_as_a_change_of_today(
    database: Database, person: UUID
) -> None:
    with database.writing() as uow:
        details = person_details(uow.session, person)
        changed = details.model_copy(update={"status": PersonStatus.MOVED})
        change_person(uow, person, changed, today=TODAY)
    (change,) = record(database, person).changes
    assert (change.before, change.status, change.since) == (
        PersonStatus.ACTIVE,
        PersonStatus.MOVED,
        TODAY,
    )
    with database.writing() as uow:
        why = StatusDetails(status=change.status, since=date(2026, 11, 1), reason="แต่งงาน")
        change_entry(uow, change.id, why, today=TODAY)
    assert record(database, person).changes[0].reason == "แต่งงาน"


@pytest.mark.parametrize("since", [date(2026, 11, 23), date(1969, 12, 31)])
def test_that_a_status_is_of_a_day_that_can_be(
    database: Database, person: UUID, since: date
) -> None:
    with pytest.raises(RecordRefused):
        note(database, person, StatusDetails(status=PersonStatus.LEFT, since=since))


# --- Terms, names, semesters -----------------------------------------------------------------------


def term(role: UUID, first: int, last: int | None) -> TermDetails:
    ends = date(last, 9, 30) if last else None
    return TermDetails(role_id=role, from_on=date(first, 10, 1), to_on=ends)


def test_that_terms_of_one_role_do_not_overlap(database: Database, person: UUID) -> None:
    first = note(database, person, term(COMMITTEE, 2020, 2022))
    note(database, person, term(COMMITTEE, 2022, None))
    note(database, person, term(VOLUNTEER, 2021, None))
    for wrong in (
        term(COMMITTEE, 2021, 2023),
        term(COMMITTEE, 2025, None),
        term(VOLUNTEER, 2019, 2018),
    ):
        with pytest.raises(RecordRefused):
            note(database, person, wrong)
    with database.writing() as uow:  # its own time is free for a term
        change_entry(uow, first, term(COMMITTEE, 2019, 2022), today=TODAY)
    assert len(record(database, person).terms) == 3


def test_that_a_term_that_runs_gives_the_role(database: Database, person: UUID) -> None:
    note(database, person, term(VOLUNTEER, 2019, 2021))
    note(database, person, term(COMMITTEE, 2025, None))
    with database.reading() as session:
        roles = person_details(session, person).roles
    assert COMMITTEE in roles
    assert VOLUNTEER not in roles


def test_that_a_name_keeps_its_script_and_language(database: Database, person: UUID) -> None:
    said = NameDetails(name="ສົມໄຊ", kind=NameKind.OWN, language_id=LAO)
    entry = note(database, person, said)
    (name,) = record(database, person).names
    assert (name.name, name.kind, name.language_id) == ("ສົມໄຊ", NameKind.OWN, LAO)
    with database.writing() as uow:
        remove_entry(uow, NameDetails, entry)
    with pytest.raises(NoteNotFound), database.writing() as uow:
        change_entry(uow, entry, said, today=TODAY)


@pytest.mark.parametrize(("typed", "stored"), [("1/2569", "1/2569"), (" 2 / ๒๕๖๘", "2/2568")])
def test_that_a_semester_is_stored_in_one_way(
    database: Database, person: UUID, typed: str, stored: str
) -> None:
    note(database, person, StudyDetails(semester=typed))
    assert [each.semester for each in record(database, person).studies] == [stored]


@pytest.mark.parametrize("typed", ["3/2569", "2569", "1/69"])
def test_that_what_is_no_semester_is_refused(database: Database, person: UUID, typed: str) -> None:
    with pytest.raises(RecordRefused):
        note(database, person, StudyDetails(semester=typed))


# --- Household -------------------------------------------------------------------------------------


def names(database: Database, person_id: UUID) -> set[str]:
    return {each.name for each in record(database, person_id).household}


def test_that_a_household_is_seen_from_each_of_it(database: Database, person: UUID) -> None:
    wife, child = add(database, first_name="สมศรี"), add(database, first_name="ต้น")
    note(database, person, MemberDetails(member_id=wife, relation_id=code_id("relation", "spouse")))
    note(database, wife, MemberDetails(member_id=child))
    for one in (person, wife, child):
        assert names(database, one) == {"สมชาย", "สมศรี", "ต้น"}


def test_that_somebody_moves_from_one_household_to_another(
    database: Database, person: UUID
) -> None:
    one, two, moving = (add(database, first_name=name) for name in ("หนึ่ง", "สอง", "ย้าย"))
    note(database, one, MemberDetails(member_id=moving))
    note(database, person, MemberDetails(member_id=two))
    note(database, person, MemberDetails(member_id=moving))
    assert names(database, person) == {"สมชาย", "สอง", "ย้าย"}
    assert names(database, one) == {"หนึ่ง"}


def test_that_a_member_leaves(database: Database, person: UUID) -> None:
    entry = note(database, person, MemberDetails(member_id=add(database, first_name="สมศรี")))
    with database.writing() as uow:
        remove_entry(uow, MemberDetails, entry)
    assert names(database, person) == {"สมชาย"}


# --- Merging ---------------------------------------------------------------------------------------


def test_that_a_merge_shows_both_records_and_an_unmerge_gives_each_its_own(
    database: Database, person: UUID
) -> None:
    twin = add(database, first_name="สมชัย")
    with database.writing() as uow:
        save_more(uow, person, MoreDetails(nationality="ไทย", languages=[THAI]))
        save_more(uow, twin, MoreDetails(nationality="ลาว", guardian_name="ยาย", languages=[LAO]))
    note(database, twin, NameDetails(name="Somchai"))
    note(database, twin, term(COMMITTEE, 2020, None))
    with database.writing() as uow:
        merge_people(uow, person, twin)
    both = record(database, person)
    assert (both.more.nationality, both.more.guardian_name) == ("ไทย", "ยาย")
    assert set(both.more.languages) == {THAI, LAO}
    assert [each.name for each in both.names] == ["Somchai"]
    with pytest.raises(RecordRefused):
        note(database, person, term(COMMITTEE, 2022, None))
    with database.writing() as uow:
        unmerge_person(uow, twin)
    assert record(database, person).more.guardian_name == ""
    assert record(database, twin).more.languages == [LAO]


def test_that_what_is_emptied_after_a_merge_stays_empty(database: Database, person: UUID) -> None:
    twin = add(database, first_name="สมชัย")
    with database.writing() as uow:
        save_more(uow, twin, MoreDetails(guardian_name="ยาย", languages=[LAO]))
    with database.writing() as uow:
        merge_people(uow, person, twin)
    with database.writing() as uow:
        save_more(uow, person, MoreDetails())
    assert record(database, person).more == MoreDetails()
