"""Code lists through their page: renamed, ordered, retired, moved, and never lost while used."""

from uuid import UUID

import pytest
from PySide6.QtCore import Qt

from learnsoc_desktop.data.entity import natural_id
from learnsoc_desktop.features.centre.code_lists import LISTS, code_id
from learnsoc_desktop.features.centre.queries import codes
from learnsoc_desktop.features.people.model import Person, PersonGroup
from learnsoc_desktop.ui.buttons import Button
from tests.features.maintenance.kit import (
    at_care,
    cells_of,
    clicked,
    focused,
    pressed,
    rows_of,
    settle,
    typed,
)
from tests.ui.window_kit import press

FARMER, YOUTH = code_id("target_group", "farmer"), code_id("target_group", "youth")


@pytest.fixture
def groups(database, qtbot):
    """Return the window and the page on the target groups; one person is a farmer."""
    with database.writing() as uow:
        person = Person(first_name="บุญเรือน")
        uow.add(person)
        key = natural_id("person_group", person.id, FARMER)
        uow.add(PersonGroup(id=key, person_id=person.id, code_id=FARMER, main=True))
    window, _context, page = at_care(database, "lists")
    clicked(page.lists.buttons["target_group"])
    return window, page


def choose(page, code: UUID) -> None:
    assert page.table.choose(code)
    page.table.setFocus()
    settle()


def words(database, list_key="target_group", **which):
    with database.reading() as session:
        return [row.name for row in codes(session, list_key, **which)]


def test_that_the_lists_stand_with_their_counts(database, qtbot):
    _window, _context, page = at_care(database, "lists")
    shown = {made.text(): made.count for made in page.lists.buttons.values()}
    assert list(shown) == [each.title for each in LISTS]
    assert shown["Target groups"] == str(len(words(database)))


def test_that_the_arrows_go_from_list_to_list(database, qtbot):
    _window, _context, page = at_care(database, "lists")
    first, second = list(page.lists.buttons.values())[:2]
    first.setFocus()
    pressed("Down")
    assert focused() is second
    assert second.isChecked()
    assert page.list_key == LISTS[1].key
    pressed("Up")
    pressed("Up")  # the end stays the end
    assert page.list_key == LISTS[0].key


def test_that_a_word_is_renamed_by_keys_and_undone(groups, database):
    window, page = groups
    choose(page, YOUTH)
    pressed("F2")
    assert focused() is page.card.form.editor("name").line
    focused().selectAll()
    typed("เยาวชนนอกระบบ")
    pressed("Return")
    assert "เยาวชนนอกระบบ" in words(database)
    assert "เยาวชนนอกระบบ" in rows_of(page)
    assert page.card.heading.text() == "Youth"  # the English word is shown in English
    assert "เยาวชนนอกระบบ" in window.saved.text()
    clicked(window.saved.act)
    assert "เยาวชน" in words(database)
    assert page.card.form.values()["name"] == "เยาวชน"


def test_that_a_word_twice_is_refused_and_what_was_typed_stays(groups, database):
    window, page = groups
    choose(page, YOUTH)
    page.edit()
    focused().selectAll()
    typed("เกษตรกร")
    pressed("Tab")
    assert "already" in window.messages.text()
    assert "เยาวชน" in words(database)
    assert page.card.form.values()["name"] == "เกษตรกร"


def test_that_an_empty_word_is_said_at_its_field(groups, database):
    _window, page = groups
    choose(page, YOUTH)
    page.edit()
    focused().clear()
    press(focused(), Qt.Key.Key_Backspace)
    typed("ก")
    press(focused(), Qt.Key.Key_Backspace)
    pressed("Tab")
    assert page.card.form.errors() == {"name": "Please fill this in."}
    assert "เยาวชน" in words(database)
    assert not page.may_leave()


def test_that_words_move_by_keys_and_by_buttons(groups, database):
    _window, page = groups
    before = words(database)
    at = before.index("เยาวชน")
    choose(page, YOUTH)
    pressed("Alt+Up")
    assert words(database).index("เยาวชน") == at - 1
    assert page.table.current_row().id == YOUTH
    clicked(page.card.acts.down)
    clicked(page.card.acts.down)
    assert words(database).index("เยาวชน") == at + 1
    assert rows_of(page) == words(database)


def test_that_the_ends_stay_the_ends(groups, database):
    _window, page = groups
    before = words(database)
    choose(page, page.table.records.row(0).id)
    assert not page.card.acts.up.isEnabled()
    pressed("Alt+Up")
    assert words(database) == before
    pressed("End")
    assert not page.card.acts.down.isEnabled()
    pressed("Alt+Down")
    assert words(database) == before


def test_that_a_retired_word_stands_last_with_its_sign_and_comes_back(groups, database):
    _window, page = groups
    choose(page, YOUTH)
    clicked(page.card.acts.retire)
    assert "เยาวชน" not in words(database)
    assert "เยาวชน" in words(database, retired=True)
    assert rows_of(page)[-1] == "เยาวชน"
    assert cells_of(page, "state")[-1] == "retired"
    assert page.card.acts.retire.text() == "Offer it again"
    assert not page.card.acts.up.isEnabled()
    clicked(page.card.acts.retire)
    assert "เยาวชน" in words(database)


def test_that_moving_passes_over_retired_words(groups, database):
    _window, page = groups
    offered = words(database)
    second = page.table.records.row(1).id
    choose(page, second)
    clicked(page.card.acts.retire)
    choose(page, page.table.records.row(0).id)
    pressed("Alt+Down")
    assert words(database)[:2] == [offered[2], offered[0]]


def test_that_a_used_word_is_not_deleted_and_the_way_out_is_told(groups, database):
    window, page = groups
    choose(page, FARMER)
    assert cells_of(page, "used")[rows_of(page).index("เกษตรกร")] == "1"
    assert page.card.remark.text().startswith("1 record uses this word")
    clicked(page.card.acts.delete)
    said = window.messages.text()
    assert "used by 1 records, so it stays" in said
    assert "Retire it" in said
    assert "เกษตรกร" in words(database)


def test_that_a_word_nobody_uses_goes_to_the_trash(groups, database):
    window, page = groups
    choose(page, YOUTH)
    assert page.card.acts.move_uses.isHidden()
    clicked(page.card.acts.delete)
    assert "เยาวชน" not in words(database, retired=True)
    assert window.current().tabs["trash"].text() == "Trash  1"


def test_that_uses_move_to_another_word_by_keys(groups, database):
    _window, page = groups
    choose(page, FARMER)
    assert page.card.acts.move_uses.text() == "Move its 1 use"
    clicked(page.card.acts.move_uses)
    assert focused() is page.card.acts.to.line
    typed("Youth")
    pressed("Return")  # takes the word
    pressed("Return")  # moves
    assert cells_of(page, "used")[rows_of(page).index("เยาวชน")] == "1"
    assert cells_of(page, "used")[rows_of(page).index("เกษตรกร")] == "0"
    assert page.card.acts.move_uses.isHidden()
    clicked(page.card.acts.delete)
    assert "เกษตรกร" not in words(database)


def test_that_uses_stay_when_no_word_is_chosen(groups, database):
    _window, page = groups
    choose(page, FARMER)
    page.card.acts.ask_where()
    clicked(page.card.acts.do_move)
    assert cells_of(page, "used")[rows_of(page).index("เกษตรกร")] == "1"


def test_that_words_are_added_one_after_the_other(groups, database):
    window, page = groups
    page.table.setFocus()
    pressed("Ctrl+N")
    assert page.card.heading.text() == "New: Target groups"
    typed("กลุ่มทอผ้า")
    pressed("Return")
    typed("Weavers")
    pressed("Return")
    assert words(database)[-1] == "กลุ่มทอผ้า"
    assert page.card.adding
    assert focused() is page.card.form.editor("name").line
    typed("กลุ่มจักสาน")
    clicked(page.card.add_button)
    assert words(database)[-2:] == ["กลุ่มทอผ้า", "กลุ่มจักสาน"]
    assert "กลุ่มจักสาน" in window.saved.text()
    pressed("Escape")
    assert not page.card.adding
    assert page.table.hasFocus()


def test_that_an_empty_new_word_is_said_at_its_field(groups, database):
    _window, page = groups
    page.add()
    before = words(database)
    clicked(page.card.add_button)
    assert page.card.form.errors() == {"name": "Please fill this in."}
    assert words(database) == before


def test_that_another_row_ends_the_new_word(groups):
    _window, page = groups
    page.add()
    choose(page, YOUTH)
    assert not page.card.adding
    assert page.card.form.values()["name"] == "เยาวชน"


def test_that_words_are_found_while_one_types(groups):
    _window, page = groups
    page.search.setFocus()
    typed("เยาว")
    assert rows_of(page) == ["เยาวชน"]
    page.search.clear()
    typed("YOUTH")
    assert rows_of(page) == ["เยาวชน"]


def test_that_offered_titles_count_no_uses(database, qtbot):
    _window, _context, page = at_care(database, "lists")
    page.open(list="title")
    settle()
    assert set(cells_of(page, "used")) == {"–"}
    assert "Offered while one types" in page.card.remark.text()


def test_that_narrow_windows_show_the_lists_in_one_field(database, qtbot):
    window, _context, page = at_care(database, "lists")
    assert page.lists.isVisible()
    assert not page.field.isVisible()
    window.resize(1024, 700)
    settle()
    assert not page.lists.isVisible()
    assert page.field.isVisible()
    page.field.setFocus()
    pressed("Down")
    assert page.list_key == LISTS[1].key


def test_that_the_list_is_printed_in_its_order(groups):
    _window, page = groups
    text = page.printable().text()
    assert "Target groups" in text
    assert text.index("เกษตรกร") < text.index("เยาวชน")


def test_that_a_change_elsewhere_is_counted(groups, database):
    window, page = groups
    context = window.stack.context
    context.commands.run(
        lambda uow: uow.add(PersonGroup(person_id=_first(uow), code_id=YOUTH)), title="x"
    )
    settle()
    assert cells_of(page, "used")[rows_of(page).index("เยาวชน")] == "1"


def _first(uow) -> UUID:
    from sqlmodel import select  # noqa: PLC0415

    return uow.session.exec(select(Person.id)).one()


def test_that_one_button_is_filled_at_a_time(groups):
    window, page = groups

    def filled():
        return [b.text() for b in window.findChildren(Button) if _is_filled(b)]

    assert filled() == ["Add a word"]
    page.add()
    settle()
    assert filled() == ["Add this word"]
    pressed("Escape")
    assert filled() == ["Add a word"]


def _is_filled(made: Button) -> bool:
    return made.property("kind") == "primary" and made.isVisible()
