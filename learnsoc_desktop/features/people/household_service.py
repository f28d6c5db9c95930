"""Who lives with whom. A person belongs to one household at a time."""

from uuid import UUID

from sqlmodel import col, select

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.data.entity import alive, fields_of, natural_id
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.features.people.errors import RecordRefused
from learnsoc_desktop.features.people.more_model import Household, HouseholdMember, MemberDetails
from learnsoc_desktop.features.people.queries import is_record_of, person_or_refuse, survivor_of


def put_into_household(uow: UnitOfWork, person_id: UUID, details: MemberDetails) -> UUID:
    """Let somebody live with a person; return the id of the membership.

    Whoever of the two has no household yet comes into the other's; of two households the one of ``person_id``
    stays. Naming the person itself says who it is in the household. Raises RecordRefused for somebody who is no
    longer there.
    """
    other = survivor_of(uow.session, details.member_id)
    person_or_refuse(uow.session, other)
    mine, theirs = _membership(uow, person_id), _membership(uow, other)
    if other == person_id and mine is None:
        raise RecordRefused("member_id", _field("member_id"), _("Name somebody else first."))
    there = mine or theirs
    household_id = there.household_id if there else _begin(uow, person_id)
    if mine is None:
        _put(uow, household_id, person_id, None)
    if theirs is not None and theirs.household_id != household_id:
        uow.delete(theirs)
        theirs = None
    if theirs is None:
        return _put(uow, household_id, other, details.relation_id)
    theirs.relation_id = details.relation_id
    return theirs.id


def say_who(member: HouseholdMember, details: MemberDetails) -> None:
    """Say who somebody is in the household; who it is stays. Raises RecordRefused for somebody else."""
    if details.member_id != member.member_id:
        raise RecordRefused(
            "member_id", _field("member_id"), _("Take this one out and add the other.")
        )
    member.relation_id = details.relation_id


def _membership(uow: UnitOfWork, person_id: UUID) -> HouseholdMember | None:
    query = (
        select(HouseholdMember)
        .where(is_record_of(HouseholdMember.member_id, person_id), alive(HouseholdMember))
        .order_by(col(HouseholdMember.created_at), col(HouseholdMember.id))
    )
    return uow.session.exec(query).first()


def _begin(uow: UnitOfWork, person_id: UUID) -> UUID:
    household_id = natural_id("household", person_id)
    found = uow.session.get(Household, household_id)
    if found is None:
        uow.add(Household(id=household_id))
        uow.session.flush()  # its members point to it
    elif found.deleted_at is not None:
        uow.restore(found)
    return household_id


def _put(uow: UnitOfWork, household_id: UUID, member_id: UUID, relation: UUID | None) -> UUID:
    row_id = natural_id("household_member", household_id, member_id)
    row = uow.session.get(HouseholdMember, row_id)
    if row is None:
        row = HouseholdMember(
            id=row_id, household_id=household_id, member_id=member_id, relation_id=relation
        )
        uow.add(row)
        return row_id
    if row.deleted_at is not None:
        uow.restore(row)
    row.relation_id = relation
    return row_id


def _field(name: str) -> str:
    return next(spec.title for spec in fields_of(MemberDetails) if spec.name == name)
