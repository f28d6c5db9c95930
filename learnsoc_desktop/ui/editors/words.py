"""Editors of text: a line, and a paragraph."""

from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from learnsoc_desktop.core.thai import normalise
from learnsoc_desktop.ui.dressed import Dressed
from learnsoc_desktop.ui.editors.base import Editor, EditorSetting
from learnsoc_desktop.ui.editors.line import LineEditor, show_tone
from learnsoc_desktop.ui.layout import column
from learnsoc_desktop.ui.theme import theme

LINES = 3  # a paragraph shows without scrolling


class TextEditor(LineEditor):
    """Edits a line of text."""


class Paragraph(Dressed, QPlainTextEdit):
    """A field of several lines. Tab goes on to the next field, Enter makes a line."""

    def __init__(self, editor: "ParagraphEditor") -> None:
        super().__init__(editor)
        self._editor = editor
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return room for a few lines at this text size."""
        t = theme()
        return QSize(t.px(200), LINES * t.line() + t.px(14))

    def minimumSizeHint(self) -> QSize:
        """Return the same: a paragraph is never pressed flat."""
        return QSize(theme().px(80), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Ctrl+Enter."""
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if control and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._editor.next_asked.emit()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the field was left."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._editor.left.emit()


class ParagraphEditor(Editor):
    """Edits several lines of text."""

    def __init__(self, setting: EditorSetting, parent: QWidget | None = None) -> None:
        super().__init__(setting, parent)
        self.area = Paragraph(self)
        self.setLayout(column(self.area, gap=0))
        self.setFocusProxy(self.area)
        self.area.textChanged.connect(self._cut)
        self.area.textChanged.connect(self.changed)

    def value(self) -> str:
        """Return the text, its spelling repaired."""
        return normalise(self.area.toPlainText()).strip()

    def set_value(self, value: Any) -> None:  # noqa: ANN401  what the field holds
        """Show a text."""
        self.area.blockSignals(True)  # noqa: FBT003  a value that is set is no change
        self.area.setPlainText("" if value is None else str(value))
        self.area.blockSignals(False)  # noqa: FBT003

    def set_tone(self, tone: str) -> None:
        """Show the border of a fault or none."""
        show_tone(self.area, tone)

    def _cut(self) -> None:
        """Take no more letters than the field holds, as a field of one line does."""
        longest = self.spec.max_length
        cursor = self.area.textCursor()
        if longest is not None and self.area.document().characterCount() - 1 > longest:
            cursor.deletePreviousChar()
