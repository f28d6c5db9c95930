"""Activities and attendance as tables for files. Marks, dates and field names are an interface."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from learnsoc_desktop.core.fields import LabelledEnum
from learnsoc_desktop.core.i18n import N_
from learnsoc_desktop.data.entity import alive, fields_of
from learnsoc_desktop.exchange.labels import labels_of
from learnsoc_desktop.exchange.tables import Cell, Table
from learnsoc_desktop.features.activities.mark_queries import weight_of
from learnsoc_desktop.features.activities.model import (
    CAME,
    Activity,
    ActivityDetails,
    ActivitySession,
    Attendance,
    Mark,
)
from learnsoc_desktop.features.centre.model import Code
from learnsoc_desktop.features.people.model import Person, Sex
from learnsoc_desktop.features.people.name_queries import person_names
from learnsoc_desktop.features.people.queries import surviving_id

Marked = tuple[Attendance, ActivitySession, str, Person | None]

ATTENDANCE_HEADS = (
    "activity",
    "session",
    "date",
    "person_id",
    "name",
    "sex",
    "mark",
    "hours",
    "left_at",
    "note",
)


def activities_table(session: Session) -> Table:
    """Return a row an activity: id and every field of it; codes and persons by name, hours as numbers."""
    specs = [spec for spec in fields_of(ActivityDetails) if spec.label.table]
    found = session.exec(
        select(Activity, Code.name)
        .join(Code, col(Code.id) == Activity.programme_id, isouter=True)
        .where(alive(Activity))
        .order_by(col(Activity.starts_on), col(Activity.sort_key), col(Activity.id))
    ).all()
    people = [i for row, _name in found for i in (row.responsible_id, row.lecturer_id) if i]
    names = person_names(session, people)

    def cell(row: Activity, programme: str | None, field: str) -> Cell:
        value: Any = getattr(row, field)
        match field:
            case "programme_id":
                return programme
            case "responsible_id" | "lecturer_id":
                return names.get(value)
            case "planned_minutes":
                return None if value is None else value / 60
        if isinstance(value, date):
            return value.isoformat()
        written: Cell = value.value if isinstance(value, LabelledEnum) else value
        return written

    return Table(
        ("id", *(spec.name for spec in specs)),
        [
            (str(row.id), *(cell(row, programme, spec.name) for spec in specs))
            for row, programme in found
        ],
        "activities",
    )


def attendance_table(session: Session) -> Table:
    """Return a row a mark, in order of time: who, where, when, which mark and the hours that count.

    ``session`` is the id of the session; a walk-in has no ``person_id``. Hours of a mark that did not come
    are 0; marks of cancelled sessions are left out, as everywhere. A person of two records has one mark a session.
    """
    record = aliased(Person)
    query = (
        select(Attendance, ActivitySession, Activity.name, Person)
        .join(ActivitySession, col(ActivitySession.id) == Attendance.session_id)
        .join(Activity, col(Activity.id) == ActivitySession.activity_id)
        .join(record, col(record.id) == Attendance.person_id, isouter=True)
        .join(Person, col(Person.id) == surviving_id(record), isouter=True)
        .where(
            alive(Attendance),
            alive(ActivitySession),
            alive(Activity),
            col(ActivitySession.cancelled).is_(False),
        )
        .order_by(
            col(ActivitySession.held_on),
            col(ActivitySession.starts),
            col(ActivitySession.id),
            col(Person.sort_key),
            col(Attendance.id),
        )
    )
    found = _one_a_person(session.exec(query).all())
    names = person_names(session, [p.id for _mark, _held, _name, p in found if p])
    rows = []
    for mark, held, activity, person in found:
        minutes = held.minutes if mark.minutes is None else mark.minutes
        rows.append(
            (
                activity,
                str(held.id),
                held.held_on.isoformat(),
                str(person.id) if person else None,
                names.get(person.id, "") if person else mark.walk_in_name,
                (person.sex if person else mark.walk_in_sex).value,
                mark.mark.value,
                minutes / 60 if mark.mark in CAME else 0,
                mark.left_at.strftime("%H:%M") if mark.left_at else None,
                mark.note,
            )
        )
    return Table(ATTENDANCE_HEADS, rows, "attendance")


def _one_a_person(marks: Sequence[Marked]) -> list[Marked]:
    """Leave out the marks of a session that do not count, because another one of the person does."""
    kept: dict[tuple[UUID, UUID], Marked] = {}
    for row in marks:
        mark, held, _activity, person = row
        key = (held.id, person.id if person else mark.id)
        before = kept.get(key)
        if before is None or weight_of(mark, held.minutes) > weight_of(before[0], held.minutes):
            kept[key] = row
    return list(kept.values())


def activities_labels() -> Mapping[str, str]:
    """Return what heads and values of ``activities_table`` are called for people."""
    return {"id": N_("Record number"), **labels_of(fields_of(ActivityDetails))}


def attendance_labels() -> Mapping[str, str]:
    """Return what heads and values of ``attendance_table`` are called for people."""
    return {
        "activity": N_("Activity"),
        "session": N_("Session"),
        "date": N_("Date"),
        "person_id": N_("Record number"),
        "name": N_("Full name"),
        "sex": N_("Sex"),
        "mark": N_("Mark"),
        "hours": N_("Hours"),
        "left_at": N_("Left at"),
        "note": N_("Notes"),
        **{f"sex={one.value}": one.source for one in Sex},
        **{f"mark={one.value}": one.source for one in Mark},
    }
