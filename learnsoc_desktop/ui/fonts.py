"""The fonts of the screen, from the files that ship with the program."""

from PySide6.QtGui import QFontDatabase

from learnsoc_desktop.core.paths import resource


def load_fonts() -> None:
    """Give Qt our own fonts; an installed font of the desktop is never used."""
    for path in sorted(resource("fonts", "screen").glob("*.ttf")):
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise FileNotFoundError(path)
