"""What the palette (Ctrl+K) does for activities and attendance."""

from sqlmodel import Session

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.data.entity import utc_now
from learnsoc_desktop.features.activities.queries import session_rows
from learnsoc_desktop.features.activities.sheet_queries import session_now
from learnsoc_desktop.ui.context import Context


def take_attendance(context: Context, _text: str) -> None:
    """Open the sheet of the session that runs now, or of the next one today."""
    now = utc_now().astimezone()

    def session_of_today(session: Session) -> object:
        today = session_rows(session, start=now.date(), end=now.date())
        return session_now(today, now.time())

    found = context.commands.query(session_of_today)
    if found is not None:
        context.open("activities", attendance=found)
        return
    context.open("activities")
    context.notify(
        _("There is no session today"), tone="late", more=_("Choose a session of another day.")
    )


def plan(context: Context, _text: str) -> None:
    """Plan a new activity."""
    context.open("activities", new=True)


def blank_sheet(context: Context, _text: str) -> None:
    """Print an attendance sheet that is filled by hand."""
    context.open("reports", report="attendance-sheet", form="blank")
