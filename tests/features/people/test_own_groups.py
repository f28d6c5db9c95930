"""Groups made by hand and saved lists: whom they hold, and what merging, the trash and undo do to them."""

from uuid import UUID

import pytest
from sqlmodel import col, select

from learnsoc_desktop.core.errors import NotFound
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.features.centre.errors import ListTwice, NameMissing
from learnsoc_desktop.features.centre.saved_list_model import SavedListDetails
from learnsoc_desktop.features.centre.saved_list_queries import ListAsked, saved_lists
from learnsoc_desktop.features.centre.saved_list_service import (
    remove_list,
    rename_list,
    save_list,
)
from learnsoc_desktop.features.people.merge_service import merge_people, unmerge_person
from learnsoc_desktop.features.people.model import Person
from learnsoc_desktop.features.people.own_group_model import OwnGroupDetails
from learnsoc_desktop.features.people.own_group_queries import (
    in_group,
    own_group_counts,
    own_groups,
)
from learnsoc_desktop.features.people.own_group_service import (
    add_own_group,
    change_own_group,
    put_in,
    remove_own_group,
    take_out,
)
from learnsoc_desktop.features.people.queries import listed
from learnsoc_desktop.features.people.report import learner_roll
from learnsoc_desktop.features.people.service import delete_person
from learnsoc_desktop.reporting.document import Table
from tests.features.people.builders import add

CHOIR = OwnGroupDetails(name="วงร้องเพลง")
ASKED = ListAsked(frozenset({"older", "role-learner"}), "บ้าน", "village", descending=True)


def inside(database: Database, group: UUID) -> set[UUID]:
    with database.reading() as session:
        return set(session.exec(select(col(Person.id)).where(listed(), in_group(group))))


def counted(database: Database) -> list[tuple[str, int]]:
    with database.reading() as session:
        counts = own_group_counts(session)
        return [(row.name, counts.get(row.id, 0)) for row in own_groups(session)]


def group_of(database: Database, *people: UUID, name: str = CHOIR.name) -> UUID:
    with database.writing() as uow:
        return add_own_group(uow, OwnGroupDetails(name=name), people)


def test_that_a_group_holds_its_people_until_they_are_taken_out(database: Database) -> None:
    one, two, three = (add(database) for _each in range(3))
    group = group_of(database, one, two)
    with database.writing() as uow:
        assert put_in(uow, group, [two, three, three]) == 1
        assert take_out(uow, group, [one, one]) == 1
    assert inside(database, group) == {two, three}
    with database.writing() as uow:
        assert put_in(uow, group, [one]) == 1  # the row that lay in the trash comes back
    assert counted(database) == [("วงร้องเพลง", 3)]


def test_that_merged_records_are_one_member_and_leave_together(database: Database) -> None:
    kept, other, apart = (add(database) for _each in range(3))
    group = group_of(database, kept, other, apart)
    with database.writing() as uow:
        merge_people(uow, kept, other)
    assert (inside(database, group), counted(database)[0][1]) == ({kept, apart}, 2)
    with database.writing() as uow:
        assert put_in(uow, group, [other]) == 0  # is in it as the person who is left
        assert take_out(uow, group, [kept]) == 1
    assert inside(database, group) == {apart}
    with database.writing() as uow:
        unmerge_person(uow, other)
    assert inside(database, group) == {apart}


def test_that_who_is_known_by_the_merged_record_alone_stays_in_the_group(
    database: Database,
) -> None:
    kept, other = add(database), add(database)
    group = group_of(database, other)
    with database.writing() as uow:
        merge_people(uow, kept, other)
    assert inside(database, group) == {kept}


def test_that_who_is_in_the_trash_is_not_counted(database: Database) -> None:
    one, two = add(database), add(database)
    group_of(database, one, two)
    with database.writing() as uow:
        delete_person(uow, one)
    assert counted(database) == [("วงร้องเพลง", 1)]


def test_that_two_groups_have_two_names(database: Database) -> None:
    group = group_of(database, name="วงร้องเพลง")
    other = group_of(database, name="จักสาน")
    with database.writing() as uow:
        with pytest.raises(ListTwice):
            add_own_group(uow, OwnGroupDetails(name=" วงร้องเพลง "))
        with pytest.raises(ListTwice):
            change_own_group(uow, other, CHOIR)
        with pytest.raises(NameMissing):
            change_own_group(uow, other, OwnGroupDetails(name="  "))
        change_own_group(uow, group, OwnGroupDetails(name="วงร้องเพลง", purpose="งานวัด"))
        remove_own_group(uow, other)
        with pytest.raises(NotFound):
            put_in(uow, other, [])
    assert counted(database) == [("วงร้องเพลง", 0)]


def test_that_the_roll_of_a_group_holds_everybody_in_it(database: Database) -> None:
    one, other = add(database, first_name="แก้ว"), add(database, first_name="ขวัญ")
    add(database, first_name="คำ")
    group = group_of(database, one, other)
    with database.reading() as session:
        roll = learner_roll(session, own_group=str(group))
    table = next(block for block in roll.blocks if isinstance(block, Table))
    assert {row.key for row in table.rows} == {str(one), str(other)}
    assert CHOIR.name in roll.filter


def names(database: Database) -> list[str]:
    with database.reading() as session:
        return [row.name for row in saved_lists(session, "people")]


def test_that_a_saved_list_comes_back_as_it_was_asked(database: Database) -> None:
    with database.writing() as uow:
        list_id = save_list(uow, "people", SavedListDetails(name=" สูงวัย "), ASKED.filters, ASKED)
    with database.reading() as session:
        (row,) = saved_lists(session, "people")
        assert saved_lists(session, "activities") == []
    assert (row.id, row.name, row.asked) == (list_id, "สูงวัย", ASKED)


def test_that_saving_under_the_same_name_replaces_the_list(database: Database) -> None:
    plain = ListAsked()
    with database.writing() as uow:
        first = save_list(uow, "people", SavedListDetails(name="สูงวัย"), ASKED.filters, ASKED)
        again = save_list(uow, "people", SavedListDetails(name="สูงวัย"), (), plain)
    assert first == again
    with database.reading() as session:
        assert [row.asked for row in saved_lists(session, "people")] == [plain]


def test_that_a_saved_list_is_renamed_and_removed(database: Database) -> None:
    with database.writing() as uow:
        one = save_list(uow, "people", SavedListDetails(name="ก"), (), ListAsked())
        two = save_list(uow, "people", SavedListDetails(name="ข"), (), ListAsked())
        with pytest.raises(ListTwice):
            rename_list(uow, two, SavedListDetails(name="ก"))
        rename_list(uow, two, SavedListDetails(name="ค"))
    assert names(database) == ["ก", "ค"]
    with database.writing() as uow:
        remove_list(uow, one)
    assert names(database) == ["ค"]
