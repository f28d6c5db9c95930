"""Persons as lists show them. A list asks at every key press: plain columns, two queries, no objects."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    bindparam,
    func,
    literal,
    select,
    union_all,
)
from sqlmodel import Session

from learnsoc_desktop.core.i18n import language
from learnsoc_desktop.core.partial_date import age_on
from learnsoc_desktop.data.keys import table_of
from learnsoc_desktop.features.centre.model import Code, Village
from learnsoc_desktop.features.centre.queries import village_text
from learnsoc_desktop.features.people.completeness import missing_of
from learnsoc_desktop.features.people.model import (
    Person,
    PersonColumns,
    PersonGroup,
    PersonRole,
    PersonStatus,
    Sex,
)
from learnsoc_desktop.features.people.names import initial, shown_name

WORDS = ("education_id", "occupation_id")  # columns of which the word is asked for, not its id
COLUMNS = tuple(name for name in PersonColumns.model_fields if name not in {*WORDS, "village_id"})


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person as lists show it. ``name`` is the full name, or the nickname where nothing else is known.

    ``values`` holds every labelled field by its name, codes and the village as text (many codes as a
    tuple, the main one first), for the columns a person chose.
    """

    id: UUID
    name: str
    nickname: str
    initial: str
    sex: Sex
    village: str
    age: int | None
    groups: tuple[str, ...]
    status: PersonStatus
    phone: str
    picture: str
    missing: int
    values: Mapping[str, Any]


def person_rows(session: Session, ids: Sequence[UUID], today: date) -> Sequence[PersonRow]:
    """Return the persons of ``ids`` in that order, those no longer there left out."""
    asked = {"ids": ids}
    groups: defaultdict[UUID, list[str]] = defaultdict(list)
    roles: defaultdict[UUID, list[str]] = defaultdict(list)
    for is_group, person_id, word in session.execute(_select_links(language()), asked).all():
        (groups if is_group else roles)[person_id].append(word)
    rows = {
        found[0]: _row(found, tuple(groups[found[0]]), tuple(roles[found[0]]), today)
        for found in session.execute(_select_people(language()), asked).all()
    }
    return [rows[each] for each in ids if each in rows]


def _row(
    found: Sequence[Any], groups: tuple[str, ...], roles: tuple[str, ...], today: date
) -> PersonRow:
    person_id, moo, village_name, education, occupation, *columns = found
    village = village_text(moo, village_name) if village_name else ""
    values: dict[str, Any] = dict(zip(COLUMNS, columns, strict=True))
    values |= {
        "village_id": village,
        "education_id": education or "",
        "occupation_id": occupation or "",
        "target_groups": groups,
        "roles": roles,
    }
    nickname, first_name = values["nickname"], values["first_name"]
    return PersonRow(
        person_id,
        shown_name(values["title"], first_name, values["last_name"], nickname),
        nickname,
        initial(first_name, nickname),
        values["sex"],
        village,
        age_on(values["born"], today) if values["born"] else None,
        groups,
        values["status"],
        values["phone"],
        values["picture"],
        len(missing_of(values)),
        values,
    )


@cache
def _select_people(spoken: str) -> Select[Any]:
    """Return the SELECT of the persons of ``:ids``, their codes in the language ``spoken``."""
    person, village = table_of(Person), table_of(Village)
    words = [table_of(Code).alias(name) for name in WORDS]
    joined: FromClause = person.outerjoin(village, village.c.id == person.c.village_id)
    for name, word in zip(WORDS, words, strict=True):
        joined = joined.outerjoin(word, word.c.id == person.c[name])
    return (
        select(
            person.c.id,
            village.c.moo,
            village.c.name,
            *(_word(word, spoken) for word in words),
            *(person.c[name] for name in COLUMNS),
        )
        .select_from(joined)
        .where(person.c.id.in_(bindparam("ids", expanding=True)), person.c.deleted_at.is_(None))
    )


@cache
def _select_links(spoken: str) -> Select[Any]:
    """Return the SELECT of groups and roles of the persons of ``:ids``, the main ones first."""
    code = table_of(Code)
    parts = []
    for is_group, link in ((True, table_of(PersonGroup)), (False, table_of(PersonRole))):
        query = select(
            literal(is_group).label("is_group"),
            link.c.person_id,
            _word(code, spoken).label("word"),
            link.c.main,
            code.c.position_no,
            code.c.id,
        )
        parts.append(
            query.join_from(link, code, code.c.id == link.c.code_id).where(
                link.c.person_id.in_(bindparam("ids", expanding=True)), link.c.deleted_at.is_(None)
            )
        )
    links = union_all(*parts).subquery()
    order = (links.c.main.desc(), links.c.position_no, links.c.id)
    return select(links.c.is_group, links.c.person_id, links.c.word).order_by(*order)


def _word(code: FromClause, spoken: str) -> ColumnElement[str]:
    """Return the word of a code as ``Code.text`` gives it."""
    if spoken != "en":
        return code.c.name
    return func.coalesce(func.nullif(code.c.name_en, ""), code.c.name)
