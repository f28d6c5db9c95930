"""The fields a centre defines for its people: added, called otherwise, put in order, retired."""

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import N_, _, ngettext
from learnsoc_desktop.core.thai import fold
from learnsoc_desktop.features.maintenance.card_list_widget import (
    CARD_WIDE,
    WIDEST_CARD,
    CardListPage,
)
from learnsoc_desktop.features.maintenance.field_card_widget import FieldCard
from learnsoc_desktop.features.maintenance.report import field_list
from learnsoc_desktop.features.people.custom_queries import OwnField, own_fields
from learnsoc_desktop.reporting.document import Report
from learnsoc_desktop.ui.columns import Column, Sign
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.keys import shortcut
from learnsoc_desktop.ui.layout import row
from learnsoc_desktop.ui.list_page import Asked, Found, ListPage
from learnsoc_desktop.ui.page import PageAction
from learnsoc_desktop.ui.record_table import SequenceSource
from learnsoc_desktop.ui.table_states import Empty
from learnsoc_desktop.ui.theme import theme


class FieldsPage(CardListPage):
    """The centre's own fields, and one of them."""

    name = "fields"
    watches = frozenset({"CustomField"})
    search_hint = N_("Find a field")
    usual_order = N_("in the order of the record")
    subject = "custom_field"
    add_text = N_("Add a field")
    card: FieldCard
    stored: Sequence[OwnField]
    help_lines: ClassVar[Sequence[str]] = (
        N_("A field you add stands in every record, on the card, in lists, filters and files."),
        N_("A file of people is matched by the name of the field."),
        N_("A field is not deleted but retired: what it holds is kept and comes back with it."),
    )
    keys = (
        *ListPage.list_keys,
        ("F2", N_("Change the field")),
        ("Alt+↑  Alt+↓", N_("Move the field up or down")),
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, FieldCard(context.commands), parent)
        self.card.words_asked.connect(lambda key: context.open("care", section="lists", list=key))
        shortcut(self, "Alt+Up", lambda: self.card.move_field(-1))
        shortcut(self, "Alt+Down", lambda: self.card.move_field(1))

    def title(self) -> str:
        """Return the title of the page."""
        return _("Fields of our centre")

    def subtitle(self) -> str:
        """Return the quiet line under the title."""
        return _("What your centre notes besides")

    def printable(self) -> Report:
        """Return the fields as a paper."""
        return self.commands.query(field_list)

    def columns(self) -> Sequence[Column[Any]]:
        """Return the columns; the order of the rows says something, so none sorts."""
        return (
            Column("name", N_("Name of the field"), _name, 200, stretch=True, sortable=False),
            Column("kind", N_("Holds"), _kind, 170, quiet=True, sortable=False, leaves=1),
            Column("used", N_("Filled in"), _used, 100, right=True, sortable=False),
            Column(
                "state",
                N_("State"),
                lambda field: _("retired") if field.retired else _("shown"),
                122,
                quiet=True,
                sortable=False,
                sign=lambda field: Sign("archive", "ink_soft") if field.retired else None,
                leaves=2,
            ),
        )

    def rows_for(self, asked: Asked) -> Found:
        """Return the fields whose name holds the text, in their order; those retired stand last."""
        wanted = fold(asked.text)
        rows = [field for field in self.stored if wanted in fold(field.name)]
        rows.sort(key=lambda field: field.retired)
        return Found(SequenceSource(rows), total=len(self.stored))

    def count_text(self, count: int) -> str:
        """Return how many fields there are."""
        text = ngettext("{count} field", "{count} fields", count)
        return text.format(count=formats.number(count))

    def empty(self) -> Empty:
        """Return what such fields are for."""
        return Empty(
            _("No fields of your own yet"),
            _("They stand in every record, list, file and roll as soon as they are added."),
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
        """Read the fields again."""
        self.stored = self.commands.query(lambda s: own_fields(s, retired=True, used=True))
        super().refresh()
        self.card.setVisible(bool(self.stored) or self.card.adding)

    def row_actions(self, row: Any) -> Sequence[PageAction]:  # noqa: ANN401  as the kit has it
        """Return what can be done with a field, for its menu."""
        may = row is not None and not self.commands.read_only
        acts = self.card
        return (
            PageAction(_("Change the field"), "pencil", self.edit, "F2", enabled=may),
            PageAction(_("Up"), "arrow-up", lambda: acts.move_field(-1), "Alt+Up", enabled=may),
            PageAction(
                _("Down"), "arrow-down", lambda: acts.move_field(1), "Alt+Down", enabled=may
            ),
        )

    def show_on_card(self, row: OwnField | None) -> None:
        """Show a field on the card; without any field there is no card."""
        self.card.setVisible(bool(self.stored))
        self.card.show_field(row, self.stored)

    def begin_on_card(self) -> None:
        """Take a new field on the card."""
        self.card.show()
        self.card.begin_field()


def _name(field: OwnField) -> str:
    return field.name


def _kind(field: OwnField) -> str:
    return field.kind.label


def _used(field: OwnField) -> str:
    return formats.number(field.used)
