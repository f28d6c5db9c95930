"""What goes out: whole or not at all, harmless, and the same when it comes back."""

import csv
import errno
import io
import os
import zipfile
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from learnsoc_desktop.core.files import (
    STALE_SECONDS,
    DiskFull,
    FileNotWritable,
    FolderMissing,
    replacing,
)
from learnsoc_desktop.exchange.tables import (
    LIMITS,
    Table,
    read_table,
    write_csv,
    write_table,
    write_xlsx,
)
from learnsoc_desktop.exchange.writing import cell_text, sheet_name

HEADS = ("ชื่อ", "โทร", "เกิด")
DANGERS = [
    "=HYPERLINK(1)",
    "+1+1",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1",
    "  =1",
    "'=1",
    "+66812345678",
]
ODD = [
    "น้ำ", "นํ้า", "เเดง", "ๆ ฯ", "Robert'); DROP TABLE x;--", "<b>&amp;", "%s {0}", "NULL", "nan", "TRUE",
    "#N/A", '"', "''", "a,b;c\td|e", "บรรทัด 1\nบรรทัด 2", "😀", "\u202eกลับ", "ก" + "\u0e49" * 300, "ก" * 10_000,
    "0812345678", "1101700230708", "1.5", "1e5", "2026-11-22", "_x0041_", "'", "x\r\ny",
]  # fmt: skip


def written(folder: Path, table: Table, name: str) -> Path:
    path = folder / name
    write_table(table, path)
    return path


@pytest.mark.parametrize("name", ["ก.csv", "ก.xlsx"])
def test_that_text_comes_back_as_it_was(tmp_path: Path, name: str) -> None:  # 27, 31-36, 38
    texts = DANGERS + ODD
    table = Table(("รหัส", "=ข้อความ"), [("x", text) for text in texts])
    back = read_table(written(tmp_path, table, name))
    assert back.heads == table.heads
    assert [row.cells[1] for row in back.rows] == texts


def test_that_no_text_of_a_csv_file_begins_as_a_formula(tmp_path: Path) -> None:  # 27
    path = written(tmp_path, Table(("a",), [(text,) for text in DANGERS]), "a.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        cells = [row[0] for row in csv.reader(file)]
    assert cells == ["a", *[f"'{text}" for text in DANGERS]]


def test_that_text_of_a_workbook_is_text_and_never_a_formula(tmp_path: Path) -> None:  # 27, 28
    rows = [(text, "0812345678", 5) for text in DANGERS]
    path = written(tmp_path, Table(HEADS, rows), "a.xlsx")
    sheet = openpyxl.load_workbook(path).active
    for row in sheet.iter_rows(min_row=2):
        assert [cell.data_type for cell in row] == ["s", "s", "n"]
        assert row[1].number_format == "@", "touching it in the spreadsheet keeps the zero"
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.bold
    assert sheet.auto_filter.ref == f"A1:C{len(rows) + 1}"


def test_that_numbers_and_dates_keep_their_kind(tmp_path: Path) -> None:  # 37, 54
    moment = datetime(2026, 11, 22, 9, 30)  # noqa: DTZ001  spreadsheets know no zone
    row = (
        5,
        -5,
        1.5,
        True,
        False,
        None,
        date(2026, 11, 22),
        moment,
        time(9, 30),
        timedelta(hours=30),
    )
    table = Table([f"h{place}" for place in range(len(row))], [row])
    assert read_table(written(tmp_path, table, "a.xlsx")).rows[0].cells == row
    text = (
        "5",
        "-5",
        "1.5",
        "true",
        "false",
        None,
        "2026-11-22",
        "2026-11-22 09:30",
        "09:30",
        "30",
    )
    assert read_table(written(tmp_path, table, "a.csv")).rows[0].cells == text


def test_that_what_a_spreadsheet_cannot_hold_becomes_text(tmp_path: Path) -> None:  # 31, 37, 38
    row = (
        date(1899, 5, 1),
        float("inf"),
        float("nan"),
        1234567890123456789,
        "\ud800x",
        "ก" * 40_000,
    )
    path = written(tmp_path, Table("abcdef", [row]), "a.xlsx")
    cells = read_table(path).rows[0].cells
    assert cells[:5] == ("1899-05-01", "inf", "nan", "1234567890123456789", "\ufffdx")
    assert len(str(cells[5])) == LIMITS.cell
    table = Table("a", [("\ud800",)])
    assert read_table(written(tmp_path, table, "a.csv")).rows[0].cells == ("?",)


def test_that_excel_sees_thai_in_a_csv_file(tmp_path: Path) -> None:
    path = written(tmp_path, Table(HEADS, [("ก", "ข", None)]), "a.csv")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert path.read_bytes().endswith("ก,ข,\r\n".encode())


def test_that_wide_texts_give_wide_columns(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        Table(("ที่", "ที่อยู่"), [(1, "บ้านเลขที่ 99 หมู่ 3 ถนนเลียบคลอง"), (2, "x" * 200)]),
        "a.xlsx",
    )
    widths = openpyxl.load_workbook(path).active.column_dimensions
    assert widths["A"].width < 10
    assert 20 < widths["B"].width < 70


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("ผู้เรียน", "ผู้เรียน"),
        ("a/b\\c?d*e[f]g:h", "a b c d e f g h"),
        ("'อ้าง'", "อ้าง"),
        ("ก" * 40, "ก" * 31),
        ("", "Sheet1"),
        ("History", "Sheet1"),
    ],
)
def test_that_any_name_becomes_the_name_of_a_sheet(
    tmp_path: Path, name: str, shown: str
) -> None:  # 55
    assert sheet_name(name) == shown
    assert read_table(written(tmp_path, Table("a", [], name), "a.xlsx")).sheet == shown


def test_that_a_table_without_rows_has_its_heads(tmp_path: Path) -> None:
    for name in ("a.csv", "a.xlsx"):
        assert read_table(written(tmp_path, Table(HEADS, []), name)).heads == HEADS


class Stuck(io.FileIO):
    """A file on a full disk."""

    def write(self, _data: Any) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_that_a_full_disk_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: Any
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_text("old")
    opened = Path.open

    def stuck(self: Path, mode: str = "r", **options: Any) -> Any:
        if "w" not in mode:
            return opened(self, mode, **options)
        raw = Stuck(self, "w")
        return raw if "b" in mode else io.TextIOWrapper(raw, **options)

    monkeypatch.setattr(Path, "open", stuck)
    with pytest.raises(DiskFull) as caught:
        write(Table(HEADS, [("x" * 5000, "", "")] * 50), path)
    monkeypatch.undo()
    assert "a.xlsx" in str(caught.value)
    assert caught.value.advice
    assert path.read_text() == "old"
    assert list(tmp_path.glob(".learnsoc*")) == []


def test_that_a_missing_folder_and_a_folder_as_file_are_said(tmp_path: Path) -> None:
    with pytest.raises(FolderMissing):
        write_csv(Table("a", []), tmp_path / "usb" / "a.csv")
    (tmp_path / "b.csv").mkdir()
    with pytest.raises(FileNotWritable):
        write_csv(Table("a", []), tmp_path / "b.csv")
    assert [path.name for path in tmp_path.glob("*.part")] == []


def test_that_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old")

    def fail() -> None:
        with replacing(path) as part:
            part.write_text("half")
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011  any error will do
        fail()
    assert path.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == ["a.csv"]


def test_that_what_a_killed_process_left_is_swept_after_a_day(tmp_path: Path) -> None:
    old, young = tmp_path / ".learnsoc-1.part", tmp_path / ".learnsoc-2.part"
    for each in (old, young):
        each.touch()
    long_ago = datetime.now(UTC).timestamp() - STALE_SECONDS - 60
    os.utime(old, (long_ago, long_ago))
    write_csv(Table("a", []), tmp_path / "a.csv")
    assert not old.exists()
    assert young.exists()


def test_that_progress_is_reported(tmp_path: Path) -> None:
    class Heard:
        def __init__(self) -> None:
            self.steps: list[tuple[int, int]] = []

        def step(self, done: int, total: int, text: str = "") -> None:
            assert not text
            self.steps.append((done, total))

    for name in ("a.csv", "a.xlsx"):
        heard = Heard()
        write_table(Table("a", [("x",)] * 2500), tmp_path / name, heard)
        assert heard.steps == [(1000, 2500), (2000, 2500), (2500, 2500)]


def test_that_a_workbook_names_no_person_and_no_machine(tmp_path: Path) -> None:
    path = written(tmp_path, Table(HEADS, [("ก", "ข", "ค")]), "a.xlsx")
    with zipfile.ZipFile(path) as archive:
        assert str(tmp_path) not in "".join(
            map(str, (archive.read(name) for name in archive.namelist()))
        )


def test_that_hours_are_written_as_people_count_them() -> None:
    assert cell_text(timedelta(hours=1, minutes=30)) == "1.5"
