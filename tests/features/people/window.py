"""The real window on a centre of a few people, and what a person does with it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from learnsoc_desktop.core.formats import Style, set_style
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.features import FEATURES
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.fonts import load_fonts
from learnsoc_desktop.ui.main_window import MainWindow
from learnsoc_desktop.ui.theme import set_theme
from tests.ui.window_kit import open_window, press

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ENTER = Qt.Key.Key_Return

W = TypeVar("W", bound=QWidget)


@contextmanager
def people_window(database: Database) -> Iterator[tuple[MainWindow, Context]]:
    """Open the real window with every feature at the registry; end what runs when it is left."""
    load_fonts()
    set_theme("light", 0)
    set_style(Style("be", "arabic", "en"))
    window, context = open_window(database, FEATURES)
    context.open("people")
    yield window, context
    context.desk.jobs.cancel()
    context.desk.jobs.wait()
    QApplication.processEvents()
    window.close()
    window.clear()
    window.deleteLater()
    context.desk.close()


def type_text(text: str) -> None:
    """Type letters into what has the focus; unlike QTest it takes Thai text."""
    for letter in text:
        press(focused(), Qt.Key(0), letter)


def key(code: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the focus is, as the window system would: shortcuts see it too."""
    QTest.keyClick(focused(), code, held)


def focused() -> QWidget:
    """Return what has the focus."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def click(button: QWidget) -> None:
    """Click the middle of what is seen of a button."""
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def shown(parent: QWidget, kind: type[W], wanted: Callable[[W], bool]) -> W:
    """Return the first widget in sight that ``wanted`` names."""
    found = [each for each in parent.findChildren(kind) if each.isVisible() and wanted(each)]
    assert found, [each.objectName() for each in parent.findChildren(kind)]
    return found[0]


def button(parent: QWidget, text: str) -> QAbstractButton:
    """Return the button in sight whose words begin with ``text``."""
    return shown(parent, QAbstractButton, lambda each: each.text().startswith(text))


def cells(table: Any, column: str) -> Sequence[str]:
    """Return the texts of a column, whether it is in sight or not."""
    at = next(n for n, each in enumerate(table.records.columns) if each.key == column)
    return [
        str(table.records.index(number, at).data()) for number in range(table.records.rowCount())
    ]
