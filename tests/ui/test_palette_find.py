"""Ctrl+K: records, pages, actions, offers; keys; what is marked and said aloud."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from learnsoc_desktop.core.feature import Offer
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.ui.finder import Finder, Found, found_part
from learnsoc_desktop.ui.palette import Hits
from learnsoc_desktop.ui.theme import set_theme
from tests.ui.window_kit import HERE, OFFERED, VILLAGES, add_village, open_window, press

CONTROL = Qt.KeyboardModifier.ControlModifier
Role = Qt.ItemDataRole


@pytest.fixture
def window(qtbot, database):
    set_theme("light", 0)
    OFFERED.clear()
    window, context = open_window(database)
    for name in ("บ้านบุญเรือน", "บ้านดอนยาง", "น้ำซับ"):
        context.commands.run(lambda uow, name=name: add_village(uow, name))
    yield window
    window.close()
    window.deleteLater()


@pytest.fixture
def palette(window):
    press(window, Qt.Key.Key_K, held=CONTROL)
    return window._palette


def titles(palette):
    hits = palette.hits
    return [hits.data(hits.index(row)) for row in range(hits.rowCount())]


def test_that_it_opens_with_what_can_be_done(palette):
    assert palette.isVisible()
    assert palette.field.hasFocus()
    found = titles(palette)
    assert {"Add a village", "Villages", "Other", "Care", "Larger letters"} <= set(found)
    assert not any("named" in title for title in found)


def test_that_records_stand_first_and_enter_opens_the_best(window, palette):
    palette.field.setText("บุญ")
    assert titles(palette)[:2] == ["Villages", "บ้านบุญเรือน"]
    chosen = palette.list.currentIndex()
    assert palette.hits.data(chosen) == "บ้านบุญเรือน"
    press(palette.field, Qt.Key.Key_Return)
    assert palette.isHidden()
    assert window.current().shown_record


def test_that_arrows_walk_over_the_heads_and_round(palette):
    palette.field.setText("บ้าน")
    walked = []
    for _ in range(4):
        walked.append(palette.hits.data(palette.list.currentIndex()))
        press(palette.field, Qt.Key.Key_Down)
    assert walked[:3] == ["บ้านบุญเรือน", "บ้านดอนยาง", "Add a village named “บ้าน”"]
    assert walked[3] == walked[0]
    press(palette.field, Qt.Key.Key_Up)
    assert palette.hits.data(palette.list.currentIndex()) == walked[0]


def test_that_the_last_line_adds_what_was_typed(palette):
    palette.field.setText("บ้านใหม่")
    assert titles(palette)[-1] == "Add a village named “บ้านใหม่”"
    press(palette.field, Qt.Key.Key_Up)
    press(palette.field, Qt.Key.Key_Return)
    assert OFFERED == ["บ้านใหม่"]


def test_that_settings_are_found_by_their_other_words(palette):
    palette.field.setText("text size")
    assert "Larger letters" in titles(palette)
    press(palette.field, Qt.Key.Key_Return)
    assert OFFERED == [""]


def test_that_what_says_the_words_stands_before_what_is_found_by_others(database, qtbot):
    offers = [
        Offer(f"By other words {n}", "plus", f"{HERE}:offered", words="rice") for n in "123456"
    ]
    offers.append(Offer("Plant rice", "plus", f"{HERE}:offered"))
    window, context = open_window(database, (VILLAGES._replace(offers=offers),))
    found = [line.title for line in Finder(context).find("rice")]
    assert found[0] == "Plant rice"
    assert len(found) == 5
    window.close()


def test_that_what_the_page_offers_itself_stands_once(database, qtbot):
    same = Offer("Add a village", "plus", f"{HERE}:offered", "Villages", writes=True)
    window, context = open_window(database, (VILLAGES._replace(offers=(same,)),))
    finder = Finder(context)
    for actions in ((), window.current().page_actions()):
        found = [line.title for line in finder.find("add a village", actions)]
        assert found == ["Add a village"]
    window.close()


def test_that_what_writes_is_not_offered_for_reading_only(centre, qtbot):
    offers = (
        Offer("Plan something", "plus", f"{HERE}:offered", writes=True),
        Offer("Print something", "printer", f"{HERE}:offered"),
    )
    with Database(centre.database, read_only=True) as database:
        window, context = open_window(database, (VILLAGES._replace(offers=offers),))
        assert [line.title for line in Finder(context).find("something")] == ["Print something"]
        window.close()


def test_that_a_press_opens_a_place(window, palette, qtbot):
    palette.field.setText("Care")
    row = titles(palette).index("Care")
    place = palette.list.visualRect(palette.hits.index(row)).center()
    qtbot.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.stack.place == "care"


def test_that_esc_and_a_press_beside_it_close_it(window, palette, qtbot):
    press(palette.field, Qt.Key.Key_Escape)
    assert palette.isHidden()
    press(window, Qt.Key.Key_K, held=CONTROL)
    assert palette.isVisible()
    qtbot.mouseClick(palette, Qt.MouseButton.LeftButton, pos=palette.rect().bottomLeft())
    assert palette.isHidden()


def test_that_it_fills_a_small_window_without_leaving_it(window, palette):
    palette.field.setText("บ")
    window.resize(1024, 700)
    assert palette.rect().contains(palette.card.geometry())


def test_that_a_line_says_its_kind_title_and_key_aloud(palette):
    palette.field.setText("Other")
    row = titles(palette).index("Other")
    said = palette.hits.data(palette.hits.index(row), Role.AccessibleTextRole)
    assert said == "Go to, and do, Other, Page, Ctrl+2"


def test_that_the_model_is_sound(qapp):
    hits = Hits()
    QAbstractItemModelTester(hits, QAbstractItemModelTester.FailureReportingMode.Fatal, hits)
    line = Found("People", "user", "นายบุญมี", "ดอนยาง", lambda: None)
    hits.set_found([line, line], "บุญ")
    assert hits.rowCount() == 3
    assert hits.part(1) == (3, 6)
    assert not hits.flags(hits.index(0)) & Qt.ItemFlag.ItemIsEnabled


@pytest.mark.parametrize(
    ("title", "text", "part"),
    [
        ("นางบุญเรือน", "บุญ", "บุญ"),
        ("น้ำซับ", "นา", "น้ำ"),
        ("กิ๊ฟ", "กิฟ", "กิ๊ฟ"),
        ("Boonmee", "BOON", "Boon"),
        ("นายสม", "xyz", ""),
        ("นายสม", "", ""),
    ],
)
def test_that_the_found_part_is_marked_as_search_reads_it(title, text, part):
    start, end = found_part(title, text)
    assert title[start:end] == part
