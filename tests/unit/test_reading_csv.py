"""Text files as people bring them; the numbers are those of the list of hostile and broken input."""

import gzip
from pathlib import Path

import pytest

from learnsoc_desktop.exchange.errors import (
    BrokenQuotes,
    CellTooLong,
    EmptyFile,
    FileMissing,
    FileUnreadable,
    MixedLetters,
    NotATable,
    TooLarge,
    TooManyCells,
    TooManyColumns,
    TooManyRows,
    UnknownLetters,
)
from learnsoc_desktop.exchange.formula_guard import guarded, unguarded
from learnsoc_desktop.exchange.tables import Limits, SourceTable, read_table
from tests.unit.spreadsheets import zip_of

THAI = "ชื่อ,นามสกุล\nสมชาย,ใจดี\nน้ำฝน,แก้วมณี\n"
SMALL = Limits(rows=5, columns=4, cell=20, cells=15, file=5_000)


def read(folder: Path, data: bytes | str, limits: Limits | None = None) -> SourceTable:
    path = folder / "รายชื่อ.csv"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_table(path, limits=limits) if limits else read_table(path)


def cells(table: SourceTable) -> list[tuple[object, ...]]:
    return [row.cells for row in table.rows]


def test_that_an_empty_file_is_refused(tmp_path: Path) -> None:  # 1
    with pytest.raises(EmptyFile) as caught:
        read(tmp_path, b"")
    assert "รายชื่อ.csv" in str(caught.value)
    assert caught.value.advice


def test_that_a_file_of_a_bom_or_of_blank_lines_is_refused_as_empty(tmp_path: Path) -> None:  # 2
    for data in (b"\xef\xbb\xbf", b"\xff\xfe", b"\r\n\r\n ,, \r\n", b"sep=;\r\n"):
        with pytest.raises(EmptyFile):
            read(tmp_path, data)


def test_that_a_file_of_heads_alone_is_a_table_without_rows(tmp_path: Path) -> None:  # 3
    table = read(tmp_path, "ชื่อ,สกุล\r\n")
    assert table.heads == ("ชื่อ", "สกุล")
    assert table.rows == ()


@pytest.mark.parametrize(
    "encoding", ["utf-8-sig", "utf-8", "cp874", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_that_thai_is_read_in_every_encoding_offices_use(  # 4, 5, 6, 8
    tmp_path: Path, encoding: str
) -> None:
    table = read(tmp_path, THAI.encode(encoding))
    assert table.heads == ("ชื่อ", "นามสกุล")
    assert cells(table) == [("สมชาย", "ใจดี"), ("น้ำฝน", "แก้วมณี")]


def test_that_tis_620_with_the_curly_quotes_of_excel_is_read(tmp_path: Path) -> None:  # 7
    table = read(tmp_path, "ชื่อ,ฉายา\nสมชาย,“แดง” – เล็ก\n".encode("cp874"))
    assert table.encoding == "cp874"
    assert cells(table) == [("สมชาย", "“แดง” – เล็ก")]


def test_that_a_file_of_two_encodings_is_refused_with_the_row(tmp_path: Path) -> None:  # 9
    data = "ชื่อ,สกุล\nสมชาย,ใจดี\n".encode() + "น้ำฝน,แก้วมณี\n".encode("cp874")
    with pytest.raises(MixedLetters) as caught:
        read(tmp_path, data)
    assert caught.value.params["row"] == 3


def test_that_letters_of_other_countries_are_never_guessed(tmp_path: Path) -> None:
    for text in ("nom,ville\nRené,Besançon\nZoë,Orléans\n", "имя,город\nИван,Москва\n"):
        encoding = "latin-1" if "nom" in text else "cp1251"
        with pytest.raises(UnknownLetters) as caught:
            read(tmp_path, text.encode(encoding))
        assert "CSV UTF-8" in caught.value.advice


def test_that_nul_and_control_codes_are_left_out_and_said(tmp_path: Path) -> None:  # 11
    table = read(tmp_path, THAI.replace("สมชาย", "สม\x00ชา\x07ย") + THAI * 30)
    assert table.rows[0].cells == ("สมชาย", "ใจดี")
    assert len(table.notes) == 1


def test_that_lines_may_end_with_carriage_returns_alone(tmp_path: Path) -> None:  # 12
    assert cells(read(tmp_path, THAI.replace("\n", "\r"))) == [
        ("สมชาย", "ใจดี"),
        ("น้ำฝน", "แก้วมณี"),
    ]


def test_that_a_line_end_inside_quotes_stays_in_its_cell(tmp_path: Path) -> None:  # 13
    table = read(tmp_path, 'a,b\n"บรรทัด 1\nบรรทัด 2",x\nc,d\n')
    assert cells(table) == [("บรรทัด 1\nบรรทัด 2", "x"), ("c", "d")]
    assert [row.number for row in table.rows] == [2, 3], "as the spreadsheet numbers them"


def test_that_an_unclosed_quote_is_refused_with_its_row(tmp_path: Path) -> None:  # 14
    with pytest.raises(BrokenQuotes) as caught:
        read(tmp_path, 'a,b\nc,d\ne,"f\ng,h\n')
    assert caught.value.params["row"] == 3
    with pytest.raises(BrokenQuotes):
        read(tmp_path, 'a,b\n"แดง" ดี,d\n')


def test_that_a_quote_in_the_middle_of_a_name_is_a_letter(tmp_path: Path) -> None:
    assert cells(read(tmp_path, 'a,b\nสมชาย "แดง",d\n')) == [('สมชาย "แดง"', "d")]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_that_the_separator_is_found(tmp_path: Path, separator: str) -> None:  # 15
    text = "a,b,c\n1,2,3\n4,,6\n".replace(",", separator)
    assert cells(read(tmp_path, text)) == [("1", "2", "3"), ("4", None, "6")]


def test_that_a_separator_line_is_obeyed_and_not_counted(tmp_path: Path) -> None:  # 15
    table = read(tmp_path, "sep=;\r\na;b\r\n1,5;2\r\n")
    assert cells(table) == [("1,5", "2")]
    assert (table.head_row, table.rows[0].number) == (1, 2)


def test_that_commas_inside_cells_do_not_hide_the_separator(tmp_path: Path) -> None:
    text = "ชื่อ;ที่อยู่\nก;1, ม.2, ต.นา\nข;3, ม.4, ต.นา\n"
    assert read(tmp_path, text).heads == ("ชื่อ", "ที่อยู่")


def test_that_a_huge_cell_is_refused_with_its_row(tmp_path: Path) -> None:  # 16
    with pytest.raises(CellTooLong) as caught:
        read(tmp_path, "a,b\n1,2\n3," + "ก" * 21 + "\n", SMALL)
    assert caught.value.params["row"] == 3


def test_that_too_many_columns_are_refused(tmp_path: Path) -> None:  # 17
    with pytest.raises(TooManyColumns):
        read(tmp_path, "a," * 4 + "b\n", SMALL)
    assert read(tmp_path, "a,b,c,d,,,,,,\n1,2,3,4,,,,,,,,,,,\n", SMALL).heads == tuple("abcd")


def test_that_ragged_rows_are_read_as_they_are(tmp_path: Path) -> None:  # 18
    table = read(tmp_path, "a,b,c\n1\n1,2,3,4\n\n,,3\n")
    assert cells(table) == [("1",), ("1", "2", "3", "4"), (None, None, "3")]
    assert [row.number for row in table.rows] == [2, 3, 5]


def test_that_heads_lose_blanks_and_invisible_letters_around_them(tmp_path: Path) -> None:  # 20
    table = read(tmp_path, "\ufeff\ufeff ชื่อ \u200b,\u200bสกุล,,\n1,2\n")
    assert table.heads == ("ชื่อ", "สกุล")


def test_that_too_many_rows_or_cells_are_refused_before_all_are_read(tmp_path: Path) -> None:  # 21
    with pytest.raises(TooManyRows):
        read(tmp_path, "a\n" + "1\n" * 6, SMALL)
    assert len(read(tmp_path, "a\n" + "1\n" * 5, SMALL).rows) == 5
    with pytest.raises(TooManyCells):
        read(tmp_path, "a,b,c\n" + "1,2,3\n" * 5, SMALL)
    with pytest.raises(TooLarge):
        read(tmp_path, "a\n" + " \n" * 3_000, SMALL)


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"%PDF-1.7\n...", "PDF"),
        (b"\x89PNG\r\n\x1a\n....", "picture"),
        (b"MZ\x90\x00\x03", "program"),
        (b"SQLite format 3\x00", "database"),
        (bytes(range(256)) * 20, ""),
        (b"<!DOCTYPE html><table><tr><td>1</td></tr></table>", "web page"),
        (b"\xef\xbb\xbf <html>", "web page"),
    ],
)
def test_that_other_files_named_csv_are_told_by_what_they_are(  # 22
    tmp_path: Path, data: bytes, word: str
) -> None:
    with pytest.raises(FileUnreadable) as caught:
        read(tmp_path, data)
    assert word in str(caught.value)


def test_that_packed_files_named_csv_are_told_by_what_they_are(tmp_path: Path) -> None:  # 23
    with pytest.raises(NotATable, match="GZIP"):
        read(tmp_path, gzip.compress(THAI.encode()))
    with pytest.raises(NotATable, match="ZIP"):
        read(tmp_path, zip_of({"a.csv": THAI.encode()}))


def test_that_an_end_mark_of_old_systems_is_no_row(tmp_path: Path) -> None:  # 24
    assert len(read(tmp_path, THAI + "\x1a").rows) == 2


def test_that_a_file_that_is_not_there_or_a_folder_is_said(tmp_path: Path) -> None:
    for path in (tmp_path / "ไม่มี.csv", tmp_path):
        with pytest.raises(FileMissing):
            read_table(path)


def test_that_what_is_guarded_comes_back_as_it_was() -> None:  # 27
    texts = [
        "=1",
        "'=1",
        "''=1",
        "'a",
        "a",
        "",
        " =1",
        "＝1",
        "\t",
        "-",
        "@x",
        "+66",
        "'",
        "'\t",
        "\u00a0+",
    ]
    for text in texts:
        assert unguarded(guarded(text)) == text
    for text in (
        "=1",
        "+1",
        "-2",
        "@SUM",
        "\t=1",
        "\r=1",
        "  =1",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "\n=1",
    ):
        assert guarded(text)[0] == "'"


def test_that_numbers_written_as_formulas_of_text_are_text(tmp_path: Path) -> None:  # 28
    table = read(tmp_path, 'โทร,เลข\n="0812345678","=""1101700230708"""\n=",="\n')
    assert cells(table) == [("0812345678", "1101700230708"), ('="', '="')]


def test_that_names_that_look_like_code_stay_names(tmp_path: Path) -> None:  # 33, 34, 35, 36
    names = ["Robert'); DROP TABLE learner;--", "<script>", "<img onerror=1>", "%s %n {0} {{}}"]
    names += ["NULL", "None", "nan", "TRUE"]
    table = read(tmp_path, "ชื่อ\n" + "".join(f'"{name}"\n' for name in names))
    assert [row.cells[0] for row in table.rows] == names


def test_that_a_title_over_the_heads_can_be_passed_over(tmp_path: Path) -> None:
    table = read(tmp_path, "ทะเบียนผู้เรียน,,\n\nชื่อ,สกุล,\nก,ข,\n")
    assert table.heads == ("ทะเบียนผู้เรียน",)
    lower = table.headed(3)
    assert lower.heads == ("ชื่อ", "สกุล")
    assert cells(lower) == [("ก", "ข")]
    assert lower.headed(1) == table
