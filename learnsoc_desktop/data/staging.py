# ruff: noqa: S608  names come from the schema, never from people
"""Rows that another process made ready, carried in a file of their own.

The writing connection attaches the file as ``stage`` and copies its tables: nothing of it passes through the
interpreter, so that the window goes on meanwhile.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection
from sqlcipher3 import dbapi2

from learnsoc_desktop.data.bulk import ReadyRows
from learnsoc_desktop.data.connection import plain_errors

NAME = "stage"


@dataclass(frozen=True, slots=True)
class StagedRows:
    """New rows of one table that lie in the stage."""

    table: str
    columns: tuple[str, ...]


def write_stage(path: Path, parts: Sequence[ReadyRows]) -> list[StagedRows]:
    """Write rows (of one table each) to a new file at ``path``; say what lies there, in the same order.

    Raises NoRoom when the disk is full.
    """
    with plain_errors(path), closing(dbapi2.connect(str(path), isolation_level=None)) as driver:
        for pragma in ("journal_mode=OFF", "synchronous=OFF"):  # it is thrown away after use
            driver.execute(f"PRAGMA {pragma}").close()
        driver.execute("BEGIN").close()
        for part in parts:
            marks = ", ".join("?" * len(part.columns))
            driver.execute(f'CREATE TABLE "{part.table}" ({_listed(part.columns)})').close()
            driver.executemany(f'INSERT INTO "{part.table}" VALUES ({marks})', part.rows).close()
        driver.execute("COMMIT").close()
    return [StagedRows(part.table, tuple(part.columns)) for part in parts]


def insert_staged(connection: Connection, staged: StagedRows) -> None:
    """Copy rows from the attached stage, in their order there."""
    columns = _listed(staged.columns)
    connection.exec_driver_sql(
        f'INSERT INTO main."{staged.table}" ({columns})'
        f' SELECT {columns} FROM {NAME}."{staged.table}" ORDER BY rowid'
    )


@contextmanager
def attached(driver: dbapi2.Connection, path: Path) -> Iterator[None]:
    """Attach the stage at ``path`` for the block, which must be outside a transaction at both ends."""
    driver.execute(f"ATTACH DATABASE ? AS {NAME}", (str(path),)).close()
    try:
        yield
    finally:
        driver.execute(f"DETACH DATABASE {NAME}").close()


def _listed(columns: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)
