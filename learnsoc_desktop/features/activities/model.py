"""Activities, their sessions, who is enrolled and who came."""

from datetime import date, datetime, time
from typing import Annotated, ClassVar
from uuid import UUID

from sqlmodel import Field, SQLModel

from learnsoc_desktop.core.fields import Kind, Label, LabelledEnum
from learnsoc_desktop.core.i18n import N_
from learnsoc_desktop.data.entity import Entity, Findable, UtcDateTime, stored_enum
from learnsoc_desktop.features.people.model import Sex


class ActivityStatus(LabelledEnum):
    """How far an activity is."""

    DRAFT = "draft", N_("Draft")
    APPROVED = "approved", N_("Approved")
    RUNNING = "running", N_("Running")
    DONE = "done", N_("Done")
    REPORTED = "reported", N_("Reported")
    CANCELLED = "cancelled", N_("Cancelled")


class EnrolmentStatus(LabelledEnum):
    """How far a person is in an activity."""

    APPLIED = "applied", N_("Applied")
    ENROLLED = "enrolled", N_("Enrolled")
    RESERVE = "reserve", N_("Reserve")
    WITHDRAWN = "withdrawn", N_("Withdrawn")


class Mark(LabelledEnum):
    """One cell of the attendance register. *Came* is present, late and left early."""

    PRESENT = "present", N_("Present")
    LATE = "late", N_("Late")
    LEAVE = "leave", N_("On leave")
    LEFT_EARLY = "left_early", N_("Left early")
    ABSENT = "absent", N_("Absent")


CAME = (Mark.PRESENT, Mark.LATE, Mark.LEFT_EARLY)


class MarkSource(LabelledEnum):
    """How a mark came into the program."""

    SCREEN = "screen", N_("Screen")
    PAPER = "paper", N_("Paper sheet")
    FILE = "file", N_("File")


class ActivityDetails(SQLModel):
    """What a person fills in about an activity."""

    name: Annotated[str, Label(N_("Name of the activity"), shown=True, width=300)] = Field(
        min_length=1, max_length=200
    )
    programme_id: Annotated[
        UUID | None,
        Label(
            N_("Programme"), kind=Kind.CODE, codes="programme", shown=True, width=200, wanted=True
        ),
    ] = Field(default=None, foreign_key="code.id", index=True)
    status: Annotated[ActivityStatus, Label(N_("Status"), shown=True, width=110)] = Field(
        default=ActivityStatus.APPROVED, sa_type=stored_enum(ActivityStatus)
    )
    starts_on: Annotated[date, Label(N_("First day"), shown=True, width=120)] = Field(index=True)
    ends_on: Annotated[date | None, Label(N_("Last day"), shown=True, width=120)] = None
    planned_minutes: Annotated[
        int | None, Label(N_("Hours in all"), kind=Kind.MINUTES, width=90)
    ] = Field(default=None, ge=0)
    venue: Annotated[str, Label(N_("Venue"), shown=True, width=180, wanted=True)] = Field(
        default="", max_length=150
    )
    responsible_id: Annotated[
        UUID | None, Label(N_("Responsible"), kind=Kind.PERSON, width=170)
    ] = Field(default=None, foreign_key="person.id")
    lecturer_id: Annotated[UUID | None, Label(N_("Lecturer"), kind=Kind.PERSON, width=170)] = Field(
        default=None, foreign_key="person.id"
    )
    target_people: Annotated[int | None, Label(N_("Target (people)"), width=90)] = Field(
        default=None, ge=0
    )
    notes: Annotated[str, Label(N_("Notes"), kind=Kind.PARAGRAPH)] = Field(
        default="", max_length=2000
    )


class Activity(ActivityDetails, Findable, Entity, table=True):
    """Something the centre holds: a course, a training, a meeting."""

    find_fields: ClassVar[tuple[str, ...]] = ("name", "venue")


class SessionDetails(SQLModel):
    """One meeting of an activity, as a person fills it in."""

    held_on: Annotated[date, Label(N_("Date"), shown=True)] = Field(index=True)
    starts: Annotated[time | None, Label(N_("From"), shown=True, width=80)] = None
    ends: Annotated[time | None, Label(N_("To"), shown=True, width=80)] = None
    minutes: Annotated[int, Label(N_("Hours"), kind=Kind.MINUTES, shown=True, width=80)] = Field(
        default=180, ge=0, le=24 * 60
    )
    topic: Annotated[str, Label(N_("Topic"), shown=True, width=220)] = Field(
        default="", max_length=200
    )
    venue: Annotated[str, Label(N_("Venue, if another"))] = Field(default="", max_length=150)
    cancelled: Annotated[bool, Label(N_("Cancelled"))] = False
    cancel_reason: Annotated[str, Label(N_("Reason for cancelling"))] = Field(
        default="", max_length=200
    )


class ActivitySession(SessionDetails, Entity, table=True):
    """One meeting of an activity. Its sheet number is derived from its id (``queries.sheet_number``)."""

    __tablename__ = "activity_session"

    activity_id: UUID = Field(foreign_key="activity.id", index=True)
    heads_counted: int | None = None  # answer to "how many heads are in the room?"
    finished_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Enrolment(Entity, table=True):
    """That a person takes part; the id is ``natural_id("enrolment", activity, person)``."""

    activity_id: UUID = Field(foreign_key="activity.id", index=True)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    status: EnrolmentStatus = Field(
        default=EnrolmentStatus.ENROLLED, sa_type=stored_enum(EnrolmentStatus)
    )
    roll_no: int = 0
    applied_on: date | None = None


class Attendance(Entity, table=True):
    """One mark of one session. A named mark's id is ``natural_id("attendance", session, person)``.

    A walk-in is a mark without a person: a name and a sex, perhaps linked to a person later.
    ``minutes`` is None while the whole session counts as the mark says.
    """

    session_id: UUID = Field(foreign_key="activity_session.id", index=True)
    person_id: UUID | None = Field(default=None, foreign_key="person.id", index=True)
    walk_in_name: str = Field(default="", max_length=100)
    walk_in_sex: Sex = Field(default=Sex.UNSPECIFIED, sa_type=stored_enum(Sex))
    mark: Mark = Field(sa_type=stored_enum(Mark))
    minutes: int | None = None
    left_at: time | None = None
    source: MarkSource = Field(default=MarkSource.SCREEN, sa_type=stored_enum(MarkSource))
    note: str = Field(default="", max_length=200)


class HeadCount(Entity, table=True):
    """Heads without names at a fair or festival; the id is ``natural_id("head_count", session, sex, band)``."""

    __tablename__ = "head_count"

    session_id: UUID = Field(foreign_key="activity_session.id", index=True)
    sex: Sex = Field(default=Sex.UNSPECIFIED, sa_type=stored_enum(Sex))
    age_band: str = Field(default="", max_length=10)  # "60+", "15-24"; empty: not known
    heads: int = Field(ge=0)
