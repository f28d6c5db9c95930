"""Long operations off the main thread, with progress and cancel."""

import logging
import sys
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal

from learnsoc_desktop.core.errors import AppError, Cancelled
from learnsoc_desktop.core.progress import Progress

SWITCH = 0.0005  # seconds a busy thread may keep the interpreter from the window
HELPERS = 2  # operations that do not write, at the same time

log = logging.getLogger(__name__)

Work = Callable[[Progress], Any]


class Job(QObject):
    """One running operation; lives on the main thread.

    Signals:
        progressed: Steps done, steps in all, text.
        ended: It succeeded, failed or was stopped.
    """

    progressed = Signal(int, int, str)
    ended = Signal()
    _finished = Signal(object, object)  # result, error; crosses from the worker thread

    def __init__(self, title: str, *, writes: bool, quiet: bool, parent: QObject) -> None:
        super().__init__(parent)
        self.title, self.writes, self.quiet = title, writes, quiet
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Ask the operation to stop at its next step; what it wrote is rolled back."""
        self._stop.set()

    @property
    def stopping(self) -> bool:
        """True when the person asked it to stop."""
        return self._stop.is_set()

    def step(self, done: int, total: int, text: str = "") -> None:
        """Implement Progress; called on the worker thread."""
        if self._stop.is_set():
            raise Cancelled
        self.progressed.emit(done, total, text)

    def work(self, work: Work) -> None:
        """Do the work on the thread that calls; hand its end to the main thread."""
        try:
            result = work(self)
        except AppError as error:
            self._finished.emit(None, error)
        except Exception as error:
            log.exception("job failed")
            self._finished.emit(None, error)
        else:
            self._finished.emit(result, None)


class JobRunner(QObject):
    """Runs one writing job at a time, so that the centre has one writer, and others beside it.

    Signals:
        started: A job for the status bar to follow.
        freed: The writing job has ended and its callback was called.
    """

    started = Signal(object)
    freed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(SWITCH)
        self._writer, self._helpers = QThreadPool(self), QThreadPool(self)
        self._writer.setMaxThreadCount(1)
        self._helpers.setMaxThreadCount(HELPERS)
        self._running: list[Job] = []

    def start(
        self,
        title: str,
        work: Work,
        then: Callable[[Any], None],
        otherwise: Callable[[AppError], None],
        *,
        writes: bool = False,
        quiet: bool = False,
    ) -> Job:
        """Run ``work``; then call ``then`` with its result, or ``otherwise``, on the main thread.

        A ``quiet`` job is told by its page; the window shows no bar for it.

        What is no AppError is raised again on the main thread, where the crash handler takes it.
        """
        job = Job(title, writes=writes, quiet=quiet, parent=self)
        self._running.append(job)

        def finish(result: object, error: Exception | None) -> None:
            self._running.remove(job)
            job.ended.emit()
            job.deleteLater()
            try:
                if error is None:
                    then(result)
                elif isinstance(error, AppError):
                    otherwise(error)
                else:
                    raise error
            finally:
                if writes and not self.writing:
                    self.freed.emit()

        job._finished.connect(finish, Qt.ConnectionType.QueuedConnection)  # noqa: SLF001
        self.started.emit(job)  # listeners connect here: a short job may end at once
        pool = self._writer if writes else self._helpers
        pool.start(lambda: job.work(work))
        return job

    @property
    def running(self) -> tuple[Job, ...]:
        """The jobs that run or wait for their turn, the oldest first."""
        return tuple(self._running)

    @property
    def writing(self) -> Job | None:
        """The job that writes, as the main thread knows it."""
        return next((job for job in self._running if job.writes), None)

    def cancel(self) -> None:
        """Ask every job to stop."""
        for job in self._running:
            job.cancel()

    def wait_for_helpers(self) -> None:
        """Block until no job runs that does not write; for a writing job, on its own thread."""
        self._helpers.waitForDone()

    def wait(self) -> None:
        """Block until no job runs; their callbacks come when the main thread is free again."""
        self._writer.waitForDone()
        self._helpers.waitForDone()
