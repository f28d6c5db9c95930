"""What a person wants, plans, notes and says of learning: the parts of the path that are no activity."""

from datetime import date
from typing import Annotated, ClassVar
from uuid import UUID

from sqlmodel import Field, SQLModel

from learnsoc_desktop.core.fields import Kind, Label, LabelledEnum
from learnsoc_desktop.core.i18n import N_
from learnsoc_desktop.data.entity import Entity, stored_enum
from learnsoc_desktop.features.people import model as _people  # noqa: F401  the tables we point to


class Skill(LabelledEnum):
    """The five skills of a learning person, as the concept of the lifelong learning society names them."""

    CURIOUS = "curious", N_("Eager to know")
    THINKS = "thinks", N_("Thinks and analyses")
    SOLVES = "solves", N_("Solves problems")
    BY_ONESELF = "by_oneself", N_("Learns by oneself")
    APPLIES = "applies", N_("Uses what was learned")


class WantKind(LabelledEnum):
    """What a wish or a gift is."""

    WANT = "want", N_("Wants to learn")
    INTEREST = "interest", N_("Is interested in")
    TALENT = "talent", N_("Is good at")


class GoalDetails(SQLModel):
    """What somebody wants to reach by learning."""

    goal: Annotated[str, Label(N_("Goal"), line=True)] = Field(min_length=1, max_length=200)
    why: Annotated[str, Label(N_("Why"), line=True)] = Field(default="", max_length=300)
    by_when: Annotated[date | None, Label(N_("By when"))] = None
    done_on: Annotated[date | None, Label(N_("Reached on"))] = None
    steps: Annotated[str, Label(N_("Steps"), kind=Kind.PARAGRAPH)] = Field(
        default="", max_length=1000
    )


class LearningGoal(GoalDetails, Entity, table=True):
    """A goal of one person."""

    __tablename__ = "learning_goal"

    person_id: UUID = Field(foreign_key="person.id", index=True)


class LogDetails(SQLModel):
    """Something learned outside the activities of the centre."""

    learned_on: Annotated[date, Label(N_("Date"))]
    minutes: Annotated[int | None, Label(N_("Hours"), kind=Kind.MINUTES)] = Field(
        default=None, ge=0, le=24 * 60
    )
    what: Annotated[str, Label(N_("What was learned"), line=True)] = Field(
        min_length=1, max_length=200
    )
    place: Annotated[
        str,
        Label(
            N_("Where or from whom"),
            line=True,
            help=N_("Reading house, television, internet, elders …"),
        ),
    ] = Field(default="", max_length=150)
    used_for: Annotated[str, Label(N_("What it was used for"), line=True)] = Field(
        default="", max_length=300
    )


class LearningLog(LogDetails, Entity, table=True):
    """One line of somebody's own learning log."""

    __tablename__ = "learning_log"

    person_id: UUID = Field(foreign_key="person.id", index=True)


class WantDetails(SQLModel):
    """A wish, an interest or a gift; ``rank`` 1 is the strongest wish."""

    kind: Annotated[WantKind, Label(N_("Kind"))] = Field(
        default=WantKind.WANT, sa_type=stored_enum(WantKind)
    )
    rank: Annotated[int | None, Label(N_("Order"), help=N_("1 is wanted most."))] = Field(
        default=None, ge=1, le=99
    )
    what: Annotated[str, Label(N_("What it is about"), line=True)] = Field(
        min_length=1, max_length=150
    )
    noted_on: Annotated[date | None, Label(N_("Said on"))] = None
    met_on: Annotated[date | None, Label(N_("Met on"))] = None


class Want(WantDetails, Entity, table=True):
    """A wish of one person."""

    person_id: UUID = Field(foreign_key="person.id", index=True)


class SkillMark(Entity, table=True):
    """How somebody sees a skill on a day, 1 to 5; the id is ``natural_id("skill_mark", person, day, skill)``."""

    __tablename__ = "skill_mark"
    natural_key: ClassVar[tuple[str, ...]] = ("person_id", "marked_on", "skill")

    person_id: UUID = Field(foreign_key="person.id", index=True)
    marked_on: date
    skill: Skill = Field(sa_type=stored_enum(Skill))
    level: int = Field(ge=1, le=5)
