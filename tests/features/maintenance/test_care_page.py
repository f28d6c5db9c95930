"""The sections under their tabs, the palette's way to them, and a centre that may only be read."""

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.features import FEATURES
from learnsoc_desktop.features.maintenance.about_page import PARTS
from learnsoc_desktop.features.maintenance.care_page import SECTIONS
from learnsoc_desktop.features.maintenance.feature import MAINTENANCE
from learnsoc_desktop.ui.contributions import Contributions
from learnsoc_desktop.ui.finder import Finder
from tests.features.maintenance.kit import at_care, clicked, focused, pressed, settle
from tests.ui.window_kit import open_window


@pytest.mark.parametrize("section", [section.key for section in SECTIONS])
@pytest.mark.parametrize("size", [(1366, 768), (1024, 700)])
def test_that_every_section_opens_on_a_centre_with_a_name_alone(database, qtbot, section, size):
    window, _context, page = at_care(database, section)
    window.resize(*size)
    settle()
    assert page.isVisible()
    assert window.current().tabs[section].isChecked()
    assert page.title()
    assert window.current().subtitle()
    assert len(window.current().help_lines) == 3


def test_that_tabs_go_round_by_keys(database, qtbot):
    window, _context, _page = at_care(database, "about")
    page = window.current()
    page.tabs["about"].setFocus()
    pressed("Ctrl+PgDown")
    assert page.section == "screen"
    assert page.tabs["screen"].hasFocus()
    pressed("Ctrl+PgUp")
    assert page.section == "about"


@pytest.mark.parametrize("section", [section.key for section in SECTIONS])
def test_that_the_keys_are_never_on_the_tab_of_another_section(database, qtbot, section):
    window, _context, _page = at_care(database, "screen")
    page = window.current()
    page.tabs["screen"].setFocus()
    window.open("care", section=section)
    settle()
    assert focused() is page.tabs[section]
    window.open("today")
    window.open("care", section=section)
    settle()
    assert focused() not in {tab for key, tab in page.tabs.items() if key != section}


def test_that_the_header_is_that_of_the_section(database, qtbot):
    window, _context, page = at_care(database, "lists")
    assert window.header.heading.under == page.subtitle()
    assert page.search.isVisible()
    clicked(window.current().tabs["screen"])
    assert not page.search.isVisible()
    assert window.header._buttons == []


def test_that_help_tells_the_section(database, qtbot):
    window, _context, page = at_care(database, "trash")
    assert list(window.current().help_lines) == list(page.help_lines)
    assert ("Enter", "bring the row back") in window.current().keys
    window.tell_help()
    settle()


def test_that_a_centre_for_reading_offers_no_change(centre, qtbot):
    with Database(centre.database, read_only=True) as database:
        window, context = open_window(database, FEATURES)
        for section in SECTIONS:
            context.open("care", section=section.key)
            settle()
        context.open("care", section="lists")
        page = window.current().current()
        assert not page.page_actions()[0].enabled
        assert not page.card.isEnabled()
        context.open("care", section="centre")
        assert not window.current().current().form.isEnabled()
        window.close()


def test_that_the_page_opens_without_other_features(database, qtbot):
    window, _context = open_window(database, (MAINTENANCE,))
    window.open("care", section="trash")
    settle()
    assert window.current().current().isVisible()


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("language", "screen"),
        ("buddhist", "screen"),
        ("dark", "screen"),
        ("A4", "screen"),
        ("signatory", "centre"),
        ("emblem", "centre"),
        ("target group", "lists"),
        ("moo", "villages"),
        ("restore", "trash"),
        ("licence", "about"),
    ],
)
def test_that_the_palette_finds_every_setting(database, qtbot, text, section):
    window, context = open_window(database, FEATURES)
    found = Finder(context).find(text)
    ours = [one for one in found if one.detail == "Maintenance"]
    assert ours
    ours[0].run()
    settle()
    assert window.stack.place == "care"
    assert window.current().section == section


def test_that_the_palette_leads_to_another_centre(database, qtbot, monkeypatch):
    _window, context = open_window(database, FEATURES)
    finder = Finder(context)
    next(one for one in finder.find("Open another centre")).run()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: "")
    next(one for one in finder.find("for reading only")).run()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: "/media/stick")
    next(one for one in finder.find("for reading only")).run()
    assert context.desk.centres.asked == ["close", f"open {Path('/media/stick')} True"]


def test_that_everything_that_is_named_is_there():
    for offer in MAINTENANCE.offers:
        assert callable(resolve(offer.run))
    for section in SECTIONS:
        assert resolve(section.page)
    assert Contributions(FEATURES).place("care") is not None


def test_that_folders_are_said_and_opened(database, qtbot, home, monkeypatch):
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    _window, context, page = at_care(database, "about")
    buttons = [b for b in page.findChildren(_button()) if b.text() == "Open the folder"]
    for each in buttons:
        clicked(each)
    places = [Path(url.toLocalFile()) for url in opened]
    assert places == [context.folder, home, home / "logs"]


def test_that_the_page_tells_version_and_licences(database, qtbot):
    from learnsoc_desktop import __version__  # noqa: PLC0415
    from learnsoc_desktop.ui.text import Text  # noqa: PLC0415

    _window, _context, page = at_care(database, "about")
    said = {each.text() for each in page.findChildren(Text)}
    assert __version__ in page.subtitle()
    assert {name for name, _licence in PARTS} <= said


def _button():
    from learnsoc_desktop.ui.buttons import Button  # noqa: PLC0415

    return Button
