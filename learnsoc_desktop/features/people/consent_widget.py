"""Consent on the card of a person, and what was said before."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import groupby
from uuid import UUID

from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import _, ngettext
from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.data.entity import local_today
from learnsoc_desktop.features.people.consent_model import Answer, Consent, Signer
from learnsoc_desktop.features.people.consent_queries import ConsentRow, consent_rows
from learnsoc_desktop.ui.buttons import button
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.layout import clear, column, row
from learnsoc_desktop.ui.text import Remark, Rule, Text


def said_of(state: ConsentRow, today: date) -> tuple[str, str]:
    """Return what holds for a purpose in words, and its tone."""
    consent = state.consent
    if consent is None:
        if state.needless:
            return _("Not needed: it is the task of the centre."), "ink_soft"
        return _("Not asked yet"), "ink_soft"
    words = f"{consent.answer.label}, {formats.date_brief(consent.given_on)}"
    if state.ended(today) and consent.ends_on is not None:
        ended = formats.date_brief(consent.ends_on)
        return _("{answer}; ended {date}").format(answer=words, date=ended), "late"
    return words, "late" if consent.answer is Answer.NO else "good"


class ConsentPanel(QWidget):
    """How many purposes a person consents to, and the way to the answers."""

    def __init__(self, context: Context, person_id: UUID) -> None:
        super().__init__()
        self._context, self._person_id = context, person_id
        rows = context.commands.query(lambda session: consent_rows(session, person_id))
        icon, words, tone = _summary(rows, local_today())
        self.words = Remark(icon, words, tone, "body")
        self.open_button = button(_("Consent"), "quiet", "shield-check", then=self._open)
        self.setLayout(row((self.words, 1), self.open_button, gap=8, margins=(0, 0, 0, 0)))

    def _open(self) -> None:
        page = resolve("learnsoc_desktop.features.people.consent_page:ConsentPage")
        self._context.open_task(page(self._context, self._person_id))


def _summary(rows: Sequence[ConsentRow], today: date) -> tuple[str, str, str]:
    """Return icon, words and tone of what holds for a person as a whole."""
    asked = [state for state in rows if state.consent is not None and not state.ended(today)]
    given = [state for state in asked if state.answer is not Answer.NO]
    if not asked:
        return "circle-dashed", _("Not asked yet"), "ink_soft"
    words = ngettext(
        "Consents to {given} of {count} purpose",
        "Consents to {given} of {count} purposes",
        len(rows),
    ).format(given=formats.number(len(given)), count=formats.number(len(rows)))
    return "circle-check", words, "good"


class KeptHidden(QWidget):
    """Says that details are still kept whose consent is gone, and leads to where they are erased."""

    def __init__(self, then: Callable[[], object]) -> None:
        super().__init__()
        words = _("Sensitive details are still kept, hidden from everybody.")
        self.erase_button = button(_("Erase them"), "", "eraser", then=then)
        remark = Remark("lock", words, "late", "body", ink="ink")
        self.setLayout(column(remark, row(self.erase_button, None), 8, Rule(), 4, gap=6))


class ConsentHistory(QWidget):
    """Every answer of a person, newest first; answers of one paper stand under one line."""

    def __init__(self) -> None:
        super().__init__()
        self._inner = column(gap=8)
        self.setLayout(self._inner)

    def show_answers(self, answers: Sequence[Consent]) -> None:
        """Show these answers."""
        clear(self._inner)
        if not answers:
            self._inner.addWidget(Remark("info", _("Nobody was asked yet."), role="body"))
        for number, (how, given) in enumerate(groupby(answers, _how)):
            if number:
                self._inner.addWidget(Rule())
            self._inner.addWidget(Text(how, "small", "ink_soft", wrap=True))
            for consent in given:
                icon = "circle-x" if consent.answer is Answer.NO else "circle-check"
                tone = "late" if consent.answer is Answer.NO else "good"
                text = f"{consent.answer.label} · {consent.purpose.label}"
                self._inner.addWidget(Remark(icon, text, tone, ink="ink"))


def _how(consent: Consent) -> str:
    """Return the day of an answer, who gave it and before whom."""
    signer = consent.signer.label
    if consent.signer is not Signer.SELF:
        relation = f" ({consent.relation})" if consent.relation else ""
        signer = f"{signer}: {consent.signer_name}{relation}"
    parts = [formats.date_full(consent.given_on), signer]
    if consent.witness:
        parts.append(_("witness {name}").format(name=consent.witness))
    if consent.ends_on:
        parts.append(_("until {date}").format(date=formats.date_full(consent.ends_on)))
    return " · ".join(parts)
