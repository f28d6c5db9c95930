"""The centre: its profile, signatories, code lists, villages and the files it keeps."""

from learnsoc_desktop.core.feature import ExchangeSpec, Feature, Trashable
from learnsoc_desktop.core.i18n import N_

HERE = "learnsoc_desktop.features.centre"
MODEL = "learnsoc_desktop.features.centre.model"
PAPERS = "learnsoc_desktop.features.centre.paper_model"
TITLES = "learnsoc_desktop.features.centre.titles"

CENTRE = Feature(
    key="centre",
    models=f"{HERE}.models",
    sample="learnsoc_desktop.features.centre.sample:fill",
    exchanges=(
        ExchangeSpec(
            "villages",
            N_("Villages"),
            f"{HERE}.exporter:villages_table",
            labels=f"{HERE}.exporter:villages_labels",
            plan=f"{HERE}.village_importer:import_plan",
            check=f"{HERE}.village_importer:check_villages",
            importer=f"{HERE}.village_importer:import_villages",
        ),
    ),
    trash=(
        Trashable(f"{MODEL}:Village", N_("Village"), "map-pin", f"{TITLES}:village"),
        Trashable(f"{MODEL}:Signatory", N_("Signatory"), "signature", f"{TITLES}:signatory"),
        Trashable(f"{MODEL}:Code", N_("Word of a list"), "list", f"{TITLES}:code"),
        Trashable(
            f"{PAPERS}:PaperVariant", N_("Version of a paper"), "columns-3", f"{TITLES}:variant"
        ),
        Trashable(f"{PAPERS}:Snapshot", N_("Paper handed in"), "stamp", f"{TITLES}:snapshot"),
        Trashable(
            f"{HERE}.saved_list_model:SavedList",
            N_("Saved list"),
            "bookmark",
            f"{HERE}.saved_list_queries:list_title",
        ),
    ),
)
