"""How long the window takes to be there, beside a bare window of the same libraries."""

import os
import sys
import tempfile
from pathlib import Path

from tests.benchmarks._starts import bare_window, medians, until_words
from tests.benchmarks.frame import figure

PEOPLE = 10_000
FIRST_PLACE = "today"
WORDS = ("painted", "rows", "key")
MAKE = """
import sys, pathlib
from learnsoc_desktop.features.overview.sample import make_sample_centre as make
make(pathlib.Path(sys.argv[1]), people=int(sys.argv[2]))
"""


def main() -> int:
    """Print the figures; return 1 when one is over."""
    with tempfile.TemporaryDirectory() as home:
        centre = str(Path(home) / "centre")
        variables = {**os.environ, "LEARNSOC_HOME": home}
        until_words(["-c", MAKE, centre, str(PEOPLE)], ())
        arguments = ["-m", "tests.benchmarks._program_window", centre, FIRST_PLACE]
        bare = bare_window()["painted"]
        ours = medians(arguments, WORDS, variables)
    kept = [
        figure("window_painted", ours["painted"], "ms", limit=1.5, base=bare),
        figure("first_rows_and_key", ours["key"], "ms", limit=5, base=bare),
    ]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
