"""A roll of more than 100 pages, from the click to its first page, and what the window takes to show it."""

import gc
import os
import statistics
import sys
import time
from functools import partial

from learnsoc_desktop.app import Application
from learnsoc_desktop.core.process_memory import memory_of
from learnsoc_desktop.features.overview.reports_page import ReportsPage
from learnsoc_desktop.features.overview.reports_widget import ReportRow
from tests.benchmarks._centres import centre
from tests.benchmarks._program import run, until, view_of
from tests.benchmarks.frame import figure

PEOPLE = 3600
PAGES = 100
TIMES = 3
MEGABYTE = 2**20


def show(application: Application, key: str) -> tuple[float, float]:
    """Click a paper; return the seconds until its first page is painted, and until all are there."""
    page = view_of(application, ReportsPage)
    if not isinstance(page, ReportsPage):
        raise TypeError(page)
    painted: list[float] = []
    row = next(row for row in page.papers.findChildren(ReportRow) if row.spec.key == key)
    started = time.perf_counter()
    seen = page.preview.making.begun.connect(lambda _pdf: painted.append(_painted(page)))
    row.click()
    until(lambda: page.preview.ready)
    all_there = time.perf_counter() - started
    page.preview.making.begun.disconnect(seen)
    return (painted[0] - started if painted else all_there), all_there


def _painted(page: ReportsPage) -> float:
    """Paint the window and say when."""
    page.window().grab()
    return time.perf_counter()


def measure(application: Application, kept: list[bool]) -> None:
    """Print the figures."""
    application.window.open("reports", report="summary")
    page = view_of(application, ReportsPage)
    if not isinstance(page, ReportsPage):
        raise TypeError(page)
    until(lambda: page.preview.ready)
    gc.collect()
    before = memory_of(os.getpid())
    taken, most = [], 0
    for _time in range(TIMES):
        taken.append(show(application, "learner-roll"))
        if page.preview.pages.count < PAGES:
            raise ValueError(page.preview.pages.count)
        for number in range(0, page.preview.pages.count, 5):
            page.preview.pages.go_to(number)
            page.window().grab()
            most = max(most, memory_of(os.getpid()))
        show(application, "summary")
    first, whole = (statistics.median(each) for each in zip(*taken, strict=True))
    kept += [
        figure("preview_first_page", first, "s", limit=1.0),
        figure("preview_all_pages", whole, "s", limit=10.0),
        figure("preview_memory", (most - before) / MEGABYTE, "MB", limit=40),
    ]


def main() -> int:
    """Print the figures; return 1 when one is over."""
    kept: list[bool] = []
    with centre(PEOPLE) as folder:
        run(folder, partial(measure, kept=kept))
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
