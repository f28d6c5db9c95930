"""Editors that pick one of many: type a part of it, Enter takes what the cursor is on."""

from collections.abc import Sequence
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.core.thai import fold
from learnsoc_desktop.ui.editors.base import EditorSetting, Option
from learnsoc_desktop.ui.editors.line import ENTER, LineEditor
from learnsoc_desktop.ui.editors.option_list import Line, OptionList
from learnsoc_desktop.ui.icons import icon
from learnsoc_desktop.ui.keys import asks_for_escape
from learnsoc_desktop.ui.theme import theme

MOST = 50  # options offered at once; typing narrows them
STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 6,
    Qt.Key.Key_PageUp: -6,
}


def matching(options: Sequence[Option], text: str, limit: int = MOST) -> list[Option]:
    """Return the options that hold ``text``: those that begin with it first, retired ones never."""
    wanted = fold(text)
    found = []
    for option in options:
        if option.retired:
            continue
        folded = fold(f"{option.text} {option.detail}")
        at = folded.find(wanted)
        if at >= 0:
            found.append((at > 0, option))
    found.sort(key=lambda pair: pair[0])
    return [option for _later, option in found[:limit]]


class PickEditor(LineEditor):
    """A field with a list under it. What is not in the list is refused.

    A subclass says what is offered for a text and what a stored value is shown as.
    """

    icon: ClassVar[str] = ""  # in the list
    sign: ClassVar[str] = "chevron-down"  # in the field

    def __init__(self, setting: EditorSetting, parent: QWidget | None = None) -> None:
        super().__init__(setting, parent)
        self.chosen: Option | None = None
        self.line.setMaxLength(200)
        self._list: OptionList | None = None
        self._opener = QAction(_("Show the list"), self)
        self._opener.triggered.connect(self._toggle)
        self.line.addAction(self._opener, QLineEdit.ActionPosition.TrailingPosition)
        self.line.installEventFilter(self)
        self.dress()

    def dress(self) -> None:
        """Take the icon from the theme."""
        self._opener.setIcon(icon(self.sign, "ink_soft", theme().px(18)))

    def offers(self, text: str) -> Sequence[Option]:
        """Return what is offered for a text; for an empty one everything, or what is usual."""
        raise NotImplementedError

    def lookup(self, value: Any) -> Option | None:  # noqa: ANN401  what the field holds
        """Return the option of a stored value, None when it is not known (any more)."""
        raise NotImplementedError

    def value(self) -> Any:  # noqa: ANN401  what the field holds
        """Return the value of the option that was taken, None for nothing."""
        return self.chosen.value if self.chosen is not None else None

    def set_value(self, value: Any) -> None:  # noqa: ANN401  what the field holds
        """Show the option of a value; a value that is not known is kept as it is."""
        if value in (None, ""):
            self.chosen = None
        else:
            self.chosen = self.lookup(value) or Option(value, _("(no longer in the list)"))
        self._show_chosen()

    def is_empty(self) -> bool:
        """Return True when nothing was taken or typed."""
        return self.chosen is None and not self.line.text().strip()

    def fault(self) -> str:
        """Return that what is typed is not in the list."""
        if self.chosen is None and self.line.text().strip():
            return _("Please choose one of the list.")
        return ""

    def listed(self) -> OptionList | None:
        """Return the list while it is open."""
        return self._list if self._list is not None and self._list.isVisible() else None

    def open_list(self, text: str = "") -> None:
        """Open the list with what is offered for ``text``."""
        if self._list is None:
            self._list = OptionList(self.line, self.icon)
            self._list.taken.connect(self._take)
        value = self.chosen.value if self.chosen is not None else None
        self._list.offer(self.offers(text), self.typed_line(text), chosen=value)
        if not self._list.lines:
            self._list.close_popup()
        elif not self._list.isVisible():
            self._list.open_below()

    def typed_line(self, text: str) -> str:
        """Return what the last line offers to keep as it is typed, empty for no such line."""
        del text
        return ""

    def close_list(self) -> None:
        """Close the list."""
        if self._list is not None:
            self._list.close_popup()

    def settle(self) -> None:
        """Take what is typed when it can only mean one option."""
        self.close_list()
        text = self.line.text().strip()
        if self.chosen is not None or not text:
            return
        wanted = fold(text)
        same = [option for option in self.offers(text) if fold(option.text) == wanted]
        if len(same) == 1:
            self._take(Line(option=same[0]))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move the cursor of the list, open, take and close it by key."""
        if asks_for_escape(event) and self.listed() is not None:
            event.accept()  # Esc closes the list, not the page
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event) or super().eventFilter(watched, event)
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            self._pressed()
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        """Do what a key means for the list; return True when nothing is left to do."""
        key, shown = event.key(), self.listed()
        if shown is None:
            if key in {Qt.Key.Key_Down, Qt.Key.Key_F4}:
                self.open_list()
                return True
            return False
        if key in STEPS:
            shown.step(STEPS[Qt.Key(key)])
        elif key in ENTER or (key == Qt.Key.Key_Tab and self._tab_takes()):
            line = shown.current()
            if line is not None:
                self._take(line)
            return key in ENTER
        elif key in {Qt.Key.Key_Escape, Qt.Key.Key_F4}:
            self.close_list()
        else:
            return False
        return True

    def _tab_takes(self) -> bool:
        """Return True when Tab takes the option under the cursor: something was typed for it."""
        return self.chosen is None and bool(self.line.text().strip())

    def _pressed(self) -> None:
        """Answer a press on the field itself."""

    def _toggle(self) -> None:
        if self.listed() is None:
            self.line.setFocus(Qt.FocusReason.MouseFocusReason)
            self.open_list()
        else:
            self.close_list()

    def _typed(self, text: str) -> None:
        self.chosen = None
        if text.strip():
            self.open_list(text.strip())
        else:
            self.close_list()
        self.changed.emit()

    def _take(self, line: Line) -> None:
        if line.option is not None:
            self.chosen = line.option
            self._show_chosen()
        self.close_list()
        self.changed.emit()

    def _show_chosen(self) -> None:
        self.line.setText("" if self.chosen is None else self.chosen.text)
        self.line.setCursorPosition(0)


class CodeEditor(PickEditor):
    """Picks one row of a code list; retired rows are shown and no longer offered."""

    def offers(self, text: str) -> Sequence[Option]:
        """Return the rows that hold ``text``."""
        return matching(self.sources.codes(self.spec.label.codes), text, 500)

    def lookup(self, value: Any) -> Option | None:  # noqa: ANN401  an id
        """Return the row of this id."""
        rows = self.sources.codes(self.spec.label.codes)
        return next((row for row in rows if row.value == value), None)

    def _pressed(self) -> None:
        if self.listed() is None and not self.line.hasFocus():
            self.open_list()


class VillageEditor(CodeEditor):
    """Picks a village."""

    def offers(self, text: str) -> Sequence[Option]:
        """Return the villages that hold ``text``."""
        return matching(self.sources.villages(), text, 500)

    def lookup(self, value: Any) -> Option | None:  # noqa: ANN401  an id
        """Return the village of this id."""
        return next((each for each in self.sources.villages() if each.value == value), None)


class PersonEditor(PickEditor):
    """Picks a person by a part of the name."""

    icon = "user"
    sign = "search"

    def __init__(self, setting: EditorSetting, parent: QWidget | None = None) -> None:
        super().__init__(setting, parent)
        self.line.setPlaceholderText(_("Name, nickname or phone"))

    def offers(self, text: str) -> Sequence[Option]:
        """Return the persons that ``text`` finds."""
        return self.sources.persons(text, 8) if text else ()

    def lookup(self, value: Any) -> Option | None:  # noqa: ANN401  an id
        """Return the person of this id."""
        return self.sources.person(UUID(str(value)))
