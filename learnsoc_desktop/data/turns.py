"""Whose turn it is to write: one writer at a time, and a long one gives way to the others."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from learnsoc_desktop.core.errors import DatabaseBusy
from learnsoc_desktop.core.progress import Progress

WAIT_SECONDS = 5.0  # for another thread's write
ASK_AGAIN = 0.005  # seconds; a wish that comes between two statements is not heard by the driver
QUIET = 0.05  # seconds without a write, before a long one begins again
INTERRUPTED = 9  # SQLite's code


class GaveWay(Exception):
    """A long write was rolled back because somebody else wants to write."""


class WriteTurns:
    """Hands the one writing connection from thread to thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._guard = threading.Lock()  # over the two below
        self._stop: Callable[[], None] | None = None  # interrupts who writes now, if it gives way
        self._asked = False  # to give way
        self._thread = 0  # that writes now
        self._ended = 0.0  # when the last write did
        self._over = threading.Condition()  # told at the end of each write

    @property
    def soon(self) -> bool:
        """Whether a writer gets its turn at once, or as soon as a long write was rolled back."""
        return not self._lock.locked() or self._stop is not None

    @contextmanager
    def turn(self, stop: Callable[[], None] | None = None) -> Iterator[None]:
        """Wait for the turn and hold it for the block.

        ``stop`` interrupts the statement that runs; with it the block gives way: when somebody else asks for
        the turn, GaveWay is raised out of it. Raises DatabaseBusy after WAIT_SECONDS.
        """
        if self._thread == threading.get_ident():
            raise RuntimeError("a unit of work is open in this thread")
        self._acquire()
        with self._guard:
            self._stop, self._asked = stop, False
        self._thread = threading.get_ident()
        try:
            yield
        except (DBAPIError, dbapi2.Error) as error:
            if self._asked and _is_interruption(error):
                raise GaveWay from error
            raise
        finally:
            self._thread = 0
            self.hold()
            self._ended = time.monotonic()
            self._lock.release()
            with self._over:
                self._over.notify_all()

    def hold(self) -> None:
        """Give way no longer: what was written is about to be kept."""
        with self._guard:
            self._stop = None

    def check(self) -> None:
        """Raise GaveWay when the one who writes was asked for the turn; called before each statement."""
        if self._asked and self._stop is not None:
            raise GaveWay

    def wait_for_quiet(self, end: float, progress: Progress) -> None:
        """Let the others write until there is a pause, or the clock is at ``end`` (monotonic seconds).

        ``progress`` may stop the waiting.
        """
        while self._busy() and time.monotonic() < end:
            progress.step(0, 0)
            with self._over:
                self._over.wait(QUIET / 2)

    def _busy(self) -> bool:
        return self._lock.locked() or time.monotonic() - self._ended < QUIET

    def _acquire(self) -> None:
        end = time.monotonic() + WAIT_SECONDS
        while not self._lock.acquire(timeout=self._ask()):
            if time.monotonic() > end:
                raise DatabaseBusy

    def _ask(self) -> float:
        """Ask the one who writes to give way; return how many seconds to wait for that."""
        with self._guard:
            if self._stop is None:
                return WAIT_SECONDS / 10
            self._asked = True
            self._stop()
            return ASK_AGAIN


def _is_interruption(error: BaseException) -> bool:
    cause = error.orig if isinstance(error, DBAPIError) else error
    return getattr(cause, "sqlite_errorcode", 0) == INTERRUPTED
