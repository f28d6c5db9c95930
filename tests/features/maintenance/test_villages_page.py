"""Villages through their page."""

import pytest

from learnsoc_desktop.features.centre.model import VillageDetails
from learnsoc_desktop.features.centre.queries import villages
from learnsoc_desktop.features.centre.service import add_village
from learnsoc_desktop.features.people.model import Person
from learnsoc_desktop.ui.buttons import Button
from tests.features.maintenance.kit import at_care, cells_of, clicked, focused, pressed, typed


@pytest.fixture
def two(database):
    """Return the ids of two villages; somebody lives in the first."""
    with database.writing() as uow:
        first = add_village(uow, VillageDetails(moo=1, name="บ้านโคกสว่าง"))
        second = add_village(uow, VillageDetails(moo=2, name="บ้านหนองแวง"))
        uow.add(Person(first_name="บุญเรือน", village_id=first))
    return first, second


def names(database) -> list[tuple[int | None, str]]:
    with database.reading() as session:
        return [(row.moo, row.name) for row in villages(session)]


def test_that_an_empty_place_says_what_to_do_first(database, qtbot):
    _window, _context, page = at_care(database, "villages")
    assert page.body.empty_state.accessibleName() == "No villages yet"
    assert not page.card.isVisible()
    clicked(page.body.empty_state.buttons[0])
    typed("บ้านดอนยาง")
    pressed("Return")
    assert names(database) == [(1, "บ้านดอนยาง")]


def test_that_villages_are_added_one_after_the_other(database, qtbot, two):
    window, _context, page = at_care(database, "villages")
    page.table.setFocus()
    pressed("Ctrl+N")
    assert page.card.form.values()["moo"] == 3
    typed("บ้านนาคำน้อย")
    pressed("Return")
    assert page.card.form.values()["moo"] == 4
    typed("บ้านห้วยทราย")
    pressed("Return")
    assert names(database)[2:] == [(3, "บ้านนาคำน้อย"), (4, "บ้านห้วยทราย")]
    assert "บ้านห้วยทราย" in window.saved.text()
    pressed("Escape")
    assert page.table.hasFocus()


def test_that_a_village_is_renamed_by_keys_and_undone(database, qtbot, two):
    window, _context, page = at_care(database, "villages")
    page.table.choose(two[1])
    page.table.setFocus()
    pressed("F2")
    focused().selectAll()
    typed("บ้านหนองแวงใหม่")
    pressed("Tab")
    assert names(database)[1] == (2, "บ้านหนองแวงใหม่")
    clicked(window.saved.act)
    assert names(database)[1] == (2, "บ้านหนองแวง")
    assert page.card.form.values()["name"] == "บ้านหนองแวง"


def test_that_a_number_is_typed_on_the_thai_layout(database, qtbot, two):
    _window, _context, page = at_care(database, "villages")
    page.table.choose(two[1])
    page.card.form.go_to("moo")
    focused().selectAll()
    typed("คจ")  # what the keys 8 and 0 write on the Thai layout
    pressed("Tab")
    assert names(database)[1] == (80, "บ้านหนองแวง")


def test_that_a_village_with_people_stays(database, qtbot, two):
    window, _context, page = at_care(database, "villages")
    page.table.choose(two[0])
    assert cells_of(page, "used") == ["1", "0"]
    assert page.card.remark.text().startswith("1 person lives here")
    clicked(page.card.delete)
    assert "so it stays" in window.messages.text()
    assert len(names(database)) == 2


def test_that_an_empty_village_goes_to_the_trash(database, qtbot, two):
    window, _context, page = at_care(database, "villages")
    page.table.choose(two[1])
    clicked(page.card.delete)
    assert names(database) == [(1, "บ้านโคกสว่าง")]
    assert window.current().tabs["trash"].text() == "Trash  1"


def test_that_a_hit_of_the_search_over_everything_is_shown(database, qtbot, two):
    window, context, page = at_care(database, "screen")
    context.open("care", record_id=str(two[1]))
    page = window.current().current()
    assert window.current().section == "villages"
    assert page.table.current_row().id == two[1]


def test_that_villages_are_printed(database, qtbot, two):
    _window, _context, page = at_care(database, "villages")
    assert "บ้านหนองแวง" in page.printable().text()


def test_that_one_button_is_filled_at_a_time(database, qtbot):
    window, _context, page = at_care(database, "villages")

    def filled():
        buttons = window.findChildren(Button)
        return [b.text() for b in buttons if b.property("kind") == "primary" and b.isVisible()]

    assert filled() == ["Add a village"]
    clicked(page.body.empty_state.buttons[0])
    assert filled() == ["Add this village"]
    pressed("Escape")
    assert filled() == ["Add a village"]
