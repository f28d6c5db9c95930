"""The profile saves when a field is left; those who sign are changed in their rows."""

import io

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from learnsoc_desktop.features.centre.model import SignatoryDetails
from learnsoc_desktop.features.centre.queries import profile, signatories
from learnsoc_desktop.features.centre.report import TASKS
from learnsoc_desktop.features.centre.service import add_signatory
from learnsoc_desktop.ui.theme import set_theme
from tests.features.maintenance.kit import at_care, clicked, focused, pressed, settle, typed
from tests.ui.window_kit import press


@pytest.fixture
def two(database):
    with database.writing() as uow:
        return [
            add_signatory(uow, SignatoryDetails(name=name, position=position))
            for name, position in (("นางสมจิตร แดนดง", "ครู"), ("นายวินัย ดีงาม", "ผู้อำนวยการ"))
        ]


def details(database):
    with database.reading() as session:
        return profile(session).details


def signing(database):
    with database.reading() as session:
        return [(row.name, row.position, row.task) for row in signatories(session)]


def test_that_a_page_opens_on_a_centre_with_a_name_alone(database, qtbot):
    _window, _context, page = at_care(database, "centre")
    assert page.form.values()["name"] == "ศกร.ตำบลทดสอบ"
    assert page.signers.rows == {}
    assert page.signers.new.isVisible()


def test_that_a_field_is_saved_when_it_is_left_and_undone(database, qtbot):
    window, _context, page = at_care(database, "centre")
    page.form.go_to("old_name")
    typed("กศน.ตำบลทดสอบ")
    assert details(database).old_name == ""
    pressed("Return")
    assert details(database).old_name == "กศน.ตำบลทดสอบ"
    assert "Saved" in window.saved.text()
    assert "formerly กศน.ตำบลทดสอบ" in page.head.accessibleName()
    clicked(window.saved.act)
    assert details(database).old_name == ""
    assert page.form.values()["old_name"] == ""


def test_that_a_name_is_needed_and_one_stays_until_it_is_there(database, qtbot):
    window, _context, page = at_care(database, "centre")
    page.form.go_to("name")
    focused().selectAll()
    press(focused(), Qt.Key.Key_Delete)
    pressed("Tab")
    assert page.form.errors() == {"name": "Please fill this in."}
    assert details(database).name == "ศกร.ตำบลทดสอบ"
    clicked(window.current().tabs["about"])
    assert window.current().section == "centre"
    assert window.current().tabs["centre"].isChecked()
    page.form.go_to("name")
    typed("ศกร.ใหม่")
    clicked(window.current().tabs["about"])
    assert window.current().section == "about"
    assert details(database).name == "ศกร.ใหม่"


def test_that_the_whole_place_is_stored(database, qtbot):
    _window, _context, page = at_care(database, "centre")
    page.form.go_to("subdistrict")
    typed("ต.ท่าลี่ อ.ท่าบ่อ จ.หนองคาย 43110")
    pressed("Tab")
    found = details(database)
    assert (found.subdistrict, found.district, found.province, found.postcode) == (
        "ท่าลี่",
        "ท่าบ่อ",
        "หนองคาย",
        "43110",
    )


@pytest.mark.parametrize("step", [0, 2])
def test_that_a_long_place_stands_there_to_the_last_digit(database, qtbot, step):
    _window, _context, page = at_care(database, "centre")
    set_theme("light", step)
    place = "แขวงป้อมปราบ เขตป้อมปราบศัตรูพ่าย กรุงเทพมหานคร 10100"
    page.form.go_to("subdistrict")
    typed(place)
    settle()
    line = page.form.editor("subdistrict").line
    line.setCursorPosition(0)
    begins = line.cursorRect().x()
    arrow = max(button.x() for button in line.findChildren(QToolButton))
    assert line.text() == place
    assert begins + line.fontMetrics().horizontalAdvance(place) < arrow


def test_that_an_emblem_is_kept_at_once_and_shown(database, qtbot, tmp_path):
    file = tmp_path / "emblem.png"
    data = io.BytesIO()
    Image.new("RGBA", (30, 30), (0, 0, 128, 255)).save(data, "PNG")
    file.write_bytes(data.getvalue())
    _window, context, page = at_care(database, "centre")
    page.form.editor("emblem").take_file(file)
    settle()
    kept = details(database).emblem
    assert page.sources.picture(kept)
    assert page._home.read_blob(kept)
    context.commands.undo()
    assert details(database).emblem == ""


def test_that_a_file_that_is_no_picture_is_told_at_its_field(database, qtbot, tmp_path):
    file = tmp_path / "emblem.png"
    file.write_bytes(b"no picture")
    _window, _context, page = at_care(database, "centre")
    page.form.editor("emblem").take_file(file)
    assert "not a picture" in page.form.editor("emblem").fault()
    assert details(database).emblem == ""


def test_that_somebody_who_signs_is_added_by_keys(database, qtbot):
    window, _context, page = at_care(database, "centre")
    page.signers.new.name.setFocus()
    typed("นางสมจิตร แดนดง")
    pressed("Return")
    assert focused() is page.signers.new.position
    assert signing(database) == []
    typed("ครู ศกร.ตำบล")
    pressed("Return")
    assert signing(database) == [("นางสมจิตร แดนดง", "ครู ศกร.ตำบล", "")]
    assert focused() is page.signers.new.name
    assert page.signers.new.name.text() == ""
    assert "ครู ศกร.ตำบล" in page.head.accessibleName()
    assert "นางสมจิตร" in window.saved.text()


def test_that_somebody_who_signs_is_added_when_the_row_is_left(database, qtbot):
    _window, _context, page = at_care(database, "centre")
    page.signers.new.name.setFocus()
    typed("นายวินัย ดีงาม")
    clicked(page.signers.new.position)
    typed("ผู้อำนวยการ")
    page.form.go_to("name")
    settle()
    assert signing(database) == [("นายวินัย ดีงาม", "ผู้อำนวยการ", "")]
    assert page.signers.new.position.text() == ""


def test_that_those_who_sign_change_places_and_keep_the_keys(database, qtbot, two):
    _window, _context, page = at_care(database, "centre")
    first, second = page.signers.rows.values()
    assert not first.up.isEnabled()
    assert not second.down.isEnabled()
    first.down.setFocus()
    pressed("Space")
    assert [row[0] for row in signing(database)] == ["นายวินัย ดีงาม", "นางสมจิตร แดนดง"]
    assert list(page.signers.rows) == two[::-1]
    assert focused() is first.up  # it cannot go further down
    pressed("Space")
    assert [row[0] for row in signing(database)] == ["นางสมจิตร แดนดง", "นายวินัย ดีงาม"]


def test_that_somebody_signs_no_longer_and_comes_back(database, qtbot, two):
    window, context, page = at_care(database, "centre")
    clicked(page.signers.rows[two[0]].remove)
    assert [row[0] for row in signing(database)] == ["นายวินัย ดีงาม"]
    assert window.current().tabs["trash"].text() == "Trash  1"
    context.commands.undo()
    settle()
    assert len(page.signers.rows) == 2


def test_that_a_name_that_was_taken_away_stands_again(database, qtbot, two):
    _window, _context, page = at_care(database, "centre")
    line = page.signers.rows[two[0]].name
    line.setFocus()
    line.selectAll()
    press(line, Qt.Key.Key_Delete)
    pressed("Tab")
    assert line.text() == "นางสมจิตร แดนดง"
    assert len(signing(database)) == 2


def test_that_one_may_sign_as_something_of_ones_own(database, qtbot, two):
    _window, _context, page = at_care(database, "centre")
    row = page.signers.rows[two[1]]
    assert row.task.placeholderText() == TASKS[1]
    row.task.setFocus()
    typed("ผู้อนุมัติ")
    pressed("Tab")
    assert signing(database)[1] == ("นายวินัย ดีงาม", "ผู้อำนวยการ", "ผู้อนุมัติ")


def test_that_the_row_takes_two_lines_in_a_narrow_window(database, qtbot, two):
    window, _context, page = at_care(database, "centre")
    row = page.signers.rows[two[0]]
    set_theme("light", 2)
    window.resize(1024, 700)
    settle()
    assert row.task.mapTo(row, row.task.rect().topLeft()).y() >= row.name.height()
    assert row.name.width() > 150


def test_that_another_centre_is_one_press_away(database, qtbot):
    window, context, _page = at_care(database, "centre")
    clicked(window.header._buttons[-1])
    assert context.desk.centres.asked == ["close"]


def test_that_what_cannot_be_saved_of_the_profile_is_offered_again(database):
    _window, _context, page = at_care(database, "centre")
    page.form.editor("name").line.setFocus()
    pressed("Ctrl+A")
    pressed("Del")
    page.form.editor("old_name").line.setFocus()
    typed("042111222")
    page.drafts.keep()
    window, _context, again = at_care(database, "centre")
    assert "042111222" in window.messages.text()
    clicked(window.messages.act)
    assert again.form.values()["old_name"] == "042111222"
    again.form.editor("name").line.setFocus()
    typed("ศกร.ทดลอง")
    assert again.save()
    page.form.mark_clean()
    assert at_care(database, "centre")[2].drafts.offered is None
