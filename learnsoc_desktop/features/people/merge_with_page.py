"""Who is the same person as this one? Those who look alike are offered, anybody may be searched."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.fields import FieldSpec, Kind, Label
from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.features.people.duplicate_queries import Alike
from learnsoc_desktop.features.people.form_sources_widget import CentreSources
from learnsoc_desktop.features.people.merge_page import MergePage
from learnsoc_desktop.features.people.model import Person
from learnsoc_desktop.features.people.names import person_title
from learnsoc_desktop.features.people.queries import (
    person_details,
    person_or_refuse,
    survivor_of,
)
from learnsoc_desktop.ui.buttons import Big
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.editors import make_editor
from learnsoc_desktop.ui.layout import clear, column, hosted, panel, row, scroll
from learnsoc_desktop.ui.task_page import TaskPage
from learnsoc_desktop.ui.text import Text

LIKE = "learnsoc_desktop.features.people.duplicate_queries:people_like"
MOST = 8
FIND = FieldSpec("person", Label(N_("Find the other record")), Kind.PERSON, UUID)


class MergeWithPage(TaskPage):
    """Choose the other record of a person."""

    watches = frozenset({"Person", "NotSamePerson"})
    help_lines: ClassVar[Sequence[str]] = (
        N_("Type a name, nickname or phone of the other record."),
        N_("Records that look alike are offered below."),
        N_("Both are shown side by side before anything is merged."),
    )
    keys: ClassVar[Sequence[tuple[str, str]]] = (
        ("Tab  Enter", N_("choose a record")),
        ("Esc", N_("go back")),
    )

    def __init__(self, context: Context, person_id: UUID, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._person_id = person_id
        self._gone = self._decided = False
        self.finder = make_editor(FIND, CentreSources(context))
        self.finder.changed.connect(self._found)
        self._offers = column(gap=8)
        find = column(Text(_(FIND.label.text), "small", "ink_soft"), self.finder, gap=2)
        inner = column(find, self._offers, None, gap=16, margins=(24, 18, 24, 18))
        self.setLayout(
            row((panel(column((scroll(hosted(inner)), 1), gap=0)), 1), margins=(24, 4, 24, 16))
        )
        self.left.connect(self._leave)
        QTimer.singleShot(0, self.finder, self.finder.setFocus)

    def title(self) -> str:
        """Ask the question."""
        return _("Who is the same person as {name}?").format(name=person_title(self._person()))

    def subtitle(self) -> str:
        """Say what follows."""
        return _("Both records are shown side by side before anything is merged")

    def refresh(self) -> None:
        """Look for records that are alike; go back once somebody decided."""
        person = self.commands.query(lambda s: s.get(Person, self._person_id))
        gone = person is None or person.deleted_at is not None or person.merged_into is not None
        if gone or self._decided:
            QTimer.singleShot(0, self, self.close_task)
            return
        values = self.commands.query(lambda s: person_details(s, self._person_id)).__dict__
        path = CentreFolder(self.context.folder).database
        self.commands.compute(
            _("Looking for records that are alike"),
            LIKE,
            (str(path), dict(values), self._person_id, MOST),
            self._show,
            quiet=True,
        )

    def _show(self, alike: Sequence[Alike]) -> None:
        if self._gone:
            return
        clear(self._offers)
        if not alike:
            words = _("No other record looks like this one.")
            self._offers.addWidget(Text(words, "body", "ink_soft"))
            return
        self._offers.addWidget(Text(_("These look alike"), "lead"))
        for each in alike:
            score = _("alike {score} of 100").format(score=formats.number(each.score))
            why = ", ".join(reason.label for reason in each.reasons)
            offer = Big("user", each.name, f"{score} · {why}")
            offer.clicked.connect(partial(self._open, each.person_id))
            self._offers.addWidget(offer)

    def _found(self) -> None:
        other = self.finder.value()
        if isinstance(other, UUID) and other != self._person_id:
            self._open(other)

    def _open(self, other_id: UUID, _on: bool = False) -> None:  # noqa: FBT001, FBT002  a slot
        other = self.commands.query(lambda s: survivor_of(s, other_id))
        if other != self._person_id:
            page = MergePage(self.context, self._person_id, other)
            page.decided.connect(self._note_decision)
            self.context.open_task(page)

    def _note_decision(self) -> None:
        """Go back as soon as this page is seen again: there is nothing left to choose."""
        self._decided = True

    def _leave(self) -> None:
        self._gone = True

    def _person(self) -> Person:
        return self.commands.query(lambda s: person_or_refuse(s, self._person_id))
