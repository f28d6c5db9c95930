"""The record of a person in the real window: by keyboard, with rules, doubts, drafts and undo."""

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from sqlmodel import select

from learnsoc_desktop.core.paths import user_folder
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.entity import alive
from learnsoc_desktop.features.centre.code_lists import code_id
from learnsoc_desktop.features.centre.model import VillageDetails
from learnsoc_desktop.features.centre.service import add_village
from learnsoc_desktop.features.people import queries
from learnsoc_desktop.features.people.edit_page import PersonEditPage
from learnsoc_desktop.features.people.model import Person, PersonDetails, Sex
from learnsoc_desktop.features.people.service import delete_person, register_person
from learnsoc_desktop.ui.drafts import KEEP_AFTER
from tests.features.people.builders import GOOD_ID, TODAY, add
from tests.features.people.builders import details as details_of
from tests.features.people.window import (
    CONTROL,
    ENTER,
    button,
    cells,
    click,
    focused,
    key,
    type_text,
)

FARMER, OLDER = code_id("target_group", "farmer"), code_id("target_group", "older")
BAD_ID = "1101700230709"  # the last digit does not fit


@pytest.fixture
def village(database: Database) -> UUID:
    with database.writing() as uow:
        return add_village(uow, VillageDetails(moo=3, name="ดอนยาง"))


def new_record(window: Any, qtbot: Any) -> PersonEditPage:
    key(Qt.Key.Key_N, CONTROL)
    page = window.current()
    assert isinstance(page, PersonEditPage)
    qtbot.waitUntil(lambda: page.isAncestorOf(focused()))
    return page


def put(opened: Any, **values: Any) -> UUID:
    """Register a person through the door of the window, so that the list shows them."""
    stored: list[UUID] = []
    someone = details_of(**values)
    opened[1].commands.run(lambda uow: register_person(uow, someone, today=TODAY), stored.append)
    return stored[0]


def open_record(window: Any, opened: Any, person_id: UUID, qtbot: Any) -> PersonEditPage:
    opened[1].open("people", record_id=str(person_id))
    key(ENTER)
    page = window.current()
    assert isinstance(page, PersonEditPage)
    qtbot.waitUntil(lambda: page.isAncestorOf(focused()))
    return page


def go(page: PersonEditPage, field: str) -> None:
    page.form.go_to(field)


def fill(page: PersonEditPage, **typed: str) -> None:
    """Go to each field and type."""
    for field, text in typed.items():
        go(page, field)
        type_text(text)


def everybody(database: Database) -> Sequence[Person]:
    with database.reading() as session:
        return session.exec(select(Person).where(alive(Person))).all()


def details(database: Database, person_id: UUID) -> PersonDetails:
    with database.reading() as session:
        return queries.person_details(session, person_id)


def drafts() -> list[Path]:
    return sorted((user_folder() / "drafts").glob("person-*.json"))


def test_that_a_person_is_registered_by_keyboard_alone(
    window: Any, qtbot: Any, database: Database, village: UUID
) -> None:
    page = new_record(window, qtbot)
    type_text("นาง")
    key(Qt.Key.Key_Tab)
    type_text("บุญเรือน")
    key(ENTER)
    type_text("ฟ้าหลวงคำ")
    key(ENTER)
    type_text("เรือน")
    assert page.form.values()["sex"] is Sex.FEMALE  # the title told it
    assert window.header.heading.title == "นางบุญเรือน ฟ้าหลวงคำ"
    fill(page, born="มี.ค. 06", village_id="ดอน")
    key(ENTER)
    key(Qt.Key.Key_S, CONTROL)
    (person,) = everybody(database)
    assert (person.first_name, person.born, person.village_id) == ("บุญเรือน", "1963-03", village)
    assert person.learner_code
    assert window.current().table.current_row().id == person.id
    assert window.saved.text() == "Saved Added: นางบุญเรือน ฟ้าหลวงคำ"
    key(Qt.Key.Key_Z, CONTROL)
    assert list(cells(window.current().table, "name")) == []


def test_that_what_the_registry_needs_stands_beside_the_fields(
    window: Any, qtbot: Any, database: Database
) -> None:
    page = new_record(window, qtbot)
    key(Qt.Key.Key_S, CONTROL)
    assert window.current() is page
    assert set(page.form.errors()) == {"first_name", "sex", "phone"}
    assert page.form.main.cell("sex").said() == "Choose one; “not stated” is a choice too."
    assert (
        page.form.main.cell("phone").said() == "A phone number, a LINE name or a village is needed."
    )
    assert page.form.main.editor("first_name").line.hasFocus()
    assert (
        window.messages.text() == "Not saved yet First name: A first name or a nickname is needed."
    )
    assert everybody(database) == []


def test_that_an_odd_id_number_is_taken_once_it_is_confirmed(
    window: Any, qtbot: Any, database: Database, opened: Any
) -> None:
    person_id = put(opened)
    page = open_record(window, opened, person_id, qtbot)
    fill(page, id_number=BAD_ID)
    key(Qt.Key.Key_S, CONTROL)
    assert window.current() is page
    cell = page.form.main.cell("id_number")
    assert cell.editor.line.property("state") == "warn"
    assert window.messages.text().startswith("Not saved yet ID number:")
    click(cell.confirm_button())
    assert cell.said() == "So it is on the card."
    key(Qt.Key.Key_S, CONTROL)
    stored = details(database, person_id)
    assert (stored.id_number, stored.id_confirmed) == (BAD_ID, True)


def test_that_the_holder_of_the_same_id_number_is_one_press_away(
    window: Any, qtbot: Any, database: Database, village: UUID
) -> None:
    add(database, first_name="สมหมาย", id_number=GOOD_ID)
    page = new_record(window, qtbot)
    fill(page, first_name="สมชาย")
    go(page, "sex")
    key(Qt.Key.Key_Right)
    fill(page, phone="0812342214", id_number=GOOD_ID)
    key(Qt.Key.Key_S, CONTROL)
    assert "สมหมาย" in page.form.errors()["id_number"]
    click(button(window.messages, "Open สมหมาย"))
    assert window.header.heading.title == "สมหมาย"
    key(Qt.Key.Key_Escape)
    assert window.current() is page  # what was typed is still there
    assert page.form.values()["first_name"] == "สมชาย"
    assert len(everybody(database)) == 1


def test_that_going_back_saves_and_undo_takes_it_back(
    window: Any, qtbot: Any, database: Database, opened: Any
) -> None:
    person_id = put(opened, nickname="แดง")
    page = open_record(window, opened, person_id, qtbot)
    go(page, "nickname")
    key(Qt.Key.Key_A, CONTROL)
    type_text("ดำ")
    assert window.header.heading.under.startswith("1 field not saved yet")
    click(window.header.back)
    assert window.current() is not page
    assert details(database, person_id).nickname == "ดำ"
    click(button(window.saved, "Undo"))
    assert details(database, person_id).nickname == "แดง"
    assert drafts() == []


def test_that_save_and_next_keeps_the_village(
    window: Any, qtbot: Any, database: Database, village: UUID
) -> None:
    page = new_record(window, qtbot)
    fill(page, title="นาย", first_name="หนึ่ง", village_id="ดอน")
    key(ENTER)
    key(ENTER, CONTROL)
    assert window.current() is page
    assert page.form.main.editor("title").line.hasFocus()
    assert page.form.values()["village_id"] == village
    assert page.form.values()["sex"] is None
    assert not page.form.dirty
    fill(page, title="นาง", first_name="สอง")
    key(Qt.Key.Key_S, CONTROL)
    first, second = sorted(everybody(database), key=lambda person: person.learner_code)
    assert [first.first_name, second.first_name] == ["หนึ่ง", "สอง"]
    assert int(second.learner_code) == int(first.learner_code) + 1


def test_that_target_groups_are_chosen_by_keys_the_main_one_first(
    window: Any, qtbot: Any, database: Database, opened: Any
) -> None:
    person_id = put(opened)
    page = open_record(window, opened, person_id, qtbot)
    go(page, "target_groups")
    key(Qt.Key.Key_Space)
    type_text("Farm")
    key(ENTER)
    type_text("Older")
    key(ENTER)
    key(Qt.Key.Key_Escape)
    groups = page.form.side.editor("target_groups")
    assert groups.chips()[0].text().startswith("Farmer")
    groups.menu_for(OLDER).actions()[0].trigger()
    key(Qt.Key.Key_S, CONTROL)
    assert details(database, person_id).target_groups == [OLDER, FARMER]


def test_that_a_picture_is_kept_and_shown(
    window: Any, qtbot: Any, database: Database, opened: Any, tmp_path: Path
) -> None:
    path = tmp_path / "portrait.png"
    image = QImage(600, 800, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    image.save(str(path))
    person_id = put(opened)
    page = open_record(window, opened, person_id, qtbot)
    page.form.side.editor("picture").take_file(path)
    key(Qt.Key.Key_S, CONTROL)
    place = window.current()
    kept = details(database, person_id).picture
    assert kept
    assert QImage.fromData(place.picture(kept)).width() > 0
    assert place.table.current_row().picture == kept


def test_that_a_half_filled_person_is_kept_within_a_second(window: Any, qtbot: Any) -> None:
    page = new_record(window, qtbot)
    fill(page, first_name="บุญ")
    qtbot.waitUntil(lambda: len(drafts()) == 1)
    assert KEEP_AFTER < 1000  # milliseconds


def test_that_a_half_filled_person_is_offered_again(
    window: Any, qtbot: Any, database: Database, village: UUID
) -> None:
    page = new_record(window, qtbot)
    fill(page, first_name="บุญเรือน", born="31/2/2512")
    key(Qt.Key.Key_Escape)
    assert window.current() is page  # the first time it says why
    assert window.messages.text().startswith("Not saved yet Date of birth:")
    key(Qt.Key.Key_Escape)
    assert window.current() is not page
    assert everybody(database) == []

    page = new_record(window, qtbot)
    assert page.view.offer.isVisible()
    assert not any(action.enabled for action in page.page_actions())
    key(Qt.Key.Key_Space)  # on the first choice: go on
    assert page.form.values()["first_name"] == "บุญเรือน"
    assert page.form.main.editor("born").line.text() == "31/2/2512"
    go(page, "born")
    key(Qt.Key.Key_A, CONTROL)
    type_text("2512")
    go(page, "sex")
    key(Qt.Key.Key_Right)
    fill(page, village_id="ดอน")
    key(ENTER)
    key(Qt.Key.Key_S, CONTROL)
    (person,) = everybody(database)
    assert (person.first_name, person.born) == ("บุญเรือน", "1969")
    assert drafts() == []


def test_that_the_button_of_the_message_leaves_the_draft(window: Any, qtbot: Any) -> None:
    page = new_record(window, qtbot)
    fill(page, first_name="บุญ")
    click(window.header.back)
    click(button(window.messages, "Leave it as a draft"))
    assert window.current() is not page
    assert len(drafts()) == 1


def test_that_one_may_start_anew(window: Any, qtbot: Any) -> None:
    page = new_record(window, qtbot)
    fill(page, first_name="บุญ")
    key(Qt.Key.Key_Escape)
    key(Qt.Key.Key_Escape)
    page = new_record(window, qtbot)
    click(page.view.offer.anew)
    assert not page.form.dirty
    assert len(drafts()) == 1  # until something is typed
    fill(page, first_name="ใหม่")
    page.drafts.keep()
    (path,) = drafts()
    assert "ใหม่" in path.read_text(encoding="utf-8")


def test_that_changes_of_a_known_person_are_kept_by_their_record(
    window: Any, qtbot: Any, database: Database, opened: Any
) -> None:
    person_id = put(opened, nickname="แดง", picture="")
    page = open_record(window, opened, person_id, qtbot)
    fill(page, nickname="ก")
    go(page, "phone")
    key(Qt.Key.Key_A, CONTROL)
    type_text("12")
    key(Qt.Key.Key_Escape)
    key(Qt.Key.Key_Escape)
    assert window.current() is not page
    assert details(database, person_id).nickname == "แดง"
    assert [str(person_id) in path.name for path in drafts()] == [True]
    page = new_record(window, qtbot)
    assert not page.view.offer.isVisible()  # it is another record
    key(Qt.Key.Key_Escape)
    page = open_record(window, opened, person_id, qtbot)
    click(page.view.offer.again)
    assert page.form.values()["phone"] == "12"
    assert page.form.values()["nickname"] == "ก"


def test_that_a_draft_that_cannot_be_read_is_no_draft(window: Any, qtbot: Any) -> None:
    page = new_record(window, qtbot)
    page.drafts._shelf.path.parent.mkdir()
    page.drafts._shelf.path.write_text("{", encoding="utf-8")
    page = PersonEditPage(page.context)
    assert page.drafts.offered is None


def test_that_nothing_typed_leaves_no_draft(window: Any, qtbot: Any) -> None:
    page = new_record(window, qtbot)
    fill(page, first_name="ก")
    page.drafts.keep()
    key(Qt.Key.Key_Backspace)
    page.drafts.keep()
    assert drafts() == []
    key(Qt.Key.Key_Escape)
    assert window.current() is not page


def test_that_a_record_follows_an_undo_and_goes_with_its_person(
    window: Any, qtbot: Any, database: Database, opened: Any
) -> None:
    person_id = put(opened, nickname="แดง")
    page = open_record(window, opened, person_id, qtbot)
    go(page, "nickname")
    key(Qt.Key.Key_End)
    type_text("น้อย")
    assert page.may_leave()  # it is saved, and the page still shown
    opened[1].commands.undo()
    assert page.form.values()["nickname"] == "แดง"
    opened[1].commands.run(lambda uow: delete_person(uow, person_id))
    assert window.current() is not page


def test_that_a_name_of_the_palette_is_taken_apart(opened: Any, window: Any) -> None:
    opened[1].open("people", new=True, name="นายสมชาย ใจดี")
    values = window.current().form.values()
    assert (values["title"], values["first_name"], values["last_name"]) == ("นาย", "สมชาย", "ใจดี")
    assert values["sex"] is Sex.MALE


def test_that_the_part_with_the_cursor_is_marked(window: Any, qtbot: Any) -> None:
    page = new_record(window, qtbot)
    go(page, "phone")
    assert [each.here for each in page.record.parts._buttons] == [False, True, False, False, False]
    go(page, "target_groups")
    assert [each.here for each in page.record.parts._buttons] == [False, False, False, True, False]
    click(page.record.parts._buttons[0])
    assert page.form.main.editor("title").line.hasFocus()


def test_that_picture_and_groups_go_below_where_there_is_no_room(window: Any, qtbot: Any) -> None:
    page = new_record(window, qtbot)
    assert page.record._right.isVisible()
    window.resize(1024, 700)
    qtbot.waitUntil(lambda: not page.record._right.isVisible())
    assert page.record._inner.indexOf(page.form.side) >= 0


def test_that_a_record_waits_for_a_file_that_is_taken_in_and_is_saved_once(
    window: Any, qtbot: Any, opened: Any, database: Database, village: UUID
) -> None:
    free = threading.Event()
    opened[1].commands.start("Taking in the file", lambda _uow, _progress: free.wait(10))
    page = new_record(window, qtbot)
    fill(page, title="นาย", first_name="หนึ่ง", village_id="ดอน")
    key(ENTER)
    key(Qt.Key.Key_S, CONTROL)
    assert window.messages.text() == "It is saved as soon as the file is taken in"
    key(Qt.Key.Key_S, CONTROL)
    key(Qt.Key.Key_Escape)
    assert window.current() is page
    free.set()
    qtbot.waitUntil(lambda: window.current() is not page)
    assert len(everybody(database)) == 1
    assert drafts() == []


def test_that_the_palette_begins_a_record_with_the_name_that_was_typed(
    window: Any, qtbot: Any
) -> None:
    key(Qt.Key.Key_K, CONTROL)
    type_text("นายสมชาย ใจดี")
    key(Qt.Key.Key_Up)  # from the first line to the last
    key(ENTER)
    qtbot.waitUntil(lambda: isinstance(window.current(), PersonEditPage))
    assert window.header.heading.title == "นายสมชาย ใจดี"


def test_that_one_press_takes_the_current_address_into_the_register(
    window: Any, qtbot: Any
) -> None:
    page = new_record(window, qtbot)
    page.form.main.take(
        {"house_no": "99/1", "road": "ถนนสุขใจ", "subdistrict": "กันตัง", "district": "กันตัง"}
    )
    click(page.form.same)
    values = page.form.values()
    assert values["registered_house_no"] == "99/1"
    assert values["registered_road"] == "ถนนสุขใจ"
    assert values["registered_subdistrict"] == values["registered_district"] == "กันตัง"
    assert page.form.main.editor("registered_subdistrict").line.text() == "กันตัง, กันตัง"
    assert page.form.dirty
