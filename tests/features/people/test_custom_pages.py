"""The centre's own fields in the real window: record, card, list, filters."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from learnsoc_desktop.features.people.custom_queries import own_specs, own_values
from learnsoc_desktop.features.people.custom_range_queries import asks_range, range_in
from learnsoc_desktop.features.people.custom_service import retire_field, set_own_values
from learnsoc_desktop.features.people.edit_page import PersonEditPage
from learnsoc_desktop.features.people.list_range_page import RangePage
from learnsoc_desktop.ui.text import Text
from tests.features.people.builders import add
from tests.features.people.test_custom_fields import define, fields, put, word
from tests.features.people.window import CONTROL, ENTER, cells, focused, key, type_text

SIZE, DAY, CARD, CHILDREN = "ขนาดเสื้อ", "วันที่ฉีดวัคซีน", "รหัสสมาชิกห้องสมุด", "จำนวนบุตร"


@pytest.fixture
def specs(database):
    return define(database)


@pytest.fixture
def large(database, specs):
    return word(database, specs[SIZE], "แอล")


@pytest.fixture
def person(database, specs, large):
    """Return somebody with a value in each field, beside two without."""
    person = add(database, first_name="มาลี")
    for name, value in ((SIZE, large), (DAY, date(2026, 5, 1)), (CARD, "ห-012"), (CHILDREN, 2)):
        put(database, person, specs[name], value)
    add(database, first_name="กล้า")
    add(database, first_name="ขวัญ")
    return person


@pytest.fixture
def page(person, window, qtbot):
    page = window.current()
    qtbot.waitUntil(lambda: page.finder.ready)
    return page


def record(window, opened, person, qtbot):
    opened[1].open("people", record_id=str(person))
    key(ENTER)
    page = window.current()
    assert isinstance(page, PersonEditPage)
    qtbot.waitUntil(lambda: page.isAncestorOf(focused()))
    return page


def held(database, person):
    with database.reading() as session:
        return own_values(session, [person]).get(person, {})


def names(page):
    return list(cells(page.table, "name"))


def test_that_a_value_is_typed_in_the_record_and_undone(
    person, specs, window, opened, qtbot, database
):
    page = record(window, opened, person, qtbot)
    assert [state.title for state in page.form.groups()][-1] == "Fields of our centre"
    page.form.go_to(specs[CARD].name)
    key(Qt.Key.Key_A, CONTROL)
    type_text("ห-999")
    key(Qt.Key.Key_S, CONTROL)
    assert held(database, person)[specs[CARD].name] == "ห-999"
    key(Qt.Key.Key_Z, CONTROL)
    assert held(database, person)[specs[CARD].name] == "ห-012"


def test_that_a_word_is_chosen_in_the_record_of_somebody_new(
    specs, large, window, qtbot, database, person
):
    key(Qt.Key.Key_N, CONTROL)
    page = window.current()
    qtbot.waitUntil(lambda: page.isAncestorOf(focused()))
    for field, text in (("title", "นาง"), ("first_name", "ใหม่"), ("phone", "0812342214")):
        page.form.go_to(field)
        type_text(text)
    page.form.go_to(specs[SIZE].name)
    type_text("แอ")
    key(ENTER)
    stored = []
    page.stored.connect(stored.append)
    key(Qt.Key.Key_S, CONTROL)
    assert held(database, stored[0]) == {specs[SIZE].name: large}


def test_that_what_cannot_be_read_stays_as_it_was_typed(
    person, specs, window, opened, qtbot, database
):
    page = record(window, opened, person, qtbot)
    page.form.go_to(specs[CHILDREN].name)
    key(Qt.Key.Key_A, CONTROL)
    type_text("สองคน")
    key(Qt.Key.Key_S, CONTROL)
    assert window.current() is page
    assert window.messages.text().startswith(f"Not saved yet {CHILDREN}")
    assert held(database, person)[specs[CHILDREN].name] == 2


def test_that_the_card_tells_what_the_fields_hold(page, person, opened, qtbot):
    opened[1].open("people", record_id=str(person))

    def words():
        return [each.text() for each in page.card.findChildren(Text) if each.isVisible()]

    told = {"ขนาดเสื้อ: แอล", "วันที่ฉีดวัคซีน: 1/5/2569", "รหัสสมาชิกห้องสมุด: ห-012", "จำนวนบุตร: 2"}
    qtbot.waitUntil(lambda: told <= set(words()))


def test_that_a_draft_holds_the_fields(person, specs, window, opened, qtbot, database):
    page = record(window, opened, person, qtbot)
    page.form.go_to(specs[CHILDREN].name)
    key(Qt.Key.Key_A, CONTROL)
    type_text("3")
    page.form.go_to(specs[DAY].name)
    key(Qt.Key.Key_A, CONTROL)
    type_text("2/6/69")
    draft = page._draft()
    page.form.set_value({spec.name: None for spec in specs.values()})
    page._take(draft)
    key(Qt.Key.Key_S, CONTROL)
    stored = held(database, person)
    assert (stored[specs[CHILDREN].name], stored[specs[DAY].name]) == (3, date(2026, 6, 2))


def test_that_a_field_is_a_column_and_an_order(page, person, specs):
    for name in (SIZE, DAY, CARD, CHILDREN):
        page.tools.toggle_column(specs[name].name)
        page.tools._sort(specs[name].name, descending=False)
        assert names(page)[0] == "มาลี", name
    shown = [cells(page.table, spec.name)[0] for spec in specs.values()]
    assert shown == ["แอล", "1/5/2569", "ห-012", "2"]


@pytest.mark.parametrize(
    ("what", "left"), [("filled", ["มาลี"]), ("empty", ["กล้า", "ขวัญ"]), ("word", ["มาลี"])]
)
def test_that_the_list_is_narrowed_by_a_field(page, specs, large, what, left):
    key_ = f"{specs[SIZE].name}-{large if what == 'word' else what}"
    page.filter_bar.toggle(key_)
    assert names(page) == left


def test_that_a_filter_follows_what_is_written(page, specs, opened):
    page.filter_bar.toggle(f"{specs[CARD].name}-empty")
    somebody = page.table.current_row()
    assert names(page) == ["กล้า", "ขวัญ"]
    opened[1].commands.run(
        lambda uow: set_own_values(uow, somebody.id, {specs[CARD].name: "ห-77"}), title="t"
    )
    assert len(names(page)) == 1


def test_that_a_field_retired_meanwhile_leaves_the_list(page, specs, opened, database):
    page.tools.toggle_column(specs[CARD].name)
    field = next(each for each in fields(database) if each.name == CARD)
    opened[1].commands.run(lambda uow: retire_field(uow, field.id), title="t")
    assert specs[CARD].name not in [column.key for column in page.table.shown_columns()]
    with database.reading() as session:
        assert len(own_specs(session)) == 3


# --- Ranges --------------------------------------------------------------------------------------


@pytest.fixture
def families(page, person, specs, database, opened, qtbot):
    """Return the page, where people now have 0, 2, 5 and no children, the days of three apart."""
    for first, children, day in (("ก้อง", 0, date(2026, 4, 30)), ("แก้ว", 5, date(2027, 1, 1))):
        other = add(database, first_name=first)
        put(database, other, specs[CHILDREN], children)
        put(database, other, specs[DAY], day)
    page.finder._list._reset()
    page.make_stale()
    qtbot.waitUntil(lambda: page.finder.ready and len(names(page)) == 5)
    return page


def asked_range(page, window, spec, low, high):
    page.filter_bar.toggle(f"{spec.name}-in")
    task = window.current()
    assert isinstance(task, RangePage)
    task.form.set_value({"low": low, "high": high})
    key(Qt.Key.Key_S, CONTROL)
    return task


@pytest.mark.parametrize(
    ("name", "low", "high", "left", "said"),
    [
        (CHILDREN, 1, 5, ["แก้ว", "มาลี"], "จำนวนบุตร: 1 to 5"),
        (CHILDREN, 3, None, ["แก้ว"], "จำนวนบุตร: from 3"),
        (CHILDREN, None, 2, ["ก้อง", "มาลี"], "จำนวนบุตร: up to 2"),
        (CHILDREN, 0, 0, ["ก้อง"], "จำนวนบุตร: 0"),
        (CHILDREN, -9, -1, [], "จำนวนบุตร: −9 to −1"),
        (DAY, date(2026, 5, 1), date(2026, 12, 31), ["มาลี"], "1 May 2569 to 31 Dec 2569"),
        (DAY, None, date(2026, 5, 1), ["ก้อง", "มาลี"], "up to 1 May 2569"),
    ],
)
def test_that_a_range_narrows_the_list_and_stands_as_a_chip(
    families, window, specs, name, low, high, left, said
):
    asked_range(families, window, specs[name], low, high)
    assert window.current() is families
    assert names(families) == left
    (on,) = [each for each in families.filter_bar.active() if each.startswith("own_")]
    chip = families.filter_bar.chip(on)
    assert chip.isVisible()
    assert said in chip.text()
    families.filter_bar.toggle(on)
    assert len(names(families)) == 5
    assert not chip.isVisible()


def test_that_a_range_is_changed_and_stands_with_other_filters(families, window, specs):
    families.filter_bar.toggle(f"{specs[CARD].name}-filled")
    asked_range(families, window, specs[CHILDREN], 0, 9)
    assert names(families) == ["มาลี"]
    families.filter_bar.toggle(f"{specs[CHILDREN].name}-in")
    task = window.current()
    assert task.form.values() == {"low": 0, "high": 9}  # what holds now
    task.form.set_value({"low": 3, "high": 9})
    key(Qt.Key.Key_S, CONTROL)
    assert names(families) == []
    asked_range(families, window, specs[DAY], None, date(2026, 5, 1))
    assert len([each for each in families.filter_bar.active() if "-in-" in each]) == 2


@pytest.mark.parametrize(
    ("low", "high", "words"), [(None, None, "one of both"), (5, 3, "before the beginning")]
)
def test_that_no_range_is_said_beside_the_field(families, window, specs, low, high, words):
    task = asked_range(families, window, specs[CHILDREN], low, high)
    assert window.current() is task
    assert any(words in label.text() for label in task.findChildren(QLabel))


def test_that_a_range_is_kept_in_a_saved_list_and_by_a_link(families, window, specs, opened):
    asked_range(families, window, specs[CHILDREN], 1, 5)
    wanted = families._list_asked()
    families.filter_bar.clear()
    families.finder._ranges = []
    families.refresh()
    assert len(names(families)) == 5
    families.show_list(wanted)
    assert names(families) == ["แก้ว", "มาลี"]
    assert "no longer there" not in window.messages.text()
    gone = replace(wanted, filters=frozenset({f"{specs[CARD].name}-in-1~5"}))
    families.show_list(gone)
    assert len(names(families)) == 5
    assert "no longer there" in window.messages.text()


@pytest.mark.parametrize("text", ["", "~", "5", "a~b", "2026-13-01~", "1~2~3"])
def test_that_no_range_is_read_from_other_keys(specs, text):
    for name in (CHILDREN, DAY, CARD):
        assert range_in(f"{specs[name].name}-in-{text}", specs[name]) is None
    assert asks_range(f"{specs[DAY].name}-in") == specs[DAY].name
    assert asks_range("role-learner") == ""
