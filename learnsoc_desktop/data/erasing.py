# ruff: noqa: S608  names come from the schema, never from people
"""Rows that are removed for good: what a person took the consent back for may not come back from anywhere.

``secure_delete`` overwrites what a row held in the file. What the notes of undo hold of it goes too: a step that
wrote the row gives back what else it wrote. The log beside the file is emptied after the commit (``Database``).
"""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import Connection, text
from sqlmodel import SQLModel

from learnsoc_desktop.data import notes
from learnsoc_desktop.data.connection import driver_of
from learnsoc_desktop.data.keys import table_of

# The numbers of notes are the ranges of steps: a note stays as a place that is about no row.
FORGET_NOTE = (
    "UPDATE undo_note SET tbl = '', row_id = '', kind = '', stamp = NULL"
    " WHERE tbl = '{table}' AND row_id = :row_id"
)
FORGET_VALUES = 'DELETE FROM "old_{table}" WHERE id = :row_id'


def erase_rows(connection: Connection, model: type[SQLModel], ids: Iterable[UUID]) -> None:
    """Remove rows of ``model`` for good; those of an entity leave no note. SQLite only."""
    table = table_of(model).name
    driver = driver_of(connection)
    columns = notes.columns_of(driver)
    noted = {table: columns[table]} if table in columns else {}
    rows = _rows(ids)
    notes.unwire(driver, table)  # one of them keeps rows from being removed
    _each(connection, f'DELETE FROM main."{table}" WHERE id = :row_id', rows)
    notes.wire(driver, noted)
    if noted:
        _each(connection, FORGET_NOTE.format(table=table), rows)
        _each(connection, FORGET_VALUES.format(table=table), rows)


def forget_values(connection: Connection, model: type[SQLModel], ids: Iterable[UUID]) -> None:
    """Forget what rows of ``model`` said before. Steps that wrote them are refused from now on."""
    _each(connection, FORGET_VALUES.format(table=table_of(model).name), _rows(ids))


def _rows(ids: Iterable[UUID]) -> Sequence[dict[str, str]]:
    return [{"row_id": each.hex} for each in ids]


def _each(connection: Connection, statement: str, rows: Sequence[dict[str, str]]) -> None:
    if rows:
        connection.execute(text(statement), rows)
