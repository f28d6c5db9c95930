"""Taking attendance: for people of 50 to 70, by keys, mouse or touch. Each mark is saved at once."""

from collections.abc import Callable, Sequence
from datetime import time
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QSizePolicy, QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import N_, _, ngettext
from learnsoc_desktop.data.entity import utc_now
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.features.activities import service
from learnsoc_desktop.features.activities.model import Mark
from learnsoc_desktop.features.activities.roll_widget import HELP_KEYS, RollView
from learnsoc_desktop.features.activities.saved_widget import SavedBar
from learnsoc_desktop.features.activities.sheet_queries import Roll, RollRow, roll
from learnsoc_desktop.features.activities.tally_widget import HeadCheck, Tally, WalkInRow
from learnsoc_desktop.features.people.model import Sex
from learnsoc_desktop.ui.buttons import button
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.keys import shortcut
from learnsoc_desktop.ui.layout import column, hosted, panel, row, scroll
from learnsoc_desktop.ui.page import PageAction
from learnsoc_desktop.ui.task_page import TaskPage
from learnsoc_desktop.ui.theme import theme

SIDE, SIDE_NARROW, NARROW = 316, 270, 1200


class AttendancePage(TaskPage):
    """The sheet of one session."""

    watches = frozenset({"Attendance", "Enrolment", "ActivitySession", "Person"})
    tells_undo = True
    help_lines: ClassVar[Sequence[str]] = (
        N_(
            "Press 1 for present, 2 late, 3 on leave, 4 left early, 0 absent; the next row comes by itself."
        ),
        N_("F5 marks everybody who has no mark yet as present; it never changes a mark."),
        N_("Each mark is saved at once: a power cut loses nothing, and Ctrl+Z takes back."),
    )
    keys: ClassVar[Sequence[tuple[str, str]]] = (
        *HELP_KEYS,
        ("F5", N_("all others came")),
        ("F2", N_("add a walk-in")),
        ("Ctrl+Z", N_("undo")),
        ("Del", N_("take the mark away")),
    )

    def __init__(self, context: Context, session_id: UUID, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.session_id = session_id
        self.sheet: Roll = self.commands.query(lambda session: roll(session, session_id))
        self.view, self.tally, self.heads = RollView(), Tally(), HeadCheck()
        self.walk_in, self.saved = WalkInRow(), SavedBar(context)
        rest = button(_("All others came"), "", "list-checks", then=self.mark_rest, key="F5")
        finish = button(
            _("Finished, see the summary"), "primary", "check-check", then=self.finish, big=True
        )
        for each in (rest, finish):
            each.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        counts = panel(column(self.tally, gap=0, margins=(16, 4, 16, 4)))
        upper = scroll(hosted(column(counts, self.heads, rest, None, gap=10)))
        self._side = hosted(column((upper, 1), finish, gap=10))
        left = panel(column((self.view, 1), self.walk_in, self.saved, gap=0, margins=(1, 6, 1, 1)))
        self.setLayout(row((left, 1), self._side, gap=16, margins=(24, 4, 24, 16)))
        self.view.marked.connect(self._mark_row)
        self.walk_in.added.connect(self._add_walk_in)
        self.heads.counted.connect(self._count_heads)
        self.saved.left_changed.connect(self._change_left)
        shortcut(self, "F5", self.mark_rest)
        shortcut(self, "F2", self.walk_in.name.setFocus)
        shortcut(self.view, "Del", self.clear_mark)
        self.commands.undone.connect(self.saved.tell_undone)
        QTimer.singleShot(0, self, self.begin)

    def title(self) -> str:
        """Name the activity and the session."""
        head = self.sheet.session
        return _("Attendance: {activity}, session {number}").format(
            activity=head.activity, number=formats.numerals(str(head.number))
        )

    def subtitle(self) -> str:
        """Say day, time, place and the number on the paper."""
        head = self.sheet.session
        parts = (
            formats.date_full(head.held_on),
            formats.time_range(head.starts, head.ends) if head.starts else "",
            head.venue,
            _("sheet {number}").format(number=self.sheet.sheet),
        )
        return " · ".join(part for part in parts if part)

    def page_actions(self) -> Sequence[PageAction]:
        """Return what the palette offers here."""
        return (
            PageAction(_("All others came"), "list-checks", self.mark_rest, "F5"),
            PageAction(_("Add a walk-in"), "user-plus", self.walk_in.name.setFocus, "F2"),
        )

    def refresh(self) -> None:
        """Read the roll again."""
        self.sheet = self.commands.query(lambda session: roll(session, self.session_id))
        self.view.roll.set_rows(self.sheet.rows)
        self.tally.show_roll(self.sheet)
        self.heads.show_roll(self.sheet)
        self._side.setFixedWidth(
            min(theme().px(SIDE_NARROW if self.width() < NARROW else SIDE), 366)
        )

    def begin(self) -> None:
        """Go to the first row without a mark, keyboard ready."""
        self.view.go_to(self._next_open(-1, or_stay=0))
        self.view.setFocus()

    def mark_rest(self) -> None:
        """Mark everybody who has no mark as present."""
        self._write(
            lambda uow: service.mark_rest(uow, self.session_id),
            _("All others came"),
            self._tell_rest,
        )

    def clear_mark(self) -> None:
        """Take the mark of the current row away."""
        line = self.view.current()
        if line is None or line.attendance_id is None:
            return
        attendance_id = line.attendance_id
        said = _("Mark of {name} taken away").format(name=line.nickname)
        self._write(
            lambda uow: service.clear_mark(uow, attendance_id),
            said,
            lambda _nothing: self.saved.tell(said),
        )

    def finish(self) -> None:
        """Note that the sheet is complete, and show the activity with its counts."""
        head = self.sheet.session
        left = sum(line.mark is None for line in self.sheet.rows)
        self.commands.run(lambda uow: service.finish_session(uow, self.session_id))
        self.close_task()
        self.context.open("activities", record_id=str(head.activity_id))
        text = _("The sheet is complete.")
        if left:
            text = ngettext(
                "{count} person has no mark yet.", "{count} people have no mark yet.", left
            ).format(count=formats.number(left))
        self.context.notify(text, tone="late" if left else "good")

    def _mark_row(self, number: int, mark: Mark) -> None:
        line = self.sheet.rows[number]
        self.view.go_to(number)
        left_at = self._clock() if mark is Mark.LEFT_EARLY else None
        said = self._sentence(line, mark, left_at)
        self._write(
            self._marking(line, mark, left_at),
            said,
            lambda _nothing: self._after_mark(number, mark, said, left_at),
        )

    def _marking(
        self, line: RollRow, mark: Mark, left_at: time | None
    ) -> Callable[[UnitOfWork], None]:
        if line.person_id is None and line.attendance_id is not None:
            attendance_id = line.attendance_id
            return lambda uow: service.change_mark(uow, attendance_id, mark, left_at)
        person_id = line.person_id
        return lambda uow: service.mark_attendance(
            uow, self.session_id, {person_id: mark} if person_id else {}, left_at=left_at
        )

    def _after_mark(self, number: int, mark: Mark, said: str, left_at: time | None) -> None:
        more = _("row {number} · safe even if the power fails").format(
            number=formats.numerals(str(number + 1))
        )
        self.saved.tell(said, more, number if mark is Mark.LEFT_EARLY else None, left_at)
        self.view.go_to(self._next_open(number, or_stay=min(number + 1, len(self.sheet.rows) - 1)))

    def _next_open(self, after: int, *, or_stay: int) -> int:
        """Return the next row without a mark, from ``after`` on; ``or_stay`` when all have one."""
        rows = self.sheet.rows
        following = range(after + 1, len(rows))
        return next((n for n in following if rows[n].mark is None), or_stay)

    def _clock(self) -> time | None:
        """Return the time of the day while the session's own day is on; otherwise nobody knows it."""
        now = utc_now().astimezone()
        on = now.date() == self.sheet.session.held_on
        return now.time().replace(second=0, microsecond=0) if on else None

    def _sentence(self, line: RollRow, mark: Mark, left_at: time | None) -> str:
        said = _("{name}: {mark}").format(name=line.nickname, mark=mark.label)
        return f"{said} {formats.time_of_day(left_at)}" if left_at else said

    def _add_walk_in(self, name: str, sex: Sex) -> None:
        said = _("Walk-in: {name}").format(name=name.strip())
        self._write(
            lambda uow: service.add_walk_in(uow, self.session_id, name, sex),
            said,
            lambda _id: self.saved.tell(said, _("counted apart until the registry knows them")),
        )
        self.view.scrollToBottom()

    def _count_heads(self, heads: int | None) -> None:
        if heads != self.sheet.heads_counted:
            self.commands.run(
                lambda uow: service.count_heads(uow, self.session_id, heads), title=""
            )

    def _change_left(self, number: int, left_at: time) -> None:
        line = self.sheet.rows[number]
        said = self._sentence(line, Mark.LEFT_EARLY, left_at)
        self._write(
            self._marking(line, Mark.LEFT_EARLY, left_at),
            said,
            lambda _nothing: self.saved.tell(said),
        )
        self.view.setFocus()

    def _tell_rest(self, count: int) -> None:
        self.saved.tell(
            ngettext(
                "{count} person marked present", "{count} people marked present", count
            ).format(count=formats.number(count)),
            _("marks given before were left as they are"),
        )

    def _write(
        self,
        command: Callable[[UnitOfWork], object],
        title: str,
        then: Callable[[Any], None],
    ) -> None:
        self.commands.run(command, then, title)
