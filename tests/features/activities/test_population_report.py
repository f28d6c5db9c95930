"""Population against reach: what is unknown stays unknown, and all sums tally."""

from datetime import date

import pytest

from learnsoc_desktop.features.activities.count_queries import CountFilter
from learnsoc_desktop.features.activities.model import ActivityDetails, Mark, SessionDetails
from learnsoc_desktop.features.activities.population_report import (
    Part,
    population_and_reach,
    reached,
)
from learnsoc_desktop.features.activities.queries import session_rows
from learnsoc_desktop.features.activities.service import mark_attendance, plan_activity
from learnsoc_desktop.features.centre.model import VillageDetails
from learnsoc_desktop.features.centre.service import add_village
from learnsoc_desktop.features.people.model import Person, PersonRole, Sex
from learnsoc_desktop.features.people.queries import LEARNER
from learnsoc_desktop.reporting.document import Role

DAY = date(2026, 11, 20)


@pytest.fixture
def villages(database):
    """Return a counted village, one of unknown population, and their three learners; the first two came."""
    with database.writing() as uow:
        counted = add_village(
            uow, VillageDetails(moo=1, name="บ้านนา", men=40, women=60, women_60=15)
        )
        unknown = add_village(uow, VillageDetails(moo=2, name="บ้านดอน", men=9))
        people = [
            Person(first_name="ก", sex=Sex.FEMALE, born="1950", village_id=counted),
            Person(first_name="ข", sex=Sex.MALE, village_id=unknown),
            Person(first_name="ค", sex=Sex.FEMALE, born="2000"),
        ]
        for person in people:
            uow.add(person)
        uow.session.flush()
        for person in people:
            uow.add(PersonRole(person_id=person.id, code_id=LEARNER, main=True))
        activity = plan_activity(
            uow, ActivityDetails(name="แปรรูปกล้วย", starts_on=DAY), [SessionDetails(held_on=DAY)]
        )
        (held,) = (row.id for row in session_rows(uow.session, activity_id=activity))
        mark_attendance(uow, held, {person.id: Mark.PRESENT for person in people[:2]})
    return counted, unknown


def test_that_unknown_population_is_not_nought(database, villages):
    counted, unknown = (Part(frozenset({village})) for village in villages)
    with database.reading() as session:
        reach = reached(session, CountFilter(DAY, DAY))
    assert reach.population(counted) == 100
    assert reach.population(unknown) is None
    assert reach.population(unknown, Sex.MALE) == 9
    assert reach.population(Part()) == 100
    assert (reach.rate(counted), reach.rate(unknown), reach.rate(Part())) == (1, None, 1)


def test_that_ages_add_up_to_the_whole(database, villages):
    part = Part(frozenset({villages[0]}), ("60+",))
    with database.reading() as session:
        reach = reached(session, CountFilter(DAY, DAY))
    assert reach.population(part, Sex.FEMALE) == 15
    assert reach.population(Part(part.villages, ("",)), Sex.FEMALE) == 45
    assert (reach.people(reach.learners, part), reach.people(reach.came, part)) == (1, 1)


def test_that_every_table_says_the_same_total(database, villages):
    with database.reading() as session:
        report = population_and_reach(session, fiscal_year="2570")
    totals = [
        row.cells[1:] for table in report.tables() for row in table.rows if row.role is Role.TOTAL
    ]
    assert totals == [totals[0]] * 2
    assert totals[0][:8] == (49, 60, 100, 1, 2, 3, 1, 1)
    by_village = report.tables()[0]
    rows = {row.cells[0]: row.cells[1:] for row in by_village.rows}
    assert rows["Moo 2 บ้านดอน"][:3] == (9, None, None)
    assert rows["Moo 2 บ้านดอน"][-1] is None
    assert rows["Elsewhere or not known"][:6] == (None, None, None, 0, 1, 1)
