"""What else is known of a person, from the guardian to the household, and what is sensitive."""

from datetime import date
from typing import Annotated, ClassVar
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from learnsoc_desktop.core.fields import Kind, Label, LabelledEnum
from learnsoc_desktop.core.i18n import N_
from learnsoc_desktop.data.entity import Entity, Findable, stored_enum
from learnsoc_desktop.features.people.model import PersonStatus

ORIGIN, GUARDIAN, ACCESS = (
    N_("Origin and language"),
    N_("Guardian"),
    N_("Access and welfare"),
)


class Literacy(LabelledEnum):
    """How well somebody reads and writes Thai."""

    NONE = "none", N_("Cannot read or write")
    SOME = "some", N_("Reads and writes a little")
    FLUENT = "fluent", N_("Reads and writes well")


class NameKind(LabelledEnum):
    """What another name of a person is."""

    FORMER = "former", N_("Former name")
    PASSPORT = "passport", N_("In Latin letters, as in the passport")
    OWN = "own", N_("In the person's own language")
    OTHER = "other", N_("Also called")


class MoreColumns(SQLModel):
    """What is stored once a person and is neither wanted of everybody nor sensitive."""

    clergy_id: Annotated[
        UUID | None,
        Label(N_("Clergy"), group=ORIGIN, kind=Kind.CODE, codes="clergy"),
    ] = Field(default=None, foreign_key="code.id")
    nationality: Annotated[str, Label(N_("Nationality"), group=ORIGIN, codes="nationality")] = (
        Field(default="", max_length=60)
    )
    literacy: Annotated[Literacy | None, Label(N_("Reading and writing Thai"), group=ORIGIN)] = (
        Field(default=None, sa_type=stored_enum(Literacy))
    )
    guardian_id: Annotated[
        UUID | None,
        Label(
            N_("Guardian in the registry"),
            group=GUARDIAN,
            kind=Kind.PERSON,
            half=True,
            help=N_("Or the name beside, of somebody who is not in it."),
        ),
    ] = Field(default=None, foreign_key="person.id", index=True)
    guardian_name: Annotated[str, Label(N_("Guardian's name"), group=GUARDIAN, half=True)] = Field(
        default="", max_length=150
    )
    guardian_relation_id: Annotated[
        UUID | None,
        Label(
            N_("Relation of the guardian"),
            group=GUARDIAN,
            kind=Kind.CODE,
            codes="relation",
            half=True,
        ),
    ] = Field(default=None, foreign_key="code.id")
    guardian_phone: Annotated[
        str, Label(N_("Guardian's phone"), group=GUARDIAN, kind=Kind.PHONE, half=True)
    ] = Field(default="", max_length=40)
    internet_id: Annotated[
        UUID | None, Label(N_("Internet"), group=ACCESS, kind=Kind.CODE, codes="internet")
    ] = Field(default=None, foreign_key="code.id")


class MoreDetails(MoreColumns):
    """What the form says: the stored fields and the words that may be many."""

    languages: Annotated[
        list[UUID],
        Label(N_("Languages spoken"), group=ORIGIN, kind=Kind.CODES, codes="language"),
    ] = Field(default_factory=list)
    devices: Annotated[
        list[UUID], Label(N_("Devices"), group=ACCESS, kind=Kind.CODES, codes="device")
    ] = Field(default_factory=list)
    transport: Annotated[
        list[UUID], Label(N_("Comes by"), group=ACCESS, kind=Kind.CODES, codes="transport")
    ] = Field(default_factory=list)
    welfare: Annotated[
        list[UUID], Label(N_("Welfare"), group=ACCESS, kind=Kind.CODES, codes="welfare")
    ] = Field(default_factory=list)


class PersonMore(MoreColumns, Entity, table=True):
    """One row a person; the id is ``natural_id("person_more", person)``."""

    __tablename__ = "person_more"
    natural_key: ClassVar[tuple[str, ...]] = ("person_id",)

    person_id: UUID = Field(foreign_key="person.id", index=True)


class SensitiveColumns(SQLModel):
    """What may be kept with explicit consent only (PDPA, section 26)."""

    religion: Annotated[str, Label(N_("Religion"), codes="religion")] = Field(
        default="", max_length=60
    )
    ethnicity: Annotated[str, Label(N_("Ethnicity"))] = Field(default="", max_length=60)
    disability_card: Annotated[str, Label(N_("Disability card no."))] = Field(
        default="", max_length=30
    )
    disability_card_until: Annotated[date | None, Label(N_("Card valid until"))] = None
    health: Annotated[
        str,
        Label(
            N_("Health"),
            kind=Kind.PARAGRAPH,
            help=N_("Only what a trip or camp needs: blood group, illness, allergy, medicine."),
        ),
    ] = Field(default="", max_length=1000)
    health_until: Annotated[
        date | None,
        Label(N_("Keep health until"), help=N_("After this day it is no longer shown.")),
    ] = None


class SensitiveDetails(SensitiveColumns):
    """What the form says of it: the stored fields and the words that may be many."""

    disabilities: Annotated[
        list[UUID], Label(N_("Disability"), kind=Kind.CODES, codes="disability")
    ] = Field(default_factory=list)
    supports: Annotated[
        list[UUID], Label(N_("Support needed"), kind=Kind.CODES, codes="support")
    ] = Field(default_factory=list)


class PersonSensitive(SensitiveColumns, Entity, table=True):
    """One row a person; the id is ``natural_id("person_sensitive", person)``."""

    __tablename__ = "person_sensitive"
    natural_key: ClassVar[tuple[str, ...]] = ("person_id",)

    person_id: UUID = Field(foreign_key="person.id", index=True)


class PersonWord(Entity, table=True):
    """That a word of a list is said of a person; the list tells which field it is of.

    The id is ``natural_id("person_word", person, code)``; ``main`` is the first one of its field.
    """

    __tablename__ = "person_word"
    __table_args__ = (Index("ix_person_word_person_id_code_id", "person_id", "code_id"),)
    natural_key: ClassVar[tuple[str, ...]] = ("person_id", "code_id")

    person_id: UUID = Field(foreign_key="person.id")
    code_id: UUID = Field(foreign_key="code.id", index=True)
    main: bool = False


class NameDetails(SQLModel):
    """Another name, in any script."""

    name: Annotated[str, Label(N_("Other name"), line=True)] = Field(min_length=1, max_length=200)
    kind: Annotated[NameKind, Label(N_("Kind of name"), half=True)] = Field(
        default=NameKind.OTHER, sa_type=stored_enum(NameKind)
    )
    language_id: Annotated[
        UUID | None, Label(N_("Language"), kind=Kind.CODE, codes="language", half=True)
    ] = Field(default=None, foreign_key="code.id")


class PersonName(NameDetails, Findable, Entity, table=True):
    """One other name of a person."""

    __tablename__ = "person_name"
    find_fields: ClassVar[tuple[str, ...]] = ("name",)

    person_id: UUID = Field(foreign_key="person.id", index=True)


class StatusDetails(SQLModel):
    """A change of status: to what, since when and why."""

    status: Annotated[PersonStatus, Label(N_("New status"), half=True)] = Field(
        sa_type=stored_enum(PersonStatus)
    )
    since: Annotated[date, Label(N_("Since"), half=True)]
    reason: Annotated[str, Label(N_("Reason"), line=True)] = Field(default="", max_length=200)


class StatusChange(StatusDetails, Entity, table=True):
    """One change; ``before`` is what held until then. The newest one is what ``Person.status`` says."""

    __tablename__ = "status_change"

    person_id: UUID = Field(foreign_key="person.id", index=True)
    before: PersonStatus = Field(sa_type=stored_enum(PersonStatus))


class TermDetails(SQLModel):
    """A time in which somebody had a role."""

    role_id: Annotated[UUID, Label(N_("Role"), kind=Kind.CODE, codes="role", half=True)] = Field(
        foreign_key="code.id"
    )
    position: Annotated[
        str, Label(N_("Position"), half=True, help=N_("Chair, secretary, adviser …"))
    ] = Field(default="", max_length=80)
    from_on: Annotated[date, Label(N_("From"), half=True)]
    to_on: Annotated[date | None, Label(N_("To"), half=True, help=N_("Empty: it goes on."))] = None


class RoleTerm(TermDetails, Entity, table=True):
    """One term of a person."""

    __tablename__ = "role_term"

    person_id: UUID = Field(foreign_key="person.id", index=True)


class StudyDetails(SQLModel):
    """A semester of basic education."""

    semester: Annotated[
        str, Label(N_("Semester"), half=True, help=N_("As 1/2569: semester and B.E. year."))
    ] = Field(min_length=1, max_length=10)
    level_id: Annotated[
        UUID | None, Label(N_("Level"), kind=Kind.CODE, codes="study_level", half=True)
    ] = Field(default=None, foreign_key="code.id")
    group_name: Annotated[str, Label(N_("Learning group"), half=True)] = Field(
        default="", max_length=80
    )
    student_code: Annotated[
        str, Label(N_("Student code (ITW51)"), half=True, help=N_("10 digits"))
    ] = Field(default="", max_length=20)
    quality_hours: Annotated[
        int | None,
        Label(
            N_("Hours of quality of life (KPC)"),
            half=True,
            help=N_("Counted in this semester; 200 are asked for a level."),
        ),
    ] = Field(default=None, ge=0, le=1000)


class StudyTerm(StudyDetails, Entity, table=True):
    """One semester of a learner."""

    __tablename__ = "study_term"

    person_id: UUID = Field(foreign_key="person.id", index=True)


class MemberDetails(SQLModel):
    """Somebody of a household, and who that is in it."""

    member_id: Annotated[UUID, Label(N_("Who"), kind=Kind.PERSON, line=True)] = Field(
        foreign_key="person.id", index=True
    )
    relation_id: Annotated[
        UUID | None,
        Label(
            N_("In the household"),
            kind=Kind.CODE,
            codes="relation",
            line=True,
            help=N_("Seen from the head of the household."),
        ),
    ] = Field(default=None, foreign_key="code.id")


class Household(Entity, table=True):
    """People who live together; the id is ``natural_id("household", person)`` of whom it was begun with."""


class HouseholdMember(MemberDetails, Entity, table=True):
    """One of a household; the id is ``natural_id("household_member", household, person)``."""

    __tablename__ = "household_member"
    natural_key: ClassVar[tuple[str, ...]] = ("household_id", "member_id")

    household_id: UUID = Field(foreign_key="household.id", index=True)
