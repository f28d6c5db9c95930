"""Two records side by side, and the records that a person was merged of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from rapidfuzz.distance import Levenshtein
from sqlmodel import Session, col, select

from learnsoc_desktop.core.fields import FieldSpec
from learnsoc_desktop.data.entity import alive, local_today
from learnsoc_desktop.features.centre.model import ImportBatch
from learnsoc_desktop.features.centre.queries import code_texts, villages
from learnsoc_desktop.features.people.custom_queries import own_record, own_specs
from learnsoc_desktop.features.people.likeness import Likeness, likeness, traits
from learnsoc_desktop.features.people.merge_fields import MergePart, Side, own_parts
from learnsoc_desktop.features.people.merge_model import PersonMerge
from learnsoc_desktop.features.people.model import Person
from learnsoc_desktop.features.people.more_merge_queries import (
    guardian_words,
    more_said,
    said_parts,
)
from learnsoc_desktop.features.people.names import person_title
from learnsoc_desktop.features.people.queries import listed, person_or_refuse, stored_details

FEW_EDITS = 3  # letters in which two texts differ that are told apart letter by letter


@dataclass(frozen=True, slots=True)
class RecordSide:
    """One of two records: what it is called, where it came from, what it says."""

    person_id: UUID
    name: str
    file_name: str  # of the import that brought it, empty for one that was typed
    created_at: datetime
    side: Side


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two records, the older one first, with how alike they are. ``words`` are the texts of ids.

    ``more`` are parts beside those of every record: the rest of it, the fields of the centre's own.
    """

    kept: RecordSide
    other: RecordSide
    alike: Likeness | None
    words: Mapping[Any, str]
    more: Sequence[MergePart] = ()


@dataclass(frozen=True, slots=True)
class MergedRecord:
    """A record that was merged into a person."""

    person_id: UUID
    name: str
    merged_at: datetime | None  # None where nobody noted it


def compare(session: Session, one_id: UUID, two_id: UUID) -> Comparison:
    """Return two records side by side. Raises PersonNotFound."""
    people = [person_or_refuse(session, each) for each in (one_id, two_id)]
    older, newer = sorted(people, key=lambda person: (person.created_at, str(person.id)))
    alike = likeness(*(traits(person.id, person.model_dump()) for person in (older, newer)))
    own, today = own_specs(session), local_today()
    said = {person.id: more_said(session, person.id, today) for person in people}
    shown = compare_with(session, older, _side(session, newer, own, said[newer.id]), alike)
    side = shown.kept.side
    kept = replace(shown.kept, side=replace(side, own={**(side.own or {}), **said[older.id]}))
    words = {**shown.words, **guardian_words(session, *said.values())}
    more = (*said_parts(*said.values()), *shown.more)
    return replace(shown, kept=kept, words=words, more=more)


def compare_with(
    session: Session, person: Person, other: RecordSide, alike: Likeness | None
) -> Comparison:
    """Return a person and what is said of perhaps the same one, side by side."""
    words: dict[Any, str] = dict(code_texts(session))
    words |= {row.id: row.text for row in villages(session)}
    own = own_specs(session)
    kept = _side(session, person, own)
    return Comparison(kept, other, alike, words, tuple(own_parts(own)))


def both_there(session: Session, one_id: UUID, two_id: UUID) -> bool:
    """Return whether two records are still two persons of the registry."""
    query = select(Person.id).where(col(Person.id).in_([one_id, two_id]), listed())
    return set(session.exec(query)) == {one_id, two_id} and one_id != two_id


def merged_records(session: Session, person_id: UUID) -> Sequence[MergedRecord]:
    """Return the records that were merged into a person, the latest first."""
    query = (
        select(Person, PersonMerge.created_at)
        .join(
            PersonMerge,
            (col(PersonMerge.other_id) == Person.id) & alive(PersonMerge),
            isouter=True,
        )
        .where(Person.merged_into == person_id, alive(Person))
        .order_by(col(PersonMerge.created_at).desc(), col(Person.id))
    )
    return [
        MergedRecord(person.id, person_title(person), when) for person, when in session.exec(query)
    ]


def differing(one: str, two: str) -> list[tuple[int, int]]:
    """Return where letters of ``one`` differ from ``two`` (start, end); nothing when most of it does."""
    if not (one and two) or Levenshtein.distance(one, two) > FEW_EDITS:
        return []
    return [
        (code.src_start, max(code.src_end, code.src_start + 1))
        for code in Levenshtein.opcodes(one, two)
        if code.tag != "equal" and code.src_start < len(one)
    ]


def _side(
    session: Session,
    person: Person,
    own: Sequence[FieldSpec],
    more: Mapping[str, Any] | None = None,
) -> RecordSide:
    batch = session.get(ImportBatch, person.batch_id) if person.batch_id else None
    held = own_record(session, person.id, [spec.name for spec in own])
    side = Side(stored_details(session, person), person.updated_at, {**held, **(more or {})})
    file_name = batch.file_name if batch else ""
    return RecordSide(person.id, person_title(person), file_name, person.created_at, side)
