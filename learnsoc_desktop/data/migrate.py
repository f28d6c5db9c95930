"""Brings a file of an older program up to date: a verified copy first, then one step after the other.

The number of the schema is the file's ``user_version``. Alembic is imported only when there is work.
"""

import pkgutil
from collections.abc import Callable
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from sqlalchemy import StaticPool, text
from sqlalchemy.engine import Connection, Engine
from sqlcipher3 import dbapi2

from learnsoc_desktop.core.files import replacing
from learnsoc_desktop.data import contents, meta, migrations, search
from learnsoc_desktop.data.connection import driver_of, engine_of, open_file, plain_errors
from learnsoc_desktop.data.disks import Disk
from learnsoc_desktop.data.errors import BackupFirst, DamagedFile

SCHEMA = 1  # of files this program writes; as many as there are steps

Upgrade = Callable[[], None]


def steps() -> dict[int, str]:
    """Return the names of the modules of all steps, by number."""
    found = {}
    for module in pkgutil.iter_modules(migrations.__path__):
        if module.name.startswith("v"):
            found[int(module.name[1:5])] = f"{migrations.__name__}.{module.name}"
    return found


def upgrade(path: Path, version: int, disk: Disk, backup: Callable[[Path], object]) -> None:
    """Take the file from ``version`` to ours. ``backup`` is called first and raises when it fails.

    Each step is one transaction: after a power cut the file is of one version or the next, never between.
    """
    backup(path)
    names = steps()
    engine = engine_of(path, "rw", disk, StaticPool, writes=True)
    with plain_errors(path):
        try:
            for number in range(version + 1, SCHEMA + 1):
                take_step(engine, number, import_module(names[number]).upgrade)
        finally:
            engine.dispose()


def take_step(engine: Engine, number: int, change: Upgrade) -> None:
    """Run one step and write its number, or nothing of it."""
    from alembic.migration import MigrationContext  # noqa: PLC0415  half of the start's time
    from alembic.operations import Operations  # noqa: PLC0415

    with engine.connect() as connection:
        driver = driver_of(connection)
        # A table is rebuilt by dropping the old one.
        driver.execute("PRAGMA foreign_keys=OFF").close()
        try:
            with connection.begin(), Operations.context(MigrationContext.configure(connection)):
                change()
                search.make_tables(connection)
                search.rebuild(connection, findable_tables(connection))
                mark_shape(connection)
                if connection.execute(text("PRAGMA foreign_key_check")).first() is not None:
                    raise DamagedFile
                connection.execute(text(f"PRAGMA user_version={number:d}"))
        finally:
            driver.execute("PRAGMA foreign_keys=ON").close()


def mark_shape(connection: Connection) -> None:
    """Write down how the tables are declared now, so that a check can tell a bit that turned there."""
    meta.write(connection, contents.SHAPE, contents.shape_of(driver_of(connection)))


def findable_tables(connection: Connection) -> list[str]:
    """Return the tables whose rows search finds, as the file has them now."""
    rows = connection.execute(
        text(
            "SELECT m.name FROM sqlite_master m, pragma_table_info(m.name) c"
            " WHERE m.type = 'table' AND c.name IN ('sort_key', 'search_text')"
            " GROUP BY m.name HAVING count(*) = 2 ORDER BY m.name"
        )
    )
    return list(rows.scalars())


def verified_copy(path: Path) -> Path:
    """Copy the file into the folder ``backups`` beside it and check the copy; return where it is.

    The copy is one whole file, also while others read. Raises BackupFirst when it cannot be made or is
    not as good as the original.
    """
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    target = path.parent / "backups" / f"{path.stem}-before-update-{stamp}.db"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with replacing(target) as part:
            source = open_file(path, "ro")
            try:
                source.execute("PRAGMA query_only=OFF").close()  # the copy is written too
                source.execute("VACUUM INTO ?", (str(part),)).close()
                expected = _contents(source)
            finally:
                source.close()
            copy = open_file(part, "immutable")
            try:
                sound = copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
                same = _contents(copy) == expected
            finally:
                copy.close()
            if not (sound and same):
                raise BackupFirst
    except (OSError, dbapi2.Error) as error:
        raise BackupFirst from error
    return target


def _contents(connection: dbapi2.Connection) -> tuple[int, dict[str, int]]:
    """Return the number of the schema and how many rows each table has."""
    return contents.schema_of(connection), contents.counts_of(connection)
