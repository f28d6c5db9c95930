"""What can be done with one word of a list: order, retire, move its uses, delete."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.fields import FieldSpec, Kind, Label
from learnsoc_desktop.core.i18n import N_, _, ngettext
from learnsoc_desktop.features.centre.queries import CodeRow
from learnsoc_desktop.features.maintenance.turning_widget import Pair
from learnsoc_desktop.ui.buttons import button, wide
from learnsoc_desktop.ui.editors import EditorSetting, NoSources, Option
from learnsoc_desktop.ui.editors.pick import CodeEditor
from learnsoc_desktop.ui.layout import column, panel
from learnsoc_desktop.ui.text import Text

TO = FieldSpec("to", Label(N_("Move to")), Kind.CODE, UUID)


class OtherWords(NoSources):
    """Offers the other words of the list."""

    def __init__(self) -> None:
        self.options: Sequence[Option] = ()

    def codes(self, list_key: str) -> Sequence[Option]:
        """Return the words the uses may be moved to."""
        del list_key
        return self.options


class WordActions(QWidget):
    """The buttons under the fields of a word.

    Signals:
        moved: One place up (-1) or down (1).
        retired: Offer it no longer (True), or again (False).
        deleted: Put it into the trash.
        uses_moved: Let everything that uses it use another word (its id).
    """

    moved = Signal(int)
    retired = Signal(bool)
    deleted = Signal()
    uses_moved = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._row: CodeRow | None = None
        self._others = OtherWords()
        self.up = button(_("Up"), "", "arrow-up", key="Alt+↑", then=lambda: self.moved.emit(-1))
        self.down = button(
            _("Down"), "", "arrow-down", key="Alt+↓", then=lambda: self.moved.emit(1)
        )
        self.retire = wide(button("", "", "archive", then=self._retire))
        self.move_uses = wide(button("", "", "git-merge", then=self.ask_where))
        self.delete = wide(button(_("Delete the word"), "danger", "trash-2"))
        self.delete.clicked.connect(lambda _on=False: self.deleted.emit())
        self.to = CodeEditor(EditorSetting(TO, self._others))
        self.to.line.setPlaceholderText(_("Type or choose a word"))
        self.to.line.setAccessibleName(_("Move to"))
        self.do_move = wide(button(_("Move them"), "", "check", then=self._move))
        leave = wide(button(_("Leave them"), "quiet", then=self._close))
        self._where = panel(
            column(
                Text(_("Move to"), "small", "ink_soft"),
                self.to,
                Pair(self.do_move, leave),
                gap=6,
                margins=(12, 4, 12, 10),
            ),
            "sunken",
        )
        self.to.next_asked.connect(self._move)
        self.setLayout(
            column(
                Pair(self.up, self.down),
                self.move_uses,
                self._where,
                self.retire,
                self.delete,
                gap=8,
            )
        )
        self._where.hide()

    def show_word(
        self, word: CodeRow, others: Sequence[CodeRow], *, first: bool, last: bool
    ) -> None:
        """Show what can be done with ``word``; ``others`` may take its uses."""
        if self._row is None or self._row.id != word.id:
            self._where.hide()
        self._row = word
        self._others.options = [
            Option(other.id, other.text, retired=other.retired)
            for other in others
            if other.id != word.id
        ]
        self.up.setEnabled(not word.retired and not first)
        self.down.setEnabled(not word.retired and not last)
        self.retire.setText(_("Offer it again") if word.retired else _("Retire the word"))
        self.retire.set_icon("rotate-ccw" if word.retired else "archive")
        words = ngettext("Move its {count} use", "Move its {count} uses", word.used)
        self.move_uses.setText(words.format(count=formats.number(word.used)))
        self.move_uses.setVisible(word.used > 0)
        if not word.used:
            self._where.hide()

    def ask_where(self) -> None:
        """Open the field that takes the other word."""
        self.to.set_value(None)
        self._where.show()
        self.to.setFocus()
        self.to.open_list()

    def _move(self) -> None:
        value = self.to.value()
        if value is None:
            self.to.open_list()
            return
        self._close()
        self.uses_moved.emit(value)

    def _close(self) -> None:
        self._where.hide()
        self.move_uses.setFocus()

    def _retire(self) -> None:
        if self._row is not None:
            self.retired.emit(not self._row.retired)
