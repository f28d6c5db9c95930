"""Many new rows of one kind, written fast: no object a row, no work twice."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any
from uuid import UUID

from pydantic_core import PydanticUndefined
from sqlalchemy import Connection, insert
from sqlmodel import SQLModel

from learnsoc_desktop.data import keys
from learnsoc_desktop.data.entity import Entity, Findable, utc_now

AT_ONCE = 1000  # rows handed to the driver together
NAMED_STYLES = {"named", "pyformat"}  # drivers that take a mapping for each row

Make = Callable[[], Any]


def insert_rows(
    connection: Connection, model: type[SQLModel], rows: Iterable[Mapping[str, Any]]
) -> list[UUID]:
    """Insert ``rows`` (checked column values) with their defaults, and return their ids in order."""
    table = keys.table_of(model)
    statement = insert(table).compile(dialect=connection.dialect)
    order = statement.positiontup or list(table.c.keys())
    ids: list[UUID] = []
    complete = _complete(connection, model, rows, ids)
    while part := list(islice(complete, AT_ONCE)):
        if connection.dialect.paramstyle in NAMED_STYLES:
            connection.exec_driver_sql(str(statement), part)
        else:
            connection.exec_driver_sql(
                str(statement), [tuple(map(values.__getitem__, order)) for values in part]
            )
    return ids


def _complete(
    connection: Connection,
    model: type[SQLModel],
    rows: Iterable[Mapping[str, Any]],
    ids: list[UUID],
) -> Iterator[dict[str, Any]]:
    """Yield whole rows as the driver takes them; note the ids on the way."""
    fixed, made = _defaults(model)
    bind = {
        column.name: processor
        for column in keys.table_of(model).columns
        if (
            processor := column.type.dialect_impl(connection.dialect).bind_processor(
                connection.dialect
            )
        )
    }
    for name, value in fixed.items():
        fixed[name] = bind[name](value) if name in bind else value
    findable = model if issubclass(model, Findable) else None
    for row in rows:
        values = {**fixed, **row}
        for name, make in made:
            if name not in row:
                values[name] = make()
        ids.append(values["id"])
        if findable:
            values.update(keys.keys_of(findable, values))
        for name in bind.keys() & (row.keys() | {"id"}):
            values[name] = bind[name](values[name])
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
