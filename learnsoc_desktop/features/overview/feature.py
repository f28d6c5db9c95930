"""Today, and the summary for officials."""

from learnsoc_desktop.core.feature import Feature, Offer, Parameter, Place, ReportSpec
from learnsoc_desktop.core.i18n import N_
from learnsoc_desktop.features.centre.period_parameters import PERIOD

HERE = "learnsoc_desktop.features.overview"
REPORT = f"{HERE}.report"

OVERVIEW = Feature(
    key="overview",
    places=(
        Place("today", N_("Today"), "sun", f"{HERE}.page:TodayPage", 0),
        Place("reports", N_("Reports"), "printer", f"{HERE}.reports_page:ReportsPage", 90),
    ),
    offers=(
        Offer(
            N_("Papers handed in"),
            "stamp",
            f"{HERE}.handing_widget:offer_kept",
            N_("Reports"),
            N_("sent district snapshot what changed since print again"),
        ),
    ),
    reports=(
        ReportSpec(
            "summary",
            N_("Summary for officials"),
            N_("A whole period on one page"),
            "hand in",
            f"{REPORT}:summary",
            (
                *PERIOD,
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
