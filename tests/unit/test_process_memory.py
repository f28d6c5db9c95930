"""What is asked of each system about the memory of a process; the calls are those of its headers."""

import ctypes
from typing import Any

import pytest

from learnsoc_desktop.core import process_memory

MEGABYTE = 1 << 20
PID, JOB, PROCESS = 77, 5, 6


class Kernel:
    """Stands for kernel32; remembers what is asked of it."""

    def __init__(self) -> None:
        self.asked: list[tuple[Any, ...]] = []

    def __getattr__(self, name: str) -> Any:
        def ask(*arguments: Any) -> int:
            plain = [getattr(each, "value", each) for each in arguments]
            self.asked.append((name, *plain))
            return {"CreateJobObjectW": JOB, "OpenProcess": PROCESS}.get(name, 1)

        self.__dict__[name] = ask
        return ask


def test_that_a_job_of_windows_limits_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    kernel = Kernel()
    monkeypatch.setattr(ctypes, "CDLL", lambda *_name, **_options: kernel)
    process_memory._limit_by_job(PID, 300 * MEGABYTE)
    asked = {name: arguments for name, *arguments in kernel.asked}
    job, kind, limits, size = asked["SetInformationJobObject"]
    assert (job, kind, size) == (JOB, 9, 144 if ctypes.sizeof(ctypes.c_void_p) == 8 else 112)
    told = limits._obj
    assert (told.basic.flags, told.process_memory) == (0x100, 300 * MEGABYTE)
    assert asked["AssignProcessToJobObject"] == [JOB, PROCESS]
    assert [each[1] for each in kernel.asked if each[0] == "CloseHandle"] == [PROCESS, JOB]


@pytest.mark.parametrize(("written", "memory"), [(96, 5 * MEGABYTE), (0, 0)])
def test_that_macos_tells_what_is_resident(
    monkeypatch: pytest.MonkeyPatch, written: int, memory: int
) -> None:
    class Library:
        def proc_pidinfo(self, pid: int, kind: int, _zero: Any, info: Any, size: int) -> int:
            assert (pid, kind, size) == (PID, 4, 96)
            info._obj.resident_size = 5 * MEGABYTE
            return written

    monkeypatch.setattr(ctypes, "CDLL", lambda *_name, **_options: Library())
    assert process_memory._mac(PID) == memory


@pytest.mark.parametrize(("system", "calls"), [("linux", [("malloc_trim", 0)]), ("win32", [])])
def test_that_freed_memory_is_given_back_where_the_heap_keeps_it(
    monkeypatch: pytest.MonkeyPatch, system: str, calls: list[Any]
) -> None:
    library = Kernel()
    monkeypatch.setattr(ctypes, "CDLL", lambda *_name, **_options: library)
    monkeypatch.setattr("sys.platform", system)
    process_memory.give_back()
    assert library.asked == calls


def test_that_a_library_that_cannot_give_memory_back_is_left_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda *_name, **_options: object())
    process_memory.give_back()
