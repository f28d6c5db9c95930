"""Where a new centre is kept: the usual place, a folder named like the centre, the place in words."""

import os
import re
from pathlib import Path

import platformdirs

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.core.paths import APP, HOME_VARIABLE, user_folder
from learnsoc_desktop.core.thai import normalise

LONGEST = 120  # bytes of a folder's name; systems take 255, and paths grow on
UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
TAKEN_BY_WINDOWS = re.compile(r"(?i:con|prn|aux|nul|com\d|lpt\d)(\..*)?")
NAMELESS = "centre"
STEP = " › "


def usual_place() -> Path:
    """Return the folder new centres are made in until a person chooses another."""
    if os.environ.get(HOME_VARIABLE):  # a portable program keeps everything beside it
        return user_folder() / "centres"
    return documents() / APP


def documents() -> Path:
    """Return the person's folder of documents."""
    return Path(platformdirs.user_documents_dir())


def folder_name(name: str) -> str:
    """Return ``name`` as a folder on every system can be called: Thai and spaces stay."""
    safe = UNSAFE.sub(" ", normalise(name))
    safe = " ".join(safe.split()).strip(" .")
    while len(safe.encode()) > LONGEST:
        safe = safe[:-1].rstrip(" .")
    if not safe or TAKEN_BY_WINDOWS.fullmatch(safe):
        return f"{NAMELESS} {safe}".strip()
    return safe


def free_folder(place: Path, name: str) -> Path:
    """Return a folder in ``place`` for a centre of this name that nothing lies in yet."""
    plain = folder_name(name)
    folder, number = place / plain, 1
    while _holds_something(folder):
        number += 1
        folder = place / f"{plain} {number}"
    return folder


def in_words(path: Path) -> str:
    """Return a path as a person reads it: "Documents › LearnSoc › Na Kham Noi"."""
    for root, word in ((documents(), _("Documents")), (Path.home(), _("Home folder"))):
        if path.is_relative_to(root):
            return STEP.join((word, *path.relative_to(root).parts))
    return STEP.join(part.rstrip("\\/") or part for part in path.parts)


def _holds_something(folder: Path) -> bool:
    if not folder.is_dir():
        return os.path.lexists(folder)
    try:
        return any(folder.iterdir())
    except OSError:
        return True
