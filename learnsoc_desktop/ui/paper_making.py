"""The pages of a report made in the child process: the first one early, all of them at the end."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from learnsoc_desktop.core.errors import AppError, Cancelled
from learnsoc_desktop.core.i18n import N_, _

if TYPE_CHECKING:
    from sqlmodel import Session

    from learnsoc_desktop.reporting.document import Report
    from learnsoc_desktop.ui.commands import Commands
    from learnsoc_desktop.ui.jobs import Job

T = TypeVar("T")
MAKE = "learnsoc_desktop.reporting.making:make_pages"
FIRST = "first.pdf"  # the child leaves it while it goes on
PATIENCE = 1800.0  # seconds: five thousand pages take minutes, and a person can stop them
SHORT = 400  # rows that are made in less time than a new child takes to start


class PagesNotMade(AppError):
    """A fault of the program stopped the making of the pages; the crash dialog tells it too."""

    message = N_("The pages could not be made.")
    hint = N_("Try again. If it stays so, choose another paper or fewer rows.")


class PaperMaking(QObject):
    """Makes the pages of one report after the other; a new one takes the place of the one before.

    It has no parent: a job that outlives the page still finds it, and tells nobody.

    Signals:
        read: What was asked for was read (whatever the question returned); its pages are next.
        begun: The first page is there (bytes of a PDF of its own).
        advanced: How many of how many rows are laid out.
        made: All pages are there (bytes of the PDF, letters no typeface has).
        refused: Why there are none (AppError).
    """

    read = Signal(object)
    begun = Signal(object)
    advanced = Signal(int, int)
    made = Signal(object, object)
    refused = Signal(object)

    def __init__(self, commands: Commands) -> None:
        super().__init__()
        self._commands = commands
        self._job: Job | None = None
        self._long = False

    @property
    def busy(self) -> bool:
        """True while pages are being made."""
        return self._job is not None

    def ask(
        self, question: Callable[[Session], T], report_of: Callable[[T], Report], paper: str
    ) -> None:
        """Read what ``question`` asks for off the main thread, then make the pages of its report."""

        def take(found: T) -> None:
            if job is self._job:
                self._job = None
                self.read.emit(found)
                self.make(report_of(found), paper)

        self.leave()
        self._long = False
        self._job = job = self._commands.ask(
            _("Making the pages"),
            question,
            take,
            otherwise=lambda error: self._refuse(job, error),
            quiet=True,
        )
        job.ended.connect(partial(self._ended, job))

    def make(self, report: Report, paper: str) -> None:
        """Begin to make the pages of ``report``."""
        self.leave()
        folder = Path(mkdtemp(prefix="learnsoc-"))
        self._long = sum(len(table.rows) for table in report.tables()) > SHORT
        self._job = job = self._commands.compute(
            _("Making the pages"),
            MAKE,
            (report, str(folder), paper),
            lambda made: self._take(job, made),
            otherwise=lambda error: self._refuse(job, error),
            timeout=PATIENCE,
            quiet=True,
        )
        seen: list[bytes] = []
        job.progressed.connect(lambda done, total, _t: self._look(job, folder, seen, done, total))
        job.ended.connect(partial(rmtree, folder, ignore_errors=True))
        job.ended.connect(partial(self._ended, job))

    def leave(self) -> None:
        """Let go of what is being made: nobody will look at it.

        Only what takes long is stopped, for that ends the child process, and the next pages would wait for a
        new one.
        """
        if self._job is not None and self._long:
            self._job.cancel()
        self._job = None

    def stop(self) -> None:
        """Stop because a person wants so."""
        if self._job is not None:
            self._long = True
            self.leave()
            self.refused.emit(Cancelled())

    def _look(self, job: Job, folder: Path, seen: list[bytes], done: int, total: int) -> None:
        if job is not self._job:
            return
        first = folder / FIRST
        if not seen and first.exists():
            seen.append(first.read_bytes())
            self.begun.emit(seen[0])
        self.advanced.emit(done, total)

    def _take(self, job: Job, made: tuple[bytes, tuple[str, ...]]) -> None:
        if job is self._job:
            self._job = None
            self.made.emit(*made)

    def _refuse(self, job: Job, error: AppError) -> None:
        if job is self._job:
            self._job = None
            self.refused.emit(error)

    def _ended(self, job: Job) -> None:
        if job is self._job:  # its own word comes next, if it has one
            QTimer.singleShot(0, lambda: self._refuse(job, PagesNotMade()))
