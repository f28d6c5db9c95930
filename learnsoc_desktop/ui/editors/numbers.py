"""Editors of the numbers that tell people apart: ID numbers and telephones."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.core.fields import LabelledEnum
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.core.identity import (
    Cleaned,
    clean_id,
    clean_phone,
    grouped,
    mask,
    phone_grouped,
)
from learnsoc_desktop.ui.editors.base import EditorSetting, Hint
from learnsoc_desktop.ui.editors.line import LineEditor

THAI = "thai_id"
DIGITS_ONLY = frozenset({THAI, "pink_card"})  # kinds of ID whose numbers hold no letters


class CleanedEditor(LineEditor):
    """A number that is stored without its groups and taken with a doubt when it is odd."""

    def __init__(self, setting: EditorSetting, parent: QWidget | None = None) -> None:
        super().__init__(setting, parent)
        self.line.setMaxLength(60)  # groups and blanks are not stored
        self._given = ""

    def clean(self, text: str) -> Cleaned:
        """Return the number as it is stored, or raise AppError."""
        raise NotImplementedError

    def written(self, value: str) -> str:
        """Return a stored number as it is shown."""
        raise NotImplementedError

    def text(self) -> str:
        """Return what was typed."""
        return self.line.text().strip()

    def value(self) -> str:
        """Return the number as it is stored; what cannot be read stays as it was typed."""
        try:
            return self.clean(self.text()).value
        except AppError:
            return self.text()

    def set_value(self, value: Any) -> None:  # noqa: ANN401  a stored number
        """Show a stored number."""
        self._given = str(value or "")
        self.show_text(self.written(self._given))

    def show_text(self, text: str) -> None:
        """Put a text into the field."""
        self.line.setText(text)
        self.line.setCursorPosition(0)

    def fault(self) -> str:
        """Return why what was typed cannot be such a number."""
        if self.text() and self.value() != self._given:
            try:
                self.clean(self.text())
            except AppError as error:
                return " ".join(part for part in (str(error), error.advice) if part)
        return ""

    def doubt(self) -> str:
        """Return what is odd about the number, empty for nothing."""
        try:
            return " ".join(self.clean(self.text()).doubts[:1]) if self.text() else ""
        except AppError:
            return ""

    def hint(self) -> Hint | None:
        """Say what is odd."""
        doubt = self.doubt()
        return Hint(doubt, "late") if doubt else None

    def settle(self) -> None:
        """Show the number in its groups."""
        if self.text() and not self.fault():
            self.show_text(self.written(self.value()))


class PhoneEditor(CleanedEditor):
    """Edits one or more telephone numbers."""

    digits = True

    def clean(self, text: str) -> Cleaned:
        """Return the digits."""
        return clean_phone(text)

    def written(self, value: str) -> str:
        """Return the numbers in groups."""
        return phone_grouped(value)


class IdNumberEditor(CleanedEditor):
    """Edits an ID number: hidden while the field is not in use, odd ones taken when confirmed.

    Its parts are, in any order, the field that says which kind of paper it is (an enumeration, edited
    elsewhere) and the one that says that the number is so on the paper (a yes or no, set here).
    """

    def __init__(self, setting: EditorSetting, parent: QWidget | None = None) -> None:
        super().__init__(setting, parent)
        self._kind = THAI
        self._confirmed = False
        self._hidden = False
        self._typed_text = ""
        siblings = setting.siblings
        found = {name: siblings[name].type for name in self.parts if name in siblings}
        self._kind_name = next(
            (name for name, kind in found.items() if issubclass(kind, LabelledEnum)), ""
        )
        self._confirm_name = next((name for name, kind in found.items() if kind is bool), "")
        self.line.set_digits(on=True)
        self.line.installEventFilter(self)

    def clean(self, text: str) -> Cleaned:
        """Return the number as its kind of paper has it."""
        return clean_id(text, self._kind)

    def written(self, value: str) -> str:
        """Return the number in the groups of the card."""
        return grouped(value)

    def text(self) -> str:
        """Return what was typed, also while it is hidden."""
        return self._typed_text if self._hidden else super().text()

    def show_text(self, text: str) -> None:
        """Put a number into the field, hidden when the field is not in use."""
        self._typed_text = text
        self._hidden = bool(text) and not self.line.hasFocus()
        super().show_text(mask(text) if self._hidden else text)

    def values(self) -> dict[str, Any]:
        """Return the number, and whether it was said to be so on the paper."""
        result = super().values()
        if self._confirm_name:
            result[self._confirm_name] = self._confirmed and bool(self.doubt())
        return result

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show the number of this kind of paper."""
        self._kind = str(values.get(self._kind_name) or THAI)
        self._confirmed = bool(values.get(self._confirm_name, False))
        self._read_keys()
        super().set_values(values)

    def see(self, values: Mapping[str, Any]) -> None:
        """Check the number again when it is of another kind of paper."""
        kind = str(values.get(self._kind_name) or THAI)
        if kind != self._kind:
            self._kind = kind
            self._given = ""  # what was right for the other paper is checked again
            self._read_keys()
            self.line.setEnabled(kind != "none" or bool(self.text()))

    def hint(self) -> Hint | None:
        """Say what is odd, with a button that says that the paper has it so."""
        doubt = self.doubt()
        if not doubt:
            return None
        if self._confirmed:
            return Hint(_("So it is on the card."), "good")
        return Hint(doubt, "late", _("The card says so") if self._confirm_name else "")

    def confirm(self) -> None:
        """Take the number as it is."""
        self._confirmed = True
        self.changed.emit()

    def settle(self) -> None:
        """Group the digits and hide them."""
        text = self.text()
        self.show_text(self.written(self.value()) if text and not self.fault() else text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the whole number while the field is in use."""
        if self._hidden and isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusIn:
            self._hidden = False
            self.line.setText(self._typed_text)
            if event.reason() == Qt.FocusReason.TabFocusReason:
                self.line.selectAll()
        return super().eventFilter(watched, event)

    def _read_keys(self) -> None:
        self.line.set_digits(on=self._kind in DIGITS_ONLY)

    def _typed(self, text: str) -> None:
        self._confirmed = False
        super()._typed(text)
