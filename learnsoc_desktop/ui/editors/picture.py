"""The editor of a picture: choose a file, drop it or paste it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImageWriter,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QFileDialog, QWidget

from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.ui.buttons import button
from learnsoc_desktop.ui.editors.base import Editor, EditorSetting, Hint
from learnsoc_desktop.ui.editors.line import ENTER
from learnsoc_desktop.ui.layout import column, row
from learnsoc_desktop.ui.portrait import Portrait
from learnsoc_desktop.ui.text import Text

LARGEST = 30 * 1024 * 1024  # bytes; more is a film or a mistake
ENDINGS = "*.png *.jpg *.jpeg *.webp *.bmp *.gif"


class PictureRefused(AppError):
    """A file is no picture that can be taken."""

    message = N_("“{name}” cannot be used as a picture.")
    hint = N_("Choose a JPG or PNG file.")


class PictureEditor(Editor):
    """Edits a picture; the value is the hash that ``Sources.keep_picture`` gives back.

    Its parts are the fields of the name: while there is no picture, the first letter of the first one
    that is filled stands in its place.
    """

    def __init__(self, setting: EditorSetting, parent: QWidget | None = None) -> None:
        super().__init__(setting, parent)
        self._hash = ""
        self._fault = ""
        self.portrait = Portrait()
        self._words = Text("", "strong")
        self._under = Text(_("Drop it here, or paste it"), "small", "ink_soft")
        self.choose = button(_("Choose a picture"), "", "image", then=self.choose_file)
        self.remove = button(_("Take it off"), "quiet", then=self._take_off)
        words = column(None, self._words, self._under, None, gap=2)
        told = row(self.portrait, (words, 1), gap=14)
        told.setAlignment(self.portrait, Qt.AlignmentFlag.AlignTop)
        self.setLayout(column(told, row(self.choose, self.remove, None), gap=6))
        self.setAcceptDrops(True)
        self.setFocusProxy(self.choose)
        self._tell()

    def value(self) -> str:
        """Return the hash of the picture, empty for none."""
        return self._hash

    def set_value(self, value: Any) -> None:  # noqa: ANN401  a hash
        """Show a kept picture."""
        self._hash, self._fault = str(value or ""), ""
        self.portrait.set_picture(self.sources.picture(self._hash) if self._hash else b"")
        self._tell()

    def see(self, values: Mapping[str, Any]) -> None:
        """Take the letter of the name."""
        names = (str(values.get(part) or "") for part in self.parts)
        self.portrait.set_name(next(filter(None, names), ""))

    def fault(self) -> str:
        """Return why the last file could not be taken."""
        return self._fault

    def hint(self) -> Hint | None:
        """Say nothing: the words beside the picture do."""
        return None

    def choose_file(self) -> None:
        """Ask for a file."""
        kinds = _("Pictures ({endings})").format(endings=ENDINGS)
        path, _kind = QFileDialog.getOpenFileName(self, _("Choose a picture"), "", kinds)
        if path:
            self.take_file(Path(path))

    def take_file(self, path: Path) -> None:
        """Take the picture of a file."""
        try:
            size = path.stat().st_size
            data = path.read_bytes() if size <= LARGEST else b""
        except OSError:
            data = b""
        self._take(data, path.name)

    def paste(self) -> bool:
        """Take the picture of the clipboard; return False when there is none."""
        mime = QGuiApplication.clipboard().mimeData()
        if mime.hasUrls() and mime.urls()[0].isLocalFile():
            self.take_file(Path(mime.urls()[0].toLocalFile()))
            return True
        image = QGuiApplication.clipboard().image()
        if image.isNull():
            return False
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, QByteArray(b"PNG")).write(image)
        self._take(bytes(buffer.data().data()), _("Clipboard"))
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste by key, go on with Enter."""
        if event.matches(QKeySequence.StandardKey.Paste) and self.paste():
            return
        if event.key() in ENTER:
            self.next_asked.emit()
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let files be dropped."""
        if event.mimeData().hasUrls() and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the first file that is dropped."""
        self.take_file(Path(event.mimeData().urls()[0].toLocalFile()))
        event.acceptProposedAction()

    def _take(self, data: bytes, name: str) -> None:
        try:
            if not data:
                raise PictureRefused(name=name)
            kept = self.sources.keep_picture(data, name)
        except AppError as error:
            self._fault = " ".join(part for part in (str(error), error.advice) if part)
            self.left.emit()
            return
        if kept:
            self.set_value(kept)
            self.changed.emit()

    def _take_off(self) -> None:
        self.set_value("")
        self.changed.emit()
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self) -> None:
        self._words.set_text(_("Picture") if self._hash else _("No picture yet"))
        self.remove.setVisible(bool(self._hash))
