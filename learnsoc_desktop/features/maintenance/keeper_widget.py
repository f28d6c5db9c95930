"""The automatic backups of an open centre, after half an hour with changes, and its safety light.

A child process makes them (``exchange.backup_keeping``), so that a mark never waits. Killed in the middle it leaves
the backups of before.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from learnsoc_desktop.core.errors import AppError, Cancelled
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.core.worker import Worker
from learnsoc_desktop.data.entity import utc_now
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.exchange.backup_auto import EVERY
from learnsoc_desktop.exchange.backup_copies import SafetyState, safety_of
from learnsoc_desktop.features.maintenance.safety_queries import light_words
from learnsoc_desktop.ui.context import Safety

if TYPE_CHECKING:
    from learnsoc_desktop.core.progress import Progress
    from learnsoc_desktop.ui.context import Context
    from learnsoc_desktop.ui.jobs import Job

PLACE, SECTION = "care", "safety"
KEEP = "learnsoc_desktop.exchange.backup_keeping:keep"
IDLE = 10.0  # seconds after which the child process ends
LONGEST = 3600.0  # seconds a slow disk may take
TICK = 120_000  # ms between two looks whether a backup is due

log = logging.getLogger(__name__)


class Keeper(QObject):
    """Looks after the copies of the centre that is open, and sets the safety light."""

    def __init__(self, context: Context, worker: Worker | None = None) -> None:
        super().__init__(context.commands)
        self._worker = worker or Worker(idle=IDLE)
        self._context, self._folder = context, CentreFolder(context.home)
        self._job: Job | None = None
        self._ended = self._again = self._warned = False
        context.desk.copies_changed.connect(self.look)
        self._timer = QTimer(self)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self.keep)
        self._timer.start()
        self.look()

    def look(self) -> None:
        """Read the light again."""
        self._start(backs_up=False)

    def keep(self) -> None:
        """Back up and rehearse a restore, if it is time; then read the light again."""
        self._start(backs_up=not self._context.commands.read_only)

    def end(self) -> None:
        """Stop: the centre is closed."""
        self._ended = True
        self._timer.stop()
        self._context.desk.copies_changed.disconnect(self.look)
        if self._job is not None:
            self._job.cancel()
        self._worker.close()

    def _start(self, *, backs_up: bool) -> None:
        if self._ended:
            return
        if self._job is not None:
            self._again = True
            return
        self._again = False
        self._job = self._context.desk.jobs.start(
            _("Looking after the copies"),
            self._keep if backs_up else self._look,
            self._told,
            self._failed,
            quiet=True,
        )

    def _look(self, _progress: Progress) -> SafetyState:
        return safety_of(self._folder, utc_now())

    def _keep(self, progress: Progress) -> SafetyState:
        state: SafetyState = self._worker.call(
            KEEP, self._folder, progress=progress, timeout=LONGEST
        )
        return state

    def _told(self, state: SafetyState) -> None:
        self._job = None
        if self._ended:
            return
        self._context.desk.set_safety(light_of(state))
        if self._again:
            self.look()

    def _failed(self, error: AppError) -> None:
        self._job = None
        if self._ended or isinstance(error, Cancelled):
            return
        log.warning("automatic backup failed: %s", type(error).__name__)
        self._timer.setInterval(int(EVERY.total_seconds() * 1000))  # not again and again
        if not self._warned:
            self._warned = True
            more = f"{error} {error.advice}".strip()
            words = _("The automatic backup was not made.")
            self._context.notify(words, tone="late", more=more)
        self.look()


def light_of(state: SafetyState) -> Safety:
    """Return what the light shows; its press opens the page of the copies."""
    words = light_words(state, utc_now().astimezone())
    return Safety(words.tone, words.word, words.detail, PLACE, SECTION, words.proofs)
