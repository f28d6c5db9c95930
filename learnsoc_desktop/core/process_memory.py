"""How much memory a process takes, asked of the system without further packages."""

import ctypes
import sys
from pathlib import Path

_QUERY = 0x1000  # PROCESS_QUERY_LIMITED_INFORMATION


def memory_of(pid: int | None) -> int:
    """Return the bytes of memory process ``pid`` holds, 0 where that cannot be told."""
    if sys.platform == "linux":
        return 0 if pid is None else _linux(pid)
    elif sys.platform == "win32":  # noqa: RET505  type checkers know this form
        return 0 if pid is None else _windows(pid)
    else:
        return 0


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
