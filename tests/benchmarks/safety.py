"""What keeps a centre of 100 MB safe: its backup, the marks beside it, the check at the start, a way back."""

import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

from learnsoc_desktop.app import Application
from learnsoc_desktop.core.collector import collector_paused
from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.core.progress import Progress
from learnsoc_desktop.core.worker import Worker
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.entity import utc_now
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.exchange import backup
from learnsoc_desktop.exchange.backup_manifest import Why
from learnsoc_desktop.exchange.importing import parse_file
from learnsoc_desktop.exchange.tables import Table, write_table
from learnsoc_desktop.features.centre.batch_service import imports, undo_import
from learnsoc_desktop.features.people.import_fields import import_plan
from learnsoc_desktop.features.people.importer import import_people
from tests.benchmarks._centres import HEADS, centre, list_of_people
from tests.benchmarks._program import run
from tests.benchmarks.beside import Hands
from tests.benchmarks.frame import figure, median, percentile

PEOPLE = 50_000  # and what they did: about 100 MB
ROWS = 10_000
TIMES = 3
COPIED, VERIFIED = 1.5, 3.0  # seconds
MARK, CHECK = 50.0, 200.0  # ms
TAKEN_BACK = 0.3  # seconds
KEEP = "learnsoc_desktop.exchange.backup_keeping:keep"
MODELS = "learnsoc_desktop.features.centre.references:load_models"


class Marking(Hands):
    """Marks, and looks for nobody."""

    def search(self, due: float) -> None:
        """Let this key go by."""
        del due


@contextmanager
def verifying(taken: list[float]) -> Iterator[None]:
    """Note how long verifying takes in the backups that are made meanwhile."""
    check = backup.check_copy

    def timed(*args: Any) -> object:
        started = time.perf_counter()
        checked = check(*args)
        taken.append(time.perf_counter() - started)
        return checked

    with mock.patch.object(backup, "check_copy", timed):
        yield


def backups(folder: CentreFolder) -> None:
    """Print how long copying takes, and verifying after it."""
    whole, verified = [], []
    with verifying(verified):
        for _time in range(TIMES):
            started = time.perf_counter()
            backup.make_backup(folder, Why.ASKED)
            whole.append(time.perf_counter() - started)
    copied = [all_of - after for all_of, after in zip(whole, verified, strict=True)]
    figure("backup_copied", statistics.median(copied), "s", limit=COPIED)
    figure("backup_verified", statistics.median(verified), "s", limit=VERIFIED)


def starts(folder: CentreFolder) -> None:
    """Print how long opening takes with everything that is looked at before."""

    def look() -> None:
        opened.append(Database(folder.database, backup=backup.before_update, looks_inside=True))

    opened: list[Database] = []
    taken = []
    for _time in range(TIMES):
        taken.append(median(look, 1, warm=0) * 1000)
        opened.pop().close()
    figure("start_check", statistics.median(taken), "ms", limit=CHECK)


def marks(application: Application) -> None:
    """Print how long a mark takes while backups are made."""
    hands = Marking(application)
    folder = CentreFolder(hands.commands.database.path.parent)
    worker, now = Worker(), utc_now()
    for number in range(1, TIMES + 1):
        later = now + number * timedelta(hours=1)
        ended: list[object] = []
        application.desk.jobs.start(
            "x",
            partial(_keep, worker, folder, later),
            ended.append,
            application.desk.fail,
            quiet=True,
        )
        hands.until(partial(bool, ended))
    worker.close()
    figure("mark_beside_backup", percentile(hands.taken["mark"]), "ms", limit=MARK)


def _keep(worker: Worker, folder: CentreFolder, now: datetime, progress: Progress) -> object:
    return worker.call(KEEP, folder, now=now, progress=progress)


def taken_back(path: Path) -> float:
    """Return the seconds that taking back a file of 10,000 people takes."""
    today = date.today()  # noqa: DTZ011  a person's own day
    with (
        centre(0, fresh=True) as folder,
        Database.open(CentreFolder(folder).database) as database,
        collector_paused(),
    ):
        with database.reading() as session:
            plan = import_plan(session, today)
        parsed = parse_file(str(path), plan)
        with database.writing("x") as uow:
            import_people(uow, parsed, today=today)
        with database.reading() as session:
            batch = imports(session)[0]
        started = time.perf_counter()
        with database.writing("x") as uow:
            back = undo_import(uow, batch.id)
        taken = time.perf_counter() - started
    if back.count < ROWS:
        raise AssertionError(back)
    return taken


def main() -> int:
    """Print the figures."""
    resolve(MODELS)()
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "people.csv"
        write_table(Table(HEADS, list_of_people(ROWS)), path)
        figure(
            "taken_back",
            statistics.median(taken_back(path) for _time in range(TIMES)),
            "s",
            limit=TAKEN_BACK,
        )
    with centre(PEOPLE, fresh=True) as folder:
        backups(CentreFolder(folder))
        starts(CentreFolder(folder))
        run(folder, marks)
    return 0


if __name__ == "__main__":
    sys.exit(main())
