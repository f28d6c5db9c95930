"""The program as a whole: what opens, what is remembered, what is told when it does not open."""

import faulthandler
from argparse import Namespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from learnsoc_desktop import app as app_module
from learnsoc_desktop import features
from learnsoc_desktop.app import Application
from learnsoc_desktop.core import i18n, settings
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.features.centre.model import ProfileDetails
from learnsoc_desktop.features.centre.service import create_centre, update_profile
from learnsoc_desktop.features.maintenance.start_page import StartPage
from learnsoc_desktop.features.maintenance.trouble_page import TroublePage
from learnsoc_desktop.features.overview import sample as sample_module
from learnsoc_desktop.ui.qt_words import speak
from learnsoc_desktop.ui.theme import set_theme, theme
from tests.ui.window_kit import VILLAGES


def arguments(folder="", *, language="en", read_only=False):
    return Namespace(data=str(folder), sample=False, language=language, read_only=read_only)


@pytest.fixture
def start(qtbot, monkeypatch):
    """Return a function that starts the program and waits until something is shown."""
    monkeypatch.setattr(faulthandler, "enable", lambda _file: None)  # pytest has its own
    monkeypatch.setattr(faulthandler, "disable", lambda: None)
    monkeypatch.setattr(features, "FEATURES", (VILLAGES,))
    monkeypatch.setattr(app_module, "SETTLED_AFTER", 10_000_000)  # no child process
    started = []

    def begin(given):
        program = Application(given)
        started.append(program)
        program.start()
        qtbot.waitUntil(lambda: program.window._complete and program.window.current() is not None)
        return program

    yield begin
    for program in started:
        program.window.close()
        program.window.deleteLater()
        program.deleteLater()
    i18n.set_language("en", app_module.paths.catalogues())
    speak()
    set_theme("light", 0)


def test_that_a_centre_opens_on_its_first_place_and_is_remembered(start, centre):
    program = start(arguments(centre.root))
    assert program.window.stack.place == program.contributions.places[0].key
    assert settings.load().last_centre == str(centre.root)


def test_that_the_last_centre_opens_by_itself(start, centre):
    chosen = settings.Settings(language="en", last_centre=str(centre.root))
    settings.save(chosen)
    program = start(arguments())
    assert program.window.stack.context.folder == centre.root


def test_that_without_a_centre_the_start_page_is_shown(start):
    program = start(arguments())
    assert isinstance(program.window.current(), StartPage)
    assert program.window.navigation.isHidden()
    assert program.window.header.isHidden()


def test_that_a_folder_without_a_centre_is_told(start, tmp_path):
    program = start(arguments(tmp_path))
    assert isinstance(program.window.current(), StartPage)
    assert "There is no centre" in program.window.messages.text()


def test_that_a_centre_in_use_can_be_opened_for_reading(start, centre, qtbot):
    with Database(centre.database):
        program = start(arguments(centre.root))
        page = program.window.current()
        assert isinstance(page, TroublePage)
        qtbot.waitUntil(lambda: page.best is not None)
        assert "Open for reading only" in page.best.go.text()
        qtbot.mouseClick(page.best.go, Qt.MouseButton.LeftButton)
        assert program.window.stack.context.commands.read_only
        assert "reading only" in program.window.notice.note.text()


def test_that_closing_lets_go_of_the_file(start, centre):
    program = start(arguments(centre.root))
    program.window.close()
    with Database(centre.database) as again:
        assert not again.read_only


def test_that_the_name_of_the_centre_follows_its_profile(start, tmp_path):
    create_centre(tmp_path, ProfileDetails(name="ศูนย์การเรียนรู้ระดับตำบลนาคำ")).close()
    program = start(arguments(tmp_path))
    mark = program.window.navigation.mark
    assert mark.accessibleName() == "ศูนย์การเรียนรู้ระดับตำบลนาคำ"
    assert mark.shown_name == "ศกร.ตำบลนาคำ"
    details = ProfileDetails(name="บ้านหนังสือ")
    program.window.stack.context.commands.run(lambda uow: update_profile(uow, details))
    assert mark.shown_name == "บ้านหนังสือ"


def test_that_the_language_changes_at_once_and_the_place_stays(start, centre):
    program = start(arguments(centre.root))
    place = program.contributions.places[1].key
    program.window.open(place)
    old = program.window
    program.desk.change_settings(language="th")
    assert program.window is not old
    assert program.window.stack.place == place
    assert "ช่วย" in program.window.header.helper.text()
    assert program.window.isVisible()
    assert old.isHidden()


def test_that_the_dialogs_of_qt_speak_the_language_too(start, centre, qtbot):
    def cancel():
        dialog = QMessageBox()
        qtbot.addWidget(dialog)
        return dialog.addButton(QMessageBox.StandardButton.Cancel).text()

    program = start(arguments(centre.root))
    assert cancel() == "Cancel"
    program.desk.change_settings(language="th")
    assert cancel() == "ยกเลิก"
    program.desk.change_settings(language="en")
    assert cancel() == "Cancel"


def test_that_the_look_changes_at_once(start, centre):
    program = start(arguments(centre.root))
    program.desk.change_settings(theme="dark", text_step=1)
    QApplication.processEvents()
    assert (theme().dark, theme().step) == (True, 1)


def test_that_another_centre_takes_the_place_of_the_first(start, centre, tmp_path):
    program = start(arguments(centre.root))
    other = tmp_path / "other"
    other.mkdir()
    (other / "centre.db").write_bytes(centre.database.read_bytes())
    program.open_centre(other)
    assert program.window.stack.context.folder == other
    with Database(centre.database) as again:
        assert not again.read_only


def test_that_the_sample_is_made_marked_and_not_remembered(start, monkeypatch, qtbot):
    def make(folder):
        create_centre(folder, ProfileDetails(name="ศกร.ตัวอย่าง"), sample=True).close()

    monkeypatch.setattr(sample_module, "make_sample_centre", make)
    program = start(Namespace(data="", sample=True, language="en", read_only=False))
    assert "sample" in program.window.notice.note.text()
    assert settings.load().last_centre == ""
    again = program.window.stack.context.folder
    qtbot.mouseClick(program.window.notice.act, Qt.MouseButton.LeftButton)
    assert isinstance(program.window.current(), StartPage)
    program.open_sample()
    assert program.window.stack.context.folder == again


def test_that_the_arguments_are_understood():
    given = app_module.parsed(["--data", "x", "--language", "th", "--read-only"])
    assert (given.data, given.language, given.read_only, given.sample) == ("x", "th", True, False)
