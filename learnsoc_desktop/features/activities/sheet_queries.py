"""The sheet of a session: its number, its roll, and which one is on now."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from uuid import UUID

from sqlalchemy import func, or_
from sqlmodel import Session, and_, col, select

from learnsoc_desktop.core.thai import fold
from learnsoc_desktop.data.entity import alive
from learnsoc_desktop.features.activities.errors import NoSuchSheet
from learnsoc_desktop.features.activities.model import (
    CAME,
    ActivitySession,
    Attendance,
    Enrolment,
    HeadCount,
    Mark,
)
from learnsoc_desktop.features.activities.queries import (
    SessionRow,
    enrolled_condition,
    session_or_refuse,
    session_row,
    session_rows,
)
from learnsoc_desktop.features.centre.model import Village
from learnsoc_desktop.features.people.model import Person, Sex
from learnsoc_desktop.features.people.names import shown_name

SHEET_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ"  # no I, L, O: they are misread on paper


@dataclass(frozen=True, slots=True)
class RollRow:
    """One line of a session's roll; a walk-in without a person has no ``person_id``."""

    person_id: UUID | None
    attendance_id: UUID | None
    roll_no: int
    name: str
    nickname: str
    village: str
    sex: Sex
    picture: str
    mark: Mark | None
    left_at: time | None
    minutes: int | None  # attended, where the mark says less than the whole session
    walk_in: bool
    twin: bool = False  # shares its nickname with another line


@dataclass(frozen=True, slots=True)
class Roll:
    """A session with everybody who may be marked: the enrolled in roll order, then the walk-ins."""

    session: SessionRow
    sheet: str
    rows: tuple[RollRow, ...]
    heads_counted: int | None
    heads: int  # sum of the head counts without names


def sheet_number(session_id: UUID) -> str:
    """Return the eight letters that stand on the sheet of a session, derived from its id."""
    number = int.from_bytes(hashlib.sha256(session_id.bytes).digest()[:8])
    letters = []
    for _place in range(8):
        number, rest = divmod(number, len(SHEET_LETTERS))
        letters.append(SHEET_LETTERS[rest])
    return "".join(letters)


def session_of_sheet(session: Session, number: str) -> UUID:
    """Return the session whose sheet carries ``number``, however it was typed; raise NoSuchSheet."""
    wanted = "".join(number.upper().split()).replace("-", "")
    for found in session.exec(select(ActivitySession.id).where(alive(ActivitySession))):
        if sheet_number(found) == wanted:
            return found
    raise NoSuchSheet(number=number)


def session_now(session: Session, now: datetime) -> UUID | None:
    """Return the session running now, else the next of today, else the last one of today."""
    today = session_rows(session, start=now.date(), end=now.date())
    open_rows = [row for row in today if not row.cancelled]
    clock = now.time()
    running = [r for r in open_rows if r.starts and r.starts <= clock <= (r.ends or time.max)]
    coming = [r for r in open_rows if r.starts and r.starts > clock]
    chosen = (running or coming or open_rows[-1:])[:1]
    return chosen[0].id if chosen else None


def roll(session: Session, session_id: UUID) -> Roll:
    """Return the roll of a session: the enrolled in roll order, then everybody else who has a mark."""
    head = session_row(session, session_id)
    held = session_or_refuse(session, session_id)
    marks = session.exec(
        select(Attendance)
        .where(Attendance.session_id == session_id, alive(Attendance))
        .order_by(col(Attendance.created_at), col(Attendance.id))
    ).all()
    by_person = {mark.person_id: mark for mark in marks if mark.person_id}
    people = (
        select(Person, Village.name, Enrolment.roll_no, Enrolment.id)
        .join(
            Enrolment,
            and_(
                col(Enrolment.person_id) == Person.id,
                Enrolment.activity_id == head.activity_id,
                enrolled_condition(),
            ),
            isouter=True,
        )
        .join(Village, col(Village.id) == Person.village_id, isouter=True)
        .where(
            or_(
                and_(col(Enrolment.id).is_not(None), alive(Person)),
                col(Person.id).in_(list(by_person)),
            )
        )
        .order_by(
            col(Enrolment.id).is_(None),
            col(Enrolment.roll_no),
            col(Person.sort_key),
            col(Person.id),
        )
    )
    rows = []
    for person, village, roll_no, enrolment_id in session.exec(people):
        mark = by_person.get(person.id)
        rows.append(
            RollRow(
                person.id,
                mark.id if mark else None,
                roll_no or 0,
                shown_name(person.title, person.first_name, person.last_name, person.nickname),
                person.nickname or person.first_name,
                village or "",
                person.sex,
                person.picture,
                mark.mark if mark else None,
                mark.left_at if mark else None,
                mark.minutes if mark else None,
                walk_in=enrolment_id is None,
            )
        )
    rows += [_walk_in_row(mark) for mark in marks if mark.person_id is None]
    heads = session.exec(
        select(func.coalesce(func.sum(HeadCount.heads), 0)).where(
            HeadCount.session_id == session_id, alive(HeadCount)
        )
    ).one()
    return Roll(
        head, sheet_number(session_id), tuple(_tell_twins(rows)), held.heads_counted, int(heads)
    )


def _walk_in_row(mark: Attendance) -> RollRow:
    return RollRow(
        None,
        mark.id,
        0,
        mark.walk_in_name,
        mark.walk_in_name,
        "",
        mark.walk_in_sex,
        "",
        mark.mark,
        mark.left_at,
        mark.minutes,
        walk_in=True,
    )


def _tell_twins(rows: Sequence[RollRow]) -> list[RollRow]:
    """Mark the lines that share a nickname, so that the screen tells them apart by more than it."""
    seen: dict[str, int] = {}
    for row in rows:
        key = fold(row.nickname)
        seen[key] = seen.get(key, 0) + 1
    return [replace(row, twin=seen[fold(row.nickname)] > 1) for row in rows]


def came(mark: Mark | None) -> bool:
    """Return True for a mark that counts as having come: present, late, left early."""
    return mark in CAME
