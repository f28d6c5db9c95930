"""The rest of a record when two records are one person, and when they are two again."""

from uuid import UUID

import pytest

from learnsoc_desktop.data.database import Database
from learnsoc_desktop.features.centre.code_lists import code_id
from learnsoc_desktop.features.people.consent_model import Answer
from learnsoc_desktop.features.people.merge_fields import Take
from learnsoc_desktop.features.people.merge_page import MergePage
from learnsoc_desktop.features.people.merge_queries import compare
from learnsoc_desktop.features.people.merge_service import merge_people, unmerge_person
from learnsoc_desktop.features.people.model import PersonDetails
from learnsoc_desktop.features.people.more_merge_queries import held_by, more_parts
from learnsoc_desktop.features.people.more_model import (
    Literacy,
    MemberDetails,
    MoreDetails,
    NameDetails,
    SensitiveDetails,
    StudyDetails,
)
from learnsoc_desktop.features.people.more_service import save_more, save_sensitive
from learnsoc_desktop.features.people.queries import records_of
from tests.features.people.builders import TODAY, add
from tests.features.people.test_more_record import consent, note, record
from tests.features.people.window import click

LAO, KHMER, THAI = (code_id("language", key) for key in ("lao", "khmer", "th"))
AUNT = code_id("relation", "relative")


def say(database: Database, person_id: UUID, **values) -> None:  # type: ignore[no-untyped-def]
    with database.writing() as uow:
        save_more(uow, person_id, MoreDetails(**values))


def merge(database: Database, kept: UUID, other: UUID, **takes: Take) -> None:
    with database.writing("merge") as uow:
        merge_people(uow, kept, other, takes)


def unmerge(database: Database, other: UUID) -> None:
    with database.writing("unmerge") as uow:
        unmerge_person(uow, other)


def more(database: Database, person_id: UUID) -> MoreDetails:
    return record(database, person_id).more


@pytest.fixture
def two(database: Database) -> tuple[UUID, UUID]:
    """Return two records of one boy that differ in most of what is one thing a person."""
    kept = add(database, first_name="คำแสง", born="2012")
    other = add(database, first_name="คำแสน", born="2012")
    say(database, kept, nationality="ลาว", guardian_name="นางคำ", languages=[LAO])
    say(
        database,
        other,
        nationality="ไทย",
        literacy=Literacy.SOME,
        guardian_name="นางคำมี วงศ์ดี",
        guardian_phone="0812342214",
        languages=[THAI, LAO],
    )
    return kept, other


def test_that_no_field_is_called_like_one_of_the_main_record() -> None:
    names = {name for part in more_parts() for name in part.names}
    assert not names & PersonDetails.model_fields.keys()
    assert names == {*MoreDetails.model_fields, *SensitiveDetails.model_fields}


def test_that_the_kept_value_is_left_else_the_others_and_lists_are_of_both(
    database: Database, two: tuple[UUID, UUID]
) -> None:
    merge(database, *two)
    left = more(database, two[0])
    assert (left.nationality, left.literacy) == ("ลาว", Literacy.SOME)
    assert (left.guardian_name, left.guardian_phone) == ("นางคำ", "")
    assert set(left.languages) == {LAO, THAI}


def test_that_a_guardian_is_taken_whole(database: Database, two: tuple[UUID, UUID]) -> None:
    merge(database, *two, guardian_id=Take.OTHER, nationality=Take.OTHER)
    left = more(database, two[0])
    assert (left.guardian_name, left.guardian_phone) == ("นางคำมี วงศ์ดี", "0812342214")
    assert left.nationality == "ไทย"


def test_that_both_come_back_as_they_were(database: Database, two: tuple[UUID, UUID]) -> None:
    before = [more(database, each) for each in two]
    merge(database, *two, nationality=Take.OTHER, guardian_id=Take.OTHER)
    unmerge(database, two[1])
    assert [more(database, each) for each in two] == before
    merge(database, *two, nationality=Take.OTHER)
    merged = more(database, two[0])
    database.undo()
    assert [more(database, each) for each in two] == before
    database.redo()
    assert more(database, two[0]) == merged


def test_that_what_was_changed_since_stays(database: Database, two: tuple[UUID, UUID]) -> None:
    merge(database, *two, nationality=Take.OTHER)
    changed = more(database, two[0]).model_copy(update={"nationality": "เมียนมา"})
    with database.writing() as uow:
        save_more(uow, two[0], changed)
    unmerge(database, two[1])
    assert more(database, two[0]).nationality == "เมียนมา"


def test_that_three_records_come_apart_in_any_order(
    database: Database, two: tuple[UUID, UUID]
) -> None:
    third = add(database, first_name="คำแสนดี", born="2012")
    say(database, third, nationality="กัมพูชา", literacy=Literacy.FLUENT)
    merge(database, *two, nationality=Take.OTHER)
    merge(database, two[0], third, nationality=Take.OTHER, literacy=Take.KEPT)
    assert more(database, two[0]).nationality == "กัมพูชา"
    assert more(database, two[0]).literacy is Literacy.SOME
    unmerge(database, two[1])
    assert more(database, two[0]).nationality == "กัมพูชา"
    unmerge(database, third)
    assert more(database, two[0]).nationality == "ลาว"


def test_that_sensitive_values_are_shown_with_consent_and_never_copied(
    database: Database, two: tuple[UUID, UUID]
) -> None:
    for each, card in zip(two, ("ค-1", "ค-2"), strict=True):
        consent(database, each)
        with database.writing() as uow:
            details = SensitiveDetails(disability_card=card, religion="พุทธ")
            save_sensitive(uow, each, details, today=TODAY)
    consent(database, two[1], Answer.NO, day=2)
    with database.reading() as session:
        shown = compare(session, *two)
        said = [side.side.said["disability_card"] for side in (shown.kept, shown.other)]
    assert said == ["ค-1", ""]
    cards = [part for part in shown.more if part.key == "disability_card"]
    assert [part.fixed for part in cards] == [True]
    consent(database, two[1], day=3)
    merge(database, *two, disability_card=Take.OTHER)
    sensitive = record(database, two[0]).sensitive
    assert sensitive is not None
    assert sensitive.disability_card == "ค-1"


def test_that_what_may_be_many_is_counted_for_one_person(
    database: Database, two: tuple[UUID, UUID]
) -> None:
    home = add(database, first_name="ยาย")
    for each in two:
        note(database, each, NameDetails(name="Khamsaeng"))
        note(database, home, MemberDetails(member_id=each, relation_id=AUNT))
    note(database, two[1], StudyDetails(semester="1/2569"))
    merge(database, *two)
    with database.reading() as session:
        (line,) = held_by(session, records_of(session, two[0]))
    assert (line.count, line.text) == (4, "Other names 2 · Semesters 1 · Household 1")


def test_that_a_person_chooses_and_what_may_be_many_is_not_asked(
    database: Database, two: tuple[UUID, UUID], window, opened
) -> None:
    note(database, two[1], NameDetails(name="Khamsaen"))
    page = MergePage(opened[1], *two)
    opened[1].open_task(page)
    lines = {line.part.key: line for line in page.table.lines}
    assert lines["guardian_id"].cells[1].text() == "นางคำมี วงศ์ดี · 081-234-2214"
    assert not lines["languages"].open
    click(lines["nationality"].cells[1])
    click(lines["guardian_id"].cells[1])
    page.merge()
    left = more(database, two[0])
    assert (left.nationality, left.guardian_name) == ("ไทย", "นางคำมี วงศ์ดี")
