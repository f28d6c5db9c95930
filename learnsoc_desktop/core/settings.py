"""What a person chose for this computer, kept in one small file of their own folder.

Nothing of a centre is kept here: a centre is a folder that moves between machines.
"""

import dataclasses
import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from learnsoc_desktop.core.i18n import LANGUAGES
from learnsoc_desktop.core.paths import user_folder

if TYPE_CHECKING:  # the window is painted before what reads and writes dates is imported
    from learnsoc_desktop.core.formats import Style

FILE_NAME = "settings.json"
VERSION = 1  # raised when an older program could not read the file rightly
RECENT = 8
TEXT_STEPS = 3

CHOICES: Mapping[str, tuple[str, ...]] = {
    "language": LANGUAGES,
    "calendar": ("be", "ce"),
    "digits": ("arabic", "thai"),
    "theme": ("light", "dark", "system"),
    "paper": ("A4", "F4", "Letter"),
    "paper_digits": ("arabic", "thai"),
    "attendance_default": ("blank", "present"),
}

_log = logging.getLogger(__name__)


@dataclass
class Settings:
    """One attribute a choice; ``extra`` carries what a newer program wrote, untouched."""

    language: str = "th"
    calendar: str = "be"
    digits: str = "arabic"  # on the screen
    text_step: int = 0  # 0, 1 or 2: normal, larger, largest
    theme: str = "light"
    paper: str = "A4"
    paper_digits: str = "thai"  # of sheets and letters; tables of figures stay Arabic
    printer: str = ""
    printing: dict[str, str] = field(default_factory=dict)  # both sides, colour: as the last time
    attendance_default: str = "blank"
    last_centre: str = ""
    recent_centres: list[str] = field(default_factory=list)  # newest first
    window_geometry: str = ""
    report_parameters: dict[str, dict[str, str]] = field(default_factory=dict)  # by report key
    columns: dict[str, list[str]] = field(default_factory=dict)  # field names by list key
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def style(self) -> "Style":
        """How dates and numbers are written on the screen."""
        from learnsoc_desktop.core.formats import Style  # noqa: PLC0415  see above

        return Style(self.calendar, self.digits, self.language, self.paper_digits)

    @property
    def paper_style(self) -> "Style":
        """How dates and numbers are written on sheets and letters."""
        return replace(self.style, digits=self.style.letter_digits)

    def opened(self, centre: Path) -> None:
        """Remember ``centre`` as the last one opened."""
        self.last_centre = str(centre)
        others = [known for known in self.recent_centres if known != self.last_centre]
        self.recent_centres = [self.last_centre, *others][:RECENT]


def path() -> Path:
    """Return the path of the settings file."""
    return user_folder() / FILE_NAME


def load(*, today: date | None = None) -> Settings:
    """Return the person's settings, or the first ones when there are none that can be read.

    A file that is broken or written by a later program is set aside beside the new one under the
    date, never overwritten. One value that cannot be right costs that value alone.
    """
    file = path()
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError, RecursionError) as error:
        _log.warning("settings cannot be read: %s", type(error).__name__)
        _set_aside(file, today)
        return Settings()
    if not isinstance(content, dict) or not _known_version(content.get("version")):
        _log.warning("settings are of another version")
        _set_aside(file, today)
        return Settings()
    return _from_content(content)


def save(settings: Settings) -> None:
    """Write the settings whole or not at all. Raises what ``core.files.replacing`` raises."""
    from learnsoc_desktop.core.files import replacing  # noqa: PLC0415  not for reading

    content = dict(settings.extra)
    content["version"] = VERSION
    for one in dataclasses.fields(settings):
        if one.name != "extra":
            content[one.name] = getattr(settings, one.name)
    with replacing(path()) as part:
        text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
        part.write_text(text + "\n", encoding="utf-8")


def _known_version(version: object) -> bool:
    return type(version) is int and 1 <= version <= VERSION


def _from_content(content: dict[str, Any]) -> Settings:
    settings = Settings()
    known = {one.name for one in dataclasses.fields(settings)} - {"extra"}
    for name, value in content.items():
        if name in known:
            if _fits(name, value, getattr(settings, name)):
                setattr(settings, name, value)
        elif name != "version":
            settings.extra[name] = value
    return settings


def _fits(name: str, value: Any, default: object) -> bool:  # noqa: ANN401  whatever JSON holds
    """Return True when ``value`` may stand for the setting ``name``."""
    if type(value) is not type(default):
        return False
    if name in CHOICES:
        return value in CHOICES[name]
    check = _CHECKS.get(name)
    return check is None or check(value)


def _all_text(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


_CHECKS: Mapping[str, Callable[[Any], bool]] = {
    "text_step": lambda value: value in range(TEXT_STEPS),
    "recent_centres": _all_text,
    "columns": lambda value: all(map(_all_text, value.values())),
    "printing": lambda value: _all_text(list(value.values())),
    "report_parameters": lambda value: all(
        isinstance(one, dict) and _all_text(list(one.values())) for one in value.values()
    ),
}


def _set_aside(file: Path, today: date | None) -> None:
    """Rename ``file`` to ``settings-2026-11-22.json``, counting up when that name is taken."""
    day = (today or date.today()).isoformat()  # noqa: DTZ011  a name for people: their own day
    aside = file.with_name(f"{file.stem}-{day}{file.suffix}")
    count = 1
    while aside.exists():
        count += 1
        aside = file.with_name(f"{file.stem}-{day}-{count}{file.suffix}")
    try:
        file.rename(aside)
    except OSError as error:  # a read-only stick: the program still opens
        _log.warning("settings cannot be set aside: %s", type(error).__name__)
