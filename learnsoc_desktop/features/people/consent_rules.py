"""Rules of consent: who must give it, what it allows, and the words it is asked in."""

from collections.abc import Mapping
from datetime import date

from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.core.partial_date import PartialDate
from learnsoc_desktop.features.centre.model import LegalBasis
from learnsoc_desktop.features.people.consent_fields import SigningDetails
from learnsoc_desktop.features.people.consent_model import Answer, Purpose, Signer

MAY_CONSENT_FROM, OF_AGE = (
    10,
    20,
)  # years: section 20, and section 19 of the Civil and Commercial Code

# The task of a state centre (section 24 (4)) carries these without consent; sensitive details never.
OF_THE_TASK = frozenset({Purpose.REGISTRY, Purpose.SHARE_DISTRICT})
REACHES = (Answer.INTERNAL, Answer.DISTRICT, Answer.PUBLIC)  # each allows those before it

TEXTS: Mapping[Purpose, str] = {
    Purpose.REGISTRY: N_(
        "The centre keeps my name, contact, education, occupation and what I took part in, in order to"
        " arrange learning for me and to report numbers."
    ),
    Purpose.SENSITIVE: N_(
        "The centre keeps my religion, ethnicity, disability or health where I told it, in order to help me"
        " take part."
    ),
    Purpose.PHOTO_REPORT: N_(
        "Pictures of activities in which I am seen stand in reports that are handed in."
    ),
    Purpose.PHOTO_PUBLIC: N_("Pictures in which I am seen are published: Facebook, LINE, posters."),
    Purpose.DIRECTORY: N_("My name, expertise and phone number stand in a directory."),
    Purpose.SHARE_DISTRICT: N_("My record is passed on to the district and the provincial office."),
    Purpose.SHARE_PARTNERS: N_(
        "My record is passed on to partners who arrange activities with the centre."
    ),
    Purpose.CONTACT: N_("The centre calls me or writes to me on LINE about activities."),
}


def answers_of(purpose: Purpose) -> tuple[Answer, ...]:
    """Return the answers a purpose can have."""
    said = REACHES if purpose is Purpose.DIRECTORY else (Answer.YES,)
    return (*said, Answer.NO)


def allows(answer: Answer, wanted: Answer = Answer.YES) -> bool:
    """Return whether an answer allows a use as far as ``wanted``: YES, or how far a directory goes."""
    if answer is Answer.NO:
        return False
    if answer is Answer.YES or wanted is Answer.YES:
        return True
    return REACHES.index(answer) >= REACHES.index(wanted)


def needs_no_consent(purpose: Purpose, basis: LegalBasis) -> bool:
    """Return whether the legal basis of the centre carries a purpose by itself."""
    return basis is LegalBasis.PUBLIC_TASK and purpose in OF_THE_TASK


def usual_signer(born: str, on: date) -> Signer:
    """Return who should answer for a person born on ``born`` (EDTF text), as section 20 has it.

    Under 10 years the guardian; under 20 both, since a minor cannot act alone in every matter; from 20 on, and
    where the age is not known, the person.
    """
    age = PartialDate.from_text(born).age_on(on) if born else None
    if age is None or age >= OF_AGE:
        return Signer.SELF
    return Signer.GUARDIAN if age < MAY_CONSENT_FROM else Signer.BOTH


def signer_doubt(signer: Signer, born: str, on: date) -> str:
    """Return why somebody else should have answered; empty when nothing speaks against it."""
    usual = usual_signer(born, on)
    if signer is not Signer.SELF or usual is Signer.SELF:
        return ""
    if usual is Signer.GUARDIAN:
        return _("Under 10 years of age the guardian consents in the child's place.")
    return _("From 10 to 20 years the guardian signs too, unless the person may act alone.")


def signing_fault(signing: SigningDetails, born: str, today: date) -> tuple[str, str] | None:
    """Return the field and what is wrong with how an answer was given; None when it can be taken.

    Refused are a day to come, an end before the beginning, a guardian without a name, and a child under ten
    who answers alone.
    """
    if signing.given_on > today:
        return "given_on", _("This day is still to come.")
    if signing.ends_on is not None and signing.ends_on < signing.given_on:
        return "ends_on", _("This is before the day it was given on.")
    alone = signing.signer is Signer.SELF
    if not alone and not signing.signer_name.strip():
        return "signer_name", _("Who is the guardian?")
    if alone and usual_signer(born, signing.given_on) is Signer.GUARDIAN:
        return "signer", signer_doubt(signing.signer, born, signing.given_on)
    return None
