"""Commands on the rest of a record: one-row fields, what is sensitive, and what there may be several of."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar
from uuid import UUID

from sqlmodel import SQLModel, col, select

from learnsoc_desktop.data.entity import fields_of, natural_id
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.features.centre.tidy import tidied
from learnsoc_desktop.features.people.consent_model import Purpose
from learnsoc_desktop.features.people.consent_queries import may_show
from learnsoc_desktop.features.people.errors import RecordRefused, SensitiveRefused
from learnsoc_desktop.features.people.household_service import put_into_household, say_who
from learnsoc_desktop.features.people.model import Person, PersonRole
from learnsoc_desktop.features.people.more_model import (
    HouseholdMember,
    MemberDetails,
    MoreColumns,
    MoreDetails,
    NameDetails,
    PersonMore,
    PersonSensitive,
    PersonWord,
    RoleTerm,
    SensitiveColumns,
    SensitiveDetails,
    StatusChange,
    StatusDetails,
    StudyDetails,
    TermDetails,
)
from learnsoc_desktop.features.people.more_queries import (
    ENTRIES,
    Entry,
    entry_or_refuse,
    rows_of,
    word_fields,
    words_said,
)
from learnsoc_desktop.features.people.more_rules import (
    Fault,
    guardian_fault,
    health_fault,
    is_now,
    same_person,
    semester_of,
    status_fault,
    study_fault,
    term_fault,
)
from learnsoc_desktop.features.people.queries import person_or_refuse, records_of
from learnsoc_desktop.features.people.status_service import settle_statuses

EntryDetails = NameDetails | StatusDetails | TermDetails | StudyDetails | MemberDetails
One = TypeVar("One", PersonMore, PersonSensitive)


def save_more(uow: UnitOfWork, person_id: UUID, details: MoreDetails) -> None:
    """Replace what is known of a person beside the main record.

    Raises PersonNotFound, and RecordRefused for a guardian that cannot be one.
    """
    person = person_or_refuse(uow.session, person_id)
    tidy = tidied(details)
    records = records_of(uow.session, person_id)
    guardian = uow.session.get(Person, tidy.guardian_id) if tidy.guardian_id else None
    oneself = same_person(tidy.guardian_id, records)
    _refuse(guardian_fault(person.born, guardian.born if guardian else "", oneself=oneself), tidy)
    _write(uow, PersonMore, MoreColumns, person_id, tidy)
    _set_words(uow, person_id, tidy)


def save_sensitive(
    uow: UnitOfWork, person_id: UUID, details: SensitiveDetails, *, today: date
) -> None:
    """Replace what is known of a person that is sensitive.

    Raises PersonNotFound, SensitiveRefused without the explicit consent of the person (PDPA, section 26), and
    RecordRefused for details on health without an end.
    """
    person_or_refuse(uow.session, person_id)
    if not may_show(uow.session, person_id, Purpose.SENSITIVE, on=today):
        raise SensitiveRefused
    tidy = tidied(details)
    _refuse(health_fault(tidy), tidy)
    _write(uow, PersonSensitive, SensitiveColumns, person_id, tidy)
    _set_words(uow, person_id, tidy)


def add_entry(uow: UnitOfWork, person_id: UUID, details: EntryDetails, *, today: date) -> UUID:
    """Add a name, a change of status, a term, a semester or somebody of the household; return its id.

    A change of status is what holds from now on, unless a later one is known. A term that runs gives the person
    its role. Raises PersonNotFound, and RecordRefused for what cannot be so.
    """
    person = person_or_refuse(uow.session, person_id)
    tidy = _checked(uow, person, details, today, None)
    if isinstance(tidy, MemberDetails):
        return put_into_household(uow, person_id, tidy)
    values = {**tidy.model_dump(), "person_id": person_id}
    if isinstance(tidy, StatusDetails):
        values["before"] = person.status
    entry = ENTRIES[type(tidy)].model_validate(values)
    uow.add(entry)
    _follow(uow, person_id, entry, today)
    return entry.id


def change_entry(uow: UnitOfWork, entry_id: UUID, details: EntryDetails, *, today: date) -> None:
    """Replace what an entry says. Raises NoteNotFound, and what ``add_entry`` raises."""
    entry = entry_or_refuse(uow.session, type(details), entry_id)
    if isinstance(entry, HouseholdMember):
        assert isinstance(details, MemberDetails)
        say_who(entry, details)
        return
    person = person_or_refuse(uow.session, _survivor(uow, entry.person_id))
    tidy = _checked(uow, person, details, today, entry_id)
    for name, value in tidy.model_dump().items():
        if getattr(entry, name) != value:
            setattr(entry, name, value)
    _follow(uow, person.id, entry, today)


def remove_entry(uow: UnitOfWork, kind: type[EntryDetails], entry_id: UUID) -> None:
    """Put an entry into the trash. Raises NoteNotFound.

    Without its newest change a person has the status before it again.
    """
    entry: Entry = entry_or_refuse(uow.session, kind, entry_id)
    uow.delete(entry)
    if isinstance(entry, StatusChange):
        settle_statuses(uow, [entry])


def _checked(
    uow: UnitOfWork, person: Person, details: EntryDetails, today: date, own: UUID | None
) -> EntryDetails:
    """Return details as they are stored. Raises RecordRefused."""
    tidy = tidied(details)
    if isinstance(tidy, StatusDetails):
        _refuse(status_fault(tidy, person.born, today), tidy)
    if isinstance(tidy, TermDetails):
        terms = [row for row in rows_of(uow.session, RoleTerm, person.id) if row.id != own]
        _refuse(term_fault(tidy, terms), tidy)
    if isinstance(tidy, StudyDetails):
        _refuse(study_fault(tidy), tidy)
        tidy = tidy.model_copy(update={"semester": semester_of(tidy.semester)})
    return tidy


def _follow(uow: UnitOfWork, person_id: UUID, entry: Entry, today: date) -> None:
    """Let the registry say what an entry means for it: the status, a role."""
    if isinstance(entry, StatusChange):
        settle_statuses(uow, [entry])
    if isinstance(entry, RoleTerm) and is_now(entry, today):
        _give_role(uow, person_id, entry.role_id)


def _give_role(uow: UnitOfWork, person_id: UUID, role_id: UUID) -> None:
    link_id = natural_id("person_role", person_id, role_id)
    link = uow.session.get(PersonRole, link_id)
    if link is None:
        uow.add(PersonRole(id=link_id, person_id=person_id, code_id=role_id))
    elif link.deleted_at is not None:
        uow.restore(link)


def _refuse(fault: Fault | None, details: SQLModel) -> None:
    if fault is not None:
        name, reason = fault
        title = next(spec.title for spec in fields_of(type(details)) if spec.name == name)
        raise RecordRefused(name, title, reason)


def _write(
    uow: UnitOfWork, kind: type[One], columns: type[SQLModel], person_id: UUID, details: SQLModel
) -> None:
    """Store the one row of a person. What was emptied is emptied in merged records too, or it came back."""
    values = {name: getattr(details, name) for name in columns.model_fields}
    row_id = natural_id(kind.__tablename__, person_id)
    row = uow.session.get(kind, row_id)
    if row is None:
        uow.add(kind.model_validate({**values, "id": row_id, "person_id": person_id}))
    elif row.deleted_at is not None:
        uow.restore(row)
    for each in rows_of(uow.session, kind, person_id):
        for name, value in values.items():
            if (each.id == row_id or not value) and getattr(each, name) != value:
                setattr(each, name, value)


def _set_words(uow: UnitOfWork, person_id: UUID, details: SQLModel) -> None:
    """Let exactly the words of ``details`` be said of a person, of the lists it has fields for."""
    fields = word_fields(type(details))
    wanted: list[tuple[UUID, bool]] = []
    for name in fields.values():
        codes: Sequence[UUID] = getattr(details, name)
        wanted += [(code, not place) for place, code in enumerate(dict.fromkeys(codes))]
    kept = {code for code, _main in wanted}
    for word, _list in words_said(uow.session, person_id, fields):
        if word.code_id not in kept:
            uow.delete(word)
    query = select(PersonWord).where(col(PersonWord.person_id) == person_id)
    there = {word.code_id: word for word in uow.session.exec(query)}
    said = {word.code_id for word, _list in words_said(uow.session, person_id, fields)}
    for code, main in wanted:
        found = there.get(code)
        if found is None:
            if code not in said:  # a merged record says it already
                word_id = natural_id("person_word", person_id, code)
                uow.add(PersonWord(id=word_id, person_id=person_id, code_id=code, main=main))
            continue
        if found.deleted_at is not None:
            uow.restore(found)
        if found.main != main:
            found.main = main


def _survivor(uow: UnitOfWork, person_id: UUID) -> UUID:
    return records_of(uow.session, person_id)[0]
