"""Which rows of the whole program point to a word or a village.

Derived from the foreign keys of all features' tables, so that a later feature counts too without a word here.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Mapper
from sqlmodel import Session, SQLModel

from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.data.entity import Entity, natural_id
from learnsoc_desktop.data.uow import UnitOfWork


@dataclass(frozen=True, slots=True)
class Reference:
    """One column that points to another table."""

    entity: type[Any]
    name: str

    @property
    def attribute(self) -> Any:  # noqa: ANN401  an instrumented attribute has no better type here
        """The attribute of the entity that the column is read through."""
        return getattr(self.entity, self.name)


def load_models() -> None:
    """Import the entities of every feature: a new file needs all tables, a count all references."""
    for feature in resolve("learnsoc_desktop.features:FEATURES"):
        if feature.models:
            import_module(feature.models)


def references_to(table: str) -> Iterator[Reference]:
    """Yield every column of a living entity that points to ``table``'s id."""
    load_models()
    mappers: Collection[Mapper[Any]] = SQLModel._sa_registry.mappers  # noqa: SLF001  no public door
    for mapper in sorted(mappers, key=lambda each: each.local_table.description):
        if not issubclass(mapper.class_, Entity):
            continue
        for column in mapper.local_table.columns:
            if any(key.target_fullname == f"{table}.id" for key in column.foreign_keys):
                yield Reference(mapper.class_, column.key)


def use_counts(
    session: Session, table: str, ids: Collection[UUID] | None = None
) -> Mapping[UUID, int]:
    """Return how many living rows point to each row of ``table``: one query a referencing column."""
    counts: Counter[UUID] = Counter()
    for reference in references_to(table):
        target = reference.attribute
        query = (
            select(target, func.count())
            .where(target.is_not(None), reference.entity.deleted_at.is_(None))
            .group_by(target)
        )
        if ids is not None:
            query = query.where(target.in_(ids))
        counts.update(dict(list(session.execute(query))))
    return counts


def move_references(uow: UnitOfWork, table: str, old: UUID, new: UUID) -> int:
    """Let every living row that points to ``old`` point to ``new``; return how many there were.

    A row whose id is made of what it joins (``natural_key``) gets the row of its new id: the old one goes
    to the trash, the new one is made or comes back.
    """
    moved = 0
    for reference in references_to(table):
        rows = list(
            uow.session.scalars(
                select(reference.entity).where(
                    reference.attribute == old, reference.entity.deleted_at.is_(None)
                )
            )
        )
        moved += len(rows)
        key = getattr(reference.entity, "natural_key", ())
        if reference.name in key:
            _rekey(uow, reference, key, rows, new)
        else:
            for row in rows:
                setattr(row, reference.name, new)
    return moved


def _rekey(
    uow: UnitOfWork, reference: Reference, key: tuple[str, ...], rows: list[Any], new: UUID
) -> None:
    made = {}
    for row in rows:
        values = row.model_dump(exclude={"id", "created_at", "updated_at", "deleted_at"})
        values[reference.name] = new
        name = reference.entity.__tablename__
        made[natural_id(name, *(values[part] for part in key))] = (row, values)
    there = {
        row.id: row
        for row in uow.session.scalars(
            select(reference.entity).where(reference.entity.id.in_(list(made)))
        )
    }
    for row_id, (row, values) in made.items():
        uow.delete(row)
        if (other := there.get(row_id)) is None:
            uow.add(reference.entity(id=row_id, **values))
            continue
        if other.deleted_at is not None:
            uow.restore(other)
            for name, value in values.items():
                setattr(other, name, value)
        elif "main" in values:
            other.main = other.main or row.main
