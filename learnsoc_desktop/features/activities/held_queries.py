"""What activities have tied to the records of a person."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session, col, func, select

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.feature import Held
from learnsoc_desktop.core.i18n import _, ngettext
from learnsoc_desktop.data.entity import alive
from learnsoc_desktop.features.activities.model import Attendance, Enrolment


def held_by(session: Session, records: Sequence[UUID]) -> Sequence[Held]:
    """Return marks and rolls of one person; two marks of one session count once, and so does a roll."""
    marks = session.exec(
        select(func.count(func.distinct(Attendance.session_id))).where(
            alive(Attendance), col(Attendance.person_id).in_(records)
        )
    ).one()
    rolls = session.exec(
        select(func.count(func.distinct(Enrolment.activity_id))).where(
            alive(Enrolment), col(Enrolment.person_id).in_(records)
        )
    ).one()
    said = ngettext("{count} time", "{count} times", marks)
    listed = ngettext("{count} activity", "{count} activities", rolls)
    return (
        Held(_("Attendance"), marks, said.format(count=formats.number(marks))),
        Held(_("On the roll"), rolls, listed.format(count=formats.number(rolls))),
    )
