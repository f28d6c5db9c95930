"""Measure speed and size: ``python -m tests.benchmarks.frame [NAME …]`` runs every file of this folder.

Each file is a program of its own that prints, through ``figure``, a line a figure::

    name value unit ratio limit ok|over

``ratio`` is the value divided by what the bare libraries take in the same run, and the limit is then a
ratio too; without a base it is ``-`` and the limit is in the unit of the value.

All work on sample centres that are made once in a run, in a folder that goes with it.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parent.parent
TIMES = 7
CENTRES = "LEARNSOC_BENCH_CENTRES"  # the variable that names the folder of the sample centres
HOME = "LEARNSOC_HOME"


def times(action: Callable[[], object], count: int = TIMES, *, warm: int = 1) -> list[float]:
    """Return the seconds of ``count`` runs, after ``warm`` runs that are not counted."""
    for _ in range(warm):
        action()
    taken = []
    for _ in range(count):
        started = time.perf_counter()
        action()
        taken.append(time.perf_counter() - started)
    return taken


def median(action: Callable[[], object], count: int = TIMES, *, warm: int = 1) -> float:
    """Return the median of ``times``, in seconds."""
    return statistics.median(times(action, count, warm=warm))


def percentile(values: Sequence[float], share: float = 0.95) -> float:
    """Return the value that ``share`` of the values do not pass."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def figure(name: str, value: float, unit: str, *, limit: float, base: float | None = None) -> bool:
    """Print one line; return whether the value keeps its limit. ``base`` is in the unit of ``value``."""
    ratio = value / base if base else None
    kept = (value if ratio is None else ratio) <= limit
    shown = "-" if ratio is None else f"{ratio:.2f}"
    print(f"{name} {value:.2f} {unit} {shown} {limit:g} {'ok' if kept else 'over'}", flush=True)
    return kept


def benchmarks(names: Sequence[str]) -> list[str]:
    """Return the modules to run: all, or those whose name holds one of ``names``."""
    found = sorted(path.stem for path in FOLDER.glob("[!_]*.py") if path.stem != "frame")
    return [name for name in found if not names or any(part in name for part in names)]


def main(names: Sequence[str]) -> int:
    """Run the benchmarks one after the other; return 1 when a figure is over or one broke."""
    over = []
    with tempfile.TemporaryDirectory(prefix="learnsoc-bench-") as folder:
        for name in benchmarks(names):
            over += run(name, folder)
    print("Over: " + ", ".join(over) if over else "Every figure keeps its limit.")
    return 1 if over else 0


def run(name: str, folder: str) -> list[str]:
    """Run one file and pass its lines on; return what is over in it, its own name if it broke."""
    found = []
    with subprocess.Popen(
        [sys.executable, "-m", f"tests.benchmarks.{name}"],
        cwd=ROOT,
        env={**os.environ, CENTRES: folder, HOME: folder},
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        for line in program.stdout or ():
            print(line, end="", flush=True)
            if line.endswith(" over\n"):
                found.append(line.split()[0])
    return found or ([f"{name} (broke)"] if program.returncode else [])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
