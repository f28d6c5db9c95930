"""Writing a file whole or not at all; which files another program may be asked to show."""

import errno
import os
import secrets
import time
from collections.abc import Container, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.core.i18n import N_

PART_PREFIX, PART_SUFFIX = ".learnsoc-", ".part"
STALE_SECONDS = 86_400
# Kinds that cannot run; anything else, a link to it too, is only shown in its folder.
SHOWABLE = frozenset({".pdf", ".txt", ".csv", ".xlsx", ".png", ".jpg", ".jpeg"})
_PROGRAM_FOLDERS = frozenset(
    {".app", ".bundle", ".workflow"}
)  # macOS runs them when they are opened
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_REFUSED = {
    errno.EACCES,
    errno.EEXIST,
    errno.EINVAL,
    errno.EIO,
    errno.EISDIR,
    errno.ENAMETOOLONG,
    errno.ENODEV,
    errno.ENOTDIR,
    errno.ENXIO,
    errno.EPERM,
    errno.EROFS,
}
_FULL_WINDOWS = {39, 112}  # ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL


class DiskFull(AppError):
    """The disk took only a part of what was written."""

    message = N_("There is no room left on the disk for “{name}”.")
    hint = N_("Delete what is not needed or choose another disk, then try again.")


class FileNotWritable(AppError):
    """The file or its folder may not be written, or another program holds the file."""

    message = N_("“{name}” cannot be written here.")
    hint = N_("Close it in other programs, or choose another folder.")


class FolderMissing(AppError):
    """The folder to write into is not there (a stick was pulled out)."""

    message = N_("The folder “{folder}” is not there.")
    hint = N_("Choose another folder.")


def to_show(path: Path) -> Path:
    """Return what the system may be asked to open for ``path``: itself if it can do no harm, or its folder."""
    real = path.resolve()
    kind = real.suffix.lower()
    harmless = kind not in _PROGRAM_FOLDERS if real.is_dir() else kind in SHOWABLE
    return real if harmless else real.parent


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a path beside ``path`` to write to; left without an error, it replaces ``path``.

    What was written is on the disk (fsync) before it is renamed, so a power cut leaves the old file
    or the new one, never half. Raises DiskFull, FileNotWritable, FolderMissing.
    """
    if not path.parent.is_dir():
        raise FolderMissing(folder=path.parent)
    _sweep(path.parent)
    part = path.parent / f"{PART_PREFIX}{secrets.token_hex(6)}{PART_SUFFIX}"
    try:
        with write_errors(path):
            yield part
            with part.open("rb+") as file:
                os.fsync(file.fileno())
            part.replace(path)
            _sync_folder(path.parent)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def replacing_all(paths: Sequence[Path]) -> Iterator[list[Path]]:
    """Give a path beside each of ``paths``; left without an error, all are written before one is named.

    Raises what ``replacing`` raises; then none of them is there.
    """
    with ExitStack() as stack:
        yield [stack.enter_context(replacing(path)) for path in paths]


def free_path(folder: Path, name: str, taken: Container[Path] = ()) -> Path:
    """Return a path in ``folder`` that no file has: "name.pdf", "name (2).pdf", ..."""
    wanted = folder / name
    path, number = wanted, 1
    while path.exists() or path in taken:
        number += 1
        path = wanted.with_name(f"{wanted.stem} ({number}){wanted.suffix}")
    return path


@contextmanager
def write_errors(path: Path) -> Iterator[None]:
    """Turn what the system says while ``path`` is written into words for people."""
    try:
        yield
    except FileNotFoundError as error:
        if path.parent.is_dir():
            raise
        raise FolderMissing(folder=path.parent) from error
    except OSError as error:
        if error.errno in _FULL or getattr(error, "winerror", None) in _FULL_WINDOWS:
            raise DiskFull(name=path.name) from error
        if error.errno in _REFUSED:
            raise FileNotWritable(name=path.name) from error
        raise


def _sweep(folder: Path) -> None:
    """Remove what a killed process left behind long ago."""
    for old in folder.glob(f"{PART_PREFIX}*{PART_SUFFIX}"):
        with suppress(OSError):  # a leftover that stays does no harm
            if time.time() - old.stat().st_mtime > STALE_SECONDS:
                old.unlink()


def _sync_folder(folder: Path) -> None:
    """Put the renaming on the disk too, where a folder can be opened (not on Windows)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
