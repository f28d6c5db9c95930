"""Persons and their roles. One person, many roles."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, ClassVar
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from learnsoc_desktop.core.fields import Kind, Label, LabelledEnum
from learnsoc_desktop.core.i18n import N_
from learnsoc_desktop.data.entity import Entity, Findable, stored_enum
from learnsoc_desktop.features.centre import model as _centre  # noqa: F401  the tables we point to

NAME, CONTACT, REGISTER, LEARNING, ROLES = (
    N_("Name and identity"),
    N_("Contact and address"),
    N_("Address in the house register"),
    N_("Education and work"),
    N_("Roles and status"),
)


class Sex(LabelledEnum):
    """Sex as registers record it; clergy is a title, not a sex."""

    FEMALE = "female", N_("Female")
    MALE = "male", N_("Male")
    UNSPECIFIED = "unspecified", N_("Not stated")


class IdType(LabelledEnum):
    """What kind of number an ID number is; decides how it is checked."""

    THAI = "thai_id", N_("Thai ID number")
    NO_STATUS = "pink_card", N_("Pink card (begins with 0, 6 or 7)")
    G_CODE = "g_code", N_("G-Code")
    PASSPORT = "passport", N_("Passport")
    MIGRANT = "migrant_card", N_("Migrant worker's card")
    NONE = "none", N_("None")


class PersonStatus(LabelledEnum):
    """Whether a person still belongs to the centre's area."""

    ACTIVE = "active", N_("In the area")
    MOVED = "moved", N_("Moved away")
    LEFT = "left", N_("No longer comes")
    DECEASED = "deceased", N_("Deceased")


class PersonColumns(SQLModel):
    """The stored fields of a person. Only a name or nickname, sex, and a contact or village block saving."""

    title: Annotated[
        str,
        Label(
            N_("Title"),
            group=NAME,
            codes="title",
            width=90,
            help=N_("Mr, Mrs, Miss, monk, rank …"),
        ),
    ] = Field(default="", max_length=40)
    first_name: Annotated[str, Label(N_("First name"), group=NAME)] = Field(
        default="", max_length=100
    )
    last_name: Annotated[str, Label(N_("Last name"), group=NAME)] = Field(
        default="", max_length=100
    )
    nickname: Annotated[str, Label(N_("Nickname"), group=NAME, shown=True, width=90)] = Field(
        default="", max_length=60
    )
    sex: Annotated[Sex, Label(N_("Sex"), group=NAME, width=80)] = Field(
        default=Sex.UNSPECIFIED, sa_type=stored_enum(Sex)
    )
    born: Annotated[
        str,
        Label(
            N_("Date of birth"),
            group=NAME,
            kind=Kind.PARTIAL_DATE,
            wanted=True,
            help=N_("The year alone, or month and year, will do."),
        ),
    ] = Field(default="", max_length=12)
    id_type: Annotated[IdType, Label(N_("Kind of ID"), group=NAME)] = Field(
        default=IdType.THAI, sa_type=stored_enum(IdType)
    )
    id_number: Annotated[
        str,
        Label(
            N_("ID number"),
            group=NAME,
            kind=Kind.ID_NUMBER,
            parts=("id_type", "id_confirmed"),
            wanted=True,
            masked=True,
        ),
    ] = Field(default="", max_length=30, index=True)
    id_confirmed: Annotated[
        bool, Label(N_("ID number is so on the card"), group=NAME, form=False)
    ] = False
    phone: Annotated[str, Label(N_("Phone"), group=CONTACT, kind=Kind.PHONE, wanted=True)] = Field(
        default="", max_length=40
    )
    line_id: Annotated[str, Label(N_("LINE"), group=CONTACT)] = Field(default="", max_length=60)
    house_no: Annotated[str, Label(N_("House no."), group=CONTACT, width=90)] = Field(
        default="", max_length=40
    )
    village_id: Annotated[
        UUID | None, Label(N_("Village"), group=CONTACT, kind=Kind.VILLAGE, shown=True, wanted=True)
    ] = Field(default=None, foreign_key="village.id", index=True)
    road: Annotated[str, Label(N_("Lane, road"), group=CONTACT)] = Field(default="", max_length=80)
    subdistrict: Annotated[
        str,
        Label(
            N_("Sub-district, district, province"),
            group=CONTACT,
            kind=Kind.PLACE,
            parts=("district", "province", "postcode"),
            width=240,
            wanted=True,
        ),
    ] = Field(default="", max_length=80)
    district: Annotated[str, Label(N_("District"), group=CONTACT, form=False)] = Field(
        default="", max_length=80
    )
    province: Annotated[str, Label(N_("Province"), group=CONTACT, form=False)] = Field(
        default="", max_length=80
    )
    postcode: Annotated[str, Label(N_("Post code"), group=CONTACT, form=False)] = Field(
        default="", max_length=10
    )
    house_code: Annotated[
        str, Label(N_("House register code"), group=REGISTER, help=N_("11 digits, if known"))
    ] = Field(default="", max_length=15)
    registered_house_no: Annotated[
        str, Label(N_("Registered house no."), group=REGISTER, width=120)
    ] = Field(default="", max_length=40)
    registered_village: Annotated[
        str, Label(N_("Registered village"), group=REGISTER, help=N_("Number and name"))
    ] = Field(default="", max_length=80)
    registered_road: Annotated[str, Label(N_("Registered lane, road"), group=REGISTER)] = Field(
        default="", max_length=80
    )
    registered_subdistrict: Annotated[
        str,
        Label(
            N_("Registered sub-district, district, province"),
            group=REGISTER,
            kind=Kind.PLACE,
            parts=("registered_district", "registered_province", "registered_postcode"),
            width=240,
        ),
    ] = Field(default="", max_length=80)
    registered_district: Annotated[
        str, Label(N_("Registered district"), group=REGISTER, form=False)
    ] = Field(default="", max_length=80)
    registered_province: Annotated[
        str, Label(N_("Registered province"), group=REGISTER, form=False)
    ] = Field(default="", max_length=80)
    registered_postcode: Annotated[
        str, Label(N_("Registered post code"), group=REGISTER, form=False)
    ] = Field(default="", max_length=10)
    education_id: Annotated[
        UUID | None,
        Label(
            N_("Highest education"), group=LEARNING, kind=Kind.CODE, codes="education", wanted=True
        ),
    ] = Field(default=None, foreign_key="code.id")
    occupation_id: Annotated[
        UUID | None,
        Label(N_("Occupation"), group=LEARNING, kind=Kind.CODE, codes="occupation", wanted=True),
    ] = Field(default=None, foreign_key="code.id")
    learner_code: Annotated[str, Label(N_("Learner code"), group=ROLES, width=110)] = Field(
        default="", max_length=30, index=True
    )
    registered_on: Annotated[date | None, Label(N_("Registered on"), group=ROLES)] = None
    status: Annotated[PersonStatus, Label(N_("Status"), group=ROLES, width=110)] = Field(
        default=PersonStatus.ACTIVE, sa_type=stored_enum(PersonStatus)
    )
    picture: Annotated[
        str,
        Label(
            N_("Picture"),
            group=ROLES,
            kind=Kind.PICTURE,
            parts=("nickname", "first_name"),
            table=False,
        ),
    ] = Field(default="", max_length=64)
    notes: Annotated[str, Label(N_("Notes"), group=ROLES, kind=Kind.PARAGRAPH)] = Field(
        default="", max_length=2000
    )


class PersonDetails(PersonColumns):
    """What a form or a file says of a person: the stored fields, groups and roles (main one first)."""

    target_groups: Annotated[
        list[UUID],
        Label(
            N_("Target groups"),
            group=LEARNING,
            kind=Kind.CODES,
            codes="target_group",
            shown=True,
            wanted=True,
        ),
    ] = Field(default_factory=list)
    roles: Annotated[list[UUID], Label(N_("Roles"), group=ROLES, kind=Kind.CODES, codes="role")] = (
        Field(default_factory=list)
    )


class Person(PersonColumns, Findable, Entity, table=True):
    """A person the centre knows. ``merged_into`` names the surviving record of the same person."""

    find_fields: ClassVar[tuple[str, ...]] = (
        "first_name",
        "last_name",
        "nickname",
        "phone",
        "id_number",
        "learner_code",
    )

    merged_into: UUID | None = Field(default=None, foreign_key="person.id", index=True)
    batch_id: UUID | None = Field(default=None, foreign_key="import_batch.id")

    @classmethod
    def sort_text(cls, values: Mapping[str, Any]) -> str:
        """Return first name, last name, nickname: nobody sorts by surname here."""
        names = (values.get("first_name") or values.get("nickname"), values.get("last_name"))
        return " ".join(name for name in names if name)


class PersonGroup(Entity, table=True):
    """That a person belongs to a target group; the id is ``natural_id("person_group", person, code)``."""

    __tablename__ = "person_group"
    # Both together: of two single ones SQLite may take that of the code, and read thousands a person.
    __table_args__ = (Index("ix_person_group_person_id_code_id", "person_id", "code_id"),)
    natural_key: ClassVar[tuple[str, ...]] = ("person_id", "code_id")

    person_id: UUID = Field(foreign_key="person.id")
    code_id: UUID = Field(foreign_key="code.id", index=True)
    main: bool = False


class PersonRole(Entity, table=True):
    """That a person has a role; the id is ``natural_id("person_role", person, code)``."""

    __tablename__ = "person_role"
    # Both together: of two single ones SQLite may take that of the code, and read thousands a person.
    __table_args__ = (Index("ix_person_role_person_id_code_id", "person_id", "code_id"),)
    natural_key: ClassVar[tuple[str, ...]] = ("person_id", "code_id")

    person_id: UUID = Field(foreign_key="person.id")
    code_id: UUID = Field(foreign_key="code.id", index=True)
    main: bool = False
