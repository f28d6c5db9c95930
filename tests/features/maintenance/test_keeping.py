"""The backups the window makes by itself, and the light that tells of them."""

import threading
from datetime import timedelta
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from sqlmodel import select

from learnsoc_desktop.core.files import DiskFull
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.entity import utc_now
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.exchange import backup, backup_auto, backup_copies
from learnsoc_desktop.exchange.backup_copies import copy_to
from learnsoc_desktop.exchange.backup_manifest import Why, backups_in
from learnsoc_desktop.exchange.backup_rehearsal import last_rehearsal
from learnsoc_desktop.exchange.backup_verify import verify_backup
from learnsoc_desktop.features.centre.model import Village, VillageDetails
from learnsoc_desktop.features.maintenance import closing_widget
from learnsoc_desktop.features.maintenance.keeper_widget import Keeper
from learnsoc_desktop.ui.wait_page import WaitPage
from tests.features.maintenance.kit import at_care, clicked
from tests.features.people.import_kit import NearWorker


def add_village(uow, name: str) -> None:
    uow.add(Village.model_validate(VillageDetails(name=name)))


def names_in(path) -> list[str]:
    with Database.open(path, read_only=True) as copy, copy.reading() as session:
        return list(session.exec(select(Village.name)))


@pytest.fixture
def keeper(database, qtbot):
    """Return who looks after the copies of an open centre, with its window and context."""
    window, context, _page = at_care(database, "about")
    keeper = Keeper(context, NearWorker())
    qtbot.waitUntil(lambda: keeper._job is None)
    yield SimpleNamespace(window=window, context=context, keeper=keeper)
    keeper.end()
    context.desk.jobs.wait()


def keep(kept, qtbot) -> None:
    kept.keeper.keep()
    qtbot.waitUntil(lambda: kept.keeper._job is None)


def test_that_closing_the_window_makes_a_verified_backup_of_what_was_typed(start, centre, qtbot):
    program = start(centre.root)
    program._context.commands.run(lambda uow: add_village(uow, "บ้านใหม่"), title="x")
    program.window.close()
    qtbot.waitUntil(program.window.isHidden)
    (made,) = backups_in(centre.backups)
    assert made.why is Why.CLOSE
    assert made.verified
    assert verify_backup(made).sound
    assert names_in(made.path) == ["บ้านใหม่"]


def test_that_closing_without_a_change_makes_no_second_backup(start, centre, qtbot):
    for _time in range(2):
        program = start(centre.root)
        program.window.close()
        qtbot.waitUntil(program.window.isHidden)
    assert len(backups_in(centre.backups)) == 1


def test_that_a_long_backup_at_close_is_told_and_need_not_be_waited_for(
    start, centre, qtbot, monkeypatch
):
    go_on = threading.Event()

    def slow(_folder, _why, *, progress, **_rest):
        while not go_on.wait(0.01):
            progress.step(1, 4)

    monkeypatch.setattr(closing_widget, "back_up_if_changed", slow)
    program = start(centre.root)
    window = program.window
    window.close()
    qtbot.waitUntil(lambda: isinstance(window.current(), WaitPage))
    page = window.current()
    assert "saved already" in page.words.text()
    qtbot.waitUntil(lambda: page.bar.value() == 1)
    clicked(page.act)
    assert window.isHidden()
    go_on.set()


def test_that_a_backup_that_cannot_be_made_at_close_is_said_and_the_window_closes(
    start, centre, qtbot, monkeypatch
):
    def full(_folder, _why, **_rest):
        raise DiskFull(name="x")

    monkeypatch.setattr(closing_widget, "back_up_if_changed", full)
    window = start(centre.root).window
    window.close()
    qtbot.waitUntil(lambda: isinstance(window.current(), WaitPage))
    assert "saved all the same" in window.current().words.text()
    clicked(window.current().act)
    assert window.isHidden()


def test_that_a_backup_cut_off_at_close_leaves_the_one_before_and_nothing_half(
    start, centre, qtbot, monkeypatch
):
    before = backup_auto.back_up(centre, Why.ASKED)

    def cut(*_args, **_rest):
        raise closing_widget.Cancelled

    monkeypatch.setattr(backup, "check_copy", cut)
    program = start(centre.root)
    program._context.commands.run(lambda uow: add_village(uow, "ก"), title="x")
    program.window.close()
    program.window.close()
    qtbot.waitUntil(program.window.isHidden)
    assert [each.path for each in backups_in(centre.backups)] == [before.path]
    assert verify_backup(before).sound
    assert names_in(centre.database) == ["ก"]


def test_that_another_centre_is_opened_at_once_and_the_one_before_is_backed_up(
    start, centre, qtbot
):
    program = start(centre.root)
    program.close_centre()
    qtbot.waitUntil(lambda: bool(backups_in(centre.backups)))


def test_that_half_an_hour_with_changes_makes_a_backup(keeper, centre, qtbot, monkeypatch):
    keep(keeper, qtbot)
    assert [each.why for each in backups_in(centre.backups)] == [Why.TIMER]
    keeper.context.commands.run(lambda uow: add_village(uow, "ก"), title="x")
    keep(keeper, qtbot)
    assert len(backups_in(centre.backups)) == 1
    later = utc_now() + timedelta(minutes=31)
    monkeypatch.setattr(backup_auto, "utc_now", lambda: later)
    keep(keeper, qtbot)
    made = backups_in(centre.backups)
    assert len(made) == 2
    assert made[-1].verified


def test_that_a_mark_is_saved_while_a_backup_runs(keeper, qtbot, monkeypatch):
    running, go_on = threading.Event(), threading.Event()
    copied = backup.copy_pages

    def slow(*args):
        running.set()
        go_on.wait(5)
        return copied(*args)

    monkeypatch.setattr(backup, "copy_pages", slow)
    keeper.keeper.keep()
    assert running.wait(5)
    saved = []
    keeper.context.commands.run(lambda uow: add_village(uow, "ก"), saved.append, title="x")
    assert saved == [None]
    go_on.set()
    qtbot.waitUntil(lambda: keeper.keeper._job is None)


def test_that_the_light_goes_from_red_to_amber_to_green(
    keeper, centre, tmp_path, qtbot, monkeypatch
):
    light, desk = keeper.window.navigation.light, keeper.context.desk
    assert (light.safety.tone, light.text()) == ("bad", "Not yet copied")
    keep(keeper, qtbot)
    assert (light.safety.tone, light.text()) == ("late", "A copy is due")
    assert light.safety.detail == "On this machine only"
    monkeypatch.setattr(backup_copies, "_other_disk", lambda *_places: True)
    copy_to(centre, tmp_path)
    desk.copies_changed.emit()
    qtbot.waitUntil(lambda: light.safety.tone == "good")
    assert light.text() == "The data are safe"
    assert "On another disk today" in light.toolTip()
    assert "Backed up today" in light.accessibleDescription()


def test_that_the_light_reminds_of_a_copy_that_grew_old(
    keeper, centre, tmp_path, qtbot, monkeypatch
):
    monkeypatch.setattr(backup_copies, "_other_disk", lambda *_places: True)
    copy_to(centre, tmp_path, now=utc_now() - timedelta(days=9))
    keep(keeper, qtbot)
    light = keeper.window.navigation.light
    assert (light.safety.tone, light.safety.detail) == ("late", "Copied 9 days ago")


def test_that_the_light_leads_to_the_copies(keeper, qtbot):
    qtbot.mouseClick(keeper.window.navigation.light, Qt.MouseButton.LeftButton)
    assert keeper.window.stack.place == "care"
    assert keeper.window.current().section == "safety"


def test_that_a_restore_is_rehearsed_once_a_month(keeper, centre, qtbot):
    keep(keeper, qtbot)
    first = last_rehearsal(centre)
    assert first.sound
    keep(keeper, qtbot)
    assert last_rehearsal(centre) == first


def test_that_a_full_disk_is_told_once(keeper, centre, qtbot, monkeypatch):
    def full(*_args, **_rest):
        raise DiskFull(name="x")

    monkeypatch.setattr(CentreFolder, "prepare", full)
    keep(keeper, qtbot)
    qtbot.waitUntil(lambda: keeper.keeper._job is None)
    assert "automatic backup was not made" in keeper.window.messages.text()
    keeper.window.messages.hide()
    keep(keeper, qtbot)
    assert keeper.window.messages.isHidden()


def test_that_a_child_process_makes_the_backup_and_ends_with_the_centre(database, centre, qtbot):
    _window, context, _page = at_care(database, "about")
    keeper = Keeper(context)
    qtbot.waitUntil(lambda: keeper._job is None)
    keeper.keep()
    qtbot.waitUntil(lambda: keeper._job is None, timeout=30_000)
    assert [each.why for each in backups_in(centre.backups)] == [Why.TIMER]
    assert context.desk.safety.tone == "late"
    assert keeper._worker.alive
    keeper.end()
    assert not keeper._worker.alive
