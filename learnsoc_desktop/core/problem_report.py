"""The report a person saves for whoever repairs the program: versions and the log, and nobody's data.

Nothing in it is sent anywhere. The log holds no personal data by its own rule; what other libraries wrote into
it is left out, and what still looks like a name, a number or a home folder is covered.
"""

import platform
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from learnsoc_desktop import __version__
from learnsoc_desktop.core import logs
from learnsoc_desktop.core.files import replacing

MOST_LINES = 3000  # of the log, the newest
COVER = "…"
_HEAD = re.compile(r"(\S+ \S+Z \d+ [A-Z]+ )([\w.]+)(: )(.*)")
_OURS = ("learnsoc_desktop", "learnsoc")
_THAI = re.compile(r"[\u0e00-\u0e7f][\u0e00-\u0e7f\s]*")
_DIGITS = re.compile(r"(?<![0-9A-Fa-f-])\+?\d(?:[\s-]?\d){6,}(?![0-9A-Fa-f-])")
_QUOTED = re.compile(r"'[^']*'|\"(?!/|[A-Z]:)[^\"]*\"|“[^”]*”")
_TRACE = re.compile(r'  File "(?P<path>[^"]*)", line \d+.*')


def compose(versions: Iterable[str] = (), now: datetime | None = None) -> str:
    """Return the report; ``versions`` are further lines, of libraries that core does not know."""
    moment = (now or datetime.now(UTC)).astimezone(UTC)
    parts = [
        f"LearnSoc Desktop {__version__}",
        f"Python {platform.python_version()}, {sys.byteorder} endian",
        platform.platform(),
        *versions,
        f"Written {moment:%Y-%m-%d %H:%M}Z",
        "",
        "== How the program ended last time, if it ended by itself",
        *_faults(),
        "",
        "== Log",
        *_log(),
    ]
    return "\n".join(parts) + "\n"


def save(path: Path, versions: Iterable[str] = ()) -> Path:
    """Write the report, whole or not at all. Raises what ``core.files.replacing`` raises."""
    text = compose(versions)
    with replacing(path) as part:
        part.write_text(text, encoding="utf-8")
    return path


def file_name(now: datetime) -> str:
    """Return the name a report is offered under."""
    return f"learnsoc-report-{now:%Y-%m-%d-%H%M}.txt"


def clean(line: str) -> str:
    """Return a line of ours with everything covered that could be about a person."""
    line = without_home(line)
    trace = _TRACE.match(line)
    if trace:
        return line
    for pattern in (_QUOTED, _THAI, _DIGITS):
        line = pattern.sub(COVER, line)
    return line


def without_home(line: str) -> str:
    """Return a line in which no path begins with the home folder: it is often named like the person."""
    home = str(Path.home())
    for form in (home, home.replace("\\", "\\\\"), Path.home().as_posix()):
        if len(form) > 1:
            line = line.replace(form, "~")
    return line


def _faults() -> list[str]:
    return [clean(line) for line in _lines(logs.folder() / logs.LAST_FAULT)[-MOST_LINES:]]


def _log() -> list[str]:
    """Return the newest lines of the log, the older files first."""
    folder = logs.folder()
    names = [*(f"{logs.FILE_NAME}.{n}" for n in range(logs.KEPT, 0, -1)), logs.FILE_NAME]
    lines = [line for name in names for line in _lines(folder / name)]
    return list(_cleaned(lines[-MOST_LINES:]))


def _cleaned(lines: Iterable[str]) -> Iterator[str]:
    ours = False  # what goes on without a head belongs to the entry before
    for line in lines:
        head = _HEAD.match(line)
        if head is None:
            if ours:
                yield clean(line)
            continue
        before, name, colon, said = head.groups()
        ours = name.split(".")[0] in _OURS
        yield f"{before}{name}{colon}{clean(said) if ours else COVER}"


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
