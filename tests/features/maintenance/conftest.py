"""No window of a test outlives it, nor the centre it shows."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from learnsoc_desktop.data.database import Database
from learnsoc_desktop.ui.theme import set_theme


def close_windows() -> None:
    for window in QApplication.topLevelWidgets():
        window.close()
        window.deleteLater()
    QApplication.processEvents()


@pytest.fixture(autouse=True)
def windows(qapp) -> Iterator[None]:
    """Begin with the usual look; close the windows a test opened."""
    set_theme("light", 0)
    yield
    close_windows()
    set_theme("light", 0)


@pytest.fixture
def database(database) -> Iterator[Database]:
    """Close the windows before the centre: what a field holds is saved when it is left."""
    yield database
    close_windows()
