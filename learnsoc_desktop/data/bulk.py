# ruff: noqa: S608  names come from the schema, never from people
"""Many new rows of one kind, written fast: no object a row, no work twice."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any
from uuid import UUID

from pydantic_core import PydanticUndefined
from sqlalchemy import Connection, Dialect, insert
from sqlmodel import SQLModel

from learnsoc_desktop.data import keys
from learnsoc_desktop.data.entity import Entity, Findable, utc_now

READY_AT_ONCE = 4000  # rows held in memory while they come from elsewhere
AT_ONCE = 250  # rows handed to the driver together: some milliseconds
NAMED_STYLES = {"named", "pyformat"}  # drivers that take a mapping for each row

Make = Callable[[], Any]


@dataclass(frozen=True, slots=True)
class ReadyRows:
    """New rows of one table as the driver takes them, and their ids in order."""

    table: str
    columns: Sequence[str]
    statement: str
    rows: Sequence[Any]
    ids: list[UUID]


def ready_rows(
    dialect: Dialect, model: type[SQLModel], rows: Iterable[Mapping[str, Any]]
) -> ReadyRows:
    """Return ``rows`` (checked column values) with their defaults, ready to be inserted."""
    table = keys.table_of(model)
    statement = insert(table).compile(dialect=dialect)
    order = statement.positiontup or list(table.c.keys())
    ids: list[UUID] = []
    ready: Iterable[Any] = _complete(dialect, model, rows, ids)
    if dialect.paramstyle not in NAMED_STYLES:
        ready = (tuple(map(values.__getitem__, order)) for values in ready)
    return ReadyRows(table.name, order, str(statement), list(ready), ids)


def insert_ready(connection: Connection, ready: ReadyRows) -> None:
    """Insert rows that were made ready."""
    if connection.dialect.name == "sqlite" and len(ready.rows) > AT_ONCE:
        _insert_as_one(connection, ready)
    else:
        for start in range(0, len(ready.rows), AT_ONCE):
            part = ready.rows[start : start + AT_ONCE]
            connection.exec_driver_sql(ready.statement, part)


def _insert_as_one(connection: Connection, ready: ReadyRows) -> None:
    """Insert by one statement, from a TEMP table: the triggers of each row cost half as much then."""
    columns = ", ".join(f'"{name}"' for name in ready.columns)
    marks = ", ".join("?" * len(ready.columns))
    connection.exec_driver_sql(f"CREATE TEMP TABLE ready_rows ({columns})")
    connection.exec_driver_sql(f"INSERT INTO temp.ready_rows VALUES ({marks})", ready.rows)
    connection.exec_driver_sql(
        f'INSERT INTO main."{ready.table}" ({columns})'
        f" SELECT {columns} FROM temp.ready_rows ORDER BY rowid"
    )
    connection.exec_driver_sql("DROP TABLE temp.ready_rows")


def insert_rows(
    connection: Connection, model: type[SQLModel], rows: Iterable[Mapping[str, Any]]
) -> list[UUID]:
    """Insert ``rows`` (checked column values) with their defaults, and return their ids in order."""
    ids: list[UUID] = []
    waiting = iter(rows)
    while part := list(islice(waiting, READY_AT_ONCE)):
        ready = ready_rows(connection.dialect, model, part)
        insert_ready(connection, ready)
        ids += ready.ids
    return ids


def _complete(
    dialect: Dialect,
    model: type[SQLModel],
    rows: Iterable[Mapping[str, Any]],
    ids: list[UUID],
) -> Iterator[dict[str, Any]]:
    """Yield whole rows as the driver takes them; note the ids on the way."""
    fixed, made = _defaults(model)
    bind = {
        column.name: processor
        for column in keys.table_of(model).columns
        if (processor := column.type.dialect_impl(dialect).bind_processor(dialect))
    }
    for name, value in fixed.items():
        fixed[name] = bind[name](value) if name in bind else value
    findable = model if issubclass(model, Findable) else None
    own = bind.pop("id", None)
    for row in rows:
        values = {**fixed, **row}
        for name, make in made:
            if name not in row:
                values[name] = make()
        ids.append(values["id"])
        if findable:
            values.update(keys.keys_of(findable, values))
        if own:
            values["id"] = own(values["id"])
        for name, process in bind.items():
            if name in row:
                values[name] = process(values[name])
        yield values


def _defaults(model: type[SQLModel]) -> tuple[dict[str, Any], list[tuple[str, Make]]]:
    """Return the values that every row shares, and what makes a new value for each row."""
    fixed: dict[str, Any] = {}
    made: list[tuple[str, Make]] = []
    for name in keys.table_of(model).columns.keys():  # noqa: SIM118  columns are no mapping
        info = model.model_fields[name]
        if info.default_factory is not None:
            made.append((name, info.default_factory))  # type: ignore[arg-type]
        elif info.default is not PydanticUndefined:
            fixed[name] = info.default
    if issubclass(model, Entity):
        fixed["created_at"] = fixed["updated_at"] = utc_now()
        made = [pair for pair in made if pair[0] not in fixed]
    return fixed, made
