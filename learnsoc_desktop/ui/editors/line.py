"""Fields of one line, and editors that read what is typed into them."""

from collections.abc import Callable
from typing import Any, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.core.thai import normalise
from learnsoc_desktop.ui.editors.base import Editor, EditorSetting
from learnsoc_desktop.ui.keys import digit_of
from learnsoc_desktop.ui.layout import row

ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
# What stands on the keys of point, comma, colon, slash and hyphen while the Thai layout is on.
_POINTS = {"ใ": ".", "ม": ",", "ซ": ":", "ฝ": "/", "ข": "-"}
LONGEST = 60
_STATES = {"bad": "error", "late": "warn"}


def show_tone(field: QWidget, tone: str) -> None:
    """Give a field the border of a fault (``bad``), of a doubt (``late``) or its own."""
    state = _STATES.get(tone, "")
    if field.property("state") != state:
        field.setProperty("state", state)
        field.style().unpolish(field)
        field.style().polish(field)


class Line(QLineEdit):
    """A field of one line. With ``digits`` the number row gives digits on any keyboard layout.

    Signals:
        entered: Enter was pressed.
        left: The focus went elsewhere.
    """

    entered = Signal()
    left = Signal()

    def __init__(self, *, digits: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._digits = digits

    def set_digits(self, *, on: bool) -> None:
        """Read the number row as digits, or as the layout has it."""
        self._digits = on

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Read digits by their keys, and let Enter go on."""
        meant = self._meant(event) if self._digits else ""
        if meant:
            self.insert(meant)
            self.textEdited.emit(self.text())  # insert() alone does not say it
        elif event.key() in ENTER:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the field was left."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def _meant(self, event: QKeyEvent) -> str:
        """Return the digit or the point a key means, empty for any other key."""
        digit = digit_of(event)
        return _POINTS.get(event.text(), "") if digit is None else str(digit)


class LineEditor(Editor):
    """Edits one line of text; the base of all editors that one types into."""

    digits: ClassVar[bool] = False

    def __init__(self, setting: EditorSetting, parent: QWidget | None = None) -> None:
        super().__init__(setting, parent)
        self.line = Line(digits=self.digits)
        if setting.spec.max_length is not None:
            self.line.setMaxLength(setting.spec.max_length)
        self.setLayout(row((self.line, 1), gap=0))
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self._typed)
        self.line.entered.connect(self.next_asked)
        self.line.left.connect(self._left)

    def value(self) -> Any:  # noqa: ANN401  what the field holds
        """Return the text, its spelling repaired."""
        return normalise(self.line.text()).strip()

    def set_value(self, value: Any) -> None:  # noqa: ANN401  what the field holds
        """Show a text."""
        self.line.setText("" if value is None else str(value))
        self.line.setCursorPosition(0)

    def set_tone(self, tone: str) -> None:
        """Show the border of a fault, of a doubt or none."""
        show_tone(self.line, tone)

    def _typed(self, _text: str) -> None:
        self.changed.emit()

    def _left(self) -> None:
        self.settle()
        self.left.emit()

    def settle(self) -> None:
        """Tidy what was typed when the field is left."""


class ReadEditor(LineEditor):
    """Reads what is typed into a value, with ``read`` that raises AppError and ``write`` back.

    ``tidies`` writes the value back when the field is left; otherwise it stays as it was typed.
    """

    read: Callable[[str], Any]
    write: Callable[[Any], str]
    tidies: ClassVar[bool] = True

    def __init__(self, setting: EditorSetting, parent: QWidget | None = None) -> None:
        super().__init__(setting, parent)
        self.line.setMaxLength(LONGEST)  # what is typed is longer than what is stored
        self._given: tuple[str, Any] = ("", None)  # the text as shown by set_value, and its value

    def value(self) -> Any:  # noqa: ANN401  what the field holds
        """Return what was understood, None when nothing was."""
        return self._understood()[0]

    def set_value(self, value: Any) -> None:  # noqa: ANN401  what the field holds
        """Show a value as it is written."""
        text = "" if value is None else type(self).write(value)
        self._given = (text, value)
        super().set_value(text)

    def is_empty(self) -> bool:
        """Return True when nothing was typed."""
        return not self.line.text().strip()

    def fault(self) -> str:
        """Return why what was typed cannot be read."""
        return self._understood()[1]

    def settle(self) -> None:
        """Write what was understood the usual way."""
        value, fault = self._understood()
        if self.tidies and value is not None and not fault:
            self.set_value(value)

    def _understood(self) -> tuple[Any, str]:
        text = self.line.text().strip()
        if not text:
            return None, ""
        if text == self._given[0]:  # what is written short is not read back shorter
            return self._given[1], ""
        try:
            return type(self).read(text), ""
        except AppError as error:
            return None, str(error)
