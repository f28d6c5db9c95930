"""A file of people that is dropped or pasted."""

from pathlib import Path

from PySide6.QtCore import QMimeData

ENDINGS = (".xlsx", ".xlsm", ".xls", ".csv", ".txt", ".tsv")


def dropped_file(mime: QMimeData) -> Path | None:
    """Return the first file of what is dragged or pasted when it may hold a table."""
    for url in mime.urls() if mime.hasUrls() else ():
        path = Path(url.toLocalFile())
        if url.isLocalFile() and path.suffix.lower() in ENDINGS:
            return path
    return None
