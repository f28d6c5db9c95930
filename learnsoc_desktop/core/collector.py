"""Python's garbage collector, out of the way of work that makes very many objects."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Keep the collector from walking over everything again and again inside the block.

    Tens of thousands of rows are born and none of them dies; looking for the dead costs a fifth of the
    time, and stops every thread while it looks. Objects without cycles are freed as always.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
