"""What the commands of the command line share: wrong usage, one line of text, reading a centre."""

import argparse
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlmodel import Session

from learnsoc_desktop.core.thai import ZERO_WIDTH_SPACE
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.folder import CentreFolder


class WrongUsage(Exception):
    """The command line asks for something that is not there; the text says what."""


def file_type(endings: Sequence[str]) -> Callable[[str], Path]:
    """Return what reads a path that must end in one of ``endings``."""

    def read(text: str) -> Path:
        path = Path(text)
        if path.suffix.lower() not in endings:
            raise argparse.ArgumentTypeError(f"FILE must end in {', '.join(endings)}: {text}")
        return path

    return read


@contextmanager
def reading(options: argparse.Namespace) -> Iterator[Session]:
    """Read the centre, also while the window has it open."""
    with (
        Database.open(CentreFolder(options.data).database, read_only=True) as database,
        database.reading() as session,
    ):
        yield session


def one_line(text: str) -> str:
    """Return ``text`` on one line, without the breaks that catalogues carry for the screen."""
    return " ".join(text.replace(ZERO_WIDTH_SPACE, "").split())
