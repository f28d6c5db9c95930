"""What a sheet says when it is not an ordinary one: cancelled, or nobody on the roll."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.features.activities.sheet_queries import Roll
from learnsoc_desktop.ui.buttons import button
from learnsoc_desktop.ui.layout import column, panel, row
from learnsoc_desktop.ui.text import Remark, Text


class CancelledNote(QWidget):
    """Says that the session was cancelled and why; gone for every other session.

    Signals:
        held: The session was held after all.
    """

    held = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = Remark("circle-x", "", "bad", "body")
        self.again = button(_("It was held after all"), "", "undo-2", then=self.held.emit)
        line = row((self.words, 1), self.again, gap=12, margins=(14, 8, 12, 8))
        self.setLayout(column(panel(line, "bad"), gap=0, margins=(10, 4, 10, 8)))

    def show_roll(self, sheet: Roll) -> None:
        """Say it for a cancelled session."""
        text = _("This session was cancelled, so nobody can be marked.")
        if sheet.cancel_reason:
            text = _("This session was cancelled ({reason}), so nobody can be marked.").format(
                reason=sheet.cancel_reason
            )
        self.words.set_remark("circle-x", text, "bad")
        self.setVisible(sheet.session.cancelled)


class EmptyRoll(QWidget):
    """Stands in place of the rows while there are none.

    Signals:
        roll_asked: Names are to be put on the roll.
        heads_asked: Heads are to be counted without names.
    """

    roll_asked = Signal()
    heads_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.names = button(
            _("Put names on the roll"), "", "users", then=self.roll_asked.emit, big=True
        )
        self.heads = button(
            _("Count heads without names"), "", "hash", then=self.heads_asked.emit, big=True
        )
        title = Text(_("Nobody is on the roll yet"), "title", align="centre")
        under = Text(
            _("Put names on the roll, write down who comes below, or count heads."),
            "body",
            "ink_soft",
            align="centre",
        )
        buttons = row(None, self.names, self.heads, None, gap=12)
        self.setLayout(column(None, title, under, 16, buttons, (column(), 2), margins=(24,) * 4))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
