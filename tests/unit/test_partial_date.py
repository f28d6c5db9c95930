from datetime import date

import pytest

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.formats import DateRefused, NoSuchDay, Style
from learnsoc_desktop.core.partial_date import (
    DatePrecision,
    PartialDate,
    age_in_words,
    age_on,
    doubts_about,
    echo,
    parse_typed,
    read_typed,
)

TODAY = date(2026, 11, 22)
ENGLISH_BE = Style("be", "arabic", "en")


@pytest.fixture(autouse=True)
def _english() -> None:
    formats.set_style(ENGLISH_BE)


@pytest.mark.parametrize(
    ("text", "day", "precision"),
    [
        ("1963", date(1963, 1, 1), DatePrecision.YEAR),
        ("1963-03", date(1963, 3, 1), DatePrecision.MONTH),
        ("1963-03-14", date(1963, 3, 14), DatePrecision.DAY),
        ("1963~", date(1963, 1, 1), DatePrecision.ESTIMATED),
    ],
)
def test_that_a_stored_date_is_read_and_written_the_same(text, day, precision):
    value = PartialDate.from_text(text)
    assert (value.day, value.precision) == (day, precision)
    assert value.text == str(value) == text
    assert parse_typed(text, TODAY) == value


@pytest.mark.parametrize("text", ["", "63", "1963-3", "1963-13", "1963-02-30", "1963-03~", "0000"])
def test_that_no_stored_date_is_refused(text):
    with pytest.raises(DateRefused):
        PartialDate.from_text(text)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("2500", "1957"),
        ("๒๕๐๖", "1963"),
        ("พ.ศ. 2506", "1963"),
        ("1963", "1963"),
        ("มี.ค. 06", "1963-03"),
        ("มีนาคม 2506", "1963-03"),
        ("March 1963", "1963-03"),
        ("3/2506", "1963-03"),
        ("14/3/2506", "1963-03-14"),
        ("14/3/06", "1963-03-14"),
        ("0/3/2506", "1963-03"),
        ("00/00/2506", "1963"),
        ("-/-/2506", "1963"),
        ("--/3/2506", "1963-03"),
        ("ประมาณ 2506", "1963~"),
        ("ประมาณ พ.ศ. 2506", "1963~"),
        ("2506~", "1963~"),
        ("about 1963", "1963~"),
        ("เกิดปี 2500", "1957"),
    ],
)
def test_that_what_is_known_of_a_birth_date_can_be_typed(typed, text):
    assert parse_typed(typed, TODAY).text == text


def test_that_a_day_that_is_not_in_the_month_leaves_the_month():
    with pytest.raises(NoSuchDay) as refused:
        parse_typed("31/2/2512", TODAY)
    assert PartialDate.from_text(refused.value.salvage).in_words() == "February 2512 B.E."


def test_that_odd_dates_are_taken_with_a_doubt():
    assert read_typed("14/3/2506", TODAY).doubts == ()
    assert read_typed("5/7/06", TODAY).doubts == ("Read as 5 July 2506 B.E.",)
    assert read_typed("7/2/93", TODAY).value.text == "1950-02-07"
    assert read_typed("22/11/69", TODAY).value.text == "2026-11-22"
    assert read_typed("23/11/69", TODAY).value.text == "1926-11-23"
    assert read_typed("23/11/2569", TODAY).doubts == ("This day is still to come.",)
    assert read_typed("2400", TODAY).doubts == ("That would be 169 years of age.",)
    assert read_typed("1/1/70", TODAY).doubts == ("Read as 1 January 2470 B.E.",)
    assert doubts_about(PartialDate.from_text("1906-11-22"), TODAY) == ()


def test_that_age_counts_completed_years():
    born = PartialDate.from_text("1963-03-14")
    assert born.age_on(date(2026, 3, 13)) == 62
    assert born.age_on(date(2026, 3, 14)) == 63
    assert born.age_on(date(1963, 3, 14)) == 0
    assert born.age_on(date(1963, 3, 13)) is None


def test_that_a_leap_day_birthday_is_reached_on_the_first_of_march():
    born = PartialDate.from_text("2004-02-29")
    assert born.age_on(date(2026, 2, 28)) == 21
    assert born.age_on(date(2026, 3, 1)) == 22


def test_that_age_of_a_part_is_counted_from_its_first_day():
    assert PartialDate.from_text("1963-03").age_on(date(2026, 3, 1)) == 63
    assert PartialDate.from_text("1963").age_on(date(2026, 1, 1)) == 63
    assert age_on("1963~", TODAY) == 63
    assert age_on("", TODAY) is None
    assert age_on("2027", TODAY) is None


def test_that_a_part_is_told_in_words():
    texts = ["1963-03-14", "1963-03", "1963", "1963~"]
    thai = [PartialDate.from_text(text).in_words(style=Style()) for text in texts]
    assert thai == ["14 มีนาคม พ.ศ. 2506", "มีนาคม พ.ศ. 2506", "พ.ศ. 2506", "ประมาณ พ.ศ. 2506"]
    english = [PartialDate.from_text(text).in_words() for text in texts]
    assert english == ["14 March 2506 B.E.", "March 2506 B.E.", "2506 B.E.", "about 2506 B.E."]
    table = [PartialDate.from_text(text).short(style=Style("be", "thai")) for text in texts]
    assert table == ["๑๔/๓/๒๕๐๖", "๓/๒๕๐๖", "๒๕๐๖", "๒๕๐๖~"]


@pytest.mark.parametrize("text", ["1963-03-14", "1963-03", "1963", "1963~"])
@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("calendar", ["be", "ce"])
@pytest.mark.parametrize("numerals", ["arabic", "thai"])
def test_that_a_part_is_read_as_it_was_written(text, language, calendar, numerals):
    style, value = Style(calendar, numerals, language), PartialDate.from_text(text)
    assert parse_typed(value.in_words(style=style), TODAY) == value
    assert parse_typed(value.short(style=style), TODAY) == value


def test_that_the_reading_is_echoed_with_the_age():
    assert echo("มี.ค. 06", TODAY) == "March 2506 B.E. · age 63 years"
    assert echo("22/11/2569", TODAY) == "Sunday, 22 November 2569 B.E. · age 0 years"
    assert echo("ราว 2506", TODAY) == "about 2506 B.E. · age about 63 years"
    assert echo("2570", TODAY) == "2570 B.E."
    assert age_in_words(PartialDate.from_text("2027"), TODAY) == ""
