"""A lock that says: somebody writes this centre. The system drops it when its program ends."""

import os
import sys
from pathlib import Path

from learnsoc_desktop.core.errors import DatabaseBusy
from learnsoc_desktop.core.files import write_errors

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class FileLock:
    """Held from the beginning of its life until ``release``."""

    def __init__(self, path: Path) -> None:
        with write_errors(path):
            self._handle = os.open(
                path.with_name(f"{path.name}.lock"), os.O_RDWR | os.O_CREAT, 0o600
            )
        try:
            if sys.platform == "win32":
                msvcrt.locking(self._handle, msvcrt.LK_NBLCK, 1)
            else:
                fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError) as error:
            self.release()
            raise DatabaseBusy from error
        except OSError:
            return  # a disk without locks (some network disks): the file's own lock has to do

    def release(self) -> None:
        """Let go; a second time does nothing."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1
