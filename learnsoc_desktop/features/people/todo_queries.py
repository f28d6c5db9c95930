"""What the registry has waiting on Today."""

from collections.abc import Sequence

from sqlalchemy import column, func, select, table
from sqlmodel import Session

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.feature import TodoLine
from learnsoc_desktop.core.i18n import _, ngettext
from learnsoc_desktop.data.entity import local_today
from learnsoc_desktop.features.people.model import Person
from learnsoc_desktop.features.people.queries import PeopleFilter, people_condition

# The table alone: a start maps no entity for a count.
_PARKED = table("parked_row", column("state"), column("deleted_at"))


def parked_count(session: Session) -> int:
    """Return how many rows of files wait until somebody says who they are."""
    query = select(func.count()).select_from(_PARKED)
    waits = query.where(_PARKED.c.state == "open", _PARKED.c.deleted_at.is_(None))
    return int(session.execute(waits).scalar_one())


def parked_words(session: Session) -> Sequence[str]:
    """Return what the parked rows are called where the registry leads to them; nothing when there are none."""
    count = parked_count(session)
    text = ngettext("{count} parked row", "{count} parked rows", count)
    return [text.format(count=formats.number(count))] if count else []


def parked_rows(session: Session) -> Sequence[TodoLine]:
    """Return one line about parked rows; nothing when there are none."""
    count = parked_count(session)
    if not count:
        return []
    text = ngettext("{count} parked row of a file", "{count} parked rows of files", count)
    return [
        TodoLine(
            "hourglass",
            text.format(count=formats.number(count)),
            _("is it somebody who is here?"),
            "",
            ("people", {"parked": True}),
        )
    ]


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
