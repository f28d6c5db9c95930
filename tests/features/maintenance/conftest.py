"""Every test here waits for the threads it started, so that none outlives its window."""

import pytest
from PySide6.QtWidgets import QApplication

from learnsoc_desktop.ui.theme import set_theme


@pytest.fixture(autouse=True)
def windows(qapp):
    """Close the windows a test opened."""
    set_theme("light", 0)
    yield
    for window in QApplication.topLevelWidgets():
        window.close()
        window.deleteLater()
    qapp.processEvents()
    set_theme("light", 0)
