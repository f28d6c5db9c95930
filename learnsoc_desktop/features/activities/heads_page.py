"""Heads without names: at a fair or a reading hour nobody writes down who came, but how many."""

from collections.abc import Mapping, Sequence
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.features.activities import service
from learnsoc_desktop.features.activities.heads_widget import (
    BANDS,
    SEXES,
    Cell,
    HeadGrid,
    band_text,
)
from learnsoc_desktop.features.activities.queries import session_row
from learnsoc_desktop.features.activities.sheet_draft_widget import HeadsDraft
from learnsoc_desktop.features.activities.sheet_queries import head_counts
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.layout import column, hosted, panel, row, scroll
from learnsoc_desktop.ui.page import PageAction
from learnsoc_desktop.ui.task_page import TaskPage
from learnsoc_desktop.ui.text import Remark, Rule
from learnsoc_desktop.ui.theme import theme

WIDE = 760


class HeadsPage(TaskPage):
    """How many came of whom no name is known, by sex and age. Each number is saved when it is left."""

    watches = frozenset({"HeadCount"})
    help_lines: ClassVar[Sequence[str]] = (
        N_("Type how many came; Enter goes to the next field, the sums stand beside and below."),
        N_("Leave empty what nobody counted; “age not known” and “not stated” are right too."),
        N_("Each number is saved when you go on, and Ctrl+Z takes it back."),
    )
    keys: ClassVar[Sequence[tuple[str, str]]] = (
        (N_("Enter"), N_("next field")),
        ("↑ ↓", N_("walk through the fields")),
    )

    def __init__(self, context: Context, session_id: UUID, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.session_id = session_id
        self.head = self.commands.query(lambda session: session_row(session, session_id))
        self.grid = HeadGrid()
        self.grid.changed.connect(lambda cell, count: self._store({cell: count}))
        self.drafts = HeadsDraft(context, session_id, self.grid)
        said = (
            (
                "info",
                _("Write the names of those you know on the sheet; count only the others here."),
            ),
            ("users", _("Heads stand on a line of their own and are never added to people.")),
        )
        lines = [Remark(icon, text, role="body") for icon, text in said]
        inner = column(self.grid, 8, Rule(), 4, *lines, None, gap=4, margins=(24, 16, 24, 16))
        whole = panel(column((scroll(hosted(inner)), 1), margins=(1, 1, 1, 1)))
        whole.setMaximumWidth(theme().px(WIDE))
        self.setLayout(row((whole, 3), None, gap=0, margins=(24, 4, 24, 16)))
        QTimer.singleShot(0, self, self.grid.field(SEXES[0], BANDS[0]).setFocus)

    def title(self) -> str:
        """Say what is counted."""
        return _("Heads without names")

    def subtitle(self) -> str:
        """Name the activity and the day."""
        return f"{self.head.activity} · {formats.date_full(self.head.held_on)}"

    def page_actions(self) -> Sequence[PageAction]:
        """Return the way back."""
        return (PageAction(_("Done"), "check", self.close_task, "Ctrl+S", "primary"),)

    def refresh(self) -> None:
        """Read the numbers again."""
        session_id = self.session_id
        self.grid.show_heads(self.commands.query(lambda session: head_counts(session, session_id)))

    def may_leave(self) -> bool:
        """Save what is typed; stay when it is refused."""
        waiting = self.grid.pending()
        if waiting:
            self._store(waiting)
        self.drafts.keep()
        return not self.grid.pending()

    def _store(self, heads: Mapping[Cell, int]) -> None:
        def command(uow: UnitOfWork) -> None:
            service.set_head_counts(uow, self.session_id, heads)

        parts = [
            f"{sex.label} {band_text(band)} {formats.number(count)}"
            for (sex, band), count in heads.items()
        ]
        self.commands.run(command, title=_("Heads: {what}").format(what=", ".join(parts)))
