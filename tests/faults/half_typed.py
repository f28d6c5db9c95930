"""Every form a person can leave half filled: how it is opened, where the typing goes, where it is seen again."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from sqlmodel import select

from learnsoc_desktop.core.paths import user_folder
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.features import FEATURES
from learnsoc_desktop.features.activities.edit_page import ActivityEditPage
from learnsoc_desktop.features.activities.heads_page import HeadsPage
from learnsoc_desktop.features.activities.heads_widget import BANDS, SEXES
from learnsoc_desktop.features.activities.model import Activity, ActivitySession
from learnsoc_desktop.features.activities.roll_page import RollPage
from learnsoc_desktop.features.activities.session_page import SessionPage
from learnsoc_desktop.features.maintenance.new_centre_page import NewCentrePage
from learnsoc_desktop.features.people.edit_page import PersonEditPage
from learnsoc_desktop.features.people.model import Person
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.main_window import MainWindow
from tests.features.activities.pages_kit import settle, type_text
from tests.ui.window_kit import open_window

TICK = 20  # ms between two looks for the draft


@dataclass(frozen=True)
class Form:
    """``opens`` shows the page, ``field`` is where the typing goes, ``typed`` what is typed."""

    opens: Callable[[MainWindow, Context], Any]
    field: Callable[[Any], QWidget]
    typed: str = "บุญ"
    asks: bool = True  # in place of the form; else in the message bar


def first(context: Context, entity: type[Any]) -> UUID:
    found: UUID = context.commands.query(
        lambda session: session.exec(select(entity.id).limit(1)).one()
    )
    return found


def task(make: Callable[[Context], Any]) -> Callable[[MainWindow, Context], Any]:
    def opens(_window: MainWindow, context: Context) -> Any:
        page = make(context)
        context.open_task(page)
        return page

    return opens


def profile(window: MainWindow, _context: Context) -> Any:
    window.open("care", section="centre")
    return window.current().current()  # type: ignore[union-attr]


def sheet(window: MainWindow, context: Context) -> Any:
    window.open("activities", attendance=str(first(context, ActivitySession)))
    return window.current()


def line(name: str) -> Callable[[Any], QWidget]:
    return lambda page: page.form.editor(name).line


def heads_of(page: Any) -> QWidget:
    field: QWidget = page.grid.field(SEXES[1], BANDS[2])
    return field


FORMS: Mapping[str, Form] = {
    "new person": Form(task(PersonEditPage), lambda page: page.form.main.editor("first_name").line),
    "person": Form(
        task(lambda context: PersonEditPage(context, first(context, Person))),
        lambda page: page.form.main.editor("nickname").line,
    ),
    "new activity": Form(task(ActivityEditPage), line("name")),
    "activity": Form(
        task(lambda context: ActivityEditPage(context, first(context, Activity))), line("name")
    ),
    "new session": Form(
        task(lambda context: SessionPage(context, first(context, Activity))), line("topic")
    ),
    "session": Form(
        task(
            lambda context: SessionPage(
                context, first(context, Activity), first(context, ActivitySession)
            )
        ),
        line("topic"),
    ),
    "new centre": Form(task(lambda context: NewCentrePage(context.desk)), line("name")),
    "profile": Form(profile, line("name"), asks=False),
    "walk-in": Form(sheet, lambda page: page.walk_in.name, asks=False),
    "heads in the room": Form(sheet, lambda page: page.side.heads.number, "12", asks=False),
    "heads without names": Form(
        task(lambda context: HeadsPage(context, first(context, ActivitySession))),
        heads_of,
        "34",
        asks=False,
    ),
    "pasted names": Form(
        task(lambda context: RollPage(context, first(context, Activity))),
        lambda page: page.paste,
        asks=False,
    ),
}


def drafts() -> list[Path]:
    return sorted((user_folder() / "drafts").glob("*.json"))


def type_half(mouth: Connection, home: Path, path: Path, name: str) -> None:
    """Open a form, type into it, say when a draft lies there, and go on until it is killed."""
    for variable in ("HOME", "LEARNSOC_HOME"):
        os.environ[variable] = str(home)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QApplication([])
    database = Database(path)
    window, context = open_window(database, FEATURES)
    form = FORMS[name]
    page = form.opens(window, context)
    settle()
    form.field(page).setFocus()
    settle()
    type_text(window, form.typed)
    timer = QTimer()
    timer.setInterval(TICK)

    def look() -> None:
        if drafts():
            timer.stop()
            mouth.send(drafts()[0].name)

    timer.timeout.connect(look)
    timer.start()
    QEventLoop(application).exec()
