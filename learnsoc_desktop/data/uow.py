"""The unit of work: one session, one transaction, one change set."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from pydantic_core import PydanticUndefined
from sqlalchemy import Result, event, insert
from sqlalchemy.orm import ORMExecuteState
from sqlmodel import Session, SQLModel

from learnsoc_desktop.core.changes import ChangeSet
from learnsoc_desktop.data import keys, notes
from learnsoc_desktop.data.entity import Entity, Findable, utc_now
from learnsoc_desktop.data.notes import Span

AT_ONCE = 2000  # rows handed to the driver together


class UnitOfWork:
    """Given to every command; never committed by the command itself."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._first = notes.last_note(session.connection())
        self._done: tuple[Span, ChangeSet] | None = None
        event.listen(session, "before_flush", _fill_findables)
        event.listen(session, "do_orm_execute", _settle_after)

    def add(self, entity: SQLModel) -> None:
        """Write a new row (or one that was changed elsewhere)."""
        self.session.add(entity)

    def add_all(self, entities: Iterable[SQLModel]) -> None:
        """Write many objects; for more than some hundred rows use ``insert_many``."""
        self.session.add_all(entities)

    def insert_many(self, model: type[SQLModel], rows: Sequence[Mapping[str, Any]]) -> list[UUID]:
        """Write many new rows of one kind fast, and return their ids in the same order.

        ``rows`` hold column values that were checked before. What a row leaves out gets its default;
        id, times, sort key and search text are filled in.
        """
        self.session.flush()
        table = keys.table_of(model)
        defaults = _defaults(model)
        complete = []
        now = utc_now()
        for row in rows:
            values: dict[str, Any] = {}
            for name, (value, make) in defaults.items():
                values[name] = make() if make and name not in row else value
            if issubclass(model, Entity):
                values["created_at"] = values["updated_at"] = now
            values.update(row)
            if issubclass(model, Findable):
                values.update(keys.keys_of(model, values))
            complete.append(values)
        for start in range(0, len(complete), AT_ONCE):
            self.session.connection().execute(insert(table), complete[start : start + AT_ONCE])
        return [values["id"] for values in complete]

    def delete(self, entity: Entity) -> None:
        """Put a row into the trash."""
        if entity.deleted_at is None:
            entity.deleted_at = utc_now()
        self.session.add(entity)

    def restore(self, entity: Entity) -> None:
        """Take a row out of the trash."""
        entity.deleted_at = None
        self.session.add(entity)

    @property
    def changes(self) -> ChangeSet:
        """What was written so far; all of it after the unit of work ended."""
        return (self._done or self.settle())[1]

    def settle(self) -> tuple[Span, ChangeSet]:
        """Write everything that waits; return what was noted since the beginning."""
        self.session.flush()
        connection = self.session.connection()
        keys.settle(connection)
        span = notes.span_since(connection, self._first)
        return span, notes.changes_of(connection, span)

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


def _defaults(model: type[SQLModel]) -> dict[str, tuple[Any, Callable[[], Any] | None]]:
    """Return value or maker of every column that has a default."""
    found: dict[str, tuple[Any, Callable[[], Any] | None]] = {}
    for name in keys.table_of(model).columns.keys():  # noqa: SIM118  columns are no mapping
        info = model.model_fields[name]
        if info.default_factory is not None:
            found[name] = (None, info.default_factory)  # type: ignore[assignment]
        elif info.default is not PydanticUndefined:
            found[name] = (info.default, None)
    return found
