"""Activities, their sessions, and who came."""

from learnsoc_desktop.core.feature import (
    ExchangeSpec,
    Feature,
    Holding,
    Narrowing,
    Offer,
    Parameter,
    Place,
    ReportSpec,
    SearchKind,
    Timeline,
    Todo,
    Trashable,
)
from learnsoc_desktop.core.i18n import N_
from learnsoc_desktop.features.centre.period_parameters import PERIOD

HERE = "learnsoc_desktop.features.activities"
REPORT = f"{HERE}.report"
CERTIFICATES = f"{HERE}.certificate_report"
OFFERS = f"{HERE}.offers_page"
TITLE = N_("Activities")
ATTENDANCE = frozenset({"Attendance", "ActivitySession", "Activity"})

_ACTIVITY = Parameter(
    "activity",
    N_("Activity"),
    choices=f"{REPORT}:activity_choices",
    default=f"{REPORT}:nearest_activity",
)

_ATTENDED = Parameter(
    "activity",
    N_("Activity"),
    choices=f"{REPORT}:activity_choices",
    default=f"{CERTIFICATES}:last_attended",
)
_EARNED = (
    Parameter(
        "activity",
        N_("Activity"),
        choices=f"{REPORT}:activity_choices",
        default=f"{CERTIFICATES}:last_finished",
    ),
    Parameter("share", N_("Who has earned one"), choices=f"{CERTIFICATES}:share_choices"),
    Parameter("day", N_("Given on"), kind="date"),
    Parameter("first", N_("First number"), kind="number"),
)

ACTIVITIES = Feature(
    key="activities",
    models=f"{HERE}.model",
    places=(Place("activities", TITLE, "clipboard-check", f"{HERE}.page:ActivitiesPage", 20),),
    reports=(
        ReportSpec(
            "attendance-sheet",
            N_("Attendance sheet"),
            N_("To be signed, filled or blank"),
            "hand in",
            f"{REPORT}:attendance_sheet",
            (
                _ACTIVITY,
                Parameter(
                    "day",
                    N_("First session on the sheet"),
                    kind="choice",
                    choices=f"{REPORT}:day_choices",
                ),
                Parameter("form", N_("Filled or blank"), choices=f"{REPORT}:forms"),
            ),
        ),
        ReportSpec(
            "activity-summary",
            N_("Activity summary"),
            N_("Each session and each person"),
            "hand in",
            f"{HERE}.summary_report:activity_summary",
            (_ACTIVITY,),
        ),
        ReportSpec(
            "population-reach",
            N_("Population and reach by village"),
            N_("Who lives there, who learns, who came"),
            "hand in",
            f"{HERE}.population_report:population_and_reach",
            PERIOD,
        ),
        ReportSpec(
            "certificate",
            N_("Certificates"),
            N_("One for each person who came often enough"),
            "hand in",
            f"{CERTIFICATES}:certificates",
            (
                *_EARNED,
                Parameter(
                    "form", N_("Filled or blank"), choices=f"{CERTIFICATES}:certificate_forms"
                ),
            ),
        ),
        ReportSpec(
            "certificate-register",
            N_("Register of certificates"),
            N_("Signed by those who receive one"),
            "hand in",
            f"{CERTIFICATES}:certificate_register",
            (
                *_EARNED,
                Parameter(
                    "form",
                    N_("Filled or blank"),
                    choices="learnsoc_desktop.features.people.report:form_choices",
                ),
            ),
        ),
        ReportSpec(
            "photo-page",
            N_("Pictures of an activity"),
            N_("Six places on a page, with what stands under them"),
            "hand in",
            f"{HERE}.photo_report:photo_page",
            (
                _ATTENDED,
                Parameter(
                    "form", N_("Filled or blank"), choices=f"{HERE}.photo_report:photo_forms"
                ),
            ),
        ),
    ),
    searches=(
        SearchKind(
            "activity",
            N_("Activities"),
            "clipboard-check",
            f"{HERE}.queries:activities_find",
            "activities",
        ),
        SearchKind(
            "sheet",
            N_("Attendance sheets"),
            "clipboard-list",
            f"{HERE}.sheet_queries:sheets_find",
            "activities",
        ),
    ),
    exchanges=(
        ExchangeSpec(
            "activities",
            N_("Activities"),
            f"{HERE}.exporter:activities_table",
            f"{HERE}.exporter:activities_labels",
        ),
        ExchangeSpec(
            "attendance",
            N_("Attendance"),
            f"{HERE}.exporter:attendance_table",
            f"{HERE}.exporter:attendance_labels",
        ),
    ),
    trash=(
        Trashable(
            f"{HERE}.model:Activity", N_("Activity"), "clipboard-check", f"{HERE}.titles:activity"
        ),
        Trashable(
            f"{HERE}.model:ActivitySession",
            N_("Session"),
            "calendar-days",
            f"{HERE}.titles:session",
        ),
    ),
    holdings=(Holding("Person", f"{HERE}.held_queries:held_by"),),
    narrowings=(
        Narrowing(
            "never-came-back",
            "Person",
            N_("Never came back"),
            f"{HERE}.narrowing_queries:never_came_back",
            ATTENDANCE,
        ),
        Narrowing(
            "never-came",
            "Person",
            N_("Enrolled, never came"),
            f"{HERE}.narrowing_queries:never_came",
            ATTENDANCE | {"Enrolment"},
        ),
        Narrowing(
            "out-of-school",
            "Person",
            N_("Out of school, 3–18"),
            f"{HERE}.narrowing_queries:out_of_school",
            frozenset({"Enrolment", "Activity"}),
        ),
    ),
    timelines=(
        Timeline(
            "Person",
            f"{HERE}.timeline_queries:person_events",
            f"{HERE}.timeline_queries:events_of_people",
        ),
    ),
    todos=(Todo(f"{HERE}.timeline_queries:sheets_to_fill"),),
    offers=(
        Offer(
            N_("Take attendance"),
            "clipboard-check",
            f"{OFFERS}:take_attendance",
            TITLE,
            N_("marks roll call who came present absent late leave"),
            writes=True,
        ),
        Offer(
            N_("Plan an activity"),
            "calendar-plus",
            f"{OFFERS}:plan",
            TITLE,
            N_("new activity course group meeting session"),
            writes=True,
        ),
        Offer(
            N_("Blank sheet to print"),
            "printer",
            f"{OFFERS}:blank_sheet",
            TITLE,
            N_("empty attendance sheet paper by hand"),
        ),
    ),
    sample=f"{HERE}.sample:fill",
)
