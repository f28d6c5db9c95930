"""Beside the roll: the counts, the check of the heads, and the ways on."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.features.activities.sheet_queries import Roll
from learnsoc_desktop.features.activities.tally_widget import HeadCheck, Tally
from learnsoc_desktop.ui.buttons import button
from learnsoc_desktop.ui.layout import column, hosted, panel, scroll
from learnsoc_desktop.ui.theme import theme

WIDE, WIDE_NARROW, WIDEST = 316, 270, 366
NARROW, LOW = (
    1200,
    640,
)  # pixels of the page: below them the side is narrow, the counts stand closer


@dataclass(frozen=True, slots=True)
class SideActs:
    """What the buttons beside the roll do."""

    rest: Callable[[], object]
    nameless: Callable[[], object]
    finish: Callable[[], object]


class SheetSide(QWidget):
    """Counts and ways on; what does not fit scrolls, the last button never does."""

    def __init__(self, acts: SideActs) -> None:
        super().__init__()
        self.tally, self.heads = Tally(), HeadCheck()
        self.rest = button(_("All others came"), "", "list-checks", then=acts.rest, key="F5")
        self.nameless = button("", "quiet", "hash", then=acts.nameless)
        self.done = button(
            _("Done, see summary"), "primary", "check-check", then=acts.finish, big=True
        )
        self.done.setAutoDefault(True)  # Enter presses it
        for each in (self.rest, self.nameless, self.done):
            each.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        counts = panel(column(self.tally, gap=0, margins=(16, 4, 16, 4)))
        inner = column(counts, self.rest, self.heads, self.nameless, None, gap=8)
        self.setLayout(column((scroll(hosted(inner)), 1), self.done, gap=8))

    def show_roll(self, sheet: Roll) -> None:
        """Count again."""
        self.tally.show_roll(sheet)
        self.heads.show_roll(sheet)
        text = _("Heads without names")
        if sheet.heads:
            text = _("Heads without names: {count}").format(count=formats.number(sheet.heads))
        self.nameless.setText(f"{text}  F7")
        waiting = any(line.mark is None for line in sheet.rows)
        self.rest.setEnabled(waiting and not sheet.session.cancelled)

    def fit(self, page: QSize) -> None:
        """Take the room there is on a page of this size."""
        t = theme()
        narrow = page.width() < NARROW
        self.setFixedWidth(min(t.px(WIDE_NARROW if narrow else WIDE), WIDEST))
        self.tally.set_low(low=page.height() < t.px(LOW))
