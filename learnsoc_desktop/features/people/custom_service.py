"""Commands on the fields of a centre's own. A field is never removed: retired, it keeps what it holds."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col, select

from learnsoc_desktop.core.i18n import N_
from learnsoc_desktop.core.thai import normalise
from learnsoc_desktop.data.entity import alive, natural_id
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.features.centre.errors import NameMissing
from learnsoc_desktop.features.centre.service import assign, living, reordered
from learnsoc_desktop.features.centre.tidy import tidied
from learnsoc_desktop.features.people.custom_model import (
    COLUMNS,
    CustomField,
    CustomFieldDetails,
    CustomValue,
)
from learnsoc_desktop.features.people.custom_names import is_taken
from learnsoc_desktop.features.people.custom_queries import (
    field_id_of,
)
from learnsoc_desktop.features.people.errors import OwnFieldInUse, OwnFieldTwice

FIELD = N_("Field")


def add_field(uow: UnitOfWork, details: CustomFieldDetails) -> UUID:
    """Add a field behind the others; return its id. Raises NameMissing, OwnFieldTwice."""
    tidy = _checked(uow, details, None)
    last = max((row.position_no for row in _fields(uow)), default=0)
    field = CustomField.model_validate({**tidy.model_dump(), "position_no": last + 1})
    uow.add(field)
    return field.id


def change_field(uow: UnitOfWork, field_id: UUID, details: CustomFieldDetails) -> None:
    """Call a field otherwise; what it holds may change its kind while it is filled in nowhere.

    Raises NotFound, NameMissing, OwnFieldTwice, OwnFieldInUse.
    """
    field = living(uow, CustomField, field_id, FIELD)
    tidy = _checked(uow, details, field_id)
    if tidy.kind is not field.kind and (count := _filled(uow, field_id)):
        raise OwnFieldInUse(name=field.name, count=count)
    assign(field, tidy)


def move_field(uow: UnitOfWork, field_id: UUID, step: int) -> None:
    """Put a field ``step`` places down (negative: up); stops at the ends."""
    living(uow, CustomField, field_id, FIELD)
    rows = _fields(uow)
    order = reordered([row.id for row in rows], field_id, step)
    for row in rows:
        place = order.index(row.id) + 1
        if row.position_no != place:
            row.position_no = place


def retire_field(uow: UnitOfWork, field_id: UUID) -> None:
    """Show a field no longer; everything it holds is kept."""
    living(uow, CustomField, field_id, FIELD).retired = True


def unretire_field(uow: UnitOfWork, field_id: UUID) -> None:
    """Show a retired field again, with what it holds."""
    living(uow, CustomField, field_id, FIELD).retired = False


def set_own_values(uow: UnitOfWork, person_id: UUID, values: Mapping[str, Any]) -> None:
    """Let the centre's own fields of a person hold ``values``, by name; nothing empties a field.

    Names of other fields are passed over.
    """
    set_many_values(uow, [(person_id, values)])


def set_many_values(uow: UnitOfWork, people: Iterable[tuple[UUID, Mapping[str, Any]]]) -> None:
    """Do the same for many persons: two queries altogether."""
    asked = [
        (person_id, field_id, value)
        for person_id, values in people
        for name, value in values.items()
        if (field_id := field_id_of(name)) is not None
    ]
    if not asked:
        return
    fields = {field.id: field for field in uow.session.exec(select(CustomField))}
    ids = {person_id for person_id, _field, _value in asked}
    found = uow.session.exec(select(CustomValue).where(col(CustomValue.person_id).in_(ids)))
    rows = {(row.person_id, row.field_id): row for row in found}
    for person_id, field_id, value in asked:
        if (field := fields.get(field_id)) is not None:
            _set(uow, field, person_id, rows.get((person_id, field_id)), value)


def value_id(person_id: UUID, field_id: UUID | None) -> UUID:
    """Return the id of what a field holds of a person."""
    return natural_id("custom_value", person_id, field_id)


def _set(
    uow: UnitOfWork,
    field: CustomField,
    person_id: UUID,
    row: CustomValue | None,
    value: Any,  # noqa: ANN401  what a field holds
) -> None:
    column = COLUMNS[field.kind]
    value = normalise(value).strip() if isinstance(value, str) else value
    if value in (None, ""):
        if row is not None and row.deleted_at is None:
            uow.delete(row)
        return
    if row is None:
        row = CustomValue(id=value_id(person_id, field.id), person_id=person_id, field_id=field.id)
        setattr(row, column, value)
        uow.add(row)
        return
    if row.deleted_at is not None:
        uow.restore(row)
    if getattr(row, column) != value:
        setattr(row, column, value)


def _fields(uow: UnitOfWork) -> Sequence[CustomField]:
    return uow.session.exec(
        select(CustomField)
        .where(alive(CustomField))
        .order_by(col(CustomField.position_no), col(CustomField.id))
    ).all()


def _filled(uow: UnitOfWork, field_id: UUID) -> int:
    """Return how many values a field has, those in the trash too: they would come back with another kind."""
    uow.session.flush()
    query = select(func.count()).where(col(CustomValue.field_id) == field_id)
    return uow.session.exec(query).one()


def _checked(uow: UnitOfWork, details: CustomFieldDetails, own: UUID | None) -> CustomFieldDetails:
    """Return the tidy details; a name that a file could mean something else by is refused."""
    tidy = tidied(details)
    if not tidy.name:
        raise NameMissing
    others = [row.name for row in _fields(uow) if row.id != own]
    same = any(name.casefold() == tidy.name.casefold() for name in others)
    if same or is_taken(tidy.name):
        raise OwnFieldTwice(name=tidy.name)
    return tidy
