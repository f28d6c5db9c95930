"""Persons as a table for files; taken in again, it changes nothing."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from learnsoc_desktop.core.fields import LabelledEnum
from learnsoc_desktop.exchange.cells import Cell, Table
from learnsoc_desktop.exchange.labels import labels_of
from learnsoc_desktop.features.centre.model import Code, Village
from learnsoc_desktop.features.people.custom_queries import own_specs, own_values
from learnsoc_desktop.features.people.import_fields import ID, STORED
from learnsoc_desktop.features.people.import_register import stored_people
from learnsoc_desktop.features.people.model import Person
from learnsoc_desktop.features.people.more_file_queries import more_specs, more_values
from learnsoc_desktop.features.people.queries import listed

SEPARATOR = "; "


def people_table(session: Session) -> Table:
    """Return a row a person in Thai order: our record number, then every field.

    Field names as heads, codes and villages by their Thai names (many apart by "; ", the main one first),
    stored values of choices, ISO dates; numbers of cards and telephones as text. Behind them stands the rest of the
    record, what is sensitive with consent only; last the fields of the centre's own under the names they have.
    """
    ids = session.exec(
        select(Person.id).where(listed()).order_by(col(Person.sort_key), col(Person.id))
    ).all()
    words = {code.id: code.name for code in session.exec(select(Code))}
    places = {each.id: _village(each) for each in session.exec(select(Village))}
    stored = stored_people(session, ids)
    own, more = own_specs(session), tuple(more_specs().values())
    held = own_values(session, ids, [spec.name for spec in own]) if own else {}
    known = more_values(session, ids, more_specs())
    rows = []
    for person_id in ids:
        each = stored[person_id]
        values = {**each.values, "target_groups": each.groups, "roles": each.roles}
        cells = (_cell(values[spec.name], words, places) for spec in STORED)
        mine = {**held.get(person_id, {}), **known.get(person_id, {})}
        beside = (_cell(mine.get(spec.name), words, places) for spec in (*more, *own))
        rows.append((str(person_id), *cells, *beside))
    names = (spec.name for spec in (ID, *STORED, *more))
    heads = (*names, *(spec.label.text for spec in own))
    return Table(heads, rows, "people")


def people_labels() -> Mapping[str, str]:
    """Return what heads and values of ``people_table`` are called for people."""
    return labels_of((ID, *STORED, *more_specs().values()))


def _cell(value: Any, words: Mapping[UUID, str], places: Mapping[UUID, str]) -> Cell:  # noqa: ANN401
    if isinstance(value, LabelledEnum):
        return str(value.value)
    if isinstance(value, UUID):
        return words.get(value) or places.get(value, "")
    if isinstance(value, list):
        return SEPARATOR.join(
            words.get(each, "") if isinstance(each, UUID) else each for each in value
        )
    cell: Cell = value
    return cell


def _village(village: Village) -> str:
    return f"ม.{village.moo} {village.name}" if village.moo else village.name
