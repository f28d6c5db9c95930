# ruff: noqa: S608  names come from our own tables, quoted
"""Reads what can be read of a damaged file: table by table, row by row, around the damaged places.

The damaged file is never written; where it has to be mended to be opened at all, that happens to a copy.
"""

import shutil
import struct
import tempfile
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlcipher3 import dbapi2

from learnsoc_desktop.data.carving import carve
from learnsoc_desktop.data.check import check_log, left_over, opened
from learnsoc_desktop.data.connection import DRIVER_ERRORS, open_file
from learnsoc_desktop.data.contents import quoted
from learnsoc_desktop.data.startup import CHANGES_AT, HEAD, PAGES_AT, VALID_FOR_AT

PAGE = 4096
FREE_PAGES_AT = 32  # two numbers: the first free page, how many there are
MOST_TRIED = 5000  # rows asked for one by one in a damaged place
LONGEST_JUMP = 1 << 32  # rows over a damaged place

Row = tuple[object, ...]


@dataclass(slots=True)
class TableRead:
    """What could be read of a table: rows in the order of ``columns``, ids (or numbers) of lost ones.

    ``layout`` names all columns of the damaged file; ``apart`` holds rows found outside the table's own tree.
    """

    columns: tuple[str, ...]
    layout: tuple[str, ...] = ()
    apart: list[Row] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


@contextmanager
def readings(path: Path, fresh: Path) -> Iterator[Iterator[dbapi2.Connection]]:
    """Yield ways to open the damaged file ``path``, the best first; ``fresh`` is an empty centre of today.

    With what its journals hold; without them; with a new head; with the whole first page new, whose tables
    lie where they lie in every file of this program.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        mended = Path(place) / "mended.db"

        def ways() -> Generator[dbapi2.Connection, None, None]:
            if left_over(path) and _is_own_log(path):
                yield from _tolerant(path, together=True)
            yield from _tolerant(path, together=False)
            for size in (HEAD, PAGE):
                _mend(path, fresh, mended, size)
                yield from _tolerant(mended, together=False)

        found = ways()
        try:
            yield found
        finally:
            found.close()


def read_table(connection: dbapi2.Connection, table: str, wanted: Sequence[str]) -> TableRead:
    """Read every row of ``table`` that can be read: around damaged places, then one by one in them."""
    try:
        there = connection.execute(f"PRAGMA table_info({quoted(table)})").fetchall()
        layout = tuple(str(row[1]) for row in there)
        columns = tuple(name for name in layout if name in wanted)
    except DRIVER_ERRORS:
        return TableRead(())
    if not columns:
        return TableRead(())
    names = ", ".join(quoted(name) for name in columns)
    query = f"SELECT rowid, {names} FROM {quoted(table)} NOT INDEXED"
    rows: dict[int, Row] = {}
    gaps = _scan_around(connection, query, rows)
    known = _indexed(connection, table) if "id" in columns else {}
    unread = {number for first, last in gaps for number in range(first, last + 1)[:MOST_TRIED]}
    lost = []
    for rowid in sorted((unread | known.keys()) - rows.keys()):
        readable = _scan(connection, f"{query} WHERE rowid = {rowid:d}", rows)
        if rowid not in rows and (rowid in known or not readable):
            lost.append(known.get(rowid, f"row {rowid}"))
    return TableRead(columns, layout, [], [rows[rowid] for rowid in sorted(rows)], lost)


def find_apart(path: Path, tables: Iterable[TableRead]) -> None:
    """Look for the lost rows whose ids are known in all pages of the file; the newest of each is taken."""
    wanted = {row_id: table for table in tables for row_id in table.lost if "id" in table.layout}
    if not wanted:
        return
    found: dict[str, tuple[str, Row]] = {}
    for values in carve(path):
        table = wanted.get(str(values[0])) if values else None
        if table is None or not len(values) <= len(table.layout):
            continue
        said = dict(zip(table.layout, values, strict=False))
        written = str(said.get("updated_at") or "")
        row_id = str(values[0])
        if row_id not in found or written > found[row_id][0]:
            found[row_id] = written, tuple(said.get(name) for name in table.columns)
    for row_id, (_written, row) in found.items():
        wanted[row_id].apart.append(row)
        wanted[row_id].lost.remove(row_id)


def _scan_around(
    connection: dbapi2.Connection, query: str, rows: dict[int, Row]
) -> list[tuple[int, int]]:
    """Read into ``rows`` all but the damaged places; return these as (first, last) number of a row.

    Behind a damaged place, ever longer jumps find where it goes on; from there it is read back to the place.
    """
    if _scan(connection, f"{query} ORDER BY rowid", rows):
        return []
    gaps = []
    low, jump = max(rows, default=0), 1
    while jump < LONGEST_JUMP:
        ahead: dict[int, Row] = {}
        whole = _scan(connection, f"{query} WHERE rowid > {low + jump:d} ORDER BY rowid", ahead)
        if not ahead and not whole:
            jump *= 2
            continue
        high = min(ahead, default=low + jump + 1)
        back: dict[int, Row] = {}
        between = f"{query} WHERE rowid > {low:d} AND rowid < {high:d}"
        _scan(connection, f"{between} ORDER BY rowid DESC", back)
        gaps.append((low + 1, min(back, default=high) - 1))
        rows.update(ahead | back)
        if whole:
            return gaps
        low, jump = max(low + jump, *ahead), 1  # a damaged page may hold any number
    return gaps


def _scan(connection: dbapi2.Connection, query: str, rows: dict[int, Row]) -> bool:
    """Read into ``rows`` up to the first damaged place; return whether there was none."""
    try:
        for rowid, *values in connection.execute(query):
            rows[rowid] = tuple(values)
    except DRIVER_ERRORS:
        return False
    return True


def _indexed(connection: dbapi2.Connection, table: str) -> dict[int, str]:
    """Return what the index of the key knows of each row: number -> id; from both ends of the index."""
    ids: dict[int, Row] = {}
    name = quoted(f"sqlite_autoindex_{table}_1")
    query = f"SELECT rowid, id FROM {quoted(table)} INDEXED BY {name} WHERE id > ''"
    if not _scan(connection, f"{query} ORDER BY id", ids):
        _scan(connection, f"{query} ORDER BY id DESC", ids)
    return {rowid: str(value) for rowid, (value,) in ids.items()}


def _tolerant(path: Path, *, together: bool) -> Iterator[dbapi2.Connection]:
    """Yield a connection to a file that may be shorter than it says and hold letters that are none."""
    try:
        with opened(path) if together else closing(open_file(path, "immutable")) as connection:
            connection.execute("PRAGMA writable_schema=ON").close()  # else a cut file is not opened
            connection.execute("PRAGMA cell_size_check=OFF").close()
            connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
            yield connection
    except DRIVER_ERRORS:
        return


def _is_own_log(path: Path) -> bool:
    try:
        return check_log(path).sound
    except DRIVER_ERRORS:
        return False


def _mend(path: Path, fresh: Path, mended: Path, size: int) -> None:
    """Copy ``path`` with its first ``size`` bytes taken from an empty file, and its own length in them."""
    shutil.copyfile(path, mended)
    with fresh.open("rb") as file:
        head = bytearray(file.read(size))
    pages = mended.stat().st_size // PAGE
    struct.pack_into(">I", head, PAGES_AT, pages)
    struct.pack_into(">II", head, FREE_PAGES_AT, 0, 0)
    head[VALID_FOR_AT : VALID_FOR_AT + 4] = head[CHANGES_AT : CHANGES_AT + 4]
    with mended.open("rb+") as file:
        file.write(head)
        file.truncate(pages * PAGE)
