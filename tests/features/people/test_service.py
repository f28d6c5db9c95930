"""Registering and changing persons."""

import io
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from PIL import Image
from sqlmodel import select

from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.features.centre.code_lists import code_id
from learnsoc_desktop.features.centre.model import ProfileDetails, VillageDetails
from learnsoc_desktop.features.centre.service import add_village, update_profile
from learnsoc_desktop.features.people import queries, service
from learnsoc_desktop.features.people.errors import (
    IdDoubtful,
    PersonNotFound,
    PersonRefused,
    SameIdNumber,
)
from learnsoc_desktop.features.people.model import (
    IdType,
    Person,
    PersonDetails,
    PersonGroup,
    Sex,
)
from tests.features.people.builders import GOOD_ID, OTHER_ID, TODAY, add, details

FARMER, YOUTH, OLDER = (code_id("target_group", key) for key in ("farmer", "youth", "older"))
LEARNER, INSTRUCTOR = code_id("role", "learner"), code_id("role", "instructor")


def _details(database: Database, person_id: UUID) -> PersonDetails:
    with database.reading() as session:
        return queries.person_details(session, person_id)


def _change(database: Database, person_id: UUID, **values: Any) -> None:
    with database.writing("change") as uow:
        service.change_person(uow, person_id, details(**values), today=TODAY)


@pytest.mark.parametrize(
    "values",
    [
        {"first_name": "", "nickname": "ต้น"},
        {"phone": "", "line_id": "ton"},
        {"sex": Sex.UNSPECIFIED},
    ],
)
def test_that_little_is_needed(database: Database, values: dict[str, Any]) -> None:
    add(database, **values)


def test_that_a_village_will_do_as_contact(database: Database) -> None:
    with database.writing() as uow:
        village = add_village(uow, VillageDetails(moo=1, name="บ้านนา"))
    add(database, phone="", village_id=village)


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"first_name": " ", "nickname": ""}, "first_name"),
        ({"phone": "-"}, "phone"),
        ({"phone": "ไม่มี"}, "phone"),
        ({"phone": "abc"}, "phone"),
        ({"born": "2026-12-01"}, "born"),
        ({"born": "what"}, "born"),
        ({"id_number": "12345"}, "id_number"),
        ({"id_number": "1111111111111"}, "id_number"),
    ],
)
def test_that_what_cannot_be_is_refused_at_its_field(
    database: Database, values: dict[str, Any], name: str
) -> None:
    with pytest.raises(PersonRefused) as caught:
        add(database, **values)
    assert caught.value.name == name
    assert caught.value.reason


def test_that_sex_must_be_chosen_even_if_not_stated(database: Database) -> None:
    unchosen = PersonDetails(first_name="ก", phone="0812342214")
    with pytest.raises(PersonRefused) as caught, database.writing() as uow:
        service.register_person(uow, unchosen, today=TODAY)
    assert caught.value.name == "sex"


def test_that_texts_and_numbers_are_stored_clean(database: Database) -> None:
    person = add(
        database,
        first_name=" เเดง\u200b ",
        phone="๐๘๑-๒๓๔ ๒๒๑๔",
        id_number="1-1017-00230-70-8",
    )
    stored = _details(database, person)
    assert (stored.first_name, stored.phone, stored.id_number) == (
        "แดง",
        "0812342214",
        GOOD_ID,
    )


def test_that_a_doubtful_id_number_is_taken_once_confirmed(database: Database) -> None:
    wrong = GOOD_ID[:-1] + "9"
    with pytest.raises(IdDoubtful):
        add(database, id_number=wrong)
    add(database, id_number=wrong, id_confirmed=True)


def test_that_a_confirmation_is_for_one_number(database: Database) -> None:
    wrong = GOOD_ID[:-1] + "9"
    person = add(database, id_number=wrong, id_confirmed=True)
    _change(database, person, id_number=GOOD_ID, id_confirmed=True)
    stored = _details(database, person)
    assert not stored.id_confirmed
    with pytest.raises(IdDoubtful):
        _change(database, person, **{**stored.model_dump(), "id_number": wrong})


def test_that_the_form_of_a_new_person_begins_with_the_centre(database: Database) -> None:
    with database.writing() as uow:
        update_profile(uow, ProfileDetails(name="ก", subdistrict="ดอนยาง", province="ตรัง"))
    with database.reading() as session:
        begun = queries.new_person(session, TODAY)
    assert (begun.subdistrict, begun.province, begun.learner_code) == ("ดอนยาง", "ตรัง", "700001")
    assert (begun.roles, begun.registered_on) == ([LEARNER], TODAY)
    assert "sex" not in begun.model_fields_set


def test_that_an_id_number_belongs_to_one_person(database: Database) -> None:
    first = add(database, title="นาย", last_name="ใจดี", id_number=GOOD_ID)
    with pytest.raises(SameIdNumber) as caught:
        add(database, first_name="อื่น", id_number=GOOD_ID)
    assert caught.value.params == {"name": "นายสมชาย ใจดี", "person_id": first}
    _change(database, first, id_number=GOOD_ID, nickname="ชาย")
    with database.writing() as uow:
        service.delete_person(uow, first)
    add(database, first_name="อื่น", id_number=GOOD_ID)


def test_that_a_passport_is_no_thai_number(database: Database) -> None:
    person = add(database, id_type=IdType.PASSPORT, id_number="ab 123456")
    assert _details(database, person).id_number == "AB123456"


def test_that_learners_get_the_next_code_of_the_fiscal_year(database: Database) -> None:
    assert _details(database, add(database)).learner_code == "700001"
    add(database, learner_code="700009")
    assert _details(database, add(database)).learner_code == "700010"
    earlier = add(database, registered_on=date(2026, 9, 30))
    assert _details(database, earlier).learner_code == "690001"
    assert _details(database, add(database, roles=[INSTRUCTOR])).learner_code == ""


def test_that_a_person_without_a_role_is_a_learner_registered_today(database: Database) -> None:
    stored = _details(database, add(database))
    assert stored.roles == [LEARNER]
    assert stored.registered_on == TODAY


def test_that_groups_keep_the_main_one_first_and_come_back(database: Database) -> None:
    person = add(database, target_groups=[YOUTH, FARMER])
    assert _details(database, person).target_groups == [YOUTH, FARMER]
    _change(database, person, target_groups=[FARMER, OLDER])
    assert _details(database, person).target_groups[0] == FARMER
    assert set(_details(database, person).target_groups) == {FARMER, OLDER}
    _change(database, person, target_groups=[YOUTH])
    assert _details(database, person).target_groups == [YOUTH]
    with database.reading() as session:
        assert len(session.exec(select(PersonGroup)).all()) == 3


def test_that_changing_can_be_undone_and_redone(database: Database) -> None:
    person = add(database, target_groups=[YOUTH], nickname="ก")
    _change(database, person, target_groups=[FARMER], nickname="ข")
    database.undo()
    before = _details(database, person)
    assert (before.nickname, before.target_groups) == ("ก", [YOUTH])
    database.redo()
    after = _details(database, person)
    assert (after.nickname, after.target_groups) == ("ข", [FARMER])


def test_that_saving_unchanged_details_writes_nothing(database: Database) -> None:
    person = add(database, target_groups=[YOUTH])
    with database.writing("nothing") as uow:
        stored = queries.person_details(uow.session, person)
        service.change_person(uow, person, stored, today=TODAY)
        assert not uow.changes


def test_that_a_deleted_person_is_gone_from_lists_and_can_come_back(database: Database) -> None:
    person = add(database)
    with database.writing("delete") as uow:
        service.delete_person(uow, person)
    with pytest.raises(PersonNotFound), database.writing() as uow:
        service.delete_person(uow, person)
    with database.reading() as session:
        assert not queries.person_rows(session, [person], TODAY)
    database.undo()
    with database.reading() as session:
        assert queries.person_rows(session, [person], TODAY)


def test_that_a_picture_is_set_and_taken_away(database: Database, centre: CentreFolder) -> None:
    person = add(database)
    file = io.BytesIO()
    Image.new("RGB", (40, 40), "red").save(file, "PNG")
    with database.writing() as uow:
        sha256 = service.set_picture(uow, centre, person, file.getvalue())
    assert centre.read_blob(sha256).startswith(b"\xff\xd8")
    with database.writing() as uow:
        service.set_picture(uow, centre, person, b"")
    with database.reading() as session:
        assert session.get_one(Person, person).picture == ""


def test_that_another_id_number_can_be_given(database: Database) -> None:
    person = add(database, id_number=GOOD_ID)
    _change(database, person, id_number=OTHER_ID)
    assert _details(database, person).id_number == OTHER_ID
