"""Editors of a few: yes or no, and the members of an enumeration."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QPushButton, QSizePolicy, QWidget
from shiboken6 import isValid

from learnsoc_desktop.core.fields import LabelledEnum
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.ui.buttons import Choices
from learnsoc_desktop.ui.editors.base import Editor, EditorSetting
from learnsoc_desktop.ui.editors.line import ENTER, show_tone
from learnsoc_desktop.ui.layout import row
from learnsoc_desktop.ui.theme import theme

CHIPS = 3  # more stand in a list
WIDEST = 16  # letters of a word that fits a chip


class ChipsEditor(Editor):
    """One of up to three, as chips: one stop of Tab, the arrows choose."""

    def __init__(
        self,
        setting: EditorSetting,
        options: list[tuple[Any, str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(setting, parent)
        self._options = options
        self.chips = Choices(options)
        layout = self.chips.layout()
        if layout is not None:
            layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(row((self.chips, 1), gap=0))
        self.buttons = self.chips.findChildren(QPushButton)
        self.setFocusProxy(self.buttons[0])
        self.chips.chosen.connect(self._chosen)
        for each in self.buttons:
            each.installEventFilter(self)

    def value(self) -> Any:  # noqa: ANN401  what the options hold
        """Return the value of the checked chip."""
        return self.chips.value()

    def set_value(self, value: Any) -> None:  # noqa: ANN401  what the options hold
        """Check the chip of a value."""
        self.chips.set_value(value)
        self._keep_one_stop()

    def wanted_width(self) -> int:
        """Return the width of all chips in one line, one of them ticked."""
        layout = self.chips.layout()
        wide = layout.sizeHint().width() if layout is not None else 0
        return wide + (0 if self.value() is not None else theme().px(24))

    def fit(self, room: int) -> None:
        """Be as high as the chips need."""
        layout = self.chips.layout()
        if layout is not None:
            self.setFixedHeight(layout.heightForWidth(room))

    def eventFilter(self, watched: Any, event: Any) -> bool:  # noqa: ANN401  Qt's own
        """Choose with the arrows, go on with Enter, say when it is left."""
        if isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress:
            steps = {
                Qt.Key.Key_Left: -1,
                Qt.Key.Key_Up: -1,
                Qt.Key.Key_Right: 1,
                Qt.Key.Key_Down: 1,
            }
            if event.key() in steps:
                self._step(watched, steps[Qt.Key(event.key())])
                return True
            if event.key() in ENTER:
                self.next_asked.emit()
                return True
        if isinstance(event, QFocusEvent) and event.type() == QFocusEvent.Type.FocusOut:
            self.left.emit()
        return super().eventFilter(watched, event)

    def _step(self, here: QPushButton, count: int) -> None:
        at = (self.buttons.index(here) + count) % len(self.buttons)
        self.buttons[at].setFocus(Qt.FocusReason.OtherFocusReason)
        self.buttons[at].click()

    def _chosen(self, _value: object) -> None:
        self._keep_one_stop()
        self.changed.emit()

    def _keep_one_stop(self) -> None:
        """Let Tab stop at the chosen chip only, or at the first."""
        stop = next((each for each in self.buttons if each.isChecked()), self.buttons[0])
        for each in self.buttons:
            policy = Qt.FocusPolicy.StrongFocus if each is stop else Qt.FocusPolicy.ClickFocus
            each.setFocusPolicy(policy)
        self.setFocusProxy(stop)


class Combo(QComboBox):
    """A list that the wheel does not change by accident, and that Enter leaves."""

    def __init__(self, editor: "ComboEditor") -> None:
        super().__init__(editor)
        self._editor = editor
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter."""
        if event.key() in ENTER:
            self._editor.next_asked.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that it was left."""
        super().focusOutEvent(event)
        # A window that is thrown away takes the focus from parts of what is gone already.
        if event.reason() != Qt.FocusReason.PopupFocusReason and isValid(self._editor):
            self._editor.left.emit()


class ComboEditor(Editor):
    """One of many fixed words."""

    def __init__(
        self,
        setting: EditorSetting,
        options: list[tuple[Any, str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(setting, parent)
        self._values = [value for value, _text in options]
        self.combo = Combo(self)
        for _value, text in options:
            self.combo.addItem(text)
        self.setLayout(row((self.combo, 1), gap=0))
        self.setFocusProxy(self.combo)
        self.combo.activated.connect(lambda _at: self.changed.emit())

    def value(self) -> Any:  # noqa: ANN401  what the options hold
        """Return the value of the chosen word."""
        at = self.combo.currentIndex()
        return self._values[at] if at >= 0 else None

    def set_value(self, value: Any) -> None:  # noqa: ANN401  what the options hold
        """Show the word of a value."""
        self.combo.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    def set_tone(self, tone: str) -> None:
        """Show the border of a fault or none."""
        show_tone(self.combo, tone)


def yes_no_editor(setting: EditorSetting, parent: QWidget | None = None) -> Editor:
    """Return the editor of a yes or no."""
    editor = ChipsEditor(setting, [(True, _("Yes")), (False, _("No"))], parent)
    editor.set_value(False)
    return editor


def choice_editor(setting: EditorSetting, parent: QWidget | None = None) -> Editor:
    """Return the editor of an enumeration: chips for a few short words, else a list."""
    kind = setting.spec.type
    members = list(kind) if issubclass(kind, LabelledEnum) else []
    options = [(member, member.label) for member in members]
    short = all(len(text) <= WIDEST for _member, text in options)
    if 0 < len(options) <= CHIPS and short:
        return ChipsEditor(setting, options, parent)
    return ComboEditor(setting, options, parent)
