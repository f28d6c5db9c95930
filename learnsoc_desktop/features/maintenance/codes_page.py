"""The lists people choose from: their words, in order, in both languages, used by how many."""

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
from learnsoc_desktop.features.centre.code_lists import LIST_OF, LISTS
from learnsoc_desktop.features.centre.queries import CodeRow, codes
from learnsoc_desktop.features.maintenance.lists_widget import ListsField, ListsPanel
from learnsoc_desktop.features.maintenance.queries import pointing_to, word_counts
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

LISTS_WIDE, CARD_WIDE, WIDEST_CARD = 214, 300, 360  # the first two grow with the text
NARROW = 960  # width below which the lists stand in one field over the words


class CodesPage(ListPage):
    """Lists, words, one word."""

    name = "codes"
    watches = frozenset({"Code"})
    search_hint = N_("Find a word")
    usual_order = N_("in the order they are offered")
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
        self.lists, self.field = ListsPanel(), ListsField()
        self.card = WordCard(context.commands)
        self._stored: Sequence[CodeRow] = ()  # in their stored order
        self._before_new: UUID | None = None
        super().__init__(context, parent)
        self._pointing = pointing_to("code")
        self.commands.changed.connect(self._uses_changed)
        self.card.done_adding.connect(self._added)
        for part in (self.lists, self.field):
            part.asked.connect(self.show_list)
        shortcut(self, "Alt+Up", lambda: self.card.move_word(-1))
        shortcut(self, "Alt+Down", lambda: self.card.move_word(1))
        shortcut(self, "F2", self.rename)

    def title(self) -> str:
        """Return the title of the list that is shown."""
        return LIST_OF[self.list_key].title

    def subtitle(self) -> str:
        """Return the quiet line under the title."""
        return _("A changed word changes on every page and paper")

    def page_actions(self) -> Sequence[PageAction]:
        """Return what can be done here; the card or the empty place may have the filled button."""
        may = not self.commands.read_only
        shown = "button" if self.card.adding else "primary" if self._stored else ""
        return (PageAction(_("Add a word"), "plus", self.new_word, "Ctrl+N", shown, may),)

    def printable(self) -> Report:
        """Return the words of the list as a paper."""
        key = self.list_key
        return self.commands.query(lambda session: word_list(session, key))

    def may_leave(self) -> bool:
        """Save the word that is being typed."""
        return self.card.save()

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
        rows = [row for row in self._stored if wanted in fold(f"{row.name} {row.name_en}")]
        rows.sort(key=lambda each: each.retired)
        return Found(SequenceSource(rows), total=len(self._stored))

    def count_text(self, count: int) -> str:
        """Return how many words there are."""
        text = ngettext("{count} word", "{count} words", count)
        return text.format(count=formats.number(count))

    def empty(self) -> Empty:
        """Return what an empty list says."""
        actions = () if self.card.adding else self.page_actions()
        return Empty(_("No words yet"), LIST_OF[self.list_key].help, actions=actions)

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
        super().open(**args)

    def refresh(self) -> None:
        """Read the words again."""
        key = self.list_key
        self._stored = self.commands.query(lambda s: codes(s, key, retired=True, used=True))
        self.lists.set_counts(self.commands.query(word_counts))
        self.lists.set_current(key)
        self.field.set_current(key)
        self.table.setAccessibleName(self.title())
        super().refresh()

    def row_chosen(self, row: Any) -> None:  # noqa: ANN401  as the kit has it
        """Show the word on the card, unless a new one is being written."""
        if not self.card.adding or (row is not None and row.id != self._before_new):
            self._show_word(row)

    def open_row(self, row: Any) -> None:  # noqa: ANN401  as the kit has it
        """Go to the field of the word."""
        del row
        self.rename()

    def row_actions(self, row: Any) -> Sequence[PageAction]:  # noqa: ANN401  as the kit has it
        """Return what can be done with a word, for its menu."""
        may = row is not None and not self.commands.read_only
        acts = self.card
        return (
            PageAction(_("Rename the word"), "pencil", self.rename, "F2", enabled=may),
            PageAction(_("Up"), "arrow-up", lambda: acts.move_word(-1), "Alt+Up", enabled=may),
            PageAction(_("Down"), "arrow-down", lambda: acts.move_word(1), "Alt+Down", enabled=may),
        )

    def show_list(self, key: str) -> None:
        """Show another list."""
        if key == self.list_key or not self.card.save():
            return
        self.list_key = key
        if self.card.adding:
            self._before_new = None
            self.card.show_word(key, None, ())
        self.search.clear()
        self.make_stale()

    def rename(self) -> None:
        """Go to the field of the word."""
        if self.table.current_row() is not None:
            self.card.form.go_to("name")

    def new_word(self) -> None:
        """Write a new word on the card."""
        word = self.table.current_row()
        self._before_new = word.id if word is not None else None
        self.card.begin_word(self.list_key)
        self._tell_adding()

    def _added(self, word_id: UUID | None) -> None:
        """Take the next new word; after Esc show the chosen one again."""
        if word_id is not None:
            self.new_word()
            return
        self._before_new = None
        self._show_word(self.table.current_row())
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_word(self, word: CodeRow | None) -> None:
        was_adding = self.card.adding
        self.card.show_word(self.list_key, word, self._stored)
        if was_adding:
            self._tell_adding()

    def _tell_adding(self) -> None:
        """Let one button be the filled one: of the header, of the card, or of an empty place."""
        if not self._stored:
            self.body.show_empty(self.empty())
        self.header_changed.emit()

    def _used(self, word: CodeRow) -> str:
        return formats.MISSING if LIST_OF[self.list_key].offered else formats.number(word.used)

    def _uses_changed(self, changes: ChangeSet) -> None:
        if changes.touches(self._pointing):
            self.make_stale()
