"""What the window tells: errors and notices above the page, what was saved and jobs below it."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.ui.buttons import Button, button, icon_button
from learnsoc_desktop.ui.context import Act
from learnsoc_desktop.ui.jobs import Job
from learnsoc_desktop.ui.layout import column, row
from learnsoc_desktop.ui.text import Note, Picture, Text

SIGNS = {"good": "circle-check", "late": "circle-alert", "bad": "triangle-alert"}
PATIENCE = 300  # ms before a job is worth a bar


def announce(widget: QWidget, text: str) -> None:
    """Say ``text`` to a screen reader."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


class Shown(QFrame):
    """A frame that tells when it comes and goes.

    Signals:
        shown_changed: It was shown or hidden.
    """

    shown_changed = Signal()

    def setVisible(self, visible: bool) -> None:  # noqa: FBT001  Qt's own signature
        """Show or hide it, and tell."""
        super().setVisible(visible)
        self.shown_changed.emit()


class Framed(QWidget):
    """Keeps a bar off the edges of the window, and goes when the bar goes."""

    def __init__(self, bar: Shown) -> None:
        super().__init__()
        self._bar = bar
        self.setLayout(column(bar, gap=0, margins=(24, 0, 24, 8)))
        bar.shown_changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.setVisible(not self._bar.isHidden())


class Bar(Shown):
    """One message: sign, words, what more, one button, a way to close it."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("panel", "good")
        self._act: Callable[[], object] | None = None
        self.fresh = False  # told in this turn of the event loop
        self.picture = Picture("circle-check", "good")
        self.words, self.more = Text("", "strong"), Text("")
        self.act = Button("")
        self.act.clicked.connect(lambda _on=False: self._run())
        self.closer = icon_button("x", _("Close"), kind="quiet", then=self.hide)
        self.setLayout(
            row(
                self.picture,
                self.words,
                (self.more, 1),
                self.act,
                self.closer,
                gap=12,
                margins=(16, 6, 8, 6),
            )
        )
        self.hide()

    def tell(self, text: str, tone: str, act: Act | None = None, more: str = "") -> None:
        """Show a message."""
        self.setProperty("panel", tone)
        self.style().unpolish(self)
        self.style().polish(self)
        self.picture.icon, self.picture.colour = SIGNS[tone], tone
        self.words.set_text(text, tone)
        self.more.set_text(more, "ink")
        self._act = act[1] if act else None
        self.act.setVisible(act is not None)
        if act:
            self.act.setText(act[0])
        self.show()
        self.fresh = True
        QTimer.singleShot(0, self, self._settle)
        announce(self, f"{text} {more}".strip())

    def text(self) -> str:
        """Return what it says, empty while it is hidden."""
        return f"{self.words.text()} {self.more.text()}".strip() if not self.isHidden() else ""

    def _settle(self) -> None:
        self.fresh = False

    def _run(self) -> None:
        act = self._act
        self.hide()
        if act is not None:
            act()


class MessageBar(Bar):
    """Stands above the page."""

    def fail(self, error: AppError) -> None:
        """Show an expected error and what to do about it."""
        self.tell(str(error), "bad", None, error.advice)


class UndoBar(Bar):
    """Stands below the page: what was saved, and the way back. It stays until the next act, or the next page.

    Signals:
        undo_asked, redo_asked: Its button was pressed.
    """

    undo_asked = Signal()
    redo_asked = Signal()

    def saved(self, title: str) -> None:
        """Tell what was saved."""
        words = "{text}  Ctrl+Z".format(text=_("Undo"))
        self.tell(_("Saved"), "good", (words, self.undo_asked.emit), title)
        self.act.set_icon("undo-2")

    def taken_back(self, title: str) -> None:
        """Tell what was undone."""
        words = "{text}  Ctrl+Shift+Z".format(text=_("Do it again"))
        self.tell(_("Undone"), "late", (words, self.redo_asked.emit), title)
        self.act.set_icon("redo-2")


class JobBar(Shown):
    """What runs, how far it is, and the way to stop it; appears when a job takes its time."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("panel", "true")
        self._jobs: list[Job] = []
        self.words, self.detail = Text("", "strong"), Text("", "small", "ink_soft")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(220)
        self.stop = button(_("Stop"), "", "x", then=self._stop)
        self.setLayout(
            row(
                Picture("hourglass", "primary"),
                self.words,
                (self.detail, 1),
                self.bar,
                self.stop,
                gap=12,
                margins=(16, 6, 8, 6),
            )
        )
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE)
        self._timer.timeout.connect(self._show_newest)
        self.hide()

    def follow(self, job: Job) -> None:
        """Show ``job`` until it ends."""
        if job.quiet:
            return
        self._jobs.append(job)
        job.progressed.connect(self._progress)
        job.ended.connect(self._ended)
        if not self.isVisible():
            self._timer.start()

    def _show_newest(self) -> None:
        if not self._jobs:
            self.hide()
            return
        job = self._jobs[-1]
        self.words.set_text(job.title)
        self.detail.set_text(_("Stopping…") if job.stopping else "")
        self.bar.setRange(0, 0)
        self.stop.setEnabled(not job.stopping)
        self.show()

    def _progress(self, done: int, total: int, text: str) -> None:
        if self.sender() is not (self._jobs[-1] if self._jobs else None):
            return
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        share = _("{percent} %").format(percent=done * 100 // total) if total else ""
        self.detail.set_text(f"{text}  {share}".strip())

    def _ended(self) -> None:
        self._jobs = [job for job in self._jobs if job is not self.sender()]
        if not self._jobs:
            self._timer.stop()
        if self.isVisible():
            self._show_newest()

    def _stop(self) -> None:
        if self._jobs:
            self._jobs[-1].cancel()
            self.detail.set_text(_("Stopping…"))
            self.stop.setEnabled(False)


class NoticeStrip(QFrame):
    """A strip over everything: this is a sample, this is open for reading only; or what is not well."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("panel", "strip")
        self._act: Callable[[], object] | None = None
        self.note = Note("info", "", "primary", "small_strong")
        self.act = Button("", "quiet")
        self.act.clicked.connect(lambda _on=False: self._act() if self._act else None)
        self.setLayout(row(self.note, None, self.act, gap=12, margins=(24, 0, 16, 0)))
        self.hide()

    def tell(self, text: str, act: Act | None, tone: str = "") -> None:
        """Show ``text``, in the tone late or bad when it warns; an empty one takes the strip away."""
        self.note.set_note(SIGNS.get(tone, "info"), text, tone or "primary")
        kind = f"strip_{tone}" if tone else "strip"
        if self.property("panel") != kind:
            self.setProperty("panel", kind)
            self.style().unpolish(self)
            self.style().polish(self)
        self._act = act[1] if act else None
        self.act.setVisible(act is not None)
        if act:
            self.act.setText(act[0])
        self.setVisible(bool(text))
