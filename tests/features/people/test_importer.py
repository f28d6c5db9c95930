"""Files of persons: what is understood, what is refused, what stays as it was."""

import csv
import io
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, select

from learnsoc_desktop.core.errors import FileRefused
from learnsoc_desktop.core.formats import Style, date_medium, date_short
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.errors import ChangedSince
from learnsoc_desktop.exchange.importing import ImportResult, parse_file
from learnsoc_desktop.exchange.tables import write_table
from learnsoc_desktop.features.centre.batch_service import imports, undo_import
from learnsoc_desktop.features.centre.code_lists import code_id
from learnsoc_desktop.features.centre.errors import ImportUndone
from learnsoc_desktop.features.centre.model import (
    ImportBatch,
    ProfileDetails,
    VillageDetails,
)
from learnsoc_desktop.features.centre.queries import villages
from learnsoc_desktop.features.centre.service import add_village, update_profile
from learnsoc_desktop.features.people import queries
from learnsoc_desktop.features.people.exporter import people_table
from learnsoc_desktop.features.people.import_fields import import_plan
from learnsoc_desktop.features.people.import_plan import check_people
from learnsoc_desktop.features.people.importer import import_people
from learnsoc_desktop.features.people.merge_fields import Take
from learnsoc_desktop.features.people.merge_service import merge_people
from learnsoc_desktop.features.people.model import IdType, Person, PersonDetails, Sex
from learnsoc_desktop.features.people.queries import listed, persons_find
from learnsoc_desktop.features.people.service import change_person, delete_person
from tests.features.people.builders import GOOD_ID, OTHER_ID, TODAY, add

THAI = Style("be", "arabic", "th")
FARMER, YOUTH = code_id("target_group", "farmer"), code_id("target_group", "youth")


def _take(
    database: Database,
    path: Path,
    text: str | bytes | None = None,
    *,
    take_good_rows: bool = False,
    today: date = TODAY,
) -> ImportResult:
    if isinstance(text, str):
        path.write_text(text, encoding="utf-8")
    elif text is not None:
        path.write_bytes(text)
    with database.reading() as session:
        plan = import_plan(session, today)
    parsed = parse_file(str(path), plan)
    with database.writing("import") as uow:
        return import_people(uow, parsed, today=today, take_good_rows=take_good_rows)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "people.csv"


def _everybody(database: Database) -> dict[str, PersonDetails]:
    with database.reading() as session:
        query = select(Person.id).where(listed()).order_by(col(Person.sort_key))
        ids = list(session.exec(query))
        rows = queries.person_rows(session, ids, TODAY)
        return {row.name: queries.person_details(session, row.id) for row in rows}


def _faults(result: ImportResult | FileRefused) -> list[str]:
    return [str(fault) for fault in result.faults]


def test_that_a_plain_list_is_taken(database: Database, file: Path) -> None:
    result = _take(
        database,
        file,
        "ลำดับ,คำนำหน้า,ชื่อ,นามสกุล,ชื่อเล่น,วันเกิด,เลขประจำตัวประชาชน,เบอร์โทร,อาชีพ,กลุ่มเป้าหมาย\n"
        f"1,นาย,สมชาย,ใจดี,ชาย,๑๔ มี.ค. ๒๕๐๖,{GOOD_ID},081-234-2214,ทำนา,เกษตรกร/เยาวชน\n"
        "2,นางสาว,มะลิ,,,2500,,0899999999,,\n",
    )
    assert result == ImportResult(added=2)
    people = _everybody(database)
    somchai = people["นายสมชาย ใจดี"]
    assert (somchai.sex, somchai.born, somchai.phone) == (Sex.MALE, "1963-03-14", "0812342214")
    assert somchai.occupation_id == code_id("occupation", "farmer")
    assert somchai.target_groups == [FARMER, YOUTH]
    assert (somchai.learner_code, people["นางสาวมะลิ"].learner_code) == ("700001", "700002")
    assert people["นางสาวมะลิ"].born == "1957"


def test_that_names_in_one_cell_are_taken_apart(database: Database, file: Path) -> None:
    _take(
        database,
        file,
        "ชื่อ-สกุล,เพศ,โทร\nนายสมชาย ใจดี,,0811111111\nน.ส. มะลิ  ณ อยุธยา,,0811111111\n"
        "นายิกา ดี,ญ,0811111111\nว่าที่ร้อยตรี ก้อง,ช,0811111111\n",
    )
    assert list(_everybody(database)) == [
        "ว่าที่ร้อยตรี ก้อง",
        "นายิกา ดี",
        "น.ส.มะลิ ณ อยุธยา",
        "นายสมชาย ใจดี",
    ]
    assert _everybody(database)["น.ส.มะลิ ณ อยุธยา"].last_name == "ณ อยุธยา"


def test_that_a_title_glued_to_the_first_name_is_taken_apart(
    database: Database, file: Path
) -> None:
    _take(database, file, "ชื่อ,นามสกุล,โทร\nนางสาวมะลิ,ดี,0811111111\n")
    (person,) = _everybody(database).values()
    assert (person.title, person.first_name, person.sex) == ("นางสาว", "มะลิ", Sex.FEMALE)


def test_that_every_fault_is_told_by_row_and_column(database: Database, file: Path) -> None:
    with pytest.raises(FileRefused) as caught:
        _take(
            database,
            file,
            "ชื่อ,เพศ,วันเกิด,เลขบัตร,โทร\n"
            "ก,ช,31/2/2512,,0811111111\n"
            ",ญ,,12345,0811111111\n"
            "ข,,,,\n"
            f"ค,ช,,{GOOD_ID[:-1]}9,0811111111\n"
            "ง,ช,1/1/2590,,0811111111\n",
        )
    told = [(f.row, f.column, f.refuses) for f in caught.value.faults]
    assert told == [
        (2, "วันเกิด", True),
        (3, "ชื่อ", True),
        (3, "เลขบัตร", True),
        (4, "เพศ", True),
        (4, "โทร", True),
        (5, "เลขบัตร", False),
        (6, "วันเกิด", True),
    ]
    assert caught.value.params["count"] == 4
    assert not _everybody(database)


def test_that_the_good_rows_can_be_taken(database: Database, file: Path) -> None:
    result = _take(
        database, file, "ชื่อ,เพศ,โทร\nก,ช,0811111111\nข,?,0811111111\n", take_good_rows=True
    )
    assert (result.added, result.refused, len(result.faults)) == (1, 1, 1)
    assert list(_everybody(database)) == ["ก"]


def test_that_a_check_writes_nothing(database: Database, file: Path) -> None:
    file.write_text("ชื่อ,เพศ,โทร\nก,ช,0811111111\nข,?,0811111111\n", encoding="utf-8")
    with database.reading() as session:
        parsed = parse_file(str(file), import_plan(session, TODAY))
        result = check_people(session, parsed, TODAY)
    assert (result.added, result.refused) == (1, 1)
    assert not _everybody(database)


def test_that_a_file_without_names_is_refused_whole(database: Database, file: Path) -> None:
    with pytest.raises(FileRefused) as caught:
        _take(database, file, "โทร,เพศ\n0811111111,ช\n", take_good_rows=True)
    assert _faults(caught.value)[0].startswith("row 1: There is no column for")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (f"ก,,2500,{GOOD_ID},0811111111", f"ข,,2501,{GOOD_ID},0811111111"),
        (f"ก,ดี,2500,{GOOD_ID},0811111111", f"ก,ดี,2500,{GOOD_ID},0811111111"),
    ],
)
def test_that_one_number_twice_in_a_file_is_refused(
    database: Database, file: Path, first: str, second: str
) -> None:
    heads = "ชื่อ,นามสกุล,วันเกิด,เลขบัตร,โทร,เพศ\n"
    with pytest.raises(FileRefused) as caught:
        _take(database, file, f"{heads}{first},ช\n{second},ช\n")
    assert _faults(caught.value) == ["row 3: This is the same person as in row 2."]


def test_that_our_record_number_twice_in_a_file_is_refused(database: Database, file: Path) -> None:
    person_id = add(database, first_name="ก", last_name="ดี")
    with pytest.raises(FileRefused) as caught:
        _take(database, file, f"id,ชื่อ,นามสกุล\n{person_id},ก,ดี\n{person_id},ก,ดีมาก\n")
    assert _faults(caught.value) == ["row 3: This is the same person as in row 2."]


@pytest.mark.parametrize(
    "row", ["ก,ดี,2500,,0811111111", "ก,ดี,,,0811111111", f"ก,ดี,2500,{GOOD_ID},0811111111"]
)
def test_that_a_row_that_says_the_same_as_an_earlier_one_is_added_and_told(
    database: Database, file: Path, row: str
) -> None:
    heads, bare = "ชื่อ,นามสกุล,วันเกิด,เลขบัตร,โทร,เพศ\n", row.replace(GOOD_ID, "")
    result = _take(database, file, f"{heads}{row},ช\n{bare},ช\n{bare},ช\n")
    assert (result.added, result.refused) == (3, 0)
    assert [str(fault) for fault in result.faults] == [
        "row 3: This may be the same person as in row 2.",
        "row 4: This may be the same person as in row 2.",
    ]
    again = _take(database, file)
    assert (again.added, again.same, again.faults) == (0, 3, ())


def test_that_a_row_too_many_of_a_person_who_is_here_is_added(
    database: Database, file: Path
) -> None:
    add(database, first_name="ก", last_name="ดี", born="1957", phone="0811111111", sex=Sex.MALE)
    text = "ชื่อ,นามสกุล,วันเกิด,โทร,เพศ\nก,ดี,2500,0811111111,ช\nก,ดี,2500,0811111111,ช\n"
    result = _take(database, file, text)
    assert (result.added, result.same) == (1, 1)


def test_that_two_people_of_one_name_are_two(database: Database, file: Path) -> None:
    result = _take(
        database,
        file,
        "ชื่อ,นามสกุล,วันเกิด,เลขบัตร,โทร,เพศ\n"
        f"ก,ดี,2500,{GOOD_ID},0811111111,ช\nก,ดี,2500,{OTHER_ID},0811111111,ช\nก,ดี,2501,,0811111111,ช\nก,ดี,,,0811111111,ช\n"
        "ก,ดี,,,0822222222,ช\n",
    )
    assert result == ImportResult(added=5)


def test_that_known_people_are_found_by_number_and_by_name(database: Database, file: Path) -> None:
    add(database, first_name="เดิม", id_number=GOOD_ID, nickname="ดำ", target_groups=[YOUTH])
    add(database, first_name="แม่ค้า", last_name="ดี", born="1957")
    result = _take(
        database,
        file,
        "ชื่อ,นามสกุล,วันเกิด,เลขบัตร,โทร,ชื่อเล่น,กลุ่ม\n"
        f"ใหม่,,,{GOOD_ID},0812342214,,เกษตรกร\nแม่ค้า,ดี,2500,,0899999999,ต้อย,\n",
    )
    assert result == ImportResult(changed=2)
    people = _everybody(database)
    assert (people["ใหม่"].nickname, people["ใหม่"].target_groups) == ("ดำ", [YOUTH, FARMER])
    assert (people["แม่ค้า ดี"].phone, people["แม่ค้า ดี"].nickname) == ("0899999999", "ต้อย")
    assert _take(database, file).same == 2


def test_that_an_empty_cell_takes_nothing_away(database: Database, file: Path) -> None:
    add(database, id_number=GOOD_ID, nickname="ชาย", born="1963", notes="ดี")
    result = _take(database, file, f"ชื่อ,เลขบัตร,ชื่อเล่น,วันเกิด,อายุ\nสมชาย,{GOOD_ID},,,50\n")
    assert result == ImportResult(same=1)


def test_that_a_guess_gives_way_to_what_is_known(database: Database, file: Path) -> None:
    add(database, id_number=GOOD_ID, sex=Sex.FEMALE)
    _take(database, file, f"ชื่อ,เลขบัตร\nนายสมชาย,{GOOD_ID}\n")
    (person,) = _everybody(database).values()
    assert (person.title, person.sex) == ("นาย", Sex.FEMALE)


def test_that_a_person_in_the_trash_is_not_brought_back_by_a_file(
    database: Database, file: Path
) -> None:
    person = add(database, id_number=GOOD_ID)
    with database.writing() as uow:
        delete_person(uow, person)
    with pytest.raises(FileRefused) as caught:
        _take(database, file, f"id,ชื่อ,เพศ,โทร\n{person},ก,ช,0811111111\n")
    assert _faults(caught.value) == [
        "row 2, id: สมชาย is in the trash. Take the person out of it first."
    ]


def test_that_a_merged_record_leads_a_file_to_the_person_who_is_left(
    database: Database, file: Path
) -> None:
    kept = add(database, first_name="บุญเรือน", last_name="ฟ้าหลวงคำ", born="1963")
    other = add(database, first_name="บุญเรือง", last_name="ฟ้าหลวงคำ", born="1963", id_number=GOOD_ID)
    with database.writing() as uow:
        merge_people(uow, kept, other, {"id_number": Take.KEPT})
    for row in (
        f"id,ชื่อ,นามสกุล,หมายเหตุ\n{other},บุญเรือน,ฟ้าหลวงคำ,ตามเลขระเบียน\n",
        f"เลขบัตรประชาชน,ชื่อ,นามสกุล,หมายเหตุ\n{GOOD_ID},บุญเรือน,ฟ้าหลวงคำ,ตามเลขบัตร\n",
        "ชื่อ,นามสกุล,ปีเกิด,หมายเหตุ\nบุญเรือง,ฟ้าหลวงคำ,2506,ตามชื่อเดิม\n",
    ):
        result = _take(database, file, row)
        assert (result.added, result.changed, result.refused) == (0, 1, 0), result.faults
        (known,) = _everybody(database).values()
        assert known.notes == row.rsplit(",", 1)[1].strip()


def test_that_the_rows_own_numbers_are_no_record_numbers(database: Database, file: Path) -> None:
    assert _take(database, file, "id,ชื่อ,เพศ,โทร\n1,ก,ช,0811111111\n2,ข,ช,0811111111\n").added == 2


def test_that_an_id_number_of_somebody_else_is_refused(database: Database, file: Path) -> None:
    first = add(database, first_name="ก", id_number=GOOD_ID)
    add(database, first_name="ข", id_number=OTHER_ID)
    with pytest.raises(FileRefused) as caught:
        _take(database, file, f"id,ชื่อ,เลขบัตร\n{first},ก,{OTHER_ID}\n")
    assert _faults(caught.value) == ["row 2, เลขบัตร: ข has this ID number already."]


@pytest.mark.parametrize(
    ("heads", "cells"),
    [
        ("หมู่บ้าน", "ม.3 บ้านดอนยาง"),
        ("หมู่บ้าน", "หมู่ที่ ๓ บ้านดอนยาง"),
        ("หมู่บ้าน", "บ้านดอนยาง หมู่ 3"),
        ("หมู่ที่,หมู่บ้าน", "3,ดอนยาง"),
        ("หมู่บ้าน", "ดอนยาง"),
        ("หมู่ที่", "3"),
    ],
)
def test_that_a_village_is_known_however_it_is_written(
    database: Database, file: Path, heads: str, cells: str
) -> None:
    with database.writing() as uow:
        village = add_village(uow, VillageDetails(moo=3, name="บ้านดอนยาง"))
    result = _take(database, file, f"ชื่อ,เพศ,{heads}\nก,ช,{cells}\n")
    assert result == ImportResult(added=1)
    assert _everybody(database)["ก"].village_id == village


def test_that_a_new_village_is_added_once_with_a_doubt(database: Database, file: Path) -> None:
    result = _take(database, file, "ชื่อ,เพศ,หมู่บ้าน\nก,ช,ม.3 บ้านดอนยาง\nข,ช,บ้านดอนยาง\nค,ช,หมู่ 5\n")
    assert _faults(result) == [
        "row 2, หมู่บ้าน: The village “Moo 3 บ้านดอนยาง” is new; it is added to the list.",
        "row 4, หมู่บ้าน: The village “Moo 5” is new; it is added to the list.",
    ]
    with database.reading() as session:
        rows = [(row.moo, row.name, row.used) for row in villages(session, used=True)]
    assert rows == [(3, "บ้านดอนยาง", 2), (5, "หมู่ที่ 5", 1)]


def test_that_what_is_no_village_is_kept_in_the_notes(database: Database, file: Path) -> None:
    with database.writing() as uow:
        for moo in (1, 2):
            add_village(uow, VillageDetails(moo=moo, name="บ้านโคก"))
    text = "ชื่อ,เพศ,โทร,หมู่บ้าน\nก,ช,0811111111,ตลาดเก่า\nข,ช,0811111111,บ้านโคก\n"
    result = _take(database, file, text)
    assert [fault.refuses for fault in result.faults] == [False, False]
    assert _everybody(database)["ก"].notes == "Village: ตลาดเก่า"
    with database.reading() as session:
        assert len(villages(session)) == 2


def test_that_a_village_elsewhere_is_a_part_of_the_address(database: Database, file: Path) -> None:
    with database.writing() as uow:
        update_profile(uow, ProfileDetails(name="ก", subdistrict="ดอนยาง"))
    _take(
        database,
        file,
        "ชื่อ,เพศ,โทร,บ้านเลขที่,หมู่ที่,ตำบล\nก,ช,0811111111,12/3,4,กันตัง\nข,ช,0811111111,5,4,ตำบลดอนยาง\n",
    )
    people = _everybody(database)
    assert (people["ก"].house_no, people["ก"].village_id) == ("12/3 ม.4", None)
    assert people["ข"].village_id is not None


def test_that_words_no_list_knows_are_kept_once(database: Database, file: Path) -> None:
    text = "ชื่อ,เพศ,โทร,วันเกิด,อาชีพ,หมายเหตุ\nก,ช,0811111111,2500,ช่างสัก,มาเช้า\n"
    result = _take(database, file, text)
    assert _faults(result) == ["row 2, อาชีพ: “ช่างสัก” is not in the list; it is kept in the notes."]
    assert _everybody(database)["ก"].notes == "มาเช้า\nOccupation: ช่างสัก"
    assert _take(database, file).same == 1


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (GOOD_ID, IdType.THAI),
        ("G123456789012", IdType.G_CODE),
        ("AB1234567", IdType.PASSPORT),
    ],
)
def test_that_the_kind_of_an_id_number_is_seen(
    database: Database, file: Path, number: str, kind: IdType
) -> None:
    _take(database, file, f"ชื่อ,เพศ,โทร,เลขบัตร\nก,ช,0811111111,{number}\n")
    assert _everybody(database)["ก"].id_type is kind


def test_that_a_lost_zero_of_an_id_number_is_given_back(database: Database, file: Path) -> None:
    result = _take(database, file, "ชื่อ,เพศ,โทร,เลขบัตร\nก,ช,0811111111,012090000341\n")
    assert [fault.refuses for fault in result.faults] == [False]
    assert _everybody(database)["ก"].id_number == "0012090000341"


def test_that_an_age_gives_an_estimated_birth(database: Database, file: Path) -> None:
    _take(database, file, "ชื่อ,เพศ,โทร,อายุ\nก,ช,0811111111,63\n")
    assert _everybody(database)["ก"].born == "1963~"


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_that_our_own_export_changes_nothing(
    database: Database, tmp_path: Path, ending: str
) -> None:
    with database.writing() as uow:
        village = add_village(uow, VillageDetails(moo=3, name="บ้านดอนยาง"))
    add(
        database,
        title="ว่าที่ ร.ต.",
        last_name="ใจดี",
        nickname="ชาย",
        born="1963~",
        id_number=GOOD_ID[:-1] + "9",
        id_confirmed=True,
        village_id=village,
        house_no="1/2",
        target_groups=[YOUTH, FARMER],
        roles=[code_id("role", "instructor"), code_id("role", "learner")],
        education_id=code_id("education", "p4"),
        notes="=1+1\nสองบรรทัด",
        line_id="-x",
        postcode="01234",
    )
    add(database, first_name="", nickname="ต้น", born="1999-02", sex=Sex.UNSPECIFIED)
    add(
        database,
        first_name="Aung",
        id_type=IdType.PASSPORT,
        id_number="MA123456",
        phone="0811111111",
    )
    with database.reading() as session:
        table = people_table(session)
    path = tmp_path / f"own{ending}"
    write_table(table, path)
    result = _take(database, path)
    assert (result, _faults(result)) == (ImportResult(same=3), [])
    with database.reading() as session:
        assert people_table(session) == table
        assert not session.exec(select(ImportBatch)).all()


def test_that_our_own_export_makes_the_same_people_elsewhere(
    database: Database, tmp_path: Path
) -> None:
    person = add(database, id_number=GOOD_ID, target_groups=[FARMER])
    with database.reading() as session:
        write_table(people_table(session), tmp_path / "own.csv")
    text = (tmp_path / "own.csv").read_text(encoding="utf-8-sig")
    with database.writing() as uow:
        row = uow.session.get_one(Person, person)
        row.id_number, row.first_name, row.learner_code = "", "อื่น", ""
    other = text.replace(str(person), "0199d0c0-0000-7000-8000-000000000001")
    assert _take(database, tmp_path / "own.csv", other).added == 1
    with database.reading() as session:
        ids = {str(each) for each in session.exec(select(Person.id))}
    assert "0199d0c0-0000-7000-8000-000000000001" in ids


def test_that_a_corrected_export_changes_only_that(database: Database, file: Path) -> None:
    person = add(database, nickname="ชาย", target_groups=[YOUTH])
    with database.reading() as session:
        table = people_table(session)
    (row,) = table.rows
    changed = ["ต้น" if cell == "ชาย" else "เกษตรกร" if cell == "เยาวชน" else cell for cell in row]
    write_table(type(table)(table.heads, [changed]), file)
    assert _take(database, file) == ImportResult(changed=1)
    with database.reading() as session:
        details = queries.person_details(session, person)
    assert (details.nickname, details.target_groups) == ("ต้น", [FARMER])


def test_that_an_import_can_be_undone_after_a_restart(database: Database, file: Path) -> None:
    add(database, id_number=GOOD_ID, nickname="ดำ", target_groups=[YOUTH])
    before = _everybody(database)
    _take(
        database,
        file,
        f"ชื่อ,เพศ,โทร,เลขบัตร,ชื่อเล่น,กลุ่ม,หมู่ที่\nก,ช,0811111111,,,เกษตรกร,7\nสมชาย,ช,,{GOOD_ID},แดง,เกษตรกร,\n",
    )
    assert len(_everybody(database)) == 2
    path = database.path
    database.close()
    with Database.open(path) as again:
        with again.writing("undo import") as uow:
            batch = uow.session.exec(select(ImportBatch)).one()
            assert (batch.kind, batch.file_name, batch.added, batch.changed) == (
                "people",
                "people.csv",
                1,
                1,
            )
            undo_import(uow, batch.id)
        assert _everybody(again) == before
        with again.reading() as session:
            assert not villages(session)
            (row,) = imports(session)
            assert (row.file_name, row.added, row.undone_at is not None) == ("people.csv", 1, True)
        with pytest.raises(ImportUndone), again.writing() as uow:
            undo_import(uow, batch.id)


def test_that_an_import_is_one_step_of_undo(database: Database, file: Path) -> None:
    _take(database, file, "ชื่อ,เพศ,โทร,กลุ่ม\nก,ช,0811111111,เกษตรกร\n")
    database.undo()
    assert not _everybody(database)
    database.redo()
    assert _everybody(database)["ก"].target_groups == [FARMER]


def _mixed_dates(day: date, number: int) -> tuple[str, str]:
    """Return a birth day as some hand writes it, and how it must be stored."""
    thai = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
    be, iso = day.year + 543, day.isoformat()
    return (
        (f"{day.day}/{day.month}/{be}", iso),
        (f"{day.day:02}/{day.month:02}/{be % 100:02}", iso),
        (date_medium(day, style=THAI).translate(thai), iso),
        (date_medium(day, style=THAI), iso),
        (f"{day.day}-{day.month}-{be}", iso),
        (iso, iso),
        (date_short(day, style=THAI), iso),
        (f"{be}", iso[:4]),
        (f"พ.ศ. {be}", iso[:4]),
        ("", ""),
    )[number % 10]


def _rows_of_500(count: int = 500) -> list[list[str]]:
    rows = [["ที่", "คำนำหน้า", "ชื่อ", "นามสกุล", "วันเดือนปีเกิด", "หมู่ที่", "โทรศัพท์", "อาชีพ"]]
    names = ("กัลยา", "ขจร", "เกษม", "แก้ว", "ใจ", "โชติ", "ไพศาล", "ฤดี", "น้ำฝน", "เอื้อม")
    for number in range(count):
        day = date(1950, 1, 1) + timedelta(days=number * 37)
        rows.append(
            [
                str(number + 1),
                ("นาย", "นาง")[number % 2],
                names[number % 10],
                f"ทองดี{number}",
                _mixed_dates(day, number)[0],
                str(number % 9 + 1),
                f"08{number:08}",
                ("ทำนา", "รับจ้าง", "ค้าขาย")[number % 3],
            ]
        )
    return rows


def _cp874(rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("cp874")


def test_that_500_rows_of_an_old_program_are_taken_sorted_and_found(
    database: Database, file: Path
) -> None:
    result = _take(database, file, _cp874(_rows_of_500()))
    assert (result.added, result.refused) == (500, 0)
    people = list(_everybody(database).items())
    for name, stored in people:
        number = int(name.rpartition("ทองดี")[2])
        expected = _mixed_dates(date(1950, 1, 1) + timedelta(days=number * 37), number)[1]
        assert stored.born == expected, (name, stored.born)
    order = list(dict.fromkeys(details.first_name for _name, details in people))
    assert order == [
        "กัลยา",
        "เกษม",
        "แก้ว",
        "ขจร",
        "ใจ",
        "โชติ",
        "น้ำฝน",
        "ไพศาล",
        "ฤดี",
        "เอื้อม",
    ]
    with database.reading() as session:
        assert [hit.title for hit in persons_find(session, "ทองดี499", 5)] == ["นางเอื้อม ทองดี499"]
        assert len(villages(session)) == 9
    assert _take(database, file).same == 500


def test_that_changing_a_person_after_an_import_is_kept_by_its_undo(
    database: Database, file: Path
) -> None:
    _take(database, file, "ชื่อ,เพศ,โทร\nก,ช,0811111111\n")
    with database.writing() as uow:
        person = uow.session.exec(select(Person)).one()
        details = queries.person_details(uow.session, person.id)
        changed: dict[str, Any] = {**details.model_dump(), "nickname": "ใหม่"}
        change_person(uow, person.id, PersonDetails.model_validate(changed), today=TODAY)
        batch = uow.session.exec(select(ImportBatch)).one()
    with pytest.raises(ChangedSince), database.writing() as uow:
        undo_import(uow, batch.id)
    with database.writing() as uow:
        back = undo_import(uow, batch.id, leave_changed=True)
    assert back.left
    assert list(_everybody(database)) == ["ก"]
