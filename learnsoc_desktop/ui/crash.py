"""Bugs: one dialog, one log entry, never a storm.

Installed at every start; what it shows is imported when there is a bug.
"""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, TextIO

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core import logs
from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.core.lazy import resolve

if TYPE_CHECKING:
    from types import TracebackType

    from learnsoc_desktop.ui.context import Desk

log = logging.getLogger(__name__)


class CrashHandler(QObject):
    """Routes every uncaught exception, from any thread, to the log and to one dialog.

    An expected error that nobody took (a query that failed in a page's ``refresh``) goes to
    ``tell`` instead: it carries its own words.

    Signals:
        crashed: A bug is about to be shown (the exception).
    """

    crashed = Signal(object)
    _caught = Signal(object)

    def __init__(self, tell: Callable[[AppError], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tell = tell
        self._showing = False
        self._hooks: tuple[Callable[..., object], Callable[..., object]] | None = None
        self._faults: TextIO | None = None
        self.died = False  # the program died the last time it ran
        self.window: QWidget | None = None
        self._caught.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take over the hooks of Python and of its threads; let the interpreter log its death."""
        self._hooks = sys.excepthook, threading.excepthook
        sys.excepthook, threading.excepthook = self.take, self._take_thread
        self._log_faults()

    def uninstall(self) -> None:
        """Give everything back, when the program ends."""
        if self._hooks is not None:
            sys.excepthook, threading.excepthook = self._hooks
            self._hooks = None
        if self._faults is not None:
            faulthandler.disable()
            self._faults.close()
            self._faults = None

    def tell_of_death(self, desk: Desk) -> None:
        """Say once that the program died the last time, when it did."""
        if self.died:
            self.died = False
            resolve("learnsoc_desktop.ui.report_saving:tell_of_death")(desk, self.window)

    def take(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Take an exception nobody else took."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        if not isinstance(error, AppError):
            details = resolve("learnsoc_desktop.ui.crash_dialog:details")
            log.critical("uncaught exception\n%s", details(error))
        self._caught.emit(error)

    def _take_thread(self, args: threading.ExceptHookArgs) -> None:
        error = args.exc_value or args.exc_type()
        self.take(args.exc_type, error, args.exc_traceback)

    def _show(self, error: BaseException) -> None:
        if isinstance(error, AppError):
            self._tell(error)
            return
        if self._showing:  # a bug in painting comes again and again
            return
        self._showing = True
        self.crashed.emit(error)
        resolve("learnsoc_desktop.ui.crash_dialog:CrashDialog")(error, self.window).exec()
        self._showing = False

    def _log_faults(self) -> None:
        """Let the interpreter write where it died to a file that stays open for it."""
        try:
            self.died = logs.take_last_fault()
            self._faults = (logs.folder() / logs.FAULTS).open("a", encoding="utf-8")
        except OSError:
            log.warning("the file for faults cannot be written")
            return
        faulthandler.enable(self._faults)
