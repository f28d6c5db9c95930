"""Writing what files say of the rest of a record, for many people in a few queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlmodel import SQLModel, col, select

from learnsoc_desktop.core.fields import Kind
from learnsoc_desktop.data.entity import natural_id
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.features.centre.model import Code
from learnsoc_desktop.features.people.more_file_queries import (
    OTHER_NAMES,
    code_fields,
    more_specs,
    rows_by_person,
)
from learnsoc_desktop.features.people.more_model import (
    MoreColumns,
    NameKind,
    PersonMore,
    PersonName,
    PersonSensitive,
    PersonWord,
    SensitiveColumns,
)
from learnsoc_desktop.features.people.more_queries import filled
from learnsoc_desktop.features.people.more_rules import TOGETHER

Said = Mapping[str, Any]  # by field; lists of codes and names whole, nothing empty
ONCE: Mapping[type[Any], type[SQLModel]] = {
    PersonMore: MoreColumns,
    PersonSensitive: SensitiveColumns,
}


def new_more_rows(
    people: Iterable[tuple[UUID, Said]],
) -> Iterator[tuple[type[SQLModel], Sequence[Mapping[str, Any]]]]:
    """Yield the rows, a table each, that new people begin with."""
    rows: defaultdict[type[SQLModel], list[Mapping[str, Any]]] = defaultdict(list)
    for person_id, said in people:
        for kind, columns in ONCE.items():
            values = {name: said[name] for name in columns.model_fields if name in said}
            if values:
                key = _row_id(kind, person_id)
                rows[kind].append({**values, "id": key, "person_id": person_id})
        for name in _word_fields(said):
            rows[PersonWord] += [
                {
                    "id": natural_id("person_word", person_id, code),
                    "person_id": person_id,
                    "code_id": code,
                    "main": not place,
                }
                for place, code in enumerate(said[name])
            ]
        for name in said.get(OTHER_NAMES.name, ()):
            rows[PersonName].append({"person_id": person_id, "name": name, "kind": NameKind.OTHER})
    yield from rows.items()


def set_many_more(uow: UnitOfWork, people: Iterable[tuple[UUID, Said]]) -> None:
    """Let the rest of records hold what is ``said``; other fields of it stay, other names are passed over."""
    known = more_specs().keys()
    asked = {person_id: dict(said) for person_id, said in people if said.keys() & known}
    if not asked:
        return
    for kind, columns in ONCE.items():
        mine = {
            person_id: {name: said[name] for name in columns.model_fields if name in said}
            for person_id, said in asked.items()
        }
        _set_once(uow, kind, columns, {key: values for key, values in mine.items() if values})
    _set_words(uow, {key: said for key, said in asked.items() if _word_fields(said)})
    _add_names(uow, {key: said for key, said in asked.items() if OTHER_NAMES.name in said})


def empty_more(uow: UnitOfWork, person_id: UUID, names: Collection[str]) -> None:
    """Empty those of ``names`` that are of the rest of a person's record, in all of its records."""
    for kind, columns in ONCE.items():
        mine = {name: columns.model_fields[name] for name in names if name in columns.model_fields}
        for row in (
            rows_by_person(uow.session, kind, {person_id}).get(person_id, ()) if mine else ()
        ):
            for name, info in mine.items():
                setattr(row, name, info.default)
    lists = [
        name for name in names if name in more_specs() and more_specs()[name].kind is Kind.CODES
    ]
    _set_words(uow, {person_id: {name: [] for name in lists}} if lists else {})
    if OTHER_NAMES.name in names:
        for row in rows_by_person(uow.session, PersonName, {person_id}).get(person_id, ()):
            uow.delete(row)


def _set_once(
    uow: UnitOfWork, kind: type[Any], columns: type[SQLModel], people: Mapping[UUID, Said]
) -> None:
    if not people:
        return
    ids = {_row_id(kind, person_id): person_id for person_id in people}
    rows = {row.id: row for row in uow.session.exec(select(kind).where(col(kind.id).in_(ids)))}
    shown = rows_by_person(uow.session, kind, people.keys())
    for row_id, person_id in ids.items():
        held, said = filled(shown.get(person_id, ()), columns), dict(people[person_id])
        for names in TOGETHER.values():
            if said.keys() & {*names}:  # else the rest of them would no longer count
                said = {**{name: held[name] for name in names}, **said}
        if "guardian_name" in people[person_id]:
            said["guardian_id"] = None  # the file names somebody else
        row = rows.get(row_id)
        if row is None:
            row = kind(id=row_id, person_id=person_id)
            uow.add(row)
        elif row.deleted_at is not None:
            uow.restore(row)
        for name, value in said.items():
            if getattr(row, name) != value:
                setattr(row, name, value)


def _set_words(uow: UnitOfWork, people: Mapping[UUID, Said]) -> None:
    """Let exactly the words of each list that is spoken of be said, those of merged records too."""
    if not people:
        return
    shown = rows_by_person(uow.session, PersonWord, people.keys())
    lists = dict(list(uow.session.exec(select(Code.id, Code.list_key))))
    ids = {
        natural_id("person_word", person_id, code): None
        for person_id, said in people.items()
        for name in _word_fields(said)
        for code in said[name]
    }
    query = select(PersonWord).where(col(PersonWord.id).in_(ids))
    there = {row.id: row for row in uow.session.exec(query)}
    for person_id, said in people.items():
        spoken_of = {code_fields()[name] for name in _word_fields(said)}
        wanted = {code: not at for name in _word_fields(said) for at, code in enumerate(said[name])}
        held = set()
        for row in shown.get(person_id, ()):
            if row.code_id in wanted:
                held.add(row.code_id)
                row.main = wanted[row.code_id]
            elif lists.get(row.code_id) in spoken_of:
                uow.delete(row)
        for code in wanted.keys() - held:
            word_id = natural_id("person_word", person_id, code)
            found = there.get(word_id) or PersonWord(id=word_id, person_id=person_id, code_id=code)
            found.main = wanted[code]
            uow.restore(found)


def _add_names(uow: UnitOfWork, people: Mapping[UUID, Said]) -> None:
    """Add names nobody noted yet; how a name was noted stays."""
    if not people:
        return
    shown = rows_by_person(uow.session, PersonName, people.keys())
    for person_id, said in people.items():
        held = {row.name for row in shown.get(person_id, ())}
        for name in said[OTHER_NAMES.name]:
            if name not in held:
                uow.add(PersonName(person_id=person_id, name=name, kind=NameKind.OTHER))


def _word_fields(said: Said) -> Sequence[str]:
    return [
        name
        for name, value in said.items()
        if name in code_fields() and isinstance(value, list | tuple)
    ]


def _row_id(kind: type[Any], person_id: UUID) -> UUID:
    return natural_id(kind.__tablename__, person_id)
