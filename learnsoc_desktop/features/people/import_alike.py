"""Which rows of a file look like somebody in the registry, or like an earlier row of the same file.

Such a row is not the person its number or its name, birth and village would say without doubt: those are found
by ``import_register``. It is parked, so that a person decides, or added as a new one.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlmodel import Session

from learnsoc_desktop.exchange.importing import Fate
from learnsoc_desktop.features.people.beside_queries import beside_json
from learnsoc_desktop.features.people.duplicate_queries import known_traits
from learnsoc_desktop.features.people.import_plan import PeoplePlan, PlannedRow
from learnsoc_desktop.features.people.likeness import SURE, Likeness, Reason, traits
from learnsoc_desktop.features.people.likeness_scan import as_id, find_like
from learnsoc_desktop.features.people.model import PersonDetails
from learnsoc_desktop.features.people.name_queries import person_names

_BLANK = PersonDetails()


@dataclass(frozen=True, slots=True)
class Resemblance:
    """Whom a row looks like: a person of the registry, or who an earlier row of the file becomes.

    ``score`` is 0 … 100. ``said`` are the cells of the row as the file has them, by head.
    """

    name: str
    score: int
    reasons: tuple[Reason, ...]
    person_id: UUID | None = None
    row: int | None = None
    said: tuple[tuple[str, str], ...] = ()


Alike = Mapping[int, Resemblance]  # by the number of the row


def find_alike(session: Session, plan: PeoplePlan) -> Alike:
    """Return the rows of a plan that look like somebody, the likeliest one each.

    A row that says the very same as an earlier one is among them: it is not a new person without a doubt either.
    """
    new = [line for line in plan.rows if line.fate is Fate.ADDED]
    known = known_traits(session) if new else []
    found = find_like(known, [traits(line.person_id, line.values) for line in new])
    parked: dict[int, Resemblance] = {}
    people: dict[int, UUID] = {}
    for at, line in enumerate(new):
        mine = sorted(found.get(at, ()), key=lambda each: (-each[1].score, each[0]))
        for other, how in mine:
            if other < len(known):
                people[line.number] = as_id(known[other].id)
                parked[line.number] = Resemblance("", how.score, how.reasons)
                break
            earlier = new[other - len(known)]
            if earlier.number < line.number and earlier.number not in parked:
                parked[line.number] = _like_row(earlier, how)
                break
    names = person_names(session, list(set(people.values())))
    for number, person_id in people.items():
        parked[number] = replace(parked[number], person_id=person_id, name=names[person_id])
    by_number = {line.number: line for line in plan.rows}
    for line in plan.rows:
        if line.same_as and (line.only_same or line.fate is Fate.ADDED):
            earlier = by_number[line.same_as]
            same = Likeness(SURE, (Reason.NAME,))
            parked[line.number] = parked.get(line.same_as) or _like_row(earlier, same)
    return parked


def parking(plan: PeoplePlan, alike: Alike) -> PeoplePlan:
    """Return the plan with those rows parked that would be added and look like somebody."""
    if not alike:
        return plan
    rows: dict[int, PlannedRow] = {}
    for line in plan.rows:
        rows[line.number] = _parked(line, alike, rows)
    return replace(plan, rows=tuple(rows.values()))


def parked_values(plan: PeoplePlan, alike: Alike, batch_id: UUID) -> Iterator[Mapping[str, Any]]:
    """Yield the columns of the parked rows of a plan."""
    by_number = {line.number: line for line in plan.rows}
    for line in plan.rows:
        if line.fate is Fate.PARKED:
            like = alike[line.number]
            yield {
                "batch_id": batch_id,
                "row_no": line.number,
                "name": line.name,
                "details": _details_json(line),
                "own": json.dumps(beside_json(line.own), ensure_ascii=False),
                "said": json.dumps(like.said, ensure_ascii=False),
                "like_id": _person(like, alike, by_number),
                "score": like.score,
                "reasons": ",".join(like.reasons),
            }


def _like_row(earlier: PlannedRow, how: Likeness) -> Resemblance:
    """Return what a row is like that looks as an earlier one, which may be a person who is here."""
    if earlier.fate is Fate.ADDED:
        return Resemblance(earlier.name, how.score, how.reasons, row=earlier.number)
    return Resemblance(earlier.name, how.score, how.reasons, person_id=earlier.person_id)


def _parked(line: PlannedRow, alike: Alike, earlier: Mapping[int, PlannedRow]) -> PlannedRow:
    like = alike.get(line.number)
    if like is None or not (line.fate is Fate.ADDED or line.only_same):
        return line
    if like.row is not None and earlier[like.row].fate is Fate.REFUSED:
        return line  # nobody is left whom it could be like
    faults = tuple(fault for fault in line.faults if not fault.refuses)
    return replace(line, fate=Fate.PARKED, faults=faults)


def _person(like: Resemblance, alike: Alike, rows: Mapping[int, PlannedRow]) -> UUID:
    """Return the person a row is like; of a row that is parked itself the one that row is like."""
    while like.person_id is None and like.row is not None and rows[like.row].fate is Fate.PARKED:
        like = alike[like.row]
    if like.person_id is not None:
        return like.person_id
    assert like.row is not None
    return rows[like.row].person_id


def _details_json(line: PlannedRow) -> str:
    values = {**line.values}
    if line.groups:
        values["target_groups"] = list(line.groups)
    if line.roles:
        values["roles"] = list(line.roles)
    return _BLANK.model_copy(update=values).model_dump_json(include=set(values))
