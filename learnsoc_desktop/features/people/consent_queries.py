"""Questions about consent. Every directory, picture and publication asks ``may_show`` or ``shown_among``."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.data.entity import alive, local_today
from learnsoc_desktop.features.centre.model import LegalBasis
from learnsoc_desktop.features.centre.queries import profile
from learnsoc_desktop.features.people.consent_model import Answer, Consent, ConsentText, Purpose
from learnsoc_desktop.features.people.consent_rules import TEXTS, allows, needs_no_consent
from learnsoc_desktop.features.people.model import Person
from learnsoc_desktop.features.people.queries import are_records_of, is_record_of, surviving_id

AT_ONCE = 500  # ids in one query
_NEWEST_FIRST = (
    col(Consent.given_on).desc(),
    col(Consent.created_at).desc(),
    col(Consent.id).desc(),
)


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """What holds for a person and a purpose: the newest answer. ``needless``: the law carries it alone."""

    purpose: Purpose
    needless: bool
    consent: Consent | None

    @property
    def answer(self) -> Answer | None:
        """The answer that holds; None while nobody was asked."""
        return self.consent.answer if self.consent else None

    def ended(self, on: date) -> bool:
        """Return whether the answer was for a time that is over."""
        ends_on = self.consent.ends_on if self.consent else None
        return ends_on is not None and ends_on < on

    def allows(self, wanted: Answer, on: date) -> bool:
        """Return whether the use is allowed on a day."""
        if self.needless:
            return True
        return self.answer is not None and not self.ended(on) and allows(self.answer, wanted)


def may_show(
    session: Session,
    person_id: UUID,
    purpose: Purpose,
    wanted: Answer = Answer.YES,
    on: date | None = None,
) -> bool:
    """Return whether a person's data may be used for a purpose; ``wanted`` says how far a directory goes."""
    return person_id in shown_among(session, (person_id,), purpose, wanted, on)


def shown_among(
    session: Session,
    person_ids: Collection[UUID],
    purpose: Purpose,
    wanted: Answer = Answer.YES,
    on: date | None = None,
) -> frozenset[UUID]:
    """Return those of ``person_ids`` for whom ``may_show`` holds, in a few queries for any number."""
    on = on or local_today()
    if needs_no_consent(purpose, legal_basis(session)):
        return frozenset(person_ids)
    ids = list(dict.fromkeys(person_ids))
    shown: set[UUID] = set()
    for start in range(0, len(ids), AT_ONCE):
        newest = _newest(session, ids[start : start + AT_ONCE], (purpose,))
        shown |= {
            person
            for (person, _purpose), consent in newest.items()
            if ConsentRow(purpose, needless=False, consent=consent).allows(wanted, on)
        }
    return frozenset(shown)


def consent_rows(session: Session, person_id: UUID) -> Sequence[ConsentRow]:
    """Return what holds for each purpose, in their order."""
    newest = _newest(session, (person_id,), tuple(Purpose))
    basis = legal_basis(session)
    return [
        ConsentRow(purpose, needs_no_consent(purpose, basis), newest.get((person_id, purpose)))
        for purpose in Purpose
    ]


def consent_history(session: Session, person_id: UUID) -> Sequence[Consent]:
    """Return every answer of a person, newest first."""
    query = select(Consent).where(is_record_of(Consent.person_id, person_id), alive(Consent))
    return session.exec(query.order_by(*_NEWEST_FIRST)).all()


def consent_texts(session: Session) -> Mapping[Purpose, tuple[UUID | None, str]]:
    """Return the id and the words in force of each purpose; the program's own have no id."""
    texts: dict[Purpose, tuple[UUID | None, str]] = {
        purpose: (None, _(text)) for purpose, text in TEXTS.items()
    }
    query = select(ConsentText).where(alive(ConsentText))
    for row in session.exec(query.order_by(col(ConsentText.created_at), col(ConsentText.id))):
        texts[row.purpose] = (row.id, row.text)
    return texts


def legal_basis(session: Session) -> LegalBasis:
    """Return on what this centre keeps personal data."""
    return profile(session).details.legal_basis


def _newest(
    session: Session, person_ids: Collection[UUID], purposes: Collection[Purpose]
) -> Mapping[tuple[UUID, Purpose], Consent]:
    """Return the answer that holds of each person and purpose; those of merged records count too."""
    query = (
        select(surviving_id(), Consent)
        .join(Person, col(Person.id) == Consent.person_id)
        .where(
            are_records_of(Consent.person_id, person_ids),
            col(Consent.purpose).in_(purposes),
            alive(Consent),
        )
        .order_by(*_NEWEST_FIRST)
    )
    newest: dict[tuple[UUID, Purpose], Consent] = {}
    for person, consent in session.exec(query):
        newest.setdefault((person, consent.purpose), consent)
    return newest
