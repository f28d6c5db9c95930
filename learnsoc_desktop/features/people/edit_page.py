"""The record of a person: parts on the left with their state, the fields, picture and groups beside."""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.drafts import Draft, Shelf
from learnsoc_desktop.core.i18n import N_, _, ngettext
from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.data.entity import local_today
from learnsoc_desktop.features.people.custom_queries import own_record, own_specs
from learnsoc_desktop.features.people.form_sources_widget import CentreSources
from learnsoc_desktop.features.people.form_widget import PersonForm
from learnsoc_desktop.features.people.model import Person
from learnsoc_desktop.features.people.names import split_full_name
from learnsoc_desktop.features.people.queries import new_person, person_details
from learnsoc_desktop.features.people.record_saver_widget import RecordSaver
from learnsoc_desktop.features.people.record_widget import PersonRecordView
from learnsoc_desktop.features.people.twins_widget import TwinHint
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.drafts import Drafts, plain, values_of
from learnsoc_desktop.ui.layout import column
from learnsoc_desktop.ui.page import PageAction
from learnsoc_desktop.ui.task_page import TaskPage

PLACE = ("subdistrict", "district", "province", "postcode")
KEPT = ("village_id", *PLACE)  # by "save and next": people are registered village by village


class PersonEditPage(TaskPage):
    """A new person, or one to be changed. Ctrl+S saves; going back saves what can be saved.

    What cannot be saved is kept as a draft within a second and offered when the record is opened again.

    Signals:
        stored: A person was saved (the id).
    """

    stored = Signal(object)

    watches = frozenset({"Person", "PersonGroup", "PersonRole", "CustomValue"})
    help_lines: ClassVar[Sequence[str]] = (
        N_("A name or nickname, the sex, and a phone number or village are enough."),
        N_("Under each field stands what was understood; amber is a doubt you may confirm."),
        N_(
            "Going back saves by itself; Ctrl+Z takes it back. What cannot be saved is kept as a draft."
        ),
    )
    keys: ClassVar[Sequence[tuple[str, str]]] = (
        ("Ctrl+S", N_("save")),
        ("Ctrl+Enter", N_("save and add the next one")),
        ("Ctrl+M", N_("more about the person")),
        ("Tab  Enter", N_("next field")),
        ("Esc", N_("save and go back")),
    )

    def __init__(
        self,
        context: Context,
        person_id: UUID | None = None,
        parent: QWidget | None = None,
        *,
        name: str = "",
    ) -> None:
        super().__init__(context, parent)
        self.person_id = person_id
        self._name = name
        self._warned: dict[str, Any] | None = None
        self.form = PersonForm(CentreSources(context), self, self.commands.query(own_specs))
        self.saver = RecordSaver(context, self.form)
        self.record = PersonRecordView(self.form)
        writes = not self.commands.read_only
        self.drafts = Drafts(self.record, self._draft, self._take, writes=writes)
        self.view = self.drafts.view
        self.twins = TwinHint(context, self.record.hint)
        self.twins.asked.connect(self._open_other)
        self.left.connect(self.twins.forget)
        self.setLayout(column(self.view, gap=0))
        self.form.changed.connect(self._tell)
        self.form.changed.connect(self.drafts.touch)
        self.form.changed.connect(self._look_for_twins)
        self.form.left.connect(self._tell)
        self.drafts.answered.connect(self._answered)
        self.saver.refused.connect(self._tell)
        self.saver.draft_asked.connect(self.leave_as_draft)
        self.saver.other_asked.connect(self._open_other)
        self._load()
        if not self.drafts.open(self._shelf(), new=person_id is None):
            QTimer.singleShot(0, self, self.form.go_to)

    # --- What the window asks --------------------------------------------------------------------

    def title(self) -> str:
        """Name the person."""
        return self.form.name() or _("Add somebody")

    def subtitle(self) -> str:
        """Say how far it is saved, and what is missing."""
        lacking = len(self.form.missing())
        lacks = ngettext("{count} field still empty", "{count} fields still empty", lacking)
        rest = lacks.format(count=formats.number(lacking)) if lacking else _("complete")
        count = len(self.form.changes() | self.form.unread())
        if count:
            text = ngettext(
                "{count} field not saved yet", "{count} fields not saved yet", count
            ).format(count=formats.number(count))
        elif self.person_id is None:
            return _("A name, the sex and a village are enough")
        else:
            text = _("Everything is saved")
        return f"{text} · {rest}"

    def page_actions(self) -> Sequence[PageAction]:
        """Return the ways on."""
        on = not self.commands.read_only and self.drafts.offered is None
        actions = [PageAction(_("Save"), "save", self.save, "Ctrl+S", "primary", enabled=on)]
        if self.person_id is None:
            actions.append(
                PageAction(
                    _("Save and next"),
                    "user-plus",
                    self.save_and_next,
                    "Ctrl+Return",
                    "button",
                    enabled=on,
                )
            )
        else:
            more = _("More about the person")
            actions.append(PageAction(more, "list-plus", self._open_more, "Ctrl+M", "button"))
        return actions

    def refresh(self) -> None:
        """Show the record as it is saved now, unless something is typed."""
        person_id = self.person_id
        if person_id is None or self.form.dirty:
            return
        person = self.commands.query(lambda session: session.get(Person, person_id))
        gone = person is None or person.deleted_at is not None or person.merged_into is not None
        if gone:
            self.close_task()
        else:
            self._load()

    def may_leave(self) -> bool:
        """Save what can be saved; say why not, and keep a draft when the person leaves all the same."""
        if self.drafts.offered is not None or self.commands.read_only or not self.form.dirty:
            self.drafts.forget()
            return True
        if self.saver.saving:
            return False
        state = {**self.form.values(), **self.form.unread()}
        if self._warned == state:
            self.drafts.keep()
            return True
        self._warned = state
        self.saver.save(self.person_id, self._stored)
        return not self.form.dirty

    # --- What a person does ----------------------------------------------------------------------

    def save(self) -> None:
        """Save and go back."""
        self.saver.save(self.person_id, self._stored_last)

    def save_and_next(self) -> None:
        """Save and begin the next person; village and place stay."""
        self.saver.save(self.person_id, self._begin_next)

    def leave_as_draft(self) -> None:
        """Leave the record as it is typed; it is offered when it is opened again."""
        self._warned = {**self.form.values(), **self.form.unread()}
        self.close_task()

    # --- Inside ----------------------------------------------------------------------------------

    def _shelf(self) -> Shelf:
        return Shelf("person", self.context.folder, self.person_id)

    def _draft(self) -> Draft | None:
        form = self.form
        return Draft(form.name(), plain(form.changes()), form.unread()) if form.dirty else None

    def _take(self, draft: Draft) -> None:
        self.form.take(values_of(draft.values, self.form.types), draft.typed)

    def _answered(self) -> None:
        self.form.go_to()
        self._tell()

    def _stored(self, person_id: UUID) -> None:
        self.person_id = person_id
        self.drafts.forget()
        self.stored.emit(person_id)

    def _stored_last(self, person_id: UUID) -> None:
        self._stored(person_id)
        self.close_task()

    def _begin_next(self, person_id: UUID) -> None:
        self._stored(person_id)
        values = self.form.values()
        self.person_id, self._name = None, ""
        self.drafts.turn_to(self._shelf(), look=False)
        self._load()
        self.form.set_value({name: values.get(name) for name in KEPT})
        self.form.go_to()
        self._tell()

    def _open_other(self, person_id: UUID) -> None:
        self.context.open_task(PersonEditPage(self.context, person_id))

    def _open_more(self) -> None:
        page = resolve("learnsoc_desktop.features.people.more_page:MorePage")
        self.context.open_task(page(self.context, self.person_id))

    def _look_for_twins(self) -> None:
        """Of somebody new, say who is here already and looks the same."""
        if self.person_id is None:
            self.twins.look(self.form.values())

    def _load(self) -> None:
        self.twins.forget()
        person_id = self.person_id
        if person_id is None:
            today = self._today()
            details = self.commands.query(lambda session: new_person(session, today))
            # The sex is to be chosen, not taken for granted.
            self.form.set_value({**details.model_dump(), "sex": None, **self._own(None)})
            if self._name:
                self.form.take(split_full_name(self._name))
        else:
            details = self.commands.query(lambda session: person_details(session, person_id))
            self.form.set_value({**details.model_dump(), **self._own(person_id)})
        self._tell()

    def _own(self, person_id: UUID | None) -> dict[str, Any]:
        """Return what the fields of the centre's own hold; of somebody new nothing."""
        names = tuple(self.form.own_values())
        return self.commands.query(lambda session: own_record(session, person_id, names))

    def _tell(self) -> None:
        self.record.show_states()
        self.header_changed.emit()

    def _today(self) -> date:
        return local_today()
