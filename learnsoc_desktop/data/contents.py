# ruff: noqa: S608  names come from the schema of a file, quoted
"""What a centre's file holds, asked of the driver's own connection: rows a table, files of records.

Nothing here knows a class, so that copies of older programs and damaged files can be asked too.
"""

import hashlib
import re

from sqlcipher3 import dbapi2

from learnsoc_desktop.data import search

ATTACHMENTS = "attachment"  # the table that names the files of records by their hash
SHAPE = "shape"  # the fact of ``data.meta`` that holds what ``shape_of`` gave
VERSION_AT, RANDOM = 13, "7"  # where a UUID of 32 characters tells how it was made
HASH = re.compile(r"[0-9a-f]{64}")


def quoted(name: str) -> str:
    """Return a name of the schema as SQL takes it, whatever is in it."""
    return '"' + name.replace('"', '""') + '"'


def tables_of(connection: dbapi2.Connection) -> list[str]:
    """Return the tables that hold what people wrote; those of search are made anew from them."""
    rows = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    ).fetchall()
    return [str(name) for (name,) in rows if not search.is_search_table(str(name))]


def schema_of(connection: dbapi2.Connection) -> int:
    """Return the number of the file's schema."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def shape_of(connection: dbapi2.Connection) -> str:
    """Return a hash of how the file declares its tables and indexes, but those of search.

    A bit that turned there gives a column another name, which is no fault to SQLite.
    """
    rows = connection.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
        " ORDER BY type, name"
    ).fetchall()
    declared = [row for row in rows if not search.is_search_table(str(row[1]))]
    return hashlib.sha256(repr(declared).encode()).hexdigest()


def is_as_declared(connection: dbapi2.Connection) -> bool:
    """Return whether tables and indexes are still as they were made; a file of an older program does not tell."""
    row = connection.execute(f"SELECT value FROM meta WHERE key = '{SHAPE}'").fetchone()
    return row is None or row[0] == shape_of(connection)


def counts_of(connection: dbapi2.Connection) -> dict[str, int]:
    """Return how many rows each table has, those in the trash too."""
    counts = {}
    for name in tables_of(connection):
        query = f"SELECT count(*) FROM {quoted(name)}"
        counts[name] = int(connection.execute(query).fetchone()[0])
    return counts


def named_blobs(connection: dbapi2.Connection) -> dict[str, int]:
    """Return the files that records outside the trash name: hash -> size in bytes."""
    if ATTACHMENTS not in tables_of(connection):
        return {}
    rows = connection.execute(
        f"SELECT sha256, size FROM {ATTACHMENTS} WHERE deleted_at IS NULL ORDER BY sha256"
    ).fetchall()
    return {sha256: size for sha256, size in rows if HASH.fullmatch(str(sha256))}


def findables_of(connection: dbapi2.Connection) -> list[str]:
    """Return the tables whose rows search finds."""
    return [
        table
        for table in tables_of(connection)
        if {"sort_key", "search_text"} <= set(columns_of(connection, table))
    ]


def columns_of(connection: dbapi2.Connection, table: str) -> list[str]:
    """Return the columns of a table in their order."""
    rows = connection.execute(f"PRAGMA table_info({quoted(table)})").fetchall()
    return [str(row[1]) for row in rows]


def all_own_ids_of(connection: dbapi2.Connection) -> set[str]:
    """Return the ids of all rows that were made here, of every table."""
    return set().union(*(own_ids_of(connection, table) for table in tables_of(connection)))


def own_ids_of(connection: dbapi2.Connection, table: str, most: int = -1) -> set[str]:
    """Return the ids of the rows of a table that were made here, of ``most`` of them when it is given.

    An id made of what a row means is the same everywhere.
    """
    if "id" not in columns_of(connection, table):
        return set()
    query = (
        f"SELECT id FROM {quoted(table)} WHERE substr(id, {VERSION_AT}, 1) = '{RANDOM}'"
        f" LIMIT {most:d}"
    )
    return {str(row_id) for (row_id,) in connection.execute(query).fetchall()}


def ids_among(connection: dbapi2.Connection, table: str, ids: set[str]) -> set[str]:
    """Return which of ``ids`` (some hundred at most) the table has."""
    marks = ", ".join("?" * len(ids))
    query = f"SELECT id FROM {quoted(table)} WHERE id IN ({marks})"
    return {str(row_id) for (row_id,) in connection.execute(query, tuple(ids)).fetchall()}
