"""The page of the copies, through the real window: made, copied, checked, brought back."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from sqlmodel import select

from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.entity import utc_now
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.exchange import backup_copies
from learnsoc_desktop.exchange.backup_auto import back_up
from learnsoc_desktop.exchange.backup_manifest import Why, backups_in
from learnsoc_desktop.features.centre.kept_model import Attachment
from learnsoc_desktop.features.centre.model import Village, VillageDetails
from learnsoc_desktop.features.maintenance.check_page import CheckPage
from learnsoc_desktop.features.maintenance.keeper_widget import Keeper
from learnsoc_desktop.features.maintenance.restore_page import RestorePage
from learnsoc_desktop.ui.text import Text
from tests.features.maintenance.kit import at_care, cells_of, clicked, pressed, settle
from tests.features.people.import_kit import NearWorker

PICTURE = b"a picture of the centre"


def add_village(uow, name: str) -> None:
    uow.add(Village.model_validate(VillageDetails(name=name)))


def add_picture(database: Database) -> str:
    """Keep a picture in the centre and return its hash."""
    sha256 = CentreFolder(database.path.parent).write_blob(PICTURE)
    with database.writing("x") as uow:
        uow.add(Attachment(sha256=sha256, size=len(PICTURE), media_type="image/png", name="a.png"))
    return sha256


def villages(path: Path) -> list[str]:
    with Database.open(path, read_only=True) as opened, opened.reading() as session:
        return sorted(session.exec(select(Village.name)))


def rest(context, qtbot) -> None:
    qtbot.waitUntil(lambda: not context.desk.jobs.running)
    settle()


def action(page, title: str):
    return next(
        each for each in (*page.page_actions(), *page.foot_actions()) if each.title == title
    )


def words_of(page) -> str:
    return "\n".join(text.text() for text in page.findChildren(Text))


@pytest.fixture
def safety(database, qtbot, monkeypatch):
    """Return a function that opens the page on the centre; nothing runs when it returns."""
    keepers: list[Keeper] = []

    def open_page():
        window, context, page = at_care(database, "safety")
        context.desk.__dict__["worker"] = NearWorker()
        keepers.append(Keeper(context))
        rest(context, qtbot)
        return window, context, page

    yield open_page
    for keeper in keepers:
        keeper.end()


def test_that_a_centre_without_a_copy_says_so_in_words(safety):
    window, _context, page = safety()
    assert page.here.accessibleName().endswith("None yet")
    assert page.away.accessibleDescription() == "If this computer breaks, everything is lost"
    assert page.body.empty_state.accessibleName() == "No backup yet"
    assert window.navigation.light.text() == "Not yet copied"


def test_that_one_press_backs_up_and_shows_it(safety, centre, qtbot):
    window, context, page = safety()
    action(page, "Back up now").run()
    rest(context, qtbot)
    (made,) = backups_in(centre.backups)
    assert made.verified
    assert cells_of(page, "why") == ["you asked for it"]
    assert cells_of(page, "verified") == ["read back whole"]
    assert "Backed up and verified" in window.messages.text()
    assert "today" in page.here.accessibleName()
    assert window.navigation.light.safety.tone == "late"


def test_that_a_copy_on_a_stick_makes_the_light_green(safety, centre, tmp_path, qtbot, monkeypatch):
    monkeypatch.setattr(backup_copies, "_other_disk", lambda *_places: True)
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(stick))
    back_up(centre, Why.CLOSE)
    window, context, page = safety()
    action(page, "Copy to another disk").run()
    rest(context, qtbot)
    (copied,) = backups_in(stick / "learnsoc-centre")
    assert copied.verified
    assert window.navigation.light.safety.tone == "good"
    assert "read back from the disk" in window.messages.text()
    assert sorted(cells_of(page, "where")) == sorted(
        ["this computer", page.acts.known.rows[0].place]
    )


def test_that_a_copy_on_the_same_disk_is_no_proof(safety, tmp_path, qtbot, monkeypatch):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(elsewhere))
    window, context, page = safety()
    action(page, "Copy to another disk").run()
    rest(context, qtbot)
    assert "same disk" in window.messages.text()
    assert window.navigation.light.safety.tone == "bad"


def test_that_a_stick_that_is_out_is_said(safety, centre, tmp_path, qtbot, monkeypatch):
    stick = tmp_path / "stick"
    stick.mkdir()
    backup_copies.copy_to(centre, stick)
    stick.rename(tmp_path / "out")
    _window, _context, page = safety()
    assert cells_of(page, "verified") == ["put the disk in"]
    assert not page.pane.back.isEnabled()


def test_that_a_folder_of_the_centre_is_refused_for_copies(safety, centre, qtbot, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(centre.backups))
    window, context, page = safety()
    action(page, "Copy to another disk").run()
    rest(context, qtbot)
    assert "a part of the centre's own folder" in window.messages.text()


def test_that_a_sound_centre_is_said_to_be_sound(safety, centre, qtbot):
    back_up(centre, Why.CLOSE)
    window, context, page = safety()
    action(page, "Check everything now").run()
    rest(context, qtbot)
    assert "Nothing is wrong." in window.messages.text()


def test_that_what_a_check_finds_is_told_in_sentences(safety, database, centre, qtbot):
    sha256 = add_picture(database)
    made = back_up(centre, Why.CLOSE)
    made.path.write_bytes(made.path.read_bytes()[:-512])
    centre.blob_path(sha256).unlink()
    window, context, page = safety()
    action(page, "Check everything now").run()
    rest(context, qtbot)
    found = window.current()
    assert isinstance(found, CheckPage)
    assert f"A picture or attachment is missing: “{sha256}”." in words_of(found)
    assert made.path.name in words_of(found)
    assert "Bring the newest backup back" in words_of(found)


def test_that_enter_asks_in_plain_words_before_a_backup_comes_back(safety, database, centre, qtbot):
    back_up(centre, Why.CLOSE)
    with database.writing("x") as uow:
        add_village(uow, "ก")
    window, context, page = safety()
    page.table.setFocus()
    pressed("Return")
    rest(context, qtbot)
    asked = window.current()
    assert isinstance(asked, RestorePage)
    assert "is then not in the centre" in words_of(asked)
    assert "Nothing is deleted." in words_of(asked)
    assert context.desk.centres.asked == []
    window.back()
    assert window.current().current() is page


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"this is a letter and no centre at all" * 9, "not the file of a centre"),
        (b"", "empty"),
        (None, "damaged or was not copied completely"),
    ],
)
def test_that_a_wrong_file_is_refused_in_words(
    safety, centre, tmp_path, qtbot, monkeypatch, content, words
):
    path = tmp_path / "wrong.db"
    if content is None:
        content = centre.database.read_bytes()[:-700]
    path.write_bytes(content)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))
    window, context, page = safety()
    action(page, "From a file").run()
    rest(context, qtbot)
    assert words in window.messages.text()
    assert window.current().current() is page


def test_that_a_restore_into_a_second_folder_shows_the_same_centre_with_its_pictures(
    safety, database, centre, tmp_path, qtbot, monkeypatch
):
    sha256 = add_picture(database)
    with database.writing("x") as uow:
        add_village(uow, "บ้านเดิม")
    made = back_up(centre, Why.CLOSE)
    second = tmp_path / "second"
    second.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(second))
    window, context, page = safety()
    page.bring_back()
    rest(context, qtbot)
    asked = window.current()
    asked.restore_elsewhere()
    rest(context, qtbot)
    assert "The backup is in" in window.messages.text()
    assert villages(second / "centre.db") == ["บ้านเดิม"]
    assert CentreFolder(second).read_blob(sha256) == PICTURE
    assert made.path.is_file()
    clicked(window.messages.act)
    assert context.desk.centres.asked == [f"open {second} False"]
    asked.restore_elsewhere()
    rest(context, qtbot)
    assert "There is something in" in window.messages.text()


def test_that_a_backup_comes_back_into_the_open_centre_which_opens_again(
    start, centre, qtbot, monkeypatch
):
    program = start(centre.root)
    program._context.commands.run(lambda uow: add_village(uow, "เดิม"), title="x")
    made = back_up(centre, Why.ASKED)
    program._context.commands.run(lambda uow: add_village(uow, "ใหม่"), title="x")
    window = program.window
    window.open_task(RestorePage(program._context, made))
    button = window.header._buttons[-1]
    assert button.text() == "Bring it back here"
    clicked(button)
    qtbot.waitUntil(lambda: window.stack.in_place)
    assert "Brought back: today" in window.messages.text()
    assert "set-aside" in window.messages.text()
    assert sorted(program._context.commands.query(_names)) == ["เดิม"]
    before = backups_in(centre.backups)[-1]
    assert before.why is Why.BEFORE_RESTORE
    assert villages(before.path) == ["เดิม", "ใหม่"]


def test_that_a_copy_is_looked_at_in_the_window_and_nothing_is_changed(start, centre, qtbot):
    program = start(centre.root)
    window = program.window
    sha256 = add_picture(program._context.commands.database)
    program._context.commands.run(lambda uow: add_village(uow, "เดิม"), title="x")
    made = back_up(centre, Why.ASKED)
    program._context.commands.run(lambda uow: add_village(uow, "ใหม่"), title="x")
    program.desk.__dict__["worker"] = NearWorker()
    window.resize(1366, 690)
    window.open("care", section="safety")
    page = window.current().current()
    qtbot.waitUntil(lambda: page.pane_shown() and page.table.current_row() is not None)
    rest(program._context, qtbot)
    content = made.path.read_bytes()
    beside = sorted(centre.backups.iterdir())
    clicked(page.pane.look)
    qtbot.waitUntil(lambda: program._context.commands.read_only)
    rest(program._context, qtbot)
    assert "This is the copy of today" in window.notice.note.text()
    assert program._context.commands.query(_names) == ["เดิม"]
    assert CentreFolder(program._context.folder).read_blob(sha256) == PICTURE
    program._context.commands.run(lambda uow: add_village(uow, "mistake"), title="x")
    assert "reading only" in window.messages.text()
    window.open("care", section="safety")
    copies = window.current().current()
    qtbot.waitUntil(lambda: copies.table.records.rowCount() > 0)
    assert not any(each.enabled for each in copies.page_actions())
    assert program.desk.settings.last_centre == str(centre.root)
    clicked(window.notice.act)
    qtbot.waitUntil(lambda: not program._context.commands.read_only)
    assert sorted(program._context.commands.query(_names)) == ["เดิม", "ใหม่"]
    assert made.path.read_bytes() == content
    assert [each for each in beside if not each.exists()] == []
    assert not list(centre.backups.glob("*-wal"))


def test_that_a_copy_that_is_damaged_is_not_shown(safety, centre, qtbot):
    made = back_up(centre, Why.CLOSE)
    made.path.write_bytes(made.path.read_bytes()[:-100])
    window, context, page = safety()
    page.look_at()
    rest(context, qtbot)
    assert "damaged" in window.messages.text()
    assert context.desk.centres.asked == []


def test_that_a_restore_that_fails_opens_the_centre_as_it_was(start, centre, qtbot):
    program = start(centre.root)
    program._context.commands.run(lambda uow: add_village(uow, "เดิม"), title="x")
    made = back_up(centre, Why.ASKED)
    window = program.window
    window.open_task(RestorePage(program._context, made))
    made.path.write_bytes(made.path.read_bytes()[:-100])
    clicked(window.header._buttons[-1])
    qtbot.waitUntil(lambda: window.stack.in_place)
    assert "damaged" in window.messages.text()
    assert program._context.commands.query(_names) == ["เดิม"]


def test_that_a_centre_for_reading_only_is_not_written(centre, qtbot):
    back_up(centre, Why.CLOSE, now=utc_now())
    with Database.open(centre.database, read_only=True) as database:
        _window, context, page = at_care(database, "safety")
        rest(context, qtbot)
        assert [each.enabled for each in page.page_actions()] == [False, False]
        page.window().close()


def _names(session) -> list[str]:
    return list(session.exec(select(Village.name)))
