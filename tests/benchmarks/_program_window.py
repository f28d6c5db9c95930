"""The program opened on a centre: prints ``painted``, ``rows`` (its first page) and ``key`` (a key was taken).

``_program_window.py FOLDER [PLACE]`` opens the centre in FOLDER; its first page is PLACE, or its own.
"""

import sys

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from learnsoc_desktop import app
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.main_window import MainWindow
from tests.benchmarks.frame import HOME  # noqa: F401  the package sets the import right


class Timed(app.Application):
    """Tells when it was painted, when the rows of the place are there, and when they took a key."""

    def start(self) -> None:
        """Tell of the first painting."""
        self.window.painted.connect(lambda: print("painted", flush=True))
        self.opened.connect(lambda: QTimer.singleShot(0, self.type_key))
        super().start()

    def type_key(self) -> None:
        """Tell of the rows; the key is done when everything it led to is painted."""
        print("rows", flush=True)
        view = self.window.current()
        field = view.header_field() if view else None
        target: QWidget = field or self.window
        press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "ก")
        QApplication.sendEvent(target, press)
        QApplication.processEvents()
        print("key", flush=True)
        self.window.close()


class OtherFirst(MainWindow):
    """Enters an opened centre at another place than the first."""

    def enter(self, context: Context, place: str = "") -> None:
        """Go there."""
        super().enter(context, place or sys.argv[2])


if __name__ == "__main__":
    app.Application = Timed  # type: ignore[misc]
    if sys.argv[2:] and sys.argv[2]:
        setattr(app, "MainWindow", OtherFirst)  # noqa: B010  the class that is opened
    sys.exit(app.main(["--data", sys.argv[1], "--language", "th"]))
