"""A lock that says: somebody writes this centre. The system drops it when its program ends.

centre.db.lock holds, while the centre is open for writing, the computer that has it open and since when. A
killed program, a stick that was pulled out and a network disk without locks leave that note behind: one of
another computer is believed until a person says that the centre is closed there.
"""

import json
import os
import platform
import sys
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from learnsoc_desktop.core.errors import DatabaseBusy
from learnsoc_desktop.core.files import FileNotWritable, write_errors
from learnsoc_desktop.data.errors import OpenOnOtherHost, OpenTwice

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LOCKED_AT = 1 << 30  # far behind the note: on Windows nobody else could read a locked byte
LONGEST = 4096  # bytes of a note that are read


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the centre open: the name of the computer, and since when (UTC)."""

    host: str
    since: datetime

    @property
    def here(self) -> bool:
        """Whether it is this computer."""
        return self.host == host_name()


class SystemLock:
    """A lock of the system on a file of its own, held from the beginning of its life until ``release``.

    Raises DatabaseBusy when another program holds it. A disk without locks takes every lock.
    """

    def __init__(self, path: Path, *, make: bool = True) -> None:
        with write_errors(path):
            self.handle = os.open(path, os.O_RDWR | (os.O_CREAT if make else 0), 0o600)
        try:
            if sys.platform == "win32":
                os.lseek(self.handle, LOCKED_AT, os.SEEK_SET)
                msvcrt.locking(self.handle, msvcrt.LK_NBLCK, 1)
                os.lseek(self.handle, 0, os.SEEK_SET)
            else:
                fcntl.flock(self.handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError) as error:
            self.release()
            raise DatabaseBusy from error
        except OSError:
            return  # some network disks: the note and the file's own lock have to do

    def release(self) -> None:
        """Let go; a second time does nothing."""
        if self.handle >= 0:
            os.close(self.handle)
            self.handle = -1


class FileLock:
    """The lock of a centre's file, with the note who holds it; held until ``release``.

    Raises OpenTwice or OpenOnOtherHost (both DatabaseBusy), FileNotWritable in a folder nobody may write.
    """

    def __init__(self, path: Path) -> None:
        place = lock_file(path)
        try:
            self._lock = SystemLock(place)
        except DatabaseBusy as error:
            raise _busy(path, holder_of(path)) from error
        left = self._left()
        if left is not None and not left.here:
            self._lock.release()
            raise _busy(path, left)
        note = {"host": host_name(), "since": datetime.now(UTC).isoformat()}
        with suppress(OSError):  # on a full disk the lock alone has to do
            self._write(json.dumps(note).encode())

    def release(self) -> None:
        """Take the note away and let go; a second time does nothing."""
        if self._lock.handle >= 0:
            with suppress(OSError):  # a stick that was pulled out keeps its note
                self._write(b"")
        self._lock.release()

    def _left(self) -> Holder | None:
        """Return the note that is there; read by the handle of the lock, since another one might drop it."""
        with suppress(OSError):
            return _read(os.read(self._lock.handle, LONGEST))
        return None

    def _write(self, note: bytes) -> None:
        handle = self._lock.handle
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, note)


def lock_file(path: Path) -> Path:
    """Return the lock of the centre's file ``path``."""
    return path.with_name(f"{path.name}.lock")


def host_name() -> str:
    """Return what this computer is called."""
    return platform.node() or "?"


def holder_of(path: Path) -> Holder | None:
    """Return who has, or had when it ended badly, the centre's file open; None when nobody left a note."""
    try:
        with lock_file(path).open("rb") as file:
            return _read(file.read(LONGEST))
    except OSError:
        return None


def is_locked(path: Path) -> bool:
    """Return whether a program has the centre's file open for writing now; nothing is written."""
    place = lock_file(path)
    if not place.is_file():
        return False
    try:
        SystemLock(place, make=False).release()
    except DatabaseBusy:
        return True
    except FileNotWritable:  # nobody can write here
        return False
    return False


def forget_holder(path: Path) -> None:
    """Take away the note of another computer: a person said that the centre is closed there.

    Raises DatabaseBusy while a program holds the lock.
    """
    place = lock_file(path)
    lock = SystemLock(place)
    try:
        with write_errors(place):
            os.ftruncate(lock.handle, 0)
    finally:
        lock.release()


def _read(note: bytes) -> Holder | None:
    try:
        said = json.loads(note)
        return Holder(str(said["host"]), datetime.fromisoformat(said["since"]).astimezone(UTC))
    except (ValueError, TypeError, KeyError):
        return None


def _busy(path: Path, holder: Holder | None) -> DatabaseBusy:
    if holder is None:
        return DatabaseBusy(place=path)
    kind = OpenTwice if holder.here else OpenOnOtherHost
    return kind(place=path, host=holder.host, since=holder.since)
