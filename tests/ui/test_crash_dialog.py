"""Bugs: one dialog, the log without anybody's data; expected errors go to the message bar."""

import faulthandler
import io
import logging
import sys
import threading

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog

from learnsoc_desktop.core import logs
from learnsoc_desktop.ui import crash
from learnsoc_desktop.ui.crash import CrashHandler
from learnsoc_desktop.ui.crash_dialog import CrashDialog, details
from tests.ui.window_kit import Refused

SECRET = "นางสมหญิง 1101700230708"


def fail():
    raise ValueError(SECRET)


def bug():
    try:
        fail()
    except ValueError as error:
        return error


@pytest.fixture
def told():
    return []


@pytest.fixture
def handler(qapp, told, monkeypatch):
    monkeypatch.setattr(CrashDialog, "exec", lambda dialog: told.append(dialog))  # noqa: PLW0108  bound late
    return CrashHandler(told.append)


def take(handler, error):
    handler.take(type(error), error, error.__traceback__)


def test_that_a_bug_shows_one_dialog_and_is_logged_without_its_text(
    handler, told, qtbot, monkeypatch
):
    written = io.StringIO()
    log = logging.getLogger("apart")  # whatever another test made of the program's log
    log.addHandler(logging.StreamHandler(written))
    monkeypatch.setattr(crash, "log", log)
    with qtbot.waitSignal(handler.crashed):
        take(handler, bug())
    assert len(told) == 1
    assert "ValueError" in written.getvalue()
    assert "test_crash_dialog" in written.getvalue()
    assert SECRET not in written.getvalue()
    assert SECRET not in details(bug())


def test_that_a_storm_of_bugs_shows_one_dialog(handler, told, qtbot, monkeypatch):
    shown = []

    def busy(dialog):
        shown.append(dialog)
        for _ in range(3):
            take(handler, bug())
        QApplication.processEvents()

    monkeypatch.setattr(CrashDialog, "exec", busy)
    with qtbot.waitSignal(handler.crashed):
        take(handler, bug())
    assert len(shown) == 1


def test_that_an_expected_error_goes_to_the_message_bar(handler, told, qtbot):
    error = Refused()
    take(handler, error)
    qtbot.waitUntil(lambda: told == [error])


def test_that_a_bug_on_another_thread_is_shown_on_the_main_thread(
    handler, told, qtbot, monkeypatch
):
    monkeypatch.setattr(faulthandler, "enable", lambda _file: None)  # pytest has its own
    monkeypatch.setattr(faulthandler, "disable", lambda: None)
    hooks = sys.excepthook, threading.excepthook
    handler.install()
    thread = threading.Thread(target=lambda: 1 / 0)
    with qtbot.waitSignal(handler.crashed) as crashed:
        thread.start()
    thread.join()
    handler.uninstall()
    assert isinstance(crashed.args[0], ZeroDivisionError)
    assert len(told) == 1
    assert (sys.excepthook, threading.excepthook) == hooks


def test_that_the_dialog_says_what_is_safe_and_copies_the_details(qtbot):
    dialog = CrashDialog(bug())
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.trace.isHidden()
    dialog.shown.click()
    assert dialog.trace.isVisible()
    dialog.copier.click()
    copied = QGuiApplication.clipboard().text()
    assert "LearnSoc Desktop" in copied
    assert "ValueError" in copied
    dialog.closer.click()
    assert dialog.isHidden()


def test_that_the_dialog_saves_a_report_where_a_person_says(qtbot, tmp_path, monkeypatch):
    target = tmp_path / "stick" / "report.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), ""))
    dialog = CrashDialog(bug())
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.saver.click()
    assert "is not there" in dialog.told.text()
    target.parent.mkdir()
    dialog.saver.click()
    assert "report.txt" in dialog.told.text()
    assert "SQLite" in target.read_text("utf-8")
    assert SECRET not in target.read_text("utf-8")


def test_that_a_death_of_the_program_is_told_at_the_next_start(handler, monkeypatch):
    class Desk:
        said = ()

        def notify(self, *args, **more):
            self.said = (args, more)

    monkeypatch.setattr(faulthandler, "enable", lambda _file: None)
    monkeypatch.setattr(faulthandler, "disable", lambda: None)
    (logs.folder() / logs.FAULTS).write_text("Fatal Python error: Segmentation fault\n")
    handler.install()
    desk = Desk()
    handler.tell_of_death(desk)
    handler.uninstall()
    assert desk.said[0] == ("The program ended by itself last time.",)
    assert desk.said[1]["act"][0] == "Save a report…"
    desk.said = ()
    handler.install()
    handler.tell_of_death(desk)
    handler.uninstall()
    assert desk.said == ()
