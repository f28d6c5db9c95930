"""The rotating file of the log."""

from logging.handlers import RotatingFileHandler
from pathlib import Path


class LogFile(RotatingFileHandler):
    """Rotates, but goes on in the same file while another process of the program holds it."""

    def __init__(self, path: Path, most_bytes: int, kept: int) -> None:
        super().__init__(path, maxBytes=most_bytes, backupCount=kept, encoding="utf-8")

    def doRollover(self) -> None:  # noqa: N802  the library's name
        """Begin a new file; on Windows an open file cannot be renamed, so try at the next line."""
        try:
            super().doRollover()
        except PermissionError:
            if self.stream is None:
                self.stream = self._open()
