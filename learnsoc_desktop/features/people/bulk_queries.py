"""What one change would do to each of many persons, before it is done."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from sqlmodel import Session, col, select

from learnsoc_desktop.core.fields import Kind, LabelledEnum
from learnsoc_desktop.core.i18n import N_
from learnsoc_desktop.core.progress import Progress
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.entity import alive
from learnsoc_desktop.features.people.model import Person, PersonGroup, PersonRole
from learnsoc_desktop.features.people.names import shown_name
from learnsoc_desktop.features.people.queries import in_parts, listed

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


class BulkRow(NamedTuple):
    """One person: the values before and after (several of target groups and roles), and why nothing changes."""

    id: UUID
    name: str
    before: tuple[Any, ...]
    after: tuple[Any, ...]
    left_out: LeftOut | None = None


def bulk_rows(
    session: Session, ids: Sequence[UUID], field: BulkField, value: object
) -> list[BulkRow]:
    """Return in the order of ``ids`` what giving ``field`` the ``value`` would do to each person."""
    rows: list[BulkRow] = []
    for part in in_parts(ids):
        before = _before(session, part, field)
        for person_id in part:
            if person_id not in before:
                rows.append(BulkRow(person_id, "", (), (), LeftOut.GONE))
                continue
            name, values = before[person_id]
            after = _after(values, field, value)
            why = _why(values, after, field)
            rows.append(BulkRow(person_id, name, values, values if why else after, why))
    return rows


def bulk_preview(
    database: str,
    ids: Sequence[UUID],
    field: BulkField,
    value: object,
    progress: Progress | None = None,
) -> list[BulkRow]:
    """Return ``bulk_rows`` of a centre's file; called in the child process."""
    del progress
    with Database.open(Path(database), read_only=True) as centre, centre.reading() as session:
        return bulk_rows(session, ids, field, value)


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
