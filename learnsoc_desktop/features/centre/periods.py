"""The days a paper is about: what its parameters mean, and which years and semesters it offers."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from learnsoc_desktop.core.calendar_years import (
    QUARTERS,
    FiscalYear,
    Period,
    Semester,
    days,
    fiscal_year_of,
    parse_year,
    semester_of,
)
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.data.entity import local_today
from learnsoc_desktop.features.centre.errors import LastDayBeforeFirst

YEARS_OFFERED = 6


def period(
    *,
    fiscal_year: str = "",
    quarter: str = "",
    semester: str = "",
    first_day: str = "",
    last_day: str = "",
) -> Period:
    """Return the days that the parameters of ``period_parameters.PERIOD`` mean.

    What is more exact goes first: days before a semester, a semester before a year.

    Args:
        fiscal_year: B.E. (or C.E. below 2400) year; this one when empty.
        quarter: "1" … "4"; the whole year when empty.
        semester: "2569/1": academic year (B.E.) and term.
        first_day: ISO date; the beginning of the fiscal year of the last day when empty.
        last_day: ISO date; today when empty.

    Raises LastDayBeforeFirst.
    """
    if first_day or last_day:
        end = date.fromisoformat(last_day) if last_day else local_today()
        start = date.fromisoformat(first_day) if first_day else fiscal_year_of(end).start
        if end < start:
            raise LastDayBeforeFirst
        return days(start, end)
    if semester:
        year, _slash, term = semester.partition("/")
        return Semester(int(year), int(term)).period
    whole = FiscalYear(parse_year(fiscal_year or str(fiscal_year_of(local_today()).number)))
    return whole.quarter(int(quarter)) if quarter else whole.period


def fiscal_years(session: Session) -> Sequence[tuple[str, str]]:
    """Return the fiscal years a report offers, newest first."""
    del session
    this_year = fiscal_year_of(local_today()).number
    return [
        (str(year), FiscalYear(year).title())
        for year in range(this_year, this_year - YEARS_OFFERED, -1)
    ]


def this_fiscal_year(session: Session) -> str:
    """Return the fiscal year of today, as a parameter."""
    del session
    return str(fiscal_year_of(local_today()).number)


def quarters(session: Session) -> Sequence[tuple[str, str]]:
    """Return the whole year and its quarters."""
    del session
    return [
        ("", _("Whole year")),
        *((str(each), _("Quarter {number}").format(number=each)) for each in QUARTERS),
    ]


def semesters(session: Session) -> Sequence[tuple[str, str]]:
    """Return the semesters a report offers, the present one first, after none."""
    del session
    now = semester_of(local_today())
    behind = 2 - now.term  # terms of this academic year that have not come yet
    offered = [
        Semester(now.year - (number + behind) // 2, 2 - (number + behind) % 2)
        for number in range(2 * YEARS_OFFERED)
    ]
    return [
        ("", _("No semester")),
        *((f"{each.year}/{each.term}", each.title()) for each in offered),
    ]
