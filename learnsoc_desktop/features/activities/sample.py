"""Three fiscal years of invented activities of the sample centre, with what goes wrong in real ones.

There are walk-ins, cancelled sessions, sheets not filled, heads without names, and three sessions today.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from learnsoc_desktop.core.partial_date import age_on
from learnsoc_desktop.core.sample import SamplePlan, demo
from learnsoc_desktop.data.entity import alive, natural_id
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.features.activities.model import (
    Activity,
    ActivitySession,
    ActivityStatus,
    Attendance,
    Enrolment,
    EnrolmentStatus,
    HeadCount,
    Mark,
    MarkSource,
)
from learnsoc_desktop.features.centre.model import Code
from learnsoc_desktop.features.people.model import Person, PersonRole, Sex

YEARS = 3
OCTOBER = 10
TODAY_TIMES = ((time(9), time(12)), (time(13), time(15)), (time(16, 30), time(18)))
UNFILLED_DAYS = 6  # how long ago the oldest sheet is that nobody filled
MARKS = (
    (Mark.PRESENT, 80),
    (Mark.LATE, 6),
    (Mark.LEAVE, 5),
    (Mark.LEFT_EARLY, 3),
    (Mark.ABSENT, 6),
)
NEVER_COME = 3  # of hundred people let themselves be enrolled and come to nothing
REASONS = ("ไปหาหมอ", "ไปงานบุญ", "")  # why somebody was on leave
NOTES = {  # one activity in eight has each of these
    0: "ผู้เรียนขอให้จัดอีกในปีหน้า",
    1: "ใช้วัสดุที่มีในหมู่บ้าน",
}


@dataclass(slots=True)
class _Rows:
    """What is written at the end, a bulk insert a table."""

    activities: list[dict[str, Any]]
    sessions: list[dict[str, Any]]
    enrolments: list[dict[str, Any]]
    marks: list[dict[str, Any]]
    heads: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class _Someone:
    id: UUID
    age: int


def fill(uow: UnitOfWork, plan: SamplePlan) -> None:
    """Write the activities of the fiscal year of ``plan.today`` and of the two before it."""
    programmes = dict(
        uow.session.exec(select(Code.key, Code.id).where(Code.list_key == "programme")).all()
    )
    learners = _people(uow, plan, "learner")
    staff = _people(uow, plan, "staff")
    lecturers = _people(uow, plan, "instructor")
    rows = _Rows([], [], [], [], [])
    for number, (template, first) in enumerate(_calendar(plan)):
        activity_id = plan.id("activity", number)
        sessions = list(_sessions(plan, activity_id, template, first, number))
        last = sessions[-1]["held_on"]
        rows.activities.append(
            {
                "id": activity_id,
                "name": template["name"],
                "programme_id": programmes.get(template["programme"]),
                "status": _status(plan, first, last),
                "starts_on": first,
                "ends_on": last,
                "planned_minutes": template["sessions"] * template["hours"] * 60,
                "venue": template["venue"],
                "responsible_id": plan.rng.choice(staff).id if staff else None,
                "lecturer_id": plan.rng.choice(lecturers).id if lecturers else None,
                "target_people": template["size"] or None,
                "notes": NOTES.get(plan.id("notes", number).int % 8, ""),
                **plan.stamps(min(first, plan.today)),
            }
        )
        rows.sessions += sessions
        roll = _enrol(plan, rows, activity_id, template, learners, first)
        for session in sessions:
            _attend(plan, rows, template, session, roll)
    uow.insert_many(Activity, rows.activities)
    uow.insert_many(ActivitySession, rows.sessions)
    uow.insert_many(Enrolment, rows.enrolments)
    uow.insert_many(Attendance, rows.marks)
    uow.insert_many(HeadCount, rows.heads)


def _calendar(plan: SamplePlan) -> Iterator[tuple[dict[str, Any], date]]:
    """Yield each activity with its first day: all of three years, and today's three running now."""
    templates = demo("activities")
    this_year = plan.today.year + (plan.today.month >= OCTOBER)
    for year in range(this_year - YEARS + 1, this_year + 1):
        for number, template in enumerate(templates):
            if year == this_year and number < len(TODAY_TIMES):
                yield template, plan.today - timedelta(weeks=min(3, template["sessions"] - 1))
                continue
            month = template["month"]
            first = date(year - (month >= OCTOBER), month, plan.rng.randint(1, 12))
            apart = (first - plan.today).days
            if apart % 7 == 0 or (year == this_year and abs(apart) <= 1):
                first += timedelta(days=3)  # today's page shows the three that run now, no others
            yield template, first


def _sessions(
    plan: SamplePlan, activity_id: UUID, template: dict[str, Any], first: date, number: int
) -> Iterator[dict[str, Any]]:
    runs_today = (plan.today - first).days % 7 == 0 and first <= plan.today
    place = next(
        (n for n, other in enumerate(demo("activities")[:3]) if other["name"] == template["name"]),
        0,
    )
    starts, ends = TODAY_TIMES[place] if runs_today else (time(9), time(9 + template["hours"]))
    for count in range(template["sessions"]):
        held_on = first + timedelta(weeks=count)
        cancelled = held_on < plan.today and plan.rng.random() < 0.03
        yield {
            "id": plan.id("session", number, count),
            "activity_id": activity_id,
            "held_on": held_on,
            "starts": starts,
            "ends": ends,
            "minutes": template["hours"] * 60,
            "topic": "",
            "venue": "",
            "cancelled": cancelled,
            "cancel_reason": "ฝนตกหนัก ทางเข้าหมู่บ้านขาด" if cancelled else "",
            "heads_counted": None,
            "finished_at": None,
            **plan.stamps(min(first, plan.today)),
        }


def _status(plan: SamplePlan, first: date, last: date) -> ActivityStatus:
    if first > plan.today:
        return ActivityStatus.APPROVED
    if last >= plan.today:
        return ActivityStatus.RUNNING
    return ActivityStatus.REPORTED if (plan.today - last).days > 30 else ActivityStatus.DONE


def _people(uow: UnitOfWork, plan: SamplePlan, role: str) -> Sequence[_Someone]:
    query = (
        select(Person.id, Person.born)
        .join(PersonRole, col(PersonRole.person_id) == Person.id)
        .join(Code, col(Code.id) == PersonRole.code_id)
        .where(alive(Person), Code.key == role, Code.list_key == "role")
        .order_by(col(Person.id))
        .limit(2000)  # a centre of many thousands still fills its courses from some
    )
    return [
        _Someone(
            person_id,
            (age_on(born, plan.today) if born else None) or 45,
        )
        for person_id, born in uow.session.exec(query)
    ]


def _enrol(
    plan: SamplePlan,
    rows: _Rows,
    activity_id: UUID,
    template: dict[str, Any],
    learners: Sequence[_Someone],
    first: date,
) -> list[UUID]:
    low, high = template["age"]
    back = (plan.today - first).days // 365
    fitting = [person for person in learners if low <= person.age - back <= high]
    roll = plan.rng.sample(fitting, min(len(fitting), template["size"]))
    day = min(first, plan.today) - timedelta(days=5)
    rows.enrolments += [
        {
            "id": natural_id("enrolment", activity_id, person.id),
            "activity_id": activity_id,
            "person_id": person.id,
            "status": EnrolmentStatus.ENROLLED,
            "roll_no": place,
            "applied_on": day,
            **plan.stamps(day),
        }
        for place, person in enumerate(roll, start=1)
    ]
    return [person.id for person in roll]


def _attend(
    plan: SamplePlan,
    rows: _Rows,
    template: dict[str, Any],
    session: dict[str, Any],
    roll: Sequence[UUID],
) -> None:
    held_on = session["held_on"]
    if session["cancelled"] or held_on >= plan.today:
        return
    if (plan.today - held_on).days <= UNFILLED_DAYS and plan.rng.random() < 0.6:
        return
    stamps = plan.stamps(held_on)
    session["finished_at"] = plan.moment(held_on)
    for person_id in roll:
        mark = plan.rng.choices([m for m, _w in MARKS], [weight for _m, weight in MARKS])[0]
        if plan.id("never comes", person_id).int % 100 < NEVER_COME:
            mark = Mark.ABSENT
        left = time(session["starts"].hour + 1, 20) if mark is Mark.LEFT_EARLY else None
        rows.marks.append(
            {
                "id": natural_id("attendance", session["id"], person_id),
                "session_id": session["id"],
                "person_id": person_id,
                "walk_in_name": "",
                "walk_in_sex": Sex.UNSPECIFIED,
                "mark": mark,
                "minutes": 80 if left else None,
                "left_at": left,
                "source": plan.rng.choice((MarkSource.SCREEN, MarkSource.SCREEN, MarkSource.PAPER)),
                "note": plan.rng.choice(REASONS) if mark is Mark.LEAVE else "",
                **stamps,
            }
        )
    if plan.rng.random() < 0.2:
        rows.marks.append(_walk_in(plan, session["id"], stamps))
    if template.get("heads"):
        rows.heads += _heads(plan, session["id"], stamps)


def _walk_in(plan: SamplePlan, session_id: UUID, stamps: dict[str, Any]) -> dict[str, Any]:
    sex = plan.rng.choice((Sex.FEMALE, Sex.MALE))
    names = demo("names")["nickname_female" if sex is Sex.FEMALE else "nickname_male"]
    return {
        "id": plan.id("walk-in", session_id),
        "session_id": session_id,
        "person_id": None,
        "walk_in_name": ("น้า" if sex is Sex.FEMALE else "ลุง") + plan.rng.choice(names),
        "walk_in_sex": sex,
        "mark": Mark.PRESENT,
        "minutes": None,
        "left_at": None,
        "source": MarkSource.SCREEN,
        "note": "",
        **stamps,
    }


def _heads(plan: SamplePlan, session_id: UUID, stamps: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "id": natural_id("head_count", session_id, sex.value, band),
            "session_id": session_id,
            "sex": sex,
            "age_band": band,
            "heads": plan.rng.randint(2, 24),
            **stamps,
        }
        for sex in (Sex.FEMALE, Sex.MALE)
        for band in ("6-14", "15-24", "40-59", "60+")
    ]
