"""The centres that were opened here before: the last one with the filled button, the others under it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import _, ngettext
from learnsoc_desktop.features.maintenance.peek_queries import KnownCentre, when_words
from learnsoc_desktop.features.maintenance.turning_widget import turn
from learnsoc_desktop.ui.buttons import Button, button
from learnsoc_desktop.ui.dressed import Dressed
from learnsoc_desktop.ui.layout import column, hosted, row
from learnsoc_desktop.ui.paint import draw, draw_icon, fill, middle, width
from learnsoc_desktop.ui.text import Rule, Text, tip
from learnsoc_desktop.ui.theme import CONTROL, theme

OTHERS = 2  # further centres that are shown at once
LINE = 46
BESIDE = 560  # width from which the button stands beside the name


def told(centre: KnownCentre, now: datetime) -> str:
    """Return the quiet line of a centre: when it was changed, how many people it has."""
    if centre.changed is None:
        return _("Not found: the folder was moved, or its stick is not plugged in")
    parts = [_("Last changed {when}").format(when=when_words(centre.changed, now))]
    if centre.people is not None:
        parts.append(
            ngettext("{count} person", "{count} people", centre.people).format(
                count=formats.number(centre.people)
            )
        )
    if centre.sample:
        parts.append(_("Sample data"))
    return " · ".join(parts)


class CentreLine(Dressed, QAbstractButton):
    """A further centre: its name, and when it was changed last."""

    def __init__(self, centre: KnownCentre, now: datetime) -> None:
        super().__init__()
        self._now, self._note = now, ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.tell(centre)

    def tell(self, centre: KnownCentre) -> None:
        """Show what is known about it now."""
        self._note = told(centre, self._now)
        self.setEnabled(centre.changed is not None)
        self.setText(centre.name)
        self.setAccessibleDescription(self._note)
        self.setToolTip(tip(str(centre.folder)))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size it wants."""
        return QSize(theme().px(360), theme().px(LINE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        t, painter = theme(), QPainter(self)
        high = self.height()
        if self.isEnabled() and (self.underMouse() or self.hasFocus()):
            whole = QRectF(self.rect()).adjusted(6, 2, -6, -2)
            ring = "focus" if self.hasFocus() else ""
            fill(painter, whole, "sunken" if self.underMouse() else "", CONTROL, ring, 2)
        left, side = t.px(24), t.px(18)
        end = float(self.width() - t.px(24) - side)
        if self.isEnabled():
            draw_icon(painter, "chevron-right", "ink_soft", end, (high - side) / 2, side)
        note = min(width(self._note, "small"), (end - left) * 0.52)
        end -= 12 + note
        base = middle(0, high, "small")
        draw(painter, end, base, self._note, "small", "ink_soft", room=note + 1, align="right")
        ink = "ink" if self.isEnabled() else "ink_soft"
        draw(painter, left, middle(0, high), self.text(), "body", ink, room=end - left - 16)


class CentreCard(QFrame):
    """What to open with Enter, and what else was opened here.

    Signals:
        asked: The filled button was pressed.
        other_asked: Another centre was pressed (its folder).
    """

    asked = Signal()
    other_asked = Signal(object)

    def __init__(
        self, mine: KnownCentre | None, others: Sequence[KnownCentre], now: datetime
    ) -> None:
        super().__init__()
        self.setProperty("panel", "true")
        self._mine, self._now = mine, now
        if mine is None:
            what, icon = _("Create my centre"), "plus"
        else:
            what, icon = _("Open my centre"), "door-open"
        self.go: Button = button(what, "primary", icon, key=_("Enter"), big=True)
        self.go.clicked.connect(lambda _on=False: self.asked.emit())
        self.name, self.about = Text("", "big"), Text("", "body", "ink_soft")
        there = sorted(others, key=lambda centre: centre.changed is None)
        self.lines = {centre.folder: CentreLine(centre, now) for centre in there}
        words = column(self.name, self.about, gap=0)
        self._top = row((words, 1), self.go, gap=16, margins=(24, 14, 24, 14))
        parts: list[QWidget] = [hosted(self._top), *self._further()]
        self.setLayout(column(*parts, gap=0, margins=(1, 1, 1, 4 if self.lines else 1)))
        self._show_mine()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the button under the name where there is no room beside it."""
        super().resizeEvent(event)
        wide = self.width() >= theme().px(BESIDE)
        turn(self._top, level=wide)
        self._top.setSpacing(16 if wide else 6)

    def tell(self, found: Mapping[Path, KnownCentre]) -> None:
        """Show what was read from the files."""
        if self._mine is not None:
            self._mine = found.get(self._mine.folder, self._mine)
        self._show_mine()
        for folder, line in self.lines.items():
            if folder in found:
                line.tell(found[folder])

    def _show_mine(self) -> None:
        if self._mine is None:
            self.name.set_text(_("A centre of your own"))
            self.about.set_text(_("The name alone is enough to begin; the rest can wait"))
        else:
            self.name.set_text(self._mine.name)
            self.about.set_text(told(self._mine, self._now))
        self.go.setAccessibleDescription(f"{self.name.text()}. {self.about.text()}")

    def _further(self) -> list[QWidget]:
        """Return the further centres: the first few, and a button that shows the rest."""
        parts: list[QWidget] = [Rule()] if self.lines else []
        for number, (folder, line) in enumerate(self.lines.items()):
            line.clicked.connect(partial(self.other_asked.emit, folder))
            if number >= OTHERS or not line.isEnabled():
                line.hide()
            parts.append(line)
        if any(line.isHidden() for line in self.lines.values()):
            self.more = button(_("Show all centres"), "quiet", "chevron-down", then=self._show_all)
            parts.append(hosted(row(self.more, None, margins=(16, 0, 0, 0))))
        return parts

    def _show_all(self) -> None:
        self.more.hide()
        hidden = [line for line in self.lines.values() if line.isHidden()]
        for line in hidden:
            line.show()
        hidden[0].setFocus(Qt.FocusReason.OtherFocusReason)
