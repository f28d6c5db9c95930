# ruff: noqa: S608  names come from the schema, never from people
"""What every write changed, noted by TEMP triggers on the one connection that writes.

ORM, Core and bulk writes pass the same triggers. ``undo_note`` holds one line a written row, in order;
``old_<table>`` holds the row as it was before, for updates. Both live in memory, belong to the connection,
and roll back with the transaction. Nothing of it is ever stored in the file.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlcipher3 import dbapi2

from learnsoc_desktop.core.changes import ChangeSet
from learnsoc_desktop.data import keys
from learnsoc_desktop.data.entity import Entity

ENTITY_COLUMNS = frozenset(Entity.model_fields)
MANY = 2000  # ids; above that a ChangeSet says "many"

TABLES = (
    (
        "CREATE TEMP TABLE IF NOT EXISTS undo_note (seq INTEGER PRIMARY KEY, tbl TEXT NOT NULL,"
        " row_id TEXT NOT NULL, kind TEXT NOT NULL, stamp TEXT)"
    ),
    "CREATE TEMP TABLE IF NOT EXISTS stale_key (tbl TEXT NOT NULL, row_id TEXT NOT NULL)",
)
COLUMNS = (
    "SELECT m.name, c.name FROM main.sqlite_master m, pragma_table_info(m.name) c"
    " WHERE m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY m.name, c.cid"
)


@dataclass(frozen=True, slots=True)
class Span:
    """The notes of one transaction: ``first < seq <= last``, and the tables they are about."""

    first: int
    last: int
    tables: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """How many notes these are."""
        return self.last - self.first


def columns_of(driver: dbapi2.Connection) -> dict[str, tuple[str, ...]]:
    """Return the columns of every entity's table in the file, by table name."""
    found: dict[str, tuple[str, ...]] = {}
    for table, column in driver.execute(COLUMNS).fetchall():
        found[table] = (*found.get(table, ()), column)
    return {name: columns for name, columns in found.items() if set(columns) >= ENTITY_COLUMNS}


def wire(driver: dbapi2.Connection, columns: dict[str, tuple[str, ...]]) -> None:
    """Make the tables and triggers of every entity's table; again after a feature came in.

    Call it outside a transaction: a rollback would take the triggers away.
    """
    statements = [*TABLES]
    for table, names in columns.items():
        statements += _note_triggers(table, names)
    for table, model in keys.findables().items():
        if table in columns:
            statements += keys.stale_triggers(table, model)
    for statement in statements:
        driver.execute(statement).close()


def unwire(driver: dbapi2.Connection, table: str) -> None:
    """Take the triggers of one table away, within a transaction in which ``wire`` makes them again."""
    query = "SELECT name FROM sqlite_temp_master WHERE type = 'trigger' AND tbl_name = ?"
    for (name,) in driver.execute(query, (table,)).fetchall():
        driver.execute(f'DROP TRIGGER temp."{name}"').close()


def _note_triggers(table: str, names: tuple[str, ...]) -> tuple[str, ...]:
    columns = ", ".join(f'"{name}"' for name in names)
    old = ", ".join(f'OLD."{name}"' for name in names)
    note = (
        "INSERT INTO undo_note (tbl, row_id, kind, stamp)"
        f" VALUES ('{table}', NEW.id, '{{}}', NEW.updated_at);"
    )
    return (
        f'CREATE TEMP TABLE IF NOT EXISTS "old_{table}" (seq INTEGER PRIMARY KEY, {columns})',
        (
            f'CREATE TEMP TRIGGER IF NOT EXISTS note_{table}_insert AFTER INSERT ON main."{table}"'
            f" BEGIN {note.format('I')} END"
        ),
        (
            f'CREATE TEMP TRIGGER IF NOT EXISTS note_{table}_update AFTER UPDATE ON main."{table}"'
            f" BEGIN {note.format('U')}"
            f' INSERT INTO "old_{table}" VALUES (last_insert_rowid(), {old}); END'
        ),
        (
            f'CREATE TEMP TRIGGER IF NOT EXISTS keep_{table} BEFORE DELETE ON main."{table}"'
            " BEGIN SELECT RAISE(ABORT, 'rows are never removed: set deleted_at'); END"
        ),
    )


def last_note(driver: dbapi2.Connection) -> int:
    """Return the number of the newest note; 0 when there is none."""
    (last,) = driver.execute("SELECT coalesce(max(seq), 0) FROM undo_note").fetchone()
    return int(last)


def span_since(driver: dbapi2.Connection, first: int) -> Span:
    """Return the notes after ``first`` as a span."""
    query = "SELECT tbl, max(seq) FROM undo_note WHERE seq > ? GROUP BY tbl ORDER BY tbl"
    found = driver.execute(query, (first,)).fetchall()
    last = max((seq for _table, seq in found), default=first)
    return Span(first, last, tuple(table for table, _seq in found))


def changes_of(driver: dbapi2.Connection, span: Span) -> ChangeSet:
    """Return what the notes of ``span`` touched."""
    ids: dict[str, frozenset[UUID]] = {}
    query = (
        "SELECT DISTINCT row_id FROM undo_note WHERE seq > ? AND seq <= ? AND tbl = ?"
        f" LIMIT {MANY + 1}"
    )
    for table in span.tables:
        rows = driver.execute(query, (span.first, span.last, table)).fetchall()
        many = len(rows) > MANY
        ids[keys.entity_name(table)] = frozenset(
            () if many else (UUID(row_id) for (row_id,) in rows)
        )
    return ChangeSet(ids)


def mark_as_no_step(driver: dbapi2.Connection, span: Span) -> None:
    """Mark the notes of a write that cannot be undone: no step before it may overwrite its rows."""
    driver.execute(
        "UPDATE undo_note SET kind = lower(kind) WHERE seq > ? AND seq <= ?",
        (span.first, span.last),
    ).close()


def forget(driver: dbapi2.Connection, up_to: int, tables: Iterable[str]) -> None:
    """Drop the notes up to and with ``up_to``; ``tables`` are those they are about."""
    for table in ("undo_note", *(f"old_{name}" for name in tables)):
        driver.execute(f'DELETE FROM "{table}" WHERE seq <= ?', (up_to,)).close()
