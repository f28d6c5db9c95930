"""One village: its number, name and population, and its way into the trash."""

from typing import Any

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import _, ngettext
from learnsoc_desktop.features.centre import service
from learnsoc_desktop.features.centre.model import VillageDetails
from learnsoc_desktop.features.centre.queries import VillageRow, village_text
from learnsoc_desktop.features.maintenance.record_card_widget import RecordCard
from learnsoc_desktop.ui.buttons import button, wide
from learnsoc_desktop.ui.commands import Commands

BLANK: dict[str, Any] = {
    name: "" if field.is_required() else field.default
    for name, field in VillageDetails.model_fields.items()
}


class VillageCard(RecordCard):
    """Shows a village and runs its commands."""

    def __init__(self, commands: Commands) -> None:
        self.delete = wide(button(_("Delete the village"), "danger", "trash-2"))
        super().__init__(VillageDetails, _("Add this village"), self.delete)
        self._commands = commands
        self._village: VillageRow | None = None
        self.changed.connect(self._change)
        self.added.connect(self._add)
        self.form.editor("name").next_asked.connect(self._named)
        self.delete.clicked.connect(lambda _on=False: self._delete())

    def show_village(self, village: VillageRow | None) -> None:
        """Show a village, or nothing."""
        self._village = village
        self.setEnabled(village is not None and not self._commands.read_only)
        if village is None:
            self.show_record(None, "", BLANK)
            return
        self.show_record(village.id, village.text, village.details.model_dump())
        if village.used:
            text = ngettext(
                "{count} person lives here, so the village stays. Give this person another "
                "village first.",
                "{count} people live here, so the village stays. Give them another village first.",
                village.used,
            ).format(count=formats.number(village.used))
            self.remark.set_remark("info", text, "ink_soft")
        else:
            text = _("Nobody of the registry lives here yet.")
            self.remark.set_remark("circle-check", text, "good", "ink_soft")

    def begin_village(self, moo: int | None) -> None:
        """Take a new village; ``moo`` is the number that is proposed."""
        self.setEnabled(True)
        self.begin(_("A new village"), {**BLANK, "moo": moo})
        self.form.go_to("name")

    def _named(self) -> None:
        """Add a new village by Enter in its name: figures are for later."""
        if self.adding:
            self.add()

    def _change(self, values: dict[str, Any]) -> None:
        details, village = VillageDetails(**values), self._village
        if village is not None:
            said = _("Changed “{name}”").format(name=village_text(details.moo, details.name))
            self._commands.run(
                lambda uow: service.change_village(uow, village.id, details),
                lambda _nothing: self.form.mark_clean(),
                said,
            )

    def _add(self, values: dict[str, Any]) -> None:
        details = VillageDetails(**values)
        said = _("Added “{name}”").format(name=village_text(details.moo, details.name))
        self._commands.run(
            lambda uow: service.add_village(uow, details), self.done_adding.emit, said
        )

    def _delete(self) -> None:
        village = self._village
        if village is not None:
            said = _("Deleted “{name}”").format(name=village.text)
            self._commands.run(lambda uow: service.remove_village(uow, village.id), title=said)
