"""Digits by the place of their key, shortcuts on the Thai layout, the places by keyboard."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from learnsoc_desktop.core.feature import Place
from learnsoc_desktop.ui.keys import KEDMANEE_DIGITS, digit_of, sequences
from learnsoc_desktop.ui.navigation import Navigation
from learnsoc_desktop.ui.theme import set_theme
from tests.ui.window_kit import press

NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
KEYPAD = Qt.KeyboardModifier.KeypadModifier


def key_event(text, scan=0, held=NONE, virtual=0, key=0):
    return QKeyEvent(QEvent.Type.KeyPress, key, held, scan, virtual, 0, text)


@pytest.mark.parametrize("digit", range(10))
def test_that_latin_thai_and_pad_digits_count(qapp, digit):
    assert digit_of(key_event(str(digit))) == digit
    assert digit_of(key_event("๐๑๒๓๔๕๖๗๘๙"[digit])) == digit
    assert digit_of(key_event(str(digit), held=KEYPAD)) == digit


@pytest.mark.parametrize(("text", "digit"), KEDMANEE_DIGITS.items())
def test_that_the_thai_layout_gives_the_digit_of_the_key(qapp, text, digit):
    assert digit_of(key_event(text)) == digit
    place = (digit - 1) % 10
    assert digit_of(key_event(text, scan=10 + place), "xcb") == digit
    assert digit_of(key_event(text, scan=2 + place), "windows") == digit


def test_that_the_key_of_the_slash_is_no_digit_where_its_place_is_known(qapp):
    assert digit_of(key_event("/", scan=61), "xcb") is None  # beside the right Shift
    assert digit_of(key_event("-", scan=20), "xcb") is None  # right of 0
    assert digit_of(key_event("-", scan=82, held=KEYPAD), "xcb") is None


def test_that_shift_counts_only_where_it_gives_a_digit(qapp):
    assert digit_of(key_event("๑", scan=11, held=SHIFT), "xcb") == 1  # on the key 2
    assert digit_of(key_event("@", scan=11, held=SHIFT), "xcb") is None
    assert digit_of(key_event("1", scan=10, held=SHIFT), "xcb") == 1  # a French layout
    assert digit_of(key_event("&", scan=10), "xcb") == 1


def test_that_the_places_of_macos_count(qapp):
    assert digit_of(key_event("/", virtual=0x13), "cocoa") == 2
    assert digit_of(key_event("ก", virtual=0x02), "cocoa") is None


def test_that_a_shortcut_is_no_digit(qapp):
    assert digit_of(key_event("1", held=CONTROL)) is None


def test_that_shortcuts_have_their_thai_neighbour(qapp):
    assert sequences("Ctrl+S") == [QKeySequence("Ctrl+S"), QKeySequence("Ctrl+ห")]
    assert sequences("Ctrl+Shift+Z")[1] == QKeySequence("Ctrl+Shift+ผ")
    assert sequences("Ctrl++")[1] == QKeySequence("Ctrl+ช")
    assert sequences("F12") == [QKeySequence("F12")]
    assert sequences("Ctrl+Home") == [QKeySequence("Ctrl+Home")]


@pytest.fixture
def navigation(qtbot):
    set_theme("light", 0)
    places = Navigation()
    qtbot.addWidget(places)
    places.set_places(
        [
            Place("one", "One", "sun", "", 1),
            Place("two", "Two", "users", "", 2),
            Place("foot", "Foot", "settings", "", 100),
        ]
    )
    places.resize(196, 600)
    places.show()
    return places


def test_that_places_are_pressed_by_keyboard(navigation, qtbot):
    one, two, foot = navigation._buttons.values()
    one.setFocus()
    press(one, Qt.Key.Key_Tab)
    two.setFocus()
    with qtbot.waitSignal(navigation.asked) as asked:
        press(two, Qt.Key.Key_Space, " ")
    assert asked.args == ["two"]
    navigation.set_current("two")
    assert (one.isChecked(), two.isChecked(), foot.isChecked()) == (False, True, False)


def test_that_late_places_stand_at_the_foot(navigation):
    one, two, foot = navigation._buttons.values()
    assert one.y() < two.y()
    assert foot.y() > navigation.height() / 2


def test_that_the_name_of_the_centre_is_said(navigation):
    navigation.mark.set_name("ศกร.ตำบลนาคำน้อย")
    assert navigation.mark.accessibleName() == "ศกร.ตำบลนาคำน้อย"
    assert not navigation.mark.grab().isNull()
    navigation.set_narrow(narrow=True)
    assert not navigation.grab().isNull()
