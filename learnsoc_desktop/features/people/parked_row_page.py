"""Is this row of a file the person it looks like? Side by side, with what is left of each field."""

from collections.abc import Callable, Sequence
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.data.entity import local_today
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.features.people.merge_fields import merge_parts, says_something
from learnsoc_desktop.features.people.merge_foot_widget import DecisionFoot
from learnsoc_desktop.features.people.merge_queries import Comparison
from learnsoc_desktop.features.people.merge_table_widget import MergeTable
from learnsoc_desktop.features.people.parked_importer import take_as_other
from learnsoc_desktop.features.people.parked_queries import (
    empties,
    parked_comparison,
    said_cells,
    still_open,
)
from learnsoc_desktop.features.people.parked_service import take_as_same, throw_away
from learnsoc_desktop.ui.buttons import button
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.layout import column
from learnsoc_desktop.ui.page import PageAction
from learnsoc_desktop.ui.task_page import TaskPage
from learnsoc_desktop.ui.text import Remark


class ParkedRowPage(TaskPage):
    """A row and a person; with ``parked`` (rows by id) the next one follows."""

    watches = frozenset({"Person", "PersonGroup", "PersonRole", "ParkedRow"})
    help_lines: ClassVar[Sequence[str]] = (
        N_("On the left is the person who is here, beside it what the row of the file says."),
        N_("Only what the record lacks is ticked; tick what else the file knows better."),
        N_("Every decision can be taken back: in the list of parked rows press “Decide again”."),
    )
    keys: ClassVar[Sequence[tuple[str, str]]] = (
        ("← →", N_("choose a value")),
        ("↑ ↓", N_("walk through the fields")),
        ("F8", N_("next difference")),
        ("Ctrl+Enter", N_("the same person")),
        ("Ctrl+N", N_("another person: add the row")),
        ("Ctrl+Del", N_("throw the row away")),
    )

    def __init__(
        self,
        context: Context,
        parked_id: UUID,
        parent: QWidget | None = None,
        *,
        parked: Sequence[UUID] = (),
    ) -> None:
        super().__init__(context, parent)
        self._id, self._parked = parked_id, list(parked)
        self._folder = CentreFolder(context.folder)
        self._deciding = False
        self.shown: Comparison | None = None
        self.table = MergeTable(self._picture)
        self.cells = Remark("file-spreadsheet", "", "ink_soft", "small")
        self.setLayout(
            column((self.table, 1), self.cells, self._foot(), gap=12, margins=(24, 4, 24, 16))
        )

    # --- What the window asks --------------------------------------------------------------------

    def title(self) -> str:
        """Ask the question."""
        return _("Is this row the person it looks like?")

    def subtitle(self) -> str:
        """Say which row it is, how alike they are and why."""
        parts = []
        if len(self._parked) > 1 and self._id in self._parked:
            place = formats.number(self._parked.index(self._id) + 1)
            count = formats.number(len(self._parked))
            parts.append(_("row {number} of {count}").format(number=place, count=count))
        alike = self.shown.alike if self.shown else None
        if alike is not None:
            parts.append(_("alike {score} of 100").format(score=formats.number(alike.score)))
            parts.append(", ".join(reason.label for reason in alike.reasons))
        return " · ".join(parts)

    def page_actions(self) -> Sequence[PageAction]:
        """Return the decisions, for keys and the palette: their buttons stand at the foot."""
        on = not self.commands.read_only
        return (
            PageAction(_("The same person"), "git-merge", self.same, "Ctrl+Return", enabled=on),
            PageAction(_("Another person: add"), "user-plus", self.other, "Ctrl+N", enabled=on),
            PageAction(_("Throw away"), "trash-2", self.throw, "Ctrl+Del", enabled=on),
            PageAction(_("Next difference"), "arrow-down", self.table.next_difference, "F8"),
        )

    def refresh(self) -> None:
        """Show both as they are now; go on when somebody decided elsewhere."""
        if self._deciding:
            return
        parked_id = self._id
        if not self.commands.query(lambda session: still_open(session, [parked_id])):
            self._go_on()
            return
        self.commands.answer(
            lambda session: (parked_comparison(session, parked_id), said_cells(session, parked_id)),
            self._show,
            self._nobody,
        )

    # --- What a person decides -------------------------------------------------------------------

    def same(self) -> None:
        """Let the row be that person; the ticked values are left."""
        takes = self.table.takes()
        self._decide(lambda uow: take_as_same(uow, [self._id], takes), _("The same person: {name}"))

    def other(self) -> None:
        """Add the row as a person of its own."""
        today = local_today()
        self._decide(lambda uow: take_as_other(uow, [self._id], today=today), _("Added: {name}"))

    def throw(self) -> None:
        """Leave the row out of the registry."""
        self._decide(lambda uow: throw_away(uow, [self._id]), _("Thrown away: {name}"))

    def skip(self) -> None:
        """Leave it for later and go on to the next row."""
        self._go_on(skipping=True)

    # --- Inside ----------------------------------------------------------------------------------

    def _show(self, found: tuple[Comparison, Sequence[tuple[str, str]]]) -> None:
        shown, cells = found
        self.shown = shown
        takes = empties(shown.kept.side, shown.other.side)
        said = [
            part for part in merge_parts() if says_something(part, shown.other.side.values(part))
        ]
        self.table.show_pair(shown, takes=takes, under=_("What the record has stays"), parts=said)
        text = " · ".join(f"{head}: {text}" for head, text in cells)
        self.cells.set_remark(
            "file-spreadsheet", _("In the file: {cells}").format(cells=text), "ink_soft"
        )
        self.cells.setVisible(bool(cells))
        self._same.setEnabled(not self.commands.read_only)
        QTimer.singleShot(0, self.table, self.table.next_difference)
        self.header_changed.emit()

    def _nobody(self, error: Exception) -> None:
        """The person lies in the trash: the row can still be added or thrown away."""
        del error
        self._same.setEnabled(False)
        self.table.hide()
        self.cells.set_remark(
            "circle-alert", _("The person it looks like is in the trash."), "late"
        )

    def _foot(self) -> QWidget:
        on = not self.commands.read_only
        throw = button(_("Throw away"), "danger", "trash-2", then=self.throw, big=True)
        later = button(_("Later"), "quiet", then=self.skip)
        other = button(_("Another person: add"), "", "user-plus", then=self.other, big=True)
        back = _("What you decide stays in the account of the file and can be taken back later.")
        self._same = button(_("The same person"), "primary", "git-merge", then=self.same, big=True)
        for each in (throw, other, self._same):
            each.setEnabled(on)
        return DecisionFoot((throw, later), (other, self._same), back)

    def _decide(self, command: Callable[[UnitOfWork], None], title: str) -> None:
        if self.shown is not None and not self._deciding:
            self._deciding = True
            name = self.shown.other.name
            self.commands.run(command, lambda _none: self._go_on(), title.format(name=name))
            self._deciding = False

    def _go_on(self, *, skipping: bool = False) -> None:
        """Show the next row that nobody has decided, or go back to the list."""
        at = self._parked.index(self._id) if self._id in self._parked else -1
        before = [] if skipping else self._parked[: max(at, 0)]
        rest = [*self._parked[at + 1 :], *before] if at >= 0 else []
        left = self.commands.query(lambda session: still_open(session, rest))
        self._deciding = False
        if left:
            self._id = left[0]
            self.refresh()
        else:
            self.close_task()

    def _picture(self, sha256: str) -> bytes:
        path = self._folder.blob_path(sha256)
        return path.read_bytes() if path.is_file() else b""
