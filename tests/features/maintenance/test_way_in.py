"""From the first start to an open centre and back, through the whole program."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from learnsoc_desktop.core import settings
from learnsoc_desktop.features.maintenance.start_page import StartPage
from learnsoc_desktop.features.overview import sample
from tests.features.maintenance.kit import clicked, pressed, typed


def test_that_a_name_leads_from_the_first_start_to_an_open_centre_and_back(start, qtbot, home):
    program = start()
    window = program.window
    assert QTest.qWaitForWindowActive(window)
    assert isinstance(window.current(), StartPage)
    pressed("Return")
    typed("ศกร.ตำบลท่าลี่")
    pressed("Ctrl+Return")
    qtbot.waitUntil(lambda: window.stack.context is not None)
    folder = home / "centres" / "ศกร.ตำบลท่าลี่"
    assert window.stack.context.folder == folder
    assert window.stack.in_place
    assert settings.load().last_centre == str(folder)
    window.open("care", section="about")
    clicked(_row(window.current().current(), "Open another centre"))
    page = window.current()
    assert isinstance(page, StartPage)
    qtbot.waitUntil(lambda: page.card.name.text() == "ศกร.ตำบลท่าลี่")
    pressed("Return")
    assert window.stack.context.folder == folder


def test_that_a_copy_is_opened_beside_and_not_changed(start, centre, monkeypatch):
    program = start(centre.root)
    program.close_centre()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(centre.root))
    clicked(_row(program.window.current(), "Open a copy, for reading only"))
    assert program.window.stack.context.commands.read_only
    program.window.open("care", section="lists")
    assert not program.window.header._buttons[-1].isEnabled()


def test_that_a_folder_without_a_centre_leads_back_to_the_start(start, tmp_path, monkeypatch):
    program = start()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path))
    program.window.current().open_folder()
    assert isinstance(program.window.current(), StartPage)
    assert "There is no centre" in program.window.messages.text()


def test_that_the_sample_opens_and_nothing_else_is_pressed_meanwhile(start, qtbot, monkeypatch):
    made = sample.make_sample_centre
    monkeypatch.setattr(sample, "make_sample_centre", lambda folder: made(folder, 5))
    program = start()
    page = program.window.current()
    clicked(_row(page, "Try the sample centre"))
    assert not page.isEnabled()
    qtbot.waitUntil(lambda: program.window.stack.context is not None, timeout=15_000)
    assert "sample" in program.window.notice.note.text()


def test_that_a_sample_that_cannot_be_made_leaves_the_page_usable(start, qtbot, home):
    (home / "sample").write_text("in the way", encoding="utf-8")
    program = start()
    page = program.window.current()
    clicked(_row(page, "Try the sample centre"))
    qtbot.waitUntil(page.isEnabled)
    assert program.window.messages.text()


def _row(page, text: str):
    from learnsoc_desktop.ui.buttons import Big  # noqa: PLC0415

    return next(each for each in page.findChildren(Big) if each.text() == text)
