"""Keep a paper as handed in: to whom, when, by whom; also to set right what was written then."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from sqlmodel import Session

from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.data.entity import fields_of, local_today
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.features.centre import paper_queries
from learnsoc_desktop.features.centre.paper_model import RECIPIENTS, SnapshotDetails
from learnsoc_desktop.features.centre.paper_queries import SnapshotRow
from learnsoc_desktop.features.centre.paper_service import (
    HandedFile,
    change_handing_in,
    keep_handed_in,
)
from learnsoc_desktop.features.centre.papers import handed_in_text
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.editors import NoSources, Option
from learnsoc_desktop.ui.form import Form
from learnsoc_desktop.ui.layout import column, hosted, panel, row, scroll
from learnsoc_desktop.ui.page import PageAction
from learnsoc_desktop.ui.task_page import TaskPage
from learnsoc_desktop.ui.text import Remark, Rule, Text
from learnsoc_desktop.ui.theme import theme

WIDE = 640


class Recipients(NoSources):
    """Offers to whom papers were handed in before."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names

    def codes(self, list_key: str) -> Sequence[Option]:
        """Return the recipients, the latest first."""
        return [Option(name, name) for name in self._names] if list_key == RECIPIENTS else ()


class HandInPage(TaskPage):
    """To whom a paper is handed in. The file is kept with it, byte for byte."""

    help_lines: ClassVar[Sequence[str]] = (
        N_("Write to whom the paper goes, and when; the program keeps it as it is now."),
        N_("It can be opened and printed again later, unchanged, whatever changes in the data."),
        N_("Later papers of the same kind say what has changed since then."),
    )
    keys: ClassVar[Sequence[tuple[str, str]]] = (
        ("Ctrl+S", N_("keep it as handed in")),
        ("Tab", N_("next field")),
    )

    def __init__(
        self,
        context: Context,
        paper: HandedFile | SnapshotRow,
        kept: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, parent)
        self.paper, self._kept, self._told = paper, kept, False
        names = self.commands.query(paper_queries.recipients)
        self.form = Form(fields_of(SnapshotDetails), Recipients(names), SnapshotDetails)
        self.form.set_value(self.commands.query(self._values))
        self.form.finished.connect(self.save)
        said = column(Text(paper.title, "lead", wrap=True), gap=4)
        counted = _("Counted from {counted}").format(counted=paper.counted) if paper.counted else ""
        for text in (paper.period, paper.filter, counted):
            if text:
                said.addWidget(Text(text, "body", "ink_soft", wrap=True))
        before = self.commands.query(self._before)
        if before is not None:
            said.addWidget(Remark("stamp", handed_in_text(before), "late", "body"))
        inside = column(said, 4, Rule(), 4, self.form, None, gap=4, margins=(22, 14, 22, 16))
        whole = panel(column((scroll(hosted(inside)), 1), margins=(1, 1, 1, 1)))
        whole.setMaximumWidth(theme().px(WIDE))
        self.setLayout(row((whole, 3), None, gap=0, margins=(24, 4, 24, 16)))
        QTimer.singleShot(0, self, self.form.go_to)

    def title(self) -> str:
        """Say what this is."""
        return _("Keep as handed in") if self._is_new else _("Handed in")

    def subtitle(self) -> str:
        """Say what happens."""
        return _("The paper stays as it is now; the data may go on changing")

    def page_actions(self) -> Sequence[PageAction]:
        """Return the way on."""
        words = _("Keep it") if self._is_new else _("Save")
        on = not self.commands.read_only
        return (PageAction(words, "stamp", self.save, "Ctrl+S", "primary", on),)

    def save(self) -> None:
        """Keep the paper and go back, or say at a field what is missing."""
        values = self.form.value()
        if values is None:
            return
        details, paper = SnapshotDetails(**values), self.paper
        said = _("Handed in to {whom}").format(whom=details.handed_to)
        if isinstance(paper, SnapshotRow):
            paper_id = paper.id
            self.commands.run(
                lambda uow: change_handing_in(uow, paper_id, details), self._done, said
            )
            return
        folder = CentreFolder(self.context.folder)
        self.commands.run(lambda uow: keep_handed_in(uow, folder, paper, details), self._done, said)

    def may_leave(self) -> bool:
        """Say once that nothing was kept, then let go."""
        if not self.form.dirty or self._told or self.commands.read_only:
            return True
        self._told = True
        act = (_("Leave without saving"), self.context.back)
        self.context.notify(_("The paper is not kept yet."), tone="late", act=act)
        return False

    @property
    def _is_new(self) -> bool:
        return isinstance(self.paper, HandedFile)

    def _values(self, session: Session) -> dict[str, Any]:
        if isinstance(self.paper, SnapshotRow):
            names = SnapshotDetails.model_fields
            return {name: getattr(self.paper, name) for name in names}
        hand = paper_queries.last_hand(session) or paper_queries.computer_user()
        return {"handed_to": "", "handed_on": local_today(), "handed_by": hand, "note": ""}

    def _before(self, session: Session) -> SnapshotRow | None:
        if isinstance(self.paper, SnapshotRow):
            return None
        paper = self.paper
        return paper_queries.last_handed_in(session, paper.report_key, paper.parameters)

    def _done(self, _kept: UUID | None) -> None:
        self._told = True
        if self._kept is not None:
            self._kept()
        self.close_task()
