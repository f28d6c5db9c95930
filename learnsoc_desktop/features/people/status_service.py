"""What a change of status means for the registry: the newest change is what a person's record says."""

from datetime import date
from uuid import UUID

from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.features.people.model import Person, PersonStatus
from learnsoc_desktop.features.people.more_model import StatusChange
from learnsoc_desktop.features.people.more_queries import status_changes
from learnsoc_desktop.features.people.queries import person_or_refuse


def settle_status(uow: UnitOfWork, person_id: UUID, *, otherwise: PersonStatus) -> None:
    """Let a person have the status of the newest change, ``otherwise`` when there is none."""
    uow.session.flush()
    person = person_or_refuse(uow.session, person_id)
    newest = next(iter(status_changes(uow.session, person_id)), None)
    status = newest.status if newest is not None else otherwise
    if person.status != status:
        person.status = status


def note_status(uow: UnitOfWork, person: Person, status: PersonStatus, today: date) -> None:
    """Give a person another status and keep since when; why can be said later."""
    uow.add(StatusChange(person_id=person.id, status=status, since=today, before=person.status))
    person.status = status
