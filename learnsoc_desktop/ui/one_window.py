"""One window a person: a second start brings the first window to the front and hands it what was asked for.

Two persons of one computer, and two portable folders, have a window each. Where nothing can be locked or
nobody answers, a window opens all the same: the lock of the centre's file keeps the data apart.
"""

from __future__ import annotations

import hashlib
import json
import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtCore import QDeadlineTimer, QObject, Qt, QTimer

from learnsoc_desktop.core.errors import AppError, DatabaseBusy
from learnsoc_desktop.data.filelock import SystemLock

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

    from learnsoc_desktop.ui.context import Centres
    from learnsoc_desktop.ui.main_window import MainWindow

LOCK = "window.lock"
PATIENCE = 4000  # ms a second start waits for the first window
ATTEMPT = 250  # ms one attempt to reach it takes at most
# ms after the start: the first page is there before anything of the network is imported. A second start
# waits longer than that.
SERVED_AFTER = 1500
ANY_PROCESS = -1  # of Windows: whoever asks next may come to the front

log = logging.getLogger(__name__)


class Asked(NamedTuple):
    """What a start asks for: the folder of a centre, or the sample; nothing at all is right too."""

    folder: str = ""
    sample: bool = False
    read_only: bool = False


class Program(Protocol):
    """The program that has the window."""

    @property
    def window(self) -> MainWindow:
        """The window as it is now."""
        ...

    @property
    def centres(self) -> Centres:
        """What opens centres."""
        ...


class OneWindow(QObject):
    """The door between the starts of the program by one person."""

    def __init__(self, home: Path, asked: Asked) -> None:
        super().__init__()
        self._asked = asked
        self._name = "learnsoc-" + hashlib.sha256(str(home.resolve()).encode()).hexdigest()[:16]
        self._program: Program | None = None
        self._server: QLocalServer | None = None
        self._lock: SystemLock | None = None
        self._waiting: list[QLocalSocket] = []
        self._first = True
        try:
            self._lock = SystemLock(home / LOCK)
        except DatabaseBusy:
            self._first = False
        except AppError as error:  # a folder nobody may write
            log.warning("no lock of the window: %s", type(error).__name__)

    def handed_over(self) -> bool:
        """Return whether another window took what was asked for; then there is nothing more to do."""
        if self._first:
            return False
        from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415  nothing else needs it

        if sys.platform == "win32":
            import ctypes  # noqa: PLC0415  nothing else needs it

            ctypes.windll.user32.AllowSetForegroundWindow(ANY_PROCESS)
        end = QDeadlineTimer(PATIENCE)
        while not end.hasExpired():
            socket = QLocalSocket()
            socket.connectToServer(self._name)
            if socket.waitForConnected(ATTEMPT):
                socket.write(json.dumps(self._asked).encode() + b"\n")
                return socket.waitForReadyRead(PATIENCE)
            _rest()
        return False

    def serve(self, program: Program) -> None:
        """Bring the window of ``program`` to the front whenever the program is started again."""
        self._program = program
        if self._lock is not None:
            QTimer.singleShot(SERVED_AFTER, self, self.listen)

    def listen(self) -> None:
        """Wait for other starts from now on."""
        from PySide6.QtNetwork import QLocalServer  # noqa: PLC0415  see SERVED_AFTER

        QLocalServer.removeServer(
            self._name
        )  # of a killed program; ours alone, since we have the lock
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._hear)
        if not self._server.listen(self._name):
            log.warning("a second start will not find this window")

    def close(self) -> None:
        """Let the next start have a window of its own."""
        for socket in self._waiting:
            socket.abort()
        self._waiting.clear()
        if self._server is not None:
            self._server.close()
        if self._lock is not None:
            self._lock.release()

    def _hear(self) -> None:
        socket = self._server.nextPendingConnection() if self._server is not None else None
        if socket is not None:
            self._waiting.append(socket)
            socket.readyRead.connect(self._read)
            self._read()

    def _read(self) -> None:
        """Answer those who have said what they want."""
        for socket in [each for each in self._waiting if each.canReadLine()]:
            self._waiting.remove(socket)
            said = bytes(socket.readLine().data())
            try:
                asked = Asked(*json.loads(said))
            except (ValueError, TypeError):
                socket.abort()
                continue
            socket.write(b"1")
            socket.flush()
            if self._program is not None:
                come_forward(self._program, asked)


def come_forward(program: Program, asked: Asked) -> None:
    """Show the window, and the centre that was asked for unless it is open or something must be kept."""
    window = program.window
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
    context = window.stack.context
    folder = Path(asked.folder) if asked.folder else None
    open_now = context.home.resolve() if context is not None else None
    if (folder is None or folder.resolve() == open_now) and not asked.sample:
        return
    if not window.stack.may_leave():
        return
    if folder is not None:
        program.centres.open_centre(folder, read_only=asked.read_only)
    else:
        program.centres.open_sample()


def _rest() -> None:
    """Wait a moment: the first window may just be starting."""
    from PySide6.QtCore import QThread  # noqa: PLC0415  nothing else needs it

    QThread.msleep(ATTEMPT // 5)
