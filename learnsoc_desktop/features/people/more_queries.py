"""Questions about the rest of a record. Rows of merged records count for the person who is left."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, TypeVar, cast
from uuid import UUID

from sqlalchemy.orm import aliased
from sqlmodel import Session, SQLModel, col, select

from learnsoc_desktop.core.fields import Kind
from learnsoc_desktop.core.i18n import language
from learnsoc_desktop.data.entity import Entity, alive, fields_of
from learnsoc_desktop.features.centre.model import Code
from learnsoc_desktop.features.people.consent_model import Purpose
from learnsoc_desktop.features.people.consent_queries import may_show
from learnsoc_desktop.features.people.errors import NoteNotFound
from learnsoc_desktop.features.people.model import Person, PersonStatus
from learnsoc_desktop.features.people.more_model import (
    HouseholdMember,
    MemberDetails,
    MoreColumns,
    MoreDetails,
    NameDetails,
    PersonMore,
    PersonName,
    PersonSensitive,
    PersonWord,
    RoleTerm,
    SensitiveColumns,
    SensitiveDetails,
    StatusChange,
    StatusDetails,
    StudyDetails,
    StudyTerm,
    TermDetails,
)
from learnsoc_desktop.features.people.more_rules import TOGETHER, semester_order
from learnsoc_desktop.features.people.names import shown_name
from learnsoc_desktop.features.people.queries import is_record_of, person_or_refuse, surviving_id
from learnsoc_desktop.features.people.status_queries import order_of_change

Entry = PersonName | StatusChange | RoleTerm | StudyTerm | HouseholdMember
ENTRIES: Mapping[type[SQLModel], type[Entry]] = {
    NameDetails: PersonName,
    StatusDetails: StatusChange,
    TermDetails: RoleTerm,
    StudyDetails: StudyTerm,
    MemberDetails: HouseholdMember,
}


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of a household. ``id`` is that of the membership, ``person_id`` of who is left after merging."""

    id: UUID
    person_id: UUID
    name: str
    relation_id: UUID | None


@dataclass(frozen=True, slots=True)
class Record:
    """The rest of a record. ``sensitive`` is None while no consent allows it; ``words`` has every code's text.

    ``status`` is what holds now.
    """

    more: MoreDetails
    sensitive: SensitiveDetails | None
    born: str
    status: PersonStatus
    names: tuple[PersonName, ...]
    changes: tuple[StatusChange, ...]
    terms: tuple[RoleTerm, ...]
    studies: tuple[StudyTerm, ...]
    household: tuple[Member, ...]
    guardian: str
    words: Mapping[UUID, str]


def record_of(session: Session, person_id: UUID, today: date) -> Record:
    """Return the rest of a person's record as it may be shown today. Raises PersonNotFound."""
    person = person_or_refuse(session, person_id)
    more = more_of(session, person_id)
    terms = sorted(rows_of(session, RoleTerm, person_id), key=_term_order, reverse=True)
    studies = sorted(
        rows_of(session, StudyTerm, person_id),
        key=lambda row: semester_order(row.semester),
        reverse=True,
    )
    english = language() == "en"
    texts = session.exec(select(Code.id, Code.name, Code.name_en))
    words = {code: (english and in_english) or name for code, name, in_english in texts}
    return Record(
        more,
        sensitive_of(session, person_id, today),
        person.born,
        person.status,
        tuple(rows_of(session, PersonName, person_id)),
        status_changes(session, person_id),
        tuple(terms),
        tuple(studies),
        household_of(session, person_id),
        guardian_name(session, more),
        words,
    )


def more_of(session: Session, person_id: UUID) -> MoreDetails:
    """Return the fields that everybody's record may have."""
    values = filled(rows_of(session, PersonMore, person_id), MoreColumns)
    values |= _words(session, person_id, MoreDetails)
    return MoreDetails.model_construct(**values)


def sensitive_of(session: Session, person_id: UUID, today: date) -> SensitiveDetails | None:
    """Return what is sensitive; None without explicit consent. Health whose time is over is left out."""
    if not may_show(session, person_id, Purpose.SENSITIVE, on=today):
        return None
    values = filled(rows_of(session, PersonSensitive, person_id), SensitiveColumns)
    values |= _words(session, person_id, SensitiveDetails)
    details = SensitiveDetails.model_construct(**values)
    if details.health_until is not None and details.health_until < today:
        return details.model_copy(update={"health": "", "health_until": None})
    return details


def status_changes(session: Session, person_id: UUID) -> tuple[StatusChange, ...]:
    """Return the changes of status, newest first."""
    rows = rows_of(session, StatusChange, person_id)
    return tuple(sorted(rows, key=order_of_change, reverse=True))


def household_of(session: Session, person_id: UUID) -> tuple[Member, ...]:
    """Return everybody of a person's household, the person too, the head first."""
    mine = select(HouseholdMember.household_id).where(
        is_record_of(HouseholdMember.member_id, person_id), alive(HouseholdMember)
    )
    left = aliased(Person)
    query = (
        select(HouseholdMember, left)
        .join(Person, col(Person.id) == HouseholdMember.member_id)
        .join(left, col(left.id) == surviving_id())
        .join(Code, col(Code.id) == HouseholdMember.relation_id, isouter=True)
        .where(col(HouseholdMember.household_id).in_(mine), alive(HouseholdMember), alive(left))
        .order_by(
            col(Code.position_no).is_(None), col(Code.position_no), col(HouseholdMember.created_at)
        )
    )
    members: dict[UUID, Member] = {}
    for row, person in session.exec(query):
        name = shown_name(person.title, person.first_name, person.last_name, person.nickname)
        members.setdefault(person.id, Member(row.id, person.id, name, row.relation_id))
    return tuple(members.values())


def guardian_name(session: Session, more: MoreDetails) -> str:
    """Return what a guardian is called: as in the registry, or as it was typed."""
    if more.guardian_id is None:
        return more.guardian_name
    left = aliased(Person)
    query = (
        select(left)
        .join(Person, surviving_id() == left.id)
        .where(col(Person.id) == more.guardian_id, alive(left))
    )
    person = session.exec(query).first()
    if person is None:
        return more.guardian_name
    return shown_name(person.title, person.first_name, person.last_name, person.nickname)


def entry_or_refuse(session: Session, kind: type[SQLModel], entry_id: UUID) -> Entry:
    """Return a name, change, term, semester or member that is not in the trash, or raise NoteNotFound."""
    entry = cast("Entry | None", session.get(ENTRIES[kind], entry_id))
    if entry is None or entry.deleted_at is not None:
        raise NoteNotFound
    return entry


E = TypeVar("E", PersonMore, PersonSensitive, PersonName, StatusChange, RoleTerm, StudyTerm)


def rows_of(session: Session, kind: type[E], person_id: UUID) -> Sequence[E]:
    """Return the living rows of a person, then those of the records merged into it, oldest first."""
    assert issubclass(kind, Entity)
    query = (
        select(kind)
        .where(is_record_of(kind.person_id, person_id), alive(kind))
        .order_by(col(kind.created_at), col(kind.id))
    )
    return sorted(session.exec(query), key=lambda row: row.person_id != person_id)


@cache
def word_fields(model: type[SQLModel]) -> Mapping[str, str]:
    """Return the fields of many words by the list they are of."""
    return {spec.label.codes: spec.name for spec in fields_of(model) if spec.kind is Kind.CODES}


def words_said(
    session: Session, person_id: UUID, lists: Collection[str]
) -> Sequence[tuple[PersonWord, str]]:
    """Return the living words of some lists that are said of a person, main ones first, with their list."""
    query = (
        select(PersonWord, Code.list_key)
        .join(Code, col(Code.id) == PersonWord.code_id)
        .where(is_record_of(PersonWord.person_id, person_id), alive(PersonWord))
        .where(col(Code.list_key).in_(lists))
        .order_by(col(PersonWord.main).desc(), col(Code.position_no), col(Code.id))
    )
    return session.exec(query).all()


def entry_title(entry: PersonName | StatusChange | RoleTerm | StudyTerm) -> str:
    """Return what the trash calls an entry."""
    if isinstance(entry, PersonName):
        return entry.name
    if isinstance(entry, StatusChange):
        return entry.status.label
    if isinstance(entry, StudyTerm):
        return entry.semester
    return entry.position or entry.from_on.isoformat()


def _words(session: Session, person_id: UUID, model: type[SQLModel]) -> dict[str, list[UUID]]:
    fields = word_fields(model)
    found: dict[str, list[UUID]] = {name: [] for name in fields.values()}
    for word, list_key in words_said(session, person_id, fields):
        name = fields[list_key]
        if word.code_id not in found[name]:
            found[name].append(word.code_id)
    return found


def filled(rows: Sequence[SQLModel], columns: type[SQLModel]) -> dict[str, Any]:
    """Return each column from the first row that has something in it, or in the columns it goes with."""
    found = {name: info.default for name, info in columns.model_fields.items()}
    inner = {name for names in TOGETHER.values() for name in names[1:]}
    for leading in found.keys() - inner:
        names = TOGETHER.get(leading, (leading,))
        row = next((row for row in rows if any(getattr(row, name) for name in names)), None)
        if row is not None:
            found |= {name: getattr(row, name) for name in names}
    return found


def _term_order(term: RoleTerm) -> tuple[date, date]:
    return term.to_on or date.max, term.from_on
