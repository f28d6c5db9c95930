"""What the rest of two records says side by side, and how much of it is tied to them.

What may be many (languages, welfare, names, terms …) is of both records once they are one: there is nothing to
choose. Of what is one thing a person chooses. What is sensitive is neither shown without consent nor copied.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlmodel import Session, SQLModel, col, func, select

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.feature import Held
from learnsoc_desktop.core.fields import Kind
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.data.entity import Entity, alive, fields_of
from learnsoc_desktop.features.people.merge_fields import MergePart, says_something
from learnsoc_desktop.features.people.more_model import (
    HouseholdMember,
    MoreDetails,
    PersonMore,
    PersonName,
    RoleTerm,
    SensitiveDetails,
    StatusChange,
    StudyTerm,
)
from learnsoc_desktop.features.people.more_queries import guardian_name, more_of, sensitive_of
from learnsoc_desktop.features.people.more_rules import TOGETHER
from learnsoc_desktop.features.people.queries import is_record_of


@cache
def more_parts() -> tuple[MergePart, ...]:
    """Return the fields of the rest of a record as they are decided, in the order of the form."""
    return (*_parts_of(MoreDetails), *_parts_of(SensitiveDetails))


def more_said(session: Session, person_id: UUID, today: date) -> Mapping[str, Any]:
    """Return what the rest of a record says, by field; what may not be shown is empty."""
    sensitive = sensitive_of(session, person_id, today) or SensitiveDetails()
    return {**more_of(session, person_id).__dict__, **sensitive.__dict__}


def said_parts(*sides: Mapping[str, Any]) -> Sequence[MergePart]:
    """Return the parts of which one of the sides says something."""
    return [
        part
        for part in more_parts()
        if any(says_something(part, [side[name] for name in part.names]) for side in sides)
    ]


def guardian_words(session: Session, *sides: Mapping[str, Any]) -> Mapping[UUID, str]:
    """Return what the guardians of both records are called who are in the registry themselves."""
    return {
        side["guardian_id"]: guardian_name(session, MoreDetails.model_construct(**side))
        for side in sides
        if side["guardian_id"]
    }


def says_more(session: Session, person_id: UUID) -> bool:
    """Return whether a person has anything of which a merge leaves one."""
    mine = is_record_of(PersonMore.person_id, person_id)
    return session.exec(select(PersonMore.id).where(mine, alive(PersonMore))).first() is not None


def held_by(session: Session, records: Sequence[UUID]) -> Sequence[Held]:
    """Return names, terms and what else may be many of one person. A household of both counts once."""
    households = func.count(func.distinct(HouseholdMember.household_id))
    homes = session.exec(
        select(households).where(
            alive(HouseholdMember), col(HouseholdMember.member_id).in_(records)
        )
    ).one()
    counted = (
        (_("Other names"), _count(session, PersonName, records)),
        (_("Changes of status"), _count(session, StatusChange, records)),
        (_("Terms"), _count(session, RoleTerm, records)),
        (_("Semesters"), _count(session, StudyTerm, records)),
        (_("Household"), homes),
    )
    said = [f"{title} {formats.number(count)}" for title, count in counted if count]
    total = sum(count for _title, count in counted)
    return (Held(_("Also noted"), total, " · ".join(said)),)


def _count(session: Session, kind: type[Entity], records: Sequence[UUID]) -> int:
    person_id: Any = getattr(kind, "person_id")  # noqa: B009  each of them has it
    query = select(func.count()).where(alive(kind), person_id.in_(records))
    return session.exec(query).one()


def _parts_of(model: type[SQLModel]) -> Sequence[MergePart]:
    by_name = {spec.name: spec for spec in fields_of(model)}
    inner = {name for names in TOGETHER.values() for name in names[1:]}
    parts = []
    for name, spec in by_name.items():
        if name in inner:
            continue
        names = tuple(TOGETHER.get(name, (name,)))
        many = spec.kind is Kind.CODES
        parts.append(
            MergePart(
                name,
                tuple(by_name[each] for each in names),
                names,
                joins=many,
                whole=len(names) > 1,
                fixed=many or model is SensitiveDetails,
            )
        )
    return parts
