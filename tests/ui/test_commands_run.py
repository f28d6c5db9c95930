"""The one door to the data: commit, announce, refuse, undo, wait for the writing job."""

import threading
from functools import partial

import pytest
from sqlalchemy import text

from learnsoc_desktop.core.errors import Cancelled, ReadOnlyCentre
from learnsoc_desktop.core.worker import Worker
from learnsoc_desktop.data.database import Database, LongWrite
from learnsoc_desktop.ui.commands import Commands
from tests.ui.window_kit import Refused, add_village, count_villages, refuse

ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"


@pytest.fixture
def commands(qapp, database):
    worker = Worker()
    door = Commands(database, worker=lambda: worker)
    yield door
    door.jobs.wait()
    worker.close()


def test_that_a_command_is_committed_announced_and_told(commands):
    told, changes, results = [], [], []
    commands.done.connect(told.append)
    commands.changed.connect(changes.append)
    commands.run(partial(add_village, name="ดอนยาง"), results.append, title="เพิ่มบ้านดอนยาง")
    assert commands.query(count_villages) == 1
    assert (told, results) == (["เพิ่มบ้านดอนยาง"], ["ดอนยาง"])
    assert changes[0].touches({"Village"})


def test_that_a_refused_command_changes_nothing_and_is_told(commands):
    failed, results = [], []
    commands.failed.connect(failed.append)

    def half_done(uow):
        add_village(uow, "โคกสว่าง")
        refuse(uow)

    commands.run(half_done, results.append, title="x")
    assert isinstance(failed[0], Refused)
    assert results == []
    assert commands.query(count_villages) == 0


def test_that_a_bug_in_a_command_is_not_hidden(commands):
    with pytest.raises(ZeroDivisionError):
        commands.run(lambda _uow: 1 / 0)


def test_that_undo_and_redo_are_announced_by_their_title(commands):
    told = []
    commands.undone.connect(lambda title: told.append(("undone", title)))
    commands.redone.connect(lambda title: told.append(("redone", title)))
    commands.run(partial(add_village, name="ดอนยาง"), title="เพิ่มบ้านดอนยาง")
    assert commands.undo_title == "เพิ่มบ้านดอนยาง"
    commands.undo()
    assert commands.query(count_villages) == 0
    commands.redo()
    assert commands.query(count_villages) == 1
    assert told == [("undone", "เพิ่มบ้านดอนยาง"), ("redone", "เพิ่มบ้านดอนยาง")]


def test_that_nothing_to_undo_is_told(commands):
    failed = []
    commands.failed.connect(failed.append)
    commands.undo()
    assert str(failed[0])


def test_that_a_centre_for_reading_refuses_to_write(qapp, centre):
    with Database(centre.database, read_only=True) as database:
        door, failed = Commands(database), []
        door.failed.connect(failed.append)
        door.run(partial(add_village, name="ดอนยาง"))
        assert door.read_only
        assert isinstance(failed[0], ReadOnlyCentre)
        assert door.query(count_villages) == 0


def test_that_a_job_writes_reports_and_is_announced(commands, qtbot):
    results, told = [], []
    commands.done.connect(told.append)

    def many(uow, progress):
        for number in range(5):
            progress.step(number, 5)
            add_village(uow, f"บ้าน {number}")
        return "five"

    with qtbot.waitSignal(commands.jobs.freed):
        commands.start("Taking in 5 villages", many, results.append)
    assert results == ["five"]
    assert told == ["Taking in 5 villages"]
    assert commands.query(count_villages) == 5


def test_that_a_stopped_job_leaves_nothing(commands, qtbot):
    begun, go_on, failed = threading.Event(), threading.Event(), []
    commands.failed.connect(failed.append)

    def slow(uow, progress):
        add_village(uow, "ครึ่งทาง")
        begun.set()
        go_on.wait(10)
        progress.step(1, 2)

    with qtbot.waitSignal(commands.jobs.freed):
        job = commands.start("Slow", slow)
        assert begun.wait(10)
        job.cancel()
        go_on.set()
    assert isinstance(failed[0], Cancelled)
    assert commands.query(count_villages) == 0


def test_that_a_write_during_a_job_waits_and_is_not_lost(commands, qtbot):
    begun, go_on, order = threading.Event(), threading.Event(), []

    def slow(uow, _progress):
        begun.set()
        go_on.wait(10)
        return add_village(uow, "ของงานยาว")

    with qtbot.waitSignal(commands.jobs.freed):
        commands.start("Slow", slow, order.append)
        assert begun.wait(10)
        commands.run(partial(add_village, name="มือพิมพ์ 1"), order.append)
        commands.run(partial(add_village, name="มือพิมพ์ 2"), order.append)
        assert order == []
        assert commands.query(count_villages) == 0  # reading goes on meanwhile
        go_on.set()
    assert order == ["ของงานยาว", "มือพิมพ์ 1", "มือพิมพ์ 2"]
    assert commands.query(count_villages) == 3


def test_that_a_write_during_a_long_job_is_done_at_once(commands, qtbot):
    entered, order = threading.Event(), []

    def write(uow, _known):
        add_village(uow, "จากแฟ้ม")
        if not entered.is_set():
            entered.set()
            uow.session.execute(text(ENDLESS)).scalar()  # until somebody wants to write
        return "job"

    def long(_worker, _progress):
        return LongWrite(lambda _stage: 0, write, frozenset({"Village"}))

    with qtbot.waitSignal(commands.jobs.freed):
        commands.start_long("Slow", long, order.append)
        assert entered.wait(10)
        commands.run(partial(add_village, name="จากคน"), order.append)
        assert order == ["จากคน"]
        assert commands.query(count_villages) == 1
    assert order == ["จากคน", "job"]
    assert commands.query(count_villages) == 2


def test_that_a_long_question_is_answered_off_the_main_thread(commands, qtbot):
    threads, answers = [], []

    def question(session):
        threads.append(threading.current_thread())
        return count_villages(session)

    commands.ask("Counting", question, answers.append)
    qtbot.waitUntil(lambda: answers == [0])
    assert threads[0] is not threading.main_thread()
