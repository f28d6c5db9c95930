"""Finding people as one types, and scrolling through all of them, in a registry of 100,000."""

import os
import random
import sys
import time

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from learnsoc_desktop.app import Application
from learnsoc_desktop.core.process_memory import memory_of
from learnsoc_desktop.features.people.list_filters_widget import EVERYBODY_KEY
from learnsoc_desktop.features.people.page import PeoplePage
from tests.benchmarks._centres import centre
from tests.benchmarks._program import press, run, until, view_of
from tests.benchmarks.frame import figure, percentile

PEOPLE = 100_000
SHOWN = 100  # rows read at each key
LENGTHS = (1, 2, 3, 5, 8)
NAMES = 40  # persons whose names are typed
SYLLABLES = (
    *("บุญ", "ศรี", "ทอง", "สม", "จัน", "นาง", "พร", "แก้ว", "ใจ", "วง"),
    *("า", "ร", "น", "ก", "08", "1", "๑", "สุ", "ดี", "มา"),
)
STEPS = 600  # places all over the list that are scrolled to
FRAME = 16.0  # ms
MEGABYTES = 200
MEGABYTE = 1 << 20


class Typist:
    """Types into the search field of the registry and looks at the clock."""

    def __init__(self, page: PeoplePage) -> None:
        self.page = page
        self.taken: dict[int, list[float]] = {}  # length of what stands in the field -> ms
        self.seen: list[float] = []  # ms until all of it is painted

    def word(self, text: str) -> list[float]:
        """Type a word letter by letter into the empty field; return the ms of each key."""
        self.page.search.clear()
        QApplication.processEvents()
        times = []
        for letter in text:
            started = time.perf_counter()
            press(self.page.search, Qt.Key.Key_unknown, letter)
            records = self.page.table.records
            rows = [records.row(at) for at in range(min(SHOWN, records.rowCount()))]
            times.append((time.perf_counter() - started) * 1000)
            if None in rows:
                raise AssertionError(text)
            QApplication.processEvents()
            self.seen.append((time.perf_counter() - started) * 1000)
        for length, taken in enumerate(times, 1):
            self.taken.setdefault(length, []).append(taken)
        return times


def measure(application: Application) -> None:
    """Print the figures."""
    application.window.open("people")
    page = view_of(application, PeoplePage)
    assert isinstance(page, PeoplePage)
    until(lambda: quiet(page))
    page.filter_bar.set_active([EVERYBODY_KEY])
    until(lambda: quiet(page))
    typist = Typist(page)
    rng = random.Random(3)
    count = page.table.records.rowCount()
    names = []
    for _ in range(NAMES):
        row = page.table.records.row(rng.randrange(count))
        assert row is not None
        names.append(f"{row.values['first_name']} {row.values['last_name']}")
    typist.word("กก")  # what is worked out once
    typist.taken.clear()
    common = [taken for text in SYLLABLES for taken in typist.word(text)]
    for name in names:
        typist.word(name)
    for length in LENGTHS:
        figure(f"search_{length}", percentile(typist.taken[length]), "ms", limit=FRAME)
    figure("search_common", percentile(common), "ms", limit=FRAME)
    figure("search_painted", percentile(typist.seen), "ms", limit=2 * FRAME)
    typist.page.search.clear()
    figure("scroll", percentile(scroll(page, count)), "ms", limit=FRAME)
    figure("memory", memory_of(os.getpid()) / MEGABYTE, "MB", limit=MEGABYTES)


def quiet(page: QWidget) -> bool:
    """Return True when the page does nothing by itself any more: its index is made."""
    return not any(timer.isActive() for timer in page.findChildren(QTimer))


def scroll(page: PeoplePage, count: int) -> list[float]:
    """Go through all rows, from the first to the last; return the ms of each step."""
    bar = page.table.verticalScrollBar()
    times = []
    for step in range(STEPS + 1):
        started = time.perf_counter()
        bar.setValue(bar.maximum() * step // STEPS)
        QApplication.processEvents()
        times.append((time.perf_counter() - started) * 1000)
    for key in (Qt.Key.Key_End, Qt.Key.Key_Home, *[Qt.Key.Key_PageDown] * STEPS):
        started = time.perf_counter()
        press(page.table, key)
        QApplication.processEvents()
        times.append((time.perf_counter() - started) * 1000)
    if page.table.currentIndex().row() < min(count - 1, STEPS):
        raise AssertionError(page.table.currentIndex().row())
    return times


def main() -> int:
    """Print the figures; return 1 when one is over."""
    with centre(PEOPLE) as folder:
        run(folder, measure)
    return 0


if __name__ == "__main__":
    sys.exit(main())
