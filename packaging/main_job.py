"""The main job without a window: a sample centre, a day's attendance, two papers.

``packaging/dev.py run`` does this on a computer without a screen: ``main_job.py FOLDER``.
"""

import sys
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from sqlmodel import Session

from learnsoc_desktop import cli
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.features import FEATURES
from learnsoc_desktop.features.activities.model import Mark
from learnsoc_desktop.features.activities.queries import session_row, unfilled_sessions
from learnsoc_desktop.features.activities.service import mark_attendance, mark_rest
from learnsoc_desktop.features.activities.sheet_queries import roll
from learnsoc_desktop.features.overview.queries import day
from learnsoc_desktop.ui.contributions import Contributions

LOOK_BACK = timedelta(days=120)
LATE_PLACES = (2, 7)  # of the roll


def learnsoc(*arguments: object) -> None:
    """Run the command line; end with its exit code when it refuses."""
    code = cli.main([str(argument) for argument in arguments])
    if code:
        sys.exit(code)


def session_to_fill(session: Session, now: datetime) -> UUID:
    """Return today's session, or else the last one whose sheet is not filled."""
    offered = day(session, now).first
    if offered is not None:
        return offered.id
    return unfilled_sessions(session, now.date(), now.date() - LOOK_BACK)[-1].id


def take_attendance(folder: Path) -> UUID:
    """Mark everybody on the roll of one session; return its activity."""
    with Database.open(CentreFolder(folder).database) as database:
        with database.reading() as session:
            held = session_row(session, session_to_fill(session, datetime.now()))  # noqa: DTZ005  a person's own clock
            people = [row.person_id for row in roll(session, held.id).rows if row.person_id]
        late = [people[place] for place in LATE_PLACES if place < len(people)]
        with database.writing() as uow:
            mark_attendance(uow, held.id, dict.fromkeys(late, Mark.LATE))
            came = mark_rest(uow, held.id)
        print(f"marked {held.activity}, {held.held_on}: {came} came, {len(late)} came late")
    return held.activity_id


def main(folder: Path) -> int:
    """Do the main job in ``folder``; print where the files are."""
    Contributions(FEATURES).load_models()
    centre, sheet, summary = folder / "centre", folder / "attendance.pdf", folder / "summary.pdf"
    learnsoc("demo", centre)
    activity = take_attendance(centre)
    report = ("--data", centre, "report")
    chosen = ("--activity", activity, "--form", "filled")
    learnsoc(*report, "attendance-sheet", "-o", sheet, *chosen)
    learnsoc(*report, "summary", "-o", summary)
    print("Done. Open these papers:", sheet, summary, sep="\n    ")
    print(f"The sample centre is in\n    {centre}")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
