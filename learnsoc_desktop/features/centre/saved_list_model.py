"""What a list showed, kept under a name."""

from typing import Annotated

from sqlmodel import Field, SQLModel

from learnsoc_desktop.core.fields import Label
from learnsoc_desktop.core.i18n import N_
from learnsoc_desktop.data.entity import Entity


class SavedListDetails(SQLModel):
    """What a saved list is called."""

    name: Annotated[str, Label(N_("Name of the list"), line=True)] = Field(
        min_length=1, max_length=80
    )


class SavedList(SavedListDetails, Entity, table=True):
    """What was asked of the list of a ``place``: keys of filters as JSON, the text looked for, the order."""

    __tablename__ = "saved_list"

    place: str = Field(max_length=40, index=True)
    filters: str = "[]"
    text: str = Field(default="", max_length=200)
    sort: str = Field(default="", max_length=60)
    descending: bool = False
