"""Draw every page on sample data, in every language, 1366 × 768, into ``docs/pictures``.

``packaging/dev.py screenshots [NAME …]`` runs this; names choose pictures. The pages are shown by the
real program in its real window.
"""

import os
import sys
import tempfile
from argparse import Namespace
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from learnsoc_desktop.app import Application
from learnsoc_desktop.core.i18n import LANGUAGES
from learnsoc_desktop.core.paths import HOME_VARIABLE
from learnsoc_desktop.features.activities.queries import session_now
from learnsoc_desktop.features.overview.sample import make_sample_centre
from learnsoc_desktop.ui.fonts import load_fonts

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
SIZE = (1366, 768)
REST = 500  # ms in which pages read, lay out and paint
MORNING = time(9, 30)
NAME = "สม"  # typed into the palette


def rest() -> None:
    """Let the program work until it is surely done."""
    loop = QEventLoop()
    QTimer.singleShot(REST, loop.quit)
    loop.exec()


def session_of_today(program: Application) -> UUID | None:
    """Return the session whose sheet Today offers."""
    context = program.window.stack.context
    now = datetime.combine(date.today(), MORNING)  # noqa: DTZ011  the day on the wall
    return context.commands.query(partial(session_now, now=now)) if context else None


def find_name(program: Application) -> None:
    """Open the palette over Today and type a name."""
    program.window.open("today")
    rest()
    program.window.find_anything()
    field = program.window.focusWidget()
    if field is not None:
        field.setProperty("text", NAME)


def scenes(program: Application) -> dict[str, Callable[[], object]]:
    """Return what to draw: every place, what lies over the places, what stands before a centre."""
    window = program.window
    places: dict[str, Callable[[], object]] = {
        place.key: partial(window.open, place.key) for place in program.contributions.places
    }
    return places | {
        "attendance": partial(window.open, "activities", attendance=session_of_today(program)),
        "activity_new": partial(window.open, "activities", new=True),
        "palette": partial(find_name, program),
        "start": program.close_centre,
    }


def draw(program: Application, centre: Path, language: str, names: Sequence[str]) -> None:
    """Draw the wanted pictures in one language."""
    program.desk.change_settings(language=language)
    program.open_centre(centre)
    program.window.showNormal()
    program.window.resize(*SIZE)
    rest()
    for name, show in scenes(program).items():
        if names and not any(part in name for part in names):
            continue
        show()
        rest()
        path = PICTURES / f"{name}_{language}.png"
        program.window.grab().save(str(path))
        print(path)
        while program.window.stack.in_task:
            program.window.back()


def main(names: Sequence[str]) -> int:
    """Draw the pictures whose name holds one of ``names``; all when there are none."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.environ[HOME_VARIABLE] = folder
        centre = Path(folder) / "centre"
        make_sample_centre(centre)
        qt = QApplication([])
        load_fonts()
        arguments = Namespace(data=str(centre), sample=False, language="", read_only=False)
        program = Application(arguments)
        program.start()
        rest()
        sys.excepthook = sys.__excepthook__  # a fault of a page is told here, not in a dialog
        for language in LANGUAGES:
            draw(program, centre, language, names)
        program.window.close()
        qt.processEvents()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
