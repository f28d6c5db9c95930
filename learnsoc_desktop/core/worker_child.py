"""What runs in the child process of ``core.worker``."""

import gc
import inspect
import os
import pickle
import signal
import sys
import threading
import time
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from pickle import PicklingError

from learnsoc_desktop.core import i18n, paths
from learnsoc_desktop.core.formats import Style, set_style
from learnsoc_desktop.core.lazy import resolve

STEP_SECONDS = 0.05  # steps that come faster are not sent
NICENESS = 5  # the window goes first
# Large tables are no garbage; looking through them at every 700th new object takes a third of the time.
GARBAGE = (200_000, 20, 100)


@dataclass(frozen=True, slots=True)
class Call:
    """One function to run: its name, what it is given, and how it speaks."""

    function: str
    args: tuple[object, ...]
    kwargs: Mapping[str, object]
    memory: int
    language: str
    style: Style


@dataclass(frozen=True, slots=True)
class Started:
    """The function runs from now on."""


@dataclass(frozen=True, slots=True)
class Stepped:
    """How far it is."""

    done: int
    total: int
    text: str


@dataclass(frozen=True, slots=True)
class Finished:
    """What it returned."""

    value: object


@dataclass(frozen=True, slots=True)
class Failed:
    """What it raised."""

    error: BaseException
    trace: str


class Reporter:
    """The progress a function in the child is given; sends its steps to the parent."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._sent = 0.0

    def step(self, done: int, total: int, text: str = "") -> None:
        """Send a step; the parent kills this process when the person wants to stop."""
        now = time.monotonic()
        if now - self._sent >= STEP_SECONDS or done == total:
            self._sent = now
            self._pipe.send(Stepped(done, total, text))


def serve(pipe: Connection, modules: Sequence[str] = ()) -> None:
    """Import ``modules``, then run calls until the parent closes the pipe or dies."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's to answer
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    gc.set_threshold(*GARBAGE)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    for module in modules:
        import_module(module)
    while True:
        try:
            call = pipe.recv()
        except (EOFError, OSError):
            return
        answer = _run(call, pipe)
        try:
            pipe.send(answer)
        except (PicklingError, TypeError, AttributeError) as error:
            pipe.send(Failed(TypeError(f"{call.function}: {error}"), traceback.format_exc()))


def _run(call: Call, pipe: Connection) -> Finished | Failed:
    if i18n.language() != call.language:
        i18n.set_language(call.language, paths.catalogues())
    set_style(call.style)
    pipe.send(Started())
    try:
        function = resolve(call.function)
        kwargs = dict(call.kwargs)
        if "progress" in inspect.signature(function).parameters:
            kwargs["progress"] = Reporter(pipe)
        with _memory_limit(call.memory):
            return Finished(function(*call.args, **kwargs))
    except Exception as error:  # noqa: BLE001  every error is raised again in the parent
        return Failed(_portable(error), traceback.format_exc())


def _portable(error: Exception) -> Exception:
    """Return ``error``, or its text where it cannot travel between processes."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301  our own bytes
    except (PicklingError, TypeError, AttributeError, ValueError):
        return RuntimeError(repr(error))
    return error


def _end_with_parent() -> None:
    """End in the middle of a call, too, when the parent was killed."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


@contextmanager
def _memory_limit(memory: int) -> Iterator[None]:
    """Refuse more than ``memory`` bytes above what is mapped now, where the system can (Linux)."""
    if sys.platform != "linux":
        yield
        return
    import resource  # noqa: PLC0415  not on every system

    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
        mapped = int(file.read().split()[0]) * resource.getpagesize()
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    with suppress(ValueError):  # a stricter limit of the system stays
        resource.setrlimit(resource.RLIMIT_AS, (mapped + memory, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
