# ruff: noqa: S608  names come from the schema, never from people
"""What a stored value has to be like by the column it stands in: a bit that turned is no fault to SQLite."""

from collections.abc import Callable, Iterator
from functools import cache

from sqlalchemy import Column, Dialect, create_engine
from sqlcipher3 import dbapi2
from sqlmodel import SQLModel

from learnsoc_desktop.core import thai
from learnsoc_desktop.data import keys, meta
from learnsoc_desktop.data.connection import DRIVER_ERRORS
from learnsoc_desktop.data.contents import columns_of, quoted, tables_of
from learnsoc_desktop.data.entity import UtcDateTime

Check = Callable[[object], object]


def check_of(column: Column[object]) -> Check:
    """Return what raises when a stored value is none of the column's kind."""
    kind = column.type.dialect_impl(_dialect())
    read = kind.result_processor(_dialect(), None)
    if isinstance(column.type, UtcDateTime) and read is not None:
        return lambda value: read(_as_written(value))
    if read is not None:
        return read
    plain = kind.python_type

    def check(value: object) -> object:
        if not isinstance(value, plain):
            raise TypeError(value)
        return value

    return check


def _as_written(value: object) -> object:
    """Return a moment; between day and time stands a blank, though the reader takes any sign."""
    if not isinstance(value, str) or value[10:11] != " ":
        raise ValueError(value)
    return value


@cache
def _dialect() -> Dialect:
    return create_engine("sqlite://", module=dbapi2).dialect


def makes_sense(value: object, check: Check) -> bool:
    """Return whether a stored value is of its column's kind; nothing (NULL) always is."""
    if value is None:
        return True
    try:
        check(value)
    except (ValueError, LookupError, TypeError, AttributeError):
        return False
    return True


def senseless(connection: dbapi2.Connection) -> Iterator[str]:
    """Read every value of every table; yield a line a value, or a table, that makes no sense.

    What a value has to be is known for the entities that are imported: its kind; and the sort key and search
    text are worked out anew, so that a name in which a bit turned is found by them.
    """
    for name in tables_of(connection):
        try:
            yield from _senseless_in(connection, name)
        except DRIVER_ERRORS as error:  # letters that are none
            yield f"{name}: {error}"


def _senseless_in(connection: dbapi2.Connection, name: str) -> Iterator[str]:
    columns = columns_of(connection, name)
    table = SQLModel.metadata.tables.get(name)
    known = {} if table is None else dict(table.c.items())
    checks = [
        (at, column, check_of(known[column]))
        for at, column in enumerate(columns)
        if column in known
    ]
    model = keys.findables().get(name) if _keys_are_of_today(connection, name) else None
    for row in connection.execute(f"SELECT * FROM {quoted(name)}"):
        wrong = [column for at, column, check in checks if not makes_sense(row[at], check)]
        if model is not None and not wrong:
            values = dict(zip(columns, row, strict=True))
            right = keys.keys_of(model, values)
            wrong = [column for column, value in right.items() if values[column] != value]
        for column in wrong:
            yield f"{name} {row[0]}: {column}"


def _keys_are_of_today(connection: dbapi2.Connection, name: str) -> bool:
    fact = (f"{meta.KEY_VERSION}.{name}",)
    row = connection.execute("SELECT value FROM meta WHERE key = ?", fact).fetchone()
    return bool(row == (str(thai.KEY_VERSION),))
