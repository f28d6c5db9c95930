"""Counts for the pages of maintenance."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from learnsoc_desktop.core.feature import Trashable
from learnsoc_desktop.core.i18n import N_
from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.data.entity import alive
from learnsoc_desktop.features.centre.code_lists import CodeList
from learnsoc_desktop.features.centre.model import Code
from learnsoc_desktop.features.centre.references import references_to
from learnsoc_desktop.features.people.custom_model import CustomKind
from learnsoc_desktop.features.people.custom_queries import own_fields


def word_counts(session: Session) -> Mapping[str, int]:
    """Return how many words each list offers, retired ones left out, by the key of the list."""
    query = (
        select(Code.list_key, func.count())
        .where(alive(Code), col(Code.retired).is_(False))
        .group_by(Code.list_key)
    )
    return dict(session.exec(query).all())


def own_lists(session: Session) -> Sequence[CodeList]:
    """Return the lists of the centre's own fields that are a choice of words, in the order of the fields."""
    return [
        CodeList(field.list_key, field.name, N_("Offered in a field of your centre."))
        for field in own_fields(session)
        if field.kind is CustomKind.CHOICE
    ]


def trash_counts(session: Session, kinds: Sequence[Trashable]) -> Mapping[str, int]:
    """Return how many rows of each kind were deleted, by the kind's ``entity``; one query a kind."""
    counts = {}
    for kind in kinds:
        entity: Any = resolve(kind.entity)
        query = select(func.count()).select_from(entity).where(entity.deleted_at.is_not(None))
        counts[kind.entity] = session.exec(query).one()
    return counts


def pointing_to(table: str) -> frozenset[str]:
    """Return the names of all entities that point to ``table``: when they change, counts change."""
    return frozenset(reference.entity.__name__ for reference in references_to(table))
