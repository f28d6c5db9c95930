"""The consent of a person: what holds for each purpose, and new answers as the paper has them."""

from collections.abc import Sequence
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.drafts import Draft, Shelf
from learnsoc_desktop.core.i18n import N_, _, ngettext
from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.data.entity import local_today
from learnsoc_desktop.features.people.consent_fields import (
    answers_in,
    consent_fields,
    signing_in,
)
from learnsoc_desktop.features.people.consent_model import Answer, Purpose, Signer
from learnsoc_desktop.features.people.consent_queries import consent_history, consent_rows
from learnsoc_desktop.features.people.consent_report import privacy_notice_of
from learnsoc_desktop.features.people.consent_rules import signer_doubt, signing_fault, usual_signer
from learnsoc_desktop.features.people.consent_service import record_consent
from learnsoc_desktop.features.people.consent_widget import ConsentHistory, KeptHidden, said_of
from learnsoc_desktop.features.people.erase_queries import keeps_hidden
from learnsoc_desktop.features.people.names import shown_name
from learnsoc_desktop.features.people.queries import person_or_refuse
from learnsoc_desktop.reporting.document import Report
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.drafts import Drafts, draft_of, put_back
from learnsoc_desktop.ui.form import Form
from learnsoc_desktop.ui.layout import column, hosted, panel, row, scroll
from learnsoc_desktop.ui.page import PageAction
from learnsoc_desktop.ui.task_page import TaskPage
from learnsoc_desktop.ui.text import Text
from learnsoc_desktop.ui.theme import theme

SIDE = 340  # pixels at the first text size


class ConsentPage(TaskPage):
    """What was said to each purpose, and how. What is not touched stays as it is."""

    watches = frozenset({"Consent", "ConsentText", "Person", "CentreProfile", "Erasure"})
    help_lines: ClassVar[Sequence[str]] = (
        N_("Print the notice, let it be read and signed, then note the answers here."),
        N_("A new answer takes the place of the one before; the old one stays in the list beside."),
        N_("To withdraw, choose “Does not consent”: what was done before stays lawful."),
    )
    keys: ClassVar[Sequence[tuple[str, str]]] = (
        ("Ctrl+S", N_("save")),
        ("← →", N_("choose an answer")),
        ("Tab", N_("next field")),
    )

    def __init__(self, context: Context, person_id: UUID, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.person_id = person_id
        person = self.commands.query(lambda session: person_or_refuse(session, person_id))
        self._born = person.born
        self._name = shown_name(person.title, person.first_name, person.last_name, person.nickname)
        self.form = Form(consent_fields())
        self.history = ConsentHistory()
        inside = column(self.form, gap=0, margins=(20, 10, 20, 14))
        self.kept = KeptHidden(self._open_erase)
        beside = column(self.kept, Text(_("Said before"), "lead"), self.history, None, gap=6)
        beside.setContentsMargins(18, 12, 18, 14)
        left = panel(column((scroll(hosted(inside)), 1), margins=(1, 1, 1, 1)))
        right = panel(column((scroll(hosted(beside)), 1), margins=(1, 1, 1, 1)))
        right.setFixedWidth(theme().px(SIDE))
        content = hosted(row((left, 1), right, gap=16, margins=(24, 4, 24, 16)))
        writes = not self.commands.read_only
        self.drafts = Drafts(
            content, lambda: draft_of(self.form, self._name), self._take, writes=writes
        )
        self.setLayout(column(self.drafts.view, gap=0))
        self._begin_anew()
        self.form.changed.connect(self._typed)
        self.form.setEnabled(writes)
        self.drafts.answered.connect(self.header_changed)
        if not self.drafts.open(Shelf("consent", context.folder, person_id), new=False):
            QTimer.singleShot(0, self, self.form.go_to)

    def title(self) -> str:
        """Say what this is."""
        return _("Consent")

    def subtitle(self) -> str:
        """Name the person."""
        return self._name

    def page_actions(self) -> Sequence[PageAction]:
        """Return the ways on."""
        on = not self.commands.read_only and self.drafts.offered is None
        return (PageAction(_("Save"), "save", self.save, "Ctrl+S", "primary", enabled=on),)

    def printable(self) -> Report:
        """Return the notice with the questions, to be signed."""
        person_id = self.person_id
        return self.commands.query(lambda session: privacy_notice_of(session, person_id))

    def refresh(self) -> None:
        """Read again what holds; what is chosen and not saved stays."""
        self._show_states()
        person_id = self.person_id
        self.history.show_answers(
            self.commands.query(lambda session: consent_history(session, person_id))
        )
        self.kept.setVisible(self._keeps_hidden())

    def save(self) -> None:
        """Note what was said and go back; after a withdrawal, to where what was kept on it is erased."""
        withdrawn = answers_in(self.form.values()).get(Purpose.SENSITIVE) is Answer.NO
        if self._store():
            self.close_task()
            if withdrawn and self._keeps_hidden():
                self._open_erase()

    def may_leave(self) -> bool:
        """Save what was chosen; what cannot be taken is said, and kept as a draft."""
        if self.drafts.offered is not None or self.commands.read_only:
            return True
        if not self.form.dirty and not self.form.unread():
            self.drafts.forget()
            return True
        if self._store():
            return True
        self.drafts.keep()
        return False

    def _store(self) -> bool:
        """Note the answers; return False after saying beside the field what is wrong."""
        values = self.form.value()
        if values is None:
            return False
        signing, answers = signing_in(values), answers_in(values)
        name, reason = signing_fault(signing, self._born, local_today()) or ("", "")
        if not answers:
            name, reason = next(iter(Purpose)).value, _("No answer was chosen.")
        if reason:
            self.form.set_error(name, reason)
            self.form.go_to(name)
            return False
        stored: list[int] = []
        said = ngettext(
            "Noted {count} answer of {name}", "Noted {count} answers of {name}", len(answers)
        ).format(count=formats.number(len(answers)), name=self._name)
        self.commands.run(
            lambda uow: record_consent(uow, self.person_id, signing, answers, today=local_today()),
            stored.append,
            said,
        )
        if stored:
            self._begin_anew()
            self.drafts.forget()
        return bool(stored)

    def _keeps_hidden(self) -> bool:
        """Return whether sensitive details are kept that the person does not let be kept."""
        person_id, today = self.person_id, local_today()
        return self.commands.query(lambda session: keeps_hidden(session, person_id, today))

    def _open_erase(self) -> None:
        page = resolve("learnsoc_desktop.features.people.erase_page:ErasePage")
        self.context.open_task(page(self.context, self.person_id))

    def _begin_anew(self) -> None:
        today = local_today()
        nothing = {spec.name: None for spec in self.form.specs if spec.name in set(Purpose)}
        signer = usual_signer(self._born, today)
        words = {"signer_name": "", "relation": "", "witness": "", "ends_on": None}
        self.form.set_value({**nothing, "given_on": today, "signer": signer, **words})
        self._show_states()

    def _typed(self, _name: str) -> None:
        self._show_states()
        self.drafts.touch()

    def _show_states(self) -> None:
        """Say under each purpose what holds, and beside who signs whether it is the right one."""
        person_id, today = self.person_id, local_today()
        chosen = answers_in(self.form.values())
        for state in self.commands.query(lambda session: consent_rows(session, person_id)):
            if state.purpose not in chosen:
                text, tone = said_of(state, today)
                self.form.set_error(state.purpose.value, text, tone)
        values = self.form.values()
        on, signer = values["given_on"] or today, values["signer"] or Signer.SELF
        doubt = signer_doubt(signer, self._born, on)
        if not self._born:
            doubt = _("The age is not known: ask who may sign.")
        self.form.set_error("signer", doubt, "late")

    def _take(self, draft: Draft) -> None:
        put_back(self.form, draft)
        self._show_states()
