"""What people want to learn, by their village: the wishes a centre plans its courses from."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from learnsoc_desktop.data.entity import alive
from learnsoc_desktop.features.people.model import Person, PersonStatus
from learnsoc_desktop.features.people.names import shown_name
from learnsoc_desktop.features.people.path_model import Want, WantKind
from learnsoc_desktop.features.people.queries import surviving_id


class VillageWant(NamedTuple):
    """A wish in a village: how many persons have it, and for how many it is the first one."""

    village_id: UUID | None
    what: str
    people: int
    first: int


class Wisher(NamedTuple):
    """Somebody who has a wish, with what is needed to ask them."""

    id: UUID
    name: str
    phone: str


def wants_by_village(session: Session) -> Sequence[VillageWant]:
    """Return of each village and wish how many persons have it, the most wanted first.

    Unmet wishes of those who live in the area; the village is that of the person who is left after merging, who
    counts once for a wish said on two records.
    """
    left, query = _wishers()
    people = func.count(func.distinct(left.id))
    first = func.count(func.distinct(case((col(Want.rank) == 1, left.id))))
    found = session.execute(
        query.with_only_columns(left.village_id, col(Want.what), people, first)
        .group_by(left.village_id, col(Want.what))
        .order_by(people.desc(), first.desc(), col(Want.what))
    )
    return [VillageWant(*row) for row in found]


def people_who_want(session: Session) -> Mapping[UUID | None, int]:
    """Return of each village how many persons have any wish that is not met."""
    left, query = _wishers()
    people = func.count(func.distinct(left.id))
    counts = query.with_only_columns(left.village_id, people).group_by(left.village_id)
    found: Any = session.execute(counts)
    return dict(found.all())


def wishers(session: Session, village_id: UUID | None, what: str) -> Sequence[Wisher]:
    """Return who in a village has a wish, in Thai order."""
    left, query = _wishers()
    columns = (left.id, left.title, left.first_name, left.last_name, left.nickname, left.phone)
    found = session.execute(
        query.with_only_columns(*columns)
        .where(left.village_id == village_id, col(Want.what) == what)
        .order_by(left.sort_key, left.id)
        .distinct()
    )
    return [Wisher(person_id, shown_name(*name), phone) for person_id, *name, phone in found]


def _wishers() -> tuple[Any, Select[Any]]:
    """Return the person who is left, as an alias, and the SELECT of their unmet wishes."""
    left: Any = aliased(Person)
    query = (
        select(left.id)
        .join_from(Want, Person, col(Person.id) == Want.person_id)
        .join(left, left.id == surviving_id())
        .where(
            alive(Want),
            col(Want.met_on).is_(None),
            col(Want.kind) == WantKind.WANT,
            alive(left),
            left.status == PersonStatus.ACTIVE,
        )
    )
    return left, query
