"""The folder of a centre: its file, the files that belong to records, its backups, a reserve of room.

DIR/centre.db          the centre's file (beside it, while open: -wal, -shm, .lock)
DIR/blobs/ab/<sha256>  files that belong to records, named by their content
DIR/backups/           copies made by the program
DIR/reserve.bin        room that is given back when the disk is full
"""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from learnsoc_desktop.core.files import replacing, write_errors
from learnsoc_desktop.data.errors import BlobMissing

DATABASE = "centre.db"
RESERVE_BYTES = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class CentreFolder:
    """Where the things of one centre are."""

    root: Path

    @property
    def database(self) -> Path:
        """The centre's file."""
        return self.root / DATABASE

    @property
    def blobs(self) -> Path:
        """The folder of files that belong to records."""
        return self.root / "blobs"

    @property
    def backups(self) -> Path:
        """The folder of backups."""
        return self.root / "backups"

    @property
    def reserve(self) -> Path:
        """The file that keeps room for a full disk."""
        return self.root / "reserve.bin"

    def has_centre(self) -> bool:
        """Return whether a centre's file is there (whatever it holds)."""
        return self.database.is_file()

    def prepare(self) -> None:
        """Make the folders that are missing."""
        with write_errors(self.root):
            for folder in (self.root, self.blobs, self.backups):
                folder.mkdir(parents=True, exist_ok=True)

    def blob_path(self, sha256: str) -> Path:
        """Return where the file of this hash lies."""
        if len(sha256) != hashlib.sha256().digest_size * 2 or not set(sha256) <= set(
            "0123456789abcdef"
        ):
            raise ValueError(sha256)
        return self.blobs / sha256[:2] / sha256

    def write_blob(self, content: bytes) -> str:
        """Keep ``content`` and return its hash; the same content is kept once, and survives a power cut."""
        sha256 = hashlib.sha256(content).hexdigest()
        path = self.blob_path(sha256)
        if path.is_file() and path.stat().st_size == len(content):
            return sha256
        with write_errors(path):
            path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(path) as part:
            part.write_bytes(content)
        return sha256

    def read_blob(self, sha256: str) -> bytes:
        """Return the content of this hash; refuse what is missing or is not what it was."""
        path = self.blob_path(sha256)
        try:
            content = path.read_bytes()
        except FileNotFoundError as error:
            raise BlobMissing from error
        if hashlib.sha256(content).hexdigest() != sha256:
            raise BlobMissing
        return content

    def keep_reserve(self, size: int = RESERVE_BYTES) -> None:
        """Set room aside, once; real bytes, since a hole in a file holds no room."""
        if self.reserve.is_file() and self.reserve.stat().st_size >= size:
            return
        with replacing(self.reserve) as part:
            part.write_bytes(os.urandom(1024) * (size // 1024))

    def release_reserve(self) -> bool:
        """Give the room back, so that a person can delete or copy on a full disk; False when none was kept."""
        if not self.reserve.is_file():
            return False
        self.reserve.unlink()
        return True
