"""Today, and the summary for officials."""

from learnsoc_desktop.core.feature import Feature, Parameter, Place, ReportSpec
from learnsoc_desktop.core.i18n import N_

HERE = "learnsoc_desktop.features.overview"
REPORT = f"{HERE}.report"
SHARED = "learnsoc_desktop.features.centre.report"

OVERVIEW = Feature(
    key="overview",
    places=(
        Place("today", N_("Today"), "sun", f"{HERE}.page:TodayPage", 0),
        Place("reports", N_("Reports"), "printer", f"{HERE}.reports_page:ReportsPage", 90),
    ),
    reports=(
        ReportSpec(
            "summary",
            N_("Summary for officials"),
            N_("A whole period on one page"),
            "hand in",
            f"{REPORT}:summary",
            (
                Parameter(
                    "fiscal_year",
                    N_("Fiscal year"),
                    choices=f"{SHARED}:fiscal_years",
                    default=f"{SHARED}:this_fiscal_year",
                ),
                Parameter("quarter", N_("Quarter"), choices=f"{SHARED}:quarters"),
                Parameter(
                    "village",
                    N_("Village"),
                    choices="learnsoc_desktop.features.people.report:village_choices",
                ),
                Parameter("programme", N_("Programme"), choices=f"{REPORT}:programme_choices"),
            ),
        ),
    ),
)
