"""Possible duplicates in the real window: found, compared side by side, decided by keys, and taken back."""

from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from sqlmodel import select

from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.entity import alive
from learnsoc_desktop.features.people import queries
from learnsoc_desktop.features.people.duplicates_page import DuplicatesPage
from learnsoc_desktop.features.people.edit_page import PersonEditPage
from learnsoc_desktop.features.people.merge_cell_widget import MergeCell
from learnsoc_desktop.features.people.merge_fields import Take
from learnsoc_desktop.features.people.merge_model import NotSamePerson
from learnsoc_desktop.features.people.merge_page import MergePage
from learnsoc_desktop.features.people.merge_queries import differing
from learnsoc_desktop.features.people.merge_service import merge_people
from learnsoc_desktop.features.people.merge_with_page import MergeWithPage
from learnsoc_desktop.features.people.model import Person
from learnsoc_desktop.features.people.page import PeoplePage
from learnsoc_desktop.features.people.service import register_person
from learnsoc_desktop.ui.buttons import Big
from learnsoc_desktop.ui.text import Text
from tests.features.people.builders import TODAY, add
from tests.features.people.window import CONTROL, ENTER, button, cells, click, focused, key, shown

PATIENCE = 20_000  # ms; the child process has to start
DEL, F8 = Qt.Key.Key_Delete, Qt.Key.Key_F8


@pytest.fixture
def people(database: Database) -> dict[str, UUID]:
    """Register two women twice and one once."""
    known = {"last_name": "ฟ้าหลวงคำ", "born": "1963-03-14"}
    return {
        "เรือน": add(database, first_name="บุญเรือน", nickname="เรือน", line_id="old", **known),
        "เรือง": add(database, first_name="บุญเรือง", phone="0910000187", line_id="new", **known),
        "ใส": add(
            database, first_name="สายใส", last_name="น้ำซับ", born="1980-05-01", phone="0820000001"
        ),
        "ใสใส": add(
            database, first_name="สายใส", last_name="น้ำซัม", born="1980", phone="0830000002"
        ),
        "ศรี": add(database, first_name="สมศรี", last_name="ใจดี", born="1950"),
    }


@pytest.fixture
def page(qtbot: Any, people: dict[str, UUID], opened: Any, window: Any) -> DuplicatesPage:
    """Open the list of pairs by the button at the foot of the registry."""
    del people
    click(button(window, "Possible duplicates"))
    page = window.current()
    assert isinstance(page, DuplicatesPage)
    qtbot.waitUntil(
        lambda: not opened[1].desk.jobs.running and page.table.records.rowCount() > 0,
        timeout=PATIENCE,
    )
    page.table.setFocus()
    return page


def merging(window: Any, qtbot: Any) -> MergePage:
    key(ENTER)
    page = window.current()
    assert isinstance(page, MergePage)
    qtbot.waitUntil(lambda: isinstance(focused(), MergeCell))
    return page


def press_when_there(qtbot: Any, parent: Any, words: str) -> None:
    """Click a button once it is in sight."""

    def there() -> bool:
        found = parent.findChildren(QAbstractButton)
        return any(each.isVisible() and each.text().startswith(words) for each in found)

    qtbot.waitUntil(there)
    click(button(parent, words))


def listed(database: Database) -> set[str]:
    with database.reading() as session:
        return set(session.exec(select(Person.first_name).where(queries.listed())))


def line(page: MergePage, part: str) -> Any:
    return next(each for each in page.table.lines if each.part.key == part)


def test_that_the_pairs_stand_with_their_reasons(page: DuplicatesPage) -> None:
    assert cells(page.table, "one") == ["บุญเรือน ฟ้าหลวงคำ", "สายใส น้ำซับ"]
    assert cells(page.table, "two") == ["บุญเรือง ฟ้าหลวงคำ", "สายใส น้ำซัม"]
    assert cells(page.table, "why")[0].startswith("names almost the same, same date of birth")
    assert page.subtitle() == "2 pairs to look at"


def test_that_a_pair_is_merged_by_keys_and_the_next_follows(
    qtbot: Any, page: DuplicatesPage, window: Any, database: Database
) -> None:
    pair = merging(window, qtbot)
    assert "pair 1 of 2" in pair.subtitle()
    assert line(pair, "first_name").outcome.text() == "บุญเรือง ฟ้าหลวงคำ"  # the newer one
    key(Qt.Key.Key_Left)
    assert line(pair, "first_name").outcome.text() == "บุญเรือน ฟ้าหลวงคำ"
    key(ENTER, CONTROL)
    assert window.current() is pair
    assert "pair 2 of 2" in pair.subtitle()
    assert listed(database) == {"บุญเรือน", "สายใส", "สมศรี"}
    key(ENTER, CONTROL)
    assert window.current() is page
    assert page.table.records.rowCount() == 0
    assert shown(page, Text, lambda each: each.text() == "Nobody seems to be here twice")


def test_that_a_merge_is_undone_and_asked_again(
    qtbot: Any, page: DuplicatesPage, window: Any, database: Database
) -> None:
    merging(window, qtbot)
    key(ENTER, CONTROL)
    key(Qt.Key.Key_Escape)
    assert page.table.records.rowCount() == 1
    key(Qt.Key.Key_Z, CONTROL)
    assert page.table.records.rowCount() == 2
    assert "บุญเรือง" in listed(database)


def test_that_values_are_chosen_by_keys(
    qtbot: Any, page: DuplicatesPage, window: Any, database: Database, people: dict[str, UUID]
) -> None:
    del page
    pair = merging(window, qtbot)
    while not any(cell.hasFocus() for cell in line(pair, "line_id").cells):
        key(Qt.Key.Key_Down)
    key(Qt.Key.Key_Left)
    assert line(pair, "line_id").outcome.text() == "old"
    key(F8)
    assert not any(cell.hasFocus() for cell in line(pair, "line_id").cells)
    phone = line(pair, "phone")
    assert phone.outcome.text() == "081-234-2214, 091-000-0187"
    click(phone.cells[1])
    assert phone.outcome.text() == "081-234-2214"
    click(phone.cells[0])  # one of them stays
    assert phone.outcome.text() == "081-234-2214"
    key(ENTER, CONTROL)
    with database.reading() as session:
        known = queries.person_details(session, people["เรือน"])
    assert (known.line_id, known.phone, known.nickname) == ("old", "0812342214", "เรือน")


def test_that_equal_fields_are_folded_away(qtbot: Any, page: DuplicatesPage, window: Any) -> None:
    del page
    pair = merging(window, qtbot)
    assert not line(pair, "born").isVisible()
    click(pair.table.chip)
    assert line(pair, "born").isVisible()


def test_that_what_others_hold_is_shown(qtbot: Any, page: DuplicatesPage, window: Any) -> None:
    del page
    pair = merging(window, qtbot)
    assert shown(pair, Text, lambda each: each.text() == "Attendance")


def test_that_two_persons_are_said_to_be_two(
    qtbot: Any, page: DuplicatesPage, window: Any, database: Database
) -> None:
    key(DEL, CONTROL)
    assert cells(page.table, "one") == ["สายใส น้ำซับ"]
    pair = merging(window, qtbot)
    click(button(pair, "Not the same person"))
    assert window.current() is page
    assert page.table.records.rowCount() == 0
    with database.reading() as session:
        assert len(session.exec(select(NotSamePerson).where(alive(NotSamePerson))).all()) == 2
    press_when_there(qtbot, window, "Undo")
    assert page.table.records.rowCount() == 1


def test_that_a_pair_is_left_for_later(
    qtbot: Any, page: DuplicatesPage, window: Any, database: Database
) -> None:
    pair = merging(window, qtbot)
    click(button(pair, "Not sure"))
    assert "pair 2 of 2" in pair.subtitle()
    click(button(pair, "Not sure"))
    assert window.current() is page
    assert page.table.records.rowCount() == 2
    assert len(listed(database)) == 4  # two are called สายใส


def test_that_the_list_is_searched_and_narrowed(page: DuplicatesPage) -> None:
    page.search.setText("สายใส")
    assert cells(page.table, "two") == ["สายใส น้ำซัม"]


def test_that_it_compares_again_after_somebody_was_typed(
    qtbot: Any, page: DuplicatesPage, opened: Any, people: dict[str, UUID], database: Database
) -> None:
    del page, people
    commands = opened[1].commands
    key(Qt.Key.Key_Escape)
    with database.reading() as session:
        first = session.exec(select(Person.id).where(Person.first_name == "สมศรี")).one()
        details = queries.person_details(session, first)
    again = details.model_copy(update={"first_name": "สมศรี่", "learner_code": ""})
    commands.run(lambda uow: register_person(uow, again, today=TODAY))
    opened[1].open("people", duplicates=True)
    page = opened[0].current()
    qtbot.waitUntil(lambda: page.table.records.rowCount() == 3, timeout=PATIENCE)


def test_that_somebody_is_merged_from_the_card_and_split_again(
    qtbot: Any, people: dict[str, UUID], opened: Any, window: Any, database: Database
) -> None:
    opened[1].open("people", record_id=str(people["เรือน"]))
    registry = window.current()
    qtbot.waitUntil(registry.pane_shown)
    registry.show_now()
    press_when_there(qtbot, window, "Merge with")
    choose = window.current()
    assert isinstance(choose, MergeWithPage)
    qtbot.waitUntil(
        lambda: any(each.isVisible() for each in choose.findChildren(Big)), timeout=PATIENCE
    )
    click(shown(choose, Big, lambda each: each.text() == "บุญเรือง ฟ้าหลวงคำ"))
    assert isinstance(window.current(), MergePage)
    key(ENTER, CONTROL)
    qtbot.waitUntil(lambda: window.current() is registry)
    assert "บุญเรือง" in listed(database)
    registry.show_now()
    press_when_there(qtbot, registry, "Split into two")
    assert listed(database) == {"บุญเรือน", "บุญเรือง", "สายใส", "สมศรี"}


def test_that_anybody_may_be_searched_to_merge_with(
    qtbot: Any, people: dict[str, UUID], opened: Any, window: Any
) -> None:
    page = MergeWithPage(opened[1], people["ศรี"])
    opened[1].open_task(page)
    nobody = "No other record looks like this one."
    qtbot.waitUntil(
        lambda: bool(shown(page, Text, lambda each: each.text() == nobody)), timeout=PATIENCE
    )
    page.finder.set_value(people["ใส"])
    page.finder.changed.emit()
    pair = window.current()
    assert isinstance(pair, MergePage)
    assert {pair.shown.kept.person_id, pair.shown.other.person_id} == {people["ศรี"], people["ใส"]}


def test_that_an_old_link_leads_to_who_is_left_with_a_note(
    people: dict[str, UUID], opened: Any, window: Any
) -> None:
    opened[1].commands.run(lambda uow: merge_people(uow, people["เรือน"], people["เรือง"]))
    opened[1].open("people", record_id=str(people["เรือง"]))
    registry = window.current()
    assert isinstance(registry, PeoplePage)
    assert registry.table.current_row().id == people["เรือน"]
    assert "was merged with another" in window.messages.text()


def test_that_the_list_finds_a_person_by_the_name_that_went(
    people: dict[str, UUID], opened: Any, window: Any
) -> None:
    opened[1].commands.run(
        lambda uow: merge_people(uow, people["เรือน"], people["เรือง"], {"first_name": Take.KEPT})
    )
    registry = window.current()
    registry.search.setText("บุญเรือง")
    assert cells(registry.table, "name") == ["บุญเรือน ฟ้าหลวงคำ"]
    registry.search.setText("บุญเรืองๆ")
    assert cells(registry.table, "name") == []


def test_that_a_record_that_is_merged_elsewhere_is_left(
    qtbot: Any, people: dict[str, UUID], opened: Any, window: Any
) -> None:
    page = PersonEditPage(opened[1], people["เรือง"])
    opened[1].open_task(page)
    qtbot.waitUntil(lambda: page.isAncestorOf(focused()))
    opened[1].commands.run(lambda uow: merge_people(uow, people["เรือน"], people["เรือง"]))
    assert window.current() is not page


def test_that_who_is_typed_again_is_told_and_opened(
    qtbot: Any, people: dict[str, UUID], opened: Any, window: Any
) -> None:
    opened[1].open("people", new=True, name="บุญเรือน ฟ้าหลวงค")
    page = window.current()
    assert isinstance(page, PersonEditPage)
    page.form.take({"born": "1963"})
    hint = page.record.hint
    qtbot.waitUntil(
        lambda: any(each.isVisible() for each in hint.findChildren(Text)), timeout=PATIENCE
    )
    assert not page.isAncestorOf(window.messages)
    told = [each.text() for each in hint.findChildren(Text) if each.isVisible()]
    assert told[0].startswith("บุญเรือน ฟ้าหลวงคำ is here already: names almost the same")
    click(button(hint, "Open the record"))
    record = window.current()
    assert isinstance(record, PersonEditPage)
    assert record.person_id == people["เรือน"]


def test_that_nobody_is_told_of_a_record_that_is_there(
    qtbot: Any, people: dict[str, UUID], opened: Any, window: Any
) -> None:
    page = PersonEditPage(opened[1], people["เรือน"])
    opened[1].open_task(page)
    page.form.take({"notes": "ใหม่"})
    qtbot.waitUntil(lambda: not opened[1].desk.jobs.running, timeout=PATIENCE)
    assert window.current() is page
    assert not page.record.hint.isVisible()


@pytest.mark.parametrize(
    ("one", "two", "places"),
    [
        ("บุญเรือน", "บุญเรือง", [(7, 8)]),
        ("670054", "670054", []),
        ("เกษตรกร", "ค้าขาย", []),
        ("", "ค้าขาย", []),
        ("แก้ว", "แก้วตา", []),
        ("แก้วตา", "แก้ว", [(4, 6)]),
    ],
)
def test_that_letters_that_differ_are_known(
    one: str, two: str, places: list[tuple[int, int]]
) -> None:
    assert differing(one, two) == places
