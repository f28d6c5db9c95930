"""What the centre's own fields hold when two records are one person, and when they are two again."""

import pytest

from learnsoc_desktop.features.people.custom_queries import own_values
from learnsoc_desktop.features.people.merge_fields import Take
from learnsoc_desktop.features.people.merge_page import MergePage
from learnsoc_desktop.features.people.merge_service import merge_people, unmerge_person
from tests.features.people.builders import add
from tests.features.people.test_custom_fields import define, held, put, word
from tests.features.people.window import click

SIZE, DAY, CARD = "ขนาดเสื้อ", "วันที่ฉีดวัคซีน", "รหัสสมาชิกห้องสมุด"


@pytest.fixture
def specs(database):
    return define(database)


@pytest.fixture
def two(database, specs):
    """Return two records: both have a card, only the second one a size."""
    kept, other = add(database, first_name="มาลี"), add(database, first_name="มะลิ")
    put(database, kept, specs[CARD], "ห-001")
    put(database, other, specs[CARD], "ห-002")
    put(database, other, specs[SIZE], word(database, specs[SIZE], "แอล"))
    return kept, other


def merge(database, kept, other, **takes):
    with database.writing("merge") as uow:
        merge_people(uow, kept, other, takes)


def unmerge(database, other):
    with database.writing("unmerge") as uow:
        unmerge_person(uow, other)


def test_that_the_survivors_value_is_left_and_else_the_others(database, specs, two):
    kept, other = two
    size = held(database, other)[specs[SIZE].name]
    merge(database, kept, other)
    assert held(database, kept) == {specs[CARD].name: "ห-001", specs[SIZE].name: size}


def test_that_a_chosen_value_is_left(database, specs, two):
    kept, other = two
    merge(database, kept, other, **{specs[CARD].name: Take.OTHER, specs[SIZE].name: Take.KEPT})
    assert held(database, kept) == {specs[CARD].name: "ห-002"}


def test_that_both_come_back_as_they_were(database, specs, two):
    before = [held(database, each) for each in two]
    merge(database, *two)
    unmerge(database, two[1])
    assert [held(database, each) for each in two] == before


def test_that_what_was_changed_since_stays(database, specs, two):
    kept, other = two
    merge(database, kept, other)
    small = word(database, specs[SIZE], "เอส")
    put(database, kept, specs[SIZE], small)
    unmerge(database, other)
    assert held(database, kept) == {specs[CARD].name: "ห-001", specs[SIZE].name: small}


def test_that_two_merges_come_apart_in_any_order(database, specs, two):
    kept, first = two
    second = add(database, first_name="มะลิวัลย์")
    put(database, second, specs[SIZE], word(database, specs[SIZE], "เอ็ม"))
    merge(database, kept, first)
    merge(database, kept, second, **{specs[SIZE].name: Take.OTHER})
    unmerge(database, first)
    unmerge(database, second)
    assert held(database, kept) == {specs[CARD].name: "ห-001"}


def test_that_merging_is_undone_and_redone(database, specs, two):
    before = held(database, two[0])
    merge(database, *two)
    after = held(database, two[0])
    database.undo()
    assert held(database, two[0]) == before
    database.redo()
    assert held(database, two[0]) == after
    with database.reading() as session:
        assert len(own_values(session, two)) == 2


def test_that_the_page_offers_both_values_to_choose_from(database, specs, two, window, opened):
    page = MergePage(opened[1], *two)
    opened[1].open_task(page)
    (line,) = [each for each in page.table.lines if each.part.key == specs[CARD].name]
    click(line.cells[1])
    page.merge()
    assert held(database, two[0])[specs[CARD].name] == "ห-002"
