"""What narrows the registry answers the same from memory as from the file."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QApplication
from sqlmodel import Session, col

from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.entity import local_today
from learnsoc_desktop.data.instant_list import InstantList
from learnsoc_desktop.features.people.custom_range_queries import OwnRange, asks_range
from learnsoc_desktop.features.people.list_found_widget import PeopleFinder
from learnsoc_desktop.features.people.model import Person
from tests.contract.kit import ALL


def test_that_every_filter_takes_whom_its_condition_means(
    stored: dict[str, Database], qapp: QApplication
) -> None:
    def ask(query: Callable[[Session], Any]) -> Any:
        with stored["sample"].reading() as session:
            return query(session)

    finder = PeopleFinder(ask, ALL.narrowings("Person"))
    finder.learn()
    finder.learn_fields()
    finder.learn_choices(local_today())
    asks = next(one.chip.key for one in finder.choices if one.chip.asks)
    days = [date(2024, 1, 1), date(2026, 6, 30)]
    finder.learn_keys(
        [OwnRange(asks_range(asks), *days).key, OwnRange(asks_range(asks), None, days[0]).key]
    )
    known = [one.condition for one in finder.choices if one.condition]
    assert sum(one.facet.ordered for one in known if one.facet) >= 3
    assert {one.facet.key for one in known if one.facet} >= {"PersonRole", "status", "held "}
    fast, slow = (InstantList(Person, col(Person.merged_into).is_(None)) for _ in range(2))
    with stored["sample"].reading() as session:
        fast.load(session)
        counts = fast.counts(session, "", (), known)
        asked = slow.counts(session, "", (), known)
        assert sum(counts) > len(known)
        differing = {
            one.key: pair
            for one, *pair in zip(known, counts, asked, strict=True)
            if pair[0] != pair[1]
        }
        assert differing == {}
