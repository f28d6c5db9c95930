"""The window: places on the left, the head of the page, messages, the page, what was saved."""

from __future__ import annotations

import base64
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core.errors import JobRunning
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.ui.layout import column, row
from learnsoc_desktop.ui.navigation import Navigation
from learnsoc_desktop.ui.theme import STEPS, theme

if TYPE_CHECKING:
    from learnsoc_desktop.core.errors import AppError
    from learnsoc_desktop.core.feature import Place
    from learnsoc_desktop.ui.context import Act, Context, Desk, Safety
    from learnsoc_desktop.ui.finder import Found
    from learnsoc_desktop.ui.header import Header
    from learnsoc_desktop.ui.help import Help
    from learnsoc_desktop.ui.message_bar import JobBar, MessageBar, NoticeStrip, UndoBar
    from learnsoc_desktop.ui.page import View
    from learnsoc_desktop.ui.page_stack import PageStack
    from learnsoc_desktop.ui.palette import Palette

NARROW_BELOW = 1200
LEAST = (900, 600)
FIRST = (1366, 768)
MAXIMISE_BELOW = 1500  # width of a screen the window fills when it is opened first
PLACE_KEYS = 9


class MainWindow(QWidget):
    """The one window. It implements ``context.Shell``.

    Signals:
        painted: It was seen for the first time.
        closing: It is about to close.
    """

    painted = Signal()
    closing = Signal()

    header: Header
    stack: PageStack
    notice: NoticeStrip
    messages: MessageBar
    saved: UndoBar
    jobs: JobBar

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._places: tuple[Place, ...] = ()
        self._palette: Palette | None = None
        self._help: Help | None = None
        self._seen = False
        self.may_end: Callable[[], bool] = _always
        desk.shell = self
        self._complete = False
        self.navigation = Navigation()
        self.navigation.set_safety(desk.safety)
        self._right = column(gap=0)
        self.setLayout(row(self.navigation, (self._right, 1), gap=0))
        self.setWindowTitle("LearnSoc")
        self.setMinimumSize(*LEAST)
        self.navigation.hide()

    def complete(self) -> None:
        """Make what is not needed for the first paint: header, bars, pages, keys."""
        from learnsoc_desktop.ui.header import Header  # noqa: PLC0415  as it says
        from learnsoc_desktop.ui.keys import shortcut  # noqa: PLC0415  as it says
        from learnsoc_desktop.ui.message_bar import (  # noqa: PLC0415  as it says
            Framed,
            JobBar,
            MessageBar,
            NoticeStrip,
            UndoBar,
        )
        from learnsoc_desktop.ui.page_stack import PageStack  # noqa: PLC0415  as it says

        if self._complete:
            return
        self._complete = True
        self.header, self.notice, self.stack = Header(), NoticeStrip(), PageStack()
        self.messages, self.saved, self.jobs = MessageBar(), UndoBar(), JobBar()
        for part in (self.notice, self.header, Framed(self.messages)):
            self._right.addWidget(part)
        self._right.addWidget(self.stack, 1)
        for bar in (self.saved, self.jobs):
            self._right.addWidget(Framed(bar))
        self.header.hide()
        self.fit()
        self._connect()
        keys = self._keys()
        for key, then in keys.items():
            shortcut(self, key, then)
        self._taken = frozenset(keys)

    def _connect(self) -> None:
        self.stack.presented.connect(self._presented)
        self.stack.header_changed.connect(self._show_header)
        self.navigation.asked.connect(self.open)
        self.navigation.safety_asked.connect(self.open_safety)
        self.navigation.size_asked.connect(self._next_size)
        self.header.back_asked.connect(self.back)
        self.header.find_asked.connect(self.find_anything)
        self.header.help_asked.connect(self.tell_help)
        self.header.print_asked.connect(self.print_view)
        self.saved.undo_asked.connect(self._undo)
        self.saved.redo_asked.connect(self._redo)
        self._desk.jobs.started.connect(self.jobs.follow)

    def _keys(self) -> dict[str, Callable[[], object]]:
        keys: dict[str, Callable[[], object]] = {
            "Ctrl+K": self.find_anything,
            "F1": self.tell_help,
            "F12": self.print_view,
            "Ctrl+Z": self._undo,
            "Ctrl+Shift+Z": self._redo,
            "Ctrl+Y": self._redo,
            "Ctrl++": partial(self._change_size, 1),
            "Ctrl+=": partial(self._change_size, 1),
            "Ctrl+-": partial(self._change_size, -1),
            "Ctrl+0": partial(self._change_size, -len(STEPS)),
        }
        for number in range(1, PLACE_KEYS + 1):
            keys[f"Ctrl+{number}"] = partial(self._open_number, number)
        return keys

    # ---------------------------------------------------------------- what it shows

    def enter(self, context: Context, place: str = "") -> None:
        """Show an open centre, at ``place`` or at its first place."""
        self.complete()
        self.clear()
        self.stack.set_context(context)
        commands = context.commands
        commands.failed.connect(self.fail)
        commands.done.connect(self._tell_saved)
        commands.undone.connect(self._tell_undone)
        commands.redone.connect(self._tell_redone)
        self._places = context.contributions.places
        self.navigation.set_places(self._places)
        if self._places:
            self.open(place or self._places[0].key)

    def stand_alone(self, view: View) -> None:
        """Show a view without any centre: the start page."""
        self.complete()
        self.clear()
        self.stack.stand_alone(view)

    def clear(self) -> None:
        """Take every page away, the tasks too."""
        if self._palette is not None:
            self._palette.deleteLater()
            self._palette = None
        self.stack.clear()
        self.messages.hide()
        self.saved.hide()
        self.notice.tell("", None)
        self.header.hide()

    def current(self) -> View | None:
        """Return the view that is shown."""
        return self.stack.view()

    def open(self, place: str, **args: object) -> None:
        """Go to a place; ``args`` are handed to its ``open``."""
        self.stack.open(place, **args)

    def open_safety(self, safety: Safety) -> None:
        """Go to where the copies are looked after."""
        self.open(safety.place, **({"section": safety.section} if safety.section else {}))

    def open_task(self, task: View) -> None:
        """Lay a task over everything."""
        self.stack.open_task(task)

    def back(self) -> None:
        """Leave the task that is shown."""
        self.stack.back()

    def _presented(self, view: View) -> None:
        self.navigation.setVisible(self.stack.in_place)
        self.navigation.set_current(self.stack.place)
        for bar in (self.messages, self.saved):
            if not bar.fresh:  # "Saved", then back: it is about the page below
                bar.hide()
        self._show_header(view)
        title = view.title()
        self.setWindowTitle(f"{title} – LearnSoc" if title else "LearnSoc")

    def _show_header(self, view: View) -> None:
        self.header.setVisible(not view.bare)
        self.header.show_view(
            view,
            task=self.stack.in_task,
            centre=self.stack.context is not None,
            taken=self._taken.__contains__,
        )

    def _open_number(self, number: int) -> None:
        if self.stack.in_place and number <= len(self._places):
            self.open(self._places[number - 1].key)

    # ---------------------------------------------------------------- what it tells

    def notify(self, text: str, tone: str, act: Act | None, more: str) -> None:
        """Say something in the message bar."""
        self.messages.tell(text, tone, act, more)

    def fail(self, error: AppError) -> None:
        """Show an expected error in the message bar."""
        self.messages.fail(error)

    def set_safety(self, safety: Safety) -> None:
        """Change the safety light."""
        self.navigation.set_safety(safety)

    def set_notice(self, text: str, act: Act | None, tone: str = "") -> None:
        """Change the strip above everything."""
        self.notice.tell(text, act, tone)

    def set_centre_name(self, name: str) -> None:
        """Show the name of the centre under the sign of the program."""
        self.navigation.mark.set_name(name)

    def _tell_saved(self, title: str) -> None:
        view = self.current()
        self._tell(self.saved.saved, title, told=view is not None and view.tells_undo)

    def _tell_redone(self, title: str) -> None:
        view = self.current()
        self._tell(self.saved.saved, title, told=view is not None and view.tells_undone)

    def _tell_undone(self, title: str) -> None:
        view = self.current()
        self._tell(self.saved.taken_back, title, told=view is not None and view.tells_undone)

    def _tell(self, say: Callable[[str], None], title: str, *, told: bool) -> None:
        """Say it under the page, unless the page has ``told`` it."""
        self.messages.hide()
        if told:
            self.saved.hide()
        else:
            say(title)

    # ---------------------------------------------------------------- keys

    def find_anything(self) -> None:
        """Open the palette."""
        from learnsoc_desktop.ui.palette import Palette  # noqa: PLC0415  not before it is wanted

        context = self.stack.context
        if context is None or self.stack.in_task:
            return
        if self._palette is None:
            self._palette = Palette(self, self._answer(context))
        self._palette.ask()

    def _answer(self, context: Context) -> Callable[[str], list[Found]]:
        from learnsoc_desktop.ui.finder import Finder  # noqa: PLC0415  not before it is wanted

        finder = Finder(context)

        def answer(text: str) -> list[Found]:
            view = self.current()
            return finder.find(text, view.page_actions() if view else ())

        return answer

    def tell_help(self) -> None:
        """Show the help of what is shown."""
        from learnsoc_desktop.ui.help import Help  # noqa: PLC0415  not before it is wanted

        if self._help is None:
            self._help = Help(self)
        here = next((place for place in self._places if place.key == self.stack.place), None)
        name = _(here.title) if here and self.stack.in_place else ""
        self._help.tell(self.current(), name)

    def print_view(self) -> None:
        """Print what is shown, as the page says; or offer a picture of it."""
        view, context = self.current(), self.stack.context
        if view is None or context is None:
            return
        own = next((action for action in view.page_actions() if action.key == "F12"), None)
        if own is not None:
            if own.enabled:
                own.run()
            return
        report = view.printable()
        if report is not None:
            from learnsoc_desktop.ui.print_page import PrintPage  # noqa: PLC0415  as above

            self.open_task(PrintPage(context, report))
            return
        act = (_("Copy a picture"), partial(self._copy_picture, view))
        more = _("There is no paper of this page. A picture of it can be pasted into a chat.")
        self.notify(_("Print"), "late", act, more)

    def _copy_picture(self, view: View) -> None:
        QGuiApplication.clipboard().setPixmap(view.grab())
        self.notify(_("Copied"), "good", None, _("Paste it with Ctrl+V."))

    def _undo(self) -> None:
        context = self.stack.context
        if context is not None and context.commands.undo_title:
            context.commands.undo()

    def _redo(self) -> None:
        context = self.stack.context
        if context is not None and context.commands.redo_title:
            context.commands.redo()

    def _next_size(self) -> None:
        self._desk.change_settings(text_step=(theme().step + 1) % len(STEPS))

    def _change_size(self, steps: int) -> None:
        step = max(0, min(theme().step + steps, len(STEPS) - 1))
        self._desk.change_settings(text_step=step)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the task on Esc."""
        if event.key() == Qt.Key.Key_Escape and self.stack.in_task:
            self.back()
        else:
            super().keyPressEvent(event)

    # ---------------------------------------------------------------- the window itself

    def place_on_screen(self) -> None:
        """Show it where it was closed, or at its first size."""
        kept = base64.b64decode(self._desk.settings.window_geometry or "")
        if kept and self.restoreGeometry(QByteArray(kept)):
            self.show()
        elif self.screen().availableGeometry().width() < MAXIMISE_BELOW:
            self.resize(self.screen().availableSize())  # where nothing manages windows
            self.showMaximized()
        else:
            self.resize(*FIRST)
            self.show()

    def fit(self) -> None:
        """Take the room there is: narrow places in a narrow window."""
        narrow = self.width() < NARROW_BELOW
        self.navigation.set_narrow(narrow=narrow)
        if self._complete:
            self.header.set_narrow(narrow=narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit what depends on the size."""
        super().resizeEvent(event)
        self.fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell that it was seen."""
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            self.painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close when nothing is typed or written; keep the place on the screen.

        ``may_end`` is asked last; one that returns False closes the window itself, later.
        """
        self.complete()
        if not self.stack.may_leave():
            event.ignore()
            return
        job = self._desk.jobs.writing
        if job is not None:
            self.fail(JobRunning(title=job.title))
            event.ignore()
            return
        geometry = base64.b64encode(self.saveGeometry().data()).decode("ascii")
        if geometry != self._desk.settings.window_geometry:
            self._desk.change_settings(window_geometry=geometry)
        if not self.may_end():
            event.ignore()
            return
        self.closing.emit()
        event.accept()


def _always() -> bool:
    return True
