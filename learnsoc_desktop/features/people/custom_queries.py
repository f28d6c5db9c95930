"""The fields of a centre's own: what they are, what they hold, and how lists ask about them.

Each is told to forms, lists, files and papers as a ``FieldSpec``, like the fields of the program. A centre without
such fields pays one small query.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, String, and_, exists, type_coerce
from sqlalchemy import select as plain_select
from sqlmodel import Session, col, select

from learnsoc_desktop.core.feature import Hit
from learnsoc_desktop.core.fields import FieldSpec, Kind, Label
from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.data.entity import alive
from learnsoc_desktop.data.keys import table_of
from learnsoc_desktop.data.list_filter import ListFacet
from learnsoc_desktop.data.search import find
from learnsoc_desktop.features.centre.model import Code
from learnsoc_desktop.features.centre.references import use_counts
from learnsoc_desktop.features.people.custom_model import (
    LONGEST_TEXT,
    CustomField,
    CustomKind,
    CustomValue,
)
from learnsoc_desktop.features.people.model import Person
from learnsoc_desktop.features.people.names import person_title
from learnsoc_desktop.features.people.queries import listed, survivors

OWN = N_("Fields of our centre")
PREFIX = "own_"
ALL = "all"
TYPES = {
    CustomKind.TEXT: str,
    CustomKind.NUMBER: int,
    CustomKind.DATE: date,
    CustomKind.CHOICE: UUID,
}
NARROWEST, WIDEST, A_LETTER = 110, 170, 8  # pixels of a column: its head tells how wide it is


class OwnField(NamedTuple):
    """A field of the centre's own; ``used`` counts the persons who have a value."""

    id: UUID
    name: str
    kind: CustomKind
    help: str
    list_key: str
    retired: bool
    used: int = 0

    @property
    def key(self) -> str:
        """The name of the field among all fields of a person."""
        return f"{PREFIX}{self.id.hex}"

    @property
    def spec(self) -> FieldSpec:
        """The field as forms, lists, files and papers need it."""
        choice = self.kind is CustomKind.CHOICE
        label = Label(
            self.name,
            help=self.help,
            group=OWN,
            codes=self.list_key if choice else "",
            half=self.kind is CustomKind.TEXT,
            width=min(max(NARROWEST, A_LETTER * len(self.name)), WIDEST),
        )
        longest = LONGEST_TEXT if self.kind is CustomKind.TEXT else None
        return FieldSpec(self.key, label, self.kind.kind, TYPES[self.kind], max_length=longest)


def own_fields(
    session: Session, *, retired: bool = False, used: bool = False
) -> tuple[OwnField, ...]:
    """Return the centre's own fields in order; with ``retired`` those no longer offered too."""
    query = (
        select(CustomField)
        .where(alive(CustomField))
        .order_by(col(CustomField.position_no), col(CustomField.id))
    )
    if not retired:
        query = query.where(col(CustomField.retired).is_(False))
    rows = session.exec(query).all()
    counts = use_counts(session, "custom_field") if used and rows else {}
    return tuple(
        OwnField(
            row.id,
            row.name,
            row.kind,
            row.help,
            row.list_key,
            row.retired,
            counts.get(row.id, 0),
        )
        for row in rows
    )


def own_specs(session: Session) -> tuple[FieldSpec, ...]:
    """Return the centre's own fields as forms, lists, files and papers need them."""
    return tuple(field.spec for field in own_fields(session))


def own_choices(session: Session) -> Sequence[tuple[str, str]]:
    """Return what a paper may show of the centre's own fields: none, each one, all of them."""
    fields = own_fields(session)
    every = [(ALL, _("All of them"))] if len(fields) > 1 else []
    return [("", _("None")), *((field.key, field.name) for field in fields), *every]


def chosen_specs(session: Session, chosen: str) -> tuple[FieldSpec, ...]:
    """Return the fields that a choice of ``own_choices`` means."""
    specs = own_specs(session) if chosen else ()
    return tuple(spec for spec in specs if chosen in {ALL, spec.name})


def field_id_of(name: str) -> UUID | None:
    """Return the field that a name among all fields of a person means; None for one of the program."""
    return UUID(name.removeprefix(PREFIX)) if name.startswith(PREFIX) else None


def own_values(
    session: Session, ids: Collection[UUID], names: Iterable[str] | None = None
) -> Mapping[UUID, dict[str, Any]]:
    """Return by person what the centre's own fields hold, by name; choices as ids of words.

    ``names`` are the fields that are asked for, all if not given; fields that hold nothing are left out. One query.
    """
    query = plain_select(
        col(CustomValue.person_id),
        col(CustomValue.field_id),
        col(CustomValue.number),
        col(CustomValue.day),
        col(CustomValue.code_id),
        col(CustomValue.text),
    ).where(col(CustomValue.person_id).in_(ids), alive(CustomValue))
    if names is not None:
        query = query.where(col(CustomValue.field_id).in_([field_id_of(name) for name in names]))
    found: defaultdict[UUID, dict[str, Any]] = defaultdict(dict)
    for person_id, field_id, *values in session.execute(query):
        found[person_id][f"{PREFIX}{field_id.hex}"] = _held(values)
    return found


def own_record(session: Session, person_id: UUID | None, names: Collection[str]) -> dict[str, Any]:
    """Return what each of ``names`` holds of one person, None for nothing; of nobody all of them are empty."""
    held = own_values(session, [person_id], names).get(person_id, {}) if person_id and names else {}
    return {name: held.get(name) for name in names}


def own_as_json(session: Session, person_id: UUID, names: Iterable[str]) -> dict[str, Any]:
    """Return what those of ``names`` that are the centre's own hold, as JSON values, for what a merge remembers."""
    own = [name for name in names if field_id_of(name) is not None]
    held = own_record(session, person_id, own)
    return {name: None if value is None else _json(value) for name, value in held.items()}


def own_json(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values of the centre's own fields, by name, as JSON has them; nothing is left out."""
    return {name: _json(value) for name, value in values.items() if value is not None}


def own_from_json(session: Session, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of the centre's own fields among ``values`` as they were before ``own_as_json``."""
    read: dict[CustomKind, Callable[[Any], Any]] = {
        CustomKind.DATE: date.fromisoformat,
        CustomKind.CHOICE: UUID,
    }
    own = {name for name in values if field_id_of(name) is not None}
    kinds = {field.key: field.kind for field in own_fields(session, retired=True)} if own else {}
    return {
        name: values[name] if values[name] is None else read.get(kinds[name], _same)(values[name])
        for name in own
        if name in kinds
    }


def own_facts(session: Session, person_id: UUID) -> Sequence[tuple[FieldSpec, Any]]:
    """Return the centre's own fields that hold something of a person, with it, choices as their words."""
    specs = own_specs(session)
    held = shown_values(session, [person_id], specs).get(person_id, {}) if specs else {}
    return [(spec, held[spec.name]) for spec in specs if spec.name in held]


def shown_values(
    session: Session, ids: Collection[UUID], specs: Sequence[FieldSpec]
) -> Mapping[UUID, dict[str, Any]]:
    """Return the same as ``own_values`` for lists and papers: choices as their words."""
    values = own_values(session, ids, [spec.name for spec in specs])
    choices = [spec for spec in specs if spec.kind is Kind.CODE]
    words = own_words(session, choices)
    for held in values.values():
        for spec in choices:
            if spec.name in held:
                held[spec.name] = words.get(held[spec.name], "")
    return values


def own_words(session: Session, specs: Sequence[FieldSpec]) -> Mapping[UUID, str]:
    """Return every word of the choices among ``specs`` by its id, retired and deleted ones too."""
    lists = [spec.label.codes for spec in specs if spec.kind is Kind.CODE]
    if not lists:
        return {}
    return {row.id: row.text for row in session.exec(_words_of(lists))}


def words_of_lists(session: Session, specs: Sequence[FieldSpec]) -> Mapping[str, Sequence[Code]]:
    """Return the words of each choice by the field's name, in order; those in the trash stand last."""
    lists = [spec.label.codes for spec in specs if spec.kind is Kind.CODE]
    rows = session.exec(_words_of(lists)).all() if lists else ()
    return {
        spec.name: [row for row in rows if row.list_key == spec.label.codes]
        for spec in specs
        if spec.kind is Kind.CODE
    }


def holds(name: str, code_id: UUID | None = None) -> ColumnElement[bool]:
    """Return the SQL condition on ``Person`` that a field holds something, or this word."""
    row = exists().where(
        col(CustomValue.person_id) == Person.id,
        col(CustomValue.field_id) == field_id_of(name),
        alive(CustomValue),
    )
    return row if code_id is None else row.where(col(CustomValue.code_id) == code_id)


def held_facet(name: str = "") -> ListFacet:
    """Return what word a choice holds of people; without a ``name``, which fields hold anything (their hex ids).

    As filters of the list ask it: the same as ``holds`` for each word or field.
    """
    person, held = table_of(Person), table_of(CustomValue)
    mine = and_(held.c.person_id == person.c.id, held.c.deleted_at.is_(None))
    if name:
        mine = and_(mine, held.c.field_id == field_id_of(name))
    value = type_coerce(held.c.code_id if name else held.c.field_id, String)
    watches = frozenset({CustomValue.__name__})
    return ListFacet(f"held {name}", value, person.join(held, mine), watches)


def span_facet(spec: FieldSpec) -> ListFacet:
    """Return what a field of numbers or days holds of people, as filters of ranges ask it; days in ISO form."""
    person, held = table_of(Person), table_of(CustomValue)
    value = held.c.number if spec.kind is Kind.NUMBER else type_coerce(held.c.day, String)
    mine = and_(
        held.c.person_id == person.c.id,
        held.c.deleted_at.is_(None),
        held.c.field_id == field_id_of(spec.name),
        value.is_not(None),
    )
    watches = frozenset({CustomValue.__name__})
    return ListFacet(f"span {spec.name}", value, person.join(held, mine), watches, ordered=True)


def held_in(spec: FieldSpec) -> ScalarSelect[Any]:
    """Return the SQL expression of what a field holds of a ``Person``, as it is sorted: words by their place."""
    columns = {
        Kind.NUMBER: CustomValue.number,
        Kind.DATE: CustomValue.day,
        Kind.CODE: Code.position_no,
    }
    query = plain_select(col(columns.get(spec.kind, CustomValue.text)))
    if spec.kind is Kind.CODE:
        query = query.join_from(CustomValue, Code, col(Code.id) == CustomValue.code_id)
    return query.where(
        col(CustomValue.person_id) == Person.id,
        col(CustomValue.field_id) == field_id_of(spec.name),
        alive(CustomValue),
    ).scalar_subquery()


def values_find(session: Session, text: str, limit: int = 20) -> Sequence[Hit]:
    """Return the persons of whom a text field of the centre's own holds ``text``, best first."""
    ids = find(session, CustomValue, text, limit)
    if not ids:
        return ()
    query = (
        select(CustomValue, CustomField.name)
        .join(CustomField, col(CustomField.id) == CustomValue.field_id)
        .where(col(CustomValue.id).in_(ids), alive(CustomField))
    )
    found = {row.id: (row, name) for row, name in session.exec(query)}
    left = survivors(session, [row.person_id for row, _name in found.values()])
    people = {
        person.id: person_title(person)
        for person in session.exec(
            select(Person).where(col(Person.id).in_(set(left.values())), listed())
        )
    }
    hits = {}
    for value_id in (each for each in ids if each in found):
        row, name = found[value_id]
        person_id = left.get(row.person_id)
        if person_id in people and person_id not in hits:
            detail = f"{name}: {row.text}"
            hits[person_id] = Hit("own", str(person_id), people[person_id], detail)
    return list(hits.values())


def _json(value: Any) -> Any:  # noqa: ANN401  what a field holds
    return value if isinstance(value, int) else str(value)


def _same(value: Any) -> Any:  # noqa: ANN401  as JSON has it
    return value


def _held(values: Sequence[Any]) -> Any:  # noqa: ANN401  what a field holds
    """Return the one column that is filled: number, day and word are None where they are not."""
    *others, text = values
    return next((value for value in others if value is not None), text)


def _words_of(lists: Sequence[str]) -> Any:  # noqa: ANN401  a SELECT of Code
    return (
        select(Code)
        .where(col(Code.list_key).in_(lists))
        .order_by(col(Code.deleted_at).is_not(None), col(Code.position_no), col(Code.id))
    )
