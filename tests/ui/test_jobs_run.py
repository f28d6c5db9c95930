"""Long operations: order, progress, stop, bugs."""

import threading

import pytest
from pytestqt.exceptions import capture_exceptions

from learnsoc_desktop.core.errors import AppError, Cancelled
from learnsoc_desktop.ui.jobs import JobRunner


@pytest.fixture
def jobs(qapp):
    runner = JobRunner()
    yield runner
    runner.wait()


def test_that_progress_arrives_on_the_main_thread(jobs, qtbot):
    seen, results = [], []

    def work(progress):
        progress.step(1, 2, "half")
        return threading.current_thread()

    jobs.started.connect(
        lambda job: job.progressed.connect(
            lambda *step: seen.append((*step, threading.current_thread()))
        )
    )
    jobs.start("Work", work, results.append, pytest.fail)
    qtbot.waitUntil(lambda: bool(results))
    assert seen == [(1, 2, "half", threading.main_thread())]
    assert results[0] is not threading.main_thread()
    assert jobs.running == ()


def test_that_writing_jobs_run_one_after_the_other(jobs, qtbot):
    at_once, most, done = [], [], []

    def work(_progress):
        at_once.append(1)
        most.append(len(at_once))
        at_once.pop()

    for _ in range(5):
        jobs.start("Write", work, done.append, pytest.fail, writes=True)
    assert jobs.writing is not None
    qtbot.waitUntil(lambda: len(done) == 5)
    assert set(most) == {1}
    assert jobs.writing is None


def test_that_a_stopped_job_fails_with_cancelled(jobs, qtbot):
    begun, go_on, failures = threading.Event(), threading.Event(), []

    def work(progress):
        begun.set()
        go_on.wait(10)
        progress.step(1, 1)

    job = jobs.start("Work", work, pytest.fail, failures.append)
    assert begun.wait(10)
    jobs.cancel()
    assert job.stopping
    go_on.set()
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], Cancelled)


def test_that_a_bug_in_a_job_is_raised_on_the_main_thread(jobs, qtbot):
    failures: list[AppError] = []
    with capture_exceptions() as raised:
        jobs.start("Work", lambda _progress: 1 / 0, pytest.fail, failures.append, writes=True)
        qtbot.waitUntil(lambda: bool(raised))
    assert raised[0][0] is ZeroDivisionError
    assert failures == []
    assert jobs.running == ()
