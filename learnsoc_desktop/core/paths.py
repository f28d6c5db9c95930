"""Where things are: what ships with the program, and what belongs to a person."""

import os
import sys
from functools import cache
from pathlib import Path

from platformdirs import PlatformDirs

APP = "LearnSoc"
HOME_VARIABLE = "LEARNSOC_HOME"  # a portable folder, or a test's own


@cache
def _root() -> Path:
    """Return the folder that holds ``resources`` and ``i18n``: the project's or the installed package's."""
    package = Path(__file__).resolve().parent.parent
    for candidate in (package, package.parent, Path(getattr(sys, "_MEIPASS", package))):
        if (candidate / "resources").is_dir():
            return candidate
    raise FileNotFoundError(package / "resources")


def resource(*parts: str) -> Path:
    """Return the path of a file that ships with the program, as ``resource("fonts", "sarabun")``."""
    return _root().joinpath("resources", *parts)


def catalogues() -> Path:
    """Return the folder of the translation catalogues."""
    return _root() / "i18n"


def user_folder() -> Path:
    """Return the folder of a person's settings, logs and first centre; made when it is not there."""
    own = os.environ.get(HOME_VARIABLE)
    folder = Path(own) if own else Path(PlatformDirs(APP, appauthor=False).user_data_dir)
    folder.mkdir(parents=True, exist_ok=True)
    return folder
