"""The question whether to go on with a half-filled form."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.features.maintenance.draft_service import Draft
from learnsoc_desktop.features.maintenance.peek_queries import when_words
from learnsoc_desktop.ui.buttons import Big
from learnsoc_desktop.ui.editors.line import ENTER
from learnsoc_desktop.ui.layout import column, panel, row
from learnsoc_desktop.ui.text import Text
from learnsoc_desktop.ui.theme import theme

WIDE = 760


class DraftOffer(QWidget):
    """Tells what is kept; the person decides.

    Signals:
        taken: Go on with the draft.
        refused: Begin with an empty form.
    """

    taken = Signal()
    refused = Signal()

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        name = draft.name or _("a centre without a name yet")
        told = _("There is a half-filled form of “{name}”").format(name=name)
        words = [Text(told, "big", wrap=True)]
        if draft.kept is not None:
            when = when_words(draft.kept, datetime.now().astimezone())
            told = _("Last changed {when}").format(when=when)
            words.append(Text(told, "body", "ink_soft"))
        again = Big("pen-line", _("Go on with it"), _("Everything typed so far is there"))
        anew = Big("plus", _("Start anew"), _("An empty form; the old one goes when you type"))
        again.clicked.connect(lambda _on=False: self.taken.emit())
        anew.clicked.connect(lambda _on=False: self.refused.emit())
        card = panel(
            column(column(*words, gap=0), 8, again, anew, gap=8, margins=(24, 16, 24, 20)), "chosen"
        )
        card.setMaximumWidth(theme().px(WIDE))
        self.setLayout(column(None, row(None, (card, 4), None), None, None, gap=0))
        self.setFocusProxy(again)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Enter what has the focus."""
        pressed = self.focusWidget()
        if event.key() in ENTER and isinstance(pressed, Big):
            pressed.click()
        else:
            super().keyPressEvent(event)
