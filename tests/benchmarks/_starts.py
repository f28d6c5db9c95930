"""How long programs take from their start to the words that they print."""

import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence

from tests.benchmarks.frame import FOLDER, ROOT, TIMES

BARE = str(FOLDER / "_bare_window.py")
PATIENCE = 60.0  # seconds


def until_words(arguments: Sequence[str], words: Sequence[str]) -> dict[str, float]:
    """Start Python once; return the milliseconds until it printed each of ``words``."""
    started = time.perf_counter()
    taken: dict[str, float] = {}
    variables = {**os.environ, "QT_LOGGING_RULES": "*=false"}
    variables.pop("PYTHONDONTWRITEBYTECODE", None)  # as it was installed: its modules are compiled
    with subprocess.Popen(
        [sys.executable, *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True, env=variables
    ) as program:
        limit = threading.Timer(PATIENCE, program.kill)  # a dialog may wait for somebody
        limit.start()
        for line in program.stdout or ():
            word = line.strip()
            if word in words:
                taken.setdefault(word, (time.perf_counter() - started) * 1000)
        limit.cancel()
    if program.returncode or set(taken) != set(words):
        message = f"{' '.join(arguments)} printed only {sorted(taken)}, exit {program.returncode}"
        raise RuntimeError(message)
    return taken


def in_turn(
    programs: Mapping[str, tuple[Sequence[str], Sequence[str]]], count: int = TIMES
) -> dict[str, dict[str, float]]:
    """Start programs (arguments, words) in turn; return the median milliseconds to each word.

    In turn, so that a machine that grows slow meanwhile slows them all. The first start of each (cold)
    is left out.
    """
    runs: dict[str, list[dict[str, float]]] = {name: [] for name in programs}
    for number in range(count + 1):
        for name, (arguments, words) in programs.items():
            taken = until_words(arguments, words)
            if number:
                runs[name].append(taken)
    return {
        name: {word: statistics.median(run[word] for run in runs[name]) for word in words}
        for name, (_arguments, words) in programs.items()
    }
