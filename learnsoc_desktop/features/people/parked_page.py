"""Rows of files that look like somebody: each is decided on a page of its own, or all that are shown at once."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import N_, _, ngettext
from learnsoc_desktop.core.thai import fold
from learnsoc_desktop.data.entity import local_today
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.features.people.parked_importer import take_as_other
from learnsoc_desktop.features.people.parked_model import ParkedState
from learnsoc_desktop.features.people.parked_queries import ParkedLine, parked_lines
from learnsoc_desktop.features.people.parked_row_page import ParkedRowPage
from learnsoc_desktop.features.people.parked_service import (
    reopen_parked,
    take_as_same,
    throw_away,
)
from learnsoc_desktop.ui.columns import Column, Sign
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.filters import Filter
from learnsoc_desktop.ui.list_page import Asked, Found, ListPage
from learnsoc_desktop.ui.page import PageAction
from learnsoc_desktop.ui.record_table import SequenceSource
from learnsoc_desktop.ui.table_states import Empty
from learnsoc_desktop.ui.task_page import TaskPage

LIKELY, EVERY = "likely", "every"
VERY = 85  # points from which a row is most likely the person it looks like
SIGNS = {
    ParkedState.OPEN: Sign("circle-dashed", "late"),
    ParkedState.SAME: Sign("git-merge", "good"),
    ParkedState.OTHER: Sign("user-plus", "good"),
    ParkedState.THROWN: Sign("trash-2", "bad"),
}

Rows = Sequence[UUID]


class ParkedPage(TaskPage, ListPage):
    """Parked rows of all files, or of one: with what was decided it is the account of that file."""

    name = "parked"
    watches = frozenset({"ParkedRow", "Person", "ImportBatch"})
    search_hint = N_("Find a name or a file")
    usual_order = N_("the likeliest first")
    help_lines: ClassVar[Sequence[str]] = (
        N_("These rows of files look like somebody who is here; none of them was dropped."),
        N_("Enter shows row and person side by side; at the foot all shown are decided at once."),
        N_("What you decided stays here and can be taken back at any time."),
    )
    keys = (*ListPage.list_keys,)

    def __init__(
        self, context: Context, batch_id: UUID | None = None, parent: QWidget | None = None
    ) -> None:
        self._batch_id = batch_id
        self._lines: Sequence[ParkedLine] = ()
        super().__init__(context, parent)

    # --- What the window asks --------------------------------------------------------------------

    def title(self) -> str:
        """Name the rows."""
        return _("Parked rows")

    def subtitle(self) -> str:
        """Say how many are to be decided, and of which file."""
        count = sum(line.state is ParkedState.OPEN for line in self._lines)
        text = ngettext("{count} row to decide", "{count} rows to decide", count)
        parts = [text.format(count=formats.number(count))]
        if self._batch_id is not None and self._lines:
            parts.append(self._lines[0].file_name)
        return " · ".join(parts)

    def page_actions(self) -> Sequence[PageAction]:
        """Return what can be done with the chosen row."""
        line: ParkedLine | None = self.table.current_row()
        if line is not None and line.state is not ParkedState.OPEN:
            again = PageAction(
                _("Decide again"), "undo-2", self.reopen, "", "primary", self._writes()
            )
            return (again,)
        return (
            PageAction(
                _("Compare"), "git-merge", self._open_current, "", "primary", line is not None
            ),
        )

    def foot_actions(self) -> Sequence[PageAction]:
        """Return what can be decided of all rows that are shown."""
        on = self._writes()
        return (
            PageAction(_("All shown: the same"), "git-merge", self.all_same, enabled=on),
            PageAction(_("All shown: add"), "user-plus", self.all_other, enabled=on),
            PageAction(_("All shown: throw away"), "trash-2", self.all_thrown, enabled=on),
        )

    def columns(self) -> Sequence[Column[Any]]:
        """Return the columns."""
        return (
            Column("name", N_("Row of the file"), lambda row: row.name, 200),
            Column("like", N_("Looks like"), lambda row: row.like, 200),
            Column(
                "score",
                N_("Alike"),
                lambda row: formats.number(row.score),
                70,
                right=True,
                order=lambda row: row.score,
            ),
            Column("why", N_("Why"), lambda row: row.why, 150, quiet=True, stretch=True),
            Column("file", N_("File"), _file_text, 150, quiet=True, leaves=1),
            Column("state", N_("Decided"), _state_text, 240, sign=lambda row: SIGNS[row.state]),
        )

    def filters(self) -> Sequence[Filter]:
        """Return what was decided, and the most likely ones."""
        if not self._lines:
            return ()
        states = [
            Filter(state.value, state.label, "state", default=state is ParkedState.OPEN)
            for state in ParkedState
        ]
        every = Filter(EVERY, _("All rows"), "state")
        return (*states, every, Filter(LIKELY, _("Most likely"), "score"))

    def rows_for(self, asked: Asked) -> Found:
        """Return the rows of a state that hold the text in a name or in their file."""
        wanted = fold(asked.text)
        named = [
            line
            for line in self._lines
            if wanted in fold(f"{line.name} {line.like} {line.file_name}")
        ]
        if LIKELY in asked.filters:
            named = [line for line in named if line.score >= VERY]
        counts = {state.value: sum(line.state is state for line in named) for state in ParkedState}
        counts[EVERY] = len(named)
        state = next((each for each in ParkedState if each.value in asked.filters), None)
        rows = [line for line in named if EVERY in asked.filters or line.state is state]
        return Found(SequenceSource(rows), counts, len(self._lines))

    def count_text(self, count: int) -> str:
        """Return how many rows are shown."""
        return ngettext("{count} row", "{count} rows", count).format(count=formats.number(count))

    def empty(self) -> Empty:
        """Say when there is something to decide."""
        return Empty(
            _("No row is parked"),
            _("Rows of a file that look like somebody wait here until you say who they are."),
        )

    def row_actions(self, row: Any) -> Sequence[PageAction]:  # noqa: ANN401  a row of this list
        """Return the menu of a row."""
        if row is None:
            return ()
        on = self._writes()
        if row.state is not ParkedState.OPEN:
            return (PageAction(_("Decide again"), "undo-2", self.reopen, enabled=on),)
        mine = [row.id]
        return (
            PageAction(_("Compare"), "git-merge", lambda: self.open_row(row)),
            PageAction(_("The same person"), "check", lambda: self._same(mine), enabled=on),
            PageAction(_("Another person"), "user-plus", lambda: self._other(mine), enabled=on),
            PageAction(_("Throw away"), "trash-2", lambda: self._throw(mine), enabled=on),
        )

    def row_chosen(self, row: Any) -> None:  # noqa: ANN401  a row of this list
        """Let the header follow."""
        del row
        self.header_changed.emit()

    def refresh(self) -> None:
        """Read the rows again."""
        self._lines = self.commands.query(lambda session: parked_lines(session, self._batch_id))
        super().refresh()
        self.header_changed.emit()

    # --- What a person decides -------------------------------------------------------------------

    def open_row(self, row: Any) -> None:  # noqa: ANN401  a row of this list
        """Show the row beside the person it looks like; those below follow."""
        if row.state is ParkedState.OPEN:
            self.context.open_task(ParkedRowPage(self.context, row.id, parked=self._shown()))

    def reopen(self) -> None:
        """Take back what was decided of the chosen row."""
        line: ParkedLine | None = self.table.current_row()
        if line is not None and line.state is not ParkedState.OPEN:
            title = _("To be decided again: {name}").format(name=line.name)
            self.commands.run(lambda uow: reopen_parked(uow, [line.id]), title=title)

    def all_same(self) -> None:
        """Let all rows that are shown be the persons they look like."""
        self._same(self._shown())

    def all_other(self) -> None:
        """Add all rows that are shown."""
        self._other(self._shown())

    def all_thrown(self) -> None:
        """Throw all rows away that are shown."""
        self._throw(self._shown())

    # --- Inside ----------------------------------------------------------------------------------

    def _same(self, rows: Rows) -> None:
        text = ngettext("{count} row was somebody here", "{count} rows were people here", len(rows))
        self._decide(rows, lambda uow: take_as_same(uow, rows), text)

    def _other(self, rows: Rows) -> None:
        today = local_today()
        text = ngettext("{count} row added", "{count} rows added", len(rows))
        self._decide(rows, lambda uow: take_as_other(uow, rows, today=today), text)

    def _throw(self, rows: Rows) -> None:
        text = ngettext("{count} row thrown away", "{count} rows thrown away", len(rows))
        self._decide(rows, lambda uow: throw_away(uow, rows), text)

    def _decide(self, rows: Rows, command: Callable[[UnitOfWork], None], text: str) -> None:
        if rows and self._writes():
            title = text.format(count=formats.number(len(rows)))
            self.commands.start(title, lambda uow, _progress: command(uow), step=title)

    def _shown(self) -> list[UUID]:
        """Return the rows on the list that are to be decided, in their order."""
        records = self.table.records
        shown = [records.row(at) for at in range(records.rowCount())]
        return [each.id for each in shown if each is not None and each.state is ParkedState.OPEN]

    def _writes(self) -> bool:
        return not self.commands.read_only

    def _open_current(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.open_row(row)


def _file_text(line: ParkedLine) -> str:
    return _("{file}, row {row}").format(
        file=line.file_name, row=formats.numerals(str(line.row_no))
    )


def _state_text(line: ParkedLine) -> str:
    """Return what was decided, when, and what it wrote."""
    if line.decided_at is None:
        return line.state.label
    parts = [line.state.label, formats.date_brief(line.decided_at.astimezone().date())]
    if line.changed:
        text = ngettext("{count} field", "{count} fields", line.changed)
        parts.append(text.format(count=formats.number(line.changed)))
    return " · ".join(parts)
