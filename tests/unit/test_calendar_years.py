from datetime import date

import pytest

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.calendar_years import (
    FiscalYear,
    Period,
    PeriodKind,
    Semester,
    YearNotUnderstood,
    calendar_year,
    days,
    fiscal_year_of,
    half_of,
    month_of,
    parse_year,
    period_of,
    previous,
    previous_year,
    quarter_of,
    semester_of,
    week_of,
)
from learnsoc_desktop.core.formats import Style

ENGLISH_BE = Style("be", "arabic", "en")


@pytest.fixture(autouse=True)
def _english() -> None:
    formats.set_style(ENGLISH_BE)


def test_that_a_fiscal_year_is_named_by_its_september():
    year = FiscalYear(2570)
    assert (year.start, year.end) == (date(2026, 10, 1), date(2027, 9, 30))
    assert fiscal_year_of(date(2026, 9, 30)) == FiscalYear(2569)
    assert fiscal_year_of(date(2026, 10, 1)) == fiscal_year_of(date(2027, 9, 30)) == year


def test_that_quarters_and_halves_fill_the_fiscal_year():
    year = FiscalYear(2570)
    assert [(one.start, one.end) for one in year.quarters] == [
        (date(2026, 10, 1), date(2026, 12, 31)),
        (date(2027, 1, 1), date(2027, 3, 31)),
        (date(2027, 4, 1), date(2027, 6, 30)),
        (date(2027, 7, 1), date(2027, 9, 30)),
    ]
    assert (year.half(1).start, year.half(1).end) == (date(2026, 10, 1), date(2027, 3, 31))
    assert (year.half(2).start, year.half(2).end) == (date(2027, 4, 1), date(2027, 9, 30))
    assert [one.start.month for one in year.months()] == [10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8, 9]
    assert year.months()[4].end == date(2027, 2, 28)


def test_that_each_month_has_its_quarter_and_half():
    found = [(quarter_of(date(2026, m, 1)), half_of(date(2026, m, 1))) for m in range(1, 13)]
    assert found == [(2, 1)] * 3 + [(3, 2)] * 3 + [(4, 2)] * 3 + [(1, 1)] * 3


def test_that_semesters_are_named_by_the_academic_year():
    assert semester_of(date(2026, 5, 16)) == semester_of(date(2026, 10, 31)) == Semester(2569, 1)
    assert semester_of(date(2026, 11, 1)) == semester_of(date(2027, 4, 30)) == Semester(2569, 2)
    assert semester_of(date(2027, 5, 3)) == Semester(2570, 1)
    assert Semester(2569, 2).period == Period(
        date(2026, 11, 1), date(2027, 4, 30), PeriodKind.SEMESTER
    )


def test_that_a_week_begins_on_sunday():
    for day in (date(2026, 11, 22), date(2026, 11, 25), date(2026, 11, 28)):
        assert (week_of(day).start, week_of(day).end) == (date(2026, 11, 22), date(2026, 11, 28))


def test_that_a_period_is_called_as_people_call_it():
    year = FiscalYear(2570)
    titles = [
        year.period.title(),
        year.quarter(1).title(),
        year.half(2).title(),
        Semester(2569, 1).period.title(),
        month_of(date(2026, 11, 22)).title(),
        calendar_year(2026).title(),
        week_of(date(2026, 11, 22)).title(),
        days(date(2026, 12, 2), date(2026, 11, 22)).title(),
    ]
    assert titles == [
        "Fiscal year 2570",
        "Fiscal year 2570, quarter 1",
        "Fiscal year 2570, half 2",
        "Semester 1/2569",
        "November 2569",
        "Year 2569",
        "22–28 Nov 2569",
        "22 Nov – 2 Dec 2569",
    ]
    assert year.quarter(1).dates() == "1 Oct – 31 Dec 2569"


def test_that_titles_follow_calendar_and_digits():
    quarter = FiscalYear(2570).quarter(2)
    assert quarter.title(style=Style("ce", "arabic", "en")) == "Fiscal year 2027, quarter 2"
    assert quarter.title(style=Style("be", "thai", "th")) == "Fiscal year ๒๕๗๐, quarter ๒"
    assert Semester(2569, 1).title(style=Style("be", "thai", "th")) == "Semester ๑/๒๕๖๙"


@pytest.mark.parametrize(
    ("period", "before"),
    [
        (FiscalYear(2570).period, FiscalYear(2569).period),
        (FiscalYear(2570).quarter(2), FiscalYear(2569).quarter(2)),
        (FiscalYear(2570).half(1), FiscalYear(2569).half(1)),
        (Semester(2569, 2).period, Semester(2568, 2).period),
        (calendar_year(2026), calendar_year(2025)),
        (month_of(date(2024, 2, 3)), month_of(date(2023, 2, 3))),
        (month_of(date(2025, 2, 3)), month_of(date(2024, 2, 3))),
        (week_of(date(2026, 11, 22)), week_of(date(2025, 11, 23))),
        (
            days(date(2024, 2, 29), date(2024, 3, 5)),
            days(date(2023, 2, 28), date(2023, 3, 5)),
        ),
    ],
)
def test_that_a_period_is_compared_with_the_same_one_a_year_before(period, before):
    assert previous_year(period) == before
    assert previous_year(period).kind is period.kind


@pytest.mark.parametrize(
    ("period", "before"),
    [
        (FiscalYear(2570).period, FiscalYear(2569).period),
        (FiscalYear(2570).quarter(1), FiscalYear(2569).quarter(4)),
        (Semester(2569, 1).period, Semester(2568, 2).period),
        (Semester(2569, 2).period, Semester(2569, 1).period),
        (month_of(date(2026, 1, 5)), month_of(date(2025, 12, 5))),
        (week_of(date(2026, 11, 22)), week_of(date(2026, 11, 15))),
        (
            days(date(2026, 11, 22), date(2026, 11, 24)),
            days(date(2026, 11, 19), date(2026, 11, 21)),
        ),
    ],
)
def test_that_the_period_just_before_is_of_the_same_kind(period, before):
    assert previous(period) == before


@pytest.mark.parametrize("kind", list(PeriodKind))
def test_that_every_kind_of_period_holds_the_day_it_was_asked_for(kind):
    day = date(2026, 11, 22)
    assert day in period_of(kind, day)
    assert period_of(kind, day).kind is kind
    assert period_of(kind, day).title()


@pytest.mark.parametrize("text", ["2570", "2027", "๒๕๗๐", " 2570 "])
def test_that_a_year_is_typed_in_either_era(text):
    assert parse_year(text) == 2570


@pytest.mark.parametrize(
    "text", ["", "70", "2300", "1799", "2744", "25700", "year", "-257", "²⁵⁷⁰"]
)
def test_that_no_year_is_refused(text):
    with pytest.raises(YearNotUnderstood):
        parse_year(text)
