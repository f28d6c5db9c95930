# ruff: noqa: S608  names come from the schema, never from people
"""Writes that can be taken back after a restart too: what an import changed is kept in the file.

The table that keeps it is the caller's, with the columns id, batch_id, sequence, table_name, row_id, before
and after: JSON by column, without what is empty. Of a new row before is NULL, and after the bare list of its
values, which takes less than half the time: it is asked only whether the row is as it was.
"""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, text
from sqlmodel import SQLModel

from learnsoc_desktop.data import keys, undo
from learnsoc_desktop.data.entity import UtcDateTime, utc_now
from learnsoc_desktop.data.uow import UnitOfWork

OWN = frozenset(
    {"id", "created_at", "updated_at", keys.SORT, keys.FIND}
)  # columns that a taken back row does not get back, or that follow from those it gets

ANY_UPDATED = "SELECT 1 FROM undo_note WHERE seq > :first AND seq <= :last AND kind = 'U' LIMIT 1"
# A new row is noted once as such, so its note is enough; for others the first note has to be found.
NEW = (
    'FROM undo_note n CROSS JOIN "{table}" e ON e.id = n.row_id'
    " WHERE n.seq > :first AND n.seq <= :last AND n.tbl = :table AND n.kind = 'I'"
)
UPDATED = (
    'FROM undo_work n CROSS JOIN "{table}" e ON e.id = n.row_id'
    ' LEFT JOIN "old_{table}" o ON o.seq = n.seq'
    " WHERE n.tbl = :table AND n.kind = 'U'"
)
LEFT = """
CREATE TEMP TABLE IF NOT EXISTS batch_left (
    tbl TEXT, row_id TEXT, PRIMARY KEY (tbl, row_id)
) WITHOUT ROWID
"""  # rows of a batch that stay as they are, since they were changed later
# The batch's own number and the place in it: ids that rise are written one behind the other.
ID = "substr(:batch, 1, 20) || printf('%012x', n.seq - :first)"


@dataclass(frozen=True, slots=True)
class TakenBack:
    """How many rows an undone batch gave back, and which were left since they were changed later."""

    count: int
    left: tuple[tuple[str, str], ...] = ()  # (entity, id)


def keep_as_batch(uow: UnitOfWork, model: type[SQLModel], batch_id: UUID) -> int:
    """Keep what this unit of work wrote so far in the table of ``model``; return how many rows.

    The row of the batch itself is not a part of it.
    """
    span, _changes = uow.settle()
    connection = uow.session.connection()
    target = keys.table_of(model)
    own = {key.column.table.name for key in target.c.batch_id.foreign_keys}
    notes = {"first": span.first, "last": span.last}
    sources = [NEW]
    if connection.execute(text(ANY_UPDATED), notes).first():
        undo.fill_work_list(connection, span)
        sources.append(UPDATED)
    kept = 0
    for table in set(span.tables) - own:
        values = {**notes, "batch": batch_id.hex, "table": table}
        for source in sources:
            if source is NEW:
                before, after = "NULL", _list(connection, table)
            else:
                before, after = (_json(connection, table, row) for row in "oe")
            statement = (
                f"INSERT INTO {target.name}"
                " (id, batch_id, sequence, table_name, row_id, before, after)"
                f" SELECT {ID}, :batch, n.seq - :first, :table, n.row_id, {before}, {after}"
                f" {source.format(table=table)}"
            )
            kept += connection.execute(text(statement), values).rowcount
    return kept


def undo_batch(
    uow: UnitOfWork,
    model: type[SQLModel],
    batch_id: UUID,
    title: str,
    *,
    leave_changed: bool = False,
) -> TakenBack:
    """Put the rows of a batch back as they were before it; new ones go to the trash.

    Refused with the list when rows were changed since, unless ``leave_changed``: then those stay.
    """
    uow.session.flush()
    connection = uow.session.connection()
    target = keys.table_of(model).name
    tables = connection.execute(
        text(f"SELECT DISTINCT table_name FROM {target} WHERE batch_id = :batch"),
        {"batch": batch_id.hex},
    )
    names = list(tables.scalars())
    left = _fill_left(connection, target, names, batch_id)
    if left and not leave_changed:
        raise undo.changed_since(left, title)
    now = UtcDateTime().bind_processor(connection.dialect)
    values = {"batch": batch_id.hex, "now": now(utc_now()) if now else utc_now()}
    count = sum(_give_back(connection, target, table, values) for table in names)
    uow.session.expire_all()
    return TakenBack(count, tuple(left))


def _fill_left(
    connection: Connection, target: str, names: list[str], batch_id: UUID
) -> list[tuple[str, str]]:
    """Fill the TEMP table ``batch_left`` with the rows that were changed since; return them."""
    connection.execute(text(LEFT))
    connection.execute(text("DELETE FROM batch_left"))
    for table in names:
        connection.execute(
            text(
                f"INSERT INTO batch_left SELECT :table, c.row_id FROM {target} c"
                f' LEFT JOIN "{table}" e ON e.id = c.row_id'
                f" WHERE c.batch_id = :batch AND c.table_name = :table"
                f" AND NOT ({_untouched(connection, table)})"
            ),
            {"batch": batch_id.hex, "table": table},
        )
    rows = connection.execute(text("SELECT tbl, row_id FROM batch_left"))
    return [(keys.entity_name(table), row_id) for table, row_id in rows]


def _give_back(connection: Connection, target: str, table: str, values: dict[str, object]) -> int:
    values = {**values, "table": table}
    mine = (
        "c.batch_id = :batch AND c.table_name = :table AND c.row_id = e.id"
        " AND e.id NOT IN (SELECT row_id FROM batch_left WHERE tbl = :table)"
    )
    trashed = connection.execute(
        text(
            f'UPDATE "{table}" AS e SET deleted_at = :now, updated_at = :now FROM {target} c'
            f" WHERE {mine} AND c.before IS NULL AND e.deleted_at IS NULL"
        ),
        values,
    ).rowcount
    written = ", ".join(
        f'"{name}" = {_extracted(name, empty=empty)}'
        for name, empty in _columns(connection, table).items()
    )
    restored = connection.execute(
        text(
            f'UPDATE "{table}" AS e SET {written}, updated_at = :now FROM {target} c'
            f" WHERE {mine} AND c.before IS NOT NULL"
        ),
        values,
    ).rowcount
    return trashed + restored


def _untouched(connection: Connection, table: str) -> str:
    """Return the condition that row ``e`` is as the batch left it; a new row may be in the trash.

    A new row that was never written again needs no comparison, which takes most of the time.
    """
    same = f"{_json(connection, table, 'e')} IS c.after"
    fresh = "e.updated_at = e.created_at OR e.deleted_at IS NOT NULL"
    new = f"({fresh} OR {_list(connection, table)} IS c.after)"
    return f"iif(c.before IS NULL, {new}, {same})"


def _columns(connection: Connection, table: str) -> dict[str, bool]:
    """Return the columns a batch keeps, and whether nothing in them is written as an empty text."""
    rows = connection.execute(
        text('SELECT name, "notnull", type FROM pragma_table_info(:table)'), {"table": table}
    )
    return {
        name: bool(needed) and ("CHAR" in kind or "TEXT" in kind)
        for name, needed, kind in rows
        if name not in OWN
    }


def _json(connection: Connection, table: str, row: str) -> str:
    """Return the expression of a row as JSON without its empty columns.

    Put together by hand, which takes two thirds of the time of ``json_patch`` over ``json_object``.
    """
    parts = []
    for name, empty in _columns(connection, table).items():
        value = f'{row}."{name}"'
        left_out = f"{value} IS NULL OR {value} = ''" if empty else f"{value} IS NULL"
        parts.append(f"iif({left_out}, '', ',\"{name}\":' || json_quote({value}))")
    return f"'{{' || ltrim({' || '.join(parts)}, ',') || '}}'"


def _list(connection: Connection, table: str) -> str:
    """Return the expression of the values of row ``e`` in the order of the columns."""
    values = ", ".join(f'e."{name}"' for name in _columns(connection, table))
    return f"json_array({values})"


def _extracted(name: str, *, empty: bool) -> str:
    value = f"json_extract(c.before, '$.\"{name}\"')"
    return f"coalesce({value}, '')" if empty else value
