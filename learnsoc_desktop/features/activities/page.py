"""The activities of the centre: a list by year, and the chosen one with its sessions beside it."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from typing import ClassVar
from uuid import UUID

from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.calendar_years import FiscalYear, fiscal_year_of
from learnsoc_desktop.core.feature import Hit
from learnsoc_desktop.core.i18n import N_, _, ngettext
from learnsoc_desktop.data.entity import local_today
from learnsoc_desktop.features.activities import service
from learnsoc_desktop.features.activities.attendance_page import AttendancePage
from learnsoc_desktop.features.activities.card_widget import ActivityCard, CardActs
from learnsoc_desktop.features.activities.columns_widget import COLUMNS
from learnsoc_desktop.features.activities.edit_page import ActivityEditPage
from learnsoc_desktop.features.activities.model import Activity, ActivityStatus
from learnsoc_desktop.features.activities.queries import (
    ActivityRow,
    SessionRow,
    activity_rows,
    count_activities,
    is_session,
    session_rows,
    unfilled_sessions,
)
from learnsoc_desktop.features.activities.report import activity_list
from learnsoc_desktop.features.activities.roll_page import RollPage
from learnsoc_desktop.features.activities.session_page import SessionPage
from learnsoc_desktop.features.activities.sheet_card_widget import SheetCard
from learnsoc_desktop.features.activities.sheet_queries import sheets_find
from learnsoc_desktop.features.activities.timeline_queries import LOOK_BACK
from learnsoc_desktop.reporting.document import Report
from learnsoc_desktop.ui.columns import Column
from learnsoc_desktop.ui.filters import Filter
from learnsoc_desktop.ui.list_detail_page import ListDetailPage
from learnsoc_desktop.ui.list_page import Asked, Found, ListPage
from learnsoc_desktop.ui.page import PageAction
from learnsoc_desktop.ui.record_table import SequenceSource
from learnsoc_desktop.ui.table_states import Empty, Example

YEARS = 3


class ActivitiesPage(ListDetailPage):
    """Plan, find and open activities; take attendance of their sessions."""

    name = "activities"
    watches = frozenset(
        {"Activity", "ActivitySession", "Attendance", "Code", "Enrolment", "HeadCount"}
    )
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
    _sheet_card: SheetCard | None = None
    _waiting: AbstractSet[UUID] = frozenset()  # activities with sheets that are not filled
    _total = 0

    def title(self) -> str:
        """Name the place."""
        return _("Activities")

    def subtitle(self) -> str:
        """Say which fiscal year is on."""
        return fiscal_year_of(self._today()).title()

    def page_actions(self) -> Sequence[PageAction]:
        """Return what can be done here."""
        return (
            PageAction(_("Plan an activity"), "calendar-plus", self.plan, "Ctrl+N", "primary"),
            PageAction(_("Open a sheet by its number"), "clipboard-list", self.ask_sheet, "Ctrl+L"),
        )

    def foot_actions(self) -> Sequence[PageAction]:
        """Return what can be done with all sheets."""
        return (PageAction(_("Type a sheet number"), "clipboard-list", self.ask_sheet),)

    def columns(self) -> Sequence[Column[ActivityRow]]:
        """Return the columns of the list."""
        return COLUMNS

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
        """Return the activities of the chosen year, with how many each filter would leave."""
        rows, counts, total = self._ask(asked)
        return Found(SequenceSource(rows), counts, total)

    def refresh(self) -> None:
        """Read what does not change while somebody types, then the rows."""
        today = self._today()
        self._waiting, self._total = self.commands.query(
            lambda session: (
                {s.activity_id for s in unfilled_sessions(session, today, today - LOOK_BACK)},
                count_activities(session),
            )
        )
        super().refresh()

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
            (
                PageAction(_("Plan an activity"), "calendar-plus", self.plan),
                PageAction(_("Blank sheet to print"), "printer", self._print_blank),
            ),
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
            record_id = UUID(str(args["record_id"]))
            if self.commands.query(lambda session: is_session(session, record_id)):
                self.open_sheet(record_id)  # only its number leads to a session
                return
            args.setdefault("filters", [self._year_of(record_id)])
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
        rows, _counts, _total = self._ask(self.asked())
        return self.commands.query(lambda session: activity_list(session, rows))

    def plan(self) -> None:
        """Plan a new activity."""
        self.context.open_task(ActivityEditPage(self.context))

    def take_attendance(self, session_id: UUID) -> None:
        """Open the sheet of a session."""
        self.context.open_task(AttendancePage(self.context, session_id))

    def open_sheet(self, session_id: UUID) -> None:
        """Open the sheet whose number was typed: what is marked on it comes from paper."""
        self.context.open_task(AttendancePage(self.context, session_id, from_paper=True))

    def ask_sheet(self) -> None:
        """Ask for the letters on a paper sheet."""
        if self._sheet_card is None:
            self._sheet_card = SheetCard(self.window(), self._sheets)
            self._sheet_card.chosen.connect(self.open_sheet)
        self._sheet_card.ask()

    def _sheets(self, typed: str) -> Sequence[Hit]:
        return self.commands.query(lambda session: sheets_find(session, typed, 2))

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

    def _print_blank(self) -> None:
        self.context.open("reports", report="attendance-sheet", form="blank")

    def _delete(self, row: ActivityRow) -> None:
        self.commands.run(
            lambda uow: service.delete_activity(uow, row.id),
            title=_("Moved to the trash: {name}").format(name=row.name),
        )

    def _ask(self, asked: Asked) -> tuple[Sequence[ActivityRow], Mapping[str, int], int]:
        """Return the rows asked for, how many each filter would leave, and how many there are at all."""
        rows = self.commands.query(lambda session: activity_rows(session, text=asked.text))
        wanted = [key for key in self._keys() if key in asked.filters]
        shown = [row for row in rows if all(self._fits(row, key) for key in wanted)]
        counts = {"unfilled": sum(self._fits(row, "unfilled") for row in rows)}
        today = self._today()
        return sorted(shown, key=lambda row: _nearness(row, today)), counts, self._total

    def _keys(self) -> Sequence[str]:
        return (*(f"year-{back}" for back in range(YEARS)), "unfilled", "running")

    def _fits(self, row: ActivityRow, key: str) -> bool:
        """Return whether an activity passes a filter."""
        if key == "unfilled":
            return row.id in self._waiting
        if key == "running":
            return row.status is ActivityStatus.RUNNING
        year = FiscalYear(fiscal_year_of(self._today()).number - int(key.removeprefix("year-")))
        return row.starts_on <= year.end and (row.ends_on or row.starts_on) >= year.start

    def _year_of(self, activity_id: UUID) -> str:
        """Return the filter of the fiscal year in which an activity begins."""
        found = self.commands.query(lambda session: session.get(Activity, activity_id))
        newest = fiscal_year_of(self._today()).number
        back = newest - fiscal_year_of(found.starts_on).number if found else -1
        return f"year-{back}" if 0 <= back < YEARS else "all-years"

    def _today(self) -> date:
        return local_today()


def _nearness(row: ActivityRow, today: date) -> tuple[int, int]:
    """Return a sort key: what is on now, then what comes next, then what is over, latest first."""
    last = row.ends_on or row.starts_on
    if row.starts_on <= today <= last:
        return 0, (today - row.starts_on).days
    if row.starts_on > today:
        return 1, (row.starts_on - today).days
    return 2, (today - last).days
