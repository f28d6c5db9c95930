"""A window of PySide6 with nothing of ours: what any program of this kind takes to start.

Prints ``painted`` once the window was painted and ``key`` once it took a key.
"""

import sys

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QMainWindow,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)


class Window(QMainWindow):
    """A field above an empty table, 1366 × 768."""

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.field.textChanged.connect(self.taken)
        middle = QWidget()
        layout = QVBoxLayout(middle)
        layout.addWidget(self.field)
        layout.addWidget(QTableWidget(0, 8))
        self.setCentralWidget(middle)
        self.resize(1366, 768)
        self.seen = False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell of the first painting, then type a key."""
        super().paintEvent(event)
        if not self.seen:
            self.seen = True
            print("painted", flush=True)
            press = QKeyEvent(
                QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a"
            )
            QApplication.postEvent(self.field, press)

    def taken(self) -> None:
        """Tell that the key arrived, and end."""
        print("key", flush=True)
        QApplication.exit(0)


if __name__ == "__main__":
    app = QApplication(sys.argv)
    window = Window()
    window.show()
    sys.exit(app.exec())
