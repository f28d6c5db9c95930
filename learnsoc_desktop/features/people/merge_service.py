"""Commands that say that two records are one person, or are not; everything can be taken back at any time.

Merging writes ``merged_into`` and the fields that a person chose, nothing else. Of the centre's own fields the kept
record's value is left, the other's where it alone has one; of the rest of a record (``more_merge_service``) what
was chosen against that. What points to either record goes on pointing to it,
and ``queries.surviving_id`` counts it for the one that is left. ``merged_into`` always names the last record of a
chain, so that the expression needs no recursion; how the chain came about is kept in ``PersonMerge``.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from learnsoc_desktop.data.entity import alive, natural_id
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.features.people.custom_queries import own_as_json, own_from_json, own_values
from learnsoc_desktop.features.people.custom_service import set_own_values
from learnsoc_desktop.features.people.errors import (
    AlreadyMerged,
    MergedWithOneself,
    NotMerged,
    PersonNotFound,
)
from learnsoc_desktop.features.people.merge_fields import (
    Side,
    Take,
    default_takes,
    merge_parts,
    taken,
)
from learnsoc_desktop.features.people.merge_model import NotSamePerson, PersonMerge
from learnsoc_desktop.features.people.model import Person, PersonDetails, PersonGroup, PersonRole
from learnsoc_desktop.features.people.more_merge_service import (
    chosen_more,
    leave_more,
    more_as_json,
    set_more,
)
from learnsoc_desktop.features.people.names import person_title
from learnsoc_desktop.features.people.queries import (
    person_details,
    person_or_refuse,
    stored_details,
)
from learnsoc_desktop.features.people.service import Link, set_links

LINKS: Mapping[str, Link] = {"target_groups": PersonGroup, "roles": PersonRole}


def merge_people(
    uow: UnitOfWork, kept_id: UUID, other_id: UUID, takes: Mapping[str, Take] | None = None
) -> None:
    """Let ``other_id`` be the same person as ``kept_id``.

    ``takes`` says by part of ``merge_parts`` which values are left; the better ones where it says nothing.
    Raises PersonNotFound, MergedWithOneself, AlreadyMerged.
    """
    kept, other = _free(uow, kept_id), _free(uow, other_id)
    if kept_id == other_id:
        raise MergedWithOneself(name=person_title(kept))
    sides = [Side(person_details(uow.session, each.id), each.updated_at) for each in (kept, other)]
    chosen = {**default_takes(*sides), **(takes or {})}
    overwritten = write_values(uow, kept, sides[0].details, chosen_values(sides, chosen))
    overwritten |= _take_over(uow, kept_id, other_id, takes or {})
    more = chosen_more(uow.session, (kept_id, other_id), sides, takes or {})
    for record in (other, *_merged_into(uow, other_id)):
        record.merged_into = kept_id
    overwritten |= leave_more(uow, kept_id, more)
    for apart in _said_apart(uow, kept_id, other_id):
        uow.delete(apart)
    text = json.dumps(overwritten, ensure_ascii=False)
    uow.add(PersonMerge(kept_id=kept_id, other_id=other_id, overwritten=text))


def unmerge_person(uow: UnitOfWork, other_id: UUID) -> None:
    """Give a merged record back, and the one it was merged into as it was before.

    What was recorded since stays where it was typed; a field that was changed since keeps its value. Records
    that were merged into ``other_id`` before go with it. Raises PersonNotFound, NotMerged.
    """
    other = person_or_refuse(uow.session, other_id)
    if other.merged_into is None:
        raise NotMerged(name=person_title(other))
    other.merged_into = None
    for record in _came_with(uow, other_id):
        record.merged_into = other_id
    query = select(PersonMerge).where(alive(PersonMerge), PersonMerge.other_id == other_id)
    for merge in uow.session.exec(query).all():
        _give_back(uow, merge)
        uow.delete(merge)


def keep_apart(uow: UnitOfWork, one_id: UUID, two_id: UUID) -> None:
    """Remember that two records are two persons, so that nobody is asked again."""
    one, two = person_or_refuse(uow.session, one_id), person_or_refuse(uow.session, two_id)
    if one_id == two_id:
        raise MergedWithOneself(name=person_title(one))
    found = uow.session.get(NotSamePerson, pair_id(one_id, two_id))
    if found is None:
        first, second = sorted((one.id, two.id))
        uow.add(NotSamePerson(id=pair_id(first, second), one_id=first, two_id=second))
    else:
        uow.restore(found)


def pair_id(one_id: UUID, two_id: UUID) -> UUID:
    """Return the id of what is said of two records, whichever is named first."""
    return natural_id("not_same_person", *sorted((one_id, two_id)))


def _free(uow: UnitOfWork, person_id: UUID) -> Person:
    """Return a record that is not merged with another one."""
    person = person_or_refuse(uow.session, person_id)
    if person.merged_into is not None:
        survivor = uow.session.get(Person, person.merged_into)
        if survivor is None:
            raise PersonNotFound
        raise AlreadyMerged(
            name=person_title(person), survivor=person_title(survivor), survivor_id=survivor.id
        )
    return person


def chosen_values(sides: Sequence[Side], chosen: Mapping[str, Take]) -> dict[str, Any]:
    """Return the values that are left of two records, by field."""
    kept, other = sides
    return {
        name: value
        for part in merge_parts()
        for name, value in taken(part, kept, other, chosen[part.key]).items()
    }


def write_values(
    uow: UnitOfWork, person: Person, before: PersonDetails, values: Mapping[str, Any]
) -> dict[str, list[Any]]:
    """Write what differs; return it as JSON values, before and after by field."""
    changed = {name: value for name, value in values.items() if value != getattr(before, name)}
    after = before.model_copy(update=changed)
    for name, value in changed.items():
        if name in LINKS:
            _set_links(uow, person.id, name, value)
        else:
            setattr(person, name, value)
    one, two = (as_json(each) for each in (before, after))
    return {name: [one[name], two[name]] for name in changed}


def _set_links(uow: UnitOfWork, person_id: UUID, name: str, codes: Sequence[UUID]) -> None:
    link: Any = LINKS[name]
    rows = uow.session.exec(select(link).where(col(link.person_id) == person_id)).all()
    set_links(uow, link, person_id, rows, codes)


def as_json(details: PersonDetails) -> dict[str, Any]:
    """Return details as they are kept in JSON."""
    return details.model_dump(mode="json")


def _merged_into(uow: UnitOfWork, person_id: UUID) -> Sequence[Person]:
    return uow.session.exec(select(Person).where(Person.merged_into == person_id)).all()


def _came_with(uow: UnitOfWork, person_id: UUID) -> Iterator[Person]:
    """Yield the records that are merged now because they were merged into ``person_id`` before."""
    query = select(PersonMerge.other_id).where(alive(PersonMerge), PersonMerge.kept_id == person_id)
    for other_id in uow.session.exec(query).all():
        record = uow.session.get(Person, other_id)
        if record is not None and record.merged_into is not None:
            yield record
            yield from _came_with(uow, other_id)


def _said_apart(uow: UnitOfWork, one_id: UUID, two_id: UUID) -> Iterator[NotSamePerson]:
    found = uow.session.get(NotSamePerson, pair_id(one_id, two_id))
    if found is not None and found.deleted_at is None:
        yield found


def _take_over(
    uow: UnitOfWork, kept_id: UUID, other_id: UUID, takes: Mapping[str, Take]
) -> dict[str, list[Any]]:
    """Let the kept record hold what both know in the fields of the centre's own; return what was written as JSON.

    Where both have a value the kept record's stays, unless ``takes`` says of the field's name to take the other's.
    By name: the value before, and the one written. What the other record holds stays where it is.
    """
    held = own_values(uow.session, [kept_id, other_id])
    kept, other = held.get(kept_id, {}), held.get(other_id, {})
    written = {
        name: value
        for name, value in other.items()
        if value != kept.get(name)
        and takes.get(name, Take.KEPT if name in kept else Take.OTHER) is Take.OTHER
    }
    before = own_as_json(uow.session, kept_id, written)
    set_own_values(uow, kept_id, written)
    uow.session.flush()
    after = own_as_json(uow.session, kept_id, written)
    return {name: [before[name], after[name]] for name in written}


def _give_back(uow: UnitOfWork, merge: PersonMerge) -> None:
    """Write the values of before into the kept record, where they are still as the merge left them.

    A value that a later merge wrote over goes into what that one gives back.
    """
    kept = uow.session.get(Person, merge.kept_id)
    if kept is None:
        return
    now = stored_details(uow.session, kept)
    written = json.loads(merge.overwritten)
    stored = {
        **as_json(now),
        **own_as_json(uow.session, kept.id, written),
        **more_as_json(uow.session, kept.id, written),
    }
    later = _later(uow, merge)
    back: dict[str, Any] = {}
    for name, (before, after) in written.items():
        over = next((each for each in later if name in json.loads(each.overwritten)), None)
        if over is not None:
            left = _pass_on(over, name, before, after)
            back[name] = (
                [code for code in stored[name] if code not in left] if left else stored[name]
            )
        elif stored[name] == after:
            back[name] = before
        elif name in LINKS:
            back[name] = taken_back(stored[name], before, after)
    changed = PersonDetails.model_validate({**stored, **back})
    set_own_values(uow, kept.id, own_from_json(uow.session, back))
    set_more(uow, kept.id, back)
    fields = [name for name in back if name in PersonDetails.model_fields]
    write_values(uow, kept, now, {name: getattr(changed, name) for name in fields})


def _later(uow: UnitOfWork, merge: PersonMerge) -> Sequence[PersonMerge]:
    """Return the merges into the same record that came after, in their order."""
    query = (
        select(PersonMerge)
        .where(
            alive(PersonMerge),
            PersonMerge.kept_id == merge.kept_id,
            col(PersonMerge.id) > merge.id,  # ids are in the order of time
        )
        .order_by(col(PersonMerge.id))
    )
    return uow.session.exec(query).all()


def _pass_on(merge: PersonMerge, name: str, before: Any, after: Any) -> Collection[str]:  # noqa: ANN401
    """Let a later merge give back what was before both; return the codes that go now already.

    Those are codes that only the earlier merge had added and the later one left as they were.
    """
    overwritten = json.loads(merge.overwritten)
    mine, written = overwritten[name]
    gone: Collection[str] = ()
    if name in LINKS:
        gone = (set(after) - set(before)) & set(mine)
        mine = taken_back(mine, before, after)
        written = [code for code in written if code not in gone]
    elif mine == after:
        mine = before
    overwritten[name] = [mine, written]
    merge.overwritten = json.dumps(overwritten, ensure_ascii=False)
    return gone


def taken_back(now: list[str], before: list[str], after: list[str]) -> list[str]:
    """Return the codes of now without those a merge added, with those it took; the main one leads again."""
    if now == after:
        return before
    left = [code for code in now if code in before or code not in after]
    back = [code for code in before if code not in after and code not in left]
    same_main = bool(now and after and before) and now[0] == after[0]
    both = [*left, *back]
    if same_main and before[0] in both:
        both = [before[0], *(code for code in both if code != before[0])]
    return both
