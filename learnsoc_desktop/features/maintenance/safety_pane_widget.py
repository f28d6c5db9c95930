"""The chosen copy beside the list: what it holds, compared with now, and the way back to it."""

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.exchange.backup_manifest import Backup
from learnsoc_desktop.features.maintenance.peek_queries import when_words
from learnsoc_desktop.features.maintenance.safety_queries import (
    BackupRow,
    Copies,
    rehearsal_words,
    size_words,
)
from learnsoc_desktop.ui.buttons import button
from learnsoc_desktop.ui.layout import column, hosted, scroll
from learnsoc_desktop.ui.text import Remark, Rule, Text

BLOBS = "blobs"  # no table: pictures and attachments
COMPARED: tuple[tuple[str, str, str], ...] = (
    ("person", "users", N_("People")),
    ("activity", "calendar-days", N_("Activities")),
    ("attendance", "clipboard-check", N_("Attendance marks")),
    (BLOBS, "image", N_("Pictures and files")),
)
SIGNS: Mapping[str, tuple[str, str]] = {
    "good": ("circle-check", N_("It was read back whole")),
    "late": ("circle-dashed", N_("Put the disk in to look at it")),
    "bad": ("triangle-alert", N_("It could not be read back whole")),
}


class SafetyPane(QWidget):
    """Tells of one copy.

    Signals:
        back_asked: It is to be brought back.
        look_asked: It is to be shown in the window, for looking only.
        folder_asked: The folder of the backups is to be shown.
    """

    back_asked = Signal()
    look_asked = Signal()
    folder_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.when, self.why = Text("", "big"), Text("", "body", "ink_soft", wrap=True)
        self.state = Remark("circle-check", "", "good")
        # Made once: what is put into a layout later is shown a moment later, and the lines jump.
        self._compared = {table: Remark(icon, "", ink="ink") for table, icon, _name in COMPARED}
        self.back = button(_("Bring this one back"), "", "rotate-ccw", then=self.back_asked.emit)
        self.back.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.look = button(_("Look at it only"), "", "eye", then=self.look_asked.emit)
        self.look.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        calm = _("The data of now are kept as one more backup first, so you can go back to them.")
        self.rehearsal = Remark("circle-check", "", "good")
        inside = column(
            Text(_("The chosen copy"), "small", "ink_soft"),
            self.when,
            self.why,
            self.state,
            4,
            Text(_("Compared with now"), "strong"),
            column(*self._compared.values(), gap=0),
            4,
            self.back,
            4,
            self.look,
            Remark("circle-check", calm, "good", ink="ink_soft"),
            4,
            Rule(),
            4,
            Text(_("Monthly rehearsal"), "strong"),
            self.rehearsal,
            button(
                _("Open the folder"),
                "quiet",
                "folder-open",
                then=self.folder_asked.emit,
            ),
            None,
            gap=2,
            margins=(18, 8, 18, 8),
        )
        self.setLayout(column(scroll(hosted(inside)), gap=0))

    def show_row(self, row: BackupRow, known: Copies, now: datetime, *, may: bool) -> None:
        """Tell of ``row``; ``may`` says whether it can be brought back."""
        self.when.set_text(when_words(row.when, now))
        size = size_words(row.size).replace(" ", "\N{NO-BREAK SPACE}")
        self.why.set_text(f"{row.why} · {row.place} · {size}")
        icon, words = SIGNS[row.state]
        self.state.set_remark(icon, _(words), row.state)
        self._compare(row.backup, known)
        self.back.setEnabled(may and row.backup is not None)
        self.look.setEnabled(row.backup is not None)
        tone, said = rehearsal_words(known.rehearsal, now)
        signs = {"good": "circle-check", "bad": "triangle-alert"}
        self.rehearsal.set_remark(signs.get(tone, "clock"), said, tone)

    def _compare(self, backup: Backup | None, known: Copies) -> None:
        """Set what the copy holds against what the centre holds now; nothing while it cannot be looked at."""
        then = {**backup.counts, BLOBS: backup.blobs} if backup is not None else {}
        now = {**known.now_holds, BLOBS: known.now_pictures}
        for table, icon, name in COMPARED:
            before, today = then.get(table, 0), now.get(table, 0)
            line, same = self._compared[table], before == today
            words = _("{name} {count}, as now") if same else _("{name} {count}, now {now}")
            said = {"count": formats.number(before), "now": formats.number(today)}
            line.set_remark(
                icon, words.format(name=_(name), **said), "ink_soft" if same else "late", "ink"
            )
            line.setVisible(backup is not None and (table != BLOBS or max(before, today) > 0))
