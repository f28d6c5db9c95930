"""Files of people for the tests of importing, and a worker that needs no process of its own."""

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.core.progress import NoProgress, Progress
from learnsoc_desktop.features.people.import_page import ImportPage

HEADS = "ลำดับ,ชื่อ-สกุล,เลขประจำตัวประชาชน,วันเกิด,หมู่,โทร"
GOOD, ODD = "1101700230708", "3101700230709"


class NearWorker:
    """Stands for the child process: works on the thread that calls."""

    def __init__(self) -> None:
        self.before: Callable[[], object] = lambda: None

    def call(
        self,
        function: Any,
        *args: Any,
        progress: Progress | None = None,
        timeout: float | None = None,
        failure: AppError | None = None,
    ) -> Any:
        del timeout, failure
        self.before()
        progress = progress or NoProgress()
        progress.step(0, 0)
        run = resolve(function) if isinstance(function, str) else function
        told = "progress" in inspect.signature(run).parameters
        return run(*args, **({"progress": progress} if told else {}))

    def close(self) -> None:
        """Do nothing."""


def write(path: Path, *rows: str, heads: str = HEADS, encoding: str = "utf-8") -> Path:
    """Write a CSV file of these rows."""
    path.write_text("\n".join((heads, *rows)) + "\n", encoding=encoding)
    return path


def wait_for(page: ImportPage, qtbot: Any) -> None:
    """Wait until the page has read and compared."""
    qtbot.waitUntil(lambda: not page.busy and page.preview is not None, timeout=15_000)
