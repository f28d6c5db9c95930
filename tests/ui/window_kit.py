"""A window on an empty centre with two small places of its own, for the tests of the shell."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from sqlmodel import Session, col, func, select

from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.core.feature import Feature, Hit, Offer, Place, SearchKind
from learnsoc_desktop.core.progress import NoProgress
from learnsoc_desktop.core.settings import Settings
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.entity import alive
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.features.centre.model import Village, VillageDetails
from learnsoc_desktop.ui.commands import Commands
from learnsoc_desktop.ui.context import Context, Desk
from learnsoc_desktop.ui.contributions import Contributions
from learnsoc_desktop.ui.jobs import JobRunner
from learnsoc_desktop.ui.layout import column
from learnsoc_desktop.ui.main_window import MainWindow
from learnsoc_desktop.ui.page import Page, PageAction
from learnsoc_desktop.ui.task_page import TaskPage
from learnsoc_desktop.ui.text import Text

HERE = "tests.ui.window_kit"
OFFERED: list[str] = []


class Refused(AppError):
    message = "This was refused."
    hint = "Do something else."


def add_village(uow: UnitOfWork, name: str) -> str:
    details = VillageDetails(name=name)
    village = Village.model_validate(details)
    uow.add(village)
    return name


def refuse(_uow: UnitOfWork) -> None:
    raise Refused


def count_villages(session: Session) -> int:
    return session.exec(select(func.count()).select_from(Village).where(alive(Village))).one()


def find_villages(session: Session, text: str, limit: int) -> Sequence[Hit]:
    found = session.exec(
        select(Village).where(alive(Village), col(Village.name).contains(text)).limit(limit)
    )
    return [Hit("village", str(row.id), row.name, "a village") for row in found]


def offered(_context: Context, text: str) -> None:
    OFFERED.append(text)


class VillagesPage(Page):
    watches: ClassVar[frozenset[str]] = frozenset({"Village"})
    help_lines: ClassVar[Sequence[str]] = ("Villages stand here.",)
    keys: ClassVar[Sequence[tuple[str, str]]] = (("F7", "count again"),)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.count = Text()
        self.field = QLineEdit()
        self.refreshed = 0
        self.shown_record: object = None
        self.stays = False
        self.setLayout(column(self.field, self.count, None))

    def title(self) -> str:
        return "Villages"

    def subtitle(self) -> str:
        return self.count.text()

    def page_actions(self) -> Sequence[PageAction]:
        add = partial(add_village, name="Ban Mai")
        return (
            PageAction(
                "Add a village",
                "plus",
                lambda: self.commands.run(add, title="Added Ban Mai"),
                "Ctrl+N",
                shown="primary",
            ),
        )

    def refresh(self) -> None:
        self.refreshed += 1
        self.count.set_text(f"{self.commands.query(count_villages)} villages")

    def open(self, **args: object) -> None:
        self.shown_record = args.get("record_id")

    def may_leave(self) -> bool:
        return not self.stays


class OtherPage(Page):
    def title(self) -> str:
        return "Other"

    def header_field(self) -> QWidget:
        if not hasattr(self, "_field"):
            self._field = QLineEdit()
        return self._field


class SomeTask(TaskPage):
    def title(self) -> str:
        return "A task"


VILLAGES = Feature(
    key="villages",
    places=(
        Place("other", "Other", "sun", f"{HERE}:OtherPage", 20),
        Place("villages", "Villages", "map-pin", f"{HERE}:VillagesPage", 10),
        Place("care", "Care", "settings", f"{HERE}:OtherPage", 100),
    ),
    searches=(SearchKind("village", "Villages", "map-pin", f"{HERE}:find_villages", "villages"),),
    offers=(
        Offer("Larger letters", "type", f"{HERE}:offered", "Setting", words="text size"),
        Offer("Add a village named “{text}”", "plus", f"{HERE}:offered", takes_text=True),
    ),
)


class NoCentres:
    """Stands for the application."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def open_centre(self, folder: Path, *, read_only: bool = False) -> None:
        self.asked.append(f"open {folder} {read_only}")

    def close_centre(self) -> None:
        self.asked.append("close")

    def open_sample(self) -> None:
        self.asked.append("sample")

    def restart(self) -> None:
        self.asked.append("restart")

    def look_at(self, copy: Path, words: str) -> None:
        self.asked.append(f"look at {copy}: {words}")

    def while_closed(
        self, title: str, work: Callable[[NoProgress], object], then: Callable[[Any], object]
    ) -> None:
        self.asked.append(f"while closed: {title}")
        then(work(NoProgress()))


def open_window(
    database: Database, features: Sequence[Feature] = (VILLAGES,)
) -> tuple[MainWindow, Context]:
    """Return a window of 1366 × 768 on the first place of an open centre."""
    desk = Desk(Settings(language="en"), JobRunner())
    desk.centres = NoCentres()
    window = MainWindow(desk)
    context = Context(
        desk,
        Commands(database, desk.jobs, lambda: desk.worker, desk),
        Contributions(features),
    )
    window.enter(context)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    return window, context


def press(
    widget: QWidget,
    key: Qt.Key,
    text: str = "",
    held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Press a key on ``widget``; unlike QTest it takes Thai text."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, held, text))
