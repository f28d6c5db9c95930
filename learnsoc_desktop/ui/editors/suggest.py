"""A line of text that offers the words of a code list and takes any other."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core.thai import normalise
from learnsoc_desktop.ui.editors.base import Editor, EditorSetting, Option
from learnsoc_desktop.ui.editors.pick import CodeEditor
from learnsoc_desktop.ui.editors.words import TextEditor


class SuggestEditor(CodeEditor):
    """Edits a text such as a title: the usual words are one key away, every other may be typed."""

    def __init__(self, setting: EditorSetting, parent: QWidget | None = None) -> None:
        super().__init__(setting, parent)
        if setting.spec.max_length is not None:
            self.line.setMaxLength(setting.spec.max_length)

    def offers(self, text: str) -> Sequence[Option]:
        """Return the words that hold ``text``, unless it is one of them already."""
        found = super().offers(text)
        return () if text and [one.text for one in found] == [text] else found

    def lookup(self, value: Any) -> Option | None:  # noqa: ANN401  a text
        """Return the text itself."""
        return Option(value, str(value))

    def value(self) -> str:
        """Return the text."""
        return normalise(self.line.text()).strip()

    def fault(self) -> str:
        """Return nothing: any text will do."""
        return ""

    def settle(self) -> None:
        """Keep what is typed."""
        self.close_list()

    def _tab_takes(self) -> bool:
        return False


def text_editor(setting: EditorSetting, parent: QWidget | None = None) -> Editor:
    """Return the editor of a line of text, with words to choose from when its label names a list."""
    if setting.spec.label.codes:
        return SuggestEditor(setting, parent)
    return TextEditor(setting, parent)
