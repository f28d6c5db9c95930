"""A small course: three learners, two sessions."""

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

import pytest

from learnsoc_desktop.data.database import Database
from learnsoc_desktop.features.activities.model import ActivityDetails, SessionDetails
from learnsoc_desktop.features.activities.queries import session_rows
from learnsoc_desktop.features.activities.service import enrol, plan_activity
from learnsoc_desktop.features.people.model import PersonDetails, Sex
from learnsoc_desktop.features.people.service import register_person

START = date(2026, 11, 2)


@dataclass(frozen=True)
class Course:
    activity: UUID
    sessions: tuple[UUID, ...]
    people: tuple[UUID, ...]


@pytest.fixture
def course(database: Database) -> Course:
    """Return a course of two sessions of three hours with สมชาย, บุญเรือน and แดง on its roll."""
    with database.writing() as uow:
        people = tuple(
            register_person(
                uow,
                PersonDetails(
                    first_name=name, nickname=nick, sex=sex, born=born, phone="0810000000"
                ),
                today=START,
            )
            for name, nick, sex, born in (
                ("สมชาย", "ชาย", Sex.MALE, "1960-05-01"),
                ("บุญเรือน", "เรือน", Sex.FEMALE, "1990"),
                ("แดง", "แดง", Sex.FEMALE, ""),
            )
        )
        activity = plan_activity(
            uow,
            ActivityDetails(name="แปรรูปกล้วย", starts_on=START),
            [
                SessionDetails(held_on=day, starts=time(9), ends=time(12), minutes=180)
                for day in (START, date(2026, 11, 9))
            ],
        )
        enrol(uow, activity, people)
    with database.reading() as session:
        sessions = tuple(row.id for row in session_rows(session, activity_id=activity))
    return Course(activity, sessions, people)
