"""What is kept of a person that nobody may see any more, and what was erased before."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select

from learnsoc_desktop.data.entity import alive, fields_of
from learnsoc_desktop.features.centre.model import Code
from learnsoc_desktop.features.people.consent_model import Answer, Consent, Purpose
from learnsoc_desktop.features.people.consent_queries import ConsentRow, consent_rows
from learnsoc_desktop.features.people.erase_model import Erasure
from learnsoc_desktop.features.people.more_model import (
    PersonSensitive,
    PersonWord,
    SensitiveColumns,
    SensitiveDetails,
)
from learnsoc_desktop.features.people.more_queries import word_fields
from learnsoc_desktop.features.people.queries import is_record_of


@dataclass(frozen=True, slots=True)
class SensitiveKept:
    """What is stored of a person, in the trash too. ``counts`` says how many values by the title of the field.

    ``texts`` are the values that are words; ``rows`` and ``words`` the ids of what is stored, rows without a value
    too.
    """

    counts: Mapping[str, int]
    texts: frozenset[str]
    rows: tuple[UUID, ...]
    words: tuple[UUID, ...]

    @property
    def total(self) -> int:
        """How many values these are."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class ErasedRow:
    """That something was erased: ``withdrawn`` is the day of the answer that it followed, None without one."""

    erased_on: date
    details: int
    withdrawn: date | None


def sensitive_kept(session: Session, person_id: UUID) -> SensitiveKept:
    """Return what is stored of a person and of the records merged into it, whether it may be shown or not."""
    rows = session.exec(
        select(PersonSensitive).where(is_record_of(PersonSensitive.person_id, person_id))
    ).all()
    fields = word_fields(SensitiveDetails)
    words = session.exec(
        select(PersonWord.id, Code.list_key, Code.name)
        .join(Code, col(Code.id) == PersonWord.code_id)
        .where(is_record_of(PersonWord.person_id, person_id), col(Code.list_key).in_(fields))
    ).all()
    held = Counter(
        name for row in rows for name in SensitiveColumns.model_fields if getattr(row, name)
    )
    held.update(fields[list_key] for _id, list_key, _name in words)
    said = [getattr(row, name) for row in rows for name in SensitiveColumns.model_fields]
    texts = {value for value in said if isinstance(value, str) and value}
    texts.update(name for _id, _list, name in words)
    counts = {
        spec.title: held[spec.name] for spec in fields_of(SensitiveDetails) if held[spec.name]
    }
    return SensitiveKept(
        counts,
        frozenset(texts),
        tuple(row.id for row in rows),
        tuple(each for each, _list, _name in words),
    )


def sensitive_consent(session: Session, person_id: UUID) -> ConsentRow:
    """Return what holds of the consent to keep sensitive details."""
    rows = consent_rows(session, person_id)
    return next(row for row in rows if row.purpose is Purpose.SENSITIVE)


def keeps_hidden(session: Session, person_id: UUID, today: date) -> bool:
    """Return whether something is kept that the person does not let be kept."""
    if sensitive_consent(session, person_id).allows(Answer.YES, today):
        return False
    return sensitive_kept(session, person_id).total > 0


def erasures(session: Session, person_id: UUID) -> Sequence[ErasedRow]:
    """Return what was erased of a person, the latest first."""
    query = (
        select(Erasure, Consent)
        .join(Consent, col(Consent.id) == Erasure.consent_id, isouter=True)
        .where(is_record_of(Erasure.person_id, person_id), alive(Erasure))
        .order_by(col(Erasure.erased_on).desc(), col(Erasure.id).desc())
    )
    return [
        ErasedRow(erasure.erased_on, erasure.details, consent.given_on if consent else None)
        for erasure, consent in session.exec(query)
    ]
