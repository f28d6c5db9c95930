from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.formats import (
    DateIncomplete,
    DateRefused,
    HoursNotUnderstood,
    NoSuchDay,
    NoSuchMonth,
    NoSuchYear,
    NotWhole,
    NumberNotUnderstood,
    Style,
    TimeNotUnderstood,
)

DAY = date(2026, 11, 22)
THAI_DIGITS = Style("be", "thai", "th")
THAI_CE = Style("ce", "arabic", "th")
ENGLISH = Style("ce", "arabic", "en")
ENGLISH_BE = Style("be", "arabic", "en")


@pytest.mark.parametrize(
    ("write", "style", "text"),
    [
        (formats.date_short, Style(), "22/11/2569"),
        (formats.date_brief, Style(), "22 พ.ย. 69"),
        (formats.date_medium, Style(), "22 พ.ย. 2569"),
        (formats.date_long, Style(), "22 พฤศจิกายน 2569"),
        (formats.date_full, Style(), "วันอาทิตย์ที่ 22 พฤศจิกายน พ.ศ. 2569"),
        (formats.date_short, THAI_DIGITS, "๒๒/๑๑/๒๕๖๙"),
        (formats.date_brief, THAI_DIGITS, "๒๒ พ.ย. ๖๙"),
        (formats.date_long, THAI_DIGITS, "๒๒ พฤศจิกายน ๒๕๖๙"),
        (formats.date_full, THAI_DIGITS, "วันอาทิตย์ที่ ๒๒ พฤศจิกายน พ.ศ. ๒๕๖๙"),
        (formats.date_full, THAI_CE, "วันอาทิตย์ที่ 22 พฤศจิกายน ค.ศ. 2026"),
        (formats.date_short, ENGLISH, "22/11/2026"),
        (formats.date_brief, ENGLISH, "22 Nov 2026"),
        (formats.date_brief, ENGLISH_BE, "22 Nov 2569"),
        (formats.date_full, ENGLISH, "Sunday, 22 November 2026"),
        (formats.date_full, ENGLISH_BE, "Sunday, 22 November 2569 B.E."),
        (formats.month_year, Style(), "พฤศจิกายน 2569"),
        (formats.weekday_name, ENGLISH, "Sunday"),
    ],
)
def test_that_a_date_is_written_as_people_here_write_it(write, style, text):
    assert write(DAY, style=style) == text
    formats.set_style(style)
    assert write(DAY) == text


def test_that_a_range_of_days_says_nothing_twice():
    assert formats.date_range(DAY, date(2026, 11, 24)) == "22–24 พ.ย. 2569"
    assert formats.date_range(DAY, date(2026, 12, 2)) == "22 พ.ย. – 2 ธ.ค. 2569"
    assert formats.date_range(DAY, date(2027, 1, 2)) == "22 พ.ย. 2569 – 2 ม.ค. 2570"
    assert formats.date_range(DAY, DAY) == formats.date_range(DAY, None) == "22 พ.ย. 2569"
    assert formats.date_range(DAY, date(2026, 12, 2), short=False, style=THAI_DIGITS) == (
        "๒๒ พฤศจิกายน – ๒ ธันวาคม ๒๕๖๙"
    )
    assert formats.date_range(None, None) == "–"


def test_that_times_have_a_dot_in_thai_and_a_colon_in_english():
    assert formats.time_range(time(9), time(12)) == "09.00–12.00 น."
    assert formats.time_range(time(9), time(12), style=THAI_DIGITS) == "๐๙.๐๐–๑๒.๐๐ น."
    assert formats.time_range(time(9), time(12), style=ENGLISH) == "09:00–12:00"
    assert formats.time_range(time(9), None) == "09.00 น."
    assert formats.time_range(None, None) == "–"


def test_that_a_moment_is_shown_in_this_computers_time():
    at = datetime(2026, 11, 22, 2, 30, tzinfo=UTC)
    own = at.astimezone()
    shown = f"{formats.date_medium(own.date())} {own:%H.%M} น."
    assert formats.moment(at) == shown
    assert formats.moment(datetime(2026, 11, 22, 9, 5)) == "22 พ.ย. 2569 09.05 น."  # noqa: DTZ001


def test_that_numbers_are_rounded_half_up_and_separated():
    assert formats.number(1234567.5, 2) == "1,234,567.50"
    assert formats.number(2.675, 2) == "2.68"
    assert formats.number(0.5) == "1"
    assert formats.number(Decimal("2.5")) == "3"
    assert formats.number(-3) == "−3"
    assert formats.number(-0.2) == "0"
    assert formats.number(1234, style=THAI_DIGITS) == "๑,๒๓๔"
    assert formats.number(1e308).endswith("000")
    assert formats.number(float("nan")) == formats.number(float("inf")) == "–"


def test_that_hours_are_written_without_needless_figures():
    shown = [formats.hours(minutes) for minutes in (180, 90, 100, 0, 60_000)]
    assert shown == ["3", "1.5", "1.67", "0", "1,000"]


def test_that_money_shares_and_changes_are_written_as_papers_have_them():
    assert formats.money(1_234_550) == "12,345.50"
    assert formats.money(5) == "0.05"
    assert formats.share(5, 12) == "41.7"
    assert formats.share(1, 8, 2) == "12.50"
    assert formats.percent(41.66) == "41.7"
    assert formats.change(110, 101) == "+8.9"
    assert formats.change(90, 101) == "−10.9"
    assert formats.change(101, 101) == "0.0"
    assert formats.difference(12) == "+12"
    assert formats.difference(-3) == "−3"
    assert formats.difference(0) == "0"


def test_that_what_is_not_known_is_a_dash():
    unknown = [
        formats.number(None),
        formats.hours(None),
        formats.money(None),
        formats.share(1, 0),
        formats.share(None, 3),
        formats.change(3, 0),
        formats.change(None, 3),
        formats.difference(None),
        formats.time_of_day(None),
        formats.moment(None),
        *(write(None) for write in (formats.date_short, formats.date_brief, formats.date_medium)),
        *(write(None) for write in (formats.date_long, formats.date_full)),
    ]
    assert set(unknown) == {"–"}


DAY_AS_TYPED = [
    "22/11/69",
    "22/11/2569",
    "22-11-2569",
    "22112569",
    "221169",
    "๒๒ พ.ย. ๖๙",
    "๒๒/๑๑/๒๕๖๙",
    "22 พ.ย. 2026",
    "22/11/2026",
    "2026-11-22",
    "2569-11-22",
    "2569/11/22",
    "20261122",
    "22.11.2569",
    "22 / 11 / 2569",
    "22 - 11 - 2569",
    "22–11–2569",
    "22 พฤศจิกายน 2569",
    "22พ.ย.69",
    "22 พย 69",
    "22-พ.ย.-69",
    "22 พฤศจิกา 2569",
    "22 November 2026",
    "November 22, 2026",
    "22nd Nov 2026",
    "22-Nov-2026",
    "Sunday, 22 November 2569 B.E.",
    "วันอาทิตย์ที่ 22 พฤศจิกายน พ.ศ. 2569",
    "วันที่ ๒๒ เดือน ๑๑ ปี ๒๕๖๙",
    "22 พ.ย. ค.ศ. 2026",
    "22/11/2569 0:00:00",
    "2026-11-22T09:30:00",
    "22/11/2569 09.30 น.",
    "อาทิตย์ 22 พ.ย. 2569",
]


@pytest.mark.parametrize("text", DAY_AS_TYPED)
def test_that_a_day_is_read_in_every_form_people_use(text):
    assert formats.parse_date(text) == DAY


@pytest.mark.parametrize("style", [Style(), THAI_DIGITS, THAI_CE, ENGLISH, ENGLISH_BE])
@pytest.mark.parametrize(
    "write",
    [
        formats.date_short,
        formats.date_brief,
        formats.date_medium,
        formats.date_long,
        formats.date_full,
    ],
)
def test_that_a_day_is_read_as_it_was_written(style, write):
    assert formats.parse_date(write(DAY, style=style)) == DAY


@pytest.mark.parametrize(
    ("text", "error", "salvage"),
    [
        ("31/2/2512", NoSuchDay, "1969-02"),
        ("31022512", NoSuchDay, "1969-02"),
        ("29/2/2568", NoSuchDay, "2025-02"),
        ("31/4/2500", NoSuchDay, "1957-04"),
        ("11/22/2569", NoSuchMonth, "2026"),
        ("1/1/2300", NoSuchYear, ""),
        ("1/1/1799", NoSuchYear, ""),
        ("1/1/2744", NoSuchYear, ""),
        ("1 ม.ค. พ.ศ. 2026", NoSuchYear, ""),
        ("1 Jan 69 AD", NoSuchYear, ""),
        ("0/0/0", DateRefused, ""),
        ("5/0/2500", DateRefused, "1957"),
        ("22/11", DateRefused, ""),
        ("1 พฤศจิกายน", DateRefused, ""),
        ("22 พฤ 2569", DateRefused, ""),
        ("May May 2020", DateRefused, ""),
        ("69", DateRefused, ""),
        ("243500", DateRefused, ""),
        ("12:30", DateRefused, ""),
        ("1.5", DateRefused, ""),
        ("abc", DateRefused, ""),
        ("22/11/2569x", DateRefused, ""),
        ("9" * 500, DateRefused, ""),
        ("", DateRefused, ""),
        ("2500", DateIncomplete, "1957"),
        ("มี.ค. 06", DateIncomplete, "1963-03"),
        ("ประมาณ 2506", DateIncomplete, "1963~"),
    ],
)
def test_that_a_date_that_cannot_be_is_refused_with_what_is_sure(text, error, salvage):
    with pytest.raises(error) as refused:
        formats.parse_date(text)
    assert type(refused.value) is error
    assert refused.value.salvage == salvage
    assert str(refused.value)


def test_that_a_refusal_names_the_month():
    formats.set_style(ENGLISH_BE)
    with pytest.raises(NoSuchDay, match=r"^February has no day 31\.$"):
        formats.parse_date("31/2/2512")
    with pytest.raises(NoSuchDay, match=r"^February 2568 has no day 29\.$"):
        formats.parse_date("29/2/2568")


def test_that_the_leap_day_follows_the_christian_year():
    assert formats.parse_date("29/2/2567") == date(2024, 2, 29)


def test_that_a_date_cell_with_a_buddhist_year_is_taken_back():
    assert formats.repaired_cell(date(2566, 9, 4)) == date(2023, 9, 4)
    assert formats.repaired_cell(date(2023, 9, 4)) == date(2023, 9, 4)
    with pytest.raises(NoSuchDay):
        formats.repaired_cell(date(2568, 2, 29))
    with pytest.raises(NoSuchYear):
        formats.repaired_cell(date(2300, 1, 1))


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("9.00", time(9)),
        ("09:00", time(9)),
        ("0900", time(9)),
        ("930", time(9, 30)),
        ("9", time(9)),
        ("๙.๓๐ น.", time(9, 30)),
        ("9.3", time(9, 30)),
        ("13:30:00", time(13, 30)),
        ("23.59", time(23, 59)),
    ],
)
def test_that_a_time_of_day_is_read(text, at):
    assert formats.parse_time(text) == at


@pytest.mark.parametrize("text", ["", "24.00", "9.60", "เช้า", "-1", "9.00-12.00", "12345"])
def test_that_no_time_of_day_is_refused(text):
    with pytest.raises(TimeNotUnderstood):
        formats.parse_time(text)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("3", 180), ("1.5", 90), ("1:30", 90), ("๓ ชม.", 180), (".5", 30), ("1,000", 60_000)],
)
def test_that_hours_are_read_as_minutes(text, minutes):
    assert formats.parse_hours(text) == minutes


@pytest.mark.parametrize("text", ["", ".", "สาม", "1:75", "-3", "1" * 40])
def test_that_no_hours_are_refused(text):
    with pytest.raises(HoursNotUnderstood):
        formats.parse_hours(text)


def test_that_numbers_and_money_are_read():
    assert [formats.parse_number(text) for text in ("1,234", "๑๒", "12.0", "-3", "−3")] == [
        1234,
        12,
        12,
        -3,
        -3,
    ]
    assert [formats.parse_money(text) for text in ("1,234.50", "฿100", "๑๐๐ บาท", "20.-")] == [
        123_450,
        10_000,
        10_000,
        2_000,
    ]


@pytest.mark.parametrize("text", ["", "x", "1,23", "1e308", "NaN", "inf", "1" * 40, "--3"])
def test_that_no_number_is_refused(text):
    with pytest.raises(NumberNotUnderstood):
        formats.parse_number(text)
    with pytest.raises(NumberNotUnderstood):
        formats.parse_money(text)


def test_that_parts_of_whole_things_are_refused():
    with pytest.raises(NotWhole):
        formats.parse_number("1.5")
    with pytest.raises(NumberNotUnderstood):
        formats.parse_money("1.005")


def test_that_the_number_row_gives_digits_on_the_thai_layout():
    assert formats.digits("ๅ/-ภถ\u0e38\u0e36คตจ") == "1234567890"
    assert formats.digits("๑๒3 ก.") == "123"
    assert formats.plain_digits("๒๒/๑๑ ก") == "22/11 ก"
