"""How long programs take from their start to the words that they print."""

import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence

from tests.benchmarks.frame import ROOT, TIMES


def until_words(
    arguments: Sequence[str], words: Sequence[str], variables: Mapping[str, str] | None = None
) -> dict[str, float]:
    """Start Python once; return the milliseconds until it printed each of ``words``."""
    started = time.perf_counter()
    taken = {}
    with subprocess.Popen(
        [sys.executable, *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True, env=variables
    ) as program:
        for line in program.stdout or ():
            word = line.strip()
            if word in words:
                taken.setdefault(word, (time.perf_counter() - started) * 1000)
    if program.returncode or set(taken) != set(words):
        message = f"{' '.join(arguments)} printed only {sorted(taken)}, exit {program.returncode}"
        raise RuntimeError(message)
    return taken


def medians(
    arguments: Sequence[str],
    words: Sequence[str],
    variables: Mapping[str, str] | None = None,
    count: int = TIMES,
) -> dict[str, float]:
    """Return the median milliseconds to each word, the first start (cold) left out."""
    runs = [until_words(arguments, words, variables) for _ in range(count + 1)][1:]
    return {word: statistics.median(run[word] for run in runs) for word in words}


def bare_window(count: int = TIMES) -> dict[str, float]:
    """Return the milliseconds of a bare PySide6 window until ``painted`` and ``key``."""
    return medians(["-m", "tests.benchmarks._bare_window"], ("painted", "key"), count=count)
