"""Comparing a registry of 100,000 with itself, as the window does in the child; merging two of its records."""

import gc
import sys
import time

from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.core.worker import Worker
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.features.people.duplicate_queries import people_like, scan
from learnsoc_desktop.features.people.merge_service import merge_people, unmerge_person
from learnsoc_desktop.features.people.queries import person_details
from tests.benchmarks._centres import centre
from tests.benchmarks.frame import figure, median, percentile

PEOPLE = 100_000
SCAN, MERGE, HINT = 10.0, 100.0, 500.0  # s, ms, ms
MERGES = 20
MODELS = "learnsoc_desktop.features.centre.references:load_models"


class Steps:
    """Counts what a scan reports."""

    def __init__(self) -> None:
        self.count = 0

    def step(self, done: int, total: int, text: str = "") -> None:
        """Take note of a step; the worker calls it every tenth of a second as well."""
        del done, text
        self.count += total > 0


def main() -> int:
    """Print the figures; return 1 when one is over."""
    resolve(MODELS)()
    worker, steps = Worker(), Steps()
    worker.warm(scan.__module__)
    with centre(PEOPLE, fresh=True) as folder:
        path = CentreFolder(folder).database
        worker.call(people_like, str(path), {}, None)  # the child is there
        started = time.perf_counter()
        pairs = worker.call(scan, str(path), progress=steps)
        kept = [figure("duplicates_scan", time.perf_counter() - started, "s", limit=SCAN)]
        if not (pairs and steps.count):
            raise AssertionError(len(pairs), steps.count)
        with Database.open(path) as database:
            times = []
            gc.freeze()  # as the window does once it stands
            for pair in pairs[:MERGES]:
                started = time.perf_counter()
                with database.writing("merge") as uow:
                    merge_people(uow, pair.one, pair.two)
                times.append((time.perf_counter() - started) * 1000)
                with database.writing("unmerge") as uow:
                    unmerge_person(uow, pair.two)
            kept.append(figure("merge", percentile(times), "ms", limit=MERGE))
            with database.reading() as session:
                typed = person_details(session, pairs[0].one).model_dump()
        taken = median(lambda: worker.call(people_like, str(path), typed, None)) * 1000
        kept.append(figure("duplicates_typed", taken, "ms", limit=HINT))
    worker.close()
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
