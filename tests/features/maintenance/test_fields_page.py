"""The centre's own fields through their page: added, called otherwise, ordered, retired, given their words."""

import pytest

from learnsoc_desktop.features.centre.queries import codes
from learnsoc_desktop.features.people.custom_model import CustomFieldDetails, CustomKind
from learnsoc_desktop.features.people.custom_queries import own_fields
from learnsoc_desktop.features.people.custom_service import add_field, set_own_values
from learnsoc_desktop.features.people.model import Person
from tests.features.maintenance.kit import (
    at_care,
    clicked,
    focused,
    pressed,
    rows_of,
    settle,
    typed,
)

NAMES = ("ขนาดเสื้อ", "รหัสสมาชิกห้องสมุด", "จำนวนบุตร")
KINDS = (CustomKind.CHOICE, CustomKind.TEXT, CustomKind.NUMBER)


@pytest.fixture
def three(database, qtbot):
    """Return the window and the page on three fields; one person has children."""
    with database.writing() as uow:
        for name, kind in zip(NAMES, KINDS, strict=True):
            last = add_field(uow, CustomFieldDetails(name=name, kind=kind))
        person = Person(first_name="บุญเรือน")
        uow.add(person)
        uow.session.flush()
        set_own_values(uow, person.id, {f"own_{last.hex}": 2})
    window, _context, page = at_care(database, "fields")
    return window, page


def fields(database):
    with database.reading() as session:
        return own_fields(session, retired=True, used=True)


def choose(page, at):
    assert page.table.choose(page.stored[at].id)
    page.table.setFocus()
    settle()


def test_that_a_field_is_added_by_keys_and_undone(database, qtbot):
    window, _context, page = at_care(database, "fields")
    pressed("Ctrl+N")
    typed("ขนาดเสื้อ")
    pressed("Return")
    page.card.form.editor("kind").set_value(CustomKind.CHOICE)
    clicked(page.card.add_button)
    (field,) = fields(database)
    assert (field.name, field.kind) == ("ขนาดเสื้อ", CustomKind.CHOICE)
    pressed("Esc")
    assert rows_of(page) == ["ขนาดเสื้อ"]
    clicked(window.saved.act)
    assert fields(database) == ()


def test_that_a_field_is_called_otherwise(three, database):
    _window, page = three
    choose(page, 1)
    pressed("F2")
    focused().selectAll()
    typed("เลขบัตรห้องสมุด")
    pressed("Return")
    assert rows_of(page) == ["ขนาดเสื้อ", "เลขบัตรห้องสมุด", "จำนวนบุตร"]


def test_that_a_name_of_the_registry_is_refused_and_stays_typed(three, database):
    window, page = three
    choose(page, 1)
    page.edit()
    focused().selectAll()
    typed("โทรศัพท์")
    pressed("Tab")
    assert "already" in window.messages.text()
    assert [field.name for field in fields(database)] == list(NAMES)


def test_that_fields_move_by_keys(three, database):
    _window, page = three
    choose(page, 2)
    pressed("Alt+Up")
    assert rows_of(page) == ["ขนาดเสื้อ", "จำนวนบุตร", "รหัสสมาชิกห้องสมุด"]
    clicked(page.card.up)
    assert rows_of(page)[0] == "จำนวนบุตร"
    assert not page.card.up.isEnabled()


def test_that_a_retired_field_is_last_and_comes_back_with_what_it_holds(three, database):
    _window, page = three
    choose(page, 2)
    clicked(page.card.retire)
    assert [field.retired for field in fields(database)] == [False, False, True]
    assert "kept" in page.card.remark.words.text()
    clicked(page.card.retire)
    assert [(field.retired, field.used) for field in fields(database)][2] == (False, 1)


def test_that_the_kind_is_fixed_once_somebody_has_a_value(three):
    _window, page = three
    choose(page, 1)
    assert page.card.form.editor("kind").isEnabled()
    choose(page, 2)
    assert not page.card.form.editor("kind").isEnabled()
    assert "1 person" in page.card.remark.words.text()


def test_that_the_words_of_a_choice_are_a_list_like_the_others(three, database):
    window, page = three
    choose(page, 0)
    clicked(page.card.words)
    lists = window.current().current()
    assert lists.title() == "ขนาดเสื้อ"
    pressed("Ctrl+N")
    typed("แอล")
    pressed("Return")
    pressed("Return")
    with database.reading() as session:
        assert [word.name for word in codes(session, page.stored[0].list_key)] == ["แอล"]
    assert lists.lists.buttons[page.stored[0].list_key].count == "1"


def test_that_the_page_prints_the_fields(three):
    _window, page = three
    rows = page.printable().tables()[0].rows
    assert [row.cells[1] for row in rows] == list(NAMES)
