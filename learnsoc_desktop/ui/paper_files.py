"""Where a paper is written to: names of files, and the question for one."""

import re
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from learnsoc_desktop.core.files import replacing
from learnsoc_desktop.core.i18n import _

FORBIDDEN = r'[\\/:*?"<>|\x00-\x1f]+'  # in names of files, on any system
LONGEST = 80  # letters of a name: Thai ones take three bytes, and a name has 255
WRITERS = {
    ".xlsx": "learnsoc_desktop.reporting.sheets:write_xlsx",
    ".csv": "learnsoc_desktop.reporting.sheets:write_csv",
}


def file_name(title: str, ending: str) -> str:
    """Return a name that any system takes."""
    words = " ".join(re.sub(FORBIDDEN, " ", title.replace("\u200b", "")).split())
    return words[:LONGEST].rstrip(" .") + ending


def ask_file(parent: QWidget, title: str, ending: str, kind: str) -> Path | None:
    """Ask where a file is to be written; None when nowhere."""
    filters = f"{kind} (*{ending})"
    name = file_name(title, ending)
    chosen, _filter = QFileDialog.getSaveFileName(parent, _("Save as"), name, filters)
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.lower() == ending else path.with_name(path.name + ending)


def write_file(path: str, content: bytes) -> None:
    """Write ``content`` whole or not at all; called in the child process."""
    with replacing(Path(path)) as part:
        part.write_bytes(content)
