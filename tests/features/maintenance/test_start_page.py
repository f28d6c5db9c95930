"""The start page: what was opened last is one key away, everything else one press."""

import os
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from learnsoc_desktop.core.settings import Settings
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.features.maintenance.new_centre_page import NewCentrePage
from learnsoc_desktop.features.maintenance.peek_queries import when_words
from learnsoc_desktop.features.maintenance.start_page import StartPage
from learnsoc_desktop.features.people.model import Person
from learnsoc_desktop.ui.theme import set_theme
from tests.features.maintenance.kit import before_any_centre, clicked, focused, pressed, settle
from tests.ui.window_kit import press


def start_page(qtbot, *folders, language="en"):
    settings = Settings(
        language=language,
        last_centre=str(folders[0]) if folders else "",
        recent_centres=[str(folder) for folder in folders],
    )
    window, desk = before_any_centre(settings)
    page = StartPage(desk)
    window.stand_alone(page)
    settle()
    qtbot.waitUntil(lambda: not desk.jobs.running)
    return window, desk, page


@pytest.fixture
def peopled(centre) -> CentreFolder:
    with Database(centre.database) as database, database.writing() as uow:
        uow.add_all([Person(first_name="บุญเรือน"), Person(first_name="สมหมาย")])
        uow.delete(uow.session.merge(Person(first_name="ลบแล้ว")))
    return centre


def test_that_enter_opens_the_centre_that_was_used_last(qtbot, peopled):
    _window, desk, page = start_page(qtbot, peopled.root)
    assert focused() is page.card.go
    pressed("Return")
    assert desk.centres.asked == [f"open {peopled.root} False"]


def test_that_name_and_people_are_read_without_leaving_a_trace(qtbot, peopled):
    before = sorted(path.name for path in peopled.root.iterdir())
    _window, _desk, page = start_page(qtbot, peopled.root)
    assert page.card.name.text() == "ศกร.ตำบลทดสอบ"
    assert page.card.about.text().startswith("Last changed today")
    assert page.card.about.text().endswith("· 2 people")
    assert sorted(path.name for path in peopled.root.iterdir()) == before


def test_that_a_file_that_is_no_centre_keeps_the_name_of_its_folder(qtbot, tmp_path):
    folder = tmp_path / "ศกร.ตำบลหนองแวง"
    folder.mkdir()
    (folder / "centre.db").write_bytes(b"not a database at all")
    _window, desk, page = start_page(qtbot, folder)
    assert page.card.name.text() == "ศกร.ตำบลหนองแวง"
    clicked(page.card.go)
    assert desk.centres.asked == [f"open {folder} False"]


def test_that_a_centre_that_is_not_there_is_told_and_not_offered(qtbot, peopled, tmp_path):
    gone = tmp_path / "stick" / "ศกร.ตำบลท่าลี่"
    _window, _desk, page = start_page(qtbot, gone, peopled.root)
    assert page.mine is not None
    assert page.mine.folder == peopled.root
    line = page.card.lines[gone]
    assert line.isHidden()
    clicked(page.card.more)
    assert line.isVisible()
    assert not line.isEnabled()
    assert "Not found" in line.accessibleDescription()


def test_that_another_centre_opens_by_a_press_or_by_enter(qtbot, peopled, tmp_path):
    other = CentreFolder(tmp_path / "other")
    other.prepare()
    other.database.write_bytes(peopled.database.read_bytes())
    _window, desk, page = start_page(qtbot, peopled.root, other.root)
    line = page.card.lines[other.root]
    assert line.text() == "ศกร.ตำบลทดสอบ"
    clicked(line)
    line.setFocus()
    pressed("Return")
    assert desk.centres.asked == [f"open {other.root} False"] * 2


def test_that_without_a_centre_enter_begins_the_first_one(qtbot):
    window, _desk, page = start_page(qtbot)
    assert page.card.go.text() == "Create my centre  Enter"
    pressed("Return")
    assert isinstance(window.current(), NewCentrePage)
    press(window, Qt.Key.Key_Escape)
    settle()
    assert window.current() is page


def test_that_the_sample_is_a_press_away_and_never_my_centre(qtbot, peopled, home):
    sample = home / "sample" / "2026-11-22"
    sample.mkdir(parents=True)
    (sample / "centre.db").write_bytes(peopled.database.read_bytes())
    _window, desk, page = start_page(qtbot, sample, peopled.root)
    assert page.mine is not None
    assert page.mine.folder == peopled.root
    assert sample not in page.card.lines
    clicked(next(row for row in page.rows if row.text() == "Try the sample centre"))
    assert desk.centres.asked == ["sample"]


def test_that_a_copy_opens_for_reading_only(qtbot, peopled, monkeypatch):
    _window, desk, page = start_page(qtbot)
    asked = []

    def choose(_parent, question, *_rest):
        asked.append(question)
        return str(peopled.root)

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", choose)
    clicked(next(row for row in page.rows if "reading only" in row.text()))
    assert asked == ["Which copy do you want to look at?"]
    assert desk.centres.asked == [f"open {peopled.root} True"]


def test_that_a_folder_that_is_not_chosen_opens_nothing(qtbot, monkeypatch):
    _window, desk, page = start_page(qtbot)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: "")
    page.open_copy()
    page.open_folder()
    assert desk.centres.asked == []


def test_that_a_centre_of_any_folder_can_be_opened(qtbot, peopled, monkeypatch):
    _window, desk, page = start_page(qtbot)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(peopled.root))
    page.open_folder()
    assert desk.centres.asked == [f"open {peopled.root} False"]


def test_that_language_and_text_size_are_chosen_before_anything_is_open(qtbot):
    _window, desk, page = start_page(qtbot)
    thai = page.languages.layout().itemAt(0).widget()
    assert thai.text() == "ไทย"
    clicked(thai)
    assert desk.settings.language == "th"
    clicked(page.larger)
    assert desk.settings.text_step == 1


def test_that_the_page_stands_in_a_small_window_with_large_text(qtbot, peopled):
    set_theme("light", 2)
    window, _desk, page = start_page(qtbot, peopled.root)
    window.resize(1024, 700)
    settle()
    assert page.card.go.width() >= page.card.go.sizeHint().width()
    assert page.card.name.toolTip() == ""  # nothing is cut


def test_that_nothing_untrue_is_said_of_copies(qtbot, peopled):
    _window, _desk, page = start_page(qtbot, peopled.root)
    said = " ".join([page.card.about.text(), *(f"{row.text()} {row.under}" for row in page.rows)])
    assert "backed up" not in said


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("2026-11-22 08:05", "today 08:05"),
        ("2026-11-21 16:40", "yesterday 16:40"),
        ("2026-11-19 10:00", "3 days ago (19 Nov 2569)"),
        ("2026-10-01 10:00", "1 Oct 2569"),
        ("2026-11-23 10:00", "23 Nov 2569"),  # a clock that was wrong
    ],
)
def test_that_a_moment_is_told_as_people_say_it(at, words):
    from learnsoc_desktop.core.formats import Style, set_style  # noqa: PLC0415

    set_style(Style(language="en"))
    now = datetime(2026, 11, 22, 9, 0).astimezone()
    assert when_words(datetime.fromisoformat(at).astimezone(), now) == words


def test_that_a_journal_counts_as_a_change(qtbot, peopled):
    old = datetime(2020, 1, 1, tzinfo=UTC).timestamp()
    os.utime(peopled.database, (old, old))
    peopled.database.with_name("centre.db-wal").write_bytes(b"")
    _window, _desk, page = start_page(qtbot, peopled.root)
    assert page.card.about.text().startswith("Last changed today")
