"""One word of a list: its fields, and everything that can be done with it."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import _, ngettext
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.features.centre import codes
from learnsoc_desktop.features.centre.code_lists import LISTS, CodeList
from learnsoc_desktop.features.centre.model import CodeDetails
from learnsoc_desktop.features.centre.queries import CodeRow
from learnsoc_desktop.features.maintenance.record_card_widget import RecordCard
from learnsoc_desktop.features.maintenance.word_widget import WordActions
from learnsoc_desktop.ui.commands import Commands


class WordCard(RecordCard):
    """Shows a word and runs its commands; the page shows what they changed."""

    def __init__(self, commands: Commands) -> None:
        self.acts = WordActions()
        super().__init__(CodeDetails, _("Add this word"), self.acts)
        self._commands = commands
        self._list, self._word = LISTS[0], None
        self._rows: Sequence[CodeRow] = ()
        self.changed.connect(self._rename)
        self.added.connect(self._add)
        self.acts.moved.connect(self.move_word)
        self.acts.retired.connect(self._retire)
        self.acts.deleted.connect(self._delete)
        self.acts.uses_moved.connect(self._move_uses)

    _word: CodeRow | None

    def show_word(self, code_list: CodeList, word: CodeRow | None, rows: Sequence[CodeRow]) -> None:
        """Show ``word`` of a list; ``rows`` are all its words in their stored order."""
        self._list, self._word, self._rows = code_list, word, rows
        self.setEnabled(word is not None and not self._commands.read_only)
        if word is None:
            self.show_record(None, "", {"name": "", "name_en": ""})
            return
        values = {"name": word.name, "name_en": word.name_en}
        self.show_record(word.id, word.text, values)
        offered = self._offered()
        first = bool(offered) and offered[0] == word.id
        last = bool(offered) and offered[-1] == word.id
        self.acts.show_word(word, rows, first=first, last=last)
        self._tell(word)

    def begin_word(self, code_list: CodeList) -> None:
        """Take a new word for a list."""
        self._list = code_list
        self.setEnabled(True)
        title = _("New: {list}").format(list=code_list.title)
        self.begin(title, {"name": "", "name_en": ""})

    def move_word(self, step: int) -> None:
        """Put the word one place up (-1) or down (1), over words that are no longer offered."""
        word, offered = self._word, self._offered()
        if word is None or word.id not in offered or self.adding:
            return
        at = offered.index(word.id) + step
        if not 0 <= at < len(offered):
            return
        stored = [each.id for each in self._rows]
        places = stored.index(offered[at]) - stored.index(word.id)
        said = _("Moved “{word}” up") if step < 0 else _("Moved “{word}” down")
        self._of_word(lambda uow, word_id: codes.move_code(uow, word_id, places), said)

    def _offered(self) -> list[UUID]:
        return [each.id for each in self._rows if not each.retired]

    def _tell(self, word: CodeRow) -> None:
        """Say what the uses of the word allow."""
        if word.used:
            text = ngettext(
                "{count} record uses this word, so it is not deleted. Retired, it stays there "
                "and is offered no longer.",
                "{count} records use this word, so it is not deleted. Retired, it stays there "
                "and is offered no longer.",
                word.used,
            ).format(count=formats.number(word.used))
            self.remark.set_remark("info", text, "ink_soft")
        elif self._list.offered:
            text = _("Offered while one types; what was typed with it stays as it is.")
            self.remark.set_remark("info", text, "ink_soft")
        else:
            self.remark.set_remark(
                "circle-check", _("No record uses this word."), "good", "ink_soft"
            )

    def _rename(self, values: dict[str, Any]) -> None:
        details = CodeDetails(**values)
        word = self._word
        if word is not None:
            said = _("Changed “{word}”").format(word=details.name)
            self._commands.run(
                lambda uow: codes.rename_code(uow, word.id, details),
                lambda _nothing: self.form.mark_clean(),
                said,
            )

    def _add(self, values: dict[str, Any]) -> None:
        details, key = CodeDetails(**values), self._list.key
        said = _("Added “{word}”").format(word=details.name)
        self._commands.run(
            lambda uow: codes.add_code(uow, key, details), self.done_adding.emit, said
        )

    def _retire(self, retire: bool) -> None:  # noqa: FBT001  what the signal carries
        act = codes.retire_code if retire else codes.unretire_code
        said = _("Retired “{word}”") if retire else _("“{word}” is offered again")
        self._of_word(act, said)

    def _delete(self) -> None:
        self._of_word(codes.remove_code, _("Deleted “{word}”"))

    def _move_uses(self, other: UUID) -> None:
        new = next(each.text for each in self._rows if each.id == other)
        said = _("Moved the uses of “{word}” to “{other}”")
        self._of_word(lambda uow, word_id: codes.move_uses(uow, word_id, other), said, other=new)

    def _of_word(self, act: Callable[[UnitOfWork, UUID], object], said: str, **names: str) -> None:
        word = self._word
        if word is not None:
            title = said.format(word=word.text, **names)
            self._commands.run(lambda uow: act(uow, word.id), title=title)
