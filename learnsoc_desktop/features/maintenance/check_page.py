"""What a check of everything found, in sentences, and what to do about it."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import N_, _, ngettext
from learnsoc_desktop.data.findings import Checked, Kind
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.layout import column, hosted, panel, scroll
from learnsoc_desktop.ui.task_page import TaskPage
from learnsoc_desktop.ui.text import Remark, Rule, Text

MOST = 100  # sentences shown
PICTURES = frozenset({Kind.FILE_MISSING, Kind.FILE_DAMAGED})


class CheckPage(TaskPage):
    """A sentence for each thing that was found."""

    help_lines: ClassVar[Sequence[str]] = (
        N_("Each line is one thing that is not as it should be."),
        N_("A backup that is not good is never used; the others are."),
        N_("Nothing was changed by looking."),
    )

    def __init__(self, context: Context, checked: Checked, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._checked = checked
        parts: list[QWidget | int | None] = [Text(_("What was found"), "lead")]
        for finding in checked.findings[:MOST]:
            parts += [Rule(), Remark("triangle-alert", finding.text, "bad", "body", ink="ink")]
            if finding.detail:
                parts.append(Text(finding.detail, "small", "ink_soft", wrap=True))
        parts += [12, Text(_("What to do"), "lead")]
        parts += [
            Remark("circle-check", advice, "good", "body", ink="ink") for advice in self._advice()
        ]
        found = panel(column(*parts, gap=4, margins=(20, 12, 20, 16)))
        self.setLayout(column(scroll(hosted(column(found, None, margins=(24, 0, 24, 16)))), gap=0))

    def title(self) -> str:
        """Return the title of the page."""
        return _("Check of everything")

    def subtitle(self) -> str:
        """Return how much was looked at and found."""
        looked, found = len(self._checked.looked), len(self._checked.findings)
        seen = ngettext("{count} thing was looked at.", "{count} things were looked at.", looked)
        wrong = ngettext(
            "{count} is not as it should be.", "{count} are not as they should be.", found
        )
        return " ".join(
            (
                seen.format(count=formats.number(looked)),
                wrong.format(count=formats.number(found)),
            )
        )

    def _advice(self) -> list[str]:
        kinds = {finding.kind for finding in self._checked.findings}
        advice = [_("Copy to another disk now, so that nothing more can be lost.")]
        if kinds & PICTURES:
            advice.append(
                _("Bring the newest backup back: it fetches the pictures that are missing here.")
            )
        if kinds - PICTURES:
            advice.append(_("If the centre itself is damaged, bring the newest good backup back."))
        return advice
