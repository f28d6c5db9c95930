"""What others ask about persons: their names, and the group an official counts them in."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ScalarSelect, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from learnsoc_desktop.data.entity import alive
from learnsoc_desktop.features.people.model import Person, PersonGroup
from learnsoc_desktop.features.people.names import shown_name
from learnsoc_desktop.features.people.queries import surviving_id


def person_names(session: Session, ids: Sequence[UUID]) -> dict[UUID, str]:
    """Return the shown name of each person, deleted ones too: a paper names who was there.

    A merged record has the name of the one that is left.
    """
    left = aliased(Person)
    columns = (left.title, left.first_name, left.last_name, left.nickname)
    query = (
        select(col(Person.id), *map(col, columns))
        .join(left, col(left.id) == surviving_id())
        .where(col(Person.id).in_(ids))
    )
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
