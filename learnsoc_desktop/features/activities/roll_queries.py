"""The roll of an activity, and names pasted from elsewhere matched with the registry."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from learnsoc_desktop.core.thai import fold
from learnsoc_desktop.data.entity import alive
from learnsoc_desktop.features.activities.model import Enrolment
from learnsoc_desktop.features.activities.queries import enrolled_condition
from learnsoc_desktop.features.centre.model import Village
from learnsoc_desktop.features.people.model import Person, Sex
from learnsoc_desktop.features.people.names import shown_name
from learnsoc_desktop.features.people.queries import listed


@dataclass(frozen=True, slots=True)
class Match:
    """A person of the registry who may be meant."""

    person_id: UUID
    name: str
    nickname: str
    village: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """One pasted name and the persons it may mean: one is sure, none is new, more is to be chosen."""

    typed: str
    first_name: str
    last_name: str
    title: str
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class EnrolledRow:
    """Somebody on the roll of an activity; ``number`` counts from 1 in the printed order."""

    person_id: UUID
    number: int
    name: str
    nickname: str
    village: str
    sex: Sex


def enrolled_rows(session: Session, activity_id: UUID) -> Sequence[EnrolledRow]:
    """Return the roll of an activity in the order it is printed."""
    query = (
        select(Person, Village.name)
        .join(Enrolment, col(Enrolment.person_id) == Person.id)
        .join(Village, col(Village.id) == Person.village_id, isouter=True)
        .where(Enrolment.activity_id == activity_id, enrolled_condition(), alive(Person))
        .order_by(col(Enrolment.roll_no), col(Person.sort_key), col(Person.id))
    )
    return [
        EnrolledRow(
            person.id,
            number,
            shown_name(person.title, person.first_name, person.last_name, person.nickname),
            person.nickname,
            village or "",
            person.sex,
        )
        for number, (person, village) in enumerate(session.exec(query), start=1)
    ]


def candidates(session: Session, names: Sequence[tuple[str, str, str, str]]) -> Sequence[Candidate]:
    """Match pasted names (as typed, title, first name, last name) with the registry in one query.

    First and last name must agree after folding; a name without a last name matches nicknames too.
    """
    by_full: dict[str, list[Match]] = defaultdict(list)
    by_short: dict[str, list[Match]] = defaultdict(list)
    query = (
        select(Person, Village.name)
        .join(Village, col(Village.id) == Person.village_id, isouter=True)
        .where(listed())
        .order_by(col(Person.sort_key), col(Person.id))
    )
    for person, village in session.exec(query):
        match = Match(
            person.id,
            shown_name(person.title, person.first_name, person.last_name, person.nickname),
            person.nickname,
            village or "",
        )
        by_full[fold(f"{person.first_name} {person.last_name}")].append(match)
        for short in {fold(person.first_name), fold(person.nickname)} - {""}:
            by_short[short].append(match)
    return [
        Candidate(
            typed,
            first,
            last,
            title,
            tuple(by_full[fold(f"{first} {last}")] if last else by_short[fold(first)]),
        )
        for typed, title, first, last in names
    ]
