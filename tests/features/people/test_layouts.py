"""Layouts as data: two come with the program, others are made; files are written and matched by them."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from openpyxl import load_workbook

from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.entity import natural_id
from learnsoc_desktop.exchange.importing import parse_file
from learnsoc_desktop.exchange.tables import write_table
from learnsoc_desktop.features.centre.code_lists import code_id
from learnsoc_desktop.features.centre.model import VillageDetails
from learnsoc_desktop.features.centre.service import add_village
from learnsoc_desktop.features.people.errors import LayoutEmpty, LayoutTwice, LayoutUnknown
from learnsoc_desktop.features.people.import_fields import import_plan
from learnsoc_desktop.features.people.layout_exporter import layout_table, layout_values
from learnsoc_desktop.features.people.layout_model import (
    DateForm,
    DigitForm,
    LayoutColumn,
    LayoutDetails,
    WordForm,
)
from learnsoc_desktop.features.people.layout_queries import (
    layout_named,
    layouts,
    with_program,
)
from learnsoc_desktop.features.people.layout_service import (
    add_layout,
    change_layout,
    remember_matching,
    remove_layout,
)
from tests.features.people.builders import GOOD_ID, TODAY, add

OWN = (
    LayoutColumn("ลำดับ", "row_no"),
    LayoutColumn("ชื่อเต็ม", "full_name"),
    LayoutColumn("เกิด", "born"),
    LayoutColumn("เบอร์ผู้ปกครอง"),
    LayoutColumn("ศูนย์", text="ศกร.นาคำน้อย"),
    LayoutColumn("มือถือ", "phone"),
)


@pytest.fixture
def person(database: Database) -> UUID:
    with database.writing("village") as uow:
        village = add_village(uow, VillageDetails(moo=3, name="บ้านดอนยาง"))
    return add(
        database,
        title="นาย",
        first_name="สมชาย",
        last_name="=แก้วใส",
        born="1963-03-04",
        id_number=GOOD_ID,
        phone="0812342214",
        village_id=village,
        occupation_id=code_id("occupation", "farmer"),
    )


def own(database: Database, **details: Any) -> UUID:
    with database.writing("layout") as uow:
        return add_layout(uow, LayoutDetails(**{"name": "ของอำเภอ", **details}), OWN)


def rows(database: Database, name: str) -> list[list[Any]]:
    with database.reading() as session:
        table = layout_table(session, layout_named(session, name), date(2026, 11, 22))
    return [list(table.heads), *map(list, table.rows)]


def test_that_two_layouts_come_with_the_program(database: Database, person: UUID) -> None:
    with database.reading() as session:
        assert [row.key for row in layouts(session)] == ["itw51", "continuing"]
    heads, row = rows(database, "itw51")
    said = dict(zip(heads, row, strict=True))
    assert said["ที่"] == 1
    assert said["เลขประจำตัวประชาชน"] == GOOD_ID
    assert said["วันเดือนปีเกิด"] == "04/03/2506"
    assert (said["เพศ"], said["อายุ"], said["หมู่ที่"], said["อาชีพ"]) == ("ชาย", 63, "3", "เกษตรกร")
    heads, row = rows(database, "ผู้เรียนการศึกษาต่อเนื่อง")
    assert dict(zip(heads, row, strict=True))["ศาสนา"] == ""
    assert len(heads) == 24


def test_that_a_layout_writes_dates_digits_and_words_in_its_way(
    database: Database, person: UUID
) -> None:
    own(database, dates=DateForm.WORDS, digits=DigitForm.THAI)
    assert rows(database, "ของอำเภอ")[1] == [
        "๑",
        "นายสมชาย =แก้วใส",
        "๔ มี.ค. ๒๕๐๖",
        "",
        "ศกร.นาคำน้อย",
        "๐๘๑๒๓๔๒๒๑๔",
    ]
    with database.reading() as session:
        mine = layout_named(session, "ของอำเภอ")
    with database.writing("change") as uow:
        details = LayoutDetails(name="ใหม่", dates=DateForm.ISO, words=WordForm.ENGLISH)
        change_layout(uow, mine.id, details, [LayoutColumn("b", "born"), LayoutColumn("s", "sex")])
    assert rows(database, "ใหม่") == [["b", "s"], ["1963-03-04", "Male"]]


def test_that_a_year_alone_stays_a_year(database: Database) -> None:
    add(database, born="1963~")
    own(database)
    assert rows(database, "ของอำเภอ")[1][2] == "2506"


def test_that_what_a_layout_writes_is_text_and_no_formula(
    database: Database, person: UUID, tmp_path: Path
) -> None:
    with database.reading() as session:
        table = layout_table(session, layout_named(session, "itw51"), TODAY)
    write_table(table, tmp_path / "a.csv")
    assert "'=แก้วใส" in (tmp_path / "a.csv").read_text("utf-8-sig")
    write_table(table, tmp_path / "a.xlsx")
    sheet = load_workbook(tmp_path / "a.xlsx").active
    cells = {cell.value: cell.data_type for cell in sheet[2]}
    assert cells[GOOD_ID] == "s"
    assert cells["0812342214"] == "s"
    assert cells["=แก้วใส"] == "s"


def test_that_layouts_of_the_program_are_changed_and_removed_as_others(database: Database) -> None:
    itw = natural_id("people_layout", "itw51")
    with database.writing("change") as uow:
        change_layout(uow, itw, LayoutDetails(name="ทะเบียนของเรา"), OWN)
    with database.reading() as session:
        first = layouts(session)[0]
    assert (first.key, first.details.name, len(first.columns)) == ("itw51", "ทะเบียนของเรา", 6)
    with database.writing("remove") as uow:
        remove_layout(uow, itw)
        remove_layout(uow, natural_id("people_layout", "continuing"))
    with database.reading() as session:
        assert layouts(session) == []
        with pytest.raises(LayoutUnknown):
            layout_named(session, "itw51")
    database.undo()
    with database.reading() as session:
        assert len(layouts(session)) == 2


def test_that_a_layout_needs_a_name_of_its_own_and_a_column(database: Database) -> None:
    own(database)
    with pytest.raises(LayoutTwice):
        own(database)
    with pytest.raises(LayoutEmpty), database.writing("empty") as uow:
        add_layout(uow, LayoutDetails(name="ว่าง"), [LayoutColumn("")])


def test_that_a_layout_gives_one_person_in_its_order(database: Database, person: UUID) -> None:
    own(database)
    with database.reading() as session:
        values = layout_values(session, layout_named(session, "ของอำเภอ"), person, TODAY)
    assert values[0] == ("ชื่อเต็ม", "นายสมชาย =แก้วใส")
    assert values[2] == ("เบอร์ผู้ปกครอง", "")


def parsed(database: Database, path: Path, text: str, **said: Any) -> tuple[str, ...]:
    path.write_text(text, encoding="utf-8")
    with database.reading() as session:
        plan = import_plan(session, TODAY)
    return parse_file(str(path), replace(plan, **said)).matching.fields


def test_that_a_file_is_matched_by_a_layout(database: Database, tmp_path: Path) -> None:
    text = "เบอร์ผู้ปกครอง,ชื่อเต็ม,เพศ,มือถือ\n08,นายสมชาย แก้วใส,ช,0812342214\n"
    path = tmp_path / "a.csv"
    own(database)
    with database.reading() as session:
        heads = layout_named(session, "ของอำเภอ").heads
    assert parsed(database, path, text, heads=heads) == ("", "full_name", "sex", "phone")


def test_that_each_layout_of_the_program_reads_what_it_writes(
    database: Database, person: UUID, tmp_path: Path
) -> None:
    for layout in with_program():
        with database.reading() as session:
            table = layout_table(session, layout, TODAY)
            plan = import_plan(session, TODAY)
        path = tmp_path / f"{layout.key}.csv"
        write_table(table, path)
        file = parse_file(str(path), replace(plan, heads=layout.heads))
        assert file.faults == ()
        assert file.rows[0].values["born"] == "1963-03-04"
        assert file.rows[0].values["id_number"] == GOOD_ID


def test_that_the_next_file_with_the_same_heads_is_matched_alike(
    database: Database, tmp_path: Path
) -> None:
    text = "รายการ ก,รายการ ข,เพศ\nสมชาย แก้วใส,0812342214,ช\n"
    path = tmp_path / "a.csv"
    assert parsed(database, path, text) == ("", "", "sex")
    path.write_text(text, encoding="utf-8")
    with database.reading() as session:
        plan = import_plan(session, TODAY)
    file = parse_file(str(path), plan)
    with database.writing("remember") as uow:
        remember_matching(uow, file.matching.chosen({0: "full_name", 1: "phone", 2: ""}))
    again = "หัวเรื่อง,,\nรายการ ก.,รายการ  ข,เพศ\nสมหญิง แก้วใส,0812342215,ญ\n"
    assert parsed(database, path, again) == ("full_name", "phone", "")
    other = "รายการ ก,เพศ\nสมหญิง แก้วใส,ญ\n"
    assert parsed(database, path, other) == ("", "sex")
    with database.writing("remember") as uow:
        remember_matching(uow, file.matching.chosen({0: "nickname", 1: "phone", 2: "sex"}))
    assert parsed(database, path, text) == ("nickname", "phone", "sex")
