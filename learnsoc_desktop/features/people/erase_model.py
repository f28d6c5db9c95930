"""The account of what was erased: when, how much and why, never what it said."""

from datetime import date
from uuid import UUID

from sqlmodel import Field

from learnsoc_desktop.data.entity import Entity, stored_enum
from learnsoc_desktop.features.people.consent_model import Purpose


class Erasure(Entity, table=True):
    """That ``details`` values of a person, kept for a purpose, were erased on a day.

    ``consent_id`` is the answer that took the consent back, None when nobody had ever consented. Which fields held
    something is not said: that there was a disability is what must not be kept.
    """

    person_id: UUID = Field(foreign_key="person.id", index=True)
    purpose: Purpose = Field(sa_type=stored_enum(Purpose))
    consent_id: UUID | None = Field(default=None, foreign_key="consent.id")
    erased_on: date
    details: int
