"""What one change would do to each of many persons, before it is done."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from sqlmodel import Session, col, select

from learnsoc_desktop.core.fields import Kind, LabelledEnum
from learnsoc_desktop.core.i18n import N_
from learnsoc_desktop.core.progress import Progress
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.entity import alive, local_today
from learnsoc_desktop.features.people.model import Person, PersonGroup, PersonRole
from learnsoc_desktop.features.people.more_model import StatusDetails
from learnsoc_desktop.features.people.more_rules import Fault, status_fault
from learnsoc_desktop.features.people.names import shown_name
from learnsoc_desktop.features.people.queries import in_parts, listed
from learnsoc_desktop.features.people.status_queries import newest_changes

Link = type[PersonGroup] | type[PersonRole]


class BulkField(LabelledEnum):
    """What of many persons can be changed at once."""

    VILLAGE = "village", N_("Village")
    STATUS = "status", N_("Status")
    MAIN_GROUP = "main_group", N_("Main target group")
    ADD_GROUP = "add_group", N_("Add a target group")
    DROP_GROUP = "drop_group", N_("Take a target group away")
    ADD_ROLE = "add_role", N_("Add a role")
    DROP_ROLE = "drop_role", N_("Take a role away")
    EDUCATION = "education", N_("Highest education")
    OCCUPATION = "occupation", N_("Occupation")


COLUMNS: Mapping[BulkField, str] = {
    BulkField.VILLAGE: "village_id",
    BulkField.STATUS: "status",
    BulkField.EDUCATION: "education_id",
    BulkField.OCCUPATION: "occupation_id",
}
LINKS: Mapping[BulkField, Link] = {
    BulkField.MAIN_GROUP: PersonGroup,
    BulkField.ADD_GROUP: PersonGroup,
    BulkField.DROP_GROUP: PersonGroup,
    BulkField.ADD_ROLE: PersonRole,
    BulkField.DROP_ROLE: PersonRole,
}
# The kind of the value and the code list it is of.
VALUES: Mapping[BulkField, tuple[Kind, str]] = {
    BulkField.VILLAGE: (Kind.VILLAGE, ""),
    BulkField.STATUS: (Kind.CHOICE, ""),
    BulkField.MAIN_GROUP: (Kind.CODE, "target_group"),
    BulkField.ADD_GROUP: (Kind.CODE, "target_group"),
    BulkField.DROP_GROUP: (Kind.CODE, "target_group"),
    BulkField.ADD_ROLE: (Kind.CODE, "role"),
    BulkField.DROP_ROLE: (Kind.CODE, "role"),
    BulkField.EDUCATION: (Kind.CODE, "education"),
    BulkField.OCCUPATION: (Kind.CODE, "occupation"),
}


class LeftOut(LabelledEnum):
    """Why a person is not changed."""

    SAME = "same", N_("is so already")
    LAST_ROLE = "last_role", N_("has no other role")
    GONE = "gone", N_("is no longer in the registry")
    LATER = "later", N_("a later change is noted")
    UNBORN = "unborn", N_("was not born yet")


class Noted(NamedTuple):
    """When a change happened and why, of a field whose changes are kept."""

    since: date
    reason: str = ""


class BulkRow(NamedTuple):
    """One person: the values before and after (several of target groups and roles), and why nothing changes."""

    id: UUID
    name: str
    before: tuple[Any, ...]
    after: tuple[Any, ...]
    left_out: LeftOut | None = None


def bulk_rows(
    session: Session,
    ids: Sequence[UUID],
    field: BulkField,
    value: object,
    noted: Noted | None = None,
) -> list[BulkRow]:
    """Return in the order of ``ids`` what giving ``field`` the ``value`` would do to each person.

    A status is given since the day of ``noted``, today when it is not said.
    """
    rows: list[BulkRow] = []
    since = noted.since if noted else local_today()
    for part in in_parts(ids):
        before = _before(session, part, field)
        barred = _barred(session, part, since) if field is BulkField.STATUS else {}
        for person_id in part:
            if person_id not in before:
                rows.append(BulkRow(person_id, "", (), (), LeftOut.GONE))
                continue
            name, values = before[person_id]
            after = _after(values, field, value)
            why = _why(values, after, field) or barred.get(person_id)
            rows.append(BulkRow(person_id, name, values, values if why else after, why))
    return rows


def bulk_preview(
    database: str,
    ids: Sequence[UUID],
    field: BulkField,
    value: object,
    noted: Noted | None = None,
    progress: Progress | None = None,
) -> list[BulkRow]:
    """Return ``bulk_rows`` of a centre's file; called in the child process."""
    del progress
    with Database.open(Path(database), read_only=True) as centre, centre.reading() as session:
        return bulk_rows(session, ids, field, value, noted)


def noted_fault(value: object, noted: Noted, today: date) -> Fault | None:
    """Return what is wrong with the day of a change of status, whoever it is of; None when it can be."""
    details = StatusDetails.model_construct(status=value, since=noted.since, reason=noted.reason)
    return status_fault(details, "", today)


def _barred(session: Session, ids: Sequence[UUID], since: date) -> Mapping[UUID, LeftOut]:
    """Return who cannot have another status since a day: what is noted later holds."""
    born = session.exec(select(Person.id, Person.born).where(col(Person.id).in_(ids)))
    found = {each: LeftOut.UNBORN for each, text in born if text and text[:4] > str(since.year)}
    for person_id, change in newest_changes(session, ids).items():
        if change.since > since:
            found[person_id] = LeftOut.LATER
    return found


def _before(
    session: Session, ids: Sequence[UUID], field: BulkField
) -> Mapping[UUID, tuple[str, tuple[Any, ...]]]:
    """Return name and values of the persons of ``ids`` that are in the registry."""
    name = COLUMNS.get(field)
    named = (Person.title, Person.first_name, Person.last_name, Person.nickname)
    columns: list[Any] = [Person.id, *named, *([getattr(Person, name)] if name else ())]
    # Columns of a list whose length the type checker cannot know.
    query: Any = select(*columns).where(col(Person.id).in_(ids), listed())
    links = _links(session, LINKS[field], ids) if field in LINKS else {}
    found = {}
    for person_id, title, first, last, nickname, *value in session.execute(query):
        values = links.get(person_id, ()) if name is None else tuple(x for x in value if x)
        found[person_id] = (shown_name(title, first, last, nickname), values)
    return found


def _links(session: Session, link: Link, ids: Sequence[UUID]) -> Mapping[UUID, tuple[UUID, ...]]:
    """Return the codes of persons, the main one first."""
    query = (
        select(link.person_id, link.code_id)
        .where(col(link.person_id).in_(ids), alive(link))
        .order_by(col(link.main).desc(), col(link.code_id))
    )
    found: defaultdict[UUID, list[UUID]] = defaultdict(list)
    for person_id, code in session.exec(query):
        found[person_id].append(code)
    return {person_id: tuple(codes) for person_id, codes in found.items()}


def _after(before: tuple[Any, ...], field: BulkField, value: object) -> tuple[Any, ...]:
    others = tuple(each for each in before if each != value)
    match field:
        case BulkField.MAIN_GROUP:
            return (value, *others)
        case BulkField.ADD_GROUP | BulkField.ADD_ROLE:
            return before if value in before else (*before, value)
        case BulkField.DROP_GROUP | BulkField.DROP_ROLE:
            return others
        case _:
            return (value,)


def _why(before: tuple[Any, ...], after: tuple[Any, ...], field: BulkField) -> LeftOut | None:
    if before == after:
        return LeftOut.SAME
    return LeftOut.LAST_ROLE if field is BulkField.DROP_ROLE and not after else None
