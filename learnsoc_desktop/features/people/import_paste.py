"""A table that was pasted: a file of a person's own folder while it is looked at."""

from contextlib import suppress
from pathlib import Path

from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.core.files import replacing
from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.core.paths import user_folder

FOLDER = "pasted"


class NothingToPaste(AppError):
    """The clipboard holds no rows of a table."""

    message = N_("The clipboard holds no table.")
    hint = N_("Copy the rows with their headings in the spreadsheet, then paste them here.")


def keep_pasted(text: str) -> Path:
    """Write a pasted table to a file of text; return its path.

    Raises NothingToPaste when there are no two lines, and what ``core.files.replacing`` raises.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) < 2:  # noqa: PLR2004  the heads and one row
        raise NothingToPaste
    folder = user_folder() / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / (_("pasted table") + ".txt")
    with replacing(path) as part:
        part.write_text(text, encoding="utf-8", newline="")
    return path


def forget_pasted(path: Path) -> None:
    """Take away the file of a pasted table; any other file stays."""
    if path.parent == user_folder() / FOLDER:
        with suppress(OSError):  # the next paste writes over it
            path.unlink(missing_ok=True)
