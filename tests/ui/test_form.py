"""Forms: values, faults beside the fields, keys, and how fields stand side by side."""

from typing import Annotated
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlmodel import Field, SQLModel

from learnsoc_desktop.core import i18n, paths
from learnsoc_desktop.core.fields import FieldSpec, Kind, Label, LabelledEnum
from learnsoc_desktop.core.formats import Style, set_style
from learnsoc_desktop.data.entity import fields_of
from learnsoc_desktop.ui.editors.messages import faults_of
from learnsoc_desktop.ui.fonts import load_fonts
from learnsoc_desktop.ui.form import Form
from learnsoc_desktop.ui.form_lines import UNITS, lines_of
from learnsoc_desktop.ui.layout import scroll
from learnsoc_desktop.ui.text import Text
from learnsoc_desktop.ui.theme import set_theme

PLACE_PARTS = ("district", "province", "postcode")


class Paper(LabelledEnum):
    THAI = "thai_id", "Thai ID number"
    PASSPORT = "passport", "Passport"


class Someone(SQLModel):
    first_name: Annotated[str, Label("First name", group="Name")] = Field(
        min_length=1, max_length=20
    )
    nickname: Annotated[str, Label("Nickname", group="Name", width=90, wanted=True)] = ""
    born: Annotated[
        str,
        Label("Date of birth", group="Name", kind=Kind.PARTIAL_DATE, help="The year will do."),
    ] = ""
    paper: Annotated[Paper, Label("Kind of ID", group="Name")] = Paper.THAI
    id_number: Annotated[
        str,
        Label("ID number", group="Name", kind=Kind.ID_NUMBER, parts=("paper", "id_confirmed")),
    ] = ""
    id_confirmed: Annotated[bool, Label("So on the card", group="Name", form=False)] = False
    subdistrict: Annotated[
        str, Label("Sub-district", group="Address", kind=Kind.PLACE, parts=PLACE_PARTS, wanted=True)
    ] = Field(default="", max_length=10)
    district: Annotated[str, Label("District", group="Address", form=False)] = ""
    province: Annotated[str, Label("Province", group="Address", form=False)] = ""
    postcode: Annotated[str, Label("Post code", group="Address", form=False)] = ""
    children: Annotated[int | None, Label("Children", group="Address")] = Field(
        default=None, ge=0, le=20
    )
    groups: Annotated[list[UUID], Label("Groups", kind=Kind.CODES, codes="group")] = Field(
        default_factory=list
    )


@pytest.fixture(autouse=True)
def dressed(qapp):
    load_fonts()
    set_theme("light", 0)
    set_style(Style())
    yield
    set_theme("light", 0)


@pytest.fixture
def form(qtbot):
    form = Form(fields_of(Someone), None, Someone)
    area = scroll(form)
    form.kept = area
    area.resize(820, 400)
    qtbot.addWidget(area)
    with qtbot.waitActive(area):
        area.show()
        area.activateWindow()
    return form


def type_text(widget, text):
    for letter in text:
        press = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(widget, press)


def line(form, name):
    return form.editor(name).line


def test_that_a_form_gives_back_what_it_was_given(form):
    given = {
        "first_name": "บุญเรือน",
        "born": "1963-03",
        "subdistrict": "นาคำน้อย",
        "district": "โพนสูง",
        "province": "นาคำ",
        "postcode": "90210",
        "paper": Paper.PASSPORT,
        "id_number": "AB12345",
        "children": 3,
        "not_of_this_form": 1,
    }
    form.set_value(given)
    value = form.value()
    assert {name: value[name] for name in given if name in value} == {
        name: given[name] for name in given if name != "not_of_this_form"
    }
    assert not form.dirty


def test_that_typing_makes_a_form_dirty_and_saving_clean(form, qtbot):
    form.set_value({"first_name": "บุญ"})
    line(form, "first_name").end(False)  # noqa: FBT003
    with qtbot.waitSignal(form.changed) as changed:
        type_text(line(form, "first_name"), "เรือน")
    assert changed.args == ["first_name"]
    assert form.changes() == {"first_name": "บุญเรือน"}
    form.mark_clean()
    assert not form.dirty


def test_that_spelling_is_repaired_in_the_value(form):
    type_text(line(form, "first_name"), "เเดง ")
    assert form.value()["first_name"] == "แดง"


def test_that_the_only_needed_field_says_so_and_is_asked_for(form):
    words = [label.text() for label in form.cell("first_name").findChildren(Text)]
    assert "Only this one is needed" in words
    assert form.value() is None
    assert form.errors() == {"first_name": "Please fill this in."}
    assert line(form, "first_name").hasFocus()
    assert line(form, "first_name").property("state") == "error"


def test_that_a_fault_goes_when_it_is_mended(form):
    assert form.value() is None
    type_text(line(form, "first_name"), "แดง")
    assert form.value() is not None
    assert form.cell("first_name").said() == ""


def test_that_a_fault_is_told_when_the_field_is_left_not_while_typing(form):
    born = line(form, "born")
    born.setFocus()
    type_text(born, "31/2/2512")
    assert form.cell("born").said() == ""
    QTest.keyClick(born, Qt.Key.Key_Tab)
    assert "31" in form.cell("born").said()
    assert form.cell("born").confirm_button().isVisibleTo(form)
    form.cell("born").confirm_button().click()
    assert form.values()["born"] == "1969-02"
    assert form.errors() == {}


def test_that_what_was_understood_stands_under_the_field(form):
    type_text(line(form, "born"), "2506")
    assert "2506" in form.cell("born").said()
    assert born_description(form).startswith("พ.ศ. 2506")


def born_description(form):
    return line(form, "born").accessibleDescription()


def test_that_a_doubt_is_confirmed_by_its_button(form):
    type_text(line(form, "id_number"), "1101700230709")
    assert form.cell("id_number").said() == "The last digit does not fit the others."
    form.cell("id_number").confirm_button().click()
    assert form.values()["id_confirmed"] is True
    assert form.cell("id_number").said() == "So it is on the card."


def test_that_another_kind_of_paper_checks_the_number_again(form):
    form.set_value({"paper": Paper.THAI, "id_number": "1101700230708"})
    assert form.cell("id_number").said() == ""
    passport = form.editor("paper").buttons[1]
    QTest.mouseClick(passport, Qt.MouseButton.LeftButton)
    assert form.values()["paper"] is Paper.PASSPORT
    assert form.editor("id_number").fault() == ""


def test_that_the_fault_of_a_part_stands_at_the_field_that_fills_it(form):
    form.set_value({"first_name": "แดง"})
    form.set_error("district", "ไม่มีอำเภอนี้")
    form.set_error("paper", "ไม่ใช่บัตรนี้")  # read by the number's editor, but a field of its own
    assert form.errors() == {"subdistrict": "ไม่มีอำเภอนี้", "paper": "ไม่ใช่บัตรนี้"}


def test_that_a_long_word_is_refused_with_its_length(form):
    form.set_value({"first_name": "แดง", "subdistrict": "ก" * 11})
    assert form.value() is None
    assert form.errors()["subdistrict"] == "Too long: 10 letters at most."


def test_that_enter_walks_to_the_last_field_and_ends(form, qtbot):
    form.go_to()
    seen = []
    with qtbot.waitSignal(form.finished):
        for _step in range(len(form.specs)):
            here = QApplication.focusWidget()
            seen.append(here)
            QTest.keyClick(here, Qt.Key.Key_Return)
    assert len(set(map(id, seen))) == sum(spec.label.form for spec in form.specs)


def test_that_the_field_in_use_is_scrolled_into_sight(form):
    form.kept.resize(820, 160)
    form.go_to("children")
    cell = form.cell("children")
    top = cell.mapTo(form.kept.viewport(), cell.rect().topLeft()).y()
    assert 0 <= top <= form.kept.viewport().height() - cell.height() + 2


def test_that_groups_tell_how_far_they_are(form):
    form.set_value({"first_name": "แดง"})
    name, address = [group for group in form.groups() if group.title]
    assert (name.filled, name.total) == (
        2,
        5,
    )  # the name, and the kind of ID as it is from the start
    assert [spec.name for spec in name.missing] == ["nickname"]
    assert [spec.name for spec in address.missing] == ["subdistrict"]
    form.go_to_group(2)
    assert form.editor("subdistrict").line.hasFocus()


def test_that_all_fields_are_reached_with_tab_in_their_order(form):
    form.go_to("first_name")
    order = []
    for _step in range(12):
        here = QApplication.focusWidget()
        cells = {spec.name: form.cell(spec.name) for spec in form.specs if spec.label.form}
        owner = next((name for name, cell in cells.items() if cell.isAncestorOf(here)), None)
        if owner and (not order or order[-1] != owner):
            order.append(owner)
        QTest.keyClick(here, Qt.Key.Key_Tab)
    assert order[:6] == ["first_name", "nickname", "born", "paper", "id_number", "subdistrict"]


@pytest.mark.parametrize("step", [0, 1, 2])
@pytest.mark.parametrize("width", [360, 480, 640, 820])
def test_that_no_field_is_cut_at_any_width_or_text_size(form, width, step, qtbot):
    set_theme("light", step)
    form.kept.resize(width, 900)
    qtbot.waitUntil(lambda: form.width() <= width)
    QApplication.processEvents()
    for spec in form.specs:
        if not spec.label.form:
            continue
        cell = form.cell(spec.name)
        assert cell.width() >= cell.needs()
        assert cell.height() >= cell.sizeHint().height()
        assert cell.geometry().right() <= form.width()


def test_that_lines_are_full_and_keep_their_order():
    spans = [2, 4, 4, 2, 4, 4, 4, 6]
    lines = lines_of(spans)
    assert lines == [[2, 4, 4, 2], [6, 6], [4, 8]]
    assert all(sum(line) == UNITS for line in lines)
    assert lines_of([4]) == [[4]]
    assert lines_of([12, 3]) == [[12], [3]]
    assert lines_of([]) == []


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"first_name": ""}, "Please fill this in."),
        ({"first_name": "ก" * 21}, "Too long: 20 letters at most."),
        ({"first_name": "ก", "children": -1}, "Must be 0 or more."),
        ({"first_name": "ก", "children": 21}, "Must be 20 or less."),
        ({"first_name": "ก", "children": "many"}, "Please write a number."),
        ({"first_name": "ก", "paper": "stone"}, "Please choose one of the list."),
        ({}, "Please fill this in."),
    ],
)
def test_that_refusals_are_told_in_plain_words(values, text):
    assert list(faults_of(Someone, values).values()) == [text]


def test_that_refusals_are_told_in_thai():
    i18n.set_language("th", paths.catalogues())
    try:
        assert faults_of(Someone, {}) == {"first_name": "กรุณากรอกช่องนี้"}
    finally:
        i18n.set_language("en", paths.catalogues())


def test_that_a_form_takes_any_sequence_of_fields(qtbot):
    specs = [FieldSpec("shirt", Label("Shirt size"), Kind.TEXT, str)]
    form = Form(specs)
    qtbot.addWidget(form)
    form.set_value({"shirt": "M"})
    assert form.value() == {"shirt": "M"}
