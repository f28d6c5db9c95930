"""Cases 1 to 26: text files as people bring them, and text files that are none."""

import gzip
import random

import pytest

from tests.faults.cases.registry import GOOD_ID, HEADS, NOBODY, Registry, digest, line, table
from tests.unit.spreadsheets import zip_of

EMPTY = "“people.csv” is empty. Choose a file that holds a table with one row of headings."


def test_case_01_an_empty_file_is_said_to_be_empty(registry: Registry) -> None:
    registry.refuses(b"", EMPTY)


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"])
def test_case_02_a_file_of_nothing_but_a_mark_is_empty(registry: Registry, mark: bytes) -> None:
    registry.refuses(mark, EMPTY)


def test_case_03_heads_alone_bring_nobody(registry: Registry) -> None:
    before = digest(registry.folder)
    ran = registry.run("import", "people", registry.put(HEADS + "\r\n"))
    assert (ran.code, ran.out) == (0, [NOBODY])
    assert digest(registry.folder) == before


@pytest.mark.parametrize(
    ("encoding", "case"),
    [
        ("utf-8-sig", 4),
        ("utf-8", 5),
        ("cp874", 6),
        ("utf-16", 8),
        ("utf-16-le", 8),
        ("utf-16-be", 8),
    ],
)
def test_cases_04_05_06_08_thai_is_read_in_every_encoding(
    registry: Registry, encoding: str, case: int
) -> None:
    assert case
    registry.takes(table(line("น้ำฝน"), line("ศักดิ์")).encode(encoding), "น้ำฝน", "ศักดิ์")


def test_case_07_windows_thai_with_curly_quotes_is_read(registry: Registry) -> None:
    registry.takes(table(line("สมใจ “แดง” – เล็ก…")).encode("cp874"), "สมใจ “แดง” – เล็ก…")


@pytest.mark.parametrize("first", ["utf-8", "cp874"])
def test_case_09_two_encodings_in_one_file_are_refused_with_the_row(
    registry: Registry, first: str
) -> None:
    second = "cp874" if first == "utf-8" else "utf-8"
    data = table(line("ก"), line("ข")).encode(first) + (line("น้ำฝน") + "\n").encode(second)
    row = 4 if first == "utf-8" else 1
    registry.refuses(
        data,
        f"Row {row} of “people.csv” is not written in the same kind of letters as the others. "
        "Save it as XLSX or as “CSV UTF-8”, then try again.",
    )


def test_case_10_thai_read_as_latin_letters_is_refused_cell_by_cell(registry: Registry) -> None:
    broken = "สมชาย".encode("cp874").decode("latin-1")
    registry.refuses(
        table(line(broken)),
        f"row 2, ชื่อ: The letters were broken by another program: {broken} "
        "Take the text from where it was still readable.",
    )


@pytest.mark.parametrize(("name", "encoding"), [("René Besançon", "latin-1"), ("Иван", "cp1251")])
def test_case_10_letters_of_other_countries_are_never_guessed(
    registry: Registry, name: str, encoding: str
) -> None:
    data = table(line(name)).encode("ascii", "ignore") + name.encode(encoding) + b",x,x,x\n"
    registry.refuses(data, "The letters of “people.csv” cannot be read. Save it as XLSX or as “CSV")


def test_case_11_nul_bytes_are_left_out_and_said(registry: Registry) -> None:
    data = table(*(line(f"คน{number}") for number in range(30))).replace("คน7", "คน\x007")
    said = "Characters that cannot be shown were left out."
    assert registry.looks(data).notes == (said,)
    registry.takes(data, *(f"คน{number}" for number in range(30)))
    registry.refuses(
        data.replace("0811111111", "08\x0011\x0011\x00\x001111"),
        "“people.csv” is not a table but a file of another program.",
    )


def test_case_12_lines_that_end_with_carriage_returns_are_lines(registry: Registry) -> None:
    registry.takes(table(line("ก้อย"), line("นุ่น")).replace("\n", "\r"), "ก้อย", "นุ่น")


def test_case_13_a_line_end_inside_quotes_is_no_new_row(registry: Registry) -> None:
    registry.takes(table(line('"ก้อย\r\nเล็ก"'), line("นุ่น")), "ก้อย เล็ก", "นุ่น")


def test_case_14_an_unclosed_quote_is_refused_with_its_row(registry: Registry) -> None:
    sentence = "a quotation mark is missing or stands in the wrong place."
    registry.refuses(table(line("ก"), line('"ข')), f"Row 3 of “people.csv”: {sentence}")
    registry.refuses(table(line("ก")) + '"', f"Row 3 of “people.csv”: {sentence}")


@pytest.mark.parametrize("separator", [";", "\t", "|"])
@pytest.mark.parametrize("start", ["", "sep={}\r\n"])
def test_case_15_any_separator_is_found_or_obeyed(
    registry: Registry, separator: str, start: str
) -> None:
    text = table(line("ก้อย"), line("นุ่น")).replace(",", separator)
    registry.takes(start.format(separator) + text, "ก้อย", "นุ่น")
    bad = table(line(phone="x")).replace(",", separator)
    registry.refuses(start.format(separator) + bad, "row 2, โทร: “x” is not a telephone number.")


def test_case_16_a_field_of_ten_megabytes_is_refused_with_its_row(registry: Registry) -> None:
    registry.refuses(
        table(line("ก"), line("x" * 10_000_000)),
        "Row 3 of “people.csv” holds a text of more than 32,767 letters. "
        "Shorten it, or look whether a quotation mark is missing.",
    )


def test_case_17_a_hundred_thousand_columns_are_refused(registry: Registry) -> None:
    registry.refuses(
        table(line() + "," * 100_000 + "x"),
        "“people.csv” has more than 200 columns (something stands in row 2). "
        "Delete what stands far to the right, then save it again.",
    )


def test_case_18_a_row_with_more_cells_than_heads_is_refused(registry: Registry) -> None:
    registry.refuses(
        table(line("ก"), "ข,ดี", "ค,ดี,ช,0811111111,เกิน"),
        "row 3, เพศ: Choose one; “not stated” is a choice too.",
        "row 3, โทร: A phone number, a LINE name or a village is needed.",
        "row 4: This row has more cells than there are headings.",
    )


def test_case_19_two_columns_of_one_heading_are_refused(registry: Registry) -> None:
    registry.refuses(
        table("ก,ข,ดี,ช,0811111111", heads="ชื่อ,ชื่อ,นามสกุล,เพศ,โทร"),
        "row 1, ชื่อ: This column means the same as “ชื่อ”.",
    )


def test_case_20_headings_are_known_with_blanks_and_invisible_letters(registry: Registry) -> None:
    heads = "\ufeff\ufeff ชื่อ \u200b,\u200bนามสกุล\u00a0,เพศ\t,\u200bโทร "
    registry.takes(table(line("ก้อย"), heads=heads), "ก้อย")


def test_case_21_two_million_rows_are_refused(registry: Registry) -> None:
    registry.refuses(
        "ชื่อ\n" + "ก\n" * 2_000_000,
        "“people.csv” has more than 200,000 rows. "
        "Take out what is not needed, or divide it into several files.",
    )


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"%PDF-1.7\n", "a PDF"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"MZ\x90\x00\x03", "a program"),
        (b"SQLite format 3\x00", "a database"),
        (b"\x00\x01\x02\x03", ""),
    ],
)
def test_case_22_a_binary_file_named_csv_is_told_by_what_it_is(
    registry: Registry, start: bytes, kind: str
) -> None:
    data = start + random.Random(22).randbytes(20_000)
    registry.refuses(
        data,
        f"“people.csv” is not a table but {kind}."
        if kind
        else "The letters of “people.csv” cannot be read.",
    )


def test_case_23_packed_files_named_csv_are_told_by_what_they_are(registry: Registry) -> None:
    whole = table().encode()
    registry.refuses(gzip.compress(whole), "“people.csv” is not a table but a packed file (GZIP).")
    registry.refuses(
        zip_of({"people.csv": whole}), "“people.csv” is not a table but a packed file (ZIP)."
    )


def test_case_24_an_end_mark_of_old_systems_is_no_row(registry: Registry) -> None:
    old = table(line("ก้อย")).encode("cp874") + b"\x1a\x00\x00"
    assert registry.looks(old).notes == ()
    registry.takes(old, "ก้อย")


def test_case_25_the_same_file_twice_changes_nothing(registry: Registry) -> None:
    file = registry.put(table(line("ก้อย"), line("นุ่น")))
    registry.takes(file, "ก้อย", "นุ่น")
    before = digest(registry.folder)
    again = registry.run("import", "people", file)
    assert (again.code, again.out) == (0, ["added 0, changed 0, same 2, refused 0"])
    assert digest(registry.folder) == before


def test_case_26_one_number_for_two_spellings_is_refused(registry: Registry) -> None:
    registry.refuses(
        table(
            f"{line('วิไล', 'ศรีสุข')},{GOOD_ID}",
            f"{line('วิไลย์', 'ศรีสุข')},1-1017-00230-70-8",
            heads=f"{HEADS},เลขบัตร",
        ),
        "row 3: This is the same person as in row 2.",
    )


def test_case_26_a_row_twice_is_added_twice_and_told(registry: Registry) -> None:
    doubt = "row 3: This may be the same person as in row 2."
    registry.takes(table(line("วิไล"), line("วิไล")), "วิไล", "วิไล", doubts=[doubt])
