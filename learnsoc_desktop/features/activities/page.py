"""The activities of the centre: a list by year, and the chosen one with its sessions beside it."""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.calendar_years import FiscalYear, fiscal_year_of
from learnsoc_desktop.core.i18n import N_, _, ngettext
from learnsoc_desktop.data.entity import utc_now
from learnsoc_desktop.features.activities import service
from learnsoc_desktop.features.activities.attendance_page import AttendancePage
from learnsoc_desktop.features.activities.card_widget import ActivityCard, CardActs
from learnsoc_desktop.features.activities.edit_page import ActivityEditPage
from learnsoc_desktop.features.activities.model import ActivityStatus
from learnsoc_desktop.features.activities.queries import (
    ActivityRow,
    SessionRow,
    activity_rows,
    session_rows,
    unfilled_sessions,
)
from learnsoc_desktop.features.activities.report import activity_list
from learnsoc_desktop.features.activities.roll_page import RollPage
from learnsoc_desktop.features.activities.session_page import SessionPage
from learnsoc_desktop.features.activities.timeline_queries import LOOK_BACK
from learnsoc_desktop.reporting.document import Report
from learnsoc_desktop.ui.columns import Column, Sign
from learnsoc_desktop.ui.filters import Filter
from learnsoc_desktop.ui.list_detail_page import ListDetailPage
from learnsoc_desktop.ui.list_page import Asked, Found, ListPage
from learnsoc_desktop.ui.page import PageAction
from learnsoc_desktop.ui.record_table import SequenceSource
from learnsoc_desktop.ui.table_states import Empty, Example

SIGNS = {
    ActivityStatus.DRAFT: Sign("circle-dashed", "ink_soft"),
    ActivityStatus.APPROVED: Sign("circle", "ink_soft"),
    ActivityStatus.RUNNING: Sign("circle-dot", "primary"),
    ActivityStatus.DONE: Sign("circle-check", "good"),
    ActivityStatus.REPORTED: Sign("check-check", "good"),
    ActivityStatus.CANCELLED: Sign("circle-x", "bad"),
}
YEARS = 3
NEWEST = "year-0"


class ActivitiesPage(ListDetailPage):
    """Plan, find and open activities; take attendance of their sessions."""

    name = "activities"
    watches = frozenset({"Activity", "ActivitySession", "Attendance", "Code", "Enrolment"})
    search_hint = N_("Name or venue of an activity")
    usual_order = N_("what is on now first")
    help_lines: ClassVar[Sequence[str]] = (
        N_("Choose an activity; its sessions stand beside it."),
        N_("Press a session to take attendance, also of days gone by."),
        N_("The roll of an activity takes names pasted from a chat or a spreadsheet."),
    )
    keys: ClassVar[Sequence[tuple[str, str]]] = (
        ("Ctrl+N", N_("plan an activity")),
        *ListPage.list_keys,
    )

    def title(self) -> str:
        """Name the place."""
        return _("Activities")

    def subtitle(self) -> str:
        """Say which fiscal year is on."""
        return fiscal_year_of(self._today()).title()

    def page_actions(self) -> Sequence[PageAction]:
        """Return what can be done here."""
        return (PageAction(_("Plan an activity"), "calendar-plus", self.plan, "Ctrl+N", "primary"),)

    def columns(self) -> Sequence[Column[ActivityRow]]:
        """Return the columns of the list."""
        return (
            Column("name", N_("Name of the activity"), lambda row: row.name, 230, stretch=True),
            Column(
                "starts_on",
                N_("First day"),
                lambda row: formats.date_medium(row.starts_on),
                118,
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
            Column(
                "venue", N_("Venue"), lambda row: row.venue, 150, quiet=True, leaves=1, shown=False
            ),
            Column(
                "enrolled",
                N_("People"),
                lambda row: formats.number(row.enrolled),
                64,
                right=True,
                order=lambda row: row.enrolled,
                leaves=3,
            ),
            Column(
                "filled",
                N_("Sheets"),
                lambda row: f"{formats.number(row.filled)}/{formats.number(row.sessions)}",
                78,
                right=True,
                order=lambda row: row.filled,
                leaves=2,
            ),
            Column(
                "status",
                N_("Status"),
                lambda row: row.status.label,
                130,
                sign=lambda row: SIGNS[row.status],
            ),
        )

    def filters(self) -> Sequence[Filter]:
        """Return the years, and what asks for work."""
        newest = fiscal_year_of(self._today()).number
        years = [
            Filter(
                f"year-{back}",
                FiscalYear(newest - back).title(),
                "year",
                default=not back,
                chip=back < 2,  # noqa: PLR2004  this year and the last one
                section=_("Year"),
            )
            for back in range(YEARS)
        ]
        return (
            *years,
            Filter("all-years", _("All years"), "year", chip=False, section=_("Year")),
            Filter("unfilled", _("Sheets not filled")),
            Filter("running", ActivityStatus.RUNNING.label, chip=False, section=_("Status")),
        )

    def rows_for(self, asked: Asked) -> Found:
        """Return the activities of the chosen year."""
        rows = self._rows(asked)
        return Found(SequenceSource(rows), total=1 if asked.filters or asked.text else len(rows))

    def empty(self) -> Empty:
        """Say what belongs here."""
        return Empty(
            _("No activity yet"),
            _("Courses, group meetings, reading hours, village forums: everything you hold."),
            (
                Example("graduation-cap", _("banana products"), _("a course of 30 hours")),
                Example("users", _("group meeting"), _("every Sunday")),
                Example("book-open", _("reading hour"), _("heads without names")),
            ),
            (PageAction(_("Plan an activity"), "calendar-plus", self.plan),),
        )

    def count_text(self, count: int) -> str:
        """Return how many activities there are."""
        return ngettext("{count} activity", "{count} activities", count).format(
            count=formats.number(count)
        )

    def open(self, **args: object) -> None:
        """Open a record, a new one (``new``), or the attendance of a session (``attendance``)."""
        if args.pop("new", False):
            self.plan()
            return
        session_id = args.pop("attendance", None)
        if session_id is not None:
            self.take_attendance(UUID(str(session_id)))
            return
        if "record_id" in args:
            args.setdefault("filters", ["all-years"])
        super().open(**args)

    def open_row(self, row: ActivityRow) -> None:
        """Change the activity."""
        self._edit(row)

    def row_actions(self, row: ActivityRow | None) -> Sequence[PageAction]:
        """Return the menu of a row."""
        if row is None:
            return ()
        return (
            PageAction(_("Change"), "pencil", lambda: self._edit(row)),
            PageAction(_("Roll"), "users", lambda: self._roll(row)),
            PageAction(_("Attendance sheet"), "printer", lambda: self._sheet(row)),
            PageAction(_("Move to trash"), "trash-2", lambda: self._delete(row)),
        )

    def make_detail(self) -> QWidget:
        """Make the card."""
        self.card = ActivityCard(
            CardActs(
                attendance=self._open_session,
                edit=self._edit,
                roll=self._roll,
                add_session=lambda row: self.context.open_task(SessionPage(self.context, row.id)),
                sheet=self._sheet,
                summary=lambda row: self.context.open(
                    "reports", report="activity-summary", activity=row.id
                ),
            )
        )
        return self.card

    def show_detail(self, row: ActivityRow | None) -> None:
        """Show an activity beside the list."""
        sessions: Sequence[SessionRow] = ()
        if row is not None:
            sessions = self.commands.query(lambda s: session_rows(s, activity_id=row.id))
        self.card.show_activity(row, sessions, self._today())

    def printable(self) -> Report:
        """Return the list that is shown."""
        rows = self._rows(self.asked())
        return self.commands.query(lambda session: activity_list(session, rows))

    def plan(self) -> None:
        """Plan a new activity."""
        self.context.open_task(ActivityEditPage(self.context))

    def take_attendance(self, session_id: UUID) -> None:
        """Open the sheet of a session."""
        self.context.open_task(AttendancePage(self.context, session_id))

    def _open_session(self, session: SessionRow) -> None:
        if session.cancelled or session.held_on > self._today():
            self.context.open_task(SessionPage(self.context, session.activity_id, session.id))
        else:
            self.take_attendance(session.id)

    def _edit(self, row: ActivityRow) -> None:
        self.context.open_task(ActivityEditPage(self.context, row.id))

    def _roll(self, row: ActivityRow) -> None:
        self.context.open_task(RollPage(self.context, row.id))

    def _sheet(self, row: ActivityRow) -> None:
        self.context.open("reports", report="attendance-sheet", activity=row.id)

    def _delete(self, row: ActivityRow) -> None:
        self.commands.run(
            lambda uow: service.delete_activity(uow, row.id),
            title=_("Moved to the trash: {name}").format(name=row.name),
        )

    def _rows(self, asked: Asked) -> Sequence[ActivityRow]:
        start, end = self._days(asked.filters)
        statuses = (ActivityStatus.RUNNING,) if "running" in asked.filters else ()

        def ask(session: Any) -> Sequence[ActivityRow]:  # noqa: ANN401
            today = self._today()
            rows = activity_rows(session, start, end, asked.text, statuses)
            rows = sorted(rows, key=lambda row: _nearness(row, today))
            if "unfilled" not in asked.filters:
                return rows
            waiting = {s.activity_id for s in unfilled_sessions(session, today, today - LOOK_BACK)}
            return [row for row in rows if row.id in waiting]

        return self.commands.query(ask)

    def _days(self, filters: frozenset[str]) -> tuple[date | None, date | None]:
        chosen = next((key for key in filters if key.startswith("year-")), "")
        if not chosen or "all-years" in filters:
            return None, None
        year = FiscalYear(fiscal_year_of(self._today()).number - int(chosen.removeprefix("year-")))
        return year.start, year.end

    def _today(self) -> date:
        return utc_now().astimezone().date()


def _nearness(row: ActivityRow, today: date) -> tuple[int, int]:
    """Return a sort key: what is on now, then what comes next, then what is over, latest first."""
    last = row.ends_on or row.starts_on
    if row.starts_on <= today <= last:
        return 0, (today - row.starts_on).days
    if row.starts_on > today:
        return 1, (row.starts_on - today).days
    return 2, (today - last).days
