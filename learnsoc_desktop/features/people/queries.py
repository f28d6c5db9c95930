"""Questions about persons. Every answer is about living, unmerged records unless it says otherwise."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, bindparam, exists, func, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select

from learnsoc_desktop.core.calendar_years import fiscal_year_of
from learnsoc_desktop.core.feature import Hit
from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.data.entity import alive
from learnsoc_desktop.data.search import find
from learnsoc_desktop.features.centre.code_lists import code_id
from learnsoc_desktop.features.centre.model import Code, Village
from learnsoc_desktop.features.centre.queries import profile, village_text
from learnsoc_desktop.features.people.completeness import (
    incomplete,
    missing_expressions,
    missing_fields,
)
from learnsoc_desktop.features.people.errors import PersonNotFound
from learnsoc_desktop.features.people.model import (
    Person,
    PersonColumns,
    PersonDetails,
    PersonGroup,
    PersonRole,
    PersonStatus,
    Sex,
)
from learnsoc_desktop.features.people.names import full_name as full_name  # noqa: PLC0414  asked here
from learnsoc_desktop.features.people.names import shown_name, split_title
from learnsoc_desktop.features.people.row_queries import PersonRow as PersonRow  # noqa: PLC0414  as above
from learnsoc_desktop.features.people.row_queries import person_rows as person_rows  # noqa: PLC0414

LEARNER = code_id("role", "learner")
OLDER_FROM = 60  # years; the law's age of an older person
AT_ONCE = 5000  # ids in one statement: SQLite takes some ten thousand values


@dataclass(frozen=True, slots=True)
class PersonCard:
    """Everything the detail pane says of one person. ``missing`` names the wanted fields left empty."""

    row: PersonRow
    details: PersonDetails
    missing: tuple[str, ...]
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class PeopleFilter:
    """Which persons a list shows: one of each tuple that is not empty, and every condition that is set."""

    roles: tuple[UUID, ...] = (LEARNER,)
    groups: tuple[UUID, ...] = ()
    villages: tuple[UUID, ...] = ()
    education: tuple[UUID, ...] = ()
    occupations: tuple[UUID, ...] = ()
    sexes: tuple[Sex, ...] = ()
    statuses: tuple[PersonStatus, ...] = ()
    older: bool = False
    incomplete: bool = False
    lacking: str = ""  # name of a wanted field


def in_parts(ids: Iterable[UUID]) -> Iterator[list[UUID]]:
    """Yield ``ids`` in lists short enough for one statement."""
    left = iter(ids)
    while part := list(islice(left, AT_ONCE)):
        yield part


def surviving_id(person: type[Person] = Person) -> ColumnElement[UUID]:
    """Return the SQL expression of the person a row stands for after merging.

    ``person`` is ``Person`` or an alias of it. ``merged_into`` always names the last one of a chain.
    """
    return func.coalesce(col(person.merged_into), col(person.id))


def survivors(session: Session, ids: Iterable[UUID]) -> Mapping[UUID, UUID]:
    """Return for each of ``ids`` the person it stands for after merging; unknown ids are left out."""
    return dict(list(session.exec(_survivors(), params={"ids": list(ids)})))


@cache
def _survivors() -> Select[UUID, UUID]:
    """Return the query of ``survivors``, put together once: every mark asks it."""
    asked = col(Person.id).in_(bindparam("ids", expanding=True))
    return select(Person.id, surviving_id()).where(asked)


def survivor_of(session: Session, person_id: UUID) -> UUID:
    """Return the person a record stands for after merging; itself when nobody knows better."""
    return survivors(session, [person_id]).get(person_id, person_id)


def is_record_of(column: Any, person_id: UUID) -> ColumnElement[bool]:  # noqa: ANN401  a column
    """Return the SQL condition that ``column`` names a record of a person (the surviving one's id).

    Means what ``surviving_id() == person_id`` does, and uses the index of ``column``.
    """
    mine = or_(col(Person.id) == person_id, col(Person.merged_into) == person_id)
    found: ColumnElement[bool] = col(column).in_(select(Person.id).where(mine))
    return found


def are_records_of(column: Any, person_ids: Collection[UUID]) -> ColumnElement[bool]:  # noqa: ANN401  as above
    """Return the SQL condition that ``column`` names a record of one of these persons, by their surviving ids."""
    mine = or_(col(Person.id).in_(person_ids), col(Person.merged_into).in_(person_ids))
    found: ColumnElement[bool] = col(column).in_(select(Person.id).where(mine))
    return found


def is_record_of_row(column: Any) -> ColumnElement[bool]:  # noqa: ANN401  a column
    """Return the SQL condition that ``column`` names a record of the person in a row of an enclosing query."""
    record = aliased(Person)
    mine = or_(col(record.id) == Person.id, col(record.merged_into) == Person.id)
    found: ColumnElement[bool] = col(column).in_(select(record.id).where(mine).correlate(Person))
    return found


def records_of(session: Session, person_id: UUID) -> Sequence[UUID]:
    """Return every record of the person that ``person_id`` stands for, the surviving one first."""
    survivor = survivor_of(session, person_id)
    query = select(Person.id).where(Person.merged_into == survivor).order_by(col(Person.id))
    return [survivor, *session.exec(query)]


def records_of_all(session: Session, people: Collection[UUID]) -> Mapping[UUID, UUID]:
    """Return every record of these persons, with the person it stands for."""
    mine = or_(col(Person.id).in_(people), col(Person.merged_into).in_(people))
    return dict(list(session.exec(select(Person.id, surviving_id()).where(mine))))


def listed() -> ColumnElement[bool]:
    """Return the SQL condition that a person is in the lists: not in the trash, not merged away."""
    return and_(alive(Person), col(Person.merged_into).is_(None))


def people_condition(chosen: PeopleFilter, today: date) -> ColumnElement[bool]:
    """Return the SQL condition on ``Person`` that a filter means."""
    conditions = [listed()]
    if chosen.roles:
        conditions.append(_linked(PersonRole, chosen.roles))
    if chosen.groups:
        conditions.append(_linked(PersonGroup, chosen.groups))
    for column, values in (
        (Person.village_id, chosen.villages),
        (Person.education_id, chosen.education),
        (Person.occupation_id, chosen.occupations),
        (Person.sex, chosen.sexes),
        (Person.status, chosen.statuses),
    ):
        if values:
            conditions.append(col(column).in_(values))
    if chosen.older:
        conditions.append(older(today))
    if chosen.incomplete:
        conditions.append(incomplete())
    if chosen.lacking:
        conditions.append(missing_expressions()[chosen.lacking])
    return and_(*conditions)


def older(today: date) -> ColumnElement[bool]:
    """Return the SQL condition that a person is of ``OLDER_FROM`` years or more on ``today``.

    Texts of partial dates stand in their order; one without a day counts from its first day on.
    """
    latest = f"{today.year - OLDER_FROM:04d}-{today:%m-%d}"
    born = func.replace(Person.born, "~", "")
    return and_(born != "", born <= latest)


def person_details(session: Session, person_id: UUID) -> PersonDetails:
    """Return what a form shows of a person. Raises PersonNotFound."""
    return stored_details(session, person_or_refuse(session, person_id))


def stored_details(session: Session, person: Person) -> PersonDetails:
    """Return what is known of a record, also of one in the trash."""
    return details_of_people(session, [person])[person.id]


def details_of_people(session: Session, people: Sequence[Person]) -> Mapping[UUID, PersonDetails]:
    """Return what is known of each of these records, in two queries."""
    ids = [person.id for person in people]
    groups, roles = (_links(session, link, ids) for link in (PersonGroup, PersonRole))
    return {person.id: details_of(person, groups[person.id], roles[person.id]) for person in people}


def new_person(session: Session, today: date) -> PersonDetails:
    """Return what the form of a new person begins with; sex is left for a person to choose.

    A learner of the centre's own sub-district, registered today, with the next learner code of the year.
    """
    own = profile(session).details
    return PersonDetails(
        subdistrict=own.subdistrict,
        district=own.district,
        province=own.province,
        postcode=own.postcode,
        learner_code=next_learner_code(session, fiscal_year_of(today).number),
        registered_on=today,
        roles=[LEARNER],
    )


def person_card(session: Session, person_id: UUID, today: date) -> PersonCard:
    """Return everything the detail pane says of a person. Raises PersonNotFound."""
    person = person_or_refuse(session, person_id)
    details = person_details(session, person_id)
    (row,) = person_rows(session, [person_id], today)
    missing = tuple(missing_fields(details))
    return PersonCard(row, details, missing, person.created_at, person.updated_at)


def person_or_refuse(session: Session, person_id: UUID) -> Person:
    """Return the person that is not in the trash, or raise PersonNotFound."""
    person = session.get(Person, person_id)
    if person is None or person.deleted_at is not None:
        raise PersonNotFound
    return person


def details_of(
    person: Person, groups: Sequence[UUID] = (), roles: Sequence[UUID] = ()
) -> PersonDetails:
    """Return the values of a stored person as a form or a file holds them."""
    values = {name: getattr(person, name) for name in PersonColumns.model_fields}
    values |= {"target_groups": list(groups), "roles": list(roles)}
    return PersonDetails.model_construct(**values)


def without_title(text: str) -> str:
    """Return a typed name without the title it begins with; empty when there is none."""
    title, name = split_title(text.strip())
    return name if title else ""


def find_ids(session: Session, text: str, limit: int) -> Sequence[UUID]:
    """Return the persons ``text`` finds, best first; a name may be typed with its title.

    A record that was merged is found by what it was called, a person by other names too; each leads to the
    one that is left.
    """
    return list(_found(session, text, limit))


def _found(session: Session, text: str, limit: int) -> Mapping[UUID, str]:
    """Return the persons ``text`` finds, best first, each with the other name by which, empty for the own one."""
    ids = find(session, Person, text, limit)
    bare = without_title(text)
    ids = ids or (find(session, Person, bare, limit) if bare else [])
    others = _by_other_names(session, bare or text, limit - len(ids)) if len(ids) < limit else {}
    left = survivors(session, [*ids, *others])
    found = {left[each]: "" for each in ids if each in left}
    for record, name in others.items():
        if record in left:
            found.setdefault(left[record], name)
    return found


def _by_other_names(session: Session, text: str, limit: int) -> Mapping[UUID, str]:
    """Return the records of which ``text`` finds another name, a former one or in another script, with it."""
    other = resolve("learnsoc_desktop.features.people.more_model:PersonName")
    ids = find(session, other, text, limit)
    rows = session.exec(select(other).where(col(other.id).in_(ids))) if ids else ()
    names = {row.id: row for row in rows}
    found: dict[UUID, str] = {}
    for each in ids:
        found.setdefault(names[each].person_id, names[each].name)
    return found


def persons_find(session: Session, text: str, limit: int = 20) -> Sequence[Hit]:
    """Return the persons whose names, phone, ID number or code hold ``text``, best first."""
    found = _found(session, text, limit)
    rows = session.exec(
        select(Person, Village.moo, Village.name)
        .join(Village, col(Village.id) == Person.village_id, isouter=True)
        .where(col(Person.id).in_(found), listed())
    )
    hits = {}
    for person, moo, village in rows:
        name = shown_name(person.title, person.first_name, person.last_name, person.nickname)
        detail = (
            found[person.id],
            person.nickname if person.nickname != name else "",
            village and village_text(moo, village),
        )
        hits[person.id] = Hit(
            "person", str(person.id), name, " · ".join(part for part in detail if part)
        )
    return [hits[each] for each in found if each in hits]


def next_learner_code(session: Session, year: int) -> str:
    """Return the next learner code of a B.E. year: two digits of the year, then a number of four or more."""
    prefix = f"{year % 100:02d}"
    codes = session.exec(
        select(Person.learner_code).where(col(Person.learner_code).startswith(prefix))
    )
    numbers = [int(code[2:]) for code in codes if code[2:].isascii() and code[2:].isdecimal()]
    return f"{prefix}{max(numbers, default=0) + 1:04d}"


def _linked(link: type[PersonGroup | PersonRole], ids: Sequence[UUID]) -> ColumnElement[bool]:
    return exists().where(col(link.person_id) == Person.id, col(link.code_id).in_(ids), alive(link))


def _links(
    session: Session, link: type[PersonGroup | PersonRole], ids: Sequence[UUID]
) -> Mapping[UUID, list[UUID]]:
    query = (
        select(link.person_id, link.code_id)
        .join(Code, col(Code.id) == link.code_id)
        .where(col(link.person_id).in_(ids), alive(link))
        .order_by(col(link.main).desc(), col(Code.position_no), col(Code.id))
    )
    found: defaultdict[UUID, list[UUID]] = defaultdict(list)
    for person_id, code in session.exec(query):
        found[person_id].append(code)
    return found
