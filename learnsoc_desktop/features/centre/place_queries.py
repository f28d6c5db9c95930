"""Which places a form offers: the centre's own first, those written before, then the list of sub-districts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, Table, union
from sqlalchemy import select as plain_select
from sqlmodel import Session, SQLModel

from learnsoc_desktop.core import gazetteer
from learnsoc_desktop.core.fields import LabelledEnum
from learnsoc_desktop.core.i18n import N_
from learnsoc_desktop.core.places import Place
from learnsoc_desktop.core.thai import fold
from learnsoc_desktop.features.centre.queries import profile

FIELDS = Place._fields
NOWHERE = Place()


class Nearness(LabelledEnum):
    """Why a place is offered, the nearest first."""

    OWN = "own", N_("Our centre")
    USED = "used", N_("Written before")
    DISTRICT = "district", N_("In our district")
    PROVINCE = "province", N_("In our province")
    ELSEWHERE = "elsewhere", N_("Elsewhere")


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place that is offered."""

    place: Place
    nearness: Nearness


@dataclass(frozen=True, slots=True)
class KnownPlaces:
    """Where the centre is, and every place written in it."""

    own: Place = NOWHERE
    used: Sequence[Place] = ()


def known_places(session: Session) -> KnownPlaces:
    """Return where the centre is and the places that stand in its records; costs a walk over them."""
    return KnownPlaces(own_place(session), places_used(session))


def own_place(session: Session) -> Place:
    """Return where the centre is; empty where nobody wrote it."""
    details = profile(session).details
    return Place(*(getattr(details, name) or "" for name in FIELDS))


def places_used(session: Session) -> Sequence[Place]:
    """Return the places that stand in the records, in folded order.

    Reads every table that keeps a place in columns named as the parts of ``Place``, with any words before them.
    """
    parts = [
        each
        for table in SQLModel.metadata.sorted_tables
        if "deleted_at" in table.columns
        for each in _selects(table)
    ]
    places = (Place(*row) for row in session.execute(union(*parts)))
    return sorted(places, key=lambda place: tuple(map(fold, place)))


def find_places(known: KnownPlaces, text: str, limit: int) -> Sequence[FoundPlace]:
    """Return the places that hold every word of ``text``, nearest first; for none those around the centre."""
    own = known.own
    words = gazetteer.words_of(text)
    written = [own, *known.used] if own.subdistrict else known.used
    found: dict[Place, Nearness] = {}
    for place in written:
        hay = fold(" ".join(place))
        if place not in found and all(word in hay for word in words):
            found[place] = Nearness.OWN if place == own else Nearness.USED
    for place in gazetteer.search(text, limit, own):
        found.setdefault(place, _nearness(place, own))
    order = {nearness: number for number, nearness in enumerate(Nearness)}
    rows = sorted(found.items(), key=lambda pair: order[pair[1]])  # stable: the order within stays
    return [FoundPlace(place, nearness) for place, nearness in rows[:limit]]


def _nearness(place: Place, own: Place) -> Nearness:
    if place.province != own.province:
        return Nearness.ELSEWHERE
    return Nearness.DISTRICT if place.district == own.district else Nearness.PROVINCE


def _selects(table: Table) -> Iterator[Select[tuple[str, str, str, str]]]:
    """Yield what reads the places of a table, one for each address it has."""
    first = FIELDS[0]
    for column in table.columns:
        before = column.name.removesuffix(first)
        names = [before + name for name in FIELDS]
        if column.name.endswith(first) and all(name in table.columns for name in names):
            columns = [table.columns[name] for name in names]
            yield plain_select(*columns).where(column != "", table.columns["deleted_at"].is_(None))
