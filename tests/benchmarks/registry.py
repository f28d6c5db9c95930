"""Narrowing a registry of 100,000, and opening a person with 300 activities in ten years."""

import sys
import time
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QApplication
from sqlmodel import Session, col, select

from learnsoc_desktop.app import Application
from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.entity import local_today
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.features.activities.model import (
    ActivityDetails,
    ActivitySession,
    Mark,
    SessionDetails,
)
from learnsoc_desktop.features.activities.service import enrol, mark_attendance, plan_activity
from learnsoc_desktop.features.people.custom_range_queries import OwnRange, asks_range
from learnsoc_desktop.features.people.list_filters_widget import EVERYBODY_KEY
from learnsoc_desktop.features.people.model import Person
from learnsoc_desktop.features.people.page import PeoplePage
from learnsoc_desktop.features.people.path_page import LearningPathPage
from tests.benchmarks._centres import centre
from tests.benchmarks._program import run, until, view_of
from tests.benchmarks.frame import figure, percentile
from tests.benchmarks.search import SHOWN, quiet

PEOPLE = 100_000
EVENTS, YEARS = 300, 10
MODELS = "learnsoc_desktop.features.centre.references:load_models"
SCREEN = (1366, 768)
RANGES = 12
CHANGE, OPEN = 50.0, 80.0  # ms
TIMES = 15


def measure(application: Application, person: UUID) -> None:
    """Print the figures."""
    application.window.resize(*SCREEN)
    application.window.open("people")
    page = view_of(application, PeoplePage)
    assert isinstance(page, PeoplePage)
    until(lambda: page.finder.ready and quiet(page))
    keys = [choice.chip.key for choice in page.finder.choices if not choice.chip.asks]
    changes = [change(page, key) for _ in range(2) for key in keys]
    changes += [change(page, key) for key in ranges(page)]  # nobody asked for these before
    figure("filter_change", percentile(changes), "ms", limit=CHANGE)
    page.open(record_id=str(person))
    until(lambda: not page.finder.waits and quiet(page))
    row = page.table.current_row()
    if row is None or row.id != person:
        raise AssertionError(row)
    cards = [card(page) for _ in range(TIMES)]
    figure("person_card", percentile(cards), "ms", limit=OPEN)
    paths = [path(application, person) for _ in range(TIMES)]
    figure("person_path", percentile(paths), "ms", limit=OPEN)


def change(page: PeoplePage, key: str) -> float:
    """Narrow the whole list by one filter; return the ms until its first 100 rows are painted."""
    page.filter_bar.set_active([EVERYBODY_KEY])
    until(lambda: quiet(page))
    started = time.perf_counter()
    page.open(filters=[key])
    until(lambda: not page.finder.waits)
    records = page.table.records
    rows = [records.row(at) for at in range(min(SHOWN, records.rowCount()))]
    page.table.viewport().repaint()
    taken = (time.perf_counter() - started) * 1000
    if None in rows:
        raise AssertionError(key)
    return taken


def ranges(page: PeoplePage) -> list[str]:
    """Return keys of ranges of days in a field of the centre's own."""
    asks = next(one.chip.key for one in page.finder.choices if one.chip.asks)
    name, first = asks_range(asks), local_today() - timedelta(days=1000)
    days = [first + timedelta(days=30 * number) for number in range(RANGES)]
    return [OwnRange(name, day, day + timedelta(days=200)).key for day in days]


def card(page: PeoplePage) -> float:
    """Read the current person, show the card and paint it; return the ms."""
    started = time.perf_counter()
    page.show_now()
    QApplication.processEvents()
    return (time.perf_counter() - started) * 1000


def path(application: Application, person_id: UUID) -> float:
    """Open the learning path of a person and paint it; return the ms."""
    context = application._context
    assert context is not None
    started = time.perf_counter()
    context.open_task(LearningPathPage(context, person_id))
    QApplication.processEvents()
    result = (time.perf_counter() - started) * 1000
    context.back()
    QApplication.processEvents()
    return result


def fill(folder: Path) -> UUID:
    """Give one person ``EVENTS`` activities in ``YEARS`` years, each with a session and a mark."""
    with Database.open(CentreFolder(folder).database) as database:
        with database.reading() as session:
            person = session.exec(select(Person.id).order_by(col(Person.sort_key))).first()
        assert person is not None
        last = local_today()
        days = [last - timedelta(days=round(365 * YEARS * n / EVENTS)) for n in range(EVENTS)]
        with database.writing("ten years") as uow:
            for number, day in enumerate(days):
                held = [SessionDetails(held_on=day)]
                details = ActivityDetails(name=f"กิจกรรมที่ {number + 1}", starts_on=day)
                activity = plan_activity(uow, details, held)
                enrol(uow, activity, [person])
                uow.session.flush()
                mark_attendance(uow, sessions_of(uow.session, activity)[0], {person: Mark.PRESENT})
        return person


def sessions_of(session: Session, activity_id: UUID) -> list[UUID]:
    """Return the sessions of an activity."""
    query = select(ActivitySession.id).where(ActivitySession.activity_id == activity_id)
    return list(session.exec(query))


def main() -> int:
    """Print the figures."""
    resolve(MODELS)()
    with centre(PEOPLE, fresh=True) as folder:
        person = fill(folder)
        run(folder, lambda application: measure(application, person))
    return 0


if __name__ == "__main__":
    sys.exit(main())
