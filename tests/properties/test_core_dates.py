from collections.abc import Callable
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.calendar_years import (
    PeriodKind,
    fiscal_year_of,
    period_of,
    previous,
    previous_year,
    quarter_of,
)
from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.core.formats import DateRefused, Style
from learnsoc_desktop.core.partial_date import DatePrecision, PartialDate, parse_typed

TODAY = date(2026, 11, 22)
DAYS = st.dates(date(1860, 1, 1), date(2199, 12, 31))
NEAR = st.dates(date(1958, 1, 1), date(2056, 12, 31))  # B.E. 2501 to 2599: two figures are enough
STYLES = st.builds(
    Style,
    st.sampled_from(["be", "ce"]),
    st.sampled_from(["arabic", "thai"]),
    st.sampled_from(["th", "en"]),
)
WRITERS = st.sampled_from(
    [formats.date_short, formats.date_medium, formats.date_long, formats.date_full]
)
PIECES = st.sampled_from(
    [
        "1",
        "31",
        "0",
        "13",
        "69",
        "2569",
        "2026",
        "/",
        "-",
        ".",
        " ",
        ":",
        "~",
        "พ.ย.",
        "พ.ศ.",
        "May",
    ]
)
JUNK = st.one_of(st.text(max_size=20), st.lists(PIECES, max_size=8).map("".join))


def partial(day: date, precision: DatePrecision) -> PartialDate:
    if precision is DatePrecision.DAY:
        return PartialDate(day)
    if precision is DatePrecision.MONTH:
        return PartialDate(day.replace(day=1), precision)
    return PartialDate(day.replace(month=1, day=1), precision)


def outcome(read: Callable[[], Any]) -> Any:
    """Return what was read, or the refusal."""
    try:
        return read()
    except AppError as refused:
        return refused


@given(DAYS, STYLES, WRITERS)
def test_that_every_day_is_read_as_it_was_written(day, style, write):
    assert formats.parse_date(write(day, style=style)) == day


@given(NEAR, STYLES)
def test_that_the_narrowest_form_is_read_as_it_was_written(day, style):
    assert formats.parse_date(formats.date_brief(day, style=style)) == day


@given(DAYS)
def test_that_digits_alone_are_read_day_first(day):
    assert formats.parse_date(f"{day.day:02}{day.month:02}{day.year + 543}") == day
    assert formats.parse_date(day.isoformat()) == day


@given(DAYS, st.sampled_from(DatePrecision), STYLES)
def test_that_every_part_of_a_date_survives_storing_and_typing(day, precision, style):
    value = partial(day, precision)
    assert PartialDate.from_text(value.text) == value
    assert parse_typed(value.in_words(style=style), TODAY) == value
    assert parse_typed(value.short(style=style), TODAY) == value


@given(st.lists(st.builds(partial, DAYS, st.just(DatePrecision.DAY)), max_size=6))
def test_that_stored_dates_sort_as_time_does(values):
    assert [one.day for one in sorted(values, key=lambda one: one.text)] == sorted(
        one.day for one in values
    )


@given(DAYS, DAYS)
def test_that_age_is_never_negative_and_grows_by_one_a_year(born, day):
    age = PartialDate(born).age_on(day)
    assert (age is None) == (day < born)
    if age is not None and (day.month, day.day) != (2, 29):
        assert PartialDate(born).age_on(day.replace(year=day.year + 1)) == age + 1


@given(JUNK)
def test_that_any_text_is_a_date_or_refused_in_words(text):
    found = outcome(lambda: parse_typed(text, TODAY))
    if isinstance(found, DateRefused):
        assert str(found)
        assert not found.salvage or PartialDate.from_text(found.salvage)
    else:
        assert PartialDate.from_text(found.text) == found


@given(JUNK)
def test_that_any_text_is_a_time_a_number_or_refused_in_words(text):
    for read in (
        formats.parse_time,
        formats.parse_hours,
        formats.parse_number,
        formats.parse_money,
        formats.parse_decimal,
    ):
        found = outcome(lambda read=read: read(text))
        assert not isinstance(found, AppError) or str(found)


@given(st.integers(0, 10**9))
def test_that_money_is_read_as_it_was_written(satang):
    assert formats.parse_money(formats.money(satang, style=Style())) == satang
    assert formats.parse_money(formats.money(satang, style=Style("be", "thai"))) == satang


@given(DAYS)
def test_that_every_day_is_in_one_quarter_of_its_fiscal_year(day):
    year = fiscal_year_of(day)
    assert day in year.period
    assert [number for number in (1, 2, 3, 4) if day in year.quarter(number)] == [quarter_of(day)]


@given(DAYS, st.sampled_from([kind for kind in PeriodKind if kind is not PeriodKind.SEMESTER]))
def test_that_periods_follow_each_other_without_a_gap(day, kind):
    period = period_of(kind, day)
    assert day in period
    assert (period.start - previous(period).end).days == 1


@given(DAYS, st.sampled_from(PeriodKind))
def test_that_the_period_a_year_before_is_of_the_same_kind(day, kind):
    period = period_of(kind, day)
    before = previous_year(period)
    assert before.kind is kind
    assert abs(before.days - period.days) <= 1
    if kind not in {PeriodKind.WEEK, PeriodKind.DAYS}:
        assert before == period_of(kind, before.start)
