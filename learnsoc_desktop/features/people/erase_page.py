"""Erasing what was kept of a person on a consent that is gone: what it is, what follows, and one button."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar
from uuid import UUID

from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.core.i18n import N_, _, ngettext
from learnsoc_desktop.data.entity import local_today
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.features.people.consent_model import Answer
from learnsoc_desktop.features.people.consent_page import ConsentPage
from learnsoc_desktop.features.people.consent_queries import ConsentRow
from learnsoc_desktop.features.people.erase_queries import (
    ErasedRow,
    SensitiveKept,
    erasures,
    sensitive_consent,
    sensitive_kept,
)
from learnsoc_desktop.features.people.erase_service import erase_sensitive
from learnsoc_desktop.features.people.model import Person
from learnsoc_desktop.features.people.name_queries import person_names
from learnsoc_desktop.ui.buttons import button
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.layout import clear, column, hosted, panel, row, scroll
from learnsoc_desktop.ui.page import PageAction
from learnsoc_desktop.ui.task_page import TaskPage
from learnsoc_desktop.ui.text import Remark, Rule, Text
from learnsoc_desktop.ui.theme import theme

SIDE = 340  # pixels at the first text size
FOLLOWS = (
    (
        "eraser",
        N_(
            "They are removed from the centre's file for good, from the trash and from what undo keeps too."
            " Nothing brings them back."
        ),
    ),
    (
        "archive",
        N_(
            "Backups made before keep them until they are thinned out. Who restores one erases them again."
        ),
    ),
    ("file-text", N_("Papers and files that were made before stay as they are.")),
    ("history", N_("It is noted beside when, why and how much was erased, not what it said.")),
)


class ErasePage(TaskPage):
    """Shows which sensitive details are kept and why nobody sees them; the values themselves are not shown."""

    watches = frozenset({"Consent", "Erasure", "Person", "PersonSensitive", "PersonWord"})
    help_lines: ClassVar[Sequence[str]] = (
        N_("Whoever takes a consent back may ask that what was kept on it is erased."),
        N_("Here stands how much is kept of which kind; what it says stays hidden."),
        N_("Erasing cannot be undone; it asks for no reason and is noted."),
    )

    def __init__(self, context: Context, person_id: UUID, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.person_id = person_id
        self._kept = SensitiveKept({}, frozenset(), (), ())
        self._erasing = self._may = False
        self._inside, self._beside = column(gap=8), column(gap=8)
        self._inside.setContentsMargins(20, 14, 20, 18)
        self._beside.setContentsMargins(18, 12, 18, 14)
        whole = panel(column((scroll(hosted(self._inside)), 1), margins=(1, 1, 1, 1)))
        right = panel(column((scroll(hosted(self._beside)), 1), margins=(1, 1, 1, 1)))
        right.setFixedWidth(theme().px(SIDE))
        self.setLayout(row((whole, 1), right, gap=16, margins=(24, 4, 24, 16)))
        self.refresh()

    def title(self) -> str:
        """Say what is done here."""
        return _("Erase sensitive details")

    def subtitle(self) -> str:
        """Name the person."""
        person_id = self.person_id
        names = self.commands.query(lambda session: person_names(session, [person_id]))
        return names.get(person_id, "")

    def page_actions(self) -> Sequence[PageAction]:
        """Return the one way on; it says how many values go."""
        count = self._kept.total
        text = ngettext("Erase {count} value for good", "Erase {count} values for good", count)
        words = text.format(count=formats.number(count)) if count else _("Erase for good")
        on = self._may and not self._erasing and not self.commands.read_only
        return (PageAction(words, "eraser", self.erase, "", "primary", on),)

    def refresh(self) -> None:
        """Read again what is kept, and what was erased; leave when the person is gone."""
        person_id, today = self.person_id, local_today()
        query = self.commands.query
        person = query(lambda session: session.get(Person, person_id))
        if person is None or person.deleted_at is not None or person.merged_into is not None:
            self.close_task()
            return
        self._kept = query(lambda session: sensitive_kept(session, person_id))
        consent = query(lambda session: sensitive_consent(session, person_id))
        allowed = consent.allows(Answer.YES, today)
        self._may = self._kept.total > 0 and not allowed
        self._show_kept(consent, today, allowed=allowed)
        self._show_account(query(lambda session: erasures(session, person_id)))
        self.header_changed.emit()

    def erase(self) -> None:
        """Erase everything, on the thread that writes."""
        folder, person_id, today = CentreFolder(self.context.folder), self.person_id, local_today()
        self._erasing = True
        self.header_changed.emit()
        self.commands.start_for_good(
            _("Erasing…"),
            lambda uow: erase_sensitive(uow, folder, person_id, today=today),
            self._erased,
            self._failed,
        )

    # --- Inside ----------------------------------------------------------------------------------

    def _erased(self, count: int) -> None:
        self._erasing = False
        text = ngettext("{count} value was erased", "{count} values were erased", count)
        self.context.notify(text.format(count=formats.number(count)))
        self.refresh()

    def _failed(self, error: AppError) -> None:
        self._erasing = False
        self.context.fail(error)
        self.header_changed.emit()

    def _show_kept(self, consent: ConsentRow, today: date, *, allowed: bool) -> None:
        clear(self._inside)
        add = self._inside.addWidget
        add(_why(consent, today, kept=self._kept.total, allowed=allowed))
        if allowed and self._kept.total:
            ways = button(_("Consent"), "", "shield-check", then=self._open_consent)
            self._inside.addLayout(row(ways, None))
        for title, count in self._kept.counts.items():
            line = row(Text(title), Text(_values(count), "strong"), None, gap=12)
            self._inside.addLayout(line)
        if self._may:
            add(Rule())
            for icon, text in FOLLOWS:
                add(Remark(icon, _(text), "ink_soft", "body", ink="ink"))
        self._inside.addStretch(1)

    def _show_account(self, account: Sequence[ErasedRow]) -> None:
        clear(self._beside)
        self._beside.addWidget(Text(_("Erased before"), "lead"))
        if not account:
            self._beside.addWidget(Remark("info", _("Nothing was erased yet."), role="body"))
        for erasure in account:
            line = f"{formats.date_brief(erasure.erased_on)} · {_values(erasure.details)}"
            self._beside.addWidget(Remark("eraser", line, "ink_soft", "body", ink="ink"))
            self._beside.addWidget(
                Text(_because(erasure.withdrawn), "small", "ink_soft", wrap=True)
            )
        self._beside.addStretch(1)

    def _open_consent(self) -> None:
        self.context.open_task(ConsentPage(self.context, self.person_id))


def open_erase(context: Context, person_id: UUID) -> None:
    """Open the page for a person."""
    context.open_task(ErasePage(context, person_id))


def _why(consent: ConsentRow, today: date, *, kept: int, allowed: bool) -> Remark:
    """Say in what state the details are, before they are listed."""
    if not kept:
        return Remark(
            "circle-check", _("No sensitive details are kept."), "good", "body", ink="ink"
        )
    if allowed:
        words = _(
            "The person lets the centre keep these. To erase them, note first the withdrawal."
        )
        return Remark("shield-check", words, "good", "body", ink="ink")
    said = consent.consent
    if said is None:
        words = _("Nobody consented to these; they are hidden.")
    elif consent.ended(today) and said.ends_on is not None:
        words = _("The consent ended on {date}; these are hidden, but still kept.")
        words = words.format(date=formats.date_brief(said.ends_on))
    else:
        words = _("The consent was taken back on {date}; these are hidden, but still kept.")
        words = words.format(date=formats.date_brief(said.given_on))
    return Remark("lock", words, "late", "body", ink="ink")


def _values(count: int) -> str:
    text = ngettext("{count} value", "{count} values", count)
    return text.format(count=formats.number(count))


def _because(withdrawn: date | None) -> str:
    if withdrawn is None:
        return _("there was no consent")
    return _("after the answer of {date}").format(date=formats.date_brief(withdrawn))
