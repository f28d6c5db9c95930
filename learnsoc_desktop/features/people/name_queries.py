"""What others ask about persons: their names, and the group an official counts them in."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ScalarSelect, select
from sqlmodel import Session, col

from learnsoc_desktop.data.entity import alive
from learnsoc_desktop.features.people.model import Person, PersonGroup
from learnsoc_desktop.features.people.names import shown_name


def person_names(session: Session, ids: Sequence[UUID]) -> dict[UUID, str]:
    """Return the shown name of each person, deleted ones too: a paper names who was there."""
    columns = (Person.title, Person.first_name, Person.last_name, Person.nickname)
    query = select(col(Person.id), *map(col, columns)).where(col(Person.id).in_(ids))
    return {person_id: shown_name(*name) for person_id, *name in session.execute(query)}


def main_group() -> ScalarSelect[UUID]:
    """Return the SQL expression of a person's main target group.

    It is one at most: two files that were merged may both have named a main group.
    """
    return (
        select(col(PersonGroup.code_id))
        .where(
            col(PersonGroup.person_id) == Person.id,
            alive(PersonGroup),
            col(PersonGroup.main).is_(True),
        )
        .order_by(col(PersonGroup.code_id))
        .limit(1)
        .correlate(Person)
        .scalar_subquery()
    )
