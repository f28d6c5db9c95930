"""What the field of a place offers in a centre that is open, or before there is one."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from learnsoc_desktop.features.centre.place_queries import (
    FoundPlace,
    KnownPlaces,
    Nearness,
    find_places,
    known_places,
)
from learnsoc_desktop.ui.commands import Commands
from learnsoc_desktop.ui.editors import Option


class PlaceFinder(QObject):
    """Finds places. The records are walked over once, and again only after something was written."""

    def __init__(self, commands: Commands | None = None) -> None:
        super().__init__()
        self._commands = commands
        self._known: KnownPlaces | None = None
        if commands is not None:
            commands.changed.connect(self._forget)

    def __call__(self, text: str, limit: int) -> Sequence[Option]:
        """Return what is offered for ``text``."""
        if self._known is None:
            ask = self._commands
            self._known = KnownPlaces() if ask is None else ask.query(known_places)
        found = find_places(self._known, text, limit)
        only = {each.nearness for each in found} <= {
            Nearness.ELSEWHERE
        }  # one heading tells nothing
        return [_option(each, headed=not only) for each in found]

    def _forget(self) -> None:
        self._known = None


def _option(found: FoundPlace, *, headed: bool) -> Option:
    place = found.place
    name, *rest = place
    return Option(
        name,
        place._replace(postcode="").text,
        place.postcode,
        found.nearness.label if headed else "",
        tuple(rest),
    )
