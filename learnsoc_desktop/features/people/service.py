"""Commands on persons."""

from collections.abc import Sequence
from datetime import date
from typing import cast
from uuid import UUID

from sqlalchemy.orm import aliased
from sqlmodel import col, select

from learnsoc_desktop.core.calendar_years import fiscal_year_of
from learnsoc_desktop.data.entity import alive, natural_id
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.features.centre.pictures import PictureUse, store_picture
from learnsoc_desktop.features.people.errors import IdDoubtful, PersonRefused, SameIdNumber
from learnsoc_desktop.features.people.model import (
    Person,
    PersonColumns,
    PersonDetails,
    PersonGroup,
    PersonRole,
)
from learnsoc_desktop.features.people.names import shown_name
from learnsoc_desktop.features.people.queries import (
    LEARNER,
    next_learner_code,
    person_or_refuse,
    surviving_id,
)
from learnsoc_desktop.features.people.rules import FIELDS, cleaned, refusals
from learnsoc_desktop.features.people.status_service import NewStatus, note_statuses

Link = type[PersonGroup] | type[PersonRole]


def register_person(uow: UnitOfWork, details: PersonDetails, *, today: date) -> UUID:
    """Add a person; return the id. A learner without a code gets the next one of the fiscal year.

    Raises PersonRefused for what the registry cannot do without, IdDoubtful for an ID number that does not
    fit its rule and is not confirmed, SameIdNumber when another person has it.
    """
    tidy = cleaned(details)
    _check(uow, tidy, today, None)
    roles = tidy.roles or [LEARNER]
    values = {name: getattr(tidy, name) for name in PersonColumns.model_fields}
    values["registered_on"] = tidy.registered_on or today
    if not tidy.learner_code and LEARNER in roles:
        year = fiscal_year_of(values["registered_on"]).number
        values["learner_code"] = next_learner_code(uow.session, year)
    person = Person.model_validate(values)
    uow.add(person)
    uow.session.flush()  # the links point to it
    _link(uow, PersonGroup, person.id, tidy.target_groups)
    _link(uow, PersonRole, person.id, roles)
    return person.id


def change_person(uow: UnitOfWork, person_id: UUID, details: PersonDetails, *, today: date) -> None:
    """Replace what is known of a person; another status is noted as a change of today.

    Raises what ``register_person`` raises, and PersonNotFound.
    """
    person = person_or_refuse(uow.session, person_id)
    tidy = cleaned(details)
    _check(uow, tidy, today, person_id)
    if person.status != tidy.status:
        note_statuses(uow, [NewStatus(person_id, person.status, tidy.status)], today)
    for name in PersonColumns.model_fields:
        if getattr(person, name) != (value := getattr(tidy, name)):
            setattr(person, name, value)
    _link(uow, PersonGroup, person_id, tidy.target_groups)
    _link(uow, PersonRole, person_id, tidy.roles or [LEARNER])


def change_title(uow: UnitOfWork, person_id: UUID, title: str) -> None:
    """Give a person another title; nothing else is changed. Raises PersonNotFound."""
    person_or_refuse(uow.session, person_id).title = title


def delete_person(uow: UnitOfWork, person_id: UUID) -> None:
    """Put a person into the trash; groups, roles and marks stay and come back with the person."""
    uow.delete(person_or_refuse(uow.session, person_id))


def set_picture(uow: UnitOfWork, folder: CentreFolder, person_id: UUID, picture: bytes) -> str:
    """Give a person a picture, or none (empty bytes); return its hash. Raises NotAPicture."""
    person = person_or_refuse(uow.session, person_id)
    person.picture = store_picture(uow, folder, picture, PictureUse.PORTRAIT) if picture else ""
    return person.picture


def _check(uow: UnitOfWork, details: PersonDetails, today: date, own: UUID | None) -> None:
    for refusal in refusals(details, today):
        kind = IdDoubtful if refusal.doubt else PersonRefused
        raise kind(refusal.name, FIELDS[refusal.name].title, refusal.reason)
    if not details.id_number:
        return
    left = aliased(Person)  # of a merged record the one that is left
    query = (
        select(left)
        .join(Person, surviving_id() == left.id)
        .where(alive(Person), alive(left), Person.id_number == details.id_number)
    )
    other = uow.session.exec(query.where(col(left.id) != own) if own else query).first()
    if other is not None:
        name = shown_name(other.title, other.first_name, other.last_name, other.nickname)
        raise SameIdNumber(name=name, person_id=other.id)


def set_links(
    uow: UnitOfWork,
    link: Link,
    person_id: UUID,
    rows: Sequence[PersonGroup | PersonRole],
    codes: Sequence[UUID],
) -> None:
    """Let a person have exactly ``codes``, the first one the main one.

    ``rows`` are all stored links of this kind, those in the trash too: what was linked before comes back.
    """
    wanted = list(dict.fromkeys(codes))
    there = {row.code_id: row for row in rows}
    for code, row in there.items():
        if code not in wanted and row.deleted_at is None:
            uow.delete(row)
    for place, code in enumerate(wanted):
        main = place == 0
        found = there.get(code)
        if found is None:
            row_id = natural_id(link.__tablename__, person_id, code)
            uow.add(link(id=row_id, person_id=person_id, code_id=code, main=main))
            continue
        if found.deleted_at is not None:
            uow.restore(found)
        if found.main != main:
            found.main = main


def _link(uow: UnitOfWork, link: Link, person_id: UUID, codes: Sequence[UUID]) -> None:
    query = select(link).where(col(link.person_id) == person_id)
    rows = cast("Sequence[PersonGroup | PersonRole]", uow.session.exec(query).all())
    set_links(uow, link, person_id, rows, codes)
