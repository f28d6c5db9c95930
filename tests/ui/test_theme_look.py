"""Colours, type and fonts of the screen; live change of all of them."""

import re

import pytest
from PySide6.QtGui import QFontDatabase, QFontInfo, QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton

from learnsoc_desktop.core.paths import resource
from learnsoc_desktop.ui.buttons import Button, Chip, Choices
from learnsoc_desktop.ui.colours import DARK, LIGHT
from learnsoc_desktop.ui.fonts import load_fonts
from learnsoc_desktop.ui.sheet import style_sheet
from learnsoc_desktop.ui.text import Text
from learnsoc_desktop.ui.theme import FAMILY, STEPS, TYPE, Theme, set_theme, theme

STACKED = "ที่ปู่ญี่ปุ่น กิ๊ฟ ผู้ใหญ่ ฎุ ฏู"
GROUNDS = ("surface", "ground", "sunken", "primary_soft")
TONES = ("good", "late", "bad", "leave", "early")
PAIRS = [
    *((ink, ground) for ink in ("ink", "ink_soft") for ground in GROUNDS),
    *((tone, ground) for tone in TONES for ground in ("surface", f"{tone}_soft")),
    *(("primary", ground) for ground in ("surface", "ground", "primary_soft")),
    *(("on_primary", fill) for fill in ("primary", "primary_hover", "primary_pressed")),
    *(("nav_ink", fill) for fill in ("nav", "nav_hover", "nav_selected")),
    *((sign, "nav") for sign in ("nav_mark", "nav_good", "nav_late", "nav_bad", "nav_strong")),
    *(("focus", ground) for ground in ("surface", "ground")),
    *(("edge", ground) for ground in ("surface", "ground")),
    ("focus_on_fill", "primary"),
]


def luminance(colour):
    """Return the relative luminance of an sRGB colour (WCAG 2.2, "relative luminance")."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """Return the contrast ratio, 1 to 21, of two opaque colours (WCAG 2.2, "contrast ratio")."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.fixture
def fonts(qapp):
    if FAMILY not in QFontDatabase.families():
        load_fonts()
    set_theme("light", 0)
    yield
    set_theme("light", 0)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_that_every_pair_of_text_and_ground_can_be_read(colours, ink, ground):
    assert contrast(getattr(colours, ink), getattr(colours, ground)) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_that_programmes_can_be_read(colours):
    for ink, soft in zip(colours.programme, colours.programme_soft, strict=True):
        assert contrast(ink, soft) >= 4.5


def test_that_no_text_is_smaller_than_14_pixels():
    assert min(size for size, _weight in TYPE.values()) == 14


def test_that_the_sheet_holds_no_font():
    assert not re.search(r"\bfont", style_sheet(Theme()))


def test_that_the_family_is_our_own(fonts):
    assert QFontInfo(theme().font("body")).family() == FAMILY


@pytest.mark.parametrize("step", range(len(STEPS)))
@pytest.mark.parametrize("role", TYPE)
def test_that_stacked_marks_fit_the_line_of_the_font(fonts, role, step):
    set_theme("light", step)
    font = theme().font(role)
    metrics = QFontMetricsF(font)
    ink = ink_rows(font)
    assert metrics.ascent() >= ink[0] - 1
    assert metrics.descent() >= ink[1] - 1


@pytest.mark.parametrize("kind", [QLabel, QPushButton, QLineEdit])
def test_that_plain_widgets_of_qt_show_whole_marks(fonts, kind):
    widget = kind(STACKED)
    up, down = ink_rows(widget.font())
    assert widget.sizeHint().height() >= up + down - 1


def ink_rows(font):
    """Return how far the ink of STACKED reaches above and below the baseline, in pixels."""
    image = QImage(900, 200, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    painter.setFont(font)
    painter.drawText(10, 100, STACKED)
    painter.end()
    inked = [y for y in range(200) if any(image.pixelColor(x, y).value() < 160 for x in range(900))]
    return 100 - inked[0], inked[-1] - 100 + 1


def test_that_light_dark_and_size_change_what_is_shown(fonts, qtbot):
    label, button = Text("ข้อความ"), Button("บันทึก", "primary", "save")
    for widget in (label, button):
        qtbot.addWidget(widget)
        widget.show()
    small = (label.sizeHint(), button.sizeHint(), button.iconSize())
    set_theme("dark", 2)
    QApplication.processEvents()
    assert theme().dark
    assert label.palette().window().color().name().upper() == DARK.ground
    for before, after in zip(
        small, (label.sizeHint(), button.sizeHint(), button.iconSize()), strict=True
    ):
        assert after.height() > before.height()


def test_that_a_button_without_words_is_square_until_it_gets_some(fonts, qtbot):
    button = Button("", "", "x")
    qtbot.addWidget(button)
    button.show()
    assert button.property("square") == "true"
    assert abs(button.width() - button.height()) <= 4
    button.setText("ปิดหน้าต่างนี้")
    assert button.sizeHint().width() > button.sizeHint().height()


@pytest.mark.parametrize("first", ["", "เช็กชื่อ"])
def test_that_a_button_keeps_its_font_when_its_words_change(fonts, qtbot, first):
    button = Button(first, "primary", "check", big=True)
    qtbot.addWidget(button)
    lead = theme().font("lead")
    assert (button.font().pixelSize(), button.font().weight()) == (lead.pixelSize(), lead.weight())
    button.setText("ก่อนเห็น")
    button.show()
    for words in ("เช็กชื่อ", "เช็กชื่อ 18 คน", "", "เช็กชื่อ"):
        assert button.font().pixelSize() == lead.pixelSize()
        assert button.font().weight() == lead.weight()
        button.setText(words)


def test_that_an_ampersand_in_a_name_is_shown(fonts, qtbot):
    button = Button("A & B")
    qtbot.addWidget(button)
    assert button.text() == "A & B"
    assert button.shortcut().isEmpty()


def test_that_choices_exclude_each_other_and_tick_the_chosen_one(fonts, qtbot):
    choices = Choices([("a", "One"), ("b", "Two")], "a")
    qtbot.addWidget(choices)
    chips = choices.findChildren(Chip)
    assert choices.value() == "a"
    with qtbot.waitSignal(choices.chosen) as chosen:
        chips[1].click()
    assert chosen.args == ["b"]
    assert [chip.isChecked() for chip in chips] == [False, True]
    choices.set_value(None)
    assert choices.value() is None


def test_that_a_line_without_room_tells_its_text_by_a_tooltip(fonts, qtbot):
    label = Text("ศูนย์ส่งเสริมการเรียนรู้อำเภอเมือง")
    qtbot.addWidget(label)
    label.resize(60, 30)
    label.show()
    assert label.toolTip() == label.text()
    label.resize(900, 30)
    assert label.toolTip() == ""


def test_that_a_paragraph_grows_downwards(fonts, qtbot):
    words = Text("one two three four five six seven eight nine ten", wrap=True)
    qtbot.addWidget(words)
    assert words.heightForWidth(80) > words.heightForWidth(800)


def test_that_every_icon_named_in_the_program_is_there():
    names = {path.stem for path in resource("icons").glob("*.svg")}
    assert {"sun", "users", "stick", "learnsoc", "chevron-light", "tick-dark"} <= names
    assert resource("icons", "LICENSE").is_file()
    assert resource("fonts", "screen", "OFL.txt").is_file()
