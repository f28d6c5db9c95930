"""Which records of the registry may be one person: read from the file, compared by the rule of ``likeness``."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, String, func, or_, true, type_coerce
from sqlalchemy import select as plain_select
from sqlmodel import Session, and_, col, select

from learnsoc_desktop.core.collector import collector_paused
from learnsoc_desktop.core.progress import Progress
from learnsoc_desktop.core.thai import fold
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.entity import alive
from learnsoc_desktop.features.people.likeness import Reason, Traits, traits
from learnsoc_desktop.features.people.likeness_scan import Pair, find_pairs, like
from learnsoc_desktop.features.people.merge_model import NotSamePerson
from learnsoc_desktop.features.people.model import Person
from learnsoc_desktop.features.people.names import shown_name
from learnsoc_desktop.features.people.queries import listed, surviving_id

AT_ONCE = 1000  # ids in one query
SHOWN = 3  # persons told while somebody types
NAMED = ("title", "first_name", "last_name", "nickname")
COMPARED = (
    *NAMED,
    "sex",
    "born",
    "village_id",
    "house_no",
    "id_number",
    "phone",
)


@dataclass(frozen=True, slots=True)
class Alike:
    """A person of the registry who may be the one that is typed."""

    person_id: UUID
    name: str
    score: int
    reasons: tuple[Reason, ...]


def duplicate_pairs(session: Session, progress: Progress | None = None) -> list[Pair]:
    """Return the pairs of listed persons that may be one, the likeliest first.

    Those that a person said to be two are left out, also after one of them was merged with a third.
    """
    with collector_paused():
        people = known_traits(session)
        apart = kept_apart(session)
        return [
            pair
            for pair in find_pairs(people, progress)
            if frozenset((pair.one, pair.two)) not in apart
        ]


def known_traits(session: Session) -> list[Traits]:
    """Return what tells each listed person apart; ids are texts."""
    return [traits(key, values) for key, values in _people(session, true())]


def scan(database: str, progress: Progress | None = None) -> list[Pair]:
    """Return ``duplicate_pairs`` of a centre's file; called in the child process."""
    with Database.open(Path(database), read_only=True) as centre, centre.reading() as session:
        return duplicate_pairs(session, progress)


def kept_apart(session: Session) -> Collection[frozenset[UUID]]:
    """Return the pairs of persons that somebody said to be two."""
    rows = session.exec(
        select(NotSamePerson.one_id, NotSamePerson.two_id).where(alive(NotSamePerson))
    ).all()
    ids = {each for row in rows for each in row}
    query = select(Person.id, surviving_id()).where(col(Person.id).in_(ids))
    stands_for = dict(list(session.exec(query))) if ids else {}
    return {frozenset((stands_for.get(one, one), stands_for.get(two, two))) for one, two in rows}


def still_open(session: Session, pairs: Sequence[Pair]) -> list[Pair]:
    """Return those of ``pairs`` that nobody decided since they were found."""
    ids = list({each for pair in pairs for each in (pair.one, pair.two)})
    there: set[UUID] = set()
    for start in range(0, len(ids), AT_ONCE):
        part = col(Person.id).in_(ids[start : start + AT_ONCE])
        there.update(session.exec(select(Person.id).where(part, listed())))
    apart = kept_apart(session)
    return [
        pair
        for pair in pairs
        if {pair.one, pair.two} <= there and frozenset((pair.one, pair.two)) not in apart
    ]


def people_like(
    database: str, typed: Mapping[str, Any], own: UUID | None, limit: int = SHOWN
) -> list[Alike]:
    """Return who of a centre's file looks like what is ``typed``, the likeliest first; in the child process.

    ``own`` is the record that is typed into, which is not told.
    """
    with Database.open(Path(database), read_only=True) as centre, centre.reading() as session:
        return alike_people(session, typed, own, limit)


def alike_people(
    session: Session, typed: Mapping[str, Any], own: UUID | None, limit: int = SHOWN
) -> list[Alike]:
    """Return who looks like what is ``typed`` (values by field name), the likeliest first.

    Only those are compared who agree in something: the year of birth or the next, the village where no birth
    is known, the ID number, the phone, or the letters of a name.
    """
    me = traits(own or UUID(int=0), typed)
    if not (me.first or me.nickname or me.number):
        return []
    apart = kept_apart(session) if own else frozenset[frozenset[UUID]]()
    there = {UUID(key): known for key, known in _people(session, _may_be(me, typed))}
    others = [
        traits(key, known)
        for key, known in there.items()
        if key != own and frozenset((key, own)) not in apart
    ]
    return [
        Alike(key, shown_name(*(there[key][part] for part in NAMED)), how.score, how.reasons)
        for key, how in like(me, others, limit)
    ]


def _may_be(me: Traits, typed: Mapping[str, Any]) -> ColumnElement[bool]:
    conditions: list[ColumnElement[bool]] = []
    if me.number:
        conditions.append(col(Person.id_number) == me.number)
    conditions += [col(Person.phone).contains(phone, autoescape=True) for phone in me.phones]
    if me.year is not None:
        near = [str(year) for year in range(me.year - 1, me.year + 2)]
        conditions.append(func.substr(Person.born, 1, 4).in_(near))
    if village := typed.get("village_id"):
        neighbour = col(Person.village_id) == village
        unknown = and_(neighbour, col(Person.born) == "")
        conditions.append(neighbour if me.year is None else unknown)
    words = [fold(str(typed.get(name) or "")) for name in ("first_name", "last_name")]
    if all(words):
        found = (col(Person.search_text).contains(word, autoescape=True) for word in words)
        conditions.append(and_(*found))
    elif words[0]:
        conditions.append(col(Person.search_text).contains(words[0], autoescape=True))
    return or_(*conditions)


def _people(
    session: Session, condition: ColumnElement[bool]
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the listed persons of a condition: id and values; ids of persons and villages as text."""
    columns = [_plain(name) for name in COMPARED]
    query = plain_select(_as_text(Person.id), *columns).where(listed(), condition)
    for person_id, *values in session.execute(query.order_by(col(Person.id))):
        yield person_id, dict(zip(COMPARED, values, strict=True))


def _plain(name: str) -> ColumnElement[Any]:
    column: Any = getattr(Person, name)
    return _as_text(column) if name == "village_id" else column


def _as_text(column: Any) -> ColumnElement[str]:  # noqa: ANN401  a column of ids
    """Return the column as the file has it: two objects a row would cost more than the comparing."""
    return type_coerce(col(column), String)
