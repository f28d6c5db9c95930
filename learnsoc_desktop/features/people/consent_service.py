"""Commands on consent."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.data.entity import fields_of
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.features.people.consent_fields import SigningDetails
from learnsoc_desktop.features.people.consent_model import (
    Answer,
    Consent,
    ConsentText,
    Purpose,
)
from learnsoc_desktop.features.people.consent_queries import consent_texts
from learnsoc_desktop.features.people.consent_rules import answers_of, signing_fault
from learnsoc_desktop.features.people.errors import ConsentRefused
from learnsoc_desktop.features.people.queries import person_or_refuse


def record_consent(
    uow: UnitOfWork,
    person_id: UUID,
    signing: SigningDetails,
    answers: Mapping[Purpose, Answer],
    *,
    today: date,
) -> int:
    """Note what a person said; return how many answers were noted. Earlier ones stay as they were.

    Raises PersonNotFound, and ConsentRefused for a day to come, an end before the beginning, a guardian
    without a name, or a child under ten who answers alone.
    """
    person = person_or_refuse(uow.session, person_id)
    fault = signing_fault(signing, person.born, today)
    if fault is not None:
        name, reason = fault
        title = next(spec.title for spec in fields_of(SigningDetails) if spec.name == name)
        raise ConsentRefused(name, title, reason)
    texts = consent_texts(uow.session)
    for purpose, answer in answers.items():
        if answer not in answers_of(purpose):
            raise ConsentRefused(purpose.value, purpose.label, _("This is no answer to it."))
        uow.add(
            Consent(
                person_id=person_id,
                purpose=purpose,
                answer=answer,
                text_id=texts[purpose][0],
                **signing.model_dump(),
            )
        )
    return len(answers)


def set_consent_text(uow: UnitOfWork, purpose: Purpose, text: str) -> None:
    """Ask for a purpose in other words from now on; answers keep the words they were given to.

    Raises ConsentRefused when there are no words.
    """
    words = text.strip()
    if not words:
        raise ConsentRefused("text", purpose.label, _("Nobody can consent to nothing."))
    if consent_texts(uow.session)[purpose][1] != words:
        uow.add(ConsentText(purpose=purpose, text=words))
