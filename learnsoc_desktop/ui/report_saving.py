"""Saving the report for a repairer: asked for, written where a person says, on a stick for instance."""

from datetime import datetime
from pathlib import Path

import PySide6
from PySide6.QtCore import QStorageInfo
from PySide6.QtWidgets import QFileDialog, QWidget
from sqlcipher3 import dbapi2

from learnsoc_desktop.core import problem_report
from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.data.disks import Disk, kind_of_disk
from learnsoc_desktop.ui.context import Desk


def versions() -> list[str]:
    """Return the versions of the libraries a repairer asks for."""
    return [f"PySide6 {PySide6.__version__}, SQLite {dbapi2.sqlite_version}"]


def ask_and_save(parent: QWidget | None) -> Path | None:
    """Ask where to, and save the report there; None when nobody wants it. Raises what writing raises."""
    offered = _likely_place() / problem_report.file_name(datetime.now().astimezone())
    question = _("Where shall the report be kept?")
    chosen, _kind = QFileDialog.getSaveFileName(parent, question, str(offered), "*.txt")
    return problem_report.save(Path(chosen), versions()) if chosen else None


def keep_report(desk: Desk, parent: QWidget | None) -> None:
    """Ask where to, save the report and say so in the message bar."""
    try:
        path = ask_and_save(parent)
    except AppError as error:
        desk.fail(error)
        return
    if path is not None:
        more = _("Give it to whoever helps you; it holds no names and no data.")
        desk.notify(_("Saved as “{name}”.").format(name=path.name), more=more)


def tell_of_death(desk: Desk, parent: QWidget | None) -> None:
    """Say calmly that the program ended by itself the last time."""
    desk.notify(
        _("The program ended by itself last time."),
        tone="late",
        more=_("Everything that was saved is safe."),
        act=(_("Save a report…"), lambda: keep_report(desk, parent)),
    )


def _likely_place() -> Path:
    """Return a stick that is plugged in, otherwise the person's home."""
    for volume in QStorageInfo.mountedVolumes():
        place = Path(volume.rootPath())
        usable = volume.isReady() and not volume.isReadOnly() and volume.bytesAvailable() > 0
        if usable and kind_of_disk(place) is Disk.REMOVABLE:
            return place
    return Path.home()
