"""Whom the registry should look at: SQL conditions on persons who still belong to the area."""

from datetime import date

from sqlalchemy import ColumnElement, and_, exists, func, or_, tuple_
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from learnsoc_desktop.data.entity import alive
from learnsoc_desktop.features.centre.code_lists import code_id
from learnsoc_desktop.features.centre.model import CentreProfile, LegalBasis
from learnsoc_desktop.features.people.completeness import missing_expressions
from learnsoc_desktop.features.people.consent_model import Consent, Purpose
from learnsoc_desktop.features.people.consent_rules import OF_THE_TASK
from learnsoc_desktop.features.people.model import Person, PersonStatus
from learnsoc_desktop.features.people.names import GROWN_FROM, GROWN_TITLES
from learnsoc_desktop.features.people.queries import is_record_of_row

SCHOOL_AGES = (3, 18)  # years; both are of school age
AT_SCHOOL_OR_THROUGH = (
    "studying",
    "upper_secondary",
    "voc_certificate",
    "tech_certificate",
    "high_voc_certificate",
    "bachelor",
    "above_bachelor",
)


def in_the_area() -> ColumnElement[bool]:
    """Return the SQL condition that a person can be called or visited: neither moved away nor dead."""
    return col(Person.status) == PersonStatus.ACTIVE


def id_number_missing(_today: date) -> ColumnElement[bool]:
    """Return the SQL condition that an ID number is wanted and not known."""
    return and_(in_the_area(), missing_expressions()["id_number"])


def birthday_this_month(today: date) -> ColumnElement[bool]:
    """Return the SQL condition that a person was born in the month of ``today``; a year alone tells nothing."""
    return and_(in_the_area(), func.substr(Person.born, 6, 2) == f"{today:%m}")


def of_school_age_without_school(today: date) -> ColumnElement[bool]:
    """Return the SQL condition that a person of ``SCHOOL_AGES`` is not known to go to school, nor to be through.

    Out-of-school children are counted from 3 to 18 years. Who has a certificate of upper secondary or more
    is through; whose education nobody noted is to be asked after. A year of birth alone counts from its first day.
    """
    youngest, oldest = SCHOOL_AGES
    born = func.replace(Person.born, "~", "")
    of_age = and_(
        born > f"{today.year - oldest - 1:04d}-{today:%m-%d}",
        born <= f"{today.year - youngest:04d}-{today:%m-%d}",
    )
    settled = [code_id("education", key) for key in AT_SCHOOL_OR_THROUGH]
    education = col(Person.education_id)
    return and_(in_the_area(), of_age, or_(education.is_(None), education.not_in(settled)))


def title_outgrown(today: date) -> ColumnElement[bool]:
    """Return the SQL condition that a person bears a child's title and is no child any more (``grown_title``)."""
    latest = f"{today.year - GROWN_FROM:04d}-{today:%m-%d}"
    born = func.replace(Person.born, "~", "")
    child = col(Person.title).in_(list(GROWN_TITLES))
    return and_(in_the_area(), child, born != "", born <= latest)


def consent_missing(today: date) -> ColumnElement[bool]:
    """Return the SQL condition that a person has still to be asked for consent.

    Where all rests on consent, the registry itself must have been asked for; where the task of the centre
    carries the registry, anything else. A refusal is an answer; one whose time is over is none.
    """
    by_consent = exists().where(
        alive(CentreProfile), col(CentreProfile.legal_basis) == LegalBasis.CONSENT
    )
    registry = col(Consent.purpose) == Purpose.REGISTRY
    further = col(Consent.purpose).not_in(OF_THE_TASK)
    return and_(
        in_the_area(),
        or_(
            and_(by_consent, ~_answered(registry, today)),
            and_(~by_consent, ~_answered(further, today)),
        ),
    )


def _answered(of: ColumnElement[bool], today: date) -> ColumnElement[bool]:
    """Return the SQL condition that the newest answer to a purpose is still in force."""
    newer = aliased(Consent)
    replaced = (
        select(newer.id)
        .where(
            is_record_of_row(newer.person_id),
            alive(newer),
            col(newer.purpose) == Consent.purpose,
            tuple_(newer.given_on, newer.created_at, newer.id)
            > tuple_(Consent.given_on, Consent.created_at, Consent.id),
        )
        .correlate(Person, Consent)
        .exists()
    )
    in_force = or_(col(Consent.ends_on).is_(None), col(Consent.ends_on) >= today)
    return (
        select(Consent.id)
        .where(is_record_of_row(Consent.person_id), alive(Consent), of, in_force, ~replaced)
        .correlate(Person)
        .exists()
    )
