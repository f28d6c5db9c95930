"""The rest of a record in files: taken in, written out, taken in again without a change; and with consent only."""

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import Engine, event
from sqlmodel import select

from learnsoc_desktop.data.database import Database
from learnsoc_desktop.exchange.importing import parse_file
from learnsoc_desktop.exchange.labels import labelled
from learnsoc_desktop.exchange.tables import write_table
from learnsoc_desktop.features.centre.code_lists import code_id
from learnsoc_desktop.features.people.consent_model import Answer
from learnsoc_desktop.features.people.exporter import people_labels, people_table
from learnsoc_desktop.features.people.import_alike import find_alike
from learnsoc_desktop.features.people.import_fields import import_plan
from learnsoc_desktop.features.people.import_look import look_at, preview
from learnsoc_desktop.features.people.import_plan import plan_people
from learnsoc_desktop.features.people.importer import import_people
from learnsoc_desktop.features.people.layout_edit_page import LayoutEditPage
from learnsoc_desktop.features.people.layout_exporter import (
    layout_fields,
    layout_table,
    layout_values,
)
from learnsoc_desktop.features.people.layout_model import LayoutColumn, LayoutDetails
from learnsoc_desktop.features.people.layout_queries import layout_named, layout_of
from learnsoc_desktop.features.people.layout_service import add_layout
from learnsoc_desktop.features.people.merge_service import merge_people
from learnsoc_desktop.features.people.model import PersonStatus, Sex
from learnsoc_desktop.features.people.more_file_queries import more_values
from learnsoc_desktop.features.people.more_model import (
    Literacy,
    MemberDetails,
    MoreDetails,
    NameDetails,
    SensitiveDetails,
    StatusDetails,
    StudyDetails,
)
from learnsoc_desktop.features.people.more_service import save_more, save_sensitive
from learnsoc_desktop.features.people.parked_importer import take_as_other
from learnsoc_desktop.features.people.parked_model import ParkedRow
from learnsoc_desktop.features.people.parked_service import reopen_parked, take_as_same
from tests.features.people.builders import TODAY, add
from tests.features.people.import_kit import write
from tests.features.people.test_custom_fields import define, put, word
from tests.features.people.test_custom_files import someone, take_in
from tests.features.people.test_more_record import consent, note, record

LAO, KHMER, THAI = (code_id("language", key) for key in ("lao", "khmer", "th"))
MOTHER = code_id("relation", "mother")
BASE = "ชื่อ,เพศ,โทร"
MALI = "มาลี,ญ,0812342214"


def say(database: Database, person_id: UUID, **values) -> None:  # type: ignore[no-untyped-def]
    with database.writing() as uow:
        save_more(uow, person_id, MoreDetails(**values))


def say_sensitive(database: Database, person_id: UUID, **values) -> None:  # type: ignore[no-untyped-def]
    with database.writing() as uow:
        save_sensitive(uow, person_id, SensitiveDetails(**values), today=TODAY)


def cells(database: Database) -> list[dict]:  # type: ignore[type-arg]
    with database.reading() as session:
        table = people_table(session)
    return [dict(zip(table.heads, row, strict=True)) for row in table.rows]


@pytest.fixture
def full(database: Database) -> UUID:
    """Return a person of whom everything is known."""
    mother = add(database, first_name="คำมี", born="1985")
    person = add(database, first_name="คำแสง", born="2012")
    say(
        database,
        person,
        nationality="ลาว",
        literacy=Literacy.SOME,
        languages=[THAI, LAO],
        guardian_id=mother,
        guardian_relation_id=MOTHER,
        guardian_phone="0812342214",
        internet_id=code_id("internet", "own"),
        welfare=[code_id("welfare", "state_card")],
    )
    consent(database, person)
    say_sensitive(
        database,
        person,
        religion="พุทธ",
        disability_card="ค-1",
        disability_card_until=date(2027, 5, 1),
        disabilities=[code_id("disability", "sight")],
        health="แพ้ยา",
        health_until=date(2027, 1, 1),
    )
    note(database, person, NameDetails(name="Khamsaeng"))
    note(database, person, NameDetails(name="ຄຳແສງ", language_id=LAO))
    note(database, person, MemberDetails(member_id=mother, relation_id=MOTHER))
    note(database, person, StudyDetails(semester="1/2568", group_name="กลุ่มเก่า"))
    note(database, person, StudyDetails(semester="1/2569", group_name="บ้านโป่ง", quality_hours=40))
    note(
        database,
        person,
        StatusDetails(status=PersonStatus.MOVED, since=date(2026, 5, 1), reason="ย้ายบ้าน"),
    )
    return person


def test_that_columns_are_taken_in(database: Database, tmp_path) -> None:  # type: ignore[no-untyped-def]
    heads = f"{BASE},สัญชาติ,การอ่านเขียน,ภาษา,ชื่อผู้ปกครอง,เบอร์ผู้ปกครอง,ชื่ออื่น,อินเทอร์เน็ต"
    row = f"{MALI},ลาว,some,ลาว; ไทยกลาง,นางคำมี,081-234-2215,Mali; ມາລີ,ไม่มีคำนี้"
    result = take_in(database, write(tmp_path / "a.csv", row, heads=heads))
    assert (result.added, [fault.column for fault in result.faults]) == (1, ["อินเทอร์เน็ต"])
    person = someone(database, "มาลี")
    assert "ไม่มีคำนี้" in person.notes
    found = record(database, person.id)
    assert (found.more.nationality, found.more.literacy) == ("ลาว", Literacy.SOME)
    assert found.more.languages == [LAO, THAI]
    assert (found.more.guardian_name, found.more.guardian_phone) == ("นางคำมี", "0812342215")
    assert [each.name for each in found.names] == ["Mali", "ມາລີ"]


def test_that_a_known_person_is_changed_and_lists_grow(
    database: Database, tmp_path, full: UUID
) -> None:  # type: ignore[no-untyped-def]
    heads = "ชื่อ,วันเกิด,สัญชาติ,ภาษา,ชื่อผู้ปกครอง,ชื่ออื่น"
    path = write(tmp_path / "a.csv", "คำแสง,2555,ไทย,เขมร,ยายมา,Khamsaeng; Saeng", heads=heads)
    assert take_in(database, path).line() == "added 0, changed 1, same 0, refused 0"
    found = record(database, full)
    assert (found.more.nationality, found.more.literacy) == ("ไทย", Literacy.SOME)
    assert set(found.more.languages) == {THAI, LAO, KHMER}
    assert (found.guardian, found.more.guardian_phone) == ("ยายมา", "0812342214")
    assert {each.name for each in found.names} == {"Khamsaeng", "ຄຳແສງ", "Saeng"}
    assert take_in(database, path).line() == "added 0, changed 0, same 1, refused 0"
    database.undo()
    again = record(database, full)
    assert (again.more.nationality, again.guardian) == ("ลาว", "คำมี")
    assert again.more.languages == [THAI, LAO]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("for_people", [False, True])
def test_that_our_own_export_changes_nothing(
    database: Database, full: UUID, tmp_path, ending: str, *, for_people: bool
) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / f"people.{ending}"
    with database.reading() as session:
        table = people_table(session)
    write_table(labelled(table, people_labels()) if for_people else table, path)
    before = record(database, full)
    result = take_in(database, path)
    assert (result.line(), result.faults) == ("added 0, changed 0, same 2, refused 0", ())
    assert record(database, full).more == before.more


def test_that_everything_is_written_and_health_is_not(database: Database, full: UUID) -> None:
    row = next(row for row in cells(database) if row["id"] == str(full))
    assert row["other_names"] == "Khamsaeng; ຄຳແສງ"
    assert (row["nationality"], row["literacy"], row["languages"]) == (
        "ลาว",
        "some",
        "ไทยกลาง; ลาว",
    )
    assert (row["guardian_name"], row["guardian_relation_id"]) == ("คำมี", "มารดา")
    assert (row["religion"], row["disability_card"]) == ("พุทธ", "ค-1")
    assert (row["semester"], row["group_name"], row["quality_hours"]) == ("1/2569", "บ้านโป่ง", 40)
    assert (row["status_since"], row["status_reason"]) == (date(2026, 5, 1), "ย้ายบ้าน")
    assert row["lives_with"] == "คำมี"
    assert not any("แพ้ยา" in str(cell) for cell in row.values())


def test_that_what_is_sensitive_is_written_with_consent_only(
    database: Database, full: UUID
) -> None:
    consent(database, full, Answer.NO, day=2)
    row = next(row for row in cells(database) if row["id"] == str(full))
    assert (row["religion"], row["disability_card"], row["disabilities"]) == (None, None, None)
    assert row["nationality"] == "ลาว"


def test_that_what_is_sensitive_is_taken_with_consent_only(database: Database, tmp_path) -> None:  # type: ignore[no-untyped-def]
    asked, other = (
        add(database, first_name="กล้า", born="1990"),
        add(database, first_name="แก้ว", born="1991"),
    )
    consent(database, asked)
    heads = "ชื่อ,วันเกิด,เพศ,โทร,ศาสนา,ความพิการ"
    rows = (
        "กล้า,2533,,,พุทธ,คำลับหนึ่ง",
        "แก้ว,2534,,,อิสลาม,คำลับสอง",
        "ใหม่,2535,ญ,0812342214,คริสต์,",
    )
    result = take_in(database, write(tmp_path / "a.csv", *rows, heads=heads))
    assert result.line() == "added 1, changed 1, same 1, refused 0"
    told = [(fault.row, fault.column) for fault in result.faults if "consent" in fault.text]
    assert told == [(3, "ศาสนา"), (4, "ศาสนา")]
    found = record(database, asked).sensitive
    assert found is not None
    assert found.religion == "พุทธ"
    for person_id in (asked, other, someone(database, "ใหม่").id):
        consent(database, person_id, day=3)
        notes = next(row["notes"] for row in cells(database) if row["id"] == str(person_id))
        assert "ลับ" not in str(notes)
    assert [row["religion"] for row in cells(database)] == ["พุทธ", None, None]


def test_that_the_words_of_merged_records_count(database: Database, full: UUID) -> None:
    twin = add(database, first_name="คำแสน", born="2012")
    say(database, twin, nationality="ไทย", guardian_name="ยายมา", languages=[KHMER])
    with database.writing() as uow:
        merge_people(uow, full, twin)
    (row,) = [row for row in cells(database) if row["id"] == str(full)]
    assert (row["nationality"], row["guardian_name"]) == ("ลาว", "คำมี")
    assert set(str(row["languages"]).split("; ")) == {"ไทยกลาง", "ลาว", "เขมร"}


def test_that_the_number_of_queries_does_not_grow(database: Database, full: UUID) -> None:
    asked: list[str] = []

    def count() -> int:
        asked.clear()
        cells(database)
        return len(asked)

    def note_it(_con, _cur, statement, *_rest) -> None:  # type: ignore[no-untyped-def]
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note_it)
    try:
        few = count()
        for number in range(12):
            each = add(database, first_name=f"คน{number}", born="2013")
            say(database, each, nationality="ลาว", guardian_id=full, languages=[LAO])
            consent(database, each)
            say_sensitive(database, each, religion="พุทธ")
            note(database, each, NameDetails(name=f"Khon {number}"))
            note(database, each, StudyDetails(semester="1/2569"))
            note(database, each, MemberDetails(member_id=full))
        assert count() == few
    finally:
        event.remove(Engine, "before_cursor_execute", note_it)


def test_that_parked_rows_bring_it_and_give_it_back(database: Database, tmp_path) -> None:  # type: ignore[no-untyped-def]
    person = add(
        database,
        first_name="บุญเรือน",
        last_name="ฟ้าหลวงคำ",
        born="1963-03-14",
        phone="0812342214",
        sex=Sex.FEMALE,
    )
    say(database, person, nationality="ไทย")
    before = record(database, person)
    heads = f"{BASE},นามสกุล,วันเกิด,สัญชาติ,การอ่านเขียน,ภาษา,ชื่ออื่น"
    row = "บุญเรือง,ญ,0812342214,ฟ้าหลวงคำ,14/3/2506,ลาว,some,ลาว,Bun"
    path = write(tmp_path / "a.csv", row, heads=heads)
    with database.reading() as session:
        parsed = parse_file(str(path), import_plan(session, TODAY))
        alike = find_alike(session, plan_people(session, parsed, TODAY))
    assert take_in(database, path, alike=alike).parked == 1
    with database.reading() as session:
        (parked,) = session.exec(select(ParkedRow.id))
    with database.writing() as uow:
        take_as_same(uow, [parked])
    found = record(database, person)
    assert (found.more.nationality, found.more.literacy) == ("ไทย", Literacy.SOME)
    assert (found.more.languages, [each.name for each in found.names]) == ([LAO], ["Bun"])
    with database.writing() as uow:
        reopen_parked(uow, [parked])
    again = record(database, person)
    assert (again.more, again.names) == (before.more, ())
    with database.writing() as uow:
        take_as_other(uow, [parked], today=TODAY)
    other = record(database, someone(database, "บุญเรือง").id)
    assert (other.more.nationality, other.more.languages) == ("ลาว", [LAO])


def test_that_a_row_that_waits_keeps_nothing_sensitive(database: Database, tmp_path) -> None:  # type: ignore[no-untyped-def]
    row = "มะลิ,ญ,0812342214,ลาว,ลับมาก"
    path = write(tmp_path / "a.csv", row, row, heads=f"{BASE},สัญชาติ,ศาสนา")
    with database.reading() as session:
        looked = look_at(str(path), import_plan(session, TODAY))
        shown = preview(session, looked, TODAY)
    assert list(shown.alike) == [3]
    assert ("สัญชาติ", "ลาว") in shown.alike[3].said
    with database.writing("import") as uow:
        assert import_people(uow, looked.parsed, today=TODAY, alike=shown.alike).parked == 1
    with database.reading() as session:
        (parked,) = session.exec(select(ParkedRow))
    assert "ลับ" not in f"{parked.said}{parked.details}{parked.own}"


def test_that_only_what_is_asked_is_given(database: Database, full: UUID) -> None:
    with database.reading() as session:
        found = more_values(session, [full], ["nationality", "first_name"], TODAY)
    assert found == {full: {"nationality": "ลาว"}}


def test_that_layouts_hold_it_and_the_fields_of_the_centre(
    database: Database, full: UUID, tmp_path
) -> None:  # type: ignore[no-untyped-def]
    size = define(database)["ขนาดเสื้อ"]
    put(database, full, size, word(database, size, "แอล"))
    fields = ("first_name", "nationality", "languages", "guardian_name", "religion", "group_name")
    columns = [LayoutColumn(name, name) for name in (*fields, size.name)]
    with database.writing() as uow:
        layout_id = add_layout(uow, LayoutDetails(name="ของเรา"), columns)
    with database.reading() as session:
        layout = layout_of(session, layout_id)
        titles = [spec.title for spec in layout_fields(session, layout.columns)]
        rows = layout_table(session, layout, TODAY).rows
        assert dict(layout_values(session, layout, full, TODAY))["nationality"] == "ลาว"
    assert {"ขนาดเสื้อ", "Languages spoken"} <= {*titles}
    assert rows[1] == ["คำแสง", "ลาว", "ไทยกลาง; ลาว", "คำมี", "พุทธ", "บ้านโป่ง", "แอล"]
    assert rows[0][1:] == [""] * 6
    assert layout.heads["group_name"] == ""
    assert layout.heads["religion"] == "religion"
    consent(database, full, Answer.NO, day=2)
    with database.reading() as session:
        assert layout_table(session, layout, TODAY).rows[1][4] == ""


def test_that_the_continuing_list_tells_nationality_and_religion(
    database: Database, full: UUID
) -> None:
    with database.reading() as session:
        row = dict(layout_values(session, layout_named(session, "continuing"), full, TODAY))
        itw = dict(layout_values(session, layout_named(session, "itw51"), full, TODAY))
    assert (row["สัญชาติ"], row["ศาสนา"], itw["กลุ่ม"]) == ("ลาว", "พุทธ", "บ้านโป่ง")


def test_that_a_column_is_chosen_on_the_page(database: Database, window, opened) -> None:  # type: ignore[no-untyped-def]
    size = define(database)["ขนาดเสื้อ"]
    page = LayoutEditPage(opened[1])
    opened[1].open_task(page)
    page.form.set_value({"name": "ของเรา"})
    for name in ("nationality", size.name):
        page.columns.add()
        holds = page.columns.rows[-1].holds
        holds.setCurrentIndex(holds.findData(name))
        holds.activated.emit(holds.currentIndex())
    page.save()
    with database.reading() as session:
        layout = layout_named(session, "ของเรา")
    assert [column.field for column in layout.columns] == ["full_name", "nationality", size.name]
    assert [column.head for column in layout.columns][1:] == ["Nationality", "ขนาดเสื้อ"]
