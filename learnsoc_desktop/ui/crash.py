"""Bugs: one dialog, one log entry, never a storm."""

import faulthandler
import logging
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import TextIO

import PySide6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from learnsoc_desktop import __version__
from learnsoc_desktop.core import logs
from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.ui.buttons import button
from learnsoc_desktop.ui.layout import column, row
from learnsoc_desktop.ui.text import Picture, Text
from learnsoc_desktop.ui.theme import theme

FAULTS = "faults.log"  # where the interpreter itself writes when the process dies

log = logging.getLogger(__name__)


def details(error: BaseException) -> str:
    """Return what somebody who repairs the program needs: versions and the trace.

    The text of the error itself is left out: it may hold a name or a number of a person.
    """
    lines = [
        f"LearnSoc Desktop {__version__}",
        f"Python {platform.python_version()}, PySide6 {PySide6.__version__}",
        platform.platform(),
        "",
        *(line.rstrip() for line in traceback.format_tb(error.__traceback__)),
        type(error).__name__,
    ]
    return "\n".join(lines)


class CrashDialog(QDialog):
    """Says in plain words that something went wrong, and that what was saved is safe."""

    def __init__(self, error: BaseException, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        t = theme()
        self.setWindowTitle(_("Something went wrong"))
        self._details = details(error)
        first = Text(_("Something went wrong in the program"), "lead")
        safe = Text(_("Everything that was saved is safe. You can go on working."), wrap=True)
        ask = Text(
            _("If it happens again, copy the details and send them to whoever helps you."),
            "body",
            "ink_soft",
            wrap=True,
        )
        self.trace = QPlainTextEdit(self._details)
        self.trace.setReadOnly(True)
        self.trace.setAccessibleName(_("Details"))
        self.trace.setFixedHeight(t.px(150))
        self.trace.hide()
        self.shown = button(_("Show details"), "quiet", then=self._show_details)
        self.copier = button(_("Copy details"), "", "copy", then=self._copy)
        self.closer = button(_("Go on working"), "primary", then=self.accept)
        self.closer.setDefault(True)
        words = column(first, safe, ask, gap=6)
        sign = column(Picture("life-buoy", "primary", 32), None)
        self.setLayout(
            column(
                row(sign, (words, 1), gap=16),
                self.trace,
                row(self.shown, None, self.copier, self.closer, gap=12),
                gap=16,
                margins=(24, 20, 24, 20),
            )
        )
        self.setMinimumWidth(t.px(560))
        self.closer.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details)
        self.copier.setText(_("Copied"))

    def _show_details(self) -> None:
        self.trace.show()
        self.shown.hide()
        self.adjustSize()


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

    def take(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Take an exception nobody else took."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        if not isinstance(error, AppError):
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
        CrashDialog(error, self.window).exec()
        self._showing = False

    def _log_faults(self) -> None:
        """Let the interpreter write where it died to a file that stays open for it."""
        try:
            self._faults = (logs.folder() / FAULTS).open("a", encoding="utf-8")
        except OSError:
            log.warning("the file for faults cannot be written")
            return
        faulthandler.enable(self._faults)
