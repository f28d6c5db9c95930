"""What the registry has waiting on Today."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlmodel import Session

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.feature import TodoLine
from learnsoc_desktop.core.i18n import _, ngettext
from learnsoc_desktop.data.entity import local_today
from learnsoc_desktop.features.people.model import Person
from learnsoc_desktop.features.people.queries import PeopleFilter, people_condition


def incomplete_people(session: Session) -> Sequence[TodoLine]:
    """Return one line about learners whose record lacks something; nothing when all are complete."""
    today = local_today()
    waits = people_condition(PeopleFilter(incomplete=True), today)
    count = session.execute(select(func.count()).select_from(Person).where(waits)).scalar_one()
    if not count:
        return []
    text = ngettext("{count} incomplete record", "{count} incomplete records", count)
    return [
        TodoLine(
            "circle-dashed",
            text.format(count=formats.number(count)),
            _("whenever there is time"),
            "",
            ("people", {"filters": ["incomplete"]}),
        )
    ]
