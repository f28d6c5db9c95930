"""How much memory a process takes and may take, asked of the system without further packages."""

import ctypes
import sys
from pathlib import Path

_QUERY = 0x1000  # PROCESS_QUERY_LIMITED_INFORMATION
_SET_QUOTA, _TERMINATE = 0x0100, 0x0001  # what it takes to put a process into a job
_EXTENDED_LIMITS = 9  # JobObjectExtendedLimitInformation
_PROCESS_MEMORY = 0x0100  # JOB_OBJECT_LIMIT_PROCESS_MEMORY
_TASK_INFO = 4  # PROC_PIDTASKINFO


def memory_of(pid: int | None) -> int:
    """Return the bytes of memory process ``pid`` holds, 0 where that cannot be told."""
    if sys.platform == "linux":
        return 0 if pid is None else _linux(pid)
    elif sys.platform == "win32":  # noqa: RET505  type checkers know this form
        return 0 if pid is None else _windows(pid)
    elif sys.platform == "darwin":
        return 0 if pid is None else _mac(pid)
    else:
        return 0


def limit_memory(pid: int | None, memory: int) -> None:
    """Let the system refuse process ``pid`` more than ``memory`` bytes, where a parent can say so (Windows).

    Elsewhere a process limits itself, or only the watch of its parent stops it.
    """
    if sys.platform == "win32" and pid is not None:
        _limit_by_job(pid, memory)


def give_back() -> None:
    """Give memory that was freed back to the system, after work that needed much for a moment (2 ms).

    glibc keeps freed pieces for itself; the heaps of other systems give them back by themselves.
    """
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # not every Linux has glibc
        if trim is not None:
            trim(0)


def _linux(pid: int) -> int:
    try:
        text = Path(f"/proc/{pid}/statm").read_text("ascii")
    except OSError:  # it has just ended
        return 0
    import resource  # noqa: PLC0415  not on every system

    return int(text.split()[1]) * resource.getpagesize()


class _Counters(ctypes.Structure):
    """PROCESS_MEMORY_COUNTERS of psapi.h."""

    _fields_ = (
        ("size", ctypes.c_uint32),
        ("page_faults", ctypes.c_uint32),
        ("peak_working_set", ctypes.c_size_t),
        ("working_set", ctypes.c_size_t),
        ("quota_peak_paged_pool", ctypes.c_size_t),
        ("quota_paged_pool", ctypes.c_size_t),
        ("quota_peak_nonpaged_pool", ctypes.c_size_t),
        ("quota_nonpaged_pool", ctypes.c_size_t),
        ("pagefile", ctypes.c_size_t),
        ("peak_pagefile", ctypes.c_size_t),
    )


def _windows(pid: int) -> int:
    kernel = ctypes.CDLL("kernel32", use_last_error=True)
    kernel.OpenProcess.restype = ctypes.c_void_p
    handle = kernel.OpenProcess(_QUERY, 0, pid)
    if not handle:
        return 0
    counters = _Counters(size=ctypes.sizeof(_Counters))
    known = kernel.K32GetProcessMemoryInfo(
        ctypes.c_void_p(handle), ctypes.byref(counters), counters.size
    )
    kernel.CloseHandle(ctypes.c_void_p(handle))
    return int(counters.pagefile) if known else 0


class _BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION of winnt.h."""

    _fields_ = (
        ("process_time", ctypes.c_int64),
        ("job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("least_working_set", ctypes.c_size_t),
        ("most_working_set", ctypes.c_size_t),
        ("active_processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority_class", ctypes.c_uint32),
        ("scheduling_class", ctypes.c_uint32),
    )


class _Limits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION of winnt.h."""

    _fields_ = (
        ("basic", _BasicLimits),
        ("io", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


def _limit_by_job(pid: int, memory: int) -> None:
    """Put a process into a job of its own; the limit stays until the process ends."""
    kernel = ctypes.CDLL("kernel32", use_last_error=True)
    kernel.CreateJobObjectW.restype = kernel.OpenProcess.restype = ctypes.c_void_p
    job = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))
    process = ctypes.c_void_p(kernel.OpenProcess(_SET_QUOTA | _TERMINATE, 0, pid))
    limits = _Limits(basic=_BasicLimits(flags=_PROCESS_MEMORY), process_memory=memory)
    kernel.SetInformationJobObject(
        job, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits)
    )
    kernel.AssignProcessToJobObject(job, process)  # without it, the parent watches all the same
    for handle in (process, job):
        kernel.CloseHandle(handle)


class _TaskInfo(ctypes.Structure):
    """proc_taskinfo of sys/proc_info.h."""

    _fields_ = (
        ("virtual_size", ctypes.c_uint64),
        ("resident_size", ctypes.c_uint64),
        ("times", ctypes.c_uint64 * 4),
        ("counts", ctypes.c_int32 * 12),
    )


def _mac(pid: int) -> int:
    library = ctypes.CDLL("/usr/lib/libproc.dylib")
    info = _TaskInfo()
    size = ctypes.sizeof(info)
    written = library.proc_pidinfo(pid, _TASK_INFO, ctypes.c_uint64(0), ctypes.byref(info), size)
    return int(info.resident_size) if written == size else 0
