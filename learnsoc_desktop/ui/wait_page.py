"""Shown while the centre is closed for a moment: what is done, how far it is, and that nothing is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.ui.buttons import button
from learnsoc_desktop.ui.layout import column, panel, row
from learnsoc_desktop.ui.page import View
from learnsoc_desktop.ui.text import Picture, Text
from learnsoc_desktop.ui.theme import theme

if TYPE_CHECKING:
    from learnsoc_desktop.ui.context import Act
    from learnsoc_desktop.ui.jobs import Job

WIDE, WIDEST = 520, 660


class WaitPage(View):
    """A card in the middle of the window that follows one job."""

    bare = True

    def __init__(self, title: str, words: str, act: Act | None = None) -> None:
        super().__init__()
        self._title = title
        self.words = Text(words, "body", "ink_soft", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(title)
        parts = column(
            row(Picture("shield-check", "primary", 28), (Text(title, "lead"), 1), gap=12),
            self.words,
            4,
            self.bar,
            gap=8,
            margins=(24, 20, 24, 20),
        )
        if act is not None:
            self.act = button(act[0], then=act[1])
            parts.addSpacing(8)
            parts.addWidget(self.act, 0, Qt.AlignmentFlag.AlignRight)
            self.setFocusProxy(self.act)
        card = panel(parts)
        card.setFixedWidth(min(theme().px(WIDE), WIDEST))
        self.setLayout(column(None, row(None, card, None), None))

    def title(self) -> str:
        """Name the page for the title of the window."""
        return self._title

    def follow(self, job: Job) -> None:
        """Show how far ``job`` is."""
        job.progressed.connect(self._progressed)

    def fail(self, text: str) -> None:
        """Say why it could not be done."""
        self.bar.hide()
        self.words.set_text(text, "bad")

    def _progressed(self, done: int, total: int, text: str) -> None:
        del text
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        share = _("{percent} %").format(percent=done * 100 // total) if total else ""
        self.bar.setAccessibleDescription(share)
