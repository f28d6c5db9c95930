"""The learner registry: persons, their groups and roles."""

from learnsoc_desktop.core.feature import (
    ExchangeSpec,
    Feature,
    Offer,
    Panel,
    Parameter,
    Place,
    ReportSpec,
    SearchKind,
    Todo,
    Trashable,
)
from learnsoc_desktop.core.i18n import N_

HERE = "learnsoc_desktop.features.people"
REPORT = f"{HERE}.report"
REGISTRY = N_("Learner registry")

PEOPLE = Feature(
    key="people",
    models=f"{HERE}.models",
    places=(Place("people", REGISTRY, "users", f"{HERE}.page:PeoplePage", order=10),),
    reports=(
        ReportSpec(
            "privacy-notice",
            N_("Notice on personal data"),
            N_("Read, ticked and signed when somebody registers"),
            "display",
            f"{HERE}.consent_report:privacy_notice",
        ),
        ReportSpec(
            "learner-roll",
            N_("Learner roll"),
            N_("Everybody in the registry"),
            "hand in",
            f"{REPORT}:learner_roll",
            (
                Parameter("role", N_("Role"), choices=f"{REPORT}:role_choices"),
                Parameter("village", N_("Village"), choices=f"{REPORT}:village_choices"),
                Parameter("group", N_("Target group"), choices=f"{REPORT}:group_choices"),
                Parameter("order", N_("Order"), choices=f"{REPORT}:order_choices"),
                Parameter("form", N_("Version"), choices=f"{REPORT}:form_choices"),
            ),
        ),
        ReportSpec(
            "people-pyramid",
            N_("People by age and sex"),
            N_("A pyramid of the area and its villages"),
            "display",
            f"{HERE}.age_report:people_pyramid",
            (
                Parameter("role", N_("Role"), choices=f"{REPORT}:role_choices"),
                Parameter("village", N_("Village"), choices=f"{REPORT}:village_choices"),
                Parameter("group", N_("Target group"), choices=f"{REPORT}:group_choices"),
            ),
        ),
    ),
    searches=(
        SearchKind("person", N_("People"), "user", f"{HERE}.queries:persons_find", "people"),
    ),
    exchanges=(
        ExchangeSpec(
            "people",
            N_("People"),
            f"{HERE}.exporter:people_table",
            labels=f"{HERE}.exporter:people_labels",
            plan=f"{HERE}.import_fields:import_plan",
            check=f"{HERE}.import_plan:check_people",
            importer=f"{HERE}.importer:import_people",
        ),
    ),
    trash=(Trashable(f"{HERE}.model:Person", N_("Person"), "user", f"{HERE}.names:person_title"),),
    panels=(Panel("Person", N_("Consent"), f"{HERE}.consent_widget:ConsentPanel"),),
    todos=(Todo(f"{HERE}.todo_queries:incomplete_people"),),
    offers=(
        Offer(
            N_("Add somebody"),
            "user-plus",
            f"{HERE}.offers_page:add",
            REGISTRY,
            N_("new person learner register"),
            writes=True,
        ),
        Offer(
            N_("Take in a file of people"),
            "file-down",
            f"{HERE}.offers_page:take_in",
            REGISTRY,
            N_("import people excel csv xlsx list names paste"),
            writes=True,
        ),
        Offer(
            N_("Write the registry to a file"),
            "file-spreadsheet",
            f"{HERE}.offers_page:export",
            REGISTRY,
            N_("export excel csv xlsx save all people"),
        ),
        Offer(
            N_("Add a person named “{text}”"),
            "user-plus",
            f"{HERE}.offers_page:add_named",
            REGISTRY,
            takes_text=True,
            writes=True,
        ),
    ),
    sample=f"{HERE}.sample:fill",
)
