"""While a centre is open: room on the disk, a damaged file, a search index that lacks rows."""

from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import text
from sqlcipher3 import dbapi2
from sqlmodel import select

from learnsoc_desktop import app as app_module
from learnsoc_desktop.core.files import DiskFull
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.errors import DamagedValue, NoRoom
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.exchange.backup import make_backup
from learnsoc_desktop.exchange.backup_manifest import Why
from learnsoc_desktop.features.maintenance import about_page, guard_service, guard_widget
from learnsoc_desktop.features.maintenance.guard_service import LEAST_FREE, look_inside
from learnsoc_desktop.features.maintenance.guard_widget import Guard
from learnsoc_desktop.features.maintenance.trouble_page import TroublePage
from learnsoc_desktop.features.people.model import Person

MB = 1024 * 1024


@pytest.fixture
def free(monkeypatch):
    """Let the disk have as much room as a test says."""
    room = [LEAST_FREE * 4]
    monkeypatch.setattr(guard_service, "free_bytes", lambda _path: room[0])
    monkeypatch.setattr(CentreFolder.keep_reserve, "__defaults__", (64 * 1024,))
    return room


@pytest.fixture
def guarded(start, qtbot, centre: CentreFolder, free):
    """Return a function that starts the program and waits until the disk was looked at."""

    def begin():
        program = start(centre.root)
        program._keep()
        guard = program._guard
        assert isinstance(guard, Guard)
        qtbot.waitUntil(lambda: not guard._looking and not program.desk.jobs.running)
        return program, guard

    return begin


def strip(program) -> str:
    notice = program.window.notice
    return "" if notice.isHidden() else notice.note.text()


def test_that_room_is_kept_for_a_full_disk(guarded, centre: CentreFolder) -> None:
    program, _guard = guarded()
    assert centre.reserve.stat().st_size == 64 * 1024
    assert strip(program) == ""


def test_that_little_room_is_told_until_there_is_more(
    guarded, qtbot, free, centre: CentreFolder, monkeypatch
) -> None:
    free[0] = 320 * MB
    shown = []
    monkeypatch.setattr(about_page, "open_folder", shown.append)
    program, guard = guarded()
    assert not centre.reserve.exists()
    assert "Only 320.0 MB are free" in strip(program)
    qtbot.mouseClick(program.window.notice.act, Qt.MouseButton.LeftButton)
    assert shown == [centre.root]
    free[0] = LEAST_FREE * 2
    guard.look_at_disk()
    qtbot.waitUntil(lambda: strip(program) == "")


@pytest.mark.parametrize("error", [NoRoom(place="x", name="x"), DiskFull(name="x")])
def test_that_a_full_disk_gives_the_reserve_free(
    guarded, free, centre: CentreFolder, error
) -> None:
    program, _guard = guarded()
    free[0] = 0
    program._context.commands.failed.emit(error)
    assert not centre.reserve.exists()
    assert "enough to export and delete" in program.window.messages.text()


def test_that_a_full_stick_does_not_cost_the_reserve(guarded, centre: CentreFolder) -> None:
    program, _guard = guarded()
    program._context.commands.failed.emit(DiskFull(name="list.xlsx"))
    assert centre.reserve.exists()
    assert "list.xlsx" in program.window.messages.text()


def test_that_rows_search_does_not_find_are_put_in_order_on_demand(
    guarded, qtbot, centre: CentreFolder
) -> None:
    with Database(centre.database) as database, database.writing() as uow:
        uow.insert_many(Person, [{"first_name": f"คนที่ {number}"} for number in range(9)])
    with Database(centre.database) as database, database.writing() as uow:
        uow.session.connection().execute(text("DELETE FROM search_doc WHERE docid < 4"))
    assert look_inside(centre).unfound > 0
    program, _guard = guarded()
    bar = program.window.messages
    assert "Search does not find everything" in bar.text()
    assert bar.act.text() == "Put search in order"
    qtbot.mouseClick(bar.act, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Search finds everything again" in bar.text())
    assert look_inside(centre).unfound == 0


def test_that_damage_found_while_it_is_open_stops_the_writing_and_leads_to_the_ways_out(
    guarded, qtbot, monkeypatch
) -> None:
    monkeypatch.setattr(
        guard_widget, "look_inside", lambda _folder: guard_service.Inside(damaged=True)
    )
    program, _guard = guarded()
    assert "damaged inside. Nothing more is written" in strip(program)
    written = []
    program._context.commands.run(
        lambda uow: uow.add(Person(first_name="ก")), lambda _done: written.append(1)
    )
    assert written == []
    assert "damaged" in program.window.messages.text()
    qtbot.mouseClick(program.window.notice.act, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(program.window.current(), TroublePage))
    assert program.window.stack.context is None


def add_people(centre: CentreFolder) -> None:
    with Database(centre.database) as database, database.writing() as uow:
        uow.insert_many(
            Person, [{"first_name": f"คนที่ {number}", "notes": "จด"} for number in range(9)]
        )


def turn(centre: CentreFolder, column: str, value: str) -> None:
    """Change a value as a disk does: behind everybody's back."""
    with closing(dbapi2.connect(centre.database)) as driver, driver:
        driver.execute(f"UPDATE person SET {column} = ? WHERE rowid = 1", (value,))


def test_that_a_value_the_disk_changed_is_put_right_on_demand(
    guarded, qtbot, centre: CentreFolder
) -> None:
    add_people(centre)
    make_backup(centre, Why.CLOSE)
    turn(centre, "notes", "จก")
    program, _guard = guarded()
    assert "The disk changed 1 value" in strip(program)
    qtbot.mouseClick(program.window.notice.act, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: strip(program) == "")
    assert "1 value is again what was written" in program.window.messages.text()
    notes = program._context.commands.query(lambda s: set(s.exec(select(Person.notes)).all()))
    assert notes == {"จด"}


@pytest.mark.parametrize("backed_up", [True, False])
def test_that_a_date_that_is_none_any_more_ends_in_a_sentence_with_a_way_out(
    guarded, qtbot, centre: CentreFolder, backed_up
) -> None:
    add_people(centre)
    if backed_up:
        make_backup(centre, Why.CLOSE)
    program, guard = guarded()
    crashed = []
    program._crashes.crashed.connect(crashed.append)
    turn(centre, "created_at", "2026-1y-22 08:00:00")
    with pytest.raises(DamagedValue):
        program._context.commands.query(lambda session: session.exec(select(Person)).all())
    qtbot.waitUntil(lambda: strip(program) != "" and not program.desk.jobs.running)
    if backed_up:
        assert "The disk changed 1 value" in strip(program)
        qtbot.mouseClick(program.window.notice.act, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: strip(program) == "")
        assert program._context.commands.query(lambda s: len(s.exec(select(Person)).all())) == 9
    else:
        assert "no backup knows it" in strip(program)
        qtbot.mouseClick(program.window.notice.act, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: isinstance(program.window.current(), TroublePage))
    assert crashed == []
    assert not guard._damaged


def test_that_a_centre_whose_first_page_cannot_be_read_shows_the_way_out(
    start, qtbot, centre: CentreFolder, free, monkeypatch
) -> None:
    with closing(dbapi2.connect(centre.database)) as driver, driver:
        driver.execute("UPDATE centre_profile SET created_at = 'x'")
    monkeypatch.setattr(app_module, "KEPT_AFTER", 1)
    with qtbot.capture_exceptions():
        program = start(centre.root)
        qtbot.waitUntil(lambda: "no backup knows it" in strip(program))
    assert "makes no sense" in program.window.messages.text()


def test_that_a_damaged_file_is_seen(centre: CentreFolder) -> None:
    assert not look_inside(centre).damaged
    content = centre.database.read_bytes()
    centre.database.write_bytes(content[:40_960] + bytes(40_960) + content[81_920:])
    assert look_inside(centre).damaged
