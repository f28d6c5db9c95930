"""Questions about the centre: its profile, words and villages."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from learnsoc_desktop.core.feature import Hit
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.core.thai import fold
from learnsoc_desktop.data.entity import alive
from learnsoc_desktop.features.centre.model import (
    PROFILE_ID,
    CentreProfile,
    Code,
    ProfileDetails,
    Signatory,
    Village,
    VillageDetails,
)
from learnsoc_desktop.features.centre.references import use_counts


class Profile(NamedTuple):
    """Who the centre is. ``details`` is a copy: changing it changes nothing stored."""

    name: str
    sample: bool
    emblem: str
    details: ProfileDetails


class SignatoryRow(NamedTuple):
    """Somebody who signs papers, in the order of signing."""

    id: UUID
    name: str
    position: str
    task: str


class CodeRow(NamedTuple):
    """A word of a code list; ``text`` is in the person's language."""

    id: UUID
    key: str
    name: str
    name_en: str
    text: str
    retired: bool
    used: int = 0


class VillageRow(NamedTuple):
    """A village; ``used`` counts the records that name it, persons above all."""

    id: UUID
    moo: int | None
    name: str
    text: str
    details: VillageDetails
    used: int = 0


def profile(session: Session) -> Profile:
    """Return who the centre is; an empty profile before it was written."""
    row = session.get(CentreProfile, PROFILE_ID)
    if row is None:
        return Profile("", sample=False, emblem="", details=ProfileDetails.model_construct())
    values = row.model_dump(include=set(ProfileDetails.model_fields))
    return Profile(row.name, row.sample, row.emblem, ProfileDetails.model_validate(values))


def head_chain(session: Session) -> tuple[str, ...]:
    """Return the lines of a paper's head, as ``chain_of`` gives them; none before it was written."""
    row = session.get(CentreProfile, PROFILE_ID)
    return () if row is None else chain_of(row)


def chain_of(details: ProfileDetails) -> tuple[str, ...]:
    """Return the organisations of a profile, the centre first, the department last, without blank ones."""
    name = details.name
    if name and details.old_name:
        name = _("{name} (formerly {old_name})").format(name=name, old_name=details.old_name)
    lines = (name, details.district_office, details.province_office, details.department)
    return tuple(line for line in lines if line)


def signatories(session: Session) -> Sequence[SignatoryRow]:
    """Return who signs papers, in order."""
    query = (
        select(Signatory)
        .where(alive(Signatory))
        .order_by(col(Signatory.position_no), col(Signatory.id))
    )
    return [SignatoryRow(row.id, row.name, row.position, row.task) for row in session.exec(query)]


def codes(
    session: Session, list_key: str, *, retired: bool = False, used: bool = False
) -> Sequence[CodeRow]:
    """Return the words of a list in order; with ``retired`` those no longer offered too.

    ``used`` counts the records that use each word, which costs a query a referencing column.
    """
    query = (
        select(Code)
        .where(alive(Code), Code.list_key == list_key)
        .order_by(col(Code.position_no), col(Code.id))
    )
    if not retired:
        query = query.where(col(Code.retired).is_(False))
    rows = session.exec(query).all()
    counts = use_counts(session, "code", [row.id for row in rows]) if used else {}
    return [
        CodeRow(
            row.id, row.key, row.name, row.name_en, row.text, row.retired, counts.get(row.id, 0)
        )
        for row in rows
    ]


def code_texts(session: Session, list_key: str = "") -> Mapping[UUID, str]:
    """Return every word by its id in the person's language, retired and deleted ones too."""
    query = select(Code)
    if list_key:
        query = query.where(Code.list_key == list_key)
    return {row.id: row.text for row in session.exec(query)}


def village_text(moo: int | None, name: str) -> str:
    """Return a village as lists and papers name it: "Moo 3 Ban Don Yang"."""
    return _("Moo {moo} {name}").format(moo=moo, name=name).strip() if moo else name


def in_order() -> tuple[ColumnElement[Any], ...]:
    """Return the order of villages: by number, those without one last in Thai order."""
    return (col(Village.moo).is_(None), col(Village.moo).asc(), col(Village.sort_key).asc())


def villages(session: Session, *, used: bool = False) -> Sequence[VillageRow]:
    """Return the villages in order; with ``used`` counted who lives there."""
    rows = session.exec(select(Village).where(alive(Village)).order_by(*in_order())).all()
    counts = use_counts(session, "village", [row.id for row in rows]) if used else {}
    return [
        VillageRow(
            row.id,
            row.moo,
            row.name,
            village_text(row.moo, row.name),
            VillageDetails.model_construct(
                **row.model_dump(include=set(VillageDetails.model_fields))
            ),
            counts.get(row.id, 0),
        )
        for row in rows
    ]


def villages_find(session: Session, text: str, limit: int = 20) -> Sequence[Hit]:
    """Return the villages that hold ``text``, for the search over everything."""
    wanted = fold(text)
    found = [row for row in villages(session) if wanted in fold(row.text)]
    return [Hit("village", str(row.id), row.text) for row in found[:limit]]
