"""Commands on many persons at once: one transaction, one step to undo, and no statement a person."""

from collections.abc import Iterable, Sequence
from typing import Any, cast
from uuid import UUID

from sqlalchemy import update
from sqlmodel import col, select

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.data.entity import local_today, natural_id, utc_now
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.features.people.bulk_queries import (
    COLUMNS,
    LINKS,
    BulkField,
    BulkRow,
    Link,
    Noted,
    bulk_rows,
    noted_fault,
)
from learnsoc_desktop.features.people.errors import RecordRefused
from learnsoc_desktop.features.people.model import Person, PersonGroup, PersonRole
from learnsoc_desktop.features.people.queries import in_parts, listed
from learnsoc_desktop.features.people.status_service import NewStatus, note_statuses


def change_many(
    uow: UnitOfWork,
    ids: Sequence[UUID],
    field: BulkField,
    value: object,
    noted: Noted | None = None,
) -> int:
    """Give ``field`` of persons the ``value``, as ``bulk_rows`` tells it; return how many were changed.

    A status is noted of each with the day and reason of ``noted``. Raises RecordRefused for a day to come.
    """
    told = bulk_rows(uow.session, ids, field, value, noted)
    rows = [row for row in told if row.left_out is None]
    if field is BulkField.STATUS:
        _note(uow, rows, value, noted or Noted(local_today()))
    if field in COLUMNS:
        _set(uow, Person, [row.id for row in rows], **{COLUMNS[field]: value})
    else:
        _relink(uow, LINKS[field], rows)
    return len(rows)


def delete_people(uow: UnitOfWork, ids: Sequence[UUID]) -> int:
    """Put persons into the trash; return how many were in the registry."""
    there = [
        each
        for part in in_parts(ids)
        for each in uow.session.exec(select(Person.id).where(col(Person.id).in_(part), listed()))
    ]
    _set(uow, Person, there, deleted_at=utc_now())
    return len(there)


def _note(uow: UnitOfWork, rows: Sequence[BulkRow], value: Any, noted: Noted) -> None:  # noqa: ANN401
    """Keep of each person that the status changes, when and why."""
    if fault := noted_fault(value, noted, local_today()):
        name, reason = fault
        raise RecordRefused(name, _("Since"), reason)
    said = [NewStatus(row.id, row.before[0], value) for row in rows]
    note_statuses(uow, said, noted.since, noted.reason)


def _relink(uow: UnitOfWork, link: Link, rows: Iterable[BulkRow]) -> None:
    """Let each person have the codes of ``after``, the first one the main one; see ``service.set_links``."""
    now = utc_now()
    states: dict[tuple[bool, bool], list[UUID]] = {}  # in the trash, main
    new: list[dict[str, Any]] = []
    wanted = {row.id: row.after for row in rows}
    stored: dict[tuple[UUID, UUID], tuple[UUID, bool, bool]] = {}
    for part in in_parts(wanted):
        query = select(link).where(col(link.person_id).in_(part))
        for row in cast("Iterable[PersonGroup | PersonRole]", uow.session.exec(query)):
            stored[row.person_id, row.code_id] = (row.id, row.deleted_at is not None, row.main)
    for (person_id, code), (link_id, gone, main) in stored.items():
        keeps = code in wanted[person_id]
        state = (not keeps, main if not keeps else code == wanted[person_id][0])
        if state != (gone, main):
            states.setdefault(state, []).append(link_id)
    for person_id, codes in wanted.items():
        for place, code in enumerate(codes):
            if (person_id, code) not in stored:
                link_id = natural_id(link.__tablename__, person_id, code)
                one = {"id": link_id, "person_id": person_id, "code_id": code, "main": place == 0}
                new.append(one)
    for (gone, main), ids in states.items():
        _set(uow, link, ids, deleted_at=now if gone else None, main=main)
    uow.insert_many(link, new)


def _set(uow: UnitOfWork, entity: Any, ids: Sequence[UUID], **values: object) -> None:  # noqa: ANN401
    """Give columns of the rows of ``ids`` these values."""
    for part in in_parts(ids):
        change = update(entity).where(col(entity.id).in_(part)).values(**values)
        uow.session.execute(change.execution_options(synchronize_session=False))
