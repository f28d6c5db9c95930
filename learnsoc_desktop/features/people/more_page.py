"""More about a person: fields on the left, what there may be several of on the right."""

from collections.abc import Sequence
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core.drafts import Draft, Shelf
from learnsoc_desktop.core.errors import AppError, FieldRefused
from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.data.entity import fields_of, local_today
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.features.people.consent_page import ConsentPage
from learnsoc_desktop.features.people.form_sources_widget import CentreSources
from learnsoc_desktop.features.people.model import Person
from learnsoc_desktop.features.people.more_entry_page import EntryEditPage
from learnsoc_desktop.features.people.more_model import MoreDetails, SensitiveDetails
from learnsoc_desktop.features.people.more_queries import record_of
from learnsoc_desktop.features.people.more_rules import guardian_doubt, needs_guardian
from learnsoc_desktop.features.people.more_service import EntryDetails, save_more, save_sensitive
from learnsoc_desktop.features.people.more_widget import EntriesView, SensitivePart
from learnsoc_desktop.features.people.names import shown_name
from learnsoc_desktop.features.people.queries import person_or_refuse
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.drafts import Drafts, plain, put_back
from learnsoc_desktop.ui.dressed import Fitted
from learnsoc_desktop.ui.form import Form
from learnsoc_desktop.ui.layout import column, hosted, panel, row, scroll
from learnsoc_desktop.ui.page import PageAction
from learnsoc_desktop.ui.task_page import TaskPage
from learnsoc_desktop.ui.text import Rule
from learnsoc_desktop.ui.theme import theme

SIDE, MOST_SIDE = 470, 0.42  # pixels at the first text size; share of the page


class MorePage(Fitted, TaskPage):
    """The rest of a record. Going back saves; what cannot be saved is kept as a draft."""

    watches = frozenset(
        {
            *("Consent", "Erasure", "HouseholdMember", "Person", "PersonMore", "PersonName"),
            *("PersonSensitive", "PersonWord", "RoleTerm", "StatusChange", "StudyTerm"),
        }
    )
    help_lines: ClassVar[Sequence[str]] = (
        N_("Nothing here is needed; fill in what the centre uses."),
        N_("On the right is what changes with time: press a line to change it."),
        N_("Sensitive details appear once the consent of the person is noted."),
    )
    keys: ClassVar[Sequence[tuple[str, str]]] = (
        ("Ctrl+S", N_("save")),
        ("Tab", N_("next field")),
        ("Esc", N_("save and go back")),
    )

    def __init__(self, context: Context, person_id: UUID, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.person_id = person_id
        sources = CentreSources(context)
        writes = not self.commands.read_only
        self.form = Form(fields_of(MoreDetails), sources, MoreDetails)
        self.sensitive = SensitivePart(sources)
        self.entries = EntriesView(writes=writes)
        fields = column(self.form, 8, Rule(), self.sensitive, None, gap=6)
        fields.setContentsMargins(20, 10, 20, 14)
        beside = column(self.entries, gap=0, margins=(18, 4, 18, 14))
        left = panel(column((scroll(hosted(fields)), 1), margins=(1, 1, 1, 1)))
        self._right = panel(column((scroll(hosted(beside)), 1), margins=(1, 1, 1, 1)))
        content = hosted(row((left, 1), self._right, gap=16, margins=(24, 4, 24, 16)))
        self.drafts = Drafts(content, self._draft, self._take, writes=writes)
        self.setLayout(column(self.drafts.view, gap=0))
        self._load()
        for form in self._forms:
            form.setEnabled(writes)
            form.changed.connect(self._typed)
        self.sensitive.ask_button.setEnabled(writes)
        self.sensitive.consent_asked.connect(self._ask_consent)
        self.entries.note_asked.connect(self._edit_entry)
        self.drafts.answered.connect(self.header_changed)
        self._storing = False
        self.commands.failed.connect(self._refused)
        if not self.drafts.open(Shelf("more", context.folder, person_id), new=False):
            QTimer.singleShot(0, self, self.form.go_to)

    def title(self) -> str:
        """Say what this is."""
        return _("More about the person")

    def subtitle(self) -> str:
        """Name the person."""
        return self._name

    def page_actions(self) -> Sequence[PageAction]:
        """Return the ways on."""
        on = not self.commands.read_only and self.drafts.offered is None
        return (PageAction(_("Save"), "save", self.save, "Ctrl+S", "primary", enabled=on),)

    def refresh(self) -> None:
        """Read again what is stored; what is typed stays."""
        person_id = self.person_id
        person = self.commands.query(lambda session: session.get(Person, person_id))
        if person is None or person.deleted_at is not None or person.merged_into is not None:
            self.close_task()
        else:
            self._load()

    def save(self) -> None:
        """Save and go back."""
        if self._store():
            self.close_task()

    def may_leave(self) -> bool:
        """Save what can be saved; keep the rest as a draft."""
        if self.drafts.offered is not None or self.commands.read_only or not self._dirty:
            self.drafts.forget()
        elif not self._store():
            self.drafts.keep()
        return True

    def fit(self) -> None:
        """Leave both sides room."""
        self._right.setFixedWidth(min(theme().px(SIDE), round(self.width() * MOST_SIDE)))

    # --- Inside ----------------------------------------------------------------------------------

    @property
    def _forms(self) -> tuple[Form, Form]:
        return self.form, self.sensitive.form

    @property
    def _dirty(self) -> bool:
        return any(form.dirty or form.unread() for form in self._forms)

    def _load(self) -> None:
        person_id, today = self.person_id, local_today()
        person = self.commands.query(lambda session: person_or_refuse(session, person_id))
        self._name = shown_name(person.title, person.first_name, person.last_name, person.nickname)
        self._born = person.born
        record = self.commands.query(lambda session: record_of(session, person_id, today))
        self.entries.show_record(record)
        if not (self.form.dirty or self.form.unread()):
            self.form.set_value(record.more.model_dump())
        typed = self.sensitive.form.dirty or self.sensitive.form.unread()
        if record.sensitive is None or not (self.sensitive.allowed and typed):
            self.sensitive.show_details(record.sensitive)
        self._show_doubts()
        self.header_changed.emit()

    def _store(self) -> bool:
        """Store both parts in one step; return False after saying beside the field what is wrong."""
        values = self.form.value()
        allowed = self.sensitive.allowed
        sensitive = self.sensitive.form.value() if allowed else {}
        if values is None or sensitive is None:
            return False
        details = MoreDetails.model_validate(values)
        stored: list[object] = []

        def command(uow: UnitOfWork) -> bool:
            save_more(uow, self.person_id, details)
            if allowed:
                said = SensitiveDetails.model_validate(sensitive)
                save_sensitive(uow, self.person_id, said, today=local_today())
            return True

        self._storing = True
        self.commands.run(command, stored.append, _("Changed: {name}").format(name=self._name))
        self._storing = False
        if stored:
            for form in self._forms:
                form.mark_clean()
            self.drafts.forget()
        return bool(stored)

    def _refused(self, error: AppError) -> None:
        """Say at the field what cannot be so."""
        if not (self._storing and isinstance(error, FieldRefused)):
            return
        name = str(error.params["name"])
        form = next(form for form in self._forms if name in form.values())
        form.set_error(name, str(error.params["reason"]))
        form.go_to(name)

    def _typed(self, _name: str) -> None:
        self._show_doubts()
        self.drafts.touch()

    def _show_doubts(self) -> None:
        """Say beside the guardian what is missing or doubtful."""
        values, today = self.form.values(), local_today()
        guardian_id = values["guardian_id"]
        doubt = ""
        if guardian_id is not None:
            guardian = self.commands.query(lambda session: session.get(Person, guardian_id))
            doubt = guardian_doubt(guardian.born, today) if guardian is not None else ""
        elif not values["guardian_name"] and needs_guardian(self._born, today):
            doubt = _("Under 20: who is the guardian?")
        self.form.set_error("guardian_id", doubt, "late")

    def _draft(self) -> Draft | None:
        changes = {name: value for form in self._forms for name, value in form.changes().items()}
        typed = {name: text for form in self._forms for name, text in form.unread().items()}
        return Draft(self._name, plain(changes), typed) if changes or typed else None

    def _take(self, draft: Draft) -> None:
        for form in self._forms if self.sensitive.allowed else (self.form,):
            put_back(form, draft)

    def _ask_consent(self) -> None:
        self.context.open_task(ConsentPage(self.context, self.person_id))

    def _edit_entry(self, kind: type[EntryDetails], entry_id: UUID | None) -> None:
        self.context.open_task(EntryEditPage(self.context, kind, self.person_id, entry_id))
