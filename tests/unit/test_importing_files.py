"""Heads are matched, rows are parsed, faults are placed."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from learnsoc_desktop.core.errors import FileRefused
from learnsoc_desktop.core.fields import FieldSpec, Kind, Label, LabelledEnum
from learnsoc_desktop.core.worker import Worker
from learnsoc_desktop.exchange.cells import Cell, SourceRow, SourceTable
from learnsoc_desktop.exchange.errors import FileUnreadable
from learnsoc_desktop.exchange.importing import (
    HeadsUnknown,
    ImportPlan,
    ImportResult,
    ParsedFile,
    WordList,
    good_rows,
    load,
    match_heads,
    parse_file,
)
from learnsoc_desktop.exchange.matching import find_heads
from learnsoc_desktop.exchange.tables import Table, read_in_child, write_table
from learnsoc_desktop.features.people.model import Sex
from tests.unit.spreadsheets import xlsx

TODAY = date(2026, 11, 22)
FARMER, TRADER = uuid4(), uuid4()
OCCUPATIONS = WordList([(FARMER, ("เกษตรกร",)), (TRADER, ("ค้าขาย",))])


class Mark(LabelledEnum):
    """A choice of the tests."""

    PRESENT = "present", "มา"
    ABSENT = "absent", "ขาด"


def spec(name: str, label: str, kind: Kind = Kind.TEXT, kind_type: type[Any] = str) -> FieldSpec:
    return FieldSpec(
        name, Label(label), kind, kind_type, max_length=20 if kind is Kind.TEXT else None
    )


# Labels as the catalogues have them, so that their Thai is known too.
SPECS = (
    spec("first_name", "First name"),
    spec("last_name", "Last name"),
    spec("born", "Date of birth", Kind.PARTIAL_DATE),
    spec("sex", "Sex", Kind.CHOICE, Sex),
    spec("phone", "Phone", Kind.PHONE),
    spec("occupation", "Occupation", Kind.CODE),
    spec("groups", "Target groups", Kind.CODES),
    spec("fee", "Fee", Kind.MONEY, int),
    spec("hours", "Hours", Kind.MINUTES, int),
    spec("joined", "Joined", Kind.DATE, date),
    spec("reads", "Reads", Kind.YES_NO, bool),
)
SYNONYMS = {
    "first_name": ("ชื่อ",),
    "last_name": ("นามสกุล", "สกุล"),
    "born": ("วันเกิด",),
    "phone": ("เบอร์โทร",),
}
PLAN = ImportPlan(
    SPECS,
    TODAY,
    synonyms=SYNONYMS,
    resolvers={"occupation": OCCUPATIONS, "groups": OCCUPATIONS},
    needed=(("first_name", "last_name"),),
)


def parsed(folder: Path, text: str, plan: ImportPlan = PLAN) -> ParsedFile:
    path = folder / "คน.csv"
    path.write_text(text, "utf-8")
    return parse_file(str(path), plan)


def fields(*heads: str) -> tuple[str, ...]:
    return match_heads(heads, SPECS, SYNONYMS).fields


def test_that_heads_are_known_by_name_label_or_synonym() -> None:
    assert fields("first_name", "FIRST NAME", "First name", "ชื่อ", "อะไร") == ("first_name",) * 4 + (
        "",
    )


def test_that_heads_are_known_with_blanks_signs_and_notes_around_them() -> None:  # 20
    for head in (" ชื่อ* ", "\u200bชื่อ", "ชื่\u200bอ", "ชื่อ.", "ชื่อ:", "ชื่อ (ภาษาไทย)", "ชือ่"):
        assert fields(head) == ("first_name",)
    assert fields("เบอร์ โทร", "วันเกิด (พ.ศ.)", "(…)", "") == ("phone", "born", "", "")


def test_that_the_labels_of_every_language_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    words = {"th": {"Sex": "เพศ"}, "en": {}}
    monkeypatch.setattr(
        "learnsoc_desktop.exchange.words._catalogue",
        lambda language: type(
            "Catalogue", (), {"gettext": lambda _self, text: words[language].get(text, text)}
        )(),
    )
    assert fields("เพศ", "Sex") == ("sex", "sex")


def test_that_two_columns_of_one_field_are_a_fault(tmp_path: Path) -> None:  # 19
    file = parsed(tmp_path, "ชื่อ,first_name,ชื่อ\nก,ข,ค\n")
    assert [(fault.row, fault.column) for fault in file.faults] == [(1, "first_name"), (1, "ชื่อ")]
    assert all("ชื่อ" in fault.text for fault in file.faults)
    with pytest.raises(FileRefused):
        good_rows(file, take_good_rows=True)


def test_that_a_person_may_choose_columns(tmp_path: Path) -> None:
    plan = replace(PLAN, columns={0: "last_name", 1: "", 2: "first_name"})
    file = parsed(tmp_path, "ชื่อ,สกุล,x\nก,ข,ค\n", plan)
    assert file.rows[0].values == {"last_name": "ก", "first_name": "ค"}
    assert file.matching.head("first_name") == "x"
    assert file.matching.head("phone") == "phone"
    assert file.faults == ()


def test_that_titles_over_the_heads_are_passed_over(tmp_path: Path) -> None:
    text = "ทะเบียนผู้เรียน,,\nศกร.ตำบลนาดี,,\nที่,ชื่อ,สกุล\n1,ก,ข\n"
    file = parsed(tmp_path, text)
    assert [row.values for row in file.rows] == [{"first_name": "ก", "last_name": "ข"}]
    assert (file.matching.head_row, file.rows[0].number) == (3, 4)
    assert "ที่" in file.notes[-1]


def test_that_heads_of_two_rows_are_read_together(tmp_path: Path) -> None:
    rows = [["ชื่อ", "ติดต่อ", None], [None, "เบอร์โทร", "วันเกิด"], ["ก", "0812345678", "2506"]]
    path = xlsx(tmp_path / "a.xlsx", rows)
    file = parse_file(str(path), PLAN)
    assert file.matching.heads == ("ชื่อ", "เบอร์โทร", "วันเกิด")
    assert file.rows[0].values == {"first_name": "ก", "phone": "0812345678", "born": "1963"}


def test_that_good_heads_are_left_as_they_are() -> None:
    table = SourceTable("a", ("ชื่อ", "x"), (SourceRow(2, ("ก", "ข")),))
    assert find_heads(table, SPECS, SYNONYMS) is table


def test_that_a_file_without_a_known_head_is_refused_with_examples(tmp_path: Path) -> None:
    with pytest.raises(HeadsUnknown) as caught:
        parsed(tmp_path, "x,y\n1,2\n")
    assert SPECS[0].title in caught.value.advice


def test_that_a_needed_column_that_is_missing_is_a_fault_of_the_file(tmp_path: Path) -> None:
    file = parsed(tmp_path, "เบอร์โทร\n0812345678\n")
    assert [(fault.row, fault.refuses) for fault in file.faults] == [(1, True)]
    with pytest.raises(FileRefused) as caught:
        good_rows(file, take_good_rows=True)
    assert caught.value.params["count"] == 1


def test_that_every_fault_has_its_row_and_its_head(tmp_path: Path) -> None:
    text = "ชื่อ,วันเกิด,Sex\nก,31/4/2506,male\nข,2506,x\nค,14/3/06,female\n"
    file = parsed(tmp_path, text)
    assert [(fault.row, fault.column, fault.refuses) for fault in file.faults] == [
        (2, "วันเกิด", True),
        (3, "Sex", True),
        (4, "วันเกิด", False),
    ]
    assert str(file.faults[0]).startswith("row 2, วันเกิด: ")
    assert "born" not in file.rows[0].values
    with pytest.raises(FileRefused) as caught:
        good_rows(file, take_good_rows=False)
    assert caught.value.faults == file.faults
    assert caught.value.params == {"name": "คน.csv", "count": 2}
    assert [row.number for row in good_rows(file, take_good_rows=True)] == [4]


def test_that_a_line_with_too_many_cells_is_a_fault(tmp_path: Path) -> None:  # 18
    file = parsed(tmp_path, "ชื่อ,สกุล\nก,ข,ค\nง\n")
    assert [(fault.row, fault.column) for fault in file.faults] == [(2, "")]
    assert file.rows[1].values == {"first_name": "ง", "last_name": ""}


def test_that_prepared_empty_lines_are_left_out(tmp_path: Path) -> None:
    file = parsed(tmp_path, "ที่,ชื่อ,เบอร์โทร\n1,ก,\n2,,\n3,,-\n4,,x\n")
    assert [row.number for row in file.rows] == [2, 5]


def test_that_words_no_list_knows_are_doubts_or_faults(tmp_path: Path) -> None:
    text = 'ชื่อ,occupation,groups\nก,นักบิน,"เกษตรกร, ค้าขาย, x"\n'
    row = parsed(tmp_path, text).rows[0]
    assert row.values == {"first_name": "ก", "groups": (FARMER, TRADER)}
    assert row.unknown == {"occupation": ("นักบิน",), "groups": ("x",)}
    assert not row.refused
    strict = parsed(tmp_path, text, replace(PLAN, strict={"occupation"}))
    assert [fault.refuses for fault in strict.faults] == [True, False]


def test_that_what_is_exported_comes_back_the_same(tmp_path: Path) -> None:  # 25
    written: dict[str, tuple[Cell, Any]] = {
        "first_name": ("=สมชาย", "=สมชาย"),
        "last_name": ("-", "-"),
        "born": ("1963-03", "1963-03"),
        "sex": ("female", Sex.FEMALE),
        "phone": ("0812345678", "0812345678"),
        "occupation": ("ค้าขาย", TRADER),
        "groups": ("ค้าขาย; เกษตรกร", (TRADER, FARMER)),
        "fee": (1234.5, 123450),
        "hours": (100 / 60, 100),
        "joined": (date(2026, 1, 31), date(2026, 1, 31)),
        "reads": (True, True),
    }
    rows = [[cell for cell, _value in written.values()], ["ก", *[None] * 10]]
    for name in ("a.csv", "a.xlsx"):
        write_table(Table(tuple(written), rows), tmp_path / name)
        file = parse_file(str(tmp_path / name), PLAN)
        assert file.faults == ()
        assert file.rows[0].values == {name: value for name, (_cell, value) in written.items()}
        assert set(file.rows[1].values.values()) == {"ก", "", None, ()}


def test_that_the_result_line_is_the_same_in_every_language() -> None:
    assert ImportResult(1, 2, 3, 4).line() == "added 1, changed 2, same 3, refused 4"


def test_that_the_same_file_has_the_same_fingerprint(tmp_path: Path) -> None:  # 25
    first, second = parsed(tmp_path, "ชื่อ\nก\n"), parsed(tmp_path, "ชื่อ\nก\n")
    assert first.sha256 == second.sha256
    assert first.sha256 != parsed(tmp_path, "ชื่อ\nข\n").sha256


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    worker = Worker()
    yield worker
    worker.close()


def test_that_files_are_read_in_the_child_with_progress(tmp_path: Path, worker: Worker) -> None:
    steps = []

    class Heard:
        def step(self, done: int, total: int, text: str = "") -> None:
            steps.append((done, total, text))

    path = tmp_path / "a.csv"
    path.write_text("ชื่อ,เบอร์โทร\n" + "ก,0812345678\n" * 1500, "utf-8")
    assert load(worker, path, PLAN, Heard()) == parse_file(str(path), PLAN)
    assert (1500, 1500, "") in steps
    assert read_in_child(worker, path).rows[0].cells == ("ก", "0812345678")


def test_that_a_refusal_in_the_child_arrives_as_it_is(tmp_path: Path, worker: Worker) -> None:
    path = tmp_path / "ไม่มี.csv"
    with pytest.raises(FileUnreadable, match="ไม่มี"):
        load(worker, path, PLAN)


def test_that_ten_thousand_rows_are_read_quickly(tmp_path: Path) -> None:
    rows = [
        [
            f"ชื่อ{n}",
            f"สกุล{n}",
            f"{n % 28 + 1}/{n % 12 + 1}/{2480 + n % 80}",
            "male",
            f"08{n:08}",
            "เกษตรกร",
        ]
        for n in range(10_000)
    ]
    path = tmp_path / "a.csv"
    write_table(Table([each.name for each in SPECS[:6]], rows), path)
    begun = time.perf_counter()
    file = parse_file(str(path), PLAN)
    assert time.perf_counter() - begun < 5, "a fifth of this is usual"
    assert (len(file.rows), file.faults) == (10_000, ())
