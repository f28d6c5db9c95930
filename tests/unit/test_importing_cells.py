"""Cells of files become typed values; the numbers are those of the list of hostile and broken input."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest

from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.core.fields import FieldSpec, Kind, Label, LabelledEnum
from learnsoc_desktop.exchange.cell_parsing import (
    BecameADate,
    BrokenLetters,
    CellParser,
    ErrorValue,
    NotAChoice,
    Parsed,
    TextTooLong,
)
from learnsoc_desktop.exchange.words import WordList

TODAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 12, 0)  # noqa: DTZ001  spreadsheets know no zone


class Sex(LabelledEnum):
    """A choice of the tests, with labels that the catalogues translate."""

    FEMALE = "female", "Female"
    MALE = "male", "Male"


def parser(kind: Kind, kind_type: type[Any] = str, **options: Any) -> CellParser:
    length = options.pop("max_length", None)
    spec = FieldSpec("field", Label("Field"), kind, kind_type, max_length=length)
    return CellParser(spec, today=TODAY, **options)


def value(kind: Kind, cell: Any, kind_type: type[Any] = str, **options: Any) -> Any:
    return parser(kind, kind_type, **options).parse(cell).value


def doubts(kind: Kind, cell: Any, **options: Any) -> tuple[str, ...]:
    return parser(kind, **options).parse(cell).doubts


def refuses(kind: Kind, cell: Any, kind_type: type[Any] = str, **options: Any) -> AppError:
    with pytest.raises(AppError) as caught:
        parser(kind, kind_type, **options).parse(cell)
    assert str(caught.value)
    return caught.value


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("  สมชาย\u00a0 ใจดี\u200b ", "สมชาย ใจดี"),  # 39
        ("นํ้า", "น้ำ"),  # 32
        ("เเดง", "แดง"),
        ("\u202eกลับ\u202c", "กลับ"),  # 31
        ("x\x07y", "xy"),
        ("😀 ดี", "😀 ดี"),
        ("ก" + "\u0e49" * 300, "ก้"),
        ("Robert'); DROP TABLE learner;--", "Robert'); DROP TABLE learner;--"),  # 33
        ("<script>", "<script>"),  # 34
        ("%s %n {0} {{}}", "%s %n {0} {{}}"),  # 35
        ("NULL", "NULL"),  # 36
        ("None", "None"),
        ("nan", "nan"),
        (True, "TRUE"),
        ("บรรทัด 1\nบรรทัด 2", "บรรทัด 1 บรรทัด 2"),
        (99, "99"),
        (99.0, "99"),
        (1.5, "1.5"),
        (1e308, "1e+308"),  # 37
        (time(9, 30), "09:30"),
        ("-", "-"),
    ],
)
def test_that_text_is_repaired_and_otherwise_kept(cell: Any, text: str) -> None:
    assert value(Kind.TEXT, cell) == text


def test_that_a_paragraph_keeps_its_lines_and_dates() -> None:
    assert value(Kind.PARAGRAPH, "a \r\n b") == "a\nb"
    assert value(Kind.PARAGRAPH, date(2026, 1, 2)) == "2026-01-02"


@pytest.mark.parametrize("cell", ["#N/A", "#REF!", "#DIV/0!"])
def test_that_an_error_of_the_spreadsheet_is_no_name(cell: str) -> None:  # 36
    assert isinstance(refuses(Kind.TEXT, cell), ErrorValue)


@pytest.mark.parametrize("cell", ["à¸ªà¸¡à¸\u008aà¸²à¸¢", "ÊÁªÒÂ", "สม\ufffd\ufffdย"])
def test_that_letters_broken_on_their_way_are_refused(cell: str) -> None:  # 10
    assert isinstance(refuses(Kind.TEXT, cell), BrokenLetters)


def test_that_accents_of_other_languages_are_letters() -> None:
    for name in ("René", "Nguyễn Thị Hồng", "Zoë Ærøskøbing", "àáâ"):
        assert value(Kind.TEXT, name) == name


def test_that_a_house_number_that_became_a_date_is_refused() -> None:
    assert isinstance(refuses(Kind.TEXT, date(2026, 2, 1)), BecameADate)


def test_that_a_text_longer_than_the_field_is_refused() -> None:  # 38
    error = refuses(Kind.TEXT, "ก" * 101, max_length=100)
    assert isinstance(error, TextTooLong)
    assert value(Kind.TEXT, "ก" * 100, max_length=100) == "ก" * 100


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("0812345678", "0812345678"),
        ("081-234-5678", "0812345678"),
        ("๐๘๑ ๒๓๔ ๕๖๗๘", "0812345678"),
        (812345678, "0812345678"),
        (812345678.0, "0812345678"),
        ("+66 81 234 5678", "0812345678"),
        ("'0812345678", "0812345678"),
        ("ไม่มี", ""),
        ("-", ""),
    ],
)
def test_that_a_phone_number_is_digits_as_text(cell: Any, number: str) -> None:  # 28
    assert value(Kind.PHONE, cell) == number


def test_that_a_lost_zero_is_given_back_with_a_doubt_and_lost_digits_are_refused() -> None:  # 28
    assert len(doubts(Kind.PHONE, 812345678)) == 1
    assert doubts(Kind.PHONE, "0812345678") == ()
    refuses(Kind.PHONE, "8.12E+08")
    refuses(Kind.PHONE, 8.123)
    refuses(Kind.PHONE, "ไม่ให้เบอร์")


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (1101700230708, "1101700230708"),
        (1101700230708.0, "1101700230708"),
        ("1-1017-00230-70-8", "1101700230708"),
        ("๑๑๐๑๗๐๐๒๓๐๗๐๘", "1101700230708"),
        ("1.101700230708E+12", "1101700230708"),
        ("G123456789012", "G123456789012"),
        ("ไม่มี", ""),
        ("N/A", ""),
    ],
)
def test_that_an_id_number_is_text_without_dashes(cell: Any, number: str) -> None:  # 29
    assert value(Kind.ID_NUMBER, cell) == number


def test_that_an_id_number_whose_digits_are_lost_is_refused() -> None:  # 29
    error = refuses(Kind.ID_NUMBER, "1.2345E+12")
    assert "lost" in str(error)
    assert error.advice
    refuses(Kind.ID_NUMBER, 1.5)


@pytest.mark.parametrize(
    ("cell", "stored"),
    [
        ("14/3/2506", "1963-03-14"),
        ("14/3/06", "1963-03-14"),
        ("๑๔ มี.ค. ๒๕๐๖", "1963-03-14"),
        ("14 มีนาคม 2506", "1963-03-14"),
        ("1963-03-14", "1963-03-14"),
        ("2506", "1963"),
        (2506, "1963"),
        ("3/2506", "1963-03"),
        ("1963~", "1963~"),
        ("29/2/2567", "2024-02-29"),
        (date(2506, 3, 14), "1963-03-14"),
        (date(1963, 3, 14), "1963-03-14"),
        (datetime(1963, 3, 14, 0, 1), "1963-03-14"),  # noqa: DTZ001
        (14032506, "1963-03-14"),
        (23084, "1963-03-14"),
        ("23084", "1963-03-14"),
        (243500, "2023-09-04"),
        ("-", ""),
        ("", ""),
    ],
)
def test_that_birth_dates_of_every_form_are_read(cell: Any, stored: str) -> None:  # 30, 54
    assert value(Kind.PARTIAL_DATE, cell) == stored


@pytest.mark.parametrize(
    "cell", ["31/4/2506", "29/2/2568", "0/0/0", "3/14/2506", "abc", 60, 9e9, -5, True]
)
def test_that_days_that_never_were_are_refused(cell: Any) -> None:  # 30
    refuses(Kind.PARTIAL_DATE, cell)
    refuses(Kind.DATE, cell)


def test_that_odd_birth_dates_are_taken_with_a_doubt() -> None:  # 30
    for cell in ("23/11/2569", "1/1/2430", "14/3/06", 23084):
        assert len(doubts(Kind.PARTIAL_DATE, cell)) == 1
    assert doubts(Kind.PARTIAL_DATE, "14/3/2506") == ()


def test_that_day_numbers_count_from_1904_where_the_file_says_so() -> None:  # 30
    assert value(Kind.DATE, 21622, starts_1904=True) == date(1963, 3, 14)
    assert value(Kind.DATE, 23084) == date(1963, 3, 14)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("22/11/69", TODAY),
        ("2026-11-22 09:30", TODAY),
        (NOON, TODAY),
        (date(2569, 11, 22), TODAY),
        ("221169", TODAY),
        ("-", None),
    ],
)
def test_that_whole_dates_are_read(cell: Any, day: date | None) -> None:
    assert value(Kind.DATE, cell) == day


def test_that_a_part_of_a_date_is_no_whole_date() -> None:
    refuses(Kind.DATE, "2506")
    refuses(Kind.DATE, date(2572, 2, 29))  # 2029 has no such day


@pytest.mark.parametrize(
    ("cell", "number"), [("1,234", 1234), ("๑๒", 12), (12, 12), (12.0, 12), ("-", None), ("-0", 0)]
)
def test_that_whole_numbers_are_read(cell: Any, number: int | None) -> None:
    assert value(Kind.NUMBER, cell, int) == number


@pytest.mark.parametrize(
    "cell", ["1.5", 1.5, "1e308", 1e308, "NaN", float("nan"), float("inf"), 10**30, True]
)
def test_that_what_is_no_whole_number_is_refused(cell: Any) -> None:  # 37
    refuses(Kind.NUMBER, cell, int)


def test_that_parts_of_numbers_are_read_where_they_make_sense() -> None:
    assert value(Kind.NUMBER, "1.5", float) == 1.5
    assert value(Kind.NUMBER, 1.5, float) == 1.5


@pytest.mark.parametrize(
    ("cell", "satang"), [("1,234.50", 123450), (1234.5, 123450), (0.1, 10), ("฿100", 10000)]
)
def test_that_money_is_read_as_satang(cell: Any, satang: int) -> None:
    assert value(Kind.MONEY, cell, int) == satang
    refuses(Kind.MONEY, 0.001, int)


@pytest.mark.parametrize(
    ("cell", "minutes"),
    [
        ("1:30", 90),
        ("1.5 ชม.", 90),
        (1.5, 90),
        (timedelta(hours=30), 1800),
        (time(1, 30), 90),
        (3, 180),
    ],
)
def test_that_hours_are_read_as_minutes(cell: Any, minutes: int) -> None:
    assert value(Kind.MINUTES, cell, int) == minutes


@pytest.mark.parametrize(
    "cell",
    ["9.30", "09:30", "9.30 น.", time(9, 30), 0.3958333333, datetime(2026, 1, 1, 9, 30, 5)],  # noqa: DTZ001
)
def test_that_times_of_day_are_read(cell: Any) -> None:
    assert value(Kind.TIME, cell) == time(9, 30)


def test_that_yes_and_no_are_read_in_words_and_ticks() -> None:
    for cell in ("yes", "ใช่", "มี", "✓", "/", 1, True, "TRUE", "1"):
        assert value(Kind.YES_NO, cell) is True
    for cell in ("no", "ไม่", "ไม่มี", 0, False, "0"):
        assert value(Kind.YES_NO, cell) is False
    assert value(Kind.YES_NO, "-") is None
    refuses(Kind.YES_NO, "บางที")


def test_that_a_choice_is_read_by_value_label_or_word() -> None:
    words = WordList([(Sex.MALE, ("ช", "ชาย")), (Sex.FEMALE, ("ญ.", "หญิง"))])
    for cell in ("male", "Male", "MALE", "ช", "ช.", " ชาย "):
        assert value(Kind.CHOICE, cell, Sex, words=words) is Sex.MALE
    assert value(Kind.CHOICE, "ญ", Sex, words=words) is Sex.FEMALE
    error = refuses(Kind.CHOICE, "กะเทย", Sex, words=words)
    assert isinstance(error, NotAChoice)
    assert "Female, Male" in str(error)


def test_that_codes_are_read_by_any_word_and_unknown_words_are_kept() -> None:
    farmer, trader, elder = uuid4(), uuid4(), uuid4()
    words = WordList(
        [
            (farmer, ("farmer", "เกษตรกร/ทำนา", "Farmer")),
            (trader, ("trader", "ค้าขาย")),
            (elder, ("elder", "ผู้สูงอายุ")),
        ]
    )
    assert value(Kind.CODE, "ค้าขาย", words=words) == trader
    assert value(Kind.CODE, "คาขาย", words=words) == trader, "without its tone mark too"
    unknown = parser(Kind.CODE, words=words).parse("นักบินอวกาศ")
    assert (unknown.known, unknown.unknown, len(unknown.doubts)) == (False, ("นักบินอวกาศ",), 1)
    assert value(Kind.CODES, "เกษตรกร/ทำนา", words=words) == (farmer,)
    assert value(Kind.CODES, "ผู้สูงอายุ; ค้าขาย;; ผู้สูงอายุ", words=words) == (elder, trader)
    some = parser(Kind.CODES, words=words).parse("ค้าขาย, x")
    assert (some.value, some.unknown, some.known) == ((trader,), ("x",), True)
    assert value(Kind.CODES, "-", words=words) == ()


def test_that_a_word_with_two_meanings_finds_neither() -> None:
    words = WordList([(1, ("บ้านนา",)), (2, ("บ้านนา",)), (3, ("บ้านโนน",))])
    parsed = parser(Kind.VILLAGE, words=words).parse("บ้านนา")
    assert not parsed.known
    assert "more than once" in parsed.doubts[0]
    assert words.find("บ้านโนน") == 3


def test_that_the_same_text_is_worked_out_once_and_faults_too() -> None:
    reader = parser(Kind.PARTIAL_DATE)
    assert reader.parse("14/3/2506") is reader.parse("14/3/2506")
    for _time in range(2):
        with pytest.raises(AppError):
            reader.parse("31/4/2506")
    assert isinstance(reader.parse("-"), Parsed)


ODD_CELLS: list[Any] = [
    *("", " ", "-", "=1+1"),
    *("'", "\ud800", "1e308", "٣", "²", "½", "0/0/0", "99/99/9999", "9" * 400, "ก" * 9000),
    *("00:00", "24:00", "-1", "+", ".", ",", ";", "/", "1.", ".5", "1,2,3", "1/2/3/4", "๐"),
    *("#N/A", "à¸", "(", "\n"),
    *(0, -1, 10**20, -(10**20), 0.5, -0.5, 1e308, float("nan"), float("inf"), float("-inf"), True, False),
    *(date.min, date.max, time.min, time.max, timedelta.min, timedelta.max),
    *(datetime.min, datetime.max),  # noqa: DTZ901  spreadsheets know no zone
]  # fmt: skip


@pytest.mark.parametrize("kind", list(Kind))
def test_that_any_cell_is_a_value_or_is_refused_in_words(kind: Kind) -> None:
    kind_type: type[Any] = {Kind.CHOICE: Sex, Kind.NUMBER: int, Kind.MONEY: int}.get(kind, str)
    words = WordList([(1, ("ก",))])
    outcomes = [
        outcome(parser(kind, kind_type, words=words, max_length=50), cell) for cell in ODD_CELLS
    ]
    assert all(outcomes)


def test_that_parts_of_a_number_are_read_or_refused_too() -> None:
    assert all(outcome(parser(Kind.NUMBER, float), cell) for cell in ODD_CELLS)


def outcome(reader: CellParser, cell: Any) -> str:
    """Return what became of a cell; anything but a value and a refusal in words fails the test."""
    try:
        return str(reader.parse(cell))
    except AppError as error:
        return f"{error} {error.advice}"
