"""The notice of section 23 with the questions of consent under it: to be read, ticked and signed."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.core.identity import phone_grouped
from learnsoc_desktop.core.partial_date import PartialDate
from learnsoc_desktop.data.entity import local_today
from learnsoc_desktop.features.centre.model import LegalBasis
from learnsoc_desktop.features.centre.queries import profile
from learnsoc_desktop.features.centre.report import paper
from learnsoc_desktop.features.people.consent_model import Purpose
from learnsoc_desktop.features.people.consent_queries import consent_texts, legal_basis
from learnsoc_desktop.features.people.consent_rules import (
    MAY_CONSENT_FROM,
    OF_AGE,
    answers_of,
    needs_no_consent,
)
from learnsoc_desktop.features.people.names import shown_name
from learnsoc_desktop.features.people.queries import person_or_refuse
from learnsoc_desktop.reporting.document import (
    Align,
    Block,
    Column,
    Field,
    Fields,
    Heading,
    Note,
    PageKind,
    Paragraph,
    Report,
    Row,
    Signature,
    Signatures,
    Space,
    Table,
    Ticks,
)

SIZE = 13.5  # TH points: notice and questions go on two pages at the most

BASES = {
    LegalBasis.PUBLIC_TASK: N_(
        "The registry and the reports to the district rest on the task of the centre (Personal Data"
        " Protection Act B.E. 2562, section 24 (4)); everything else on your consent."
    ),
    LegalBasis.CONSENT: N_(
        "Everything rests on your consent (Personal Data Protection Act B.E. 2562, section 19)."
    ),
}
WHAT = N_(
    "We keep your name, ID number, date of birth, address, phone, education, occupation and what you took part"
    " in, as you told them or as they stand on your documents. Without a name and a village or phone number we"
    " cannot register you; everything else may be left out."
)
WHO = N_(
    "The staff of the centre see the record. Others see it only as stands below; reports carry numbers, not"
    " names, unless the paper is a roll."
)
KEEPING = N_("We keep it for {years} years after your last activity.")
RIGHTS = N_(
    "You may see your record, have a copy of it, have it corrected, blocked or deleted, take it with you, object"
    " to its use, and withdraw consent at any time; what was done before stays lawful. Sensitive details are then"
    " erased when you ask for it; backups keep them until they are thinned out. You may complain to the"
    " Office of the Personal Data Protection Committee."
)
CONTACT = N_("Ask or write to: {contact}")


def privacy_notice(session: Session) -> Report:
    """Build the notice with empty questions, for anybody."""
    return _notice(session, None)


def privacy_notice_of(session: Session, person_id: UUID) -> Report:
    """Build the notice for one person, the name and age filled in. Raises PersonNotFound."""
    return _notice(session, person_id)


def _notice(session: Session, person_id: UUID | None) -> Report:
    shared = paper(session)
    return Report(
        key="privacy-notice",
        title=_("Notice on personal data, and consent"),
        head=shared.head,
        blocks=(*_told(session), *_asked(session, person_id)),
        page=PageKind.REPORT,
        digits=formats.current_style().letter_digits,
        as_of=shared.as_of,
        sample=shared.sample,
    )


def _told(session: Session) -> Sequence[Block]:
    centre = profile(session).details
    phone = phone_grouped(centre.phone)
    contact = " ".join(part for part in (centre.name, phone) if part)
    years = formats.number(centre.kept_years)
    parts = (
        (N_("Why"), _(BASES[legal_basis(session)])),
        (N_("What we keep"), _(WHAT)),
        (N_("Who sees it, and how long"), f"{_(WHO)} {_(KEEPING).format(years=years)}"),
        (N_("Your rights"), f"{_(RIGHTS)} {_(CONTACT).format(contact=contact)}"),
    )
    blocks: list[Block] = []
    for number, (title, text) in enumerate(parts, 1):
        blocks += [Heading(_(title), number), Paragraph(text, SIZE)]
    return blocks


def _asked(session: Session, person_id: UUID | None) -> Sequence[Block]:
    basis = legal_basis(session)
    texts = consent_texts(session)
    rows = [
        Row((_said(texts[purpose][1], purpose), Ticks(("",)), Ticks(("",))), key=purpose.value)
        for purpose in Purpose
        if not needs_no_consent(purpose, basis)
    ]
    columns = (
        Column(_("What for"), wrap=True),
        Column(_("Consents"), 24, Align.CENTRE),
        Column(_("Does not consent"), 24, Align.CENTRE),
    )
    age_rule = _(
        "Under {child} years of age the guardian signs alone; under {adult} the guardian signs too."
    ).format(child=formats.number(MAY_CONSENT_FROM), adult=formats.number(OF_AGE))
    return (
        Heading(_("Your answers"), 5),
        _person(session, person_id),
        Table(columns, tuple(rows), name=_("Consent"), size=SIZE),
        Note(age_rule),
        Space(3),
        Signatures(
            (
                Signature(_("The person")),
                Signature(_("Guardian")),
                Signature(_("Witness")),
            )
        ),
    )


def _said(text: str, purpose: Purpose) -> str:
    """Return the words of a purpose; a directory names how far it goes, to be circled."""
    reaches = [answer.label for answer in answers_of(purpose)[:-1]]
    if len(reaches) == 1:
        return text
    return f"{text} ({' / '.join(reaches)})"


def _person(session: Session, person_id: UUID | None) -> Fields:
    name, age = "", ""
    if person_id is not None:
        person = person_or_refuse(session, person_id)
        name = shown_name(person.title, person.first_name, person.last_name, person.nickname)
        years = PartialDate.from_text(person.born).age_on(local_today()) if person.born else None
        age = "" if years is None else formats.number(years)
    return Fields(
        (
            (
                Field(_("Name"), name or None, 3),
                Field(_("Age"), age or None, 1),
                Field(_("Date"), None, 1.6),
            ),
        ),
        size=SIZE,
    )
