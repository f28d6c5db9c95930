"""Which mark of a person counts, where two records turned out to be the same person.

Both marks stay stored. Of two marks in one session the one counts that says more: having come before not having
come, the longer stay before the shorter, then the order present, late, left early, leave, absent.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from uuid import UUID

from sqlalchemy import BindParameter, bindparam
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select

from learnsoc_desktop.data.entity import alive
from learnsoc_desktop.features.activities.model import CAME, Attendance, Mark
from learnsoc_desktop.features.people.model import Person
from learnsoc_desktop.features.people.queries import surviving_id, survivors

ORDER = tuple(Mark)  # present first, absent last


def weight(mark: Mark, minutes: int) -> tuple[bool, int, int]:
    """Return how much a mark says, the greater the more; ``minutes`` is what it counts as attended."""
    came = mark in CAME
    return came, minutes if came else 0, -ORDER.index(mark)


def weight_of(mark: Attendance, whole: int) -> tuple[bool, int, int]:
    """Return the weight of a stored mark of a session of ``whole`` minutes."""
    return weight(mark.mark, whole if mark.minutes is None else mark.minutes)


def counting_marks(
    session: Session, marks: Iterable[Attendance], whole: int
) -> Mapping[UUID, Attendance]:
    """Return the one mark that counts of each person in one session, by the person that is left."""
    named = [(mark, mark.person_id) for mark in marks if mark.person_id is not None]
    left = survivors(session, {person_id for _mark, person_id in named})
    found: dict[UUID, Attendance] = {}
    for mark, record in named:
        person_id = left.get(record, record)
        before = found.get(person_id)
        if before is None or weight_of(mark, whole) > weight_of(before, whole):
            found[person_id] = mark
    return found


def marks_of(
    session: Session, session_id: UUID, people: Collection[UUID]
) -> Mapping[UUID, Sequence[Attendance]]:
    """Return every mark of ``people`` (surviving records) in a session, those in their trash too, by person."""
    found: dict[UUID, list[Attendance]] = {person_id: [] for person_id in people}
    asked = {"session_id": session_id, "people": list(people)}
    for person_id, mark in session.exec(_marks_of(), params=asked):
        found[person_id].append(mark)
    return found


@cache
def _marks_of() -> Select[UUID, Attendance]:
    """Return the query of ``marks_of``, put together once: every mark asks it."""
    people: BindParameter[UUID] = bindparam("people", expanding=True)
    return (
        select(surviving_id(), Attendance)
        .join(Person, col(Person.id) == Attendance.person_id)
        .where(Attendance.session_id == bindparam("session_id"), surviving_id().in_(people))
        .order_by(col(Attendance.id))
    )


def is_marked(session: Session, session_id: UUID, person_id: UUID) -> bool:
    """Return whether a person (a surviving record) has a living mark in a session."""
    query = (
        select(Attendance.id)
        .join(Person, col(Person.id) == Attendance.person_id)
        .where(alive(Attendance), Attendance.session_id == session_id, surviving_id() == person_id)
    )
    return session.exec(query).first() is not None
