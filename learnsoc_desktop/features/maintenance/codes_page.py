"""The lists people choose from: their words, in order, in both languages, used by how many."""

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import N_, _, ngettext
from learnsoc_desktop.core.thai import fold
from learnsoc_desktop.features.centre.code_lists import LISTS, CodeList
from learnsoc_desktop.features.centre.queries import CodeRow, codes
from learnsoc_desktop.features.maintenance.card_list_widget import (
    CARD_WIDE,
    WIDEST_CARD,
    CardListPage,
)
from learnsoc_desktop.features.maintenance.lists_widget import ListsField, ListsPanel
from learnsoc_desktop.features.maintenance.queries import own_lists, word_counts
from learnsoc_desktop.features.maintenance.report import word_list
from learnsoc_desktop.features.maintenance.word_card_widget import WordCard
from learnsoc_desktop.reporting.document import Report
from learnsoc_desktop.ui.columns import Column, Sign
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.keys import shortcut
from learnsoc_desktop.ui.layout import column, hosted, row
from learnsoc_desktop.ui.list_page import Asked, Found, ListPage
from learnsoc_desktop.ui.page import PageAction
from learnsoc_desktop.ui.record_table import SequenceSource
from learnsoc_desktop.ui.table_states import Empty
from learnsoc_desktop.ui.theme import theme

LISTS_WIDE = 214  # grows with the text
NARROW = 960  # width below which the lists stand in one field over the words


class CodesPage(CardListPage):
    """Lists, words, one word."""

    name = "codes"
    watches = frozenset({"Code", "CustomField"})
    search_hint = N_("Find a word")
    usual_order = N_("in the order they are offered")
    subject = "code"
    add_text = N_("Add a word")
    card: WordCard
    stored: Sequence[CodeRow]
    help_lines: ClassVar[Sequence[str]] = (
        N_("Change a word on the right: every page and every report shows the new one."),
        N_("A word that is used cannot be deleted. Retire it, or move its uses to another word."),
        N_("The order here is the order in which the words are offered."),
    )
    keys = (
        *ListPage.list_keys,
        ("F2", N_("Rename the word")),
        ("Alt+↑  Alt+↓", N_("Move the word up or down")),
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self.list_key = LISTS[0].key
        self._of = {each.key: each for each in LISTS}
        self.lists, self.field = ListsPanel(), ListsField()
        super().__init__(context, WordCard(context.commands), parent)
        for part in (self.lists, self.field):
            part.asked.connect(self.show_list)
        shortcut(self, "Alt+Up", lambda: self.card.move_word(-1))
        shortcut(self, "Alt+Down", lambda: self.card.move_word(1))

    @property
    def list(self) -> CodeList:
        """The list that is shown."""
        return self._of[self.list_key]

    def title(self) -> str:
        """Return the title of the list that is shown."""
        return self.list.title

    def subtitle(self) -> str:
        """Return the quiet line under the title."""
        return _("A changed word changes on every page and paper")

    def printable(self) -> Report:
        """Return the words of the list as a paper."""
        shown = self.list
        return self.commands.query(lambda session: word_list(session, shown))

    def columns(self) -> Sequence[Column[Any]]:
        """Return the columns; the order of the rows says something, so none sorts."""
        return (
            Column("name", N_("Word"), lambda r: r.name, 220, stretch=True, sortable=False),
            Column(
                "name_en",
                N_("In English"),
                lambda r: r.name_en,
                190,
                quiet=True,
                sortable=False,
                leaves=1,
            ),
            Column("used", N_("Used by"), self._used, 84, right=True, sortable=False),
            Column(
                "state",
                N_("State"),
                lambda r: _("retired") if r.retired else _("offered"),
                122,
                quiet=True,
                sortable=False,
                sign=lambda r: Sign("archive", "ink_soft") if r.retired else None,
                leaves=2,
            ),
        )

    def rows_for(self, asked: Asked) -> Found:
        """Return the words that hold the text, in their order; those no longer offered stand last."""
        wanted = fold(asked.text)
        rows = [row for row in self.stored if wanted in fold(f"{row.name} {row.name_en}")]
        rows.sort(key=lambda each: each.retired)
        return Found(SequenceSource(rows), total=len(self.stored))

    def count_text(self, count: int) -> str:
        """Return how many words there are."""
        text = ngettext("{count} word", "{count} words", count)
        return text.format(count=formats.number(count))

    def empty(self) -> Empty:
        """Return what an empty list says."""
        actions = () if self.card.adding else self.page_actions()
        return Empty(_("No words yet"), self.list.help, actions=actions)

    def lay_out(self) -> None:
        """Put lists, words and the card side by side."""
        words = hosted(column(self.field, (self.list_panel, 1), gap=8))
        self.setLayout(row(self.lists, (words, 1), self.card, gap=12, margins=(24, 0, 24, 16)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give each part its room."""
        super().resizeEvent(event)
        t = theme()
        narrow = self.width() < t.px(NARROW)
        self.lists.setVisible(not narrow)
        self.field.setVisible(narrow)
        self.lists.setFixedWidth(t.px(LISTS_WIDE))
        self.card.setFixedWidth(min(t.px(CARD_WIDE), WIDEST_CARD))

    def open(self, **args: object) -> None:
        """Show a list (``list``), and what every list page shows."""
        if "list" in args:
            self.show_list(str(args.pop("list")))
            self.lists.buttons[self.list_key].setFocus(Qt.FocusReason.OtherFocusReason)
        super().open(**args)

    def refresh(self) -> None:
        """Read the words again."""
        lists = (*LISTS, *self.commands.query(own_lists))
        self._of = {each.key: each for each in lists}
        key = self.list_key = self.list_key if self.list_key in self._of else LISTS[0].key
        self.lists.set_lists(lists)
        self.field.set_lists(lists)
        self.stored = self.commands.query(lambda s: codes(s, key, retired=True, used=True))
        self.lists.set_counts(self.commands.query(word_counts))
        self.lists.set_current(key)
        self.field.set_current(key)
        self.table.setAccessibleName(self.title())
        super().refresh()

    def row_actions(self, row: Any) -> Sequence[PageAction]:  # noqa: ANN401  as the kit has it
        """Return what can be done with a word, for its menu."""
        may = row is not None and not self.commands.read_only
        acts = self.card
        return (
            PageAction(_("Rename the word"), "pencil", self.edit, "F2", enabled=may),
            PageAction(_("Up"), "arrow-up", lambda: acts.move_word(-1), "Alt+Up", enabled=may),
            PageAction(_("Down"), "arrow-down", lambda: acts.move_word(1), "Alt+Down", enabled=may),
        )

    def show_list(self, key: str) -> None:
        """Show another list."""
        self._refresh_if_stale()  # a list may have come with a new field
        if key == self.list_key or key not in self._of or not self.card.save():
            return
        self.list_key = key
        if self.card.adding:
            self._before_new = None
            self.card.show_word(self.list, None, ())
        self.search.clear()
        self.make_stale()

    def show_on_card(self, row: CodeRow | None) -> None:
        """Show a word on the card."""
        self.card.show_word(self.list, row, self.stored)

    def begin_on_card(self) -> None:
        """Take a new word on the card."""
        self.card.begin_word(self.list)

    def _used(self, word: CodeRow) -> str:
        return formats.MISSING if self.list.offered else formats.number(word.used)
