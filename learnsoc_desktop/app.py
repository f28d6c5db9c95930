"""The composition root of the window: arguments, language, look, window, centre.

The window is painted before SQLAlchemy, the features' models and the first page are imported.
"""

from __future__ import annotations

import builtins
import gc
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from learnsoc_desktop import PLAIN_IMPORT
from learnsoc_desktop.app_arguments import parsed
from learnsoc_desktop.core import i18n, paths, settings
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.core.lazy import call, resolve
from learnsoc_desktop.ui.context import LOOKING, Context, Desk
from learnsoc_desktop.ui.fonts import load_fonts
from learnsoc_desktop.ui.jobs import JobRunner
from learnsoc_desktop.ui.main_window import MainWindow
from learnsoc_desktop.ui.one_window import Asked, OneWindow
from learnsoc_desktop.ui.theme import set_theme

if TYPE_CHECKING:
    from argparse import Namespace

    from learnsoc_desktop.core.changes import ChangeSet
    from learnsoc_desktop.core.progress import Progress
    from learnsoc_desktop.data.database import Database
    from learnsoc_desktop.features.maintenance.guard_widget import Guard
    from learnsoc_desktop.features.maintenance.keeper_widget import Keeper
    from learnsoc_desktop.ui.contributions import Contributions
    from learnsoc_desktop.ui.crash import CrashHandler
    from learnsoc_desktop.ui.page import View

START_PAGE = "learnsoc_desktop.features.maintenance.start_page"
BEFORE_UPDATE = "learnsoc_desktop.exchange.backup:before_update"
NOTICE = "learnsoc_desktop.features.maintenance.notice_widget"
SAMPLE = "learnsoc_desktop.features.overview.sample"
TROUBLE = "learnsoc_desktop.features.maintenance.trouble_page"
GUARD = "learnsoc_desktop.features.maintenance.guard_widget"
KEEPER = "learnsoc_desktop.features.maintenance.keeper_widget"
CLOSING = "learnsoc_desktop.features.maintenance.closing_widget"
T = TypeVar("T")
PROFILE = "CentreProfile"  # the entity that holds the name of the centre
KEPT_AFTER = 1000  # ms after a centre was opened: then its copies are looked at
SETTLED_AFTER = 1500  # ms after the first page: then the child process is started


class Application(QObject):
    """Opens and closes centres in the one window (``context.Centres``).

    Signals:
        opened: A centre was opened and its first page is shown.
    """

    opened = Signal()

    def __init__(self, arguments: Namespace) -> None:
        super().__init__()
        self._arguments = arguments
        self._database: Database | None = None
        self._context: Context | None = None
        self._crashes: CrashHandler | None = None
        self._keeper: Keeper | None = None
        self._guard: Guard | None = None
        self._looking = ""  # at a copy: the words that say at which one
        chosen = settings.load()
        if arguments.language:
            chosen.language = arguments.language
        self.desk = Desk(chosen, JobRunner(self))
        self.desk.centres = self
        self._shown_with = self._words_of_settings()
        self._dress()
        self.desk.settings_changed.connect(self._settings_changed)
        QApplication.styleHints().colorSchemeChanged.connect(self._dress)
        self.window = self._make_window()

    @property
    def centres(self) -> Application:
        """What opens centres."""
        return self

    @cached_property
    def contributions(self) -> Contributions:
        """What the features give."""
        from learnsoc_desktop.features import FEATURES  # noqa: PLC0415  after the first paint
        from learnsoc_desktop.ui.contributions import Contributions  # noqa: PLC0415  as above

        return Contributions(FEATURES)

    def start(self) -> None:
        """Show the window; what it shows comes after it was painted."""
        if self._first_folder() is not None or self._arguments.sample:
            self.window.navigation.show()
        self.window.painted.connect(lambda: QTimer.singleShot(0, self._begin))
        self.window.place_on_screen()

    def _begin(self) -> None:
        """Go on after the first paint."""
        from learnsoc_desktop.core import logs  # noqa: PLC0415  after the first paint
        from learnsoc_desktop.ui.crash import CrashHandler  # noqa: PLC0415  as above
        from learnsoc_desktop.ui.icons import window_icon  # noqa: PLC0415  as above

        self.window.complete()
        QApplication.setWindowIcon(window_icon())
        logs.set_up()
        self._crashes = CrashHandler(self.desk.fail, self)
        self._crashes.window = self.window
        self._crashes.install()
        self._dress()
        folder = self._first_folder()
        if self._arguments.sample:
            self.open_sample()
        elif folder is not None:
            self.open_centre(folder, read_only=self._arguments.read_only)
        else:
            self.close_centre()
        self._crashes.tell_of_death(self.desk)
        QTimer.singleShot(SETTLED_AFTER, self._settle)

    def _settle(self) -> None:
        """Do what can wait until the first page is used."""
        gc.enable()
        gc.freeze()  # what the start made stays: no later collection looks at it again
        self._speak()
        self.desk.worker.warm()

    def _speak(self) -> None:
        """Let Qt's own dialogs speak the language of the window."""
        from learnsoc_desktop.ui.qt_words import speak  # noqa: PLC0415  nobody waits for them

        speak()

    def _first_folder(self) -> Path | None:
        if self._arguments.data:
            return Path(self._arguments.data)
        last = self.desk.settings.last_centre
        return Path(last) if last and Path(last).is_dir() else None

    def open_centre(self, folder: Path, *, read_only: bool = False) -> None:
        """Close the centre that is open and open the one in ``folder``."""
        from learnsoc_desktop.core.errors import AppError  # noqa: PLC0415  after the first paint
        from learnsoc_desktop.data.database import Database  # noqa: PLC0415  as above
        from learnsoc_desktop.data.folder import CentreFolder  # noqa: PLC0415  as above

        self._leave()
        path = CentreFolder(folder.resolve()).database
        try:
            backup = partial(call, BEFORE_UPDATE)
            database = Database(path, read_only=read_only, backup=backup, looks_inside=True)
        except AppError as error:
            self.close_centre()
            resolve(f"{TROUBLE}:tell_unopened")(self.desk, path.parent, error)
            return
        self._show(database)

    def look_at(self, copy: Path, words: str) -> None:
        """Open a copy of the centre for looking only, with a way back; the pictures beside it are shown."""
        from learnsoc_desktop.core.errors import AppError  # noqa: PLC0415  after the first paint
        from learnsoc_desktop.data.database import Database  # noqa: PLC0415  as above

        if self._context is None:
            return
        try:
            database = Database(copy, read_only=True)
        except AppError as error:
            self.desk.fail(error)
            return
        home = self._context.home
        self._leave()
        self._show(database, home, words)

    def close_centre(self) -> None:
        """Close the centre and show the start page."""
        self._leave()
        self.window.stand_alone(self._start_page())

    def open_sample(self) -> None:
        """Open today's sample centre; make it first when it is not there."""
        from learnsoc_desktop.data.folder import CentreFolder  # noqa: PLC0415  after the first paint

        folder = CentreFolder(self._samples() / date.today().isoformat())  # noqa: DTZ011  a person's own day
        if folder.has_centre():
            self.open_centre(folder.root)
            return
        self.desk.jobs.start(
            _("Making the sample centre"),
            lambda _progress: resolve(f"{SAMPLE}:renew_sample")(folder.root),
            self.open_centre,
            self.desk.fail,
            writes=True,
        )

    def _samples(self) -> Path:
        """Return the folder of the sample centres, one a day."""
        return paths.user_folder() / "sample"

    def restart(self) -> None:
        """Make the window and every page again: the language has changed."""
        self._speak()
        place, old = self.window.stack.place, self.window
        self.window = self._make_window()
        if self._crashes is not None:
            self._crashes.window = self.window
        self.window.setGeometry(old.geometry())
        self.window.setWindowState(old.windowState())
        self.window.show()
        if self._context is not None:
            self._enter(self._context, place)
            self.desk.copies_changed.emit()  # the light speaks the new language too
        else:
            self.window.stand_alone(self._start_page())
        old.hide()
        old.clear()
        old.deleteLater()

    def _show(self, database: Database, home: Path | None = None, looking: str = "") -> None:
        from learnsoc_desktop.ui.commands import Commands  # noqa: PLC0415  after the first paint

        self._database = database
        commands = Commands(database, self.desk.jobs, lambda: self.desk.worker, self)
        self._context = Context(self.desk, commands, self.contributions, home)
        self._looking = looking
        commands.changed.connect(self._changed)
        # first, since a page may meet a value that makes no sense any more
        QTimer.singleShot(KEPT_AFTER, commands, self._keep)
        self._remember(self._context.home)
        self._enter(self._context, "")
        self.desk.set_safety(LOOKING)
        self.opened.emit()

    def _keep(self) -> None:
        """Look after the copies of the centre, its file and its disk from now on."""
        if self._context is None:  # closed again within the second
            return
        self._keeper = resolve(f"{KEEPER}:Keeper")(self._context)
        if not self._looking:
            self._guard = resolve(f"{GUARD}:Guard")(self._context)
            self._guard.told.connect(self._show_profile)

    def _enter(self, context: Context, place: str) -> None:
        self.window.enter(context, place)
        self._show_profile()

    def _show_profile(self) -> None:
        from learnsoc_desktop.features.centre import queries  # noqa: PLC0415  after the first paint

        context = self._context
        if context is None:
            return
        notice = self._guard.notice if self._guard is not None else None
        if notice is not None:
            self.window.set_notice(*notice)
        profile = context.commands.query(queries.profile)
        self.window.set_centre_name(profile.name)
        if notice is not None:
            return
        back = partial(self.open_centre, context.home)
        read_only = context.commands.read_only
        self.window.set_notice(
            *resolve(f"{NOTICE}:notice")(
                self._looking, back, self.close_centre, read_only=read_only, sample=profile.sample
            )
        )

    def _changed(self, changes: ChangeSet) -> None:
        if changes.touches({PROFILE}):
            self._show_profile()

    def while_closed(
        self, title: str, work: Callable[[Progress], T], then: Callable[[T], object]
    ) -> None:
        """Close the centre, do ``work`` off the main thread, open it again, then call ``then``."""
        if self._context is not None:
            reopen = partial(self.open_centre, self._context.folder)
            while_closed = resolve(f"{CLOSING}:while_closed")
            while_closed(self.desk, self.window, (self._close, reopen), title, work, then)

    def _leave(self) -> None:
        """Let go of the centre that is open, and back it up while the program goes on."""
        if self._context is not None and not self._context.commands.read_only:
            folder = self._context.folder
            self._close()
            resolve(f"{CLOSING}:back_up_closed")(self.desk, folder)
        self._close()

    def _close(self) -> None:
        """Let go of the centre that is open."""
        if self._context is None or self._database is None:
            return
        if self._keeper is not None:
            self._keeper.end()
            self._keeper = None
        if self._guard is not None:
            self._guard.end()
            self._guard = None
        self.window.clear()
        self._context.commands.setParent(None)
        self._context.commands.deleteLater()
        self._context = None
        self._database.close()
        self._database = None
        self.window.set_centre_name("")

    def _start_page(self) -> View:
        view: View = resolve(f"{START_PAGE}:StartPage")(self.desk)
        return view

    def _make_window(self) -> MainWindow:
        window = MainWindow(self.desk)
        window.may_end = self._may_end
        window.closing.connect(self._end)
        return window

    def _remember(self, folder: Path) -> None:
        if self._samples() in folder.parents:  # the person's own centre stays the last one
            return
        self.desk.settings.opened(folder)
        settings.save(self.desk.settings)

    def _words_of_settings(self) -> tuple[str, str, str]:
        chosen = self.desk.settings
        return chosen.language, chosen.calendar, chosen.digits

    def _settings_changed(self) -> None:
        self._dress()
        if self._words_of_settings() != self._shown_with:
            self._shown_with = self._words_of_settings()
            self.restart()

    def _dress(self) -> None:
        chosen = self.desk.settings
        i18n.set_language(chosen.language, paths.catalogues())
        if self._crashes is not None:  # before the first paint nobody writes a date
            from learnsoc_desktop.core import formats  # noqa: PLC0415  as it says

            formats.set_style(chosen.style)
        set_theme(chosen.theme, chosen.text_step)

    def _may_end(self) -> bool:
        """Back the centre up first, if it changed; the window closes itself after that."""
        if self._context is None or self._context.commands.read_only:
            return True
        program = QApplication.instance()
        if isinstance(program, QGuiApplication) and program.isSavingSession():
            return True  # the computer is going off: nothing may hold it up
        folder = self._context.folder
        self._close()
        resolve(f"{CLOSING}:Closing")(self.desk, self.window, folder)
        return False

    def _end(self) -> None:
        """Stop what runs and let go of the file before the program ends."""
        self.desk.jobs.cancel()
        self.desk.jobs.wait()
        self._close()
        self.desk.close()
        if self._crashes is not None:
            self._crashes.uninstall()


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window; return the exit code of the program."""
    if hasattr(sys, "frozen"):  # a child process of the packaged program starts here too
        from multiprocessing import freeze_support  # noqa: PLC0415  takes its time at each start

        freeze_support()
    gc.disable()  # nothing is thrown away while the program starts
    builtins.__import__ = PLAIN_IMPORT
    # we use none, and looking for them reads the description of every installed package
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    arguments = parsed(argv)
    qt = QApplication(sys.argv[:1])
    qt.setApplicationName("LearnSoc")
    qt.setDesktopFileName("learnsoc")
    load_fonts()
    data = str(Path(arguments.data).absolute()) if arguments.data else ""
    door = OneWindow(paths.user_folder(), Asked(data, arguments.sample, arguments.read_only))
    if door.handed_over():
        return 0
    application = Application(arguments)
    application.start()
    door.serve(application)
    code = qt.exec()
    door.close()
    return code
