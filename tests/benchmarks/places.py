"""Reading the list of sub-districts, and finding in it as one types."""

import sys

from learnsoc_desktop.core import gazetteer
from learnsoc_desktop.core.places import Place
from tests.benchmarks.frame import figure, percentile, times

HERE = Place("กันตัง", "กันตัง", "ตรัง", "92110")
TYPED = ("น", "หน", "หนอง", "หนองบัว ลำ", "ต.ใน อ.เมือง", "กทม", "92110", "ฟหกด")
OFFERED = 40


def read() -> None:
    """Read the list from its file."""
    gazetteer.gazetteer.cache_clear()
    gazetteer.gazetteer()


def main() -> int:
    """Print the figures; return 1 when one is over."""
    first = min(times(read)) * 1000
    keys = [
        each * 1000
        for text in TYPED
        for each in times(lambda text=text: gazetteer.search(text, OFFERED, HERE))  # type: ignore[misc]
    ]
    kept = [
        figure("places_read", first, "ms", limit=30),
        figure("places_key_p95", percentile(keys), "ms", limit=16),
    ]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
