# ruff: noqa: S608  names come from the schema, never from people
"""Values that nobody wrote: a bit that turned on the disk inside a text is no fault to SQLite.

SQLite keeps no checksum, and one of ours a row would cost every write. But a verified backup is byte for byte what
it was (its manifest holds its hash), and every write of ours sets ``updated_at``. So a row that has the same moment
in both and is not the same was changed by no program; nor was a row of which the moment alone differs, and that by
one bit. The backup has the right value.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text
from sqlcipher3 import dbapi2

from learnsoc_desktop.data import contents
from learnsoc_desktop.data.connection import driver_of, open_file, uri_of
from learnsoc_desktop.data.contents import quoted
from learnsoc_desktop.data.entity import UtcDateTime, utc_now
from learnsoc_desktop.data.uow import UnitOfWork

COPY = "sound_copy"  # the name a copy is attached by
WRITTEN = "updated_at"


@dataclass(frozen=True, slots=True)
class Altered:
    """A row of which some columns are not what was written."""

    table: str
    row_id: str
    columns: tuple[str, ...]

    def __str__(self) -> str:
        """Name the row and the columns; what they hold is nobody's business."""
        return f"{self.table} {self.row_id}: {', '.join(self.columns)}"


def altered_rows(path: Path, copy: Path) -> list[Altered]:
    """Return the rows of the file at ``path`` that differ from ``copy`` though nobody wrote them since.

    ``path`` may be open elsewhere. A copy of another schema tells nothing. All work is SQLite's, so that a thread
    may do it (0.5 s for 100 MB). Raises what the driver raises.
    """
    with closing(open_file(path, "ro")) as connection:
        return altered_in(connection, copy)


def altered_in(connection: dbapi2.Connection, copy: Path) -> list[Altered]:
    """Return what ``altered_rows`` does, of a connection that is open."""
    with _attached(connection, copy):
        version = f"PRAGMA {COPY}.user_version"
        if int(connection.execute(version).fetchone()[0]) != contents.schema_of(connection):
            return []
        tables = contents.tables_of(connection)
        return [row for table in tables for row in _altered_in_table(connection, table)]


def put_right(uow: UnitOfWork, copy: Path, rows: Sequence[Altered]) -> int:
    """Give the rows back what ``copy`` holds; return how many values that were."""
    connection = uow.session.connection()
    bind = UtcDateTime().bind_processor(connection.dialect)
    now = bind(utc_now()) if bind else utc_now()
    count = 0
    with closing(open_file(copy, "immutable")) as sound:
        for row in rows:
            names = ", ".join(map(quoted, row.columns))
            query = f"SELECT {names} FROM {quoted(row.table)} WHERE id = ?"
            values = sound.execute(query, (row.row_id,)).fetchone()
            sets = ", ".join(f"{quoted(name)} = :v{at}" for at, name in enumerate(row.columns))
            if WRITTEN in contents.columns_of(driver_of(connection), row.table):
                sets += f", {WRITTEN} = :now"
            connection.execute(
                text(f"UPDATE {quoted(row.table)} SET {sets} WHERE id = :id"),
                {f"v{at}": value for at, value in enumerate(values)}
                | {"id": row.row_id, "now": now},
            )
            count += len(row.columns)
    return count


@contextmanager
def _attached(connection: dbapi2.Connection, copy: Path) -> Iterator[None]:
    connection.execute(f"ATTACH ? AS {COPY}", (uri_of(copy, "immutable"),)).close()
    try:
        yield
    finally:
        connection.execute(f"DETACH {COPY}").close()


def _altered_in_table(connection: dbapi2.Connection, table: str) -> Iterator[Altered]:
    """Yield the rows of a table; what has no moment of its last write is written once and for all."""
    columns = [name for name in contents.columns_of(connection, table) if name != "id"]
    if contents.columns_of(connection, table) == columns:
        return  # no row of ours: what the file says about itself
    differs = [f"e.{quoted(name)} IS NOT o.{quoted(name)}" for name in columns]
    asked, moments = f"({' OR '.join(differs)})", "'', ''"
    if WRITTEN in columns:
        at = columns.index(WRITTEN)
        others = " OR ".join((*differs[:at], *differs[at + 1 :]))
        asked = f"iif(e.{WRITTEN} = o.{WRITTEN}, {asked}, NOT ({others}))"
        moments = f"e.{WRITTEN}, o.{WRITTEN}"
    rows = connection.execute(
        f"SELECT e.id, {moments}, {', '.join(differs)} FROM main.{quoted(table)} e"
        f" JOIN {COPY}.{quoted(table)} o ON o.id = e.id WHERE {asked}"
    )
    for row_id, now, before, *flags in rows:
        if now == before or _bits_between(str(now), str(before)) == 1:
            wrong = tuple(name for name, flag in zip(columns, flags, strict=True) if flag)
            yield Altered(table, str(row_id), wrong)


def _bits_between(one: str, two: str) -> int:
    """Return in how many bits two texts of the same length differ; 0 for others."""
    pairs = zip(one.encode(), two.encode(), strict=False)
    return sum((a ^ b).bit_count() for a, b in pairs) if len(one) == len(two) else 0
