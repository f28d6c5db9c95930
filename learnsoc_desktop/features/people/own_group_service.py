"""Commands on groups made by hand."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import update
from sqlmodel import col, or_, select

from learnsoc_desktop.core.i18n import N_
from learnsoc_desktop.core.thai import fold
from learnsoc_desktop.data.entity import alive, natural_id, utc_now
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.features.centre.errors import ListTwice, NameMissing
from learnsoc_desktop.features.centre.service import assign, living
from learnsoc_desktop.features.centre.tidy import tidied
from learnsoc_desktop.features.people.model import Person
from learnsoc_desktop.features.people.own_group_model import (
    OwnGroup,
    OwnGroupDetails,
    OwnGroupMember,
)
from learnsoc_desktop.features.people.own_group_queries import members
from learnsoc_desktop.features.people.queries import in_parts, survivors

GROUP = N_("Group of people")


def add_own_group(uow: UnitOfWork, details: OwnGroupDetails, people: Sequence[UUID] = ()) -> UUID:
    """Make a group of ``people``; return its id. Raises NameMissing, ListTwice."""
    group = OwnGroup.model_validate(_named(uow, details, None).model_dump())
    uow.add(group)
    uow.session.flush()  # the members point to it
    put_in(uow, group.id, people)
    return group.id


def change_own_group(uow: UnitOfWork, group_id: UUID, details: OwnGroupDetails) -> None:
    """Replace name and purpose of a group. Raises NameMissing, ListTwice."""
    assign(living(uow, OwnGroup, group_id, GROUP), _named(uow, details, group_id))


def remove_own_group(uow: UnitOfWork, group_id: UUID) -> None:
    """Put a group into the trash; it comes back with its people."""
    uow.delete(living(uow, OwnGroup, group_id, GROUP))


def put_in(uow: UnitOfWork, group_id: UUID, people: Sequence[UUID]) -> int:
    """Put persons into a group; return how many were not in it before."""
    living(uow, OwnGroup, group_id, GROUP)
    there = members(uow.session, group_id)
    new = [each for each in _left(uow, people) if each not in there]
    ids = {natural_id("own_group_member", group_id, each): each for each in new}
    stored: set[UUID] = set()
    for part in in_parts(ids):
        query = select(OwnGroupMember.id).where(col(OwnGroupMember.id).in_(part))
        back = list(uow.session.exec(query))
        stored.update(back)
        again = update(OwnGroupMember).where(col(OwnGroupMember.id).in_(back))
        uow.session.execute(again.values(deleted_at=None))
    rows = [
        {"id": member_id, "group_id": group_id, "person_id": person_id}
        for member_id, person_id in ids.items()
        if member_id not in stored
    ]
    uow.insert_many(OwnGroupMember, rows)
    return len(new)


def take_out(uow: UnitOfWork, group_id: UUID, people: Sequence[UUID]) -> int:
    """Take persons out of a group, by whichever of their records they are in it; return how many were."""
    living(uow, OwnGroup, group_id, GROUP)
    there = members(uow.session, group_id)
    gone = [each for each in _left(uow, people) if each in there]
    for part in in_parts(gone):
        records = select(Person.id).where(
            or_(col(Person.id).in_(part), col(Person.merged_into).in_(part))
        )
        out = update(OwnGroupMember).where(
            col(OwnGroupMember.group_id) == group_id,
            col(OwnGroupMember.person_id).in_(records),
            alive(OwnGroupMember),
        )
        uow.session.execute(
            out.values(deleted_at=utc_now()).execution_options(synchronize_session=False)
        )
    return len(gone)


def _left(uow: UnitOfWork, people: Sequence[UUID]) -> list[UUID]:
    """Return the persons that records stand for, each once; unknown ids are left out."""
    found: dict[UUID, None] = {}
    for part in in_parts(people):
        stands_for = survivors(uow.session, part)
        found |= dict.fromkeys(stands_for[each] for each in part if each in stands_for)
    return list(found)


def _named(uow: UnitOfWork, details: OwnGroupDetails, own: UUID | None) -> OwnGroupDetails:
    tidy = tidied(details)
    if not tidy.name:
        raise NameMissing
    for other in uow.session.exec(select(OwnGroup).where(alive(OwnGroup))):
        if fold(other.name) == fold(tidy.name) and other.id != own:
            raise ListTwice(name=tidy.name)
    return tidy
