"""Consent of persons to the use of their data, by purpose (PDPA B.E. 2562)."""

from datetime import date
from uuid import UUID

from sqlmodel import Field

from learnsoc_desktop.core.fields import LabelledEnum
from learnsoc_desktop.core.i18n import N_
from learnsoc_desktop.data.entity import Entity, stored_enum
from learnsoc_desktop.features.people import model as _people  # noqa: F401  the tables we point to


class Purpose(LabelledEnum):
    """What a person's data are used for; each is asked for by itself (section 19)."""

    REGISTRY = "registry", N_("Keep the record in the registry")
    SENSITIVE = "sensitive", N_("Keep sensitive details: religion, ethnicity, disability, health")
    PHOTO_REPORT = "photo_report", N_("Picture in reports that are handed in")
    PHOTO_PUBLIC = "photo_public", N_("Picture in public: Facebook, LINE, posters")
    DIRECTORY = "directory", N_("Name and phone in a directory")
    SHARE_DISTRICT = "share_district", N_("Pass on to the district and the province")
    SHARE_PARTNERS = "share_partners", N_("Pass on to partners")
    CONTACT = "contact", N_("Contact by phone or LINE about activities")


class Answer(LabelledEnum):
    """What a person said about a purpose; a directory is asked for by how far it goes."""

    YES = "yes", N_("Consents")
    INTERNAL = "internal", N_("Within the centre only")
    DISTRICT = "district", N_("Within the district")
    PUBLIC = "public", N_("In public")
    NO = "no", N_("Does not consent")


class Signer(LabelledEnum):
    """Who gave the answer."""

    SELF = "self", N_("The person")
    BOTH = "both", N_("The person and the guardian")
    GUARDIAN = "guardian", N_("The guardian")


class ConsentText(Entity, table=True):
    """The words a person consents to; another text of the same purpose is another row, the newest one holds."""

    __tablename__ = "consent_text"

    purpose: Purpose = Field(sa_type=stored_enum(Purpose))
    text: str = Field(max_length=2000)


class Consent(Entity, table=True):
    """One answer. A later one of the same person and purpose takes its place; none is ever written over.

    ``text_id`` is the text that was read out, None when the standard one of the program was. A withdrawal is
    an answer of its own: what was done before it stays lawful (section 19).
    """

    person_id: UUID = Field(foreign_key="person.id", index=True)
    purpose: Purpose = Field(sa_type=stored_enum(Purpose))
    answer: Answer = Field(sa_type=stored_enum(Answer))
    given_on: date
    ends_on: date | None = None
    text_id: UUID | None = Field(default=None, foreign_key="consent_text.id")
    signer: Signer = Field(sa_type=stored_enum(Signer))
    signer_name: str = Field(default="", max_length=150)
    relation: str = Field(default="", max_length=60)
    witness: str = Field(default="", max_length=150)
