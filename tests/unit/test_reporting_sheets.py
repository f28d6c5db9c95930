import csv
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from learnsoc_desktop.core.fields import Kind
from learnsoc_desktop.reporting.document import (
    Block,
    Column,
    Figure,
    Figures,
    Head,
    Heading,
    Note,
    Parts,
    Report,
    Role,
    Row,
    Table,
    Ticks,
)
from learnsoc_desktop.reporting.sheets import write_csv, write_xlsx

TABLE = Table(
    (
        Column("ที่"),
        Column("เลขประจำตัว", kind=Kind.ID_NUMBER),
        Column("ชื่อ\nสกุล"),
        Column("เกิด", kind=Kind.PARTIAL_DATE, group="วัน"),
        Column("เริ่ม", kind=Kind.DATE, group="วัน"),
        Column("คน", kind=Kind.NUMBER),
        Column("ร้อยละ", kind=Kind.NUMBER, places=2),
        Column("เงิน", kind=Kind.MONEY),
        Column("ชั่วโมง", kind=Kind.MINUTES),
        Column("มา"),
    ),
    (
        Row(
            (
                1,
                "0123456789012",
                "=HYPERLINK(1)",
                "1963-03-14",
                date(2026, 11, 22),
                1200,
                Decimal("41.666"),
                1234550,
                90,
                Ticks(("/",)),
            )
        ),
        Row((2, None, "สมชาย", "1963", None, None, None, None, None, Parts((("", 7),)))),
        Row(("", "", "รวม", "", "", 1200, None, None, None, None), Role.TOTAL),
    ),
    name="ราย/ชื่อ: [ผู้เรียน] ที่ยาวมากจนเกินความยาวของชื่อแผ่นงาน",
)


def _report(*blocks: Block, sample: bool = False) -> Report:
    return Report(
        "roll",
        "ทะเบียน",
        Head(("ศูนย์ ก", "อำเภอ ข")),
        blocks,
        period="ปีงบประมาณ 2570",
        filter="ทุกคน",
        as_of=datetime(2026, 11, 22, 16, 30),  # noqa: DTZ001
        counted="2 คน",
        sample=sample,
        calendar="be",
    )


def _rows(path: Path, sheet: int = 0) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(path)
    return list(book.worksheets[sheet].iter_rows(values_only=True))


def _csv(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_that_a_workbook_keeps_numbers_dates_and_codes_as_such(tmp_path: Path) -> None:
    write_xlsx(_report(TABLE), tmp_path / "roll.xlsx")
    rows = _rows(tmp_path / "roll.xlsx")
    head = rows.index(next(row for row in rows if row[0] == "ที่"))
    assert rows[head][2:5] == ("ชื่อ สกุล", "วัน เกิด", "วัน เริ่ม")
    assert rows[head + 1] == (
        1,
        "0123456789012",
        "=HYPERLINK(1)",
        datetime(1963, 3, 14),  # noqa: DTZ001
        datetime(2026, 11, 22),  # noqa: DTZ001
        1200,
        41.666,
        12345.5,
        1.5,
        "/",
    )
    assert rows[head + 2][1:4] == (None, "สมชาย", "2506")
    assert rows[head + 2][9] == 7
    assert rows[head + 3][2] == "รวม"


def test_that_a_text_is_never_a_formula_or_a_link(tmp_path: Path) -> None:
    write_xlsx(_report(TABLE), tmp_path / "roll.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "roll.xlsx").worksheets[0]
    cell = next(c for row in sheet.iter_rows() for c in row if c.value == "=HYPERLINK(1)")
    assert cell.data_type == "s"
    assert not cell.hyperlink


def test_that_a_workbook_says_what_it_is(tmp_path: Path) -> None:
    write_xlsx(_report(TABLE, Note("วิธีนับ"), sample=True), tmp_path / "roll.xlsx")
    text = [row[0] for row in _rows(tmp_path / "roll.xlsx")]
    assert text[:4] == ["ทะเบียน", "ศูนย์ ก · อำเภอ ข", "ปีงบประมาณ 2570", "ทุกคน"]
    assert "วิธีนับ" in text
    assert any("22 " in str(line) and "2569" in str(line) for line in text)


def test_that_each_table_has_a_sheet_with_a_name_that_may_be(tmp_path: Path) -> None:
    figures = Figures((Figure("คน", 513, 471), Figure("ครั้ง", None)), "ปีก่อน", name="ยอด")
    write_xlsx(_report(figures, Heading("ตาราง", 1), TABLE, TABLE), tmp_path / "roll.xlsx")
    names = openpyxl.load_workbook(tmp_path / "roll.xlsx").sheetnames
    assert len(set(names)) == 3
    assert names[0] == "ยอด"
    assert all(len(name) <= 31 for name in names)
    rows = _rows(tmp_path / "roll.xlsx")
    assert ("คน", 513, 471, pytest.approx(8.917, abs=0.001)) in rows


def test_that_the_same_report_gives_the_same_workbook(tmp_path: Path) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        write_xlsx(_report(TABLE), tmp_path / name)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_that_csv_holds_iso_dates_plain_numbers_and_no_formula(tmp_path: Path) -> None:
    write_csv(_report(TABLE), tmp_path / "roll.csv")
    rows = _csv(tmp_path / "roll.csv")
    head = rows.index(next(row for row in rows if row and row[0] == "ที่"))
    assert rows[head + 1] == [
        "1",
        "0123456789012",
        "'=HYPERLINK(1)",
        "1963-03-14",
        "2026-11-22",
        "1200",
        "41.67",
        "12345.5",
        "1.5",
        "/",
    ]
    assert rows[0] == ["ทะเบียน"]
    assert ["ปีงบประมาณ 2570"] in rows


@pytest.mark.parametrize("text", ["=1", "+66", "-1", "@a", "\tx", "  =1", "＝1", "'=1"])
def test_that_a_spreadsheet_runs_nothing_from_csv(tmp_path: Path, text: str) -> None:
    write_csv(_report(Table((Column("ก"),), (Row((text,)),))), tmp_path / "a.csv")
    assert _csv(tmp_path / "a.csv")[-1] == ["'" + text]


def test_that_odd_values_are_written(tmp_path: Path) -> None:
    number = Column("ค่า", kind=Kind.NUMBER)
    rows = [
        Row((value,))
        for value in (
            float("nan"),
            float("inf"),
            10**20,
            date(1850, 1, 1),
            "\ud800\x00ก",
            "ก" * 40_000,
        )
    ]
    report = _report(Table((number,), tuple(rows)))
    write_xlsx(report, tmp_path / "odd.xlsx")
    write_csv(report, tmp_path / "odd.csv")
    assert "ก" in [row[0] for row in _rows(tmp_path / "odd.xlsx")]
