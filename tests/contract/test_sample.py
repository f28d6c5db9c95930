"""The sample centre: the same each time, of any size, and nothing in it is empty."""

from datetime import date

import pytest
from sqlmodel import select

from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.features.overview.sample import make_sample_centre
from learnsoc_desktop.features.people.model import Person
from learnsoc_desktop.features.people.queries import listed, person_details
from learnsoc_desktop.features.people.rules import refusals
from learnsoc_desktop.ui.list_page import ListPage
from tests.contract.kit import EXCHANGES, PLACES, REPORTS, speak
from tests.contract.window import Look, Scene

DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def scene(fonts, copy_of, worker, catalogues):
    """Return the window on the sample centre."""
    scene = Scene(Look("th", "sample"), copy_of("sample"), worker, catalogues)
    yield scene
    scene.close()


def tables(folder):
    """Return every table that leaves the centre in ``folder``, by its kind."""
    with (
        Database.open(folder / "centre.db", read_only=True) as database,
        database.reading() as session,
    ):
        return {spec.key: resolve(spec.export)(session) for spec in EXCHANGES}


def test_that_the_same_seed_and_day_give_the_same_data(tmp_path):
    for name in ("one", "two"):
        make_sample_centre(tmp_path / name, people=40, seed=7, today=DAY)
    assert tables(tmp_path / "one") == tables(tmp_path / "two")


def test_that_another_seed_gives_other_people(tmp_path):
    for seed in (1, 2):
        make_sample_centre(tmp_path / str(seed), people=20, seed=seed, today=DAY)
    assert tables(tmp_path / "1")["people"] != tables(tmp_path / "2")["people"]


@pytest.mark.parametrize("people", [0, 1, 5])
def test_that_a_small_sample_works_as_well(tmp_path, catalogues, people):
    speak("th", catalogues)
    make_sample_centre(tmp_path / "small", people=people, today=DAY)
    assert len(tables(tmp_path / "small")["people"].rows) == people
    with (
        Database.open(tmp_path / "small" / "centre.db", read_only=True) as database,
        database.reading() as session,
    ):
        for spec in REPORTS:
            assert resolve(spec.build)(session).sample


@pytest.mark.parametrize("seed", range(4))
def test_that_the_registry_would_take_everybody_of_it(tmp_path, seed):
    make_sample_centre(tmp_path / "made", people=300, seed=seed, today=DAY)
    with (
        Database.open(tmp_path / "made" / "centre.db", read_only=True) as database,
        database.reading() as session,
    ):
        found = session.exec(select(Person.id).where(listed())).all()
        for person_id in found:
            assert [one.name for one in refusals(person_details(session, person_id), DAY)] == []


@pytest.mark.parametrize("day", [date(2026, 9, 30), date(2026, 10, 1), date(2028, 2, 29)])
def test_that_a_sample_is_made_on_any_day(tmp_path, day):
    make_sample_centre(tmp_path / "centre", people=30, today=day)
    assert len(tables(tmp_path / "centre")["people"].rows) == 30


@pytest.mark.parametrize("place", PLACES)
def test_that_no_list_and_no_filter_of_it_is_empty(qtbot, scene, place):
    scene.dress()
    scene.window.open(place)
    scene.rest(qtbot)
    empty = []
    for tab in scene.tabs() or [None]:
        if tab is not None:
            tab.click()
            scene.rest(qtbot)
        pages = [scene.view, *scene.view.findChildren(ListPage)]
        for page in pages:
            if isinstance(page, ListPage) and page.isVisible():
                empty += [f"{page.name}: {text}" for text in without_rows(qtbot, scene, page)]
    assert empty == []


def without_rows(qtbot, scene, page):
    """Return the words of the filters that leave no row, by one alone."""
    found = []
    for one in page.filters():
        page.filter_bar.set_active([one.key])
        scene.rest(qtbot)
        if not page.table.records.rowCount():
            found.append(one.text)
    page.clear_filters()
    if not page.table.records.rowCount():
        found.append("no filter at all")
    return found
