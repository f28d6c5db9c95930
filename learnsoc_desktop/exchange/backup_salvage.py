# ruff: noqa: S608  names come from our own tables, quoted
"""Saves what can be read of a damaged centre into a new one, with a list of what could not be read.

DIR/centre.db      a new centre, sound, with every row that could be read and makes sense
DIR/not-saved.csv  what was lost or had to be changed: table, id, why, what was read of it
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Table, create_engine
from sqlcipher3 import dbapi2
from sqlmodel import SQLModel

from learnsoc_desktop.core.files import replacing, write_errors
from learnsoc_desktop.core.progress import NoProgress, Progress
from learnsoc_desktop.data import contents, search
from learnsoc_desktop.data.connection import open_file, plain_errors, read_errors
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.disks import Disk
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.data.migrate import findable_tables
from learnsoc_desktop.data.salvage import Row, TableRead, find_apart, read_table, readings
from learnsoc_desktop.data.values import check_of, makes_sense
from learnsoc_desktop.exchange import cells, writing
from learnsoc_desktop.exchange.backup_errors import BackupMissing, FolderInUse, NothingReadable
from learnsoc_desktop.exchange.backup_files import fetch_blob, intact

LISTING = "not-saved.csv"
MADE_ANEW = {"meta"}  # says how keys were made; the new file works them out itself
UNREADABLE_LETTER = "\ufffd"


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What was saved and lost: rows a table, the list of the lost, files that records name and nobody has."""

    rows: Mapping[str, int]
    lost: Mapping[str, int]
    listing: Path | None
    missing: tuple[str, ...]


def salvage(file: Path, place: Path, progress: Progress | None = None) -> Salvaged:
    """Save what can be read of ``file`` into a new centre in ``place``; ``file`` is left as it is.

    The caller imports the models of every feature first. Raises BackupMissing, FolderInUse, NothingReadable.
    """
    tell = progress or NoProgress()
    if not file.is_file():
        raise BackupMissing(name=file.name)
    with read_errors(file):
        file.open("rb").close()
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise FolderInUse(place=place)
    folder = CentreFolder(place)
    folder.prepare()
    with ExitStack() as clean_up:  # nothing saved leaves nothing behind
        clean_up.callback(_remove, folder)
        with replacing(
            folder.database
        ) as part:  # killed in between, there is no centre in ``place``
            work = _saved_into(part, file, tell)
        clean_up.pop_all()
    listing = _write_listing(place, work.notes)
    lost = Counter(note[0] for note in work.notes if note[2] == LOST)
    return Salvaged(work.rows, dict(lost), listing, _save_blobs(file, folder))


def _saved_into(part: Path, file: Path, progress: Progress) -> "_Saving":
    """Make a new centre's file at ``part`` and save into it what can be read of ``file``."""
    Database.create(part).close()
    read = _read_best(file, part, progress)
    if read is None:
        raise NothingReadable(name=file.name)
    work = _Saving(part)
    with plain_errors(part):
        work.save(read)
    for beside in part.parent.glob(f"{part.name}?*"):
        beside.unlink()
    return work


LOST, CHANGED = "lost", "changed"
APART = "found apart, compare it"
Note = tuple[str, str, str, str, str]  # table, id, lost or changed, why, what was read


class _Saving:
    """Writes rows that were read into the new file, and notes what does not go in."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.rows: dict[str, int] = {}
        self.notes: list[Note] = []

    def save(self, read: Mapping[str, TableRead]) -> None:
        with closing(open_file(self._path, "rw", Disk.REMOVABLE)) as connection:
            connection.execute("PRAGMA foreign_keys=OFF").close()
            connection.execute("BEGIN IMMEDIATE").close()
            for table in SQLModel.metadata.sorted_tables:
                if table.name in read:
                    self._save_table(connection, table, read[table.name])
            while self._mend_links(connection):
                pass
            connection.execute("COMMIT").close()
            self.rows = {
                name: count for name, count in contents.counts_of(connection).items() if count
            }
        engine = create_engine(
            "sqlite://", module=dbapi2, creator=lambda: open_file(self._path, "rw", Disk.REMOVABLE)
        )
        with engine.begin() as made:
            search.rebuild(made, findable_tables(made))
        engine.dispose()

    def _save_table(self, connection: dbapi2.Connection, table: Table, read: TableRead) -> None:
        self.notes += [(table.name, row_id, LOST, "damaged", "") for row_id in read.lost]
        if not read.columns:
            return
        checks = [check_of(table.c[name]) for name in read.columns]
        names = ", ".join(contents.quoted(name) for name in read.columns)
        marks = ", ".join("?" * len(read.columns))
        insert = f"INSERT INTO {contents.quoted(table.name)} ({names}) VALUES ({marks})"
        first_apart = len(read.rows)
        for number, row in enumerate((*read.rows, *read.apart)):
            values: list[object] = []
            faults = [APART] if number >= first_apart else []
            for name, value, check in zip(read.columns, row, checks, strict=True):
                good = makes_sense(value, check)
                values.append(value if good else None)
                if not good or (isinstance(value, str) and UNREADABLE_LETTER in value):
                    faults.append(name)
            try:
                connection.execute(insert, values).close()
            except dbapi2.Error as error:
                self._note(table, read.columns, row, LOST, ", ".join(faults) or str(error))
            else:
                if faults:
                    self._note(table, read.columns, row, CHANGED, ", ".join(faults))

    def _mend_links(self, connection: dbapi2.Connection) -> int:
        """Empty the links to lost rows; a row that is nothing without its link is lost too."""
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
        for name, rowid, parent, key in broken:
            table = SQLModel.metadata.tables[name]
            links = connection.execute(f"PRAGMA foreign_key_list({contents.quoted(name)})")
            column = next(row[3] for row in links.fetchall() if row[0] == key)
            where = f"{contents.quoted(name)} WHERE rowid = {int(rowid)}"
            row = connection.execute(f"SELECT * FROM {where}").fetchone()
            if row is None:
                continue  # two of its links were broken
            columns = tuple(contents.columns_of(connection, name))
            why = f"{column}: {parent} lost"
            if table.c[column].nullable:
                connection.execute(
                    f"UPDATE {contents.quoted(name)} SET {contents.quoted(column)} = NULL"
                    f" WHERE rowid = {int(rowid)}"
                ).close()
                self._note(table, columns, row, CHANGED, why)
            else:
                connection.execute(f"DELETE FROM {where}").close()
                self._note(table, columns, row, LOST, why)
        return len(broken)

    def _note(self, table: Table, columns: tuple[str, ...], row: Row, kind: str, why: str) -> None:
        said = dict(zip(columns, row, strict=True))
        content = json.dumps(said, ensure_ascii=False, default=repr)
        self.notes.append((table.name, str(said.get("id", "")), kind, why, content))


def _read_best(file: Path, fresh: Path, progress: Progress) -> dict[str, TableRead] | None:
    """Read every table we know in the first way that gives any row of a person's."""
    tables = [table for table in SQLModel.metadata.sorted_tables if table.name not in MADE_ANEW]
    with readings(file, fresh) as ways:
        for connection in ways:
            read = {}
            for number, table in enumerate(tables):
                progress.step(number, len(tables), table.name)
                read[table.name] = read_table(connection, table.name, table.c.keys())
            if any(each.rows for each in read.values()):
                find_apart(file, read.values())
                return read
    return None


def _write_listing(place: Path, notes: list[Note]) -> Path | None:
    if not notes:
        return None
    path = place / LISTING
    writing.write_csv(cells.Table(("table", "id", "what", "why", "content"), notes), path)
    return path


def _save_blobs(file: Path, folder: CentreFolder) -> tuple[str, ...]:
    """Copy the files that the saved records name; return those that are nowhere."""
    with closing(open_file(folder.database, "ro")) as connection:
        named = contents.named_blobs(connection)
    return tuple(sha256 for sha256 in named if not any(_fetched(file, folder, sha256)))


def _fetched(file: Path, folder: CentreFolder, sha256: str) -> Iterator[bool]:
    for place in (file.parent / "blobs", file.parent / "backups" / "blobs"):
        yield intact(folder.blob_path(sha256), sha256) or fetch_blob(place, folder.blobs, sha256)


def _remove(folder: CentreFolder) -> None:
    """Take the new folder away again."""
    with write_errors(folder.root):
        for path in folder.root.iterdir():
            if path.is_file():
                path.unlink()
        for path in (folder.blobs, folder.backups, folder.root):
            path.rmdir()
