"""What the trash calls activities and sessions."""

from learnsoc_desktop.core import formats
from learnsoc_desktop.features.activities.model import Activity, ActivitySession


def activity(row: Activity) -> str:
    """Return the name of an activity with its first day."""
    return f"{row.name} · {formats.date_medium(row.starts_on)}"


def session(row: ActivitySession) -> str:
    """Return the day and topic of a session."""
    return " · ".join(part for part in (formats.date_medium(row.held_on), row.topic) if part)
