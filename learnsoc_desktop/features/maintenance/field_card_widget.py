"""One field of the centre's own: what it is called and holds, its place, its words, and whether it is offered."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import _, ngettext
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.features.maintenance.record_card_widget import RecordCard
from learnsoc_desktop.features.maintenance.turning_widget import Pair
from learnsoc_desktop.features.people import custom_service
from learnsoc_desktop.features.people.custom_model import CustomFieldDetails, CustomKind
from learnsoc_desktop.features.people.custom_queries import OwnField
from learnsoc_desktop.ui.buttons import button, wide
from learnsoc_desktop.ui.commands import Commands

BLANK: dict[str, Any] = {"name": "", "kind": CustomKind.TEXT, "help": ""}


class FieldCard(RecordCard):
    """Shows a field and runs its commands; the page shows what they changed.

    Signals:
        words_asked: The words of a choice are to be shown (the key of their list).
    """

    words_asked = Signal(str)

    def __init__(self, commands: Commands) -> None:
        self.up = button(_("Up"), "", "arrow-up", key="Alt+↑", then=lambda: self.move_field(-1))
        self.down = button(
            _("Down"), "", "arrow-down", key="Alt+↓", then=lambda: self.move_field(1)
        )
        self.words = wide(button(_("Its words"), "", "list", then=self._show_words))
        self.retire = wide(button("", "", "archive", then=self._retire))
        extras = (self.words, Pair(self.up, self.down), self.retire)
        super().__init__(CustomFieldDetails, _("Add this field"), *extras)
        self._commands = commands
        self._field: OwnField | None = None
        self._rows: Sequence[OwnField] = ()
        self.changed.connect(self._change)
        self.added.connect(self._add)

    def show_field(self, field: OwnField | None, rows: Sequence[OwnField]) -> None:
        """Show a field, or nothing; ``rows`` are all fields in their stored order."""
        self._field, self._rows = field, rows
        self.setEnabled(field is not None and not self._commands.read_only)
        if field is None:
            self.show_record(None, "", BLANK)
            return
        values = {"name": field.name, "kind": field.kind, "help": field.help}
        self.show_record(field.id, field.name, values)
        self.form.editor("kind").setEnabled(not field.used)
        offered = self._offered()
        self.up.setEnabled(field.id in offered[1:])
        self.down.setEnabled(field.id in offered[:-1])
        self.words.setVisible(field.kind is CustomKind.CHOICE)
        self.retire.setText(_("Show it again") if field.retired else _("Retire the field"))
        self.retire.set_icon("rotate-ccw" if field.retired else "archive")
        self._tell(field)

    def begin_field(self) -> None:
        """Take a new field."""
        self.setEnabled(True)
        self.form.editor("kind").setEnabled(True)
        self.begin(_("A new field"), BLANK)

    def move_field(self, step: int) -> None:
        """Put the field one place up (-1) or down (1), over fields that are no longer shown."""
        field, offered = self._field, self._offered()
        if field is None or field.id not in offered or self.adding:
            return
        at = offered.index(field.id) + step
        if not 0 <= at < len(offered):
            return
        stored = [each.id for each in self._rows]
        places = stored.index(offered[at]) - stored.index(field.id)
        said = _("Moved “{word}” up") if step < 0 else _("Moved “{word}” down")
        self._of_field(lambda uow, found: custom_service.move_field(uow, found, places), said)

    def _offered(self) -> list[UUID]:
        return [each.id for each in self._rows if not each.retired]

    def _tell(self, field: OwnField) -> None:
        """Say what the field holds and what that allows."""
        if field.retired:
            text = _("Shown nowhere now. What it holds is kept, and comes back with it.")
            self.remark.set_remark("archive", text, "ink_soft")
        elif field.used:
            text = ngettext(
                "Filled in for {count} person, so what it holds stays of its kind. Retired, it keeps "
                "everything.",
                "Filled in for {count} people, so what it holds stays of its kind. Retired, it keeps "
                "everything.",
                field.used,
            ).format(count=formats.number(field.used))
            self.remark.set_remark("info", text, "ink_soft")
        else:
            text = _("Not filled in for anybody yet.")
            self.remark.set_remark("circle-check", text, "good", "ink_soft")

    def _show_words(self) -> None:
        if self._field is not None:
            self.words_asked.emit(self._field.list_key)

    def _change(self, values: dict[str, Any]) -> None:
        details, field = CustomFieldDetails(**values), self._field
        if field is not None:
            self._commands.run(
                lambda uow: custom_service.change_field(uow, field.id, details),
                lambda _nothing: self.form.mark_clean(),
                _("Changed “{name}”").format(name=details.name),
            )

    def _add(self, values: dict[str, Any]) -> None:
        details = CustomFieldDetails(**values)
        said = _("Added “{name}”").format(name=details.name)
        self._commands.run(
            lambda uow: custom_service.add_field(uow, details), self.done_adding.emit, said
        )

    def _retire(self) -> None:
        field = self._field
        if field is not None and field.retired:
            self._of_field(custom_service.unretire_field, _("“{word}” is shown again"))
        else:
            self._of_field(custom_service.retire_field, _("Retired “{word}”"))

    def _of_field(self, act: Callable[[UnitOfWork, UUID], object], said: str) -> None:
        field = self._field
        if field is not None:
            self._commands.run(lambda uow: act(uow, field.id), title=said.format(word=field.name))
