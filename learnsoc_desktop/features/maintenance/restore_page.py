"""Before a backup is brought back: what comes, what is there now, and what will be, in plain words."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QFileDialog, QWidget

from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.core.progress import Progress
from learnsoc_desktop.data.entity import utc_now
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.exchange.backup_manifest import Backup
from learnsoc_desktop.exchange.backup_restore import Restored, restore
from learnsoc_desktop.features.maintenance.folder_service import in_words
from learnsoc_desktop.features.maintenance.peek_queries import when_words
from learnsoc_desktop.features.maintenance.safety_queries import (
    Copies,
    holds_words,
    size_words,
    why_words,
)
from learnsoc_desktop.ui.buttons import button
from learnsoc_desktop.ui.context import Context, Desk
from learnsoc_desktop.ui.layout import column, hosted, panel, row, scroll
from learnsoc_desktop.ui.page import PageAction
from learnsoc_desktop.ui.task_page import TaskPage
from learnsoc_desktop.ui.text import Remark, Rule, Text

ELSEWHERE = "learnsoc_desktop.exchange.backup_restore:restore_elsewhere"
LONGEST = 3600.0  # seconds a slow disk may take


class RestorePage(TaskPage):
    """Asks whether a backup takes the place of the centre, or goes into another folder."""

    help_lines: ClassVar[Sequence[str]] = (
        N_("The filled button puts this copy in the place of the centre."),
        N_("What is there now is backed up and set aside first, so you can go back to it."),
        N_("Into another folder, or only looked at: the centre here stays as it is."),
    )

    def __init__(
        self,
        context: Context,
        backup: Backup,
        known: Copies | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, parent)
        self._backup = backup
        self._when = when_words(backup.when.astimezone(), utc_now().astimezone())
        held = holds_words(backup.counts, backup.blobs)
        shows = partial(look_at, context, backup)
        self.look = button(_("Look at it only"), "", "eye", then=shows)
        parts: list[QWidget | int | None] = [
            Text(_("This comes"), "small", "ink_soft"),
            Text(self._when, "big"),
            Text(f"{why_words(backup)} · {size_words(backup.size)}", "body", "ink_soft"),
            Text(held, "body", wrap=True),
            4,
            hosted(row(self.look, None)),
        ]
        if known is not None:
            now = holds_words(known.now_holds, known.now_pictures)
            parts += [
                12,
                Rule(),
                12,
                Text(_("This is there now"), "small", "ink_soft"),
                Text(now, "body", wrap=True),
            ]
        parts += [12, Rule(), 12, Text(_("What will be"), "lead")]
        parts += [
            Remark(icon, text, tone, "body", ink="ink") for icon, tone, text in self._what_will_be()
        ]
        told = panel(column(*parts, gap=4, margins=(20, 14, 20, 18)))
        self.setLayout(column(scroll(hosted(column(told, None, margins=(24, 0, 24, 16)))), gap=0))

    def title(self) -> str:
        """Return the title of the page."""
        return _("Bring a backup back")

    def subtitle(self) -> str:
        """Return that nothing has happened yet."""
        return _("It was read and is whole. Nothing is changed until you press a button.")

    def page_actions(self) -> Sequence[PageAction]:
        """Return the two ways."""
        here, there = _("Bring it back here"), _("Into another folder")
        may = not self.commands.read_only
        return (
            PageAction(here, "rotate-ccw", self.restore_here, "", "primary", may),
            PageAction(there, "folder-open", self.restore_elsewhere, "", "button"),
        )

    def restore_here(self) -> None:
        """Put the backup in the place of the centre, which is closed for it."""
        desk, folder = self.context.desk, CentreFolder(self.context.home)
        desk.centres.while_closed(
            _("Bringing the backup back"),
            partial(_restore, folder, self._backup.path),
            partial(_tell, desk, self._when),
        )

    def restore_elsewhere(self) -> None:
        """Ask for a folder and put the backup there."""
        question = _("Into which folder? Choose an empty one")
        chosen = QFileDialog.getExistingDirectory(self, question, str(self.context.home.parent))
        if not chosen:
            return
        folder = CentreFolder(Path(chosen))
        self.commands.compute(
            _("Bringing the backup back"),
            ELSEWHERE,
            (folder, self._backup.path),
            partial(_tell_elsewhere, self.context.desk, folder.root),
            timeout=LONGEST,
        )

    def _what_will_be(self) -> Sequence[tuple[str, str, str]]:
        later = _("What was typed after {when} is then not in the centre.")
        return (
            ("circle-alert", "late", later.format(when=self._when)),
            (
                "circle-check",
                "good",
                _("The data of now are backed up and set aside first. Nothing is deleted."),
            ),
            (
                "circle-check",
                "good",
                _("If you change your mind, bring back the backup that was made before."),
            ),
            (
                "circle-check",
                "good",
                _("The centre is closed for a moment and opens again by itself."),
            ),
        )


def look_at(context: Context, backup: Backup) -> None:
    """Open a copy that was looked into in the window, for looking only."""
    when = when_words(backup.when.astimezone(), utc_now().astimezone())
    words = _("This is the copy of {when}: it can be looked at and printed, not changed.")
    context.desk.centres.look_at(backup.path, words.format(when=when))


def _restore(folder: CentreFolder, file: Path, progress: Progress) -> Restored:
    return restore(folder, file, progress=progress)


def _tell(desk: Desk, when: str, done: Restored) -> None:
    """Say that the backup is back, where the old set is, and what pictures are lost."""
    more = []
    if done.aside is not None:
        more.append(_("The data of before are kept in {place}.").format(place=in_words(done.aside)))
    more += _lost(done)
    text = _("Brought back: {what}").format(what=when)
    desk.notify(text, tone="late" if done.missing else "good", more=" ".join(more))
    desk.copies_changed.emit()


def _tell_elsewhere(desk: Desk, folder: Path, done: Restored) -> None:
    """Say that the backup is in its folder, and offer to open it."""
    text = _("The backup is in {place}.").format(place=in_words(folder))
    act = (_("Open it"), partial(desk.centres.open_centre, folder))
    desk.notify(text, tone="late" if done.missing else "good", act=act, more=" ".join(_lost(done)))


def _lost(done: Restored) -> list[str]:
    if not done.missing:
        return []
    return [_("Pictures that are nowhere any more: {count}.").format(count=len(done.missing))]
