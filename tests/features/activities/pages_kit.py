"""The real window on a centre of a test, the clock of a test, and typing as people type."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from functools import cache
from uuid import UUID

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.features import FEATURES
from learnsoc_desktop.features.activities.model import ActivityDetails, SessionDetails
from learnsoc_desktop.features.activities.queries import session_rows
from learnsoc_desktop.features.activities.service import enrol, plan_activity
from learnsoc_desktop.features.centre.model import VillageDetails
from learnsoc_desktop.features.centre.service import add_village
from learnsoc_desktop.features.people.model import PersonDetails, Sex
from learnsoc_desktop.features.people.service import register_person
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.contributions import Contributions
from learnsoc_desktop.ui.fonts import load_fonts
from learnsoc_desktop.ui.main_window import MainWindow
from learnsoc_desktop.ui.theme import set_theme
from tests.ui.window_kit import open_window

TODAY = date(2026, 11, 23)
MORNING = datetime.combine(TODAY, time(10, 0)).astimezone()
CONTROL = Qt.KeyboardModifier.ControlModifier
KEDMANEE = {1: "ๅ", 2: "/", 3: "-", 4: "ภ", 0: "จ", 5: "ถ", 6: "ุ", 7: "ึ", 8: "ค", 9: "ต"}


@cache
def _load_fonts() -> None:
    load_fonts()


@cache
def _import_everything() -> None:
    """Import what is imported on first use, so that the clock of a test reaches all of it."""
    shown = Contributions(FEATURES)
    shown.load_models()
    names = [place.page for place in shown.places] + [todo.query for todo in shown.todos]
    names += [report.build for report in shown.reports] + [kind.find for kind in shown.searches]
    for name in names:
        resolve(name)


def set_clock(monkeypatch: object, moment: datetime) -> None:
    """Let the whole program believe that it is ``moment``."""
    _import_everything()

    def fixed() -> datetime:
        return moment.astimezone(UTC)

    for name, module in list(sys.modules.items()):
        if name.startswith("learnsoc_desktop.") and hasattr(module, "utc_now"):
            monkeypatch.setattr(module, "utc_now", fixed)


@contextmanager
def opened(database: Database, size: tuple[int, int] = (1366, 768)) -> Iterator[tuple]:
    """Give the real window with every feature, and its context."""
    _load_fonts()
    set_theme("light", 0)
    window, context = open_window(database, FEATURES)
    window.resize(*size)
    QApplication.processEvents()
    yield window, context
    context.desk.jobs.cancel()
    context.desk.jobs.wait()
    window.close()
    window.deleteLater()
    context.desk.close()


def key(
    widget: QWidget,
    code: int | Qt.Key,
    text: str = "",
    held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Press and let go of a key."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, Qt.Key(code), held, text))


def keys(window: QWidget, *codes: int | Qt.Key) -> None:
    """Press keys one after the other, each on what has the focus then."""
    for code in codes:
        key(window.focusWidget() or window, code)


def type_text(window: QWidget, text: str) -> None:
    """Type a text, Thai too, into what has the focus."""
    for letter in text:
        key(window.focusWidget(), Qt.Key.Key_unknown, letter)


def digit(window: QWidget, number: int, *, thai: bool = False) -> None:
    """Press a key of the number row, with the Latin or the Thai layout on."""
    text = KEDMANEE[number] if thai else str(number)
    key(window.focusWidget(), ord(text), text)


def settle() -> None:
    """Let layouts and single shots happen."""
    for _round in range(4):
        QApplication.processEvents()


def add_people(database: Database, people: Sequence[tuple[str, str, str, Sex]]) -> list[UUID]:
    """Add persons: first name, last name, nickname, sex; all live in บ้านดอนยาง unless it is there."""
    with database.writing() as uow:
        village = add_village(uow, VillageDetails(name="บ้านดอนยาง", moo=1))
        return [
            register_person(
                uow,
                PersonDetails(
                    first_name=first, last_name=last, nickname=nick, sex=sex, village_id=village
                ),
                today=TODAY,
            )
            for first, last, nick, sex in people
        ]


def add_course(
    database: Database,
    people: Sequence[UUID],
    *days: date,
    name: str = "แปรรูปกล้วย",
    starts: time = time(9),
    ends: time = time(12),
) -> tuple[UUID, list[UUID]]:
    """Plan a course with its roll; return its id and those of its sessions."""
    held = days or (TODAY,)
    minutes = (ends.hour - starts.hour) * 60 + ends.minute - starts.minute
    with database.writing() as uow:
        sessions = [
            SessionDetails(held_on=day, starts=starts, ends=ends, minutes=minutes) for day in held
        ]
        details = ActivityDetails(name=name, starts_on=min(held), ends_on=max(held))
        activity = plan_activity(uow, details, sessions)
        enrol(uow, activity, people)
    with database.reading() as session:
        return activity, [row.id for row in session_rows(session, activity_id=activity)]


def many(count: int) -> list[tuple[str, str, str, Sex]]:
    """Return that many people, each with names of their own."""
    return [
        (f"ชื่อ{n}", f"สกุล{n}", f"เล่น{n}", Sex.FEMALE if n % 2 else Sex.MALE)
        for n in range(1, count + 1)
    ]


Opened = tuple[MainWindow, Context]
Make = Callable[..., Opened]
