"""The chosen copy beside the list: what it holds, compared with now, and the way back to it."""

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.features.maintenance.peek_queries import when_words
from learnsoc_desktop.features.maintenance.safety_queries import (
    BackupRow,
    Copies,
    rehearsal_words,
    size_words,
)
from learnsoc_desktop.ui.buttons import button
from learnsoc_desktop.ui.layout import clear, column, hosted, scroll
from learnsoc_desktop.ui.text import Remark, Rule, Text

COMPARED: tuple[tuple[str, str, str], ...] = (
    ("person", "users", N_("People")),
    ("activity", "calendar-days", N_("Activities")),
    ("attendance", "clipboard-check", N_("Attendance marks")),
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
        folder_asked: The folder of the backups is to be shown.
    """

    back_asked = Signal()
    folder_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.when, self.why = Text("", "big"), Text("", "body", "ink_soft", wrap=True)
        self.state = Remark("circle-check", "", "good")
        self._compared = column(gap=0)
        self.back = button(_("Bring this one back"), "", "rotate-ccw", then=self.back_asked.emit)
        self.back.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        calm = _("The data of now are kept as one more backup first, so you can go back to them.")
        self.rehearsal = Remark("circle-check", "", "good")
        inside = column(
            Text(_("The chosen copy"), "small", "ink_soft"),
            self.when,
            self.why,
            self.state,
            4,
            Text(_("Compared with now"), "strong"),
            self._compared,
            4,
            self.back,
            Remark("circle-check", calm, "good", ink="ink_soft"),
            4,
            Rule(),
            4,
            Text(_("Monthly rehearsal"), "strong"),
            self.rehearsal,
            button(
                _("Show the folder of backups"),
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
        self.why.set_text(f"{row.why} · {row.place} · {size_words(row.size)}")
        icon, words = SIGNS[row.state]
        self.state.set_remark(icon, _(words), row.state)
        clear(self._compared)
        if row.backup is not None:
            for table, sign, name in COMPARED:
                then, today = row.backup.counts.get(table, 0), known.now_holds.get(table, 0)
                self._compare(sign, _(name), then, today)
            if row.backup.blobs or known.now_pictures:
                pictures = _("Pictures and files")
                self._compare("image", pictures, row.backup.blobs, known.now_pictures)
        self.back.setEnabled(may and row.backup is not None)
        tone, said = rehearsal_words(known.rehearsal, now)
        signs = {"good": "circle-check", "bad": "triangle-alert"}
        self.rehearsal.set_remark(signs.get(tone, "clock"), said, tone)

    def _compare(self, icon: str, name: str, then: int, today: int) -> None:
        if then == today:
            text = _("{name} {count}, as now").format(name=name, count=formats.number(then))
        else:
            text = _("{name} {count}, now {now}").format(
                name=name, count=formats.number(then), now=formats.number(today)
            )
        tone = "ink_soft" if then == today else "late"
        self._compared.addWidget(Remark(icon, text, tone, ink="ink"))
