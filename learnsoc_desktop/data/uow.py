"""The unit of work: one session, one transaction, one change set."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Result, event
from sqlalchemy.orm import ORMExecuteState
from sqlmodel import Session, SQLModel

from learnsoc_desktop.core.changes import ChangeSet
from learnsoc_desktop.data import bulk, keys, notes, search
from learnsoc_desktop.data.bulk import ReadyRows
from learnsoc_desktop.data.connection import driver_of
from learnsoc_desktop.data.entity import Entity, Findable, utc_now
from learnsoc_desktop.data.notes import Span
from learnsoc_desktop.data.staging import StagedRows, insert_staged


class UnitOfWork:
    """Given to every command; never committed by the command itself."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._first = self._followed = notes.last_note(driver_of(session.connection()))
        self._done: tuple[Span, ChangeSet] | None = None
        self.erases = False
        event.listen(session, "before_flush", _fill_findables)
        event.listen(session, "do_orm_execute", _settle_after)

    def add(self, entity: SQLModel) -> None:
        """Write a new row (or one that was changed elsewhere)."""
        self.session.add(entity)

    def add_all(self, entities: Iterable[SQLModel]) -> None:
        """Write many objects; for more than some hundred rows use ``insert_many``."""
        self.session.add_all(entities)

    def insert_many(self, model: type[SQLModel], rows: Iterable[Mapping[str, Any]]) -> list[UUID]:
        """Write many new rows of one kind fast, and return their ids in the same order.

        ``rows`` hold column values that were checked before. What a row leaves out gets its default;
        id, times, sort key and search text are filled in.
        """
        self.session.flush()
        return bulk.insert_rows(self.session.connection(), model, rows)

    def insert_ready(self, ready: ReadyRows | StagedRows) -> None:
        """Write many new rows that were made ready before this unit of work began."""
        self.session.flush()
        if isinstance(ready, StagedRows):
            insert_staged(self.session.connection(), ready)
        else:
            bulk.insert_ready(self.session.connection(), ready)

    def delete(self, entity: Entity) -> None:
        """Put a row into the trash."""
        if entity.deleted_at is None:
            entity.deleted_at = utc_now()
        self.session.add(entity)

    def restore(self, entity: Entity) -> None:
        """Take a row out of the trash."""
        entity.deleted_at = None
        self.session.add(entity)

    def erase(self, model: type[SQLModel], ids: Iterable[UUID]) -> None:
        """Remove rows for good, as if they had never been: no step and no trash gives them back.

        The unit of work is then no step that can be undone. Not for what search finds or other tables point to.
        """
        from learnsoc_desktop.data.erasing import erase_rows  # noqa: PLC0415  on use

        self.session.flush()
        self.session.expire_all()
        self.erases = True
        erase_rows(self.session.connection(), model, ids)

    def forget_values(self, model: type[SQLModel], ids: Iterable[UUID]) -> None:
        """Forget what was written over in rows of ``model``, now and before; the unit of work is no step."""
        from learnsoc_desktop.data.erasing import forget_values  # noqa: PLC0415  on use

        self.session.flush()
        self.erases = True
        forget_values(self.session.connection(), model, ids)

    @property
    def changes(self) -> ChangeSet:
        """What was written so far; all of it after the unit of work ended."""
        return (self._done or self.settle())[1]

    def settle(self) -> tuple[Span, ChangeSet]:
        """Write everything that waits; return what was noted since the beginning."""
        self.session.flush()
        connection = self.session.connection()
        keys.settle(connection)
        driver = driver_of(connection)
        span = notes.span_since(driver, self._first)
        if span.last > self._followed:
            for table in keys.findables().keys() & set(span.tables):
                search.follow(connection, table, self._followed)
            self._followed = span.last
        return span, notes.changes_of(driver, span)

    def finish(self) -> Span:
        """Settle for the last time, before the commit."""
        self._done = self.settle()
        return self._done[0]


def _fill_findables(session: Session, *_args: object) -> None:
    for entity in (*session.new, *session.dirty):
        if isinstance(entity, Findable):
            keys.fill(entity)


def _settle_after(state: ORMExecuteState) -> Result[Any] | None:
    """Let a bulk statement run, then work out the keys of the rows it wrote."""
    if state.is_select:
        return None
    result = state.invoke_statement()
    keys.settle(state.session.connection())
    return result
