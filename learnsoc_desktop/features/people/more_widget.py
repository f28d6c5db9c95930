"""The rest of a record: what stands on the card, what is sensitive, and lists of entries."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.data.entity import fields_of, local_today
from learnsoc_desktop.features.people.more_model import (
    MemberDetails,
    NameDetails,
    SensitiveDetails,
    StatusDetails,
    StudyDetails,
    TermDetails,
)
from learnsoc_desktop.features.people.more_queries import Record, record_of
from learnsoc_desktop.features.people.more_text import card_lines, span_text, study_text
from learnsoc_desktop.features.people.note_lines_widget import NoteLines
from learnsoc_desktop.ui.buttons import button
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.editors import Sources
from learnsoc_desktop.ui.form import Form
from learnsoc_desktop.ui.layout import clear, column, row
from learnsoc_desktop.ui.text import Remark, Text

# The kind of a disability stands before its card.
FIRST_SENSITIVE = ("religion", "ethnicity", "disabilities", "supports")


class MorePanel(QWidget):
    """What is known beside the main record, on the card of a person, and the way to the rest."""

    def __init__(self, context: Context, person_id: UUID) -> None:
        super().__init__()
        self._context, self._person_id = context, person_id
        today = local_today()
        record = context.commands.query(lambda session: record_of(session, person_id, today))
        lines = [
            Remark(line.icon, line.text, line.tone, "body", ink="ink")
            for line in card_lines(record, person_id, today)
        ]
        self.open_button = button(_("Show and change"), "quiet", "list-plus", then=self._open)
        self.setLayout(column(*lines, row(self.open_button, None), gap=4))

    def _open(self) -> None:
        page = resolve("learnsoc_desktop.features.people.more_page:MorePage")
        self._context.open_task(page(self._context, self._person_id))


class SensitivePart(QWidget):
    """The fields that need a consent, or why they are not there and the way to note it.

    Signals:
        consent_asked: The consent is to be noted.
    """

    consent_asked = Signal()

    def __init__(self, sources: Sources) -> None:
        super().__init__()
        fields = {spec.name: spec for spec in fields_of(SensitiveDetails)}
        specs = [fields.pop(name) for name in FIRST_SENSITIVE]
        self.form = Form([*specs, *fields.values()], sources, SensitiveDetails)
        why = _(
            "Religion, ethnicity, disability and health are kept only with the explicit consent of"
            " the person (PDPA, section 26). It is not noted, or was taken back."
        )
        self._why = Remark("lock", why, "ink_soft", "body", ink="ink")
        self.ask_button = button(
            _("Note the consent"), "", "shield-check", then=self.consent_asked.emit
        )
        head = Text(_("Sensitive details"), "lead")
        self.setLayout(column(head, self._why, row(self.ask_button, None), self.form, gap=6))
        self.show_details(None)

    @property
    def allowed(self) -> bool:
        """Whether the fields are there."""
        return not self.form.isHidden()

    def show_details(self, details: SensitiveDetails | None) -> None:
        """Show what is stored; None hides the fields and says why."""
        self._why.setVisible(details is None)
        self.ask_button.setVisible(details is None)
        self.form.setVisible(details is not None)
        self.form.set_value((details or SensitiveDetails()).model_dump())


class EntriesView(NoteLines):
    """Names, status, terms, household and basic education, each with its way to add one."""

    def show_record(self, record: Record) -> None:
        """Show what is noted."""
        clear(self.inner)
        words = record.words
        self.head(_("Status"), _("Note a change"), StatusDetails)
        for change in record.changes:
            since = _("since {date}").format(date=formats.date_brief(change.since))
            under = " · ".join(part for part in (since, change.reason) if part)
            self.line("history", change.status.label, under, StatusDetails, change.id)
        now = _("{status}, no change is noted.").format(status=record.status.label)
        self.none(record.changes, now)
        self.head(_("Household"), _("Add somebody"), MemberDetails)
        for member in record.household:
            relation = words.get(member.relation_id, "") if member.relation_id else ""
            self.line("user", member.name, relation, MemberDetails, member.id)
        self.none(record.household, _("Who lives with the person?"))
        self.head(_("Other names"), _("Add a name"), NameDetails)
        for name in record.names:
            language = words.get(name.language_id, "") if name.language_id else ""
            under = language or name.kind.label
            self.line("languages", name.name, under, NameDetails, name.id)
        self.none(record.names, _("A former name, or the name in another script?"))
        self.head(_("Roles with terms"), _("Add a term"), TermDetails)
        for term in record.terms:
            title = " · ".join(part for part in (words.get(term.role_id), term.position) if part)
            self.line("briefcase", title, span_text(term), TermDetails, term.id)
        self.none(record.terms, _("On a committee, a volunteer, staff: from when to when?"))
        self.head(_("Basic education"), _("Add a semester"), StudyDetails)
        for study in record.studies:
            level = words.get(study.level_id, "") if study.level_id else ""
            title = " · ".join(part for part in (study.semester, level) if part)
            self.line("graduation-cap", title, study_text(study), StudyDetails, study.id)
        self.none(record.studies, _("Which level, in which group?"))
        self.inner.addStretch(1)
