"""Wishes by village: whose they are, where they count, and what the page and the paper say."""

from uuid import UUID

import pytest

from learnsoc_desktop.data.database import Database
from learnsoc_desktop.features.centre.model import VillageDetails
from learnsoc_desktop.features.centre.service import add_village
from learnsoc_desktop.features.people.merge_service import merge_people
from learnsoc_desktop.features.people.model import Person, PersonStatus
from learnsoc_desktop.features.people.path_model import WantDetails, WantKind
from learnsoc_desktop.features.people.path_service import add_note
from learnsoc_desktop.features.people.want_queries import (
    people_who_want,
    wants_by_village,
    wishers,
)
from learnsoc_desktop.features.people.wants_report import wants_paper
from learnsoc_desktop.reporting.document import Table
from tests.features.people.builders import TODAY, add

WEAVING, FISH = "การทอผ้า", "การเลี้ยงปลา"


@pytest.fixture
def places(database: Database) -> tuple[UUID, UUID]:
    with database.writing() as uow:
        east = add_village(uow, VillageDetails(moo=21, name="บ้านตะวันออก"))
        return east, add_village(uow, VillageDetails(moo=22, name="บ้านตะวันตก"))


def wish(database: Database, person: UUID, what: str, **more: object) -> None:
    with database.writing() as uow:
        add_note(uow, person, WantDetails.model_validate({"what": what, **more}))


def told(database: Database) -> list[tuple[UUID | None, str, int, int]]:
    with database.reading() as session:
        return [tuple(want) for want in wants_by_village(session)]


def test_that_a_wish_counts_once_for_the_person_who_is_left_and_their_village(
    database: Database, places: tuple[UUID, UUID]
) -> None:
    east, west = places
    kept, other = add(database, village_id=east), add(database, village_id=west)
    for person in (kept, other):
        wish(database, person, WEAVING, rank=1)
    assert sorted(told(database)) == sorted([(east, WEAVING, 1, 1), (west, WEAVING, 1, 1)])
    with database.writing() as uow:
        merge_people(uow, kept, other)
        north = add_village(uow, VillageDetails(moo=23, name="บ้านเหนือ"))
        uow.session.get_one(Person, kept).village_id = north
    assert told(database) == [(north, WEAVING, 1, 1)]
    with database.reading() as session:
        assert [one.id for one in wishers(session, north, WEAVING)] == [kept]
        assert wishers(session, west, WEAVING) == []


def test_that_only_unmet_wishes_of_those_in_the_area_count(
    database: Database, places: tuple[UUID, UUID]
) -> None:
    east, _west = places
    one, two = add(database, village_id=east), add(database, village_id=east)
    moved = add(database, village_id=east, status=PersonStatus.MOVED)
    for person in (one, two, moved):
        wish(database, person, FISH, rank=2)
    wish(database, one, WEAVING, met_on=TODAY)
    wish(database, two, "ร้องเพลง", kind=WantKind.TALENT)
    assert told(database) == [(east, FISH, 2, 0)]
    with database.reading() as session:
        assert people_who_want(session) == {east: 2}


def test_that_who_lives_nowhere_is_told_apart(database: Database) -> None:
    person = add(database, village_id=None, phone="0810000000")
    wish(database, person, FISH)
    with database.reading() as session:
        assert [one.id for one in wishers(session, None, FISH)] == [person]
        table = next(b for b in wants_paper(session).blocks if isinstance(b, Table))
    assert [row.cells[0] for row in table.rows] == ["No village noted · 1 person", 1, ""]


def test_that_the_paper_of_a_village_tells_of_no_other(
    database: Database, places: tuple[UUID, UUID]
) -> None:
    east, west = places
    wish(database, add(database, village_id=east), WEAVING, rank=1)
    wish(database, add(database, village_id=west), FISH, rank=1)
    with database.reading() as session:
        paper = wants_paper(session, village=str(west))
    table = next(block for block in paper.blocks if isinstance(block, Table))
    assert [row.cells[1] for row in table.rows if len(row.cells) > 1] == [FISH, "Total (wishes)"]
    assert paper.counted == "1 person"
