"""The columns of the list of activities."""

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import N_
from learnsoc_desktop.features.activities.model import ActivityStatus
from learnsoc_desktop.features.activities.queries import ActivityRow
from learnsoc_desktop.ui.columns import Column, Sign

SIGNS = {
    ActivityStatus.DRAFT: Sign("circle-dashed", "ink_soft"),
    ActivityStatus.APPROVED: Sign("circle", "ink_soft"),
    ActivityStatus.RUNNING: Sign("circle-dot", "primary"),
    ActivityStatus.DONE: Sign("circle-check", "good"),
    ActivityStatus.REPORTED: Sign("check-check", "good"),
    ActivityStatus.CANCELLED: Sign("circle-x", "bad"),
}


def sheets_text(row: ActivityRow) -> str:
    """Return how many sheets of an activity are filled, of how many; nothing without sessions."""
    if not row.sessions:
        return "–"
    return f"{formats.number(row.filled)}/{formats.number(row.sessions)}"


COLUMNS: tuple[Column[ActivityRow], ...] = (
    Column("name", N_("Name of the activity"), lambda row: row.name, 230, stretch=True),
    Column(
        "starts_on",
        N_("First day"),
        lambda row: formats.date_medium(row.starts_on),
        106,
        quiet=True,
        order=lambda row: row.starts_on,
    ),
    Column(
        "programme",
        N_("Programme"),
        lambda row: row.programme,
        180,
        quiet=True,
        leaves=1,
        shown=False,
    ),
    Column("venue", N_("Venue"), lambda row: row.venue, 150, quiet=True, leaves=1, shown=False),
    Column(
        "enrolled",
        N_("People"),
        lambda row: formats.number(row.enrolled) if row.enrolled else "–",
        64,
        right=True,
        order=lambda row: row.enrolled,
        leaves=3,
    ),
    Column(
        "filled",
        N_("Sheets"),
        sheets_text,
        78,
        right=True,
        order=lambda row: row.filled,
        leaves=2,
    ),
    Column(
        "status",
        N_("Status"),
        lambda row: row.status.label,
        120,
        sign=lambda row: SIGNS[row.status],
    ),
)
