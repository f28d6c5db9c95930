"""Screen and paper: what is pressed is so at once."""

import pytest

from learnsoc_desktop.core import settings as stored
from learnsoc_desktop.features.maintenance.care_page import CarePage
from learnsoc_desktop.ui.theme import theme
from tests.features.maintenance.kit import at_care, clicked, pressed, settle


def chip(page, name: str, text: str):
    layout = page.choices[name].layout()
    chips = [layout.itemAt(at).widget() for at in range(layout.count())]
    return next(one for one in chips if one.text() == text)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("language", "ไทย", "th"),
        ("calendar", "2026", "ce"),
        ("digits", "๑ ๒ ๓", "thai"),
        ("paper_digits", "1 2 3", "arabic"),
        ("text_step", "Largest", 2),
        ("theme", "Dark", "dark"),
        ("paper", "F4", "F4"),
    ],
)
def test_that_a_press_is_kept(database, qtbot, monkeypatch, name, text, value):
    from datetime import UTC, datetime  # noqa: PLC0415

    monkeypatch.setattr(
        "learnsoc_desktop.features.maintenance.settings_page.utc_now",
        lambda: datetime(2026, 11, 22, tzinfo=UTC),
    )
    _window, _context, page = at_care(database, "screen")
    made = chip(page, name, text)
    clicked(made)
    assert made.isChecked()
    assert getattr(stored.load(), name) == value


def test_that_the_sample_follows_at_once(database, qtbot):
    _window, _context, page = at_care(database, "screen")
    assert "A4" in page.sample.accessibleName()
    clicked(chip(page, "paper", "Letter"))
    assert "Letter" in page.sample.accessibleName()
    assert page.sample.sheet_lines()[2] == "Page 1/3"  # no office writes Thai digits in English
    clicked(chip(page, "digits", "๑ ๒ ๓"))
    assert "๒๙" in page.sample.lines()[1]


def test_that_keys_of_the_text_size_are_shown(database, qtbot):
    window, _context, page = at_care(database, "screen")
    page.choices["theme"].layout().itemAt(0).widget().setFocus()
    pressed("Ctrl++")
    assert chip(page, "text_step", "Larger").isChecked()
    assert window.isVisible()


def test_that_the_sample_never_goes(database, qtbot):
    window, _context, page = at_care(database, "screen")
    beside = page.sample.mapTo(page, page.sample.rect().topLeft()).x()
    window.resize(1024, 700)
    settle()
    under = page.sample.mapTo(page, page.sample.rect().topLeft()).x()
    assert page.sample.isVisible()
    assert under < beside
    window.resize(1366, 768)
    settle()
    assert page.sample.mapTo(page, page.sample.rect().topLeft()).x() == beside


@pytest.fixture
def program(start, centre):
    """Start the whole program on a centre."""
    return start(centre.root)


def test_that_the_language_changes_at_once_and_one_stays_where_one_was(program, qtbot):
    program.window.open("care")
    page = program.window.current().current()
    assert program.window.header.heading.title == "Maintenance"
    clicked(chip(page, "language", "ไทย"))
    shown = program.window.current()
    assert isinstance(shown, CarePage)
    assert shown.section == "screen"
    assert program.window.header.heading.title.replace("\u200b", "") == "ดูแลระบบ"
    assert chip(shown.current(), "language", "ไทย").isChecked()
    clicked(chip(shown.current(), "language", "English"))
    assert program.window.header.heading.title == "Maintenance"


def test_that_the_look_changes_at_once(program, qtbot):
    program.window.open("care", section="screen")
    page = program.window.current().current()
    clicked(chip(page, "theme", "Dark"))
    clicked(chip(page, "text_step", "Largest"))
    assert (theme().dark, theme().step) == (True, 2)
    assert program.window.current().current() is page
