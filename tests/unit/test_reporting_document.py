import pickle
from datetime import date, datetime, time
from decimal import Decimal

import pytest

from learnsoc_desktop.core.fields import Kind
from learnsoc_desktop.core.formats import Style, current_style, set_style
from learnsoc_desktop.reporting.document import (
    Align,
    Bar,
    Bars,
    Beside,
    Cell,
    Column,
    Field,
    Fields,
    Figure,
    Figures,
    Head,
    Heading,
    Note,
    Paragraph,
    Parts,
    Report,
    Role,
    Row,
    Signature,
    Signatures,
    Table,
    Ticks,
    Together,
    change,
)
from learnsoc_desktop.reporting.written import cell_text

TABLE = Table(
    (Column("ชื่อ"), Column("คน", kind=Kind.NUMBER), Column("รหัส", verbatim=True)),
    (
        Row(("กลุ่ม 1",), Role.GROUP),
        Row(("บ้านโนน 7", 1234, "70-0214")),
        Row(("รวม", None, None), Role.TOTAL),
    ),
)
REPORT = Report(
    "summary",
    "สรุป 2569",
    Head(("ศูนย์ ก", "อำเภอ ข")),
    (
        Figures((Figure("คน", 513, 471),), "ปีก่อน"),
        Heading("ตาราง", 1),
        Together((TABLE, Note("วิธีนับ"))),
        Beside(TABLE, Bars((Bar("0–5", 33, 25),))),
        Paragraph("ข้อสังเกต 9 ข้อ"),
        Signatures((Signature("ผู้รายงาน", "นางสาวปิยะนุช", "ครู"),)),
    ),
    fields=Fields(((Field("วิทยากร", "นางบัวผัน"), Field("สถานที่")),)),
    as_of=datetime(2026, 11, 22, 16, 30),  # noqa: DTZ001
    counted="2,296 ระเบียน",
    sheet_no="K7MQ2RTX",
    sample=True,
    digits="thai",
    calendar="be",
)


def test_that_a_report_can_be_pickled_and_compared() -> None:
    assert pickle.loads(pickle.dumps(REPORT)) == REPORT


def test_that_a_report_reads_as_text_in_the_digits_of_the_paper() -> None:
    lines = REPORT.text().splitlines()
    for line in (
        "ศูนย์ ก",
        "สรุป ๒๕๖๙",
        "คน ๕๑๓ (ปีก่อน ๔๗๑)",
        "บ้านโนน ๗ | ๑,๒๓๔ | 70-0214",
        "กลุ่ม ๑",
        "รวม | – | –",
        "๐–๕ ๓๓",
        "ข้อสังเกต ๙ ข้อ",
        "วิทยากร นางบัวผัน   สถานที่ ……",
    ):
        assert line in lines


def test_that_tables_are_found_wherever_they_stand() -> None:
    assert REPORT.tables() == [TABLE, TABLE]


def test_that_digits_and_calendar_are_those_of_the_settings_when_not_given() -> None:
    before = current_style()
    try:
        set_style(Style("ce", "thai", "en"))
        report = Report("a", "b", Head(), ())
        set_style(before)
        assert (report.digits, report.calendar) == ("thai", "ce")  # kept where it was made
    finally:
        set_style(before)


@pytest.mark.parametrize(
    ("value", "column", "shown"),
    [
        (None, Column("a"), "–"),
        ("ม.4", Column("a"), "ม.๔"),
        ("70-0214", Column("a", verbatim=True), "70-0214"),
        ("081-234-5678", Column("a", kind=Kind.PHONE), "081-234-5678"),
        (1234, Column("a"), "๑๒๓๔"),
        (1234, Column("a", kind=Kind.NUMBER), "๑,๒๓๔"),
        (Decimal("8.25"), Column("a", kind=Kind.NUMBER, places=1, signed=True), "+๘.๓"),
        (-3.0, Column("a", kind=Kind.NUMBER, signed=True), "−๓"),
        (1234550, Column("a", kind=Kind.MONEY), "๑๒,๓๔๕.๕๐"),
        (90, Column("a", kind=Kind.MINUTES), "๑.๕"),
        (date(2026, 11, 22), Column("a", kind=Kind.DATE), "๒๒/๑๑/๒๕๖๙"),
        ("1963", Column("a", kind=Kind.PARTIAL_DATE), "๒๕๐๖"),
        (time(9), Column("a", kind=Kind.TIME), "๐๙.๐๐ น."),
        (Ticks(("/", "ล")), Column("a"), "/ ล"),
        (Parts((("เช้า", 3), ("บ่าย", None))), Column("a"), "เช้า ๓  บ่าย"),
    ],
)
def test_that_a_cell_is_written_as_its_column_says(value: Cell, column: Column, shown: str) -> None:
    assert cell_text(value, column, Style("be", "thai", "th")) == shown


def test_that_a_paper_of_arabic_digits_has_no_thai_ones() -> None:
    assert cell_text("หมู่ ๔", Column("a"), Style("be", "arabic", "th")) == "หมู่ 4"


def test_that_numbers_and_dates_stand_right_and_text_left() -> None:
    assert Column("a", kind=Kind.NUMBER).place is Align.RIGHT
    assert Column("a").place is Align.LEFT
    assert Column("a", align=Align.CENTRE, kind=Kind.DATE).place is Align.CENTRE


def test_that_a_head_of_a_group_reads_in_one_line() -> None:
    assert Column("วัน\nเดือน", group="เกิด").head == "เกิด วัน เดือน"


def test_that_a_change_needs_something_to_compare_with() -> None:
    assert change(110, 100) == 10
    assert change(1, 0) is None
    assert change(None, 5) is None
