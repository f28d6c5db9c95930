"""One warm child process for Python-heavy work: reading files, making papers, segmenting words.

A thread that runs pure Python makes the window stutter and cannot be stopped; a process can be
killed, has limits of its own and gives its memory back. Functions are named by ``"module:name"`` or
are functions of a module; arguments and results are plain data. The program's start calls
``multiprocessing.freeze_support``.
"""

import multiprocessing
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import ModuleType
from typing import Any

from learnsoc_desktop.core import i18n
from learnsoc_desktop.core.collector import collector_paused
from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.core.formats import current_style
from learnsoc_desktop.core.i18n import N_
from learnsoc_desktop.core.process_memory import limit_memory, memory_of
from learnsoc_desktop.core.progress import NoProgress, Progress
from learnsoc_desktop.core.worker_child import Call, Failed, Finished, Started, Stepped, serve

TIMEOUT = 60.0  # seconds of one call
MEMORY = 1 << 30  # bytes the child may take
IDLE = 300.0  # seconds after which an unused child ends
START_TIMEOUT = 120.0  # a cold disk and a virus scanner
_START = threading.Lock()
_TICK = 0.1  # seconds between two looks at the clock, the memory and the person's wish to stop


class WorkFailed(AppError):
    """The child died; the caller of ``Worker.call`` usually gives an error of its own instead."""

    message = N_("This could not be finished: the work stopped by itself.")
    hint = N_("Try again. If it happens again, try with less at a time.")


class TookTooLong(WorkFailed):
    """The child was stopped at its time limit."""

    message = N_("This was stopped because it took longer than {seconds} seconds.")
    hint = N_("Try again with less at a time.")


class TookTooMuchMemory(WorkFailed):
    """The child was stopped at its memory limit."""

    message = N_("This was stopped because it needs too much memory.")
    hint = N_("Try again with less at a time.")


class Worker:
    """One child process, started on demand and used by one call at a time, from any thread."""

    def __init__(
        self, *, timeout: float = TIMEOUT, memory: int = MEMORY, idle: float = IDLE
    ) -> None:
        self._timeout, self._memory, self._idle = timeout, memory, idle
        self._turn = threading.Lock()
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._timer: threading.Timer | None = None
        self._closed = False
        self._modules: tuple[str, ...] = ()

    @property
    def alive(self) -> bool:
        """True while a child is there."""
        process = self._process
        return process is not None and process.is_alive()

    def warm(self, *modules: str) -> None:
        """Start the child now, so that the next call need not wait; return at once.

        The child imports ``modules`` before its first call, now and whenever it is started again.
        """
        if self._turn.acquire(blocking=False):
            try:
                self._modules = modules
                self._ensure()
                self._end_when_idle()
            finally:
                self._turn.release()

    def call(
        self,
        function: str | Callable[..., Any],
        *args: object,
        progress: Progress | None = None,
        timeout: float | None = None,
        failure: AppError | None = None,
        **kwargs: object,
    ) -> Any:  # noqa: ANN401  what the function returns
        """Run ``function(*args, **kwargs)`` in the child and return what it returns.

        A function with a parameter ``progress`` reports its steps to ``progress`` here. When
        ``progress.step`` raises Cancelled, the child is killed; ``step`` is called ten times a
        second even when the function reports nothing. ``timeout`` counts seconds from the start of
        the function. Raises what the function raised; or ``failure`` (WorkFailed when not given) if
        the child died or went over its time or memory.
        """
        progress = progress or NoProgress()
        while not self._turn.acquire(timeout=_TICK):
            progress.step(0, 0)
        try:
            return self._call(
                Call(_name(function), args, kwargs, self._memory, i18n.language(), current_style()),
                progress,
                self._timeout if timeout is None else timeout,
                failure,
            )
        finally:
            self._turn.release()

    def close(self) -> None:
        """End the child; a call that still runs in another thread is stopped first."""
        self._closed = True
        if not self._turn.acquire(blocking=False):
            process = self._process
            if process is not None:
                process.kill()
            self._turn.acquire()
        try:
            self._end()
        finally:
            self._turn.release()

    def _call(
        self, call: Call, progress: Progress, timeout: float, failure: AppError | None
    ) -> object:
        process, pipe = self._ensure()
        done = False
        try:
            with collector_paused():
                pipe.send(call)
            result = self._follow(process, pipe, progress, timeout)
            done = True
        except (EOFError, OSError) as error:
            raise failure or WorkFailed() from error
        except WorkFailed as error:
            raise failure or error from error
        finally:
            if done:
                self._end_when_idle()
            else:
                self._kill()
        if isinstance(result, Failed):
            if isinstance(result.error, MemoryError):
                raise failure or TookTooMuchMemory() from result.error
            result.error.add_note(result.trace)
            raise result.error
        return result.value

    def _follow(
        self, process: BaseProcess, pipe: Connection, progress: Progress, timeout: float
    ) -> Finished | Failed:
        """Wait for the end of a call; pass its steps on; watch clock and memory."""
        limit, ends = START_TIMEOUT, time.monotonic() + START_TIMEOUT
        last = Stepped(0, 0, "")
        while True:
            if pipe in wait([pipe, process.sentinel], _TICK):
                with collector_paused():  # ten thousand rows arrive in one go; the window waits
                    message = pipe.recv()
                match message:
                    case Finished() | Failed() as result:
                        return result
                    case Started():
                        limit, ends = timeout, time.monotonic() + timeout
                    case Stepped() as last:
                        progress.step(last.done, last.total, last.text)
                        continue
            elif not process.is_alive():
                raise WorkFailed
            progress.step(last.done, last.total, last.text)
            if time.monotonic() > ends:
                raise TookTooLong(seconds=round(limit))
            if memory_of(process.pid) > self._memory:
                raise TookTooMuchMemory

    def _ensure(self) -> tuple[BaseProcess, Connection]:
        """Return the child, started if there is none."""
        if self._timer is not None:
            self._timer.cancel()
        if self._process is None or self._pipe is None or not self._process.is_alive():
            self._end()
            context = multiprocessing.get_context("spawn")
            self._pipe, other = context.Pipe()
            self._process = context.Process(
                target=serve, args=(other, self._modules), name="learnsoc-worker", daemon=True
            )
            with _START, _without_main():
                self._process.start()
            other.close()
            limit_memory(self._process.pid, self._memory)
        return self._process, self._pipe

    def _end_when_idle(self) -> None:
        if self._closed:
            self._end()
            return
        self._timer = threading.Timer(self._idle, self._end_idle)
        self._timer.daemon = True
        self._timer.start()

    def _end_idle(self) -> None:
        if self._turn.acquire(blocking=False):
            try:
                self._end()
            finally:
                self._turn.release()

    def _end(self) -> None:
        """Let the child finish by itself: it reads that nobody will call any more."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._pipe is not None:
            self._pipe.close()
        if self._process is not None:
            self._process.join(1.0)
        self._kill()

    def _kill(self) -> None:
        process, pipe = self._process, self._pipe
        self._process = self._pipe = None
        if process is not None:
            process.kill()
            process.join()
            with suppress(ValueError):  # already closed by another thread's kill
                process.close()
        if pipe is not None:
            pipe.close()


@contextmanager
def _without_main() -> Iterator[None]:
    """Keep the child from importing the start module of the program again, and the window with it."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _name(function: str | Callable[..., Any]) -> str:
    """Return ``"module:name"`` of a function; a lambda has no name the child could find."""
    if isinstance(function, str):
        return function
    if "<" in function.__qualname__ or function.__module__ == "__main__":
        raise TypeError(function)
    return f"{function.__module__}:{function.__qualname__}"
