"""The summary for officials: what a period is compared with, and sums that tally."""

from datetime import date, datetime, time

import pytest

from learnsoc_desktop.core.formats import Style, set_style
from learnsoc_desktop.features.activities.model import Mark
from learnsoc_desktop.features.activities.service import mark_attendance
from learnsoc_desktop.features.overview.report import summary
from learnsoc_desktop.reporting.document import Figures, Note, Paragraph, Table
from tests.features.activities.pages_kit import add_course, add_people, many, set_clock

TODAY = date(2026, 11, 23)
LAST_YEAR = (date(2025, 10, 20), date(2025, 11, 23), date(2025, 11, 24), date(2026, 3, 2))
THIS_YEAR = (date(2026, 10, 19), date(2026, 11, 23))


@pytest.fixture
def marked(database, monkeypatch):
    """Return a function that makes the paper on a day: four sessions last year, two this year."""
    set_style(Style("be", "arabic", "en"))
    set_clock(monkeypatch, datetime.combine(TODAY, time(9)).astimezone())
    people = add_people(database, many(4))
    for held in (LAST_YEAR, THIS_YEAR):
        _activity, sessions = add_course(database, people, *held)
        with database.writing() as uow:
            for number, session in enumerate(sessions):
                came = people[: number + 1]
                mark_attendance(uow, session, dict.fromkeys(came, Mark.PRESENT))

    def make(day=TODAY, **parameters):
        set_clock(monkeypatch, datetime.combine(day, time(9)).astimezone())
        with database.reading() as session:
            return summary(session, **parameters)

    return make


def blocks(report, kind):
    found = []
    for block in report.blocks:
        inside = getattr(block, "left", None), getattr(block, "right", None)
        found += [one for one in (block, *inside) if isinstance(one, kind)]
    return found


def figures(report):
    """Return this and last year of each figure, in their order."""
    return [(one.value, one.before) for one in blocks(report, Figures)[0].items]


def test_that_a_running_year_is_compared_with_the_same_days_of_last_year(marked):
    report = marked(fiscal_year="2570")
    assert figures(report) == [(2, 2), (3, 3), (1, 1), (2, 2)]
    assert report.period == "1 Oct – 23 Nov 2569 so far, compared with the same days last year"
    assert blocks(report, Figures)[0].before_title == "same days last year"
    assert "as many people as in the same days last year" in blocks(report, Paragraph)[0].text
    assert "age on 23 November 2569" in blocks(report, Note)[0].text


def test_that_a_year_that_is_over_is_compared_whole(marked):
    report = marked(date(2027, 10, 1), fiscal_year="2570")
    assert figures(report) == [(2, 4), (3, 10), (1, 1), (2, 4)]
    assert report.period == "1 Oct 2569 – 30 Sep 2570, compared with Fiscal year 2569"
    assert "fewer people than last year" in blocks(report, Paragraph)[0].text


def test_that_the_last_day_of_a_period_compares_it_whole(marked):
    report = marked(date(2026, 12, 31), fiscal_year="2570", quarter="1")
    assert figures(report)[1] == (3, 6)
    assert report.period.endswith("compared with Fiscal year 2569, quarter 1")


def test_that_a_quarter_that_has_not_begun_is_compared_with_nothing(marked):
    report = marked(fiscal_year="2570", quarter="2")
    assert figures(report) == [(0, 0)] * 4
    assert report.period == "1 Jan – 31 Mar 2570, not begun yet"


def test_that_marks_after_today_are_counted_and_compared_with_their_days(marked):
    report = marked(date(2026, 10, 20), fiscal_year="2570")
    assert figures(report)[1] == (3, 3)


@pytest.mark.parametrize("day", [TODAY, date(2027, 10, 1)])
def test_that_the_totals_tally_with_the_figures(marked, day):
    report = marked(day, fiscal_year="2570")
    people, times = blocks(report, Table)
    for table, figure in ((people, figures(report)[0]), (times, figures(report)[1])):
        keys = [column.key for column in table.columns]
        at, before = keys.index("all"), keys.index("before")
        *rows, total = table.rows
        assert (total.cells[at], total.cells[before]) == figure
        for place, whole in ((at, figure[0]), (before, figure[1])):
            assert sum(row.cells[place] or 0 for row in rows) == whole
