"""What a merge writes of the rest of a record: only where something else was chosen than counts by itself."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlmodel import Session

from learnsoc_desktop.data.entity import local_today, natural_id
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.features.people.merge_fields import Side, Take, default_take, taken
from learnsoc_desktop.features.people.more_merge_queries import more_parts, more_said, says_more
from learnsoc_desktop.features.people.more_model import MoreColumns, PersonMore
from learnsoc_desktop.features.people.more_queries import more_of

NAMES = frozenset(MoreColumns.model_fields)


def chosen_more(
    session: Session, ids: Sequence[UUID], sides: Sequence[Side], takes: Mapping[str, Take]
) -> Mapping[str, Any]:
    """Return what is to be left of the rest of two records, by field; nothing where only one has it.

    Asked before they are merged. ``takes`` says which values, the better ones where it says nothing.
    """
    if not all(says_more(session, each) for each in ids):
        return {}
    today = local_today()
    kept, other = (
        replace(side, own=more_said(session, each, today))
        for side, each in zip(sides, ids, strict=True)
    )
    left: dict[str, Any] = {}
    for part in more_parts():
        if not part.fixed:
            take = takes.get(part.key) or default_take(part, kept, other)
            left |= taken(part, kept, other, take)
    return left


def leave_more(uow: UnitOfWork, person_id: UUID, chosen: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Write into the kept record what does not count for it by itself now; return it as JSON values.

    By field: the value before, and the one written.
    """
    if not chosen:
        return {}
    uow.session.flush()
    now = more_of(uow.session, person_id)
    changed = {name for name, value in chosen.items() if getattr(now, name) != value}
    names = {name for part in more_parts() if changed & {*part.names} for name in part.names}
    before = more_as_json(uow.session, person_id, names)
    set_more(uow, person_id, {name: chosen[name] for name in names})
    after = more_as_json(uow.session, person_id, names)
    return {name: [before[name], after[name]] for name in names if before[name] != after[name]}


def more_as_json(session: Session, person_id: UUID, names: Collection[str]) -> dict[str, Any]:
    """Return what the own row of a record holds in those of ``names`` that are of it, as JSON values."""
    mine = NAMES & set(names)
    if not mine:
        return {}
    row = session.get(PersonMore, _row_id(person_id))
    values = {name: getattr(row, name) for name in mine} if row and row.deleted_at is None else {}
    said = MoreColumns.model_construct(**values).model_dump(mode="json")
    return {name: said[name] for name in mine}


def set_more(uow: UnitOfWork, person_id: UUID, values: Mapping[str, Any]) -> None:
    """Let the own row of a record hold ``values``, as they are or as JSON has them; other names are passed over."""
    mine = {name: value for name, value in values.items() if name in NAMES}
    if not mine:
        return
    read = MoreColumns.model_validate(mine)
    row = uow.session.get(PersonMore, _row_id(person_id))
    if row is None:
        row = PersonMore(id=_row_id(person_id), person_id=person_id)
        uow.add(row)
    elif row.deleted_at is not None:
        uow.restore(row)
    for name in mine:
        setattr(row, name, getattr(read, name))


def _row_id(person_id: UUID) -> UUID:
    return natural_id("person_more", person_id)
