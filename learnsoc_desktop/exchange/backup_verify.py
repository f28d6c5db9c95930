"""Verifying a backup: it is read back as a stranger would, and has to be what its manifest says."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlcipher3 import dbapi2

from learnsoc_desktop.data import contents
from learnsoc_desktop.data.check import (
    check_blobs,
    check_head,
    check_inside,
    finding_of,
    sha256_of,
)
from learnsoc_desktop.data.connection import DRIVER_ERRORS, open_file, plain_errors
from learnsoc_desktop.data.entity import utc_now
from learnsoc_desktop.data.findings import Checked, Finding, Kind
from learnsoc_desktop.exchange.backup_errors import BackupRefused
from learnsoc_desktop.exchange.backup_files import fetch_blob
from learnsoc_desktop.exchange.backup_manifest import Backup, write_manifest


def verify_backup(backup: Backup) -> Checked:
    """Look at everything of a backup; nothing is written."""
    return check_copy(backup.path, backup)


def verify_again(backup: Backup, now: datetime | None = None) -> Checked:
    """Verify a backup and note in its manifest when it was, or that it is no longer good."""
    checked = verify_backup(backup)
    verified = (now or utc_now()) if checked.sound else None
    write_manifest(replace(backup, verified=verified))
    return checked


def check_copy(path: Path, expected: Backup, better: Path | None = None) -> Checked:
    """Compare the file ``path`` with what it has to be, and the files its records name with their hashes.

    A damaged file is fetched anew from the folder ``better`` where that has it.
    """
    checked = check_file(path, expected)
    if not checked.sound:
        return checked
    named = blobs_of(path, expected)
    files = check_blobs(expected.folder, named)
    if better and not files.sound:
        for finding in files.findings:
            fetch_blob(better, expected.folder, finding.place)
        files = check_blobs(expected.folder, named)
    return checked + files


def check_file(path: Path, expected: Backup | None = None) -> Checked:
    """Look at the file of a copy; with its manifest, whether it is still byte for byte what it was."""
    checked = check_head(path)
    if not checked.sound:
        return checked
    try:
        if expected and sha256_of(path) != expected.sha256:
            return checked + Checked((), (Finding(Kind.CHANGED, path.name),))
        with reading(path) as copy:
            checked += check_inside(copy, path.name, expected.counts if expected else None)
    except (OSError, *DRIVER_ERRORS) as error:
        checked += Checked((), (finding_of(error, path.name),))
    return checked


def blobs_of(path: Path, expected: Backup | None = None) -> dict[str, int]:
    """Return the files that the records of a copy name, without those the centre itself lacked."""
    with plain_errors(path), reading(path) as copy:
        named = contents.named_blobs(copy)
    lacking = expected.missing if expected else ()
    return {sha256: size for sha256, size in named.items() if sha256 not in lacking}


def refuse_unless_sound(
    backup: Backup, checked: Checked, refusal: type[BackupRefused] = BackupRefused
) -> None:
    """Raise BackupRefused (or ``refusal``) with what was found."""
    if not checked.sound:
        raise refusal(checked.findings, name=backup.path.name)


@contextmanager
def reading(path: Path) -> Iterator[dbapi2.Connection]:
    """Yield a connection to a copy that nobody writes; no file beside it is made."""
    with closing(open_file(path, "immutable")) as connection:
        yield connection
