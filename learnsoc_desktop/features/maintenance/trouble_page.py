"""Shown when a centre does not open: what happened, what is safe, and a button for each way out that works."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QSizePolicy, QWidget

from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.core.progress import Progress
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.exchange.backup_restore import Restored
from learnsoc_desktop.features.maintenance import trouble_service
from learnsoc_desktop.features.maintenance.about_page import open_folder
from learnsoc_desktop.features.maintenance.trouble_queries import (
    Seen,
    Way,
    Words,
    calm_words,
    code_of,
    concerns,
    look,
    title_of,
    ways_of,
    words_of,
)
from learnsoc_desktop.features.maintenance.trouble_service import Saved
from learnsoc_desktop.features.maintenance.trouble_widget import BestWay, listed, saved_words
from learnsoc_desktop.features.maintenance.turning_widget import turn
from learnsoc_desktop.ui.buttons import Big, button
from learnsoc_desktop.ui.context import Desk
from learnsoc_desktop.ui.editors.line import ENTER
from learnsoc_desktop.ui.layout import clear, column, hosted, panel, row, scroll
from learnsoc_desktop.ui.report_saving import keep_report
from learnsoc_desktop.ui.task_page import DeskTask
from learnsoc_desktop.ui.text import Remark, Rule, Text
from learnsoc_desktop.ui.theme import theme

SIDE, MOST_SIDE = 340, 410
BESIDE = 980  # width from which what is safe stands beside the ways out
HIGH = 80
RECENT = 8  # backups that are listed


class TroublePage(DeskTask):
    """One page instead of a message: nothing is done before a person chooses, and nothing is deleted."""

    calls = True
    help_lines: ClassVar[Sequence[str]] = (
        N_("The blue button is the way that loses least; Enter presses it."),
        N_("No way deletes anything: old files are put away in the folder of the centre."),
        N_("A report for a repairer can be kept on a stick; it holds no names and no data."),
    )
    keys: ClassVar[Sequence[tuple[str, str]]] = ((N_("Enter"), N_("the blue button")),)

    def __init__(self, desk: Desk, folder: Path, error: AppError) -> None:
        super().__init__(desk)
        self.error = error
        self.folder = CentreFolder(folder)
        self.seen, self._gone = Seen(), False
        self.best: BestWay | None = None
        self.rows: dict[Way | str, Big] = {}
        self._left = column(gap=10)
        self._side = self._beside()
        inside = hosted(column(self._left, None, gap=0))
        self._halves = row((scroll(inside), 1), column(self._side, None), gap=24)
        self.setLayout(column((hosted(self._halves), 1), margins=(24, 8, 24, 16)))
        self.left.connect(self._forget)
        self._left.addWidget(Remark("hourglass", _("Looking at what can be done…"), role="body"))
        desk.jobs.start(
            _("Looking at what can be done"), self._look, self._tell, desk.fail, quiet=True
        )

    def title(self) -> str:
        """Say what is the matter."""
        return title_of(self.error)

    def subtitle(self) -> str:
        """Say it of this centre."""
        return f"{self.folder.root.name} · {self.error}"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Enter what has the focus, otherwise the filled button."""
        if event.key() not in ENTER:
            super().keyPressEvent(event)
            return
        pressed = self.focusWidget()
        if isinstance(pressed, QAbstractButton):
            pressed.click()
        elif self.best is not None:
            self.best.go.click()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what is safe below the ways out in a narrow window."""
        super().resizeEvent(event)
        level = self.width() >= theme().px(BESIDE)
        turn(self._halves, level=level)
        wide = min(theme().px(SIDE), MOST_SIDE) if level else self.width()
        self._side.setMaximumWidth(wide)
        self._side.setMinimumWidth(wide if level else 0)

    # ---------------------------------------------------------------- what it shows

    def _look(self, progress: Progress) -> Seen:
        return look(self.folder, self.error, progress)

    def _tell(self, seen: Seen) -> None:
        if self._gone:
            return
        self.seen = seen
        clear(self._calm)
        for text in calm_words(self.error, seen):
            self._calm.addWidget(Remark("circle-check", text, "good", "body", ink="ink"))
        self.show_ways()

    def show_ways(self) -> None:
        """Show the ways out, the best one as the filled button."""
        now = datetime.now().astimezone()
        acts = self._acts()
        first, *others = ways_of(self.error, self.seen)
        offered = [(way, words_of(way, self.seen, now), acts[way]) for way in others]
        best = words_of(first, self.seen, now)
        advised = first is not Way.OTHER_CENTRE
        self._show(best, acts[first], offered, advised=advised, foot=code_of(self.error, self.seen))

    def show_backups(self) -> None:
        """Show the newest backups, and the way to those on a stick."""
        now = datetime.now().astimezone()
        offered: list[tuple[Way | str, Words, Callable[[], object]]] = [
            (backup.path.name, listed(backup, now), partial(self.restore, backup.path))
            for backup in reversed(self.seen.backups[-RECENT:])
        ]
        back = Words("arrow-left", _("Back"), _("To the other ways out"), "")
        best = Words(
            "folder-open",
            _("A backup on a stick or in another folder"),
            _("Choose the file of the backup; it is checked before anything is changed"),
            _("Choose a file"),
        )
        offered.append(("back", back, self.show_ways))
        self._show(best, self.choose_file, offered, advised=False)

    def _show(
        self,
        best: Words,
        act: Callable[[], object],
        others: Sequence[tuple[Way | str, Words, Callable[[], object]]],
        *,
        advised: bool,
        foot: str = "",
    ) -> None:
        clear(self._left)
        self.best = BestWay(best, act, advised=advised)
        self._left.addWidget(self.best)
        self.rows = {}
        if others:
            self._left.addWidget(Text(_("Other ways"), "body", "ink_soft"))
        for key, words, then in others:
            made = Big(words.icon, words.title, words.under, high=HIGH)
            made.clicked.connect(lambda _on=False, then=then: then())
            self.rows[key] = made
            self._left.addWidget(made)
        if foot:
            self._left.addSpacing(8)
            self._left.addWidget(Text(foot, "small", "ink_soft"))
        self.setFocusProxy(self.best.go)
        self.best.go.setFocus(Qt.FocusReason.OtherFocusReason)

    def _beside(self) -> QWidget:
        self._calm = column(gap=6)
        opener = button(_("Open the folder"), "", "folder-open")
        opener.clicked.connect(lambda _on=False: open_folder(self.folder.root))
        reporter = button(_("Keep a report on a stick"), "", "stick")
        reporter.clicked.connect(lambda _on=False: keep_report(self.desk, self))
        for each in (opener, reporter):
            each.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.opener, self.reporter = opener, reporter
        return panel(
            column(
                Text(_("What is safe"), "lead"),
                self._calm,
                8,
                Rule(),
                4,
                Text(_("If somebody is to help"), "lead"),
                opener,
                reporter,
                Text(_("The report holds no names and no data."), "small", "ink_soft", wrap=True),
                gap=6,
                margins=(18, 12, 18, 16),
            )
        )

    # ---------------------------------------------------------------- what it does

    def _acts(self) -> Mapping[Way, Callable[[], object]]:
        centres, root = self.desk.centres, self.folder.root
        again = partial(centres.open_centre, root)
        best = self.seen.best
        return {
            Way.RESTORE: partial(self.restore, best.path if best else root),
            Way.SALVAGE: self.salvage,
            Way.OTHER_BACKUP: self.show_backups,
            Way.READ_ONLY: partial(centres.open_centre, root, read_only=True),
            Way.AGAIN: again,
            Way.HERE: partial(self._first, trouble_service.take_over),
            Way.PUT_AWAY: partial(self._first, trouble_service.put_away),
            Way.UP_TO_DATE: again,
            Way.MAKE_ROOM: partial(self._first, trouble_service.make_room),
            Way.OTHER_CENTRE: self.close_task,
        }

    def choose_file(self) -> None:
        """Ask for the file of a backup and take it back."""
        question = _("Which backup?")
        chosen, _kind = QFileDialog.getOpenFileName(
            self, question, str(self.folder.backups), "*.db"
        )
        if chosen:
            self.restore(Path(chosen))

    def restore(self, file: Path) -> None:
        """Put a backup in the place of the centre and open it."""
        work = partial(trouble_service.take_back, self.folder, file)
        self._work(_("Bringing the backup back"), work, self._restored)

    def salvage(self) -> None:
        """Save what can be read into a new centre."""
        work = partial(trouble_service.save_readable, self.folder)
        self._work(_("Saving what can be read"), work, self._saved)

    def _first(self, act: Callable[[CentreFolder], None]) -> None:
        """Do something short, then open the centre."""
        self._work(
            _("Opening the centre"),
            lambda _progress: act(self.folder),
            lambda _nothing: self.desk.centres.open_centre(self.folder.root),
        )

    def _work(
        self, title: str, work: Callable[[Progress], Any], then: Callable[[Any], None]
    ) -> None:
        self.setEnabled(False)
        self.desk.jobs.start(title, work, then, self._refused, writes=True)

    def _refused(self, error: AppError) -> None:
        if not self._gone:
            self.setEnabled(True)
        self.desk.fail(error)

    def _restored(self, done: Restored) -> None:
        desk, aside = self.desk, done.aside
        desk.centres.open_centre(self.folder.root)
        more = [_("The old file was put away, not deleted.")] if aside else []
        if done.missing:
            more.append(_("Some pictures or attachments are missing."))
        act = (_("Open the folder"), partial(open_folder, aside)) if aside else None
        desk.notify(_("The backup is in use."), more=" ".join(more), act=act)

    def _saved(self, saved: Saved) -> None:
        if self._gone:
            return
        self.setEnabled(True)
        opens = partial(self.desk.centres.open_centre, saved.folder)
        others: list[tuple[Way | str, Words, Callable[[], object]]] = []
        if saved.done.listing is not None:
            words = Words(
                "list",
                _("Show the list of what could not be saved"),
                _("A table; what stands in it can be typed again"),
                "",
            )
            others.append(("list", words, partial(open_folder, saved.done.listing)))
        back = Words("arrow-left", _("Back"), _("To the other ways out"), "")
        others.append(("back", back, self.show_ways))
        self._show(saved_words(saved), opens, others, advised=False)

    def _forget(self) -> None:
        """Note that the page is gone: what still comes from a thread is for nobody."""
        self._gone = True


def tell_unopened(desk: Desk, folder: Path, error: AppError) -> None:
    """Show why the centre in ``folder`` does not open; a folder without any centre is only said."""
    if concerns(CentreFolder(folder), error):
        desk.open_task(TroublePage(desk, folder, error))
    else:
        desk.fail(error)
