# ruff: noqa: S608  names come from the schema, never from people
"""Undo and redo: the noted old values are written back, as a new write.

A step is the notes of one transaction. Taking it back writes under the same triggers, so its own notes are
the step that does it again. A row that a later write touched is not overwritten: the step is refused.
"""

from collections import deque
from dataclasses import dataclass, field

from sqlalchemy import Connection, text

from learnsoc_desktop.core.changes import ChangeSet
from learnsoc_desktop.data import keys
from learnsoc_desktop.data.entity import UtcDateTime, utc_now
from learnsoc_desktop.data.errors import ChangedSince, NothingToUndo
from learnsoc_desktop.data.notes import Span

STEPS = 30
MOST_NOTES = 250_000  # rows kept for all steps together; the newest step is kept whatever its size
LISTED = 100  # rows named when a step is refused

# The first note of a row in the step tells what to do; its last one of all tells how we left it.
WORK_LIST = """
CREATE TEMP TABLE IF NOT EXISTS undo_work (
    row_id TEXT, tbl TEXT, seq INTEGER, kind TEXT, stamp TEXT, PRIMARY KEY (tbl, row_id)
) WITHOUT ROWID
"""
FILL_WORK_LIST = """
INSERT INTO undo_work SELECT row_id, tbl, seq, kind, stamp FROM undo_note
WHERE seq > :first AND seq <= :last ORDER BY seq
ON CONFLICT DO UPDATE SET stamp = excluded.stamp
"""
STAMP_LATER = """
INSERT INTO undo_work SELECT n.row_id, n.tbl, n.seq, n.kind, n.stamp
FROM undo_note n JOIN undo_work USING (tbl, row_id) WHERE n.seq > :last ORDER BY n.seq
ON CONFLICT DO UPDATE SET stamp = excluded.stamp
"""
TOUCHED_LATER = """
SELECT DISTINCT w.tbl, w.row_id FROM undo_note n JOIN undo_work w USING (tbl, row_id)
WHERE n.seq > :last AND n.kind IN ('i', 'u')
"""  # small letters: not a step (``mark_as_no_step``); later steps were taken back before this one


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo or redo did."""

    title: str
    changes: ChangeSet


@dataclass(frozen=True, slots=True)
class Step:
    """One thing a person did."""

    title: str
    span: Span


@dataclass(slots=True)
class Steps:
    """The steps that can be undone and redone, the newest last."""

    undo: deque[Step] = field(default_factory=deque)
    redo: deque[Step] = field(default_factory=deque)

    def push(self, step: Step) -> None:
        """Keep a new step; what was undone before it can no longer be redone."""
        self.redo.clear()
        self.undo.append(step)

    def trim(self) -> None:
        """Drop the oldest steps above the limits."""
        while len(self.undo) > STEPS or (len(self.undo) > 1 and self._size() > MOST_NOTES):
            self.undo.popleft()

    def needed_after(self, last: int) -> int:
        """Return up to which note none is needed any more; ``last`` is the newest note."""
        return min((step.span.first for step in (*self.undo, *self.redo)), default=last)

    def _size(self) -> int:
        return sum(step.span.size for step in (*self.undo, *self.redo))


def newest(steps: deque[Step]) -> Step:
    """Return the step that would be taken back next."""
    if not steps:
        raise NothingToUndo
    return steps[-1]


def take_back(connection: Connection, step: Step, columns: dict[str, tuple[str, ...]]) -> None:
    """Write the rows of ``step`` as they were before it; refuse when one was changed since."""
    span = step.span
    fill_work_list(connection, span)
    _refuse_changed(connection, step)
    now = UtcDateTime().bind_processor(connection.dialect)
    stamp = {"now": now(utc_now()) if now else utc_now()}
    for table in span.tables:
        _write_back(connection, table, columns[table], stamp)
    connection.execute(text("DELETE FROM undo_work"))


def fill_work_list(connection: Connection, span: Span) -> None:
    """Fill the TEMP table ``undo_work``: each row that the notes of ``span`` are about, once."""
    connection.execute(text(WORK_LIST))
    connection.execute(text("DELETE FROM undo_work"))
    connection.execute(text(FILL_WORK_LIST), {"first": span.first, "last": span.last})
    connection.execute(text(STAMP_LATER), {"last": span.last})


def _write_back(
    connection: Connection, table: str, names: tuple[str, ...], stamp: dict[str, object]
) -> None:
    connection.execute(
        text(
            f'UPDATE "{table}" SET deleted_at = coalesce(deleted_at, :now), updated_at = :now'
            " WHERE id IN (SELECT row_id FROM undo_work WHERE tbl = :table AND kind = 'I')"
        ),
        {"table": table, **stamp},
    )
    written = ", ".join(
        f'"{name}" = o."{name}"' for name in names if name not in {"id", "created_at", "updated_at"}
    )
    connection.execute(
        text(
            f'UPDATE "{table}" SET {written}, updated_at = :now'
            f' FROM undo_work w JOIN "old_{table}" o ON o.seq = w.seq'
            f" WHERE w.tbl = :table AND w.kind = 'U' AND \"{table}\".id = w.row_id"
        ),
        {"table": table, **stamp},
    )


def _refuse_changed(connection: Connection, step: Step) -> None:
    """Raise when a row of the step was written since: by a later note, or by another program."""
    rows = list(connection.execute(text(TOUCHED_LATER), {"last": step.span.last}))
    for table in step.span.tables:
        rows += connection.execute(
            text(
                f'SELECT w.tbl, w.row_id FROM undo_work w LEFT JOIN "{table}" e ON e.id = w.row_id'
                " WHERE w.tbl = :table AND e.updated_at IS NOT w.stamp"
            ),
            {"table": table},
        )
    changed = list(dict.fromkeys((keys.entity_name(table), row_id) for table, row_id in rows))
    if changed:
        raise changed_since(changed, step.title)


def changed_since(changed: list[tuple[str, str]], title: str) -> ChangedSince:
    """Return the refusal that names the changed rows as (entity, id)."""
    return ChangedSince(changed[:LISTED], title=title, count=len(changed))
