"""The centre's own fields in files: taken in by their names, written out, taken in again without a change."""

from datetime import date

import pytest
from sqlmodel import select

from learnsoc_desktop.exchange.importing import parse_file
from learnsoc_desktop.exchange.labels import labelled
from learnsoc_desktop.exchange.tables import write_table
from learnsoc_desktop.features.people.custom_queries import own_values
from learnsoc_desktop.features.people.exporter import people_labels, people_table
from learnsoc_desktop.features.people.import_fields import import_plan
from learnsoc_desktop.features.people.importer import import_people
from learnsoc_desktop.features.people.model import Person
from tests.features.people.builders import TODAY, add
from tests.features.people.import_kit import write
from tests.features.people.test_custom_fields import define, held, put, word

SIZE, DAY, CARD, CHILDREN = "ขนาดเสื้อ", "วันที่ฉีดวัคซีน", "รหัสสมาชิกห้องสมุด", "จำนวนบุตร"
HEADS = f"ชื่อ,เพศ,โทร,{SIZE},{DAY},{CARD},{CHILDREN}"


@pytest.fixture
def specs(database):
    return define(database)


@pytest.fixture
def large(database, specs):
    return word(database, specs[SIZE], "แอล")


def take_in(database, path, **how):
    with database.reading() as session:
        parsed = parse_file(str(path), import_plan(session, TODAY))
    with database.writing("import") as uow:
        return import_people(uow, parsed, today=TODAY, **how)


def someone(database, name):
    with database.reading() as session:
        return session.exec(select(Person).where(Person.first_name == name)).one()


def test_that_columns_are_matched_by_the_names_of_the_fields(database, specs, large, tmp_path):
    path = write(tmp_path / "a.csv", "มาลี,ญ,0812342214,แอล,1/5/2569,ห-012,๒", heads=HEADS)
    assert take_in(database, path).line() == "added 1, changed 0, same 0, refused 0"
    assert held(database, someone(database, "มาลี").id) == {
        specs[SIZE].name: large,
        specs[DAY].name: date(2026, 5, 1),
        specs[CARD].name: "ห-012",
        specs[CHILDREN].name: 2,
    }


def test_that_a_known_person_is_changed_and_an_empty_cell_changes_nothing(
    database, specs, large, tmp_path
):
    person = add(database, first_name="มาลี", born="1990-01-02")
    put(database, person, specs[SIZE], large)
    put(database, person, specs[CARD], "ห-001")
    rows = ("มาลี,1990-01-02,,ห-002",)
    path = write(tmp_path / "a.csv", *rows, heads=f"ชื่อ,วันเกิด,{SIZE},{CARD}")
    assert take_in(database, path).line() == "added 0, changed 1, same 0, refused 0"
    assert held(database, person) == {specs[SIZE].name: large, specs[CARD].name: "ห-002"}
    assert take_in(database, path).line() == "added 0, changed 0, same 1, refused 0"


def test_that_a_word_nobody_knows_is_kept_in_the_notes(database, specs, large, tmp_path):
    path = write(tmp_path / "a.csv", "มาลี,ญ,0812342214,ใหญ่มาก", heads=f"ชื่อ,เพศ,โทร,{SIZE}")
    result = take_in(database, path)
    assert (result.added, [fault.column for fault in result.faults]) == (1, [SIZE])
    assert someone(database, "มาลี").notes == f"{SIZE}: ใหญ่มาก"


def test_that_a_date_that_cannot_be_read_is_told_by_row_and_column(database, specs, tmp_path):
    path = write(tmp_path / "a.csv", "มาลี,ญ,0812342214,31/2/2569", heads=f"ชื่อ,เพศ,โทร,{DAY}")
    (fault,) = take_in(database, path, take_good_rows=True).faults
    assert (fault.row, fault.column, fault.refuses) == (2, DAY, True)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("for_people", [False, True])
def test_that_our_own_export_changes_nothing(database, specs, large, tmp_path, ending, for_people):
    person = add(database, first_name="มาลี")
    values = {SIZE: large, DAY: date(2026, 5, 1), CARD: "0012", CHILDREN: 2}
    for name, value in values.items():
        put(database, person, specs[name], value)
    add(database, first_name="กล้า", phone="0899999999")
    path = tmp_path / f"people.{ending}"
    with database.reading() as session:
        table = people_table(session)
    write_table(labelled(table, people_labels()) if for_people else table, path)
    assert take_in(database, path).line() == "added 0, changed 0, same 2, refused 0"


def test_that_an_import_is_undone_with_what_the_fields_held(database, specs, large, tmp_path):
    path = write(tmp_path / "a.csv", "มาลี,ญ,0812342214,แอล", heads=f"ชื่อ,เพศ,โทร,{SIZE}")
    take_in(database, path)
    person = someone(database, "มาลี").id
    database.undo()
    with database.reading() as session:
        assert own_values(session, [person]) == {}
