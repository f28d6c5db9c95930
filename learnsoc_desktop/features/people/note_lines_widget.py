"""Lists of short notes about a person, each under its heading with the way to add one."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from learnsoc_desktop.ui.buttons import Button, button
from learnsoc_desktop.ui.layout import column, row
from learnsoc_desktop.ui.text import Remark, Text


class NoteLines(QWidget):
    """Headings, lines and remarks below each other; what stands there is the view's own.

    Signals:
        note_asked: A note is to be written or changed (class of its details, id or None).
    """

    note_asked = Signal(object, object)

    def __init__(self, *, writes: bool) -> None:
        super().__init__()
        self.writes = writes
        self.inner = column(gap=4)
        self.setLayout(self.inner)
        self.adders: dict[type, Button] = {}

    def head(self, title: str, add: str, kind: type) -> None:
        """Begin the notes of a kind, the class of their details."""
        adder = button(add, "quiet", "plus", then=partial(self.note_asked.emit, kind, None))
        adder.setEnabled(self.writes)
        self.adders[kind] = adder
        self.inner.addSpacing(8)
        self.inner.addLayout(row(Text(title, "lead"), None, adder, gap=8))

    def line(self, icon: str, text: str, under: str, kind: type, note_id: UUID) -> None:
        """Show a note; pressed, it is changed."""
        change = partial(self.note_asked.emit, kind, note_id)
        open_it = button(text, "quiet", icon, then=change)
        open_it.setEnabled(self.writes)
        self.inner.addLayout(row(open_it, None, Text(under, "small", "ink_soft"), gap=8))

    def none(self, there: Sequence[object], words: str) -> None:
        """Say what could stand there while nothing does."""
        if not there:
            self.inner.addWidget(Remark("info", words, "ink_soft", "body"))
