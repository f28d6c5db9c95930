"""Editors that read what is typed: dates, figures, numbers that tell people apart."""

from datetime import date, time

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from learnsoc_desktop.core.fields import FieldSpec, Kind, Label, LabelledEnum
from learnsoc_desktop.core.formats import Style, set_style
from learnsoc_desktop.ui.editors import EditorSetting, NoSources, make_editor
from learnsoc_desktop.ui.editors.month import MonthPopup
from learnsoc_desktop.ui.fonts import load_fonts
from learnsoc_desktop.ui.layout import column
from learnsoc_desktop.ui.theme import set_theme

TODAY = date(2026, 11, 22)


class Paper(LabelledEnum):
    THAI = "thai_id", "Thai ID"
    PASSPORT = "passport", "Passport"
    NONE = "none", "None"


class ToDay(NoSources):
    def today(self):
        return TODAY


@pytest.fixture(autouse=True)
def dressed(qapp):
    load_fonts()
    set_theme("light", 0)
    set_style(Style())


@pytest.fixture
def shown(qtbot):
    """Return a function that shows editors in a window, the first one in use."""
    kept = []

    def show(*editors):
        window = QWidget()
        window.setLayout(column(*editors, QLineEdit(), None))
        window.resize(640, 600)
        kept.append(window)
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        editors[0].setFocus(Qt.FocusReason.TabFocusReason)
        return window

    return show


def spec_of(kind, name="field", kind_type=str, **label):
    return FieldSpec(name, Label("Field", kind=kind, **label), kind, kind_type, max_length=12)


def editor_of(kind, **label):
    return make_editor(spec_of(kind, **label), ToDay())


def type_text(widget, text):
    """Send letters as a keyboard does; QTest.keyClicks aborts on Thai."""
    for letter in text:
        press = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(widget, press)


@pytest.mark.parametrize(
    "text",
    ["22/11/69", "22/11/2569", "22/11/2026", "๒๒ พ.ย. ๖๙", "22 พฤศจิกายน 2569", "2026-11-22"],
)
def test_that_a_date_is_read_in_either_era_and_script(shown, text):
    editor = editor_of(Kind.DATE)
    shown(editor)
    type_text(editor.line, text)
    assert editor.value() == TODAY
    assert editor.hint().text == "วันอาทิตย์ที่ 22 พฤศจิกายน พ.ศ. 2569"
    assert editor.line.text() == text


def test_that_a_date_typed_on_the_thai_layout_is_read_by_its_keys(shown):
    editor = editor_of(Kind.DATE)
    shown(editor)
    type_text(editor.line, "//ฝๅๅฝุต")
    assert editor.value() == TODAY
    QTest.keyClick(editor.line, Qt.Key.Key_Tab)
    assert editor.line.text() == "22/11/69"


def test_that_a_day_that_does_not_exist_is_told(shown):
    editor = editor_of(Kind.DATE)
    shown(editor)
    type_text(editor.line, "31/2/2569")
    assert editor.value() is None
    assert "31" in editor.fault()
    assert not editor.is_empty()


def test_that_a_given_date_is_shown_without_an_echo(shown):
    editor = editor_of(Kind.DATE)
    editor.set_value(TODAY)
    shown(editor)
    assert editor.line.text() == "22 พ.ย. 2569"
    assert editor.hint() is None


def test_that_a_day_is_picked_from_the_month_by_keys(shown, qtbot):
    editor = editor_of(Kind.DATE)
    window = shown(editor)
    QTest.keyClick(editor.line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    popup = window.findChild(MonthPopup)
    assert popup.isVisible()
    assert popup.grid.hasFocus()
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_Down):
        QTest.keyClick(popup.grid, key)
    assert popup.grid.accessibleName() == "วันพุธที่ 9 ธันวาคม พ.ศ. 2569"
    with qtbot.waitSignal(editor.changed):
        QTest.keyClick(popup.grid, Qt.Key.Key_Return)
    assert editor.value() == date(2026, 12, 9)
    assert editor.line.hasFocus()
    assert not popup.isVisible()


def test_that_a_day_is_picked_from_the_month_by_a_click(shown):
    editor = editor_of(Kind.DATE)
    window = shown(editor)
    editor.opener.trigger()
    grid = window.findChild(MonthPopup).grid
    cell = grid.width() // 7
    for line in (0, 1):  # the names of the days are no days
        assert editor.value() is None
        spot = QPoint(cell // 2, line * cell + cell // 2)
        QTest.mouseClick(grid, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
    assert editor.value() == date(2026, 11, 1)  # a Sunday, which begins the week


def test_that_esc_closes_the_month_and_changes_nothing(shown):
    editor = editor_of(Kind.DATE)
    editor.set_value(TODAY)
    window = shown(editor)
    QTest.keyClick(editor.line, Qt.Key.Key_F4)
    popup = window.findChild(MonthPopup)
    QTest.keyClick(popup.grid, Qt.Key.Key_Right)
    QTest.keyClick(popup.grid, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert editor.value() == TODAY
    assert editor.line.hasFocus()


@pytest.mark.parametrize(
    ("text", "stored", "echo"),
    [
        ("มี.ค. 06", "1963-03", "มีนาคม พ.ศ. 2506 · age 63 years"),
        ("2506", "1963", "พ.ศ. 2506 · age 63 years"),
        ("14/3/2506", "1963-03-14", "วันพฤหัสบดีที่ 14 มีนาคม พ.ศ. 2506 · age 63 years"),
    ],
)
def test_that_a_part_of_a_birth_date_is_enough(shown, text, stored, echo):
    editor = editor_of(Kind.PARTIAL_DATE)
    shown(editor)
    type_text(editor.line, text)
    assert editor.value() == stored
    assert editor.hint().text == echo
    assert editor.hint().tone == "good"


def test_that_the_part_of_a_birth_date_that_is_sure_can_be_taken(shown):
    editor = editor_of(Kind.PARTIAL_DATE)
    shown(editor)
    type_text(editor.line, "31/2/12")
    hint = editor.hint()
    assert (hint.tone, hint.confirm) == ("bad", "Take only ก.พ. 2512")
    editor.confirm()
    assert editor.value() == "1969-02"
    assert editor.fault() == ""


def test_that_a_birth_to_come_is_doubted(shown):
    editor = editor_of(Kind.PARTIAL_DATE)
    shown(editor)
    type_text(editor.line, "22/11/2570")
    assert editor.value() == "2027-11-22"
    assert editor.hint().tone == "late"


@pytest.mark.parametrize(
    ("kind", "text", "value", "tidy"),
    [
        (Kind.NUMBER, "ๅ/จ", 120, "120"),
        (Kind.NUMBER, "1,234", 1234, "1234"),
        (Kind.MONEY, "/จจใถจ", 20050, "200.50"),
        (Kind.MINUTES, "1:30", 90, "1.5"),
        (Kind.MINUTES, "๓", 180, "3"),
        (Kind.TIME, "ๅ-ใ-จ", time(13, 30), "13.30 น."),
    ],
)
def test_that_figures_are_read_by_their_keys(shown, kind, text, value, tidy):
    editor = editor_of(kind)
    shown(editor)
    type_text(editor.line, text)
    assert editor.value() == value
    QTest.keyClick(editor.line, Qt.Key.Key_Tab)
    assert editor.line.text() == tidy
    assert editor.value() == value


def test_that_hours_are_echoed_with_their_minutes(shown):
    editor = editor_of(Kind.MINUTES)
    shown(editor)
    type_text(editor.line, "2.25")
    assert editor.hint().text == "2 h 15 min"


def test_that_a_length_written_short_is_not_rounded_again(shown):
    editor = editor_of(Kind.MINUTES)
    editor.set_value(100)
    shown(editor)
    assert editor.line.text() == "1.67"
    assert editor.value() == 100


def test_that_pasted_text_is_left_alone(shown):
    editor = editor_of(Kind.PHONE)
    shown(editor)
    mime = QMimeData()
    mime.setText("081-234-2214")
    QGuiApplication.clipboard().setMimeData(mime)
    QTest.keyClick(editor.line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert editor.line.text() == "081-234-2214"
    assert editor.value() == "0812342214"


def test_that_a_phone_typed_on_the_thai_layout_is_grouped(shown):
    editor = editor_of(Kind.PHONE)
    shown(editor)
    type_text(editor.line, "จคๅ/-ภถุึค")
    assert editor.line.text() == "0812345678"
    QTest.keyClick(editor.line, Qt.Key.Key_Tab)
    assert editor.line.text() == "081-234-5678"


def id_editor(**values):
    siblings = {
        "id_number": spec_of(Kind.ID_NUMBER, "id_number", parts=("kind", "sure")),
        "kind": spec_of(Kind.CHOICE, "kind", Paper),
        "sure": spec_of(Kind.YES_NO, "sure", bool),
    }
    editor = make_editor(siblings["id_number"], ToDay(), siblings)
    editor.set_values({"kind": Paper.THAI, "sure": False, "id_number": "", **values})
    return editor


def test_that_an_id_number_is_hidden_while_it_is_not_in_use(shown):
    editor = id_editor(id_number="1101700230708")
    other = editor_of(Kind.TEXT)
    shown(other, editor)
    assert editor.line.text() == "x-xxxx-xxxx0-70-8"
    QTest.keyClick(other.line, Qt.Key.Key_Tab)
    assert editor.line.text() == "1-1017-00230-70-8"
    QTest.keyClick(editor.line, Qt.Key.Key_Tab)
    assert editor.line.text() == "x-xxxx-xxxx0-70-8"
    assert editor.value() == "1101700230708"


def test_that_a_check_digit_that_does_not_fit_is_taken_when_it_is_confirmed(shown):
    editor = id_editor()
    shown(editor)
    type_text(editor.line, "ๅๅจๅึจจ/-จึจต")  # the keys 1101700230709 on the Thai layout
    assert editor.line.text() == "1101700230709"
    assert (editor.hint().tone, editor.hint().confirm) == ("late", "The card says so")
    assert editor.values() == {"id_number": "1101700230709", "sure": False}
    editor.confirm()
    assert editor.values() == {"id_number": "1101700230709", "sure": True}
    assert editor.hint().tone == "good"
    QTest.keyClick(editor.line, Qt.Key.Key_Backspace)
    type_text(editor.line, "8")
    assert editor.values() == {"id_number": "1101700230708", "sure": False}


def test_that_the_kind_of_paper_decides_how_a_number_is_read(shown):
    editor = id_editor()
    shown(editor)
    type_text(editor.line, "12345")
    assert editor.fault() == "An ID number has 13 digits; this one has 5."
    editor.line.clear()
    editor.see({"kind": Paper.PASSPORT})
    type_text(editor.line, "AB12345")
    assert editor.fault() == ""
    assert editor.value() == "AB12345"


def test_that_enter_asks_for_the_next_field(shown, qtbot):
    editor = editor_of(Kind.NUMBER)
    shown(editor)
    with qtbot.waitSignal(editor.next_asked):
        QTest.keyClick(editor.line, Qt.Key.Key_Return)


def test_that_a_setting_needs_nothing_but_its_field():
    setting = EditorSetting(spec_of(Kind.TEXT))
    assert setting.sources.codes("anything") == ()
    assert setting.sources.person(None) is None
