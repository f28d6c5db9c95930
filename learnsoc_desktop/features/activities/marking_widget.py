"""What the attendance screen writes: each mark in a unit of work of its own, named in words."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from typing import Any
from uuid import UUID

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import _, ngettext
from learnsoc_desktop.data.entity import utc_now
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.features.activities import service
from learnsoc_desktop.features.activities.model import CAME, Mark, MarkSource
from learnsoc_desktop.features.activities.queries import SessionRow
from learnsoc_desktop.features.activities.sheet_queries import Roll, RollRow
from learnsoc_desktop.features.people.model import Sex
from learnsoc_desktop.ui.commands import Commands

Told = Callable[[str, str], None]  # what was saved, and one thing more about it


class Marking:
    """Marks one session. ``told`` hears in words what was saved, after it was saved."""

    def __init__(
        self, commands: Commands, session_id: UUID, source: MarkSource, told: Told
    ) -> None:
        self._commands, self._session_id, self._told = commands, session_id, told
        self.source = source

    def mark(
        self, line: RollRow, mark: Mark, left_at: time | None, then: Callable[[], None]
    ) -> None:
        """Give a line a mark; ``left_at`` goes with *left early*."""
        said = _sentence(line, mark, left_at)
        more = _("safe even if the power fails")
        if line.roll_no:
            row = formats.numerals(str(line.roll_no))
            more = _("row {number} · safe even if the power fails").format(number=row)

        def after(_nothing: object) -> None:
            self._told(said, more)
            then()

        self._commands.run(self._marking(line, mark, left_at), after, said)

    def rest(self) -> None:
        """Mark everybody who has no mark as present."""
        self._commands.run(
            lambda uow: service.mark_rest(uow, self._session_id, source=self.source),
            self._tell_rest,
            _("All others came"),
        )

    def clear(self, line: RollRow) -> None:
        """Take the mark of a line away; a walk-in goes with it."""
        attendance_id = line.attendance_id
        if attendance_id is None:
            return
        said = _("Mark of {name} taken away").format(name=line.nickname)
        if line.walk_in:
            said = _("{name} taken off the sheet").format(name=line.nickname)
        self._write(lambda uow: service.clear_mark(uow, attendance_id), said)

    def walk_in(self, name: str, sex: Sex, then: Callable[[Any], None]) -> None:
        """Add somebody who is not on the roll; ``then`` gets the id of the mark."""
        said = _("Walk-in: {name}").format(name=name)

        def after(attendance_id: UUID) -> None:
            self._told(said, _("counted apart until the registry knows them"))
            then(attendance_id)

        self._commands.run(
            lambda uow: service.add_walk_in(uow, self._session_id, name, sex, source=self.source),
            after,
            said,
        )

    def heads(self, heads: int | None) -> None:
        """Keep how many heads are in the room; a check, no count, so it is no step to undo."""
        self._commands.run(lambda uow: service.count_heads(uow, self._session_id, heads))

    def hold(self) -> None:
        """Say that a cancelled session was held after all."""
        self._write(
            lambda uow: service.hold_session(uow, self._session_id),
            _("the session was held after all"),
        )

    def finish(self, then: Callable[[], None]) -> None:
        """Note that the sheet is complete."""
        self._commands.run(
            lambda uow: service.finish_session(uow, self._session_id), lambda _nothing: then()
        )

    def _marking(
        self, line: RollRow, mark: Mark, left_at: time | None
    ) -> Callable[[UnitOfWork], None]:
        source, person_id, attendance_id = self.source, line.person_id, line.attendance_id
        if person_id is None and attendance_id is not None:
            return lambda uow: service.change_mark(uow, attendance_id, mark, left_at, source=source)
        marks = {person_id: mark} if person_id else {}
        return lambda uow: service.mark_attendance(
            uow, self._session_id, marks, left_at=left_at, source=source
        )

    def _tell_rest(self, count: int) -> None:
        if not count:
            self._told(_("everybody had a mark already"), "")
            return
        said = ngettext("{count} person marked present", "{count} people marked present", count)
        self._told(
            said.format(count=formats.number(count)), _("marks given before were left as they are")
        )

    def _write(self, command: Callable[[UnitOfWork], None], said: str) -> None:
        self._commands.run(command, lambda _nothing: self._told(said, ""), said)


@dataclass(frozen=True, slots=True)
class Result:
    """How a sheet that is finished stands, in words; ``waiting`` people have no mark."""

    text: str
    more: str
    waiting: int


def result_of(sheet: Roll) -> Result:
    """Return what to say of a sheet that was finished."""
    left = sum(line.mark is None for line in sheet.rows)
    came = sum(line.mark in CAME for line in sheet.rows)
    more = ngettext("{count} person came.", "{count} people came.", came).format(
        count=formats.number(came)
    )
    if left:
        waits = ngettext("{count} has no mark yet.", "{count} have no mark yet.", left)
        more = f"{more} {waits.format(count=formats.number(left))}"
    return Result(_("The sheet is kept.") if left else _("The sheet is complete."), more, left)


def clock_of(session: SessionRow) -> time | None:
    """Return the time of the day while the session is on; at any other time nobody knows it."""
    now = utc_now().astimezone()
    clock = now.time().replace(second=0, microsecond=0)
    if now.date() != session.held_on:
        return None
    if session.starts and not session.starts < clock <= (session.ends or time.max):
        return None
    return clock


def _sentence(line: RollRow, mark: Mark, left_at: time | None) -> str:
    """Return a mark in words: who, which mark, when."""
    name = f"{line.nickname} ({line.apart})" if line.apart else line.nickname
    said = _("{name}: {mark}").format(name=name, mark=mark.label)
    return f"{said} {formats.time_of_day(left_at)}" if left_at else said
