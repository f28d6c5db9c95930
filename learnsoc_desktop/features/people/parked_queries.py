"""Questions about parked rows: what they say, whom they look like, what became of them."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, func, select

from learnsoc_desktop.data.entity import alive
from learnsoc_desktop.features.centre.model import ImportBatch
from learnsoc_desktop.features.people.errors import ParkedNotFound
from learnsoc_desktop.features.people.likeness import Likeness, Reason
from learnsoc_desktop.features.people.merge_fields import (
    MergePart,
    Side,
    Take,
    merge_parts,
    says_something,
)
from learnsoc_desktop.features.people.merge_queries import Comparison, RecordSide, compare_with
from learnsoc_desktop.features.people.model import PersonDetails
from learnsoc_desktop.features.people.name_queries import person_names
from learnsoc_desktop.features.people.parked_model import ParkedRow, ParkedState
from learnsoc_desktop.features.people.queries import person_or_refuse, survivors


@dataclass(frozen=True, slots=True)
class ParkedLine:
    """A parked row as a list shows it. ``person`` is who it became, empty while nobody knows."""

    id: UUID
    batch_id: UUID
    file_name: str
    row_no: int
    name: str
    like_id: UUID
    like: str
    score: int
    reasons: tuple[Reason, ...]
    state: ParkedState
    decided_at: datetime | None
    person: str
    changed: int  # fields that the decision wrote

    @property
    def why(self) -> str:
        """The reasons in words."""
        return ", ".join(reason.label for reason in self.reasons)


def parked_lines(session: Session, batch_id: UUID | None = None) -> Sequence[ParkedLine]:
    """Return the parked rows (of one file), those to be decided first, the likeliest at the top."""
    query = (
        select(ParkedRow, ImportBatch.file_name)
        .join(ImportBatch, col(ImportBatch.id) == ParkedRow.batch_id)
        .where(alive(ParkedRow))
        .order_by(col(ParkedRow.score).desc(), col(ParkedRow.batch_id), col(ParkedRow.row_no))
    )
    if batch_id is not None:
        query = query.where(ParkedRow.batch_id == batch_id)
    found = session.exec(query).all()
    like = survivors(session, {row.like_id for row, _file in found})
    ids = {*like.values(), *(row.person_id for row, _file in found if row.person_id)}
    names = person_names(session, list(ids))
    lines = [_line(row, file_name, like, names) for row, file_name in found]
    return sorted(lines, key=lambda line: line.state is not ParkedState.OPEN)


def open_count(session: Session) -> int:
    """Return how many rows wait for a decision."""
    query = select(func.count()).select_from(ParkedRow)
    return session.exec(query.where(alive(ParkedRow), ParkedRow.state == ParkedState.OPEN)).one()


def still_open(session: Session, ids: Sequence[UUID]) -> list[UUID]:
    """Return those of ``ids`` that nobody decided since, in their order."""
    state = ParkedRow.state == ParkedState.OPEN
    left = set(session.exec(select(ParkedRow.id).where(alive(ParkedRow), state)))
    return [each for each in ids if each in left]


def parked_or_refuse(session: Session, parked_id: UUID) -> ParkedRow:
    """Return a parked row. Raises ParkedNotFound."""
    row = session.get(ParkedRow, parked_id)
    if row is None or row.deleted_at is not None:
        raise ParkedNotFound
    return row


def parked_comparison(session: Session, parked_id: UUID) -> Comparison:
    """Return the person a parked row looks like, and the row, side by side.

    Raises ParkedNotFound, PersonNotFound when the person lies in the trash.
    """
    row = parked_or_refuse(session, parked_id)
    left = survivors(session, [row.like_id])[row.like_id]
    person = person_or_refuse(session, left)
    batch = session.get(ImportBatch, row.batch_id)
    side = Side(details_of_parked(row), row.created_at)
    said = RecordSide(row.id, row.name, batch.file_name if batch else "", row.created_at, side)
    return compare_with(session, person, said, Likeness(row.score, reasons_of(row)))


def said_cells(session: Session, parked_id: UUID) -> Sequence[tuple[str, str]]:
    """Return the cells of a parked row as the file has them: head and text."""
    pairs = json.loads(parked_or_refuse(session, parked_id).said)
    return [(head, text) for head, text in pairs]


def details_of_parked(row: ParkedRow) -> PersonDetails:
    """Return what a parked row says of a person."""
    return PersonDetails.model_validate(json.loads(row.details))


def reasons_of(row: ParkedRow) -> tuple[Reason, ...]:
    """Return why a parked row looks like its person."""
    said = row.reasons.split(",")
    return tuple(reason for reason in Reason if reason.value in said)


def empties(kept: Side, other: Side) -> Mapping[str, Take]:
    """Return what a row may add without a question: the fields the person's record leaves empty."""
    return {part.key: _empty_take(part, kept, other) for part in merge_parts()}


def _empty_take(part: MergePart, kept: Side, other: Side) -> Take:
    mine, theirs = kept.values(part), other.values(part)
    fills = says_something(part, theirs) and not says_something(part, mine)
    return Take.OTHER if fills else Take.KEPT


def _line(
    row: ParkedRow, file_name: str, like: Mapping[UUID, UUID], names: Mapping[UUID, str]
) -> ParkedLine:
    like_id = like.get(row.like_id, row.like_id)
    changed: Collection[Any] = json.loads(row.overwritten)
    return ParkedLine(
        row.id,
        row.batch_id,
        file_name,
        row.row_no,
        row.name,
        like_id,
        names.get(like_id, ""),
        row.score,
        reasons_of(row),
        row.state,
        row.decided_at,
        names.get(row.person_id, "") if row.person_id else "",
        len(changed),
    )
