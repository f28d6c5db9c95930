"""Taking in a file of 10,000 people with all checks, as the window does.

The preview reads it, compares it with the registry and looks for rows that look like somebody; when it is taken,
the warm child compares it again and lays its rows out; then they are stored.
"""

import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.core.progress import NoProgress
from learnsoc_desktop.core.worker import Worker
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.exchange.importing import load
from learnsoc_desktop.exchange.tables import Table, write_table
from learnsoc_desktop.features.people.import_fields import import_plan
from learnsoc_desktop.features.people.import_look import look_at, preview
from learnsoc_desktop.features.people.importer import long_import
from tests.benchmarks._centres import HEADS, centre, list_of_people
from tests.benchmarks.frame import figure

ROWS = 10_000
TIMES = 5
LIMIT = 2.5  # seconds
LOOK_LIMIT = 2.0  # seconds until the preview is there
MODELS = "learnsoc_desktop.features.centre.references:load_models"


def seconds(worker: Worker, path: Path) -> float:
    """Return how long it takes from choosing a file until its people are stored safely."""
    today = date.today()  # noqa: DTZ011  a person's own day
    with (
        centre(0, fresh=True) as folder,
        Database.open(CentreFolder(folder).database) as database,
    ):
        started = time.perf_counter()
        with database.reading() as session:
            plan = import_plan(session, today)
        parsed = load(worker, path, plan)
        take = long_import(worker, database.path, parsed, today=today, progress=NoProgress())
        result, _changes = database.write_long(take, "x")
        taken = time.perf_counter() - started
    if result.added != ROWS:
        raise AssertionError(result.line())
    return taken


def looking(worker: Worker, path: Path) -> float:
    """Return how long it takes from choosing a file until what becomes of each row can be shown."""
    today = date.today()  # noqa: DTZ011  a person's own day
    with centre(0) as folder, Database.open(CentreFolder(folder).database) as database:
        started = time.perf_counter()
        with database.reading() as session:
            plan = import_plan(session, today)
        looked = worker.call(look_at, str(path), plan)
        with database.reading() as session:
            shown = preview(session, looked, today)
        result = shown.result
        taken = time.perf_counter() - started
    if result.added + result.parked != ROWS:
        raise AssertionError(result.line())
    return taken


def main() -> int:
    """Print the figures; return 1 when one is over."""
    resolve(MODELS)()
    worker, kept = Worker(), []
    table = Table(HEADS, list_of_people(ROWS))
    with tempfile.TemporaryDirectory() as folder:
        for ending in ("csv", "xlsx"):
            path = Path(folder) / f"people.{ending}"
            write_table(table, path)
            seconds(worker, path)  # the child is warm then
            value = statistics.median(seconds(worker, path) for _ in range(TIMES))
            kept.append(figure(f"take_in_{ending}", value, "s", limit=LIMIT))
            looking(worker, path)
            value = statistics.median(looking(worker, path) for _ in range(TIMES))
            kept.append(figure(f"look_at_{ending}", value, "s", limit=LOOK_LIMIT))
    worker.close()
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
