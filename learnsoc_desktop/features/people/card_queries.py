"""Those papers are made for, each of one person: cards, stickers, passports."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, true
from sqlmodel import Session, col, select

from learnsoc_desktop.data.entity import local_today
from learnsoc_desktop.features.centre.model import Village
from learnsoc_desktop.features.centre.queries import codes
from learnsoc_desktop.features.people.model import Person
from learnsoc_desktop.features.people.queries import PeopleFilter, people_condition

MOST = 2000  # persons on one run of stickers or cards


def chosen_people(
    session: Session,
    role: str,
    village: str,
    group: str,
    mine: ColumnElement[bool] | None = None,
    most: int = MOST,
) -> Sequence[Any]:
    """Return persons with number and name of their village, by name; learners where no role is given.

    ``mine`` is one more condition on a person.
    """
    first = next((str(word.id) for word in codes(session, "role")), "all")
    chosen = PeopleFilter(
        roles=() if (role or first) == "all" else (UUID(role or first),),
        villages=(UUID(village),) if village else (),
        groups=(UUID(group),) if group else (),
    )
    query = (
        select(Person, Village.moo, Village.name)
        .join(Village, col(Village.id) == Person.village_id, isouter=True)
        .where(people_condition(chosen, local_today()), true() if mine is None else mine)
        .order_by(col(Person.sort_key), col(Person.id))
        .limit(most)
    )
    return session.exec(query).all()


def code_of(number: str) -> str:
    """Return what the QR code of a learner says: the learner code and nothing else."""
    return f"LS1/P/{number}" if number else ""
