"""What a mark that survives a power cut takes over the driver's own commit of such a row."""

import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

from sqlmodel import Session, col, select

from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.data.connection import open_file
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.features.activities.model import ActivitySession, Enrolment, Mark
from learnsoc_desktop.features.activities.service import mark_attendance
from learnsoc_desktop.ui.commands import Commands
from tests.benchmarks._centres import centre
from tests.benchmarks.frame import figure, percentile

PEOPLE = 10_000
MARKS = 200
WARM = 10
LIMIT = 3.0  # ms
MODELS = "learnsoc_desktop.features.centre.references:load_models"
INSERT = (
    "INSERT INTO attendance (id, created_at, updated_at, session_id, person_id, walk_in_name,"
    " walk_in_sex, mark, source, note) VALUES (?, ?, ?, ?, ?, '', 'unspecified', 'present', 'screen', '')"
)


def taken(action: Callable[[], object]) -> float:
    """Return the milliseconds of one call."""
    started = time.perf_counter()
    action()
    return (time.perf_counter() - started) * 1000


def whom(session: Session) -> tuple[UUID, list[UUID]]:
    """Return a session that was not cancelled and the people of its roll."""
    held, activity = session.exec(
        select(ActivitySession.id, ActivitySession.activity_id)
        .join(Enrolment, col(Enrolment.activity_id) == ActivitySession.activity_id)
        .where(col(ActivitySession.cancelled).is_(False))
        .order_by(col(ActivitySession.held_on).desc(), col(ActivitySession.id))
    ).first() or (uuid4(), uuid4())
    people = session.exec(select(Enrolment.person_id).where(Enrolment.activity_id == activity))
    return held, list(people)


def measure(ours: Path, plain: Path) -> list[bool]:
    """Mark in one copy of a centre and write such rows by the bare driver in another, in turn."""
    driver = open_file(CentreFolder(plain).database, "rw")
    with Database.open(CentreFolder(ours).database) as database:
        commands = Commands(database)
        held, people = commands.query(whom)
        marks = (Mark.PRESENT, Mark.LATE)
        mine, bare = [], []
        for number in range(WARM + MARKS):
            person, mark = people[number % len(people)], marks[number // len(people) % 2]
            row = (uuid4().hex, *[datetime.now(UTC).replace(tzinfo=None)] * 2, held.hex, person.hex)

            def write(row: tuple[object, ...] = row) -> None:
                driver.execute("BEGIN IMMEDIATE").close()
                driver.execute(INSERT, row).close()
                driver.execute("COMMIT").close()

            def run(person: UUID = person, mark: Mark = mark) -> None:
                commands.run(lambda uow: mark_attendance(uow, held, {person: mark}), title="x")

            bare.append(taken(write))
            mine.append(taken(run))
    driver.close()
    mine, bare = mine[WARM:], bare[WARM:]
    over = statistics.median(mine) - statistics.median(bare)
    over_95 = percentile(mine) - percentile(bare)
    return [
        figure("mark_over_driver", over, "ms", limit=LIMIT),
        figure("mark_over_driver_p95", over_95, "ms", limit=LIMIT),
    ]


def main() -> int:
    """Print the figures; return 1 when one is over."""
    resolve(MODELS)()
    with centre(PEOPLE, fresh=True) as ours, centre(PEOPLE, fresh=True) as plain:
        kept = measure(ours, plain)
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
