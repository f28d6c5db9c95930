"""A centre that does not open: said in plain words, with a button for each way out that works."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from sqlmodel import select

from learnsoc_desktop.core.files import DiskFull, FileNotWritable
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.errors import NewerCentre, NoRoom, OlderCentre
from learnsoc_desktop.data.filelock import lock_file
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.exchange.backup import make_backup
from learnsoc_desktop.exchange.backup_manifest import Why
from learnsoc_desktop.features.maintenance import trouble_page
from learnsoc_desktop.features.maintenance.start_page import StartPage
from learnsoc_desktop.features.maintenance.trouble_page import TroublePage
from learnsoc_desktop.features.maintenance.trouble_queries import Seen, Way, ways_of
from learnsoc_desktop.features.people.model import Person
from tests.features.maintenance.kit import clicked, pressed


@pytest.fixture
def filled(centre: CentreFolder) -> CentreFolder:
    with Database(centre.database) as database, database.writing() as uow:
        uow.insert_many(Person, [{"first_name": f"คนที่ {number}"} for number in range(40)])
    return centre


def people(folder: CentreFolder) -> int:
    with Database(folder.database, read_only=True) as database, database.reading() as session:
        return len(session.exec(select(Person.id)).all())


def trouble(program, qtbot) -> TroublePage:
    qtbot.waitUntil(lambda: isinstance(program.window.current(), TroublePage))
    page = program.window.current()
    qtbot.waitUntil(lambda: page.best is not None)
    return page


def opened(program, folder: Path, qtbot) -> bool:
    qtbot.waitUntil(lambda: program.window.stack.context is not None)
    return program.window.stack.context.folder == folder


def spoil(folder: CentreFolder, how: str) -> None:
    content = folder.database.read_bytes()
    new = {
        "empty": b"",
        "cut": content[: len(content) // 2],
        "cut by one": content[:-1],
        "foreign": b"not a database" * 500,
        "damaged": content[:40_960] + bytes(40_960) + content[81_920:],
    }
    folder.database.write_bytes(new[how])


@pytest.mark.parametrize("how", ["empty", "cut", "cut by one", "foreign", "damaged"])
def test_that_a_broken_file_is_replaced_by_the_newest_backup_and_kept(
    start, qtbot, filled: CentreFolder, how: str
) -> None:
    make_backup(filled, Why.CLOSE)
    spoil(filled, how)
    broken = filled.database.read_bytes()
    program = start(filled.root)
    page = trouble(program, qtbot)
    assert page.title() == "The centre's file cannot be opened"
    assert "Use the backup of today" in page.best.title.text()
    assert "40 people" in page.best.under.text()
    assert filled.database.read_bytes() == broken
    pressed("Return")
    assert opened(program, filled.root, qtbot)
    assert people(filled) == 40
    (aside,) = (filled.root / "set-aside").iterdir()
    assert (aside / "centre.db").read_bytes() == broken
    assert "The backup is in use" in program.window.messages.text()


def test_that_a_damaged_backup_is_not_advised(start, qtbot, filled: CentreFolder) -> None:
    good = make_backup(filled, Why.CLOSE)
    bad = make_backup(filled, Why.TIMER)
    bad.path.write_bytes(bad.path.read_bytes()[:-1])
    spoil(filled, "empty")
    page = trouble(start(filled.root), qtbot)
    assert page.seen.best is not None
    assert page.seen.best.path == good.path


def test_that_what_can_be_read_is_saved_into_a_new_centre(
    start, qtbot, filled: CentreFolder
) -> None:
    spoil(filled, "cut by one")
    broken = filled.database.read_bytes()
    program = start(filled.root)
    page = trouble(program, qtbot)
    assert "Save what can be read" in page.best.title.text()
    clicked(page.best.go)
    qtbot.waitUntil(lambda: "saved into a new centre" in page.best.title.text())
    clicked(page.best.go)
    new = filled.root.with_name("centre (saved)")
    assert opened(program, new, qtbot)
    assert people(CentreFolder(new)) >= 39
    assert filled.database.read_bytes() == broken


def test_that_another_backup_can_be_chosen_from_the_folder_or_a_stick(
    start, qtbot, filled: CentreFolder, tmp_path: Path, monkeypatch
) -> None:
    first = make_backup(filled, Why.CLOSE)
    with Database(filled.database) as database, database.writing() as uow:
        uow.add(Person(first_name="อีกคน"))
    make_backup(filled, Why.TIMER)
    spoil(filled, "empty")
    program = start(filled.root)
    page = trouble(program, qtbot)
    clicked(page.rows[Way.OTHER_BACKUP])
    assert set(page.rows) >= {first.path.name, "back"}
    stick = tmp_path / "stick.db"
    shutil.copyfile(first.path, stick)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(stick), ""))
    clicked(page.best.go)
    assert opened(program, filled.root, qtbot)
    assert people(filled) == 40


def test_that_a_centre_that_is_open_can_be_looked_at(start, qtbot, filled: CentreFolder) -> None:
    with Database(filled.database):
        program = start(filled.root)
        page = trouble(program, qtbot)
        assert page.title() == "This centre is open elsewhere"
        assert "on this computer, since" in page.subtitle()
        assert set(page.rows) == {Way.AGAIN, Way.OTHER_CENTRE}
        clicked(page.best.go)
        assert opened(program, filled.root, qtbot)
        assert program.window.stack.context.commands.read_only


def test_that_a_centre_of_another_computer_is_opened_when_a_person_says_so(
    start, qtbot, filled: CentreFolder
) -> None:
    since = datetime(2026, 11, 20, 2, 30, tzinfo=UTC).isoformat()
    lock_file(filled.database).write_text(json.dumps({"host": "ครูจิตร", "since": since}))
    program = start(filled.root)
    page = trouble(program, qtbot)
    assert "“ครูจิตร”" in page.subtitle()
    clicked(page.rows[Way.HERE])
    assert opened(program, filled.root, qtbot)
    assert not program.window.stack.context.commands.read_only


def test_that_trying_again_opens_what_was_closed_meanwhile(
    start, qtbot, filled: CentreFolder
) -> None:
    database = Database(filled.database)
    program = start(filled.root)
    page = trouble(program, qtbot)
    database.close()
    clicked(page.rows[Way.AGAIN])
    assert opened(program, filled.root, qtbot)


def test_that_a_foreign_log_is_put_away(
    start, qtbot, filled: CentreFolder, tmp_path: Path, empty_centre: bytes
) -> None:
    other = CentreFolder(tmp_path / "other")
    other.prepare()
    other.database.write_bytes(empty_centre)
    with Database(other.database) as database:
        with database.writing() as uow:
            uow.insert_many(Person, [{"first_name": str(number)} for number in range(9)])
        shutil.copyfile(other.root / "centre.db-wal", filled.root / "centre.db-wal")
    program = start(filled.root)
    page = trouble(program, qtbot)
    assert "centre.db-wal" in page.subtitle()
    clicked(page.best.go)
    assert opened(program, filled.root, qtbot)
    assert people(filled) == 40


def test_that_esc_goes_to_the_start_page(start, qtbot, filled: CentreFolder) -> None:
    spoil(filled, "empty")
    program = start(filled.root)
    page = trouble(program, qtbot)
    assert list(page.rows) == [Way.OTHER_CENTRE]
    pressed("Escape")
    assert isinstance(program.window.current(), StartPage)


def test_that_a_report_and_the_folder_are_there_for_a_helper(
    start, qtbot, filled: CentreFolder, tmp_path: Path, monkeypatch
) -> None:
    spoil(filled, "empty")
    program = start(filled.root)
    page = trouble(program, qtbot)
    shown = []
    monkeypatch.setattr(trouble_page, "open_folder", shown.append)
    clicked(page.opener)
    assert shown == [filled.root]
    target = tmp_path / "report.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), ""))
    clicked(page.reporter)
    assert "LearnSoc Desktop" in target.read_text("utf-8")
    assert "report.txt" in program.window.messages.text()


@pytest.mark.parametrize(
    ("error", "first"),
    [
        (NewerCentre(place="x"), Way.OTHER_CENTRE),
        (OlderCentre(place="x"), Way.UP_TO_DATE),
        (NoRoom(name="x"), Way.MAKE_ROOM),
        (DiskFull(name="x"), Way.MAKE_ROOM),
        (FileNotWritable(name="x"), Way.READ_ONLY),
    ],
)
def test_that_every_trouble_has_a_way_out(error, first: Way) -> None:
    assert ways_of(error, Seen(readable=True, reserve=True))[0] is first
    assert ways_of(error, Seen())[-1] is Way.OTHER_CENTRE
