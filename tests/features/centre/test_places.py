"""Which places a form offers, and in which order."""

import pytest

from learnsoc_desktop.core.places import Place
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.features.centre import service
from learnsoc_desktop.features.centre.model import ProfileDetails
from learnsoc_desktop.features.centre.place_queries import (
    KnownPlaces,
    Nearness,
    find_places,
    known_places,
    places_used,
)
from learnsoc_desktop.features.people.model import Person

OWN = Place("กันตัง", "กันตัง", "ตรัง", "92110")
INVENTED = Place("นาคำน้อย", "ทุ่งสายธาร", "ศรีธารา", "90210")


def offered(text: str, known: KnownPlaces, limit: int = 40) -> list[tuple[Nearness, str]]:
    return [(each.nearness, each.place.subdistrict) for each in find_places(known, text, limit)]


def test_that_places_written_before_are_known(database: Database) -> None:
    with database.writing() as uow:
        service.update_profile(uow, ProfileDetails(name="ก", **OWN._asdict()))
        uow.add(Person(first_name="ก", **OWN._asdict()))
        uow.add(Person(first_name="ข", subdistrict="กันตัง", province="ตรัง"))
        uow.add(Person(first_name="ค"))
    with database.reading() as session:
        assert places_used(session) == [Place("กันตัง", "", "ตรัง"), OWN]
        assert known_places(session).own == OWN


def test_that_the_centres_own_place_comes_first_and_then_its_neighbours() -> None:
    found = offered("", KnownPlaces(OWN, [INVENTED, OWN]))
    assert found[:2] == [(Nearness.OWN, "กันตัง"), (Nearness.USED, "นาคำน้อย")]
    assert {nearness for nearness, _name in found[2:]} == {Nearness.DISTRICT}
    assert len({name for _nearness, name in found[2:]}) == 13


def test_that_what_is_typed_is_found_near_before_far() -> None:
    found = offered("บางสัก", KnownPlaces(OWN))
    assert found[0] == (Nearness.DISTRICT, "บางสัก")
    order = list(Nearness)
    places = [order.index(nearness) for nearness, _name in offered("นา", KnownPlaces(OWN))]
    assert places == sorted(places)
    assert places[-1] == order.index(Nearness.ELSEWHERE) or len(places) == 40


@pytest.mark.parametrize("text", ["นาคำ", "นาคา", "ทุ่งสาย", "ศรีธารา", "90210", "ต.นาคำ อ.ทุ่ง"])
def test_that_an_own_place_that_no_list_has_is_found_by_any_part(text: str) -> None:
    assert offered(text, KnownPlaces(INVENTED, [INVENTED]))[0] == (Nearness.OWN, "นาคำน้อย")


def test_that_a_place_is_offered_once() -> None:
    found = find_places(KnownPlaces(OWN, [OWN]), "กันตัง", 40)
    assert [each.place for each in found].count(OWN) == 1
