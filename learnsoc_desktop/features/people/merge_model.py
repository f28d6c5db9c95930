"""Records that were found to be one person, and those that were found not to be."""

from uuid import UUID

from sqlmodel import Field

from learnsoc_desktop.data.entity import Entity
from learnsoc_desktop.features.people import model as _people  # noqa: F401  the tables we point to


class PersonMerge(Entity, table=True):
    """That a record was found to be the same person as another, and what was written over in the other one.

    ``overwritten`` is JSON: for each field of the kept record that got another value, the value before and the
    one written, so that the record can be given back. A merge that was taken back lies in the trash.
    """

    __tablename__ = "person_merge"

    kept_id: UUID = Field(foreign_key="person.id", index=True)
    other_id: UUID = Field(foreign_key="person.id", index=True)
    overwritten: str = "{}"


class NotSamePerson(Entity, table=True):
    """That two records are two persons, however alike; the id is made of both (``merge_service.pair_id``)."""

    __tablename__ = "not_same_person"

    one_id: UUID = Field(foreign_key="person.id", index=True)
    two_id: UUID = Field(foreign_key="person.id", index=True)
