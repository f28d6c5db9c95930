"""The years a centre counts in: fiscal years, quarters, semesters, months, weeks.

Fiscal year 2570 is 1 October 2569 to 30 September 2570 and is named by the B.E. year of its September.
Semester 1/2569 is 16 May to 31 October, 2/2569 is 1 November to 30 April after it.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.core.formats import (
    NoSuchYear,
    Style,
    current_style,
    date_range,
    month_year,
    numerals,
    plain_digits,
    year,
    year_of_era,
)
from learnsoc_desktop.core.formats.names import BE_OFFSET
from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.core.thai import normalise

QUARTERS = (1, 2, 3, 4)
_OCTOBER = 10


class YearNotUnderstood(AppError):
    """A text is no year."""

    message = N_("“{text}” is not a year.")
    hint = N_("Write it as 2570 or 2027.")


class PeriodKind(StrEnum):
    """What a period is a piece of; decides its title and what lies a year before."""

    FISCAL_YEAR = "fiscal_year"
    QUARTER = "quarter"
    HALF = "half"  # a round of staff appraisal
    SEMESTER = "semester"
    YEAR = "year"  # January to December
    MONTH = "month"
    WEEK = "week"
    DAYS = "days"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days ``start`` to ``end``, both in. Made by the functions below."""

    start: date
    end: date
    kind: PeriodKind = PeriodKind.DAYS

    def __contains__(self, day: date) -> bool:
        """Return True when ``day`` is in the period."""
        return self.start <= day <= self.end

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.end - self.start).days + 1

    def title(self, *, style: Style | None = None) -> str:
        """Return the name people give the period: "Fiscal year 2570, quarter 1"."""
        style = style or current_style()
        if self.kind is PeriodKind.FISCAL_YEAR:
            return fiscal_year_of(self.start).title(style=style)
        if self.kind in {PeriodKind.QUARTER, PeriodKind.HALF}:
            return _part_title(self, style)
        if self.kind is PeriodKind.SEMESTER:
            return semester_of(self.start).title(style=style)
        if self.kind is PeriodKind.YEAR:
            return _("Year {year}").format(year=year(self.start.year, style=style))
        if self.kind is PeriodKind.MONTH:
            return month_year(self.start, style=style)
        return date_range(self.start, self.end, style=style)

    def dates(self, *, style: Style | None = None) -> str:
        """Return its first and last day in words: "1 ต.ค. 2569 – 31 ธ.ค. 2569"."""
        return date_range(self.start, self.end, style=style)


@dataclass(frozen=True, slots=True, order=True)
class FiscalYear:
    """A fiscal year by its B.E. number, whatever calendar is shown."""

    number: int

    @property
    def start(self) -> date:
        """1 October of the year before."""
        return date(self.number - BE_OFFSET - 1, _OCTOBER, 1)

    @property
    def end(self) -> date:
        """30 September."""
        return date(self.number - BE_OFFSET, 9, 30)

    @property
    def period(self) -> Period:
        """All its days."""
        return Period(self.start, self.end, PeriodKind.FISCAL_YEAR)

    @property
    def quarters(self) -> tuple[Period, ...]:
        """Its four quarters."""
        return tuple(self.quarter(number) for number in QUARTERS)

    def quarter(self, number: int) -> Period:
        """Return quarter 1 (October to December) to 4 (July to September)."""
        return Period(*self._months(3 * number - 3, 3), PeriodKind.QUARTER)

    def half(self, number: int) -> Period:
        """Return half 1 (October to March) or 2 (April to September)."""
        return Period(*self._months(6 * number - 6, 6), PeriodKind.HALF)

    def months(self) -> tuple[Period, ...]:
        """Return its twelve months, October first."""
        return tuple(Period(*self._months(number, 1), PeriodKind.MONTH) for number in range(12))

    def title(self, *, style: Style | None = None) -> str:
        """Return "Fiscal year 2570", by the calendar that is shown."""
        shown = year(self.number - BE_OFFSET, style=style)
        return _("Fiscal year {year}").format(year=shown)

    def _months(self, first: int, count: int) -> tuple[date, date]:
        """Return first and last day of ``count`` months, ``first`` months after October."""
        start = _month_after(self.start, first)
        return start, _month_after(start, count) - timedelta(1)


@dataclass(frozen=True, slots=True, order=True)
class Semester:
    """Half of an academic year by its B.E. number: 1/2569."""

    year: int
    term: int

    @property
    def period(self) -> Period:
        """Its days."""
        number = self.year - BE_OFFSET
        if self.term == 1:
            return Period(date(number, 5, 16), date(number, 10, 31), PeriodKind.SEMESTER)
        return Period(date(number, 11, 1), date(number + 1, 4, 30), PeriodKind.SEMESTER)

    def title(self, *, style: Style | None = None) -> str:
        """Return "Semester 1/2569"."""
        shown = year(self.year - BE_OFFSET, style=style)
        text = _("Semester {term}/{year}").format(term=self.term, year=shown)
        return numerals(text, style=style)


def fiscal_year_of(day: date) -> FiscalYear:
    """Return the fiscal year ``day`` lies in."""
    return FiscalYear(day.year + BE_OFFSET + (day.month >= _OCTOBER))


def quarter_of(day: date) -> int:
    """Return the quarter of the fiscal year ``day`` lies in, 1 to 4."""
    return (day.month + 2) % 12 // 3 + 1


def half_of(day: date) -> int:
    """Return the half of the fiscal year ``day`` lies in, 1 or 2."""
    return (quarter_of(day) + 1) // 2


def semester_of(day: date) -> Semester:
    """Return the semester of ``day``; the holidays of 1 to 15 May count to the one that comes."""
    number = day.year + BE_OFFSET
    if day.month < 5:  # noqa: PLR2004  January to April
        return Semester(number - 1, 2)
    return Semester(number, 1 if day.month < 11 else 2)  # noqa: PLR2004


def calendar_year(number: int) -> Period:
    """Return January to December of a C.E. year."""
    return Period(date(number, 1, 1), date(number, 12, 31), PeriodKind.YEAR)


def month_of(day: date) -> Period:
    """Return the month of ``day``."""
    last = monthrange(day.year, day.month)[1]
    return Period(day.replace(day=1), day.replace(day=last), PeriodKind.MONTH)


def week_of(day: date) -> Period:
    """Return the week of ``day``, Sunday first as on Thai calendars."""
    sunday = day - timedelta(day.isoweekday() % 7)
    return Period(sunday, sunday + timedelta(6), PeriodKind.WEEK)


def days(start: date, end: date) -> Period:
    """Return any days, the earlier first whichever way they are given."""
    return Period(min(start, end), max(start, end))


def previous_year(period: Period) -> Period:
    """Return the same period a year before: what a paper compares with.

    A week goes back 52 weeks, so that it holds the same weekdays.
    """
    if period.kind is PeriodKind.WEEK:
        return Period(
            period.start - timedelta(weeks=52), period.end - timedelta(weeks=52), period.kind
        )
    end = _year_before(period.end)
    if (period.end + timedelta(1)).day == 1:  # the end of February moves with the leap day
        end = month_of(end).end
    return Period(_year_before(period.start), end, period.kind)


def previous(period: Period) -> Period:
    """Return the period of the same kind just before."""
    before = period.start - timedelta(1)
    if period.kind is PeriodKind.DAYS:
        return Period(period.start - timedelta(period.days), before)
    if period.kind is PeriodKind.SEMESTER and before.month == 5:  # noqa: PLR2004
        before = before.replace(month=4)
    return period_of(period.kind, before)


def period_of(kind: PeriodKind, day: date) -> Period:
    """Return the period of ``kind`` that ``day`` lies in."""
    if kind is PeriodKind.FISCAL_YEAR:
        return fiscal_year_of(day).period
    if kind is PeriodKind.QUARTER:
        return fiscal_year_of(day).quarter(quarter_of(day))
    if kind is PeriodKind.HALF:
        return fiscal_year_of(day).half(half_of(day))
    if kind is PeriodKind.SEMESTER:
        return semester_of(day).period
    if kind is PeriodKind.YEAR:
        return calendar_year(day.year)
    return {PeriodKind.MONTH: month_of, PeriodKind.WEEK: week_of}.get(kind, _one_day)(day)


def parse_year(text: str) -> int:
    """Return the B.E. number of a year typed in either era: "2570" and "2027" are 2570.

    From 2400 on a number is B.E. Raises YearNotUnderstood.
    """
    plain = plain_digits(normalise(text))
    if len(plain) != 4 or not plain.isdecimal():  # noqa: PLR2004
        raise YearNotUnderstood(text=text.strip())
    try:
        return year_of_era(int(plain)) + BE_OFFSET
    except NoSuchYear as error:
        raise YearNotUnderstood(text=text.strip()) from error


def _part_title(period: Period, style: Style) -> str:
    name = fiscal_year_of(period.start).title(style=style)
    if period.kind is PeriodKind.QUARTER:
        text = _("{fiscal_year}, quarter {number}").format(
            fiscal_year=name, number=quarter_of(period.start)
        )
    else:
        text = _("{fiscal_year}, half {number}").format(
            fiscal_year=name, number=half_of(period.start)
        )
    return numerals(text, style=style)


def _one_day(day: date) -> Period:
    return Period(day, day)


def _month_after(first: date, months: int) -> date:
    """Return the first of the month ``months`` after the month that begins on ``first``."""
    count = first.year * 12 + first.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def _year_before(day: date) -> date:
    """Return the same day a year before; 28 February for a leap day."""
    last = monthrange(day.year - 1, day.month)[1]
    return day.replace(year=day.year - 1, day=min(day.day, last))
