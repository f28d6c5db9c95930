"""What the registry has waiting on Today."""

from collections.abc import Sequence

from sqlmodel import Session

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.feature import TodoLine
from learnsoc_desktop.core.i18n import _, ngettext
from learnsoc_desktop.data.entity import utc_now
from learnsoc_desktop.features.people.queries import people_counts


def incomplete_people(session: Session) -> Sequence[TodoLine]:
    """Return one line about learners whose record lacks something; nothing when all are complete."""
    count = people_counts(session, utc_now().astimezone().date()).incomplete
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
