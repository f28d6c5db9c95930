"""Fields that a centre defines itself for its people, and what they hold.

The words of a choice are rows of ``Code`` in a list of the field's own (``CustomField.list_key``), so that they
are edited, ordered, retired and moved like all others. Nothing here is read where a centre has no such field.
"""

from datetime import date
from typing import Annotated, ClassVar
from uuid import UUID

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, SQLModel

from learnsoc_desktop.core.fields import Kind, Label, LabelledEnum
from learnsoc_desktop.core.i18n import N_
from learnsoc_desktop.data.entity import Entity, Findable, stored_enum
from learnsoc_desktop.features.people import model as _people  # noqa: F401  the tables we point to

LONGEST_TEXT = 200
LIST_PREFIX = "own-"


class CustomKind(LabelledEnum):
    """What a field holds."""

    TEXT = "text", N_("Text")
    NUMBER = "number", N_("Whole number")
    DATE = "date", N_("Date")
    CHOICE = "choice", N_("One of our own words")

    @property
    def kind(self) -> Kind:
        """The kind of field that forms and files know."""
        return _KINDS[self]


_KINDS = {
    CustomKind.TEXT: Kind.TEXT,
    CustomKind.NUMBER: Kind.NUMBER,
    CustomKind.DATE: Kind.DATE,
    CustomKind.CHOICE: Kind.CODE,
}


class CustomFieldDetails(SQLModel):
    """A field as a centre describes it."""

    name: Annotated[str, Label(N_("Name of the field"), shown=True, line=True)] = Field(
        min_length=1, max_length=60
    )
    kind: Annotated[CustomKind, Label(N_("Holds"), shown=True, line=True)] = Field(
        default=CustomKind.TEXT, sa_type=stored_enum(CustomKind)
    )
    help: Annotated[
        str,
        Label(N_("Explanation"), line=True, help=N_("Stands beside the field in the record.")),
    ] = Field(default="", max_length=120)


class CustomField(CustomFieldDetails, Entity, table=True):
    """A field of the centre's own. It is never removed but retired: its values are kept."""

    __tablename__ = "custom_field"

    position_no: int = 0
    retired: bool = False

    @property
    def list_key(self) -> str:
        """The key of the code list that holds the words of a choice."""
        return f"{LIST_PREFIX}{self.id.hex}"


class CustomValue(Findable, Entity, table=True):
    """What a field holds of a person; the id is ``natural_id("custom_value", person, field)``.

    Only the column of the field's kind is filled. An empty value is a row in the trash.
    """

    __tablename__ = "custom_value"
    # Lists ask for a field of some persons, filters for persons of a field; ranges read nothing but the index.
    __table_args__ = (
        Index("ix_custom_value_held", "field_id", "person_id", "number", "day", "deleted_at"),
    )
    natural_key: ClassVar[tuple[str, ...]] = ("person_id", "field_id")
    find_fields: ClassVar[tuple[str, ...]] = ("text",)

    person_id: UUID = Field(foreign_key="person.id", index=True)
    field_id: UUID = Field(foreign_key="custom_field.id")
    text: str = Field(default="", max_length=LONGEST_TEXT)
    number: int | None = Field(default=None, sa_type=BigInteger)
    day: date | None = None
    code_id: UUID | None = Field(default=None, foreign_key="code.id", index=True)


COLUMNS = {
    CustomKind.TEXT: "text",
    CustomKind.NUMBER: "number",
    CustomKind.DATE: "day",
    CustomKind.CHOICE: "code_id",
}
