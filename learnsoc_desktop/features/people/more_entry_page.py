"""One entry of the rest of a record, new or to be changed: a name, a status, a term, a semester, somebody."""

from collections.abc import Mapping
from typing import Any, ClassVar, cast
from uuid import UUID

from PySide6.QtWidgets import QWidget
from sqlmodel import Session, SQLModel

from learnsoc_desktop.core.i18n import N_
from learnsoc_desktop.data.entity import local_today
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.features.people.more_model import (
    MemberDetails,
    NameDetails,
    StatusDetails,
    StudyDetails,
    TermDetails,
)
from learnsoc_desktop.features.people.more_queries import entry_or_refuse
from learnsoc_desktop.features.people.more_service import (
    EntryDetails,
    add_entry,
    change_entry,
    remove_entry,
)
from learnsoc_desktop.features.people.names import shown_name
from learnsoc_desktop.features.people.note_edit_page import NoteEditPage, NoteKind
from learnsoc_desktop.features.people.queries import person_or_refuse
from learnsoc_desktop.ui.context import Context

ENTRY_KINDS: Mapping[type[SQLModel], NoteKind] = {
    NameDetails: NoteKind("name", N_("New name"), N_("Change the name"), "name"),
    StatusDetails: NoteKind("status", N_("New status"), N_("Change the status"), "status", "since"),
    TermDetails: NoteKind(
        "term", N_("New term"), N_("Change the term"), "role_id", called=N_("role with its term")
    ),
    StudyDetails: NoteKind("study", N_("New semester"), N_("Change the semester"), "semester"),
    MemberDetails: NoteKind(
        "member",
        N_("Somebody of the household"),
        N_("Change who it is"),
        "member_id",
        called=N_("somebody of the household"),
    ),
}


class EntryEditPage(NoteEditPage):
    """Edits one entry; ``kind`` is the class of its details."""

    kinds: ClassVar[Mapping[type[SQLModel], NoteKind]] = ENTRY_KINDS

    def __init__(
        self,
        context: Context,
        kind: type[SQLModel],
        person_id: UUID,
        note_id: UUID | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, kind, person_id, note_id, parent)
        if kind is MemberDetails and note_id is not None:
            self.form.editor("member_id").setEnabled(False)  # another one is another member

    def subtitle(self) -> str:
        """Name the person."""
        person_id = self.person_id
        person = self.commands.query(lambda session: person_or_refuse(session, person_id))
        return shown_name(person.title, person.first_name, person.last_name, person.nickname)

    def add(self, uow: UnitOfWork, details: Any) -> object:  # noqa: ANN401  of the page's kind
        """Store a new entry."""
        return add_entry(uow, self.person_id, details, today=local_today())

    def change(self, uow: UnitOfWork, note_id: UUID, details: Any) -> None:  # noqa: ANN401  as above
        """Store what an entry says now."""
        change_entry(uow, note_id, details, today=local_today())

    def remove(self, uow: UnitOfWork, note_id: UUID) -> None:
        """Put an entry into the trash."""
        remove_entry(uow, cast("type[EntryDetails]", self.kind), note_id)

    def read(self, session: Session, note_id: UUID) -> SQLModel:
        """Return the entry that is stored. Raises NoteNotFound."""
        return entry_or_refuse(session, self.kind, note_id)
