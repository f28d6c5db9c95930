"""The records that a person was merged of, each with the way back."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import _, ngettext
from learnsoc_desktop.features.people.merge_queries import MergedRecord
from learnsoc_desktop.features.people.merge_service import unmerge_person
from learnsoc_desktop.ui.buttons import button
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.layout import column, row
from learnsoc_desktop.ui.text import Text


class MergedList(QWidget):
    """Says which records went into this one; a button gives each back."""

    def __init__(self, context: Context, merged: Sequence[MergedRecord]) -> None:
        super().__init__()
        self._context = context
        count = len(merged)
        title = ngettext("Merged of {count} more record", "Merged of {count} more records", count)
        lines = column(Text(title.format(count=formats.number(count)), "lead"), gap=4)
        for record in merged:
            name = Text(record.name, "body")
            when = (
                formats.date_brief(record.merged_at.astimezone().date()) if record.merged_at else ""
            )
            split = button(_("Split into two"), "quiet", "split", then=partial(self._split, record))
            split.setEnabled(not context.commands.read_only)
            lines.addLayout(
                row((column(name, Text(when, "small", "ink_soft"), gap=0), 1), split, gap=8)
            )
        self.setLayout(lines)

    def _split(self, record: MergedRecord) -> None:
        title = _("Two persons again: {name}").format(name=record.name)
        self._context.commands.run(lambda uow: unmerge_person(uow, record.person_id), title=title)
