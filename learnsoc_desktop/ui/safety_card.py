"""The safety light as a card of Today: a word, the two proofs, and the way to the copies."""

from PySide6.QtWidgets import QFrame

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.ui.buttons import button
from learnsoc_desktop.ui.context import Context, Safety
from learnsoc_desktop.ui.layout import column, row
from learnsoc_desktop.ui.navigation import SIGNS
from learnsoc_desktop.ui.text import Picture, Text


class SafetyCard(QFrame):
    """Follows the safety light of the window."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._sign = Picture("shield-check", "ink", 24)
        self.word = Text("", "lead")
        self.proofs = (Text("", "body"), Text("", "small", "ink_soft", wrap=True))
        self._context = context
        self.act = button(_("See the copies"), "", "history", then=self._open)
        head = row(self._sign, (self.word, 1), gap=12)
        foot = row((column(*self.proofs, gap=0), 1), self.act, gap=12)
        self.setLayout(column(head, foot, gap=0, margins=(18, 10, 16, 12)))
        self.tell(context.desk.safety)
        context.desk.safety_changed.connect(self.tell)

    def tell(self, safety: Safety) -> None:
        """Show what the light says."""
        ink = safety.tone
        self.setProperty("panel", "true" if ink == "ink" else ink)
        self.style().unpolish(self)
        self.style().polish(self)
        self._sign.icon, self._sign.colour = SIGNS[ink], ink
        self._sign.update()
        self.word.set_text(_(safety.word), ink)
        first, second = safety.proofs or (_(safety.detail), "")
        self.proofs[0].set_text(first)
        self.proofs[1].set_text(second)
        self.act.setVisible(bool(safety.place))

    def _open(self) -> None:
        safety = self._context.desk.safety
        self._context.open(safety.place, section=safety.section)
