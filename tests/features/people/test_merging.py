"""Two records of one person: merged, chained, given back, and kept apart."""

import itertools
import json
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlmodel import Session, col, select

from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.entity import alive
from learnsoc_desktop.features.centre.code_lists import code_id
from learnsoc_desktop.features.people import merge_service, queries
from learnsoc_desktop.features.people.duplicate_queries import (
    alike_people,
    duplicate_pairs,
    still_open,
)
from learnsoc_desktop.features.people.errors import (
    AlreadyMerged,
    MergedWithOneself,
    NotMerged,
    PersonNotFound,
    SameIdNumber,
)
from learnsoc_desktop.features.people.merge_fields import Side, Take, default_takes, merge_parts
from learnsoc_desktop.features.people.merge_model import PersonMerge
from learnsoc_desktop.features.people.merge_words_widget import part_text
from learnsoc_desktop.features.people.model import Person, PersonDetails
from learnsoc_desktop.features.people.name_queries import person_names
from learnsoc_desktop.features.people.service import change_person, delete_person
from tests.features.people.builders import GOOD_ID, TODAY, add

OLDER, FARMER = code_id("target_group", "older"), code_id("target_group", "farmer")
HEALTH = code_id("target_group", "health_volunteer")
LEARNER, TEACHER = code_id("role", "learner"), code_id("role", "instructor")


def know(database: Database, person_id: UUID) -> PersonDetails:
    with database.reading() as session:
        return queries.person_details(session, person_id)


def change(database: Database, person_id: UUID, **values: Any) -> None:
    details = know(database, person_id).model_copy(update=values)
    with database.writing() as uow:
        change_person(uow, person_id, details, today=TODAY)


def merge(database: Database, kept: UUID, other: UUID, **takes: Take) -> None:
    with database.writing("merge") as uow:
        merge_service.merge_people(uow, kept, other, takes)


def unmerge(database: Database, other: UUID) -> None:
    with database.writing("unmerge") as uow:
        merge_service.unmerge_person(uow, other)


def left(database: Database) -> set[UUID]:
    with database.reading() as session:
        return set(session.exec(select(Person.id).where(queries.listed())))


def into(database: Database, *ids: UUID) -> list[UUID]:
    with database.reading() as session:
        return [queries.survivor_of(session, each) for each in ids]


@pytest.fixture
def two(database: Database) -> tuple[UUID, UUID]:
    """Return two records of one woman, the second one with a slip in her name."""
    first = add(
        database,
        first_name="บุญเรือน",
        last_name="ฟ้าหลวงคำ",
        born="1963-03-14",
        phone="0812342214",
        house_no="45",
        target_groups=[OLDER, FARMER],
    )
    second = add(
        database,
        first_name="บุญเรือง",
        last_name="ฟ้าหลวงคำ",
        nickname="เรือน",
        born="1963",
        phone="0910000187",
        target_groups=[HEALTH],
        roles=[LEARNER, TEACHER],
    )
    return first, second


def test_that_the_better_value_is_left_unless_somebody_chooses(
    database: Database, two: tuple[UUID, UUID]
) -> None:
    merge(database, *two)
    known = know(database, two[0])
    assert known.born == "1963-03-14"
    assert known.nickname == "เรือน"
    assert known.phone == "0812342214, 0910000187"
    assert known.target_groups == [OLDER, FARMER, HEALTH]
    assert known.roles == [LEARNER, TEACHER]
    assert left(database) == {two[0]}
    assert know(database, two[1]).phone == "0910000187"  # the other record stays as it is


def test_that_a_chosen_value_is_left(database: Database, two: tuple[UUID, UUID]) -> None:
    merge(database, *two, first_name=Take.OTHER, phone=Take.KEPT, target_groups=Take.OTHER)
    known = know(database, two[0])
    assert (known.first_name, known.phone) == ("บุญเรือง", "0812342214")
    assert known.target_groups == [HEALTH]


def test_that_both_come_back_as_they_were(database: Database, two: tuple[UUID, UUID]) -> None:
    before = [know(database, each) for each in two]
    merge(database, *two, first_name=Take.OTHER, target_groups=Take.OTHER)
    unmerge(database, two[1])
    assert [know(database, each) for each in two] == before
    assert left(database) == set(two)
    merge(database, *two)  # and again
    unmerge(database, two[1])
    assert [know(database, each) for each in two] == before


def test_that_what_was_changed_since_stays(database: Database, two: tuple[UUID, UUID]) -> None:
    merge(database, *two)
    known = know(database, two[0])
    change(
        database, two[0], nickname="ใหม่", notes="โทรแล้ว", target_groups=[*known.target_groups[1:]]
    )
    unmerge(database, two[1])
    known = know(database, two[0])
    assert (known.nickname, known.notes, known.phone) == ("ใหม่", "โทรแล้ว", "0812342214")
    assert known.target_groups == [FARMER]


def test_that_merging_and_giving_back_can_be_undone_and_redone(
    database: Database, two: tuple[UUID, UUID]
) -> None:
    before = know(database, two[0])
    merge(database, *two)
    after = know(database, two[0])
    database.undo()
    assert know(database, two[0]) == before
    assert left(database) == set(two)
    database.redo()
    assert know(database, two[0]) == after
    unmerge(database, two[1])
    database.undo()
    assert left(database) == {two[0]}
    assert know(database, two[0]) == after


def test_that_a_chain_ends_at_the_last_and_opens_anywhere(database: Database) -> None:
    a, b, c = (add(database, first_name=name, phone="081234220" + name) for name in "123")
    merge(database, b, a)
    merge(database, c, b)
    assert into(database, a, b, c) == [c, c, c]
    with database.reading() as session:
        assert set(queries.records_of(session, a)) == {a, b, c}
    unmerge(database, b)  # a goes with b, whom it was merged into
    assert into(database, a, b, c) == [b, b, c]
    unmerge(database, a)
    assert left(database) == {a, b, c}


def test_that_the_middle_of_a_chain_is_left_when_its_first_goes(database: Database) -> None:
    a, b, c = (add(database, first_name=name, phone="081234220" + name) for name in "123")
    merge(database, b, a)
    merge(database, c, b)
    unmerge(database, a)
    assert into(database, a, b, c) == [a, c, c]
    assert know(database, b).phone == "0812342202"


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_that_three_merges_come_apart_in_any_order(
    database: Database, order: tuple[int, ...]
) -> None:
    kept = add(database, first_name="แก้ว", notes="")
    others = [
        add(database, first_name="แก้ว", line_id=f"line{at}", notes=f"note {at}", born=f"198{at}")
        for at in range(3)
    ]
    before = [know(database, each) for each in (kept, *others)]
    for other in others:
        merge(database, kept, other, line_id=Take.OTHER, born=Take.OTHER, notes=Take.OTHER)
    assert know(database, kept).line_id == "line2"
    for at in order:
        unmerge(database, others[at])
    assert [know(database, each) for each in (kept, *others)] == before


def test_that_one_of_two_merges_leaves_the_value_of_the_other(database: Database) -> None:
    kept = add(database, first_name="แก้ว")
    one, two = (add(database, first_name="แก้ว", line_id=name) for name in ("one", "two"))
    merge(database, kept, one, line_id=Take.OTHER)
    merge(database, kept, two, line_id=Take.OTHER)
    unmerge(database, one)
    assert know(database, kept).line_id == "two"
    unmerge(database, two)
    assert know(database, kept).line_id == ""


def test_that_impossible_merges_are_refused_with_a_sentence(
    database: Database, two: tuple[UUID, UUID]
) -> None:
    third = add(database, first_name="แดง")
    refused: list[tuple[UUID, UUID, type[AppError]]] = [
        (third, third, MergedWithOneself),
        (third, two[1], AlreadyMerged),
        (two[1], third, AlreadyMerged),
        (two[1], two[1], AlreadyMerged),
        (third, uuid4(), PersonNotFound),
        (uuid4(), third, PersonNotFound),
    ]
    merge(database, *two)
    for kept, other, kind in refused:
        with pytest.raises(kind) as error:
            merge(database, kept, other)
        assert str(error.value).endswith(".")
    for other, kind in ((third, NotMerged), (two[0], NotMerged), (uuid4(), PersonNotFound)):
        with pytest.raises(kind):
            unmerge(database, other)
    assert left(database) == {two[0], third}


def test_that_a_person_in_the_trash_is_not_merged(
    database: Database, two: tuple[UUID, UUID]
) -> None:
    with database.writing() as uow:
        delete_person(uow, two[1])
    with pytest.raises(PersonNotFound):
        merge(database, *two)


def test_that_a_record_comes_back_from_one_in_the_trash(
    database: Database, two: tuple[UUID, UUID]
) -> None:
    before = know(database, two[0])
    merge(database, *two)
    with database.writing() as uow:
        delete_person(uow, two[0])
    unmerge(database, two[1])
    assert left(database) == {two[1]}
    with database.writing() as uow:
        uow.restore(uow.session.get_one(Person, two[0]))
    assert know(database, two[0]) == before


def test_that_a_record_merged_without_an_account_comes_back(
    database: Database, two: tuple[UUID, UUID]
) -> None:
    """As a file of another program may hold it."""
    with database.writing() as uow:
        uow.session.get_one(Person, two[1]).merged_into = two[0]
    unmerge(database, two[1])
    assert left(database) == set(two)


def test_that_names_and_id_numbers_lead_to_the_one_that_is_left(
    database: Database, two: tuple[UUID, UUID]
) -> None:
    change(database, two[1], id_number=GOOD_ID)
    merge(database, *two, first_name=Take.KEPT)
    with database.reading() as session:
        name = person_names(session, two)
        (hit,) = queries.persons_find(session, "บุญเรือง")
        assert hit.id == str(two[0])
        (hit,) = queries.persons_find(session, "ฟ้าหลวงคำ")
        assert hit.id == str(two[0])
    assert name[two[1]] == name[two[0]]
    with pytest.raises(SameIdNumber) as error:
        add(database, first_name="ใคร", id_number=GOOD_ID)
    assert error.value.params["person_id"] == two[0]
    change(database, two[0], id_number=GOOD_ID, notes="ของตัวเอง")


def test_that_a_pair_said_to_be_two_is_not_asked_again(
    database: Database, two: tuple[UUID, UUID]
) -> None:
    with database.reading() as session:
        (pair,) = duplicate_pairs(session)
    assert {pair.one, pair.two} == set(two)
    with database.writing("apart") as uow:
        merge_service.keep_apart(uow, two[1], two[0])
        merge_service.keep_apart(uow, *two)  # said twice is said once

    def asked(session: Session) -> tuple[int, int]:
        return len(duplicate_pairs(session)), len(still_open(session, [pair]))

    with database.reading() as session:
        assert asked(session) == (0, 0)
    database.undo()
    with database.reading() as session:
        assert asked(session) == (1, 1)
    database.redo()
    with database.reading() as session:
        assert asked(session) == (0, 0)
    merge(database, *two)  # a person may know better later
    unmerge(database, two[1])
    with database.reading() as session:
        assert asked(session) == (1, 1)


def test_that_not_the_same_holds_for_the_one_that_is_left(
    database: Database, two: tuple[UUID, UUID]
) -> None:
    third = add(
        database, first_name="บุญเรือน", last_name="ฟ้าหลวงคำ", born="1963-03-14", phone="0800000000"
    )
    with database.writing() as uow:
        merge_service.keep_apart(uow, two[1], third)
    merge(database, *two)
    with database.reading() as session:
        assert duplicate_pairs(session) == []


def test_that_nobody_is_kept_apart_from_oneself(database: Database, two: tuple[UUID, UUID]) -> None:
    with pytest.raises(MergedWithOneself), database.writing() as uow:
        merge_service.keep_apart(uow, two[0], two[0])


def test_that_a_merged_person_is_no_duplicate(database: Database, two: tuple[UUID, UUID]) -> None:
    with database.reading() as session:
        (pair,) = duplicate_pairs(session)
    merge(database, *two)
    with database.reading() as session:
        assert duplicate_pairs(session) == []
        assert still_open(session, [pair]) == []


def test_that_somebody_typed_again_is_told(database: Database, two: tuple[UUID, UUID]) -> None:
    del two
    typed = {"first_name": "บุญเรีอน", "last_name": "ฟ้าหลวงคำ", "born": "1963"}
    with database.reading() as session:
        found = alike_people(session, typed, None)
        assert found[0].name == "บุญเรือน ฟ้าหลวงคำ"
        assert alike_people(session, {**typed, "first_name": "สมศรี"}, None) == []
        assert alike_people(session, {}, None) == []


def test_that_the_own_record_and_who_is_kept_apart_are_not_told(
    database: Database, two: tuple[UUID, UUID]
) -> None:
    with database.reading() as session:
        typed = know(database, two[0]).model_dump()
        assert [one.person_id for one in alike_people(session, typed, two[0])] == [two[1]]
    with database.writing() as uow:
        merge_service.keep_apart(uow, *two)
    with database.reading() as session:
        assert alike_people(session, typed, two[0]) == []


def test_that_every_field_of_the_form_belongs_to_one_part() -> None:
    names = [name for part in merge_parts() for name in part.names]
    assert sorted(names) == sorted(PersonDetails.model_fields)


def test_that_the_address_of_the_house_register_is_one_choice(database: Database) -> None:
    person = add(
        database,
        registered_house_no="17",
        registered_village="ม.3 บ้านท่าน้ำ",
        registered_subdistrict="ท่าน้ำ",
        registered_province="ศรีธารา",
    )
    part = next(each for each in merge_parts() if each.key == "registered_house_no")
    with database.reading() as session:
        values = queries.person_details(session, person).model_dump()
    assert part_text(part, values, {}) == "17 ม.3 บ้านท่าน้ำ · ท่าน้ำ, ศรีธารา"


def test_that_the_fuller_value_comes_first_and_then_the_newer(database: Database) -> None:
    old = add(database, first_name="แก้ว", line_id="old", house_no="45/1", learner_code="690001")
    new = add(database, first_name="แก้วตา", line_id="new", house_no="45", learner_code="690002")
    with database.reading() as session:
        sides = [
            Side(queries.person_details(session, each), session.get_one(Person, each).updated_at)
            for each in (old, new)
        ]
    takes = default_takes(*sides)
    assert takes["first_name"] is Take.OTHER
    assert takes["line_id"] is Take.OTHER
    assert takes["house_no"] is Take.KEPT
    assert takes["learner_code"] is Take.KEPT
    assert default_takes(*sides[::-1])["line_id"] is Take.KEPT


def test_that_a_merge_keeps_an_account_of_what_it_wrote_over(
    database: Database, two: tuple[UUID, UUID]
) -> None:
    merge(database, *two)
    with database.reading() as session:
        account = session.exec(select(PersonMerge).where(alive(PersonMerge))).one()
    assert (account.kept_id, account.other_id) == two
    written = json.loads(account.overwritten)
    assert written["nickname"] == ["", "เรือน"]
    assert "born" not in written
    unmerge(database, two[1])
    with database.reading() as session:
        query = select(PersonMerge).where(col(PersonMerge.deleted_at).is_(None))
        assert session.exec(query).all() == []


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_that_groups_come_apart_in_any_order(database: Database, order: tuple[int, ...]) -> None:
    kept = add(database, first_name="แก้ว", target_groups=[OLDER])
    others = [
        add(database, first_name="แก้ว", target_groups=groups)
        for groups in ([FARMER], [HEALTH, OLDER], [FARMER, HEALTH])
    ]
    before = [know(database, each).target_groups for each in (kept, *others)]
    merge(database, kept, others[0])
    merge(database, kept, others[1])
    merge(database, kept, others[2], target_groups=Take.OTHER)
    for at in order:
        unmerge(database, others[at])
    assert [know(database, each).target_groups for each in (kept, *others)] == before


def test_that_a_group_of_another_merge_goes_with_its_own_record(database: Database) -> None:
    kept = add(database, first_name="แก้ว", target_groups=[OLDER])
    one = add(database, first_name="แก้ว", target_groups=[FARMER])
    two = add(database, first_name="แก้ว", target_groups=[HEALTH])
    merge(database, kept, one)
    merge(database, kept, two)
    unmerge(database, one)
    assert know(database, kept).target_groups == [OLDER, HEALTH]
