"""What is done with a centre that is closed: the backup of its end, and work that needs it closed."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer

from learnsoc_desktop.core.errors import AppError, Cancelled, JobRunning
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.exchange.backup_auto import back_up_if_changed
from learnsoc_desktop.exchange.backup_manifest import Why
from learnsoc_desktop.ui.wait_page import WaitPage

if TYPE_CHECKING:
    from pathlib import Path

    from learnsoc_desktop.core.progress import Progress
    from learnsoc_desktop.ui.context import Desk
    from learnsoc_desktop.ui.main_window import MainWindow

SHOWN_AFTER = 300  # ms: what is done sooner needs no words
LONGEST = 10_000  # ms the end of the program waits for its backup

T = TypeVar("T")
log = logging.getLogger(__name__)


class Closing(QObject):
    """Makes the backup that goes before the end of the program, then closes the window.

    Without anything new the window closes at once. Closing it again, or LONGEST, ends the waiting.
    """

    def __init__(self, desk: Desk, window: MainWindow, folder: Path) -> None:
        super().__init__(window)
        self._window, self._page = (
            window,
            WaitPage(
                _("Backing up before the end"),
                _("Everything is saved already. The window closes by itself in a moment."),
                (_("Close without waiting"), window.close),
            ),
        )
        job = desk.jobs.start(
            _("Backing up"),
            lambda progress: back_up_if_changed(CentreFolder(folder), Why.CLOSE, progress=progress),
            self._done,
            self._failed,
            quiet=True,
        )
        self._page.follow(job)
        self._running = True
        QTimer.singleShot(SHOWN_AFTER, self, self._show)
        QTimer.singleShot(LONGEST, self, self._done)

    def _show(self) -> None:
        if self._running:
            self._window.stand_alone(self._page)

    def _done(self, _made: object = None) -> None:
        if self._running:
            self._running = False
            self._window.close()

    def _failed(self, error: AppError) -> None:
        if not self._running or isinstance(error, Cancelled):
            return
        self._show()
        self._running = False
        log.warning("backup at close failed: %s", type(error).__name__)
        said = _("No backup could be made. What you typed is saved all the same.")
        self._page.fail(f"{said}\n{error}")


def back_up_closed(desk: Desk, folder: Path) -> None:
    """Back up a centre that was just closed while the program goes on, if it changed."""
    desk.jobs.start(
        _("Backing up"),
        lambda progress: back_up_if_changed(CentreFolder(folder), Why.CLOSE, progress=progress),
        lambda _made: None,
        lambda error: log.warning("backup at close failed: %s", type(error).__name__),
        quiet=True,
    )


def while_closed(
    desk: Desk,
    window: MainWindow,
    doors: tuple[Callable[[], None], Callable[[], None]],
    title: str,
    work: Callable[[Progress], T],
    then: Callable[[T], object],
) -> None:
    """Close the centre, do ``work`` off the main thread, open it again, then call ``then``.

    ``doors`` close and open it. Refused in the message bar while a job runs that the person waits for.
    """
    close, reopen = doors
    if loud := [job for job in desk.jobs.running if not job.quiet]:
        desk.fail(JobRunning(title=loud[0].title))
        return

    def alone(progress: Progress) -> T:
        desk.jobs.wait_for_helpers()  # a backup that ends now still reads the file
        return work(progress)

    def end(result: T) -> None:
        reopen()
        then(result)

    def fail(error: AppError) -> None:
        reopen()
        desk.fail(error)

    close()
    page = WaitPage(title, _("The centre opens again by itself in a moment."))
    page.follow(desk.jobs.start(title, alone, end, fail, writes=True, quiet=True))
    window.stand_alone(page)
