"""What Today shows: the sessions of the day and of the week, and the figures of the quarter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func
from sqlmodel import Session, select

from learnsoc_desktop.core.calendar_years import fiscal_year_of, quarter_of
from learnsoc_desktop.features.activities.count_queries import CountFilter, counts
from learnsoc_desktop.features.activities.month_queries import participations_by_month
from learnsoc_desktop.features.activities.queries import (
    SessionRow,
    count_activities,
    session_rows,
)
from learnsoc_desktop.features.activities.sheet_queries import session_now
from learnsoc_desktop.features.people.model import Person
from learnsoc_desktop.features.people.queries import listed

DAYS_AHEAD = timedelta(days=14)
COMING = 4


@dataclass(frozen=True, slots=True)
class Day:
    """The sessions of one day, the one to begin with, and the next ones after the day."""

    day: date
    sessions: tuple[SessionRow, ...]
    first: SessionRow | None
    coming: tuple[SessionRow, ...]


@dataclass(frozen=True, slots=True)
class QuarterFigures:
    """Figures of the fiscal quarter a day lies in, until its last day."""

    fiscal_year: int
    quarter: int
    people: int
    participations: int
    activities: int
    sessions: int
    months: tuple[tuple[date, int | None], ...]  # of the fiscal year: first day, participations


@dataclass(frozen=True, slots=True)
class Beginnings:
    """How far a centre is: what it has of the two things that everything else needs."""

    people: int
    activities: int

    @property
    def begun(self) -> bool:
        """True when both are there."""
        return bool(self.people and self.activities)


def beginnings(session: Session) -> Beginnings:
    """Return how many people and activities there are."""
    people = session.exec(select(func.count()).select_from(Person).where(listed())).one()
    return Beginnings(people, count_activities(session))


def day(session: Session, now: datetime) -> Day:
    """Return the sessions of today (cancelled ones too) and the next few of the coming two weeks."""
    today = now.date()
    rows = session_rows(session, start=today, end=today + DAYS_AHEAD)
    of_today = tuple(row for row in rows if row.held_on == today)
    chosen = session_now(of_today, now.time())
    return Day(
        today,
        of_today,
        next((row for row in of_today if row.id == chosen), None),
        tuple(_coming(rows, today)),
    )


def _coming(rows: Sequence[SessionRow], today: date) -> Sequence[SessionRow]:
    return [row for row in rows if row.held_on > today and not row.cancelled][:COMING]


def quarter_figures(session: Session, today: date) -> QuarterFigures:
    """Return what was reached in the quarter of ``today``."""
    year, quarter = fiscal_year_of(today), quarter_of(today)
    period = year.quarter(quarter)
    found = counts(session, CountFilter(period.start, period.end))
    firsts = [month.start for month in year.months()]
    monthly = participations_by_month(session, CountFilter(year.start, year.end), firsts)
    return QuarterFigures(
        year.number,
        quarter,
        len(found.people),
        found.participations,
        found.activities,
        found.sessions,
        tuple(zip(firsts, monthly, strict=True)),
    )
