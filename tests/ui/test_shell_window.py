"""The window: places, pages, tasks, messages, keys."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from learnsoc_desktop.ui.context import Safety
from learnsoc_desktop.ui.theme import set_theme, theme
from tests.ui.window_kit import (
    OtherPage,
    Refused,
    SomeTask,
    VillagesPage,
    add_village,
    count_villages,
    open_window,
    press,
    refuse,
)

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def opened(qtbot, database):
    set_theme("light", 0)
    window, context = open_window(database)
    yield window, context
    context.desk.jobs.wait()
    window.close()
    window.deleteLater()
    set_theme("light", 0)


@pytest.fixture
def window(opened):
    return opened[0]


@pytest.fixture
def context(opened):
    return opened[1]


def place_buttons(window):
    return {button.text(): button for button in window.navigation._buttons.values()}


def test_that_it_opens_on_the_first_place_with_its_rows(window):
    page = window.current()
    assert isinstance(page, VillagesPage)
    assert page.count.text() == "0 villages"
    assert window.header.heading.title == "Villages"
    assert window.header.heading.under == "0 villages"
    assert list(place_buttons(window)) == ["Villages", "Other", "Care"]


def test_that_pages_are_made_on_first_use_and_kept(window, qtbot):
    first = window.current()
    qtbot.mouseClick(place_buttons(window)["Other"], Qt.MouseButton.LeftButton)
    assert isinstance(window.current(), OtherPage)
    assert place_buttons(window)["Other"].isChecked()
    press(window, Qt.Key.Key_1, held=CONTROL)
    assert window.current() is first


def test_that_a_write_refreshes_what_is_seen_and_later_what_is_not(window, context):
    page = window.current()
    assert page.refreshed == 1
    context.commands.run(lambda uow: add_village(uow, "ก"))
    assert page.count.text() == "1 villages"
    assert window.header.heading.under == "1 villages"
    context.open("other")
    context.commands.run(lambda uow: add_village(uow, "ข"))
    assert page.refreshed == 2
    context.open("villages")
    assert page.count.text() == "2 villages"


def test_that_what_was_saved_can_be_taken_back_by_key_and_button(window, context, qtbot):
    press(window, Qt.Key.Key_N, held=CONTROL)
    assert window.saved.text() == "Saved Added Ban Mai"
    press(window, Qt.Key.Key_Z, held=CONTROL)
    assert context.commands.query(count_villages) == 0
    assert window.saved.text() == "Undone Added Ban Mai"
    press(window, Qt.Key.Key_Z, held=CONTROL | SHIFT)
    assert context.commands.query(count_villages) == 1
    qtbot.mouseClick(window.saved.act, Qt.MouseButton.LeftButton)
    assert context.commands.query(count_villages) == 0
    press(window, Qt.Key.Key_Y, held=CONTROL)
    assert context.commands.query(count_villages) == 1


def test_that_what_was_saved_is_told_no_longer_on_another_page(window, context, qtbot):
    for leave in (lambda: context.open("other"), lambda: context.open_task(SomeTask(context))):
        context.open("villages")
        press(window, Qt.Key.Key_N, held=CONTROL)
        qtbot.waitUntil(lambda: not window.saved.fresh)
        assert window.saved.isVisible()
        leave()
        assert not window.saved.isVisible()
        count = context.commands.query(count_villages)
        press(window, Qt.Key.Key_Z, held=CONTROL)
        assert context.commands.query(count_villages) == count - 1
        assert window.saved.text() == "Undone Added Ban Mai"


def test_that_what_a_task_saved_on_leaving_is_told_on_the_page_below(window, context):
    context.open_task(SomeTask(context))
    context.commands.run(lambda uow: add_village(uow, "ก"), title="Added")
    context.back()
    assert window.saved.text() == "Saved Added"


def test_that_an_error_says_what_to_do_and_can_be_closed(window, context, qtbot):
    context.commands.run(refuse)
    assert window.messages.text() == "This was refused. Do something else."
    qtbot.mouseClick(window.messages.closer, Qt.MouseButton.LeftButton)
    assert window.messages.text() == ""
    context.fail(Refused())
    context.commands.run(lambda uow: add_village(uow, "ก"), title="x")
    assert window.messages.text() == ""


def test_that_a_notice_has_one_button(window, context, qtbot):
    pressed = []
    context.notify("Copied", act=("Show it", lambda: pressed.append(1)), more="to the stick")
    assert window.messages.text() == "Copied to the stick"
    qtbot.mouseClick(window.messages.act, Qt.MouseButton.LeftButton)
    assert pressed == [1]
    assert window.messages.text() == ""


def test_that_a_notice_told_on_leaving_stays_for_the_page_below(window, context, qtbot):
    context.open_task(SomeTask(context))
    context.notify("Kept")
    context.back()
    assert window.messages.text() == "Kept"
    qtbot.waitUntil(lambda: not window.messages.fresh)
    context.open("other")
    assert window.messages.text() == ""


def test_that_what_can_wait_is_done_after_the_rows(window, qtbot):
    done = []
    window.current().later(lambda: done.append(1))
    assert done == []
    qtbot.waitUntil(lambda: done == [1])


def test_that_a_task_lies_over_everything_and_esc_leaves_it(window, context, qtbot):
    task = SomeTask(context)
    with qtbot.waitSignal(task.left):
        context.open_task(task)
        assert window.navigation.isHidden()
        assert window.header.back.isVisible()
        assert window.header.heading.title == "A task"
        press(window, Qt.Key.Key_Escape)
    assert isinstance(window.current(), VillagesPage)
    assert window.navigation.isVisible()
    assert window.header.back.isHidden()


def test_that_back_returns_to_the_task_below(window, context, qtbot):
    first, second = SomeTask(context), SomeTask(context)
    context.open_task(first)
    context.open_task(second)
    qtbot.mouseClick(window.header.back, Qt.MouseButton.LeftButton)
    assert window.current() is first
    context.open("other")
    assert isinstance(window.current(), OtherPage)


def test_that_a_page_may_refuse_to_be_left(window, context):
    page = window.current()
    page.stays = True
    context.open("other")
    assert window.current() is page
    assert not window.close()
    page.stays = False
    context.open("other")
    assert window.current() is not page


def test_that_a_link_reaches_the_page(window, context):
    context.open("villages", record_id="7")
    assert window.current().shown_record == "7"


def test_that_the_primary_button_stands_once_and_acts(window, context, qtbot):
    (primary,) = window.header._buttons
    assert (primary.text(), primary.property("kind")) == ("Add a village", "primary")
    qtbot.mouseClick(primary, Qt.MouseButton.LeftButton)
    assert window.current().count.text() == "1 villages"


def test_that_the_field_of_a_page_stands_in_the_header(window, context):
    assert window.header.finder.text() == "Find anything  Ctrl+K"
    context.open("other")
    assert window.current().header_field().isVisible()
    assert window.header.finder.text() == "Ctrl+K"
    context.open("villages")
    assert window.header.finder.text() == "Find anything  Ctrl+K"


def test_that_in_little_room_only_the_filled_button_speaks(window, context):
    context.open("villages")
    (primary,), header = window.header._buttons, window.header
    header._show_tools(small=True, short=True, gone=True, bare=True)
    assert (header.helper.text(), header.helper.accessibleName()) == ("", "Help")
    assert header.helper.toolTip() == "Help  F1"
    assert primary.text() == "Add a village"
    header.dress()
    assert header.helper.text() == "Help  F1"


def test_that_help_tells_the_sentences_and_keys_of_this_page(window, qtbot):
    press(window, Qt.Key.Key_F1)
    card = window._help
    assert card.isVisible()
    texts = [label.text() for label in card.card.findChildren(type(card.heading))]
    assert {"Villages", "Villages stand here.", "F7", "count again", "Ctrl+N"} <= set(texts)
    set_theme("light", 2)
    window.resize(1024, 620)
    press(window, Qt.Key.Key_F1)
    bar = card._area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    press(card._area, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    press(card._area, Qt.Key.Key_Escape)
    assert card.isHidden()


def test_that_a_page_without_paper_offers_its_picture(window, qtbot):
    press(window, Qt.Key.Key_F12)
    assert "picture" in window.messages.text()
    qtbot.mouseClick(window.messages.act, Qt.MouseButton.LeftButton)
    assert not QGuiApplication.clipboard().pixmap().isNull()


def test_that_the_text_grows_while_it_is_shown(window, context, qtbot):
    high = window.header.heading.sizeHint().height()
    context.desk.settings_changed.connect(
        lambda: set_theme(context.settings.theme, context.settings.text_step)
    )
    press(window, Qt.Key.Key_Plus, "+", CONTROL)
    QApplication.processEvents()
    assert theme().step == 1
    assert window.header.heading.sizeHint().height() > high
    assert window.header.helper.font().pixelSize() == theme().font("body").pixelSize()
    qtbot.mouseClick(window.navigation.text_size, Qt.MouseButton.LeftButton)
    assert theme().step == 2
    press(window, Qt.Key.Key_Minus, "-", CONTROL)
    assert theme().step == 1
    press(window, Qt.Key.Key_0, "0", CONTROL)
    assert theme().step == 0


def test_that_a_narrow_window_has_narrow_places(window):
    wide = window.navigation.width()
    window.resize(1024, 700)
    QApplication.processEvents()
    assert (window.width(), window.height()) == (1024, 700)
    assert window.navigation.width() < wide
    assert window.header.finder.text() == "Ctrl+K"


@pytest.mark.parametrize("step", [0, 1, 2])
@pytest.mark.parametrize("size", [(1366, 690), (1024, 700)])
def test_that_the_frame_fits_small_windows(window, context, step, size):
    set_theme("light", step)
    context.notify("A long message", tone="bad", more="and what can be done about it now")
    context.commands.run(lambda uow: add_village(uow, "ก"), title="Added a village")
    window.resize(*size)
    QApplication.processEvents()
    assert (window.width(), window.height()) == size


def test_that_the_safety_light_is_honest_until_it_is_told(window, context, qtbot):
    light = window.navigation.light
    assert light.text() == "Not yet copied"
    context.desk.set_safety(Safety("good", "Data are safe", "Copied today", "care"))
    assert light.text() == "Data are safe"
    qtbot.mouseClick(light, Qt.MouseButton.LeftButton)
    assert window.stack.place == "care"


def test_that_a_strip_tells_of_a_sample(window, qtbot):
    pressed = []
    window.set_notice("This is a sample", ("My own", lambda: pressed.append(1)))
    assert window.notice.note.text() == "This is a sample"
    assert window.notice.isVisible()
    qtbot.mouseClick(window.notice.act, Qt.MouseButton.LeftButton)
    assert pressed == [1]
    assert window.notice.property("panel") == "strip"
    window.set_notice("The disk is full", None, "late")
    assert window.notice.property("panel") == "strip_late"
    assert window.notice.note.tone == "late"
    window.set_notice("", None)
    assert window.notice.isHidden()


def test_that_a_job_shows_how_far_it_is_and_can_be_stopped(window, context, qtbot):
    pause = threading.Event()

    def slow(_uow, progress):
        for number in range(100_000):
            progress.step(number, 100_000, "rows")
            pause.wait(0.01)

    context.commands.start("Taking in", slow)
    qtbot.waitUntil(window.jobs.isVisible)
    assert window.jobs.words.text() == "Taking in"
    qtbot.waitUntil(lambda: "rows" in window.jobs.detail.text())
    qtbot.mouseClick(window.jobs.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(window.jobs.isHidden)
    assert "Stopped" in window.messages.text()


def test_that_it_does_not_close_while_a_job_writes(window, context, qtbot):
    go_on = threading.Event()
    with qtbot.waitSignal(context.commands.jobs.freed):
        context.commands.start("Taking in", lambda _uow, _progress: go_on.wait(10))
        assert not window.close()
        assert "Taking in" in window.messages.text()
        go_on.set()


def test_that_it_comes_back_where_it_was_closed(window, context):
    window.resize(1200, 650)
    window.close()
    assert context.settings.window_geometry


def test_that_shortcuts_work_on_the_thai_layout(window, context):
    press(window, Qt.Key(ord("ื")), "", CONTROL)  # the key N
    assert context.commands.query(count_villages) == 1
    press(window, Qt.Key(ord("ผ")), "", CONTROL)  # the key Z
    assert context.commands.query(count_villages) == 0
