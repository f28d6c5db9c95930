"""What a page gets: the doors to data, window and settings, and nothing global."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from learnsoc_desktop.core import settings as stored
from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.core.settings import Settings
from learnsoc_desktop.ui.jobs import JobRunner

if TYPE_CHECKING:
    from learnsoc_desktop.core.progress import Progress
    from learnsoc_desktop.core.worker import Worker
    from learnsoc_desktop.ui.commands import Commands
    from learnsoc_desktop.ui.contributions import Contributions
    from learnsoc_desktop.ui.page import View

T = TypeVar("T")
Act = tuple[str, Callable[[], object]]  # the words of a button and what it does


class Safety(NamedTuple):
    """What the light at the foot of the places says about copies of the data."""

    tone: str  # good, late or bad; ink while nobody has looked yet
    word: str
    detail: str
    place: str = ""  # the place its press opens
    section: str = ""  # of that place
    proofs: tuple[str, ...] = ()  # last backup and last copy on another disk, a sentence each


LOOKING = Safety("ink", N_("Data safety"), N_("Looking at the copies"))
NOT_COPIED = Safety("bad", N_("Not yet copied"), N_("On this machine only"))


class Shell(Protocol):
    """The window, as pages see it."""

    def open(self, place: str, **args: object) -> None:
        """Go to a place."""

    def open_task(self, task: View) -> None:
        """Lay a task over everything."""

    def back(self) -> None:
        """Leave the task that is shown."""

    def notify(self, text: str, tone: str, act: Act | None, more: str) -> None:
        """Say something in the message bar."""

    def fail(self, error: AppError) -> None:
        """Show an expected error in the message bar."""

    def set_safety(self, safety: Safety) -> None:
        """Change the safety light."""

    def set_notice(self, text: str, act: Act | None, tone: str = "") -> None:
        """Change the strip above everything; an empty text takes it away, ``tone`` late or bad warns."""


class Centres(Protocol):
    """Opens and closes centres; the application is it."""

    def open_centre(self, folder: Path, *, read_only: bool = False) -> None:
        """Close the centre that is open and open the one in ``folder``."""

    def close_centre(self) -> None:
        """Close the centre and show the start page."""

    def open_sample(self) -> None:
        """Open today's sample centre; make it first when it is not there."""

    def restart(self) -> None:
        """Make every page again: the language or the columns have changed."""

    def look_at(self, copy: Path, words: str) -> None:
        """Open a copy of the centre for looking only; ``words`` say above everything which one it is."""

    def while_closed(
        self, title: str, work: Callable[[Progress], T], then: Callable[[T], object]
    ) -> None:
        """Close the centre, do ``work`` off the main thread, open it again, then call ``then``."""


class Desk(QObject):
    """The program without a centre: what the start page gets.

    Signals:
        settings_changed: A choice of the person was saved.
        safety_changed: The safety light says something else (Safety).
        copies_changed: A copy was made or taken back; the light is to be read again.
    """

    settings_changed = Signal()
    safety_changed = Signal(object)
    copies_changed = Signal()

    def __init__(self, settings: Settings, jobs: JobRunner) -> None:
        super().__init__()
        self.settings, self.jobs = settings, jobs
        self.safety = NOT_COPIED
        self.shell: Shell
        self.centres: Centres

    @cached_property
    def worker(self) -> Worker:
        """The one child process; it is started when it is wanted."""
        from learnsoc_desktop.core.worker import Worker  # noqa: PLC0415  when it is wanted

        return Worker()

    def close(self) -> None:
        """End the child process."""
        if "worker" in self.__dict__:
            self.worker.close()

    def open_task(self, task: View) -> None:
        """Lay a task over everything; Back and Esc leave it."""
        self.shell.open_task(task)

    def back(self) -> None:
        """Leave the task that is shown."""
        self.shell.back()

    def notify(
        self, text: str, *, tone: str = "good", act: Act | None = None, more: str = ""
    ) -> None:
        """Say ``text`` in the message bar: ``tone`` good, late or bad; ``act`` its button."""
        self.shell.notify(text, tone, act, more)

    def fail(self, error: AppError) -> None:
        """Show an expected error in the message bar."""
        self.shell.fail(error)

    def set_safety(self, safety: Safety) -> None:
        """Tell at the foot of the places how safe the data are."""
        self.safety = safety
        self.shell.set_safety(safety)
        self.safety_changed.emit(safety)

    def change_settings(self, **choices: object) -> None:
        """Change choices of the person, save them, and tell everybody."""
        for name, value in choices.items():
            if not hasattr(self.settings, name):
                raise AttributeError(name)
            setattr(self.settings, name, value)
        stored.save(self.settings)
        self.settings_changed.emit()


class Context:
    """What every page of an open centre gets.

    ``home`` is the folder of the centre; of a copy that is only looked at, the folder of the centre it is one of.
    """

    def __init__(
        self,
        desk: Desk,
        commands: Commands,
        contributions: Contributions,
        home: Path | None = None,
    ) -> None:
        self.desk, self.commands, self.contributions = desk, commands, contributions
        self.home = home or self.folder

    @property
    def settings(self) -> Settings:
        """The choices of the person; change them with ``desk.change_settings``."""
        return self.desk.settings

    @property
    def worker(self) -> Worker:
        """The child process; ``commands.compute`` is the usual way to it."""
        return self.desk.worker

    @property
    def folder(self) -> Path:
        """The folder in which the open file lies, with the files its records name."""
        return self.commands.database.path.parent

    def open(self, place: str, **args: Any) -> None:  # noqa: ANN401  what the page's open() takes
        """Go to a place and call its ``open(**args)`` when there are any."""
        self.desk.shell.open(place, **args)

    def open_task(self, task: View) -> None:
        """Lay a task over everything; Back and Esc leave it."""
        self.desk.open_task(task)

    def back(self) -> None:
        """Leave the task that is shown."""
        self.desk.back()

    def notify(
        self,
        text: str,
        *,
        undo: bool = False,
        tone: str = "good",
        act: Act | None = None,
        more: str = "",
    ) -> None:
        """Say ``text`` in the message bar; with ``undo`` it offers to take the last step back."""
        if undo and act is None:
            act = (_("Undo"), self.commands.undo)
        self.desk.notify(text, tone=tone, act=act, more=more)

    def fail(self, error: AppError) -> None:
        """Show an expected error in the message bar."""
        self.desk.fail(error)
