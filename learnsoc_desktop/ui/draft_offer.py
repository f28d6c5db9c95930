"""The question whether to go on with a half-filled form, in the place of the form."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.drafts import Draft
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.ui.buttons import Big
from learnsoc_desktop.ui.editors.line import ENTER
from learnsoc_desktop.ui.layout import clear, column, panel, row
from learnsoc_desktop.ui.text import Text
from learnsoc_desktop.ui.theme import theme

WIDE = 760


class DraftOffer(QWidget):
    """Tells what is kept; the person decides.

    Signals:
        taken: Go on with the draft.
        refused: Begin anew, with an empty form or the record as it is saved.
    """

    taken = Signal()
    refused = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._inner = column(gap=8, margins=(24, 16, 24, 20))
        card = panel(self._inner, "chosen")
        card.setMaximumWidth(theme().px(WIDE))
        self.setLayout(column(None, row(None, (card, 4), None), None, None, gap=0))

    def tell(self, draft: Draft, *, new: bool) -> None:
        """Offer a draft of a new record, or of changes to one that is saved."""
        clear(self._inner)
        name = draft.name or _("without a name yet")
        if new:
            words = _("There is a half-filled form: {name}").format(name=name)
            anew = _("An empty form; the old one goes when you type")
        else:
            words = _("There are changes to {name} that were not saved").format(name=name)
            anew = _("The record as it is saved; the changes go when you type")
        self.again = Big("pen-line", _("Go on with it"), _("Everything typed so far is there"))
        self.anew = Big("rotate-ccw", _("Start anew"), anew)
        self.again.clicked.connect(lambda _on=False: self.taken.emit())
        self.anew.clicked.connect(lambda _on=False: self.refused.emit())
        self._inner.addWidget(Text(words, "big", wrap=True))
        if draft.kept is not None:
            told = _("Last changed {when}").format(when=formats.moment(draft.kept))
            self._inner.addWidget(Text(told, "body", "ink_soft"))
        self._inner.addWidget(self.again)
        self._inner.addWidget(self.anew)
        self.setFocusProxy(self.again)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Enter what has the focus."""
        pressed = self.focusWidget()
        if event.key() in ENTER and isinstance(pressed, Big):
            pressed.click()
        else:
            super().keyPressEvent(event)


class OfferStack(QWidget):
    """The form, or the question in its place."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.offer = DraftOffer()
        self._either = QStackedLayout(self)
        self._either.addWidget(content)
        self._either.addWidget(self.offer)

    def ask(self, draft: Draft, *, new: bool) -> None:
        """Offer a draft in place of the form."""
        self.offer.tell(draft, new=new)
        self._either.setCurrentIndex(1)
        self.offer.setFocus()

    def show_content(self) -> None:
        """Show the form."""
        self._either.setCurrentIndex(0)
