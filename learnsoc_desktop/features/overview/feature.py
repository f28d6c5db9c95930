"""Today, and the summary for officials."""

from learnsoc_desktop.core.feature import Feature, Offer, Parameter, Place, ReportSpec
from learnsoc_desktop.core.i18n import N_
from learnsoc_desktop.features.centre.period_parameters import PERIOD

HERE = "learnsoc_desktop.features.overview"
REPORT = f"{HERE}.report"
LETTERS = f"{HERE}.letter_report"

_OFFICE = Parameter("office", N_("Whose"), choices=f"{LETTERS}:office_choices")
_ABOUT = (
    Parameter("subject", N_("Subject"), kind="text"),
    Parameter("day", N_("Date"), kind="date"),
)

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
        ReportSpec(
            "cover-memo",
            N_("Memo or letter with a summary"),
            N_("Hands in the figures of a period"),
            "hand in",
            f"{LETTERS}:cover_memo",
            (
                *PERIOD,
                Parameter("form", N_("Filled or blank"), choices=f"{LETTERS}:letter_forms"),
                Parameter("number", N_("Document number"), kind="text"),
                Parameter("to", N_("Addressed to"), kind="text"),
            ),
        ),
        ReportSpec(
            "minutes",
            N_("Minutes, to be filled by hand"),
            N_("Form 11: who came, agenda, resolutions"),
            "hand in",
            f"{LETTERS}:minutes_form",
            (
                Parameter("body", N_("Who met"), kind="text"),
                Parameter("number", N_("Number of the meeting"), kind="text"),
                Parameter("day", N_("Date"), kind="date"),
                Parameter("place", N_("Where"), kind="text"),
            ),
        ),
        ReportSpec(
            "order",
            N_("Order, to be filled by hand"),
            N_("Appoints a committee or gives a task"),
            "hand in",
            f"{LETTERS}:order_form",
            (
                _OFFICE,
                Parameter("number", N_("Document number"), kind="text"),
                *_ABOUT,
            ),
        ),
        ReportSpec(
            "announcement",
            N_("Announcement, to be filled by hand"),
            N_("Tells everybody something"),
            "display",
            f"{LETTERS}:announcement_form",
            (_OFFICE, *_ABOUT),
        ),
    ),
)
