"""The parameters of papers on a period: by fiscal year and quarter, by semester, or by first and last day."""

from learnsoc_desktop.core.feature import Parameter
from learnsoc_desktop.core.i18n import N_

PERIODS = "learnsoc_desktop.features.centre.periods"
BY_YEAR, BY_SEMESTER, BY_DAYS = N_("Fiscal year"), N_("Semester"), N_("Any days")

PERIOD = (
    Parameter(
        "fiscal_year",
        N_("Fiscal year"),
        choices=f"{PERIODS}:fiscal_years",
        default=f"{PERIODS}:this_fiscal_year",
        way=BY_YEAR,
    ),
    Parameter("quarter", N_("Quarter"), choices=f"{PERIODS}:quarters", way=BY_YEAR),
    Parameter(
        "semester", N_("Semester"), choices=f"{PERIODS}:semesters", way=BY_SEMESTER, lasting=False
    ),
    Parameter("first_day", N_("First day"), kind="date", way=BY_DAYS, lasting=False),
    Parameter("last_day", N_("Last day"), kind="date", way=BY_DAYS, lasting=False),
)
