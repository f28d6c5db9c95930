"""Marks and searches while a paper of 5,000 rows is made, and while a file of 10,000 rows is taken in.

Keys come at a steady pace, whatever became of the one before. A key's time runs from the moment it is due
until the mark is stored safely and shown, or the rows that were looked for are there.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from learnsoc_desktop.app import Application
from learnsoc_desktop.data.entity import utc_now
from learnsoc_desktop.data.instant_list import InstantList
from learnsoc_desktop.exchange.importing import ImportResult, ParsedFile
from learnsoc_desktop.exchange.tables import Table, write_table
from learnsoc_desktop.features.activities.attendance_page import AttendancePage
from learnsoc_desktop.features.activities.model import Mark
from learnsoc_desktop.features.people.import_fields import import_plan
from learnsoc_desktop.features.people.importer import long_import
from learnsoc_desktop.features.people.model import Person
from learnsoc_desktop.features.people.queries import person_rows
from learnsoc_desktop.reporting.making import make_pages
from tests.benchmarks._centres import HEADS, centre, list_of_people
from tests.benchmarks._program import press, run, until, view_of
from tests.benchmarks.frame import figure, percentile
from tests.benchmarks.mark import whom
from tests.benchmarks.paper import PICKED, report_of

PEOPLE = 10_000
ROWS, PAPER_ROWS = 10_000, 5_000
PACE = 0.1  # seconds between two keys; a quick person needs three times as long
LIMIT = 50.0  # ms
WORDS = ("บุญ", "สม", "ก", "ทองดี")
TIMES = 3


class Hands:
    """Presses a key each time one is due, and notes how long it took."""

    def __init__(self, application: Application) -> None:
        context = application._context
        assert context is not None
        self.commands = context.commands
        held, _people = self.commands.query(whom)
        context.open_task(AttendancePage(context, held))
        page = view_of(application, AttendancePage)
        assert isinstance(page, AttendancePage)
        self.page = page
        self.list = InstantList(Person)
        self.commands.query(self.list.load)
        self.taken: dict[str, list[float]] = {"mark": [], "search": []}
        self.waiting: list[tuple[float, int, Mark]] = []  # marks that are not shown yet
        self._number = 0

    def until(self, done: Callable[[], bool]) -> None:
        """Go on until ``done`` and every mark is shown."""
        due = time.perf_counter()
        while not (done() and not self.waiting):
            if time.perf_counter() >= due and not done():
                (self.mark if self._number % 2 else self.search)(due)
                self._number += 1
                due += PACE
            QApplication.processEvents()
            self.look()

    def mark(self, due: float) -> None:
        """Go to the next person and press a key that gives another mark than before."""
        rows = self.page.sheet.rows
        number = self._number // 2 % len(rows)
        mark, key = (Mark.LATE, Qt.Key.Key_2)
        if rows[number].mark is mark:
            mark, key = (Mark.PRESENT, Qt.Key.Key_1)
        self.page.view.go_to(number)
        press(self.page.view, key, chr(key))
        self.waiting.append((due, number, mark))

    def look(self) -> None:
        """Note which marks are shown by now."""
        while self.waiting:
            due, number, mark = self.waiting[0]
            if self.page.sheet.rows[number].mark is not mark:
                return
            self.taken["mark"].append((time.perf_counter() - due) * 1000)
            del self.waiting[0]

    def search(self, due: float) -> None:
        """Look for a word; read the first rows that are shown."""
        word, today = WORDS[self._number // 2 % len(WORDS)], utc_now().date()
        found = self.commands.query(lambda session: self.list.query(session, word))
        self.commands.query(lambda s: person_rows(s, found.window(s, 0, 50), today))
        self.taken["search"].append((time.perf_counter() - due) * 1000)

    def tell(self, beside: str) -> None:
        """Print the figures."""
        for what, times in self.taken.items():
            figure(f"{what}_beside_{beside}", percentile(times), "ms", limit=LIMIT)


def paper(application: Application, folder: Path) -> None:
    """Make papers, one after the other."""
    hands = Hands(application)
    commands = hands.commands
    for number in range(TIMES):
        rows = [[str(row[at]) for at in PICKED] for row in list_of_people(PAPER_ROWS, number)]
        report = report_of(rows)
        ended: list[object] = []
        place = folder / f"paper-{number}"
        place.mkdir()
        commands.compute("x", make_pages, (report, str(place), "A4"), ended.append)
        hands.until(partial(_any, ended))
    hands.tell("paper")


def take_in(application: Application, folder: Path) -> None:
    """Take files in, one after the other: read in the child, then compared and stored."""
    hands = Hands(application)
    commands = hands.commands
    today = date.today()  # noqa: DTZ011  a person's own day
    for number in range(TIMES):
        path = folder / f"people-{number}.csv"
        write_table(Table(HEADS, list_of_people(ROWS, 100 + number, ROWS * number)), path)
        plan = commands.query(lambda session: import_plan(session, today))
        ended: list[ImportResult] = []

        def store(parsed: ParsedFile, ended: list[ImportResult] = ended) -> None:
            commands.start_long(
                "x",
                lambda worker, progress: long_import(
                    worker, commands.database.path, parsed, today=today, progress=progress
                ),
                ended.append,
            )

        commands.compute(
            "x", "learnsoc_desktop.exchange.importing:parse_file", (str(path), plan), store
        )
        hands.until(partial(_any, ended))
        if ended[0].added < ROWS - 20:  # two of one name, birth and village are taken for one
            raise AssertionError(ended[0].line())
    hands.tell("take_in")


def _any(ended: Sequence[object]) -> bool:
    return bool(ended)


def measure(application: Application) -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        paper(application, Path(folder))
        take_in(application, Path(folder))
    until(lambda: not application.desk.jobs.running)


def main() -> int:
    """Print the figures."""
    with centre(PEOPLE, fresh=True) as folder:
        run(folder, measure)
    return 0


if __name__ == "__main__":
    sys.exit(main())
