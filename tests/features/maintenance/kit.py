"""A window on the maintenance of a centre, and keys as a person presses them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from learnsoc_desktop.core.settings import Settings
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.features import FEATURES
from learnsoc_desktop.ui.context import Desk
from learnsoc_desktop.ui.jobs import JobRunner
from learnsoc_desktop.ui.main_window import MainWindow
from tests.ui.window_kit import NoCentres, open_window, press


def at_care(database: Database, section: str):
    """Return the window, the context and the page of a section, ready for keys."""
    window, context = open_window(database, FEATURES)
    window.open("care", section=section)
    settle()
    return window, context, window.current().current()


def before_any_centre(settings: Settings | None = None) -> tuple[MainWindow, Desk]:
    """Return a window without a centre."""
    desk = Desk(settings or Settings(language="en"), JobRunner())
    desk.centres = NoCentres()
    window = MainWindow(desk)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    return window, desk


def focused() -> QWidget:
    """Return what has the keys."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def typed(text: str, widget: QWidget | None = None) -> None:
    """Type letters, Thai ones too, where the keys are."""
    for letter in text:
        press(widget or focused(), Qt.Key(0), letter)
    settle()


def pressed(keys: str) -> None:
    """Press keys such as "Return" or "Alt+Down" where the keys are, shortcuts included."""
    combination = QKeySequence(keys)[0]
    QTest.keyClick(focused(), combination.key(), combination.keyboardModifiers())
    settle()


def clicked(widget: QWidget) -> None:
    """Press with the mouse."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    settle()


def settle() -> None:
    """Let the window do what waits."""
    QApplication.processEvents()


def rows_of(page) -> list[str]:
    """Return the first column of a list, as it is shown."""
    model = page.table.records
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def cells_of(page, key: str) -> list[str]:
    """Return a column of a list by its key."""
    model = page.table.records
    at = next(n for n, column in enumerate(model.columns) if column.key == key)
    return [model.index(row, at).data() for row in range(model.rowCount())]
