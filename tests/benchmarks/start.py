"""How long the window takes to be there, beside a bare window of the same libraries, started in turn."""

import os
import sys
import tempfile

from tests.benchmarks._centres import centre
from tests.benchmarks._starts import BARE, in_turn
from tests.benchmarks.frame import HOME, TIMES, figure

PEOPLE = 10_000
WORDS = ("painted", "rows", "key")
# The place that is opened, and the ratio it may take: "" is the program's own first page. The registry is
# measured too, since a key typed there at once reads all of its people first.
PLACES = {"today": ("", 5), "people": ("people", 6)}
MODULE = "tests.benchmarks._program_window"


def main() -> int:
    """Print the figures; return 1 when one is over."""
    with tempfile.TemporaryDirectory() as home, centre(PEOPLE) as folder:
        os.environ[HOME] = home
        programs = {
            name: (["-m", MODULE, str(folder), place], WORDS)
            for name, (place, _limit) in PLACES.items()
        }
        taken = in_turn({"bare": ([BARE], ("painted", "key")), **programs}, TIMES)
    bare = taken["bare"]["painted"]
    kept = [figure("window_painted", taken["today"]["painted"], "ms", limit=1.5, base=bare)]
    kept += [
        figure(f"first_key_{name}", taken[name]["key"], "ms", limit=limit, base=bare)
        for name, (_place, limit) in PLACES.items()
    ]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
