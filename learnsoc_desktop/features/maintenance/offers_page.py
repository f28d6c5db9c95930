"""What the palette (Ctrl+K) does for the maintenance of a centre."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.ui.context import Context


def screen(context: Context, _text: str) -> None:
    """Show the settings of screen and paper."""
    context.open("care", section="screen")


def centre(context: Context, _text: str) -> None:
    """Show the profile of the centre."""
    context.open("care", section="centre")


def lists(context: Context, _text: str) -> None:
    """Show the code lists."""
    context.open("care", section="lists")


def fields(context: Context, _text: str) -> None:
    """Show the centre's own fields."""
    context.open("care", section="fields")


def villages(context: Context, _text: str) -> None:
    """Show the villages."""
    context.open("care", section="villages")


def safety(context: Context, _text: str) -> None:
    """Show the copies of the centre."""
    context.open("care", section="safety")


def trash(context: Context, _text: str) -> None:
    """Show the trash."""
    context.open("care", section="trash")


def about(context: Context, _text: str) -> None:
    """Show version, licences and folders."""
    context.open("care", section="about")


def other_centre(context: Context, _text: str) -> None:
    """Close this centre and go to the start page."""
    context.desk.centres.close_centre()


def copy_to_read(context: Context, _text: str) -> None:
    """Ask for the folder of a copy and open it for reading only."""
    question = _("Which copy do you want to look at?")
    chosen = QFileDialog.getExistingDirectory(None, question, str(context.folder.parent))
    if chosen:
        context.desk.centres.open_centre(Path(chosen), read_only=True)
