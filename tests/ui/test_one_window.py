"""A second start: the window there is comes to the front and opens what was asked for."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtNetwork import QLocalSocket

from learnsoc_desktop.data.filelock import SystemLock
from learnsoc_desktop.ui import one_window
from learnsoc_desktop.ui.one_window import LOCK, Asked, OneWindow, come_forward

SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from learnsoc_desktop.ui.one_window import Asked, OneWindow
application = QCoreApplication(sys.argv[:1])
door = OneWindow(Path(sys.argv[1]), Asked(sys.argv[2]))
print("handed over" if door.handed_over() else "alone")
"""


class Stack:
    context = None
    stays = False

    def may_leave(self):
        return not self.stays


class Window:
    def __init__(self):
        self.stack, self.done = Stack(), []

    def windowState(self):
        return Qt.WindowState.WindowMinimized

    def setWindowState(self, state):
        self.done.append(state)

    def show(self):
        self.done.append("show")

    def raise_(self):
        self.done.append("raise")

    def activateWindow(self):
        self.done.append("activate")


class Program:
    def __init__(self):
        self.window, self.centres, self.opened = Window(), self, []

    def open_centre(self, folder, *, read_only=False):
        self.opened.append((folder, read_only))

    def open_sample(self):
        self.opened.append("sample")


@pytest.fixture
def program():
    return Program()


def test_that_a_second_start_hands_over_what_was_asked_for(
    qtbot, home: Path, tmp_path: Path, program
) -> None:
    door = OneWindow(home, Asked())
    assert not door.handed_over()
    door.serve(program)
    door.listen()
    other = tmp_path / "ศูนย์ อื่น"
    command = [sys.executable, "-c", SECOND, str(home), str(other)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as second:
        qtbot.waitUntil(lambda: program.opened == [(other, False)], timeout=20_000)
        assert second.stdout is not None
        assert second.stdout.read() == "handed over\n"
    assert program.window.done[-2:] == ["raise", "activate"]
    door.close()
    third = OneWindow(home, Asked())
    assert not third.handed_over()
    third.close()


def test_that_a_window_that_does_not_answer_holds_nobody_up(qapp, home: Path, monkeypatch) -> None:
    monkeypatch.setattr(one_window, "PATIENCE", 10)
    lock = SystemLock(home / LOCK)
    assert not OneWindow(home, Asked()).handed_over()
    lock.release()


def test_that_a_folder_nobody_may_write_holds_nobody_up(qapp, home: Path) -> None:
    door = OneWindow(home / "gone", Asked())
    assert not door.handed_over()
    door.serve(Program())
    door.close()


def test_that_rubbish_from_outside_does_nothing(qtbot, home: Path, program) -> None:
    door = OneWindow(home, Asked())
    door.serve(program)
    door.listen()
    socket = QLocalSocket()
    socket.connectToServer(door._name)
    socket.write(b"rubbish\n" + json.dumps([1, 2, 3, 4, 5]).encode() + b"\n")
    qtbot.waitUntil(lambda: socket.bytesToWrite() == 0)
    assert program.opened == []
    door.close()


@pytest.mark.parametrize(
    ("asked", "opened"),
    [
        (Asked(), []),
        (Asked("/a"), [(Path("/a"), False)]),
        (Asked("/a", read_only=True), [(Path("/a"), True)]),
        (Asked(sample=True), ["sample"]),
    ],
)
def test_that_the_window_comes_forward_with_what_was_asked_for(program, asked, opened) -> None:
    come_forward(program, asked)
    assert program.window.done[1:] == ["show", "raise", "activate"]
    assert program.opened == opened


def test_that_what_must_be_kept_stays(program) -> None:
    program.window.stack.stays = True
    come_forward(program, Asked("/a"))
    assert program.opened == []
