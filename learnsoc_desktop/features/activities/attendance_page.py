"""Taking attendance: for people of 50 to 70, by keys, mouse or touch. Each mark is saved at once."""

from collections.abc import Sequence
from datetime import time
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.data.entity import local_today
from learnsoc_desktop.features.activities.heads_page import HeadsPage
from learnsoc_desktop.features.activities.marking_widget import Marking, clock_of, result_of
from learnsoc_desktop.features.activities.model import Mark, MarkSource
from learnsoc_desktop.features.activities.report import attendance_sheet
from learnsoc_desktop.features.activities.roll_page import RollPage
from learnsoc_desktop.features.activities.roll_paint_widget import HELP_KEYS
from learnsoc_desktop.features.activities.roll_widget import RollView, key_of
from learnsoc_desktop.features.activities.saved_widget import SavedBar
from learnsoc_desktop.features.activities.sheet_draft_widget import SheetDraft
from learnsoc_desktop.features.activities.sheet_queries import Roll, roll
from learnsoc_desktop.features.activities.sheet_state_widget import CancelledNote, EmptyRoll
from learnsoc_desktop.features.activities.side_widget import SheetSide, SideActs
from learnsoc_desktop.features.activities.tally_widget import HEADS_KEY
from learnsoc_desktop.features.activities.walk_in_page import WalkInPage
from learnsoc_desktop.features.activities.walk_in_widget import WalkInRow
from learnsoc_desktop.features.people.model import Sex
from learnsoc_desktop.reporting.document import Report
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.keys import shortcut
from learnsoc_desktop.ui.layout import column, panel, row
from learnsoc_desktop.ui.page import PageAction
from learnsoc_desktop.ui.task_page import TaskPage


class AttendancePage(TaskPage):
    """The sheet of one session. ``from_paper``: it was opened by the number on a paper sheet."""

    watches = frozenset(
        {"Activity", "ActivitySession", "Attendance", "Enrolment", "HeadCount", "Person"}
    )
    tells_undo = tells_undone = True
    help_lines: ClassVar[Sequence[str]] = (
        N_(
            "Press 1 for present, 2 late, 3 on leave, 4 left early, 0 absent; the next row comes by itself."
        ),
        N_("F5 marks everybody who has no mark yet as present; it never changes a mark."),
        N_("Each mark is saved at once: a power cut loses nothing, and Ctrl+Z takes back."),
    )
    keys: ClassVar[Sequence[tuple[str, str]]] = (
        *HELP_KEYS,
        (N_("Enter"), N_("the next row without a mark")),
        ("Del", N_("take the mark away")),
        ("Ctrl+Z", N_("undo")),
    )

    def __init__(
        self,
        context: Context,
        session_id: UUID,
        parent: QWidget | None = None,
        *,
        from_paper: bool = False,
    ) -> None:
        super().__init__(context, parent)
        self.session_id = session_id
        self.sheet: Roll = self._read()
        past = self.sheet.session.held_on < local_today()
        source = MarkSource.PAPER if from_paper and past else MarkSource.SCREEN
        self.saved = SavedBar(context)
        self.marking = Marking(self.commands, session_id, source, self.saved.tell)
        self.view, self.walk_in = RollView(), WalkInRow()
        self.cancelled, self.empty = CancelledNote(), EmptyRoll()
        self.side = SheetSide(SideActs(self.mark_rest, self.count_nameless, self.finish))
        self._differs: UUID | None = None
        parts = (self.walk_in, self.side.heads)
        self.drafts = SheetDraft(context, session_id, parts, lambda: self.sheet.heads_counted)
        rows = (self.cancelled, (self.view, 1), (self.empty, 1), self.walk_in, self.saved)
        left = panel(column(*rows, gap=0, margins=(1, 6, 1, 1)))
        self.setLayout(row((left, 1), self.side, gap=16, margins=(24, 4, 24, 16)))
        self._connect()
        QTimer.singleShot(0, self, self.begin)

    def title(self) -> str:
        """Name the activity and the session."""
        head = self.sheet.session
        number = formats.numerals(str(head.number)) if head.number else "–"
        return _("Attendance: {activity}, session {number}").format(
            activity=head.activity, number=number
        )

    def subtitle(self) -> str:
        """Say day, time, place and the number on the paper."""
        head = self.sheet.session
        sheet = _("sheet {number}").format(number=self.sheet.sheet)
        if self.marking.source is MarkSource.PAPER:
            sheet = _("typed from paper sheet {number}").format(number=self.sheet.sheet)
        clock = formats.time_range(head.starts, head.ends) if head.starts else ""
        parts = (formats.date_full(head.held_on), clock, sheet, head.venue)
        return " · ".join(part for part in parts if part)

    def page_actions(self) -> Sequence[PageAction]:
        """Return what keys and the palette offer here."""
        walk_in, heads = self.walk_in.name.setFocus, self.side.heads.number.setFocus
        return (
            PageAction(_("All others came"), "list-checks", self.mark_rest, "F5"),
            PageAction(_("Add a walk-in"), "user-plus", walk_in, "F2"),
            PageAction(_("Who is this walk-in?"), "link", self.ask_who, "F3"),
            PageAction(_("Count the heads in the room"), "users", heads, HEADS_KEY),
            PageAction(_("Heads without names"), "hash", self.count_nameless, "F7"),
            PageAction(_("Done, see summary"), "check-check", self.finish, "Ctrl+S"),
        )

    def printable(self) -> Report:
        """Return the sheet with its marks."""
        head = self.sheet.session
        activity, day = str(head.activity_id), head.held_on.isoformat()
        return self.commands.query(
            lambda session: attendance_sheet(session, activity=activity, day=day, form="filled")
        )

    def may_leave(self) -> bool:
        """Never ask: what is typed and not saved yet is saved now."""
        if self.walk_in.typed:
            self.walk_in.take()
        self._count_heads(self.side.heads.heads())
        self.drafts.keep()
        return not self.walk_in.typed

    def refresh(self) -> None:
        """Read the roll again."""
        before = {key_of(line): (line.mark, line.left_at) for line in self.sheet.rows}
        self.sheet = self._read()
        rows = self.sheet.rows
        changed = (key_of(r) for r in rows if before.get(key_of(r)) != (r.mark, r.left_at))
        self._differs = next(changed, None)
        self.view.show_rows(rows)
        self.side.show_roll(self.sheet)
        self.cancelled.show_roll(self.sheet)
        self.view.setVisible(bool(rows))
        self.empty.setVisible(not rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the counts the room there is."""
        super().resizeEvent(event)
        self.side.fit(event.size())

    def begin(self) -> None:
        """Go to the first row without a mark, keyboard ready."""
        self.view.go_to(self._next_open(-1, or_stay=0))
        self._to_roll()

    def mark_rest(self) -> None:
        """Mark everybody who has no mark as present."""
        self.marking.rest()
        self._to_roll()

    def clear_mark(self) -> None:
        """Take the mark of the current row away."""
        line = self.view.current()
        if line is not None:
            self.marking.clear(line)

    def ask_who(self) -> None:
        """Ask who the walk-in of the current row was."""
        line = self.view.current()
        if line is not None and line.walk_in and line.person_id is None:
            self.context.open_task(WalkInPage(self.context, self.sheet.session, line))

    def count_nameless(self) -> None:
        """Count heads of whom no name is known."""
        self.context.open_task(HeadsPage(self.context, self.session_id))

    def fill_roll(self) -> None:
        """Put people on the roll of the activity."""
        self.context.open_task(RollPage(self.context, self.sheet.session.activity_id))

    def finish(self) -> None:
        """Note that the sheet is complete, and show the activity with its counts."""
        if self.may_leave():
            self.marking.finish(self._finished)

    def _finished(self) -> None:
        activity, context = str(self.sheet.session.activity_id), self.context
        result = result_of(self.sheet)

        def summary() -> None:
            context.open("reports", report="activity-summary", activity=activity)

        context.open("activities", record_id=activity)
        context.notify(
            result.text,
            tone="late" if result.waiting else "good",
            more=result.more,
            act=(_("Summary on paper"), summary),
        )

    def _connect(self) -> None:
        self.view.marked.connect(self._mark_row)
        self.view.next_asked.connect(self._go_on)
        self.view.link_asked.connect(self._ask_who_at)
        self.walk_in.added.connect(self._add_walk_in)
        self.side.heads.counted.connect(self._count_heads)
        self.saved.left_changed.connect(self._change_left)
        for back in (self.walk_in.left, self.side.heads.done, self.saved.closed):
            back.connect(self._to_roll)
        self.cancelled.held.connect(self.marking.hold)
        self.empty.roll_asked.connect(self.fill_roll)
        self.empty.heads_asked.connect(self.count_nameless)
        self.commands.undone.connect(self._tell_undone)
        self.commands.redone.connect(self._tell_redone)
        shortcut(self.view, "Del", self.clear_mark)

    def _read(self) -> Roll:
        return self.commands.query(lambda session: roll(session, self.session_id))

    def _to_roll(self) -> None:
        target = self.view if self.sheet.rows else self.walk_in.name
        target.setFocus()
        self.view.go_to(self.view.currentIndex().row())

    def _mark_row(self, number: int, mark: Mark) -> None:
        line = self.sheet.rows[number]
        self.view.go_to(number)
        if line.mark is mark is Mark.LEFT_EARLY:  # pressed again: at what time?
            self.saved.ask_time(line.nickname, key_of(line), line.left_at)
            return
        left_at = clock_of(self.sheet.session) if mark is Mark.LEFT_EARLY else None

        def then() -> None:
            if mark is Mark.LEFT_EARLY:
                self.saved.offer_time(key_of(line), left_at)
            last = len(self.sheet.rows) - 1
            self.view.go_to(self._next_open(number, or_stay=min(number + 1, last)))
            self.view.setFocus()

        self.marking.mark(line, mark, left_at, then)

    def _change_left(self, key: object, left_at: time) -> None:
        line = next((line for line in self.sheet.rows if key_of(line) == key), None)
        if line is None:
            return

        def then() -> None:
            self.saved.offer_time(key, left_at)
            self._to_roll()

        self.marking.mark(line, Mark.LEFT_EARLY, left_at, then)

    def _go_on(self) -> None:
        """Go to the next row without a mark, also one above; with none left to the last button."""
        number = self.view.currentIndex().row()
        after = self._next_open(number, or_stay=self._next_open(-1, or_stay=-1))
        if after >= 0:
            self.view.go_to(after)
        else:
            self.side.done.setFocus()

    def _next_open(self, after: int, *, or_stay: int) -> int:
        """Return the next row without a mark below ``after``; ``or_stay`` when there is none."""
        rows = self.sheet.rows
        following = range(after + 1, len(rows))
        return next((n for n in following if rows[n].mark is None), or_stay)

    def _ask_who_at(self, number: int) -> None:
        self.view.go_to(number)
        self.ask_who()

    def _add_walk_in(self, name: str, sex: Sex) -> None:
        def then(_attendance_id: UUID) -> None:
            self.walk_in.forget()
            self.walk_in.name.setFocus()
            self.view.scrollToBottom()

        self.marking.walk_in(name, sex, then)

    def _count_heads(self, heads: int | None) -> None:
        if heads != self.sheet.heads_counted:
            self.marking.heads(heads)

    def _tell_undone(self, title: str) -> None:
        self.saved.tell_undone(title)
        if self._differs is not None:
            self.view.go_to_line(self._differs)

    def _tell_redone(self, title: str) -> None:
        self.saved.tell(title)
        if self._differs is not None:
            self.view.go_to_line(self._differs)
