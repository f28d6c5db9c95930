"""What the window does for the copies of an open centre now and then, in a child process of its own.

A process, since verifying takes seconds in which a thread would hold up the one that draws; its own one, so that
nobody waits for it who wants a paper.
"""

import multiprocessing
import os
import sys
from datetime import datetime

from learnsoc_desktop.core.progress import NoProgress, Progress
from learnsoc_desktop.data.entity import utc_now
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.exchange.backup_auto import back_up_if_due
from learnsoc_desktop.exchange.backup_copies import SafetyState, safety_of
from learnsoc_desktop.exchange.backup_rehearsal import rehearse_if_due

NICER = 10  # steps of 20 behind the others
BELOW_NORMAL = 0x4000  # BELOW_NORMAL_PRIORITY_CLASS of Windows


def keep(
    folder: CentreFolder, *, now: datetime | None = None, progress: Progress | None = None
) -> SafetyState:
    """Back up and rehearse a restore, if it is time; return how safe the centre is after that.

    Raises what ``back_up_if_due`` and ``rehearse_if_due`` raise.
    """
    tell = progress or NoProgress()
    if multiprocessing.parent_process() is not None:
        _step_back()
    back_up_if_due(folder, now=now, progress=tell)
    tell.step(0, 0)
    rehearse_if_due(folder, now=now)
    return safety_of(folder, now or utc_now())


def _step_back() -> None:
    """Let this process work only when no other wants the processor."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415  there only

        kernel = ctypes.windll.kernel32
        kernel.SetPriorityClass(kernel.GetCurrentProcess(), BELOW_NORMAL)
    else:
        os.setpriority(os.PRIO_PROCESS, 0, NICER)
