"""The learner registry: persons, their groups and roles."""

from learnsoc_desktop.core.feature import (
    Action,
    ExchangeSpec,
    Feature,
    Holding,
    Narrowing,
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
NARROWING = f"{HERE}.narrowing_queries"
MORE = f"{HERE}.more_model"
ENTRY = f"{HERE}.more_queries:entry_title"
CARDS = f"{HERE}.card_report"
PASSPORT = f"{HERE}.passport_report"
OWN = f"{HERE}.custom_queries"
REGISTRY = N_("Learner registry")
PAPERS = N_("Papers")

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
                Parameter(
                    "own_group", N_("Group of people"), choices=f"{REPORT}:own_group_choices"
                ),
                Parameter("order", N_("Order"), choices=f"{REPORT}:order_choices"),
                Parameter("form", N_("Filled or blank"), choices=f"{REPORT}:form_choices"),
                Parameter("own", N_("Fields of our centre"), choices=f"{OWN}:own_choices"),
            ),
        ),
        ReportSpec(
            "wants-by-village",
            N_("Learning wishes by village"),
            N_("What people want to learn, the most wanted first"),
            "check",
            f"{HERE}.wants_report:wants_paper",
            (Parameter("village", N_("Village"), choices=f"{REPORT}:village_choices"),),
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
            "application-form",
            N_("Application form"),
            N_("To be filled in by hand; a filled one is on the card of a person"),
            "display",
            f"{HERE}.application_report:application_form",
            (Parameter("course", N_("Applies for"), kind="text"),),
        ),
        ReportSpec(
            "incomplete-people",
            N_("Records to be completed"),
            N_("What is missing in whose record, by village"),
            "check",
            f"{HERE}.incomplete_report:incomplete_list",
            _WHO[:2],
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
        ReportSpec(
            "learning-passport",
            N_("Learning passport"),
            N_("A booklet of one's own, to go on by hand; to be folded and stapled"),
            "display",
            f"{PASSPORT}:learning_passports",
            (
                *(each._replace(way=N_("Village and target group")) for each in _WHO[:1]),
                Parameter(
                    "village",
                    N_("Village"),
                    choices=f"{REPORT}:village_choices",
                    default=f"{HERE}.passport_queries:first_village",
                    way=N_("Village and target group"),
                ),
                *(each._replace(way=N_("Village and target group")) for each in _WHO[2:]),
                Parameter(
                    "own_group",
                    N_("Group of people"),
                    choices=f"{REPORT}:own_group_choices",
                    way=N_("Group of people"),
                ),
                Parameter("person", N_("Learner code"), kind="text", way=N_("One person")),
                Parameter("form", N_("Filled or blank"), choices=f"{REPORT}:form_choices"),
                Parameter("printed", N_("How it is printed"), choices=f"{PASSPORT}:print_choices"),
            ),
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
            layout=f"{HERE}.layout_queries:layout_named",
            by_layout=f"{HERE}.layout_exporter:layout_table",
        ),
    ),
    trash=(
        Trashable(f"{HERE}.model:Person", N_("Person"), "user", f"{HERE}.names:person_title"),
        Trashable(
            f"{HERE}.layout_model:PeopleLayout",
            N_("Layout of a table"),
            "columns-3",
            f"{HERE}.layout_queries:layout_title",
        ),
        Trashable(f"{PATH}:LearningGoal", N_("Goal"), "route", f"{HERE}.path_queries:goal_title"),
        Trashable(
            f"{PATH}:LearningLog",
            N_("Line of a log"),
            "book-open",
            f"{HERE}.path_queries:note_title",
        ),
        Trashable(f"{PATH}:Want", N_("Wish"), "star", f"{HERE}.path_queries:note_title"),
        Trashable(
            f"{HERE}.own_group_model:OwnGroup",
            N_("Group of people"),
            "users-round",
            f"{HERE}.own_group_queries:own_group_title",
        ),
        Trashable(f"{MORE}:PersonName", N_("Other name"), "languages", ENTRY),
        Trashable(
            f"{MORE}:StatusChange",
            N_("Change of status"),
            "history",
            ENTRY,
            f"{HERE}.status_service:after_restore",
        ),
        Trashable(f"{MORE}:RoleTerm", N_("Term of a role"), "briefcase", ENTRY),
        Trashable(f"{MORE}:StudyTerm", N_("Semester"), "graduation-cap", ENTRY),
    ),
    narrowings=(
        Narrowing(
            "id-missing", "Person", N_("ID number missing"), f"{NARROWING}:id_number_missing"
        ),
        Narrowing(
            "consent-missing",
            "Person",
            N_("Consent missing"),
            f"{NARROWING}:consent_missing",
            frozenset({"Consent", "CentreProfile"}),
        ),
        Narrowing(
            "birthday", "Person", N_("Birthday this month"), f"{NARROWING}:birthday_this_month"
        ),
        Narrowing(
            "title-outgrown", "Person", N_("Title to be changed"), f"{NARROWING}:title_outgrown"
        ),
    ),
    timelines=(
        Timeline(
            "Person", f"{HERE}.path_queries:path_events", f"{HERE}.path_queries:events_of_people"
        ),
    ),
    holdings=(Holding("Person", f"{HERE}.more_merge_queries:held_by"),),
    actions=(
        Action("Person", N_("Learning path"), "route", f"{HERE}.path_page:open_path"),
        Action(
            "Person",
            N_("Application form"),
            "file-text",
            f"{HERE}.papers_page:open_application",
            PAPERS,
        ),
        Action(
            "Person",
            N_("Analysis of the learner"),
            "clipboard-list",
            f"{HERE}.papers_page:open_analysis",
            PAPERS,
        ),
        Action("Person", N_("Erase sensitive details"), "eraser", f"{HERE}.erase_page:open_erase"),
        Action(
            "Person",
            N_("Learning passport"),
            "book-open",
            f"{HERE}.papers_page:open_passport",
            PAPERS,
        ),
        Action(
            "Person",
            N_("Learning passport, to be folded"),
            "book-open",
            f"{HERE}.papers_page:open_folded_passport",
            PAPERS,
        ),
        Action("Person", N_("Copy for another system"), "copy", f"{HERE}.copy_row_page:open_copy"),
    ),
    panels=(
        Panel("Person", N_("More about the person"), f"{HERE}.more_widget:MorePanel"),
        Panel("Person", N_("Consent"), f"{HERE}.consent_widget:ConsentPanel"),
    ),
    todos=(
        Todo(f"{HERE}.todo_queries:parked_rows"),
        Todo(f"{HERE}.todo_queries:incomplete_people"),
    ),
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
            N_("Learning wishes by village"),
            "star",
            f"{HERE}.offers_page:wants",
            REGISTRY,
            N_("wishes wants needs survey course village"),
        ),
        Offer(
            N_("Layouts of tables"),
            "columns-3",
            f"{HERE}.offers_page:layouts",
            REGISTRY,
            N_("columns export import itw51 list format"),
        ),
        Offer(
            N_("Decide parked rows"),
            "hourglass",
            f"{HERE}.offers_page:parked",
            REGISTRY,
            N_("import file rows alike duplicates later"),
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
