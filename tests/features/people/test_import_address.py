"""Addresses in files: in one cell or several, with whatever words; asked and told, never guessed silently."""

from datetime import date

import pytest
from sqlmodel import select

from learnsoc_desktop.exchange.importing import parse_file
from learnsoc_desktop.features.people.import_fields import import_plan
from learnsoc_desktop.features.people.import_plan import plan_people
from learnsoc_desktop.features.people.importer import import_people
from learnsoc_desktop.features.people.model import Person

TODAY = date(2026, 11, 29)
PERSON = "สมใจ,ดีงาม,หญิง,0812345678"
KANTANG = ("กันตัง", "กันตัง", "ตรัง", "92110")


@pytest.fixture
def taken(database, tmp_path):
    """Return a function that takes in one person with further columns; returns the person and the doubts."""

    def take(heads, cells):
        path = tmp_path / "people.csv"
        path.write_text(f"ชื่อ,นามสกุล,เพศ,โทรศัพท์,{heads}\n{PERSON},{cells}\n", "utf-8")
        with database.reading() as session:
            parsed = parse_file(str(path), import_plan(session, TODAY))
            plan = plan_people(session, parsed, TODAY)
        with database.writing() as uow:
            import_people(uow, parsed, today=TODAY)
        with database.reading() as session:
            person = session.exec(select(Person)).one()
        return person, [(fault.column, fault.text) for fault in plan.result.faults]

    return take


def chain(person, before=""):
    names = ("subdistrict", "district", "province", "postcode")
    return tuple(getattr(person, before + name) for name in names)


@pytest.mark.parametrize(
    ("heads", "cells"),
    [
        ("ตำบล,อำเภอ,จังหวัด,รหัสไปรษณีย์", "กันตัง,กันตัง,ตรัง,92110"),
        ("ตำบล,อำเภอ,จังหวัด", "ต.กันตัง,อ.กันตัง,จ.ตรัง"),
        ("ตำบล,อำเภอ,จังหวัด", "ตำบลกันตัง,อำเภอ กันตัง,จังหวัดตรัง"),
        ("ตำบล", "ต.กันตัง อ.กันตัง จ.ตรัง 92110"),
        ("ตำบล", "ตำบลกันตัง อำเภอกันตัง จังหวัดตรัง"),
        ("ตำบล,อำเภอ", "กันตัง,กันตัง"),
        ("ที่อยู่", "99/1 ต.กันตัง อ.กันตัง จ.ตรัง ๙๒๑๑๐"),
    ],
)
def test_that_a_place_is_read_in_one_cell_or_several(taken, heads, cells):
    person, doubts = taken(heads, cells)
    assert chain(person) == KANTANG
    assert doubts == []


def test_that_a_whole_address_is_taken_apart(taken):
    address = "บ้านเลขที่ 99/1 ม.3 ถ.สุขใจ แขวงสีลม เขตบางรัก กทม. 10500"
    person, _doubts = taken("ที่อยู่ตามทะเบียนบ้าน", address)
    assert person.registered_house_no == "99/1"
    assert person.registered_village == "ม.3"
    assert person.registered_road == "ถ.สุขใจ"
    assert chain(person, "registered_") == ("สีลม", "บางรัก", "กรุงเทพมหานคร", "10500")


def test_that_the_village_of_a_whole_address_is_found(taken):
    person, _doubts = taken("ที่อยู่", "12/3 หมู่ที่ 4 ต.กันตัง อ.กันตัง จ.ตรัง")
    assert person.house_no == "12/3"
    assert person.village_id is not None


def test_that_a_name_of_many_places_is_asked_about_and_kept(taken):
    person, doubts = taken("ตำบล", "ในเมือง")
    assert chain(person) == ("ในเมือง", "", "", "")
    ((column, text),) = doubts
    assert column == "ตำบล"
    assert text.startswith("22 sub-districts are called “ในเมือง”")


def test_that_a_place_read_from_its_name_alone_is_told(taken):
    person, doubts = taken("ตำบล", "กันตังใต้")
    assert chain(person)[1:] == ("กันตัง", "ตรัง", "92110")
    assert doubts == [("ตำบล", "Read as กันตังใต้, กันตัง, ตรัง 92110.")]


def test_that_a_combination_that_is_nowhere_is_told_and_kept(taken):
    person, doubts = taken("ตำบล,อำเภอ,จังหวัด", "กันตัง,ปะเหลียน,ตรัง")
    assert chain(person) == ("กันตัง", "ปะเหลียน", "ตรัง", "")
    assert [column for column, _text in doubts] == ["ตำบล"]


def test_that_a_place_that_no_list_knows_is_kept_without_a_word(taken):
    person, doubts = taken("ตำบล,อำเภอ,จังหวัด", "นาคำน้อย,ทุ่งสายธาร,ศรีธารา")
    assert chain(person)[:3] == ("นาคำน้อย", "ทุ่งสายธาร", "ศรีธารา")
    assert doubts == []


def test_that_a_house_number_is_not_an_address(taken):
    person, doubts = taken("บ้านเลขที่", "99/1 หลังวัด")
    assert (person.house_no, doubts) == ("99/1 หลังวัด", [])
