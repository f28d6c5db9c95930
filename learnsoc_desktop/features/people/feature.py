"""The learner registry: persons, their groups and roles."""

from learnsoc_desktop.core.feature import ExchangeSpec, Feature, Place, SearchKind, Trashable
from learnsoc_desktop.core.i18n import N_

HERE = "learnsoc_desktop.features.people"

PEOPLE = Feature(
    key="people",
    models=f"{HERE}.model",
    places=(
        Place("people", N_("Learner registry"), "users", f"{HERE}.page:PeoplePage", order=10),
    ),
    searches=(
        SearchKind("person", N_("People"), "user", f"{HERE}.queries:persons_find", "people"),
    ),
    exchanges=(
        ExchangeSpec(
            "people",
            N_("People"),
            f"{HERE}.exporter:people_table",
            f"{HERE}.importer:import_people",
        ),
    ),
    trash=(Trashable(f"{HERE}.model:Person", N_("Person"), "user", f"{HERE}.names:person_title"),),
    sample=f"{HERE}.sample:fill",
)
