"""The rest of a record as files, layouts and papers have it: flat, for any number of people in a few queries.

Some fields are read from files too (``READ``); others are what the newest row of a list says and only written.
What is sensitive is given of those alone whose consent is stored.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import select as plain_select
from sqlalchemy.orm import aliased
from sqlmodel import Session, SQLModel, col

from learnsoc_desktop.core.fields import FieldSpec, Kind, Label, LabelledEnum
from learnsoc_desktop.core.i18n import N_
from learnsoc_desktop.data.entity import alive, fields_of, local_today
from learnsoc_desktop.features.centre.model import Code
from learnsoc_desktop.features.people.consent_model import Purpose
from learnsoc_desktop.features.people.consent_queries import shown_among
from learnsoc_desktop.features.people.model import Person
from learnsoc_desktop.features.people.more_model import (
    HouseholdMember,
    MoreColumns,
    MoreDetails,
    PersonMore,
    PersonName,
    PersonSensitive,
    PersonWord,
    SensitiveColumns,
    SensitiveDetails,
    StatusChange,
    StudyDetails,
    StudyTerm,
)
from learnsoc_desktop.features.people.more_queries import filled, word_fields
from learnsoc_desktop.features.people.more_rules import semester_order
from learnsoc_desktop.features.people.names import shown_name
from learnsoc_desktop.features.people.queries import surviving_id

FEW = 1000  # ids asked for by name; a list of thousands costs more than all rows
OTHER_NAMES = FieldSpec("other_names", Label(N_("Other names")), Kind.TEXT, str, max_length=500)
LIVES_WITH = FieldSpec("lives_with", Label(N_("Lives with")), Kind.TEXT, str)
# Called otherwise than in the form, where a heading stands over them.
STUDENT_CODE = FieldSpec("student_code", Label(N_("ITW51 student code")), Kind.TEXT, str)
SINCE = FieldSpec("status_since", Label(N_("Status since")), Kind.DATE, date)
REASON = FieldSpec("status_reason", Label(N_("Reason for the status")), Kind.TEXT, str)
NAMES_APART = "; "
NOT_IN_FILES = frozenset({"guardian_id", "health", "health_until"})  # a link; for one trip alone
SENSITIVE = frozenset(SensitiveDetails.model_fields)

Values = dict[UUID, dict[str, Any]]


@cache
def read_specs() -> tuple[FieldSpec, ...]:
    """Return the fields that are written to files and read from them."""
    said = (*fields_of(MoreDetails), *fields_of(SensitiveDetails))
    return (OTHER_NAMES, *(spec for spec in said if spec.name not in NOT_IN_FILES))


@cache
def told_specs() -> tuple[FieldSpec, ...]:
    """Return the fields that are only written: the newest semester and change of status, the household."""
    studies = (STUDENT_CODE if s.name == STUDENT_CODE.name else s for s in fields_of(StudyDetails))
    return (*studies, SINCE, REASON, LIVES_WITH)


@cache
def more_specs() -> Mapping[str, FieldSpec]:
    """Return all of them by name."""
    return {spec.name: spec for spec in (*read_specs(), *told_specs())}


@cache
def code_fields() -> Mapping[str, str]:
    """Return the list of each field that holds words of one."""
    kinds = {Kind.CODE, Kind.CODES}
    return {spec.name: spec.label.codes for spec in more_specs().values() if spec.kind in kinds}


def more_values(
    session: Session, ids: Collection[UUID], names: Collection[str], today: date | None = None
) -> Values:
    """Return by person what those of ``names`` that are of the rest of a record hold; nothing empty.

    Codes as ids, other names as a list. A query for each kind of row that is asked about, and one for the names
    of guardians; the consents of those who have something sensitive are asked five hundred at a time.
    """
    wanted, asked = set(ids), {*names} & more_specs().keys()
    found: Values = defaultdict(dict)
    if not (wanted and asked):
        return found
    parts: Sequence[
        tuple[AbstractSet[str], Callable[[], Iterable[tuple[UUID, dict[str, Any]]]]]
    ] = (
        (MoreColumns.model_fields.keys(), lambda: _more(session, wanted)),
        ({*word_fields(MoreDetails).values()}, lambda: _words(session, wanted, MoreDetails)),
        ({OTHER_NAMES.name}, lambda: _names(session, wanted)),
        ({*StudyDetails.model_fields}, lambda: _studies(session, wanted)),
        ({SINCE.name, REASON.name}, lambda: _changes(session, wanted)),
        ({LIVES_WITH.name}, lambda: _homes(session, wanted)),
        (SENSITIVE, lambda: _sensitive(session, wanted, today or local_today())),
    )
    for fields, ask in parts:
        if asked & fields:
            for person_id, values in ask():
                said = {name: each for name, each in values.items() if name in asked}
                found[person_id] |= {name: each for name, each in said.items() if says(each)}
    return found


def says(value: object) -> bool:
    """Return whether a field holds something."""
    return value not in (None, "", (), [])


def more_json(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return those of ``values`` that are of the rest of a record as JSON has them."""
    return {name: _json(value) for name, value in values.items() if name in more_specs()}


def more_from_json(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the same as they were before ``more_json``."""
    mine = {name: value for name, value in values.items() if name in more_specs()}
    read = MoreDetails.model_validate(mine)
    return {
        name: getattr(read, name) if name in MoreDetails.model_fields else value
        for name, value in mine.items()
    }


def rows_by_person(
    session: Session, kind: type[Any], wanted: AbstractSet[UUID], *, person: str = "person_id"
) -> Mapping[UUID, Sequence[Any]]:
    """Return the living rows of people: those of the surviving record first, then the others, oldest first."""
    column = getattr(kind, person)
    query = (
        plain_select(kind, surviving_id())
        .join(Person, col(Person.id) == column)
        .where(alive(kind))
        .order_by(col(Person.merged_into).is_not(None), kind.created_at, kind.id)
    )
    if len(wanted) <= FEW:
        query = query.where(surviving_id().in_(wanted))
    rows: defaultdict[UUID, list[Any]] = defaultdict(list)
    for row, person_id in session.execute(query):
        if person_id in wanted:
            rows[person_id].append(row)
    return rows


def _json(value: Any) -> Any:  # noqa: ANN401  what a field holds
    if isinstance(value, list | tuple):
        return [_json(each) for each in value]
    if isinstance(value, LabelledEnum):
        return value.value
    return value if isinstance(value, int) else str(value)


def _more(session: Session, wanted: AbstractSet[UUID]) -> Iterable[tuple[UUID, dict[str, Any]]]:
    """Yield the fields that stand once a person; a guardian is called as in the registry."""
    held = {
        person_id: filled(rows, MoreColumns)
        for person_id, rows in rows_by_person(session, PersonMore, wanted).items()
    }
    guardians = {each["guardian_id"] for each in held.values() if each["guardian_id"]}
    called = _called(session, guardians) if guardians else {}
    for person_id, values in held.items():
        name = called.get(values["guardian_id"], values["guardian_name"])
        yield person_id, {**values, "guardian_name": name}


def _called(session: Session, ids: AbstractSet[UUID]) -> Mapping[UUID, str]:
    left = aliased(Person)
    parts = (col(each) for each in (left.title, left.first_name, left.last_name, left.nickname))
    query = plain_select(col(Person.id), *parts).join(left, col(left.id) == surviving_id())
    if len(ids) <= FEW:
        query = query.where(col(Person.id).in_(ids))
    rows = session.execute(query.where(alive(left)))
    return {person_id: shown_name(*parts) for person_id, *parts in rows if person_id in ids}


def _words(
    session: Session, wanted: AbstractSet[UUID], model: type[SQLModel]
) -> Iterable[tuple[UUID, dict[str, Any]]]:
    fields = word_fields(model)
    query = (
        plain_select(surviving_id(), col(PersonWord.code_id), col(Code.list_key))
        .join(Person, col(Person.id) == PersonWord.person_id)
        .join(Code, col(Code.id) == PersonWord.code_id)
        .where(alive(PersonWord), col(Code.list_key).in_(fields))
        .order_by(col(PersonWord.main).desc(), col(Code.position_no), col(Code.id))
    )
    if len(wanted) <= FEW:
        query = query.where(surviving_id().in_(wanted))
    found: defaultdict[UUID, dict[str, Any]] = defaultdict(dict)
    for person_id, code_id, list_key in session.execute(query):
        said = found[person_id].setdefault(fields[list_key], [])
        if person_id in wanted and code_id not in said:
            said.append(code_id)
    return found.items()


def _names(session: Session, wanted: AbstractSet[UUID]) -> Iterable[tuple[UUID, dict[str, Any]]]:
    for person_id, rows in rows_by_person(session, PersonName, wanted).items():
        yield person_id, {OTHER_NAMES.name: list(dict.fromkeys(row.name for row in rows))}


def _studies(session: Session, wanted: AbstractSet[UUID]) -> Iterable[tuple[UUID, dict[str, Any]]]:
    for person_id, rows in rows_by_person(session, StudyTerm, wanted).items():
        newest = max(rows, key=lambda row: semester_order(row.semester))
        yield person_id, {name: getattr(newest, name) for name in StudyDetails.model_fields}


def _changes(session: Session, wanted: AbstractSet[UUID]) -> Iterable[tuple[UUID, dict[str, Any]]]:
    for person_id, rows in rows_by_person(session, StatusChange, wanted).items():
        newest = max(rows, key=lambda row: (row.since, row.created_at, row.id))
        yield person_id, {SINCE.name: newest.since, REASON.name: newest.reason}


def _homes(session: Session, wanted: AbstractSet[UUID]) -> Iterable[tuple[UUID, dict[str, Any]]]:
    """Yield who else is in the household of each."""
    query = (
        plain_select(col(HouseholdMember.household_id), surviving_id())
        .join(Person, col(Person.id) == HouseholdMember.member_id)
        .where(alive(HouseholdMember))
        .order_by(col(HouseholdMember.created_at), col(HouseholdMember.id))
    )
    homes: defaultdict[UUID, list[UUID]] = defaultdict(list)
    mine: defaultdict[UUID, list[UUID]] = defaultdict(list)
    for household_id, person_id in session.execute(query):
        homes[household_id].append(person_id)
        mine[person_id].append(household_id)
    living = {
        other for each in wanted & mine.keys() for home in mine[each] for other in homes[home]
    }
    called = _called(session, living) if living else {}
    for person_id in wanted & mine.keys():
        others = dict.fromkeys(
            other for home in mine[person_id] for other in homes[home] if other != person_id
        )
        said = (called[other] for other in others if other in called)
        yield person_id, {LIVES_WITH.name: ", ".join(said)}


def _sensitive(
    session: Session, wanted: AbstractSet[UUID], today: date
) -> Iterable[tuple[UUID, dict[str, Any]]]:
    rows = rows_by_person(session, PersonSensitive, wanted)
    words = dict(_words(session, wanted, SensitiveDetails))
    having = (rows.keys() | words.keys()) & wanted
    for person_id in shown_among(session, having, Purpose.SENSITIVE, on=today) if having else ():
        yield (
            person_id,
            {**filled(rows.get(person_id, ()), SensitiveColumns), **words.get(person_id, {})},
        )
