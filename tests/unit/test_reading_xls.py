"""Workbooks of before 2007."""

from datetime import date, datetime, time
from pathlib import Path

import pytest

from learnsoc_desktop.exchange.errors import (
    DamagedFile,
    EmptyFile,
    FileUnreadable,
    ProtectedFile,
    SheetMissing,
    TooManyColumns,
    TooManyRows,
)
from learnsoc_desktop.exchange.tables import Limits, read_table
from tests.unit.spreadsheets import ole, xls


def write(folder: Path, data: bytes, name: str = "เก่า.xls") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_that_values_of_every_kind_are_read(tmp_path: Path) -> None:
    rows = [
        ["ชื่อ", "เกิด", "โทร", "x"],
        ["สมชาย", ("date", 45000), 812345678, True],
        [None, ("date", 45000.5), 1.5, ("error", 0x2A)],
        [],
        ["น้ำ", ("date", 0.5), ("date", -3)],
    ]
    table = read_table(write(tmp_path, xls(rows, name="ทะเบียน")))
    assert table.sheet == "ทะเบียน"
    assert table.heads == ("ชื่อ", "เกิด", "โทร", "x")
    moment = datetime(2023, 3, 15, 12, 0)  # noqa: DTZ001  spreadsheets know no zone
    assert [row.cells for row in table.rows] == [
        ("สมชาย", date(2023, 3, 15), 812345678, True),
        (None, moment, 1.5, "#N/A"),
        ("น้ำ", time(12, 0), -3),
    ]
    assert [row.number for row in table.rows] == [2, 3, 5]


def test_that_an_old_workbook_with_a_new_ending_is_read(tmp_path: Path) -> None:  # 47
    assert read_table(write(tmp_path, xls([["a"], ["b"]]), "a.xlsx")).rows[0].cells == ("b",)


def test_that_a_web_page_named_xls_is_said(tmp_path: Path) -> None:  # 47
    with pytest.raises(FileUnreadable, match="web page"):
        read_table(write(tmp_path, b"<html><table><tr><td>1</td></tr></table></html>"))


def test_that_a_password_is_said(tmp_path: Path) -> None:  # 46
    with pytest.raises(ProtectedFile):
        read_table(write(tmp_path, xls([["a"]], locked=True)))


def test_that_another_old_document_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DamagedFile):
        read_table(write(tmp_path, ole({"WordDocument": b"x"})))


def test_that_a_damaged_workbook_never_crashes(tmp_path: Path) -> None:  # 53
    whole = xls([["ก", 1]] * 5)
    for at in range(0, 2200, 41):
        broken = bytearray(whole)
        broken[at] ^= 0xFF
        for data in (bytes(broken), whole[: at + 600]):
            try:
                table = read_table(write(tmp_path, data))
            except FileUnreadable as error:
                assert str(error)  # noqa: PT017  both outcomes are right, a crash is not
            else:
                assert table.name


def test_that_a_container_that_runs_in_circles_is_refused(tmp_path: Path) -> None:
    data = bytearray(xls([["a"]]))
    data[1024 + 128 + 68 : 1024 + 128 + 72] = (1).to_bytes(4, "little")  # its own neighbour
    with pytest.raises(DamagedFile):
        read_table(write(tmp_path, bytes(data)))


def test_that_limits_hold(tmp_path: Path) -> None:
    small = Limits(rows=2, columns=2)
    with pytest.raises(TooManyRows):
        read_table(write(tmp_path, xls([["a"]] * 4)), limits=small)
    with pytest.raises(TooManyColumns):
        read_table(write(tmp_path, xls([["a"] * 3])), limits=small)


def test_that_a_hidden_sheet_is_not_read_unless_asked_for(tmp_path: Path) -> None:  # 50
    path = write(tmp_path, xls([["a"]], hidden=True))
    with pytest.raises(EmptyFile):
        read_table(path)
    assert read_table(path, sheet="Sheet1").heads == ("a",)
    with pytest.raises(SheetMissing):
        read_table(path, sheet="x")
