"""What the features give to the program and to each other. No Qt: the command line uses it.

Everything is named by a string and imported on first use (``core.lazy.resolve``).
"""

from collections.abc import Sequence
from functools import cached_property
from importlib import import_module

from learnsoc_desktop.core.feature import (
    Action,
    ExchangeSpec,
    Facts,
    Feature,
    Holding,
    Narrowing,
    Offer,
    Panel,
    Place,
    ReportSpec,
    SearchKind,
    Timeline,
    Todo,
    Trashable,
)


class Contributions:
    """All that FEATURES contribute, in their order."""

    def __init__(self, features: Sequence[Feature] = ()) -> None:
        self.features = tuple(features)

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """The places on the left, in the order they stand."""
        found = (place for feature in self.features for place in feature.places)
        return tuple(sorted(found, key=lambda place: place.order))

    @cached_property
    def reports(self) -> tuple[ReportSpec, ...]:
        """Every report."""
        return tuple(report for feature in self.features for report in feature.reports)

    @cached_property
    def searches(self) -> tuple[SearchKind, ...]:
        """Every record kind that search looks through."""
        return tuple(kind for feature in self.features for kind in feature.searches)

    @cached_property
    def exchanges(self) -> tuple[ExchangeSpec, ...]:
        """Every kind of record that files carry in and out."""
        return tuple(spec for feature in self.features for spec in feature.exchanges)

    @cached_property
    def trash(self) -> tuple[Trashable, ...]:
        """Every entity that the trash shows."""
        return tuple(entity for feature in self.features for entity in feature.trash)

    @cached_property
    def todos(self) -> tuple[Todo, ...]:
        """Everything that waits, as Today asks for it."""
        return tuple(todo for feature in self.features for todo in feature.todos)

    @cached_property
    def offers(self) -> tuple[Offer, ...]:
        """The lines the features add to the palette."""
        return tuple(offer for feature in self.features for offer in feature.offers)

    def facts(self, subject: str) -> tuple[Facts, ...]:
        """Return the columns others know about ``subject`` (an entity name)."""
        return tuple(
            one for feature in self.features for one in feature.facts if one.subject == subject
        )

    def narrowings(self, subject: str) -> tuple[Narrowing, ...]:
        """Return the filters others know for the list of ``subject``."""
        return tuple(
            one for feature in self.features for one in feature.narrowings if one.subject == subject
        )

    def timelines(self, subject: str) -> tuple[Timeline, ...]:
        """Return what others know to have happened to ``subject``."""
        return tuple(
            one for feature in self.features for one in feature.timelines if one.subject == subject
        )

    def holdings(self, subject: str) -> tuple[Holding, ...]:
        """Return what others have tied to records of ``subject``."""
        return tuple(
            one for feature in self.features for one in feature.holdings if one.subject == subject
        )

    def panels(self, subject: str) -> tuple[Panel, ...]:
        """Return the widgets others show on the page of ``subject``."""
        return tuple(
            one for feature in self.features for one in feature.panels if one.subject == subject
        )

    def actions(self, subject: str) -> tuple[Action, ...]:
        """Return what others can do with ``subject``."""
        return tuple(
            one for feature in self.features for one in feature.actions if one.subject == subject
        )

    def place(self, key: str) -> Place | None:
        """Return the place of this key."""
        return next((place for place in self.places if place.key == key), None)

    def report(self, key: str) -> ReportSpec | None:
        """Return the report of this key."""
        return next((report for report in self.reports if report.key == key), None)

    def load_models(self) -> None:
        """Import the entities of every feature, so that all tables are declared."""
        for feature in self.features:
            if feature.models:
                import_module(feature.models)
