"""A new centre: its name is enough, nothing typed is lost, the paper grows beside the form."""

import io
import os
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from learnsoc_desktop.core.drafts import Draft, Shelf
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.features.centre.code_lists import LISTS
from learnsoc_desktop.features.centre.queries import codes, profile, signatories
from learnsoc_desktop.features.maintenance.folder_service import folder_name, free_folder, in_words
from learnsoc_desktop.features.maintenance.new_centre_page import DRAFT, NewCentrePage
from learnsoc_desktop.ui.buttons import Big
from learnsoc_desktop.ui.page import View
from tests.features.maintenance.kit import (
    before_any_centre,
    clicked,
    focused,
    pressed,
    settle,
    typed,
)
from tests.ui.window_kit import press

NAME = "ศูนย์ส่งเสริมการเรียนรู้ตำบลท่าลี่"


@pytest.fixture
def begin(qtbot):
    """Return a function that opens the form in a window: the window, the desk, the page."""

    def open_form():
        window, desk = before_any_centre()
        window.stand_alone(View())
        page = NewCentrePage(desk)
        desk.open_task(page)
        settle()
        return window, desk, page

    return open_form


def made(qtbot, desk) -> Path:
    """Return the folder that was opened, once it was."""
    qtbot.waitUntil(lambda: bool(desk.centres.asked))
    (asked,) = desk.centres.asked
    return Path(asked.removeprefix("open ").removesuffix(" False"))


def kept() -> Draft | None:
    return Shelf(DRAFT).find()


def picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(file, "PNG")
    return file.getvalue()


def test_that_the_name_alone_opens_a_centre(qtbot, begin, home):
    _window, desk, page = begin()
    assert focused() is page.form.editor("name").line
    typed(NAME)
    pressed("Ctrl+Return")
    folder = made(qtbot, desk)
    assert folder == home / "centres" / NAME
    with Database(CentreFolder(folder).database) as database, database.reading() as session:
        found = profile(session)
        assert (found.name, found.sample) == (NAME, False)
        assert found.details.department == "กรมส่งเสริมการเรียนรู้ กระทรวงศึกษาธิการ"
        assert all(codes(session, each.key) for each in LISTS)
    assert kept() is None


def test_that_a_missing_name_is_said_at_its_field(begin):
    window, desk, page = begin()
    clicked(window.header._buttons[-1])
    assert page.form.errors() == {"name": "Please fill this in."}
    assert focused() is page.form.editor("name").line
    assert desk.centres.asked == []


def test_that_the_one_needed_field_says_so_in_words(begin):
    _window, _desk, page = begin()
    cell = page.form.cell("name")
    words = [part.text() for part in cell._head]
    assert "Only this one is needed" in words
    others = [page.form.cell(name) for name in ("old_name", "department")]
    assert all("needed" not in part.text() for other in others for part in other._head)


def test_that_signatories_and_emblem_are_taken_along(qtbot, begin, tmp_path):
    _window, desk, page = begin()
    typed(NAME)
    file = tmp_path / "emblem.png"
    file.write_bytes(picture())
    page.form.editor("emblem").take_file(file)
    name, position = page.signers.rows[0]
    name.setFocus()
    typed("นางสมจิตร แดนดง")
    pressed("Return")
    assert focused() is position
    typed("ครู ศกร.ตำบล")
    clicked(page.signers.more)
    assert focused() is page.signers.rows[2][0]
    typed("นายวินัย ดีงาม")
    pressed("Ctrl+Return")
    folder = CentreFolder(made(qtbot, desk))
    with Database(folder.database) as database, database.reading() as session:
        people = [(one.name, one.position) for one in signatories(session)]
        emblem = profile(session).emblem
    assert people == [("นางสมจิตร แดนดง", "ครู ศกร.ตำบล"), ("นายวินัย ดีงาม", "")]
    assert Image.open(io.BytesIO(folder.read_blob(emblem))).size == (40, 30)


def test_that_a_position_without_a_name_is_not_dropped_in_silence(begin):
    window, desk, page = begin()
    typed(NAME)
    name, position = page.signers.rows[1]
    position.setFocus()
    typed("ผู้อำนวยการ")
    page.create_centre()
    assert focused() is name
    assert "Write the name" in window.messages.text()
    assert desk.centres.asked == []


def test_that_the_paper_grows_while_one_types(begin):
    _window, _desk, page = begin()
    typed(NAME)
    page.form.go_to("old_name")
    typed("กศน.ตำบลท่าลี่")
    page.signers.rows[0][0].setFocus()
    typed("นางสมจิตร แดนดง")
    said = page.head.accessibleName()
    assert f"{NAME} (formerly กศน.ตำบลท่าลี่)" in said
    assert "นางสมจิตร แดนดง" in said


def test_that_a_taken_name_gets_a_number(qtbot, begin, home):
    taken = home / "centres" / NAME
    taken.mkdir(parents=True)
    (taken / "something.txt").write_text("kept", encoding="utf-8")
    _window, desk, page = begin()
    typed(NAME)
    assert page.where.folder.text() == f"{NAME} 2"
    pressed("Ctrl+Return")
    assert made(qtbot, desk) == home / "centres" / f"{NAME} 2"
    assert (taken / "something.txt").read_text(encoding="utf-8") == "kept"


def test_that_another_folder_can_be_chosen(qtbot, begin, tmp_path, monkeypatch):
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(stick))
    _window, desk, page = begin()
    typed(NAME)
    page.choose_place()
    assert page.where.place.text().endswith("stick")
    pressed("Ctrl+Return")
    assert made(qtbot, desk) == stick / NAME


def test_that_a_folder_that_cannot_be_written_is_told_and_the_form_stays(
    qtbot, begin, tmp_path, monkeypatch
):
    file = tmp_path / "a file"
    file.write_text("", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(file))
    window, desk, page = begin()
    typed(NAME)
    page.choose_place()
    pressed("Ctrl+Return")
    qtbot.waitUntil(lambda: "cannot be written" in window.messages.text())
    assert desk.centres.asked == []
    assert page.isEnabled()
    assert page.form.values()["name"] == NAME
    assert page.page_actions()[0].enabled


def test_that_a_draft_survives_and_is_offered(qtbot, begin, tmp_path):
    window, _desk, page = begin()
    typed(NAME)
    page.signers.rows[0][0].setFocus()
    typed("นางสมจิตร")
    file = tmp_path / "emblem.png"
    file.write_bytes(picture())
    page.form.editor("emblem").take_file(file)
    qtbot.waitUntil(lambda: kept() is not None)
    press(window, Qt.Key.Key_Escape)
    settle()
    again, _desk, page = begin()
    offer = page.drafts.view.offer
    go_on, _anew = offer.findChildren(Big)
    assert f"half-filled form: {NAME}" in text_of(offer)
    assert not page.page_actions()[0].enabled
    assert focused() is go_on
    pressed("Return")
    assert page.form.values()["name"] == NAME
    assert page.signers.value() == (("นางสมจิตร", ""),)
    assert page.sources.picture(page.form.values()["emblem"])
    assert focused() is page.form.editor("name").line
    assert again.header._buttons[-1].isEnabled()


def test_that_starting_anew_keeps_the_draft_until_something_is_typed(begin):
    Shelf(DRAFT).keep(Draft("ศกร.เดิม", {"name": "ศกร.เดิม"}))
    _window, _desk, page = begin()
    clicked(page.drafts.view.offer.findChildren(Big)[1])
    assert page.form.values()["name"] == ""
    page.keep_draft()
    assert kept().name == "ศกร.เดิม"
    typed("ศกร.ใหม่")
    page.keep_draft()
    assert kept().name == "ศกร.ใหม่"


def test_that_closing_the_window_keeps_what_was_typed_last(begin):
    window, _desk, _page = begin()
    typed("ศกร.ปิดเร็ว")
    window.close()
    assert kept().name == "ศกร.ปิดเร็ว"


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"values": 1}', "\x00\x01"])
def test_that_a_broken_draft_is_left_aside(begin, home, content):
    (home / "drafts").mkdir()
    (home / "drafts" / "new_centre.json").write_text(content, encoding="utf-8")
    _window, _desk, page = begin()
    assert page.drafts.offered is None
    assert page.page_actions()[0].enabled


def text_of(widget) -> str:
    from learnsoc_desktop.ui.text import Text  # noqa: PLC0415

    return " ".join(each.text() for each in widget.findChildren(Text))


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        (NAME, NAME),
        ("ศกร. ตำบล/นาคำ: น้อย?", "ศกร. ตำบล นาคำ น้อย"),
        ("  .ลับ.  ", "ลับ"),
        ("con", "centre con"),
        ("Lpt1.txt", "centre Lpt1.txt"),
        ("...", "centre"),
        ("", "centre"),
        ("a\tb\nc", "a b c"),
        ("เเม่", "แม่"),
    ],
)
def test_that_a_folder_may_be_called_so_on_every_system(name, folder):
    assert folder_name(name) == folder


def test_that_a_long_name_is_cut_between_letters():
    short = folder_name("ศูนย์" * 60)
    assert len(short.encode()) <= 120
    assert short.startswith("ศูนย์")


def test_that_a_file_takes_the_name_of_a_folder_too(tmp_path):
    (tmp_path / "a").write_text("", encoding="utf-8")
    (tmp_path / "a 2").mkdir()
    assert free_folder(tmp_path, "a") == tmp_path / "a 2"


def test_that_a_folder_is_told_in_words(tmp_path, monkeypatch):
    monkeypatch.setattr(
        "learnsoc_desktop.features.maintenance.folder_service.documents", lambda: tmp_path / "docs"
    )
    assert in_words(tmp_path / "docs" / "LearnSoc" / "นาคำ") == "Documents › LearnSoc › นาคำ"
    assert in_words(Path.home() / "x") == "Home folder › x"
    assert in_words(Path(os.sep, "media", "stick")).endswith("media › stick")
