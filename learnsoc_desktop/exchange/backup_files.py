"""The files that records name, beside the backups: each copied once by its hash, and never written again."""

import shutil
from pathlib import Path

from learnsoc_desktop.core.files import replacing, write_errors
from learnsoc_desktop.data.check import sha256_of


def copy_blob(source: Path, target: Path, sha256: str, size: int) -> bool:
    """Copy one file by its hash where there is none of its length yet; False when it is not to be had."""
    there = target / sha256[:2] / sha256
    if there.is_file() and there.stat().st_size == size:
        return True
    return fetch_blob(source, target, sha256)


def fetch_blob(source: Path, target: Path, sha256: str) -> bool:
    """Copy one file by its hash over what is there; False when the source has it not or has it damaged."""
    here, there = (place / sha256[:2] / sha256 for place in (source, target))
    if not intact(here, sha256):
        return False
    with write_errors(there):
        there.parent.mkdir(parents=True, exist_ok=True)
    with replacing(there) as part:
        shutil.copyfile(here, part)
    return True


def intact(path: Path, sha256: str) -> bool:
    """Return whether a file is there and is what its hash says, as far as the disk can read it."""
    try:
        return sha256_of(path) == sha256
    except OSError:
        return False
