"""The program opened on a centre: prints ``painted``, ``rows`` (a list is shown) and ``key`` (a key was taken).

``_program_window.py FOLDER PLACE`` opens the centre in FOLDER and goes to PLACE at once.
"""

import sys

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from learnsoc_desktop import app


class Timed(app.Application):
    """Tells when it was painted, when the rows of the place are there, and when they took a key."""

    def start(self) -> None:
        """Tell of the first painting."""
        self.window.painted.connect(lambda: print("painted", flush=True))
        self.opened.connect(self.go_on)
        super().start()

    def go_on(self) -> None:
        """Open the place, then type a letter into its search field."""
        self.window.open(sys.argv[2])
        QTimer.singleShot(0, self.type_key)

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


if __name__ == "__main__":
    app.Application = Timed  # type: ignore[misc]
    sys.exit(app.main(["--data", sys.argv[1], "--language", "th"]))
