"""A period counted beside the same period of last year.

A period that is still running is compared with the same days of last year: all of last year beside a
few weeks would tell of a loss that is none.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session

from learnsoc_desktop.core.calendar_years import Period, days, previous_year
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.data.entity import local_today
from learnsoc_desktop.features.activities.count_queries import (
    CountFilter,
    Counts,
    counts,
    last_held,
)

_NOTHING = Counts((), {}, {}, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Compared:
    """The counts of a period and of the same one a year before.

    ``seen`` are the days of the period that are counted, ``last`` those that they are compared with: all
    of it when it is over, none while it has not begun.
    """

    now: Counts
    before: Counts
    period: Period
    seen: Period | None
    last: Period | None

    @property
    def running(self) -> bool:
        """True while the period has begun and is not over."""
        return self.seen is not None and self.seen.end < self.period.end

    def words(self) -> str:
        """Return the days that are counted and what they are compared with."""
        if self.seen is None or self.last is None:
            return _("{dates}, not begun yet").format(dates=self.period.dates())
        if self.running:
            return _("{dates} so far, compared with the same days last year").format(
                dates=self.seen.dates()
            )
        return _("{dates}, compared with {before}").format(
            dates=self.period.dates(), before=self.last.title()
        )


def compared(
    session: Session, period: Period, village_id: UUID | None, programme_id: UUID | None
) -> Compared:
    """Count ``period``, of one village and one programme or of all, and what it is compared with."""
    wanted = CountFilter(period.start, period.end, village_id, programme_id)

    def count(when: Period) -> Counts:
        return counts(session, wanted._replace(start=when.start, end=when.end))

    seen = _seen(period, last_held(session, wanted))
    if seen is None:
        return Compared(count(period), _NOTHING, period, None, None)
    last = previous_year(seen)
    return Compared(count(seen), count(last), period, seen, last)


def _seen(period: Period, last_day: date | None) -> Period | None:
    """Return the days of ``period`` until today, or until the last session when that is later."""
    today = local_today()
    until = max(today, last_day or today)
    if until >= period.end:
        return period
    return days(period.start, until) if until >= period.start else None
