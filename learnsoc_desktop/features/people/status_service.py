"""What changes of status mean for the registry: a person's record says what the newest change says.

Whatever writes changes calls ``settle_statuses`` with them afterwards; whatever gives persons another status
notes it by ``note_statuses``. Nothing else writes either.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlmodel import col, select

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.data.entity import alive
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.features.people.model import Person, PersonStatus
from learnsoc_desktop.features.people.more_model import StatusChange
from learnsoc_desktop.features.people.queries import in_parts, survivors
from learnsoc_desktop.features.people.status_queries import newest_changes

LONGEST_REASON = 200  # letters, as the column has them


class NewStatus(NamedTuple):
    """Of a person: the status before, and the one from now on."""

    person_id: UUID
    before: PersonStatus
    status: PersonStatus


def settle_statuses(uow: UnitOfWork, changes: Sequence[StatusChange]) -> None:
    """Let persons have the status of their newest change, after ``changes`` were written, removed or brought back.

    Who has no change any more has the status before the one that was removed; of several the oldest one.
    """
    uow.session.flush()
    left = survivors(uow.session, {change.person_id for change in changes})
    otherwise: dict[UUID, PersonStatus] = {}
    for change in sorted(changes, key=lambda each: (each.since, each.id)):
        otherwise.setdefault(left.get(change.person_id, change.person_id), change.before)
    newest = newest_changes(uow.session, otherwise)
    for part in in_parts(otherwise):
        for person in uow.session.exec(select(Person).where(col(Person.id).in_(part))):
            change_of = newest.get(person.id)
            status = change_of.status if change_of else otherwise[person.id]
            if person.status != status:
                person.status = status


def note_statuses(
    uow: UnitOfWork, said: Iterable[NewStatus], since: date, reason: str = ""
) -> None:
    """Keep that persons have another status since a day; the caller writes it into their records.

    ``since`` is not before the newest change of any of them.
    """
    rows = [{**each._asdict(), "since": since, "reason": reason} for each in said]
    uow.insert_many(StatusChange, rows)


def reason_of_file(name: str) -> str:
    """Return the reason of a change that a file brought."""
    return _("From the file {name}").format(name=name)[:LONGEST_REASON]


def take_back_status(uow: UnitOfWork, said: NewStatus) -> None:
    """Remove the last change that was noted as ``said``, if it is still there, and settle what then holds."""
    query = (
        select(StatusChange)
        .where(
            StatusChange.person_id == said.person_id,
            StatusChange.before == said.before,
            StatusChange.status == said.status,
            alive(StatusChange),
        )
        .order_by(col(StatusChange.created_at).desc(), col(StatusChange.id).desc())
    )
    change = uow.session.exec(query).first()
    if change is not None:
        uow.delete(change)
        settle_statuses(uow, [change])


def after_restore(uow: UnitOfWork, change: StatusChange) -> None:
    """Settle what holds after a change came back from the trash."""
    settle_statuses(uow, [change])
