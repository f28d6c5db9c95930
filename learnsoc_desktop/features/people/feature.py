"""The learner registry: persons, their groups and roles."""

from learnsoc_desktop.core.feature import (
    Action,
    ExchangeSpec,
    Feature,
    Offer,
    Panel,
    Parameter,
    Place,
    ReportSpec,
    SearchKind,
    Timeline,
    Todo,
    Trashable,
)
from learnsoc_desktop.core.i18n import N_

HERE = "learnsoc_desktop.features.people"
REPORT = f"{HERE}.report"
PATH = f"{HERE}.path_model"
CARDS = f"{HERE}.card_report"
OWN = f"{HERE}.custom_queries"
REGISTRY = N_("Learner registry")

_WHO = (
    Parameter("role", N_("Role"), choices=f"{REPORT}:role_choices"),
    Parameter("village", N_("Village"), choices=f"{REPORT}:village_choices"),
    Parameter("group", N_("Target group"), choices=f"{REPORT}:group_choices"),
)

PEOPLE = Feature(
    key="people",
    models=f"{HERE}.models",
    places=(Place("people", REGISTRY, "users", f"{HERE}.page:PeoplePage", order=10),),
    reports=(
        ReportSpec(
            "learner-roll",
            N_("Learner roll"),
            N_("Everybody in the registry"),
            "hand in",
            f"{REPORT}:learner_roll",
            (
                *_WHO,
                Parameter("order", N_("Order"), choices=f"{REPORT}:order_choices"),
                Parameter("form", N_("Filled or blank"), choices=f"{REPORT}:form_choices"),
                Parameter("own", N_("Fields of our centre"), choices=f"{OWN}:own_choices"),
            ),
        ),
        ReportSpec(
            "people-pyramid",
            N_("People by age and sex"),
            N_("A pyramid, and each village"),
            "display",
            f"{HERE}.age_report:people_pyramid",
            (*_WHO,),
        ),
        ReportSpec(
            "privacy-notice",
            N_("Notice on personal data"),
            N_("Read, ticked and signed when somebody registers"),
            "display",
            f"{HERE}.consent_report:privacy_notice",
        ),
        ReportSpec(
            "name-labels",
            N_("Name stickers"),
            N_("Name, learner code and village"),
            "display",
            f"{CARDS}:name_labels",
            (
                *_WHO,
                Parameter("sheet", N_("Sheet of stickers"), choices=f"{CARDS}:size_choices"),
                Parameter("skip", N_("Stickers used up"), kind="number"),
            ),
        ),
        ReportSpec(
            "learner-cards",
            N_("Learner cards"),
            N_("Eight on a page, with photo and code"),
            "display",
            f"{CARDS}:learner_cards",
            (*_WHO, Parameter("until", N_("Valid until"), kind="date")),
        ),
    ),
    searches=(
        SearchKind("person", N_("People"), "user", f"{HERE}.queries:persons_find", "people"),
        SearchKind("own", N_("Fields of our centre"), "tag", f"{OWN}:values_find", "people"),
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
    trash=(
        Trashable(f"{HERE}.model:Person", N_("Person"), "user", f"{HERE}.names:person_title"),
        Trashable(f"{PATH}:LearningGoal", N_("Goal"), "route", f"{HERE}.path_queries:goal_title"),
        Trashable(
            f"{PATH}:LearningLog",
            N_("Line of a log"),
            "book-open",
            f"{HERE}.path_queries:note_title",
        ),
        Trashable(f"{PATH}:Want", N_("Wish"), "star", f"{HERE}.path_queries:note_title"),
    ),
    timelines=(Timeline("Person", f"{HERE}.path_queries:path_events"),),
    actions=(Action("Person", N_("Learning path"), "route", f"{HERE}.path_page:open_path"),),
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
            N_("Find possible duplicates"),
            "git-merge",
            f"{HERE}.offers_page:duplicates",
            REGISTRY,
            N_("duplicates twice same person merge records"),
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
