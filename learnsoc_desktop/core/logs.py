"""The log: what the program did and where it failed, for whoever repairs it.

**No personal data.** A message names counts, kinds, record ids, error types and times: never a name,
number, address, answer or the text that was typed, and no path below a person's home but the centre's
folder name. The file is sent around by people who ask for help.
"""

import logging
import sys
import time
import traceback
from pathlib import Path
from types import TracebackType

from learnsoc_desktop.core.paths import user_folder

FILE_NAME = "learnsoc.log"
MAX_BYTES = 1_000_000
FAULTS = "faults.log"  # where the interpreter itself writes when the process dies
LAST_FAULT = "faults-last.log"  # what it wrote the last time
KEPT = 4  # older files beside the one that is written
_ErrorInfo = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)
FORMAT = "%(asctime)sZ %(process)d %(levelname)s %(name)s: %(message)s"


def folder() -> Path:
    """Return the folder of the log files; made when it is not there."""
    made = user_folder() / "logs"
    made.mkdir(parents=True, exist_ok=True)
    return made


def set_up(level: int = logging.INFO) -> Path | None:
    """Send the log of this process to the rotating file and return its path.

    Called again, it takes the place of the earlier call. Warnings of libraries are logged too.
    A folder that cannot be written leaves the program without a log, never without a start.
    """
    root = logging.getLogger()
    for old in [one for one in root.handlers if isinstance(one, LateFile)]:
        root.removeHandler(old)
        old.close()
    root.setLevel(level)
    logging.captureWarnings(capture=True)
    logging.raiseExceptions = False  # a full disk must not print into a window without a console
    try:
        path = folder() / FILE_NAME
        path.open("a", encoding="utf-8").close()
    except OSError:
        print("The log file cannot be written.", file=sys.stderr)  # noqa: T201
        return None
    handler = LateFile(path)
    handler.setFormatter(_Plain(FORMAT))
    root.addHandler(handler)
    return path


def take_last_fault() -> bool:
    """Put what the interpreter wrote when it died last time where the report finds it; False when it did not."""
    written = folder() / FAULTS
    try:
        if not written.is_file() or not written.stat().st_size:
            return False
        written.replace(written.with_name(LAST_FAULT))
    except OSError:  # another window of the program has it open
        return False
    return True


def trace_of(error: BaseException) -> str:
    """Return where an error came from, and from which other one, without its text: that may name a person."""
    lines = [line.rstrip() for line in traceback.format_tb(error.__traceback__)]
    lines.append(type(error).__name__)
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        lines += ["after", trace_of(before)]
    return "\n".join(lines)


class _Plain(logging.Formatter):
    """Writes times in UTC and errors without their texts."""

    converter = staticmethod(time.gmtime)

    def format(self, record: logging.LogRecord) -> str:
        """Return a line; what another handler kept of an error in the record is not taken."""
        kept, record.exc_text = record.exc_text, None
        try:
            return super().format(record)
        finally:
            record.exc_text = kept

    def formatException(self, ei: _ErrorInfo) -> str:  # noqa: N802  the library's name
        """Return the trace alone."""
        error = ei[1]
        return trace_of(error) if error is not None else ""


class LateFile(logging.Handler):
    """Opens the rotating file at the first line: it imports what sends logs over networks."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line."""
        if self._file is None:
            from learnsoc_desktop.core.log_file import LogFile  # noqa: PLC0415  as the class says

            try:
                self._file = LogFile(self._path, MAX_BYTES, KEPT)
            except OSError:
                self.handleError(record)
                return
            self._file.setFormatter(self.formatter)
        self._file.handle(record)

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
        super().close()
