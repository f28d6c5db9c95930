"""The villages of the sub-district, by number, with how many live in each and how many we know."""

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import N_, _, ngettext
from learnsoc_desktop.core.thai import fold
from learnsoc_desktop.features.centre.population_queries import everybody
from learnsoc_desktop.features.centre.queries import VillageRow, villages
from learnsoc_desktop.features.maintenance.card_list_widget import CardListPage
from learnsoc_desktop.features.maintenance.report import village_list
from learnsoc_desktop.features.maintenance.village_card_widget import VillageCard
from learnsoc_desktop.reporting.document import Report
from learnsoc_desktop.ui.columns import Column
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.layout import row
from learnsoc_desktop.ui.list_page import Asked, Found, ListPage
from learnsoc_desktop.ui.page import PageAction
from learnsoc_desktop.ui.record_table import SequenceSource
from learnsoc_desktop.ui.table_states import Empty
from learnsoc_desktop.ui.theme import theme

PAIRS_WIDE, WIDEST_PAIRS = 348, 420  # pixels: men and women side by side


class VillagesPage(CardListPage):
    """The villages, and one of them."""

    name = "villages"
    watches = frozenset({"Village"})
    search_hint = N_("Find a village")
    usual_order = N_("by their number")
    subject = "village"
    add_text = N_("Add a village")
    card: VillageCard
    stored: Sequence[VillageRow]
    help_lines: ClassVar[Sequence[str]] = (
        N_("Write every village of the sub-district once; forms offer them from then on."),
        N_("Change a name on the right: every page shows the new one. One with people stays."),
        N_("Population has its source and date; what nobody knows stays empty, it is not 0."),
    )
    keys = (*ListPage.list_keys, ("F2", N_("Change the village")))

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, VillageCard(context.commands), parent)

    def title(self) -> str:
        """Return the title of the page."""
        return _("Villages")

    def subtitle(self) -> str:
        """Return the quiet line under the title."""
        return _("Forms offer these villages")

    def printable(self) -> Report:
        """Return the villages as a paper."""
        return self.commands.query(village_list)

    def columns(self) -> Sequence[Column[Any]]:
        """Return the columns."""
        return (
            Column("moo", N_("Village no."), _moo, 100, order=_moo_order),
            Column("name", N_("Name of the village"), lambda r: r.name, 180, stretch=True),
            Column(
                "households",
                N_("Households"),
                lambda r: formats.number(r.details.households),
                100,
                right=True,
                order=lambda r: r.details.households or 0,
                leaves=1,
            ),
            Column(
                "population",
                N_("Population"),
                lambda r: formats.number(everybody(r.details)),
                100,
                right=True,
                order=lambda r: everybody(r.details) or 0,
                leaves=2,
            ),
            Column(
                "used",
                N_("In the registry"),
                lambda r: formats.number(r.used),
                100,
                right=True,
                order=lambda r: r.used,
                leaves=3,
            ),
        )

    def rows_for(self, asked: Asked) -> Found:
        """Return the villages that hold the text."""
        wanted = fold(asked.text)
        rows = [each for each in self.stored if wanted in fold(each.text)]
        return Found(SequenceSource(rows), total=len(self.stored))

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
        self.card.setFixedWidth(min(theme().px(PAIRS_WIDE), WIDEST_PAIRS))

    def refresh(self) -> None:
        """Read the villages again."""
        self.stored = self.commands.query(lambda session: villages(session, used=True))
        super().refresh()
        self.card.setVisible(bool(self.stored) or self.card.adding)

    def row_actions(self, row: Any) -> Sequence[PageAction]:  # noqa: ANN401  as the kit has it
        """Return what can be done with a village, for its menu."""
        may = row is not None and not self.commands.read_only
        return (PageAction(_("Change the village"), "pencil", self.edit, "F2", enabled=may),)

    def show_on_card(self, row: VillageRow | None) -> None:
        """Show a village on the card; without any village there is no card."""
        self.card.setVisible(bool(self.stored))
        self.card.show_village(row)

    def begin_on_card(self) -> None:
        """Take a new village on the card; the next free number is proposed."""
        self.card.show()
        self.card.begin_village(max((each.moo or 0 for each in self.stored), default=0) + 1)


def _moo(village: VillageRow) -> str:
    return formats.MISSING if village.moo is None else formats.numerals(str(village.moo))


def _moo_order(village: VillageRow) -> tuple[bool, int]:
    return village.moo is None, village.moo or 0
