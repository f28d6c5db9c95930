"""The photo page of an activity: six places with what stands under them, to stick pictures on."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.features.activities.certificate_report import last_attended
from learnsoc_desktop.features.activities.queries import (
    SessionRow,
    activity_or_refuse,
    session_rows,
)
from learnsoc_desktop.features.centre.report import paper
from learnsoc_desktop.reporting.document import Field, Fields, PageKind, Report
from learnsoc_desktop.reporting.forms.kinds import Photo, Photos

PLACES = 6  # as the forms of the district have
FORMS = {"sessions": N_("A place for each session"), "blank": N_("Blank, for handwriting")}


def photo_forms(session: Session) -> Sequence[tuple[str, str]]:
    """Return the versions of the page."""
    del session
    return [(form, _(title)) for form, title in FORMS.items()]


def photo_page(session: Session, *, activity: str = "", form: str = "sessions") -> Report:
    """Build pages of six places for pictures, with the sessions of an activity under them.

    Args:
        session: Where to read.
        activity: Id of the activity; the one that people came to last when empty.
        form: "sessions" or "blank". A centre without any activity gets a blank page.
    """
    shared = paper(session)
    activity = activity or last_attended(session)
    blank = form == "blank" or not activity
    name = venue = dates = ""
    captions: list[str] = []
    if not blank:
        found = activity_or_refuse(session, UUID(activity))
        rows = [row for row in session_rows(session, activity_id=found.id) if not row.cancelled]
        name, venue = found.name, found.venue
        days = [row.held_on for row in rows] or [found.starts_on]
        dates = formats.date_range(min(days), max(days))
        captions = [_caption(number, row) for number, row in enumerate(rows, start=1)]
    captions += [""] * (-len(captions) % PLACES or (0 if captions else PLACES))
    return Report(
        key="photo-page",
        title=_("Pictures of the activity"),
        head=shared.head,
        page=PageKind.REPORT,
        fields=Fields(
            (
                (Field(_("Activity"), name or None),),
                (Field(_("Venue"), venue or None, share=1.5), Field(_("Dates"), dates or None)),
            )
        ),
        blocks=(Photos(tuple(Photo(None, text) for text in captions), height=56.0, frames=True),),
        as_of=None if blank else shared.as_of,
        sample=shared.sample and not blank,
        digits=formats.current_style().letter_digits,
    )


def _caption(number: int, row: SessionRow) -> str:
    """Return which session it was, when, and about what."""
    when = _("Session {number}, {date}").format(
        number=number, date=formats.date_medium(row.held_on)
    )
    return f"{when}  {row.topic}".strip()
