"""Whom learning passports are of, and what is known of each: nothing that is sensitive."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from learnsoc_desktop.core.feature import Event
from learnsoc_desktop.core.identity import mask
from learnsoc_desktop.data.entity import local_today
from learnsoc_desktop.features.centre.queries import code_texts, village_text, villages
from learnsoc_desktop.features.centre.report import picture_reader
from learnsoc_desktop.features.people.card_queries import chosen_people
from learnsoc_desktop.features.people.consent_model import Purpose
from learnsoc_desktop.features.people.consent_queries import shown_among
from learnsoc_desktop.features.people.errors import PersonNotFound
from learnsoc_desktop.features.people.model import Person, PersonDetails
from learnsoc_desktop.features.people.names import full_name
from learnsoc_desktop.features.people.own_group_queries import in_group
from learnsoc_desktop.features.people.path_queries import (
    PathNotes,
    contributed_events,
    notes_of_people,
)
from learnsoc_desktop.features.people.queries import (
    PeopleFilter,
    details_of_people,
    people_condition,
)

MOST = 300  # booklets of one run
NO_NOTES = PathNotes((), (), (), ())


class Holder(NamedTuple):
    """What a passport says of a person; of nobody all is left to be written."""

    name: str | None = None
    nickname: str | None = None
    code: str = ""
    number: str | None = None  # masked
    village: str | None = None
    groups: str | None = None
    roles: str | None = None
    since: date | None = None
    photo: bytes | None = None
    notes: PathNotes = NO_NOTES
    events: Sequence[Event] = ()

    @property
    def blank(self) -> bool:
        """Return whether nobody is known: a booklet to be filled by hand."""
        return self.name is None


def first_village(session: Session) -> str:
    """Return the id of the first village in which somebody lives, as a parameter; empty when there is none."""
    query = select(Person.village_id).where(people_condition(PeopleFilter(), local_today()))
    lived_in = set(session.exec(query.distinct()))
    return next((str(row.id) for row in villages(session) if row.id in lived_in), "")


def holders(
    session: Session, *, role: str, village: str, group: str, own_group: str, code: str
) -> Sequence[Holder]:
    """Return those a run of passports is for, by name. Raises PersonNotFound for a code nobody has."""
    if code:
        found = chosen_people(session, "all", "", "", col(Person.learner_code) == code, MOST)
        if not found:
            raise PersonNotFound
    elif own_group:
        found = chosen_people(session, "all", "", "", in_group(UUID(own_group)), MOST)
    else:
        if not (role or village or group):
            village = first_village(session)
        found = chosen_people(session, role, village, group, None, MOST)
    events = contributed_events(session, [person.id for person, *_place in found])
    return _holders(session, found, events)


def holder_of(session: Session, person_id: UUID, events: Sequence[Event]) -> Holder:
    """Return one person with what is known to have happened. Raises PersonNotFound."""
    mine: ColumnElement[bool] = col(Person.id) == person_id
    found = chosen_people(session, "all", "", "", mine)
    if not found:
        raise PersonNotFound
    return _holders(session, found, {person_id: events})[0]


def _holders(
    session: Session, found: Sequence[Any], events: Mapping[UUID, Sequence[Event]]
) -> Sequence[Holder]:
    people: list[Person] = [person for person, *_place in found]
    details = details_of_people(session, people)
    ids = [person.id for person in people]
    shown, notes = shown_among(session, ids, Purpose.REGISTRY), notes_of_people(session, ids)
    words, read = code_texts(session), picture_reader(session)
    return [
        _holder(
            details[person.id],
            village_text(moo, name) if name else None,
            words,
            read(person.picture) if person.id in shown else None,
            notes[person.id],
            events[person.id],
        )
        for person, moo, name in found
    ]


def _holder(
    person: PersonDetails,
    village: str | None,
    words: Mapping[UUID, str],
    photo: bytes | None,
    notes: PathNotes,
    events: Sequence[Event],
) -> Holder:
    def said(codes: Sequence[UUID]) -> str | None:
        return ", ".join(words[each] for each in codes if each in words) or None

    first = min((event.when.date() for event in events), default=None)
    since = min((day for day in (person.registered_on, first) if day), default=None)
    return Holder(
        full_name(person.title, person.first_name, person.last_name) or person.nickname,
        person.nickname or None,
        person.learner_code,
        mask(person.id_number) or None,
        village,
        said(person.target_groups),
        said(person.roles),
        since,
        photo,
        notes,
        events,
    )
