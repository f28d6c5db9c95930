"""Saves the record that is typed into a form, or says what is in the way and what to do about it."""

from collections.abc import Callable
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.data.entity import local_today
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.features.people import service
from learnsoc_desktop.features.people.custom_service import set_own_values
from learnsoc_desktop.features.people.errors import SameIdNumber
from learnsoc_desktop.features.people.form_widget import PersonForm
from learnsoc_desktop.features.people.model import PersonDetails
from learnsoc_desktop.features.people.rules import cleaned, refusals
from learnsoc_desktop.ui.context import Context

Then = Callable[[UUID], object]


class RecordSaver(QObject):
    """Checks and stores what ``form`` holds. What is refused stands beside the fields, and in the message bar.

    Signals:
        refused: Something is in the way.
        draft_asked: The record is to be left as a draft.
        other_asked: Another person, who has the same ID number, is to be opened (the id).
    """

    refused = Signal()
    draft_asked = Signal()
    other_asked = Signal(object)

    def __init__(self, context: Context, form: PersonForm) -> None:
        super().__init__(form)
        self._context, self._form = context, form
        self.saving = False  # while it waits for a job that writes
        context.commands.failed.connect(self._failed)

    def save(self, person_id: UUID | None, then: Then) -> None:
        """Store the record of ``person_id``, or a new one; ``then`` is called with the id once it is."""
        if self.saving:
            return
        details = self._accepted()
        if details is None:
            self.refused.emit()
            return
        name, today, own = self._form.name(), self._today(), self._form.own_values()

        def command(uow: UnitOfWork) -> UUID:
            if person_id is None:
                saved = service.register_person(uow, details, today=today)
            else:
                service.change_person(uow, person_id, details, today=today)
                saved = person_id
            set_own_values(uow, saved, own)
            return saved

        title = _("Added: {name}") if person_id is None else _("Changed: {name}")
        self.saving = True
        self._context.commands.run(command, partial(self._saved, then), title.format(name=name))
        if self.saving:
            text = _("It is saved as soon as the file is taken in")
            self._context.notify(text, tone="late")

    def _saved(self, then: Then, person_id: UUID) -> None:
        self.saving = False
        self._form.mark_clean()
        then(person_id)

    def _accepted(self) -> PersonDetails | None:
        """Return what the registry takes; None after saying beside the fields what it does not."""
        details = self._form.details()
        if details is None:
            name, reason = next(iter(self._form.errors().items()))
            self._warn(name, reason)
            return None
        found = refusals(cleaned(details), self._today())
        if not found:
            return details
        first = next((each for each in found if not each.doubt), found[0])
        for refusal in found:
            if not refusal.doubt:  # a doubt stands there already, with the button that settles it
                self._form.set_error(refusal.name, refusal.reason)
        self._form.go_to(first.name)
        self._warn(first.name, first.reason)
        return None

    def _warn(self, name: str, reason: str) -> None:
        more = _("{field}: {reason}").format(field=self._form.title_of(name), reason=reason)
        act = (_("Leave it as a draft"), self.draft_asked.emit)
        self._context.notify(_("Not saved yet"), tone="late", act=act, more=more)

    def _failed(self, error: AppError) -> None:
        """Offer the person who has the same ID number."""
        if not self.saving:
            return
        self.saving = False
        if isinstance(error, SameIdNumber):
            self._form.set_error("id_number", str(error))
            self._form.go_to("id_number")
            other = UUID(str(error.params["person_id"]))
            words = _("Open {name}").format(name=error.params["name"])
            act = (words, lambda: self.other_asked.emit(other))
            self._context.notify(str(error), tone="bad", act=act)
        self.refused.emit()

    def _today(self) -> date:
        return local_today()
