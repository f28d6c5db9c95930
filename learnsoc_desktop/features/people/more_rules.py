"""Rules of the rest of a record: guardians, terms, days of a status, semesters."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from learnsoc_desktop.core.formats import plain_digits
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.core.partial_date import PartialDate
from learnsoc_desktop.features.people.consent_rules import OF_AGE
from learnsoc_desktop.features.people.more_model import (
    RoleTerm,
    SensitiveDetails,
    StatusDetails,
    StudyDetails,
    TermDetails,
)

# Fields that mean something together only: of two records all are taken from one, under the first one's name.
TOGETHER: Mapping[str, Sequence[str]] = {
    "guardian_id": ("guardian_id", "guardian_name", "guardian_relation_id", "guardian_phone"),
    "disability_card": ("disability_card", "disability_card_until"),
    "health": ("health", "health_until"),
}

Fault = tuple[str, str]  # name of the field, what is wrong

SEMESTER = re.compile(r"([12])\s*/\s*(25\d\d)")


def needs_guardian(born: str, on: date) -> bool:
    """Return whether a person is a minor (section 19 of the Civil and Commercial Code); no age, no."""
    age = PartialDate.from_text(born).age_on(on) if born else None
    return age is not None and age < OF_AGE


def guardian_fault(born: str, guardian_born: str, *, oneself: bool) -> Fault | None:
    """Return what is wrong with a guardian: nobody is one's own, and none is younger than the ward.

    ``born`` and ``guardian_born`` are EDTF texts, empty where they are not known.
    """
    if oneself:
        return "guardian_id", _("Nobody is one's own guardian.")
    if born and guardian_born and guardian_born.rstrip("~")[:4] > born.rstrip("~")[:4]:
        return "guardian_id", _("The guardian is younger than the person.")
    return None


def guardian_doubt(guardian_born: str, on: date) -> str:
    """Return why a guardian may not sign: under age, unless married; empty when nothing speaks against it."""
    if not needs_guardian(guardian_born, on):
        return ""
    return _("The guardian is under 20: may sign only if married.")


def health_fault(details: SensitiveDetails) -> Fault | None:
    """Return what is wrong with details on health: they are kept for a time only."""
    if details.health.strip() and details.health_until is None:
        return "health_until", _("Until when is it needed? After that it is no longer shown.")
    return None


def status_fault(details: StatusDetails, born: str, today: date) -> Fault | None:
    """Return what is wrong with a change of status: a day to come, or before the birth."""
    if details.since > today:
        return "since", _("This day is still to come.")
    if born and f"{details.since.year:04d}" < born[:4]:
        return "since", _("This is before the person was born.")
    return None


def term_fault(details: TermDetails, others: Iterable[RoleTerm]) -> Fault | None:
    """Return what is wrong with a term among ``others`` of the person: terms of one role do not overlap.

    Both ends belong to a term; one without an end goes on.
    """
    if details.to_on is not None and details.to_on < details.from_on:
        return "to_on", _("This is before the term began.")
    ends = details.to_on or date.max
    for other in others:
        same = other.role_id == details.role_id
        if same and other.from_on <= ends and details.from_on <= (other.to_on or date.max):
            return "from_on", _("There is a term of this role at that time already.")
    return None


def semester_of(text: str) -> str:
    """Return a semester as it is stored, "1/2569"; empty when it cannot be read. Digits are ASCII."""
    found = SEMESTER.fullmatch(plain_digits(text).strip())
    return f"{found[1]}/{found[2]}" if found else ""


def study_fault(details: StudyDetails) -> Fault | None:
    """Return what is wrong with a semester."""
    if not semester_of(details.semester):
        return "semester", _("Write it as 1/2569: semester 1 or 2, and the year.")
    return None


def semester_order(text: str) -> tuple[str, str]:
    """Return what sorts semesters by year, then by their number."""
    number, _slash, year = text.partition("/")
    return year, number


def is_now(term: TermDetails, on: date) -> bool:
    """Return whether a term runs on a day."""
    return term.from_on <= on and (term.to_on is None or on <= term.to_on)


def same_person(one: UUID | None, records: Iterable[UUID]) -> bool:
    """Return whether an id is one of a person's records."""
    return one is not None and one in set(records)
