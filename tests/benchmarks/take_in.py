"""Taking in a file of 10,000 people with all checks, as the command line does: read, compared, stored."""

import contextlib
import io
import statistics
import sys
import tempfile
import time
from pathlib import Path

from learnsoc_desktop import cli
from learnsoc_desktop.exchange.tables import Table, write_table
from tests.benchmarks._centres import HEADS, centre, list_of_people
from tests.benchmarks.frame import figure

ROWS = 10_000
TIMES = 3
LIMIT = 2.5  # seconds


def seconds(path: Path) -> float:
    """Return how long it takes from the command until its people are stored safely."""
    said, doubts = io.StringIO(), io.StringIO()
    with (
        centre(0, fresh=True) as folder,
        contextlib.redirect_stdout(said),
        contextlib.redirect_stderr(doubts),
    ):
        started = time.perf_counter()
        code = cli.main(["--data", str(folder), "import", "people", str(path)])
        taken = time.perf_counter() - started
    if code or f"added {ROWS}," not in said.getvalue():
        raise AssertionError(code, said.getvalue())
    return taken


def main() -> int:
    """Print the figures; return 1 when one is over."""
    kept = []
    table = Table(HEADS, list_of_people(ROWS))
    with tempfile.TemporaryDirectory() as folder:
        for ending in ("csv", "xlsx"):
            path = Path(folder) / f"people.{ending}"
            write_table(table, path)
            seconds(path)
            value = statistics.median(seconds(path) for _ in range(TIMES))
            kept.append(figure(f"take_in_{ending}", value, "s", limit=LIMIT))
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
