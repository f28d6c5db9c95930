"""The villages of the sub-district, by number, with how many people live in each."""

from collections.abc import Sequence
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.changes import ChangeSet
from learnsoc_desktop.core.i18n import N_, _, ngettext
from learnsoc_desktop.core.thai import fold
from learnsoc_desktop.features.centre.queries import VillageRow, villages
from learnsoc_desktop.features.maintenance.queries import pointing_to
from learnsoc_desktop.features.maintenance.report import village_list
from learnsoc_desktop.features.maintenance.village_card_widget import VillageCard
from learnsoc_desktop.reporting.document import Report
from learnsoc_desktop.ui.columns import Column
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.keys import shortcut
from learnsoc_desktop.ui.layout import row
from learnsoc_desktop.ui.list_page import Asked, Found, ListPage
from learnsoc_desktop.ui.page import PageAction
from learnsoc_desktop.ui.record_table import SequenceSource
from learnsoc_desktop.ui.table_states import Empty
from learnsoc_desktop.ui.theme import theme

CARD_WIDE, WIDEST_CARD = 300, 360  # pixels; the first grows with the text


class VillagesPage(ListPage):
    """The villages, and one of them."""

    name = "villages"
    watches = frozenset({"Village"})
    search_hint = N_("Find a village")
    usual_order = N_("by their number")
    help_lines: ClassVar[Sequence[str]] = (
        N_("Write every village of the sub-district once; forms offer them from then on."),
        N_("Change a name on the right: every page and every report shows the new one."),
        N_("A village people live in cannot be deleted."),
    )
    keys = (*ListPage.list_keys, ("F2", N_("Change the village")))

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self.card = VillageCard(context.commands)
        self._stored: Sequence[VillageRow] = ()
        self._before_new: UUID | None = None
        super().__init__(context, parent)
        self._pointing = pointing_to("village")
        self.commands.changed.connect(self._people_changed)
        self.card.done_adding.connect(self._added)
        shortcut(self, "F2", self.change)

    def title(self) -> str:
        """Return the title of the page."""
        return _("Villages")

    def subtitle(self) -> str:
        """Return the quiet line under the title."""
        return _("Forms offer these villages")

    def page_actions(self) -> Sequence[PageAction]:
        """Return what can be done here; the card or the empty place may have the filled button."""
        may = not self.commands.read_only
        shown = "button" if self.card.adding else "primary" if self._stored else ""
        return (PageAction(_("Add a village"), "plus", self.new_village, "Ctrl+N", shown, may),)

    def printable(self) -> Report:
        """Return the villages as a paper."""
        return self.commands.query(village_list)

    def may_leave(self) -> bool:
        """Save the village that is being typed."""
        return self.card.save()

    def columns(self) -> Sequence[Column[Any]]:
        """Return the columns."""
        return (
            Column("moo", N_("Village no."), _moo, 100, order=_moo_order),
            Column("name", N_("Name of the village"), lambda r: r.name, 180, stretch=True),
            Column(
                "used",
                N_("People"),
                lambda r: formats.number(r.used),
                100,
                right=True,
                order=lambda r: r.used,
            ),
        )

    def rows_for(self, asked: Asked) -> Found:
        """Return the villages that hold the text."""
        wanted = fold(asked.text)
        rows = [each for each in self._stored if wanted in fold(each.text)]
        return Found(SequenceSource(rows), total=len(self._stored))

    def count_text(self, count: int) -> str:
        """Return how many villages there are."""
        text = ngettext("{count} village", "{count} villages", count)
        return text.format(count=formats.number(count))

    def empty(self) -> Empty:
        """Return what to do first."""
        return Empty(
            _("No villages yet"),
            _("Write them once, and every form offers them"),
            actions=() if self.card.adding else self.page_actions(),
        )

    def lay_out(self) -> None:
        """Put the list and the card side by side."""
        self.setLayout(row((self.list_panel, 1), self.card, gap=12, margins=(24, 0, 24, 16)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the card its room."""
        super().resizeEvent(event)
        self.card.setFixedWidth(min(theme().px(CARD_WIDE), WIDEST_CARD))

    def refresh(self) -> None:
        """Read the villages again."""
        self._stored = self.commands.query(lambda session: villages(session, used=True))
        super().refresh()
        self.card.setVisible(bool(self._stored) or self.card.adding)

    def row_chosen(self, row: Any) -> None:  # noqa: ANN401  as the kit has it
        """Show the village on the card, unless a new one is being written."""
        if not self.card.adding or (row is not None and row.id != self._before_new):
            self._show_village(row)

    def open_row(self, row: Any) -> None:  # noqa: ANN401  as the kit has it
        """Go to the field of the name."""
        del row
        self.change()

    def row_actions(self, row: Any) -> Sequence[PageAction]:  # noqa: ANN401  as the kit has it
        """Return what can be done with a village, for its menu."""
        may = row is not None and not self.commands.read_only
        return (PageAction(_("Change the village"), "pencil", self.change, "F2", enabled=may),)

    def change(self) -> None:
        """Go to the field of the name."""
        if self.table.current_row() is not None:
            self.card.form.go_to("name")

    def new_village(self) -> None:
        """Write a new village on the card; the next free number is proposed."""
        village = self.table.current_row()
        self._before_new = village.id if village is not None else None
        self.card.show()
        self.card.begin_village(max((each.moo or 0 for each in self._stored), default=0) + 1)
        self._tell_adding()

    def _added(self, village_id: UUID | None) -> None:
        """Take the next village; after Esc show the chosen one again."""
        if village_id is not None:
            self.new_village()
            return
        self._before_new = None
        self._show_village(self.table.current_row())
        self.card.setVisible(bool(self._stored))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_village(self, village: VillageRow | None) -> None:
        was_adding = self.card.adding
        self.card.show_village(village)
        if was_adding:
            self._tell_adding()

    def _tell_adding(self) -> None:
        """Let one button be the filled one: of the header, of the card, or of an empty place."""
        if not self._stored:
            self.body.show_empty(self.empty())
        self.header_changed.emit()

    def _people_changed(self, changes: ChangeSet) -> None:
        if changes.touches(self._pointing):
            self.make_stale()


def _moo(village: VillageRow) -> str:
    return formats.MISSING if village.moo is None else formats.numerals(str(village.moo))


def _moo_order(village: VillageRow) -> tuple[bool, int]:
    return village.moo is None, village.moo or 0
