"""Editors that pick: from lists under a field, chips, places, pictures."""

from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage, QKeyEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.core.fields import FieldSpec, Kind, Label, LabelledEnum
from learnsoc_desktop.ui.editors import NoSources, Option, make_editor
from learnsoc_desktop.ui.editors.choices import ChipsEditor, ComboEditor
from learnsoc_desktop.ui.editors.option_list import OptionModel, lines_of
from learnsoc_desktop.ui.fonts import load_fonts
from learnsoc_desktop.ui.layout import column
from learnsoc_desktop.ui.theme import set_theme

FARMER, TRADER, HIRED, GONE = (UUID(int=number) for number in range(4))
OWN = ("โพนสูง", "นาคำ", "90210")


class Sex(LabelledEnum):
    FEMALE = "female", "Female"
    MALE = "male", "Male"


class Status(LabelledEnum):
    ACTIVE = "active", "In the area"
    MOVED = "moved", "Moved away"
    LEFT = "left", "No longer comes"
    DEAD = "dead", "Deceased"


class Village(NoSources):
    def __init__(self):
        self.kept = []

    def codes(self, _list_key):
        return (
            Option(FARMER, "เกษตรกร"),
            Option(TRADER, "ค้าขาย"),
            Option(HIRED, "รับจ้าง"),
            Option(GONE, "แม่บ้าน", retired=True),
        )

    def persons(self, text, _limit):
        people = [Option(FARMER, "นางบุญเรือน ฟ้าหลวงคำ", "เรือน · บ้านดอนยาง")]
        return [one for one in people if text in one.text]

    def person(self, person_id):
        return Option(person_id, "นางบุญเรือน ฟ้าหลวงคำ")

    def places(self, text, _limit):
        found = [
            Option("นาคำน้อย", "ต.นาคำน้อย", "อ.โพนสูง จ.นาคำ", "ศูนย์ของเรา", OWN),
            Option("โคกนาคำ", "ต.โคกนาคำ", "อ.เมือง จ.เหนือ", "ที่อื่น", ("เมือง", "เหนือ", "91000")),
        ]
        return [one for one in found if text in one.text]

    def keep_picture(self, data, name):
        if not data.startswith(b"\x89PNG"):
            raise AppError
        self.kept.append(name)
        return "ab" * 32


@pytest.fixture(autouse=True)
def dressed(qapp):
    load_fonts()
    set_theme("light", 0)


@pytest.fixture
def sources():
    return Village()


@pytest.fixture
def shown(qtbot, sources):
    """Return a function that shows an editor in a window and puts the cursor into it."""
    kept = []

    def show(kind, kind_type=str, parts=(), codes="occupation"):
        label = Label("Field", kind=kind, parts=parts, codes=codes)
        editor = make_editor(FieldSpec("field", label, kind, kind_type), sources)
        window = QWidget()
        window.setLayout(column(editor, QLineEdit(), None))
        window.resize(640, 600)
        kept.append(window)
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        editor.setFocus(Qt.FocusReason.TabFocusReason)
        return editor

    return show


def type_text(widget, text):
    for letter in text:
        press = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(widget, press)


def texts(shown_list):
    return [line.text for line in shown_list.lines]


# --- One of a code list ------------------------------------------------------------------------------


def test_that_a_code_is_found_by_a_part_of_its_name(shown, qtbot):
    editor = shown(Kind.CODE)
    type_text(editor.line, "ค้า")
    assert texts(editor.listed()) == ["ค้าขาย"]
    with qtbot.waitSignal(editor.changed):
        QTest.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.value() == TRADER
    assert editor.line.text() == "ค้าขาย"
    assert editor.listed() is None


def test_that_the_whole_list_opens_and_is_walked_by_keys(shown):
    editor = shown(Kind.CODE)
    QTest.keyClick(editor.line, Qt.Key.Key_Down)
    assert texts(editor.listed()) == ["เกษตรกร", "ค้าขาย", "รับจ้าง"]
    QTest.keyClick(editor.line, Qt.Key.Key_Down)
    QTest.keyClick(editor.line, Qt.Key.Key_Down)
    QTest.keyClick(editor.line, Qt.Key.Key_Up)
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.value() == TRADER


def test_that_a_line_of_the_list_is_taken_by_a_click(shown):
    editor = shown(Kind.CODE)
    editor.open_list()
    view = editor.listed().view
    spot = view.visualRect(view.model().index(2, 0)).center()
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot
    )
    assert editor.value() == HIRED


def test_that_a_retired_code_is_shown_where_it_was_chosen_and_not_offered(shown):
    editor = shown(Kind.CODE)
    editor.set_value(GONE)
    assert editor.line.text() == "แม่บ้าน"
    editor.open_list()
    assert "แม่บ้าน" not in texts(editor.listed())
    assert editor.value() == GONE


def test_that_tab_takes_what_was_typed_for_and_esc_does_not(shown):
    editor = shown(Kind.CODE)
    type_text(editor.line, "เกษ")
    QTest.keyClick(editor.line, Qt.Key.Key_Escape)
    assert editor.listed() is None
    assert editor.value() is None
    assert editor.fault() == "Please choose one of the list."
    type_text(editor.line, "ต")
    QTest.keyClick(editor.line, Qt.Key.Key_Tab)
    assert editor.value() == FARMER


def test_that_emptying_the_field_takes_the_code_away(shown):
    editor = shown(Kind.CODE)
    editor.set_value(FARMER)
    editor.line.selectAll()
    QTest.keyClick(editor.line, Qt.Key.Key_Delete)
    assert editor.value() is None
    assert editor.is_empty()
    assert editor.fault() == ""


def test_that_a_value_that_is_no_longer_known_is_kept(shown):
    editor = shown(Kind.CODE)
    editor.set_value(UUID(int=99))
    assert editor.value() == UUID(int=99)
    assert editor.line.text() == "(no longer in the list)"


def test_that_the_list_stays_inside_the_window(shown):
    editor = shown(Kind.CODE)
    window = editor.window()
    window.resize(640, 200)
    editor.open_list()
    assert window.rect().contains(editor.listed().geometry())


def test_that_the_list_is_a_model_that_skips_headings(qtbot, sources):
    owner = QWidget()
    qtbot.addWidget(owner)
    model = OptionModel(owner)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.set_lines(lines_of(sources.places("", 8), "นา"))
    flags = [bool(model.flags(model.index(at, 0))) for at in range(model.rowCount())]
    assert flags == [False, True, False, True, True]


def test_that_a_text_with_a_list_takes_any_other_word(shown):
    editor = shown(Kind.TEXT)
    type_text(editor.line, "พระครู")
    QTest.keyClick(editor.line, Qt.Key.Key_Tab)
    assert (editor.value(), editor.fault()) == ("พระครู", "")
    editor.set_value("")
    editor.open_list()
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.value() == "เกษตรกร"


# --- Persons and places ------------------------------------------------------------------------------


def test_that_a_person_is_found_by_a_part_of_the_name(shown):
    editor = shown(Kind.PERSON, UUID)
    type_text(editor.line, "เรือน")
    assert texts(editor.listed()) == ["นางบุญเรือน ฟ้าหลวงคำ เรือน · บ้านดอนยาง"]
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.value() == FARMER


def place(shown):
    return shown(Kind.PLACE, parts=("district", "province", "postcode"))


def test_that_a_place_fills_the_whole_chain(shown):
    editor = place(shown)
    type_text(editor.line, "นาคำ")
    assert texts(editor.listed()) == [
        "ศูนย์ของเรา",
        "ต.นาคำน้อย อ.โพนสูง จ.นาคำ",
        "ที่อื่น",
        "ต.โคกนาคำ อ.เมือง จ.เหนือ",
        "Use “นาคำ” as it is typed",
    ]
    QTest.keyClick(editor.line, Qt.Key.Key_Down)
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.values() == {
        "field": "โคกนาคำ",
        "district": "เมือง",
        "province": "เหนือ",
        "postcode": "91000",
    }


def test_that_a_place_is_kept_as_it_is_typed(shown):
    editor = place(shown)
    type_text(editor.line, "นาคำ")
    for _step in range(3):
        QTest.keyClick(editor.line, Qt.Key.Key_Down)
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.values()["field"] == "นาคำ"
    assert editor.values()["district"] == ""
    assert editor.hint().tone == "late"
    assert editor.fault() == ""


def test_that_a_chain_that_is_typed_is_taken_apart(shown):
    editor = place(shown)
    type_text(editor.line, "ตำบลนาดี อำเภอสุขใจ จังหวัดเหนือ 42000")
    QTest.keyClick(editor.line, Qt.Key.Key_Tab)
    assert list(editor.values().values()) == ["นาดี", "สุขใจ", "เหนือ", "42000"]
    assert editor.hint().tone == "good"


def test_that_a_line_that_can_only_mean_one_place_becomes_it(shown):
    editor = place(shown)
    type_text(editor.line, "ต.กันตังใต")
    QTest.keyClick(editor.line, Qt.Key.Key_Tab)
    assert editor.line.text() == "กันตังใต้, กันตัง, ตรัง 92110"
    assert editor.values() == {
        "field": "กันตังใต้",
        "district": "กันตัง",
        "province": "ตรัง",
        "postcode": "92110",
    }


def test_that_a_line_that_can_mean_many_places_is_asked_about(shown):
    editor = place(shown)
    type_text(editor.line, "ในเมือง")
    QTest.keyClick(editor.line, Qt.Key.Key_Tab)
    assert list(editor.values().values()) == ["ในเมือง", "", "", ""]
    assert editor.hint().tone == "late"
    assert "22 sub-districts" in editor.hint().text
    assert editor.fault() == ""


def test_that_a_combination_that_is_nowhere_is_a_doubt_and_kept(shown):
    editor = place(shown)
    type_text(editor.line, "ต.กันตัง อ.ปะเหลียน จ.ตรัง")
    QTest.keyClick(editor.line, Qt.Key.Key_Tab)
    assert list(editor.values().values())[:3] == ["กันตัง", "ปะเหลียน", "ตรัง"]
    assert (editor.hint().tone, editor.fault()) == ("late", "")
    assert "not among the sub-districts" in editor.hint().text


def test_that_a_given_place_is_shown_whole(shown):
    editor = place(shown)
    editor.set_values({"field": "นาคำน้อย", "district": "โพนสูง", "province": "", "postcode": ""})
    assert editor.line.text() == "นาคำน้อย, โพนสูง"
    assert editor.values()["district"] == "โพนสูง"


# --- Many codes ---------------------------------------------------------------------------------------


def test_that_codes_are_added_by_keys_until_esc(shown):
    editor = shown(Kind.CODES, list)
    QTest.keyClick(editor.add_button, Qt.Key.Key_Space)
    assert editor.finder.hasFocus()
    assert texts(editor.finder.listed()) == ["เกษตรกร", "ค้าขาย", "รับจ้าง"]
    type_text(editor.finder, "รับ")
    QTest.keyClick(editor.finder, Qt.Key.Key_Return)
    QTest.keyClick(editor.finder, Qt.Key.Key_Return)
    QTest.keyClick(editor.finder, Qt.Key.Key_Escape)
    assert editor.value() == [HIRED, FARMER]
    assert [chip.text().strip() for chip in editor.chips()] == ["รับจ้าง · main", "เกษตรกร"]
    assert editor.add_button.hasFocus()
    assert not editor.finder.isVisible()


def test_that_another_code_becomes_the_main_one(shown, qtbot):
    editor = shown(Kind.CODES, list)
    editor.set_value([FARMER, TRADER])
    menu = editor.menu_for(TRADER)
    qtbot.addWidget(menu)
    with qtbot.waitSignal(editor.changed):
        menu.actions()[0].trigger()
    assert editor.value() == [TRADER, FARMER]


def test_that_delete_takes_a_code_off(shown):
    editor = shown(Kind.CODES, list)
    editor.set_value([FARMER, TRADER])
    QTest.keyClick(editor.chips()[0], Qt.Key.Key_Delete)
    assert editor.value() == [TRADER]
    assert editor.chips()[0].hasFocus()


def test_that_the_chips_grow_the_field_when_they_need_a_second_line(shown):
    editor = shown(Kind.CODES, list)
    editor.fit(600)
    one = editor.height()
    editor.set_value([FARMER, TRADER, HIRED])
    editor.fit(180)
    assert editor.height() > 2 * one - 10


# --- A few --------------------------------------------------------------------------------------------


def test_that_a_few_words_are_chips_chosen_with_the_arrows(shown, qtbot):
    editor = shown(Kind.CHOICE, Sex)
    assert isinstance(editor, ChipsEditor)
    editor.set_value(Sex.FEMALE)
    editor.setFocus()
    with qtbot.waitSignal(editor.changed):
        QTest.keyClick(editor.buttons[0], Qt.Key.Key_Right)
    assert editor.value() is Sex.MALE
    assert editor.buttons[1].hasFocus()
    QTest.keyClick(editor.buttons[1], Qt.Key.Key_Tab)
    assert not any(each.hasFocus() for each in editor.buttons)  # one stop of Tab


def test_that_many_words_are_a_list_that_the_wheel_does_not_turn(shown):
    editor = shown(Kind.CHOICE, Status)
    assert isinstance(editor, ComboEditor)
    editor.set_value(Status.ACTIVE)
    QTest.keyClick(editor.combo, Qt.Key.Key_Down)
    assert editor.value() is Status.MOVED


def test_that_yes_and_no_are_chips(shown):
    editor = shown(Kind.YES_NO, bool)
    assert editor.value() is False
    QTest.mouseClick(editor.buttons[0], Qt.MouseButton.LeftButton)
    assert editor.value() is True


def test_that_a_paragraph_lets_tab_out_and_stops_at_its_length(shown, qtbot, sources):
    spec = FieldSpec("notes", Label("Notes"), Kind.PARAGRAPH, str, max_length=5)
    editor = make_editor(spec, sources)
    qtbot.addWidget(editor)
    type_text(editor.area, "กขคงจฉช")
    assert editor.value() == "กขคงจ"
    assert editor.area.tabChangesFocus()


# --- Pictures -----------------------------------------------------------------------------------------


@pytest.fixture
def picture_file(tmp_path):
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    path = tmp_path / "บุญเรือน.png"
    image.save(str(path))
    return path


def test_that_a_picture_is_dropped(shown, sources, picture_file, qtbot):
    editor = shown(Kind.PICTURE)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(picture_file))])
    drop = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(editor.changed):
        editor.dropEvent(drop)
    assert editor.value() == "ab" * 32
    assert sources.kept == ["บุญเรือน.png"]
    assert editor.remove.isVisible()


def test_that_a_picture_is_pasted_and_taken_off(shown, picture_file):
    editor = shown(Kind.PICTURE)
    QGuiApplication.clipboard().setImage(QImage(str(picture_file)))
    QTest.keyClick(editor.choose, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert editor.value() == "ab" * 32
    QTest.mouseClick(editor.remove, Qt.MouseButton.LeftButton)
    assert editor.value() == ""
    assert editor.choose.hasFocus()


def test_that_the_first_letter_stands_for_a_picture(shown):
    editor = shown(Kind.PICTURE, parts=("nickname", "first_name"))
    before = editor.portrait.grab().toImage()
    editor.see({"nickname": "", "first_name": "แดง"})
    assert editor.portrait.grab().toImage() != before
    assert editor.values() == {"field": ""}


def test_that_a_file_that_is_no_picture_is_refused(shown, tmp_path):
    editor = shown(Kind.PICTURE)
    letter = tmp_path / "letter.txt"
    letter.write_text("no picture", encoding="utf-8")
    editor.take_file(letter)
    assert editor.fault() == "This could not be done."
    editor.take_file(tmp_path / "gone.png")
    assert "gone.png" in editor.fault()
    assert editor.value() == ""


def test_that_a_list_opens_above_when_there_is_more_room(shown, qtbot):
    editor = shown(Kind.CODE)
    window = editor.window()
    window.layout().insertSpacing(0, 480)
    qtbot.waitUntil(lambda: editor.y() > 400)
    editor.open_list()
    assert editor.listed().geometry().bottom() < editor.y()


def test_that_a_list_goes_away_with_its_field(shown):
    editor = shown(Kind.CODE)
    editor.open_list()
    editor.hide()
    assert editor.listed() is None


def test_that_a_list_goes_away_when_another_field_is_used(shown):
    editor = shown(Kind.CODE)
    editor.open_list()
    editor.window().findChild(
        QLineEdit, options=Qt.FindChildOption.FindDirectChildrenOnly
    ).setFocus()
    assert editor.listed() is None


def test_that_what_the_cursor_of_a_list_is_on_is_said_at_the_field(shown):
    editor = shown(Kind.CODE)
    editor.open_list()
    QTest.keyClick(editor.line, Qt.Key.Key_Down)
    assert editor.line.accessibleDescription() == "ค้าขาย"
