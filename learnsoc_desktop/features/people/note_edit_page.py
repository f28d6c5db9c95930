"""One goal, wish or line of the log, new or to be changed: a small form that saves by itself when it is left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, cast
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from sqlmodel import Session, SQLModel

from learnsoc_desktop.core.drafts import Draft, Shelf
from learnsoc_desktop.core.errors import AppError, FieldRefused
from learnsoc_desktop.core.fields import LabelledEnum
from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.data.entity import fields_of, local_today
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.features.people.form_sources_widget import CentreSources
from learnsoc_desktop.features.people.path_model import GoalDetails, LogDetails, WantDetails
from learnsoc_desktop.features.people.path_queries import NOTES, note_or_refuse
from learnsoc_desktop.features.people.path_service import (
    NoteDetails,
    add_note,
    change_note,
    remove_note,
)
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.drafts import Drafts, draft_of, put_back
from learnsoc_desktop.ui.form import Form
from learnsoc_desktop.ui.layout import column, hosted, panel, row, scroll
from learnsoc_desktop.ui.page import PageAction
from learnsoc_desktop.ui.task_page import TaskPage
from learnsoc_desktop.ui.theme import theme

WIDE = 720  # pixels at the first text size


@dataclass(frozen=True, slots=True)
class NoteKind:
    """What a kind of note is called, and where its draft lies."""

    shelf: str
    new: str  # marked with N_()
    change: str
    first: str  # the field that names it
    dated: str = ""  # the field that begins with today
    called: str = ""  # what it is called where that field is no text; marked with N_()


KINDS: Mapping[type[SQLModel], NoteKind] = {
    GoalDetails: NoteKind("goal", N_("New goal"), N_("Change the goal"), "goal"),
    WantDetails: NoteKind("want", N_("New wish"), N_("Change the wish"), "what", "noted_on"),
    LogDetails: NoteKind(
        "log", N_("New line of the log"), N_("Change the line"), "what", "learned_on"
    ),
}


class NoteEditPage(TaskPage):
    """Edits one note of a path; ``kind`` is the class of its details."""

    help_lines: ClassVar[Sequence[str]] = (
        N_("Only the first words are needed; the rest can follow."),
        N_("Going back saves by itself; Ctrl+Z takes it back."),
        N_("What cannot be saved is kept as a draft and offered again."),
    )
    keys: ClassVar[Sequence[tuple[str, str]]] = (("Ctrl+S", N_("save")), ("Tab", N_("next field")))
    kinds: ClassVar[Mapping[type[SQLModel], NoteKind]] = KINDS

    def __init__(
        self,
        context: Context,
        kind: type[SQLModel],
        person_id: UUID,
        note_id: UUID | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, parent)
        self.kind, self.person_id, self.note_id = kind, person_id, note_id
        self._storing = False
        self.words = self.kinds[kind]
        self.form = Form(fields_of(kind), CentreSources(context), model=kind)
        inside = hosted(column(self.form, None, gap=0, margins=(20, 10, 20, 14)))
        whole = panel(column((scroll(inside), 1), margins=(1, 1, 1, 1)))
        whole.setMaximumWidth(theme().px(WIDE))
        content = hosted(row((whole, 3), None, gap=0, margins=(24, 4, 24, 16)))
        writes = not self.commands.read_only
        self.drafts = Drafts(content, self._draft, self._take, writes=writes)
        self.setLayout(column(self.drafts.view, gap=0))
        self.form.setEnabled(writes)
        self._load()
        self.commands.failed.connect(self._refused)
        self.form.changed.connect(self.drafts.touch)
        self.drafts.answered.connect(self.header_changed)
        shelf = Shelf(self.words.shelf, context.folder, note_id or person_id)
        if not self.drafts.open(shelf, new=note_id is None):
            QTimer.singleShot(0, self, self.form.go_to)

    def title(self) -> str:
        """Say what is written here."""
        return _(self.words.new) if self.note_id is None else _(self.words.change)

    def subtitle(self) -> str:
        """Say what is needed."""
        return _("Only the first words are needed")

    def page_actions(self) -> Sequence[PageAction]:
        """Return the ways on."""
        on = not self.commands.read_only and self.drafts.offered is None
        actions = [PageAction(_("Save"), "save", self.save, "Ctrl+S", "primary", enabled=on)]
        if self.note_id is not None:
            actions.append(
                PageAction(_("Move to trash"), "trash-2", self.delete, "", "button", enabled=on)
            )
        return actions

    def save(self) -> None:
        """Save and go back."""
        if self._store():
            self.close_task()

    def delete(self) -> None:
        """Put the note into the trash and go back."""
        note_id = self.note_id
        if note_id is not None:
            said = _("Moved to the trash: {name}").format(name=self._name())
            self.commands.run(lambda uow: self.remove(uow, note_id), title=said)
            self.form.mark_clean()
            self.close_task()

    def may_leave(self) -> bool:
        """Save what can be saved; keep the rest as a draft."""
        clean = not self.form.dirty and not self.form.unread()
        if self.drafts.offered is not None or self.commands.read_only or clean:
            self.drafts.forget()
            return True
        if not self._name() or not self._store():
            self.drafts.keep()
        return True

    # --- What is stored and read: another kind of notes has its own -----------------------------

    def add(self, uow: UnitOfWork, details: Any) -> object:  # noqa: ANN401  of the page's kind
        """Store a new note."""
        return add_note(uow, self.person_id, details)

    def change(self, uow: UnitOfWork, note_id: UUID, details: Any) -> None:  # noqa: ANN401  as above
        """Store what a note says now."""
        change_note(uow, note_id, details)

    def remove(self, uow: UnitOfWork, note_id: UUID) -> None:
        """Put a note into the trash."""
        remove_note(uow, cast("type[NoteDetails]", self.kind), note_id)

    def read(self, session: Session, note_id: UUID) -> SQLModel:
        """Return the note that is stored. Raises NoteNotFound."""
        return note_or_refuse(session, NOTES[self.kind], note_id)

    # --- Inside ----------------------------------------------------------------------------------

    def _store(self) -> bool:
        values = self.form.value()
        if values is None:
            return False
        details = self.kind.model_validate(values)
        stored: list[object] = []
        note_id = self.note_id
        said = _("Noted: {name}") if note_id is None else _("Changed: {name}")

        def command(uow: UnitOfWork) -> object:
            if note_id is None:
                return self.add(uow, details)
            self.change(uow, note_id, details)
            return note_id

        self._storing = True
        self.commands.run(command, stored.append, said.format(name=self._name()))
        self._storing = False
        if stored:
            self.form.mark_clean()
            self.drafts.forget()
        return bool(stored)

    def _load(self) -> None:
        note_id = self.note_id
        if note_id is None:
            if self.words.dated:
                self.form.set_value({self.words.dated: local_today()})
            return
        note = self.commands.query(lambda session: self.read(session, note_id))
        self.form.set_value({name: getattr(note, name) for name in self.kind.model_fields})

    def _name(self) -> str:
        value = self.form.values().get(self.words.first)
        if isinstance(value, LabelledEnum):
            return value.label
        return _(self.words.called) if isinstance(value, UUID) else str(value or "").strip()

    def _refused(self, error: AppError) -> None:
        """Say at the field what cannot be so."""
        if self._storing and isinstance(error, FieldRefused):
            name = str(error.params["name"])
            self.form.set_error(name, str(error.params["reason"]))
            self.form.go_to(name)

    def _draft(self) -> Draft | None:
        return draft_of(self.form, self._name())

    def _take(self, draft: Draft) -> None:
        put_back(self.form, draft)
