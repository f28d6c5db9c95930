"""Rows for the people who sign: name and position; a row is always there for one more."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.core.thai import normalise
from learnsoc_desktop.ui.buttons import button
from learnsoc_desktop.ui.editors.line import Line
from learnsoc_desktop.ui.layout import column, hosted, row
from learnsoc_desktop.ui.text import Text

FIRST, LONGEST = 2, 150  # rows at the start; letters a field takes


def signing_head() -> QHBoxLayout:
    """Return the heading over the names of those who sign."""
    title = Text(_("Who signs the papers"), "lead")
    return row(title, Text(_("in the order of signing"), "small", "ink_soft"), None, gap=12)


class SignerRows(QWidget):
    """Takes the names and positions of those who sign, first to last.

    Signals:
        changed: Something was typed.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[tuple[Line, Line]] = []
        self._lines = column(gap=8)
        self.more = button(_("One more who signs"), "quiet", "plus", then=self._add_and_go)
        self.setLayout(column(self._lines, row(self.more, None), gap=4))
        for _number in range(FIRST):
            self._add()

    def value(self) -> tuple[tuple[str, str], ...]:
        """Return names and positions of the rows that have a name or a position."""
        typed = [
            (normalise(name.text()).strip(), normalise(position.text()).strip())
            for name, position in self.rows
        ]
        return tuple(pair for pair in typed if any(pair))

    def nameless(self) -> Line | None:
        """Return the field of the first name that is missing beside a position."""
        missing = (
            n for n, position in self.rows if position.text().strip() and not n.text().strip()
        )
        return next(missing, None)

    def set_value(self, signers: Sequence[tuple[str, str]]) -> None:
        """Show these, with a row left for one more."""
        while len(self.rows) < len(signers) + 1:
            self._add()
        for number, (name, position) in enumerate(self.rows):
            given = signers[number] if number < len(signers) else ("", "")
            name.setText(given[0])
            position.setText(given[1])

    def _add(self) -> None:
        number = formats.number(len(self.rows) + 1)
        name, position = Line(), Line()
        name.setPlaceholderText(_("Name of signatory {number}").format(number=number))
        position.setPlaceholderText(_("Position"))
        position.setAccessibleName(_("Position of signatory {number}").format(number=number))
        for each in (name, position):
            each.setMaxLength(LONGEST)
            each.textEdited.connect(self.changed)
            each.entered.connect(self.focusNextChild)
        name.setAccessibleName(name.placeholderText())
        self.rows.append((name, position))
        line = row(Text(number, "body", "ink_soft"), (name, 1), (position, 1), gap=12)
        self._lines.addWidget(hosted(line))

    def _add_and_go(self) -> None:
        self._add()
        self.rows[-1][0].setFocus()
