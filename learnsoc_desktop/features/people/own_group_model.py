"""Groups of people that somebody made by hand: the choir, those who come by boat."""

from typing import Annotated, ClassVar
from uuid import UUID

from sqlmodel import Field, Index, SQLModel

from learnsoc_desktop.core.fields import Label
from learnsoc_desktop.core.i18n import N_
from learnsoc_desktop.data.entity import Entity
from learnsoc_desktop.features.people import model as _people  # noqa: F401  the tables we point to


class OwnGroupDetails(SQLModel):
    """What a group is called, and what it is for."""

    name: Annotated[str, Label(N_("Name of the group"), line=True)] = Field(
        min_length=1, max_length=80
    )
    purpose: Annotated[str, Label(N_("What it is for"), line=True)] = Field(
        default="", max_length=200
    )


class OwnGroup(OwnGroupDetails, Entity, table=True):
    """A group that the centre made; a target group is a word of a code list."""

    __tablename__ = "own_group"


class OwnGroupMember(Entity, table=True):
    """That a person is in a group; the id is ``natural_id("own_group_member", group, person)``."""

    __tablename__ = "own_group_member"
    __table_args__ = (Index("ix_own_group_member_person_id_group_id", "person_id", "group_id"),)
    natural_key: ClassVar[tuple[str, ...]] = ("group_id", "person_id")

    group_id: UUID = Field(foreign_key="own_group.id", index=True)
    person_id: UUID = Field(foreign_key="person.id")
