"""The best way out, with its filled button, and what lists of ways say."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import _, ngettext
from learnsoc_desktop.exchange.backup_manifest import Backup
from learnsoc_desktop.features.maintenance.peek_queries import when_words
from learnsoc_desktop.features.maintenance.safety_queries import holds_words, why_words
from learnsoc_desktop.features.maintenance.trouble_queries import Words
from learnsoc_desktop.features.maintenance.trouble_service import Saved
from learnsoc_desktop.features.maintenance.turning_widget import turn
from learnsoc_desktop.ui.buttons import button
from learnsoc_desktop.ui.layout import column, hosted, row
from learnsoc_desktop.ui.text import Pill, Remark, Text
from learnsoc_desktop.ui.theme import theme

BESIDE = 620  # width from which the button stands beside the words


class BestWay(QFrame):
    """A card with what happens and the one filled button."""

    def __init__(self, words: Words, act: Callable[[], object], *, advised: bool) -> None:
        super().__init__()
        self.setProperty("panel", "chosen")
        self.title = Text(words.title, "big")
        self.under = Text(words.under, "body", wrap=True)
        pill = [Pill(_("Advised"), "good", "check")] if advised else []
        parts: list[QWidget] = [hosted(row(self.title, *pill, None, gap=12)), self.under]
        if words.doubt:
            parts.append(Remark("circle-alert", words.doubt, "late", "body"))
        self.go = button(words.button, "primary", words.icon, key=_("Enter"), big=True, then=act)
        self.go.setAccessibleDescription(f"{words.title}. {words.under} {words.doubt}".strip())
        self._line = row((column(*parts, gap=2), 1), self.go, gap=16, margins=(22, 14, 20, 14))
        self.setLayout(self._line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the button under the words where there is no room beside them."""
        super().resizeEvent(event)
        turn(self._line, level=self.width() >= theme().px(BESIDE))
        self.setMinimumHeight(self._line.totalHeightForWidth(self.width()))


def listed(backup: Backup, now: datetime) -> Words:
    """Return a backup as a line of a list; ``now`` is local."""
    when = when_words(backup.when.astimezone(), now)
    title = _("{when}, {why}").format(when=when, why=why_words(backup))
    return Words("rotate-ccw", title, holds_words(backup.counts, backup.blobs), "")


def saved_words(saved: Saved) -> Words:
    """Return what was saved of a damaged file, and what was lost."""
    count, lost = sum(saved.done.rows.values()), sum(saved.done.lost.values())
    title = ngettext(
        "{count} record was saved into a new centre",
        "{count} records were saved into a new centre",
        count,
    )
    doubt = ngettext(
        "{count} record could not be saved; it stands in a list.",
        "{count} records could not be saved; they stand in a list.",
        lost,
    )
    return Words(
        "door-open",
        title.format(count=formats.number(count)),
        _("It lies in “{folder}”; the old file was left as it is.").format(
            folder=saved.folder.name
        ),
        _("Open the new centre"),
        doubt.format(count=formats.number(lost)) if lost else "",
    )
