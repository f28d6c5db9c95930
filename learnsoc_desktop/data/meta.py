"""What a centre's file says about itself: one line a fact."""

from sqlalchemy import Connection, Table, select
from sqlmodel import Field, SQLModel

KEY_VERSION = "key_version"  # how sort keys and search texts were made


class Meta(SQLModel, table=True):
    """A fact about the file, never shown and never merged."""

    key: str = Field(primary_key=True, max_length=40)
    value: str


def read(connection: Connection, key: str) -> str:
    """Return a fact; empty when it was never written."""
    table = _table()
    return connection.execute(select(table.c.value).where(table.c.key == key)).scalar() or ""


def write(connection: Connection, key: str, value: str) -> None:
    """Write a fact, over what was there."""
    table = _table()
    connection.execute(table.delete().where(table.c.key == key))
    connection.execute(table.insert().values(key=key, value=value))


def _table() -> Table:
    return SQLModel.metadata.tables["meta"]
