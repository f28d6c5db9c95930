"""Commands on parked rows that need no file: thrown away, the same person, and taken back at any time.

To add a row as a person of its own is in ``parked_importer``: it is written as a file's new rows are.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from learnsoc_desktop.data.batches import TakenBack
from learnsoc_desktop.data.entity import alive, local_today, utc_now
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.features.centre.batch_service import undo_import
from learnsoc_desktop.features.centre.kept_model import ImportChange
from learnsoc_desktop.features.people.beside_queries import Held, beside_from_json
from learnsoc_desktop.features.people.custom_queries import own_as_json, own_from_json
from learnsoc_desktop.features.people.custom_service import set_own_values
from learnsoc_desktop.features.people.errors import ParkedNotFound, PersonNotFound
from learnsoc_desktop.features.people.merge_fields import Side, Take
from learnsoc_desktop.features.people.merge_service import (
    LINKS,
    as_json,
    chosen_values,
    taken_back,
    write_values,
)
from learnsoc_desktop.features.people.model import Person, PersonDetails, PersonStatus
from learnsoc_desktop.features.people.more_file_queries import more_json
from learnsoc_desktop.features.people.more_file_service import empty_more, set_many_more
from learnsoc_desktop.features.people.more_model import StatusChange
from learnsoc_desktop.features.people.parked_model import ParkedRow, ParkedState
from learnsoc_desktop.features.people.parked_queries import details_of_parked, empties
from learnsoc_desktop.features.people.queries import (
    details_of_people,
    in_parts,
    stored_details,
    survivors,
)
from learnsoc_desktop.features.people.status_service import (
    NewStatus,
    note_statuses,
    settle_statuses,
    take_back_status,
)


def take_as_same(
    uow: UnitOfWork, parked_ids: Sequence[UUID], takes: Mapping[str, Take] | None = None
) -> None:
    """Let parked rows be the persons they look like; what those leave empty is filled in.

    ``takes`` says by part of ``merge_parts`` which values are left instead. What was written over is kept with
    the row. Raises ParkedNotFound, PersonNotFound.
    """
    rows = open_rows(uow, parked_ids)
    left = survivors(uow.session, {row.like_id for row in rows})
    query = select(Person).where(col(Person.id).in_(set(left.values())), alive(Person))
    people = {person.id: person for person in uow.session.exec(query)}
    known = dict(details_of_people(uow.session, list(people.values())))
    for row in rows:
        person = people.get(left.get(row.like_id, row.like_id))
        if person is None:
            raise PersonNotFound
        before = known[person.id]
        sides = (Side(before, person.updated_at), Side(details_of_parked(row), row.created_at))
        values = chosen_values(sides, {**empties(*sides), **(takes or {})})
        written = write_values(uow, person, before, values)
        known[person.id] = before.model_copy(update={name: values[name] for name in written})
        written |= _fill_empty(uow, person.id, json.loads(row.own))
        _note_status(uow, person.id, written)
        row.overwritten = json.dumps(written, ensure_ascii=False)
        settle(row, ParkedState.SAME, person.id)


def throw_away(uow: UnitOfWork, parked_ids: Sequence[UUID]) -> None:
    """Leave parked rows out of the registry for good; they stay in the account of their file.

    Raises ParkedNotFound.
    """
    for row in open_rows(uow, parked_ids):
        settle(row, ParkedState.THROWN, None)


def reopen_parked(uow: UnitOfWork, parked_ids: Sequence[UUID]) -> None:
    """Take back what was decided of parked rows: they wait again.

    A person that was added goes to the trash; a field that was written gets its value of before where it is still
    as it was written. Raises ParkedNotFound.
    """
    query = select(ParkedRow).where(col(ParkedRow.id).in_(parked_ids), alive(ParkedRow))
    rows = {row.id: row for row in uow.session.exec(query)}
    if len(rows) != len(set(parked_ids)):
        raise ParkedNotFound
    # The latest decision first: two rows of one person give back in the order they wrote over each other.
    for row in sorted(rows.values(), key=_decided, reverse=True):
        if row.person_id is not None:
            _give_back(uow, row, row.person_id)
        row.state, row.decided_at, row.person_id = ParkedState.OPEN, None, None
        row.overwritten = "{}"


def undo_file(uow: UnitOfWork, batch_id: UUID, *, leave_changed: bool = False) -> TakenBack:
    """Put everything back as it was before a file: what was decided of its parked rows, then the file.

    Raises what ``undo_import`` raises.
    """
    decided = select(ParkedRow.id).where(
        alive(ParkedRow), ParkedRow.batch_id == batch_id, ParkedRow.state != ParkedState.OPEN
    )
    reopen_parked(uow, uow.session.exec(decided).all())
    back = undo_import(uow, batch_id, leave_changed=leave_changed)
    settle_statuses(uow, _changes_of(uow, batch_id))
    return back


def _changes_of(uow: UnitOfWork, batch_id: UUID) -> Sequence[StatusChange]:
    """Return the changes of status a file brought, removed with it; of persons that were left they are settled."""
    table = StatusChange.__tablename__
    brought = select(ImportChange.row_id).where(
        ImportChange.batch_id == batch_id, ImportChange.table_name == table
    )
    ids = [UUID(each) for each in uow.session.exec(brought)]
    return [
        change
        for part in in_parts(ids)
        for change in uow.session.exec(select(StatusChange).where(col(StatusChange.id).in_(part)))
    ]


def open_rows(uow: UnitOfWork, parked_ids: Sequence[UUID]) -> Sequence[ParkedRow]:
    """Return parked rows that are to be decided, in the order asked for. Raises ParkedNotFound."""
    query = select(ParkedRow).where(
        col(ParkedRow.id).in_(parked_ids), alive(ParkedRow), ParkedRow.state == ParkedState.OPEN
    )
    found = {row.id: row for row in uow.session.exec(query)}
    if found.keys() != set(parked_ids):
        raise ParkedNotFound
    return [found[each] for each in dict.fromkeys(parked_ids)]


def settle(row: ParkedRow, state: ParkedState, person_id: UUID | None) -> None:
    """Note what became of a parked row."""
    row.state, row.person_id, row.decided_at = state, person_id, utc_now()


def _decided(row: ParkedRow) -> tuple[str, int]:
    when = row.decided_at.isoformat() if row.decided_at else ""
    return when, row.row_no


def _give_back(uow: UnitOfWork, row: ParkedRow, person_id: UUID) -> None:
    person = uow.session.get(Person, person_id)
    if person is None:
        return
    if row.state is ParkedState.OTHER:
        uow.delete(person)
        return
    now = stored_details(uow.session, person)
    stored = as_json(now)
    back: dict[str, Any] = {}
    overwritten = json.loads(row.overwritten)
    if said := _status_in(person.id, overwritten):
        take_back_status(uow, said)
    _give_back_own(uow, person.id, overwritten)
    for name, (before, after) in overwritten.items():
        if name not in stored:
            continue  # a field beside the main record
        if stored[name] == after:
            back[name] = before
        elif name in LINKS:
            back[name] = taken_back(stored[name], before, after)
    changed = PersonDetails.model_validate({**stored, **back})
    write_values(uow, person, now, {name: getattr(changed, name) for name in back})


def _status_in(person_id: UUID, written: Mapping[str, Sequence[Any]]) -> NewStatus | None:
    """Return the change of status among what was written (JSON values before and after, by field)."""
    if "status" not in written:
        return None
    stored = {each.value: each for each in PersonStatus}
    before, after = written["status"]
    return NewStatus(person_id, stored[before], stored[after])


def _note_status(uow: UnitOfWork, person_id: UUID, written: Mapping[str, Sequence[Any]]) -> None:
    """Keep a change of status as of today."""
    if said := _status_in(person_id, written):
        note_statuses(uow, [said], local_today())


def _fill_empty(uow: UnitOfWork, person_id: UUID, said: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Fill what a person leaves empty beside the main record with what a row ``said`` (JSON values, by name).

    Return what was written, by name: the value before, and the one written.
    """
    held = Held(uow.session, [person_id], list(said)).of(person_id)
    written = {
        name: value
        for name, value in beside_from_json(uow.session, said).items()
        if name not in held
    }
    set_own_values(uow, person_id, written)
    set_many_more(uow, [(person_id, written)])
    return {name: [None, said[name]] for name in written}


def _give_back_own(
    uow: UnitOfWork, person_id: UUID, overwritten: Mapping[str, Sequence[Any]]
) -> None:
    """Put back what ``_fill_empty`` wrote, where it still stands as it was written."""
    now = own_as_json(uow.session, person_id, overwritten)
    back = {
        name: overwritten[name][0] for name, value in now.items() if value == overwritten[name][1]
    }
    set_own_values(uow, person_id, own_from_json(uow.session, back))
    held = more_json(Held(uow.session, [person_id], list(overwritten)).of(person_id))
    empty_more(
        uow, person_id, [name for name, value in held.items() if value == overwritten[name][1]]
    )
