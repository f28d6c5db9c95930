"""Looks at a centre's file, or a copy of one, without changing anything.

Reads files with plain handles, which makes the system drop the locks this process holds on them: never to
be called in a process that has the same file open (the window asks its child process).
"""

import hashlib
import shutil
import struct
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path

from sqlcipher3 import dbapi2

from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.data import contents, migrate
from learnsoc_desktop.data.connection import APPLICATION_ID, DRIVER_ERRORS, meaning_of, open_file
from learnsoc_desktop.data.disks import Disk
from learnsoc_desktop.data.filelock import is_locked
from learnsoc_desktop.data.findings import Checked, Finding, Kind, Looked, Part
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.data.search_check import unfound_rows, wrong_terms
from learnsoc_desktop.data.startup import APPLICATION_ID_AT, HEAD, MAGIC, bytes_missing
from learnsoc_desktop.data.values import senseless

LOG, JOURNAL, SHARED = "-wal", "-journal", "-shm"
SIDE_FILES = (LOG, JOURNAL, SHARED)
VERSION_AT = 60
MOST_LINES = 20  # of what SQLite says about one file


def side_file(path: Path, ending: str) -> Path:
    """Return the file SQLite keeps beside ``path``."""
    return path.with_name(path.name + ending)


def left_over(path: Path) -> list[Path]:
    """Return the journals beside ``path`` that hold something."""
    sides = [side_file(path, ending) for ending in (LOG, JOURNAL)]
    return [each for each in sides if each.is_file() and each.stat().st_size > 0]


def sha256_of(path: Path) -> str:
    """Return the hash of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def check_centre(folder: CentreFolder) -> Checked:
    """Look at the centre's file, what lies beside it, what it holds and the files its records name."""
    path = folder.database
    if not (head := check_head(path)).sound:
        return head
    sides = Checked(
        (Looked(Part.SIDE_FILES, path.name),),
        ()
        if is_locked(path)
        else tuple(Finding(Kind.LEFT_OVER, each.name) for each in left_over(path)),
    )
    inside = Checked()
    try:
        with opened(path) as connection:
            inside = check_inside(connection, path.name) + check_values(connection, path.name)
            inside += check_search(connection, path.name)
            named = contents.named_blobs(connection)
        inside += check_log(path)
        inside += check_blobs(folder.blobs, named)
    except (AppError, OSError, *DRIVER_ERRORS) as error:
        inside += Checked((), (finding_of(error, path.name),))
    return head + sides + inside


def check_head(path: Path) -> Checked:
    """Look at the first bytes of a file and at its length; SQLite is not asked."""
    name = path.name
    if not path.is_file():
        return Checked((Looked(Part.HEAD, name),), (Finding(Kind.MISSING, name),))
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
        size = path.stat().st_size
    except OSError as error:
        return Checked((Looked(Part.HEAD, name),), (finding_of(error, name),))
    fault = _fault_of_head(head)
    if not fault and (wanted := bytes_missing(path, head)):
        fault = Kind.CUT, f"{wanted} bytes are missing"
    looked = (
        Looked(Part.HEAD, name),
        Looked(Part.SIZE, name, f"{size} bytes"),
        Looked(Part.VERSION, name, "" if fault else str(_number(head, VERSION_AT))),
    )
    if not fault:
        return Checked(looked)
    kind, detail = fault
    return Checked(looked, (Finding(kind, name, detail),))


def _fault_of_head(head: bytes) -> tuple[Kind, str] | None:
    if not head.strip(b"\0"):
        return Kind.EMPTY, ""
    if not head.startswith(MAGIC[: len(head)]):
        return Kind.FOREIGN, ""
    if len(head) < HEAD:
        return Kind.CUT, f"{len(head)} bytes"
    if (own := _number(head, APPLICATION_ID_AT)) != APPLICATION_ID:
        return Kind.FOREIGN, f"application id {own:#x}"
    if (version := _number(head, VERSION_AT)) > migrate.SCHEMA:
        return Kind.NEWER, f"version {version}"
    return None


def _number(head: bytes, at: int) -> int:
    return int(struct.unpack_from(">I", head, at)[0])


@contextmanager
def opened(path: Path) -> Iterator[dbapi2.Connection]:
    """Yield a connection that reads ``path`` as the program would see it, and leaves every file as it is.

    What a killed program left beside the file is taken in on a copy in a temporary folder.
    """
    if is_locked(path):
        with closing(open_file(path, "ro")) as connection:
            yield connection
    elif not left_over(path):
        with closing(open_file(path, "immutable")) as connection:
            yield connection
    else:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            copy = Path(folder) / path.name
            for each in (path, *left_over(path)):
                shutil.copyfile(each, copy.with_name(each.name))
            with closing(open_file(copy, "rw", Disk.REMOVABLE)) as connection:
                yield connection


def check_inside(
    connection: dbapi2.Connection, name: str, expected: dict[str, int] | None = None
) -> Checked:
    """Let SQLite look at every page, index, link and the search index; compare the counts of rows."""
    lines = [
        str(line)
        for (line,) in connection.execute(f"PRAGMA integrity_check({MOST_LINES:d})").fetchall()
    ]
    findings = [Finding(Kind.DAMAGED, name, line) for line in lines if line != "ok"]
    if not contents.is_as_declared(connection):
        findings.append(Finding(Kind.DAMAGED, name, "tables are not as they were declared"))
    links = connection.execute("PRAGMA foreign_key_check").fetchall()
    findings += [
        Finding(Kind.LINKS, name, f"{table} {row}: {parent} missing")
        for table, row, parent, _key in links[:MOST_LINES]
    ]
    findings += [
        Finding(Kind.SEARCH, name, f"{table}: {count} rows")
        for table, count in unfound_rows(connection)
    ]
    counts = contents.counts_of(connection)
    findings += [
        Finding(Kind.COUNTS, name, f"{table}: {counts.get(table, 0)} of {count} rows")
        for table, count in (expected or {}).items()
        if counts.get(table, 0) != count
    ]
    looked = (
        Looked(Part.INSIDE, name),
        Looked(Part.LINKS, name),
        Looked(Part.SEARCH, name),
        Looked(Part.COUNTS, name, f"{sum(counts.values())} rows in {len(counts)} tables"),
    )
    return Checked(looked, tuple(findings))


def check_values(connection: dbapi2.Connection, name: str) -> Checked:
    """Read every value: a text that is none and a date that is no date are no fault to SQLite."""
    lines = islice(senseless(connection), MOST_LINES)
    return Checked((), tuple(Finding(Kind.DAMAGED, name, line) for line in lines))


def check_search(connection: dbapi2.Connection, name: str) -> Checked:
    """Compare the search index with what it is made of."""
    return Checked((), tuple(Finding(Kind.SEARCH, name, line) for line in wrong_terms(connection)))


def check_blobs(blobs: Path, named: dict[str, int]) -> Checked:
    """Look whether every file that records name is there and is what it was."""
    findings = []
    for sha256 in named:
        path = blobs / sha256[:2] / sha256
        try:
            if sha256_of(path) != sha256:
                findings.append(Finding(Kind.FILE_DAMAGED, sha256))
        except FileNotFoundError:
            findings.append(Finding(Kind.FILE_MISSING, sha256))
        except OSError as error:
            findings.append(Finding(Kind.FILE_DAMAGED, sha256, type(error).__name__))
    return Checked((Looked(Part.FILES, blobs.name, str(len(named))),), tuple(findings))


def check_log(path: Path) -> Checked:
    """Tell a log that belongs to another file: with it, most of what the file holds would be gone.

    Our rows are hardly ever removed, so a log of the same centre leaves them where they are.
    """
    log = side_file(path, LOG)
    if log not in left_over(path) or is_locked(path):
        return Checked()
    with opened(path) as together, closing(open_file(path, "immutable")) as alone:
        after = contents.all_own_ids_of(together)
        try:
            before = contents.all_own_ids_of(alone)
        except DRIVER_ERRORS:
            return Checked()  # a file cut off in the middle of taking its log in
    if len(before & after) * 2 >= len(before):
        return Checked()
    return Checked((), (Finding(Kind.OTHER_LOG, log.name),))


def finding_of(error: Exception, name: str) -> Finding:
    """Return what an error says about the file it was met in; a bug passes."""
    if isinstance(error, dbapi2.Error) and meaning_of(error) is None:
        # SQLite's plain "error": the schema itself makes no sense
        return Finding(Kind.DAMAGED, name, str(error))
    kind = Kind.UNREADABLE if isinstance(error, OSError) else Kind.DAMAGED
    return Finding(kind, name, str(error))
