"""Names of persons by their ids, for whatever points at persons."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from learnsoc_desktop.features.people.model import Person
from learnsoc_desktop.features.people.names import shown_name


def person_names(session: Session, ids: Sequence[UUID]) -> dict[UUID, str]:
    """Return the shown name of each person, deleted ones too: a paper names who was there."""
    columns = (Person.title, Person.first_name, Person.last_name, Person.nickname)
    query = select(col(Person.id), *map(col, columns)).where(col(Person.id).in_(ids))
    return {person_id: shown_name(*name) for person_id, *name in session.execute(query)}
