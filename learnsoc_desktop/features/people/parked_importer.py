"""Parked rows that are persons of their own: written as the new rows of a file are."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select
from uuid_utils.compat import uuid7

from learnsoc_desktop.data.entity import alive
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.exchange.importing import Fate
from learnsoc_desktop.features.people.beside_queries import beside_from_json
from learnsoc_desktop.features.people.errors import SameIdNumber
from learnsoc_desktop.features.people.import_plan import PeoplePlan, PlannedRow
from learnsoc_desktop.features.people.importer import new_rows
from learnsoc_desktop.features.people.model import Person
from learnsoc_desktop.features.people.name_queries import person_names
from learnsoc_desktop.features.people.parked_model import ParkedRow, ParkedState
from learnsoc_desktop.features.people.parked_queries import details_of_parked
from learnsoc_desktop.features.people.parked_service import open_rows, settle

LINKS = ("target_groups", "roles")


def take_as_other(uow: UnitOfWork, parked_ids: Sequence[UUID], *, today: date) -> None:
    """Let parked rows be persons of their own, added to the registry.

    Raises ParkedNotFound, and SameIdNumber when somebody has the ID number of one of them.
    """
    parked = open_rows(uow, parked_ids)
    planned = [_planned(uow.session, row) for row in parked]
    _check_numbers(uow.session, planned)
    by_batch: dict[UUID, list[PlannedRow]] = {}
    for row, line in zip(parked, planned, strict=True):
        by_batch.setdefault(row.batch_id, []).append(line)
    for batch_id, lines in by_batch.items():
        plan = PeoplePlan(tuple(lines), {}, ())
        for rows in new_rows(uow.session, plan, batch_id, today, {}):
            uow.insert_ready(rows)
    for row, line in zip(parked, planned, strict=True):
        settle(row, ParkedState.OTHER, line.person_id)


def _planned(session: Session, row: ParkedRow) -> PlannedRow:
    """Return a parked row as the plan of a file has a new person."""
    said = json.loads(row.details)
    details = details_of_parked(row)
    values: Mapping[str, Any] = {name: getattr(details, name) for name in said if name not in LINKS}
    groups, roles = (tuple(getattr(details, name)) for name in LINKS)
    new_id: UUID = uuid7()
    return PlannedRow(
        row.row_no,
        Fate.ADDED,
        new_id,
        row.name,
        values,
        {},
        groups or None,
        roles or None,
        own=beside_from_json(session, json.loads(row.own)),
    )


def _check_numbers(session: Session, rows: Sequence[PlannedRow]) -> None:
    """Refuse an ID number that somebody has already."""
    numbers = [number for row in rows if (number := row.values.get("id_number", ""))]
    query = select(Person.id).where(alive(Person), col(Person.id_number).in_(numbers))
    taken = session.exec(query.limit(1)).first() if numbers else None
    if taken is not None:
        raise SameIdNumber(name=person_names(session, [taken])[taken], person_id=taken)
    twice = next((number for number in numbers if numbers.count(number) > 1), None)
    if twice is not None:
        first = next(row for row in rows if row.values.get("id_number") == twice)
        raise SameIdNumber(name=first.name, person_id=first.person_id)
