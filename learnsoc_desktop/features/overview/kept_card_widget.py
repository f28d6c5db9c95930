"""One paper that was handed in: to whom, when, by whom, and what can be done with it."""

from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.features.centre.paper_queries import SnapshotRow
from learnsoc_desktop.features.centre.papers import handed_in_text
from learnsoc_desktop.ui.buttons import button, wide
from learnsoc_desktop.ui.layout import clear, column, hosted, scroll
from learnsoc_desktop.ui.text import Text

SHOWN = 12  # letters of a hash that tell files apart


class KeptCard(QWidget):
    """Shows a paper; its buttons are pressed by whoever owns the card."""

    def __init__(self, *, writes: bool) -> None:
        super().__init__()
        self.open = wide(button(_("Open it as handed in"), "", "eye"))
        self.compare = wide(button(_("What changed since"), "", "git-merge"))
        self.correct = wide(button(_("Correct to whom and when"), "", "pencil"))
        self.delete = wide(button(_("Delete it"), "danger", "trash-2"))
        self._head, self._said = column(gap=2), column(gap=2)
        ways = column(self.open, self.compare, self.correct, self.delete, gap=8)
        inside = column(self._head, 4, ways, 2, self._said, None, gap=8, margins=(20, 14, 20, 16))
        self._area = scroll(hosted(inside))
        self.setLayout(column((self._area, 1), gap=0))
        for each in (self.correct, self.delete):  # now that they have a parent
            each.setVisible(writes)

    def show_row(self, row: SnapshotRow | None) -> None:
        """Show a paper, or nothing."""
        clear(self._head)
        clear(self._said)
        self.setEnabled(row is not None)
        if row is None:
            return
        self._head.addWidget(Text(row.title, "lead", wrap=True))
        self._head.addWidget(Text(handed_in_text(row), "body", "ink_soft", wrap=True))
        lines = (
            (_("Handed in by"), row.handed_by),
            (_("About"), " · ".join(text for text in (row.period, row.filter) if text)),
            (_("Counted from"), row.counted),
            (_("Version"), row.variant),
            (_("Note"), row.note),
            (_("Kept"), formats.moment(row.kept_at.astimezone())),
            (_("Fingerprint of the file"), row.sha256[:SHOWN]),
        )
        for label, text in lines:
            if text:
                self._said.addSpacing(4)
                self._said.addWidget(Text(label, "small", "ink_soft"))
                self._said.addWidget(Text(text, "body", wrap=True))
        self._area.fit()  # the lines of another paper need another height
