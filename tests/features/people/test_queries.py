"""Lists, filters, chips, the card and the search for persons."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event
from sqlmodel import Session, col, select

from learnsoc_desktop.data.database import Database
from learnsoc_desktop.features.centre.code_lists import code_id
from learnsoc_desktop.features.centre.model import VillageDetails
from learnsoc_desktop.features.centre.service import add_village
from learnsoc_desktop.features.people import queries
from learnsoc_desktop.features.people.completeness import (
    incomplete,
    missing_count,
    missing_expressions,
    missing_fields,
    wanted_fields,
)
from learnsoc_desktop.features.people.model import (
    IdType,
    Person,
    PersonStatus,
    Sex,
)
from learnsoc_desktop.features.people.more_model import NameDetails
from learnsoc_desktop.features.people.more_service import add_entry, remove_entry
from learnsoc_desktop.features.people.queries import PeopleFilter, people_condition
from tests.features.people.builders import GOOD_ID, TODAY, add

FARMER, YOUTH = code_id("target_group", "farmer"), code_id("target_group", "youth")
INSTRUCTOR = code_id("role", "instructor")


EVERYBODY = PeopleFilter(roles=())


def _ids(session: Session, chosen: PeopleFilter, today: date = TODAY) -> list[UUID]:
    query = select(Person.id).where(people_condition(chosen, today))
    return list(session.exec(query.order_by(col(Person.sort_key), col(Person.id))))


def _names(database: Database, chosen: PeopleFilter, today: date = TODAY) -> list[str]:
    with database.reading() as session:
        rows = queries.person_rows(session, _ids(session, chosen, today), today)
        return [row.name for row in rows]


def test_that_a_list_stands_in_thai_order(database: Database) -> None:
    for name in ("เอก", "ขาว", "ไก่", "กบ", "แดง"):
        add(database, first_name=name)
    assert _names(database, EVERYBODY) == ["กบ", "ไก่", "ขาว", "แดง", "เอก"]


def test_that_a_row_says_what_a_list_shows(database: Database) -> None:
    with database.writing() as uow:
        village = add_village(uow, VillageDetails(moo=3, name="บ้านดอนยาง"))
    person = add(
        database,
        title="นาย",
        last_name="ใจดี",
        nickname="เก่ง",
        born="1963-03",
        village_id=village,
        target_groups=[FARMER, YOUTH],
        occupation_id=code_id("occupation", "farmer"),
    )
    with database.reading() as session:
        (row,) = queries.person_rows(session, [person], TODAY)
    assert (row.name, row.nickname, row.initial) == ("นายสมชาย ใจดี", "เก่ง", "ก")
    assert (row.village, row.age, row.groups) == ("Moo 3 บ้านดอนยาง", 63, ("Farmers", "Youth"))
    assert (row.values["occupation_id"], row.values["roles"]) == ("Farmer", ("Learner",))
    assert row.missing == 2


def test_that_rows_come_in_the_order_asked_for_without_a_query_each(database: Database) -> None:
    ids = [add(database, first_name=name) for name in ("ค", "ข", "ก")]
    statements: list[str] = []
    with database.reading() as session:
        engine = session.get_bind()
        event.listen(engine, "before_cursor_execute", lambda *args: statements.append(str(args[2])))
        rows = queries.person_rows(session, ids, TODAY)
    assert [row.name for row in rows] == ["ค", "ข", "ก"]
    assert sum(each.startswith("SELECT") for each in statements) == 2


def test_that_filters_narrow_the_list(database: Database) -> None:
    with database.writing() as uow:
        village = add_village(uow, VillageDetails(moo=1, name="บ้านนา"))
    add(database, first_name="ก", target_groups=[FARMER], born="1950")
    add(database, first_name="ข", sex=Sex.FEMALE, village_id=village, born="1966-11-22")
    add(database, first_name="ค", roles=[INSTRUCTOR], born="1966-11-23")
    add(database, first_name="ง", status=PersonStatus.MOVED, born="1966~")
    add(database, first_name="จ", born="1966-12")
    assert _names(database, PeopleFilter()) == ["ก", "ข", "ง", "จ"]
    assert _names(database, EVERYBODY) == ["ก", "ข", "ค", "ง", "จ"]
    assert _names(database, PeopleFilter(roles=(INSTRUCTOR,))) == ["ค"]
    assert _names(database, PeopleFilter(groups=(FARMER, YOUTH))) == ["ก"]
    assert _names(database, PeopleFilter(villages=(village,))) == ["ข"]
    assert _names(database, PeopleFilter(sexes=(Sex.FEMALE,))) == ["ข"]
    assert _names(database, PeopleFilter(statuses=(PersonStatus.MOVED,))) == ["ง"]
    assert _names(database, PeopleFilter(roles=(), older=True)) == ["ก", "ข", "ง"]
    assert _names(database, PeopleFilter(lacking="target_groups")) == ["ข", "ง", "จ"]
    assert _names(database, PeopleFilter(groups=(FARMER,), older=True, sexes=(Sex.FEMALE,))) == []


def test_that_older_in_sql_is_the_age_in_the_list(database: Database) -> None:
    for born in ("1966", "1966~", "1966-11", "1966-11-21", "1966-11-22", "1966-11-23", "1966-12"):
        add(database, born=born)
    with database.reading() as session:
        for today in (TODAY, date(2026, 12, 1), date(2028, 2, 29)):
            everybody = _ids(session, EVERYBODY, today)
            old = set(_ids(session, PeopleFilter(older=True), today))
            for row in queries.person_rows(session, everybody, today):
                assert (row.id in old) == (row.age is not None and row.age >= 60)


FULL: dict[str, Any] = {
    "born": "1963",
    "id_number": GOOD_ID,
    "subdistrict": "ดอนยาง",
    "education_id": code_id("education", "p4"),
    "occupation_id": code_id("occupation", "farmer"),
    "target_groups": [FARMER],
}


@pytest.mark.parametrize(
    ("values", "missing"),
    [
        (FULL, []),
        ({**FULL, "born": ""}, ["born"]),
        ({**FULL, "id_number": ""}, ["id_number"]),
        ({**FULL, "id_number": "", "id_type": IdType.NONE}, []),
        ({**FULL, "phone": "", "line_id": "a"}, []),
        ({**FULL, "subdistrict": ""}, ["village_id", "subdistrict"]),
        ({**FULL, "target_groups": []}, ["target_groups"]),
        ({**FULL, "education_id": None, "occupation_id": None}, ["education_id", "occupation_id"]),
        ({}, [spec.name for spec in wanted_fields() if spec.name != "phone"]),
    ],
)
def test_that_sql_and_python_miss_the_same_fields(
    database: Database, values: dict[str, Any], missing: list[str]
) -> None:
    person = add(database, **values)
    with database.reading() as session:
        assert missing_fields(queries.person_details(session, person)) == missing
        assert session.exec(select(missing_count()).select_from(Person)).one() == len(missing)
        assert len(session.exec(select(Person.id).where(incomplete())).all()) == bool(missing)
        for name, condition in missing_expressions().items():
            found = session.exec(select(Person.id).where(condition)).all()
            assert (found == [person]) == (name in missing), name


def test_that_a_card_tells_what_is_missing(database: Database) -> None:
    person = add(database, **{**FULL, "born": ""})
    with database.reading() as session:
        card = queries.person_card(session, person, TODAY)
    assert (card.missing, card.row.missing, card.details.born) == (("born",), 1, "")


def test_that_persons_are_found_by_any_part(database: Database) -> None:
    with database.writing() as uow:
        village = add_village(uow, VillageDetails(moo=1, name="บ้านนา"))
    person = add(
        database,
        title="นาง",
        first_name="แม่ค้า",
        last_name="ทองดี",
        nickname="ต้อย",
        id_number=GOOD_ID,
        village_id=village,
    )
    add(database, first_name="คนอื่น", phone="0899999999")
    with database.reading() as session:
        for text in ("แมคา", "ทองดี แม่", "ต้อย", "081234", "70023", "ต"):
            hits = queries.persons_find(session, text, 10)
            assert [hit.id for hit in hits] == [str(person)], text
        assert (hits[0].kind, hits[0].title) == ("person", "นางแม่ค้า ทองดี")
        assert hits[0].detail == "ต้อย · Moo 1 บ้านนา"


def test_that_a_merged_person_is_listed_once(database: Database) -> None:
    first, second = add(database, first_name="ก"), add(database, first_name="ข")
    with database.writing() as uow:
        uow.session.get_one(Person, second).merged_into = first
    assert _names(database, EVERYBODY) == ["ก"]
    with database.reading() as session:
        (hit,) = queries.persons_find(session, "ข", 10)  # by the name of the record that went
        assert (hit.id, hit.title) == (str(first), "ก")
        survivors = set(session.exec(select(queries.surviving_id()).select_from(Person)))
    assert survivors == {first}


def test_that_a_person_is_found_by_other_names_in_any_script(database: Database) -> None:
    person = add(database, first_name="หงส์", last_name="ทองดี")
    add(database, first_name="สมชาย", last_name="ใจดี")
    with database.writing() as uow:
        names = [NameDetails(name=name) for name in ("หงส์ ใจดี", "ສົມໄຊ", "Nguyen Thi Hong")]
        noted = [add_entry(uow, person, name, today=TODAY) for name in names]
    with database.reading() as session:
        for text, name in (
            ("นางหงส์ ใจดี", "หงส์ ใจดี"),
            ("ສົມ", "ສົມໄຊ"),
            ("nguyen hong", names[2].name),
        ):
            (hit,) = queries.persons_find(session, text, 10)
            assert (hit.id, hit.title, hit.detail) == (str(person), "หงส์ ทองดี", name)
        # Who is called so comes before who was.
        hits = queries.persons_find(session, "ใจดี", 10)
        assert [hit.title for hit in hits] == ["สมชาย ใจดี", "หงส์ ทองดี"]
        (hit,) = queries.persons_find(session, "หงส์", 10)
        assert not hit.detail  # found by the own name
    with database.writing() as uow:
        remove_entry(uow, NameDetails, noted[1])
    with database.reading() as session:
        assert not queries.persons_find(session, "ສົມ", 10)
