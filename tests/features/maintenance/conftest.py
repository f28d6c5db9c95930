"""No window of a test outlives it, nor the centre it shows."""

import faulthandler
from argparse import Namespace
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication

from learnsoc_desktop import app as app_module
from learnsoc_desktop.app import Application
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
def start(qtbot, monkeypatch) -> Iterator[Callable[..., Application]]:
    """Return a function that starts the whole program, on a centre when one is given."""
    monkeypatch.setattr(faulthandler, "enable", lambda _file: None)  # pytest has its own
    monkeypatch.setattr(faulthandler, "disable", lambda: None)
    monkeypatch.setattr(app_module, "SETTLED_AFTER", 10_000_000)  # no child process
    monkeypatch.setattr(app_module, "KEPT_AFTER", 10_000_000)  # no look at the copies
    started: list[Application] = []

    def begin(folder: object = "") -> Application:
        given = Namespace(data=str(folder), sample=False, language="en", read_only=False)
        program = Application(given)
        started.append(program)
        program.start()
        qtbot.waitUntil(lambda: program.window._complete and program.window.current() is not None)
        program.window.activateWindow()
        return program

    yield begin
    for program in started:
        program.window.close()
        qtbot.waitUntil(program.window.isHidden)  # its backup comes first
        program.deleteLater()


@pytest.fixture
def database(database) -> Iterator[Database]:
    """Close the windows before the centre: what a field holds is saved when it is left."""
    yield database
    close_windows()
