"""Rows of a file that look like somebody, kept until a person says who they are."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from learnsoc_desktop.core.fields import LabelledEnum
from learnsoc_desktop.core.i18n import N_
from learnsoc_desktop.data.entity import Entity, UtcDateTime, stored_enum
from learnsoc_desktop.features.people import model as _people  # noqa: F401  the tables we point to


class ParkedState(LabelledEnum):
    """What a person said of a parked row."""

    OPEN = "open", N_("To be decided")
    SAME = "same", N_("The same person")
    OTHER = "other", N_("Another person")
    THROWN = "thrown", N_("Thrown away")


class ParkedRow(Entity, table=True):
    """A row of an import that looks like a person, and what became of it.

    ``details`` is JSON: what would be stored of the row, by field of ``PersonDetails``; ``own`` the same of the
    centre's own fields; ``said`` its cells as the file has them, pairs of head and text. ``like_id`` is the person
    it resembles (``score`` of 100, ``reasons`` by their stable values, with commas between). ``person_id`` is whom
    it became, and ``overwritten`` what that wrote over, as in ``PersonMerge``.
    """

    __tablename__ = "parked_row"

    batch_id: UUID = Field(foreign_key="import_batch.id", index=True)
    row_no: int
    name: str = Field(max_length=300)
    details: str
    own: str = "{}"
    said: str = "[]"
    like_id: UUID = Field(foreign_key="person.id", index=True)
    score: int
    reasons: str = Field(default="", max_length=200)
    state: ParkedState = Field(
        default=ParkedState.OPEN, sa_type=stored_enum(ParkedState), index=True
    )
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    person_id: UUID | None = Field(default=None, foreign_key="person.id")
    overwritten: str = "{}"
