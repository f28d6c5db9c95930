"""Everything that was deleted, and how it comes back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, select

from learnsoc_desktop.core.errors import NotFound
from learnsoc_desktop.core.feature import Trashable
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.data.uow import UnitOfWork


@dataclass(frozen=True, slots=True)
class TrashRow:
    """Something deleted. ``entity`` is the spec's own name for its kind."""

    entity: str
    id: UUID
    kind: str
    icon: str
    title: str
    deleted_at: datetime


def trash(session: Session, kinds: Sequence[Trashable], limit: int = 500) -> Sequence[TrashRow]:
    """Return what was deleted, latest first: at most ``limit`` of each kind, one query a kind."""
    rows: list[TrashRow] = []
    for kind in kinds:
        entity: Any = resolve(kind.entity)
        title_of = resolve(kind.title_of)
        query = (
            select(entity)
            .where(entity.deleted_at.is_not(None))
            .order_by(entity.deleted_at.desc())
            .limit(limit)
        )
        rows += [
            TrashRow(kind.entity, row.id, _(kind.title), kind.icon, title_of(row), row.deleted_at)
            for row in session.scalars(query)
        ]
    return sorted(rows, key=lambda row: row.deleted_at, reverse=True)


def restore(uow: UnitOfWork, kind: Trashable, row_id: UUID) -> None:
    """Take one row of a kind out of the trash."""
    row = uow.session.get(resolve(kind.entity), row_id)
    if row is None:
        raise NotFound(kind=_("The record"))
    uow.restore(row)
    if kind.restored:
        resolve(kind.restored)(uow, row)
