"""One field of many people: what is told before is what is done, and one undo takes all of it back."""

from collections.abc import Sequence
from uuid import UUID

import pytest

from learnsoc_desktop.data.database import Database
from learnsoc_desktop.features.centre.code_lists import code_id
from learnsoc_desktop.features.centre.model import VillageDetails
from learnsoc_desktop.features.centre.service import add_village
from learnsoc_desktop.features.people.bulk_queries import BulkField, LeftOut, bulk_rows
from learnsoc_desktop.features.people.bulk_service import change_many, delete_people
from learnsoc_desktop.features.people.merge_service import merge_people
from learnsoc_desktop.features.people.model import PersonStatus
from learnsoc_desktop.features.people.queries import LEARNER, person_details
from tests.features.people.builders import add

OLDER, FARMER, YOUTH = (code_id("target_group", key) for key in ("older", "farmer", "youth"))
VOLUNTEER = code_id("role", "volunteer")


def changed(
    database: Database, ids: Sequence[UUID], field: BulkField, value: object
) -> list[LeftOut | None]:
    """Change ``field`` and return why each was left out, as it was told before."""
    with database.reading() as session:
        told = bulk_rows(session, ids, field, value)
    with database.writing("step") as uow:
        count = change_many(uow, ids, field, value)
    assert count == sum(row.left_out is None for row in told)
    with database.reading() as session:
        for row in told:
            if row.left_out is not LeftOut.GONE:
                assert (row.name, row.after) == (row.name, now(database, row.id, field))
    return [row.left_out for row in told]


def now(database: Database, person: UUID, field: BulkField) -> tuple[object, ...]:
    """Return the values a person has now, as a preview tells them."""
    with database.reading() as session:
        return bulk_rows(session, [person], field, None)[0].before


def groups(database: Database, person: UUID) -> list[UUID]:
    with database.reading() as session:
        return person_details(session, person).target_groups


def test_that_a_column_changes_for_all_but_those_who_have_it(database: Database) -> None:
    with database.writing() as uow:
        village = add_village(uow, VillageDetails(moo=7, name="บ้านใหม่"))
    there, one, two = add(database, village_id=village), add(database), add(database)
    assert changed(database, [there, one, two], BulkField.VILLAGE, village) == [
        LeftOut.SAME,
        None,
        None,
    ]
    database.undo()
    assert now(database, one, BulkField.VILLAGE) != (village,)
    database.redo()
    assert now(database, one, BulkField.VILLAGE) == (village,)


def test_that_a_status_changes(database: Database) -> None:
    one = add(database)
    assert changed(database, [one], BulkField.STATUS, PersonStatus.MOVED) == [None]


def test_that_a_main_group_leads_and_the_others_stay(database: Database) -> None:
    has, new = add(database, target_groups=[OLDER, FARMER]), add(database, target_groups=[OLDER])
    already = add(database, target_groups=[FARMER, YOUTH])
    ids = [has, new, already]
    assert changed(database, ids, BulkField.MAIN_GROUP, FARMER) == [None, None, LeftOut.SAME]
    assert [groups(database, each)[0] for each in ids] == [FARMER] * 3
    assert set(groups(database, new)) == {FARMER, OLDER}


def test_that_a_group_is_added_taken_away_and_added_again(database: Database) -> None:
    none, other = add(database), add(database, target_groups=[OLDER])
    ids = [none, other]
    assert changed(database, ids, BulkField.ADD_GROUP, YOUTH) == [None, None]
    assert groups(database, other) == [OLDER, YOUTH]  # the main one stays the main one
    assert changed(database, ids, BulkField.DROP_GROUP, YOUTH) == [None, None]
    assert changed(database, ids, BulkField.ADD_GROUP, YOUTH) == [None, None]
    assert groups(database, none) == [YOUTH]


def test_that_the_next_group_leads_when_the_main_one_is_taken_away(database: Database) -> None:
    person = add(database, target_groups=[OLDER, FARMER])
    changed(database, [person], BulkField.DROP_GROUP, OLDER)
    assert groups(database, person) == [FARMER]
    database.undo()
    assert groups(database, person) == [OLDER, FARMER]


def test_that_nobody_loses_the_last_role(database: Database) -> None:
    one, two = add(database, roles=[VOLUNTEER]), add(database, roles=[VOLUNTEER, LEARNER])
    assert changed(database, [one, two], BulkField.DROP_ROLE, VOLUNTEER) == [
        LeftOut.LAST_ROLE,
        None,
    ]


def test_that_who_is_gone_meanwhile_is_told_and_left_alone(database: Database) -> None:
    kept, other, gone = (add(database) for _each in range(3))
    with database.writing() as uow:
        merge_people(uow, kept, other)
        assert delete_people(uow, [gone, other]) == 1
    with database.reading() as session:
        rows = bulk_rows(session, [kept, other, gone], BulkField.STATUS, PersonStatus.LEFT)
    assert [row.left_out for row in rows] == [None, LeftOut.GONE, LeftOut.GONE]
    with database.writing() as uow:
        assert change_many(uow, [other, gone], BulkField.STATUS, PersonStatus.LEFT) == 0


@pytest.mark.parametrize("field", [BulkField.EDUCATION, BulkField.OCCUPATION])
def test_that_words_of_lists_are_given(database: Database, field: BulkField) -> None:
    word = code_id(field.value, "p6" if field is BulkField.EDUCATION else "farmer")
    one, two = add(database), add(database)
    assert changed(database, [one, two], field, word) == [None, None]


def test_that_many_are_thrown_away_in_one_step(database: Database) -> None:
    people = [add(database) for _each in range(3)]
    with database.writing("step") as uow:
        assert delete_people(uow, people) == 3
    database.undo()
    with database.reading() as session:
        assert [person_details(session, each).first_name for each in people]
