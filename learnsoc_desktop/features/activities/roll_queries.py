"""The roll of an activity, and names pasted from elsewhere matched with the registry."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import or_
from sqlalchemy import select as wide_select
from sqlmodel import Session, col, select

from learnsoc_desktop.core.thai import fold
from learnsoc_desktop.data.entity import alive, local_today
from learnsoc_desktop.features.activities.queries import on_roll
from learnsoc_desktop.features.activities.sheet_queries import known_by
from learnsoc_desktop.features.centre.model import Village
from learnsoc_desktop.features.people.model import Person, Sex
from learnsoc_desktop.features.people.names import shown_name, split_full_name
from learnsoc_desktop.features.people.queries import find_ids, listed

AT_ONCE = 60  # names matched in one query
KIN = re.compile("^(ป้า|น้า|อา|ลุง|พี่|น้อง|ตา|ยาย|ปู่|ย่า|แม่|พ่อ|หมอ|ครู|นาย|นางสาว|นาง)(?=..)")


@dataclass(frozen=True, slots=True)
class Match:
    """A person of the registry who may be meant."""

    person_id: UUID
    name: str
    nickname: str
    village: str
    more: str = ""  # house, age, telephone: what tells persons of one name apart


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
    roll = on_roll(activity_id).subquery()
    query = (
        select(Person, Village.name)
        .join(roll, roll.c.person_id == Person.id)
        .join(Village, col(Village.id) == Person.village_id, isouter=True)
        .where(alive(Person))
        .order_by(roll.c.roll_no, col(Person.sort_key), col(Person.id))
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
    """Match pasted names (as typed, title, first name, last name) with the registry.

    First and last name must agree after folding; a name without a last name matches nicknames too. One
    query for every ``AT_ONCE`` names.
    """
    by_full: dict[str, list[Match]] = defaultdict(list)
    by_short: dict[str, list[Match]] = defaultdict(list)
    wanted = sorted({fold(first) for _typed, _title, first, _last in names} - {""})
    for start in range(0, len(wanted), AT_ONCE):
        for match, first, last in _matches(session, wanted[start : start + AT_ONCE]):
            by_full[fold(f"{first} {last}")].append(match)
            for short in {fold(first), fold(match.nickname)} - {""}:
                by_short[short].append(match)
    return [
        Candidate(
            typed,
            first,
            last,
            title,
            tuple(
                dict.fromkeys(by_full[fold(f"{first} {last}")] if last else by_short[fold(first)])
            ),
        )
        for typed, title, first, last in names
    ]


def people_like(session: Session, name: str, limit: int) -> Sequence[Match]:
    """Return whom a name typed in haste may mean: same name or nickname first, then those that hold it.

    Words like "aunt" before a nickname are left out: ป้าแดง may be แดง.
    """
    parts = split_full_name(name)
    whole = (name, "", parts.get("first_name", ""), parts.get("last_name", ""))
    bare = KIN.sub("", name).strip()
    found = [*candidates(session, [whole, (name, "", name, ""), (name, "", bare, "")])]
    sure = list(dict.fromkeys(match for candidate in found for match in candidate.matches))
    if len(sure) < limit and bare:
        ids = find_ids(session, bare, limit)
        more = {m.person_id: m for m, _first, _last in _matches(session, [fold(bare)], ids)}
        sure += [more[i] for i in ids if i in more and more[i] not in sure]
    return sure[:limit]


def _matches(
    session: Session, folded: Sequence[str], ids: Sequence[UUID] | None = None
) -> Iterator[tuple[Match, str, str]]:
    """Yield the listed persons that hold one of ``folded`` (or are ``ids``), with first and last name."""
    searched = or_(*(col(Person.search_text).contains(part, autoescape=True) for part in folded))
    query = (
        wide_select(
            *map(col, (Person.id, Person.title, Person.first_name, Person.last_name)),
            *map(col, (Person.nickname, Person.house_no, Person.born, Person.phone)),
            col(Village.name),
        )
        .join(Village, col(Village.id) == Person.village_id, isouter=True)
        .where(listed(), searched if ids is None else col(Person.id).in_(ids))
        .order_by(col(Person.sort_key), col(Person.id))
    )
    today = local_today()
    for person_id, title, first, last, nickname, house, born, phone, village in session.execute(
        query
    ):
        name = shown_name(title, first, last, nickname)
        more = known_by(house, born, phone, today)
        yield Match(person_id, name, nickname, village or "", more), first, last
