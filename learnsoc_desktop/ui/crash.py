"""Bugs: one dialog, one log entry, never a storm."""

import faulthandler
import logging
import platform
import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import TextIO

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from learnsoc_desktop import __version__
from learnsoc_desktop.core import logs
from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.core.problem_report import FAULTS, take_last_fault
from learnsoc_desktop.ui.buttons import button
from learnsoc_desktop.ui.context import Desk
from learnsoc_desktop.ui.layout import column, row
from learnsoc_desktop.ui.report_saving import ask_and_save, tell_of_death, versions
from learnsoc_desktop.ui.text import Picture, Text
from learnsoc_desktop.ui.theme import theme

log = logging.getLogger(__name__)


def details(error: BaseException) -> str:
    """Return what somebody who repairs the program needs: versions and the trace.

    The text of the error itself is left out: it may hold a name or a number of a person.
    """
    lines = [
        f"LearnSoc Desktop {__version__}",
        f"Python {platform.python_version()}",
        *versions(),
        platform.platform(),
        "",
        logs.trace_of(error),
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
            _("If it happens again, save a report and give it to whoever helps you."),
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
        self.copier = button(_("Copy details"), "quiet", "copy", then=self._copy)
        self.saver = button(_("Save a report…"), "", "stick", then=self._save)
        self.closer = button(_("Go on working"), "primary", then=self.accept)
        self.closer.setDefault(True)
        self.told = Text("", "body", "ink_soft", wrap=True)
        self.told.hide()
        words = column(first, safe, ask, self.told, gap=6)
        sign = column(Picture("life-buoy", "primary", 32), None)
        self.setLayout(
            column(
                row(sign, (words, 1), gap=16),
                self.trace,
                row(self.shown, self.copier, None, self.saver, self.closer, gap=12),
                gap=16,
                margins=(24, 20, 24, 20),
            )
        )
        self.setMinimumWidth(t.px(560))
        self.closer.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details)
        self.copier.setText(_("Copied"))

    def _save(self) -> None:
        try:
            path = ask_and_save(self)
        except AppError as error:
            self._tell(f"{error} {error.advice}".strip(), "bad")
            return
        if path is not None:
            self._tell(_("Saved as “{name}”.").format(name=path.name), "good")

    def _tell(self, text: str, tone: str) -> None:
        self.told.set_text(text, tone)
        self.told.show()
        self.adjustSize()

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
            tell_of_death(desk, self.window)

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
            self.died = take_last_fault()
            self._faults = (logs.folder() / FAULTS).open("a", encoding="utf-8")
        except OSError:
            log.warning("the file for faults cannot be written")
            return
        faulthandler.enable(self._faults)
