"""The scaffold of all pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from learnsoc_desktop.core.changes import ChangeSet
    from learnsoc_desktop.reporting.document import Report
    from learnsoc_desktop.ui.context import Context

PAINTED = 40  # ms in which a page is surely painted


class PageAction(NamedTuple):
    """Something a page does: in its header, by its key, and in the palette (Ctrl+K).

    ``shown`` decides the header: "primary" is the one filled button, "button" an ordinary one, ""
    leaves it to key and palette.
    """

    title: str  # already in the person's language
    icon: str
    run: Callable[[], object]
    key: str = ""  # as "Ctrl+N"; works on a Thai keyboard layout too
    shown: str = ""
    enabled: bool = True


class View(QWidget):
    """What the window can show: a page of a centre, or something before any centre is open.

    ``help_lines`` are three sentences for F1 and ``keys`` pairs of a key and what it does, all
    marked with ``N_()``.

    Signals:
        header_changed: Title, quiet line or actions are to be asked for again.
        left: A task was left; it is deleted after this.
    """

    help_lines: ClassVar[Sequence[str]] = ()
    keys: ClassVar[Sequence[tuple[str, str]]] = ()
    tells_undo: ClassVar[bool] = False  # it says itself what was saved; no undo bar for it
    tells_undone: ClassVar[bool] = False  # and what was taken back or done again
    bare: ClassVar[bool] = False  # shown without a header (the start page)

    calls = False  # it shows a filled button itself: that of the header is then an ordinary one

    header_changed = Signal()
    left = Signal()

    def title(self) -> str:
        """Return the title of the page."""
        return ""

    def subtitle(self) -> str:
        """Return the quiet line under the title."""
        return ""

    def page_actions(self) -> Sequence[PageAction]:
        """Return what can be done here, the most wanted first."""
        return ()

    def header_field(self) -> QWidget | None:
        """Return the search field of this page, which the header shows; always the same one."""
        return None

    def first_focus(self) -> QWidget | None:
        """Return what has the keys when the page is shown for the first time."""
        return self.header_field()

    def open(self, **args: object) -> None:
        """Show what a link, a hit of the palette or another page asked for."""

    def may_leave(self) -> bool:
        """Save what is typed, or return False to stay (and say why in the message bar)."""
        return True

    def printable(self) -> Report | None:
        """Return what F12 prints; None offers a picture of the page instead."""
        return None


class Page(View):
    """A place or a task of an open centre; it refreshes itself when an entity it watches changes.

    A subclass sets ``watches`` (names of entities), builds its widgets in ``__init__`` and reads in
    ``refresh``, which is called when it is shown first.
    """

    watches: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.commands = context.commands
        self._stale = True
        self.commands.changed.connect(self._on_changed)

    def refresh(self) -> None:
        """Read again everything that is shown."""

    def make_stale(self) -> None:
        """Refresh now if the page is seen, otherwise when it is shown."""
        self._stale = True
        if self.isVisible():
            self._refresh_if_stale()

    def later(self, act: Callable[[], object]) -> None:
        """Do ``act`` when what is shown now was painted: the rows first, then figures and counts."""
        QTimer.singleShot(PAINTED, self, act)

    def showEvent(self, event: QShowEvent) -> None:
        """Read what is stale before it is seen."""
        super().showEvent(event)
        self._refresh_if_stale()

    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.touches(self.watches):
            self.make_stale()

    def _refresh_if_stale(self) -> None:
        if self._stale:
            self._stale = False
            self.refresh()
            self.header_changed.emit()
