"""The program itself, opened on a centre as for people, with somebody who measures it inside."""

import gc
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from learnsoc_desktop import app
from learnsoc_desktop.ui.page import View
from tests.benchmarks.frame import HOME

PATIENCE = 60.0  # seconds until something that must come has come
SETTLED = app.SETTLED_AFTER + 1000  # ms: the child process is there and idle


def run(folder: Path, measure: Callable[[app.Application], None]) -> None:
    """Open the program on the centre in ``folder``; when it has settled, call ``measure``; close it."""
    failed: list[BaseException] = []

    class Measured(app.Application):
        def start(self) -> None:
            self.opened.connect(lambda: QTimer.singleShot(SETTLED, self.go_on))
            super().start()

        def go_on(self) -> None:
            try:
                measure(self)
            except BaseException as error:  # noqa: BLE001  raised again when the window is closed
                failed.append(error)
            self.window.close()
            until(self.window.isHidden)  # its backup comes first
            QApplication.quit()

    before, app.Application = app.Application, Measured  # type: ignore[misc]
    with own_home():
        try:
            app.main(["--data", str(folder), "--language", "th"])
        finally:
            app.Application = before  # type: ignore[misc]
            gc.enable()
    if failed:
        raise failed[0]


@contextmanager
def own_home() -> Iterator[None]:
    """Keep the settings of whoever runs this out of it, and it out of them."""
    if os.environ.get(HOME):
        yield
        return
    with tempfile.TemporaryDirectory() as home:
        os.environ[HOME] = home
        yield
        del os.environ[HOME]


def press(target: QWidget, key: Qt.Key, text: str = "") -> None:
    """Press a key and let it go, as the window system would; what it leads to is done at once."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
        QApplication.sendEvent(target, event)


def until(done: Callable[[], bool]) -> None:
    """Let the window work until ``done()``."""
    end = time.perf_counter() + PATIENCE
    while not done():
        QApplication.processEvents()
        if time.perf_counter() > end:
            raise TimeoutError(done)


def view_of(application: app.Application, kind: type[View]) -> View:
    """Return the view that is shown; it must be a ``kind``."""
    view = application.window.current()
    if not isinstance(view, kind):
        raise TypeError(view)
    return view
