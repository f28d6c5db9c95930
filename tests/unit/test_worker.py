"""The child process: what comes back, what does not, and what stops it."""

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from learnsoc_desktop.core import formats, i18n
from learnsoc_desktop.core.errors import AppError, Cancelled, FieldRefused, FileRefused
from learnsoc_desktop.core.errors import Fault as RowFault
from learnsoc_desktop.core.progress import Progress
from learnsoc_desktop.core.worker import TookTooLong, TookTooMuchMemory, Worker, WorkFailed


def add(one: int, two: int) -> int:
    return one + two


def child_id() -> int:
    return os.getpid()


def count(total: int, progress: Progress) -> int:
    for done in range(1, total + 1):
        progress.step(done, total, f"row {done}")
    return total


def spin(flag: str) -> None:
    Path(flag).touch()
    while True:
        pass


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)


def take(size: int) -> int:
    return len(bytearray(size))


def refuse() -> None:
    raise FieldRefused(field="ชื่อ", reason="ยาวเกินไป")


def refuse_file() -> None:
    raise FileRefused([RowFault(3, "เพศ", "?")], name="a.csv", count=1)


def fail() -> None:
    raise ZeroDivisionError("a bug")


class HomeMadeError(Exception):
    def __init__(self, one: int, two: int) -> None:
        super().__init__(f"{one} {two}")


def fail_oddly() -> None:
    raise HomeMadeError(1, 2)


def has_module(name: str) -> bool:
    return name in sys.modules


def speech() -> tuple[str, str]:
    return i18n.language(), formats.date_short(date(2026, 11, 22))


def not_plain() -> object:
    return threading.Lock()


class Steps:
    """A progress that keeps what it heard and stops when told."""

    def __init__(self, stop: threading.Event | None = None) -> None:
        self.heard: list[tuple[int, int, str]] = []
        self._stop = stop

    def step(self, done: int, total: int, text: str = "") -> None:
        self.heard.append((done, total, text))
        if self._stop is not None and self._stop.is_set():
            raise Cancelled


class StopWhenThere:
    """A progress of a person who stops as soon as the file ``flag`` is there."""

    def __init__(self, flag: Path) -> None:
        self._flag = flag

    def step(self, *step: object) -> None:  # noqa: ARG002
        if self._flag.exists():
            raise Cancelled


@pytest.fixture(scope="module")
def shared() -> Iterator[Worker]:
    worker = Worker()
    yield worker
    worker.close()


@pytest.fixture
def worker() -> Iterator[Worker]:
    worker = Worker()
    yield worker
    worker.close()


def test_that_a_function_runs_in_another_process_that_stays_warm(shared: Worker) -> None:
    first = shared.call(child_id)
    assert first != os.getpid()
    assert shared.call(child_id) == first
    assert shared.call(add, 2, 3) == 5
    assert shared.call("os.path:basename", "a/b") == "b"


def test_that_progress_arrives_and_ends_with_the_last_step(shared: Worker) -> None:
    steps = Steps()
    assert shared.call(count, 5000, progress=steps) == 5000
    assert steps.heard[-1] == (5000, 5000, "row 5000")
    assert len(steps.heard) < 500, "steps are sent now and then only"


def test_that_an_expected_error_keeps_its_class_and_its_words(shared: Worker) -> None:
    with pytest.raises(FieldRefused) as caught:
        shared.call(refuse)
    assert str(caught.value) == "ชื่อ: ยาวเกินไป"
    assert caught.value.params == {"field": "ชื่อ", "reason": "ยาวเกินไป"}
    with pytest.raises(FileRefused) as refused:
        shared.call(refuse_file)
    assert refused.value.faults == (RowFault(3, "เพศ", "?"),)


def test_that_a_bug_in_the_child_is_raised_with_the_trace_of_the_child(shared: Worker) -> None:
    with pytest.raises(ZeroDivisionError) as caught:
        shared.call(fail)
    assert "in fail" in "".join(caught.value.__notes__)
    with pytest.raises(RuntimeError, match="1 2"):
        shared.call(fail_oddly)
    with pytest.raises(TypeError, match="not_plain"):
        shared.call(not_plain)
    assert shared.call(add, 1, 1) == 2


def test_that_a_function_without_a_name_is_refused_at_once(shared: Worker) -> None:
    with pytest.raises(TypeError):
        shared.call(lambda: 1)


def test_that_stopping_kills_a_child_that_reports_nothing(worker: Worker, tmp_path: Path) -> None:
    flag = tmp_path / "runs"
    before = worker.call(child_id)
    with pytest.raises(Cancelled):
        worker.call(spin, str(flag), progress=StopWhenThere(flag))
    assert not worker.alive
    assert worker.call(child_id) != before


def test_that_a_child_that_dies_gives_the_error_of_the_caller(worker: Worker) -> None:
    with pytest.raises(WorkFailed):
        worker.call(die)
    with pytest.raises(FieldRefused):
        worker.call(die, failure=FieldRefused(field="x", reason="y"))
    assert worker.call(add, 1, 2) == 3


def test_that_a_call_over_its_time_is_killed(worker: Worker, tmp_path: Path) -> None:
    with pytest.raises(TookTooLong) as caught:
        worker.call(spin, str(tmp_path / "a"), timeout=0.3)
    assert caught.value.advice
    assert not worker.alive


def test_that_a_call_over_its_memory_is_refused() -> None:
    worker = Worker(memory=100 << 20)
    try:
        with pytest.raises(TookTooMuchMemory):
            worker.call(take, 400 << 20)
        own = AppError()
        with pytest.raises(AppError) as caught:
            worker.call(take, 400 << 20, failure=own)
        assert caught.value is own
        assert worker.call(take, 1 << 20) == 1 << 20
    finally:
        worker.close()


def test_that_an_idle_child_ends_and_the_next_call_starts_another() -> None:
    worker = Worker(idle=0.05)
    try:
        first = worker.call(child_id)
        deadline = time.monotonic() + 10
        while worker.alive and time.monotonic() < deadline:
            threading.Event().wait(0.02)
        assert not worker.alive
        assert worker.call(child_id) != first
    finally:
        worker.close()


def test_that_a_warm_child_has_its_modules_before_the_first_call(worker: Worker) -> None:
    worker.warm("colorsys")
    assert worker.alive
    assert worker.call(has_module, "colorsys")
    assert not worker.call(has_module, "turtle")
    assert not worker.call(has_module, "PySide6"), "the child has no use for the window"


def test_that_the_child_speaks_and_writes_as_the_window_does(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(i18n, "_language", "th")
    before = formats.current_style()
    formats.set_style(formats.Style(calendar="ce", digits="thai", language="en"))
    try:
        assert worker.call(speech) == ("th", "๒๒/๑๑/๒๐๒๖")
    finally:
        formats.set_style(before)


def test_that_a_second_caller_waits_its_turn_and_may_stop_waiting(
    worker: Worker, tmp_path: Path
) -> None:
    flag, stop, ended = tmp_path / "runs", threading.Event(), threading.Event()

    def first() -> None:
        with pytest.raises(Cancelled):
            worker.call(spin, str(flag), progress=Steps(stop))
        ended.set()

    thread = threading.Thread(target=first)
    thread.start()
    with pytest.raises(Cancelled):
        worker.call(add, 1, 2, progress=StopWhenThere(flag))
    assert not ended.is_set()
    stop.set()
    assert worker.call(add, 1, 2) == 3
    thread.join(10)
    assert ended.is_set()


def test_that_closing_stops_a_running_call(tmp_path: Path) -> None:
    worker, flag, errors = Worker(), tmp_path / "runs", []

    def run() -> None:
        try:
            worker.call(spin, str(flag))
        except WorkFailed as error:
            errors.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    deadline = time.monotonic() + 15
    while not flag.exists() and time.monotonic() < deadline:
        threading.Event().wait(0.02)
    worker.close()
    thread.join(10)
    assert len(errors) == 1
    assert not worker.alive
