"""What can be done with copies: make one, look at all of them, look into one and go back to it."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import _, ngettext
from learnsoc_desktop.data.findings import Checked
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.exchange.backup_copies import copies_of
from learnsoc_desktop.exchange.backup_manifest import Backup, Why
from learnsoc_desktop.features.maintenance.check_page import CheckPage
from learnsoc_desktop.features.maintenance.restore_page import RestorePage, look_at
from learnsoc_desktop.features.maintenance.safety_queries import Copies, holds_words
from learnsoc_desktop.ui.context import Context

AUTO, COPIES, CHECK, RESTORE = (
    f"learnsoc_desktop.exchange.{name}"
    for name in ("backup_auto", "backup_copies", "backup_check", "backup_restore")
)
LONGEST = 3600.0  # seconds a slow stick may take


class CopyActs:
    """The acts of the page of the copies. Each runs in the child process and says in a message what came of it.

    ``known`` is what the page shows, for comparing; ``gone`` is set when the page is left.
    """

    def __init__(self, page: QWidget, context: Context) -> None:
        self._page, self._context = page, context
        self._folder = CentreFolder(context.home)
        self.known: Copies | None = None
        self.gone = False

    def back_up(self) -> None:
        """Make a verified backup now."""
        self._context.commands.compute(
            _("Backing up"),
            f"{AUTO}:back_up",
            (self._folder, Why.ASKED),
            self._made,
            timeout=LONGEST,
        )

    def copy_elsewhere(self) -> None:
        """Ask for a folder on another disk and write a compact, verified copy into it."""
        made = copies_of(self._folder)
        near = made[-1].place if made and Path(made[-1].place).is_dir() else str(Path.home())
        question = _("Where to? Choose the stick or a folder on another disk")
        chosen = QFileDialog.getExistingDirectory(self._page, question, near)
        if chosen:
            self._context.commands.compute(
                _("Copying to another disk"),
                f"{COPIES}:copy_to",
                (self._folder, Path(chosen)),
                self._copied,
                timeout=LONGEST,
            )

    def check(self) -> None:
        """Look at everything: the centre, its pictures, every backup."""
        self._context.commands.compute(
            _("Checking everything"),
            f"{CHECK}:check",
            (self._folder,),
            self._checked,
            timeout=LONGEST,
        )

    def choose_file(self) -> None:
        """Ask for the file of a copy, then how it is to be brought back."""
        names = "{} (*.db)".format(_("Copies of a centre"))
        path, _kind = QFileDialog.getOpenFileName(
            self._page, _("Which copy is to be brought back?"), str(self._folder.backups), names
        )
        if path:
            self.look_into(Path(path))

    def look_into(self, file: Path) -> None:
        """Look into a copy, then ask how it is to be brought back; refuse in words what is none."""
        self._context.commands.compute(
            _("Looking at the copy"), f"{RESTORE}:look_into", (file,), self._ask, timeout=LONGEST
        )

    def look_at(self, file: Path) -> None:
        """Look into a copy, then show it in the window as it is, for looking only."""
        self._context.commands.compute(
            _("Looking at the copy"), f"{RESTORE}:look_into", (file,), self._show, timeout=LONGEST
        )

    def _show(self, backup: Backup) -> None:
        if not self.gone:
            look_at(self._context, backup)

    def _ask(self, backup: Backup) -> None:
        if not self.gone and self._page.isVisible():
            self._context.open_task(RestorePage(self._context, backup, self.known))

    def _made(self, backup: Backup) -> None:
        self._context.desk.copies_changed.emit()
        held = holds_words(backup.counts, backup.blobs)
        self._context.notify(_("Backed up and verified"), more=held)

    def _copied(self, backup: Backup) -> None:
        self._context.desk.copies_changed.emit()
        last = copies_of(self._folder)[-1]
        if last.other_disk:
            held = holds_words(backup.counts, backup.blobs)
            self._context.notify(_("Copied, and read back from the disk"), more=held)
        else:
            said = _("But it is on the same disk: it is lost when the computer breaks.")
            self._context.notify(_("Copied"), tone="late", more=said)

    def _checked(self, checked: Checked) -> None:
        if checked.sound:
            count = len(checked.looked)
            more = ngettext("{count} thing was looked at.", "{count} things were looked at.", count)
            words = _("Nothing is wrong.")
            self._context.notify(words, more=more.format(count=formats.number(count)))
        elif not self.gone and self._page.isVisible():
            self._context.open_task(CheckPage(self._context, checked))
