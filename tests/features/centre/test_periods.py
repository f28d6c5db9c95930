"""The days a paper is about, from what was given for it."""

from datetime import date

import pytest

from learnsoc_desktop.core.calendar_years import PeriodKind
from learnsoc_desktop.features.centre import periods
from learnsoc_desktop.features.centre.errors import LastDayBeforeFirst
from learnsoc_desktop.features.centre.periods import period, semesters


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(periods, "local_today", lambda: date(2026, 11, 22))


def ends(**given):
    found = period(**given)
    return found.start.isoformat(), found.end.isoformat(), found.kind


def test_that_nothing_given_means_this_fiscal_year():
    assert ends() == ("2026-10-01", "2027-09-30", PeriodKind.FISCAL_YEAR)


def test_that_a_year_of_either_era_and_its_quarter_are_taken():
    assert ends(fiscal_year="2569", quarter="2")[:2] == ("2026-01-01", "2026-03-31")
    assert ends(fiscal_year="2026") == ends(fiscal_year="2569")


def test_that_what_is_more_exact_goes_first():
    assert ends(fiscal_year="2560", semester="2569/1") == (
        "2026-05-16",
        "2026-10-31",
        PeriodKind.SEMESTER,
    )
    assert ends(semester="2569/1", first_day="2026-11-03", last_day="2026-11-04") == (
        "2026-11-03",
        "2026-11-04",
        PeriodKind.DAYS,
    )


def test_that_one_end_alone_is_enough():
    assert ends(first_day="2026-11-01")[1] == "2026-11-22"
    assert ends(last_day="2026-09-01")[0] == "2025-10-01"


def test_that_the_last_day_is_not_before_the_first():
    with pytest.raises(LastDayBeforeFirst) as refused:
        period(first_day="2026-11-02", last_day="2026-11-01")
    assert refused.value.parameter == "last_day"


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (date(2026, 11, 22), ["2569/2", "2569/1", "2568/2", "2568/1"]),
        (date(2026, 6, 1), ["2569/1", "2568/2", "2568/1", "2567/2"]),
    ],
)
def test_that_semesters_go_back_from_the_present_one(monkeypatch, database, day, first):
    monkeypatch.setattr(periods, "local_today", lambda: day)
    with database.reading() as session:
        offered = [value for value, _text in semesters(session)]
    assert offered[0] == ""
    assert offered[1:5] == first
