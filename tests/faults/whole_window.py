"""The program as people start it, with somebody inside who types until it is killed.

``python -m tests.faults.whole_window FOLDER ACT FIRST`` opens the centre in FOLDER. ACT is done again and again;
while backing up and printing, marks are typed on a sheet too. A line goes out for each thing the window said was
saved, after it said so:

    open                     the centre is open and its first page is shown
    mark PERSON MARK         the sheet shows the mark
    imported FIRST           the list of people that begins with number FIRST was taken in
    backup NAME              a backup was made and verified
    paper                    a paper was made
"""

import os
import sys
from collections.abc import Callable, Iterator
from functools import cache
from itertools import count
from pathlib import Path
from typing import TextIO

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from sqlmodel import Session, select

from learnsoc_desktop import app
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.exchange.backup_manifest import Backup, Why
from learnsoc_desktop.features.activities.attendance_page import AttendancePage
from learnsoc_desktop.features.activities.model import ActivitySession, Mark
from learnsoc_desktop.features.people.import_page import ImportPage
from learnsoc_desktop.features.people.report import learner_roll
from learnsoc_desktop.reporting.making import make_pages
from tests.faults.work import people_file

ACTS = ("marking", "importing", "backing up", "printing")
PACE = 15  # ms between two keys
ROWS = 400  # people a list
BACK_UP = "learnsoc_desktop.exchange.backup_auto:back_up"
KEYS = {Mark.PRESENT: Qt.Key.Key_1, Mark.LATE: Qt.Key.Key_2}


@cache
def mouth() -> TextIO:
    """Return where the lines go; the child processes of the program, which outlive it a little, do not have it."""
    own = os.fdopen(os.dup(sys.stdout.fileno()), "w", buffering=1)
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
    return own


def say(*words: object) -> None:
    """Tell the test that something was saved."""
    mouth().write(" ".join(map(str, words)) + "\n")


class Typist:
    """Types marks on the first sheet, and does the act beside it."""

    def __init__(self, program: app.Application, act: str, first: int) -> None:
        self.program, self.act, self.first = program, act, first
        context = program._context
        assert context is not None
        self.context, self.commands = context, context.commands
        if act == "importing":
            self.commands.done.connect(lambda _title: self._taken())
            self._take_in()
            return
        self.page = AttendancePage(context, self.commands.query(_first_session))
        context.open_task(self.page)
        self._steps = self._keys()
        self._every(PACE, lambda: next(self._steps))
        self._again()

    def _every(self, pace: int, do: Callable[[], object]) -> QTimer:
        timer = QTimer(self.program)
        timer.timeout.connect(do)
        timer.start(pace)
        return timer

    def _keys(self) -> Iterator[None]:
        """Press a key that gives another mark, and say it when the sheet shows it."""
        for number in count():
            rows = self.page.sheet.rows
            at = number % len(rows)
            mark = Mark.LATE if rows[at].mark is Mark.PRESENT else Mark.PRESENT
            self.page.view.go_to(at)
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                key = KEYS[mark]
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, chr(key))
                QApplication.sendEvent(self.page.view, event)
            while self.page.sheet.rows[at].mark is not mark:
                yield
            say("mark", rows[at].person_id.hex, mark.value)
            yield

    def _again(self) -> None:
        """Do the act once more."""
        beside = {"backing up": self._back_up, "printing": self._print}
        if self.act in beside:
            QTimer.singleShot(0, self.program, beside[self.act])

    def _take_in(self) -> None:
        """Open a list as a dropped file is, and take it when it was read."""
        name = f"list-{self.first}.csv"
        page = ImportPage(
            self.context, people_file(self.context.folder.parent / name, ROWS, self.first)
        )
        self.context.open_task(page)

        def take() -> None:
            if page.preview is not None and not page.busy:
                wait.stop()
                page.take()

        wait = self._every(PACE, take)

    def _taken(self) -> None:
        say("imported", self.first)
        self.first += ROWS
        QTimer.singleShot(0, self.program, self._take_in)

    def _back_up(self) -> None:
        self.commands.compute(
            "x", BACK_UP, (CentreFolder(self.context.folder), Why.ASKED), self._backed_up
        )

    def _backed_up(self, made: Backup) -> None:
        say("backup", made.path.name)
        self._again()

    def _print(self) -> None:
        report = self.commands.query(learner_roll)
        self.commands.compute(
            "x", make_pages, (report, str(self.context.folder.parent), "A4"), self._printed
        )

    def _printed(self, _paper: object) -> None:
        say("paper")
        self._again()


def _first_session(session: Session) -> object:
    return session.exec(select(ActivitySession.id).limit(1)).one()


def main(folder: str, act: str, first: str) -> int:
    """Open the window and type until it is killed; with no ACT close it again."""

    class Watched(app.Application):
        def start(self) -> None:
            self.opened.connect(lambda: QTimer.singleShot(0, self, self.go_on))
            super().start()

        def go_on(self) -> None:
            say("open")
            if act:
                self.typist = Typist(self, act, int(first))
            else:
                self.window.close()

    mouth()
    app.Application = Watched  # type: ignore[misc]
    return app.main(["--data", folder, "--language", "th"])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
