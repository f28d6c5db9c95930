# ruff: noqa: S608  names come from the schema, never from people
"""Sort key and search text of ``Findable`` rows: worked out here and nowhere else."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, bindparam, select, text, update
from sqlmodel import SQLModel

from learnsoc_desktop.core import thai
from learnsoc_desktop.data import meta
from learnsoc_desktop.data.connection import driver_of
from learnsoc_desktop.data.entity import Findable

SORT, FIND = "sort_key", "search_text"
AT_ONCE = 500  # ids in one query


def keys_of(model: type[Findable], values: Mapping[str, Any]) -> dict[str, str]:
    """Return the two columns that belong to a row with these column values."""
    return {SORT: thai.sort_key(model.sort_text(values)), FIND: thai.fold(model.find_text(values))}


def fill(entity: Findable) -> None:
    """Set the two columns of an object that is about to be written."""
    values = {name: getattr(entity, name) for name in type(entity).find_fields}
    for name, value in keys_of(type(entity), values).items():
        if getattr(entity, name) != value:
            setattr(entity, name, value)


def table_of(model: type[SQLModel]) -> Table:
    """Return the table ``model`` is stored in."""
    table = model.__table__  # type: ignore[attr-defined]
    assert isinstance(table, Table)
    return table


def findables() -> dict[str, type[Findable]]:
    """Return the ``Findable`` classes known by now, by table name."""
    return _findables(len(SQLModel.metadata.tables))


@cache
def _findables(count: int) -> dict[str, type[Findable]]:
    models = models_by_table(count)
    return {name: model for name, model in models.items() if issubclass(model, Findable)}


@cache
def models_by_table(count: int) -> dict[str, type[SQLModel]]:
    """Return the stored classes by table name, in the order of the names, so that each run works in the same one.

    ``count`` tables are declared by now (the cache's key).
    """
    del count
    mappers = SQLModel._sa_registry.mappers  # noqa: SLF001  SQLModel has no other way to its registry
    models = {table_of(mapper.class_).name: mapper.class_ for mapper in mappers}
    return dict(sorted(models.items()))


def entity_name(table: str) -> str:
    """Return the name of the entity stored in ``table``."""
    model = models_by_table(len(SQLModel.metadata.tables)).get(table)
    return model.__name__ if model else table


def refill(connection: Connection, model: type[Findable], ids: Iterable[Any]) -> int:
    """Work the two columns out anew for these rows; return how many were wrong."""
    table = table_of(model)
    columns = [table.c[name] for name in ("id", SORT, FIND, *model.find_fields)]
    wrong = []
    wanted = list(ids)
    for start in range(0, len(wanted), AT_ONCE):
        part = wanted[start : start + AT_ONCE]
        for row in connection.execute(select(*columns).where(table.c.id.in_(part))).mappings():
            right = keys_of(model, dict(row))
            if any(row[name] != value for name, value in right.items()):
                wrong.append({"row": row["id"], **{f"new_{name}": v for name, v in right.items()}})
    if wrong:
        connection.execute(
            update(table)
            .where(table.c.id == bindparam("row"))
            .values({SORT: bindparam(f"new_{SORT}"), FIND: bindparam(f"new_{FIND}")}),
            wrong,
        )
    return len(wrong)


def stale_triggers(table: str, model: type[Findable]) -> tuple[str, ...]:
    """Return TEMP triggers that note rows whose two columns were not written along with the others."""
    same = f"NEW.{SORT} IS OLD.{SORT} AND NEW.{FIND} IS OLD.{FIND}"
    moved = " OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in model.find_fields)
    note = f"INSERT INTO stale_key (tbl, row_id) VALUES ('{table}', NEW.id);"
    return (
        (
            f'CREATE TEMP TRIGGER IF NOT EXISTS stale_{table}_insert AFTER INSERT ON main."{table}"'
            f" WHEN NEW.{FIND} = '' BEGIN {note} END"
        ),
        (
            f"CREATE TEMP TRIGGER IF NOT EXISTS stale_{table}_update"
            f' AFTER UPDATE OF {", ".join(model.find_fields)} ON main."{table}"'
            f" WHEN {same} AND ({moved}) BEGIN {note} END"
        ),
    )


def refresh(connection: Connection) -> int:
    """Work out the columns of all rows anew when the rules they are made by have changed.

    Return how many were wrong. Tables of classes that are not imported keep the old mark, so that they
    get their turn.
    """
    version = str(thai.KEY_VERSION)
    wrong = 0
    for name, model in findables().items():
        fact = f"{meta.KEY_VERSION}.{name}"
        if meta.read(connection, fact) != version:
            ids = connection.execute(select(table_of(model).c.id)).scalars()
            wrong += refill(connection, model, ids)
            meta.write(connection, fact, version)
    return wrong


def settle(connection: Connection) -> None:
    """Work the two columns out for all rows noted as stale."""
    rows = driver_of(connection).execute("SELECT tbl, row_id FROM stale_key").fetchall()
    if not rows:
        return
    stale: dict[str, set[str]] = {}
    for table, row_id in rows:
        stale.setdefault(table, set()).add(row_id)
    known = findables()
    for table, ids in stale.items():
        id_type = table_of(known[table]).c.id.type
        process = id_type.result_processor(connection.dialect, None)
        refill(connection, known[table], (process(value) if process else value for value in ids))
    connection.execute(text("DELETE FROM stale_key"))
