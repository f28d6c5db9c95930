"""Which change of status is a person's newest one."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session, col, select

from learnsoc_desktop.data.entity import alive
from learnsoc_desktop.features.people.model import Person
from learnsoc_desktop.features.people.more_model import StatusChange
from learnsoc_desktop.features.people.queries import are_records_of, in_parts, surviving_id


def order_of_change(change: StatusChange) -> tuple[date, datetime, UUID]:
    """Return what changes are ordered by: the day, of one day what was noted last."""
    return change.since, change.created_at, change.id


def newest_changes(session: Session, person_ids: Iterable[UUID]) -> Mapping[UUID, StatusChange]:
    """Return by person the newest change; who has none is left out.

    ``person_ids`` are those of surviving records; what was noted of merged ones counts for them.
    """
    newest: dict[UUID, StatusChange] = {}
    for part in in_parts(person_ids):
        query = (
            select(surviving_id(), StatusChange)
            .join(StatusChange, col(StatusChange.person_id) == Person.id)
            .where(are_records_of(StatusChange.person_id, part), alive(StatusChange))
        )
        for person_id, change in session.exec(query):
            before = newest.get(person_id)
            if before is None or order_of_change(before) < order_of_change(change):
                newest[person_id] = change
    return newest
