"""A list whose rows are written one at a time on a card at its side."""

from collections.abc import Sequence
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core.changes import ChangeSet
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.features.maintenance.queries import pointing_to
from learnsoc_desktop.features.maintenance.record_card_widget import RecordCard
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.keys import shortcut
from learnsoc_desktop.ui.list_page import ListPage
from learnsoc_desktop.ui.page import PageAction

CARD_WIDE, WIDEST_CARD = 300, 360  # pixels; the first grows with the text


class CardListPage(ListPage):
    """Shows the current row on ``card``, or takes a new one there.

    ``stored`` holds all rows in their stored order. It is stale too when records that point to a row of
    ``subject`` change: the list shows how many there are.
    """

    subject: ClassVar[str]  # a table
    add_text: ClassVar[str]  # on the button, marked with ``N_()``
    card: RecordCard
    stored: Sequence[Any]

    def __init__(self, context: Context, card: RecordCard, parent: QWidget | None = None) -> None:
        self.card, self.stored = card, ()
        self._before_new: UUID | None = None
        super().__init__(context, parent)
        self._pointing = pointing_to(self.subject)
        self.commands.changed.connect(self._uses_changed)
        self.card.done_adding.connect(self._added)
        shortcut(self, "F2", self.edit)

    def show_on_card(self, row: Any) -> None:  # noqa: ANN401  a row of this list, or None
        """Show a row on the card."""
        raise NotImplementedError

    def begin_on_card(self) -> None:
        """Take a new row on the card."""
        raise NotImplementedError

    def page_actions(self) -> Sequence[PageAction]:
        """Return what can be done here; the card or the empty place may have the filled button."""
        may = not self.commands.read_only
        shown = "button" if self.card.adding else "primary" if self.stored else ""
        return (PageAction(_(self.add_text), "plus", self.add, "Ctrl+N", shown, may),)

    def may_leave(self) -> bool:
        """Save what is being typed."""
        return self.card.save()

    def row_chosen(self, row: Any) -> None:  # noqa: ANN401  as the kit has it
        """Show the row on the card, unless a new one is being written."""
        if not self.card.adding or (row is not None and row.id != self._before_new):
            self._show(row)

    def open_row(self, row: Any) -> None:  # noqa: ANN401  as the kit has it
        """Go to the field of the name."""
        del row
        self.edit()

    def edit(self) -> None:
        """Go to the field of the name."""
        if self.table.current_row() is not None:
            self.card.form.go_to("name")

    def add(self) -> None:
        """Write a new row on the card."""
        row = self.table.current_row()
        self._before_new = row.id if row is not None else None
        self.begin_on_card()
        self._tell_adding()

    def _added(self, row_id: UUID | None) -> None:
        """Take the next new row; after Esc show the chosen one again."""
        if row_id is not None:
            self.add()
            return
        self._before_new = None
        self._show(self.table.current_row())
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, row: Any) -> None:  # noqa: ANN401  a row of this list, or None
        was_adding = self.card.adding
        self.show_on_card(row)
        if was_adding:
            self._tell_adding()

    def _tell_adding(self) -> None:
        """Let one button be the filled one: of the header, of the card, or of an empty place."""
        if not self.stored:
            self.body.show_empty(self.empty())
        self.header_changed.emit()

    def _uses_changed(self, changes: ChangeSet) -> None:
        if changes.touches(self._pointing):
            self.make_stale()
